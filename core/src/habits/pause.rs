//! Rests: days on which a habit asks for nothing, for as long as need be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::standing::{self, HabitStanding};
use super::{HabitId, HabitPauseId, store};
use crate::db::WriteTx;
use crate::error::{Error, OrNotFound, Result};
use crate::require;
use crate::types::{Day, one_line};

/// A pause to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PauseHabit {
    #[ts(optional = false)]
    pub habit: HabitId,
    /// Today, unless said; it may lie behind or ahead.
    #[serde(default)]
    pub from: Option<Day>,
    /// The last day; until it is resumed, unless said.
    #[serde(default)]
    pub until: Option<Day>,
    #[serde(default)]
    pub reason: Option<String>,
}

/// A pause to end.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ResumeHabit {
    #[ts(optional = false)]
    pub habit: HabitId,
    /// The one that today lies in, unless said. One that is past or to come is taken away.
    #[serde(default)]
    pub pause: Option<HabitPauseId>,
}

pub(super) fn pause(tx: &WriteTx<'_>, new: PauseHabit) -> Result<HabitStanding> {
    let habit = store::get(tx, new.habit)?;
    let from = new.from.map_or_else(|| tx.today(), Ok)?;
    if let Some(until) = new.until {
        require!(until >= from, "a pause cannot end on {until}, before it begins on {from}");
        require!(until >= habit.start_day, "{} began on {}, after this pause", habit.name, habit.start_day);
    }
    let overlaps = |other: &super::HabitPause| {
        other.until.is_none_or(|end| end >= from) && new.until.is_none_or(|end| end >= other.from)
    };
    if let Some(other) = store::pauses(tx, habit.id)?.into_iter().find(overlaps) {
        let until = other.until.map_or_else(|| " on".to_owned(), |until| format!(" to {until}"));
        let name = &habit.name;
        return Err(Error::Conflict(format!("{name} is already paused from {}{until}; the days overlap", other.from)));
    }
    let reason = one_line(&new.reason.unwrap_or_default(), 200);
    store::insert_pause(tx, habit.id, (from, new.until), &reason)?;
    tx.label(match new.until {
        Some(until) => format!("Paused {} from {from} to {until}", habit.name),
        None => format!("Paused {}", habit.name),
    });
    standing::one(tx, habit)
}

pub(super) fn resume(tx: &WriteTx<'_>, ResumeHabit { habit, pause }: ResumeHabit) -> Result<HabitStanding> {
    let habit = store::get(tx, habit)?;
    let today = tx.today()?;
    let pauses = store::pauses(tx, habit.id)?;
    let chosen = match pause {
        Some(id) => pauses.into_iter().find(|one| one.id == id).or_not_found("pause", id)?,
        None => pauses
            .into_iter()
            .find(|one| one.covers(today))
            .ok_or_else(|| Error::invalid(format!("{} is not paused", habit.name)))?,
    };
    match today.0.yesterday() {
        Ok(yesterday) if chosen.covers(today) && chosen.from < today => {
            store::end_pause(tx, chosen.id, Day(yesterday))?;
        }
        _ => store::delete_pause(tx, chosen.id)?,
    }
    tx.label(match chosen.covers(today) {
        true => format!("Resumed {}", habit.name),
        false => format!("Took away a pause of {}", habit.name),
    });
    standing::one(tx, habit)
}
