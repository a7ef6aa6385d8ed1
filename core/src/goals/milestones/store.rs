//! Milestones in the data file.

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::goals::GoalId;
use crate::types::Day;

/// Whether something has moved a goal since the milestones were looked at.
pub(super) fn moved(tx: &ReadTx<'_>) -> Result<bool> {
    tx.one("select exists (select 1 from runtime where key = 'goals_moved')", [], |row| row.get(0))
}

/// Takes the mark away; false when another process was first.
pub(super) fn take_mark(tx: &WriteTx<'_>) -> Result<bool> {
    Ok(tx.execute("delete from runtime where key = 'goals_moved'", [])? > 0)
}

/// Keeps the day of a milestone, and says whether it is reached for the first time.
pub(super) fn keep(tx: &WriteTx<'_>, goal: GoalId, percent: u8, day: Option<Day>) -> Result<bool> {
    let sql = "update goal_milestone set day = ?3 where goal_id = ?1 and percent = ?2 and day is not ?3";
    tx.execute(sql, (goal, percent, day))?;
    if day.is_none() {
        return Ok(false);
    }
    let sql =
        "insert into goal_milestone (goal_id, percent, day, told_at) values (?1, ?2, ?3, ?4) on conflict do nothing";
    Ok(tx.execute(sql, (goal, percent, day, tx.now()))? > 0)
}
