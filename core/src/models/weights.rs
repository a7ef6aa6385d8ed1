//! Where weights are: bundled with the app, in the data folder, or in a folder the person named.
//!
//! Every place is laid out as `<folder>/<set id>/<file>`. Only the data folder is ever written to; its
//! file `.verified` remembers which files, there and elsewhere, were hashed and found right.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::catalogue::{self, WeightFile, WeightSet};
use super::download;
use super::runtime::Runtime;
#[cfg(doc)]
use crate::error::Error;
use crate::error::{OrNotFound, Result};

pub use super::download::Progress;

/// What tells that a file is still the one that was verified: its size in bytes and the time of its
/// last change, in nanoseconds since 1970.
type Stamp = (u64, u64);

const MARKER: &str = ".verified";

/// The places to look in, and a memory of what was verified there.
pub struct WeightFolders {
    bundled: Option<PathBuf>,
    data: PathBuf,
    extra: Vec<PathBuf>,
    verified: Mutex<HashMap<String, Stamp>>,
    /// Files that were hashed and found wrong, so that they are not read again for each look.
    wrong: Mutex<HashMap<String, Stamp>>,
}

impl WeightFolders {
    /// `bundled` is the app's resource folder for models, `data` the one in the data folder (made
    /// when something is first fetched), `extra` any others. They are searched in this order.
    pub fn new(bundled: Option<PathBuf>, data: PathBuf, extra: Vec<PathBuf>) -> Self {
        let verified = fs::read(data.join(MARKER)).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Self { bundled, data, extra, verified: Mutex::new(verified.unwrap_or_default()), wrong: Mutex::default() }
    }

    /// The folder that holds every file of the set, each of the right size and, checked once per
    /// change of the file, the right SHA-256 (0.1 to 0.5 s for 100 MB). `None` when no folder does,
    /// or the set is unknown.
    pub fn locate(&self, id: &str) -> Option<PathBuf> {
        let set = catalogue::find(id)?;
        self.folders(set).find(|folder| set.files.iter().all(|file| self.is_good(folder, file)))
    }

    /// The files that must be fetched before [`Self::locate`] finds the set: none if it does.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id.
    pub fn missing(&self, id: &str) -> Result<Vec<&'static WeightFile>> {
        let set = catalogue::find(id).or_not_found("model", id)?;
        if self.locate(id).is_some() {
            return Ok(Vec::new());
        }
        let folder = self.data.join(id);
        Ok(set.files.iter().filter(|file| !self.is_good(&folder, file)).collect())
    }

    /// Whether a file of the set lies in the data folder and is not the pinned one: cut short, or changed.
    pub fn is_damaged(&self, id: &str) -> bool {
        let Some(set) = catalogue::find(id) else { return false };
        let folder = self.data.join(set.id);
        set.files.iter().any(|file| folder.join(file.name).exists() && !self.is_good(&folder, file))
    }

    /// The folder that is written to.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Fetches one file of a set into the data folder and returns where it is. What was fetched
    /// before an interruption is kept in `<file>.part` and continued.
    ///
    /// `progress` is called about every 256 kB; setting `cancel` stops within a moment.
    ///
    /// # Errors
    /// [`Error::Offline`] when the server cannot be reached or the connection breaks,
    /// [`Error::Model`] when it sends something else than the pinned file (which is then deleted),
    /// [`Error::Storage`] when the disk is full, [`Error::Cancelled`].
    pub fn download(
        &self,
        runtime: &Runtime,
        id: &str,
        file: &WeightFile,
        progress: &mut dyn FnMut(Progress),
        cancel: &AtomicBool,
    ) -> Result<PathBuf> {
        let folder = self.data.join(id);
        fs::create_dir_all(&folder)?;
        let path = folder.join(file.name);
        if self.is_good(&folder, file) {
            return Ok(path);
        }
        runtime.block_on(download::fetch(runtime.http(), file, &path, progress, cancel))?;
        self.remember(&path);
        Ok(path)
    }

    /// Bytes that the set takes in the data folder, parts of downloads included.
    pub fn disk_use(&self, id: &str) -> u64 {
        let Ok(entries) = fs::read_dir(self.data.join(id)) else { return 0 };
        entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum()
    }

    /// Deletes the set from the data folder; bundled and extra folders are never touched. Unload the
    /// model first: on Windows an open file cannot be deleted.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id, [`Error::Storage`] when the folder cannot be deleted.
    pub fn remove(&self, id: &str) -> Result<()> {
        // Only ids of the catalogue: an id never becomes a path that leads elsewhere.
        let set = catalogue::find(id).or_not_found("model", id)?;
        match fs::remove_dir_all(self.data.join(set.id)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn folders(&self, set: &WeightSet) -> impl Iterator<Item = PathBuf> {
        let places = self.bundled.iter().chain([&self.data]).chain(&self.extra);
        places.map(|place| place.join(set.id))
    }

    fn is_good(&self, folder: &Path, file: &WeightFile) -> bool {
        let path = folder.join(file.name);
        let Some(stamp) = stamp(&path).filter(|(size, _)| *size == file.bytes) else { return false };
        if self.is_remembered(&path, stamp) {
            return true;
        }
        let name = path.to_string_lossy().into_owned();
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.get(&name) == Some(&stamp) {
            return false;
        }
        match sha256(&path) {
            Ok(sum) if sum == file.sha256 => {
                self.remember(&path);
                true
            }
            Ok(sum) => {
                tracing::warn!(path = %path.display(), %sum, "weights are not the pinned ones; ignored");
                wrong.insert(name, stamp);
                false
            }
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "weights cannot be read; ignored");
                false
            }
        }
    }

    fn is_remembered(&self, path: &Path, stamp: Stamp) -> bool {
        let verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        verified.get(path.to_string_lossy().as_ref()) == Some(&stamp)
    }

    /// Notes that the file was verified as it is now, for this process and the next.
    fn remember(&self, path: &Path) {
        let Some(stamp) = stamp(path) else { return };
        let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        verified.insert(path.to_string_lossy().into_owned(), stamp);
        let written = fs::create_dir_all(&self.data)
            .and_then(|()| fs::write(self.data.join(MARKER), serde_json::to_vec(&*verified)?));
        if let Err(error) = written {
            tracing::debug!(path = %path.display(), %error, "not remembered as verified");
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let changed = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((meta.len(), u64::try_from(changed.as_nanos()).ok()?))
}

/// SHA-256 of a file as lower-case hex.
fn sha256(path: &Path) -> Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(download::hex(&hash.finalize())),
            n => hash.update(&buffer[..n]),
        }
    }
}
