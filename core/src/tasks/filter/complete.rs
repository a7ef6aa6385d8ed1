//! What could stand at the caret of a filter box, and what is wrong with the line so far.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::parse::{BARE, KEYWORDS};
use super::print::quoted;
use super::{Comparison, FIELDS, Has, Is, Problem, days, field, parse, store};
use crate::db::ReadTx;
use crate::error::Result;

/// How many values are offered.
const MOST: usize = 10;

/// A line with the place of the caret in it, in Unicode scalar values; at its end when absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct FilterTyping {
    #[ts(optional = false)]
    pub text: String,
    pub caret: Option<usize>,
}

/// What could stand in the place of a part of the line, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FilterCompletion {
    pub start: usize,
    pub end: usize,
    pub candidates: Vec<FilterCandidate>,
    /// What is wrong with the line as it stands.
    pub problem: Option<Problem>,
}

/// Something that could be put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FilterCandidate {
    /// What is put in: `tag:`, `tag:"deep work" `.
    pub text: String,
    /// What it is for, or how many tasks have it.
    pub note: String,
}

/// The fields and words, or the values of the field, at the caret.
///
/// # Errors
/// The file cannot be read.
pub fn complete(tx: &ReadTx<'_>, typing: &FilterTyping) -> Result<FilterCompletion> {
    let part = Part::at(typing);
    let after = typing.text.chars().nth(part.end);
    let space = if after.is_some_and(|c| c.is_whitespace() || c == ')') { "" } else { " " };
    let candidates = match part.text.split_once(':').and_then(|(key, value)| Some((field(key)?, value))) {
        Some((key, value)) => values(tx, key, value)?
            .into_iter()
            .map(|(value, note)| FilterCandidate { text: format!("{key}:{value}{space}"), note })
            .collect(),
        None if part.text.starts_with('"') => Vec::new(),
        None => words(&part.text, space),
    };
    Ok(FilterCompletion { start: part.start, end: part.end, candidates, problem: parse(&typing.text).err() })
}

/// Fields, conditions of one word, and the words between conditions, that begin so.
fn words(begun: &str, space: &str) -> Vec<FilterCandidate> {
    let begun = begun.to_lowercase();
    let fields = FIELDS.iter().map(|(field, note)| (format!("{field}:"), (*note).to_owned()));
    let bare = BARE.iter().map(|(word, _)| (format!("{word}{space}"), String::new()));
    let joining = KEYWORDS.iter().map(|word| (format!("{word}{space}"), String::new()));
    let all = fields.chain(bare).chain(joining).filter(|(text, _)| text.starts_with(&begun));
    all.map(|(text, note)| FilterCandidate { text, note }).collect()
}

fn values(tx: &ReadTx<'_>, key: &str, begun: &str) -> Result<Vec<(String, String)>> {
    let begun = begun.trim_start_matches(['"', '@', '#']).to_lowercase();
    let fixed = |words: Vec<&str>| words.into_iter().map(|word| (word.to_owned(), String::new())).collect::<Vec<_>>();
    let known = match key {
        "is" => fixed(Is::ALL.iter().map(|is| is.word()).collect()),
        "has" => fixed(Has::ALL.iter().map(|has| has.word()).collect()),
        "energy" => fixed(vec!["low", "medium", "high", "none"]),
        "priority" => fixed(vec!["1", "2", "3", "4", "<=2", "none"]),
        "effort" => fixed(vec!["<30m", "<=15m", "<=1h", ">1h", "none", "any"]),
        "tag" | "project" | "area" => {
            let named = store::names(tx, key)?.into_iter();
            let noted = |uses: i64| format!("{uses} {}", if uses == 1 { "task" } else { "tasks" });
            let mut names: Vec<_> = named.map(|(name, uses)| (quoted(&name), noted(uses))).collect();
            names.push(("none".to_owned(), String::new()));
            names
        }
        "text" => Vec::new(),
        _ => {
            let sign = Comparison::SIGNS.iter().map(|(sign, _)| *sign).find(|sign| begun == *sign);
            let after =
                ["today", "7d", "tomorrow", "1m", "-7d"].map(|day| format!("{}{day}", sign.unwrap_or_default()));
            match sign {
                Some(_) => after.map(|day| (day, String::new())).to_vec(),
                None => fixed(days::WORDS.to_vec()),
            }
        }
    };
    let plain = |value: &str| value.trim_matches('"').to_lowercase();
    let (mut found, rest): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|(value, _)| plain(value).starts_with(&begun));
    // A letter or two are in nearly every name.
    if begun.chars().count() > 2 {
        found.extend(rest.into_iter().filter(|(value, _)| plain(value).contains(&begun)));
    }
    found.truncate(if matches!(key, "is" | "has") { 20 } else { MOST });
    Ok(found)
}

/// The condition that the caret stands in, without what is before it (a minus, parentheses).
struct Part {
    start: usize,
    end: usize,
    /// Up to the caret.
    text: String,
}

impl Part {
    fn at(typing: &FilterTyping) -> Self {
        let line: Vec<char> = typing.text.chars().collect();
        let caret = typing.caret.unwrap_or(line.len()).min(line.len());
        let (mut start, mut within) = (0, false);
        for (at, c) in line[..caret].iter().enumerate() {
            within ^= *c == '"';
            if !within && (c.is_whitespace() || (at == start && matches!(c, '(' | '-'))) {
                start = at + 1;
            }
        }
        let rest = &line[caret..];
        let closing = rest.iter().position(|c| *c == '"').filter(|_| within).map(|at| at + 1);
        let word_end = || rest.iter().position(|c| c.is_whitespace() || *c == ')');
        let end = closing.or_else(word_end).unwrap_or(rest.len()) + caret;
        Self { start, end, text: line[start..caret].iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(line: &str) -> (String, usize, usize) {
        let caret = line.chars().position(|c| c == '|').unwrap();
        let Part { text, start, end } = Part::at(&FilterTyping { text: line.replacen('|', "", 1), caret: Some(caret) });
        (text, start, end)
    }

    #[test]
    fn the_condition_at_the_caret() {
        assert_eq!(part("milk ta|"), ("ta".into(), 5, 7));
        assert_eq!(part("(-ta|g:x) more"), ("ta".into(), 2, 7));
        assert_eq!(part("tag:\"deep wo|rk\" x"), ("tag:\"deep wo".into(), 0, 15));
        assert_eq!(part("p1 or |"), (String::new(), 6, 6));
    }

    proptest! {
        #[test]
        fn the_caret_may_be_anywhere(text in "\\PC{0,40}", caret in 0_usize..60) {
            let part = Part::at(&FilterTyping { text: text.clone(), caret: Some(caret) });
            prop_assert!(part.start <= part.end && part.end <= text.chars().count());
        }
    }
}
