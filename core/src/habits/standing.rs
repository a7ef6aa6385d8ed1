//! Where a habit stands: everything that is computed from its line, in one pass over its entries.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::line::{Dot, Held, Line, Present};
use super::streak::{streaks, tally};
use super::strength::strengths;
use super::{Habit, HabitDayState, HabitId, HabitPause, HabitSchedule, StreakUnit, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::types::Day;

/// So many days are shown in a list.
const SHOWN: usize = 14;

/// One day of a habit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitDay {
    pub day: Day,
    pub state: HabitDayState,
    /// Nothing where nothing was logged.
    pub value: Option<f64>,
}

/// What the running week or month has come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitProgress {
    /// Occasions, parts of a target counted as parts; the sum under a limit.
    pub done: f64,
    pub of: f64,
}

/// How much of what was asked in the last days was done, from 0 to 1. Nothing where nothing was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitCompletion {
    pub days_7: Option<f64>,
    pub days_30: Option<f64>,
    pub days_90: Option<f64>,
}

/// A habit with where it stands today. All of it is computed from the entries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitStanding {
    pub habit: Habit,
    /// The schedule in words: `3 times a week`.
    pub schedule: String,
    /// 0 to 1.
    pub strength: f64,
    /// How long the running streak is.
    pub streak: u32,
    pub best_streak: u32,
    pub streak_unit: StreakUnit,
    pub today: HabitDayState,
    /// What was logged today.
    pub value: Option<f64>,
    /// Whether it still asks for something today.
    pub due: bool,
    /// The pause that today lies in.
    pub pause: Option<HabitPause>,
    /// How many days of this calendar month may still be skipped.
    pub skips_left: u32,
    /// Of a schedule by the week or month.
    pub progress: Option<HabitProgress>,
    pub completion: HabitCompletion,
    /// The last 14 days, today last.
    pub days: Vec<HabitDay>,
}

impl HabitStanding {
    pub(super) fn new(habit: Habit, line: &Line, pauses: &[HabitPause], now: Present) -> Self {
        let (runs, streak) = streaks(&habit, line);
        let at = line.today_place();
        let mark = at.and_then(|at| line.marks.get(at)).copied().unwrap_or_default();
        let today = at.map_or(HabitDayState::Off, |at| habit.state(line, at));
        let progress = progress(&habit, line);
        let shown = at.map_or(0..0, |at| (at + 1).saturating_sub(SHOWN)..at + 1);
        Self {
            schedule: habit.schedule.words(),
            strength: strengths(&habit, line).last().copied().unwrap_or(0.0),
            streak,
            best_streak: runs.iter().map(|run| run.length).max().unwrap_or(0),
            streak_unit: habit.schedule.unit(),
            today,
            value: mark.value,
            due: at.is_some() && due(&habit, line, today, progress.as_ref()),
            pause: pauses.iter().find(|pause| pause.covers(now.today)).cloned(),
            skips_left: habit.skip_budget.saturating_sub(skips(line, now.today)),
            progress,
            completion: HabitCompletion {
                days_7: completion(&habit, line, 7),
                days_30: completion(&habit, line, 30),
                days_90: completion(&habit, line, 90),
            },
            days: shown.map(|at| day(&habit, line, at)).collect(),
            habit,
        }
    }
}

/// One day of the line.
pub(super) fn day(habit: &Habit, line: &Line, at: usize) -> HabitDay {
    let value = line.marks.get(at).and_then(|mark| mark.value);
    HabitDay { day: line.day(at), state: habit.state(line, at), value }
}

/// How many days of a day's calendar month were skipped.
pub(super) fn skips(line: &Line, day: Day) -> u32 {
    let month = (Day(day.0.first_of_month()), Day(day.0.last_of_month()));
    let skipped = line.marks.iter().enumerate().filter(|(_, mark)| mark.value.is_none() && mark.held == Held::Skipped);
    let within = skipped.filter(|(at, _)| (month.0..=month.1).contains(&line.day(*at)));
    u32::try_from(within.count()).unwrap_or(u32::MAX)
}

