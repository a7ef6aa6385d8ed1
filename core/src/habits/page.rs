//! One habit's page: its curve, its year, its history, and what today could make of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::line::{Held, Line, Mark};
use super::standing::{self, HabitDay, HabitStanding};
use super::streak::{HabitStreak, streaks};
use super::strength::strengths;
use super::{Habit, HabitEntry, HabitId, HabitPause, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::types::Day;

/// Days of the heat map: 53 weeks.
const YEAR: usize = 371;
/// Points of the curve, at most.
const POINTS: usize = 366;
/// Entries of the history, newest first.
const ENTRIES: u32 = 400;
/// The longest streaks that are told.
const STREAKS: usize = 5;

/// Everything about one habit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitPage {
    pub standing: HabitStanding,
    /// The strength over time, oldest first; of a long history every so many days.
    pub curve: Vec<HabitPoint>,
    /// The last 53 weeks, oldest first.
    pub year: Vec<HabitDay>,
    /// The newest 400 entries, newest first.
    pub history: Vec<HabitEntry>,
    /// Oldest first.
    pub pauses: Vec<HabitPause>,
    /// The five longest, longest first.
    pub streaks: Vec<HabitStreak>,
    /// How many days it was done on, of each weekday from Monday.
    pub weekdays: Vec<u32>,
    /// How many days it was done on in all.
    pub done_days: u32,
    /// The sum of what was logged.
    pub sum: f64,
    /// What today could make of it; nothing before the habit begins.
    pub outlook: Option<HabitOutlook>,
}

/// The strength after a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitPoint {
    pub day: Day,
    /// 0 to 1.
    pub strength: f64,
}

/// What today could make of a habit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitOutlook {
    pub done: HabitOutcome,
    /// Nothing when no skip is left this month.
    pub skipped: Option<HabitOutcome>,
    pub missed: HabitOutcome,
}

/// Strength and streak after today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitOutcome {
    pub strength: f64,
    pub streak: u32,
}

pub(super) fn show(tx: &ReadTx<'_>, id: HabitId) -> Result<HabitPage> {
    let habit = store::get(tx, id)?;
    let (line, pauses) = standing::line(tx, &habit)?;
    let standing = HabitStanding::new(habit.clone(), &line, &pauses, standing::present(tx)?);
    let (mut runs, _) = streaks(&habit, &line);
    runs.sort_by_key(|run| (std::cmp::Reverse(run.length), std::cmp::Reverse(run.until)));
    runs.truncate(STREAKS);
    let mut weekdays = vec![0; 7];
    let done = |mark: &Mark| mark.value.is_some() && habit.meets(mark.value);
    for (at, _) in line.marks.iter().enumerate().filter(|(_, mark)| done(mark)) {
        if let Some(count) = weekdays.get_mut(line.weekday(at)) {
            *count += 1;
        }
    }
    let end = line.today_place().map_or(line.marks.len(), |at| at + 1);
    Ok(HabitPage {
        curve: curve(&habit, &line),
        year: (end.saturating_sub(YEAR)..end).map(|at| standing::day(&habit, &line, at)).collect(),
        history: store::entries(tx, id, ENTRIES)?,
        pauses,
        streaks: runs,
        done_days: weekdays.iter().sum(),
        weekdays,
        sum: line.marks.iter().filter_map(|mark| mark.value).sum(),
        outlook: outlook(&habit, &line, &standing),
        standing,
    })
}

fn curve(habit: &Habit, line: &Line) -> Vec<HabitPoint> {
    let all = strengths(habit, line);
    let stride = all.len().div_ceil(POINTS).max(1);
    // Counted from the end, so that the newest day is always among them.
    let last = all.len().saturating_sub(1);
    let chosen = all.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(stride));
    chosen.map(|(at, strength)| HabitPoint { day: line.day(at), strength: *strength }).collect()
}

fn outlook(habit: &Habit, line: &Line, standing: &HabitStanding) -> Option<HabitOutlook> {
    let at = line.today_place()?;
    let with = |mark: Mark, over: bool| {
        let mut line = line.clone();
        if let Some(today) = line.marks.get_mut(at) {
            *today = mark;
        }
        line.today += i64::from(over);
        let strength = strengths(habit, &line).last().copied().unwrap_or(0.0);
        HabitOutcome { strength, streak: streaks(habit, &line).1 }
    };
    let full = if habit.limits() { 0.0 } else { habit.target.unwrap_or(1.0) };
    let broken = habit.limits().then(|| habit.target.unwrap_or(0.0) * 2.0 + 1.0);
    let skipped = Mark { value: None, held: Held::Skipped };
    let already = line.marks.get(at).is_some_and(|mark| *mark == skipped);
    Some(HabitOutlook {
        done: with(Mark { value: Some(full), held: Held::No }, true),
        skipped: (already || standing.skips_left > 0).then(|| with(skipped, true)),
        missed: with(Mark { value: broken, held: Held::No }, true),
    })
}
