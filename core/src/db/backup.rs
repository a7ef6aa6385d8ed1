//! Copies of the data file that were proven by reading them back.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::content::{self, Content};
use super::durable::{self, beside};
use super::lock::Lock;
pub use super::manifest::Reason;
use super::manifest::{self, Manifest};
use super::{APPLICATION_ID, Db, LATEST, records, rotation, witness};
use crate::error::{Error, Result};
use crate::types::Timestamp;

/// The folder of the copies that the program makes by itself, inside the data folder.
pub const FOLDER: &str = "backups";

/// How often a copy of a file that is being written to is begun anew before writing has to wait for it.
const RACES: usize = 2;

/// A copy of the data file.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Backup {
    pub path: String,
    pub bytes: u64,
    pub made_at: Timestamp,
    pub reason: Reason,
    /// How many rows it holds, as its manifest says.
    pub rows: Option<i64>,
    /// Why it cannot be relied on, as far as can be told without reading all of it.
    pub problem: Option<String>,
}

/// A backup that was read to its last byte.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Verified {
    pub path: String,
    /// Its bytes and rows are those that the manifest beside it names. Without a manifest the rows were
    /// compared with the log of changes that the copy carries.
    pub by_manifest: bool,
    pub version: i64,
    pub rows: i64,
    /// The hash of everything in it.
    pub content: String,
}

impl Db {
    /// Writes a proven copy to `target`.
    ///
    /// # Errors
    /// The target exists, cannot be written, or the copy is not whole; then nothing is left behind.
    pub fn backup(&self, target: &Path, reason: Reason) -> Result<Backup> {
        let reader = self.reader()?;
        let copy = Copy { source: reader.connection(), data_file: self.path(), target, reason, at: self.now() };
        let made = copy.write();
        self.keep(reader);
        made
    }

    /// Writes a proven copy into the profile's own folder of backups.
    ///
    /// # Errors
    /// As [`Db::backup`].
    pub fn backup_here(&self, reason: Reason) -> Result<Backup> {
        self.backup(&name(self.folder(), reason, self.now()), reason)
    }

    /// Makes the automatic copy of the day and removes those that have become too many, unless rows of
    /// this file are in doubt: then older copies may be the better ones.
    ///
    /// # Errors
    /// As [`Db::backup`].
    pub fn backup_daily(&self) -> Result<Backup> {
        let folder = self.folder();
        let made = self.backup_here(Reason::Daily)?;
        if self.read(|tx| records::doubts(tx.conn, || Ok(())))?.is_empty() {
            rotate(folder)?;
        }
        Ok(made)
    }

    /// The newest step that an automatic copy holds and when it was made, and the newest step there is.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn backup_state(&self) -> Result<(Option<(Timestamp, i64)>, i64)> {
        let made = list(self.folder()).into_iter().find(|one| one.reason == Reason::Daily && one.problem.is_none());
        let made = match made {
            Some(made) => {
                Manifest::read(Path::new(&made.path))?.map(|manifest| (manifest.made_at, manifest.newest_step))
            }
            None => None,
        };
        Ok((made, self.read(|tx| witness::newest_step(tx.conn))?))
    }
}

/// The place of a copy that the program makes by itself. Its name is its moment, in UTC.
pub(super) fn name(folder: &Path, reason: Reason, at: Timestamp) -> PathBuf {
    let moment = at.zoned(&jiff::tz::TimeZone::UTC).map(|at| at.strftime("%Y-%m-%dT%H-%M-%S").to_string());
    let moment = moment.unwrap_or_else(|_| at.0.to_string());
    let stem = format!("{}-{moment}", reason.word().replace('_', "-"));
    let folder = folder.join(FOLDER);
    let numbered =
        |number: u32| folder.join(if number == 1 { format!("{stem}.db") } else { format!("{stem}-{number}.db") });
    (1..u32::MAX).map(numbered).find(|path| !path.exists()).unwrap_or_else(|| numbered(1))
}

