//! Days as queries write them: `today`, `7d`, `-2w`, `fri`, `week`, `2026-12`, `2026-12-31`.

use std::fmt;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::{Comparison, DayField, Test};
use crate::types::Day;

/// A day, or some days that have one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPoint {
    Today,
    Tomorrow,
    Yesterday,
    /// Every day before today.
    Overdue,
    /// The next such day, today included.
    Weekday(Weekday),
    /// So many units from today; negative is the past.
    Away(i32, Unit),
    /// The present calendar week (Monday to Sunday), month or year.
    Present(Unit),
    Month(i16, i8),
    Date(Day),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

const UNITS: [(char, Unit); 4] = [('d', Unit::Day), ('w', Unit::Week), ('m', Unit::Month), ('y', Unit::Year)];
const PRESENT: [(&str, Unit); 3] = [("week", Unit::Week), ("month", Unit::Month), ("year", Unit::Year)];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Words for completion, most wanted first.
pub(super) const WORDS: [&str; 12] =
    ["today", "tomorrow", "overdue", "<=7d", "week", "month", "none", "any", "yesterday", ">=-7d", "<=1m", "friday"];

impl DayPoint {
    /// Reads one.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        Some(match text.as_str() {
            "today" | "now" => Self::Today,
            "tomorrow" => Self::Tomorrow,
            "yesterday" => Self::Yesterday,
            "overdue" | "past" => Self::Overdue,
            _ => {
                let weekday = |(name, _): &&(&str, Weekday)| text.len() >= 3 && name.starts_with(&text);
                if let Some((_, unit)) = PRESENT.iter().find(|(name, _)| *name == text) {
                    Self::Present(*unit)
                } else if let Some((_, weekday)) = WEEKDAYS.iter().find(weekday) {
                    Self::Weekday(*weekday)
                } else {
                    return Self::away(&text).or_else(|| Self::dated(&text));
                }
            }
        })
    }

    fn away(text: &str) -> Option<Self> {
        let (_, unit) = UNITS.into_iter().find(|(letter, _)| text.ends_with(*letter))?;
        let number = &text[..text.len() - 1];
        let digits = number.trim_start_matches(['+', '-']);
        let written = digits.len() <= 5 && number.len() - digits.len() <= 1;
        let whole = written && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        whole.then(|| number.parse().ok().map(|number| Self::Away(number, unit))).flatten()
    }

    fn dated(text: &str) -> Option<Self> {
        // Only the plain form: a date with a time or a zone is no day.
        if text.len() == 10 {
            return text.parse().ok().map(|date| Self::Date(Day(date)));
        }
        let (year, month) = text.split_once('-').filter(|_| text.len() == 7)?;
        let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        Some(Self::Month(first.year(), first.month()))
    }

    /// Its first and its last day.
    pub fn days(self, today: Day) -> (Day, Day) {
        let today = today.0;
        let away = |number: i32, unit: Unit| {
            let number = i64::from(number);
            let span = match unit {
                Unit::Day => Span::new().try_days(number),
                Unit::Week => Span::new().try_weeks(number),
                Unit::Month => Span::new().try_months(number),
                Unit::Year => Span::new().try_years(number),
            };
            let edge = if number < 0 { Date::MIN } else { Date::MAX };
            span.and_then(|span| today.checked_add(span)).unwrap_or(edge)
        };
        let one = |date: Date| (Day(date), Day(date));
        match self {
            Self::Today => one(today),
            Self::Tomorrow => one(away(1, Unit::Day)),
            Self::Yesterday => one(away(-1, Unit::Day)),
            Self::Overdue => (Day(Date::MIN), Day(away(-1, Unit::Day))),
            Self::Weekday(weekday) => one(away(i32::from(today.weekday().until(weekday)), Unit::Day)),
            Self::Away(number, unit) => one(away(number, unit)),
            Self::Present(Unit::Day) => one(today),
            Self::Present(Unit::Week) => {
                let since = i32::from(today.weekday().to_monday_zero_offset());
                (Day(away(-since, Unit::Day)), Day(away(6 - since, Unit::Day)))
            }
            Self::Present(Unit::Month) => (Day(today.first_of_month()), Day(today.last_of_month())),
            Self::Present(Unit::Year) => (Day(today.first_of_year()), Day(today.last_of_year())),
            Self::Month(year, month) => {
                let first = Date::new(year, month, 1).unwrap_or(today);
                (Day(first), Day(first.last_of_month()))
            }
            Self::Date(day) => one(day.0),
        }
    }
}

impl Test<DayPoint> {
    /// The first and the last day that pass, where the test is about days at all.
    pub fn range(&self, field: DayField, today: Day) -> Option<(Option<Day>, Option<Day>)> {
        let before = |day: Day| Day(day.0.yesterday().unwrap_or(Date::MIN));
        let after = |day: Day| Day(day.0.tomorrow().unwrap_or(Date::MAX));
        Some(match self {
            Self::None | Self::Any => return None,
            Self::Span(from, until) => (from.map(|point| point.days(today).0), until.map(|point| point.days(today).1)),
            Self::Compare(comparison, point) => {
                let (first, last) = point.days(today);
                match comparison {
                    Comparison::Plain if field == DayField::Due => (None, Some(last)),
                    Comparison::Plain | Comparison::Equal => (Some(first), Some(last)),
                    Comparison::Less => (None, Some(before(first))),
                    Comparison::AtMost => (None, Some(last)),
                    Comparison::Greater => (Some(after(last)), None),
                    Comparison::AtLeast => (Some(first), None),
                }
            }
        })
    }
}

impl fmt::Display for DayPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => f.write_str("today"),
            Self::Tomorrow => f.write_str("tomorrow"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::Overdue => f.write_str("overdue"),
            Self::Weekday(weekday) => {
                f.write_str(WEEKDAYS.iter().find(|(_, day)| day == weekday).map_or("", |(name, _)| name))
            }
            Self::Away(number, unit) => {
                write!(f, "{number}{}", UNITS.iter().find(|(_, one)| one == unit).map_or('d', |(letter, _)| *letter))
            }
            Self::Present(unit) => {
                f.write_str(PRESENT.iter().find(|(_, one)| one == unit).map_or("today", |(name, _)| name))
            }
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Date(day) => day.fmt(f),
        }
    }
}
