//! The log of passages whose words or vectors changed. Triggers write it, whoever writes the passages: an
//! operation, undo, another process. By its last number a copy in memory knows whether it is current.
//!
//! Beside it stands the trigger that queues the building of another model's index.
//!
//! It is made when it is first needed, like the tables of vectors, and like them it is nobody's data.

use crate::App;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;

/// How many changes are remembered; a copy that is further behind is loaded anew.
const REMEMBERED: i64 = 20_000;

/// Makes the log, if it is not there yet.
///
/// # Errors
/// The file cannot be written.
pub(super) fn ensure(app: &App) -> Result<()> {
    if app.db.read(is_there)? { Ok(()) } else { app.db.write_derived(make) }
}

fn is_there(tx: &ReadTx<'_>) -> Result<bool> {
    let sql = "select count(*) from sqlite_schema where name in ('passage_fts_word', 'passage_fts_term', 'passage_fts_change',
        'passage_fts_change_insert', 'passage_fts_change_update', 'passage_fts_change_delete', 'passage_fts_change_kept',
        'embed_model_insert', 'embed_model_update', 'embed_model_delete')";
    Ok(tx.one(sql, [], |row| row.get::<_, i64>(0))? == 10)
}

/// The same inside a transaction that writes.
pub(super) fn make(tx: &WriteTx<'_>) -> Result<()> {
    if is_there(tx)? {
        return Ok(());
    }
    tx.execute("create virtual table if not exists passage_fts_word using fts5vocab ('passage_fts', 'instance')", [])?;
    tx.execute("create virtual table if not exists passage_fts_term using fts5vocab ('passage_fts', 'row')", [])?;
    tx.execute(
        "create table if not exists passage_fts_change (seq integer primary key autoincrement, passage integer not null) strict",
        [],
    )?;
    for (event, row) in [("insert", "new"), ("update", "new"), ("delete", "old")] {
        tx.execute(
            &format!(
                "create trigger if not exists passage_fts_change_{event} after {event} on passage begin
                   insert into passage_fts_change (passage) values ({row}.id);
                 end"
            ),
            [],
        )?;
    }
    for (event, row) in [("insert", "new"), ("update", "new"), ("delete", "old")] {
        tx.execute(
            &format!(
                "create trigger if not exists embed_model_{event} after {event} on setting when {row}.key = 'embed_model' begin
                   insert into job (kind, key, priority) values ('reindex', 0, -2)
                     on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
                 end"
            ),
            [],
        )?;
    }
    tx.execute(
        &format!(
            "create trigger if not exists passage_fts_change_kept after insert on passage_fts_change begin
               delete from passage_fts_change where seq <= new.seq - {REMEMBERED};
             end"
        ),
        [],
    )?;
    Ok(())
}

/// Writes down that a passage has another vector.
pub(super) fn changed(tx: &WriteTx<'_>, passage: i64) -> Result<()> {
    tx.execute("insert into passage_fts_change (passage) values (?1)", [passage])?;
    Ok(())
}

/// The number of the last change, or nothing without a log.
pub(super) fn last(tx: &ReadTx<'_>) -> Result<Option<i64>> {
    if !is_there(tx)? {
        return Ok(None);
    }
    let sql = "select seq from sqlite_sequence where name = 'passage_fts_change'";
    Ok(Some(tx.optional(sql, [], |row| row.get(0))?.unwrap_or(0)))
}

/// The passages changed after a number, each once; nothing when the log no longer reaches so far back.
pub(super) fn since(tx: &ReadTx<'_>, seq: i64) -> Result<Option<Vec<i64>>> {
    let first: Option<i64> = tx.one("select min(seq) from passage_fts_change", [], |row| row.get(0))?;
    if first.is_none_or(|first| first > seq + 1) {
        return Ok(None);
    }
    tx.all("select distinct passage from passage_fts_change where seq > ?1", [seq], |row| row.get(0)).map(Some)
}
