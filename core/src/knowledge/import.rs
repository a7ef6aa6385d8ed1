//! Import: files, folders and JSON lines become items, in one undoable step, twice being the same as once.
//!
//! The originals are kept first, in small transactions; then one step makes the rows of all items. A crash
//! between the two leaves bytes that nobody names, and no half-made item.

use std::collections::HashSet;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::operations::ImportFiles;
use super::{ImportReport, ItemId, ItemKind, Skipped, folder, store};
use base64::Engine;

use crate::db::WriteTx;
use crate::documents::{self, archive};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::operations::Call;
use crate::require;
use crate::types::one_line;

/// Larger files are not taken.
const LIMIT: u64 = 256 << 20;

/// How many bytes of originals are kept in one transaction.
const BATCH: usize = 8 << 20;

/// Something that could become an item.
pub(super) struct Candidate {
    pub(super) external_id: Option<String>,
    pub(super) source: Option<String>,
    pub(super) title: String,
    pub(super) kind: ItemKind,
    pub(super) bytes: Vec<u8>,
}

/// A candidate whose bytes are kept: what becomes an item in the second step.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    external_id: Option<String>,
    source: Option<String>,
    title: String,
    kind: ItemKind,
    /// The content's name.
    blob: String,
    bytes: usize,
}

/// Files between the two steps of an import.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct KeptFiles {
    pub kept: Vec<Kept>,
    pub skipped: Vec<Skipped>,
}

/// Takes in candidates as one step.
struct Intake<'a, 'c> {
    call: &'a Call<'c>,
    waiting: Vec<Candidate>,
    waiting_bytes: usize,
    kept: Vec<Kept>,
    skipped: Vec<Skipped>,
}

impl<'a, 'c> Intake<'a, 'c> {
    fn new(call: &'a Call<'c>) -> Self {
        Self { call, waiting: Vec::new(), waiting_bytes: 0, kept: Vec::new(), skipped: Vec::new() }
    }

    fn skip(&mut self, name: impl Into<String>, reason: impl ToString) {
        self.skipped.push(Skipped { name: name.into(), reason: reason.to_string() });
    }

    fn add(&mut self, candidate: Candidate) -> Result<()> {
        self.waiting_bytes += candidate.bytes.len();
        self.waiting.push(candidate);
        if self.waiting_bytes >= BATCH || self.waiting.len() >= 1000 { self.keep() } else { Ok(()) }
    }

    /// Takes in a file, or what is packed in it.
    fn file(&mut self, name: &str, bytes: Vec<u8>) -> Result<()> {
        match candidate(name, bytes) {
            Ok(candidate) => self.add(candidate),
            Err(Refused { bytes, .. }) if archive::is(&bytes) => self.archive(name, &bytes),
            Err(Refused { error, .. }) => {
                self.skip(name, error);
                Ok(())
            }
        }
    }

    /// Takes in the files of an archive; those of an archive inside it stay where they are.
    fn archive(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let opened = archive::entries(name, bytes, &archive::Limits::default(), |entry| {
            let (path, bytes) = match entry {
                archive::Entry::File { path, bytes } => (path, bytes),
                archive::Entry::Refused { path, reason } => {
                    self.skip(format!("{name}: {path}"), reason);
                    return Ok(());
                }
            };
            match candidate(&format!("{name}/{path}"), bytes) {
                Ok(candidate) => self.add(candidate)?,
                Err(Refused { bytes, .. }) if archive::is(&bytes) => {
                    self.skip(format!("{name}: {path}"), "an archive inside an archive is not opened");
                }
                Err(Refused { error, .. }) => self.skip(format!("{name}: {path}"), error),
            }
            Ok(())
        });
        match opened {
            // The archive is at fault; anything else is the data file's trouble and ends the import.
            Err(error @ Error::Invalid(_)) => {
                self.skip(name, error);
                Ok(())
            }
            opened => opened,
        }
    }

