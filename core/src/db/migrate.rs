//! Migrations: an ordered list of SQL files, each applied once, in one transaction. Never edit an
//! applied one; append.

use rusqlite::Connection;

use crate::error::{Error, Result};

/// Position plus one is the `user_version` after it.
#[rustfmt::skip]
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0004_models.sql"),
];

/// The version of the schema that this program writes.
pub const LATEST: i64 = MIGRATIONS.len() as i64;

/// The version of an open data file.
pub(super) fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("pragma user_version", [], |row| row.get(0))?)
}

/// Brings the file to [`LATEST`] in one transaction: all steps or none.
pub(super) fn migrate(conn: &mut Connection, from: i64) -> Result<()> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(usize::try_from(from).unwrap_or(0)) {
        tx.execute_batch(sql).map_err(|error| {
            Error::Storage(format!(
                "the data file could not be brought to version {}: {error}. It is as it was before",
                index + 1
            ))
        })?;
    }
    super::changes::install(&tx)?;
    tx.pragma_update(None, "user_version", LATEST)?;
    tx.commit()?;
    Ok(())
}
