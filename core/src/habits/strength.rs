//! Strength: how firmly a habit sits, from 0 to 1. It is the score of Loop Habit Tracker (iSoron/uhabits,
//! `Score.kt` and `ScoreList.kt`): an exponential mean over all days, so that one miss costs a little and no
//! single day everything.
//!
//! Each day: `m = 0.5^(√f / 13)` and `s' = s·m + v·(1 − m)`, where `f` is repetitions over days (3 a week: 3/7) and
//! `v`, from 0 to 1, how far the habit was kept. A daily habit is half as strong after 13 missed days.
//!
//! - A daily habit: `v` is the day itself, or its part of the target.
//! - A habit of n in d days: `v` is what was done in the last d days over n, at most 1. Ticked ones look at twice the
//!   span (2n in 2d), so that doing it on another day of the week than last time costs nothing. Chosen weekdays
//!   are so many in 7 days, n a month so many in 30.
//! - An upper limit: 1 while the sum of the last d days is within it, falling to 0 at twice as much; it begins at 1, and a
//!   day without an entry is a day of nothing. On chosen weekdays each day is looked at by itself.
//! - Frozen days (skipped, paused) are taken out of the line, so windows are as they were when it goes on. Loop only leaves
//!   out the step; the two are the same for daily habits, and a pause longer than a window empties none here.
//! - Today counts as soon as it helps, and not against the habit before it is over; only an express no and a limit
//!   that is broken already do.

use std::collections::VecDeque;

use super::Habit;
use super::line::Line;

/// Days until half of a daily habit's strength is gone.
const HALF_LIFE: f64 = 13.0;

/// `m`: how much of the strength a day leaves.
fn multiplier(frequency: f64) -> f64 {
    0.5_f64.powf(frequency.sqrt() / HALF_LIFE)
}

/// One step of the recurrence: the strength after a day, of which `part` was kept.
fn step(multiplier: f64, strength: f64, part: f64) -> f64 {
    strength * multiplier + part * (1.0 - multiplier)
}

/// The strength after each day of the line.
pub(super) fn strengths(habit: &Habit, line: &Line) -> Vec<f64> {
    let (times, days) = habit.schedule.frequency();
    let multiplier = multiplier(f64::from(times) / f64::from(days));
    let limits = habit.limits();
    let by_day = habit.schedule.unit() == super::StreakUnit::Days;
    let (times, window) = match (limits, days) {
        (_, 1) => (1, 1),
        // Each day of a limit stands for itself where the schedule names days.
        (true, days) => (1, if by_day { 1 } else { days }),
        (false, days) if habit.target.is_none() => (2 * times, 2 * days),
        (false, days) => (times, days),
    };
    let mut last: VecDeque<f64> = VecDeque::with_capacity(window as usize);
    let mut sum = 0.0;
    let mut strength = if limits { 1.0 } else { 0.0 };
    let mut part = strength;
    let mut found = Vec::with_capacity(line.marks.len());
    for (at, mark) in line.marks.iter().enumerate() {
        let open = !line.over(at);
        if mark.frozen() || (open && mark.value.is_none()) {
            found.push(strength);
            continue;
        }
        if !(limits && by_day && !habit.schedule.names(line.weekday(at))) {
            let new = if limits { mark.value.unwrap_or(0.0) } else { habit.share(mark.value) };
            last.push_back(new);
            sum += new;
            if last.len() > window as usize {
                sum -= last.pop_front().unwrap_or(0.0);
            }
            if limits {
                // Exactly: whether a limit holds must not hang on rounding.
                sum = last.iter().sum();
            }
            part = if limits { habit.kept(sum) } else { (sum / f64::from(times)).min(1.0) };
        }
        let next = step(multiplier, strength, part);
        let refused = mark.value == Some(0.0) && habit.target.is_none();
        if !open || next >= strength || limits || refused {
            strength = next;
        }
        found.push(strength);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(days: usize, from: f64, part: f64, frequency: f64) -> f64 {
        (0..days).fold(from, |strength, _| step(multiplier(frequency), strength, part))
    }

    #[test]
    fn the_published_vectors_hold() {
        // Closed forms of the recurrence: 1 - m^n from nothing, m^n from everything.
        let m = 0.5_f64.powf(1.0 / 13.0);
        for (days, rounded) in
            [(7, 0.3115), (13, 0.5), (14, 0.5260), (21, 0.6736), (30, 0.7980), (60, 0.9592), (90, 0.9918)]
        {
            let found = after(days, 0.0, 1.0, 1.0);
            assert!((found - (1.0 - m.powi(days as i32))).abs() < 1e-12, "day {days}: {found}");
            assert!((found - rounded).abs() < 5e-5, "day {days}: {found}");
        }
        for (misses, rounded) in [(1, 0.9481), (2, 0.8989), (3, 0.8522), (7, 0.6885), (13, 0.5)] {
            let found = after(misses, 1.0, 0.0, 1.0);
            assert!((found - rounded).abs() < 5e-5, "{misses} misses: {found}");
        }
        assert!((after(13, 0.0, 1.0, 1.0) - 0.5).abs() < 1e-12);
        for (times, multiplier) in [(5.0, 0.95594), (3.0, 0.96570), (2.0, 0.97190), (1.0, 0.98005)] {
            let found = step(multiplier(times / 7.0), 1.0, 0.0);
            assert!((found - multiplier).abs() < 5e-6, "{times} a week: {found}");
        }
    }
}
