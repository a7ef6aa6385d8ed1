//! Reading what was typed into the search box: its filters, its words, and what kind of question it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::HitKind;
use crate::error::{Error, Result};
use crate::filter::terms;
use crate::types::Day;
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

/// What a search is narrowed to. Empty lists narrow nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    pub kinds: Vec<HitKind>,
    /// Item kinds such as `pdf`.
    pub item_kinds: Vec<String>,
    pub items: Vec<i64>,
    pub projects: Vec<i64>,
    pub tags: Vec<String>,
    pub not_tags: Vec<String>,
    /// Must stand in the passage as written.
    pub phrases: Vec<String>,
    /// Must not stand in the passage.
    pub without: Vec<String>,
    /// Made on this day or later.
    pub after: Option<Day>,
    /// Made before this day.
    pub before: Option<Day>,
}

const KEYS: [&str; 5] = ["type", "tag", "in", "before", "after"];
const ITEM_KINDS: [&str; 8] = ["note", "markdown", "text", "html", "pdf", "docx", "epub", "image"];

/// Takes the filters out of a line; the rest is what is looked for.
///
/// # Errors
/// A filter's value is not one that exists; the message lists those that do.
pub fn read(line: &str) -> Result<(String, Filter)> {
    let mut filter = Filter::default();
    let mut words = Vec::new();
    for term in terms(line, |key| KEYS.contains(&key)) {
        let value = term.value;
        match (term.key.as_deref(), term.negated, term.quoted) {
            (Some("type"), false, _) => match value.to_lowercase().as_str() {
                "item" => filter.kinds.push(HitKind::Item),
                "task" => filter.kinds.push(HitKind::Task),
                "message" | "chat" => filter.kinds.push(HitKind::Message),
                kind if ITEM_KINDS.contains(&kind) => filter.item_kinds.push(kind.to_owned()),
                other => {
                    return Err(Error::invalid(format!(
                        "type:{other} is not known; there are item, task, message, {}",
                        ITEM_KINDS.join(", ")
                    )));
                }
            },
            (Some("tag"), false, _) => filter.tags.push(value),
            (Some("tag"), true, _) => filter.not_tags.push(value),
            (Some("after"), _, _) => filter.after = Some(day("after", &value)?),
            (Some("before"), _, _) => filter.before = Some(day("before", &value)?),
            (Some(key), _, _) => words.push(format!("{key}:{value}")),
            (None, true, _) => filter.without.push(value),
            (None, false, true) => {
                filter.phrases.push(value.clone());
                words.push(value);
            }
            (None, false, false) => words.push(value),
        }
    }
    Ok((words.join(" "), filter))
}

fn day(key: &str, value: &str) -> Result<Day> {
    value.parse().map(Day).map_err(|_| Error::invalid(format!("{key}:{value} is not a day; write {key}:2026-12-31")))
}

/// What kind of question it is.
pub(super) fn kind(text: &str, filter: &Filter) -> QueryType {
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
    fn filters_leave_the_words() {
        let (text, filter) = read("tag:home type:pdf \"exact words\" boiler -gas after:2026-01-01 10:30").unwrap();
        assert_eq!(text, "exact words boiler 10:30");
        assert_eq!(filter.tags, ["home"]);
        assert_eq!(filter.item_kinds, ["pdf"]);
        assert_eq!(filter.phrases, ["exact words"]);
        assert_eq!(filter.without, ["gas"]);
        assert!(read("after:soon").unwrap_err().to_string().contains("2026-12-31"));
        assert!(read("type:cheese").is_err());
    }

    #[test]
    fn kinds_of_question() {
        let kind = |text: &str| kind(text, &Filter::default());
        assert_eq!(kind("boiler manual"), QueryType::Lookup);
        assert_eq!(kind("When is the boiler due"), QueryType::Question);
        assert_eq!(kind("boiler?"), QueryType::Question);
        assert_eq!(kind("how many tasks are open"), QueryType::Count);
        assert_eq!(kind("what do I know about boilers"), QueryType::Overview);
        assert_eq!(kind("  "), QueryType::Empty);
        assert_eq!(super::kind("", &Filter { tags: vec!["a".into()], ..Filter::default() }), QueryType::Filter);
        assert_eq!(kind("island"), QueryType::Lookup);
    }
}
