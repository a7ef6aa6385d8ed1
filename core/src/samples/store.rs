//! The sample data in the data file: what the steps that added them made, as far as it still stands.

use jiff::Span;

use super::life::{DraftEntry, DraftTask};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::types::{Day, Timestamp};

/// The numbers of the rows of a table that a step of samples made.
fn made(table: &str) -> String {
    format!(
        "select row_id from change join step on step.id = change.step_id
         where step.operation = 'samples.add' and change.tbl = '{table}' and change.before is null"
    )
}

/// How many of a table's rows are samples.
pub(super) fn count(tx: &ReadTx<'_>, table: &str) -> Result<i64> {
    tx.one(&format!("select count(*) from {table} where id in ({})", made(table)), [], |row| row.get(0))
}

/// Whether nothing at all is kept here.
pub(super) fn is_empty(tx: &ReadTx<'_>) -> Result<bool> {
    let sql = "select not exists (select 1 from task) and not exists (select 1 from item)
                 and not exists (select 1 from project) and not exists (select 1 from conversation)";
    tx.one(sql, [], |row| row.get(0))
}

/// Deletes what is left, and says how many rows that were. A project or tag that something else uses by now stays.
pub(super) fn remove(tx: &WriteTx<'_>) -> Result<usize> {
    let mut gone = 0;
    for (table, unused) in [
        ("task", ""),
        ("item", ""),
        ("project", "and not exists (select 1 from task where project_id = project.id)"),
        (
            "tag",
            "and not exists (select 1 from task_tag where tag_id = tag.id)
             and not exists (select 1 from item_tag where tag_id = tag.id)
             and not exists (select 1 from entry_tag where tag_id = tag.id)",
        ),
    ] {
        gone += tx.execute(&format!("delete from {table} where id in ({}) {unused}", made(table)), [])?;
    }
    Ok(gone)
}

/// Where a made-up task belongs.
pub(super) struct Place {
    pub(super) area: Option<i64>,
    pub(super) project: Option<i64>,
    pub(super) parent: Option<i64>,
    pub(super) today: Day,
}

/// The day so many days from another.
pub(super) fn day(today: Day, days: i64) -> Result<Day> {
    let moved = today.0.checked_add(Span::new().days(days));
    moved.map(Day).map_err(|_| Error::invalid("the calendar has no such day"))
}

/// The area of this name, made if there is none.
pub(super) fn area(tx: &WriteTx<'_>, name: &str, colour: &str, at: Timestamp) -> Result<i64> {
    if let Some(there) = crate::areas::by_name(tx, name)? {
        return Ok(there.id.0);
    }
    let sql = "insert into area (uid, name, colour, created_at) values (?1, ?2, ?3, ?4)";
    tx.insert(sql, (tx.uid(), name, colour, at))
}

pub(super) fn project(tx: &WriteTx<'_>, name: &str, area: i64, status: &str, at: Timestamp) -> Result<i64> {
    let sql = "insert into project (uid, name, area_id, status, created_at) values (?1, ?2, ?3, ?4, ?5)";
    tx.insert(sql, (tx.uid(), name, area, status, at))
}

pub(super) fn reward(tx: &WriteTx<'_>, name: &str, price: i64, cooldown: i64, at: Timestamp) -> Result<i64> {
    let sql = "insert into reward (uid, name, price, cooldown_days, created_at) values (?1, ?2, ?3, ?4, ?5)";
    tx.insert(sql, (tx.uid(), name, price, cooldown, at))
}

pub(super) fn redeemed(
    tx: &WriteTx<'_>,
    reward: i64,
    name: &str,
    price: i64,
    (at, day): (Timestamp, Day),
) -> Result<i64> {
    let sql = "insert into redemption (uid, reward_id, name, price, at, day) values (?1, ?2, ?3, ?4, ?5, ?6)";
    tx.insert(sql, (tx.uid(), reward, name, price, at, day))
}

