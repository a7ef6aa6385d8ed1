//! Stretches of focus in the data file.

use rusqlite::Row;

use super::{Focus, FocusId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::tasks::{TaskId, TaskRef};
use crate::types::Timestamp;

const FOCUS: &str = "select focus.id, task_id, task.title, task.status = 'done' as done, started_at, ended_at,
    planned_minutes, focus.logged_minutes
  from focus left join task on task.id = task_id";

fn focus(row: &Row<'_>) -> rusqlite::Result<Focus> {
    let task: Option<TaskId> = row.get("task_id")?;
    let task = match task {
        Some(id) => Some(TaskRef { id, title: row.get("title")?, done: row.get("done")? }),
        None => None,
    };
    Ok(Focus {
        id: row.get("id")?,
        task,
        started_at: row.get("started_at")?,
        ended_at: row.get("ended_at")?,
        planned_minutes: row.get("planned_minutes")?,
        logged_minutes: row.get("logged_minutes")?,
    })
}

pub(super) fn get(tx: &ReadTx<'_>, id: FocusId) -> Result<Focus> {
    tx.optional(&format!("{FOCUS} where focus.id = ?1"), [id], focus)?.or_not_found("focus", id)
}

/// When each stretch that was logged ended, and its minutes.
///
/// # Errors
/// The file cannot be read.
pub fn logged(tx: &ReadTx<'_>) -> Result<Vec<(Timestamp, u32)>> {
    let sql = "select ended_at, logged_minutes from focus where ended_at is not null and logged_minutes > 0";
    tx.all(sql, [], |row| Ok((row.get("ended_at")?, row.get("logged_minutes")?)))
}

pub(super) fn running(tx: &ReadTx<'_>) -> Result<Option<Focus>> {
    tx.optional(&format!("{FOCUS} where ended_at is null"), [], focus)
}

pub(super) fn of_task(tx: &ReadTx<'_>, task: TaskId) -> Result<Vec<Focus>> {
    tx.all(&format!("{FOCUS} where task_id = ?1 order by started_at desc, focus.id desc limit 100"), [task], focus)
}

/// The stretches that touch a span of time, in its order; one that runs goes on without end.
///
/// # Errors
/// The file cannot be read.
pub fn between(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<Focus>> {
    let touching = "where started_at < ?2 and coalesce(ended_at, ?2) > ?1 order by started_at, focus.id";
    tx.all(&format!("{FOCUS} {touching}"), (from, until), focus)
}

/// The running stretch, unless the end of its planned time was told.
pub(super) fn untold(tx: &ReadTx<'_>) -> Result<Option<Focus>> {
    let told = "select value from runtime where key = 'focus_told'";
    tx.optional(&format!("{FOCUS} where ended_at is null and focus.id is not cast(({told}) as integer)"), [], focus)
}

pub(super) fn tell(tx: &WriteTx<'_>, id: FocusId) -> Result<()> {
    let sql = "insert into runtime (key, value) values ('focus_told', ?1) on conflict (key) do update set value = ?1";
    tx.execute(sql, [id.to_string()])?;
    Ok(())
}

pub(super) fn insert(tx: &WriteTx<'_>, task: TaskId, planned: Option<u32>) -> Result<FocusId> {
    let sql = "insert into focus (uid, task_id, started_at, planned_minutes) values (?1, ?2, ?3, ?4)";
    Ok(FocusId(tx.insert(sql, (tx.uid(), task, tx.now(), planned))?))
}

pub(super) fn end(tx: &WriteTx<'_>, id: FocusId, at: Timestamp, minutes: u32) -> Result<()> {
    tx.execute("update focus set ended_at = ?2, logged_minutes = ?3 where id = ?1", (id, at, minutes))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: FocusId) -> Result<()> {
    tx.execute("delete from focus where id = ?1", [id])?;
    Ok(())
}
