//! How long a task will take, learnt from what similar tasks took.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::store;
use crate::db::ReadTx;
use crate::error::Result;
use crate::tasks::{self, Task, TaskId, TaskRef};

/// Fewer finished tasks say nothing.
pub const ENOUGH: usize = 3;
/// More than the nearest ones would only blur the picture.
const NEAREST: usize = 20;

/// What similar tasks took.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Estimate {
    /// Half of the similar tasks took no longer, in minutes; nothing with fewer than three of them.
    pub p50: Option<u32>,
    /// Four of five took no longer.
    pub p80: Option<u32>,
    /// How many similar finished tasks there are.
    pub n: usize,
    /// The most similar of them, at most five.
    pub like: Vec<TaskRef>,
}

/// Judges a task by finished ones of the same project, with the same tags or with words of its title.
///
/// # Errors
/// There is no such task.
pub fn estimate(tx: &ReadTx<'_>, id: TaskId) -> Result<Estimate> {
    let task = tasks::get(tx, id)?;
    Ok(judge(&task, &store::finished(tx, id)?))
}

/// Judges a task by these finished ones, the newest first.
pub fn judge(task: &Task, finished: &[Task]) -> Estimate {
    let own = title_words(&task.title);
    let mut alike: Vec<(u32, &Task)> =
        finished.iter().map(|other| (likeness(task, &own, other), other)).filter(|(score, _)| *score >= 2).collect();
    // The sort is stable: of two that are alike, the newer goes first.
    alike.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    alike.truncate(NEAREST);
    let mut minutes: Vec<u32> = alike.iter().map(|(_, task)| task.logged_minutes).collect();
    minutes.sort_unstable();
    let enough = minutes.len() >= ENOUGH;
    Estimate {
        p50: enough.then(|| quantile(&minutes, 50)),
        p80: enough.then(|| quantile(&minutes, 80)),
        n: minutes.len(),
        like: alike
            .iter()
            .take(5)
            .map(|(_, task)| TaskRef { id: task.id, title: task.title.clone(), done: true })
            .collect(),
    }
}

/// Two for the project, two for each tag and for each word in common; the same task done before counts most.
fn likeness(task: &Task, own: &BTreeSet<String>, other: &Task) -> u32 {
    let same = |there: bool, weight: u32| if there { weight } else { 0 };
    let shared = title_words(&other.title).intersection(own).count() as u32;
    let tags = task.tags.iter().filter(|tag| other.tags.contains(tag)).count() as u32;
    same(task.title.eq_ignore_ascii_case(&other.title), 20)
        + same(other.series.is_some_and(|series| series == task.id || Some(series) == task.series), 20)
        + same(task.project.is_some() && task.project == other.project, 2)
        + 2 * tags
        + 2 * shared
}

/// Words of four letters and more, in small letters.
fn title_words(title: &str) -> BTreeSet<String> {
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= 4).map(str::to_lowercase).collect()
}

/// The quantile between the two nearest values (Hyndman and Fan's type 7), rounded.
fn quantile(sorted: &[u32], percent: usize) -> u32 {
    let place = (sorted.len() - 1) * percent;
    let (below, rest) = (place / 100, (place % 100) as u32);
    let (low, high) = (sorted[below], sorted[(below + 1).min(sorted.len() - 1)]);
    low + ((high - low) * rest + 50) / 100
}
