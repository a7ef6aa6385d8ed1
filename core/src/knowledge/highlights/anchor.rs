//! Where a quote stands in a text that may have changed: the W3C text quote selector (quote, prefix, suffix) with
//! the old place as a hint. White space does not count, because reading anew may set it differently.
//!
//! A place is only answered when the words there are the quote's, and when it is the one that was meant: the only
//! one that ever was, or the one whose surroundings are clearly more alike than any other's.

use std::collections::HashMap;

/// How many characters before and after a quote are kept with it.
pub(super) const CONTEXT: usize = 64;

/// The nearest characters count for themselves as well: they hold where a sentence was moved.
const NEAR: usize = 16;

/// Surroundings less alike than this (0 to 1) are others.
const ALIKE: f64 = 0.5;

/// By so much the best place must be better than the next.
const CLEARLY: f64 = 0.15;

/// What is known of a quote. Offsets are in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selector {
    pub(super) quote: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) start: usize,
    /// The text had these words only once.
    pub(super) alone: bool,
}

/// A text prepared for many searches: its characters without superfluous white space, and where each stood.
pub(super) struct Text {
    folded: Vec<char>,
    places: Vec<usize>,
    length: usize,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let (mut folded, mut places, mut length) = (Vec::new(), Vec::new(), 0);
        for (at, c) in text.chars().enumerate() {
            length = at + 1;
            if !c.is_whitespace() {
                folded.push(c);
                places.push(at);
            } else if folded.last().is_some_and(|last| *last != ' ') {
                folded.push(' ');
                places.push(at);
            }
        }
        Self { folded, places, length }
    }

    /// What to keep of the words between two places; none when there are none.
    pub(super) fn select(&self, text: &str, start: usize, end: usize) -> Option<Selector> {
        let slice = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
        let (end, chosen) = (end.min(self.length), slice(start, end.min(self.length)));
        let start = start + chosen.chars().take_while(|c| c.is_whitespace()).count();
        let quote = chosen.trim().to_owned();
        if quote.is_empty() {
            return None;
        }
        let end = (start + quote.chars().count()).min(end);
        let prefix = slice(start.saturating_sub(CONTEXT), start);
        let suffix = slice(end, end + CONTEXT);
        let alone = self.occurrences(&folded(&quote)).len() == 1;
        Some(Selector { quote, prefix, suffix, start, alone })
    }

    /// Where the quote stands now.
    pub(super) fn find(&self, selector: &Selector) -> Option<(usize, usize)> {
        let quote = folded(&selector.quote);
        let found = self.occurrences(&quote);
        let at = match found.as_slice() {
            [] => return None,
            [only] if selector.alone => *only,
            _ => self.meant(&found, &quote, selector)?,
        };
        let (start, last) = (*self.places.get(at)?, *self.places.get(at + quote.len() - 1)?);
        Some((start, last + 1))
    }

    fn meant(&self, found: &[usize], quote: &[char], selector: &Selector) -> Option<usize> {
        let (prefix, suffix) = (folded(&selector.prefix), folded(&selector.suffix));
        let mut scored: Vec<(f64, usize)> = found
            .iter()
            .map(|&at| {
                let behind = at + quote.len();
                let before = alike(last(&prefix, CONTEXT), last(&self.folded[..at], CONTEXT))
                    .max(alike(last(&prefix, NEAR), last(&self.folded[..at], NEAR)));
                let after = alike(first(&suffix, CONTEXT), first(&self.folded[behind..], CONTEXT))
                    .max(alike(first(&suffix, NEAR), first(&self.folded[behind..], NEAR)));
                // A side that is gone altogether says little against the other.
                (before.max(after) * 0.6 + before.min(after) * 0.4, at)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, at) = *scored.first()?;
        let next = scored.get(1).map_or(0.0, |(score, _)| *score);
        (best >= ALIKE && best - next >= CLEARLY).then_some(at)
    }

    fn occurrences(&self, quote: &[char]) -> Vec<usize> {
        let Some(first) = quote.first() else { return Vec::new() };
        let starts = self.folded.iter().enumerate().filter(|(_, c)| *c == first).map(|(at, _)| at);
        starts.filter(|at| self.folded[*at..].starts_with(quote)).take(1000).collect()
    }
}

fn folded(text: &str) -> Vec<char> {
    Text::new(text.trim()).folded
}

fn first(text: &[char], most: usize) -> &[char] {
    &text[..text.len().min(most)]
}

fn last(text: &[char], most: usize) -> &[char] {
    &text[text.len().saturating_sub(most)..]
}

