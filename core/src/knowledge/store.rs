//! Items in the data file.

use rusqlite::{Row, ToSql};

use super::{Item, ItemId, ItemKind, ItemState};
use crate::db::{ReadTx, WriteTx};
use crate::documents::{Block, Document, Page};
use crate::error::{Error, OrNotFound, Result};
use crate::types::Timestamp;

/// What an item is shown as: a page's snapshot, as far as there is one, and else the bare link.
pub(super) const KIND: &str = "case when page.id is null then item.kind else coalesce(snapshot.kind, 'bookmark') end";

/// As long as a page has no title of the person's, it has its own.
pub(super) const TITLE: &str =
    "case when page.label = item.title then coalesce(snapshot.title, item.title) else item.title end";

/// The page of an item, and the newest snapshot of it.
pub(super) const SOURCES: &str = "left join page on page.item_id = item.id
  left join snapshot on snapshot.id = (select max(newest.id) from snapshot as newest where newest.item_id = item.id)";

/// The steps of an item's processing.
const JOBS: &str = "left join job as fetch on fetch.kind = 'fetch' and fetch.key = item.id
  left join job as extract on extract.kind = 'extract' and extract.key = item.id
  left join job as embed on embed.kind = 'embed' and embed.key = item.id";

/// Items with everything that their state is read from.
const ITEM: &str = "select item.*, page.url as url, snapshot.fetched_at as fetched_at,
    {KIND} as shown_kind, {TITLE} as shown_title, coalesce(snapshot.bytes, item.bytes) as shown_bytes,
    fetch.state as fetch_state, fetch.error as fetch_error,
    (select group_concat(name, char(31)) from (select name from tag join item_tag on tag_id = tag.id
       where item_id = item.id order by name)) as tags,
    (select count(*) from passage where kind = 'item' and owner = item.id) as chunks,
    extract.state as extract_state, extract.error as extract_error,
    embed.state as embed_state, embed.error as embed_error,
    (select json_array_length(pages) from item_text where item_id = item.id) as page_count,
    (select count(*) from item_text, json_each(item_text.pages) where item_id = item.id
       and json_extract(json_each.value, '$.has_text')) as page_texts
  from item {SOURCES} {JOBS}";

/// A statement with the parts above in their places.
fn sql(statement: &str) -> String {
    let parts = [("{ITEM}", ITEM), ("{KIND}", KIND), ("{TITLE}", TITLE), ("{SOURCES}", SOURCES), ("{JOBS}", JOBS)];
    parts.iter().fold(statement.to_owned(), |sql, (name, part)| sql.replace(name, part))
}

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    let tags: Option<String> = row.get("tags")?;
    let (pages, pages_with_text) = (row.get::<_, Option<i64>>("page_count")?.unwrap_or(0), row.get("page_texts")?);
    let chunks = row.get("chunks")?;
    let fetch: Option<String> = row.get("fetch_state")?;
    let extract: Option<String> = row.get("extract_state")?;
    let embed: Option<String> = row.get("embed_state")?;
    let mut error: Option<String> = None;
    for step in ["fetch_error", "extract_error", "embed_error"] {
        error = error.or(row.get(step)?);
    }
    let step = match (fetch.as_deref(), extract.as_deref(), embed.as_deref()) {
        (Some(fetch), ..) if fetch != "done" => fetch.to_owned(),
        (_, Some("done"), embed) => embed.unwrap_or("queued").to_owned(),
        (_, extract, _) => extract.unwrap_or("queued").to_owned(),
    };
    let kind = row.get("shown_kind")?;
    let (state, state_note) = match step.as_str() {
        "needs_attention" => (ItemState::NeedsAttention, error),
        "running" => (ItemState::Processing, None),
        "done" if pages_with_text < pages => {
            (ItemState::Partial, Some(format!("{pages_with_text} of {pages} pages have text")))
        }
        "done" if kind == ItemKind::Bookmark => (ItemState::Ready, Some("Only the link is kept.".into())),
        "done" if kind == ItemKind::Image => (ItemState::Ready, Some("a picture, without text".into())),
        "done" => (ItemState::Ready, None),
        _ => (ItemState::Waiting, error),
    };
    Ok(Item {
        id: row.get("id")?,
        external_id: row.get("external_id")?,
        kind,
        title: row.get("shown_title")?,
        source: row.get("source")?,
        url: row.get("url")?,
        fetched_at: row.get("fetched_at")?,
        bytes: row.get("shown_bytes")?,
        tags: tags.map(|tags| tags.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default(),
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        state,
        state_note,
        chunks,
        // An item's vectors are written in one transaction: all of them or none.
        embedded: if embed.as_deref() == Some("done") { chunks } else { 0 },
        pages,
        pages_with_text,
    })
}

/// The item of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: ItemId) -> Result<Item> {
    tx.optional(&sql("{ITEM} where item.id = ?1"), [id], item)?.or_not_found("item", id)
}

