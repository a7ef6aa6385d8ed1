//! Streaks: how often in a row a habit was kept. The unit follows the schedule: days that were named, weeks or
//! calendar months that reached their number, or times that came within their span. Frozen days are passed over:
//! they neither begin a streak nor end one. What is not over yet, today or the running week, ends none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::line::{Held, Line};
use super::{Habit, HabitSchedule};
use crate::types::Day;
use crate::words;

words! {
    /// What a streak counts.
    StreakUnit { Days = "days", Weeks = "weeks", Months = "months", Times = "times" }
}

/// One streak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitStreak {
    pub from: Day,
    /// The last day that counted.
    pub until: Day,
    pub length: u32,
}

/// What one day, week or month says to a streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Kept,
    Missed,
    /// Frozen, or not over yet.
    Silent,
}

/// Grows streaks from verdicts.
#[derive(Default)]
struct Runs {
    /// First and last place, and length.
    all: Vec<(usize, usize, u32)>,
    running: bool,
}

impl Runs {
    fn hear(&mut self, verdict: Verdict, from: usize, until: usize) {
        match (verdict, self.running, self.all.last_mut()) {
            (Verdict::Kept, true, Some(run)) => *run = (run.0, until, run.2 + 1),
            (Verdict::Kept, ..) => {
                self.all.push((from, until, 1));
                self.running = true;
            }
            (Verdict::Missed, ..) => self.running = false,
            (Verdict::Silent, ..) => {}
        }
    }
}

/// Every streak of the line, oldest first, and the length of the one that runs.
pub(super) fn streaks(habit: &Habit, line: &Line) -> (Vec<HabitStreak>, u32) {
    let mut runs = Runs::default();
    match &habit.schedule {
        HabitSchedule::Day | HabitSchedule::Weekdays { .. } => by_day(habit, line, &mut runs),
        HabitSchedule::Week { times } => by_period(habit, line, *times, false, &mut runs),
        HabitSchedule::Month { times } => by_period(habit, line, *times, true, &mut runs),
        HabitSchedule::Days { days } => by_gap(habit, line, *days, &mut runs),
    }
    let current = if runs.running { runs.all.last().map_or(0, |run| run.2) } else { 0 };
    let said = |(from, until, length): (usize, usize, u32)| HabitStreak {
        from: line.day(from),
        until: line.day(until),
        length,
    };
    (runs.all.into_iter().map(said).collect(), current)
}

fn by_day(habit: &Habit, line: &Line, runs: &mut Runs) {
    for (at, mark) in line.marks.iter().enumerate() {
        if !habit.schedule.names(line.weekday(at)) {
            continue;
        }
        let settled = line.over(at) || (mark.value.is_some() && (habit.limits() || mark.value == Some(0.0)));
        let verdict = match mark {
            mark if mark.frozen() => Verdict::Silent,
            mark if habit.meets(mark.value) && (mark.value.is_some() || line.over(at)) => Verdict::Kept,
            _ if settled => Verdict::Missed,
            _ => Verdict::Silent,
        };
        runs.hear(verdict, at, at);
    }
}

/// Where a week or month stands.
pub(super) struct Tally {
    /// What was done: occasions, or the sum under a limit.
    pub(super) done: f64,
    /// How many occasions it asks for, pauses taken off; the limit of a limit.
    pub(super) of: f64,
    skips: u32,
}

/// Counts a week or month by its span of places. A pause takes its part off what is asked.
pub(super) fn tally(habit: &Habit, line: &Line, times: u32, (from, until): (i64, i64)) -> Tally {
    let (first, last) = (from.max(0), until.min(line.marks.len() as i64 - 1));
    let marks = match (usize::try_from(first), usize::try_from(last)) {
        (Ok(first), Ok(last)) if first <= last => line.marks.get(first..=last).unwrap_or_default(),
        _ => &[],
    };
    let skips = marks.iter().filter(|mark| mark.value.is_none() && mark.held == Held::Skipped).count();
    let skips = u32::try_from(skips).unwrap_or(u32::MAX);
    if habit.limits() {
        let sum = marks.iter().filter_map(|mark| mark.value).sum();
        return Tally { done: sum, of: habit.target.unwrap_or(0.0), skips };
    }
    let days = f64::from(u32::try_from(until - from + 1).unwrap_or(1));
    let rests = f64::from(line.paused(from, until));
    let of = (f64::from(times) * (days - rests) / days).ceil();
    Tally { done: marks.iter().map(|mark| habit.share(mark.value)).sum(), of, skips }
}

/// Shares are sums of fractions: three thirds of a target are one occasion.
const ROUNDING: f64 = 1e-9;

fn by_period(habit: &Habit, line: &Line, times: u32, months: bool, runs: &mut Runs) {
    for span in line.periods(months) {
        let tally = tally(habit, line, times, span);
        let over = span.1 < line.today;
        let begun_within = span.0 < 0;
        let verdict = if habit.limits() {
            match (tally.done <= tally.of + ROUNDING, over) {
                (true, true) if line.paused(span.0, span.1) as i64 == span.1 - span.0 + 1 => Verdict::Silent,
                (true, true) => Verdict::Kept,
                (true, false) => Verdict::Silent,
                (false, _) => Verdict::Missed,
            }
        } else if tally.done > 0.0 && tally.done + ROUNDING >= tally.of.max(1.0) {
            Verdict::Kept
        } else if !over || begun_within || tally.done + f64::from(tally.skips) + ROUNDING >= tally.of {
            // The first week may have begun before the habit did; a skip stands for one occasion.
            Verdict::Silent
        } else {
            Verdict::Missed
        };
        let place = |at: i64| usize::try_from(at.clamp(0, line.marks.len() as i64 - 1)).unwrap_or(0);
        runs.hear(verdict, place(span.0), place(span.1));
    }
}

fn by_gap(habit: &Habit, line: &Line, days: u32, runs: &mut Runs) {
    // Unfrozen days since it was done last.
    let mut gap = 0;
    for (at, mark) in line.marks.iter().enumerate() {
        if habit.meets(mark.value) {
            runs.hear(Verdict::Kept, at, at);
            gap = 0;
        } else if !mark.frozen() {
            gap += 1;
            if gap >= days && line.over(at) {
                runs.hear(Verdict::Missed, at, at);
            }
        }
    }
}
