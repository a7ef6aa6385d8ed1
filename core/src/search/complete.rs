//! What could stand at the caret of the search box: filters and their values, titles, words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::filter::{self, Is, OPERATORS, quoted, store::Names};
use super::{HitKind, text};
use crate::db::ReadTx;
use crate::error::Result;
use crate::filter::{Candidate, Part, Typing};
use crate::types::Day;

/// How many candidates are offered.
const MOST: usize = 8;

/// What could stand in the place of a part of the line, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Completion {
    pub start: usize,
    pub end: usize,
    pub candidates: Vec<Candidate>,
}

/// A title that begins so, or a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Suggestion {
    /// The whole line with it.
    pub text: String,
    /// Where it leads, when it is the title of something.
    pub kind: Option<HitKind>,
    pub id: Option<i64>,
}

/// The filters, or the values of the filter, at the caret.
pub(super) fn complete(tx: &ReadTx<'_>, typing: &Typing) -> Result<Completion> {
    let at = Part::at(typing, &[], &[]);
    let candidates = match key(&at.text) {
        Some((key, value)) => values(tx, &key, value)?
            .into_iter()
            .map(|found| Candidate {
                text: format!("{}{key}:{} ", minus(&at.text), quoted(&found)),
                note: String::new(),
            })
            .collect(),
        None => {
            let begun = at.text.trim_start_matches('-').to_lowercase();
            let fits = |key: &str| !begun.is_empty() && key.starts_with(&begun);
            let known = OPERATORS.iter().filter(|(key, _)| fits(key));
            known
                .map(|(key, note)| Candidate { text: format!("{}{key}:", minus(&at.text)), note: (*note).into() })
                .collect()
        }
    };
    Ok(Completion { start: at.start, end: at.end, candidates })
}

fn values(tx: &ReadTx<'_>, key: &str, begun: &str) -> Result<Vec<String>> {
    let names = || filter::store::names(tx);
    let known: Vec<String> = match key {
        "type" => filter::types().map(str::to_owned).collect(),
        "is" => Is::ALL.iter().map(|is| is.word().to_owned()).collect(),
        "tag" => names().map(|Names { tags, .. }| tags)?,
        "in" => names().map(|Names { places, .. }| places)?,
        _ => days(tx.today()?),
    };
    let begun = begun.trim_start_matches(['@', '#']).to_lowercase();
    let (mut first, rest): (Vec<String>, Vec<String>) =
        known.into_iter().partition(|name| name.to_lowercase().starts_with(&begun));
    // A letter or two are in nearly every name.
    if begun.chars().count() > 2 {
        first.extend(rest.into_iter().filter(|name| name.to_lowercase().contains(&begun)));
    }
    first.truncate(MOST);
    Ok(first)
}

/// Days that are often meant: today, a week ago, the first of the month and of the year.
fn days(today: Day) -> Vec<String> {
    let date = today.0;
    let week = date.checked_sub(jiff::Span::new().days(7)).unwrap_or(date);
    [date, week, date.first_of_month(), date.first_of_year()].map(|day| day.to_string()).to_vec()
}

/// Titles that have the words of the line, the last of them perhaps unfinished, and words that go on so.
pub(super) fn suggest(tx: &ReadTx<'_>, typing: &Typing) -> Result<Vec<Suggestion>> {
    let Part { start, text: last, .. } = Part::at(typing, &[], &[]);
    let plain = !last.contains([':', '"', '“']) && !last.starts_with('-');
    if !plain || last.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let before: String = typing.text.chars().take(start).collect();
    let words = filter::read(&before).map(|(words, _)| words).unwrap_or_default();
    let mut found: Vec<Suggestion> = text::store::titles(tx, &words, &last, MOST)?
        .into_iter()
        .map(|(kind, id, title)| Suggestion { text: title, kind: Some(kind), id: Some(id) })
        .collect();
    for word in text::store::words_from(tx, &last, MOST / 2)? {
        found.push(Suggestion { text: format!("{before}{word} "), kind: None, id: None });
    }
    Ok(found)
}

/// The minus that negates a term.
fn minus(term: &str) -> &'static str {
    if term.starts_with('-') { "-" } else { "" }
}

/// The filter that a term begins with, and what stands of its value.
fn key(term: &str) -> Option<(String, &str)> {
    let (key, value) = term.trim_start_matches('-').split_once(':')?;
    let key = key.to_lowercase();
    OPERATORS.iter().any(|(known, _)| *known == key).then(|| (key, value.trim_start_matches('"')))
}
