//! The job that gets a page: what it finds becomes a snapshot, which is then read like any original.

use super::store;
use crate::App;
use crate::documents;
use crate::error::{Error, Result};
use crate::fetch::{self, Fetched};
use crate::jobs::{self, Job, Work};
use crate::knowledge::{ItemId, ItemKind};
use crate::types::one_line;

/// The queue's line for this step.
pub const WORK: Work = Work { kind: "fetch", run };

/// Somebody waits for a page that they have just kept.
pub(super) const PRIORITY: i64 = 2;

fn run(app: &App, job: &Job) -> Result<()> {
    let item = ItemId(job.key);
    let Some(address) = app.db.read(|tx| store::address(tx, item))? else {
        return Ok(());
    };
    // The link is kept, which is all that was allowed.
    if !app.fetcher.may(app)? {
        return Ok(());
    }
    let fetched = app.fetcher.get(app, &fetch::parse(&address)?).map_err(saved)?;
    let name = name(&fetched);
    let kind: ItemKind = documents::sniff(&name, &fetched.bytes).map_err(super::unreadable)?.into();
    app.db.write_derived(|tx| {
        let blob = crate::knowledge::store::keep(tx, &fetched.bytes)?;
        let new = store::NewSnapshot {
            blob: &blob,
            bytes: fetched.bytes.len(),
            kind,
            name: &name,
            url: fetched.url.as_str(),
        };
        if store::put_snapshot(tx, item, &new)? {
            jobs::enqueue(tx, "extract", item.0, &blob, 1)?;
        }
        Ok(())
    })
}

/// A name for what was found, such as a file would have: its ending says what the site holds it for.
fn name(fetched: &Fetched) -> String {
    let last = fetched.url.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default();
    let stem = match one_line(last, 100) {
        last if last.is_empty() => fetched.url.host_str().unwrap_or("page").to_owned(),
        last => last,
    };
    let ending = match fetched.content_type.as_deref() {
        Some("text/html" | "application/xhtml+xml") => ".html",
        Some("text/markdown") => ".md",
        Some("text/plain") => ".txt",
        // Nothing was said, or something that may be anything: the content decides, and a page where it does not.
        None | Some("application/octet-stream") if looks_like_markup(&fetched.bytes) => ".html",
        _ => "",
    };
    if stem.to_ascii_lowercase().ends_with(ending) { stem } else { format!("{stem}{ending}") }
}

fn looks_like_markup(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

fn saved(error: Error) -> Error {
    let with = |message: String| format!("{} The link is saved.", message);
    match error {
        Error::Invalid(message) => Error::Invalid(with(message)),
        Error::Offline(message) => Error::Offline(with(message)),
        other => other,
    }
}