    fn keep(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let kept = self.call.app.db.write_derived(|tx| {
            waiting
                .into_iter()
                .map(|candidate| {
                    Ok(Kept {
                        blob: store::keep(tx, &candidate.bytes)?,
                        bytes: candidate.bytes.len(),
                        external_id: candidate.external_id,
                        source: candidate.source,
                        title: candidate.title,
                        kind: candidate.kind,
                    })
                })
                .collect::<Result<Vec<_>>>()
        })?;
        self.kept.extend(kept);
        Ok(())
    }

    fn kept(mut self) -> Result<KeptFiles> {
        self.keep()?;
        Ok(KeptFiles { kept: self.kept, skipped: self.skipped })
    }

    fn finish(self, what: &str) -> Result<ImportReport> {
        let call = self.call;
        become_items(call, self.kept()?, what)
    }
}

/// The second step: rows for everything that was kept.
fn become_items(call: &Call<'_>, KeptFiles { kept, skipped }: KeptFiles, what: &str) -> Result<ImportReport> {
    let total = kept.len() + skipped.len();
    let (created, items) = call.write(|tx| {
        let Admitted { created, items } = admit(tx, &kept)?;
        tx.label(format!("Imported {} items from {what}", created.len()));
        Ok((created.len(), items))
    })?;
    let merged = kept.len() - created;
    Ok(ImportReport { total, created, merged, skipped, items })
}

/// The items of kept files: those that are new, and all of them.
pub struct Admitted {
    pub created: Vec<ItemId>,
    pub items: Vec<ItemId>,
}

/// Makes items of kept files within somebody's step; a content that is here already is met again.
///
/// # Errors
/// A content is not kept, or the file cannot be written.
pub fn admit(tx: &WriteTx<'_>, kept: &[Kept]) -> Result<Admitted> {
    let (mut created, mut items, mut seen) = (Vec::new(), Vec::with_capacity(kept.len()), HashSet::new());
    for new in kept {
        require!(store::is_kept(tx, &new.blob)?, "the content of {} is not kept; send the file again", new.title);
        let present = match &new.external_id {
            Some(external_id) => store::by_external_id(tx, external_id)?,
            None => store::by_blob(tx, &new.blob)?,
        };
        let id = match present {
            Some(id) => {
                store::set_blob(tx, id, &new.blob, new.bytes)?;
                id
            }
            None => {
                let id = store::insert(
                    tx,
                    &store::NewItem {
                        external_id: new.external_id.as_deref(),
                        kind: new.kind,
                        title: &new.title,
                        source: new.source.as_deref(),
                        blob: &new.blob,
                        bytes: new.bytes,
                    },
                )?;
                created.push(id);
                id
            }
        };
        if seen.insert(id) {
            items.push(id);
        }
    }
    Ok(Admitted { created, items })
}

/// Keeps the bytes of files, so that [`admit`] can make items of them.
///
/// # Errors
/// The file cannot be written.
pub fn keep(call: &Call<'_>, files: &[(&str, &[u8])]) -> Result<KeptFiles> {
    let mut intake = Intake::new(call);
    for (name, bytes) in files {
        intake.file(name, bytes.to_vec())?;
    }
    intake.kept()
}

/// Imports files and folders.
pub fn paths(call: &Call<'_>, paths: &[String]) -> Result<ImportReport> {
    if paths.is_empty() {
        return Err(Error::invalid("no file or folder was named"));
    }
    let mut intake = Intake::new(call);
    let files: Vec<_> = paths.iter().flat_map(|path| folder::files(Path::new(path), &mut intake.skipped)).collect();
    let total = files.len() as u64;
    for (done, file) in files.iter().enumerate() {
        let name = file.display().to_string();
        match read(file) {
            Ok(bytes) => intake.file(&name, bytes)?,
            Err(error) => intake.skip(name, error),
        }
        if done % 16 == 0 {
            call.app.events.send(&Event::Progress { job: "import".into(), done: done as u64, total });
        }
    }
    call.app.events.send(&Event::Progress { job: "import".into(), done: total, total });
    intake.finish(&match paths {
        [path] => one_line(path, 80),
        paths => format!("{} places", paths.len()),
    })
}

