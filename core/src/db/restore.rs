//! Putting a backup in the place of the data file: the old file or the new one, never a mix.
//!
//! The new file is made and proven beside the old one. A mark then says that it is to take the old one's
//! place; from that moment the restore is decided, and whoever opens the profile next finishes it. The old
//! file is moved aside together with its write-ahead log: a log that stayed would be applied to the new
//! file, and undo the restore without a word. What was moved aside can be restored again.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::durable::{self, beside};
use super::lock::Lock;
use super::{DATA_FILE, backup, content, witness};
use crate::error::{Error, Result};

/// The mark.
const MARK: &str = "almanac.db.restore";
/// The file that is to take the place.
const FRESH: &str = "almanac.db.restoring";

#[derive(Serialize, Deserialize)]
struct Mark {
    /// What the replaced file will be called, if there is one.
    kept: Option<String>,
}

/// Puts a backup in the place of the data file of `folder`, which nobody may have open. The present file is
/// kept beside it, under the name that is answered; restoring that takes this restore back.
///
/// # Errors
/// The profile is open, the backup is not a whole data file of this program, or the folder cannot be written.
pub fn restore(folder: &Path, backup: &Path) -> Result<Option<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let alone = Lock::alone(folder)?;
    finish(folder)?;
    let kept = prepare(folder, backup)?;
    finish(folder)?;
    drop(alone);
    Ok(kept)
}

/// Makes everything ready, so that whoever opens the profile next finds the backup in place. The profile
/// may be open; what is written to it until then will be in the file that is kept.
///
/// # Errors
/// As [`restore`]; then nothing is changed.
pub fn prepare(folder: &Path, backup: &Path) -> Result<Option<PathBuf>> {
    let fresh = folder.join(FRESH);
    let made = (|| {
        let verified = backup::verify(backup)?;
        clear(&fresh)?;
        backup::open(backup)?.execute("vacuum into ?1", [fresh.to_string_lossy()])?;
        durable::sync(&fresh)?;
        let copy = content::read(&backup::open(&fresh)?)?;
        if copy.root != verified.content {
            return Err(Error::Storage(format!(
                "the copy of {} differs from it; nothing was changed",
                backup.display()
            )));
        }
        let target = folder.join(DATA_FILE);
        let kept = target.exists().then(|| unused(&target));
        let name = kept.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
        durable::write(&folder.join(MARK), &serde_json::to_vec(&Mark { kept: name })?)?;
        Ok(kept)
    })();
    if made.is_err() && !pending(folder) {
        let _ = clear(&fresh);
    }
    made
}

/// Whether a restore was decided and not finished.
pub(super) fn pending(folder: &Path) -> bool {
    folder.join(MARK).exists()
}

/// Finishes what was decided. Each step can be repeated: the new file is moved last, so that as long as
/// it is still there, the file in the data file's place is the old one.
pub(super) fn finish(folder: &Path) -> Result<()> {
    let mark_path = folder.join(MARK);
    if !mark_path.exists() {
        return Ok(());
    }
    let mark: Mark = serde_json::from_slice(&std::fs::read(&mark_path)?).map_err(|_| {
        Error::Storage(format!("{} is damaged: a restore cannot be finished. Nothing was changed", mark_path.display()))
    })?;
    let (fresh, target) = (folder.join(FRESH), folder.join(DATA_FILE));
    if fresh.exists() {
        if let Some(kept) = mark.kept.map(|name| folder.join(name)) {
            // The log goes first: a data file without its log is old, a new one with an old log is a mix.
            for suffix in ["-wal", "-journal", ""] {
                let from = beside(&target, suffix);
                if from.exists() {
                    durable::rename(&from, &beside(&kept, suffix))?;
                }
            }
        }
        durable::remove(&beside(&target, "-wal"))?;
        durable::remove(&beside(&target, "-shm"))?;
        durable::remove(&witness::path(&target))?;
        durable::rename(&fresh, &target)?;
    }
    durable::remove(&mark_path)
}

fn clear(path: &Path) -> Result<()> {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        durable::remove(&beside(path, suffix))?;
    }
    Ok(())
}

fn unused(target: &Path) -> PathBuf {
    let numbered = |number: u32| target.with_extension(format!("replaced-{number}.db"));
    (1..u32::MAX).map(numbered).find(|path| !path.exists()).unwrap_or_else(|| numbered(u32::MAX))
}
