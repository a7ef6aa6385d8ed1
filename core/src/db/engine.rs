//! SQLite as it is used here: what it is told before its first use, and how a connection to a data file is made.

use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::checkpoint;
use crate::error::{Error, Result};

/// SQLite older than this can corrupt a database in WAL mode when two connections write and checkpoint.
const SQLITE_FLOOR: i32 = 3_051_003;

/// What a statement may have to take back is kept in memory: one new task touches more than the 64 KiB from which on
/// SQLite makes a temporary file. A number will not do: SQLite writes at most 128 KiB at once, and says that the disk
/// is full when it should move more into a file.
const STATEMENT_JOURNAL: i32 = -1;

/// So many bytes of the file are read in place.
const MAPPED: i64 = 256 << 20;

const BUSY: Duration = Duration::from_secs(10);

/// Sets the engine up, once.
#[expect(unsafe_code, reason = "SQLite takes an extension as a C function, and its settings by a C function")]
pub(super) fn prepare() -> Result<()> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        type Entry = unsafe extern "C" fn(
            *mut rusqlite::ffi::sqlite3,
            *mut *mut std::ffi::c_char,
            *const rusqlite::ffi::sqlite3_api_routines,
        ) -> std::ffi::c_int;
        // SAFETY: this setting takes one integer. Called too late it changes nothing.
        unsafe {
            rusqlite::ffi::sqlite3_config(rusqlite::ffi::SQLITE_CONFIG_STMTJRNL_SPILL, STATEMENT_JOURNAL);
        }
        // SAFETY: `sqlite3_vec_init` is an extension entry point, declared without its arguments.
        unsafe {
            let entry = std::mem::transmute::<*const (), Entry>(sqlite_vec::sqlite3_vec_init as *const ());
            rusqlite::ffi::sqlite3_auto_extension(Some(entry));
        }
    });
    if rusqlite::version_number() < SQLITE_FLOOR {
        return Err(Error::internal(format!("SQLite {} is too old to be safe", rusqlite::version())));
    }
    Ok(())
}

pub(super) fn connect_new(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.pragma_update(None, "page_size", 16_384)?;
    set_up(&conn, false)?;
    Ok(conn)
}

pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    set_up(&conn, flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY))?;
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        if conn.is_readonly("main")? {
            return Err(Error::Storage(format!(
                "the data file {} is read-only: make it, and its folder, writable, and try again. Nothing was changed",
                path.display()
            )));
        }
        let mode: String = conn.query_row("pragma journal_mode = wal", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(Error::Storage(format!(
                "{} does not allow safe writing here (journal mode {mode}); is it on a network drive?",
                path.display()
            )));
        }
    }
    Ok(conn)
}

fn set_up(conn: &Connection, only_reads: bool) -> Result<()> {
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(256);
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    // What reads, reads in place. Each look at a page is then a new one, and checking all its cells each time was two
    // thirds of a large file's queries; what writes keeps its pages, and checks each once.
    conn.pragma_update(None, "cell_size_check", !only_reads)?;
    conn.pragma_update(None, "mmap_size", if only_reads { MAPPED } else { 0 })?;
    conn.pragma_update(None, "cache_size", -32_768)?;
    conn.pragma_update(None, "journal_size_limit", 64 << 20)?;
    conn.pragma_update(None, "wal_autocheckpoint", checkpoint::LIMIT)?;
    Ok(())
}

/// Lets go of the pages that a connection keeps in memory, and of the part of the file that it has mapped.
pub(super) fn relax(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch("pragma shrink_memory")?;
    let mapped: i64 = conn.pragma_query_value(None, "mmap_size", |row| row.get(0))?;
    if mapped > 0 {
        conn.pragma_update(None, "mmap_size", 0)?;
        conn.pragma_update(None, "mmap_size", mapped)?;
    }
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::Arc;

    use crate::clock::SystemClock;
    use crate::db::Db;

    #[test]
    fn waiting_connections_let_go_of_the_file_and_read_on() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(folder.path(), Arc::new(SystemClock), Arc::default()).unwrap();
        let count = || db.read(|tx| tx.one("select count(*) from derived", [], |row| row.get::<_, i64>(0))).unwrap();
        let mapped = || {
            let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
            maps.lines().any(|line| line.ends_with(db.path().to_str().unwrap()))
        };
        db.checkpoint_now().unwrap();
        let before = count();
        assert!(before > 0 && mapped());
        db.relax().unwrap();
        assert!(!mapped());
        assert_eq!(count(), before);
    }
}
