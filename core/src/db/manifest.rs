//! What is known about a backup, in a file beside it: what it was made from, and the hashes that prove it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::content::Content;
use super::durable::{self, beside};
use crate::error::{Error, Result};
use crate::types::Timestamp;
use crate::words;

words! {
    /// Why a copy exists.
    Reason {
        /// A person asked for it.
        Manual = "manual",
        Daily = "daily",
        /// Made before the file was brought to a new version.
        BeforeUpdate = "before_update",
        /// The data file that a restore replaced.
        Replaced = "replaced",
        /// Found without a manifest.
        Unknown = "unknown",
    }
}

/// The proof of one backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) made_at: Timestamp,
    pub(super) reason: Reason,
    /// The schema's version.
    pub(super) version: i64,
    /// The newest step of the change log.
    pub(super) newest_step: i64,
    pub(super) bytes: u64,
    /// BLAKE3 of the whole file, in hexadecimal digits.
    pub(super) file: String,
    /// The originals of items are rows of the file, so they are among these.
    pub(super) content: Content,
}

/// Where a backup's manifest is.
pub(super) fn path(backup: &Path) -> PathBuf {
    beside(backup, ".manifest")
}

impl Manifest {
    /// The first line is the hash of the rest.
    pub(super) fn write(&self, backup: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self)?;
        durable::write(&path(backup), format!("{}\n{json}\n", blake3::hash(json.as_bytes()).to_hex()).as_bytes())
    }

    /// Reads a backup's manifest, if there is one.
    pub(super) fn read(backup: &Path) -> Result<Option<Self>> {
        let text = match std::fs::read(path(backup)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let damaged = || Error::Storage(format!("{} is damaged; nothing can be proven by it", path(backup).display()));
        let text = String::from_utf8(text).map_err(|_| damaged())?;
        let (seal, json) = text.split_once('\n').ok_or_else(damaged)?;
        let json = json.strip_suffix('\n').ok_or_else(damaged)?;
        if blake3::hash(json.as_bytes()).to_hex().as_str() != seal {
            return Err(damaged());
        }
        serde_json::from_str(json).map(Some).map_err(|_| damaged())
    }
}
