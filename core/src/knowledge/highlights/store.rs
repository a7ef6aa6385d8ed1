//! Highlights in the data file.

use rusqlite::Row;

use super::anchor::Selector;
use super::{Colour, Highlight, HighlightId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::knowledge::ItemId;
use crate::knowledge::store::{SOURCES, TITLE};

/// A highlight with what its place is found by; the place itself is open.
fn read(row: &Row<'_>) -> rusqlite::Result<(Highlight, Selector)> {
    let selector = Selector {
        quote: row.get("quote")?,
        prefix: row.get("prefix")?,
        suffix: row.get("suffix")?,
        start: row.get::<_, i64>("start")? as usize,
        alone: row.get("alone")?,
    };
    let highlight = Highlight {
        id: row.get("id")?,
        item: row.get("item_id")?,
        item_title: row.get("item_title")?,
        quote: selector.quote.clone(),
        note: row.get("note")?,
        colour: row.get("colour")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        start: None,
        end: None,
    };
    Ok((highlight, selector))
}

fn select(condition: &str) -> String {
    format!(
        "select highlight.*, {TITLE} as item_title from highlight join item on item.id = highlight.item_id {SOURCES} where {condition}"
    )
}

pub(super) fn of_item(tx: &ReadTx<'_>, item: ItemId) -> Result<Vec<(Highlight, Selector)>> {
    tx.all(&select("highlight.item_id = ?1 order by start, highlight.id"), [item], read)
}

/// The newest whose quote or note contains a text.
pub(super) fn with_words(tx: &ReadTx<'_>, text: &str, limit: u32) -> Result<Vec<(Highlight, Selector)>> {
    let like = format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    tx.all(
        &select("quote like ?1 escape '\\' or note like ?1 escape '\\' order by highlight.id desc limit ?2"),
        (like, limit),
        read,
    )
}

pub(super) fn get(tx: &ReadTx<'_>, id: HighlightId) -> Result<(Highlight, Selector)> {
    tx.optional(&select("highlight.id = ?1"), [id], read)?.or_not_found("highlight", id)
}

pub(super) fn insert(
    tx: &WriteTx<'_>,
    item: ItemId,
    selector: &Selector,
    note: &str,
    colour: Colour,
) -> Result<HighlightId> {
    let id = tx.insert(
        "insert into highlight (uid, item_id, quote, prefix, suffix, start, alone, note, colour, created_at, updated_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)",
        (
            tx.uid(),
            item,
            &selector.quote,
            &selector.prefix,
            &selector.suffix,
            selector.start as i64,
            selector.alone,
            note,
            colour,
            tx.now(),
        ),
    )?;
    Ok(HighlightId(id))
}

pub(super) fn set(tx: &WriteTx<'_>, id: HighlightId, note: &str, colour: Colour) -> Result<()> {
    tx.execute(
        "update highlight set note = ?2, colour = ?3, updated_at = ?4 where id = ?1",
        (id, note, colour, tx.now()),
    )?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: HighlightId) -> Result<()> {
    tx.execute("delete from highlight where id = ?1", [id])?;
    Ok(())
}
