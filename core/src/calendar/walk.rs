//! The local dates and times of a rule, one after another, without end and in no zone.
//!
//! Period by period (a year, a month, a week, a day, or less): the days that pass every BY part, times the
//! times of the day, of which BYSETPOS chooses. Own code, because calcard and rrule (one engine) refuse the
//! fifth weekday from a month's end, count MINUTELY wrongly beside BYHOUR, and end silently after 100,000 steps.

use std::collections::VecDeque;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Span, ToSpan, Unit};

use super::rule::{Freq, NthDay, Rule};

/// A rule that has found nothing for so long finds nothing any more: the calendar repeats after 400 years.
const YEARS: i16 = 500;
/// Nor after so many periods in a row.
const PERIODS: u32 = 1_000_000;

/// Every occurrence of a rule from its start on. COUNT and UNTIL are left to [`super::Series`].
pub(super) struct Walk {
    rule: Rule,
    start: DateTime,
    /// Where the period that comes next begins; `None` past the end of the calendar.
    period: Option<DateTime>,
    times: Vec<Time>,
    found: VecDeque<DateTime>,
}

impl Walk {
    pub(super) fn new(rule: &Rule, start: DateTime) -> Self {
        let rule = filled(rule, start);
        let (day, midnight) = (start.date(), Time::midnight());
        let period = match rule.freq {
            Freq::Yearly => Some(day.first_of_year().to_datetime(midnight)),
            Freq::Monthly => Some(day.first_of_month().to_datetime(midnight)),
            Freq::Weekly => week_of(day, rule.week_start).map(|day| day.to_datetime(midnight)),
            Freq::Daily => Some(day.to_datetime(midnight)),
            Freq::Hourly | Freq::Minutely | Freq::Secondly => Some(start),
        };
        let times = times(&rule, start.time());
        let period = period.filter(|_| can_choose(&rule, times.len()));
        Self { rule, start, period, times, found: VecDeque::new() }
    }

    /// Gathers the occurrences of the next period that has any.
    fn gather(&mut self) -> Option<()> {
        let last_year = self.period?.year().saturating_add(YEARS);
        for _ in 0..PERIODS {
            let period = self.period.filter(|period| period.year() <= last_year)?;
            let found = match self.rule.freq {
                Freq::Hourly | Freq::Minutely | Freq::Secondly => match self.closed(period) {
                    Some(until) => {
                        self.period = self.later(period, until);
                        continue;
                    }
                    None => self.chosen(&[period.date()], &times(&self.rule, period.time())),
                },
                _ => self.chosen(&self.days(period.date()), &self.times),
            };
            self.period = self.step(1).and_then(|step| period.checked_add(step).ok());
            self.found.extend(found.into_iter().filter(|at| *at >= self.start));
            if !self.found.is_empty() {
                return Some(());
            }
        }
        None
    }

    /// The length of `n` periods with what the interval leaves out.
    fn step(&self, n: i64) -> Option<Span> {
        let n = n.checked_mul(i64::from(self.rule.interval))?;
        let span = Span::new();
        match self.rule.freq {
            Freq::Yearly => span.try_years(n),
            Freq::Monthly => span.try_months(n),
            Freq::Weekly => span.try_weeks(n),
            Freq::Daily => span.try_days(n),
            Freq::Hourly => span.try_hours(n),
            Freq::Minutely => span.try_minutes(n),
            Freq::Secondly => span.try_seconds(n),
        }
        .ok()
    }

    /// The first period at or after `until`.
    fn later(&self, period: DateTime, until: DateTime) -> Option<DateTime> {
        let seconds = until.since((Unit::Second, period)).ok()?.get_seconds();
        let unit = match self.rule.freq {
            Freq::Hourly => 3600,
            Freq::Minutely => 60,
            _ => 1,
        };
        let step = unit * i64::from(self.rule.interval);
        let steps = (seconds + step - 1).div_euclid(step).max(1);
        period.checked_add(self.step(steps)?).ok()
    }

    /// Until when nothing can be found from a period shorter than a day on.
    fn closed(&self, at: DateTime) -> Option<DateTime> {
        let rule = &self.rule;
        let number = |value: i8| u8::try_from(value).unwrap_or_default();
        if !self.falls_on(at.date()) {
            return Some(at.date().tomorrow().ok()?.to_datetime(Time::midnight()));
        }
        let hour = at.with().minute(0).second(0).build().ok()?;
        if !rule.by_hour.is_empty() && !rule.by_hour.contains(&number(at.hour())) {
            return hour.checked_add(1.hour()).ok();
        }
        let minute = !rule.by_minute.is_empty() && !rule.by_minute.contains(&number(at.minute()));
        if rule.freq != Freq::Hourly && minute {
            return at.with().second(0).build().ok()?.checked_add(1.minute()).ok();
        }
        let second = !rule.by_second.is_empty() && !rule.by_second.contains(&number(at.second()));
        (rule.freq == Freq::Secondly && second).then(|| at.checked_add(1.second()).ok()).flatten()
    }

