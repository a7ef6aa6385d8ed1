//! The plan as a calendar file: blocks, and tasks that have a day.

use jiff::ToSpan;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::write::{Writer, local};
use super::{IcsExport, IcsFile};
use crate::calendar::{Rule, Until};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::planning::store::{self, Stored};
use crate::planning::{PlanBlockKind, day};
use crate::require;
use crate::tasks::{self, Task};
use crate::types::{Day, Timestamp, When};

/// Days that are exported unless it is said how many.
const USUAL: i64 = 28;
/// More days are not written at once.
const LONGEST: i32 = 3660;

pub(super) fn export(tx: &ReadTx<'_>, IcsExport { from, until }: IcsExport) -> Result<IcsFile> {
    let from = from.map_or_else(|| tx.today(), Ok)?;
    let until = match until {
        Some(until) => until,
        None => from.0.checked_add(USUAL.days()).map(Day).map_err(|_| Error::invalid("the calendar ends before"))?,
    };
    require!(from <= until, "the last day comes before the first");
    let days = until.0.since((jiff::Unit::Day, from.0)).map_err(Error::internal)?.get_days();
    require!(days <= LONGEST, "more than ten years cannot be written at once");
    let (begins, ends) = (tx.began(from)?, tx.began(until.tomorrow()?)?);
    let mut writer = Writer::new();
    let first = begins.zoned(&TimeZone::UTC)?.datetime().saturating_sub(2.days());
    let last = ends.zoned(&TimeZone::UTC)?.datetime().saturating_add(1.day());
    for stored in store::near(tx, first, last)? {
        let one = stored.at(stored.starts)?;
        if stored.rule.is_some() || (one.starts_at < ends && one.ends_at > begins) {
            block(&mut writer, &stored, &one.title, tx.now());
        }
    }
    for task in store::scheduled(tx, from, until)? {
        planned(&mut writer, tx, &task)?;
    }
    let (text, entries) = writer.finish("Almanac", begins, ends);
    Ok(IcsFile { name: format!("almanac-{from}.ics"), text, entries })
}

fn block(writer: &mut Writer, block: &Stored, title: &str, now: Timestamp) {
    let zone = block.zone.iana_name().unwrap_or("UTC");
    writer.entry("VEVENT", &block.uid, now, |writer| {
        let at = |writer: &mut Writer, name: &str, at| match zone {
            "UTC" | "Etc/UTC" => writer.line(name, &format!("{}Z", local(at))),
            _ => writer.local(name, at, zone),
        };
        at(writer, "DTSTART", block.starts);
        writer.line("DURATION", &format!("PT{}M", block.minutes));
        if let Some(rule) = &block.rule {
            writer.line("RRULE", &ended(rule, &block.zone).to_string());
            block.skips.iter().for_each(|skip| at(writer, "EXDATE", *skip));
        }
        writer.text("SUMMARY", title);
        writer.text("DESCRIPTION", &block.notes);
        writer.text("CATEGORIES", block.kind.word());
        if block.kind == PlanBlockKind::Break {
            writer.line("TRANSP", "TRANSPARENT");
        }
    });
}

/// The rule with its end in UTC, as it must be beside a time in a zone.
fn ended(rule: &Rule, zone: &TimeZone) -> Rule {
    let utc = match rule.until {
        Some(Until::Day(day)) => day.to_datetime(Time::constant(23, 59, 59, 0)).to_zoned(zone.clone()).ok(),
        Some(Until::Local(at)) => at.to_zoned(zone.clone()).ok(),
        _ => None,
    };
    Rule { until: utc.map(|at| Until::Utc(at.timestamp())).or(rule.until), ..rule.clone() }
}

/// A task on its day. Of one that repeats the rest of its series, and this occurrence where it was moved.
fn planned(writer: &mut Writer, tx: &ReadTx<'_>, task: &Task) -> Result<()> {
    let Some(when) = task.scheduled else { return Ok(()) };
    let (uid, zone) = (store::task_uid(tx, task.id)?, tx.zoned().time_zone());
    let name = zone.iana_name().unwrap_or("UTC");
    let Some(series) = tasks::series(tx, task.id)? else {
        return written(writer, tx, task, &uid, |writer| begins(writer, when));
    };
    let starts = |writer: &mut Writer, property: &str| {
        if series.days {
            writer.day(property, Day(series.occurs.date()));
        } else {
            writer.local(property, series.occurs, name);
        }
    };
    written(writer, tx, task, &uid, |writer| {
        starts(writer, "DTSTART");
        let rule = if series.days { series.rule.clone() } else { ended(&series.rule, zone) };
        writer.line("RRULE", &rule.to_string());
    })?;
    let now = match when.at {
        Some(at) => at.zoned(zone)?.datetime(),
        None => when.day.0.to_datetime(Time::midnight()),
    };
    if now != series.occurs {
        written(writer, tx, task, &uid, |writer| {
            starts(writer, "RECURRENCE-ID");
            begins(writer, when);
        })?;
    }
    Ok(())
}

fn begins(writer: &mut Writer, when: When) {
    match when.at {
        Some(at) => writer.moment("DTSTART", at),
        None => writer.day("DTSTART", when.day),
    }
}

/// What a task's entry says, whenever it begins.
fn written(
    writer: &mut Writer,
    tx: &ReadTx<'_>,
    task: &Task,
    uid: &str,
    begins: impl FnOnce(&mut Writer),
) -> Result<()> {
    let minutes = task.scheduled.and_then(|when| when.at).map(|at| (day::task_ends(task, at).0 - at.0) / 60_000);
    writer.entry("VEVENT", uid, tx.now(), |writer| {
        begins(writer);
        match minutes {
            Some(minutes) => writer.line("DURATION", &format!("PT{minutes}M")),
            None => {
                writer.line("DURATION", "P1D");
                writer.line("TRANSP", "TRANSPARENT");
            }
        }
        writer.text("SUMMARY", &task.title);
        writer.text("DESCRIPTION", &task.notes);
        // Each word is escaped, and the comma between them is not.
        if !task.tags.is_empty() {
            task.tags.iter().for_each(|tag| writer.text("CATEGORIES", tag));
        }
    });
    Ok(())
}