fn progress(habit: &Habit, line: &Line) -> Option<HabitProgress> {
    let (times, months) = match habit.schedule {
        HabitSchedule::Week { times } => (times, false),
        HabitSchedule::Month { times } => (times, true),
        _ => return None,
    };
    let span = line.periods(months).into_iter().find(|(from, until)| (*from..=*until).contains(&line.today))?;
    let tally = tally(habit, line, times, span);
    Some(HabitProgress { done: tally.done, of: tally.of })
}

fn due(habit: &Habit, line: &Line, today: HabitDayState, progress: Option<&HabitProgress>) -> bool {
    if !matches!(today, HabitDayState::Open | HabitDayState::Partial) {
        return false;
    }
    match &habit.schedule {
        HabitSchedule::Day | HabitSchedule::Weekdays { .. } => true,
        HabitSchedule::Week { .. } | HabitSchedule::Month { .. } => {
            habit.limits() || progress.is_none_or(|progress| progress.done + 1e-9 < progress.of)
        }
        HabitSchedule::Days { days } => {
            let until_today = line.marks.iter().take(usize::try_from(line.today).unwrap_or(0));
            let since = until_today.rev().take_while(|mark| !habit.meets(mark.value)).filter(|mark| !mark.frozen());
            let never = !line.marks.iter().any(|mark| habit.meets(mark.value));
            never || since.count() + 1 >= *days as usize
        }
    }
}

/// How much of what the last `days` days asked for was done.
fn completion(habit: &Habit, line: &Line, days: usize) -> Option<f64> {
    let today = usize::try_from(line.today).ok()?;
    let end = (today + 1).min(line.marks.len());
    let span = (today + 1).saturating_sub(days)..end;
    let counts = |at: usize| {
        let mark = line.marks.get(at).copied().unwrap_or_default();
        !mark.frozen() && (line.over(at) || (habit.meets(mark.value) && mark.value.is_some()))
    };
    let value = |at: usize| line.marks.get(at).and_then(|mark| mark.value);
    let (done, of) = match habit.schedule {
        HabitSchedule::Day | HabitSchedule::Weekdays { .. } => {
            let asked = span.filter(|at| counts(*at) && habit.schedule.names(line.weekday(*at)));
            let asked: Vec<bool> = asked.map(|at| habit.meets(value(at))).collect();
            (asked.iter().filter(|met| **met).count() as f64, asked.len() as f64)
        }
        HabitSchedule::Week { times } | HabitSchedule::Month { times } if habit.limits() => {
            let months = matches!(habit.schedule, HabitSchedule::Month { .. });
            let ended = line.periods(months).into_iter().filter(|(_, until)| {
                usize::try_from(*until).is_ok_and(|until| span.contains(&until)) && *until < line.today
            });
            let kept: Vec<bool> =
                ended.map(|span| tally(habit, line, times, span)).map(|tally| tally.done <= tally.of).collect();
            (kept.iter().filter(|kept| **kept).count() as f64, kept.len() as f64)
        }
        _ => {
            let (times, window) = habit.schedule.frequency();
            let done: f64 = span.clone().map(|at| habit.share(value(at))).sum();
            (done, span.filter(|at| counts(*at)).count() as f64 * f64::from(times) / f64::from(window))
        }
    };
    (of > 0.0).then(|| (done / of).min(1.0))
}

/// Where the person is in time.
pub(super) fn present(tx: &ReadTx<'_>) -> Result<Present> {
    Ok(Present { today: tx.today()?, offset: tx.zoned().offset().seconds() / 60 })
}

/// One habit with where it stands.
pub(super) fn one(tx: &ReadTx<'_>, habit: Habit) -> Result<HabitStanding> {
    let (line, pauses) = line(tx, &habit)?;
    Ok(HabitStanding::new(habit, &line, &pauses, present(tx)?))
}

/// The line of one habit, and its pauses.
pub(super) fn line(tx: &ReadTx<'_>, habit: &Habit) -> Result<(Line, Vec<HabitPause>)> {
    let pauses = store::pauses(tx, habit.id)?;
    Ok((Line::new(habit, &store::dots(tx, habit.id)?, &pauses, present(tx)?), pauses))
}

