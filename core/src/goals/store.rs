//! Goals, their links and check-ins in the data file.

use rusqlite::Row;

use super::{CheckIn, CheckInId, Combine, Confidence, Goal, GoalId, GoalRef};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::types::Day;

/// The target and the way of combining are those of the newest version.
const GOAL: &str = "select goal.id, name, why, status, area_id, parent_id, start_day, closed_day, place, v.target_day,
    coalesce(v.combine, 'all') as combine
  from goal left join goal_version as v on v.id =
    (select id from goal_version where goal_id = goal.id order by from_day desc limit 1)";

fn goal(row: &Row<'_>) -> rusqlite::Result<Goal> {
    Ok(Goal {
        id: row.get("id")?,
        name: row.get("name")?,
        why: row.get("why")?,
        status: row.get("status")?,
        area: row.get("area_id")?,
        parent: row.get("parent_id")?,
        start: row.get("start_day")?,
        target: row.get("target_day")?,
        combine: row.get::<_, Combine>("combine")?,
        closed: row.get("closed_day")?,
        place: row.get("place")?,
    })
}

fn goal_ref(row: &Row<'_>) -> rusqlite::Result<GoalRef> {
    Ok(GoalRef { id: row.get("id")?, name: row.get("name")? })
}

/// The goal of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: GoalId) -> Result<Goal> {
    tx.optional(&format!("{GOAL} where goal.id = ?1"), [id], goal)?.or_not_found("goal", id)
}

pub(super) fn all(tx: &ReadTx<'_>) -> Result<Vec<Goal>> {
    tx.all(&format!("{GOAL} order by status <> 'active', place, goal.id"), [], goal)
}

pub(super) fn children(tx: &ReadTx<'_>, of: GoalId) -> Result<Vec<Goal>> {
    tx.all(&format!("{GOAL} where parent_id = ?1 order by place, goal.id"), [of], goal)
}

/// The goal of this name, whatever its letter case; one that goes on before the others.
pub(super) fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<GoalRef>> {
    let sql = "select id, name from goal where name = ?1 order by status <> 'active', id limit 1";
    tx.optional(sql, [name], goal_ref)
}

/// The names of all goals, those that go on first.
///
/// # Errors
/// The file cannot be read.
pub fn all_names(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    tx.all("select name from goal order by status <> 'active', place, name collate nocase", [], |row| row.get("name"))
}

/// The chain of goals from this one upwards, itself first.
pub(super) fn upwards(tx: &ReadTx<'_>, from: GoalId) -> Result<Vec<GoalRef>> {
    tx.all(
        "with recursive up (id, name, parent_id, depth) as (
           select id, name, parent_id, 0 from goal where id = ?1
           union all
           select goal.id, goal.name, goal.parent_id, depth + 1 from goal join up on goal.id = up.parent_id where depth < 100)
         select id, name from up order by depth",
        [from],
        goal_ref,
    )
}

pub(super) fn insert(tx: &WriteTx<'_>, goal: &Goal) -> Result<GoalId> {
    let sql = "insert into goal (uid, name, why, status, area_id, parent_id, start_day, closed_day, place, created_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (select coalesce(max(place), 0) + 1 from goal), ?9)";
    let values =
        (tx.uid(), &goal.name, &goal.why, goal.status, goal.area, goal.parent, goal.start, goal.closed, tx.now());
    Ok(GoalId(tx.insert(sql, values)?))
}

pub(super) fn update(tx: &WriteTx<'_>, goal: &Goal) -> Result<()> {
    tx.execute(
        "update goal set name = ?2, why = ?3, status = ?4, area_id = ?5, parent_id = ?6, start_day = ?7, closed_day = ?8
         where id = ?1",
        (goal.id, &goal.name, &goal.why, goal.status, goal.area, goal.parent, goal.start, goal.closed),
    )?;
    Ok(())
}

pub(super) fn set_place(tx: &WriteTx<'_>, id: GoalId, place: i64) -> Result<()> {
    tx.execute("update goal set place = ?2 where id = ?1 and place <> ?2", (id, place))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: GoalId) -> Result<()> {
    tx.execute("delete from goal where id = ?1", [id])?;
    Ok(())
}

fn check_in(row: &Row<'_>) -> rusqlite::Result<CheckIn> {
    Ok(CheckIn {
        id: row.get("id")?,
        day: row.get("day")?,
        confidence: row.get("confidence")?,
        note: row.get("note")?,
        created_at: row.get("created_at")?,
    })
}

const CHECK_IN: &str = "select id, day, confidence, note, created_at from goal_check_in";

/// The newest first.
pub(super) fn check_ins(tx: &ReadTx<'_>, goal: GoalId, limit: u32) -> Result<Vec<CheckIn>> {
    tx.all(&format!("{CHECK_IN} where goal_id = ?1 order by day desc, id desc limit ?2"), (goal, limit), check_in)
}

pub(super) fn get_check_in(tx: &ReadTx<'_>, id: CheckInId) -> Result<CheckIn> {
    tx.optional(&format!("{CHECK_IN} where id = ?1"), [id], check_in)?.or_not_found("check-in", id)
}

pub(super) fn add_check_in(
    tx: &WriteTx<'_>,
    goal: GoalId,
    day: Day,
    confidence: Confidence,
    note: &str,
) -> Result<CheckInId> {
    let sql =
        "insert into goal_check_in (uid, goal_id, day, confidence, note, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)";
    Ok(CheckInId(tx.insert(sql, (tx.uid(), goal, day, confidence, note, tx.now()))?))
}

pub(super) fn remove_check_in(tx: &WriteTx<'_>, id: CheckInId) -> Result<()> {
    tx.execute("delete from goal_check_in where id = ?1", [id])?;
    Ok(())
}
