//! The filters of a search line: `type:` `tag:` `is:` `in:` `before:` `after:`, `"a phrase"`, and any of
//! them negated with a minus.

pub(super) mod store;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::HitKind;
use crate::error::{Error, Result};
use crate::filter::{nearest, terms, unknown_key};
use crate::knowledge::ItemKind;
use crate::types::Day;
use crate::words;

words! {
    /// What `is:` asks of a task.
    Is {
        Open = "open",
        Closed = "closed",
        Overdue = "overdue",
        Inbox = "inbox",
        Todo = "todo",
        Doing = "doing",
        Waiting = "waiting",
        Done = "done",
        Dropped = "dropped",
    }
}

/// What a search is narrowed to. Empty lists narrow nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// One of these, or of `item_kinds`.
    pub kinds: Vec<HitKind>,
    /// Item kinds such as `pdf`.
    pub item_kinds: Vec<String>,
    pub not_kinds: Vec<HitKind>,
    pub not_item_kinds: Vec<String>,
    pub items: Vec<i64>,
    pub projects: Vec<i64>,
    pub tags: Vec<String>,
    pub not_tags: Vec<String>,
    pub is: Vec<Is>,
    pub is_not: Vec<Is>,
    /// Names of projects or areas.
    pub places: Vec<String>,
    pub not_places: Vec<String>,
    /// Must stand in the passage as written.
    pub phrases: Vec<String>,
    /// Must not stand in the passage.
    pub without: Vec<String>,
    /// Made on this day or later.
    pub after: Option<Day>,
    /// Made before this day.
    pub before: Option<Day>,
    /// Without what is closed to models.
    pub open: bool,
    /// Of the logbook only the entries of these days, both included; an absent end is open.
    pub entry_days: Option<(Option<Day>, Option<Day>)>,
}

/// The filters with what they do.
pub(super) const OPERATORS: [(&str, &str); 6] = [
    ("type", "what it is: task, note, pdf, chat …"),
    ("tag", "carries the tag"),
    ("is", "the state of a task: open, done, overdue …"),
    ("in", "in a project or area"),
    ("before", "made before a day"),
    ("after", "made on a day or later"),
];

fn keys() -> impl Iterator<Item = &'static str> {
    OPERATORS.iter().map(|(key, _)| *key)
}

/// The values of `type:`.
pub(super) fn types() -> impl Iterator<Item = &'static str> {
    let others = HitKind::ALL.iter().filter(|kind| **kind != HitKind::Message).map(|kind| kind.word());
    others.chain(["chat"]).chain(ItemKind::ALL.iter().map(|kind| kind.word()))
}

/// Takes the filters out of a line; the rest is what is looked for.
///
/// # Errors
/// A filter or its value is not one that exists; the message names the nearest that does.
pub fn read(line: &str) -> Result<(String, Filter)> {
    let mut filter = Filter::default();
    let mut words = Vec::new();
    for term in terms(line, |key| keys().any(|known| known == key)) {
        let (value, negated) = (term.value, term.negated);
        let Some(key) = term.key else {
            match (negated, term.quoted) {
                (_, false) if unknown_key(&value).is_some() => return Err(unknown(&value)),
                (true, _) => filter.without.push(value),
                (false, true) => {
                    filter.phrases.push(value.clone());
                    words.push(value);
                }
                (false, false) => words.push(value),
            }
            continue;
        };
        if value.trim().is_empty() {
            return Err(Error::invalid(format!("{key}: needs a value: {}", purpose(&key))));
        }
        match key.as_str() {
            "type" => kind(&mut filter, &value, negated)?,
            "tag" if negated => filter.not_tags.push(value),
            "tag" => filter.tags.push(value),
            "in" if negated => filter.not_places.push(value),
            "in" => filter.places.push(value),
            "is" => {
                let state = Is::from_word(&value.to_lowercase())
                    .ok_or_else(|| wrong("is", &value, Is::ALL.iter().map(|is| is.word())))?;
                if negated { filter.is_not.push(state) } else { filter.is.push(state) }
            }
            // Not before a day is that day or later.
            "before" | "after" => {
                let day = day(&key, &value)?;
                if (key == "after") == negated { filter.before = Some(day) } else { filter.after = Some(day) }
            }
            _ => words.push(format!("{key}:{value}")),
        }
    }
    Ok((words.join(" "), filter))
}

