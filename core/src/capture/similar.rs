//! Open tasks that a line may be repeating. Meaning alone is not enough: *Pay invoice 17* and *Pay invoice
//! 18* mean nearly the same and are two tasks.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::{language, measure};
use crate::App;
use crate::error::Result;
use crate::search::{self, FUNCTION_WORDS, SearchMode};
use crate::tasks::{self, Task, TaskId};

/// The cosine from which two titles say the same, and the lower one that suffices when they also share
/// most of their words. Chosen between the pairs of `core/tests/similar.rs`.
const SAME_MEANING: f64 = 0.80;
const SAME_WORDS: f64 = 0.65;
/// The share of common words that counts as most.
const MOST: f64 = 0.6;
/// How many are worth looking at, and shown.
const LOOKED_AT: usize = 8;
const SHOWN: usize = 3;

/// Open tasks whose title says nearly the same as the first line of `text`, nearest first.
///
/// # Errors
/// The file cannot be read. A missing model only leaves words to compare.
pub(super) fn similar(app: &App, text: &str) -> Result<Vec<Task>> {
    let (now, today, metrics) = app.db.read(|tx| Ok((tx.zoned().clone(), tx.today()?.0, measure::known(tx)?)))?;
    let Some(line) = text.lines().find(|line| !line.trim().is_empty()) else { return Ok(Vec::new()) };
    let title = language::parse_knowing(line, language::Present { now: &now, today }, &[], &metrics.names).title;
    let words = words(&title);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let (_, filter) = search::read_filter("type:task is:open")?;
    let (found, _) = search::find(app, &title, &filter, SearchMode::Hybrid, false, LOOKED_AT)?;
    app.db.read(|tx| {
        let mut same = Vec::new();
        for found in found {
            let task = tasks::get(tx, TaskId(found.owner))?;
            if repeats(&words, &self::words(&task.title), found.explain.vector_score) {
                same.push(task);
            }
        }
        same.truncate(SHOWN);
        Ok(same)
    })
}

/// Whether two titles, by their words and the cosine of their meanings, are one task.
fn repeats(new: &BTreeSet<String>, old: &BTreeSet<String>, cosine: Option<f64>) -> bool {
    if new == old {
        return true;
    }
    let numbers = |words: &BTreeSet<String>| -> Vec<String> {
        words.iter().filter(|word| word.chars().any(|c| c.is_ascii_digit())).cloned().collect()
    };
    if numbers(new) != numbers(old) {
        return false;
    }
    let common = new.intersection(old).count() as f64;
    let shared = common / new.union(old).count() as f64;
    match cosine {
        Some(cosine) => (cosine >= SAME_MEANING && common > 0.0) || (cosine >= SAME_WORDS && shared >= MOST),
        None => shared >= MOST,
    }
}

/// The words that carry a title's meaning, in lower case and without accents.
fn words(title: &str) -> BTreeSet<String> {
    let plain: String = title.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect();
    plain.unicode_words().filter(|word| !FUNCTION_WORDS.contains(word)).map(str::to_owned).collect()
}
