//! Blocks and working hours in the data file.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::Row;
use rusqlite::types::Type;

use super::windows::WorkingWindow;
use super::{BlockId, PlanBlockKind};
use crate::calendar::Rule;
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::tasks::{self, Task, TaskId, TaskRef};
use crate::types::{Day, Timestamp};

/// A block as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) id: BlockId,
    /// Its name in exports; that of a new one is made when it is kept.
    pub(super) uid: String,
    pub(super) kind: PlanBlockKind,
    /// Empty for that of its task.
    pub(super) title: String,
    pub(super) task: Option<TaskRef>,
    pub(super) starts: DateTime,
    pub(super) minutes: u32,
    pub(super) zone: TimeZone,
    pub(super) rule: Option<Rule>,
    pub(super) pinned: bool,
    pub(super) notes: String,
    pub(super) skips: Vec<DateTime>,
}

const BLOCK: &str = "select block.*, task.title as task_title, task.status = 'done' as task_done,
    (select group_concat(occurs) from block_skip where block_id = block.id) as skips
  from block left join task on task.id = task_id";

fn parsed<T: std::str::FromStr>(text: &str) -> rusqlite::Result<T> {
    text.parse().map_err(|_| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, text.into()))
}

fn stored(row: &Row<'_>, own: &TimeZone) -> rusqlite::Result<Stored> {
    let task: Option<TaskId> = row.get("task_id")?;
    let task = match task {
        Some(id) => Some(TaskRef { id, title: row.get("task_title")?, done: row.get("task_done")? }),
        None => None,
    };
    let (starts, zone): (String, String) = (row.get("starts")?, row.get("zone")?);
    let rule: Option<String> = row.get("rule")?;
    let skips: Option<String> = row.get("skips")?;
    let skips = skips.unwrap_or_default();
    Ok(Stored {
        id: row.get("id")?,
        uid: row.get("uid")?,
        kind: row.get("kind")?,
        title: row.get("title")?,
        task,
        starts: parsed(&starts)?,
        minutes: row.get("minutes")?,
        zone: TimeZone::get(&zone).unwrap_or_else(|_| own.clone()),
        rule: rule.as_deref().map(parsed).transpose()?,
        pinned: row.get("pinned")?,
        notes: row.get("notes")?,
        skips: skips.split(',').filter(|at| !at.is_empty()).map(parsed).collect::<rusqlite::Result<_>>()?,
    })
}

pub(super) fn get(tx: &ReadTx<'_>, id: BlockId) -> Result<Stored> {
    let own = tx.zoned().time_zone();
    tx.optional(&format!("{BLOCK} where block.id = ?1"), [id], |row| stored(row, own))?.or_not_found("block", id)
}

/// Blocks that begin between two readings of the clock, and all that repeat.
pub(super) fn near(tx: &ReadTx<'_>, first: DateTime, last: DateTime) -> Result<Vec<Stored>> {
    let own = tx.zoned().time_zone();
    let sql = format!(
        "{BLOCK} where block.rule is null and starts >= ?1 and starts <= ?2
         union all {BLOCK} where block.rule is not null and starts <= ?2"
    );
    tx.all(&sql, (first.to_string(), last.to_string()), |row| stored(row, own))
}

/// The name under which a block's zone is kept. A zone without one is kept as UTC.
fn zone_name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or("UTC")
}

/// A moment as it is kept: in this zone, or in UTC if it has no name.
pub(super) fn placed(at: Timestamp, zone: &TimeZone) -> Result<(DateTime, TimeZone)> {
    let zone = if zone.iana_name().is_some() { zone.clone() } else { TimeZone::UTC };
    Ok((at.zoned(&zone)?.datetime(), zone))
}

pub(super) fn insert(tx: &WriteTx<'_>, block: &Stored) -> Result<BlockId> {
    let id = tx.insert(
        "insert into block (uid, kind, title, task_id, starts, minutes, zone, rule, pinned, notes, created_at)
         values (:uid, :kind, :title, :task, :starts, :minutes, :zone, :rule, :pinned, :notes, :now)",
        rusqlite::named_params! {
            ":uid": tx.uid(), ":kind": block.kind, ":title": block.title, ":task": block.task.as_ref().map(|task| task.id),
            ":starts": block.starts.to_string(), ":minutes": block.minutes, ":zone": zone_name(&block.zone),
            ":rule": block.rule.as_ref().map(Rule::to_string), ":pinned": block.pinned, ":notes": block.notes,
            ":now": tx.now(),
        },
    )?;
    Ok(BlockId(id))
}

pub(super) fn update(tx: &WriteTx<'_>, block: &Stored) -> Result<()> {
    tx.execute(
        "update block set kind = :kind, title = :title, task_id = :task, starts = :starts, minutes = :minutes, zone = :zone,
           rule = :rule, pinned = :pinned, notes = :notes where id = :id",
        rusqlite::named_params! {
            ":id": block.id, ":kind": block.kind, ":title": block.title,
            ":task": block.task.as_ref().map(|task| task.id), ":starts": block.starts.to_string(),
            ":minutes": block.minutes, ":zone": zone_name(&block.zone), ":rule": block.rule.as_ref().map(Rule::to_string),
            ":pinned": block.pinned, ":notes": block.notes,
        },
    )?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: BlockId) -> Result<()> {
    tx.execute("delete from block where id = ?1", [id])?;
    Ok(())
}