fn kind(filter: &mut Filter, value: &str, negated: bool) -> Result<()> {
    let word = value.to_lowercase();
    let hit = match word.as_str() {
        "chat" => Some(HitKind::Message),
        "journal" => Some(HitKind::Entry),
        word => HitKind::from_word(word),
    };
    let (kinds, item_kinds) = if negated {
        (&mut filter.not_kinds, &mut filter.not_item_kinds)
    } else {
        (&mut filter.kinds, &mut filter.item_kinds)
    };
    match (hit, ItemKind::from_word(&word)) {
        (Some(kind), _) => kinds.push(kind),
        (None, Some(_)) => item_kinds.push(word),
        (None, None) => return Err(wrong("type", value, types())),
    }
    Ok(())
}

/// A day, or the first of a month or year.
fn day(key: &str, value: &str) -> Result<Day> {
    let parts: Vec<&str> = value.split('-').collect();
    let written = match parts.as_slice() {
        [year] if year.len() == 4 => format!("{year}-01-01"),
        [year, month] if year.len() == 4 && month.len() == 2 => format!("{year}-{month}-01"),
        _ => value.to_owned(),
    };
    written.parse::<Date>().map(Day).map_err(|_| {
        Error::invalid(format!("{key}:{value} is not a day; write {key}:2026-12-31, {key}:2026-12 or {key}:2026"))
    })
}

fn purpose(key: &str) -> &'static str {
    OPERATORS.iter().find(|(known, _)| *known == key).map_or("", |(_, purpose)| purpose)
}

fn unknown(word: &str) -> Error {
    let key = unknown_key(word).unwrap_or_default();
    let hint = match nearest(&key, keys()) {
        Some(close) => format!("did you mean `{close}:`?"),
        None => format!("there are {}", keys().map(|key| format!("{key}:")).collect::<Vec<_>>().join(" ")),
    };
    Error::invalid(format!(
        "unknown filter `{key}:`; {hint} To search for the words themselves, put them in quotation marks"
    ))
}

/// A value that a filter does not have.
pub(super) fn wrong<'a>(key: &str, value: &str, choices: impl Iterator<Item = &'a str>) -> Error {
    let choices: Vec<&str> = choices.collect();
    let hint = match nearest(value, choices.iter().copied()) {
        Some(close) => format!("did you mean `{key}:{}`?", quoted(close)),
        None if choices.is_empty() => "there are none yet".to_owned(),
        None if choices.len() > 20 => format!("there are {} and others", choices[..20].join(", ")),
        None => format!("there are {}", choices.join(", ")),
    };
    Error::invalid(format!("`{key}:{value}` is not known; {hint}"))
}

/// A value as it is written behind a colon.
pub(super) fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn filters_leave_the_words() {
        let (text, filter) =
            read("tag:home type:pdf \"exact words\" boiler -gas after:2026-01-01 -is:done -type:task in:\"Move house\" 10:30")
                .unwrap();
        assert_eq!(text, "exact words boiler 10:30");
        assert_eq!((filter.tags, filter.item_kinds), (vec!["home".into()], vec!["pdf".into()]));
        assert_eq!((filter.phrases, filter.without), (vec!["exact words".into()], vec!["gas".into()]));
        assert_eq!((filter.is_not, filter.not_kinds), (vec![Is::Done], vec![HitKind::Task]));
        assert_eq!(filter.places, ["Move house"]);
        assert_eq!(read("-after:2026-02").unwrap().1.before.unwrap().to_string(), "2026-02-01");
    }

    #[test]
    fn what_is_not_known_is_an_error_with_the_nearest() {
        let says = |line: &str| read(line).unwrap_err().to_string();
        assert!(says("typ:pdf boiler").starts_with("unknown filter `typ:`; did you mean `type:`?"));
        assert!(says("colour:red").contains("type: tag: is: in: before: after:"));
        assert!(says("type:pfd").contains("did you mean `type:pdf`?"));
        let types = says("type:cheese");
        assert!(types.contains("there are item, task, ") && types.contains(", chat, note"), "{types}");
        assert!(says("is:dnoe").contains("did you mean `is:done`?"));
        assert!(says("after:soon").contains("2026-12-31"));
        assert!(says("tag:").contains("needs a value"));
    }

    proptest! {
        #[test]
        fn only_filters_are_errors(line in "[^:]{0,80}") {
            prop_assert!(read(&line).is_ok());
        }

        #[test]
        fn any_line_is_read_or_refused(line in "\\PC{0,80}") {
            let _ = read(&line);
        }
    }
}
