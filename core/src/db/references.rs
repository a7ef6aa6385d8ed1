//! Which columns of a table name rows of another: asked of the schema, so that nobody keeps a second list.

use rusqlite::Connection;

use crate::error::Result;

/// A column that holds another row's number.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) column: String,
    pub(super) table: String,
    /// The column empties when that row goes; otherwise its own row goes along.
    pub(super) empties: bool,
}

/// The references of a table to whole rows (their `id`).
pub(super) fn of(conn: &Connection, table: &str) -> Result<Vec<Reference>> {
    let sql = "select \"from\", \"table\", on_delete = 'SET NULL' from pragma_foreign_key_list(?1)
               where coalesce(\"to\", 'id') = 'id'";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement
        .query_map([table], |row| Ok(Reference { column: row.get(0)?, table: row.get(1)?, empties: row.get(2)? }))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Whether `table` has the row `id`.
pub(super) fn stands(conn: &Connection, table: &str, id: i64) -> Result<bool> {
    let sql = format!("select exists (select 1 from \"{table}\" where id = ?1)");
    Ok(conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
}
