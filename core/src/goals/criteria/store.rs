//! Criteria, their versions and entries in the data file.

use std::collections::HashMap;

use rusqlite::Row;

use super::{
    Combine, Criterion, CriterionId, CriterionKind, GoalEntry, GoalEntryId, Measure, Measured, Version, VersionId,
};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::goals::GoalId;
use crate::types::Day;

pub(in crate::goals) fn of_goal(tx: &ReadTx<'_>, goal: GoalId) -> Result<Vec<Criterion>> {
    tx.all(
        "select id, kind, name, project_id, habit_id, metric_id from goal_criterion where goal_id = ?1 order by id",
        [goal],
        |row| {
            Ok(Criterion {
                id: row.get("id")?,
                kind: row.get("kind")?,
                name: row.get("name")?,
                subject: Measured {
                    project: row.get("project_id")?,
                    habit: row.get("habit_id")?,
                    metric: row.get("metric_id")?,
                },
            })
        },
    )
}

pub(in crate::goals) fn goal_of(tx: &ReadTx<'_>, criterion: CriterionId) -> Result<(GoalId, CriterionKind)> {
    let sql = "select goal_id, kind from goal_criterion where id = ?1";
    tx.optional(sql, [criterion], |row| Ok((row.get(0)?, row.get(1)?)))?.or_not_found("criterion", criterion)
}

pub(super) fn insert(
    tx: &WriteTx<'_>,
    goal: GoalId,
    kind: CriterionKind,
    name: &str,
    of: Measured,
) -> Result<CriterionId> {
    let sql = "insert into goal_criterion (uid, goal_id, kind, name, project_id, habit_id, metric_id)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    Ok(CriterionId(tx.insert(sql, (tx.uid(), goal, kind, name, of.project, of.habit, of.metric))?))
}

pub(super) fn rename(tx: &WriteTx<'_>, id: CriterionId, name: &str) -> Result<()> {
    tx.execute("update goal_criterion set name = ?2 where id = ?1 and name <> ?2", (id, name))?;
    Ok(())
}

/// Removes criteria that no version asks for any more.
pub(super) fn remove_unused(tx: &WriteTx<'_>, goal: GoalId) -> Result<()> {
    tx.execute(
        "delete from goal_criterion where goal_id = ?1 and id not in (select criterion_id from goal_measure)",
        [goal],
    )?;
    Ok(())
}

/// The oldest first, each with its measures.
pub(in crate::goals) fn versions(tx: &ReadTx<'_>, goal: GoalId) -> Result<Vec<Version>> {
    let mut measures: HashMap<VersionId, Vec<Measure>> = HashMap::new();
    let found = tx.all(
        "select version_id, criterion_id, target, base, days, weight from goal_measure
         where version_id in (select id from goal_version where goal_id = ?1) order by place, id",
        [goal],
        |row| Ok((row.get("version_id")?, measure(row)?)),
    )?;
    for (version, measure) in found {
        measures.entry(version).or_default().push(measure);
    }
    let sql = "select id, from_day, target_day, combine from goal_version where goal_id = ?1 order by from_day";
    tx.all(sql, [goal], |row| {
        let id = row.get("id")?;
        Ok(Version {
            id,
            from: row.get("from_day")?,
            target: row.get("target_day")?,
            combine: row.get("combine")?,
            measures: measures.remove(&id).unwrap_or_default(),
        })
    })
}

fn measure(row: &Row<'_>) -> rusqlite::Result<Measure> {
    Ok(Measure {
        criterion: row.get("criterion_id")?,
        target: row.get("target")?,
        base: row.get("base")?,
        days: row.get("days")?,
        weight: row.get("weight")?,
    })
}

pub(super) fn insert_version(
    tx: &WriteTx<'_>,
    goal: GoalId,
    from: Day,
    target: Option<Day>,
    combine: Combine,
) -> Result<VersionId> {
    let sql = "insert into goal_version (uid, goal_id, from_day, target_day, combine) values (?1, ?2, ?3, ?4, ?5)";
    Ok(VersionId(tx.insert(sql, (tx.uid(), goal, from, target, combine))?))
}

pub(super) fn update_version(tx: &WriteTx<'_>, version: &Version) -> Result<()> {
    let sql = "update goal_version set target_day = ?2, combine = ?3 where id = ?1";
    tx.execute(sql, (version.id, version.target, version.combine))?;
    Ok(())
}

/// Writes what a version asks for; what it asked before is replaced.
pub(super) fn set_measures(tx: &WriteTx<'_>, version: &Version) -> Result<()> {
    tx.execute("delete from goal_measure where version_id = ?1", [version.id])?;
    for (place, one) in (1_i64..).zip(&version.measures) {
        let sql = "insert into goal_measure (version_id, criterion_id, place, target, base, days, weight)
          values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        tx.execute(sql, (version.id, one.criterion, place, one.target, one.base, one.days, one.weight))?;
    }
    Ok(())
}

fn entry(row: &Row<'_>) -> rusqlite::Result<GoalEntry> {
    Ok(GoalEntry {
        id: row.get("id")?,
        criterion: row.get("criterion_id")?,
        day: row.get("day")?,
        amount: row.get("amount")?,
        note: row.get("note")?,
        created_at: row.get("created_at")?,
    })
}

const ENTRY: &str = "select id, criterion_id, day, amount, note, created_at from goal_entry";

/// By day, then as they were written.
pub(in crate::goals) fn entries(tx: &ReadTx<'_>, criterion: CriterionId) -> Result<Vec<GoalEntry>> {
    tx.all(&format!("{ENTRY} where criterion_id = ?1 order by day, id"), [criterion], entry)
}

pub(in crate::goals) fn get_entry(tx: &ReadTx<'_>, id: GoalEntryId) -> Result<GoalEntry> {
    tx.optional(&format!("{ENTRY} where id = ?1"), [id], entry)?.or_not_found("entry", id)
}

pub(in crate::goals) fn add_entry(
    tx: &WriteTx<'_>,
    criterion: CriterionId,
    day: Day,
    amount: f64,
    note: &str,
) -> Result<GoalEntryId> {
    let sql =
        "insert into goal_entry (uid, criterion_id, day, amount, note, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)";
    Ok(GoalEntryId(tx.insert(sql, (tx.uid(), criterion, day, amount, note, tx.now()))?))
}

pub(in crate::goals) fn remove_entry(tx: &WriteTx<'_>, id: GoalEntryId) -> Result<()> {
    tx.execute("delete from goal_entry where id = ?1", [id])?;
    Ok(())
}
