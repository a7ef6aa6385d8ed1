//! Metrics, their logs and milestones in the data file.

use rusqlite::Row;

use super::days::MetricDay;
use super::{Aggregation, Metric, MetricId, MetricLog, MetricLogId, MetricMilestone, MetricTarget};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::types::Day;

const METRIC: &str = "select id, name, unit, notes, kind, aggregation, direction, target_low, target_high, scale_max,
    decimals, source, habit_id, area_id, colour, archived from metric";

const LOG: &str = "select id, metric_id, day, at, value, note from metric_log";

fn metric(row: &Row<'_>) -> rusqlite::Result<Metric> {
    let (low, high): (Option<f64>, Option<f64>) = (row.get("target_low")?, row.get("target_high")?);
    Ok(Metric {
        id: row.get("id")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        notes: row.get("notes")?,
        kind: row.get("kind")?,
        aggregation: row.get("aggregation")?,
        direction: row.get("direction")?,
        target: (low.is_some() || high.is_some()).then_some(MetricTarget { low, high }),
        scale_max: row.get("scale_max")?,
        decimals: row.get("decimals")?,
        source: row.get("source")?,
        habit: row.get("habit_id")?,
        area: row.get("area_id")?,
        colour: row.get("colour")?,
        archived: row.get("archived")?,
    })
}

fn log(row: &Row<'_>) -> rusqlite::Result<MetricLog> {
    Ok(MetricLog {
        id: row.get("id")?,
        metric: row.get("metric_id")?,
        day: row.get("day")?,
        at: row.get("at")?,
        value: row.get("value")?,
        note: row.get("note")?,
    })
}

/// Every metric by name, archived ones last.
///
/// # Errors
/// The file cannot be read.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<Metric>> {
    tx.all(&format!("{METRIC} order by archived, name"), [], metric)
}

/// The metric of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: MetricId) -> Result<Metric> {
    find(tx, id)?.or_not_found("metric", id)
}

pub(super) fn find(tx: &ReadTx<'_>, id: MetricId) -> Result<Option<Metric>> {
    tx.optional(&format!("{METRIC} where id = ?1"), [id], metric)
}

pub(super) fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Metric>> {
    tx.optional(&format!("{METRIC} where name = ?1"), [name], metric)
}

pub(super) fn insert(tx: &WriteTx<'_>, new: &Metric) -> Result<MetricId> {
    let sql = "insert into metric (uid, name, unit, notes, kind, aggregation, direction, target_low, target_high,
        scale_max, decimals, source, habit_id, area_id, colour, created_at)
      values (:uid, :name, :unit, :notes, :kind, :aggregation, :direction, :low, :high, :scale, :decimals, :source, :habit,
        :area, :colour, :now)";
    let (low, high) = ends(new);
    let id = tx.insert(
        sql,
        rusqlite::named_params! {
            ":uid": tx.uid(), ":name": new.name, ":unit": new.unit, ":notes": new.notes, ":kind": new.kind,
            ":aggregation": new.aggregation, ":direction": new.direction, ":low": low, ":high": high,
            ":scale": new.scale_max, ":decimals": new.decimals, ":source": new.source, ":habit": new.habit,
            ":area": new.area, ":colour": new.colour, ":now": tx.now(),
        },
    )?;
    Ok(MetricId(id))
}

pub(super) fn update(tx: &WriteTx<'_>, metric: &Metric) -> Result<()> {
    let sql = "update metric set name = :name, unit = :unit, notes = :notes, aggregation = :aggregation,
        direction = :direction, target_low = :low, target_high = :high, scale_max = :scale, decimals = :decimals,
        area_id = :area, colour = :colour, archived = :archived where id = :id";
    let (low, high) = ends(metric);
    tx.execute(
        sql,
        rusqlite::named_params! {
            ":id": metric.id, ":name": metric.name, ":unit": metric.unit, ":notes": metric.notes,
            ":aggregation": metric.aggregation, ":direction": metric.direction, ":low": low, ":high": high,
            ":scale": metric.scale_max, ":decimals": metric.decimals, ":area": metric.area, ":colour": metric.colour,
            ":archived": metric.archived,
        },
    )?;
    Ok(())
}

fn ends(metric: &Metric) -> (Option<f64>, Option<f64>) {
    metric.target.map_or((None, None), |target| (target.low, target.high))
}

pub(super) fn delete(tx: &WriteTx<'_>, id: MetricId) -> Result<()> {
    tx.execute("delete from metric where id = ?1", [id])?;
    Ok(())
}

pub(super) fn get_log(tx: &ReadTx<'_>, id: MetricLogId) -> Result<MetricLog> {
    tx.optional(&format!("{LOG} where id = ?1"), [id], log)?.or_not_found("log", id)
}

/// Logs from the newest on.
pub(super) fn logs(tx: &ReadTx<'_>, id: MetricId, limit: u32, offset: u32) -> Result<Vec<MetricLog>> {
    let sql = format!("{LOG} where metric_id = ?1 order by day desc, at desc nulls first, id desc limit ?2 offset ?3");
    tx.all(&sql, (id, limit, offset), log)
}

