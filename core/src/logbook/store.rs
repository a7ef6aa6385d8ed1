//! Entries in the data file.

use rusqlite::{Row, ToSql};

use super::{DayMark, Entry, EntryId, EntryLink, LinkKind, LinkTo};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::knowledge::{ItemId, links};
use crate::tags;
use crate::types::Day;

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get("id")?,
        day: row.get("day")?,
        at: row.get("at")?,
        title: row.get("title")?,
        text: row.get("text")?,
        mood: row.get("mood")?,
        energy: row.get("energy")?,
        tags: Vec::new(),
        links: Vec::new(),
        wiki_links: Vec::new(),
        closed: row.get("closed")?,
        updated_at: row.get("updated_at")?,
    })
}

/// An entry with what hangs on it.
fn whole(tx: &ReadTx<'_>, entry: Entry) -> Result<Entry> {
    let tags = tags::names_of_entry(tx, entry.id.0)?;
    let wiki_links = links::leading(tx, &entry.text)?;
    let links = links_of(tx, entry.id)?;
    Ok(Entry { tags, links, wiki_links, ..entry })
}

/// Entries by a condition, with what follows it (`order by`, `limit`).
pub(super) fn list_where(tx: &ReadTx<'_>, condition: &str, params: &[&dyn ToSql]) -> Result<Vec<Entry>> {
    let found = tx.all(&format!("select * from entry where {condition}"), params, entry)?;
    found.into_iter().map(|entry| whole(tx, entry)).collect()
}

pub(super) fn count_where(tx: &ReadTx<'_>, condition: &str, params: &[&dyn ToSql]) -> Result<i64> {
    tx.one(&format!("select count(*) from entry where {condition}"), params, |row| row.get(0))
}

pub(super) fn get(tx: &ReadTx<'_>, id: EntryId) -> Result<Entry> {
    whole(tx, tx.optional("select * from entry where id = ?1", [id], entry)?.or_not_found("entry", id)?)
}

pub(super) fn of_day(tx: &ReadTx<'_>, day: Day) -> Result<Vec<Entry>> {
    list_where(tx, "day = ?1 order by at, id", &[&day])
}

/// Whether there is any entry.
///
/// # Errors
/// The file cannot be read.
pub fn any(tx: &ReadTx<'_>) -> Result<bool> {
    tx.one("select exists (select 1 from entry)", [], |row| row.get(0))
}

/// Whether anything is closed to models.
///
/// # Errors
/// The file cannot be read.
pub fn any_closed(tx: &ReadTx<'_>) -> Result<bool> {
    tx.one("select exists (select 1 from entry where closed)", [], |row| row.get(0))
}

/// The days of a span that have entries.
pub(super) fn marks(tx: &ReadTx<'_>, from: Day, until: Day) -> Result<Vec<DayMark>> {
    tx.all(
        "select day, count(*) as entries, avg(mood) as mood from entry where day between ?1 and ?2 group by day order by day",
        (from, until),
        |row| Ok(DayMark { day: row.get("day")?, entries: row.get("entries")?, mood: row.get("mood")? }),
    )
}

/// The days with entries nearest to one: the last before it and the first after.
pub(super) fn neighbours(tx: &ReadTx<'_>, day: Day) -> Result<(Option<Day>, Option<Day>)> {
    tx.one(
        "select (select max(day) from entry where day < ?1), (select min(day) from entry where day > ?1)",
        [day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The same day of the year (`MM-DD`, any of these) in earlier years, newest first.
pub(super) fn of_year(tx: &ReadTx<'_>, before: Day, days: &[String]) -> Result<Vec<Entry>> {
    let days = serde_json::to_string(days)?;
    let condition =
        "substr(day, 6) in (select value from json_each(?1)) and day < ?2 order by day desc, at, id limit 50";
    list_where(tx, condition, &[&days, &before])
}

pub(super) fn insert(tx: &WriteTx<'_>, entry: &Entry) -> Result<EntryId> {
    let id = tx.insert(
        "insert into entry (uid, day, at, title, text, mood, energy, closed, created_at, updated_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
        (tx.uid(), entry.day, entry.at, &entry.title, &entry.text, entry.mood, entry.energy, entry.closed, tx.now()),
    )?;
    tags::set_entry(tx, id, &entry.tags)?;
    Ok(EntryId(id))
}

pub(super) fn update(tx: &WriteTx<'_>, entry: &Entry) -> Result<()> {
    tx.execute(
        "update entry set day = ?2, title = ?3, text = ?4, mood = ?5, energy = ?6, closed = ?7, updated_at = ?8 where id = ?1",
        (
            entry.id,
            entry.day,
            &entry.title,
            &entry.text,
            entry.mood,
            entry.energy,
            entry.closed,
            tx.now(),
        ),
    )?;
    tags::set_entry(tx, entry.id.0, &entry.tags)
}

pub(super) fn delete(tx: &WriteTx<'_>, id: EntryId) -> Result<()> {
    tx.execute("delete from entry where id = ?1", [id])?;
    Ok(())
}

/// The name of what a link leads to; none when it is gone.
pub(super) fn title_of(tx: &ReadTx<'_>, LinkTo { kind, id }: LinkTo) -> Result<Option<String>> {
    let name = |sql: &str| tx.optional(sql, [id], |row| row.get(0));
    match kind {
        LinkKind::Task => name("select title from task where id = ?1"),
        LinkKind::Project => name("select name from project where id = ?1"),
        LinkKind::Habit => name("select name from habit where id = ?1"),
        LinkKind::Metric => name("select name from metric where id = ?1"),
        LinkKind::Goal => name("select name from goal where id = ?1"),
        LinkKind::Entry => name("select case when title <> '' then title else day end from entry where id = ?1"),
        LinkKind::Item => Ok(links::item_ref(tx, ItemId(id))?.map(|item| item.title)),
    }
}

fn links_of(tx: &ReadTx<'_>, id: EntryId) -> Result<Vec<EntryLink>> {
    let rows: Vec<LinkTo> =
        tx.all("select kind, target from entry_link where entry_id = ?1 order by id", [id], |row| {
            Ok(LinkTo { kind: row.get("kind")?, id: row.get("target")? })
        })?;
    let mut found = Vec::with_capacity(rows.len());
    for to in rows {
        found.extend(title_of(tx, to)?.map(|title| EntryLink { to, title }));
    }
    Ok(found)
}

/// Gives an entry exactly these links. One to something that is gone stays unless it is taken out by name.
pub(super) fn set_links(tx: &WriteTx<'_>, id: EntryId, links: &[LinkTo]) -> Result<()> {
    let present = links_of(tx, id)?;
    for gone in present.iter().filter(|link| !links.contains(&link.to)) {
        tx.execute(
            "delete from entry_link where entry_id = ?1 and kind = ?2 and target = ?3",
            (id, gone.to.kind, gone.to.id),
        )?;
    }
    for link in links.iter().filter(|link| !present.iter().any(|had| had.to == **link)) {
        let sql = "insert into entry_link (entry_id, kind, target) values (?1, ?2, ?3) on conflict do nothing";
        tx.execute(sql, (id, link.kind, link.id))?;
    }
    Ok(())
}
