//! The standing questions about tasks that other parts of the core ask.

use super::order::{self, Listing};
use super::urgency::{self, Coefficients};
use super::{Task, TaskId, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::types::{Day, Timestamp};

const OPEN: &str = "status not in ('done', 'dropped')";

/// Tasks by a filter line, the open ones first: a window of them (at most 500, and how many to leave out)
/// and how many there are in all.
///
/// # Errors
/// The line is not understood; the message says where and what could stand there.
pub fn matching(tx: &ReadTx<'_>, filter: &str, (limit, offset): (u32, u32)) -> Result<(Vec<Task>, i64)> {
    order::list(tx, &Listing { filter, limit, offset, ..Listing::default() })
}

/// Open tasks scheduled on or before a day, in the order of the day. A day lasts until the next one begins, some hours
/// after midnight.
///
/// # Errors
/// The file cannot be read.
pub fn open_with_schedule(tx: &ReadTx<'_>, until: Day) -> Result<Vec<Task>> {
    store::list_where(
        tx,
        &format!(
            "{OPEN} and scheduled_day <= ?2 and (scheduled_day <= ?1 or scheduled_at < ?3)
             order by scheduled_day, scheduled_at is null, scheduled_at, coalesce(priority, 5), id limit 500"
        ),
        (until, until.tomorrow()?, tx.began(until.tomorrow()?)?),
    )
}

/// Open tasks whose deadline is on or before a day and that are not scheduled by then.
///
/// # Errors
/// The file cannot be read.
pub fn open_with_deadline(tx: &ReadTx<'_>, until: Day) -> Result<Vec<Task>> {
    store::list_where(
        tx,
        &format!(
            "{OPEN} and deadline_day <= ?1 and (scheduled_day is null or scheduled_day > ?1)
             and (scheduled_at is null or scheduled_at >= ?2)
             order by deadline_day, deadline_at is null, deadline_at, coalesce(priority, 5), id limit 500"
        ),
        (until, tx.began(until.tomorrow()?)?),
    )
}

/// Open tasks without a day that could be done now: not blocked, started, out of the inbox; the most urgent
/// first.
///
/// # Errors
/// The file cannot be read.
pub fn next(tx: &ReadTx<'_>, today: Day, limit: u32) -> Result<Vec<Task>> {
    let next = next_by(tx, &urgency::store::coefficients(tx)?, today, limit)?;
    store::in_order(tx, &next.into_iter().map(|(id, _)| id).collect::<Vec<_>>())
}

/// The same under the coefficients given, with the urgency of each.
pub(super) fn next_by(
    tx: &ReadTx<'_>,
    coefficients: &Coefficients,
    today: Day,
    limit: u32,
) -> Result<Vec<(TaskId, f64)>> {
    let could_be_done = format!(
        "status in ('todo', 'doing') and scheduled_day is null and (deadline_day is null or deadline_day > ?1)
           and (start_day is null or start_day <= ?1) and not {}
           and not exists (select 1 from task as sub where sub.parent_id = task.id and sub.{OPEN})",
        store::BLOCKED
    );
    urgency::store::most_urgent(tx, coefficients, &could_be_done, today, limit)
}

/// Tasks completed at or after a moment, newest first.
///
/// # Errors
/// The file cannot be read.
pub fn completed_since(tx: &ReadTx<'_>, since: Timestamp) -> Result<Vec<Task>> {
    store::list_where(tx, "completed_at >= ?1 order by completed_at desc limit 200", [since])
}

/// When each done task was completed, and its points.
///
/// # Errors
/// The file cannot be read.
pub fn completions(tx: &ReadTx<'_>) -> Result<Vec<(Timestamp, i64)>> {
    store::completions(tx)
}

/// How many tasks lie in the inbox.
///
/// # Errors
/// The file cannot be read.
pub fn inbox_count(tx: &ReadTx<'_>) -> Result<i64> {
    store::count_where(tx, "status = 'inbox'", &[])
}

/// The titles of open tasks, the newest first, each once.
///
/// # Errors
/// The file cannot be read.
pub fn open_titles(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    store::titles_where(tx, &format!("{OPEN} group by title order by max(id) desc limit 2000"))
}

/// The newest open task of this title, whatever its letter case, other than `except`.
///
/// # Errors
/// The file cannot be read.
pub fn open_by_title(tx: &ReadTx<'_>, title: &str, except: TaskId) -> Result<Option<TaskId>> {
    let found = store::list_where(
        tx,
        &format!("title = ?1 collate nocase and {OPEN} and id <> ?2 order by id desc limit 1"),
        (title, except),
    )?;
    Ok(found.first().map(|task| task.id))
}
