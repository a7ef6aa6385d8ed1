//! Web pages in the data file: their addresses, and what was found there.

use rusqlite::Row;

use super::WebPage;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::knowledge::{ItemId, ItemKind};

/// A page to be.
pub(super) struct NewPage<'a> {
    pub(super) url: &'a str,
    pub(super) key: &'a str,
    pub(super) label: &'a str,
}

pub(super) fn insert(tx: &WriteTx<'_>, item: ItemId, page: &NewPage<'_>) -> Result<()> {
    tx.insert(
        "insert into page (item_id, url, address_key, label) values (?1, ?2, ?3, ?4)",
        (item, page.url, page.key, page.label),
    )?;
    Ok(())
}

/// The item of an address: by its own key, or by one that its page has named.
pub(super) fn by_key(tx: &ReadTx<'_>, key: &str) -> Result<Option<ItemId>> {
    tx.optional(
        "select item_id from page where address_key = ?1
         union all select item_id from snapshot join item on item.id = item_id where canonical_key = ?1
         limit 1",
        [key],
        |row| row.get(0),
    )
}

/// The address of an item that has one.
pub(super) fn address(tx: &ReadTx<'_>, item: ItemId) -> Result<Option<String>> {
    tx.optional("select url from page where item_id = ?1", [item], |row| row.get(0))
}

/// What was found at an address.
pub(super) struct NewSnapshot<'a> {
    pub(super) blob: &'a str,
    pub(super) bytes: usize,
    pub(super) kind: ItemKind,
    pub(super) name: &'a str,
    pub(super) url: &'a str,
}

/// Keeps a snapshot; the same content again only moves the time of the last one. Answers whether it is new.
pub(super) fn put_snapshot(tx: &WriteTx<'_>, item: ItemId, new: &NewSnapshot<'_>) -> Result<bool> {
    let same = tx.execute(
        "update snapshot set fetched_at = ?3, url = ?4 where blob = ?2
           and id = (select max(id) from snapshot where item_id = ?1)",
        (item, new.blob, tx.now(), new.url),
    )?;
    if same > 0 {
        return Ok(false);
    }
    tx.insert(
        "insert into snapshot (item_id, blob, bytes, kind, name, url, fetched_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (item, new.blob, new.bytes as i64, new.kind, new.name, new.url, tx.now()),
    )?;
    Ok(true)
}

/// What a page says of itself.
#[derive(Default)]
pub(super) struct Description {
    pub(super) title: Option<String>,
    pub(super) site: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) canonical_key: Option<String>,
}

/// Writes what the newest snapshot says of itself.
pub(super) fn describe(tx: &WriteTx<'_>, item: ItemId, said: &Description) -> Result<()> {
    tx.execute(
        "update snapshot set title = ?2, site = ?3, author = ?4, published = ?5, canonical_key = ?6
         where id = (select max(id) from snapshot where item_id = ?1)",
        (item, &said.title, &said.site, &said.author, &said.published, &said.canonical_key),
    )?;
    Ok(())
}

/// Where the newest snapshot of an item was found.
pub(super) fn found_at(tx: &ReadTx<'_>, item: ItemId) -> Result<Option<String>> {
    tx.optional("select url from snapshot where item_id = ?1 order by id desc limit 1", [item], |row| row.get(0))
}

/// The page of an item that was made from an address.
pub(super) fn page(tx: &ReadTx<'_>, item: ItemId) -> Result<Option<WebPage>> {
    tx.optional(
        "select page.url, snapshot.site, author, published, fetched_at,
           (select count(*) from snapshot as every where every.item_id = page.item_id) as snapshots,
           (select min(other.item_id) from snapshot as other join item on item.id = other.item_id
            where other.item_id <> page.item_id
              and (other.canonical_key = snapshot.canonical_key or other.blob = snapshot.blob)) as same_as
         from page left join snapshot
           on snapshot.id = (select max(newest.id) from snapshot as newest where newest.item_id = page.item_id)
         where page.item_id = ?1",
        [item],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<WebPage> {
    Ok(WebPage {
        url: row.get("url")?,
        site: row.get("site")?,
        author: row.get("author")?,
        published: row.get("published")?,
        fetched_at: row.get("fetched_at")?,
        snapshots: row.get("snapshots")?,
        same_as: row.get("same_as")?,
    })
}
