//! Repetitions in the data file.

use jiff::civil::DateTime;
use rusqlite::Row;
use rusqlite::types::Type;

use super::super::{Reminder, TaskId};
use super::Repetition;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::types::Timestamp;

/// A task's way and rule with a space between, for its lists.
pub(in super::super) const RULE: &str = "(select way || ' ' || rule from repetition where task_id = task.id)";

fn parsed<T: std::str::FromStr>(row: &Row<'_>, name: &str) -> rusqlite::Result<T> {
    let text: String = row.get(name)?;
    text.parse().map_err(|_| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("{name} {text}").into()))
}

pub(super) fn find(tx: &ReadTx<'_>, task: TaskId) -> Result<Option<Repetition>> {
    tx.optional("select * from repetition where task_id = ?1", [task], |row| {
        Ok(Repetition {
            rule: parsed(row, "rule")?,
            way: row.get("way")?,
            begins: parsed::<DateTime>(row, "begins")?,
            occurs: parsed::<DateTime>(row, "occurs")?,
            days: row.get("days")?,
            completed: row.get("completed")?,
        })
    })
}

pub(super) fn put(tx: &WriteTx<'_>, task: TaskId, repetition: &Repetition) -> Result<()> {
    tx.execute(
        "insert into repetition (task_id, rule, way, begins, occurs, days, completed)
         values (:task, :rule, :way, :begins, :occurs, :days, :completed)
         on conflict (task_id) do update set rule = :rule, way = :way, begins = :begins, occurs = :occurs, days = :days,
           completed = :completed",
        rusqlite::named_params! {
            ":task": task, ":rule": repetition.rule.to_string(), ":way": repetition.way,
            ":begins": repetition.begins.to_string(), ":occurs": repetition.occurs.to_string(), ":days": repetition.days,
            ":completed": repetition.completed,
        },
    )?;
    Ok(())
}

pub(super) fn remove(tx: &WriteTx<'_>, task: TaskId) -> Result<usize> {
    tx.execute("delete from repetition where task_id = ?1", [task])
}

pub(super) fn belongs_to(tx: &WriteTx<'_>, task: TaskId, series: TaskId) -> Result<()> {
    tx.execute("update task set series_id = ?2 where id = ?1", (task, series))?;
    Ok(())
}

/// The occurrences of a repeating task that are tasks of their own.
pub(super) fn occurrences(tx: &ReadTx<'_>, series: TaskId) -> Result<Vec<TaskId>> {
    tx.all("select id from task where series_id = ?1 order by id", [series], |row| row.get(0))
}

/// What waits for `task` waits for `done` from now on.
pub(super) fn release(tx: &WriteTx<'_>, task: TaskId, done: TaskId) -> Result<()> {
    tx.execute("update task_dependency set blocker_id = ?2 where blocker_id = ?1", (task, done))?;
    Ok(())
}

/// Everything below a task is to be done again; what was done counts.
pub(super) fn reopen_below(tx: &WriteTx<'_>, task: TaskId) -> Result<()> {
    tx.execute(
        "with recursive below (id) as (select id from task where parent_id = ?1
           union select task.id from task join below on task.parent_id = below.id)
         update task set status = 'todo', completed_at = null, occurrence = occurrence + 1 where status = 'done' and series_id is null
           and id in (select id from below)",
        [task],
    )?;
    Ok(())
}

pub(super) fn move_reminder(tx: &WriteTx<'_>, reminder: &Reminder, at: Timestamp) -> Result<()> {
    tx.execute("update reminder set at = ?2 where id = ?1", (reminder.id, at))?;
    Ok(())
}
