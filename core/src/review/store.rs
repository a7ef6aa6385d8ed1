//! What the review asks of the data file. What was done is read from the log of changes; a step that was taken back, and
//! one that takes another back, is no doing.

use crate::db::ReadTx;
use crate::error::Result;
use crate::knowledge::{ItemId, ItemRef, links};
use crate::types::{Day, Timestamp};

/// At most so many lines a step.
const MOST: u32 = 500;

/// An id, a title and a moment.
pub(super) type Row = (i64, String, Timestamp);

/// Tasks of the inbox, the eldest first, with when they came.
pub(super) fn inbox(tx: &ReadTx<'_>) -> Result<Vec<Row>> {
    let sql = "select id, title, created_at from task where status = 'inbox' order by created_at, id limit ?1";
    tx.all(sql, [MOST], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Open tasks whose day or deadline lies before a day, with the first of the two.
pub(super) fn overdue(tx: &ReadTx<'_>, before: Day) -> Result<Vec<((i64, String), Day)>> {
    let sql =
        "select id, title, min(coalesce(scheduled_day, deadline_day), coalesce(deadline_day, scheduled_day)) as since
        from task where status not in ('done', 'dropped', 'inbox') and (scheduled_day < ?1 or deadline_day < ?1)
          and since < ?1 order by since, id limit ?2";
    tx.all(sql, (before, MOST), |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))
}

/// A task whose day was moved forward.
pub(super) struct Rolled {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) times: u32,
    /// The first day that it was planned for.
    pub(super) first: Day,
}

/// Open tasks whose day was moved forward at least so often, those moved most first. One that repeats moves by itself.
pub(super) fn rolled(tx: &ReadTx<'_>, times: u32) -> Result<Vec<Rolled>> {
    let sql = "select task.id, task.title, count(*) as times, min(change.before ->> '$.scheduled_day') as first
        from task cross join change on change.tbl = 'task' and change.row_id = task.id join step on step.id = change.step_id
        where task.status not in ('done', 'dropped') and task.scheduled_day is not null
          and not exists (select 1 from repetition where task_id = task.id)
          and step.undone_by is null and step.undo_of is null
          -- First what costs nothing to see: most records are of the making, and only these two are read as JSON.
          and change.before is not null and change.after is not null
          and change.before ->> '$.scheduled_day' < change.after ->> '$.scheduled_day'
        group by task.id having times >= ?1 order by times desc, task.id limit ?2";
    tx.all(sql, (times, MOST), |row| {
        Ok(Rolled { id: row.get("id")?, title: row.get("title")?, times: row.get("times")?, first: row.get("first")? })
    })
}

