//! Moving tasks: to another group (a column, a day, a quadrant), to another place in the order, or both in one step.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NONE, Quadrant, TaskGroup, rank, store};
use crate::areas::AreaId;
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::projects::ProjectId;
use crate::require;
use crate::tasks::filter::URGENT_DAYS;
use crate::tasks::store::get;
use crate::tasks::{Task, TaskId, TaskPatch, TaskStatus, recurrence};
use crate::types::{Day, Timestamp, When};

/// Which tasks go where.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlaceTasks {
    #[ts(optional = false)]
    pub ids: Vec<TaskId>,
    /// The group that they go to; they stay in theirs when absent.
    #[serde(default)]
    pub to: Option<Destination>,
    /// In the order made by hand, directly behind this one …
    #[serde(default)]
    pub after: Option<TaskId>,
    /// … and before this one.
    #[serde(default)]
    pub before: Option<TaskId>,
}

/// A group of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    pub group: TaskGroup,
    pub key: String,
}

/// Moves tasks in one step.
///
/// # Errors
/// One is not there, the group has no such key, or a deadline keeps a task where it is.
pub(in crate::tasks) fn place(
    tx: &WriteTx<'_>,
    PlaceTasks { ids, to, after, before }: PlaceTasks,
) -> Result<Vec<Task>> {
    require!(!ids.is_empty(), "no task was chosen");
    let mut moved = Vec::with_capacity(ids.len());
    for id in &ids {
        let task = get(tx, *id)?;
        moved.push(match &to {
            Some(to) => recurrence::apply(tx, *id, &patch(tx, &task, to)?, None)?,
            None => task,
        });
    }
    if after.is_some() || before.is_some() {
        let low = after.map(|id| standing(tx, id)).transpose()?.unwrap_or_default();
        // Directly behind the last one, so that what is added later still comes after it.
        let high = before.map_or_else(|| Ok(format!("{low}9")), |id| standing(tx, id))?;
        for (id, rank) in ids.iter().zip(rank::spread(&low, Some(&high), ids.len())) {
            store::set_rank(tx, *id, &rank)?;
        }
    }
    let what = match moved.as_slice() {
        [task] => task.title.clone(),
        tasks => format!("{} tasks", tasks.len()),
    };
    tx.label(format!("Moved {what}"));
    Ok(moved)
}

fn standing(tx: &ReadTx<'_>, id: TaskId) -> Result<String> {
    get(tx, id)?;
    store::rank(tx, id)
}

/// What brings a task into a group.
fn patch(tx: &ReadTx<'_>, task: &Task, to: &Destination) -> Result<TaskPatch> {
    let key = to.key.as_str();
    let wrong = || Error::invalid(format!("{key} is no {} that a task can be moved to", to.group.word()));
    let number = || match key {
        NONE => Ok(None),
        key => key.parse().map(Some).map_err(|_| wrong()),
    };
    let mut patch = TaskPatch::default();
    match to.group {
        TaskGroup::None => {}
        TaskGroup::Status => patch.status = Some(TaskStatus::from_word(key).ok_or_else(wrong)?),
        TaskGroup::Project => patch.project = Some(number()?.map(ProjectId)),
        TaskGroup::Area => patch.area = Some(number()?.map(AreaId)),
        TaskGroup::Priority => {
            let priority = number()?.map(u8::try_from).transpose().map_err(|_| wrong())?;
            patch.priority = Some(priority);
        }
        TaskGroup::Day if key == NONE => patch.scheduled = Some(None),
        TaskGroup::Day => on_day(tx, task, Day(key.parse().map_err(|_| wrong())?), &mut patch)?,
        TaskGroup::Quadrant => {
            let quadrant = Quadrant::from_word(key).ok_or_else(wrong)?;
            into_quadrant(tx, task, quadrant, &mut patch)?;
        }
    }
    Ok(patch)
}

/// The same hour on another day; the end goes along.
fn on_day(tx: &ReadTx<'_>, task: &Task, day: Day, patch: &mut TaskPatch) -> Result<()> {
    let zone = tx.zoned().time_zone();
    let at = match task.scheduled.and_then(|when| when.at) {
        None => None,
        Some(at) => {
            let time = at.zoned(zone)?.time();
            let moment = day.0.to_datetime(time).to_zoned(zone.clone());
            let moment = moment.map_err(|_| Error::invalid(format!("the calendar has no {day}")))?;
            if let Some(end) = task.scheduled_end {
                patch.scheduled_end = Some(Some(Timestamp(Timestamp::from(&moment).0 + (end.0 - at.0))));
            }
            Some(Timestamp::from(&moment))
        }
    };
    patch.scheduled = Some(Some(When { day, at }));
    Ok(())
}

/// Sets the least that the quadrant's rule asks for. A deadline is never moved: it is a fact.
fn into_quadrant(tx: &ReadTx<'_>, task: &Task, quadrant: Quadrant, patch: &mut TaskPatch) -> Result<()> {
    let important = task.priority.is_some_and(|priority| priority <= 2);
    if important != quadrant.important() {
        patch.priority = Some(Some(if quadrant.important() { 2 } else { 3 }));
    }
    let today = tx.today()?;
    let soon = |when: Option<When>| {
        when.is_some_and(|when| when.day.0 <= today.0.saturating_add(jiff::Span::new().days(URGENT_DAYS)))
    };
    if quadrant.urgent() && !soon(task.scheduled) && !soon(task.deadline) {
        on_day(tx, task, today, patch)?;
    }
    if !quadrant.urgent() {
        if soon(task.deadline) {
            let day = task.deadline.map(|when| when.day.to_string()).unwrap_or_default();
            return Err(Error::Conflict(format!(
                "{} has its deadline on {day}, so it is urgent. Move the deadline first",
                task.title
            )));
        }
        if soon(task.scheduled) {
            let later = today.0.saturating_add(jiff::Span::new().days(URGENT_DAYS + 1));
            on_day(tx, task, Day(later), patch)?;
        }
    }
    Ok(())
}
