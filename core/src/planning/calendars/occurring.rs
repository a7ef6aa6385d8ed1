//! When the events of calendars take place: the rules are walked here, by the same engine as those of tasks.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::CalendarEvent;
use super::store::{self, Kept};
use crate::calendar::{self, Series};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::planning::ics::read::Repeats;
use crate::planning::ics::zones;
use crate::types::{Day, Timestamp};

/// No event shows more often than this in what is asked for at once.
const MOST: usize = 1000;
/// Farther than any zone is from another, in milliseconds.
const ASIDE: i64 = 30 * 3_600_000;
const DAY: i64 = 86_400_000;

/// The events of enabled calendars that touch a span of time, in its order.
///
/// # Errors
/// The file cannot be read.
pub fn between(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<CalendarEvent>> {
    let own = tx.zoned().time_zone();
    let mut found = Vec::new();
    for kept in store::near(tx, Timestamp(from.0 - ASIDE), Timestamp(until.0 + ASIDE))? {
        // An event that cannot be placed (a year that no calendar has) hides no other.
        if let Ok(events) = occurrences(&kept, own, from, until) {
            found.extend(events);
        }
    }
    found.sort_by(|a, b| {
        (!a.whole_days, a.starts_at, a.ends_at, &a.title).cmp(&(!b.whole_days, b.starts_at, b.ends_at, &b.title))
    });
    Ok(found)
}

fn occurrences(kept: &Kept, own: &TimeZone, from: Timestamp, until: Timestamp) -> Result<Vec<CalendarEvent>> {
    let starts: DateTime =
        kept.starts.parse().map_err(|_| Error::internal(format!("{} is no beginning", kept.starts)))?;
    // Whole days are whole days wherever one is.
    let zone = if kept.days { own.clone() } else { zones::kept(&kept.zone, own) };
    let repeats = Repeats::read(&kept.series)?;
    let lasts = if kept.days { kept.length * DAY } else { kept.length * 1000 };
    // What began before may still go on; an hour more for a change of clock.
    let near = Timestamp(from.0.saturating_sub(lasts + 3_600_000)).zoned(&zone)?.datetime();
    let series = series(&repeats, starts, near, kept.days, &zone)?;
    let mut events = Vec::new();
    for at in series.occurrences().take_while(|at| Timestamp::from(at) < until) {
        let local = at.with_time_zone(zone.clone()).datetime();
        if repeats.except_days.contains(&local.date()) {
            continue;
        }
        let event = placed(kept, local, (&zone, own), !repeats.is_empty())?;
        if event.ends_at > from || event.starts_at >= from {
            events.push(event);
        }
        if events.len() == MOST {
            break;
        }
    }
    Ok(events)
}

/// The series with what lies long before `near` left out.
fn series(repeats: &Repeats, starts: DateTime, near: DateTime, days: bool, zone: &TimeZone) -> Result<Series> {
    let zoned = |at: &DateTime| zone.to_zoned(*at).map_err(|_| Error::invalid("the calendar has no such moment"));
    let rules = repeats.rules.iter().map(|rule| rule.parse()).collect::<Result<Vec<calendar::Rule>>>()?;
    let mut dates = repeats.dates.iter().map(zoned).collect::<Result<Vec<_>>>()?;
    // The beginning is an occurrence even where the rule does not name it.
    dates.push(zoned(&starts)?);
    let start = match rules.as_slice() {
        [rule] => calendar::ahead(rule, starts, near),
        _ => starts,
    };
    Ok(Series {
        start,
        days,
        zone: zone.clone(),
        rules,
        except: repeats.except.iter().map(|rule| rule.parse()).collect::<Result<_>>()?,
        dates,
        except_dates: repeats.except_dates.iter().map(zoned).collect::<Result<_>>()?,
    })
}

fn placed(kept: &Kept, local: DateTime, (zone, own): (&TimeZone, &TimeZone), repeats: bool) -> Result<CalendarEvent> {
    let outside = |_| Error::invalid("the calendar has no such moment");
    let starts = zone.to_zoned(local).map_err(outside)?;
    let ends = match kept.days {
        true => zone.to_zoned(local.checked_add(jiff::ToSpan::days(kept.length)).map_err(outside)?).map_err(outside)?,
        false => starts.checked_add(jiff::SignedDuration::from_secs(kept.length)).map_err(outside)?,
    };
    let last = ends.checked_sub(jiff::SignedDuration::from_nanos(1)).map_err(outside)?.max(starts.clone());
    Ok(CalendarEvent {
        id: kept.id,
        calendar: kept.calendar,
        title: kept.title.clone(),
        notes: kept.notes.clone(),
        place: kept.place.clone(),
        starts_at: Timestamp::from(&starts),
        ends_at: Timestamp::from(&ends),
        day: Day(starts.with_time_zone(own.clone()).date()),
        last_day: Day(last.with_time_zone(own.clone()).date()),
        whole_days: kept.days,
        busy: kept.busy,
        repeats,
        note: kept.note.clone(),
    })
}
