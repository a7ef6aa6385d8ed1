//! The line of a habit's days: one mark for each civil day from its start. It is the one thing that strength,
//! streaks and completion are read from, and it knows dates only: no moment, no zone.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Habit, HabitDayState, HabitPause};
use crate::types::Day;

/// Days that a line has at most, 100 years and some; a clock gone astray makes no endless work.
pub(super) const LONGEST: i64 = 36_600;

/// How far apart, in minutes, the zones on both sides of a day lie that a journey left out. Who crosses the date line
/// to the west goes to bed on the 20th and lands on the 22nd.
const LEFT_OUT: i32 = 12 * 60;

/// What is on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Mark {
    pub(super) value: Option<f64>,
    pub(super) held: Held,
}

/// Why a day asks for nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Held {
    #[default]
    No,
    Skipped,
    Paused,
    /// A journey over the date line left this day out of the calendar.
    LeftOut,
}

impl Mark {
    /// A frozen day: it changes neither strength nor streak. What was done in spite of it counts.
    pub(super) fn frozen(self) -> bool {
        self.value.is_none() && self.held != Held::No
    }
}

/// An entry as the line reads it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dot {
    pub(super) day: Day,
    /// Nothing for a skip.
    pub(super) value: Option<f64>,
    /// Minutes east of UTC where it was written down.
    pub(super) offset: i32,
}

/// Where the person is in time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Present {
    pub(super) today: Day,
    /// Minutes east of UTC.
    pub(super) offset: i32,
}

/// Every day of a habit from its start to today, or to a later day that has an entry: who travels west is on the
/// same day again, and yesterday's tick is then tomorrow's.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) first: Date,
    /// The place of today; negative for a habit that has not begun.
    pub(super) today: i64,
    pub(super) marks: Vec<Mark>,
    /// The weekday of the first day, from Monday, 0.
    weekday: usize,
    /// Days paused after the last mark, by their place: a pause that was set ahead.
    ahead: Vec<(i64, i64)>,
}

/// Whole days between two dates.
pub(super) fn between(from: Date, until: Date) -> i64 {
    until.duration_since(from).as_hours() / 24
}

impl Line {
    /// Lays entries and pauses out, in time linear in both. Entries may come in any order.
    pub(super) fn new(habit: &Habit, dots: &[Dot], pauses: &[HabitPause], now: Present) -> Self {
        let newest = dots.iter().map(|dot| dot.day).max().unwrap_or(now.today).max(now.today);
        let length = (between(habit.start_day.0, newest.0) + 1).clamp(0, LONGEST);
        let first = newest.0.checked_sub((length - 1).max(0).days()).unwrap_or(habit.start_day.0);
        let first = if length == 0 { habit.start_day.0 } else { first };
        let place = |day: Day| between(first, day.0);
        let mut marks = vec![Mark::default(); usize::try_from(length).unwrap_or(0)];
        let mut offsets: Vec<Option<i32>> = vec![None; marks.len()];
        let mut ahead = Vec::new();
        for pause in pauses {
            let from = place(pause.from).max(0);
            let until = pause.until.map_or(LONGEST * 2, place);
            for at in from..=until.min(length - 1) {
                if let Some(mark) = usize::try_from(at).ok().and_then(|at| marks.get_mut(at)) {
                    mark.held = Held::Paused;
                }
            }
            ahead.push((from, until));
        }
        for dot in dots {
            let Some(at) = usize::try_from(place(dot.day)).ok().filter(|at| *at < marks.len()) else { continue };
            let held = if dot.value.is_none() { Held::Skipped } else { Held::No };
            if let Some(mark) = marks.get_mut(at) {
                *mark = Mark { value: dot.value, held };
            }
            if let Some(offset) = offsets.get_mut(at) {
                *offset = Some(dot.offset);
            }
        }
        let today = place(now.today);
        if let Some(offset) = usize::try_from(today).ok().and_then(|at| offsets.get_mut(at)) {
            offset.get_or_insert(now.offset);
        }
        for (at, around) in offsets.windows(3).enumerate() {
            if let [Some(before), None, Some(after)] = around
                && after - before >= LEFT_OUT
                && let Some(mark) = marks.get_mut(at + 1)
                && mark.held == Held::No
                && (at as i64 + 1) < today
            {
                mark.held = Held::LeftOut;
            }
        }
        let weekday = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
        Self { first, today, marks, weekday, ahead }
    }

    /// The place of a day; nothing before the first day and after the last.
    pub(super) fn place(&self, day: Day) -> Option<usize> {
        usize::try_from(between(self.first, day.0)).ok().filter(|at| *at < self.marks.len())
    }

