//! Giving memory back when nobody uses the app: what the file's connections keep at hand is quickly read again.

use crate::App;

/// So often must nothing have happened, a look every third of a second.
const LOOKS: u32 = 10;

/// Notices when the data have not been used for a while.
pub(crate) struct Rest {
    uses: u64,
    looks: u32,
}

impl Rest {
    pub(crate) fn new(app: &App) -> Self {
        Self { uses: app.db.uses(), looks: 0 }
    }

    /// Looks once; after some looks without a use, memory is given back.
    pub(crate) fn look(&mut self, app: &App) {
        let uses = app.db.uses();
        if uses != self.uses {
            *self = Self { uses, looks: 0 };
            return;
        }
        self.looks = self.looks.saturating_add(1);
        if self.looks == LOOKS {
            if let Err(error) = app.db.relax() {
                tracing::warn!(%error, "the data file's memory was not given back");
            }
            trim();
        }
    }
}

/// Gives what was freed back to the system: glibc keeps it, for each thread its own.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the allocator offers this as a C function only")]
fn trim() {
    unsafe extern "C" {
        fn malloc_trim(keep: usize) -> std::ffi::c_int;
    }
    // SAFETY: it takes any number and touches free memory only.
    unsafe {
        malloc_trim(0);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn trim() {}
