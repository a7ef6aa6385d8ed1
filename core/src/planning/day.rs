//! A day as it is planned: what fills it, what overlaps, and how much of it is still free.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::calendars::{self, CalendarEvent};
use super::estimate::{self, Estimate};
use super::windows::{self, WindowSpan, WorkingWindow};
use super::{PlanBlock, PlanBlockKind, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::focus::{self, Focus};
use crate::tasks::{Task, TaskId};
use crate::types::{Day, Timestamp};
use crate::{operations, settings, words};

operations! { "planning";
    /// Everything of a day: blocks, events, timed tasks, focus, working hours, what is used and free, and what overlaps.
    query day(OfDay) -> PlanDay;
    /// The seven days from the Monday of a day's week on.
    query week(OfDay) -> Vec<PlanDay>;
    /// Open tasks that have no place in the plan yet, the most pressing first, at most 100.
    query unplanned(OfDay) -> Vec<Task>;
    /// How long a task will take, judged by similar finished tasks with logged time.
    query estimate(TaskId) -> Estimate;
}

/// Which day; today unless said.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OfDay {
    pub day: Option<Day>,
}

/// One day of the plan.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanDay {
    pub day: Day,
    /// When the day begins: at the hour that the settings say.
    pub from: Timestamp,
    pub until: Timestamp,
    pub blocks: Vec<PlanBlock>,
    pub events: Vec<CalendarEvent>,
    /// Open tasks with a time of their own and no block.
    pub tasks: Vec<Task>,
    pub windows: Vec<WindowSpan>,
    /// Time that was spent, as the timer measured it.
    pub focus: Vec<Focus>,
    pub capacity: Capacity,
    pub conflicts: Vec<Conflict>,
}

/// How much of a day's work is given away, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Capacity {
    /// What the day holds: the setting, else its working hours.
    pub minutes: i64,
    /// Blocks but breaks, timed tasks, and events within working hours; what overlaps counts once.
    pub used: i64,
    pub free: i64,
    /// By how much the day is too full.
    pub over: i64,
}

words! {
    /// What stands in a plan.
    PlanKind { PlanBlock = "block", Event = "event", Task = "task" }
}

/// One thing that stands in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanRef {
    pub kind: PlanKind,
    pub id: i64,
    pub title: String,
}

/// Two things at the same time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Conflict {
    pub first: PlanRef,
    pub second: PlanRef,
    pub from: Timestamp,
    pub until: Timestamp,
}

/// So many overlaps are told of one day.
const CONFLICTS: usize = 100;

/// Something that takes time.
struct Taken {
    what: PlanRef,
    from: Timestamp,
    until: Timestamp,
    /// Whether it takes from the day's capacity, all of it or only where one works anyway.
    counts: Counts,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    All,
    WithinHours,
    Not,
}

fn day(tx: &ReadTx<'_>, OfDay { day }: OfDay) -> Result<PlanDay> {
    let day = day.map_or_else(|| tx.today(), Ok)?;
    of(tx, day, &windows::get(tx, ())?)
}

fn week(tx: &ReadTx<'_>, OfDay { day }: OfDay) -> Result<Vec<PlanDay>> {
    let day = day.map_or_else(|| tx.today(), Ok)?;
    let windows = windows::get(tx, ())?;
    let mut days = Vec::with_capacity(7);
    let mut next = monday(day)?;
    for _ in 0..7 {
        days.push(of(tx, next, &windows)?);
        next = next.tomorrow()?;
    }
    Ok(days)
}

/// The Monday of a day's week.
fn monday(day: Day) -> Result<Day> {
    let back = i64::from(day.0.weekday().to_monday_zero_offset());
    let monday = day.0.checked_sub(jiff::ToSpan::days(back));
    monday.map(Day).map_err(|_| crate::Error::invalid("the calendar has no such week"))
}

fn unplanned(tx: &ReadTx<'_>, OfDay { day }: OfDay) -> Result<Vec<Task>> {
    store::unplanned(tx, day.map_or_else(|| tx.today(), Ok)?)
}

fn estimate(tx: &ReadTx<'_>, task: TaskId) -> Result<Estimate> {
    estimate::estimate(tx, task)
}

