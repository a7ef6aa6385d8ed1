//! A recurrence rule as RFC 5545 (section 3.3.10) writes it, read strictly: what cannot be understood to the
//! last part is refused with a sentence.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Timestamp, tz};

use crate::error::{Error, Result};
use crate::require;

/// How often a rule's period comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freq {
    Yearly,
    Monthly,
    Weekly,
    Daily,
    Hourly,
    Minutely,
    Secondly,
}

/// The end of a rule; an occurrence at the very moment still belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// All of this day.
    Day(Date),
    /// By the clock on the wall.
    Local(DateTime),
    Utc(Timestamp),
}

/// A weekday, every one or the nth in its period (`-1` the last).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NthDay {
    pub nth: Option<i16>,
    pub weekday: Weekday,
}

/// A rule. The lists are in the order and with the meaning of the parts of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub freq: Freq,
    /// At least 1.
    pub interval: u16,
    pub count: Option<u32>,
    pub until: Option<Until>,
    pub by_month: Vec<u8>,
    pub by_week_no: Vec<i8>,
    pub by_year_day: Vec<i16>,
    pub by_month_day: Vec<i8>,
    pub by_day: Vec<NthDay>,
    pub by_hour: Vec<u8>,
    pub by_minute: Vec<u8>,
    pub by_second: Vec<u8>,
    pub by_set_pos: Vec<i16>,
    pub week_start: Weekday,
}

impl Rule {
    /// `FREQ=…` and nothing else.
    pub fn every(interval: u16, freq: Freq) -> Self {
        Self {
            freq,
            interval: interval.max(1),
            count: None,
            until: None,
            by_month: Vec::new(),
            by_week_no: Vec::new(),
            by_year_day: Vec::new(),
            by_month_day: Vec::new(),
            by_day: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
            by_second: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Monday,
        }
    }

    /// The same rule without its end.
    pub fn endless(&self) -> Self {
        Self { count: None, until: None, ..self.clone() }
    }

    /// Whether the rule itself names the days on which it falls, rather than leaving them to its start.
    pub fn names_days(&self) -> bool {
        !(self.by_day.is_empty()
            && self.by_month_day.is_empty()
            && self.by_year_day.is_empty()
            && self.by_week_no.is_empty())
    }
}

impl FromStr for Rule {
    type Err = Error;

    /// Reads `FREQ=WEEKLY;BYDAY=MO,TH`, with or without `RRULE:` before it.
    fn from_str(text: &str) -> Result<Self> {
        let parts = text.trim().trim_end_matches(';');
        let parts = parts.get(..6).filter(|head| head.eq_ignore_ascii_case("RRULE:")).map_or(parts, |_| &parts[6..]);
        let mut rule = Self::every(1, Freq::Daily);
        let mut named: Vec<String> = Vec::new();
        for part in parts.split(';') {
            let (name, value) = part.split_once('=').ok_or_else(|| {
                Error::invalid(format!("{part:?} is not a part of a rule; write NAME=VALUE, like FREQ=WEEKLY"))
            })?;
            let name = name.trim().to_ascii_uppercase();
            require!(!named.contains(&name), "{name} stands in the rule twice");
            rule.read(&name, value.trim())?;
            named.push(name);
        }
        require!(named.iter().any(|name| name == "FREQ"), "a rule needs its FREQ, such as FREQ=WEEKLY");
        rule.check()?;
        Ok(rule)
    }
}

impl Rule {
    fn read(&mut self, name: &str, value: &str) -> Result<()> {
        match name {
            "FREQ" => self.freq = Freq::from_word(value)?,
            "INTERVAL" => self.interval = number(name, value, 1..=9_999)?,
            "COUNT" => self.count = Some(number(name, value, 1..=1_000_000)?),
            "UNTIL" => self.until = Some(until(value)?),
            "WKST" => self.week_start = weekday(value)?,
            "BYMONTH" => self.by_month = numbers(name, value, 1..=12)?,
            "BYWEEKNO" => self.by_week_no = signed(name, value, 53)?,
            "BYYEARDAY" => self.by_year_day = signed(name, value, 366)?,
            "BYMONTHDAY" => self.by_month_day = signed(name, value, 31)?,
            "BYSETPOS" => self.by_set_pos = signed(name, value, 366)?,
            "BYHOUR" => self.by_hour = numbers(name, value, 0..=23)?,
            "BYMINUTE" => self.by_minute = numbers(name, value, 0..=59)?,
            // 60 is a leap second, which no clock here shows.
            "BYSECOND" => self.by_second = numbers(name, value, 0..=59)?,
            "BYDAY" => self.by_day = value.split(',').map(nth_day).collect::<Result<_>>()?,
            "RSCALE" | "SKIP" => return Err(Error::invalid(format!("{name} (RFC 7529) is not supported"))),
            name if name.starts_with("X-") => {}
            _ => return Err(Error::invalid(format!("{name} is not a part that a rule can have"))),
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        require!(self.count.is_none() || self.until.is_none(), "a rule ends by COUNT or by UNTIL, not by both");
        let times = [&self.by_hour, &self.by_minute, &self.by_second];
        let parts = !self.by_month.is_empty() || times.iter().any(|part| !part.is_empty()) || self.names_days();
        require!(
            self.by_set_pos.is_empty() || parts,
            "BYSETPOS chooses among what another BY part names; there is none"
        );
        let numbered = self.by_day.iter().any(|day| day.nth.is_some());
        require!(
            !numbered || matches!(self.freq, Freq::Monthly | Freq::Yearly),
            "a numbered weekday such as 2FR is one of a month or a year; use FREQ=MONTHLY or FREQ=YEARLY"
        );
        require!(
            !numbered || self.by_week_no.is_empty(),
            "a numbered weekday such as 2FR cannot stand beside BYWEEKNO"
        );
        Ok(())
    }
}

/// Reads one number within its bounds.
fn number<T: TryFrom<i64>>(name: &str, value: &str, bounds: std::ops::RangeInclusive<i64>) -> Result<T> {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    let read = value.parse::<i64>().ok().filter(|_| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    read.filter(|number| bounds.contains(number)).and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
        Error::invalid(format!("{name}={value} is not a number from {} to {}", bounds.start(), bounds.end()))
    })
}

