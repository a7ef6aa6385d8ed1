//! Who has the profile open. Everyone who does shares a lock; putting another file in the place of the
//! data file needs it alone. The operating system drops a lock when its process dies.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::error::{Error, Result};

const OPEN: &str = "almanac.db.lock";
const BACKUP: &str = "almanac.db.backup-lock";

/// A lock; held until it is dropped.
pub(super) struct Lock(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl Lock {
    /// Shares the profile with everyone else who has it open.
    pub(super) fn shared(folder: &Path) -> Result<Self> {
        let file = file(folder, OPEN)?;
        taken(file.try_lock_shared(), || Error::Locked)?;
        Ok(Self(file))
    }

    /// Takes the profile alone.
    pub(super) fn alone(folder: &Path) -> Result<Self> {
        let file = file(folder, OPEN)?;
        taken(file.try_lock(), || {
            Error::Conflict("Almanac is open. Close it everywhere, then try again; nothing was changed".into())
        })?;
        Ok(Self(file))
    }

    /// One backup at a time.
    pub(super) fn backup(folder: &Path) -> Result<Self> {
        let file = file(folder, BACKUP)?;
        taken(file.try_lock(), || Error::Conflict("another backup is being made; wait until it is done".into()))?;
        Ok(Self(file))
    }
}

fn file(folder: &Path, name: &str) -> Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(name)).map_err(|error| {
        Error::Storage(match error.kind() {
            std::io::ErrorKind::StorageFull => format!("the disk of {} is full. Free some space", folder.display()),
            std::io::ErrorKind::ReadOnlyFilesystem => {
                format!("the folder {} is on a disk that cannot be written (read-only)", folder.display())
            }
            std::io::ErrorKind::PermissionDenied => {
                format!("the folder {} may not be written: permission denied", folder.display())
            }
            _ => format!("the folder {} cannot be written: {error}", folder.display()),
        })
    })
}

/// A file system that knows no locks (some network drives) is used without.
fn taken(lock: Result<(), TryLockError>, busy: impl FnOnce() -> Error) -> Result<()> {
    match lock {
        Err(TryLockError::WouldBlock) => Err(busy()),
        Err(TryLockError::Error(error)) if error.kind() != std::io::ErrorKind::Unsupported => Err(error.into()),
        _ => Ok(()),
    }
}
