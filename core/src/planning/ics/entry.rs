//! One entry of a calendar file, an event or a task, by the clock on the wall of its zone.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarDuration, ICalendarEntry, ICalendarPeriod, ICalendarProperty as Property,
    ICalendarStatus as Status, ICalendarTransparency, ICalendarValue as Value,
};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::zones::{self, Zones};
use crate::calendar::{self, Freq, Rule, Until};
use crate::error::{Error, Result};
use crate::require;
use crate::types::{Timestamp, one_line, plain};

/// No event lasts longer, in seconds: ten years.
const LONGEST: i64 = 10 * 366 * 86_400;

/// An event or task of a file.
#[derive(Debug, Clone)]
pub struct Entry {
    pub todo: bool,
    pub uid: String,
    /// The occurrence of its series for which it stands.
    pub recurrence: Option<At>,
    pub title: String,
    pub notes: String,
    pub place: String,
    /// Of a task without a beginning the time when it is due.
    pub starts: DateTime,
    /// Whole days, without a time.
    pub days: bool,
    /// In seconds, or in days.
    pub length: i64,
    /// IANA or POSIX; empty for the zone in which the reader is.
    pub zone: String,
    pub series: Repeats,
    pub busy: bool,
    pub cancelled: bool,
    /// What had to be guessed.
    pub note: Option<String>,
    pub sequence: i64,
    /// A task's beginning, and when it is due: the time and whether it is a whole day, in its zone.
    pub begins: Option<At>,
    pub due: Option<At>,
    pub done: bool,
    /// 1 (highest) to 9.
    pub priority: Option<u8>,
    pub categories: Vec<String>,
}

/// Rules, further dates and exceptions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Repeats {
    pub rules: Vec<String>,
    pub except: Vec<String>,
    pub dates: Vec<DateTime>,
    pub except_dates: Vec<DateTime>,
    /// Days on which no occurrence takes place, whatever its time.
    pub except_days: Vec<Date>,
}

impl Repeats {
    /// Whether it happens once.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.dates.is_empty()
    }

    /// As it is kept.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn text(&self) -> Result<String> {
        if *self == Self::default() { Ok(String::new()) } else { Ok(serde_json::to_string(self)?) }
    }

    /// What was kept.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(text: &str) -> Result<Self> {
        if text.is_empty() { Ok(Self::default()) } else { Ok(serde_json::from_str(text)?) }
    }
}

/// A day or a time by the clock on the wall of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    pub local: DateTime,
    pub days: bool,
    pub zone: String,
}

impl At {
    /// The moment; whole days and floating times are in `own`.
    pub fn moment(&self, own: &TimeZone) -> Option<Timestamp> {
        zones::kept(&self.zone, own).to_zoned(self.local).ok().map(|zoned| Timestamp::from(&zoned))
    }

    /// The same by the clock of another zone.
    pub(super) fn in_zone(&self, zone: &str) -> DateTime {
        if self.days || self.zone == zone || self.zone.is_empty() || zone.is_empty() {
            return self.local;
        }
        let there = zones::kept(&self.zone, &TimeZone::UTC).to_zoned(self.local);
        let there = there.map(|at| at.with_time_zone(zones::kept(zone, &TimeZone::UTC)).datetime());
        there.unwrap_or(self.local)
    }
}

impl Entry {
    /// The name of the occurrence for which it stands; empty for the series.
    pub fn recurrence_key(&self) -> String {
        match &self.recurrence {
            None => String::new(),
            Some(at) if at.days => at.local.date().to_string(),
            Some(at) if at.zone.is_empty() => at.local.to_string(),
            Some(at) => format!("{}Z", at.in_zone("UTC")),
        }
    }

    /// Between which moments it takes place at most, give or take the distance of zones; nothing for no end.
    pub fn bounds(&self) -> (Timestamp, Option<Timestamp>) {
        let utc = |at: DateTime| TimeZone::UTC.to_zoned(at).map_or(i64::MAX, |at| at.timestamp().as_millisecond());
        let dates = self.series.dates.iter().copied().chain([self.starts]).map(utc);
        let first = dates.clone().min().unwrap_or_default();
        let mut last = dates.max();
        for rule in &self.series.rules {
            let until = rule.parse::<Rule>().ok().and_then(|rule| rule.until).map(|until| match until {
                Until::Day(day) => utc(day.to_datetime(Time::MAX)),
                Until::Local(at) => utc(at),
                Until::Utc(at) => at.as_millisecond(),
            });
            last = last.zip(until).map(|(last, until)| last.max(until));
        }
        let length = if self.days { self.length * 86_400_000 } else { self.length * 1000 };
        (Timestamp(first), last.map(|last| Timestamp(last.saturating_add(length).saturating_add(1))))
    }

