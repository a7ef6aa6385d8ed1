//! Steps taken back and brought back. Taking back is itself a step, so the log is only ever appended to.

use rusqlite::params_from_iter;
use serde_json::Value;

use super::changes::{self, Actor, Change, Step, StepId, changes, recorded, state, step};
use super::{Db, ReadTx, WriteTx};
use crate::error::{Error, OrNotFound, Result};

impl Db {
    /// Takes back the newest step.
    ///
    /// # Errors
    /// There is nothing to undo, or the rows have changed in a way that forbids it.
    pub fn undo(&self, actor: Actor) -> Result<Step> {
        let target = self.read(state)?.undo.ok_or_else(|| Error::invalid("there is nothing to undo"))?;
        self.write_undo(actor, "history.undo", target.id, |tx, step| {
            tx.label(format!("Undid: {}", target.label));
            reverse(tx, changes(tx, target.id)?.iter().rev())?;
            tx.execute("update step set undone_by = ?2 where id = ?1", (target.id, step))?;
            Ok(())
        })?;
        Ok(Step { undone: true, ..target })
    }

    /// Brings back the step that was undone last.
    ///
    /// # Errors
    /// There is nothing to redo, or the rows have changed in a way that forbids it.
    pub fn redo(&self, actor: Actor) -> Result<Step> {
        let target = self.read(state)?.redo.ok_or_else(|| Error::invalid("there is nothing to redo"))?;
        self.write_undo(actor, "history.redo", target.id, |tx, _| {
            // What taking it back really changed, with all that went along.
            let sql = "select undone_by from step where id = ?1";
            let undoing: StepId = tx.one(sql, [target.id], |row| row.get(0))?;
            tx.label(format!("Redid: {}", target.label));
            reverse(tx, changes(tx, undoing)?.iter().rev())?;
            tx.execute("update step set undone_by = null where id = ?1", [target.id])?;
            Ok(())
        })?;
        Ok(Step { undone: false, ..target })
    }

    /// Takes back a step of the past while keeping what came after it.
    ///
    /// # Errors
    /// The step is not there, was taken back already, or later changes stand in the way.
    pub fn revert(&self, actor: Actor, id: StepId) -> Result<Step> {
        let target = self.read(|tx| revertible(tx, id))?;
        self.write_undo(actor, "history.revert", target.id, |tx, step| {
            tx.label(format!("Reverted: {}", target.label));
            take_out(tx, &target, step)
        })?;
        Ok(Step { undone: true, ..target })
    }

    /// Tries [`Db::revert`] and writes nothing: what it would meet.
    ///
    /// # Errors
    /// The same as those of [`Db::revert`].
    pub fn try_revert(&self, id: StepId) -> Result<()> {
        let target = self.read(|tx| revertible(tx, id))?;
        self.rehearse(|tx| {
            let step = changes::begin(tx, Actor::System, "history.preview", Some(id))?;
            take_out(tx, &target, step)
        })
    }
}

/// Takes a step back from among later ones, which must not rest on it.
fn take_out(tx: &WriteTx<'_>, target: &Step, step: StepId) -> Result<()> {
    // A row that it made would go with all that became of it.
    built_on(tx, "made.step_id = ?1 and made.before is null", (target.id, step))?;
    reverse(tx, changes(tx, target.id)?.iter().rev())?;
    // Nor may what hangs on such a row go, or lose it.
    built_on(
        tx,
        "made.step_id = ?2 and not exists (select 1 from change as own
           where own.step_id = ?1 and own.tbl = made.tbl and own.row_id = made.row_id)",
        (target.id, step),
    )?;
    tx.execute("update step set undone_by = ?2 where id = ?1", (target.id, step))?;
    Ok(())
}

/// Refuses where a step between these two that still stands has touched a row of such changes.
fn built_on(tx: &WriteTx<'_>, which: &str, between: (StepId, StepId)) -> Result<()> {
    let sql = format!(
        "select step.label from change as made
           join change as c on c.tbl = made.tbl and c.row_id = made.row_id and c.step_id > ?1 and c.step_id < ?2
           join step on step.id = c.step_id
         where {which} and step.undo_of is null and step.undone_by is null and not step.aside order by c.id desc limit 1"
    );
    match tx.optional(&sql, between, |row| row.get::<_, String>(0))? {
        Some(later) => Err(Error::Conflict(format!(
            "more was done with it later, last “{later}”. Take back the later change first"
        ))),
        None => Ok(()),
    }
}

