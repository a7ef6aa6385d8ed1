//! Setting habits up and changing them.

use jiff::ToSpan;
use jiff::civil::Time;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::line::LONGEST;
use super::{Habit, HabitDirection, HabitId, HabitKind, HabitSchedule, reminders, store};
use crate::areas::{self, AreaId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::require;
use crate::types::{Day, Patch, one_line, plain};

/// What a habit looks like unless somebody says.
const COLOUR: &str = "#4a8c6f";
/// Days of a month that may be skipped unless somebody says.
const SKIPS: u32 = 2;
/// The largest number that can be a target or an entry.
pub(super) const MOST: f64 = 1e9;
/// Reminders of one habit, at most.
const REMINDERS: usize = 12;

/// A habit to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewHabit {
    pub name: String,
    #[serde(default)]
    pub notes: Option<String>,
    #[serde(default)]
    pub cue: Option<String>,
    #[serde(default)]
    pub area: Option<AreaId>,
    /// `#rrggbb`; that of its area unless said.
    #[serde(default)]
    pub colour: Option<String>,
    /// Counted if it has a target, ticked otherwise.
    #[serde(default)]
    pub kind: Option<HabitKind>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub target: Option<f64>,
    /// At least, unless said.
    #[serde(default)]
    pub direction: Option<HabitDirection>,
    /// Every day, unless said.
    #[serde(default)]
    pub schedule: Option<HabitSchedule>,
    /// Times of day, `HH:MM`.
    #[serde(default)]
    pub reminders: Option<Vec<String>>,
    /// 0 to 31 days a month, two unless said.
    #[serde(default)]
    pub skip_budget: Option<u32>,
    /// Today, unless said.
    #[serde(default)]
    pub start_day: Option<Day>,
}

/// What to change of a habit; absent stays, `null` clears.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HabitPatch {
    #[ts(optional = false)]
    pub id: HabitId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub notes: Option<String>,
    #[serde(default)]
    pub cue: Option<String>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<AreaId>")]
    pub area: Patch<AreaId>,
    #[serde(default)]
    pub colour: Option<String>,
    #[serde(default)]
    pub kind: Option<HabitKind>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<f64>")]
    pub target: Patch<f64>,
    #[serde(default)]
    pub direction: Option<HabitDirection>,
    #[serde(default)]
    pub schedule: Option<HabitSchedule>,
    #[serde(default)]
    pub reminders: Option<Vec<String>>,
    #[serde(default)]
    pub skip_budget: Option<u32>,
    #[serde(default)]
    pub start_day: Option<Day>,
}

/// A habit put away, or taken out again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ArchiveHabit {
    #[ts(optional = false)]
    pub id: HabitId,
    /// Put away, unless said.
    #[serde(default)]
    pub archived: Option<bool>,
}

pub(super) fn create(tx: &WriteTx<'_>, new: NewHabit) -> Result<Habit> {
    let area = new.area.map(|area| areas::get(tx, area)).transpose()?;
    let colour = new.colour.or_else(|| area.map(|area| area.colour)).unwrap_or_else(|| COLOUR.to_owned());
    let kind = new.kind.unwrap_or(if new.target.is_some() { HabitKind::Numeric } else { HabitKind::YesNo });
    let habit = Habit {
        id: HabitId(0),
        name: new.name,
        notes: new.notes.unwrap_or_default(),
        cue: new.cue.unwrap_or_default(),
        area: new.area,
        colour,
        kind,
        unit: new.unit.unwrap_or_default(),
        target: new.target,
        direction: new.direction.unwrap_or(HabitDirection::AtLeast),
        schedule: new.schedule.unwrap_or(HabitSchedule::Day),
        reminders: new.reminders.unwrap_or_default(),
        skip_budget: new.skip_budget.unwrap_or(SKIPS),
        start_day: match new.start_day {
            Some(day) => day,
            None => tx.today()?,
        },
        archived: false,
    };
    let habit = checked(tx, habit, None)?;
    tx.label(format!("Added the habit {}", habit.name));
    let id = store::insert(tx, &habit)?;
    let habit = store::get(tx, id)?;
    reminders::begin(tx, &habit)?;
    Ok(habit)
}

pub(super) fn update(tx: &WriteTx<'_>, patch: HabitPatch) -> Result<Habit> {
    let mut habit = store::get(tx, patch.id)?;
    let reminds_anew = patch.reminders.is_some();
    macro_rules! take {
        ($($field:ident),+) => {$(if let Some(value) = patch.$field { habit.$field = value; })+};
    }
    if patch.kind == Some(HabitKind::YesNo) {
        (habit.target, habit.unit, habit.direction) = (None, String::new(), HabitDirection::AtLeast);
    }
    take!(name, notes, cue, colour, kind, unit, target, direction, schedule, reminders, skip_budget, start_day);
    if let Some(area) = patch.area {
        area.map(|id| areas::get(tx, id)).transpose()?;
        habit.area = area;
    }
    let habit = checked(tx, habit, Some(patch.id))?;
    if let Some(first) = store::earliest_entry(tx, habit.id)? {
        let (name, start) = (&habit.name, habit.start_day);
        require!(
            start <= first,
            "{name} has an entry on {first}, so it cannot begin on {start}; clear what lies before"
        );
    }
    tx.label(format!("Changed the habit {}", habit.name));
    store::update(tx, &habit)?;
    if reminds_anew {
        reminders::begin(tx, &habit)?;
    }
    Ok(habit)
}

