//! The first step of processing: an item's original becomes text, and its text becomes passages.

use super::{ItemId, ItemKind, links, pages, store};
use crate::App;
use crate::documents::{self, Budget, Document};
use crate::error::{Error, Result};
use crate::jobs::{self, Job, Work};
use crate::models::Embedder;

/// Raised when reading or cutting changes, so that items are read again.
const VERSION: i64 = 2;

/// How many tokens of a passage are left for its title and headings when it is embedded.
const TITLE_TOKENS: usize = 48;

/// The queue's line for this step.
pub const WORK: Work = Work { kind: "extract", run };

fn run(app: &App, job: &Job) -> Result<()> {
    let id = ItemId(job.key);
    let Some(original) = app.db.read(|tx| store::original(tx, id))? else {
        return Ok(());
    };
    let page = app.db.read(|tx| pages::page(tx, id))?;
    let is_page = page.is_some();
    // A page that cannot be read is still a link, and found as one; what was read of it before stays.
    let (document, failed) = match read(app, &original) {
        Ok(document) => (document, None),
        Err(error) => match &page {
            Some(_) if app.db.read(|tx| store::text(tx, id))?.is_some() => return Err(pages::unreadable(error)),
            Some(page) => (pages::link_only(page.url.as_bytes()), Some(pages::unreadable(error))),
            None => return Err(error),
        },
    };
    let embedder = app.models.embedder(app).ok();
    let mut chunks = cut(&document, embedder.as_deref());
    let empty = document.text.trim().is_empty() && original.kind != ItemKind::Image;
    if original.kind == ItemKind::Image {
        // A picture is found by its title.
        chunks = vec![documents::Chunk::default()];
    }
    if !empty && chunks.is_empty() {
        return Err(Error::internal("a text was cut into nothing"));
    }
    app.db.write_derived(|tx| {
        if is_page {
            if failed.is_none() && original.kind != ItemKind::Bookmark {
                pages::describe(tx, id, &document)?;
            }
        } else if let Some(title) = document.title.as_deref().filter(|_| original.kind != ItemKind::Note) {
            store::adopt_title(tx, id, &super::import::title(&original.name), title)?;
        }
        let item = store::get(tx, id)?;
        store::put_text(tx, id, &original.blob, VERSION, &document)?;
        links::keep(tx, id, original.kind, &document)?;
        let passages = chunks.iter().map(|chunk| store::NewPassage {
            heading: chunk.heading.as_deref(),
            text: &chunk.text,
            page: chunk.page,
            start: chunk.start,
            end: chunk.end,
        });
        store::put_passages(tx, id, &item.title, passages)?;
        if !empty {
            let just_made = original.kind == ItemKind::Note || is_page;
            jobs::enqueue(tx, "embed", id.0, &original.blob, job.priority.max(i64::from(just_made)))?;
        }
        Ok(())
    })?;
    if let Some(failed) = failed {
        return Err(failed);
    }
    if empty {
        let note = document.notes.first().cloned().unwrap_or_else(|| format!("{} has no text", original.name));
        return Err(Error::invalid(note));
    }
    Ok(())
}

fn read(app: &App, original: &store::Original) -> Result<Document> {
    let named =
        || documents::sniff(&original.name, &original.bytes).is_ok_and(|it| ItemKind::from(it) == original.kind);
    match original.kind {
        // A note has no file name; its kind says what it is.
        ItemKind::Note => app.decoder.decode("note.md", &original.bytes),
        ItemKind::Markdown if !named() => app.decoder.decode("note.md", &original.bytes),
        ItemKind::Text if !named() => app.decoder.decode("text.txt", &original.bytes),
        ItemKind::Bookmark => Ok(pages::link_only(&original.bytes)),
        _ => app.decoder.decode(&original.name, &original.bytes),
    }
}

/// Counts with the embedder's own tokenizer. Without one a passage is kept so short that it fits any.
fn cut(document: &Document, embedder: Option<&dyn Embedder>) -> Vec<documents::Chunk> {
    match embedder {
        Some(embedder) => {
            let max_tokens = embedder.window().saturating_sub(TITLE_TOKENS).max(64);
            documents::chunks(document, &Budget { max_tokens, count: &|text| embedder.count_tokens(text) })
        }
        None => {
            documents::chunks(document, &Budget { max_tokens: 200, count: &|text| text.chars().count().div_ceil(3) })
        }
    }
}
