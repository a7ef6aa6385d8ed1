//! A witness outside the data file: the number of the newest step that was acknowledged. A damaged
//! write-ahead log loses transactions without a word, and `integrity_check` still says `ok`; the witness
//! remembers that there was more.
//!
//! It is written after the commit and never synced, so it may lag behind the data file but cannot be
//! ahead of it, unless steps were lost.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::durable::beside;
use crate::error::Result;
use crate::types::Timestamp;

/// Steps that were acknowledged and are not in the data file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Loss {
    /// How many.
    pub steps: i64,
    /// When the newest of them was made.
    pub until: Timestamp,
}

/// What the witness remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// The newest step.
    pub(super) step: i64,
    pub(super) at: Timestamp,
}

/// Where the witness of a data file is.
pub(super) fn path(data_file: &Path) -> PathBuf {
    beside(data_file, ".witness")
}

/// Reads a witness; nothing when there is none or it is not whole.
pub(super) fn read(data_file: &Path) -> Option<Seen> {
    let text = std::fs::read_to_string(path(data_file)).ok()?;
    let mut words = text.split_whitespace();
    let seen = Seen { step: words.next()?.parse().ok()?, at: Timestamp(words.next()?.parse().ok()?) };
    (line(seen) == text).then_some(seen)
}

/// The newest step that a data file has ever had; it counts steps that were taken out again, too.
pub(super) fn newest_step(conn: &Connection) -> Result<i64> {
    let sql = "select coalesce((select seq from sqlite_sequence where name = 'step'), 0)";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// The open file of a writer.
pub(super) struct Witness(Option<File>);

impl Witness {
    /// A witness that cannot be written is done without: it guards, it must not stand in the way.
    pub(super) fn open(data_file: &Path) -> Self {
        Self(File::options().create(true).truncate(false).write(true).open(path(data_file)).ok())
    }

    /// Remembers the newest step.
    pub(super) fn note(&mut self, seen: Seen) {
        if let Some(file) = &mut self.0
            && file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(line(seen).as_bytes())).is_err()
        {
            self.0 = None;
        }
    }
}

/// Always of the same length, so that it is overwritten in one piece.
fn line(Seen { step, at }: Seen) -> String {
    let numbers = format!("{step:>20} {:>20}", at.0);
    let check = blake3::hash(numbers.as_bytes()).to_hex();
    format!("{numbers} {}\n", &check[..16])
}
