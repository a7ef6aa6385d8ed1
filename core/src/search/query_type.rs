//! What kind of question a query is, by its words alone.

use super::Filter;
use crate::words;

words! {
    /// What a query asks for, by its words alone.
    QueryType {
        /// Words of something known to be there.
        Lookup = "lookup",
        Question = "question",
        /// What there is about a subject.
        Overview = "overview",
        /// A number.
        Count = "count",
        /// Filters and no words.
        Filter = "filter",
        Empty = "empty",
    }
}

/// What kind of question it is.
pub(super) fn of(text: &str, filter: &Filter) -> QueryType {
    let lower = text.trim().to_lowercase();
    let starts = |words: &[&str]| {
        words.iter().any(|word| lower == *word || lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    };
    if lower.is_empty() {
        return if *filter == Filter::default() { QueryType::Empty } else { QueryType::Filter };
    }
    if starts(&["how many", "how often", "count", "number of"]) {
        QueryType::Count
    } else if starts(&[
        "summarise",
        "summarize",
        "overview",
        "what do i know about",
        "everything about",
        "tell me about",
    ]) {
        QueryType::Overview
    } else if lower.ends_with('?')
        || starts(&[
            "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "is", "are", "was", "were", "do",
            "does", "did", "can", "could", "should", "in what", "in which", "at what", "to what", "by what",
        ])
    {
        QueryType::Question
    } else {
        QueryType::Lookup
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_question() {
        let kind = |text: &str| of(text, &Filter::default());
        assert_eq!(kind("boiler manual"), QueryType::Lookup);
        assert_eq!(kind("When is the boiler due"), QueryType::Question);
        assert_eq!(kind("boiler?"), QueryType::Question);
        assert_eq!(kind("how many tasks are open"), QueryType::Count);
        assert_eq!(kind("what do I know about boilers"), QueryType::Overview);
        assert_eq!(kind("  "), QueryType::Empty);
        assert_eq!(of("", &Filter { tags: vec!["a".into()], ..Filter::default() }), QueryType::Filter);
        assert_eq!(kind("island"), QueryType::Lookup);
    }
}
