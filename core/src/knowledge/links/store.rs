//! Links between texts in the data file.

use super::scan::{self, Found};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::knowledge::store::{KIND, SOURCES, TITLE};
use crate::knowledge::{ItemId, ItemRef, import};

/// A link as it was found, places in Unicode scalar values of the item's text.
pub(super) struct Line {
    pub(super) item: ItemId,
    pub(super) title: String,
    pub(super) key: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Replaces what was found in an item's text.
pub(super) fn put(tx: &WriteTx<'_>, item: ItemId, found: impl Iterator<Item = (Found, usize, usize)>) -> Result<()> {
    tx.execute("delete from wiki_link where item_id = ?1", [item])?;
    for (link, start, end) in found {
        tx.insert(
            "insert into wiki_link (item_id, title, title_key, start, end) values (?1, ?2, ?3, ?4, ?5)",
            (item, &link.title, scan::key(&link.title), start as i64, end as i64),
        )?;
    }
    Ok(())
}

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        item: row.get("item_id")?,
        title: row.get("title")?,
        key: row.get("title_key")?,
        start: row.get::<_, i64>("start")? as usize,
        end: row.get::<_, i64>("end")? as usize,
    })
}

/// The links that a text has.
pub(super) fn of(tx: &ReadTx<'_>, item: ItemId) -> Result<Vec<Line>> {
    tx.all("select * from wiki_link where item_id = ?1 order by start", [item], line)
}

/// The links of other texts to a title.
pub(super) fn to(tx: &ReadTx<'_>, key: &str, but: ItemId) -> Result<Vec<Line>> {
    tx.all(
        "select * from wiki_link where item_id <> ?2 and (title_key = ?1 or substr(title_key, -length(?1) - 1) = '/' || ?1)
         order by item_id desc, start limit 500",
        (key, but),
        line,
    )
}

/// Every item's title, notes first, then by age.
pub(super) fn titles(tx: &ReadTx<'_>) -> Result<Vec<ItemRef>> {
    let sql = format!(
        "select item.id, {TITLE} as title, {KIND} as kind from item {SOURCES} order by item.kind <> 'note', item.id"
    );
    tx.all(&sql, [], item_ref)
}

/// Titles that contain a text, those that begin with it first, then notes, then the newest.
pub(super) fn matching(tx: &ReadTx<'_>, text: &str, limit: u32) -> Result<Vec<ItemRef>> {
    let like = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let sql = format!(
        "select * from (select item.id, {TITLE} as title, {KIND} as kind from item {SOURCES}) where title like ?1 escape '\\'
         order by title not like ?2 escape '\\', kind <> 'note', id desc limit ?3"
    );
    tx.all(&sql, (format!("%{like}%"), format!("{like}%"), limit), item_ref)
}

/// One item in a few words.
pub(in crate::knowledge) fn item_ref_of(tx: &ReadTx<'_>, item: ItemId) -> Result<Option<ItemRef>> {
    let sql = format!("select item.id, {TITLE} as title, {KIND} as kind from item {SOURCES} where item.id = ?1");
    tx.optional(&sql, [item], item_ref)
}

fn item_ref(row: &rusqlite::Row<'_>) -> rusqlite::Result<ItemRef> {
    Ok(ItemRef { id: row.get("id")?, title: row.get("title")?, kind: row.get("kind")? })
}

/// The titles that items had before, and the names of the files that they were made from.
pub(super) fn aliases(tx: &ReadTx<'_>) -> Result<Vec<(String, ItemId)>> {
    let mut all: Vec<(String, ItemId)> =
        tx.all("select title_key, item_id from item_alias order by id desc", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let files: Vec<(String, ItemId)> = tx.all(
        "select source, id from item where source is not null and kind in ('markdown', 'text') order by id desc",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    all.extend(files.into_iter().map(|(source, id)| (scan::key(&import::title(&source)), id)));
    Ok(all)
}

pub(super) fn add_alias(tx: &WriteTx<'_>, item: ItemId, title: &str) -> Result<()> {
    tx.execute(
        "insert into item_alias (item_id, title, title_key) values (?1, ?2, ?3) on conflict do nothing",
        (item, title, scan::key(title)),
    )?;
    Ok(())
}

/// Notes that may have links, with their text. The links that were found lag behind what was just written.
pub(super) fn linking_notes(tx: &ReadTx<'_>) -> Result<Vec<(ItemId, String)>> {
    tx.all(
        "select item.id, blob.bytes as bytes from item join blob on hash = item.blob
         where item.kind = 'note' and instr(blob.bytes, x'5b5b') > 0",
        [],
        |row| Ok((row.get("id")?, String::from_utf8_lossy(&row.get::<_, Vec<u8>>("bytes")?).into_owned())),
    )
}
