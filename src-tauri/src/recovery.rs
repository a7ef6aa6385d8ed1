//! What the recovery screen can do about a data file that cannot be opened. Nothing here deletes one.

use std::path::{Path, PathBuf};

use almanac_core::{
    Error, Failure,
    db::{DATA_FILE, restore as restoring},
};

use crate::state::Shell;

/// Puts a copy in the place of a data file that cannot be used; the unusable file is kept beside it.
pub(crate) fn restore(shell: &Shell, backup: Option<PathBuf>) -> Result<(), Failure> {
    let listed = |backup: &PathBuf| shell.backups().iter().any(|one| Path::new(&one.path) == backup);
    let Some(backup) = backup.filter(listed) else {
        return Err(Error::invalid("choose one of the listed backups").failure());
    };
    only_without_data(shell)?;
    restoring::restore(&shell.data_dir(), &backup).map(drop).map_err(|error| error.failure())
}

/// Turns to the profile in another folder, for as long as the app runs; says whether one was chosen.
/// A folder without a data file begins a new profile.
pub(crate) fn open_elsewhere(shell: &Shell, folder: Option<PathBuf>) -> Result<bool, Failure> {
    only_without_data(shell)?;
    let Some(folder) = folder else { return Ok(false) };
    let is_free =
        folder.join(DATA_FILE).exists() || std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_none());
    if !is_free {
        return Err(Error::invalid("choose an empty folder, or one that holds a data file of Almanac").failure());
    }
    shell.set_data_dir(folder);
    Ok(true)
}

/// Shows a folder in the system's file manager.
pub(crate) fn show_folder(folder: &Path) -> Result<(), Failure> {
    tauri_plugin_opener::open_path(folder, None::<&str>)
        .map_err(|_| Error::invalid(format!("no file manager was found; the folder is {}", folder.display())).failure())
}

fn only_without_data(shell: &Shell) -> Result<(), Failure> {
    if shell.core().is_ok() {
        return Err(Error::invalid("the data file is open and well; nothing needs to take its place").failure());
    }
    Ok(())
}
