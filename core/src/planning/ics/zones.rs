//! The zones that a calendar file names: IANA's, Windows' and a file's own.

use std::collections::HashMap;
use std::str::FromStr;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarFrequency, ICalendarProperty as Property,
    ICalendarValue as Value, ICalendarWeekday as Weekday,
};
use jiff::tz::TimeZone;

/// The zone of a name as it is kept: IANA or POSIX, and `own` for an empty one.
pub fn kept(name: &str, own: &TimeZone) -> TimeZone {
    if name.is_empty() {
        return own.clone();
    }
    TimeZone::get(name).or_else(|_| TimeZone::posix(name)).unwrap_or_else(|_| own.clone())
}

/// The zones of one calendar.
pub(super) struct Zones {
    /// By the name in the file.
    defined: HashMap<String, String>,
    /// The zone that stands in for one that is not known, and its name for a person.
    instead: (String, String),
}

impl Zones {
    pub(super) fn of(calendar: &ICalendar, own: &TimeZone) -> Self {
        let mut defined = HashMap::new();
        for zone in calendar.timezones() {
            let id = zone.property(&Property::Tzid).and_then(|entry| entry.values.first()?.as_text());
            let guessed = zone.timezone().and_then(|(_, tz)| iana(tz));
            if let Some((id, name)) = id.zip(guessed.or_else(|| posix(calendar, zone))) {
                defined.insert(id.to_owned(), name);
            }
        }
        let root = calendar.components.first();
        let usual = root.and_then(|root| {
            let entry = root.entries.iter().find(
                |entry| matches!(&entry.name, Property::Other(name) if name.eq_ignore_ascii_case("X-WR-TIMEZONE")),
            )?;
            known(entry.values.first()?.as_text()?)
        });
        let instead = match usual {
            Some(name) => (name.clone(), name),
            None => (String::new(), own.iana_name().unwrap_or("this computer").to_owned()),
        };
        Self { defined, instead }
    }

    /// The zone that a file calls so, and what is to be said if it had to be guessed.
    pub(super) fn find(&self, id: &str) -> (String, Option<String>) {
        let id = id.trim_matches('"').trim();
        let exact = TimeZone::get(id).ok().and_then(|zone| zone.iana_name().map(str::to_owned));
        if let Some(name) = exact.or_else(|| self.defined.get(id).cloned()).or_else(|| known(id)) {
            return (name, None);
        }
        let (zone, said) = &self.instead;
        (zone.clone(), Some(format!("The time zone {id:?} is not known; its times are read as those of {said}.")))
    }
}

/// A zone by IANA's or Windows' name, or by a path that ends with IANA's.
fn known(id: &str) -> Option<String> {
    let id = id.trim();
    if let Some(name) = Tz::from_str(id).ok().and_then(iana) {
        return Some(name);
    }
    let parts: Vec<&str> = id.split('/').collect();
    [3, 2].iter().filter(|n| parts.len() > **n).find_map(|n| {
        let end = parts[parts.len() - n..].join("/");
        TimeZone::get(&end).ok()?.iana_name().map(str::to_owned)
    })
}

fn iana(tz: Tz) -> Option<String> {
    let name = tz.name()?.into_owned();
    TimeZone::get(&name).ok().map(|_| name)
}

/// A zone that a file defines itself, as POSIX writes one: the newest standard time and summer time.
fn posix(calendar: &ICalendar, zone: &ICalendarComponent) -> Option<String> {
    let parts: Vec<&ICalendarComponent> =
        zone.component_ids.iter().filter_map(|id| calendar.components.get(*id as usize)).collect();
    let newest = |kind: &ICalendarComponentType| {
        let of_kind = parts.iter().filter(|part| part.component_type == *kind);
        of_kind.max_by_key(|part| begins(part).map(|at| (at.year, at.month, at.day))).copied()
    };
    let (standard, summer) = (newest(&ICalendarComponentType::Standard), newest(&ICalendarComponentType::Daylight));
    let base = format!("STD{}", offset(standard.or(summer)?)?);
    let written = match (standard, summer) {
        (Some(standard), Some(summer)) => {
            // Without a rule the change happened once, and what came after it holds.
            match (change(summer), change(standard)) {
                (Some(to), Some(back)) => format!("{base}DST{},{to},{back}", offset(summer)?),
                _ => base,
            }
        }
        _ => base,
    };
    TimeZone::posix(&written).ok().map(|_| written)
}

fn begins(part: &ICalendarComponent) -> Option<&PartialDateTime> {
    part.property(&Property::Dtstart)?.values.first()?.as_partial_date_time()
}

/// The distance from UTC with POSIX's sign, which is negative in the east.
fn offset(part: &ICalendarComponent) -> Option<String> {
    let to = part.property(&Property::Tzoffsetto)?.values.first()?.as_partial_date_time()?;
    let sign = if to.tz_minus { "+" } else { "-" };
    Some(format!("{sign}{}:{:02}", to.tz_hour?, to.tz_minute.unwrap_or(0)))
}

/// The day and time of a yearly change, such as `M3.5.0/2:00:00`.
fn change(part: &ICalendarComponent) -> Option<String> {
    let rule = match part.property(&Property::Rrule)?.values.first()? {
        Value::RecurrenceRule(rule) => rule,
        _ => return None,
    };
    let ([month], [day]) = (rule.bymonth.as_slice(), rule.byday.as_slice()) else { return None };
    if rule.freq != ICalendarFrequency::Yearly || rule.until.is_some() {
        return None;
    }
    let week = match day.ordwk? {
        -1 => 5,
        n if (1..=4).contains(&n) => n,
        _ => return None,
    };
    let weekday = match day.weekday {
        Weekday::Sunday => 0,
        Weekday::Monday => 1,
        Weekday::Tuesday => 2,
        Weekday::Wednesday => 3,
        Weekday::Thursday => 4,
        Weekday::Friday => 5,
        Weekday::Saturday => 6,
    };
    let at = begins(part)?;
    Some(format!("M{month}.{week}.{weekday}/{}:{:02}:00", at.hour?, at.minute?))
}
