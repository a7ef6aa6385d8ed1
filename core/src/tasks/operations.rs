//! What can be done with tasks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::bulk::{BulkEdit, bulk};
use super::filter::FilterCompletion;
use super::order::{Groups, Listing, PlaceTasks, TaskGroup, TaskSort, place};
use super::urgency::Urgency;
use super::{
    NewTask, Reminder, ReminderId, RepeatScope, Task, TaskDetail, TaskId, TaskPatch, TaskStatus, edit, filter, order,
    recurrence, store,
};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::filter::Typing;
use crate::types::Timestamp;
use crate::{operations, require};

operations! { "tasks";
    /// Tasks by a filter such as `due:<=7d and (tag:home or p1) and not blocked`, in windows of at most 500.
    query list(TaskQuery) -> TaskPage;
    /// The groups of such a list (columns, days, quadrants) with their counts.
    query groups(GroupQuery) -> Groups;
    /// What could stand at the caret of a filter, and what is wrong with it.
    query complete_filter(Typing) -> FilterCompletion;
    /// One task with its subtasks, dependencies and reminders.
    query get(TaskId) -> TaskDetail;
    /// How urgent a task is, term by term.
    query urgency(TaskId) -> Urgency;
    /// Adds a task.
    mutation create(NewTask) -> Task;
    /// Changes one or many tasks in one step; absent fields stay, null clears.
    mutation edit(EditTasks) -> Vec<Task>;
    /// Moves tasks to another group of a list, another place in the order made by hand, or both, in one step.
    mutation place(PlaceTasks) -> Vec<Task>;
    /// Changes, completes, reopens or deletes many tasks, or all that a filter finds, in one step.
    mutation bulk(BulkEdit) -> i64;
    /// Marks tasks as done; a repeating one moves on to its next occurrence.
    mutation complete(TaskIds) -> Vec<Task>;
    /// Puts done or dropped tasks back to do.
    mutation reopen(TaskIds) -> Vec<Task>;
    /// Leaves out this occurrence of repeating tasks.
    mutation skip(TaskIds) -> Vec<Task>;
    /// Deletes tasks with their subtasks.
    mutation delete(DeleteTasks) -> ();
    /// Makes a task wait for another; a circle is refused.
    mutation block(Dependency) -> ();
    /// Ends a task's waiting for another.
    mutation unblock(Dependency) -> ();
    /// Adds a reminder, at a moment or minutes before the task's time.
    mutation remind(NewReminder) -> Reminder;
    /// Reminds again some minutes from now.
    mutation snooze(Snooze) -> Reminder;
    /// Removes a reminder.
    mutation forget_reminder(ReminderId) -> ();
}

/// Which tasks, in which order.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TaskQuery {
    /// Conditions side by side, `or`, `not`, parentheses. `is:` `tag:` `project:` `area:` `due:` `on:` `start:` `done:`
    /// `added:` `priority:` `effort:` `energy:` `has:`, `p1`–`p4`, `blocked`, words and "phrases". Open tasks unless a
    /// status is named. Days may be relative (`<=7d`, `week`) and spans (`2026-10-01..2026-10-31`).
    pub filter: Option<String>,
    pub sort: Option<TaskSort>,
    /// Tasks of one group stand together.
    pub group: Option<TaskGroup>,
    /// Only the group of this key.
    pub within: Option<String>,
    pub offset: Option<u32>,
    /// At most 500, which is also the default.
    pub limit: Option<u32>,
}

/// Which tasks, and what they are grouped by.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct GroupQuery {
    #[serde(default)]
    pub filter: Option<String>,
    #[ts(optional = false)]
    pub group: TaskGroup,
}

/// One window of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TaskPage {
    pub tasks: Vec<Task>,
    /// How many there are in all.
    pub total: i64,
}

/// Some tasks.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskIds {
    pub ids: Vec<TaskId>,
}

/// One change for many tasks.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EditTasks {
    #[ts(optional = false)]
    pub ids: Vec<TaskId>,
    #[ts(optional = false)]
    pub patch: TaskPatch,
    /// Of tasks that repeat: a change of dates alone is for `this` occurrence unless said, any other for those
    /// `following`.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
}