    /// Reads a component.
    pub(super) fn of(component: &ICalendarComponent, todo: bool, zones: &Zones) -> Result<Self> {
        let mut notes = Vec::new();
        let mut at = |property: &Property| match component.property(property) {
            Some(entry) => first(entry, zones, &mut notes).map(Some),
            None => Ok(None),
        };
        let (begins, due, ends) = (at(&Property::Dtstart)?, at(&Property::Due)?, at(&Property::Dtend)?);
        let recurrence = at(&Property::RecurrenceId)?;
        let starts = match begins.clone().or_else(|| due.clone()) {
            Some(starts) => starts,
            None if todo => At { local: DateTime::constant(1970, 1, 1, 0, 0, 0, 0), days: true, zone: String::new() },
            None => return Err(Error::invalid("it says no day or time")),
        };
        let title = text(component, &Property::Summary);
        let length = length(component, &starts, ends.as_ref())?;
        let series = repeats(component, &starts, zones, &mut notes)?;
        let uid = one_line(&text(component, &Property::Uid), 500);
        let status = component.status();
        let priority = component.property(&Property::Priority).and_then(|entry| entry.values.first()?.as_integer());
        notes.dedup();
        Ok(Self {
            todo,
            // One without a name is known by what it says.
            uid: if uid.is_empty() { unnamed(&title, &starts) } else { uid },
            recurrence,
            title: Some(one_line(&title, 500)).filter(|title| !title.is_empty()).unwrap_or_else(|| "(no title)".into()),
            notes: plain(&text(component, &Property::Description)),
            place: one_line(&text(component, &Property::Location), 500),
            starts: starts.local,
            days: starts.days,
            length,
            zone: starts.zone,
            series,
            busy: component.transparency() != Some(&ICalendarTransparency::Transparent),
            cancelled: status == Some(&Status::Cancelled),
            note: Some(notes.join(" ")).filter(|note| !note.is_empty()),
            sequence: component
                .property(&Property::Sequence)
                .and_then(|entry| entry.values.first()?.as_integer())
                .unwrap_or_default(),
            begins,
            due,
            done: status == Some(&Status::Completed) || component.has_property(&Property::Completed),
            priority: priority.and_then(|priority| u8::try_from(priority).ok()).filter(|n| (1..=9).contains(n)),
            categories: component
                .properties(&Property::Categories)
                .flat_map(|entry| entry.values.iter().filter_map(Value::as_text))
                .map(|word| one_line(word, 100))
                .filter(|word| !word.is_empty())
                .collect(),
        })
    }
}

fn unnamed(title: &str, starts: &At) -> String {
    let said = format!("{title}\n{}\n{}", starts.local, starts.zone);
    format!("unnamed-{}", &blake3::hash(said.as_bytes()).to_hex()[..24])
}

fn text(component: &ICalendarComponent, property: &Property) -> String {
    let values = component.property(property).map(|entry| entry.values.as_slice()).unwrap_or_default();
    values.iter().filter_map(Value::as_text).collect::<Vec<_>>().join(",")
}

/// The first value of a property as a day or time.
fn first(entry: &ICalendarEntry, zones: &Zones, notes: &mut Vec<String>) -> Result<At> {
    match all(entry, zones, notes)?.into_iter().next() {
        Some(at) => Ok(at),
        None => Err(Error::invalid(format!("its {} says nothing", entry.name.as_str()))),
    }
}

/// The values of a property as days or times.
fn all(entry: &ICalendarEntry, zones: &Zones, notes: &mut Vec<String>) -> Result<Vec<At>> {
    let zone = match entry.tz_id() {
        Some(id) => {
            let (zone, note) = zones.find(id);
            notes.extend(note);
            zone
        }
        None => String::new(),
    };
    let value = |value: &Value| match value {
        Value::PartialDateTime(at) => read(at, &zone),
        Value::Period(ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. }) => {
            read(start, &zone)
        }
        Value::Text(text) => Err(Error::invalid(format!("{text:?} is not a day or time"))),
        _ => Err(Error::invalid(format!("its {} is not a day or time", entry.name.as_str()))),
    };
    entry.values.iter().map(value).collect()
}

fn read(at: &PartialDateTime, zone: &str) -> Result<At> {
    let none = || Error::invalid("it says a day or time that no calendar has");
    let (Some(year), Some(month), Some(day)) = (at.year, at.month, at.day) else { return Err(none()) };
    let small = |n: u8| i8::try_from(n).map_err(|_| none());
    let year = i16::try_from(year).ok().filter(|year| (1..=9998).contains(year)).ok_or_else(none)?;
    let date = Date::new(year, small(month)?, small(day)?).map_err(|_| none())?;
    let Some(hour) = at.hour else {
        return Ok(At { local: date.to_datetime(Time::midnight()), days: true, zone: String::new() });
    };
    // A leap second is shown by no clock here.
    let (minute, second) = (at.minute.unwrap_or(0), at.second.unwrap_or(0).min(59));
    let time = Time::new(small(hour)?, small(minute)?, small(second)?, 0).map_err(|_| none())?;
    let local = date.to_datetime(time);
    let Some(hours) = at.tz_hour else { return Ok(At { local, days: false, zone: zone.to_owned() }) };
    let east = i64::from(hours) * 60 + i64::from(at.tz_minute.unwrap_or(0));
    let east = if at.tz_minus { -east } else { east };
    let local = local.checked_sub(SignedDuration::from_mins(east)).map_err(|_| none())?;
    Ok(At { local, days: false, zone: "UTC".into() })
}

