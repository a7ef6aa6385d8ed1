//! Opening the data file. No path through here deletes, recreates or overwrites a file that exists.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, hooks::Action};

use super::backup::{self, Reason};
use super::engine::{self, connect, connect_new};
use super::lock::Lock;
use super::turns::Turns;
use super::witness::{self, Loss, Seen, Witness};
use super::{migrate, read::Reader, restore};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::event::Events;
use crate::types::Timestamp;

/// The data file's name inside the data folder.
pub const DATA_FILE: &str = "almanac.db";

/// `ALMA`, so that the file is known as ours whatever its name.
pub const APPLICATION_ID: i64 = 0x414C_4D41;

/// How long a restore that was decided waits for the others to close the profile.
const CLOSING: Duration = Duration::from_secs(10);

/// The data file of one profile.
pub struct Db {
    path: PathBuf,
    folder: PathBuf,
    _open: Lock,
    pub(super) writer: Turns<Writer>,
    pub(super) readers: Mutex<Vec<Reader>>,
    pub(super) uses: AtomicU64,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) events: Arc<Events>,
}

/// The one connection that writes, and the tables that its transaction has touched.
pub(super) struct Writer {
    pub(super) conn: Connection,
    pub(super) touched: Arc<Mutex<BTreeSet<String>>>,
    pub(super) witness: Witness,
    /// Whether the next commit waits for the disk.
    pub(super) durable: bool,
}

impl Db {
    /// Opens the data file in `folder`, making both when neither exists, and migrates an older file
    /// after a verified copy.
    ///
    /// # Errors
    /// [`Error::Storage`] when the file is damaged, empty, another program's, read-only or from a newer
    /// version; [`Error::Locked`] when another program holds it. The file is left as it was.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>, events: Arc<Events>) -> Result<Self> {
        engine::prepare()?;
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::Storage(format!("the data folder {} cannot be made: {error}", folder.display())))?;
        if restore::pending(folder) {
            finish_restore(folder)?;
        }
        let path = folder.join(DATA_FILE);
        let now = Timestamp::from(&clock.now());
        // What cannot be looked at is not missing.
        let there = path
            .try_exists()
            .map_err(|error| Error::Storage(format!("the data file {} cannot be reached: {error}", path.display())))?;
        if !there {
            create(&path, now)?;
        }
        // Another program may be moving its log into the file just now: what looks damaged is looked at twice.
        check_header(&path).or_else(|_| {
            std::thread::sleep(Duration::from_millis(100));
            check_header(&path)
        })?;
        let open = Lock::shared(folder)?;
        // A version that is still in the write-ahead log is not in the header yet; a reader sees both.
        refuse_newer(migrate::version(&connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)?)?;
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let version = migrate::version(&conn)?;
        if version < migrate::LATEST {
            let target = backup::name(folder, Reason::BeforeUpdate, now);
            let source = &conn;
            backup::Copy { source, data_file: &path, target: &target, reason: Reason::BeforeUpdate, at: now }
                .write()?;
            migrate::migrate(&mut conn, version, now)?;
            backup::rotate(folder)?;
        }
        remember_loss(&conn, &path)?;
        let touched = Arc::new(Mutex::new(BTreeSet::new()));
        let seen = Arc::clone(&touched);
        conn.update_hook(Some(move |_: Action, _: &str, table: &str, _: i64| {
            let mut seen = seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if !seen.contains(table) {
                seen.insert(table.to_owned());
            }
        }))?;
        let writer = Turns::new(Writer { conn, touched, witness: Witness::open(&path), durable: true });
        Ok(Self {
            path,
            folder: folder.to_owned(),
            _open: open,
            writer,
            readers: Mutex::default(),
            uses: AtomicU64::new(0),
            clock,
            events,
        })
    }

    /// Where the data file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of the profile.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The present moment.
    pub(super) fn now(&self) -> Timestamp {
        Timestamp::from(&self.clock.now())
    }

    /// Steps that were acknowledged once and are not in the file, if that was ever noticed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn loss(&self) -> Result<Option<Loss>> {
        let json: Option<String> =
            self.read(|tx| tx.optional("select value from runtime where key = 'loss'", [], |row| row.get(0)))?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// The person knows of the loss.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn accept_loss(&self) -> Result<()> {
        self.write_derived(|tx| tx.execute("delete from runtime where key = 'loss'", []).map(drop))
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
        let writer = self.writer.queue();
        Ok(writer.conn.query_row("pragma data_version", [], |row| row.get(0))?)
    }

    /// How often the data were read or written through this door.
    pub(crate) fn uses(&self) -> u64 {
        self.uses.load(Ordering::Relaxed)
    }

    /// Lets go of the pages that the waiting connections keep in memory. Their statements stay prepared.
    pub(crate) fn relax(&self) -> Result<()> {
        engine::relax(&self.writer.queue().conn)?;
        let mut readers = self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        readers.iter_mut().try_for_each(|reader| Ok(engine::relax(reader.connection())?))
    }

    pub(super) fn reader(&self) -> Result<Reader> {
        self.uses.fetch_add(1, Ordering::Relaxed);
        let idle = self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        match idle {
            Some(reader) => Ok(reader),
            None => self.fresh_reader(),
        }
    }

    pub(super) fn fresh_reader(&self) -> Result<Reader> {
        Ok(Reader::new(connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)?)
    }

    /// Gives a reader back for others to use.
    pub(super) fn keep(&self, reader: Reader) {
        self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(reader);
    }
}

