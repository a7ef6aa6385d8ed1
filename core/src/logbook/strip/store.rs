//! What happened, in the rows of others.

use rusqlite::Row;

use super::{Happened, Happening, MOST, Span};
use crate::db::ReadTx;
use crate::error::Result;
use crate::knowledge::{ItemId, links};
use crate::logbook::{LinkKind, LinkTo};
use crate::metrics::{self, MetricId};

fn happening(row: &Row<'_>, kind: Happened, to: LinkKind) -> rusqlite::Result<Happening> {
    let id: Option<i64> = row.get("id")?;
    Ok(Happening {
        kind,
        at: row.get("at")?,
        title: row.get("title")?,
        detail: None,
        minutes: None,
        to: id.map(|id| LinkTo { kind: to, id }),
    })
}

/// Tasks that were completed, with the time that was logged for them.
pub(super) fn completed(tx: &ReadTx<'_>, (_, from, until): Span) -> Result<Vec<Happening>> {
    let sql = "select id, title, completed_at as at, logged_minutes from task
        where completed_at >= ?1 and completed_at < ?2 order by completed_at, id limit ?3";
    tx.all(sql, (from, until, MOST), |row| {
        let logged: u32 = row.get("logged_minutes")?;
        Ok(Happening {
            minutes: (logged > 0).then_some(logged),
            ..happening(row, Happened::Completed, LinkKind::Task)?
        })
    })
}

/// Stretches of focus that have ended.
pub(super) fn focus(tx: &ReadTx<'_>, (_, from, until): Span) -> Result<Vec<Happening>> {
    let sql = "select task.id, coalesce(task.title, 'Focus') as title, started_at as at, focus.logged_minutes
        from focus left join task on task.id = task_id
        where started_at >= ?1 and started_at < ?2 and ended_at is not null and focus.logged_minutes > 0
        order by started_at, focus.id limit ?3";
    tx.all(sql, (from, until, MOST), |row| {
        Ok(Happening { minutes: Some(row.get("logged_minutes")?), ..happening(row, Happened::Focus, LinkKind::Task)? })
    })
}

/// Items that came in, by the titles that they are shown with.
pub(super) fn captured(tx: &ReadTx<'_>, (_, from, until): Span) -> Result<Vec<Happening>> {
    let sql = "select id, title, created_at as at, kind from item
        where created_at >= ?1 and created_at < ?2 order by created_at, id limit ?3";
    let rows: Vec<Happening> =
        tx.all(sql, (from, until, MOST), |row| happening(row, Happened::Captured, LinkKind::Item))?;
    rows.into_iter()
        .map(|row| {
            let shown = row.to.map(|to| links::item_ref(tx, ItemId(to.id))).transpose()?.flatten();
            Ok(match shown {
                Some(item) => Happening { title: item.title, detail: Some(item.kind.word().to_owned()), ..row },
                None => row,
            })
        })
        .collect()
}

/// Passages that were marked.
pub(super) fn highlights(tx: &ReadTx<'_>, (_, from, until): Span) -> Result<Vec<Happening>> {
    let sql = "select item_id as id, substr(quote, 1, 200) as title, created_at as at from highlight
        where created_at >= ?1 and created_at < ?2 order by created_at, id limit ?3";
    tx.all(sql, (from, until, MOST), |row| happening(row, Happened::Highlight, LinkKind::Item))
}

/// Projects that were begun or changed their status, as the log of changes has it; what was taken back did not happen.
pub(super) fn projects(tx: &ReadTx<'_>, (_, from, until): Span) -> Result<Vec<Happening>> {
    let sql = "select project.id, project.name as title, step.at, change.before is null as begun,
            change.after ->> '$.status' as status
        from step join change on change.step_id = step.id join project on project.id = change.row_id
        where step.at >= ?1 and step.at < ?2 and step.undone_by is null and step.undo_of is null
          and change.tbl = 'project' and change.after is not null
          and (change.before is null or change.before ->> '$.status' is not change.after ->> '$.status')
        order by step.id limit ?3";
    tx.all(sql, (from, until, MOST), |row| {
        let (begun, status): (bool, String) = (row.get("begun")?, row.get("status")?);
        let detail = match (begun, status.as_str()) {
            (true, _) => "begun",
            (_, "active") => "active again",
            (_, "on_hold") => "on hold",
            (_, "done") => "done",
            _ => "dropped",
        };
        Ok(Happening { detail: Some(detail.into()), ..happening(row, Happened::Project, LinkKind::Project)? })
    })
}

/// Habits that were done, by the day that they count for. One that was written down later stands at the day's beginning.
pub(super) fn habits(tx: &ReadTx<'_>, (day, from, until): Span) -> Result<Vec<Happening>> {
    let sql = "select habit.id, habit.name as title, kind, unit, value,
            case when logged_at >= ?2 and logged_at < ?3 then logged_at else ?2 end as at
        from habit_log join habit on habit.id = habit_id where day = ?1 and value > 0 order by at, habit_log.id limit ?4";
    tx.all(sql, (day, from, until, MOST), |row| {
        let (kind, unit, value): (String, String, f64) = (row.get("kind")?, row.get("unit")?, row.get("value")?);
        let detail = (kind == "numeric").then(|| format!("{value} {unit}").trim_end().to_owned());
        Ok(Happening { detail, ..happening(row, Happened::Habit, LinkKind::Habit)? })
    })
}

/// What was measured, by the day that it counts for.
pub(super) fn metrics(tx: &ReadTx<'_>, (day, from, _): Span) -> Result<Vec<Happening>> {
    let sql = "select metric.id, metric.name as title, coalesce(at, ?2) as at, value
        from metric_log join metric on metric.id = metric_id where day = ?1 order by at, metric_log.id limit ?3";
    let rows: Vec<(Happening, f64)> = tx.all(sql, (day, from, MOST), |row| {
        Ok((happening(row, Happened::Metric, LinkKind::Metric)?, row.get("value")?))
    })?;
    rows.into_iter()
        .map(|(row, value)| {
            let metric = row.to.map(|to| metrics::get(tx, MetricId(to.id))).transpose()?;
            Ok(Happening { detail: metric.map(|metric| metrics::words(&metric, value)), ..row })
        })
        .collect()
}

/// Parts of goals that were reached.
pub(super) fn goals(tx: &ReadTx<'_>, (day, from, until): Span) -> Result<Vec<Happening>> {
    let sql = "select goal.id, goal.name as title, max(?2, min(told_at, ?3 - 1)) as at, percent
        from goal_milestone join goal on goal.id = goal_id where day = ?1 order by at, percent limit ?4";
    tx.all(sql, (day, from, until, MOST), |row| {
        let percent: u8 = row.get("percent")?;
        Ok(Happening {
            detail: Some(format!("{percent} % reached")),
            ..happening(row, Happened::Goal, LinkKind::Goal)?
        })
    })
}