pub(super) fn skip(tx: &WriteTx<'_>, id: BlockId, occurs: DateTime) -> Result<()> {
    let sql = "insert into block_skip (block_id, occurs) values (?1, ?2) on conflict do nothing";
    tx.execute(sql, (id, occurs.to_string()))?;
    Ok(())
}

pub(super) fn set_skips(tx: &WriteTx<'_>, id: BlockId, skips: &[DateTime]) -> Result<()> {
    tx.execute("delete from block_skip where block_id = ?1", [id])?;
    skips.iter().try_for_each(|occurs| skip(tx, id, *occurs))
}

pub(super) fn windows(tx: &ReadTx<'_>) -> Result<Vec<WorkingWindow>> {
    tx.all("select * from working_window order by weekday, begins", [], |row| {
        Ok(WorkingWindow {
            weekday: row.get("weekday")?,
            from: row.get("begins")?,
            to: row.get("ends")?,
            label: row.get("label")?,
            energy: row.get("energy")?,
        })
    })
}

pub(super) fn set_windows(tx: &WriteTx<'_>, windows: &[WorkingWindow]) -> Result<()> {
    tx.execute("delete from working_window", [])?;
    let sql = "insert into working_window (uid, weekday, begins, ends, label, energy) values (?1, ?2, ?3, ?4, ?5, ?6)";
    for window in windows {
        tx.insert(sql, (tx.uid(), window.weekday, window.from, window.to, &window.label, window.energy))?;
    }
    Ok(())
}

/// Open tasks with a time of day between two moments.
pub(super) fn timed_tasks(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<Task>> {
    tasks::list_where(
        tx,
        "status not in ('done', 'dropped') and scheduled_at >= ?1 and scheduled_at < ?2 order by scheduled_at, id limit 200",
        (from, until),
    )
}

/// Open tasks that could be given a place: the most pressing first, those with no block from `day` on.
pub(super) fn unplanned(tx: &ReadTx<'_>, day: Day) -> Result<Vec<Task>> {
    tasks::list_where(
        tx,
        "status in ('todo', 'doing', 'inbox') and (start_day is null or start_day <= ?1) and scheduled_at is null
           and not exists (select 1 from block where task_id = task.id and (starts >= ?1 or block.rule is not null))
           and not exists (select 1 from task as sub where sub.parent_id = task.id and sub.status not in ('done', 'dropped'))
         order by scheduled_day is null or scheduled_day > ?1, min(coalesce(scheduled_day, '9999'), coalesce(deadline_day, '9999')),
           status = 'inbox', coalesce(priority, 5), id limit 100",
        [day],
    )
}

/// Open tasks that are planned for one of these days and have no block then.
pub(super) fn scheduled(tx: &ReadTx<'_>, from: Day, until: Day) -> Result<Vec<Task>> {
    tasks::list_where(
        tx,
        "status not in ('done', 'dropped') and scheduled_day between ?1 and ?2
           and not exists (select 1 from block where task_id = task.id and (starts >= ?1 or block.rule is not null))
         order by scheduled_day, scheduled_at, id limit 5000",
        (from, until),
    )
}

/// The stable name of a task.
pub(super) fn task_uid(tx: &ReadTx<'_>, task: TaskId) -> Result<String> {
    tx.one("select uid from task where id = ?1", [task], |row| row.get("uid"))
}

/// Finished tasks with logged time, the newest first.
pub(super) fn finished(tx: &ReadTx<'_>, except: TaskId) -> Result<Vec<Task>> {
    tasks::list_where(
        tx,
        "status = 'done' and logged_minutes > 0 and id <> ?1 order by completed_at desc limit 2000",
        [except],
    )
}

/// Open tasks that can be worked on and have no time of their own: those of the days until `last` and the pressing ones
/// first.
pub(super) fn plannable(tx: &ReadTx<'_>, last: Day, most: usize) -> Result<Vec<Task>> {
    tasks::list_where(
        tx,
        "status in ('todo', 'doing', 'inbox') and (start_day is null or start_day <= ?1) and scheduled_at is null
           and (scheduled_day is null or scheduled_day <= ?1)
           and not exists (select 1 from task as sub where sub.parent_id = task.id and sub.status not in ('done', 'dropped'))
         order by scheduled_day is null and status <> 'doing', min(coalesce(scheduled_day, '9999'), coalesce(deadline_day, '9999')),
           status = 'inbox', coalesce(priority, 5), id limit ?2",
        (last, most as i64),
    )
}

/// By task: the open tasks that it waits for.
pub(super) fn waits(tx: &ReadTx<'_>) -> Result<BTreeMap<TaskId, Vec<TaskId>>> {
    let sql = "select task_id, blocker_id from task_dependency join task on task.id = blocker_id
      where task.status not in ('done', 'dropped') order by task_id, blocker_id";
    let mut waits: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
    for (task, before) in tx.all(sql, [], |row| Ok((row.get("task_id")?, row.get("blocker_id")?)))? {
        waits.entry(task).or_default().push(before);
    }
    Ok(waits)
}
