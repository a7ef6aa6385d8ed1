//! Finding the files of a folder.

use std::path::{Path, PathBuf};

use super::Skipped;

/// Deeper folders are left alone.
const DEPTH: usize = 64;

/// Every plain file below `path`, in the order of names. Hidden entries are passed over, links are not
/// followed, and what cannot be listed is named.
pub(super) fn files(path: &Path, skipped: &mut Vec<Skipped>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(path, 0, &mut found, skipped);
    found
}

fn walk(path: &Path, depth: usize, found: &mut Vec<PathBuf>, skipped: &mut Vec<Skipped>) {
    let mut skip = |reason: String| skipped.push(Skipped { name: path.display().to_string(), reason });
    let metadata = match std::fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return skip(error.to_string()),
    };
    if metadata.is_symlink() {
        return skip("links are not followed".into());
    }
    if metadata.is_file() {
        return found.push(path.to_owned());
    }
    if !metadata.is_dir() {
        return skip("not a file".into());
    }
    if depth >= DEPTH {
        return skip(format!("more than {DEPTH} folders deep"));
    }
    let mut entries: Vec<PathBuf> = match std::fs::read_dir(path) {
        Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
        Err(error) => return skip(error.to_string()),
    };
    entries.retain(|entry| !entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    entries.sort();
    for entry in entries {
        walk(&entry, depth + 1, found, skipped);
    }
}
