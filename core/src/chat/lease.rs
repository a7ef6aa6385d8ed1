//! Which process writes an answer. Each process that answers holds a lock on a file of its own as long as
//! it lives; the operating system drops the lock when it dies. So an answer whose writer is gone can be
//! told from one that another program, such as the command line, is still writing.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::Result;

/// The folder of the lock files, in the profile.
const FOLDER: &str = "answering";

/// This process's name and its lock.
pub(super) struct Lease {
    pub(super) owner: String,
    path: PathBuf,
    _lock: File,
}

impl Lease {
    /// Takes a name that no other process has.
    pub(super) fn take(data_dir: &Path) -> Result<Self> {
        let folder = data_dir.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let owner = uuid::Uuid::now_v7().to_string();
        let path = folder.join(format!("{owner}.lock"));
        let lock = File::options().create(true).truncate(false).write(true).open(&path)?;
        lock.lock()?;
        Ok(Self { owner, path, _lock: lock })
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // A file that stays is removed by the next recovery.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether the process of this name still lives.
pub(super) fn lives(data_dir: &Path, owner: &str) -> bool {
    // The name comes from the data file: one that is no name of ours leads to no path.
    let Ok(owner) = uuid::Uuid::parse_str(owner) else { return false };
    let path = data_dir.join(FOLDER).join(format!("{owner}.lock"));
    let Ok(file) = File::options().write(true).open(&path) else { return false };
    match file.try_lock() {
        Ok(()) => {
            drop(file);
            let _ = fs::remove_file(&path);
            false
        }
        Err(TryLockError::WouldBlock) => true,
        Err(TryLockError::Error(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_lives_as_long_as_it_holds_its_lock() {
        let folder = tempfile::tempdir().unwrap();
        let lease = Lease::take(folder.path()).unwrap();
        let owner = lease.owner.clone();
        assert!(lives(folder.path(), &owner));
        drop(lease);
        assert!(!lives(folder.path(), &owner));
        assert!(!lives(folder.path(), ""));
        assert!(!lives(folder.path(), "../../almanac"));
        // A process that was killed leaves its file, and no lock on it.
        let dead = folder.path().join(FOLDER).join(format!("{owner}.lock"));
        fs::write(&dead, "").unwrap();
        assert!(!lives(folder.path(), &owner));
        assert!(!dead.exists());
    }
}