    /// The days of the period that begins with `first`.
    fn days(&self, first: Date) -> Vec<Date> {
        let after = match self.rule.freq {
            Freq::Yearly => 1.year(),
            Freq::Monthly => 1.month(),
            Freq::Weekly => 7.days(),
            _ => 1.day(),
        };
        let after = first.checked_add(after).unwrap_or(Date::MAX);
        let all = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day < after);
        all.filter(|day| self.falls_on(*day)).collect()
    }

    /// Days times times, of which BYSETPOS chooses.
    fn chosen(&self, days: &[Date], times: &[Time]) -> Vec<DateTime> {
        let all: Vec<DateTime> = days.iter().flat_map(|day| times.iter().map(|time| day.to_datetime(*time))).collect();
        if self.rule.by_set_pos.is_empty() {
            return all;
        }
        let place = |pos: &i16| {
            let from_start = usize::from(pos.unsigned_abs()) - 1;
            if *pos > 0 { Some(from_start) } else { all.len().checked_sub(from_start + 1) }
        };
        let mut places: Vec<usize> = self.rule.by_set_pos.iter().filter_map(place).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| all.get(place).copied()).collect()
    }

    /// Whether a day passes every part of the rule that speaks of days.
    fn falls_on(&self, day: Date) -> bool {
        let rule = &self.rule;
        let (length, year) = (day.days_in_month(), day.days_in_year());
        let of_year = day.day_of_year();
        passes(&rule.by_month, |month| i8::try_from(*month) == Ok(day.month()))
            && passes(&rule.by_month_day, |n| *n == day.day() || *n == day.day() - length - 1)
            && passes(&rule.by_year_day, |n| *n == of_year || *n == of_year - year - 1)
            && passes(&rule.by_day, |nth| self.is_nth(*nth, day))
            && (rule.by_week_no.is_empty() || self.in_week(day))
    }

    /// Whether `day` is such a weekday: of the year, or of the month where one is named.
    fn is_nth(&self, NthDay { nth, weekday }: NthDay, day: Date) -> bool {
        if day.weekday() != weekday {
            return false;
        }
        let Some(nth) = nth else { return true };
        let (place, length) = if self.rule.freq == Freq::Yearly && self.rule.by_month.is_empty() {
            (day.day_of_year(), day.days_in_year())
        } else {
            (i16::from(day.day()), i16::from(day.days_in_month()))
        };
        nth == (place - 1) / 7 + 1 || nth == -((length - place) / 7 + 1)
    }

    /// Whether the week of `day` has one of the numbers. A week belongs to the year that has most of it.
    fn in_week(&self, day: Date) -> bool {
        let start = self.rule.week_start;
        let middle = |date: Date| week_of(date, start).and_then(|first| first.checked_add(3.days()).ok());
        let Some(middle) = middle(day) else { return false };
        let number = (middle.day_of_year() - 1) / 7 + 1;
        let weeks = number + (middle.days_in_year() - middle.day_of_year()) / 7;
        self.rule.by_week_no.iter().any(|n| i16::from(*n) == number || i16::from(*n) == number - weeks - 1)
    }
}

impl Iterator for Walk {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        if self.found.is_empty() {
            self.gather()?;
        }
        self.found.pop_front()
    }
}

/// Whether BYSETPOS asks for a place that a period can have.
fn can_choose(rule: &Rule, times: usize) -> bool {
    let days = match rule.freq {
        Freq::Yearly => 366,
        Freq::Monthly => 31,
        Freq::Weekly => 7,
        _ => 1,
    };
    passes(&rule.by_set_pos, |pos| usize::from(pos.unsigned_abs()) <= days * times)
}

fn passes<T>(part: &[T], fits: impl Fn(&T) -> bool) -> bool {
    part.is_empty() || part.iter().any(fits)
}

/// The first day of the week in which `day` lies.
fn week_of(day: Date, start: Weekday) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().since(start)).days()).ok()
}

/// A rule that says no day falls on that of its start.
fn filled(rule: &Rule, start: DateTime) -> Rule {
    let mut rule = rule.clone();
    if rule.names_days() {
        return rule;
    }
    match rule.freq {
        Freq::Yearly | Freq::Monthly => {
            if rule.freq == Freq::Yearly && rule.by_month.is_empty() {
                rule.by_month.extend(u8::try_from(start.month()));
            }
            rule.by_month_day.push(start.day());
        }
        Freq::Weekly => rule.by_day.push(NthDay { nth: None, weekday: start.weekday() }),
        _ => {}
    }
    rule
}

/// The times of one period, in order; what the rule leaves open is as at `at`.
fn times(rule: &Rule, at: Time) -> Vec<Time> {
    let part = |named: &[u8], own: i8, fixed: bool| -> Vec<i8> {
        let mut values: Vec<i8> = named.iter().filter_map(|n| i8::try_from(*n).ok()).collect();
        values.sort_unstable();
        values.dedup();
        if fixed || values.is_empty() { vec![own] } else { values }
    };
    let hours = part(&rule.by_hour, at.hour(), rule.freq >= Freq::Hourly);
    let minutes = part(&rule.by_minute, at.minute(), rule.freq >= Freq::Minutely);
    let seconds = part(&rule.by_second, at.second(), rule.freq >= Freq::Secondly);
    let mut times = Vec::new();
    for hour in &hours {
        for minute in &minutes {
            times.extend(seconds.iter().filter_map(|second| Time::new(*hour, *minute, *second, 0).ok()));
        }
    }
    times
}