/// What is in the wallet.
pub(super) fn balance(tx: &ReadTx<'_>) -> Result<i64> {
    tx.one("select wallet from standing", [], |row| row.get(0))
}

pub(super) fn task(tx: &WriteTx<'_>, task: &DraftTask, place: &Place, at: &dyn Fn(i64) -> Timestamp) -> Result<i64> {
    let on = |days: Option<i64>| days.map(|days| day(place.today, days)).transpose();
    tx.insert(
        "insert into task (uid, title, status, area_id, project_id, parent_id, priority, effort_minutes, logged_minutes, energy,
           scheduled_day, deadline_day, created_at, completed_at)
         values (:uid, :title, :status, :area, :project, :parent, :priority, :effort, :logged, :energy,
           :scheduled, :deadline, :created, :completed)",
        rusqlite::named_params! {
            ":uid": tx.uid(), ":title": task.title, ":status": task.status, ":area": place.area, ":project": place.project,
            ":parent": place.parent, ":priority": task.priority, ":effort": task.effort_minutes, ":logged": task.logged_minutes,
            ":energy": task.energy, ":scheduled": on(task.scheduled)?, ":deadline": on(task.deadline)?,
            ":created": at(task.created), ":completed": task.completed.map(at),
        },
    )
}

/// One time that a repeating task was done.
pub(super) struct Repeated<'a> {
    pub(super) series: i64,
    pub(super) title: &'a str,
    /// Days from today.
    pub(super) day: i64,
    pub(super) completed: Timestamp,
    pub(super) today: Day,
}

pub(super) fn repeated(tx: &WriteTx<'_>, done: &Repeated<'_>) -> Result<i64> {
    tx.insert(
        "insert into task (uid, title, status, series_id, scheduled_day, created_at, completed_at)
         values (?1, ?2, 'done', ?3, ?4, ?5, ?5)",
        (tx.uid(), done.title, done.series, day(done.today, done.day)?, done.completed),
    )
}

pub(super) fn tag(tx: &WriteTx<'_>, task: i64, tag: i64) -> Result<()> {
    tx.execute("insert into task_tag (task_id, tag_id) values (?1, ?2) on conflict do nothing", (task, tag))?;
    Ok(())
}

pub(super) fn depends(tx: &WriteTx<'_>, task: i64, blocker: i64) -> Result<()> {
    tx.execute("insert into task_dependency (task_id, blocker_id) values (?1, ?2)", (task, blocker))?;
    Ok(())
}

pub(super) fn habit_log(tx: &WriteTx<'_>, habit: i64, day: Day, value: f64, at: Timestamp) -> Result<()> {
    tx.insert(
        "insert into habit_log (habit_id, day, value, logged_at, offset_minutes) values (?1, ?2, ?3, ?4, ?5)",
        (habit, day, value, at, tx.zoned().offset().seconds() / 60),
    )?;
    Ok(())
}

pub(super) fn metric_log(tx: &WriteTx<'_>, metric: i64, day: Day, at: Timestamp, value: f64) -> Result<()> {
    tx.insert(
        "insert into metric_log (uid, metric_id, day, at, value) values (?1, ?2, ?3, ?4, ?5)",
        (tx.uid(), metric, day, at, value),
    )?;
    Ok(())
}

pub(super) fn entry(tx: &WriteTx<'_>, entry: &DraftEntry) -> Result<()> {
    let id = tx.insert(
        "insert into entry (uid, day, at, title, text, mood, energy, created_at, updated_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?3, ?3)",
        (tx.uid(), entry.day, entry.at, entry.title, &entry.text, entry.mood, entry.energy),
    )?;
    if let Some(tag) = entry.tag {
        tx.execute("insert into entry_tag (entry_id, tag_id) values (?1, ?2)", (id, tag))?;
    }
    if let Some(task) = entry.task {
        tx.execute("insert into entry_link (entry_id, kind, target) values (?1, 'task', ?2)", (id, task))?;
    }
    Ok(())
}
