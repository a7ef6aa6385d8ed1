//! Tasks in the data file.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use rusqlite::{Params, Row, ToSql};

use super::{Reminder, ReminderId, Repeat, RepeatWay, Task, TaskId, TaskRef, recurrence};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::tags;
use crate::types::{Day, Timestamp, When};

/// Is an open task in the way of `task`?
pub(super) const BLOCKED: &str = "exists (select 1 from task_dependency as d join task as b on b.id = d.blocker_id
    where d.task_id = task.id and b.status not in ('done', 'dropped'))";

fn columns() -> String {
    format!(
        "task.*,
         (select group_concat(name, char(31)) from (select name from tag join task_tag on tag_id = tag.id
            where task_id = task.id order by name)) as tags,
         (select count(*) from task as sub where sub.parent_id = task.id and sub.status <> 'dropped') as subtasks,
         (select count(*) from task as sub where sub.parent_id = task.id and sub.status = 'done') as subtasks_done,
         {BLOCKED} as blocked, {} as repeat",
        recurrence::RULE
    )
}

fn when(row: &Row<'_>, day: &str, at: &str) -> rusqlite::Result<Option<When>> {
    let at = row.get(at)?;
    Ok(row.get::<_, Option<Day>>(day)?.map(|day| When { day, at }))
}

fn task(row: &Row<'_>, zone: &TimeZone) -> rusqlite::Result<Task> {
    let tags: Option<String> = row.get("tags")?;
    Ok(Task {
        id: row.get("id")?,
        title: row.get("title")?,
        notes: row.get("notes")?,
        status: row.get("status")?,
        area: row.get("area_id")?,
        project: row.get("project_id")?,
        parent: row.get("parent_id")?,
        tags: tags.map(|tags| tags.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default(),
        priority: row.get("priority")?,
        effort_minutes: row.get("effort_minutes")?,
        logged_minutes: row.get("logged_minutes")?,
        energy: row.get("energy")?,
        start: row.get("start_day")?,
        scheduled: when(row, "scheduled_day", "scheduled_at")?,
        scheduled_end: row.get("scheduled_end")?,
        deadline: when(row, "deadline_day", "deadline_at")?,
        points: row.get("points")?,
        source: row.get("source")?,
        created_at: row.get("created_at")?,
        completed_at: row.get("completed_at")?,
        subtasks: row.get("subtasks")?,
        subtasks_done: row.get("subtasks_done")?,
        blocked: row.get("blocked")?,
        repeat: repeat(row, zone)?,
        series: row.get("series_id")?,
    })
}

fn repeat(row: &Row<'_>, zone: &TimeZone) -> rusqlite::Result<Option<Repeat>> {
    let stored: Option<String> = row.get("repeat")?;
    let parts = stored.as_deref().and_then(|stored| stored.split_once(' '));
    Ok(parts.and_then(|(way, rule)| Some(Repeat::new(rule.to_owned(), RepeatWay::from_word(way)?, zone))))
}

/// The task of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: TaskId) -> Result<Task> {
    let zone = tx.zoned().time_zone();
    tx.optional(&format!("select {} from task where id = ?1", columns()), [id], |row| task(row, zone))?
        .or_not_found("task", id)
}

/// Tasks by a condition on `task`, with what follows it (`order by`, `limit`).
///
/// # Errors
/// The file cannot be read.
pub fn list_where(tx: &ReadTx<'_>, condition: &str, params: impl Params) -> Result<Vec<Task>> {
    let zone = tx.zoned().time_zone();
    tx.all(&format!("select {} from task where {condition}", columns()), params, |row| task(row, zone))
}

/// Tasks by their numbers, in that order.
pub(super) fn in_order(tx: &ReadTx<'_>, ids: &[TaskId]) -> Result<Vec<Task>> {
    let mut tasks = list_where(tx, "id in (select value from json_each(?1))", [serde_json::to_string(ids)?])?;
    let places: HashMap<TaskId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    tasks.sort_by_key(|task| places.get(&task.id).copied());
    Ok(tasks)
}

pub(super) fn titles_where(tx: &ReadTx<'_>, condition: &str) -> Result<Vec<String>> {
    tx.all(&format!("select title from task where {condition}"), [], |row| row.get("title"))
}

pub(super) fn count_where(tx: &ReadTx<'_>, condition: &str, params: &[&dyn ToSql]) -> Result<i64> {
    tx.one(&format!("select count(*) from task where {condition}"), params, |row| row.get(0))
}

