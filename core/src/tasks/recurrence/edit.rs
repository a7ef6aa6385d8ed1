//! Changes of a repeating task: of this occurrence, of this and those that follow, or of all.

use super::super::{Task, TaskId, TaskPatch, TaskStatus, edit, store as tasks};
use super::{RepeatScope, Repetition, advance, base, local, store};
use crate::calendar;
use crate::db::WriteTx;
use crate::error::{Error, Result};

/// Applies a patch to a task, repeating or not. Unless said, a change of dates alone is for this occurrence, any
/// other for those to come.
///
/// # Errors
/// There is no such task, or it refuses the change.
pub fn apply(tx: &WriteTx<'_>, id: TaskId, patch: &TaskPatch, scope: Option<RepeatScope>) -> Result<Task> {
    let before = tasks::get(tx, id)?;
    let Some(repetition) = store::find(tx, id)? else { return edit::apply(tx, id, patch) };
    if patch.status == Some(TaskStatus::Done) && before.status != TaskStatus::Done {
        let task = edit::apply(tx, id, &TaskPatch { status: None, ..patch.clone() })?;
        return advance::complete_open(tx, task);
    }
    let dates_only = TaskPatch { scheduled: None, scheduled_end: None, deadline: None, start: None, ..patch.clone() };
    let dates_only = dates_only == TaskPatch::default();
    match scope.unwrap_or(if dates_only { RepeatScope::This } else { RepeatScope::Following }) {
        RepeatScope::This if dates_only => edit::apply(tx, id, patch),
        RepeatScope::This => detach(tx, before, &repetition, patch),
        RepeatScope::Following => following(tx, &before, repetition, patch),
        RepeatScope::All => {
            let undated = TaskPatch {
                status: None,
                scheduled: None,
                scheduled_end: None,
                deadline: None,
                start: None,
                logged_minutes: None,
                ..patch.clone()
            };
            for occurrence in store::occurrences(tx, id)? {
                edit::apply(tx, occurrence, &undated)?;
            }
            following(tx, &before, repetition, patch)
        }
    }
}

/// Makes this occurrence a task of its own, changed; the series goes on with the next one.
fn detach(tx: &WriteTx<'_>, task: Task, repetition: &Repetition, patch: &TaskPatch) -> Result<Task> {
    let series = task.id;
    let Some(next) = repetition.next(tx.zoned(), tx.today()?) else {
        store::remove(tx, series)?;
        return edit::apply(tx, series, patch);
    };
    let own = tasks::insert(tx, &task)?;
    store::belongs_to(tx, own, series)?;
    for reminder in tasks::reminders(tx, series)? {
        tasks::insert_reminder(tx, own, reminder.at, reminder.minutes_before)?;
    }
    store::release(tx, series, own)?;
    advance::advance(tx, task, repetition, next)?;
    edit::apply(tx, own, patch)
}

/// Changes the task; a new date becomes the rule's.
fn following(tx: &WriteTx<'_>, before: &Task, repetition: Repetition, patch: &TaskPatch) -> Result<Task> {
    let task = edit::apply(tx, before.id, patch)?;
    if base(&task) == base(before) {
        return Ok(task);
    }
    let Some(date) = base(&task) else {
        // Nothing is left that could repeat.
        store::remove(tx, task.id)?;
        return tasks::get(tx, task.id);
    };
    let zone = tx.zoned().time_zone();
    let to = local(date, zone)?;
    let rule = calendar::moved(&repetition.left(zone), repetition.occurs, to);
    let days = date.at.is_none();
    store::put(tx, task.id, &Repetition { rule, begins: to, occurs: to, days, ..repetition })?;
    tasks::get(tx, task.id)
}

/// Leaves this occurrence out.
///
/// # Errors
/// The task does not repeat, or this is its last occurrence.
pub(in super::super) fn skip(tx: &WriteTx<'_>, id: TaskId) -> Result<Task> {
    let task = tasks::get(tx, id)?;
    let repetition = store::find(tx, id)?.ok_or_else(|| Error::invalid(format!("{} does not repeat", task.title)))?;
    let next = repetition.next(tx.zoned(), tx.today()?).ok_or_else(|| {
        Error::invalid(format!("this is the last time of {}; complete or delete it instead", task.title))
    })?;
    advance::advance(tx, task, &repetition, next)
}

/// Deletes this occurrence, the task with all that would follow, or also what was done of it.
pub(in super::super) fn delete(tx: &WriteTx<'_>, id: TaskId, scope: Option<RepeatScope>) -> Result<()> {
    match scope {
        Some(RepeatScope::This) => {
            if let Some(repetition) = store::find(tx, id)?
                && let Some(next) = repetition.next(tx.zoned(), tx.today()?)
            {
                return advance::advance(tx, tasks::get(tx, id)?, &repetition, next).map(drop);
            }
        }
        Some(RepeatScope::All) => {
            for occurrence in store::occurrences(tx, id)? {
                tasks::delete(tx, occurrence)?;
            }
        }
        Some(RepeatScope::Following) | None => {}
    }
    tasks::delete(tx, id)
}
