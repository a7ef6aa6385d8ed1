//! The part of a passage that is shown, and what is marked in it.

use super::Mark;
use super::function_words::FUNCTION_WORDS;
use super::text::store::words;

/// About how long a snippet is, in characters.
const LENGTH: usize = 260;

/// The window of the passage with most of the query's words, cut at white space.
pub(super) fn snippet(passage: &str, query: &str) -> (String, Vec<Mark>) {
    let mut words = words(query);
    // A marked "the" draws the eye to nothing, unless it is all that was asked for.
    if words.iter().any(|word| !FUNCTION_WORDS.contains(&word.as_str())) {
        words.retain(|word| !FUNCTION_WORDS.contains(&word.as_str()));
    }
    let flat: Vec<char> = passage.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let hits = marks(&flat, &words);
    let from = best_start(&flat, &hits);
    let to = word_end(&flat, from + LENGTH);
    let (lead, tail) = (if from > 0 { "… " } else { "" }, if to < flat.len() { " …" } else { "" });
    let shift = lead.chars().count();
    let inside = hits.into_iter().filter(|mark| mark.start >= from && mark.end <= to);
    let marks = inside.map(|mark| Mark { start: mark.start - from + shift, end: mark.end - from + shift }).collect();
    let text: String = flat.get(from..to).unwrap_or_default().iter().collect();
    (format!("{lead}{text}{tail}"), marks)
}

/// The words of a text that a query asks for, each once and as the text writes it, small words left out.
pub(super) fn present(text: &str, query: &[String]) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let asked: Vec<String> = query.iter().filter(|word| !FUNCTION_WORDS.contains(&word.as_str())).cloned().collect();
    let mut words: Vec<String> = Vec::new();
    for mark in marks(&letters, &asked) {
        let word = letters.get(mark.start..mark.end).unwrap_or_default().iter().collect::<String>().to_lowercase();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(12);
    words
}

/// Where words of the query stand; a word also marks its inflections ("tasks" for "task").
fn marks(text: &[char], words: &[String]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < text.len() && text[at].is_alphanumeric() {
            at += 1;
        }
        let word: String = text[start..at].iter().flat_map(|c| c.to_lowercase()).collect();
        if words.iter().any(|query| same_stem(&word, query)) {
            marks.push(Mark { start, end: at });
        }
    }
    marks
}

fn same_stem(word: &str, query: &str) -> bool {
    if word == query {
        return true;
    }
    let common = word.chars().zip(query.chars()).take_while(|(a, b)| a == b).count();
    let (longer, shorter) =
        (word.chars().count().max(query.chars().count()), word.chars().count().min(query.chars().count()));
    common >= 4 && common + 1 >= shorter && longer - common <= 3
}

fn best_start(text: &[char], hits: &[Mark]) -> usize {
    if text.len() <= LENGTH {
        return 0;
    }
    let best = hits.iter().max_by_key(|first| {
        let inside = hits.iter().filter(|hit| hit.start >= first.start && hit.end <= first.start + LENGTH * 3 / 4);
        (inside.count(), std::cmp::Reverse(first.start))
    });
    let wanted = best.map_or(0, |mark| mark.start.saturating_sub(LENGTH / 6)).min(text.len() - LENGTH);
    // Never in the middle of a word.
    (wanted.saturating_sub(24)..=wanted).rev().find(|at| *at == 0 || text[at - 1] == ' ').unwrap_or(wanted)
}

fn word_end(text: &[char], wanted: usize) -> usize {
    if wanted >= text.len() {
        return text.len();
    }
    (wanted.saturating_sub(24)..=wanted).rev().find(|at| text[*at] == ' ').unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_their_inflections_are_marked() {
        let (text, marks) = snippet("The tasks were done; a task is a task.", "task done");
        let marked: Vec<String> =
            marks.iter().map(|m| text.chars().skip(m.start).take(m.end - m.start).collect()).collect();
        assert_eq!(marked, ["tasks", "done", "task", "task"]);
    }

    #[test]
    fn small_words_are_marked_only_when_they_are_all_there_is() {
        let marked = |query| {
            let (text, marks) = snippet("When are the plums pruned?", query);
            marks.iter().map(|m| text.chars().skip(m.start).take(m.end - m.start).collect()).collect::<Vec<String>>()
        };
        assert_eq!(marked("when are the plums pruned"), ["plums", "pruned"]);
        assert_eq!(marked("when"), ["When"]);
    }

    #[test]
    fn a_long_passage_is_cut_around_the_words() {
        let passage = format!("{} boiler pressure {}", "filler ".repeat(100), "more ".repeat(100));
        let (text, marks) = snippet(&passage, "boiler pressure");
        assert!(text.contains("boiler pressure") && text.chars().count() <= LENGTH + 4);
        assert_eq!(marks.len(), 2);
    }

    proptest! {
        #[test]
        fn marks_lie_inside_whatever_is_searched(passage in "\\PC{0,600}", query in "\\PC{0,40}") {
            let (text, marks) = snippet(&passage, &query);
            let length = text.chars().count();
            prop_assert!(marks.iter().all(|m| m.start < m.end && m.end <= length));
        }
    }
}