pub(super) fn archive(tx: &WriteTx<'_>, ArchiveHabit { id, archived }: ArchiveHabit) -> Result<Habit> {
    let mut habit = store::get(tx, id)?;
    habit.archived = archived.unwrap_or(true);
    if !habit.archived {
        free_name(tx, &habit.name, Some(id))?;
    }
    tx.label(format!("{} the habit {}", if habit.archived { "Archived" } else { "Took out" }, habit.name));
    store::update(tx, &habit)?;
    Ok(habit)
}

pub(super) fn delete(tx: &WriteTx<'_>, id: HabitId) -> Result<()> {
    let habit = store::get(tx, id)?;
    tx.label(format!("Deleted the habit {}", habit.name));
    store::delete(tx, id)
}

/// Puts these habits in this order, before all others.
pub(super) fn reorder(tx: &WriteTx<'_>, ids: Vec<HabitId>) -> Result<()> {
    require!(!ids.is_empty(), "no habit was chosen");
    let mut order = Vec::with_capacity(ids.len());
    for id in ids {
        require!(!order.contains(&id), "habit {id} is there twice");
        store::get(tx, id)?;
        order.push(id);
    }
    let others = store::all(tx, false)?.into_iter().map(|habit| habit.id).filter(|id| !order.contains(id));
    let others: Vec<HabitId> = others.collect();
    tx.label("Put the habits in order");
    order.into_iter().chain(others).zip(1..).try_for_each(|(id, at)| store::set_position(tx, id, at))
}

fn free_name(tx: &ReadTx<'_>, name: &str, of: Option<HabitId>) -> Result<()> {
    match store::by_name(tx, name)? {
        Some(other) if Some(other.id) != of => Err(Error::Conflict(format!("there is a habit {} already", other.name))),
        _ => Ok(()),
    }
}

/// The habit with every field as it is kept.
fn checked(tx: &ReadTx<'_>, mut habit: Habit, of: Option<HabitId>) -> Result<Habit> {
    habit.name = one_line(&habit.name, 200);
    require!(!habit.name.is_empty(), "a habit needs a name");
    if !habit.archived {
        free_name(tx, &habit.name, of)?;
    }
    habit.notes = plain(&habit.notes);
    habit.cue = one_line(&habit.cue, 500);
    habit.unit = one_line(&habit.unit, 40);
    let digits = habit.colour.strip_prefix('#').unwrap_or_default();
    require!(digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()), "a colour is written #rrggbb");
    habit.colour = habit.colour.to_lowercase();
    habit.schedule = habit.schedule.checked()?;
    check_target(&habit)?;
    habit.reminders = times(&habit.reminders)?;
    require!(habit.skip_budget <= 31, "a month has no more than 31 days to skip");
    let today = tx.today()?.0;
    let earliest = today.checked_sub((LONGEST - 100).days()).map_err(|_| Error::invalid("the calendar ends here"))?;
    require!(habit.start_day.0 >= earliest, "a habit cannot have begun more than 100 years ago");
    let latest = today.checked_add(10.years()).map_err(|_| Error::invalid("the calendar ends here"))?;
    require!(habit.start_day.0 <= latest, "a habit cannot begin more than ten years from now");
    Ok(habit)
}

fn check_target(habit: &Habit) -> Result<()> {
    let Some(target) = habit.target else {
        require!(habit.kind == HabitKind::YesNo, "say how much: a habit that is counted needs a target");
        require!(habit.unit.is_empty(), "a habit that is ticked has no unit; give it a target to count {}", habit.unit);
        let limit = habit.direction == HabitDirection::AtMost;
        require!(!limit, "a habit that is ticked has no upper limit; give it a target");
        return Ok(());
    };
    require!(habit.kind == HabitKind::Numeric, "a habit that is ticked has no target");
    require!(target.is_finite() && (0.0..=MOST).contains(&target), "a target is a number from 0 to a billion");
    if habit.direction == HabitDirection::AtLeast {
        require!(
            (f64::MIN_POSITIVE..=MOST).contains(&target),
            "at least nothing asks for nothing; choose a target above 0"
        );
        return Ok(());
    }
    let whole = matches!(
        habit.schedule,
        HabitSchedule::Day
            | HabitSchedule::Weekdays { .. }
            | HabitSchedule::Week { times: 1 }
            | HabitSchedule::Month { times: 1 }
    );
    require!(whole, "an upper limit is for every day, chosen weekdays, or once for a whole week or month");
    Ok(())
}

/// A time of day as it is kept, `HH:MM`.
pub(super) fn time_of_day(text: &str) -> Result<Time> {
    Time::strptime("%H:%M", text.trim())
        .map_err(|_| Error::invalid(format!("{text} is not a time of day; write one like 07:30")))
}

fn times(texts: &[String]) -> Result<Vec<String>> {
    require!(texts.len() <= REMINDERS, "a habit has at most {REMINDERS} reminders");
    let times: Result<Vec<Time>> = texts.iter().map(|text| time_of_day(text)).collect();
    let mut times = times?;
    times.sort_unstable();
    times.dedup();
    Ok(times.into_iter().map(|time| time.strftime("%H:%M").to_string()).collect())
}
