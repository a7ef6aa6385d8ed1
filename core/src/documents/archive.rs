//! Archives: the files in a zip or tar, read in memory under hard limits. Nothing is ever written to the disk, so no name in
//! an archive can lead anywhere; a name that tries is refused all the same.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::result::ZipError;

use super::sniff::zipped;
use super::{clean, damaged, label};
use crate::error::{Error, Result};

/// How far an archive may unfold. What is really unpacked counts, not what its list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub entries: usize,
    /// All files together, in bytes.
    pub total: u64,
    /// All files together, as a multiple of the archive's own size. Text shrinks to a tenth, seldom to a thirtieth.
    pub ratio: u64,
    /// So much, in bytes, may come out of any archive, however small it is.
    pub grace: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 100_000, total: 1 << 30, ratio: 100, grace: 16 << 20 }
    }
}

/// What stands in an archive.
#[derive(Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file: its path inside, as a clean line with `/`, and its content.
    File { path: String, bytes: Vec<u8> },
    /// What is not taken, and why.
    Refused { path: String, reason: String },
}

/// Whether these bytes are an archive that can be opened. Word documents and books are zip archives too: ask
/// [`super::sniff`] first.
pub fn is(bytes: &[u8]) -> bool {
    zipped(bytes) || tarred(bytes)
}

/// Meets every entry of an archive, in its order. The whole archive is checked before the first one is met, so that of a
/// damaged one nothing is taken.
///
/// # Errors
/// It is damaged, locked, empty or unfolds too far; or what `meet` answers.
pub fn entries(name: &str, bytes: &[u8], limits: &Limits, mut meet: impl FnMut(Entry) -> Result<()>) -> Result<()> {
    let most = limits.total.min((bytes.len() as u64).saturating_mul(limits.ratio).max(limits.grace));
    let mut budget = Budget { name, left: most, entries: limits.entries };
    match zipped(bytes) {
        true => {
            unzip(name, bytes, &mut |_| Ok(()), Some(&mut budget))?;
            unzip(name, bytes, &mut meet, None)
        }
        false => untar(name, bytes, &mut budget, &mut meet),
    }
}

/// What may still be unpacked.
struct Budget<'a> {
    name: &'a str,
    left: u64,
    entries: usize,
}

impl Budget<'_> {
    fn entry(&mut self) -> Result<()> {
        let too_many = || Error::invalid(format!("{} holds too many files", label(self.name)));
        self.entries = self.entries.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }

    fn bytes(&mut self, count: u64) -> Result<()> {
        let too_large =
            || Error::invalid(format!("{} expands past the limit: nothing of it was taken", label(self.name)));
        self.left = self.left.checked_sub(count).ok_or_else(too_large)?;
        Ok(())
    }
}

/// Reads a zip archive: with a budget to check it, else to meet its files.
fn unzip(
    name: &str,
    bytes: &[u8],
    meet: &mut dyn FnMut(Entry) -> Result<()>,
    mut check: Option<&mut Budget<'_>>,
) -> Result<()> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(name, "the archive is incomplete"))?;
    if archive.is_empty() {
        return Err(Error::invalid(format!("{} is empty: there is nothing to import in it", label(name))));
    }
    let mut links = HashSet::new();
    for index in 0..archive.len() {
        let mut file = match archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(Error::invalid(format!(
                    "{} is password-protected. Unpack it and add the files",
                    label(name)
                )));
            }
            Err(ZipError::UnsupportedArchive(_)) => {
                meet(Entry::Refused {
                    path: format!("file {}", index + 1),
                    reason: "it is packed in an unknown way".into(),
                })?;
                continue;
            }
            Err(_) => return Err(damaged(name, "the archive is incomplete")),
        };
        let raw =
            file.name().map_or_else(|_| String::from_utf8_lossy(file.name_raw()).into_owned(), |it| it.into_owned());
        if let Some(budget) = check.as_deref_mut() {
            budget.entry()?;
            verify(name, &raw, file.size(), &mut file, budget)?;
            continue;
        }
        if file.is_symlink() {
            links.insert(raw.trim_end_matches('/').to_owned());
        }
        let kind = match () {
            () if file.is_symlink() => Kind::Link,
            () if file.is_dir() => Kind::Folder,
            () => Kind::File,
        };
        take(&raw, kind, &links, meet, |most| {
            let mut content = Vec::new();
            file.by_ref().take(most).read_to_end(&mut content)?;
            Ok(content)
        })?;
    }
    Ok(())
}

