//! Comparing a sentence with a source, word by word.

use std::collections::{HashMap, HashSet};

use super::Support;
use crate::search::FUNCTION_WORDS;

/// The content words of a text in lower case.
pub(super) fn content_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !FUNCTION_WORDS.contains(&word.as_str()))
}

/// The content words of a text, cut to a rough stem.
pub(super) fn content(text: &str) -> HashSet<String> {
    content_words(text).map(|word| stem(&word)).collect()
}

/// How rare each content word of a question is among the passages of this profile.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rarity(HashMap<String, f64>);

impl Rarity {
    /// From the number of passages that have each word, of `all` passages: the weight of a word in BM25
    /// (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), which is never negative.
    pub(super) fn new(counted: &[(String, i64)], all: i64) -> Self {
        let weight = |having: i64| (1.0 + ((all - having) as f64 + 0.5) / (having as f64 + 0.5)).ln();
        Self(counted.iter().map(|(word, having)| (stem(word), weight((*having).min(all)))).collect())
    }

    /// The share of the question's content words that stand in the source, each weighted by its rarity,
    /// 0 to 1; 0 for a question of none.
    pub(super) fn coverage(&self, question: &str, source: &str) -> f64 {
        let present = content(source);
        let weigh = |word: &String| self.0.get(word).copied().unwrap_or(1.0);
        let wanted = content(question);
        let all: f64 = wanted.iter().map(weigh).sum();
        let there: f64 = wanted.intersection(&present).map(weigh).sum();
        if all > 0.0 { there / all } else { 0.0 }
    }
}

/// Takes the commonest English endings off; numbers and short words stay.
fn stem(word: &str) -> String {
    if word.chars().count() < 5 || word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    for ending in ["ing", "ies", "ed", "es", "s"] {
        if let Some(short) = word.strip_suffix(ending).filter(|short| short.chars().count() >= 3) {
            return short.to_owned();
        }
    }
    word.to_owned()
}

/// The share of a sentence's content words that stand in the source, 0 to 1; 1 for a sentence of none.
pub(super) fn coverage(sentence: &str, source: &str) -> f64 {
    let wanted = content(sentence);
    if wanted.is_empty() {
        return 1.0;
    }
    let present = content(source);
    wanted.intersection(&present).count() as f64 / wanted.len() as f64
}

fn numbers(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',')
        .map(|word| word.trim_matches(['.', ',']).to_owned())
        .filter(|word| word.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

/// Whether every number of the sentence stands in the source.
pub(super) fn numbers_stand(sentence: &str, source: &str) -> bool {
    numbers(sentence).is_subset(&numbers(source))
}

/// This share of a sentence's content words must stand in the source for it to be supported.
const SUPPORTED: f64 = 0.7;

/// Below this share the source says something else.
const WEAK: f64 = 0.4;

/// How well a source bears a sentence, and why, in words.
pub(super) fn compare(sentence: &str, source: &str) -> (Support, String) {
    let sentence = sentence.trim();
    if !sentence.is_empty() && source.contains(sentence) {
        return (Support::Verbatim, "It stands in the source word for word.".into());
    }
    let present = content(source);
    let mut foreign: Vec<String> = Vec::new();
    for word in content_words(sentence) {
        if !present.contains(&stem(&word)) && !foreign.contains(&word) {
            foreign.push(word);
        }
    }
    let mut invented: Vec<String> = numbers(sentence).difference(&numbers(source)).cloned().collect();
    invented.sort();
    let share = coverage(sentence, source);
    foreign.truncate(6);
    if !invented.is_empty() {
        return (Support::Unsupported, format!("The source does not have the number {}.", invented.join(", ")));
    }
    let missing = format!("Not in the source: {}.", foreign.join(", "));
    match share {
        share if share >= SUPPORTED && foreign.is_empty() => {
            (Support::Supported, "All its words stand in the source.".into())
        }
        share if share >= SUPPORTED => {
            (Support::Supported, format!("Most of its words stand in the source. {missing}"))
        }
        share if share >= WEAK => (Support::Weak, missing),
        _ => (Support::Unsupported, missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_by_their_stem_and_numbers_exactly() {
        assert!(coverage("The boiler was serviced", "Servicing the boilers") > 0.99);
        assert!(coverage("A quarterly report", "The boiler") < 0.01);
        assert!(numbers_stand("It costs 1,200.", "A price of 1,200 euros"));
        assert!(!numbers_stand("In 1999", "In 1998"));
    }
}
