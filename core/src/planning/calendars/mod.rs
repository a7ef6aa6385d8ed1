//! Calendars that others keep: files and addresses in iCalendar, read and never written. What was read of them last
//! stays, with its age, when there is no network.

pub mod fetching;
mod occurring;
pub mod reading;
pub(super) mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ics::read::{NotTaken, text_of};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::operations::Call;
use crate::types::{Day, Patch, Timestamp, one_line};
use crate::{fetch, id, jobs, operations, require};

pub use occurring::between;

operations! { "calendars";
    /// The calendars with how many events they have, when they were read last, and what went wrong.
    query list(()) -> Vec<Calendar>;
    /// Adds a calendar: an address that is asked each hour, a file, or the text of one.
    action[external] add(NewCalendar) -> Calendar;
    /// Changes a calendar; absent fields stay.
    mutation update(CalendarPatch) -> Calendar;
    /// Asks the address of a calendar, or of all of them, again.
    action[external] refresh(Refresh) -> Vec<Calendar>;
    /// Removes a calendar and its events; undo brings them back.
    mutation remove(CalendarId) -> ();
}

id! {
    /// One calendar.
    CalendarId;
}

/// A calendar that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Calendar {
    pub id: CalendarId,
    pub name: String,
    pub colour: String,
    /// Nothing for a calendar of files.
    pub url: Option<String>,
    pub enabled: bool,
    /// The names of its files.
    pub files: Vec<String>,
    /// Events, a series counted once.
    pub events: i64,
    /// Since when this is what the address said.
    pub fetched_at: Option<Timestamp>,
    /// When the address was asked last, with whatever end.
    pub tried_at: Option<Timestamp>,
    /// Why it was not read the last time.
    pub error: Option<String>,
    /// What of it could not be taken, and why.
    pub skipped: Vec<NotTaken>,
}

/// An event on the days or at the time at which it takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CalendarEvent {
    pub id: i64,
    pub calendar: CalendarId,
    pub title: String,
    pub notes: String,
    pub place: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// The first of its days.
    pub day: Day,
    /// The last of its days.
    pub last_day: Day,
    pub whole_days: bool,
    /// Takes time; a day of remembrance does not.
    pub busy: bool,
    pub repeats: bool,
    /// What had to be guessed.
    pub note: Option<String>,
}

/// A calendar to be; one of address, path and text.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewCalendar {
    /// What the file calls itself, its name, or the site, unless said.
    pub name: Option<String>,
    /// Such as `#3b82f6`.
    pub colour: Option<String>,
    pub url: Option<String>,
    /// A file on this computer.
    pub path: Option<String>,
    /// The text of a file, with `file` as its name.
    pub text: Option<String>,
    pub file: Option<String>,
}

/// What to change of a calendar.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CalendarPatch {
    #[ts(optional = false)]
    pub id: CalendarId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub colour: Option<String>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<String>")]
    pub url: Patch<String>,
    #[serde(default)]
    pub enabled: Option<bool>,
}

/// Which calendar to ask again.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Refresh {
    /// All of them unless said.
    pub id: Option<CalendarId>,
}

/// Colours that new calendars take in turn.
const COLOURS: &[&str] = &["#3b82f6", "#10b981", "#f59e0b", "#8b5cf6", "#ec4899", "#14b8a6", "#ef4444", "#64748b"];

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<Calendar>> {
    store::all(tx)
}

fn add(call: &Call<'_>, new: NewCalendar) -> Result<Calendar> {
    let given = [new.url.is_some(), new.path.is_some(), new.text.is_some()].iter().filter(|there| **there).count();
    require!(given == 1, "a calendar is an address, or a file");
    let id = match &new.url {
        Some(url) => {
            // Feeds are often handed out with a scheme of their own.
            let url = url.trim().replacen("webcal://", "https://", 1).replacen("webcals://", "https://", 1);
            let url = fetch::parse(&url)?;
            let name = new.name.clone().unwrap_or_else(|| url.host_str().unwrap_or("Calendar").to_owned());
            call.write(|tx| insert(tx, &name, new.colour.as_deref(), Some(url.as_str())))?
        }
        None => {
            let (file, text) = given_text(new.path.as_deref(), new.text.as_deref(), new.file.as_deref())?;
            add_file(call, None, &file, &text, &new)?
        }
    };
    call.app.db.read(|tx| store::get(tx, id))
}

