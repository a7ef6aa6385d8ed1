//! A task made of an entry of a calendar file. It is brought up to date only where the file says something new, so that
//! what a person changed since stays.

use jiff::tz::TimeZone;

use super::entry::{At, Entry};
use super::read::NotTaken;
use super::{IcsReport, store};
use crate::calendar::{self, Rule};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::tasks::{self, NewTask, RepeatWay, SetRepeat, Source, TaskId, TaskPatch, TaskStatus};
use crate::types::{Day, Timestamp, When};

/// What becomes of an entry.
pub(super) struct Plan {
    key: String,
    said: String,
    /// The task that came from it, and whether the file says the same as then.
    old: Option<(TaskId, bool)>,
    new: NewTask,
    rule: Option<(Rule, Option<When>)>,
}

/// Decides on an entry and counts it; nothing for one that is skipped.
pub(super) fn plan(tx: &ReadTx<'_>, entry: &Entry, report: &mut IcsReport) -> Result<Option<Plan>> {
    if entry.recurrence.is_some() {
        let why = "it is one time of a repeating entry; the task repeats by its rule";
        report.skipped.push(NotTaken { what: entry.title.clone(), why: why.into() });
        return Ok(None);
    }
    let own = tx.zoned().time_zone();
    let when = |at: &At| when(at, own);
    let scheduled = entry.begins.as_ref().and_then(when);
    let starts = scheduled.and_then(|when| when.at).filter(|_| entry.length > 0 && !entry.days);
    let deadline = entry.due.as_ref().and_then(when);
    let mut notes: Vec<String> = entry.note.clone().into_iter().collect();
    let rule = rule(tx, entry, scheduled.or(deadline), &mut notes)?;
    let place = if entry.place.is_empty() { String::new() } else { format!("Place: {}", entry.place) };
    let text = [entry.notes.trim(), &place].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let new = NewTask {
        title: entry.title.clone(),
        notes: Some(text.join("\n\n")),
        status: Some(if entry.done { TaskStatus::Done } else { TaskStatus::Todo }),
        tags: Some(entry.categories.clone()),
        priority: entry.priority.map(priority),
        scheduled,
        scheduled_end: starts.map(|at| Timestamp(at.0 + entry.length * 1000)),
        deadline,
        source: Some(Source::Import),
        ..NewTask::default()
    };
    let said = blake3::hash(format!("{new:?} {:?}", entry.series).as_bytes()).to_hex().to_string();
    let key = format!("{}\n{}", entry.uid, entry.recurrence_key());
    let old = store::task(tx, &key)?.map(|(id, then)| (id, then == said));
    match old {
        Some(_) => report.merged += 1,
        None => report.created += 1,
    }
    report.notes.extend(notes.into_iter().map(|why| NotTaken { what: entry.title.clone(), why }));
    Ok(Some(Plan { key, said, old, new, rule }))
}

/// Does what was decided; answers what could not be done as the file says it.
pub(super) fn take(tx: &WriteTx<'_>, plan: Plan) -> Result<Option<NotTaken>> {
    let Plan { key, said, old, new, rule } = plan;
    let title = new.title.clone();
    let task = match old {
        Some((_, true)) => return Ok(None),
        Some((id, false)) => {
            let done = new.status == Some(TaskStatus::Done);
            let patch = TaskPatch {
                title: Some(new.title),
                notes: new.notes,
                status: done.then_some(TaskStatus::Done),
                tags: new.tags,
                priority: Some(new.priority),
                scheduled: Some(new.scheduled),
                scheduled_end: Some(new.scheduled_end),
                deadline: Some(new.deadline),
                ..TaskPatch::default()
            };
            tasks::apply(tx, id, &patch, None)?
        }
        None => tasks::create(tx, new)?,
    };
    store::remember(tx, &key, task.id, &said)?;
    let Some((rule, first)) = rule.filter(|_| task.status.open()) else { return Ok(None) };
    let set = SetRepeat { task: task.id, rule: Some(rule.to_string()), way: Some(RepeatWay::SkipPast), first };
    Ok(tasks::repeat(tx, set).err().map(|error| NotTaken { what: title, why: format!("It does not repeat: {error}.") }))
}

/// The rule by which the task repeats, and its first occurrence that is not past.
fn rule(
    tx: &ReadTx<'_>,
    entry: &Entry,
    from: Option<When>,
    notes: &mut Vec<String>,
) -> Result<Option<(Rule, Option<When>)>> {
    let repeats = &entry.series;
    let [written] = repeats.rules.as_slice() else {
        if !repeats.is_empty() {
            notes.push("It repeats by more than one rule, which a task cannot; it is taken once.".into());
        }
        return Ok(None);
    };
    let rule: Rule = written.parse()?;
    if !repeats.except.is_empty() || !repeats.dates.is_empty() || !repeats.except_dates.is_empty() {
        notes.push("Its exceptions are left out; the task repeats by its rule.".into());
    }
    let today = tx.today()?;
    if rule.count.is_some() || from.is_none_or(|from| from.day >= today) {
        return Ok(Some((rule, from)));
    }
    let zone = super::zones::kept(&entry.zone, tx.zoned().time_zone());
    let near = today.0.to_datetime(jiff::civil::Time::midnight());
    let start = calendar::ahead(&rule, entry.starts, near);
    let next = calendar::local(&rule, start, entry.days, &zone).find(|at| *at >= near);
    let own = tx.zoned().time_zone();
    let next = next.and_then(|local| when(&At { local, days: entry.days, zone: entry.zone.clone() }, own));
    if next.is_none() {
        notes.push("Its repetition is over; it is taken once.".into());
    }
    Ok(next.map(|next| (rule, Some(next))))
}

/// A day, or a moment in the person's zone.
fn when(at: &At, own: &TimeZone) -> Option<When> {
    if at.days {
        return Some(When { day: Day(at.local.date()), at: None });
    }
    let moment = at.moment(own)?;
    Some(When { day: Day(moment.zoned(own).ok()?.date()), at: Some(moment) })
}

/// RFC 5545: 1 to 4 are high, 5 is medium, 6 to 9 are low.
fn priority(said: u8) -> u8 {
    match said {
        0 | 1 => 1,
        2..=4 => 2,
        5 => 3,
        _ => 4,
    }
}
