//! Today: what the day asks for, on one page.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::db::ReadTx;
use crate::error::Result;
use crate::operations;
use crate::tasks::{self, Task};
use crate::types::{Day, Timestamp};

operations! { "today";
    /// What is overdue, scheduled, due, next and done today.
    query show(()) -> Today;
}

/// How many tasks without a day are offered.
const NEXT: u32 = 8;

/// One day's page.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Today {
    pub day: Day,
    /// Scheduled or due on an earlier day and still open.
    pub overdue: Vec<Task>,
    /// In the order of the day: timed tasks first.
    pub scheduled: Vec<Task>,
    /// Due today, scheduled otherwise or not at all.
    pub due: Vec<Task>,
    /// What could be done now.
    pub next: Vec<Task>,
    pub done: Vec<Task>,
    /// How many tasks wait in the inbox.
    pub inbox: i64,
}

fn show(tx: &ReadTx<'_>, (): ()) -> Result<Today> {
    let day = tx.today()?;
    let began = day.0.to_zoned(tx.zoned().time_zone().clone()).map_err(crate::Error::internal)?;
    let (earlier, mut scheduled): (Vec<Task>, Vec<Task>) = tasks::open_with_schedule(tx, day)?
        .into_iter()
        .partition(|task| task.scheduled.is_some_and(|when| when.day < day));
    let (late, due): (Vec<Task>, Vec<Task>) = tasks::open_with_deadline(tx, day)?
        .into_iter()
        .partition(|task| task.deadline.is_some_and(|when| when.day < day));
    scheduled.sort_by_key(|task| task.scheduled.map(|when| (when.at.is_none(), when.at, task.priority.unwrap_or(5))));
    let mut overdue = earlier;
    overdue.extend(late.into_iter().filter(|task| task.scheduled.is_none_or(|when| when.day > day)));
    Ok(Today {
        day,
        overdue,
        scheduled,
        due,
        next: tasks::next(tx, day, NEXT)?,
        done: tasks::completed_since(tx, Timestamp::from(&began))?,
        inbox: tasks::inbox_count(tx)?,
    })
}