/// Dice's coefficient of the bags of three characters each, 0 to 1; two without any are alike.
fn alike(a: &[char], b: &[char]) -> f64 {
    let (a, b) = (grams(a), grams(b));
    let total: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if total == 0 {
        return 1.0;
    }
    let shared: usize = a.iter().map(|(gram, count)| b.get(gram).map_or(0, |other| (*count).min(*other))).sum();
    2.0 * shared as f64 / total as f64
}

/// Three characters each, and how often.
fn grams(text: &[char]) -> HashMap<&[char], usize> {
    let mut counts = HashMap::new();
    for gram in text.windows(3) {
        *counts.entry(gram).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn select(text: &str, words: &str) -> Selector {
        let start = text[..text.find(words).unwrap()].chars().count();
        Text::new(text).select(text, start, start + words.chars().count()).unwrap()
    }

    fn found(text: &str, selector: &Selector) -> Option<String> {
        let (start, end) = Text::new(text).find(selector)?;
        Some(text.chars().skip(start).take(end - start).collect())
    }

    #[test]
    fn white_space_and_what_stands_before_do_not_matter() {
        let selector = select("Intro.\n\nThe boiler  needs\n1.5 bar. End.", "boiler  needs\n1.5 bar");
        assert_eq!(
            found("A new beginning 😀. The boiler needs 1.5\u{a0}bar.", &selector).unwrap(),
            "boiler needs 1.5\u{a0}bar"
        );
        assert_eq!(found("The boiler needs 2 bar.", &selector), None);
        assert_eq!(found("", &selector), None);
    }

    #[test]
    fn of_equal_words_the_surroundings_decide() {
        let text = "On Monday we drank tea in the garden. On Friday Carla drank tea at the station.";
        let second = text.rfind("drank tea").unwrap();
        let selector = Text::new(text).select(text, second, second + 9).unwrap();
        assert!(!selector.alone);
        let changed = "On Friday Carla drank tea at the old station. On Monday we drank tea in the garden.";
        assert_eq!(Text::new(changed).find(&selector).unwrap().0, changed.find("drank tea").unwrap());
        assert_eq!(found("On Monday we drank tea in the garden.", &selector), None, "the one that is left is another");
        let same = "x. drank tea. x. drank tea. x.";
        let selector = Text::new(same).select(same, 3, 12).unwrap();
        assert_eq!(found(&same.repeat(3), &selector), None, "nobody can say which");
    }

    /// A text of many words, with the quote in it at several places.
    fn texts() -> impl Strategy<Value = (Vec<String>, usize, usize)> {
        let word = "[a-zäß😀]{2,9}";
        (proptest::collection::vec(word, 60..120), 1usize..4, 0usize..3)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        /// Words around the quote are added, taken away and changed; the quote itself is left or broken. It is found
        /// where it went, or not at all, and never anywhere else.
        #[test]
        fn found_in_its_place_or_not_at_all(
            (words, copies, chosen) in texts(),
            edits in proptest::collection::vec((any::<prop::sample::Index>(), 0u8..3, "[a-z ]{1,12}"), 0..30),
            break_it in any::<bool>(),
        ) {
            let chosen = chosen % copies;
            // Each word with what it is: none, or the number of the copy of the quote.
            let mut pieces: Vec<(String, Option<usize>)> = words.iter().map(|word| (word.clone(), None)).collect();
            for copy in 0..copies {
                let at = 10 + copy * pieces.len() / (copies + 1);
                pieces.insert(at, ("the QUOTED words".into(), Some(copy)));
            }
            let join = |pieces: &[(String, Option<usize>)]| pieces.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
            let place = |pieces: &[(String, Option<usize>)]| {
                let at = pieces.iter().position(|(_, copy)| *copy == Some(chosen))?;
                Some(pieces[..at].iter().map(|(word, _)| word.chars().count() + 1).sum::<usize>())
            };
            let text = join(&pieces);
            let start = place(&pieces).unwrap();
            let selector = Text::new(&text).select(&text, start, start + 16).unwrap();
            prop_assert_eq!(Text::new(&text).find(&selector).map(|(at, _)| at), Some(start), "unchanged");
            for (at, what, new) in edits {
                let at = at.index(pieces.len());
                match what {
                    0 => pieces.insert(at, (new, None)),
                    1 if pieces[at].1.is_none() => { pieces.remove(at); }
                    2 if pieces[at].1.is_none() => pieces[at].0 = new,
                    _ => {}
                }
            }
            if break_it && copies > 1 {
                pieces.retain(|(_, copy)| *copy != Some(chosen));
            }
            let changed = join(&pieces);
            if let Some((at, end)) = Text::new(&changed).find(&selector) {
                prop_assert_eq!(changed.chars().skip(at).take(end - at).collect::<String>(), "the QUOTED words");
                prop_assert_eq!(Some(at), place(&pieces));
            }
        }
    }
}