/// Unpacks a file into nothing: its check sum, its length and the budget have to hold.
fn verify(name: &str, raw: &str, promised: u64, file: &mut impl Read, budget: &mut Budget<'_>) -> Result<()> {
    let broken = || damaged(name, &format!("{} in it is broken. Nothing of it was taken", label(raw)));
    let mut unpacked = 0u64;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = file.read(&mut buffer).map_err(|_| broken())? as u64;
        if count == 0 {
            break;
        }
        unpacked += count;
        budget.bytes(count)?;
    }
    if unpacked == promised { Ok(()) } else { Err(broken()) }
}

/// Whether these bytes are a tar archive.
fn tarred(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

fn untar(name: &str, bytes: &[u8], budget: &mut Budget<'_>, meet: &mut dyn FnMut(Entry) -> Result<()>) -> Result<()> {
    let broken = |_| damaged(name, "the archive is incomplete");
    for real in [false, true] {
        let mut archive = tar::Archive::new(Cursor::new(bytes));
        let mut links = HashSet::new();
        for entry in archive.entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let raw = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let kind = entry.header().entry_type();
            if !real {
                budget.entry()?;
                budget.bytes(entry.size())?;
                let read = std::io::copy(&mut entry, &mut std::io::sink()).map_err(broken)?;
                crate::require!(read == entry.size(), "{} is damaged: the archive is incomplete", label(name));
                continue;
            }
            if kind.is_symlink() || kind.is_hard_link() {
                links.insert(raw.clone());
            }
            let kind = match () {
                () if kind.is_symlink() || kind.is_hard_link() => Kind::Link,
                () if kind.is_dir() || kind.is_pax_global_extensions() => Kind::Folder,
                () if kind.is_file() || kind.is_contiguous() => Kind::File,
                () => Kind::Device,
            };
            take(&raw, kind, &links, meet, |most| {
                let mut content = Vec::new();
                entry.by_ref().take(most).read_to_end(&mut content)?;
                Ok(content)
            })?;
        }
    }
    Ok(())
}

/// What an entry claims to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
    Device,
}

/// The largest file that is taken out of an archive, in bytes.
const LARGEST: u64 = 256 << 20;

/// Meets one entry of a checked archive: reads it, or says why not.
fn take(
    raw: &str,
    kind: Kind,
    links: &HashSet<String>,
    meet: &mut dyn FnMut(Entry) -> Result<()>,
    read: impl FnOnce(u64) -> Result<Vec<u8>>,
) -> Result<()> {
    let refused = |reason: &str| Entry::Refused { path: clean::line(raw, 200), reason: reason.into() };
    let Some(path) = inside(raw) else { return meet(refused("its path leads out of the archive")) };
    let behind = |link: &String| raw.strip_prefix(link.as_str()).is_some_and(|rest| rest.starts_with('/'));
    match kind {
        Kind::Folder => Ok(()),
        Kind::Link => meet(refused("links are not followed")),
        Kind::Device => meet(refused("not a file")),
        Kind::File if links.iter().any(behind) => meet(refused("it stands behind a link")),
        Kind::File if hidden(&path) => Ok(()),
        Kind::File => {
            let bytes = read(LARGEST + 1)?;
            if bytes.len() as u64 > LARGEST {
                return meet(refused("it is too large"));
            }
            meet(Entry::File { path, bytes })
        }
    }
}

/// A path that stays inside, as clean names with `/`; none when it is absolute, names a drive or climbs.
fn inside(raw: &str) -> Option<String> {
    let drive = raw.as_bytes().get(1) == Some(&b':') && raw.as_bytes()[0].is_ascii_alphabetic();
    if raw.starts_with(['/', '\\']) || drive {
        return None;
    }
    let mut names = Vec::new();
    for name in raw.split(['/', '\\']) {
        match name.trim() {
            "" | "." => {}
            ".." => return None,
            name => names.push(clean::line(name, 255)),
        }
    }
    Some(names.join("/"))
}

