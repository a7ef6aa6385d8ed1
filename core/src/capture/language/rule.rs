//! A recurrence rule: its RFC 5545 text and the first day it falls on. Only the shapes that the language
//! can say; the engine that walks a stored rule is elsewhere.

use std::fmt;

use jiff::civil::{Date, Weekday};

use super::lexicon::Unit;

/// How often, and on which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) unit: Unit,
    /// At least 1.
    pub(super) interval: u32,
    pub(super) by: By,
}

/// The days within the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum By {
    /// Left to the first occurrence.
    First,
    /// In week order, without repetition.
    Weekdays(Vec<Weekday>),
    /// In a shorter month its last day, so that no month is skipped; 31 is the last day of all.
    MonthDay(i8),
    /// The first (1) to fifth or the last (-1) such day of the month.
    Nth(i8, Weekday),
    /// 29 February is, without a leap year, the 28th.
    Annual { month: i8, day: i8 },
}

impl Rule {
    pub(super) fn every(interval: u32, unit: Unit) -> Self {
        Self { unit, interval, by: By::First }
    }

    pub(super) fn by(self, by: By) -> Self {
        Self { by, ..self }
    }

    /// The first day on or after `day`; `None` past the end of the calendar.
    pub(super) fn first(&self, day: Date) -> Option<Date> {
        // No shape rests longer than a year, `29 February` included.
        day.series(jiff::Span::new().days(1)).take(2 * 366).find(|day| self.by.falls_on(*day))
    }
}

impl By {
    fn falls_on(&self, day: Date) -> bool {
        match self {
            Self::First => true,
            Self::Weekdays(days) => days.contains(&day.weekday()),
            Self::MonthDay(number) => day.day() == day.days_in_month().min(*number),
            Self::Nth(n, weekday) => day.nth_weekday_of_month(*n, *weekday).is_ok_and(|nth| nth == day),
            Self::Annual { month, day: number } => {
                day.month() == *month && day.day() == day.days_in_month().min(*number)
            }
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let freq = match self.unit {
            Unit::Hour => "HOURLY",
            Unit::Day => "DAILY",
            Unit::Week => "WEEKLY",
            Unit::Month => "MONTHLY",
            Unit::Year => "YEARLY",
        };
        write!(f, "FREQ={freq}")?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        match &self.by {
            By::First => Ok(()),
            By::Weekdays(days) => {
                let days: Vec<_> = days.iter().copied().map(code).collect();
                write!(f, ";BYDAY={}", days.join(","))
            }
            By::MonthDay(31) => f.write_str(";BYMONTHDAY=-1"),
            By::MonthDay(30) => f.write_str(";BYMONTHDAY=28,29,30;BYSETPOS=-1"),
            By::MonthDay(29) => f.write_str(";BYMONTHDAY=28,29;BYSETPOS=-1"),
            By::MonthDay(day) => write!(f, ";BYMONTHDAY={day}"),
            By::Nth(n, weekday) => write!(f, ";BYDAY={n}{}", code(*weekday)),
            By::Annual { month: 2, day: 29 } => f.write_str(";BYMONTH=2;BYMONTHDAY=-1"),
            By::Annual { month, day } => write!(f, ";BYMONTH={month};BYMONTHDAY={day}"),
        }
    }
}

fn code(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
