//! Opening the data file. No path through here deletes, recreates or overwrites a file that exists.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, hooks::Action};

use super::{migrate, read::Reader};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::event::Events;

/// The data file's name inside the data folder.
pub const DATA_FILE: &str = "almanac.db";

/// `ALMA`, so that the file is known as ours whatever its name.
pub const APPLICATION_ID: i64 = 0x414C_4D41;

/// SQLite older than this can corrupt a database in WAL mode when two connections write and checkpoint.
const SQLITE_FLOOR: i32 = 3_051_003;

const BUSY: Duration = Duration::from_secs(10);

/// The data file of one profile.
pub struct Db {
    path: PathBuf,
    pub(super) writer: Mutex<Writer>,
    pub(super) readers: Mutex<Vec<Reader>>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) events: Arc<Events>,
}

/// The one connection that writes, and the tables that its transaction has touched.
pub(super) struct Writer {
    pub(super) conn: Connection,
    pub(super) touched: Arc<Mutex<BTreeSet<String>>>,
}

impl Db {
    /// Opens the data file in `folder`, making both when neither exists, and migrates an older file
    /// after a verified copy.
    ///
    /// # Errors
    /// [`Error::Storage`] when the file is damaged, empty, another program's, read-only or from a newer
    /// version; [`Error::Locked`] when another program holds it. The file is left as it was.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>, events: Arc<Events>) -> Result<Self> {
        register_sqlite_vec()?;
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::Storage(format!("the data folder {} cannot be made: {error}", folder.display())))?;
        let path = folder.join(DATA_FILE);
        if !path.exists() {
            create(&path)?;
        }
        check_header(&path)?;
        // A version that is still in the write-ahead log is not in the header yet; a reader sees both.
        refuse_newer(migrate::version(&connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)?)?;
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let version = migrate::version(&conn)?;
        if version < migrate::LATEST {
            let copy = folder.join("backups").join(format!("before-version-{}.db", migrate::LATEST));
            if !copy.exists() {
                super::backup::write(&conn, &copy)?;
            }
            migrate::migrate(&mut conn, version)?;
        }
        let touched = Arc::new(Mutex::new(BTreeSet::new()));
        let seen = Arc::clone(&touched);
        conn.update_hook(Some(move |_: Action, _: &str, table: &str, _: i64| {
            let mut seen = seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if !seen.contains(table) {
                seen.insert(table.to_owned());
            }
        }))?;
        Ok(Self { path, writer: Mutex::new(Writer { conn, touched }), readers: Mutex::default(), clock, events })
    }

    /// Where the data file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Everyone who listens to this file's changes.
    pub fn events(&self) -> &Arc<Events> {
        &self.events
    }

    /// The clock that transactions read.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// A number that changes whenever another connection has committed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        let writer = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(writer.conn.query_row("pragma data_version", [], |row| row.get(0))?)
    }

    pub(super) fn reader(&self) -> Result<Reader> {
        let idle = self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        match idle {
            Some(reader) => Ok(reader),
            None => Ok(Reader::new(connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)?),
        }
    }
}

/// Makes a complete data file beside the final name and moves it there, so that a half-made one is
/// never found.
fn create(path: &Path) -> Result<()> {
    let leftovers = [path.with_extension("db-wal"), path.with_extension("db-shm")];
    if let Some(left) = leftovers.iter().find(|left| left.exists()) {
        return Err(Error::Storage(format!(
            "{} is missing but {} is there: the data file seems to have been moved. Put it back, or restore a backup",
            path.display(),
            left.display()
        )));
    }
    let fresh = path.with_extension(format!("new-{}", std::process::id()));
    let mut conn = connect_new(&fresh)?;
    migrate::migrate(&mut conn, 0)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.close().map_err(|(_, error)| error)?;
    // `hard_link` refuses to replace: of two programs that start at once, one file wins and none is lost.
    let linked = std::fs::hard_link(&fresh, path);
    let moved = match linked {
        Ok(()) => std::fs::remove_file(&fresh),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => std::fs::remove_file(&fresh),
        Err(_) => std::fs::rename(&fresh, path),
    };
    moved.map_err(|error| Error::Storage(format!("the data file {} cannot be made: {error}", path.display())))
}

fn connect_new(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.pragma_update(None, "page_size", 16_384)?;
    prepare(&conn)?;
    Ok(conn)
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    prepare(&conn)?;
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
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

fn prepare(conn: &Connection) -> Result<()> {
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(256);
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "mmap_size", 256 << 20)?;
    conn.pragma_update(None, "cache_size", -32_768)?;
    conn.pragma_update(None, "journal_size_limit", 64 << 20)?;
    Ok(())
}

fn refuse_newer(version: i64) -> Result<()> {
    if version <= migrate::LATEST {
        return Ok(());
    }
    Err(Error::Storage(format!(
        "the data file was made by a newer version of Almanac (its format is {version}, this program knows {}). Update the program; nothing was changed",
        migrate::LATEST
    )))
}

/// The length of SQLite's header.
const HEADER: usize = 100;

/// The first bytes tell our data file from anything else, before SQLite may touch it: merely opening a
/// file for writing can change it. See "Database File Format", section 1.3.
fn check_header(path: &Path) -> Result<()> {
    use std::io::Read;
    let mut head = Vec::with_capacity(HEADER);
    std::fs::File::open(path)
        .and_then(|file| file.take(HEADER as u64).read_to_end(&mut head))
        .map_err(|error| Error::Storage(format!("the data file {} cannot be read: {error}", path.display())))?;
    let number = |at: usize| -> Option<i64> {
        let bytes: [u8; 4] = head.get(at..at + 4)?.try_into().ok()?;
        Some(i64::from(u32::from_be_bytes(bytes)))
    };
    let path = path.display();
    if head.is_empty() {
        return Err(Error::Storage(format!("the data file {path} is empty. Nothing was changed; restore a backup")));
    }
    if !head.starts_with(b"SQLite format 3\0") {
        return Err(Error::Storage(format!(
            "{path} is not a data file of Almanac, or it is damaged. Nothing was changed; restore a backup"
        )));
    }
    let (Some(version), Some(application)) = (number(60), number(68)) else {
        return Err(Error::Storage(format!(
            "the data file {path} is damaged: it ends too early. Nothing was changed; restore a backup"
        )));
    };
    if application != APPLICATION_ID {
        return Err(Error::Storage(format!("{path} belongs to another program; it was left alone")));
    }
    refuse_newer(version)
}

#[expect(unsafe_code, reason = "SQLite takes an extension as a C function")]
fn register_sqlite_vec() -> Result<()> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        type Entry = unsafe extern "C" fn(
            *mut rusqlite::ffi::sqlite3,
            *mut *mut std::ffi::c_char,
            *const rusqlite::ffi::sqlite3_api_routines,
        ) -> std::ffi::c_int;
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
