//! What must be settled before the window system starts: its switches, the log, and where a panic goes.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use tracing_subscriber::fmt::writer::MakeWriterExt;

/// A log larger than this becomes the former one at the next start, in bytes.
const LOG_LIMIT: u64 = 1 << 20;

/// Where the log of a profile is. It names no text of the person's.
pub(crate) fn log_file(data_dir: &Path) -> PathBuf {
    data_dir.join("logs").join("almanac.jsonl")
}

/// Prepares the process. Call it once, first, while there is a single thread.
pub(crate) fn prepare(data_dir: &Path) {
    prefer_safe_drawing();
    let filter = tracing_subscriber::EnvFilter::try_from_env("ALMANAC_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt().json().with_env_filter(filter);
    // A second subscriber can only mean that a test installed one; its choice stands. Without a file there is still stderr.
    let _ = match open_log(&log_file(data_dir)) {
        Ok(file) => log.with_writer(io::stderr.and(Mutex::new(file))).try_init(),
        Err(_) => log.with_writer(io::stderr).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // Fixed texts only: a formatted message may carry somebody's notes into the log.
        let text = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("panic");
        tracing::error!(place, "{text}");
    }));
}

/// Opens the log to write at its end. Two are kept: this one and the one before it.
fn open_log(file: &Path) -> io::Result<File> {
    let folder = file.parent().filter(|_| file.is_absolute()).ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    if fs::metadata(file).is_ok_and(|found| found.len() > LOG_LIMIT) {
        fs::rename(file, file.with_extension("former.jsonl"))?;
    }
    File::options().create(true).append(true).open(file)
}

/// WebKit's shared-memory drawing leaves windows blank with some drivers and only costs time
/// without a graphics card, so it is switched off there, unless the person decided already. Under
/// automation it must stay as it is: pictures of the page hang otherwise.
#[cfg(target_os = "linux")]
fn prefer_safe_drawing() {
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let set = |name: &str| std::env::var_os(name).is_some();
    if set(SWITCH) || set("TAURI_WEBVIEW_AUTOMATION") || has_plain_graphics() {
        return;
    }
    #[expect(unsafe_code, reason = "the library reads this switch from the environment only")]
    // SAFETY: `prepare` runs before any thread is started, so nobody reads the environment meanwhile.
    unsafe {
        std::env::set_var(SWITCH, "1");
    }
}

#[cfg(not(target_os = "linux"))]
fn prefer_safe_drawing() {}

/// Whether there is a graphics card whose driver is not the one that is known to draw nothing.
#[cfg(target_os = "linux")]
fn has_plain_graphics() -> bool {
    let render_node = fs::read_dir("/dev/dri")
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD")));
    render_node && !Path::new("/proc/driver/nvidia").exists()
}
