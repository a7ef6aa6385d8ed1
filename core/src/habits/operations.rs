//! What can be done with habits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::edit::{ArchiveHabit, HabitPatch, NewHabit, archive, create, delete, reorder, update};
use super::log::{HabitOnDay, LogHabit, clear, log, skip};
use super::page::{HabitPage, show};
use super::pause::{PauseHabit, ResumeHabit, pause, resume};
use super::standing::{self, HabitStanding};
use super::{Habit, HabitId, HabitSchedule};
use crate::db::ReadTx;
use crate::error::Result;
use crate::operations;

operations! { "habits";
    /// The habits of today: what still asks for something, and what has an entry.
    query today(()) -> Vec<HabitStanding>;
    /// Every habit with its strength, streak and last 14 days, in the order of the list; or those put away.
    query list(Option<ListHabits>) -> Vec<HabitStanding>;
    /// One habit: strength curve, year, history, best streaks, and what today could make of it.
    query show(HabitId) -> HabitPage;
    /// A schedule in words, or why it is none: `on Monday and Thursday`.
    query words(HabitSchedule) -> String;
    /// Adds a habit.
    mutation create(NewHabit) -> Habit;
    /// Changes a habit; absent fields stay.
    mutation update(HabitPatch) -> Habit;
    /// Puts a habit away with its history, or takes it out again.
    mutation archive(ArchiveHabit) -> Habit;
    /// Removes a habit with its history.
    mutation delete(HabitId) -> ();
    /// Puts these habits in this order, before all others.
    mutation reorder(Vec<HabitId>) -> ();
    /// Ticks a habit or logs a number, today or on a past day; what the day held is replaced or added to.
    mutation log(LogHabit) -> HabitStanding;
    /// Takes a day's entry or skip away.
    mutation clear(HabitOnDay) -> HabitStanding;
    /// Skips a day: strength and streak stay as they are. Each month has a budget of skips.
    mutation skip(HabitOnDay) -> HabitStanding;
    /// Pauses a habit for some days, or until it is resumed.
    mutation pause(PauseHabit) -> HabitStanding;
    /// Ends the present pause with yesterday, or takes another away.
    mutation resume(ResumeHabit) -> HabitStanding;
}

/// Which habits.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListHabits {
    /// Those put away, instead of the others.
    pub archived: Option<bool>,
}

fn today(tx: &ReadTx<'_>, (): ()) -> Result<Vec<HabitStanding>> {
    standing::of_today(tx)
}

fn words(_: &ReadTx<'_>, schedule: HabitSchedule) -> Result<String> {
    Ok(schedule.checked()?.words())
}

fn list(tx: &ReadTx<'_>, asked: Option<ListHabits>) -> Result<Vec<HabitStanding>> {
    standing::every(tx, asked.and_then(|asked| asked.archived).unwrap_or(false))
}