/// Removes the automatic copies that have become too many.
pub(super) fn rotate(folder: &Path) -> Result<()> {
    for backup in rotation::outdated(&list(folder)) {
        durable::remove(Path::new(&backup.path))?;
        durable::remove(&manifest::path(Path::new(&backup.path)))?;
    }
    Ok(())
}

/// A copy to be made.
pub(super) struct Copy<'a> {
    pub(super) source: &'a Connection,
    pub(super) data_file: &'a Path,
    pub(super) target: &'a Path,
    pub(super) reason: Reason,
    pub(super) at: Timestamp,
}

impl Copy<'_> {
    /// Copies through SQLite to a temporary name, reads the copy back, and only then gives it its name.
    pub(super) fn write(&self) -> Result<Backup> {
        let target = self.target;
        if target.exists() {
            return Err(Error::invalid(format!("{} exists already; choose another name", target.display())));
        }
        if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let _one = Lock::backup(self.data_file.parent().unwrap_or(Path::new(".")))?;
        let partial = beside(target, ".partial");
        let made = self.proven(&partial);
        if made.is_err() {
            let _ = std::fs::remove_file(&partial);
            let _ = std::fs::remove_file(beside(&partial, "-journal"));
            let _ = std::fs::remove_file(manifest::path(target));
        }
        made.map_err(|error| match error {
            Error::Storage(reason) if reason.contains("disk is full") => Error::Storage(format!(
                "the disk of {} is full: no backup was made, and nothing was changed. Free some space and try again",
                target.display()
            )),
            other => other,
        })
    }

    fn proven(&self, partial: &Path) -> Result<Backup> {
        let content = self.copied(partial)?;
        durable::sync(partial)?;
        let copy = open(partial)?;
        check(&copy, partial)?;
        let (bytes, file) = hash(partial)?;
        let manifest = Manifest {
            made_at: self.at,
            reason: self.reason,
            version: super::migrate::version(&copy)?,
            newest_step: witness::newest_step(&copy)?,
            bytes,
            file,
            content,
        };
        drop(copy);
        manifest.write(self.target)?;
        durable::rename(partial, self.target)?;
        Ok(shown(self.target, &manifest))
    }

    /// Copies until the copy holds what the file held. If others write all the time, they wait at last.
    fn copied(&self, partial: &Path) -> Result<Content> {
        for _ in 0..RACES {
            let version = data_version(self.source)?;
            match self.once(partial) {
                Err(Error::Storage(_)) if data_version(self.source)? != version => {}
                made => return made,
            }
        }
        let mut writer = Connection::open_with_flags(self.data_file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        writer.busy_timeout(std::time::Duration::from_secs(10))?;
        let _nobody_writes = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.once(partial)
    }

    fn once(&self, partial: &Path) -> Result<Content> {
        durable::remove(partial)?;
        let there = content::read(self.source)?;
        self.source.execute("vacuum into ?1", [partial.to_string_lossy()])?;
        let here = content::read(&open(partial)?)?;
        if there != here {
            let tables = there.difference(&here);
            return Err(Error::Storage(format!("the copy differs from the data file in {tables}; it was not kept")));
        }
        Ok(here)
    }
}

fn data_version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("pragma data_version", [], |row| row.get(0))?)
}

fn shown(path: &Path, manifest: &Manifest) -> Backup {
    Backup {
        path: path.display().to_string(),
        bytes: manifest.bytes,
        made_at: manifest.made_at,
        reason: manifest.reason,
        rows: Some(manifest.content.rows()),
        problem: None,
    }
}

/// The copies of a profile, newest first: those in its folder of backups, and the data files that a
/// restore has replaced. Reads no more than the manifests.
pub fn list(folder: &Path) -> Vec<Backup> {
    let files = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "db")).collect()
    };
    let mut found: Vec<Backup> = files(&folder.join(FOLDER)).iter().filter_map(|path| look(path)).collect();
    let replaced = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains(".replaced-"));
    found.extend(files(folder).iter().filter(|path| replaced(path)).filter_map(|path| {
        let backup = look(path)?;
        Some(Backup { reason: Reason::Replaced, ..backup })
    }));
    found.sort_by(|a, b| (b.made_at, &b.path).cmp(&(a.made_at, &a.path)));
    found
}