pub(super) fn count(tx: &ReadTx<'_>, id: MetricId) -> Result<i64> {
    tx.one("select count(*) from metric_log where metric_id = ?1", [id], |row| row.get(0))
}

/// The range of what was written down.
pub(super) fn extremes(tx: &ReadTx<'_>, id: MetricId) -> Result<Option<(f64, f64)>> {
    let sql = "select min(value), max(value) from metric_log where metric_id = ?1";
    tx.one(sql, [id], |row| Ok(row.get::<_, Option<f64>>(0)?.zip(row.get(1)?)))
}

pub(super) fn insert_log(tx: &WriteTx<'_>, new: &MetricLog) -> Result<MetricLogId> {
    let sql = "insert into metric_log (uid, metric_id, day, at, value, note) values (?1, ?2, ?3, ?4, ?5, ?6)";
    Ok(MetricLogId(tx.insert(sql, (tx.uid(), new.metric, new.day, new.at, new.value, &new.note))?))
}

/// How many there are that say the very same.
pub(super) fn count_equal(tx: &ReadTx<'_>, new: &MetricLog) -> Result<i64> {
    let sql =
        "select count(*) from metric_log where metric_id = ?1 and day = ?2 and value = ?3 and at is ?4 and note = ?5";
    let params = (new.metric, new.day, new.value, new.at, &new.note);
    tx.one(sql, params, |row| row.get(0))
}

pub(super) fn update_log(tx: &WriteTx<'_>, log: &MetricLog) -> Result<()> {
    let sql = "update metric_log set day = ?2, at = ?3, value = ?4, note = ?5 where id = ?1";
    tx.execute(sql, (log.id, log.day, log.at, log.value, &log.note))?;
    Ok(())
}

pub(super) fn delete_log(tx: &WriteTx<'_>, id: MetricLogId) -> Result<()> {
    tx.execute("delete from metric_log where id = ?1", [id])?;
    Ok(())
}

/// The days with a log between two days, both included, each with its value.
pub(super) fn days(tx: &ReadTx<'_>, metric: &Metric, from: Day, to: Day) -> Result<Vec<MetricDay>> {
    let value = match metric.aggregation {
        Aggregation::Sum => "sum(value)",
        Aggregation::Mean => "avg(value)",
        Aggregation::Min => "min(value)",
        Aggregation::Max => "max(value)",
        Aggregation::Last => "value",
    };
    let sql = if metric.aggregation == Aggregation::Last {
        // A log without a moment was entered for the day as a whole, so it stands for its end.
        "select day, value, logs from (
           select day, value, count(*) over (partition by day) as logs,
             row_number() over (partition by day order by at desc nulls first, id desc) as place
           from metric_log where metric_id = ?1 and day between ?2 and ?3)
         where place = 1 order by day"
            .to_owned()
    } else {
        format!(
            "select day, {value} as value, count(*) as logs from metric_log
             where metric_id = ?1 and day between ?2 and ?3 group by day order by day"
        )
    };
    tx.all(&sql, (metric.id, from, to), |row| {
        Ok(MetricDay { day: row.get("day")?, value: row.get("value")?, logs: row.get("logs")? })
    })
}

/// The newest day with a log.
pub(super) fn last_day(tx: &ReadTx<'_>, id: MetricId) -> Result<Option<Day>> {
    tx.one("select max(day) from metric_log where metric_id = ?1", [id], |row| row.get(0))
}

pub(super) fn milestones(tx: &ReadTx<'_>, id: MetricId) -> Result<Vec<MetricMilestone>> {
    let sql = "select metric_id, kind, level, day from metric_milestone where metric_id = ?1 order by day, kind, level";
    tx.all(sql, [id], milestone)
}

pub(super) fn milestones_between(tx: &ReadTx<'_>, from: Day, to: Day) -> Result<Vec<MetricMilestone>> {
    let sql = "select metric_id, kind, level, day from metric_milestone where day between ?1 and ?2 order by day, id";
    tx.all(sql, (from, to), milestone)
}

fn milestone(row: &Row<'_>) -> rusqlite::Result<MetricMilestone> {
    Ok(MetricMilestone {
        metric: row.get("metric_id")?,
        kind: row.get("kind")?,
        level: row.get("level")?,
        day: row.get("day")?,
    })
}

pub(super) fn set_milestone(tx: &WriteTx<'_>, one: &MetricMilestone) -> Result<()> {
    tx.execute(
        "insert into metric_milestone (metric_id, kind, level, day) values (?1, ?2, ?3, ?4)
           on conflict (metric_id, kind, level) do update set day = ?4",
        (one.metric, one.kind, one.level, one.day),
    )?;
    Ok(())
}

pub(super) fn remove_milestone(tx: &WriteTx<'_>, one: &MetricMilestone) -> Result<()> {
    let sql = "delete from metric_milestone where metric_id = ?1 and kind = ?2 and level = ?3";
    tx.execute(sql, (one.metric, one.kind, one.level))?;
    Ok(())
}

pub(super) fn remove_milestones(tx: &WriteTx<'_>, id: MetricId) -> Result<()> {
    tx.execute("delete from metric_milestone where metric_id = ?1", [id])?;
    Ok(())
}
