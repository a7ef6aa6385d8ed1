//! What was done on a day: an entry, a skip, or neither.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::edit::{MOST, time_of_day};
use super::line::between;
use super::standing::{self, HabitStanding};
use super::{Habit, HabitDayState, HabitEntry, HabitId, HabitKind, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::require;
use crate::types::{Day, plain};

/// An entry to be; what the day holds already is kept where nothing is said.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct LogHabit {
    #[ts(optional = false)]
    pub habit: HabitId,
    /// Today, unless said; never a day to come.
    #[serde(default)]
    pub day: Option<Day>,
    /// 1 is a tick and 0 an express no. A habit that is counted needs it, one that is ticked is ticked.
    #[serde(default)]
    pub value: Option<f64>,
    /// Adds the value to what the day holds.
    #[serde(default)]
    pub add: Option<bool>,
    #[serde(default)]
    pub note: Option<String>,
    /// The time of day, `HH:MM`.
    #[serde(default)]
    pub time: Option<String>,
    /// The day may lie before the habit's start, which then moves there.
    #[serde(default)]
    pub backfill: Option<bool>,
}

/// A day of a habit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HabitOnDay {
    #[ts(optional = false)]
    pub habit: HabitId,
    /// Today, unless said.
    #[serde(default)]
    pub day: Option<Day>,
    /// Why, for a skip.
    #[serde(default)]
    pub note: Option<String>,
}

pub(super) fn log(tx: &WriteTx<'_>, new: LogHabit) -> Result<HabitStanding> {
    let mut habit = store::get(tx, new.habit)?;
    let day = past_day(tx, &habit, new.day)?;
    let before = store::entry_on(tx, habit.id, day)?;
    let add = new.add.unwrap_or(false);
    let value = checked_value(&habit, new.value, add.then(|| before.as_ref().and_then(|entry| entry.value)))?;
    if day < habit.start_day {
        let (name, start) = (&habit.name, habit.start_day);
        require!(
            new.backfill.unwrap_or(false),
            "{day} lies before {name} began, on {start}; log it as backfill to begin it earlier"
        );
        require!(between(day.0, tx.today()?.0) < 36_500, "a habit cannot have begun more than 100 years ago");
        habit.start_day = day;
        store::update(tx, &habit)?;
    }
    let time = match new.time {
        Some(time) => Some(time_of_day(&time)?.strftime("%H:%M").to_string()),
        None => before.as_ref().and_then(|entry| entry.time.clone()),
    };
    let note = match new.note {
        Some(note) => plain(&note),
        None => before.map(|entry| entry.note).unwrap_or_default(),
    };
    tx.label(match (habit.kind, value == 0.0) {
        (HabitKind::YesNo, false) => format!("Ticked {}{}", habit.name, on(tx, day)?),
        (HabitKind::YesNo, true) => format!("Noted that {} was not done{}", habit.name, on(tx, day)?),
        (HabitKind::Numeric, _) => format!("Logged {} for {}{}", habit.amount(value), habit.name, on(tx, day)?),
    });
    let entry = HabitEntry { day, value: Some(value), note, time };
    store::put(tx, habit.id, &entry, standing::present(tx)?.offset)?;
    standing::one(tx, habit)
}

pub(super) fn clear(tx: &WriteTx<'_>, HabitOnDay { habit, day, .. }: HabitOnDay) -> Result<HabitStanding> {
    let habit = store::get(tx, habit)?;
    let day = day.map_or_else(|| tx.today(), Ok)?;
    require!(store::clear(tx, habit.id, day)? > 0, "{} has no entry on {day}", habit.name);
    tx.label(format!("Cleared {}{}", habit.name, on(tx, day)?));
    standing::one(tx, habit)
}