/// Every habit with where it stands, in the order of the list. The entries are read once, whatever their number.
pub(super) fn every(tx: &ReadTx<'_>, archived: bool) -> Result<Vec<HabitStanding>> {
    let now = present(tx)?;
    let habits = store::all(tx, archived)?;
    let mut dots: std::collections::HashMap<_, Vec<Dot>> = habits.iter().map(|habit| (habit.id, Vec::new())).collect();
    store::each_dot(tx, |habit, dot| {
        if let Some(dots) = dots.get_mut(&habit) {
            dots.push(dot);
        }
    })?;
    let mut pauses = store::all_pauses(tx)?;
    let standing = |habit: Habit| {
        let dots = dots.remove(&habit.id).unwrap_or_default();
        let pauses = pauses.remove(&habit.id).unwrap_or_default();
        let line = Line::new(&habit, &dots, &pauses, now);
        HabitStanding::new(habit, &line, &pauses, now)
    };
    Ok(habits.into_iter().map(standing).collect())
}

/// The habits of today: what still asks for something, and what has an entry.
///
/// # Errors
/// The file cannot be read.
pub fn of_today(tx: &ReadTx<'_>) -> Result<Vec<HabitStanding>> {
    let mut habits = every(tx, false)?;
    habits.retain(|one| one.due || one.value.is_some() || one.today == HabitDayState::Skipped);
    Ok(habits)
}

/// What the days of a habit between two, both included, came to: what was logged, 1 for a tick. A day that is over
/// and has nothing is 0, unless it was skipped or paused or left out; such a day is not there.
///
/// # Errors
/// There is no such habit.
pub fn values(tx: &ReadTx<'_>, id: HabitId, from: Day, to: Day) -> Result<Vec<(Day, f64)>> {
    let (line, _) = line(tx, &store::get(tx, id)?)?;
    let known = line.marks.iter().enumerate().filter_map(|(at, mark)| match mark.value {
        Some(value) => Some((line.day(at), value)),
        None if mark.frozen() || !line.over(at) => None,
        None => Some((line.day(at), 0.0)),
    });
    Ok(known.filter(|(day, _)| (from..=to).contains(day)).collect())
}

/// How strong a habit is, and was.
pub struct HabitStrength {
    pub id: HabitId,
    pub name: String,
    /// Today, 0 to 1.
    pub now: f64,
    /// So many days ago.
    pub then: f64,
}

/// The strength of every habit that goes on, today and some days ago; a younger one has none to compare.
///
/// # Errors
/// The file cannot be read.
pub fn strengths_since(tx: &ReadTx<'_>, days: usize) -> Result<Vec<HabitStrength>> {
    let mut found = Vec::new();
    for (id, _) in store::all_names(tx)? {
        let habit = store::get(tx, id)?;
        let (line, _) = line(tx, &habit)?;
        let strengths = strengths(&habit, &line);
        let then = strengths.len().checked_sub(days + 1).and_then(|at| strengths.get(at));
        if let (Some(now), Some(then), false) = (strengths.last(), then, habit.archived) {
            found.push(HabitStrength { id, name: habit.name, now: *now, then: *then });
        }
    }
    Ok(found)
}

/// A habit with where it stands and what was done when.
pub struct HabitRecord {
    pub standing: HabitStanding,
    /// The days on which something was done, with their values, oldest first.
    pub done: Vec<(Day, f64)>,
    /// The strength at the end of each day since it began, 0 to 1.
    pub strengths: Vec<(Day, f64)>,
}

/// The record of one habit, for those who count.
///
/// # Errors
/// There is no such habit.
pub fn record(tx: &ReadTx<'_>, id: HabitId) -> Result<HabitRecord> {
    let habit = store::get(tx, id)?;
    let (line, pauses) = line(tx, &habit)?;
    let value = |(at, mark): (usize, &super::line::Mark)| mark.value.map(|value| (line.day(at), value));
    let logged = line.marks.iter().enumerate().filter_map(value);
    let done = logged.filter(|(_, value)| *value > 0.0 || habit.limits()).collect();
    let strengths = strengths(&habit, &line).into_iter().enumerate();
    let strengths = strengths.map(|(at, strength)| (line.day(at), strength)).collect();
    Ok(HabitRecord { standing: HabitStanding::new(habit, &line, &pauses, present(tx)?), done, strengths })
}