/// The name and text of a file that was given by its path or by its text.
pub(super) fn given_text(path: Option<&str>, text: Option<&str>, name: Option<&str>) -> Result<(String, String)> {
    match (path, text) {
        (Some(path), None) => {
            let bytes = std::fs::read(path).map_err(|error| Error::invalid(format!("{path}: {error}")))?;
            let name = std::path::Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
            Ok((name.unwrap_or_else(|| path.to_owned()), text_of(&bytes)))
        }
        (None, Some(text)) => Ok((name.unwrap_or("calendar.ics").to_owned(), text.to_owned())),
        _ => Err(Error::invalid("name a file, or give its text")),
    }
}

/// Puts a file into a calendar, or into a new one, and reads it.
pub(super) fn add_file(
    call: &Call<'_>,
    into: Option<CalendarId>,
    file: &str,
    text: &str,
    new: &NewCalendar,
) -> Result<CalendarId> {
    let own = call.app.db.clock().now().time_zone().clone();
    // What is no calendar at all is refused before anything is kept.
    let read = super::ics::read::read(text, &own)?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = new.name.clone().or(read.name).unwrap_or_else(|| stem.to_owned());
    call.write(|tx| {
        let id = match into {
            Some(id) => id,
            None => insert(tx, &name, new.colour.as_deref(), None)?,
        };
        store::add_file(tx, id, &one_line(file, 200), text.as_bytes())?;
        reading::read_into(tx, id)?;
        tx.label(format!("Added the calendar {}", store::get(tx, id)?.name));
        Ok(id)
    })
}

fn insert(tx: &WriteTx<'_>, name: &str, colour: Option<&str>, url: Option<&str>) -> Result<CalendarId> {
    let name = one_line(name, 200);
    let name = if name.is_empty() { "Calendar".to_owned() } else { name };
    let usual = COLOURS[usize::try_from(store::count(tx)?).unwrap_or_default() % COLOURS.len()];
    let colour = colour.unwrap_or(usual);
    check_colour(colour)?;
    tx.label(format!("Added the calendar {name}"));
    store::insert(tx, &name, colour, url)
}

fn update(tx: &WriteTx<'_>, patch: CalendarPatch) -> Result<Calendar> {
    let mut calendar = store::get(tx, patch.id)?;
    if let Some(name) = patch.name {
        calendar.name = one_line(&name, 200);
        require!(!calendar.name.is_empty(), "a calendar needs a name");
    }
    if let Some(colour) = patch.colour {
        check_colour(&colour)?;
        calendar.colour = colour;
    }
    if let Some(url) = patch.url {
        require!(url.is_some() || !calendar.files.is_empty(), "a calendar of an address keeps one; remove it instead");
        calendar.url = url.as_deref().map(fetch::parse).transpose()?.map(String::from);
    }
    calendar.enabled = patch.enabled.unwrap_or(calendar.enabled);
    store::update(tx, &calendar)?;
    tx.label(format!("Changed the calendar {}", calendar.name));
    store::get(tx, patch.id)
}

fn refresh(call: &Call<'_>, Refresh { id }: Refresh) -> Result<Vec<Calendar>> {
    call.app.db.write_derived(|tx| {
        let chosen = match id {
            Some(id) => {
                let calendar = store::get(tx, id)?;
                require!(calendar.url.is_some(), "{} is of files; there is no address to ask", calendar.name);
                vec![calendar]
            }
            None => store::all(tx)?,
        };
        for calendar in chosen.iter().filter(|calendar| calendar.url.is_some()) {
            jobs::enqueue(tx, fetching::WORK.kind, calendar.id.0, "", 2)?;
        }
        Ok(chosen)
    })
}

fn remove(tx: &WriteTx<'_>, id: CalendarId) -> Result<()> {
    let calendar = store::get(tx, id)?;
    tx.label(format!("Removed the calendar {}", calendar.name));
    store::delete(tx, id)
}

fn check_colour(colour: &str) -> Result<()> {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    let right = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    require!(right, "a colour is written like #3b82f6");
    Ok(())
}
