//! Tags in the data file, and who carries them.

use rusqlite::Row;
use unicode_normalization::UnicodeNormalization;

use super::{Tag, TagId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::require;
use crate::types::one_line;

const TAG: &str = "select id, name,
    (select count(*) from task_tag where tag_id = tag.id) + (select count(*) from item_tag where tag_id = tag.id)
      + (select count(*) from entry_tag where tag_id = tag.id) as uses,
    (select group_concat(name, char(31)) from (select name from tag_alias where tag_id = tag.id order by name)) as aliases
  from tag";

fn tag(row: &Row<'_>) -> rusqlite::Result<Tag> {
    let aliases: Option<String> = row.get("aliases")?;
    let aliases = aliases.map(|names| names.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default();
    Ok(Tag { id: row.get("id")?, name: row.get("name")?, uses: row.get("uses")?, aliases })
}

pub(super) fn all(tx: &ReadTx<'_>) -> Result<Vec<Tag>> {
    tx.all(&format!("{TAG} order by name"), [], tag)
}

/// The tag of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: TagId) -> Result<Tag> {
    tx.optional(&format!("{TAG} where id = ?1"), [id], tag)?.or_not_found("tag", id)
}

/// The tag of a name, whatever its letter case.
///
/// # Errors
/// The file cannot be read.
pub(super) fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Tag>> {
    tx.optional(&format!("{TAG} where name = ?1"), [name], tag)
}

/// The names of all tags.
///
/// # Errors
/// The file cannot be read.
pub fn all_names(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    tx.all("select name from tag order by name collate nocase", [], |row| row.get("name"))
}

/// The tag that has this as another name.
pub(super) fn by_alias(tx: &ReadTx<'_>, name: &str) -> Result<Option<Tag>> {
    tx.optional(&format!("{TAG} where id = (select tag_id from tag_alias where name = ?1)"), [name], tag)
}

/// The tag that somebody means by a name: its own or another of it.
///
/// # Errors
/// The file cannot be read.
pub fn known(tx: &ReadTx<'_>, name: &str) -> Result<Option<Tag>> {
    Ok(by_name(tx, name)?.or(by_alias(tx, name)?))
}

pub(super) fn add_alias(tx: &WriteTx<'_>, id: TagId, name: &str) -> Result<()> {
    tx.insert("insert into tag_alias (tag_id, name) values (?1, ?2)", (id, name))?;
    Ok(())
}

pub(super) fn remove_alias(tx: &WriteTx<'_>, name: &str) -> Result<bool> {
    Ok(tx.execute("delete from tag_alias where name = ?1", [name])? > 0)
}

/// Everything that carries one tag carries another instead; its other names go along.
pub(super) fn move_to(tx: &WriteTx<'_>, from: TagId, into: TagId) -> Result<()> {
    for (table, column) in
        [("task_tag", "task_id"), ("item_tag", "item_id"), ("entry_tag", "entry_id"), ("tag_declined", "item_id")]
    {
        // Who has both keeps one.
        tx.execute(
            &format!(
                "delete from {table} where tag_id = ?1 and {column} in (select {column} from {table} where tag_id = ?2)"
            ),
            (from, into),
        )?;
        tx.execute(&format!("update {table} set tag_id = ?2 where tag_id = ?1"), (from, into))?;
    }
    tx.execute("update tag_alias set tag_id = ?2 where tag_id = ?1", (from, into))?;
    Ok(())
}

pub(super) fn rename(tx: &WriteTx<'_>, id: TagId, name: &str) -> Result<()> {
    tx.execute("update tag set name = ?2 where id = ?1", (id, name))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: TagId) -> Result<()> {
    tx.execute("delete from tag where id = ?1", [id])?;
    Ok(())
}

/// A tag's name as it is kept: one line, composed form, without `@` or `#` before it.
///
/// # Errors
/// Nothing is left of it.
pub fn clean(name: &str) -> Result<String> {
    let composed: String = name.trim().trim_start_matches(['@', '#']).nfc().collect();
    let name = one_line(&composed, 200);
    require!(!name.is_empty(), "a tag needs a name");
    Ok(name)
}

/// The tag of this name, or that has it as another name; made if there is none.
///
/// # Errors
/// The name is empty or the file cannot be written.
pub fn ensure(tx: &WriteTx<'_>, name: &str) -> Result<TagId> {
    let name = clean(name)?;
    match known(tx, &name)? {
        Some(tag) => Ok(tag.id),
        None => Ok(TagId(tx.insert("insert into tag (uid, name) values (?1, ?2)", (tx.uid(), name))?)),
    }
}

/// The tags of a task, by name.
///
/// # Errors
/// The file cannot be read.
pub fn names_of_task(tx: &ReadTx<'_>, task: i64) -> Result<Vec<String>> {
    names(tx, "select name from tag join task_tag on tag_id = tag.id where task_id = ?1 order by name", task)
}

/// The tags of an item, by name.
///
/// # Errors
/// The file cannot be read.
pub fn names_of_item(tx: &ReadTx<'_>, item: i64) -> Result<Vec<String>> {
    names(tx, "select name from tag join item_tag on tag_id = tag.id where item_id = ?1 order by name", item)
}

/// The tags of an entry of the logbook, by name.
///
/// # Errors
/// The file cannot be read.
pub fn names_of_entry(tx: &ReadTx<'_>, entry: i64) -> Result<Vec<String>> {
    names(tx, "select name from tag join entry_tag on tag_id = tag.id where entry_id = ?1 order by name", entry)
}

fn names(tx: &ReadTx<'_>, sql: &str, owner: i64) -> Result<Vec<String>> {
    tx.all(sql, [owner], |row| row.get(0))
}

/// Gives a task exactly these tags.
///
/// # Errors
/// A name is empty or the file cannot be written.
pub fn set_task(tx: &WriteTx<'_>, task: i64, names: &[String]) -> Result<()> {
    set(tx, ("task_tag", "task_id"), task, names)
}

/// Gives an item exactly these tags.
///
/// # Errors
/// A name is empty or the file cannot be written.
pub fn set_item(tx: &WriteTx<'_>, item: i64, names: &[String]) -> Result<()> {
    set(tx, ("item_tag", "item_id"), item, names)
}

/// Gives an entry of the logbook exactly these tags.
///
/// # Errors
/// A name is empty or the file cannot be written.
pub fn set_entry(tx: &WriteTx<'_>, entry: i64, names: &[String]) -> Result<()> {
    set(tx, ("entry_tag", "entry_id"), entry, names)
}

fn set(tx: &WriteTx<'_>, (table, column): (&str, &str), owner: i64, names: &[String]) -> Result<()> {
    let wanted = names.iter().map(|name| ensure(tx, name)).collect::<Result<Vec<_>>>()?;
    let present: Vec<TagId> =
        tx.all(&format!("select tag_id from {table} where {column} = ?1"), [owner], |row| row.get(0))?;
    for gone in present.iter().filter(|tag| !wanted.contains(tag)) {
        tx.execute(&format!("delete from {table} where {column} = ?1 and tag_id = ?2"), (owner, gone))?;
    }
    for tag in wanted.iter().filter(|tag| !present.contains(tag)) {
        // The same tag may have been given twice.
        let sql = format!("insert into {table} ({column}, tag_id) values (?1, ?2) on conflict do nothing");
        tx.execute(&sql, (owner, tag))?;
    }
    Ok(())
}