    /// The day at a place, which may lie past the last mark.
    pub(super) fn day(&self, at: usize) -> Day {
        let days = i64::try_from(at).unwrap_or(0);
        Day(self.first.checked_add(days.days()).unwrap_or(self.first))
    }

    /// The weekday of a place, from Monday, 0.
    pub(super) fn weekday(&self, at: usize) -> usize {
        (self.weekday + at) % 7
    }

    /// Whether the day at this place is over.
    pub(super) fn over(&self, at: usize) -> bool {
        i64::try_from(at).is_ok_and(|at| at < self.today)
    }

    /// The days that lie before today, or carry an entry.
    pub(super) fn today_place(&self) -> Option<usize> {
        usize::try_from(self.today).ok().filter(|at| *at < self.marks.len())
    }

    /// How many days of a span, its ends included, are paused; the span may reach past today.
    pub(super) fn paused(&self, from: i64, until: i64) -> u32 {
        let (from_mark, until_mark) = (from.max(0), until.min(self.marks.len() as i64 - 1));
        let behind = (from_mark..=until_mark)
            .filter(|at| {
                usize::try_from(*at)
                    .ok()
                    .and_then(|at| self.marks.get(at))
                    .is_some_and(|mark| mark.value.is_none() && matches!(mark.held, Held::Paused | Held::LeftOut))
            })
            .count();
        let later = from.max(self.marks.len() as i64);
        let ahead: i64 = self.ahead.iter().map(|(a, b)| (b.min(&until) - a.max(&later) + 1).max(0)).sum();
        u32::try_from(behind as i64 + ahead).unwrap_or(u32::MAX)
    }

    /// The weeks or calendar months that the line touches, each with its whole span of places; the first may begin
    /// before the line, and the last end after it.
    pub(super) fn periods(&self, months: bool) -> Vec<(i64, i64)> {
        let mut found = Vec::new();
        let end = self.marks.len() as i64;
        if months {
            let mut month = self.first.first_of_month();
            loop {
                let from = between(self.first, month);
                if from >= end {
                    break;
                }
                found.push((from, between(self.first, month.last_of_month())));
                let Ok(next) = month.checked_add(1.month()) else { break };
                month = next;
            }
        } else {
            let mut from = -(self.weekday as i64);
            while from < end {
                found.push((from, from + 6));
                from += 7;
            }
        }
        found
    }
}

impl Habit {
    /// How much of an occasion a value is, from 0 to 1.
    pub(super) fn share(&self, value: Option<f64>) -> f64 {
        match (value, self.target) {
            (Some(value), Some(target)) if target > 0.0 => (value / target).clamp(0.0, 1.0),
            (Some(value), _) => f64::from(u8::from(value > 0.0)),
            (None, _) => 0.0,
        }
    }

    /// How well an upper limit is kept by a sum: 1 up to it, 0 from twice as much on, as in Loop.
    pub(super) fn kept(&self, sum: f64) -> f64 {
        match self.target {
            Some(target) if target > 0.0 => (1.0 - (sum - target) / target).clamp(0.0, 1.0),
            _ => f64::from(u8::from(sum <= 0.0)),
        }
    }

    /// Whether the limit of a day holds, or its target is reached. An upper limit is kept by doing nothing.
    pub(super) fn meets(&self, value: Option<f64>) -> bool {
        if self.limits() { value.unwrap_or(0.0) <= self.target.unwrap_or(0.0) } else { self.share(value) >= 1.0 }
    }

    /// What a day was, as a person sees it.
    pub(super) fn state(&self, line: &Line, at: usize) -> HabitDayState {
        let Some(mark) = line.marks.get(at).copied() else { return HabitDayState::Off };
        let named = self.schedule.names(line.weekday(at));
        let by_day = self.schedule.unit() == super::StreakUnit::Days;
        match mark {
            Mark { value: Some(_), .. } if self.limits() => match (self.meets(mark.value), by_day) {
                (true, _) => HabitDayState::Done,
                (false, true) => HabitDayState::Missed,
                (false, false) => HabitDayState::Partial,
            },
            Mark { value: Some(_), .. } if self.meets(mark.value) => HabitDayState::Done,
            Mark { value: Some(value), .. } if value > 0.0 => HabitDayState::Partial,
            Mark { value: None, held: Held::Skipped } => HabitDayState::Skipped,
            Mark { value: None, held: Held::Paused } => HabitDayState::Paused,
            Mark { value: None, held: Held::LeftOut } => HabitDayState::Off,
            _ if by_day && !named => HabitDayState::Off,
            Mark { value: None, .. } if !line.over(at) => HabitDayState::Open,
            Mark { value: None, .. } if self.limits() && by_day => HabitDayState::Done,
            _ if by_day => HabitDayState::Missed,
            _ => HabitDayState::Off,
        }
    }
}
