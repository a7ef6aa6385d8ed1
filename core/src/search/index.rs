//! The vectors: one sqlite-vec table for each embedding model, a row for each passage. A model's space is
//! never mixed with another's.

use rusqlite::Row;

use super::{change, log};
use crate::App;
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::jobs::{self, Job, Work};
use crate::models::Embedder;

/// The queue's line for an item's passages.
pub const EMBED_ITEM: Work = Work { kind: "embed", run: |app, job| embed(app, job, "item") };

/// The queue's line for a task.
pub const EMBED_TASK: Work = Work { kind: "embed_task", run: |app, job| embed(app, job, "task") };

/// The queue's line for a passage that is a row's own words; its key is the passage.
pub const EMBED_PASSAGE: Work = Work { kind: "embed_passage", run: embed_passage };

/// How much of what may have a vector has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    pub passages: i64,
    pub embedded: i64,
}

/// The table of a model's vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) dimensions: usize,
}

/// The table of a model's vectors, if it has any.
pub(super) fn table(tx: &ReadTx<'_>, model: &str) -> Result<Option<Table>> {
    tx.optional("select id, dimensions from embedder where model = ?1", [model], |row| {
        let (id, dimensions): (i64, i64) = (row.get(0)?, row.get(1)?);
        Ok(Table { name: format!("vec_{id}"), dimensions: dimensions as usize })
    })
}

/// Counts passages and a model's vectors. Chats have none.
///
/// # Errors
/// The file cannot be read.
pub fn coverage(tx: &ReadTx<'_>, model: &str) -> Result<Coverage> {
    let passages =
        tx.one("select count(*) from passage where kind <> 'message' and not closed", [], |row| row.get(0))?;
    let embedded = match table(tx, model)? {
        Some(table) => tx.one(&format!("select count(*) from {}_rowids", table.name), [], |row| row.get(0))?,
        None => 0,
    };
    Ok(Coverage { passages, embedded })
}

/// A vector as sqlite-vec takes it: little-endian f32.
pub(super) fn bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// The dot product of a stored vector with another; of unit vectors the cosine.
pub(super) fn dot(stored: &[u8], vector: &[f32]) -> f64 {
    let stored = stored.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    f64::from(stored.zip(vector).map(|(a, b)| a * b).sum::<f32>())
}

/// The table of an embedder, made if there is none. A new one beside another is filled in the background.
pub(super) fn ensure_table(tx: &WriteTx<'_>, embedder: &dyn Embedder) -> Result<Table> {
    log::make(tx)?;
    if let Some(table) = table(tx, embedder.id())? {
        return Ok(table);
    }
    let dimensions = embedder.dimensions();
    let others: i64 = tx.one("select count(*) from embedder", [], |row| row.get(0))?;
    if others > 0 {
        change::begin(tx)?;
    }
    let id =
        tx.insert("insert into embedder (model, dimensions) values (?1, ?2)", (embedder.id(), dimensions as i64))?;
    let name = format!("vec_{id}");
    tx.execute(&format!("create virtual table {name} using vec0 (embedding float[{dimensions}])"), [])?;
    tx.execute(
        &format!(
            "create trigger {name}_gone after delete on passage begin delete from {name} where rowid = old.id; end"
        ),
        [],
    )?;
    Ok(Table { name, dimensions })
}

/// Gives every passage of an owner its vector. The model runs outside the transaction; if the passages
/// changed meanwhile, the change has queued this work again.
fn embed(app: &App, job: &Job, kind: &str) -> Result<()> {
    let passages = app.db.read(|tx| {
        let sql = "select id, title, heading, text from passage where kind = ?1 and owner = ?2 order by seq";
        tx.all(sql, (kind, job.key), words)
    })?;
    embed_all(app, job, &passages, kind == "item")
}

fn embed_passage(app: &App, job: &Job) -> Result<()> {
    let sql = "select id, title, heading, text from passage where id = ?1 and not closed";
    let passages = app.db.read(|tx| tx.all(sql, [job.key], words))?;
    embed_all(app, job, &passages, false)
}

/// A passage's id, title, heading and text.
type Words = (i64, String, Option<String>, String);

fn words(row: &Row<'_>) -> rusqlite::Result<Words> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn embed_all(app: &App, job: &Job, passages: &[Words], cut: bool) -> Result<()> {
    if passages.is_empty() {
        return Ok(());
    }
    let embedder = app.models.embedder(app)?;
    let window = embedder.window();
    if cut && passages.iter().any(|(.., text)| embedder.count_tokens(text) > window) {
        // Cut before this model's tokenizer was known: cut again.
        return app.db.write_derived(|tx| jobs::enqueue(tx, "extract", job.key, &job.version, 0));
    }
    let mut vectors = Vec::with_capacity(passages.len());
    for (_, title, heading, text) in passages {
        if app.stop.cancelled() {
            return Err(Error::Cancelled);
        }
        let whole = in_context(title, heading.as_deref(), text);
        vectors.extend(embedder.embed(std::slice::from_ref(&whole))?);
    }
    if vectors.len() != passages.len() {
        return Err(Error::Model(format!("{} passages got {} vectors", passages.len(), vectors.len())));
    }
    let Table { name, .. } = app.db.write_derived(|tx| ensure_table(tx, embedder.as_ref()))?;
    // A run that ends halfway is done again from the start, so the passages may come one by one.
    app.db.write_derived_each(passages.iter().zip(&vectors), |tx, ((id, ..), vector)| {
        let there: bool =
            tx.one("select exists (select 1 from passage where id = ?1 and not closed)", [id], |row| row.get(0))?;
        if there {
            tx.execute(&format!("delete from {name} where rowid = ?1"), [id])?;
            tx.execute(&format!("insert into {name} (rowid, embedding) values (?1, ?2)"), (id, bytes(vector)))?;
            log::changed(tx, *id)?;
        }
        Ok(())
    })?;
    app.db.write_derived(|tx| change::finish(tx, embedder.id(), Some(job.id)))
}

/// A passage with the title and headings that it stands under: what it is about is often said there.
fn in_context(title: &str, heading: Option<&str>, text: &str) -> String {
    let short = |line: &str| line.chars().take(120).collect::<String>();
    match heading {
        Some(heading) if !text.starts_with(heading) => format!("{}. {}. {text}", short(title), short(heading)),
        _ if text.is_empty() => short(title),
        _ => format!("{}. {text}", short(title)),
    }
}
