//! Rows that were deleted and can come back. They are read from the change log, and put in again by a new step: later
//! changes elsewhere do not stand in the way, and one row of a large deletion comes back without the others.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::changes::{self, Actor, Change, StepId};
use super::references::{self, Reference};
use super::{ReadTx, WriteTx, undo};
use crate::error::{Error, Result};
use crate::types::Timestamp;

/// A deleted row, and the step that deleted it.
pub struct Deleted {
    /// Its place in the log; what was deleted later has a higher one.
    pub place: i64,
    pub table: String,
    pub row_id: i64,
    pub title: String,
    pub at: Timestamp,
    pub actor: Actor,
    pub label: String,
    pub step: StepId,
}

/// Which deleted rows.
pub struct Wanted<'a> {
    pub tables: &'a [&'a str],
    /// Words of the title.
    pub text: Option<&'a str>,
    /// Only what was deleted before this place.
    pub before: Option<i64>,
    pub limit: u32,
}

/// Rows of these tables that are gone, newest first. What went along with a row above it is left out.
///
/// # Errors
/// The log cannot be read.
pub fn list(tx: &ReadTx<'_>, wanted: &Wanted<'_>) -> Result<Vec<Deleted>> {
    let tables: Vec<String> = wanted.tables.iter().map(|table| format!("'{table}'")).collect();
    let sql = format!(
        "select c.id, c.tbl, c.row_id, coalesce(nullif(c.before ->> '$.title', ''), c.before ->> '$.name', c.before ->> '$.day', '') as title,
           step.at, step.actor, step.label, step.id as step
         from change as c join step on step.id = c.step_id
         where c.after is null and c.before is not null and c.tbl in ({})
           and c.id < coalesce(?1, 9223372036854775807)
           and (?2 is null or title like '%' || ?2 || '%' escape '\\')
           and not exists (select 1 from change as later
             where later.tbl = c.tbl and later.row_id = c.row_id and later.id > c.id)
           and not exists (select 1 from change as above
             where above.tbl = c.tbl and above.row_id = c.before ->> '$.parent_id'
               and above.step_id = c.step_id and above.after is null)
         order by c.id desc limit ?3",
        tables.join(", ")
    );
    let text = wanted.text.map(|text| text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    tx.all(&sql, (wanted.before, text, wanted.limit), |row| {
        Ok(Deleted {
            place: row.get("id")?,
            table: row.get("tbl")?,
            row_id: row.get("row_id")?,
            title: row.get("title")?,
            at: row.get("at")?,
            actor: row.get("actor")?,
            label: row.get("label")?,
            step: row.get("step")?,
        })
    })
}

/// Puts deleted rows in again, each with everything that went along with it, and answers for each of them its title or
/// what stands in the way. One that cannot come back leaves nothing half done.
///
/// # Errors
/// The log cannot be read or the file cannot be written.
pub fn restore(tx: &WriteTx<'_>, wanted: &[(String, i64)]) -> Result<Vec<Result<String>>> {
    tx.conn.pragma_update(None, "defer_foreign_keys", true)?;
    let mut steps: HashMap<StepId, Fallen> = HashMap::new();
    let mut outcomes = Vec::with_capacity(wanted.len());
    for (table, id) in wanted {
        outcomes.push(match deleting_step(tx, table, *id)? {
            None => Err(Error::Conflict("it is not in the trash any more".into())),
            Some(step) => {
                let fallen = match steps.entry(step) {
                    std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                    std::collections::hash_map::Entry::Vacant(new) => new.insert(Fallen::read(tx, step)?),
                };
                tx.conn.execute_batch("savepoint one_of_many")?;
                let outcome = fallen.raise(tx, table, *id);
                tx.conn.execute_batch(match &outcome {
                    Ok(_) => "release one_of_many",
                    Err(_) => "rollback to one_of_many; release one_of_many",
                })?;
                outcome
            }
        });
    }
    Ok(outcomes)
}

/// The step that deleted a row, if that is the last thing that happened to it.
fn deleting_step(tx: &ReadTx<'_>, table: &str, id: i64) -> Result<Option<StepId>> {
    let last: Option<(StepId, bool)> = tx.optional(
        "select step_id, after is null from change where tbl = ?1 and row_id = ?2 order by id desc limit 1",
        (table, id),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(last.filter(|(_, gone)| *gone).map(|(step, _)| step))
}

/// What one step took away.
struct Fallen {
    changes: Vec<Change>,
    at: HashMap<(String, i64), usize>,
    references: HashMap<String, Vec<Reference>>,
    /// The changes whose row named this one.
    hanging: HashMap<(String, i64), Vec<usize>>,
}

impl Fallen {
    fn read(tx: &ReadTx<'_>, step: StepId) -> Result<Self> {
        let known = changes::recorded(tx.conn)?;
        let changes: Vec<Change> =
            changes::changes(tx, step)?.into_iter().filter(|change| known.contains(&change.table)).collect();
        let (mut at, mut hanging, mut references) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (index, change) in changes.iter().enumerate() {
            let Some(before) = &change.before else { continue };
            if !references.contains_key(&change.table) {
                references.insert(change.table.clone(), references::of(tx.conn, &change.table)?);
            }
            if change.after.is_none() {
                at.insert((change.table.clone(), change.row_id), index);
            }
            for reference in &references[&change.table] {
                if let Some(id) = before[&reference.column].as_i64() {
                    hanging.entry((reference.table.clone(), id)).or_insert_with(Vec::new).push(index);
                }
            }
        }
        Ok(Self { changes, at, references, hanging })
    }

    /// Brings a row back, then what hung on it, as far as what that needs is there.
    fn raise(&self, tx: &WriteTx<'_>, table: &str, id: i64) -> Result<String> {
        let root = (table.to_owned(), id);
        let (mut waiting, mut seen, mut title) = (vec![root.clone()], HashSet::from([root.clone()]), String::new());
        while let Some(key) = waiting.pop() {
            if let Some(change) = self.at.get(&key).and_then(|index| self.changes.get(*index)) {
                let Some(mut row) = change.before.clone() else { continue };
                if references::stands(tx.conn, &key.0, key.1)? || !self.fits(tx, &key.0, &mut row, key == root)? {
                    continue;
                }
                match undo::insert(tx, &key.0, &row) {
                    // What hung on it and cannot hang there any more stays away; a task does not wait for itself.
                    Err(Error::Conflict(_)) if key != root => continue,
                    inserted => inserted?,
                }
                if key == root {
                    title = row["title"].as_str().or(row["name"].as_str()).unwrap_or_default().to_owned();
                }
            }
            for change in self.hanging.get(&key).into_iter().flatten().filter_map(|index| self.changes.get(*index)) {
                let child = (change.table.clone(), change.row_id);
                if change.after.is_some() {
                    self.reconnect(tx, change, &key)?;
                } else if seen.insert(child.clone()) {
                    waiting.push(child);
                }
            }
        }
        Ok(title)
    }

    /// Whether what a row names is there. A name that may be empty is emptied; without any other the row stays out.
    fn fits(&self, tx: &WriteTx<'_>, table: &str, row: &mut Value, asked_for: bool) -> Result<bool> {
        for reference in self.references.get(table).into_iter().flatten() {
            let Some(id) = row[&reference.column].as_i64() else { continue };
            if references::stands(tx.conn, &reference.table, id)? {
                continue;
            }
            if reference.empties {
                row[&reference.column] = Value::Null;
            } else if asked_for {
                return Err(Error::Conflict(format!(
                    "it was part of a {} that is deleted too. Restore that first",
                    reference.table
                )));
            } else {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Lets a row that was only cut off be what it was, as far as it still is what the deletion made of it.
    fn reconnect(&self, tx: &WriteTx<'_>, change: &Change, (table, id): &(String, i64)) -> Result<()> {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { return Ok(()) };
        let references = || self.references.get(&change.table).into_iter().flatten();
        for reference in references() {
            let column = &reference.column;
            if reference.table != *table || before[column].as_i64() != Some(*id) || !after[column].is_null() {
                continue;
            }
            let mut before = before.clone();
            // What else it named comes back by itself, or stays away.
            for other in references().filter(|other| other.column != *column) {
                before[&other.column] = after[&other.column].clone();
            }
            match undo::update(tx, &change.table, change.row_id, &before, after) {
                Ok(()) | Err(Error::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