/// Which tasks to delete.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DeleteTasks {
    #[ts(optional = false)]
    pub ids: Vec<TaskId>,
    /// Of tasks that repeat: `this` occurrence, those `following` unless said, or `all`, also what was done.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
}

/// A task and the one it waits for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    pub task: TaskId,
    pub blocker: TaskId,
}

/// A reminder to be: either a moment, or minutes before the task's time.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewReminder {
    #[ts(optional = false)]
    pub task: TaskId,
    #[serde(default)]
    pub at: Option<Timestamp>,
    #[serde(default)]
    pub minutes_before: Option<i64>,
}

/// A reminder that comes again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Snooze {
    pub reminder: ReminderId,
    /// From now, 1 to 525600.
    pub minutes: u32,
}

fn list(tx: &ReadTx<'_>, query: TaskQuery) -> Result<TaskPage> {
    let listing = Listing {
        filter: query.filter.as_deref().unwrap_or_default(),
        sort: query.sort.unwrap_or_default(),
        group: query.group.unwrap_or_default(),
        within: query.within.as_deref(),
        limit: query.limit.unwrap_or(500),
        offset: query.offset.unwrap_or(0),
    };
    let (tasks, total) = order::list(tx, &listing)?;
    Ok(TaskPage { tasks, total })
}

fn groups(tx: &ReadTx<'_>, query: GroupQuery) -> Result<Groups> {
    order::groups(tx, query.filter.as_deref().unwrap_or_default(), query.group)
}

fn complete_filter(tx: &ReadTx<'_>, typing: Typing) -> Result<FilterCompletion> {
    filter::complete(tx, &typing)
}

fn get(tx: &ReadTx<'_>, id: TaskId) -> Result<TaskDetail> {
    Ok(TaskDetail {
        task: store::get(tx, id)?,
        subtasks: store::list_where(tx, "parent_id = ?1 order by status in ('done', 'dropped'), id limit 500", [id])?,
        blockers: store::refs(tx, "id in (select blocker_id from task_dependency where task_id = ?1)", id)?,
        blocking: store::refs(tx, "id in (select task_id from task_dependency where blocker_id = ?1)", id)?,
        reminders: store::reminders(tx, id)?,
    })
}

fn urgency(tx: &ReadTx<'_>, id: TaskId) -> Result<Urgency> {
    super::urgency::explain(tx, id)
}

fn create(tx: &WriteTx<'_>, new: NewTask) -> Result<Task> {
    let task = edit::create(tx, new)?;
    tx.label(format!("Added {}", task.title));
    Ok(task)
}

fn edit(tx: &WriteTx<'_>, EditTasks { ids, patch, scope }: EditTasks) -> Result<Vec<Task>> {
    let tasks = each(&ids, |id| recurrence::apply(tx, id, &patch, scope))?;
    tx.label(format!("Changed {}", named(&tasks)));
    Ok(tasks)
}

pub(super) fn complete(tx: &WriteTx<'_>, TaskIds { ids }: TaskIds) -> Result<Vec<Task>> {
    let tasks = each(&ids, |id| recurrence::complete(tx, id))?;
    tx.label(format!("Completed {}{}", named(&tasks), next(&tasks)));
    Ok(tasks)
}

fn skip(tx: &WriteTx<'_>, TaskIds { ids }: TaskIds) -> Result<Vec<Task>> {
    let tasks = each(&ids, |id| recurrence::skip(tx, id))?;
    tx.label(format!("Skipped {}{}", named(&tasks), next(&tasks)));
    Ok(tasks)
}

pub(super) fn reopen(tx: &WriteTx<'_>, TaskIds { ids }: TaskIds) -> Result<Vec<Task>> {
    let tasks = each(&ids, |id| move_to(tx, id, TaskStatus::Todo))?;
    tx.label(format!("Reopened {}", named(&tasks)));
    Ok(tasks)
}

