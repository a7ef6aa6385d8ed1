//! The words of a search or filter line: plain words, `"phrases"`, `key:value`, and any of them negated
//! with a minus. Every input is a filter; nothing is a syntax error.

mod typing;

use winnow::Parser;
use winnow::combinator::{alt, delimited, opt, preceded, terminated};
use winnow::token::{any, take_till, take_while};

pub use typing::{Candidate, Part, Typing};

/// One term of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Preceded by a minus.
    pub negated: bool,
    /// What stands before the colon, in lower case.
    pub key: Option<String>,
    pub value: String,
    /// It stood in quotation marks.
    pub quoted: bool,
}

/// Splits a line into its terms. A key is one that `is_key` knows; any other colon is part of a word, so
/// that `10:30` and `https://example.org` are words.
pub fn terms(line: &str, is_key: impl Fn(&str) -> bool) -> Vec<Term> {
    let mut rest = line.trim_start();
    let mut terms = Vec::new();
    while !rest.is_empty() {
        let (after, found) = term(rest, &is_key);
        terms.extend(found);
        rest = after.trim_start();
    }
    terms
}

fn term<'a>(line: &'a str, is_key: &impl Fn(&str) -> bool) -> (&'a str, Option<Term>) {
    let mut input = line;
    let negated = opt(terminated(
        '-',
        winnow::combinator::peek(any::<_, winnow::error::ContextError>.verify(|c: &char| !c.is_whitespace())),
    ))
    .parse_next(&mut input)
    .ok()
    .flatten()
    .is_some();
    let before_key = input;
    let key = opt(terminated(
        take_while::<_, _, winnow::error::ContextError>(1.., |c: char| c.is_ascii_alphabetic() || c == '_'),
        ':',
    ))
    .parse_next(&mut input)
    .ok()
    .flatten()
    .map(str::to_lowercase)
    .filter(|key| is_key(key));
    if key.is_none() {
        input = before_key;
    }
    let quoted =
        |mark: char| preceded(mark, terminated(take_till::<_, _, winnow::error::ContextError>(0.., mark), mark));
    let phrase =
        opt(alt((quoted('"'), delimited('“', take_till(0.., '”'), '”')))).parse_next(&mut input).ok().flatten();
    let (value, quoted) = match phrase {
        Some(phrase) => (phrase, true),
        None => {
            let word = take_till::<_, _, winnow::error::ContextError>(0.., char::is_whitespace)
                .parse_next(&mut input)
                .unwrap_or("");
            (word, false)
        }
    };
    let found = (!value.is_empty() || key.is_some()).then(|| Term { negated, key, value: value.to_owned(), quoted });
    // A lone quotation mark or minus is consumed as a word, so the line always gets shorter.
    if input.len() == line.len() {
        (&line[line.chars().next().map_or(0, char::len_utf8)..], found)
    } else {
        (input, found)
    }
}

/// What people write before a colon without meaning a filter.
const NO_KEYS: [&str; 14] = [
    "http",
    "https",
    "ftp",
    "mailto",
    "file",
    "doi",
    "urn",
    "tel",
    "isbn",
    "arxiv",
    "data",
    "about",
    "localhost",
    "re",
];

/// What people ask of what they keep. Behind any other word a number is just that: `room:12`.
const PROPERTIES: &[&str] = &[
    "added",
    "area",
    "blocked",
    "blocker",
    "blocking",
    "changed",
    "closed",
    "completed",
    "created",
    "date",
    "deadline",
    "done",
    "due",
    "duration",
    "effort",
    "energy",
    "estimate",
    "estimated",
    "finished",
    "goal",
    "logged",
    "minutes",
    "modified",
    "parent",
    "planned",
    "prio",
    "priority",
    "project",
    "reminder",
    "repeat",
    "scheduled",
    "spent",
    "start",
    "started",
    "status",
    "subtasks",
    "tag",
    "tags",
    "updated",
];

/// Whether it is a property, or one with a slip; short words are too near to others.
fn is_property(key: &str) -> bool {
    PROPERTIES.iter().any(|name| *name == key || key.len() > 4 && strsim::damerau_levenshtein(key, name) == 1)
}