/// Items by a condition on `item`, with what follows it.
pub(super) fn list_where(tx: &ReadTx<'_>, condition: &str, params: &[&dyn ToSql]) -> Result<Vec<Item>> {
    tx.all(&sql(&format!("{{ITEM}} where {condition}")), params, item)
}

pub(super) fn count_where(tx: &ReadTx<'_>, condition: &str, params: &[&dyn ToSql]) -> Result<i64> {
    tx.one(&sql(&format!("select count(*) from item {{SOURCES}} {{JOBS}} where {condition}")), params, |row| row.get(0))
}

/// Which items were added: of these kinds and among these items, if any are named, with all of these tags, from one
/// moment until before another.
#[derive(Debug, Default)]
pub struct Added<'a> {
    pub kinds: &'a [ItemKind],
    pub items: &'a [ItemId],
    pub tags: &'a [String],
    pub from: Option<Timestamp>,
    pub before: Option<Timestamp>,
}

/// Items by when they were added, newest first: at most `limit`, and how many there are in all.
///
/// # Errors
/// The file cannot be read.
pub fn added(tx: &ReadTx<'_>, which: &Added<'_>, limit: u32) -> Result<(Vec<Item>, i64)> {
    let tags = serde_json::to_string(which.tags)?;
    let (kinds, items) = (serde_json::to_string(which.kinds)?, serde_json::to_string(which.items)?);
    let condition = "(?1 = '[]' or {KIND} in (select value from json_each(?1)))
        and (?5 = '[]' or item.id in (select value from json_each(?5))) and (?2 is null or item.created_at >= ?2)
        and (?3 is null or item.created_at < ?3) and not exists (select 1 from json_each(?4) as wanted where not exists
          (select 1 from item_tag join tag on tag.id = tag_id where item_id = item.id and tag.name = wanted.value collate nocase))";
    let params: [&dyn ToSql; 5] = [&kinds, &which.from, &which.before, &tags, &items];
    let total = count_where(tx, condition, &params)?;
    let list = format!("{condition} order by item.created_at desc, item.id desc limit {limit}");
    Ok((list_where(tx, &list, &params)?, total))
}

/// The ids of all items that are shown as one of some kinds, as a statement to put in a condition: what a page is shown
/// as is known by what was fetched last. `kinds` is a list in SQL.
pub fn shown_as(kinds: &str) -> String {
    sql(&format!("select item.id from item {{SOURCES}} where {{KIND}} in ({kinds})"))
}

/// What is written of an item.
pub(super) struct NewItem<'a> {
    pub(super) external_id: Option<&'a str>,
    pub(super) kind: ItemKind,
    pub(super) title: &'a str,
    pub(super) source: Option<&'a str>,
    pub(super) blob: &'a str,
    pub(super) bytes: usize,
}

pub(super) fn insert(tx: &WriteTx<'_>, new: &NewItem<'_>) -> Result<ItemId> {
    let id = tx.insert(
        "insert into item (uid, external_id, kind, title, source, blob, bytes, created_at, updated_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
        (tx.uid(), new.external_id, new.kind, new.title, new.source, new.blob, new.bytes as i64, tx.now()),
    )?;
    Ok(ItemId(id))
}

pub(super) fn set_title(tx: &WriteTx<'_>, id: ItemId, title: &str) -> Result<()> {
    tx.execute("update item set title = ?2, updated_at = ?3 where id = ?1", (id, title, tx.now()))?;
    Ok(())
}

/// Gives an item the title that its document has, if it still bears the one that import made of the file's name.
///
/// This is computed from the original like its text, so it is nobody's step: it leaves no trace in the log, and taking back
/// the import or a later renaming works as if the title had always been there.
pub(super) fn adopt_title(tx: &WriteTx<'_>, id: ItemId, imported: &str, title: &str) -> Result<()> {
    let changed = tx.execute(
        "update item set title = ?3 where id = ?1 and title = ?2 and title <> ?3 and source is not null",
        (id, imported, title),
    )?;
    if changed > 0 {
        let newest = "(select max(id) from change where tbl = 'item' and row_id = ?1)";
        tx.execute(&format!("delete from change where id = {newest}"), [id])?;
        // The log's last word on the row stays what the row is.
        tx.execute(
            &format!("update change set after = json_set(after, '$.title', ?2) where id = {newest}"),
            (id, title),
        )?;
    }
    Ok(())
}

pub(super) fn set_blob(tx: &WriteTx<'_>, id: ItemId, blob: &str, bytes: usize) -> Result<()> {
    tx.execute(
        "update item set blob = ?2, bytes = ?3, updated_at = ?4 where id = ?1 and blob <> ?2",
        (id, blob, bytes as i64, tx.now()),
    )?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: ItemId) -> Result<()> {
    tx.execute("delete from item where id = ?1", [id])?;
    Ok(())
}

