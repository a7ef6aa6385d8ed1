//! Habits, their entries and pauses in the data file.

use std::collections::HashMap;

use rusqlite::Row;
use rusqlite::types::Type;

use super::line::Dot;
use super::{Habit, HabitEntry, HabitId, HabitPause, HabitPauseId, HabitSchedule};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::types::{Day, Timestamp};

const HABIT: &str = "select id, name, notes, cue, area_id, colour, kind, unit, target, direction, schedule, reminders,
    skip_budget, start_day, archived from habit";

fn habit(row: &Row<'_>) -> rusqlite::Result<Habit> {
    let schedule: String = row.get("schedule")?;
    let reminders: String = row.get("reminders")?;
    Ok(Habit {
        id: row.get("id")?,
        name: row.get("name")?,
        notes: row.get("notes")?,
        cue: row.get("cue")?,
        area: row.get("area_id")?,
        colour: row.get("colour")?,
        kind: row.get("kind")?,
        unit: row.get("unit")?,
        target: row.get("target")?,
        direction: row.get("direction")?,
        schedule: serde_json::from_str(&schedule)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))?,
        reminders: reminders.split_whitespace().map(str::to_owned).collect(),
        skip_budget: row.get("skip_budget")?,
        start_day: row.get("start_day")?,
        archived: row.get("archived")?,
    })
}

fn pause(row: &Row<'_>) -> rusqlite::Result<HabitPause> {
    Ok(HabitPause {
        id: row.get("id")?,
        from: row.get("from_day")?,
        until: row.get("until_day")?,
        reason: row.get("reason")?,
    })
}

/// The habit of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: HabitId) -> Result<Habit> {
    tx.optional(&format!("{HABIT} where id = ?1"), [id], habit)?.or_not_found("habit", id)
}

/// The names of all habits that are not archived, in the order of the list.
///
/// # Errors
/// The file cannot be read.
pub fn all_names(tx: &ReadTx<'_>) -> Result<Vec<(HabitId, String)>> {
    tx.all("select id, name from habit where not archived order by position, id", [], |row| {
        Ok((row.get("id")?, row.get("name")?))
    })
}

pub(super) fn all(tx: &ReadTx<'_>, archived: bool) -> Result<Vec<Habit>> {
    tx.all(&format!("{HABIT} where archived = ?1 order by position, id"), [archived], habit)
}

pub(super) fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Habit>> {
    tx.optional(&format!("{HABIT} where name = ?1 and not archived"), [name], habit)
}

/// Habits with times of day at which they want to be remembered.
pub(super) fn reminding(tx: &ReadTx<'_>) -> Result<Vec<Habit>> {
    tx.all(&format!("{HABIT} where not archived and reminders <> ''"), [], habit)
}

/// By number of the column, for speed: there may be hundreds of thousands.
fn dot(row: &Row<'_>, from: usize) -> rusqlite::Result<Dot> {
    Ok(Dot { day: row.get(from)?, value: row.get(from + 1)?, offset: row.get(from + 2)? })
}

pub(super) fn dots(tx: &ReadTx<'_>, id: HabitId) -> Result<Vec<Dot>> {
    tx.all("select day, value, offset_minutes from habit_log where habit_id = ?1", [id], |row| dot(row, 0))
}

/// Every entry of every habit, in the order of the file: one pass, nothing sorted.
pub(super) fn each_dot(tx: &ReadTx<'_>, mut take: impl FnMut(HabitId, Dot)) -> Result<()> {
    tx.all("select habit_id, day, value, offset_minutes from habit_log", [], |row| {
        take(row.get(0)?, dot(row, 1)?);
        Ok(())
    })?;
    Ok(())
}

const PAUSE: &str = "select id, from_day, until_day, reason, habit_id from habit_pause";

pub(super) fn pauses(tx: &ReadTx<'_>, id: HabitId) -> Result<Vec<HabitPause>> {
    tx.all(&format!("{PAUSE} where habit_id = ?1 order by from_day"), [id], pause)
}

