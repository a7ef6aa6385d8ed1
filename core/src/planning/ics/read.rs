//! Reading a calendar file. Entries that cannot be understood are named with the reason and stand in nobody's way.

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty as Property};
use calcard::{Entry as Parsed, Parser};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use super::entry::{At, Entry, Repeats};
use super::zones::Zones;
use crate::error::{Error, Result};
use crate::require;
use crate::types::one_line;

/// Larger files are no calendars of a person, in bytes.
const LARGEST: usize = 32 << 20;
/// More entries are not read.
const MOST: usize = 100_000;

/// Something that was not taken, or not just as it stands, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NotTaken {
    /// Its title, else its name in the file.
    pub what: String,
    pub why: String,
}

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// What the calendar calls itself.
    pub name: Option<String>,
    /// Each of another UID and RECURRENCE-ID, also those that were called off.
    pub entries: Vec<Entry>,
    pub skipped: Vec<NotTaken>,
}

/// The text of a file: UTF-8 or what its mark says, else Windows-1252.
pub fn text_of(bytes: &[u8]) -> String {
    let (text, _, broken) = encoding_rs::UTF_8.decode(bytes);
    if broken { encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned() } else { text.into_owned() }
}

/// Reads a file; what says nothing of a zone is in `own`.
///
/// # Errors
/// It is no calendar at all, or larger than one can be.
pub fn read(text: &str, own: &TimeZone) -> Result<Read> {
    require!(text.len() <= LARGEST, "the file is larger than {} MB; that is no calendar", LARGEST >> 20);
    let begins = text.to_ascii_uppercase().contains("BEGIN:VCALENDAR");
    require!(begins, "this is no calendar file: it does not begin with BEGIN:VCALENDAR");
    // A parser that breaks off takes no more with it than this file.
    let parsed = std::panic::catch_unwind(|| parse(text));
    let calendars = parsed.map_err(|_| Error::invalid("this calendar file cannot be read"))?;
    let mut read = Read::default();
    let mut entries: BTreeMap<(String, String), Entry> = BTreeMap::new();
    for calendar in &calendars {
        let zones = Zones::of(calendar, own);
        read.name = read.name.or_else(|| name(calendar));
        for component in &calendar.components {
            let todo = match component.component_type {
                ICalendarComponentType::VEvent => false,
                ICalendarComponentType::VTodo => true,
                ICalendarComponentType::VJournal => {
                    let why = "a journal entry is neither an event nor a task";
                    read.skipped.push(NotTaken { what: called(component), why: why.into() });
                    continue;
                }
                _ => continue,
            };
            if entries.len() + read.skipped.len() >= MOST {
                let why = format!("only the first {MOST} entries are read");
                read.skipped.push(NotTaken { what: called(component), why });
                break;
            }
            match Entry::of(component, todo, &zones) {
                Ok(entry) => keep(&mut entries, &mut read.skipped, entry),
                Err(error) => read.skipped.push(NotTaken { what: called(component), why: error.to_string() }),
            }
        }
    }
    read.entries = entries.into_values().collect();
    read.entries.sort_by(|a, b| (a.starts, &a.uid).cmp(&(b.starts, &b.uid)));
    Ok(read)
}

/// Of two with one name the one with the higher SEQUENCE stays, else the later.
fn keep(entries: &mut BTreeMap<(String, String), Entry>, skipped: &mut Vec<NotTaken>, entry: Entry) {
    let key = (entry.uid.clone(), entry.recurrence_key());
    let older = match entries.get(&key) {
        Some(there) if there.sequence > entry.sequence => Some(entry),
        _ => entries.insert(key, entry),
    };
    if let Some(older) = older {
        skipped.push(NotTaken { what: older.title, why: "the file has the same entry again, in a newer form".into() });
    }
}

fn parse(text: &str) -> Vec<ICalendar> {
    let mut parser = Parser::new(text);
    let mut found = Vec::new();
    loop {
        match parser.entry() {
            Parsed::ICalendar(calendar) => found.push(calendar),
            Parsed::Eof | Parsed::TooManyComponents => return found,
            _ => {}
        }
    }
}

/// What a calendar calls itself.
fn name(calendar: &ICalendar) -> Option<String> {
    let root = calendar.components.first()?;
    let named = root.entries.iter().find(|entry| match &entry.name {
        Property::Name => true,
        Property::Other(name) => name.eq_ignore_ascii_case("X-WR-CALNAME"),
        _ => false,
    })?;
    let words: Vec<&str> = named.values.iter().filter_map(|value| value.as_text()).collect();
    Some(one_line(&words.join(","), 200)).filter(|name| !name.is_empty())
}

/// How a person would know an entry again.
fn called(component: &ICalendarComponent) -> String {
    let text = |property: &Property| {
        let entry = component.property(property)?;
        Some(one_line(entry.values.first()?.as_text()?, 200)).filter(|text| !text.is_empty())
    };
    text(&Property::Summary).or_else(|| text(&Property::Uid)).unwrap_or_else(|| "an entry without a title".into())
}

/// Puts series and their exceptions together: an occurrence that has an entry of its own is left out of its series, and
/// what was called off is left out altogether.
pub fn settle(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut own: BTreeMap<String, Vec<At>> = BTreeMap::new();
    for entry in &entries {
        if let Some(at) = &entry.recurrence {
            own.entry(entry.uid.clone()).or_default().push(at.clone());
        }
    }
    entries.retain(|entry| !entry.cancelled);
    for entry in entries.iter_mut().filter(|entry| entry.recurrence.is_none()) {
        for at in own.get(&entry.uid).into_iter().flatten() {
            match (at.days, entry.days) {
                (true, false) => entry.series.except_days.push(at.local.date()),
                (_, true) => entry.series.except_dates.push(at.local.date().to_datetime(Time::midnight())),
                (false, false) => entry.series.except_dates.push(at.in_zone(&entry.zone)),
            }
        }
    }
    entries
}