/// Tasks that wait since before a moment, the longest first, with since when.
pub(super) fn waiting(tx: &ReadTx<'_>, before: Timestamp) -> Result<Vec<Row>> {
    let sql = "select id, title, coalesce((select max(step.at) from change join step on step.id = change.step_id
            where change.tbl = 'task' and change.row_id = task.id and change.after ->> '$.status' = 'waiting'
              and change.before ->> '$.status' is not 'waiting'), created_at) as since
        from task where status = 'waiting' and since < ?1 order by since, id limit ?2";
    tx.all(sql, (before, MOST), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// An active project.
pub(super) struct Active {
    pub(super) id: i64,
    pub(super) name: String,
    /// When it or one of its tasks was changed last.
    pub(super) touched: Timestamp,
    /// Something of it can be done now.
    pub(super) next_action: bool,
}

/// The active projects, the longest untouched first.
pub(super) fn active_projects(tx: &ReadTx<'_>, today: Day) -> Result<Vec<Active>> {
    let sql = "select id, name,
          max(created_at,
            coalesce((select at from step where id = (select max(step_id) from change
               where tbl = 'project' and row_id = project.id)), 0),
            coalesce((select at from step where id = (select max((select max(step_id) from change
               where tbl = 'task' and row_id = task.id)) from task where project_id = project.id)), 0)) as touched,
          exists (select 1 from task where project_id = project.id and status in ('todo', 'doing')
            and (start_day is null or start_day <= ?1)
            and not exists (select 1 from task_dependency as d join task as b on b.id = d.blocker_id
              where d.task_id = task.id and b.status not in ('done', 'dropped'))) as next_action
        from project where status = 'active' order by touched, id limit ?2";
    tx.all(sql, (today, MOST), |row| {
        Ok(Active {
            id: row.get("id")?,
            name: row.get("name")?,
            touched: row.get("touched")?,
            next_action: row.get("next_action")?,
        })
    })
}

/// Items of others' making that came in and have neither tag nor highlight, newest first, with when they came.
pub(super) fn untouched_items(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<(ItemRef, Timestamp)>> {
    let sql = "select id, created_at from item where created_at >= ?1 and created_at < ?2 and kind <> 'note'
          and not exists (select 1 from highlight where item_id = item.id)
          and not exists (select 1 from item_tag where item_id = item.id)
        order by created_at desc, id desc limit ?3";
    let rows: Vec<(ItemId, Timestamp)> = tx.all(sql, (from, until, MOST), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, at) in rows {
        found.extend(links::item_ref(tx, id)?.map(|item| (item, at)));
    }
    Ok(found)
}

/// A task that was completed.
pub(super) struct Finished {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) area: Option<String>,
    pub(super) project: Option<String>,
    /// Logged for it in all.
    pub(super) minutes: u32,
}

/// Tasks completed in a span, by area and project.
pub(super) fn finished(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<Finished>> {
    let sql = "select task.id, title, area.name as area, project.name as project, logged_minutes
        from task left join project on project.id = task.project_id
        left join area on area.id = coalesce(task.area_id, project.area_id)
        where completed_at >= ?1 and completed_at < ?2
        order by area.name is null, area.name, project.name is null, project.name, completed_at, task.id limit ?3";
    tx.all(sql, (from, until, MOST), |row| {
        Ok(Finished {
            id: row.get("id")?,
            title: row.get("title")?,
            area: row.get("area")?,
            project: row.get("project")?,
            minutes: row.get("logged_minutes")?,
        })
    })
}

/// What a day holds.
pub(super) struct Load {
    pub(super) day: Day,
    pub(super) planned: u32,
    /// Due on it and planned for another day or none.
    pub(super) due: u32,
    /// Estimated for what is planned.
    pub(super) minutes: u32,
}

/// The days of a span that hold something.
pub(super) fn load(tx: &ReadTx<'_>, from: Day, until: Day) -> Result<Vec<Load>> {
    let sql = "select day, sum(planned) as planned, sum(not planned) as due, sum(minutes) as minutes from (
          select scheduled_day as day, 1 as planned, coalesce(effort_minutes, 0) as minutes from task
            where status not in ('done', 'dropped') and scheduled_day between ?1 and ?2
          union all select deadline_day, 0, 0 from task
            where status not in ('done', 'dropped') and deadline_day between ?1 and ?2
              and deadline_day is not scheduled_day)
        group by day order by day";
    tx.all(sql, (from, until), |row| {
        Ok(Load {
            day: row.get("day")?,
            planned: row.get("planned")?,
            due: row.get("due")?,
            minutes: row.get("minutes")?,
        })
    })
}

/// Minutes of focus in a span.
pub(super) fn focus_minutes(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<u32> {
    let sql = "select coalesce(sum(logged_minutes), 0) from focus where started_at >= ?1 and started_at < ?2";
    tx.one(sql, (from, until), |row| row.get(0))
}

/// Parts of goals reached on days between two: the goal, its name, the per cent, the day.
pub(super) fn goal_milestones(tx: &ReadTx<'_>, from: Day, until: Day) -> Result<Vec<(i64, String, u8, Day)>> {
    let sql = "select goal.id, goal.name, percent, day from goal_milestone join goal on goal.id = goal_id
        where day between ?1 and ?2 order by day, goal.id, percent limit ?3";
    tx.all(sql, (from, until, MOST), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
}