/// What programs put beside a person's files.
fn hidden(path: &str) -> bool {
    path.is_empty() || path.split('/').any(|name| name.starts_with('.') || name == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in files {
            zip.start_file(*path, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        entries("a.zip", bytes, limits, |entry| {
            found.push(entry);
            Ok(())
        })?;
        Ok(found)
    }

    #[test]
    fn names_stay_inside() {
        for raw in ["../x", "/x", "a/../../x", "..\\x", "C:\\x", "\\\\host\\x", "c:x"] {
            assert_eq!(inside(raw), None, "{raw}");
        }
        assert_eq!(inside("a/./b//c.md").as_deref(), Some("a/b/c.md"));
        assert_eq!(inside("a\\b.md").as_deref(), Some("a/b.md"));
        assert_eq!(inside("tab\there\u{202E}.md").as_deref(), Some("tab here.md"));
    }

    /// What was taken, and what was refused with why.
    fn told(found: &[Entry]) -> Vec<String> {
        found
            .iter()
            .map(|entry| match entry {
                Entry::File { path, .. } => path.clone(),
                Entry::Refused { path, reason } => format!("{path}: {reason}"),
            })
            .collect()
    }

    #[test]
    fn links_are_neither_followed_nor_passed() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.add_symlink("away", "/etc", SimpleFileOptions::default()).unwrap();
        zip.start_file("away/passwd", SimpleFileOptions::default()).unwrap();
        zip.write_all(b"root").unwrap();
        let zip = zip.finish().unwrap().into_inner();

        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(tar::EntryType::Symlink);
        header.set_size(0);
        tar.append_link(&mut header, "away", "/etc").unwrap();
        let mut header = tar::Header::new_gnu();
        header.set_size(4);
        tar.append_data(&mut header, "away/passwd", b"root".as_slice()).unwrap();
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(tar::EntryType::Link);
        header.set_size(0);
        tar.append_link(&mut header, "hard", "/etc/passwd").unwrap();
        let tar = tar.into_inner().unwrap();

        let refused = ["away: links are not followed", "away/passwd: it stands behind a link"];
        assert_eq!(told(&read(&zip, &Limits::default()).unwrap()), refused);
        let found = told(&read(&tar, &Limits::default()).unwrap());
        assert_eq!(
            (&found[..2], &found[2..]),
            (&refused.map(String::from)[..], &["hard: links are not followed".into()][..])
        );
    }

    #[test]
    fn limits_count_what_comes_out() {
        let bomb = pack(&[("notes/a.md", b"# hi"), ("big.bin", &vec![0; 1 << 20])]);
        let limits = Limits { grace: 1 << 19, ratio: 10, ..Limits::default() };
        let said = read(&bomb, &limits).unwrap_err().to_string();
        assert!(said.contains("“a.zip” expands past the limit"), "{said}");
        assert_eq!(read(&bomb, &Limits::default()).unwrap().len(), 2, "the same archive passes a wider limit");
        let said = read(&bomb, &Limits { entries: 1, ..Limits::default() }).unwrap_err().to_string();
        assert!(said.contains("too many files"), "{said}");
        assert!(read(&bomb, &Limits { total: 1 << 19, ..Limits::default() }).is_err());
    }

    #[test]
    fn a_broken_archive_gives_nothing() {
        let whole = pack(&[("a.md", b"# first"), ("b.md", &b"some words to pack ".repeat(50))]);
        let place = whole.windows(4).rposition(|part| part == b"b.md").unwrap();
        let first = whole.windows(4).position(|part| part == b"b.md").unwrap();
        assert!(place > first);
        let mut broken = whole.clone();
        broken[first + 10] ^= 0xFF;
        let mut met = 0;
        let said = entries("a.zip", &broken, &Limits::default(), |_| {
            met += 1;
            Ok(())
        });
        assert!(said.unwrap_err().to_string().contains("“b.md” in it is broken"));
        assert_eq!(met, 0);
        assert!(read(&whole[..whole.len() - 30], &Limits::default()).unwrap_err().to_string().contains("incomplete"));
    }
}
