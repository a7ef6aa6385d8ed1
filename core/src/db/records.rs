//! Each row against its record: the change log holds the state in which the last change left every row,
//! so a row that differs from it was changed by nobody. The log is checked by itself: each change began
//! where the one before it ended. SQLite itself does not notice a flipped bit.

use rusqlite::{Connection, Row};
use serde_json::Value;

use super::{ReadTx, changes};
use crate::error::Result;
use crate::types::Timestamp;

/// A row that is not as its last change left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub table: String,
    pub row_id: i64,
    pub finding: Finding,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The row differs from its record.
    Differs,
    /// The row is there no more, though nobody deleted it.
    Missing,
    /// Two of its records contradict each other.
    Records,
}

/// Every change after the first of a row, with the state that the change before it left.
const CHAIN: &str = "select tbl, row_id, prior, before from (
    select tbl, row_id, before, lag(after) over each as prior, row_number() over each as number from change
    window each as (partition by tbl, row_id order by id)
  ) where number > 1 and before is not prior";

/// The newest record of a row: `change` is read backwards by its index.
const RECORD: &str = "(select after from change where tbl = '{table}' and row_id = t.id order by id desc limit 1)";

/// The rows of a table, with the JSON of each and the JSON that the log has of it, where they differ.
fn differing(conn: &Connection, table: &str) -> Result<String> {
    let row = changes::row_json(conn, table, "t")?;
    let record = RECORD.replace("{table}", table);
    Ok(format!(
        "select id, kept, now from (select t.id, {record} as kept, {row} as now from \"{table}\" as t) where now is not kept"
    ))
}

/// The rows that the log has and the table has not.
fn vanished(table: &str) -> String {
    format!(
        "select row_id, after from change as c where tbl = '{table}' and after is not null
           and id = (select max(id) from change as d where d.tbl = c.tbl and d.row_id = c.row_id)
           and not exists (select 1 from \"{table}\" where id = c.row_id)"
    )
}

/// Every row that differs from its record. `proceed` is asked before each table.
///
/// # Errors
/// A table cannot be read, or what `proceed` answers.
pub fn doubts(conn: &Connection, mut proceed: impl FnMut() -> Result<()>) -> Result<Vec<Doubt>> {
    let mut found = Vec::new();
    for table in changes::recorded(conn)? {
        proceed()?;
        let mut statement = conn.prepare(&differing(conn, &table)?)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if !agrees(bytes(row, 1)?, bytes(row, 2)?) {
                found.push(Doubt { table: table.clone(), row_id: row.get(0)?, finding: Finding::Differs });
            }
        }
        let mut statement = conn.prepare(&vanished(&table))?;
        let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        found.extend(ids.into_iter().map(|row_id| Doubt { table: table.clone(), row_id, finding: Finding::Missing }));
    }
    proceed()?;
    let mut statement = conn.prepare(CHAIN)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !agrees(bytes(row, 2)?, bytes(row, 3)?) {
            let table = String::from_utf8_lossy(bytes(row, 0)?.unwrap_or_default()).into_owned();
            found.push(Doubt { table, row_id: row.get(1)?, finding: Finding::Records });
        }
    }
    Ok(found)
}

/// A flipped bit need not leave valid text, so these are bytes.
fn bytes<'a>(row: &'a Row<'_>, index: usize) -> Result<Option<&'a [u8]>> {
    Ok(row.get_ref(index)?.as_bytes_or_null().ok().flatten())
}

impl ReadTx<'_> {
    /// Every row that differs from its record; see [`doubts`].
    ///
    /// # Errors
    /// A table cannot be read, or what `proceed` answers.
    pub fn doubts(&self, proceed: impl FnMut() -> Result<()>) -> Result<Vec<Doubt>> {
        doubts(self.conn, proceed)
    }
}

/// Whether a row is what its record says. Columns that are younger than the record are not in it.
fn agrees(kept: Option<&[u8]>, now: Option<&[u8]>) -> bool {
    let parse = |text: Option<&[u8]>| serde_json::from_slice::<Value>(text?).ok();
    match (parse(kept), parse(now)) {
        (Some(Value::Object(kept)), Some(Value::Object(now))) => {
            kept.iter().all(|(name, value)| now.get(name) == Some(value))
        }
        _ => false,
    }
}

/// Writes new records for rows that a migration has changed. Their step counts no changes, so nobody can
/// take a migration back.
pub(super) fn renew(conn: &Connection, at: Timestamp) -> Result<()> {
    conn.execute(
        "insert into step (at, actor, operation, label) values (?1, 'system', 'data.update', 'Updated the data file')",
        [at],
    )?;
    let step = conn.last_insert_rowid();
    let mut renewed = 0;
    for table in changes::recorded(conn)? {
        renewed += conn.execute(
            &format!(
                "insert into change (step_id, tbl, row_id, before, after) select {step}, '{table}', id, kept, now from ({})",
                differing(conn, &table)?
            ),
            [],
        )?;
        renewed += conn.execute(
            &format!(
                "insert into change (step_id, tbl, row_id, before, after) select {step}, '{table}', row_id, after, null from ({})",
                vanished(&table)
            ),
            [],
        )?;
    }
    if renewed == 0 {
        conn.execute("delete from step where id = ?1", [step])?;
    }
    Ok(())
}