/// One day of the plan, with the working hours of the week.
///
/// # Errors
/// The file cannot be read, or the calendar has no such day.
pub fn of(tx: &ReadTx<'_>, day: Day, week: &[WorkingWindow]) -> Result<PlanDay> {
    let (from, until) = (tx.began(day)?, tx.began(day.tomorrow()?)?);
    let blocks = super::between(tx, from, until)?;
    let events = calendars::between(tx, from, until)?;
    let mut tasks = store::timed_tasks(tx, from, until)?;
    tasks.retain(|task| !blocks.iter().any(|block| block.task.as_ref().is_some_and(|of| of.id == task.id)));
    let windows = windows::of_day(tx, week, day)?;
    let taken = taken(&blocks, &events, &tasks);
    let capacity = capacity(&taken, &windows, i64::from(settings::read(tx)?.day_capacity), (from, until));
    let conflicts = conflicts(&taken);
    Ok(PlanDay {
        day,
        from,
        until,
        focus: focus::between(tx, from, until)?,
        blocks,
        events,
        tasks,
        windows,
        capacity,
        conflicts,
    })
}

/// When a timed task ends: at its own end, after its effort, or after half an hour.
pub fn task_ends(task: &Task, starts: Timestamp) -> Timestamp {
    let effort = i64::from(task.effort_minutes.unwrap_or(30).clamp(5, 1440));
    task.scheduled_end.filter(|end| *end > starts).unwrap_or(Timestamp(starts.0 + effort * 60_000))
}

fn taken(blocks: &[PlanBlock], events: &[CalendarEvent], tasks: &[Task]) -> Vec<Taken> {
    let blocks = blocks.iter().map(|block| Taken {
        what: PlanRef { kind: PlanKind::PlanBlock, id: block.id.0, title: block.title.clone() },
        from: block.starts_at,
        until: block.ends_at,
        counts: if block.kind == PlanBlockKind::Break { Counts::Not } else { Counts::All },
    });
    let events = events.iter().filter(|event| event.busy && !event.whole_days).map(|event| Taken {
        what: PlanRef { kind: PlanKind::Event, id: event.id, title: event.title.clone() },
        from: event.starts_at,
        until: event.ends_at,
        counts: Counts::WithinHours,
    });
    let tasks = tasks.iter().filter_map(|task| {
        let from = task.scheduled?.at?;
        let what = PlanRef { kind: PlanKind::Task, id: task.id.0, title: task.title.clone() };
        Some(Taken { what, from, until: task_ends(task, from), counts: Counts::All })
    });
    let mut all: Vec<Taken> = blocks.chain(events).chain(tasks).filter(|one| one.from < one.until).collect();
    all.sort_by_key(|one| (one.from, one.until, one.what.kind, one.what.id));
    all
}

fn capacity(taken: &[Taken], windows: &[WindowSpan], set: i64, (from, until): (Timestamp, Timestamp)) -> Capacity {
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for one in taken {
        let (starts, ends) = (one.from.max(from), one.until.min(until));
        match one.counts {
            Counts::Not => {}
            Counts::All => spans.push((starts.0, ends.0)),
            Counts::WithinHours => {
                spans.extend(windows.iter().map(|window| (starts.max(window.from).0, ends.min(window.until).0)));
            }
        }
    }
    let hours: i64 = windows.iter().map(|window| window.until.0 - window.from.0).sum();
    let minutes = if set > 0 { set } else { hours / 60_000 };
    let used = covered(spans) / 60_000;
    Capacity { minutes, used, free: (minutes - used).max(0), over: (used - minutes).max(0) }
}

/// How much spans cover together.
fn covered(mut spans: Vec<(i64, i64)>) -> i64 {
    spans.retain(|(from, until)| from < until);
    spans.sort_unstable();
    let (mut sum, mut end) = (0, i64::MIN);
    for (from, until) in spans {
        sum += (until - from.max(end)).max(0);
        end = end.max(until);
    }
    sum
}

fn conflicts(taken: &[Taken]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (index, first) in taken.iter().enumerate() {
        for second in taken[index + 1..].iter().take_while(|second| second.from < first.until) {
            found.push(Conflict {
                first: first.what.clone(),
                second: second.what.clone(),
                from: second.from,
                until: first.until.min(second.until),
            });
            if found.len() == CONFLICTS {
                return found;
            }
        }
    }
    found
}