pub(super) fn delete(tx: &WriteTx<'_>, DeleteTasks { ids, scope }: DeleteTasks) -> Result<()> {
    let tasks = each(&ids, |id| store::get(tx, id))?;
    for task in &tasks {
        recurrence::delete(tx, task.id, scope)?;
    }
    let which = match (scope, tasks.iter().any(|task| task.repeat.is_some())) {
        (Some(RepeatScope::This), true) => "this time of ",
        (Some(RepeatScope::All), true) => "all of ",
        _ => "",
    };
    tx.label(format!("Deleted {which}{}", named(&tasks)));
    Ok(())
}

fn block(tx: &WriteTx<'_>, Dependency { task, blocker }: Dependency) -> Result<()> {
    super::depend(tx, task, blocker)
}

fn unblock(tx: &WriteTx<'_>, Dependency { task, blocker }: Dependency) -> Result<()> {
    let (waiting, before) = (store::get(tx, task)?, store::get(tx, blocker)?);
    require!(store::remove_dependency(tx, task, blocker)? > 0, "{} does not wait for {}", waiting.title, before.title);
    tx.label(format!("{} no longer waits for {}", waiting.title, before.title));
    Ok(())
}

fn remind(tx: &WriteTx<'_>, new: NewReminder) -> Result<Reminder> {
    let task = store::get(tx, new.task)?;
    require!(
        new.at.is_some() != new.minutes_before.is_some(),
        "a reminder is at a moment or some minutes before the task's time"
    );
    if let Some(minutes) = new.minutes_before {
        require!((0..=525_600).contains(&minutes), "a reminder comes at most a year before");
        let timed = task.scheduled.and_then(|when| when.at).or(task.deadline.and_then(|when| when.at));
        require!(timed.is_some(), "{} has no time to be reminded before; give it one, or choose a moment", task.title);
    }
    tx.label(format!("Set a reminder for {}", task.title));
    let id = store::insert_reminder(tx, new.task, new.at, new.minutes_before)?;
    store::get_reminder(tx, id)
}

fn snooze(tx: &WriteTx<'_>, Snooze { reminder, minutes }: Snooze) -> Result<Reminder> {
    require!((1..=525_600).contains(&minutes), "a reminder comes again after one minute to a year");
    let at = Timestamp(tx.now().0 + i64::from(minutes) * 60_000);
    let (old, task) = (store::get_reminder(tx, reminder)?, store::task_of_reminder(tx, reminder)?);
    tx.label(format!("Snoozed {} for {minutes} min", store::get(tx, task)?.title));
    // One that hangs on the task's time stays for the next time; one of its own moment moves.
    if old.at.is_some() {
        store::delete_reminder(tx, reminder)?;
    }
    let id = store::insert_reminder(tx, task, Some(at), None)?;
    store::get_reminder(tx, id)
}

fn forget_reminder(tx: &WriteTx<'_>, id: ReminderId) -> Result<()> {
    store::get_reminder(tx, id)?;
    tx.label("Removed a reminder");
    store::delete_reminder(tx, id)
}

fn move_to(tx: &WriteTx<'_>, id: TaskId, status: TaskStatus) -> Result<Task> {
    let mut task = store::get(tx, id)?;
    edit::set_status(tx, &mut task, status);
    store::update(tx, &task)?;
    Ok(task)
}

fn each<T>(ids: &[TaskId], verb: impl FnMut(TaskId) -> Result<T>) -> Result<Vec<T>> {
    if ids.is_empty() {
        return Err(Error::invalid("no task was chosen"));
    }
    ids.iter().copied().map(verb).collect()
}

/// The next date of one repeating task.
fn next(tasks: &[Task]) -> String {
    match tasks {
        [task] if task.repeat.is_some() && task.status.open() => match task.scheduled.or(task.deadline) {
            Some(date) => format!("; next on {}", date.day.0.strftime("%a %-d %b %Y")),
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn named(tasks: &[Task]) -> String {
    match tasks {
        [task] => task.title.clone(),
        tasks => format!("{} tasks", tasks.len()),
    }
}