pub(super) fn insert(tx: &WriteTx<'_>, task: &Task) -> Result<TaskId> {
    let id = tx.insert(
        "insert into task (uid, title, notes, status, area_id, project_id, parent_id, priority, effort_minutes, energy,
           start_day, scheduled_day, scheduled_at, scheduled_end, deadline_day, deadline_at, points, source, created_at, completed_at)
         values (:uid, :title, :notes, :status, :area, :project, :parent, :priority, :effort, :energy,
           :start, :scheduled_day, :scheduled_at, :scheduled_end, :deadline_day, :deadline_at, :points, :source, :created, :completed)",
        rusqlite::named_params! {
            ":uid": tx.uid(), ":title": task.title, ":notes": task.notes, ":status": task.status, ":area": task.area,
            ":project": task.project, ":parent": task.parent, ":priority": task.priority, ":effort": task.effort_minutes,
            ":energy": task.energy, ":start": task.start,
            ":scheduled_day": task.scheduled.map(|when| when.day), ":scheduled_at": task.scheduled.and_then(|when| when.at),
            ":scheduled_end": task.scheduled_end,
            ":deadline_day": task.deadline.map(|when| when.day), ":deadline_at": task.deadline.and_then(|when| when.at),
            ":points": task.points, ":source": task.source, ":created": tx.now(), ":completed": task.completed_at,
        },
    )?;
    tags::set_task(tx, id, &task.tags)?;
    Ok(TaskId(id))
}

pub(super) fn update(tx: &WriteTx<'_>, task: &Task) -> Result<()> {
    tx.execute(
        "update task set title = :title, notes = :notes, status = :status, area_id = :area, project_id = :project,
           parent_id = :parent, priority = :priority, effort_minutes = :effort, logged_minutes = :logged, energy = :energy,
           start_day = :start, scheduled_day = :scheduled_day, scheduled_at = :scheduled_at, scheduled_end = :scheduled_end,
           deadline_day = :deadline_day, deadline_at = :deadline_at, points = :points, completed_at = :completed
         where id = :id",
        rusqlite::named_params! {
            ":id": task.id, ":title": task.title, ":notes": task.notes, ":status": task.status, ":area": task.area,
            ":project": task.project, ":parent": task.parent, ":priority": task.priority, ":effort": task.effort_minutes,
            ":logged": task.logged_minutes, ":energy": task.energy, ":start": task.start,
            ":scheduled_day": task.scheduled.map(|when| when.day), ":scheduled_at": task.scheduled.and_then(|when| when.at),
            ":scheduled_end": task.scheduled_end,
            ":deadline_day": task.deadline.map(|when| when.day), ":deadline_at": task.deadline.and_then(|when| when.at),
            ":points": task.points, ":completed": task.completed_at,
        },
    )?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: TaskId) -> Result<()> {
    tx.execute("delete from task where id = ?1", [id])?;
    Ok(())
}

pub(super) fn refs(tx: &ReadTx<'_>, condition: &str, id: TaskId) -> Result<Vec<TaskRef>> {
    tx.all(&format!("select id, title, status = 'done' as done from task where {condition} order by id"), [id], |row| {
        Ok(TaskRef { id: row.get("id")?, title: row.get("title")?, done: row.get("done")? })
    })
}

pub(super) fn add_dependency(tx: &WriteTx<'_>, task: TaskId, blocker: TaskId) -> Result<()> {
    let sql = "insert into task_dependency (task_id, blocker_id) values (?1, ?2) on conflict do nothing";
    tx.execute(sql, (task, blocker))?;
    Ok(())
}

pub(super) fn remove_dependency(tx: &WriteTx<'_>, task: TaskId, blocker: TaskId) -> Result<usize> {
    tx.execute("delete from task_dependency where task_id = ?1 and blocker_id = ?2", (task, blocker))
}

/// The chain from `from` to `to` over "is blocked by", if there is one.
pub(super) fn chain(tx: &ReadTx<'_>, from: TaskId, to: TaskId) -> Result<Option<Vec<String>>> {
    let path: Option<String> = tx.optional(
        "with recursive walk (id, path, depth) as (
           select id, title, 0 from task where id = ?1
           union
           select b.id, walk.path || char(31) || b.title, depth + 1
           from walk join task_dependency as d on d.task_id = walk.id join task as b on b.id = d.blocker_id
           where depth < 1000)
         select path from walk where id = ?2 order by depth limit 1",
        (from, to),
        |row| row.get(0),
    )?;
    Ok(path.map(|path| path.split('\u{1f}').map(str::to_owned).collect()))
}