fn numbers<T: TryFrom<i64>>(name: &str, values: &str, bounds: std::ops::RangeInclusive<i64>) -> Result<Vec<T>> {
    values.split(',').map(|value| number(name, value.trim(), bounds.clone())).collect()
}

/// Numbers that count from the beginning, or negative from the end; zero is neither.
fn signed<T: TryFrom<i64>>(name: &str, values: &str, most: i64) -> Result<Vec<T>> {
    require!(
        values.split(',').all(|value| value.trim().parse() != Ok(0)),
        "{name} counts from 1, or from -1 at the end; 0 is nothing"
    );
    numbers(name, values, -most..=most)
}

fn nth_day(text: &str) -> Result<NthDay> {
    let text = text.trim();
    let at = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let (nth, day) = text.split_at(at);
    let nth = if nth.is_empty() { None } else { signed("BYDAY", nth, 53)?.pop() };
    Ok(NthDay { nth, weekday: weekday(day)? })
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

fn weekday(text: &str) -> Result<Weekday> {
    let found = WEEKDAYS.iter().find(|(code, _)| code.eq_ignore_ascii_case(text));
    found
        .map(|(_, day)| *day)
        .ok_or_else(|| Error::invalid(format!("{text:?} is not a weekday; they are MO, TU, WE, TH, FR, SA and SU")))
}

/// `20261231`, `20261231T120000` or `20261231T110000Z`.
fn until(text: &str) -> Result<Until> {
    let refused =
        || Error::invalid(format!("UNTIL={text} is not a day like 20261231 or a moment like 20261231T225959Z"));
    stamp(text).ok_or_else(refused)
}

/// A day or moment as iCalendar writes it.
pub(super) fn stamp(text: &str) -> Option<Until> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    if date.len() != 8 || !digits(date) {
        return None;
    }
    let date = Date::new(date[..4].parse().ok()?, date[4..6].parse().ok()?, date[6..].parse().ok()?).ok()?;
    let Some(time) = time else { return Some(Until::Day(date)) };
    let clock = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    if clock.len() != 6 || !digits(clock) {
        return None;
    }
    let at = jiff::civil::Time::new(clock[..2].parse().ok()?, clock[2..4].parse().ok()?, clock[4..].parse().ok()?, 0)
        .ok()?;
    let at = date.to_datetime(at);
    if clock.len() == time.len() {
        Some(Until::Local(at))
    } else {
        tz::Offset::UTC.to_timestamp(at).ok().map(Until::Utc)
    }
}

const FREQS: [(&str, Freq); 7] = [
    ("YEARLY", Freq::Yearly),
    ("MONTHLY", Freq::Monthly),
    ("WEEKLY", Freq::Weekly),
    ("DAILY", Freq::Daily),
    ("HOURLY", Freq::Hourly),
    ("MINUTELY", Freq::Minutely),
    ("SECONDLY", Freq::Secondly),
];

impl Freq {
    fn from_word(text: &str) -> Result<Self> {
        let found = FREQS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        found.map(|(_, freq)| *freq).ok_or_else(|| {
            Error::invalid(format!(
                "FREQ={text} is not known; a rule is YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY or MINUTELY"
            ))
        })
    }
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.strftime("%Y%m%d")),
            Self::Local(at) => write!(f, "{}", at.strftime("%Y%m%dT%H%M%S")),
            Self::Utc(at) => write!(f, "{}", at.strftime("%Y%m%dT%H%M%SZ")),
        }
    }
}

impl fmt::Display for NthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(nth) = self.nth {
            write!(f, "{nth}")?;
        }
        let code = WEEKDAYS.iter().find(|(_, day)| *day == self.weekday);
        f.write_str(code.map_or("", |(code, _)| code))
    }
}

/// In the order of the capture language: FREQ, INTERVAL, the BY parts from large to small, the end.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, values: &[T]) -> fmt::Result {
            if values.is_empty() {
                return Ok(());
            }
            let values: Vec<String> = values.iter().map(T::to_string).collect();
            write!(f, ";{name}={}", values.join(","))
        }
        let freq = FREQS.iter().find(|(_, freq)| *freq == self.freq);
        write!(f, "FREQ={}", freq.map_or("", |(word, _)| word))?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        list(f, "BYMONTH", &self.by_month)?;
        list(f, "BYWEEKNO", &self.by_week_no)?;
        list(f, "BYYEARDAY", &self.by_year_day)?;
        list(f, "BYMONTHDAY", &self.by_month_day)?;
        list(f, "BYDAY", &self.by_day)?;
        list(f, "BYHOUR", &self.by_hour)?;
        list(f, "BYMINUTE", &self.by_minute)?;
        list(f, "BYSECOND", &self.by_second)?;
        list(f, "BYSETPOS", &self.by_set_pos)?;
        if self.week_start != Weekday::Monday {
            write!(f, ";WKST={}", NthDay { nth: None, weekday: self.week_start })?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        if let Some(until) = self.until {
            write!(f, ";UNTIL={until}")?;
        }
        Ok(())
    }
}
