//! The watched folder: what another program or device puts there is taken in. A file becomes an item, a link file
//! a web page, and a text file in the folder `Tasks` becomes tasks, one a line, in the capture language.
//!
//! Nothing is deleted: what was taken lies in `Done` afterwards, what could not be taken in `Not taken`, beside a text that
//! says why. A file that is still being written is left until it has been quiet for a while.

mod link;
mod store;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::changes::Actor;
use crate::error::{Error, Result};
use crate::knowledge::Skipped;
use crate::operations::Call;
use crate::{App, capture, knowledge, operations, require, settings};

operations! { "watched";
    /// Takes in what lies in the watched folder now.
    action look(()) -> Taken;
}

/// Where lines for the capture language are put.
const TASKS: &str = "Tasks";

/// Where things lie afterwards.
const DONE: &str = "Done";
const NOT_TAKEN: &str = "Not taken";

/// How long a file must have been left alone.
const QUIET: Duration = Duration::from_secs(2);

/// Larger lists of lines are documents.
const LINES: u64 = 1 << 20;

/// What one look took in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Taken {
    /// The names of the files that became something.
    pub taken: Vec<String>,
    /// Those that could not.
    pub refused: Vec<Skipped>,
}

/// Looks into the watched folder, if there is one, as part of the background work. What goes wrong is logged: the next
/// look may find a folder that is there again.
pub(crate) fn tick(app: &App) {
    let call = Call { app, actor: Actor::Automation, operation: "watched.look" };
    let watching = app.db.read(settings::read).is_ok_and(|settings| !settings.watched_folder.is_empty());
    if watching && let Err(error) = take_all(&call) {
        tracing::warn!(%error, "the watched folder was not read");
    }
}

fn look(call: &Call<'_>, (): ()) -> Result<Taken> {
    take_all(&Call { actor: Actor::Automation, ..*call })
}

fn take_all(call: &Call<'_>) -> Result<Taken> {
    let folder = PathBuf::from(call.app.db.read(settings::read)?.watched_folder);
    require!(!folder.as_os_str().is_empty(), "no folder is watched; choose one in the settings");
    let mut taken = Taken::default();
    for (at, lines) in [(folder.clone(), false), (folder.join(TASKS), true)] {
        let files = match quiet_files(&at) {
            Ok(files) => files,
            // The folder for lines is made by whoever wants it.
            Err(error) if lines && error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(unreadable(&at, &error)),
        };
        for file in files {
            call.app.stop.check()?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match take(call, &file, lines) {
                Ok(()) => {
                    put_away(&folder.join(DONE), &file, &name)?;
                    taken.taken.push(name);
                }
                // The data file's own trouble, or the end of the program, is not the file's fault: it stays.
                Err(error @ (Error::Storage(_) | Error::Locked | Error::Cancelled)) => return Err(error),
                Err(error) => {
                    let reason = error.to_string();
                    let put = put_away(&folder.join(NOT_TAKEN), &file, &name)?;
                    let why = put.with_file_name(format!("{name}, why.txt"));
                    fs::write(&why, format!("{reason}\n")).map_err(|error| unreadable(&why, &error))?;
                    taken.refused.push(Skipped { name, reason });
                }
            }
        }
    }
    Ok(taken)
}

/// The plain files of a folder that nobody is writing, the oldest name first.
fn quiet_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    #[expect(clippy::disallowed_methods, reason = "compared with what the file system's own clock wrote")]
    let now = SystemTime::now();
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let unfinished = name.starts_with(['.', '~'])
            || [".part", ".crdownload", ".tmp", ".download"].iter().any(|end| name.ends_with(end));
        // A time in the future is a wrong clock, and no reason to wait for it.
        let quiet = metadata.modified().is_ok_and(|at| now.duration_since(at).map_or(true, |age| age >= QUIET));
        if metadata.is_file() && !unfinished && quiet {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn take(call: &Call<'_>, file: &Path, lines: bool) -> Result<()> {
    if lines {
        return take_lines(call, file);
    }
    if let Some(url) = link::address(file)? {
        return call.write(|tx| knowledge::pages::clip(tx, knowledge::pages::Clip { url, tags: None })).map(drop);
    }
    let report = knowledge::import_paths(call, &[file.to_string_lossy().into_owned()])?;
    match report.skipped.first() {
        Some(skipped) if report.items.is_empty() => Err(Error::invalid(skipped.reason.clone())),
        _ => Ok(()),
    }
}

/// Makes tasks of a file's lines. That they were made is remembered in the same step, so that a program that ends before
/// the file is put away does not make them twice.
fn take_lines(call: &Call<'_>, file: &Path) -> Result<()> {
    let size = file.metadata().map_err(|error| unreadable(file, &error))?.len();
    require!(size <= LINES, "this is too long for a list of tasks; put it into the folder itself to keep it as a text");
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| Error::invalid("this is not text in UTF-8"))?;
    let mark = blake3::hash(format!("{}\n{text}", file.display()).as_bytes()).to_hex();
    if call.app.db.read(|tx| store::was_taken(tx, &mark))? {
        return Ok(());
    }
    call.write(|tx| {
        capture::keep_lines(tx, &text)?;
        store::remember(tx, &mark)
    })
}

/// Moves a file into a folder, under another name if its own is taken there.
fn put_away(folder: &Path, file: &Path, name: &str) -> Result<PathBuf> {
    fs::create_dir_all(folder).map_err(|error| unreadable(folder, &error))?;
    let free = (1..).map(|n| if n == 1 { name.to_owned() } else { format!("{n} {name}") });
    let to = free.map(|name| folder.join(name)).find(|to| !to.exists()).unwrap_or_else(|| folder.join(name));
    fs::rename(file, &to).map_err(|error| unreadable(file, &error))?;
    Ok(to)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::invalid(format!("{}: {error}", path.display()))
}