/// Whether a value is written as a comparison or as a span with an open beginning: `>=7d`, `..2026-11-30`.
fn compares(value: &str) -> bool {
    let point = value.trim_start_matches(['<', '>', '=', '≤', '≥']);
    if point.len() < value.len() {
        return !point.is_empty();
    }
    value.strip_prefix("..").is_some_and(|point| point.starts_with(char::is_alphanumeric))
}

/// The key of an unquoted word that is written like a filter and is none: `typ` of `typ:pdf`, `size` of `size:>3`.
/// Addresses, times and paths are no filters.
pub fn unknown_key(word: &str) -> Option<String> {
    let (key, value) = word.split_once(':')?;
    let written = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic());
    let filled = value.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '"' || first == '“');
    let number = value.chars().all(|c| c.is_ascii_digit());
    let key = key.to_lowercase();
    // A single letter before a colon is a drive or an item of a list, unless something is compared with it.
    let asks = compares(value) || filled && key.len() > 1 && (!number || is_property(&key));
    (written && asks && !NO_KEYS.contains(&key.as_str())).then_some(key)
}

/// The choice that a word was probably meant to be: at most two slips away, or begun alike.
pub fn nearest<'a>(word: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let slips = |choice: &str| {
        let choice = choice.to_lowercase();
        let begun = word.chars().count() > 1 && choice.starts_with(&word);
        if begun { 1 } else { strsim::damerau_levenshtein(&word, &choice) }
    };
    let allowed = if word.chars().count() < 4 { 1 } else { 2 };
    let close = choices.into_iter().map(|choice| (slips(choice), choice)).filter(|(slips, _)| *slips <= allowed);
    close.min_by_key(|(slips, _)| *slips).map(|(_, choice)| choice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(line: &str) -> Vec<String> {
        terms(line, |key| matches!(key, "tag" | "is"))
            .into_iter()
            .map(|t| {
                format!(
                    "{}{}{}{}",
                    if t.negated { "-" } else { "" },
                    t.key.map(|k| k + ":").unwrap_or_default(),
                    t.value,
                    if t.quoted { "\"" } else { "" }
                )
            })
            .collect()
    }

    #[test]
    fn words_phrases_keys_and_negation() {
        assert_eq!(shown("milk tag:home -is:done \"two words\""), ["milk", "tag:home", "-is:done", "two words\""]);
        assert_eq!(shown("TAG:\"deep work\" 10:30 https://a.b"), ["tag:deep work\"", "10:30", "https://a.b"]);
        assert_eq!(shown("lone \" quote - minus"), ["lone", "\"", "quote", "-", "minus"]);
        assert_eq!(shown("tag:"), ["tag:"]);
    }

    #[test]
    fn what_looks_like_a_filter_is_told_from_addresses_and_times() {
        for filter in [
            "typ:pdf",
            "tga:\"two words\"",
            "foo:bar",
            "created:>2026-11-30",
            "created:..2026-11-30",
            "logged:>0",
            "x:<=3",
            "size:=3",
            "parent:1",
            "efort:30",
        ] {
            assert!(unknown_key(filter).is_some(), "{filter}");
        }
        for word in [
            "a:b",
            "10:30",
            "https://x.y/?a=b",
            "std::sync",
            "note:",
            ":",
            "localhost:80",
            "room:12",
            "zone:3",
            "10:05am",
            "parent:",
            "x:>",
            "see:../x",
            "well:...",
            "http://a.b",
            "C:\\x",
            "{title}:x",
        ] {
            assert_eq!(unknown_key(word), None, "{word}");
        }
        assert_eq!(nearest("typ", ["tag", "type"]), Some("type"));
        assert_eq!(nearest("hmoe", ["home", "work"]), Some("home"));
        assert_eq!(nearest("cheese", ["home", "work"]), None);
    }

    proptest! {
        #[test]
        fn any_line_is_a_filter(line in "\\PC*") {
            terms(&line, |_| true);
        }

        #[test]
        fn plain_words_come_back(words in prop::collection::vec("[a-z0-9]{1,8}", 0..8)) {
            let found: Vec<String> = terms(&words.join(" "), |_| true).into_iter().map(|t| t.value).collect();
            prop_assert_eq!(found, words);
        }
    }
}
