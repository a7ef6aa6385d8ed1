//! The morning's notice: how much the day asks for, told once a day at the time of the setting `digest_at`.

use jiff::Zoned;
use jiff::civil::Time;

use super::{Digest, store};
use crate::App;
use crate::db::ReadTx;
use crate::error::Result;
use crate::event::Event;
use crate::jobs::Tick;
use crate::settings;
use crate::types::{Day, Timestamp};

/// So long after its time a morning can still be told, in hours; a computer that is opened in the evening is silent.
const LATE: i64 = 6;

/// Tells of the day, if it is time, and otherwise when it will be.
///
/// # Errors
/// The file cannot be read or written.
pub fn tick(app: &App) -> Result<Tick> {
    let (digest, wait) = app.db.read(due)?;
    let Some(digest) = digest else { return Ok(Tick::Wait(wait)) };
    app.db.write_derived(|tx| store::tell(tx, digest.day))?;
    app.events.send(&Event::Notify {
        title: digest.day.0.strftime("%A, %-d %B").to_string(),
        body: said(&digest),
        open: "/digest".into(),
        reminder: None,
        habit: None,
    });
    Ok(Tick::Ran)
}

/// The digest that should be told now, or the moment at which one will be.
fn due(tx: &ReadTx<'_>) -> Result<(Option<Digest>, Option<Timestamp>)> {
    let now = tx.zoned();
    let Ok(time) = settings::read(tx)?.digest_at.parse::<Time>() else { return Ok((None, None)) };
    let Some(today) = at(now, now.date(), time) else { return Ok((None, None)) };
    if *now < today {
        return Ok((None, Some(Timestamp::from(&today))));
    }
    let late = now.timestamp().duration_since(today.timestamp()).as_hours() >= LATE;
    let day = Day(now.date());
    if late || store::told(tx)? == Some(day) {
        let tomorrow = day.tomorrow()?;
        return Ok((None, at(now, tomorrow.0, time).as_ref().map(Timestamp::from)));
    }
    Ok((Some(super::of(tx, day)?), None))
}

fn at(now: &Zoned, date: jiff::civil::Date, time: Time) -> Option<Zoned> {
    date.to_datetime(time).to_zoned(now.time_zone().clone()).ok()
}

/// The numbers in one line.
fn said(digest: &Digest) -> String {
    let parts: Vec<String> = digest
        .sections
        .iter()
        .filter(|section| matches!(section.key.as_str(), "overdue" | "plan" | "due" | "habits" | "came_in"))
        .map(|section| format!("{} {}", section.total, section.title.to_lowercase()))
        .collect();
    if parts.is_empty() { "Nothing is due or planned.".into() } else { parts.join(", ") }
}
