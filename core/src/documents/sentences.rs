//! Sentences: the Unicode rules, mended where they do not know a language: abbreviations, initials, enumerations,
//! speech, and lines that were only wrapped.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::offsets;

/// A sentence longer than this is cut at a space: it is a table, a listing or a hostile file.
const LONGEST: usize = 4000;
/// So many signs after a full stop end a sentence: the Unicode rules look far ahead from each of them.
const SIGNS: usize = 32;
/// A line at least this long was wrapped because it was full; a shorter one ends where its writer wanted.
const WRAPPED: usize = 45;

/// Abbreviations after which a sentence goes on, whatever follows.
const BEFORE_NAMES: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "gen", "sen", "rep", "gov", "capt", "cmdr", "lt", "col", "sgt", "maj",
    "rev", "hon", "pres", "messrs", "mt", "ft", "vs", "cf", "e.g", "eg", "i.e", "ie", "viz", "resp", "approx", "ca",
    "fig", "figs", "eq", "eqs", "eqn", "ref", "refs", "sect", "chap", "thm", "lem", "def", "z.b", "d.h", "u.a", "bzw",
    "vgl", "hr", "fr", "frl", "mme", "mlle", "sr", "sra", "incl", "esp", "al.", "dept", "univ", "assn", "bros",
];
/// Abbreviations after which a number goes on: "No. 5", "Jan. 3", "pp. 12".
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "p", "pp", "vol", "vols", "sec", "ch", "art", "par", "para", "ed", "eds", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "abs", "bd", "tab", "ver", "v", "c", "al",
];
/// Abbreviations that end a sentence as often as not: what follows decides.
const EITHER: &[&str] = &[
    "u.s", "u.k", "u.n", "e.u", "d.c", "u.s.a", "jr", "a.m", "p.m", "al", "ph.d", "b.a", "m.a", "m.d", "b.c", "a.d",
    "op", "cit", "ibid", "est", "ave", "blvd", "rd",
];
/// Words that begin a new sentence far more often than they follow an abbreviation.
const STARTERS: &[&str] = &[
    "a", "after", "all", "also", "although", "an", "and", "another", "any", "are", "as", "at", "because", "before",
    "both", "but", "by", "can", "did", "do", "does", "during", "each", "even", "every", "first", "for", "from", "had",
    "has", "have", "he", "her", "here", "his", "how", "however", "i", "if", "in", "is", "it", "its", "let", "many",
    "more", "most", "much", "my", "no", "not", "now", "of", "on", "once", "one", "only", "or", "other", "our", "over",
    "perhaps", "she", "since", "so", "some", "such", "than", "that", "the", "their", "then", "there", "these", "they",
    "this", "those", "though", "thus", "to", "today", "two", "under", "until", "was", "we", "were", "what", "when",
    "where", "whether", "which", "while", "who", "why", "will", "with", "yet", "you", "your", "der", "die", "das",
    "er", "sie", "es", "wir", "ein", "eine", "und", "aber",
];
const MONTHS: &[&str] = &[
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// The sentences of a text as ranges of characters, in order, without the white space around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let spans = spans(text);
    let bytes: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    offsets::to_chars(text, &bytes).chunks_exact(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The same as ranges of bytes.
pub(crate) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for run in runs(text) {
        // A wrapped line is no end: to the Unicode rules it must look like a space.
        let flat = text[run.clone()].replace(['\n', '\r'], " ");
        let mut at = 0;
        while at < flat.len() {
            let window = &flat[at..window(&flat, at)];
            let mut pieces = merged(window);
            // The last piece may go on beyond the window: read it again with what follows.
            if at + window.len() < flat.len() && pieces.len() > 1 {
                pieces.pop();
            }
            let Some(end) = pieces.last().map(|piece| piece.end) else { break };
            for piece in pieces {
                let trimmed = trim(window, piece);
                if !trimmed.is_empty() {
                    found.push(run.start + at + trimmed.start..run.start + at + trimmed.end);
                }
            }
            at += end;
        }
    }
    found
}

/// Where a window that begins at `at` ends: soon enough that the work stays linear whatever the text.
fn window(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut signs = None;
    let mut space = None;
    for (byte, character) in rest.char_indices() {
        if byte >= LONGEST {
            return at + space.unwrap_or(byte);
        }
        if character.is_whitespace() {
            space = Some(byte + character.len_utf8());
        }
        signs = match (character, signs) {
            ('.' | '\u{2024}' | '\u{FE52}' | '\u{FF0E}', _) => Some(0),
            (_, Some(signs)) if !character.is_alphanumeric() && character < '\u{1F000}' => Some(signs + 1),
            _ => None,
        };
        if signs.is_some_and(|signs| signs >= SIGNS) {
            return at + byte + character.len_utf8();
        }
    }
    text.len()
}

/// Stretches of text in which a sentence may run on: up to a blank line or a line that ends on purpose.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        at += line.len();
        if lines.peek().is_none_or(|next| !goes_on(line, next)) {
            if !text[start..at].trim().is_empty() {
                runs.push(start..at);
            }
            start = at;
        }
    }
    runs
}

