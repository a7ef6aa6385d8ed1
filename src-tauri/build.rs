//! Brings the configuration beside the manifest, where Tauri looks for it, and puts the shell's own
//! commands under the same access rules as everybody else's.

use std::{fs, io, path::Path};

/// The commands that a window may be granted in `capabilities/`; nothing else can be called.
const COMMANDS: &[&str] = &["call", "subscribe", "window"];

fn main() -> io::Result<()> {
    bring_configuration(Path::new("../tauri.conf.json"), Path::new("tauri.conf.json"))?;
    // Tauri embeds this folder; an absent one would stop checks that need no interface.
    fs::create_dir_all("../ui/dist")?;
    println!("cargo:rerun-if-changed=../ui/dist");

    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .map_err(|error| io::Error::other(format!("{error:#}")))
}

/// The one source is at the top of the repository; the copy is rewritten only when it differs, so
/// that an unchanged configuration causes no rebuild.
fn bring_configuration(source: &Path, copy: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", source.display());
    let text = fs::read(source)?;
    if fs::read(copy).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(copy, text)
}