/// The program that asked for the restore may still be ending.
fn finish_restore(folder: &Path) -> Result<()> {
    let mut waited = Duration::ZERO;
    let slice = Duration::from_millis(50);
    let alone = loop {
        match Lock::alone(folder) {
            Err(Error::Conflict(_)) if waited < CLOSING => {
                std::thread::sleep(slice);
                waited += slice;
            }
            Err(Error::Conflict(_)) => {
                return Err(Error::Conflict(
                    "a backup is about to take the place of the data file. Close Almanac everywhere, then start it again".into(),
                ));
            }
            lock => break lock?,
        }
    };
    let done = restore::finish(folder);
    drop(alone);
    done
}

/// Compares the file with its witness, and keeps what is missing until the person knows of it.
fn remember_loss(conn: &Connection, path: &Path) -> Result<()> {
    // In this order: another program may write between the two.
    let seen = witness::read(path);
    let newest = witness::newest_step(conn)?;
    let Some(seen) = seen.filter(|seen| seen.step > newest) else { return Ok(()) };
    let loss = Loss { steps: seen.step - newest, until: seen.at };
    let sql = "insert into runtime (key, value) values ('loss', ?1) on conflict (key) do update set value = ?1";
    conn.execute(sql, [serde_json::to_string(&loss)?])?;
    Witness::open(path).note(Seen { step: newest, at: seen.at });
    Ok(())
}

/// Makes a complete data file beside the final name and moves it there, so that a half-made one is
/// never found.
fn create(path: &Path, at: Timestamp) -> Result<()> {
    let leftovers = [path.with_extension("db-wal"), path.with_extension("db-shm"), witness::path(path)];
    if let Some(left) = leftovers.iter().find(|left| left.exists()) {
        return Err(Error::Storage(format!(
            "the data file {} is missing but {} is there: it seems to have been moved. Put it back, or restore a backup",
            path.display(),
            left.display()
        )));
    }
    let fresh = path.with_extension(format!("new-{}", std::process::id()));
    let made = fill(&fresh, at).and_then(|()| place(&fresh, path));
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let _ = std::fs::remove_file(super::durable::beside(&fresh, suffix));
    }
    made
}

fn fill(fresh: &Path, at: Timestamp) -> Result<()> {
    let mut conn = connect_new(fresh)?;
    migrate::migrate(&mut conn, 0, at)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// `hard_link` refuses to replace: of two programs that start at once, one file wins and none is lost.
fn place(fresh: &Path, path: &Path) -> Result<()> {
    let placed = match std::fs::hard_link(fresh, path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(_) => std::fs::rename(fresh, path),
        done => done,
    };
    placed.map_err(|error| Error::Storage(format!("the data file {} cannot be made: {error}", path.display())))
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
    // A log that was not applied yet may hold what the file lacks.
    let log = std::fs::metadata(super::durable::beside(path, "-wal")).map_or(0, |log| log.len());
    let mut head = Vec::with_capacity(HEADER);
    let length = std::fs::File::open(path)
        .and_then(|file| {
            let length = file.metadata()?.len();
            file.take(HEADER as u64).read_to_end(&mut head)?;
            Ok(length)
        })
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
    refuse_newer(version)?;
    let page = match head.get(16..18) {
        Some(&[0, 1]) => 65_536,
        Some(&[high, low]) => u64::from(u16::from_be_bytes([high, low])),
        _ => 0,
    };
    // The count of pages is valid when the file was last written by a program that keeps it.
    let pages = if number(24) == number(92) { number(28).and_then(|pages| u64::try_from(pages).ok()) } else { None };
    let whole = page * pages.unwrap_or(0);
    if page < 512 || !page.is_power_of_two() || (length < whole && log == 0) {
        return Err(Error::Storage(format!(
            "the data file {path} is damaged: it has {length} bytes, which its header contradicts. Nothing was changed; restore a backup"
        )));
    }
    Ok(())
}
