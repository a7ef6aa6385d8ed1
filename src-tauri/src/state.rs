//! What the shell remembers: the opened core, or why it could not be opened, and who listens.

use std::{
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use almanac_core::{
    App, Error, Failure,
    db::{
        DATA_FILE,
        backup::{self, Backup},
    },
};
use serde_json::{Value, json};

use crate::stream::Streams;

/// The shell's memory, shared by every command and thread.
pub(crate) struct Shell {
    /// Nothing while the data are being opened.
    core: Mutex<Option<Result<Arc<App>, Failure>>>,
    opened: Condvar,
    data_dir: Mutex<PathBuf>,
    shortcut_error: Mutex<Option<String>>,
    waiting_route: Mutex<Option<String>>,
    waiting_draft: Mutex<Option<String>>,
    /// The pages that listen to events.
    pub(crate) streams: Streams,
}

impl Shell {
    /// A shell whose core is still being opened from `data_dir`.
    pub(crate) fn new(data_dir: PathBuf) -> Self {
        Self {
            core: Mutex::default(),
            opened: Condvar::new(),
            data_dir: Mutex::new(data_dir),
            shortcut_error: Mutex::default(),
            waiting_route: Mutex::default(),
            waiting_draft: Mutex::default(),
            streams: Streams::default(),
        }
    }

    /// Where the data file is, or would be.
    pub(crate) fn data_dir(&self) -> PathBuf {
        lock(&self.data_dir).clone()
    }

    /// Turns to another profile; the next attempt opens it.
    pub(crate) fn set_data_dir(&self, folder: PathBuf) {
        *lock(&self.data_dir) = folder;
    }

    /// Keeps how opening the data went, and ends the wait of everyone who asked for the core.
    pub(crate) fn opened(&self, core: Result<Arc<App>, Failure>) {
        *lock(&self.core) = Some(core);
        self.opened.notify_all();
    }

    /// The core; waits while it is being opened.
    pub(crate) fn core(&self) -> Result<Arc<App>, Failure> {
        let mut core = lock(&self.core);
        loop {
            match &*core {
                Some(core) => return core.clone(),
                None => core = self.opened.wait(core).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// The core, if it is open by now.
    pub(crate) fn core_if_open(&self) -> Option<Arc<App>> {
        lock(&self.core).as_ref().and_then(|core| core.clone().ok())
    }

    /// How the start went: all is well, or what the recovery screen needs to know.
    pub(crate) fn start_state(&self) -> Value {
        match self.core() {
            Ok(_) => json!({ "ok": true }),
            Err(failure) => json!({
                "ok": false,
                "failure": failure,
                "data_file": self.data_dir().join(DATA_FILE),
                "backups": self.backups(),
            }),
        }
    }

    /// The copies that could be restored, newest first.
    pub(crate) fn backups(&self) -> Vec<Backup> {
        backup::list(&self.data_dir())
    }

    /// Why the global shortcut does not work, if it does not.
    pub(crate) fn shortcut_error(&self) -> Option<String> {
        lock(&self.shortcut_error).clone()
    }

    /// Keeps the outcome of registering the shortcut; says whether it is news.
    pub(crate) fn set_shortcut_error(&self, error: Option<String>) -> bool {
        std::mem::replace(&mut *lock(&self.shortcut_error), error.clone()) != error
    }

    /// Keeps a place to show until the main page listens.
    pub(crate) fn keep_route(&self, route: String) {
        *lock(&self.waiting_route) = Some(route);
    }

    /// The place that was kept, once.
    pub(crate) fn take_route(&self) -> Option<String> {
        lock(&self.waiting_route).take()
    }

    /// Keeps words for the capture line until its page takes them.
    pub(crate) fn keep_draft(&self, words: String) {
        *lock(&self.waiting_draft) = Some(words);
    }

    /// The words that were kept, once.
    pub(crate) fn take_draft(&self) -> Option<String> {
        lock(&self.waiting_draft).take()
    }
}

/// A lock that survives a panic elsewhere: each of ours guards one value that is replaced whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The failure of something that panicked.
pub(crate) fn unexpected() -> Failure {
    Error::internal("this step stopped halfway. Nothing that was saved before is affected; please try again").failure()
}
