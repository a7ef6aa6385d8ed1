//! Copies of the data file that were proven by reading them back, and putting one back.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::{APPLICATION_ID, DATA_FILE, Db, LATEST};
use crate::error::{Error, Result};

/// A finished copy.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Backup {
    pub path: String,
    pub bytes: u64,
}

impl Db {
    /// Writes a verified copy to `target`.
    ///
    /// # Errors
    /// The target exists, cannot be written, or the copy is not whole.
    pub fn backup(&self, target: &Path) -> Result<Backup> {
        if target.exists() {
            return Err(Error::invalid(format!("{} exists already; choose another name", target.display())));
        }
        let reader = self.reader()?;
        reader.copy_to(target)
    }
}

impl super::read::Reader {
    fn copy_to(&self, target: &Path) -> Result<Backup> {
        write(self.connection(), target)
    }
}

/// Copies through SQLite to a temporary name, checks the copy, and only then gives it its name.
pub(super) fn write(conn: &Connection, target: &Path) -> Result<Backup> {
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let partial = target.with_extension("partial");
    if partial.exists() {
        std::fs::remove_file(&partial)?;
    }
    let made = (|| {
        conn.execute("vacuum into ?1", [partial.to_string_lossy()])?;
        let copy = Connection::open_with_flags(&partial, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        check(&copy)?;
        same_counts(conn, &copy)?;
        std::fs::File::open(&partial)?.sync_all()?;
        std::fs::rename(&partial, target)?;
        Ok(Backup { path: target.display().to_string(), bytes: std::fs::metadata(target)?.len() })
    })();
    if made.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    made
}

fn check(conn: &Connection) -> Result<()> {
    let verdict: String = conn.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Storage(format!("the copy is damaged: {verdict}"))) }
}

fn same_counts(original: &Connection, copy: &Connection) -> Result<()> {
    for table in super::changes::recorded(original)? {
        let sql = format!("select count(*) from \"{table}\"");
        let [there, here]: [i64; 2] =
            [original.query_row(&sql, [], |row| row.get(0))?, copy.query_row(&sql, [], |row| row.get(0))?];
        // Rows may arrive in the original while it is copied; none may be missing from the copy of a
        // file at rest.
        if here > there {
            return Err(Error::Storage(format!("the copy of {table} has {here} rows instead of {there}")));
        }
    }
    Ok(())
}

/// Puts a backup in the place of the data file of `folder`, which must not be open. The present file is
/// kept beside it, under the name that is answered.
///
/// # Errors
/// The backup is not a whole data file of this program, or the folder cannot be written.
pub fn restore(folder: &Path, backup: &Path) -> Result<Option<PathBuf>> {
    let source = Connection::open_with_flags(backup, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|_| Error::Storage(format!("{} cannot be read", backup.display())))?;
    let application: i64 = source.query_row("pragma application_id", [], |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(Error::Storage(format!("{} is not a backup of Almanac", backup.display())));
    }
    let version: i64 = source.query_row("pragma user_version", [], |row| row.get(0))?;
    if version > LATEST {
        return Err(Error::Storage(format!("{} was made by a newer version of Almanac", backup.display())));
    }
    check(&source)?;
    std::fs::create_dir_all(folder)?;
    let target = folder.join(DATA_FILE);
    let fresh = folder.join("almanac.db.restoring");
    if fresh.exists() {
        std::fs::remove_file(&fresh)?;
    }
    source.execute("vacuum into ?1", [fresh.to_string_lossy()])?;
    std::fs::File::open(&fresh)?.sync_all()?;
    let kept = set_aside(&target)?;
    std::fs::rename(&fresh, &target)?;
    Ok(kept)
}

/// Moves the present file away together with its write-ahead log: a log that stayed behind would be
/// applied to the restored file and undo the restore.
fn set_aside(target: &Path) -> Result<Option<PathBuf>> {
    if !target.exists() {
        return Ok(None);
    }
    let mut number = 1;
    let kept = loop {
        let candidate = target.with_extension(format!("replaced-{number}.db"));
        if !candidate.exists() {
            break candidate;
        }
        number += 1;
    };
    for suffix in ["-wal", "-shm"] {
        let side = PathBuf::from(format!("{}{suffix}", target.display()));
        if side.exists() {
            std::fs::rename(&side, format!("{}{suffix}", kept.display()))?;
        }
    }
    std::fs::rename(target, &kept)?;
    Ok(Some(kept))
}