/// Whether a line was only wrapped, and `next` continues it.
fn goes_on(line: &str, next: &str) -> bool {
    let (line, next) = (line.trim(), next.trim());
    let marked = |line: &str| {
        line.starts_with(['#', '|', '•', '‣', '▪', '◦', '○', '●'])
            || ["- ", "* ", "+ ", "– ", "— ", "```", "~~~", "==="].iter().any(|mark| line.starts_with(mark))
            || line.split_once(['.', ')']).is_some_and(|(number, rest)| {
                rest.starts_with(' ') && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    if line.is_empty() || next.is_empty() || marked(next) || line.starts_with(['#', '|']) {
        return false;
    }
    let full = line.chars().nth(WRAPPED - 1).is_some();
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    full || (lower && line.chars().nth(WRAPPED / 3).is_some()) || line.ends_with([',', ';', '(', '-'])
}

/// Unicode's sentences, put together again where they were torn.
fn merged(text: &str) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for (start, piece) in text.split_sentence_bound_indices() {
        let end = start + piece.len();
        match merged.last_mut() {
            Some(last) if torn(&text[last.clone()], piece) => last.end = end,
            _ => merged.push(start..end),
        }
    }
    merged
}

/// Whether there is no end of a sentence between `before` and `after`.
fn torn(before: &str, after: &str) -> bool {
    let before = before.trim();
    let after = after.trim_start();
    let Some(next) = after.chars().next() else { return true };
    if before.is_empty() {
        return true;
    }
    // "Why?" he asked.  Yahoo! was
    if next.is_lowercase() {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    let word = stem
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or(stem)
        .trim_start_matches(['(', '[', '{', '"', '\'', '“', '‘', '„', '«']);
    // "1. Introduction": the number begins the sentence. "Version 2. The" does not.
    if word.len() == stem.trim_start_matches(['(', '[', '#', ' ', '-', '*', '>']).len()
        && word.len() <= 3
        && word.chars().all(|character| character.is_ascii_digit())
    {
        return true;
    }
    let follower: String = after
        .chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    let starts = STARTERS.contains(&follower.as_str());
    let number = next.is_numeric();
    if (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return MONTHS.contains(&follower.as_str());
    }
    let small = word.to_lowercase();
    let mut letters = word.chars();
    // z. B., i. d. R.: the next is a letter with a full stop as well.
    let lone = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    if lone(word) && after.split_once('.').is_some_and(|(next, _)| lone(next)) {
        return true;
    }
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // An initial; "Plan B. Then" and "So did I. The" end.
        return (letter.is_uppercase() && !starts && !number) || (number && BEFORE_NUMBERS.contains(&small.as_str()));
    }
    if BEFORE_NAMES.contains(&small.as_str()) {
        return true;
    }
    if number && BEFORE_NUMBERS.contains(&small.as_str()) {
        return true;
    }
    // J.R.R. Tolkien; U.S. Army; et al. (2019)
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    (dotted || EITHER.contains(&small.as_str()))
        && !starts
        && (next.is_alphabetic() || matches!(next, '(' | '[') || number)
}

fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let piece = &text[span.clone()];
    let start = span.start + piece.len() - piece.trim_start().len();
    start..start + piece.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|span| &text[span]).collect()
    }

    /// Each case is written with `¦` where a sentence ends.
    #[test]
    fn realistic_cases() {
        for case in [
            "Dr. Smith met Mrs. Jones at St. Mary's.¦ They talked.",
            "We use tools, e.g. Rust and i.e. Cargo.¦ Fine.",
            "He moved to the U.S. in 1999.¦ She stayed.",
            "The U.S. Army agreed.¦ It left the U.S.¦ The rest followed.",
            "As Devlin et al. (2019) show, it works.¦ Vaswani et al. [3] agree.",
            "See Fig. 3 and Eq. 4 for details.¦ Table 2 lists pp. 12 to 14.",
            "J. R. R. Tolkien wrote it.¦ J.R.R. Tolkien too.¦ So did I.¦ The end.",
            "Pi is 3.14 and version 2.0.1 works.¦ OK?¦ Yes!",
            "“Why?” he asked.¦ “Because.”¦ She left.",
            "It costs $5.50 at Acme Inc. and Co.¦ Cheap.",
            "On Jan. 3 at 5 p.m. Eastern time it began.¦ It ended at 6 p.m.¦ Then we left.",
            "Mail bob@example.com or see example.com.¦ Thanks.",
            "1. Introduction to the thing.¦ It is short.",
            "No. 5 is alive.¦ No.¦ Really.",
            "Er kam am 3. Oktober, z. B. mit dem Zug.¦ Das ging gut.",
            "東京都の天気は晴れです。¦会議は三時。",
            "Wait… what?¦ Nothing.",
            "Bring pens, paper, etc.¦ Meet at ten.",
        ] {
            let expected: Vec<&str> = case.split('¦').map(str::trim).collect();
            assert_eq!(split(&case.replace('¦', "")), expected);
        }
    }

    #[test]
    fn lines_and_blocks() {
        assert_eq!(
            split(
                "A line that has been wrapped by its editor at the usual\nWidth goes on. Next one\nalso.\n\nNew block"
            ),
            ["A line that has been wrapped by its editor at the usual\nWidth goes on.", "Next one\nalso.", "New block"]
        );
        assert_eq!(split("# Title\nBody text\n- one\n- two"), ["# Title", "Body text", "- one", "- two"]);
        assert_eq!(split(" \n\n"), [""; 0]);
    }

    #[test]
    fn offsets_are_characters() {
        let text = "Grüße! 会議は三時。Ende.";
        let characters: Vec<char> = text.chars().collect();
        let found: Vec<String> = sentences(text).into_iter().map(|range| characters[range].iter().collect()).collect();
        assert_eq!(found, ["Grüße!", "会議は三時。", "Ende."]);
    }

    #[test]
    fn hostile_text_stays_linear() {
        let started = std::time::Instant::now();
        for unit in [").", ". ", "a.)", "(", "1", "x. ", "\u{301}", "….", "a b c ", ".1)"] {
            let text = unit.repeat(300_000 / unit.len());
            let covered: usize =
                spans(&text).iter().map(|span| text[span.clone()].chars().filter(|c| !c.is_whitespace()).count()).sum();
            assert_eq!(covered, text.chars().filter(|c| !c.is_whitespace()).count(), "{unit}");
        }
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