fn revertible(tx: &ReadTx<'_>, id: StepId) -> Result<Step> {
    let target = tx.optional("select * from step where id = ?1", [id], step)?.or_not_found("step", id)?;
    if target.undone {
        return Err(Error::invalid("this step was taken back already"));
    }
    if target.undo_of.is_some() {
        return Err(Error::invalid("this step took another back: use redo"));
    }
    Ok(target)
}

/// Puts rows back from `after` to `before`, in the given order. Only fields that the change touched are
/// written, and only where they still hold what the change left there.
fn reverse<'c>(tx: &WriteTx<'_>, changes: impl Iterator<Item = &'c Change>) -> Result<()> {
    tx.conn.pragma_update(None, "defer_foreign_keys", true)?;
    let known = recorded(tx.conn)?;
    for change in changes {
        let table = known
            .iter()
            .find(|table| **table == change.table)
            .ok_or_else(|| Error::Conflict(format!("the table {} is no more", change.table)))?;
        match (&change.before, &change.after) {
            (None, Some(_)) => {
                tx.execute(&format!("delete from \"{table}\" where id = ?1"), [change.row_id])?;
            }
            (Some(before), None) => insert(tx, table, before)?,
            (Some(before), Some(after)) => update(tx, table, change.row_id, before, after)?,
            (None, None) => {}
        }
    }
    Ok(())
}

pub(super) fn insert(tx: &WriteTx<'_>, table: &str, row: &Value) -> Result<()> {
    let fields = row.as_object().ok_or_else(|| Error::internal("a change without a row"))?;
    let names: Vec<String> = fields.keys().map(|name| format!("\"{name}\"")).collect();
    let places: Vec<String> = (1..=fields.len()).map(|n| format!("?{n}")).collect();
    let sql = format!("insert into \"{table}\" ({}) values ({})", names.join(", "), places.join(", "));
    tx.execute(&sql, params_from_iter(fields.values().map(sql_value))).map(drop).map_err(|error| match error {
        Error::Internal(reason) if reason.contains(".name") => {
            Error::Conflict(format!("there is another {table} of this name by now. Give that one another name first"))
        }
        Error::Internal(reason) if reason.contains("constraint") => {
            Error::Conflict(format!("a {table} cannot be brought back: something else has taken its place"))
        }
        other => other,
    })
}

pub(super) fn update(tx: &WriteTx<'_>, table: &str, id: i64, before: &Value, after: &Value) -> Result<()> {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return Err(Error::internal("a change without a row"));
    };
    let changed: Vec<(&String, &Value, &Value)> = before
        .iter()
        .filter_map(|(name, old)| after.get(name).filter(|new| *new != old).map(|new| (name, old, new)))
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let sets: Vec<String> =
        changed.iter().enumerate().map(|(n, (name, ..))| format!("\"{name}\" = ?{}", n + 2)).collect();
    let guards: Vec<String> =
        changed.iter().enumerate().map(|(n, (name, ..))| format!("\"{name}\" is ?{}", n + 2 + changed.len())).collect();
    let sql = format!("update \"{table}\" set {} where id = ?1 and {}", sets.join(", "), guards.join(" and "));
    let values = std::iter::once(rusqlite::types::Value::Integer(id))
        .chain(changed.iter().map(|(_, old, _)| sql_value(old)))
        .chain(changed.iter().map(|(_, _, new)| sql_value(new)));
    if tx.execute(&sql, params_from_iter(values))? == 0 {
        let names: Vec<&str> = changed.iter().map(|(name, ..)| name.as_str()).collect();
        return Err(Error::Conflict(format!(
            "a {table} has been changed since ({}). Take back the later change first",
            names.join(", ")
        )));
    }
    Ok(())
}

fn sql_value(value: &Value) -> rusqlite::types::Value {
    match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Bool(flag) => rusqlite::types::Value::Integer(i64::from(*flag)),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => rusqlite::types::Value::Integer(integer),
            None => rusqlite::types::Value::Real(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => rusqlite::types::Value::Text(text.clone()),
        other => rusqlite::types::Value::Text(other.to_string()),
    }
}
