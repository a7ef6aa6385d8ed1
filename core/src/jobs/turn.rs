//! Whose turn it is: one process at a time works the queue.

use std::fs::File;

use super::DIED;
use crate::App;
use crate::error::Result;

/// The right to work the queue; held until it is dropped or the process ends.
pub struct Turn(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl Turn {
    /// Takes the right, unless another process has it. Jobs that were at work when the last holder died are
    /// queued again, as suspects.
    ///
    /// # Errors
    /// The lock file or the queue cannot be written.
    pub fn take(app: &App) -> Result<Option<Self>> {
        let file = Self::file(app)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
            Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        app.db.write_derived(|tx| {
            let sql = "update job set state = 'queued', attempts = attempts - 1, error = ?1 where state = 'running'";
            tx.execute(sql, [DIED])
        })?;
        Ok(Some(Self(file)))
    }

    /// Whether nobody works the queue.
    ///
    /// # Errors
    /// The lock file cannot be opened.
    pub fn is_free(app: &App) -> Result<bool> {
        Ok(Self::file(app)?.try_lock().is_ok())
    }

    fn file(app: &App) -> Result<File> {
        let path = app.config.data_dir.join("processing.lock");
        Ok(File::options().create(true).truncate(false).write(true).open(path)?)
    }
}