/// Whether `ancestor` is `task` or above it.
pub(super) fn is_above(tx: &ReadTx<'_>, ancestor: TaskId, task: TaskId) -> Result<bool> {
    tx.one(
        "with recursive up (id) as (select ?2 union select parent_id from task join up using (id) where parent_id is not null)
         select exists (select 1 from up where id = ?1)",
        (ancestor, task),
        |row| row.get(0),
    )
}

fn reminder(row: &Row<'_>) -> rusqlite::Result<Reminder> {
    Ok(Reminder {
        id: row.get("id")?,
        at: row.get("at")?,
        minutes_before: row.get("minutes_before")?,
        fired: row.get("fired")?,
    })
}

const REMINDER: &str = "select id, at, minutes_before,
    exists (select 1 from reminder_fired where reminder_id = reminder.id) as fired from reminder";

pub(super) fn reminders(tx: &ReadTx<'_>, task: TaskId) -> Result<Vec<Reminder>> {
    tx.all(&format!("{REMINDER} where task_id = ?1 order by id"), [task], reminder)
}

pub(super) fn get_reminder(tx: &ReadTx<'_>, id: ReminderId) -> Result<Reminder> {
    tx.optional(&format!("{REMINDER} where id = ?1"), [id], reminder)?.or_not_found("reminder", id)
}

pub(super) fn task_of_reminder(tx: &ReadTx<'_>, id: ReminderId) -> Result<TaskId> {
    tx.one("select task_id from reminder where id = ?1", [id], |row| row.get(0))
}

pub(super) fn insert_reminder(
    tx: &WriteTx<'_>,
    task: TaskId,
    at: Option<Timestamp>,
    minutes_before: Option<i64>,
) -> Result<ReminderId> {
    let sql = "insert into reminder (uid, task_id, at, minutes_before) values (?1, ?2, ?3, ?4)";
    Ok(ReminderId(tx.insert(sql, (tx.uid(), task, at, minutes_before))?))
}

pub(super) fn delete_reminder(tx: &WriteTx<'_>, id: ReminderId) -> Result<()> {
    tx.execute("delete from reminder where id = ?1", [id])?;
    Ok(())
}

/// A reminder with the moment at which it is due.
pub(super) struct Due {
    pub(super) id: ReminderId,
    pub(super) task: TaskId,
    pub(super) title: String,
    pub(super) due: Timestamp,
}

/// Reminders of open tasks that have not fired for their present moment, soonest first.
pub(super) fn unfired(tx: &ReadTx<'_>) -> Result<Vec<Due>> {
    tx.all(
        "select * from (
           select reminder.id, task.id as task, task.title,
             coalesce(reminder.at, coalesce(task.scheduled_at, task.deadline_at) - 60000 * reminder.minutes_before) as due
           from reminder join task on task.id = reminder.task_id where task.status not in ('done', 'dropped')) as r
         where due is not null and not exists (select 1 from reminder_fired as f where f.reminder_id = r.id and f.due = r.due)
         order by due limit 100",
        [],
        |row| Ok(Due { id: row.get("id")?, task: row.get("task")?, title: row.get("title")?, due: row.get("due")? }),
    )
}

pub(super) fn reminders_between(
    tx: &ReadTx<'_>,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(TaskId, String, Timestamp)>> {
    tx.all(
        "select * from (
           select task.id as task, task.title, reminder.id,
             coalesce(reminder.at, coalesce(task.scheduled_at, task.deadline_at) - 60000 * reminder.minutes_before) as due
           from reminder join task on task.id = reminder.task_id where task.status not in ('done', 'dropped'))
         where due >= ?1 and due < ?2 order by due, id limit 100",
        (from, until),
        |row| Ok((row.get("task")?, row.get("title")?, row.get("due")?)),
    )
}

pub(super) fn mark_fired(tx: &WriteTx<'_>, id: ReminderId, due: Timestamp) -> Result<()> {
    tx.execute("insert into reminder_fired (reminder_id, due) values (?1, ?2) on conflict do nothing", (id, due))?;
    Ok(())
}

pub(super) fn completions(tx: &ReadTx<'_>) -> Result<Vec<(Timestamp, i64)>> {
    let sql = "select completed_at, points from task where completed_at is not null";
    tx.all(sql, [], |row| Ok((row.get("completed_at")?, row.get("points")?)))
}
