//! Moving the write-ahead log into the data file beside the writes, so that no write has to wait for it.

use rusqlite::{Connection, OpenFlags};

use super::Db;
use super::engine::connect;
use crate::error::Result;

/// How many pages of the log are worth the trouble. From a thousand on a write does it itself.
const PAGES: i64 = 250;

impl Db {
    /// Moves what the log holds into the data file, if it is much and no backup or reader is in the way. Writes go
    /// on meanwhile.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn checkpoint(&self) -> Result<()> {
        if waiting(&self.writer.queue().conn)? < PAGES {
            return Ok(());
        }
        let conn = connect(self.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        Ok(conn.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?)
    }
}

/// The pages of the log that are not in the data file yet.
fn waiting(conn: &Connection) -> Result<i64> {
    // In the mode `noop` nothing is moved, only counted.
    Ok(conn.query_row("pragma wal_checkpoint(noop)", [], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))?)
}
