//! From one occurrence to the next.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan, Zoned};

use super::super::{Task, TaskId, TaskStatus, edit, store as tasks};
use super::{RepeatWay, Repetition, base, store, when};
use crate::calendar::{self, Freq, Rule};
use crate::db::WriteTx;
use crate::error::{Error, Result};
use crate::types::{Day, Timestamp, When};

impl Repetition {
    /// The occurrence after this one if this one is over at `now`, on the person's day `today`; `None` at the
    /// end of the series.
    pub(super) fn next(&self, now: &Zoned, today: Day) -> Option<DateTime> {
        let zone = now.time_zone();
        let present = if self.days { today.0.to_datetime(Time::midnight()) } else { now.datetime() };
        let after = |past: DateTime| calendar::local(&self.rule, self.begins, self.days, zone).find(|at| *at > past);
        match self.way {
            RepeatWay::Fixed => after(self.occurs),
            RepeatWay::SkipPast => after(self.occurs.max(present)),
            RepeatWay::FromCompletion => {
                if self.rule.count.is_some_and(|count| self.completed + 1 >= count) {
                    return None;
                }
                let done = match self.rule.freq {
                    Freq::Hourly => present,
                    _ => today.0.to_datetime(self.occurs.time()),
                };
                // Done early, the next one is later than this one all the same.
                let next = later(&self.rule, done)
                    .filter(|at| *at > self.occurs)
                    .or_else(|| later(&self.rule, self.occurs))?;
                calendar::within(&self.rule, next, self.days, zone).then_some(next)
            }
        }
    }
}

/// One interval after a moment: the first day there that the rule names, else the same day.
fn later(rule: &Rule, from: DateTime) -> Option<DateTime> {
    let single = Rule { interval: 1, ..rule.endless() };
    let walk = |start: DateTime| calendar::endless(&single, start);
    let named = rule.names_days() || !rule.by_month.is_empty();
    if named && rule.interval == 1 {
        return walk(from).find(|at| *at > from);
    }
    let n = i64::from(rule.interval);
    let span = match rule.freq {
        Freq::Yearly => Span::new().try_years(n),
        Freq::Monthly => Span::new().try_months(n),
        Freq::Weekly => Span::new().try_weeks(n),
        Freq::Daily => Span::new().try_days(n),
        Freq::Hourly => Span::new().try_hours(n),
        Freq::Minutely => Span::new().try_minutes(n),
        Freq::Secondly => Span::new().try_seconds(n),
    };
    let same = from.checked_add(span.ok()?).ok()?;
    if named { walk(first_of(rule, same.date())?.to_datetime(from.time())).next() } else { Some(same) }
}

/// The first day of the period in which `day` lies.
fn first_of(rule: &Rule, day: Date) -> Option<Date> {
    match rule.freq {
        Freq::Yearly => Some(day.first_of_year()),
        Freq::Monthly => Some(day.first_of_month()),
        Freq::Weekly => day.checked_sub(i64::from(day.weekday().since(rule.week_start)).days()).ok(),
        _ => Some(day),
    }
}

/// Completes a task. A repeating one leaves a done copy behind and is then its next occurrence.
pub(in super::super) fn complete(tx: &WriteTx<'_>, id: TaskId) -> Result<Task> {
    let task = tasks::get(tx, id)?;
    if task.status == TaskStatus::Done { Ok(task) } else { complete_open(tx, task) }
}

/// Completes a task that is not done. One that goes on is never done itself: its copy is what was done.
pub(super) fn complete_open(tx: &WriteTx<'_>, mut task: Task) -> Result<Task> {
    edit::set_status(tx, &mut task, TaskStatus::Done);
    let repetition = store::find(tx, task.id)?;
    let today = tx.today()?;
    let next = repetition.and_then(|repetition| Some((repetition.next(tx.zoned(), today)?, repetition)));
    let Some((next, repetition)) = next else {
        tasks::update(tx, &task)?;
        return Ok(task);
    };
    let copy = tasks::insert(tx, &task)?;
    // The minutes belong to the occurrence on which they were spent.
    tasks::update(tx, &Task { id: copy, ..task.clone() })?;
    store::belongs_to(tx, copy, task.id)?;
    store::release(tx, task.id, copy)?;
    let repetition = Repetition { completed: repetition.completed + 1, ..repetition };
    advance(tx, task, &repetition, next)
}

/// Makes the task its next occurrence, with all that hangs on its date.
pub(super) fn advance(tx: &WriteTx<'_>, mut task: Task, repetition: &Repetition, next: DateTime) -> Result<Task> {
    place(tx, &mut task, repetition, next)?;
    edit::set_status(tx, &mut task, TaskStatus::Todo);
    task.logged_minutes = 0;
    tasks::update(tx, &task)?;
    store::reopen_below(tx, task.id)?;
    store::put(tx, task.id, &Repetition { occurs: next, ..repetition.clone() })?;
    tasks::get(tx, task.id)
}

/// Gives the task the date of an occurrence; what else has a date keeps its distance in days.
pub(super) fn place(tx: &WriteTx<'_>, task: &mut Task, repetition: &Repetition, to: DateTime) -> Result<()> {
    let zone = tx.zoned().time_zone();
    let there = when(to, repetition.days, zone)?;
    let days = repetition.occurs.date().until(to.date()).map_err(Error::internal)?.get_days();
    let days = i64::from(days).days();
    let none = || Error::invalid("the calendar has no such day");
    let day = |day: Day| day.0.checked_add(days).map(Day).map_err(|_| none());
    let moment = |at: Timestamp| -> Result<Timestamp> {
        let moved = at.zoned(zone)?.checked_add(days).map_err(|_| none())?;
        Ok(Timestamp::from(&moved))
    };
    let moved = |when: When| -> Result<When> {
        match when.at {
            None => Ok(When { day: day(when.day)?, at: None }),
            Some(at) => {
                let at = moment(at)?;
                Ok(When { day: Day(at.zoned(zone)?.date()), at: Some(at) })
            }
        }
    };
    task.scheduled_end = match (task.scheduled.and_then(|when| when.at), task.scheduled_end, there.at) {
        (Some(from), Some(end), Some(to)) => Some(Timestamp(to.0 + (end.0 - from.0))),
        _ => None,
    };
    task.start = task.start.map(day).transpose()?;
    if task.scheduled.is_none() && task.deadline.is_some() {
        task.deadline = Some(there);
    } else {
        task.deadline = task.deadline.map(moved).transpose()?;
        task.scheduled = Some(there);
    }
    for reminder in tasks::reminders(tx, task.id)? {
        if let Some(at) = reminder.at {
            store::move_reminder(tx, &reminder, moment(at)?)?;
        }
    }
    debug_assert!(base(task).is_some(), "an occurrence has a date");
    Ok(())
}