/// How long it lasts, in seconds or days.
fn length(component: &ICalendarComponent, starts: &At, ends: Option<&At>) -> Result<i64> {
    let said = component.property(&Property::Duration).and_then(|entry| match entry.values.first() {
        Some(Value::Duration(length)) => Some(seconds(length)),
        _ => None,
    });
    let length = match (ends, said) {
        (Some(ends), _) if starts.days => {
            let after = ends.local.date().since((jiff::Unit::Day, starts.local.date())).map_err(Error::internal)?;
            i64::from(after.get_days()) * 86_400
        }
        (Some(ends), _) => {
            let own = TimeZone::UTC;
            let (Some(from), Some(until)) = (starts.moment(&own), ends.moment(&own)) else {
                return Err(Error::invalid("it says a time that no calendar has"));
            };
            (until.0 - from.0) / 1000
        }
        (None, Some(said)) => said,
        (None, None) => 0,
    };
    require!(length >= 0, "it ends before it begins");
    require!(length <= LONGEST, "it lasts longer than ten years");
    Ok(if starts.days { (length / 86_400).max(1) } else { length })
}

fn seconds(length: &ICalendarDuration) -> i64 {
    let days = i64::from(length.weeks) * 7 + i64::from(length.days);
    let seconds =
        days * 86_400 + i64::from(length.hours) * 3600 + i64::from(length.minutes) * 60 + i64::from(length.seconds);
    if length.neg { -seconds } else { seconds }
}

fn repeats(component: &ICalendarComponent, starts: &At, zones: &Zones, notes: &mut Vec<String>) -> Result<Repeats> {
    let mut found = Repeats::default();
    let zone = zones::kept(&starts.zone, &TimeZone::UTC);
    for (property, list) in [(Property::Rrule, &mut found.rules), (Property::Exrule, &mut found.except)] {
        for value in component.properties(&property).flat_map(|entry| &entry.values) {
            let written = match value {
                Value::RecurrenceRule(rule) => rule.to_string(),
                Value::Text(text) => text.clone(),
                _ => continue,
            };
            match written.parse::<Rule>() {
                Ok(rule) if rule.freq > Freq::Hourly => {
                    notes.push("It repeats more often than once an hour, so it is shown once.".into());
                }
                // Such a rule would be searched for centuries each time somebody looks.
                Ok(rule) if calendar::local(&rule, starts.local, starts.days, &zone).next().is_none() => {
                    notes.push("Its rule never comes to a day, so it is shown once.".into());
                }
                Ok(rule) => list.push(rule.to_string()),
                Err(error) => notes.push(format!("Its rule cannot be understood, so it is shown once: {error}.")),
            }
        }
    }
    for entry in component.properties(&Property::Rdate) {
        found.dates.extend(all(entry, zones, notes)?.iter().map(|at| at.in_zone(&starts.zone)));
    }
    for entry in component.properties(&Property::Exdate) {
        for at in all(entry, zones, notes)? {
            match at.days && !starts.days {
                true => found.except_days.push(at.local.date()),
                false if starts.days => found.except_dates.push(at.local.date().to_datetime(Time::midnight())),
                false => found.except_dates.push(at.in_zone(&starts.zone)),
            }
        }
    }
    if component.has_property(&Property::RecurrenceId) && this_and_future(component) {
        notes.push("It was changed for this time and all that follow; only this time is shown so.".into());
    }
    // Such a date is an occurrence on that day at the usual time.
    if !starts.days {
        for date in &mut found.dates {
            if date.time() == Time::midnight() && starts.local.time() != Time::midnight() && has_day_dates(component) {
                *date = date.date().to_datetime(starts.local.time());
            }
        }
    }
    Ok(found)
}

fn this_and_future(component: &ICalendarComponent) -> bool {
    let entry = component.property(&Property::RecurrenceId);
    entry.is_some_and(|entry| entry.has_parameter(&calcard::icalendar::ICalendarParameterName::Range))
}

fn has_day_dates(component: &ICalendarComponent) -> bool {
    let values = component.properties(&Property::Rdate).flat_map(|entry| &entry.values);
    values.filter_map(Value::as_partial_date_time).any(|at| !at.has_time())
}
