//! What could stand at the caret of the search box: filters and their values, titles, words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::filter::{self, Is, OPERATORS, quoted, store::Names};
use super::{HitKind, text};
use crate::db::ReadTx;
use crate::error::Result;
use crate::types::Day;

/// How many candidates are offered.
const MOST: usize = 8;

/// A line with the place of the caret in it, in Unicode scalar values; at its end when absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Typing {
    #[ts(optional = false)]
    pub text: String,
    pub caret: Option<usize>,
}

/// What could stand in the place of a part of the line, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Completion {
    pub start: usize,
    pub end: usize,
    pub candidates: Vec<Candidate>,
}

/// Something that could be put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "CompletionCandidate")]
pub struct Candidate {
    /// What is put in, `type:` or `tag:"deep work" `.
    pub text: String,
    /// What it is for.
    pub note: String,
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
    let at = Part::at(typing);
    let candidates = match at.key() {
        Some((key, value)) => values(tx, &key, value)?
            .into_iter()
            .map(|found| Candidate { text: format!("{}{key}:{} ", at.minus(), quoted(&found)), note: String::new() })
            .collect(),
        None => {
            let begun = at.text.trim_start_matches('-').to_lowercase();
            let fits = |key: &str| !begun.is_empty() && key.starts_with(&begun);
            let known = OPERATORS.iter().filter(|(key, _)| fits(key));
            known.map(|(key, note)| Candidate { text: format!("{}{key}:", at.minus()), note: (*note).into() }).collect()
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
    let Part { start, text: last, .. } = Part::at(typing);
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

/// The term that the caret stands in.
struct Part {
    start: usize,
    end: usize,
    /// Up to the caret.
    text: String,
}

impl Part {
    fn at(typing: &Typing) -> Self {
        let line: Vec<char> = typing.text.chars().collect();
        let caret = typing.caret.unwrap_or(line.len()).min(line.len());
        let (mut start, mut within) = (0, false);
        for (at, c) in line[..caret].iter().enumerate() {
            within ^= *c == '"';
            if c.is_whitespace() && !within {
                start = at + 1;
            }
        }
        let rest = &line[caret..];
        let closing = rest.iter().position(|c| *c == '"').filter(|_| within).map(|at| at + 1);
        let end = closing.or_else(|| rest.iter().position(|c| c.is_whitespace())).unwrap_or(rest.len()) + caret;
        Self { start, end, text: line[start..caret].iter().collect() }
    }

    fn minus(&self) -> &'static str {
        if self.text.starts_with('-') { "-" } else { "" }
    }

    /// The filter that it begins with, and what stands of its value.
    fn key(&self) -> Option<(String, &str)> {
        let (key, value) = self.text.trim_start_matches('-').split_once(':')?;
        let key = key.to_lowercase();
        OPERATORS.iter().any(|(known, _)| *known == key).then(|| (key, value.trim_start_matches('"')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(line: &str) -> (String, usize, usize) {
        let caret = line.chars().position(|c| c == '|').unwrap();
        let Part { text, start, end } = Part::at(&Typing { text: line.replacen('|', "", 1), caret: Some(caret) });
        (text, start, end)
    }

    #[test]
    fn the_term_at_the_caret() {
        assert_eq!(part("milk ta|"), ("ta".into(), 5, 7));
        assert_eq!(part("milk ta|g:x more"), ("ta".into(), 5, 10));
        assert_eq!(part("tag:\"deep wo|rk\" x"), ("tag:\"deep wo".into(), 0, 15));
        assert_eq!(part("é |"), (String::new(), 2, 2));
    }

    proptest! {
        #[test]
        fn the_caret_may_be_anywhere(text in "\\PC{0,40}", caret in 0_usize..60) {
            let part = Part::at(&Typing { text: text.clone(), caret: Some(caret) });
            prop_assert!(part.start <= part.end && part.end <= text.chars().count());
        }
    }
}