pub(super) fn by_external_id(tx: &ReadTx<'_>, external_id: &str) -> Result<Option<ItemId>> {
    tx.optional("select id from item where external_id = ?1", [external_id], |row| row.get(0))
}

pub(super) fn by_blob(tx: &ReadTx<'_>, blob: &str) -> Result<Option<ItemId>> {
    tx.optional(
        "select id from item where blob = ?1 and external_id is null and kind <> 'note'
           and not exists (select 1 from page where item_id = item.id)",
        [blob],
        |row| row.get(0),
    )
}

/// Keeps bytes under their content's name; the same bytes are kept once.
pub(super) fn keep(tx: &WriteTx<'_>, bytes: &[u8]) -> Result<String> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    tx.execute("insert into blob (hash, bytes) values (?1, ?2) on conflict do nothing", (&hash, bytes))?;
    Ok(hash)
}

/// Whether bytes of this name are kept.
pub(super) fn is_kept(tx: &ReadTx<'_>, blob: &str) -> Result<bool> {
    tx.one("select exists (select 1 from blob where hash = ?1)", [blob], |row| row.get(0))
}

/// What an item's text is read from, its original or its page's newest snapshot: the name it is known by, its kind, its
/// content's name and its bytes.
pub struct Original {
    pub name: String,
    pub kind: ItemKind,
    pub blob: String,
    pub bytes: Vec<u8>,
}

/// The original of an item, if the item is still there.
///
/// # Errors
/// The bytes are missing, or the file cannot be read.
pub fn original(tx: &ReadTx<'_>, id: ItemId) -> Result<Option<Original>> {
    let found = tx.optional(
        &sql(
            "select coalesce(snapshot.name, item.source, item.title) as name, {KIND} as kind, hash as blob, content.bytes as bytes
             from item {SOURCES} left join blob as content on hash = coalesce(snapshot.blob, item.blob) where item.id = ?1",
        ),
        [id],
        |row| {
            let bytes: Option<Vec<u8>> = row.get("bytes")?;
            Ok(bytes.map(|bytes| (row.get("name"), row.get("kind"), row.get("blob"), bytes)))
        },
    )?;
    match found {
        None => Ok(None),
        Some(None) => {
            Err(Error::Storage("the original of this item is missing from the data file; run `almanac doctor`".into()))
        }
        Some(Some((name, kind, blob, bytes))) => Ok(Some(Original { name: name?, kind: kind?, blob: blob?, bytes })),
    }
}

/// What extraction left, if it has run.
pub struct Extracted {
    pub text: String,
    pub blocks: Vec<Block>,
    pub pages: Vec<Page>,
    pub notes: Vec<String>,
}

/// The text of an item, if it has been extracted.
///
/// # Errors
/// The file cannot be read.
pub fn text(tx: &ReadTx<'_>, id: ItemId) -> Result<Option<Extracted>> {
    let row = tx.optional("select text, blocks, pages, notes from item_text where item_id = ?1", [id], |row| {
        let column = |name: &str| row.get::<_, String>(name);
        Ok([column("text")?, column("blocks")?, column("pages")?, column("notes")?])
    })?;
    row.map(|[text, blocks, pages, notes]| {
        Ok(Extracted {
            text,
            blocks: serde_json::from_str(&blocks)?,
            pages: serde_json::from_str(&pages)?,
            notes: serde_json::from_str(&notes)?,
        })
    })
    .transpose()
}

pub(super) fn put_text(tx: &WriteTx<'_>, id: ItemId, blob: &str, version: i64, document: &Document) -> Result<()> {
    tx.execute(
        "insert into item_text (item_id, blob, version, text, blocks, pages, notes) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         on conflict (item_id) do update set blob = ?2, version = ?3, text = ?4, blocks = ?5, pages = ?6, notes = ?7",
        (
            id,
            blob,
            version,
            &document.text,
            serde_json::to_string(&document.blocks)?,
            serde_json::to_string(&document.pages)?,
            serde_json::to_string(&document.notes)?,
        ),
    )?;
    Ok(())
}

/// A passage to be.
pub(super) struct NewPassage<'a> {
    pub(super) heading: Option<&'a str>,
    pub(super) text: &'a str,
    pub(super) page: Option<u32>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Replaces an item's passages; their vectors go with them.
pub(super) fn put_passages<'a>(
    tx: &WriteTx<'_>,
    id: ItemId,
    title: &str,
    passages: impl Iterator<Item = NewPassage<'a>>,
) -> Result<usize> {
    tx.execute("delete from passage where kind = 'item' and owner = ?1", [id])?;
    let mut written = 0;
    for passage in passages {
        tx.execute(
            "insert into passage (kind, owner, seq, title, heading, text, page, start, end) values ('item', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (id, written as i64, title, passage.heading, passage.text, passage.page, passage.start as i64, passage.end as i64),
        )?;
        written += 1;
    }
    Ok(written)
}