fn look(path: &Path) -> Option<Backup> {
    let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let bytes = metadata.len();
    let (manifest, problem) = match Manifest::read(path) {
        Ok(manifest) => (manifest, None),
        Err(error) => (None, Some(error.to_string())),
    };
    if let Some(manifest) = manifest {
        let problem = (bytes != manifest.bytes).then(|| format!("it has {bytes} bytes instead of {}", manifest.bytes));
        return Some(Backup { bytes, problem, ..shown(path, &manifest) });
    }
    let changed = metadata.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok());
    let made_at = Timestamp(changed.map_or(0, jiff::Timestamp::as_millisecond));
    Some(Backup { path: path.display().to_string(), bytes, made_at, reason: Reason::Unknown, rows: None, problem })
}

/// Reads a copy to its last byte and compares it with what is known about it.
///
/// # Errors
/// [`Error::Storage`]: it is damaged, another program's, or from a newer version.
pub fn verify(path: &Path) -> Result<Verified> {
    let shown = path.display();
    if !path.is_file() {
        return Err(Error::Storage(format!("there is no backup {shown}")));
    }
    let damaged = |what: String| Error::Storage(format!("{shown} is damaged: {what}. Choose another backup"));
    let manifest = Manifest::read(path)?;
    if let Some(manifest) = &manifest {
        let (bytes, file) = hash(path)?;
        if bytes != manifest.bytes || file != manifest.file {
            return Err(damaged("its bytes are not those that were written".into()));
        }
    }
    let conn = open(path).map_err(|_| Error::Storage(format!("{shown} cannot be read")))?;
    let read = |name: &str| conn.query_row(&format!("pragma {name}"), [], |row| row.get::<_, i64>(0));
    let application = read("application_id").map_err(|error| damaged(error.to_string()))?;
    if application != APPLICATION_ID {
        return Err(Error::Storage(format!("{shown} is not a backup of Almanac")));
    }
    let version = read("user_version").map_err(|error| damaged(error.to_string()))?;
    if version > LATEST {
        return Err(Error::Storage(format!(
            "{shown} was made by a newer version of Almanac; update the program first"
        )));
    }
    check(&conn, path)?;
    let content = content::read(&conn).map_err(|error| damaged(error.to_string()))?;
    match &manifest {
        Some(manifest) if manifest.content != content => {
            return Err(damaged(format!("{} are not what was written", manifest.content.difference(&content))));
        }
        Some(_) => {}
        None => {
            let doubts = records::doubts(&conn, || Ok(())).map_err(|error| damaged(error.to_string()))?;
            if let Some(first) = doubts.first() {
                let (count, table) = (doubts.len(), &first.table);
                return Err(damaged(format!("{count} rows are not as they were left, one of them in {table}")));
            }
        }
    }
    Ok(Verified {
        path: shown.to_string(),
        by_manifest: manifest.is_some(),
        version,
        rows: content.rows(),
        content: content.root,
    })
}

fn check(conn: &Connection, path: &Path) -> Result<()> {
    let verdict: Result<String, _> = conn.query_row("pragma integrity_check(1)", [], |row| row.get(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(Error::Storage(format!("{} is damaged: {verdict}", path.display()))),
        Err(error) => Err(Error::Storage(format!("{} is damaged: {error}", path.display()))),
    }
}

/// Opens a copy for reading without leaving anything beside it, unless it has a log of its own.
pub(super) fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if beside(path, "-wal").exists() {
        return Ok(Connection::open_with_flags(path, flags)?);
    }
    let absolute = std::path::absolute(path)?;
    let escaped = absolute.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let escaped = escaped.replace('\\', "/");
    let root = if escaped.starts_with('/') { "" } else { "/" };
    let uri = format!("file://{root}{escaped}?immutable=1");
    Ok(Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)?)
}

fn hash(path: &Path) -> Result<(u64, String)> {
    let mut hasher = blake3::Hasher::new();
    let bytes = std::io::copy(&mut std::fs::File::open(path)?, &mut hasher)?;
    Ok((bytes, hasher.finalize().to_hex().to_string()))
}
