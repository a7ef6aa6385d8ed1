//! Calendars, their originals and their events in the data file.

use rusqlite::Row;

use super::{Calendar, CalendarId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::planning::ics::read::{Entry, NotTaken};
use crate::types::Timestamp;

const CALENDAR: &str = "select calendar.*, fetched_at, tried_at, error, coalesce(skipped, '[]') as skipped,
    (select group_concat(name, char(31)) from calendar_file where calendar_id = calendar.id) as files,
    (select count(*) from calendar_event where calendar_id = calendar.id and recurrence = '') as events
  from calendar left join calendar_copy on calendar_copy.calendar_id = calendar.id";

fn calendar(row: &Row<'_>) -> rusqlite::Result<Calendar> {
    let (files, skipped): (Option<String>, String) = (row.get("files")?, row.get("skipped")?);
    let url: Option<String> = row.get("url")?;
    Ok(Calendar {
        id: row.get("id")?,
        name: row.get("name")?,
        colour: row.get("colour")?,
        enabled: row.get("enabled")?,
        files: files.map(|names| names.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default(),
        events: row.get("events")?,
        fetched_at: row.get("fetched_at")?,
        tried_at: if url.is_some() { row.get("tried_at")? } else { None },
        url,
        error: row.get("error")?,
        skipped: serde_json::from_str::<Vec<NotTaken>>(&skipped).unwrap_or_default(),
    })
}

pub(super) fn all(tx: &ReadTx<'_>) -> Result<Vec<Calendar>> {
    tx.all(&format!("{CALENDAR} order by name collate nocase, calendar.id"), [], calendar)
}

pub(in crate::planning) fn get(tx: &ReadTx<'_>, id: CalendarId) -> Result<Calendar> {
    tx.optional(&format!("{CALENDAR} where calendar.id = ?1"), [id], calendar)?.or_not_found("calendar", id)
}

/// Whether there is such a calendar; a job may come too late.
pub(super) fn exists(tx: &ReadTx<'_>, id: CalendarId) -> Result<bool> {
    tx.one("select exists (select 1 from calendar where id = ?1)", [id], |row| row.get(0))
}

pub(super) fn count(tx: &ReadTx<'_>) -> Result<i64> {
    tx.one("select count(*) from calendar", [], |row| row.get(0))
}

pub(super) fn insert(tx: &WriteTx<'_>, name: &str, colour: &str, url: Option<&str>) -> Result<CalendarId> {
    let sql = "insert into calendar (uid, name, colour, url, created_at) values (?1, ?2, ?3, ?4, ?5)";
    Ok(CalendarId(tx.insert(sql, (tx.uid(), name, colour, url, tx.now()))?))
}

pub(super) fn update(tx: &WriteTx<'_>, calendar: &Calendar) -> Result<()> {
    tx.execute(
        "update calendar set name = ?2, colour = ?3, url = ?4, enabled = ?5 where id = ?1",
        (calendar.id, &calendar.name, &calendar.colour, &calendar.url, calendar.enabled),
    )?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: CalendarId) -> Result<()> {
    tx.execute("delete from calendar where id = ?1", [id])?;
    Ok(())
}

/// Keeps a file's bytes and puts them into a calendar; the same ones only once.
pub(super) fn add_file(tx: &WriteTx<'_>, id: CalendarId, name: &str, bytes: &[u8]) -> Result<()> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    tx.execute("insert into blob (hash, bytes) values (?1, ?2) on conflict do nothing", (&hash, bytes))?;
    let sql =
        "insert into calendar_file (calendar_id, blob, name, added_at) values (?1, ?2, ?3, ?4) on conflict do nothing";
    tx.execute(sql, (id, hash, name, tx.now()))?;
    Ok(())
}

/// The originals of a calendar, the later ones last: its files, and what its address said.
pub(super) fn originals(tx: &ReadTx<'_>, id: CalendarId) -> Result<Vec<Vec<u8>>> {
    let sql =
        "select bytes from calendar_file join blob on hash = calendar_file.blob where calendar_id = ?1 order by id";
    let mut all: Vec<Vec<u8>> = tx.all(sql, [id], |row| row.get(0))?;
    let copy = "select bytes from calendar_copy join calendar on calendar.id = calendar_id
                where calendar_id = ?1 and bytes is not null and url is not null";
    all.extend(tx.optional(copy, [id], |row| row.get(0))?);
    Ok(all)
}

/// A calendar with a file of this name, or the one that a file went into before.
pub(in crate::planning) fn with_file(tx: &ReadTx<'_>, name: &str, bytes: &[u8]) -> Result<Option<CalendarId>> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    let sql = "select calendar_id from calendar_file where blob = ?1 or name = ?2 order by blob = ?1 desc, id limit 1";
    tx.optional(sql, (hash, name), |row| row.get(0))
}

/// What is known of a calendar's events: their names and when they are.
pub(in crate::planning) fn known(tx: &ReadTx<'_>, id: CalendarId) -> Result<Vec<(String, String)>> {
    tx.all("select uid, recurrence from calendar_event where calendar_id = ?1", [id], |row| {
        Ok((row.get("uid")?, row.get("recurrence")?))
    })
}

/// An answer of an address, or why there was none; the last copy stays.
pub(super) fn tried(tx: &WriteTx<'_>, id: CalendarId, answer: Result<&[u8], &str>) -> Result<()> {
    let now = tx.now();
    match answer {
        Ok(bytes) => {
            let hash = blake3::hash(bytes).to_hex().to_string();
            tx.execute(
                "insert into calendar_copy (calendar_id, bytes, hash, fetched_at, tried_at) values (?1, ?2, ?3, ?4, ?4)
                 on conflict (calendar_id) do update set bytes = ?2, hash = ?3, fetched_at = ?4, tried_at = ?4, error = null",
                (id, bytes, hash, now),
            )
        }
        Err(error) => tx.execute(
            "insert into calendar_copy (calendar_id, tried_at, error) values (?1, ?3, ?2)
             on conflict (calendar_id) do update set tried_at = ?3, error = ?2",
            (id, error, now),
        ),
    }?;
    Ok(())
}

/// Whether an address said just this the last time.
pub(super) fn said(tx: &ReadTx<'_>, id: CalendarId, bytes: &[u8]) -> Result<bool> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    let sql = "select exists (select 1 from calendar_copy where calendar_id = ?1 and hash = ?2)";
    tx.one(sql, (id, hash), |row| row.get(0))
}

/// The addresses that were not asked since a moment and are not waiting to be.
pub(super) fn stale(tx: &ReadTx<'_>, since: Timestamp, work: &str) -> Result<Vec<CalendarId>> {
    tx.all(
        "select id from calendar where url is not null and enabled = 1
           and not exists (select 1 from calendar_copy where calendar_id = calendar.id and tried_at between ?1 and ?3)
           and not exists (select 1 from job where kind = ?2 and key = calendar.id and state in ('queued', 'running'))",
        (since, work, tx.now()),
        |row| row.get(0),
    )
}

pub(super) fn set_events(tx: &WriteTx<'_>, id: CalendarId, events: &[Entry], skipped: &[NotTaken]) -> Result<()> {
    tx.execute("delete from calendar_event where calendar_id = ?1", [id])?;
    for event in events {
        let (first, last) = event.bounds();
        tx.execute(
            "insert into calendar_event (calendar_id, uid, recurrence, title, notes, place, starts, days, length, zone, series,
               first, last, busy, note)
             values (:calendar, :uid, :recurrence, :title, :notes, :place, :starts, :days, :length, :zone, :series, :first,
               :last, :busy, :note) on conflict do nothing",
            rusqlite::named_params! {
                ":calendar": id, ":uid": event.uid, ":recurrence": event.recurrence_key(), ":title": event.title,
                ":notes": event.notes, ":place": event.place, ":starts": event.starts.to_string(), ":days": event.days,
                ":length": event.length, ":zone": event.zone, ":series": event.series.text()?, ":first": first, ":last": last,
                ":busy": event.busy, ":note": event.note,
            },
        )?;
    }
    tx.execute(
        "insert into calendar_copy (calendar_id, tried_at, skipped) values (?1, ?2, ?3)
         on conflict (calendar_id) do update set skipped = ?3",
        (id, tx.now(), serde_json::to_string(skipped)?),
    )?;
    Ok(())
}

/// An event as it was read.
pub(super) struct Kept {
    pub(super) id: i64,
    pub(super) calendar: CalendarId,
    pub(super) title: String,
    pub(super) notes: String,
    pub(super) place: String,
    pub(super) starts: String,
    pub(super) days: bool,
    pub(super) length: i64,
    pub(super) zone: String,
    pub(super) series: String,
    pub(super) busy: bool,
    pub(super) note: Option<String>,
}

/// The events of enabled calendars that may touch a span of time.
pub(super) fn near(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<Kept>> {
    let sql = "select event.* from calendar_event as event join calendar on calendar.id = calendar_id
               where enabled = 1 and first < ?2 and (last is null or last > ?1)";
    tx.all(sql, (from, until), |row| {
        Ok(Kept {
            id: row.get("id")?,
            calendar: row.get("calendar_id")?,
            title: row.get("title")?,
            notes: row.get("notes")?,
            place: row.get("place")?,
            starts: row.get("starts")?,
            days: row.get("days")?,
            length: row.get("length")?,
            zone: row.get("zone")?,
            series: row.get("series")?,
            busy: row.get("busy")?,
            note: row.get("note")?,
        })
    })
}
