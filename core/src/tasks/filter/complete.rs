//! What could stand at the caret of a filter box, and what is wrong with the line so far.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::parse::{BARE, KEYWORDS};
use super::print::quoted;
use super::{Comparison, FIELDS, Has, Is, Problem, days, field, parse, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::filter::{Candidate, Part, Typing};

/// How many values are offered.
const MOST: usize = 10;

/// What could stand in the place of a part of the line, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FilterCompletion {
    pub start: usize,
    pub end: usize,
    pub candidates: Vec<Candidate>,
    /// What is wrong with the line as it stands.
    pub problem: Option<Problem>,
}

/// The fields and words, or the values of the field, at the caret.
///
/// # Errors
/// The file cannot be read.
pub fn complete(tx: &ReadTx<'_>, typing: &Typing) -> Result<FilterCompletion> {
    // A minus and parentheses stand around a condition.
    let part = Part::at(typing, &['(', '-'], &[')']);
    let after = typing.text.chars().nth(part.end);
    let space = if after.is_some_and(|c| c.is_whitespace() || c == ')') { "" } else { " " };
    let candidates = match part.text.split_once(':').and_then(|(key, value)| Some((field(key)?, value))) {
        Some((key, value)) => values(tx, key, value)?
            .into_iter()
            .map(|(value, note)| Candidate { text: format!("{key}:{value}{space}"), note })
            .collect(),
        None if part.text.starts_with('"') => Vec::new(),
        None => words(&part.text, space),
    };
    Ok(FilterCompletion { start: part.start, end: part.end, candidates, problem: parse(&typing.text).err() })
}

/// Fields, conditions of one word, and the words between conditions, that begin so.
fn words(begun: &str, space: &str) -> Vec<Candidate> {
    let begun = begun.to_lowercase();
    let fields = FIELDS.iter().map(|(field, note)| (format!("{field}:"), (*note).to_owned()));
    let bare = BARE.iter().map(|(word, _)| (format!("{word}{space}"), String::new()));
    let joining = KEYWORDS.iter().map(|word| (format!("{word}{space}"), String::new()));
    let all = fields.chain(bare).chain(joining).filter(|(text, _)| text.starts_with(&begun));
    all.map(|(text, note)| Candidate { text, note }).collect()
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
        "tag" | "project" | "area" | "goal" => {
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
