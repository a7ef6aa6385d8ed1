//! Comparing a sentence with a source, word by word.

use std::collections::HashSet;

use crate::search::FUNCTION_WORDS;

/// The content words of a text, in lower case, cut to a rough stem.
pub(super) fn content(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !FUNCTION_WORDS.contains(&word.as_str()))
        .map(|word| stem(&word))
        .collect()
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

/// Whether every number of the sentence stands in the source.
pub(super) fn numbers_stand(sentence: &str, source: &str) -> bool {
    let numbers = |text: &str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',')
            .map(|word| word.trim_matches(['.', ',']).to_owned())
            .filter(|word| word.chars().any(|c| c.is_ascii_digit()))
            .collect()
    };
    numbers(sentence).is_subset(&numbers(source))
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
