//! Files that hold nothing but an address, as browsers save them.

use std::fs;
use std::path::Path;

use super::unreadable;
use crate::error::{Error, Result};

/// Larger files are no links.
const LIMIT: u64 = 64 << 10;

/// The address in a `.url` (Windows), `.webloc` (macOS) or `.desktop` (Linux) file; nothing if it is another kind of file.
///
/// # Errors
/// It is such a file, and has no address or cannot be read.
pub(super) fn address(file: &Path) -> Result<Option<String>> {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !matches!(ending.as_str(), "url" | "webloc" | "desktop") {
        return Ok(None);
    }
    let none = || Error::invalid("there is no address in this link file");
    if file.metadata().map_err(|error| unreadable(file, &error))?.len() > LIMIT {
        return Err(none());
    }
    let text = fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
    let found = match ending.as_str() {
        "webloc" => text.split_once("<string>").and_then(|(_, rest)| rest.split_once("</string>")).map(|(url, _)| url),
        _ => text.lines().find_map(|line| line.trim().strip_prefix("URL=")),
    };
    let url = found.map(str::trim).filter(|url| !url.is_empty()).ok_or_else(none)?;
    // The only character of an address that XML writes otherwise.
    Ok(Some(url.replace("&amp;", "&")))
}