pub(super) fn skip(tx: &WriteTx<'_>, HabitOnDay { habit, day, note }: HabitOnDay) -> Result<HabitStanding> {
    let habit = store::get(tx, habit)?;
    let day = past_day(tx, &habit, day)?;
    let name = &habit.name;
    require!(day >= habit.start_day, "{name} began on {}; there is nothing to skip on {day}", habit.start_day);
    let (line, _) = standing::line(tx, &habit)?;
    let state = line.place(day).map_or(HabitDayState::Off, |at| habit.state(&line, at));
    match state {
        HabitDayState::Done | HabitDayState::Partial if store::entry_on(tx, habit.id, day)?.is_some() => {
            return Err(Error::Conflict(format!("{name} has an entry on {day}; clear it to skip the day")));
        }
        HabitDayState::Skipped => return Err(Error::Conflict(format!("{name} is already skipped on {day}"))),
        HabitDayState::Paused => {
            return Err(Error::Conflict(format!("{name} is paused on {day}; it needs no skip")));
        }
        HabitDayState::Off if habit.schedule.unit() == super::StreakUnit::Days => {
            return Err(Error::invalid(format!("{name} asks for nothing on {day}; there is nothing to skip")));
        }
        _ => {}
    }
    let (used, budget) = (standing::skips(&line, day), habit.skip_budget);
    if used >= budget {
        let month = day.0.strftime("%B %Y");
        let said = match budget {
            0 => format!("{name} has no skips"),
            1 => format!("{name} has no skip left in {month}: the one it has is used"),
            budget => format!("{name} has no skips left in {month}: all {budget} are used"),
        };
        return Err(Error::invalid(format!("{said}. Pause it for a longer rest, or change its budget")));
    }
    tx.label(format!("Skipped {name}{}", on(tx, day)?));
    let entry = HabitEntry { day, value: None, note: plain(&note.unwrap_or_default()), time: None };
    store::put(tx, habit.id, &entry, standing::present(tx)?.offset)?;
    standing::one(tx, habit)
}

/// The day that is meant, which must have come.
fn past_day(tx: &ReadTx<'_>, habit: &Habit, day: Option<Day>) -> Result<Day> {
    let today = tx.today()?;
    let day = day.unwrap_or(today);
    require!(day <= today, "{day} is still to come; {} can be logged up to today, {today}", habit.name);
    Ok(day)
}

/// What an entry holds; `onto` is what the day holds when the value is added to it.
fn checked_value(habit: &Habit, value: Option<f64>, onto: Option<Option<f64>>) -> Result<f64> {
    let name = &habit.name;
    let Some(value) = value else {
        require!(habit.kind == HabitKind::YesNo, "say how much: {name} is counted{}", counted(habit));
        return Ok(1.0);
    };
    require!(value.is_finite(), "an entry is a number; {name} was not logged");
    require!((0.0..=f64::MAX).contains(&value), "an entry cannot be below zero; {name} was not logged");
    // Zero has no sign here.
    let value = value.abs();
    if habit.kind == HabitKind::YesNo {
        require!(value == 0.0 || value == 1.0, "{name} is ticked: 1 for done, 0 for not done");
        return Ok(value);
    }
    let sum = value + onto.flatten().unwrap_or(0.0);
    require!((0.0..=MOST).contains(&sum), "an entry is at most a billion; {name} was not logged");
    Ok(sum)
}

fn counted(habit: &Habit) -> String {
    if habit.unit.is_empty() { String::new() } else { format!(" in {}", habit.unit) }
}

fn on(tx: &ReadTx<'_>, day: Day) -> Result<String> {
    Ok(if day == tx.today()? { String::new() } else { format!(" on {day}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_refused_in_words() {
        let habit = Habit {
            id: HabitId(1),
            name: "Read".into(),
            notes: String::new(),
            cue: String::new(),
            area: None,
            colour: "#000000".into(),
            kind: HabitKind::Numeric,
            unit: "pages".into(),
            target: Some(20.0),
            direction: super::super::HabitDirection::AtLeast,
            schedule: super::super::HabitSchedule::Day,
            reminders: Vec::new(),
            skip_budget: 2,
            start_day: Day(jiff::civil::date(2026, 1, 1)),
            archived: false,
        };
        for senseless in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 2e9] {
            let error = checked_value(&habit, Some(senseless), None).unwrap_err().to_string();
            assert!(error.contains("Read was not logged"), "{error}");
        }
        assert!(checked_value(&habit, None, None).unwrap_err().to_string().contains("counted in pages"));
        assert_eq!(checked_value(&habit, Some(5.0), Some(Some(7.5))).unwrap(), 12.5);
    }
}
