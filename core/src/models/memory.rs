//! How much memory a model may take.

use std::path::Path;

use crate::error::{Error, Result};

/// Bytes of memory that a new program can have without anything being pushed out; `None` where the
/// system does not say (only Linux does, through `/proc/meminfo`).
pub fn available() -> Option<u64> {
    parse(&std::fs::read_to_string("/proc/meminfo").ok()?)
}

fn parse(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

/// Refuses weights that would not fit: a file needs its size and half again for its state.
///
/// # Errors
/// [`Error::Model`] with both figures; [`Error::NeedsModel`] when the file is not there.
pub fn check(file: &Path, available: Option<u64>) -> Result<()> {
    let size = std::fs::metadata(file)
        .map_err(|_| Error::NeedsModel("the chat model is not on this computer. Fetch it in Settings".into()))?
        .len();
    let needed = size + size / 2;
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
    fn the_kernel_s_figure_is_read_in_bytes() {
        assert_eq!(parse("MemTotal: 9 kB\nMemAvailable:   1234 kB\n"), Some(1234 * 1024));
        assert_eq!(parse("MemTotal: 9 kB\n"), None);
        assert_eq!(parse("MemAvailable: x kB\n"), None);
        assert!(!cfg!(target_os = "linux") || available().is_some());
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