/// Keeps what was dropped on a window. It comes in several messages; the last of them, [`import_kept`], makes one step
/// of all.
pub(super) fn keep_files(call: &Call<'_>, ImportFiles { files }: ImportFiles) -> Result<KeptFiles> {
    require!(!files.is_empty(), "no file was given");
    let mut intake = Intake::new(call);
    for file in files {
        match base64::engine::general_purpose::STANDARD.decode(file.base64.as_bytes()) {
            Ok(bytes) => intake.file(&file.name, bytes)?,
            Err(_) => intake.skip(file.name, "the content did not arrive whole"),
        }
    }
    intake.kept()
}

/// Makes items of kept files.
pub(super) fn import_kept(call: &Call<'_>, files: KeptFiles) -> Result<ImportReport> {
    become_items(call, files, "dropped files")
}

/// One line of a JSON-lines import.
#[derive(Deserialize)]
struct Line {
    #[serde(rename = "_id")]
    id: serde_json::Value,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

/// Imports a file of JSON lines, each `{"_id", "title", "text"}`.
pub(super) fn json_lines(call: &Call<'_>, path: &Path) -> Result<ImportReport> {
    let bytes = read(path)?;
    let content =
        String::from_utf8(bytes).map_err(|_| Error::invalid(format!("{} is not UTF-8 text", path.display())))?;
    let mut intake = Intake::new(call);
    for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let name = format!("line {}", number + 1);
        match serde_json::from_str::<Line>(line).map_err(|error| Error::invalid(error.to_string())).and_then(from_line)
        {
            Ok(candidate) => intake.add(candidate)?,
            Err(error) => intake.skip(name, error),
        }
    }
    intake.finish(&one_line(&path.display().to_string(), 80))
}

fn from_line(line: Line) -> Result<Candidate> {
    let id = match line.id {
        serde_json::Value::String(id) if !id.is_empty() => id,
        serde_json::Value::Number(id) => id.to_string(),
        _ => return Err(Error::invalid("_id is missing")),
    };
    let text = line.text;
    if text.trim().is_empty() {
        return Err(Error::invalid("there is no text"));
    }
    let title = match one_line(&line.title, 300) {
        title if title.is_empty() => first_words(&text),
        title => title,
    };
    Ok(Candidate { external_id: Some(id), source: None, title, kind: ItemKind::Text, bytes: text.into_bytes() })
}

/// A title for a text that has none: its first words.
pub(super) fn first_words(text: &str) -> String {
    let line = one_line(text, 400);
    let mut title = String::new();
    for word in line.split(' ') {
        if title.chars().count() + word.chars().count() > 60 && !title.is_empty() {
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    one_line(&title, 80)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let size = std::fs::metadata(file).map_err(|error| Error::invalid(error.to_string()))?.len();
    if size > LIMIT {
        return Err(Error::invalid(format!("larger than {} MB", LIMIT >> 20)));
    }
    std::fs::read(file).map_err(|error| Error::invalid(error.to_string()))
}

/// What cannot become an item, with its bytes.
struct Refused {
    error: Error,
    bytes: Vec<u8>,
}

fn candidate(name: &str, bytes: Vec<u8>) -> Result<Candidate, Refused> {
    match documents::sniff(name, &bytes) {
        Ok(format) => Ok(Candidate {
            external_id: None,
            source: Some(name.to_owned()),
            title: title(name),
            kind: format.into(),
            bytes,
        }),
        Err(error) => Err(Refused { error, bytes }),
    }
}

/// The title that a file has by its name alone.
pub(super) fn title(name: &str) -> String {
    let file = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    match one_line(&file, 300) {
        title if title.is_empty() => "Untitled".into(),
        title => title,
    }
}
