//! How much memory a model may take.

use std::path::Path;

use sysinfo::{MemoryRefreshKind, System};

use crate::error::{Error, Result};

/// Bytes of memory that a new program can have without anything being pushed out; `None` where the
/// system does not say.
pub fn available() -> Option<u64> {
    let mut system = System::new().ok()?;
    system.refresh_memory_specifics(MemoryRefreshKind::nothing().with_ram());
    Some(system.available_memory()).filter(|bytes| *bytes > 0)
}

/// Bytes that weights of this size take while they run: their size, and half again for their state.
pub fn needed(size: u64) -> u64 {
    size.saturating_add(size / 2)
}

/// Refuses weights that would not fit.
///
/// # Errors
/// [`Error::Model`] with both figures; [`Error::NeedsModel`] when the file is not there.
pub fn check(file: &Path, available: Option<u64>) -> Result<()> {
    let size = std::fs::metadata(file)
        .map_err(|_| Error::NeedsModel("the chat model is not on this computer. Fetch it in Settings".into()))?
        .len();
    let needed = needed(size);
    match available {
        Some(free) if free < needed => Err(Error::Model(format!(
            "the chat model needs about {} MB of memory, and {} MB are free. Close other programs, or choose a smaller model",
            needed.div_ceil(1_000_000),
            free / 1_000_000
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_s_figure_is_read() {
        assert!(available().is_some_and(|bytes| bytes > 10_000_000));
    }

    #[test]
    fn refuses_with_figures() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(200_000_000).unwrap();
        let error = check(file.path(), Some(250_000_000)).unwrap_err().to_string();
        assert!(error.contains("300 MB") && error.contains("250 MB"), "{error}");
        check(file.path(), Some(300_000_000)).unwrap();
        check(file.path(), None).unwrap();
        assert!(matches!(check(Path::new("/nowhere"), None), Err(Error::NeedsModel(_))));
    }
}