pub(super) fn all_pauses(tx: &ReadTx<'_>) -> Result<HashMap<HabitId, Vec<HabitPause>>> {
    let mut found: HashMap<HabitId, Vec<HabitPause>> = HashMap::new();
    let rows = tx.all(&format!("{PAUSE} order by from_day"), [], |row| Ok((row.get("habit_id")?, pause(row)?)))?;
    for (habit, pause) in rows {
        found.entry(habit).or_default().push(pause);
    }
    Ok(found)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<HabitEntry> {
    Ok(HabitEntry { day: row.get("day")?, value: row.get("value")?, note: row.get("note")?, time: row.get("time")? })
}

pub(super) fn entry_on(tx: &ReadTx<'_>, id: HabitId, day: Day) -> Result<Option<HabitEntry>> {
    tx.optional("select day, value, note, time from habit_log where habit_id = ?1 and day = ?2", (id, day), entry)
}

pub(super) fn entries(tx: &ReadTx<'_>, id: HabitId, limit: u32) -> Result<Vec<HabitEntry>> {
    let sql = "select day, value, note, time from habit_log where habit_id = ?1 order by day desc limit ?2";
    tx.all(sql, (id, limit), entry)
}

pub(super) fn earliest_entry(tx: &ReadTx<'_>, id: HabitId) -> Result<Option<Day>> {
    tx.one("select min(day) from habit_log where habit_id = ?1", [id], |row| row.get(0))
}

fn schedule_text(schedule: &HabitSchedule) -> Result<String> {
    Ok(serde_json::to_string(schedule)?)
}

/// Adds a habit at the end of the list; its own id is not looked at.
pub(super) fn insert(tx: &WriteTx<'_>, new: &Habit) -> Result<HabitId> {
    let id = tx.insert(
        "insert into habit (uid, name, notes, cue, area_id, colour, kind, unit, target, direction, schedule, reminders,
           skip_budget, start_day, created_at, position)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
           (select coalesce(max(position), 0) + 1 from habit))",
        (
            tx.uid(),
            &new.name,
            &new.notes,
            &new.cue,
            new.area,
            &new.colour,
            new.kind,
            &new.unit,
            new.target,
            new.direction,
            schedule_text(&new.schedule)?,
            new.reminders.join(" "),
            new.skip_budget,
            new.start_day,
            tx.now(),
        ),
    )?;
    Ok(HabitId(id))
}

pub(super) fn update(tx: &WriteTx<'_>, habit: &Habit) -> Result<()> {
    tx.execute(
        "update habit set name = ?2, notes = ?3, cue = ?4, area_id = ?5, colour = ?6, kind = ?7, unit = ?8, target = ?9,
           direction = ?10, schedule = ?11, reminders = ?12, skip_budget = ?13, start_day = ?14, archived = ?15
         where id = ?1",
        (
            habit.id,
            &habit.name,
            &habit.notes,
            &habit.cue,
            habit.area,
            &habit.colour,
            habit.kind,
            &habit.unit,
            habit.target,
            habit.direction,
            schedule_text(&habit.schedule)?,
            habit.reminders.join(" "),
            habit.skip_budget,
            habit.start_day,
            habit.archived,
        ),
    )?;
    Ok(())
}

pub(super) fn set_position(tx: &WriteTx<'_>, id: HabitId, position: i64) -> Result<()> {
    tx.execute("update habit set position = ?2 where id = ?1", (id, position))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: HabitId) -> Result<()> {
    tx.execute("delete from habit where id = ?1", [id])?;
    Ok(())
}

/// Writes a day's entry; where it was first written down stays with the row.
pub(super) fn put(tx: &WriteTx<'_>, id: HabitId, entry: &HabitEntry, offset: i32) -> Result<()> {
    tx.execute(
        "insert into habit_log (habit_id, day, value, note, time, logged_at, offset_minutes)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         on conflict (habit_id, day) do update set value = ?3, note = ?4, time = ?5",
        (id, entry.day, entry.value, &entry.note, &entry.time, tx.now(), offset),
    )?;
    Ok(())
}

pub(super) fn clear(tx: &WriteTx<'_>, id: HabitId, day: Day) -> Result<usize> {
    tx.execute("delete from habit_log where habit_id = ?1 and day = ?2", (id, day))
}

pub(super) fn insert_pause(
    tx: &WriteTx<'_>,
    id: HabitId,
    (from, until): (Day, Option<Day>),
    reason: &str,
) -> Result<HabitPauseId> {
    let sql = "insert into habit_pause (uid, habit_id, from_day, until_day, reason) values (?1, ?2, ?3, ?4, ?5)";
    Ok(HabitPauseId(tx.insert(sql, (tx.uid(), id, from, until, reason))?))
}

pub(super) fn end_pause(tx: &WriteTx<'_>, id: HabitPauseId, until: Day) -> Result<()> {
    tx.execute("update habit_pause set until_day = ?2 where id = ?1", (id, until))?;
    Ok(())
}

pub(super) fn delete_pause(tx: &WriteTx<'_>, id: HabitPauseId) -> Result<()> {
    tx.execute("delete from habit_pause where id = ?1", [id])?;
    Ok(())
}

/// Whether this reminder was told.
pub(super) fn was_told(tx: &ReadTx<'_>, id: HabitId, due: Timestamp) -> Result<bool> {
    let sql = "select exists (select 1 from habit_reminded where habit_id = ?1 and due = ?2)";
    tx.one(sql, (id, due), |row| row.get(0))
}

pub(super) fn tell(tx: &WriteTx<'_>, id: HabitId, due: Timestamp) -> Result<()> {
    tx.execute("insert into habit_reminded (habit_id, due) values (?1, ?2) on conflict do nothing", (id, due))?;
    Ok(())
}
