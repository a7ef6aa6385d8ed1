//! The change log: every change of a user's row, written by triggers in the transaction that made it.
//!
//! One log is undo and redo (also after a restart, cascades included), the activity list, and later what
//! webhooks and sync read. A *step* is what one operation changed. Taking a step back is itself a step,
//! so nothing in the log is ever rewritten.
//!
//! Every table is recorded unless a migration names it in the table `derived`.

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::{ReadTx, WriteTx};
use crate::error::Result;
use crate::types::Timestamp;
use crate::{id, words};

id! {
    /// One step of the change log.
    StepId;
}

words! {
    /// Who asked for a change.
    Actor {
        User = "user",
        Cli = "cli",
        Ai = "ai",
        Agent = "agent",
        Import = "import",
        Automation = "automation",
        System = "system",
    }
}

/// What one operation changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Step {
    pub id: StepId,
    pub at: Timestamp,
    pub actor: Actor,
    /// The operation's name, such as `tasks.complete`.
    pub operation: String,
    /// What it did, in words.
    pub label: String,
    /// How many rows it changed.
    pub changes: i64,
    /// A later step has taken it back.
    pub undone: bool,
    /// The step that this one took back or brought back.
    pub undo_of: Option<StepId>,
}

/// One row before and after.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Change {
    pub table: String,
    pub row_id: i64,
    /// Absent when the row was created.
    pub before: Option<Value>,
    /// Absent when the row was deleted.
    pub after: Option<Value>,
}

/// The steps that undo and redo would act on.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HistoryState {
    pub undo: Option<Step>,
    pub redo: Option<Step>,
}

/// Replaces the triggers of every recorded table, after the schema has changed.
pub(super) fn install(conn: &Connection) -> Result<()> {
    remove(conn)?;
    for table in recorded(conn)? {
        let columns = columns(conn, &table)?;
        let row = |prefix: &str| as_json(&columns, prefix);
        let differs: Vec<String> =
            columns.iter().map(|column| format!("old.\"{column}\" is not new.\"{column}\"")).collect();
        let record = |id: &str, before: &str, after: &str| {
            format!(
                "insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), '{table}', {id}, {before}, {after});"
            )
        };
        conn.execute_batch(&format!(
            "create trigger change_{table}_insert after insert on \"{table}\" begin {} end;
             create trigger change_{table}_update after update on \"{table}\" when {} begin {} end;
             create trigger change_{table}_delete after delete on \"{table}\" begin {} end;",
            record("new.id", "null", &row("new")),
            differs.join(" or "),
            record("new.id", &row("old"), &row("new")),
            record("old.id", &row("old"), "null"),
        ))?;
    }
    Ok(())
}

/// Takes the triggers away, so that a migration can change the tables.
pub(super) fn remove(conn: &Connection) -> Result<()> {
    let old: Vec<String> =
        list(conn, "select name from sqlite_schema where type = 'trigger' and name like 'change\\_%' escape '\\'")?;
    for name in old {
        conn.execute_batch(&format!("drop trigger \"{name}\""))?;
    }
    Ok(())
}

/// The SQL for a row of `table`, called `prefix`, as the log records it.
pub(super) fn row_json(conn: &Connection, table: &str, prefix: &str) -> Result<String> {
    Ok(as_json(&columns(conn, table)?, prefix))
}

fn as_json(columns: &[String], prefix: &str) -> String {
    let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', {prefix}.\"{column}\"")).collect();
    format!("json_object({})", pairs.join(", "))
}

/// The tables whose changes are recorded.
pub(crate) fn recorded(conn: &Connection) -> Result<Vec<String>> {
    list(
        conn,
        "select name from sqlite_schema as s
         where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite\\_%' escape '\\'
           and not exists (select 1 from derived where s.name = derived.name or (prefix and s.name like derived.name || '%'))
         order by name",
    )
}

fn columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    list(conn, &format!("select name from pragma_table_info('{table}') order by cid"))
}

fn list(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn begin(tx: &WriteTx<'_>, actor: Actor, operation: &str, undo_of: Option<StepId>) -> Result<StepId> {
    let id = tx.insert(
        "insert into step (at, actor, operation, label, undo_of) values (?1, ?2, ?3, ?3, ?4)",
        (tx.now(), actor, operation, undo_of),
    )?;
    Ok(StepId(id))
}

/// Closes a step; one that changed nothing leaves no trace.
pub(super) fn end(tx: &WriteTx<'_>, step: StepId, label: Option<String>, aside: bool) -> Result<()> {
    let changes: i64 = tx.one("select count(*) from change where step_id = ?1", [step], |row| row.get(0))?;
    if changes == 0 {
        tx.execute("delete from step where id = ?1", [step])?;
    } else {
        tx.execute(
            "update step set changes = ?2, label = coalesce(?3, label), aside = ?4 where id = ?1",
            (step, changes, label, aside),
        )?;
    }
    Ok(())
}

pub(super) fn step(row: &rusqlite::Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        id: row.get("id")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        operation: row.get("operation")?,
        label: row.get("label")?,
        changes: row.get("changes")?,
        undone: row.get::<_, Option<i64>>("undone_by")?.is_some(),
        undo_of: row.get("undo_of")?,
    })
}

/// The steps that undo and redo would act on now.
///
/// Undo takes back the newest ordinary step that stands. Redo brings back the step that was taken back
/// last, as long as no ordinary step has come since. A step that only keeps a record stands aside.
///
/// # Errors
/// The log cannot be read.
pub fn state(tx: &ReadTx<'_>) -> Result<HistoryState> {
    let undo = tx.optional(
        "select * from step where undo_of is null and undone_by is null and not aside and changes > 0 order by id desc limit 1",
        [],
        step,
    )?;
    let redo = tx.optional(
        "select * from step where undone_by > (select coalesce(max(id), 0) from step where undo_of is null and not aside)
         order by undone_by desc limit 1",
        [],
        step,
    )?;
    Ok(HistoryState { undo, redo })
}

/// Steps, newest first.
///
/// # Errors
/// The log cannot be read.
pub fn steps(tx: &ReadTx<'_>, wanted: &Wanted, limit: u32) -> Result<Vec<Step>> {
    tx.all(
        "select * from step where id < coalesce(?1, 9223372036854775807) and (?2 is null or actor = ?2)
           and (?3 is null or operation like ?3 || '.%') and (?4 is null or instr(lower(label), lower(?4)) > 0)
           and (?5 is null or at >= ?5) and (?6 is null or at < ?6) and changes > 0 order by id desc limit ?7",
        (wanted.before, wanted.actor, &wanted.domain, &wanted.text, wanted.from, wanted.until, limit.min(500)),
        step,
    )
}

/// Which steps; what is absent narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only older ones than this.
    pub before: Option<StepId>,
    pub actor: Option<Actor>,
    /// The first part of their operations' names, such as `tasks`.
    pub domain: Option<String>,
    /// Words of their label.
    pub text: Option<String>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
}

/// The rows that a step changed, in the order in which it did.
///
/// # Errors
/// The log cannot be read.
pub fn changes(tx: &ReadTx<'_>, step: StepId) -> Result<Vec<Change>> {
    tx.all("select tbl, row_id, before, after from change where step_id = ?1 order by id", [step], |row| {
        let json = |name: &str| -> rusqlite::Result<Option<Value>> {
            let text: Option<String> = row.get(name)?;
            Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
        };
        Ok(Change {
            table: row.get("tbl")?,
            row_id: row.get("row_id")?,
            before: json("before")?,
            after: json("after")?,
        })
    })
}
