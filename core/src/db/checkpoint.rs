//! Moving the write-ahead log into the data file beside the writes, so that no person waits for it.

use rusqlite::{Connection, OpenFlags};

use super::Db;
use super::engine::connect;
use crate::error::Result;

/// How many pages of the log are worth the trouble.
const PAGES: i64 = 500;

/// From so many pages on, whoever writes does it, for want of anybody else.
pub(super) const LIMIT: i64 = 4000;

impl Db {
    /// Moves what the log holds into the data file, if it is much and no backup or reader is in the way. Writes go
    /// on meanwhile.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn checkpoint(&self) -> Result<()> {
        let due = is_due(&self.writer.queue().conn)?;
        if due { self.checkpoint_now() } else { Ok(()) }
    }

    pub(super) fn checkpoint_now(&self) -> Result<()> {
        let conn = connect(self.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        Ok(conn.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?)
    }
}

/// Whether the log holds much that is not in the data file yet.
pub(super) fn is_due(conn: &Connection) -> Result<bool> {
    // In this mode nothing is moved, only counted.
    let mut count = conn.prepare_cached("pragma wal_checkpoint(noop)")?;
    let waiting: i64 = count.query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))?;
    Ok(waiting >= PAGES)
}
