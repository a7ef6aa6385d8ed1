//! What can be done with metrics.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::analyse::{AnalyseMetric, MetricAnalysis};
use super::correlations::{CorrelationQuery, MetricCorrelations};
use super::days::{LATEST, MetricDay};
use super::edit::{EditMetricLog, MetricPatch};
use super::rows::{self, MetricRow};
use super::{
    Aggregation, Metric, MetricDirection, MetricId, MetricKind, MetricLog, MetricLogId, MetricMilestone, MetricSource,
    analyse, correlations, csv, days, edit, milestones, named, said, store,
};
use crate::areas::AreaId;
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::habits::HabitId;
use crate::types::{Day, Timestamp, one_line};
use crate::{operations, require};

operations! { "metrics";
    /// Metrics by name with their newest value, the last month and a trend where it is more than chance.
    query list(ListMetrics) -> Vec<MetricRow>;
    /// One metric with the value of each day that has one, and what it reached.
    query show(ShowMetric) -> MetricDetail;
    /// What was written down, the newest first.
    query logs(MetricLogQuery) -> MetricLogPage;
    /// Trend, streak, outliers, progress and forecast, each with its n; nothing is said of fewer than 14 days.
    query analyse(AnalyseMetric) -> MetricAnalysis;
    /// Which metrics move together up to three days apart, by rank, with false discoveries held below 5 %. Not causal.
    query correlations(CorrelationQuery) -> MetricCorrelations;
    /// Adds a metric.
    mutation create(NewMetric) -> Metric;
    /// Changes a metric; absent fields stay, `null` clears.
    mutation update(MetricPatch) -> Metric;
    /// Puts a metric away, or takes it out again; its logs stay.
    mutation archive(ArchiveMetric) -> Metric;
    /// Removes a metric with its logs.
    mutation delete(MetricId) -> ();
    /// Writes down a value, for now or for an earlier day; several a day are allowed.
    mutation log(LogMetric) -> MetricLogged;
    /// Changes a log; absent fields stay.
    mutation edit_log(EditMetricLog) -> MetricLogged;
    /// Removes a log.
    mutation delete_log(MetricLogId) -> ();
    /// Reads logs from comma-separated values; lines that are there already are left out. One bad line refuses all.
    mutation import_csv(ImportMetric) -> MetricImported;
    /// Every log as comma-separated values.
    query export_csv(MetricId) -> MetricTable;
}

/// Characters of a note.
pub(super) const NOTE: usize = 1000;

/// Which metrics.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ListMetrics {
    /// Those put away as well.
    pub archived: Option<bool>,
}

/// Which days of a metric.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ShowMetric {
    pub metric: MetricId,
    /// So many days up to today; all of them unless said.
    #[serde(default)]
    pub days: Option<u32>,
}

/// A metric with its days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricDetail {
    pub row: MetricRow,
    /// Those that have a value.
    pub days: Vec<MetricDay>,
    pub milestones: Vec<MetricMilestone>,
    /// How many logs there are in all.
    pub logs: i64,
    pub today: Day,
}

/// A page of logs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MetricLogQuery {
    pub metric: MetricId,
    /// 50 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
    #[serde(default)]
    pub offset: Option<u32>,
}

/// Logs, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricLogPage {
    pub logs: Vec<MetricLog>,
    pub total: i64,
}

/// A metric to be.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewMetric {
    #[ts(optional = false)]
    pub name: String,
    pub unit: Option<String>,
    pub notes: Option<String>,
    /// Numeric unless said.
    pub kind: Option<MetricKind>,
    /// By kind unless said: durations are summed, of yes and no the best counts, of the others the last.
    pub aggregation: Option<Aggregation>,
    /// Up unless said.
    pub direction: Option<MetricDirection>,
    pub target: Option<MetricAim>,
    /// The top of a scale, 10 unless said.
    pub scale_max: Option<u32>,
    /// Digits behind the point, by kind unless said.
    pub decimals: Option<u32>,
    /// Written down unless said.
    pub source: Option<MetricSource>,
    /// The habit to follow, which says unit, direction and area where they are not given.
    pub habit: Option<HabitId>,
    pub area: Option<AreaId>,
    /// `#rrggbb`.
    pub colour: Option<String>,
}

/// What is aimed at: a value to reach in the metric's direction, or the ends of a band.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MetricAim {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Put away, or taken out again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ArchiveMetric {
    pub metric: MetricId,
    pub archived: bool,
}

/// A value to write down.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct LogMetric {
    pub metric: Option<MetricId>,
    /// Instead of its id: its name, or as much of the beginning as no other has.
    pub name: Option<String>,
    pub value: Option<f64>,
    /// Instead of the value: as a person writes it, `72.4kg`, `yes`, `1h30`.
    pub text: Option<String>,
    /// The moment; now unless said, or unknown where a day is said.
    pub at: Option<Timestamp>,
    /// The civil day; that of the moment unless said.
    pub day: Option<Day>,
    pub note: Option<String>,
}

/// A log, and what was reached by it for the first time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricLogged {
    pub log: MetricLog,
    pub metric: Metric,
    pub reached: Vec<MetricMilestone>,
}

/// Logs to read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportMetric {
    pub metric: MetricId,
    /// `day,moment,value,note` with a head of these names, or day and value alone.
    pub text: String,
}

/// What became of the lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricImported {
    pub added: usize,
    /// Lines that were there already.
    pub known: usize,
    pub reached: Vec<MetricMilestone>,
}

/// Logs as text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricTable {
    /// A name for a file.
    pub file: String,
    pub text: String,
}

fn list(tx: &ReadTx<'_>, ListMetrics { archived }: ListMetrics) -> Result<Vec<MetricRow>> {
    let wanted = store::all(tx)?.into_iter().filter(|metric| archived == Some(true) || !metric.archived);
    wanted.map(|metric| rows::row(tx, metric)).collect()
}

fn show(tx: &ReadTx<'_>, ShowMetric { metric, days: range }: ShowMetric) -> Result<MetricDetail> {
    let metric = store::get(tx, metric)?;
    require!(range != Some(0), "a range has at least one day");
    let today = tx.today()?;
    let from = range.map_or(days::EARLIEST, |range| days::before(today, range - 1));
    Ok(MetricDetail {
        days: days::between(tx, &metric, from, LATEST)?,
        milestones: milestones::of(tx, &metric)?,
        logs: store::count(tx, metric.id)?,
        today,
        row: rows::row(tx, metric)?,
    })
}

fn logs(tx: &ReadTx<'_>, query: MetricLogQuery) -> Result<MetricLogPage> {
    let metric = store::get(tx, query.metric)?;
    let limit = query.limit.unwrap_or(50).min(500);
    Ok(MetricLogPage {
        logs: store::logs(tx, metric.id, limit, query.offset.unwrap_or(0))?,
        total: store::count(tx, metric.id)?,
    })
}

fn analyse(tx: &ReadTx<'_>, AnalyseMetric { metric, days }: AnalyseMetric) -> Result<MetricAnalysis> {
    analyse::analyse(tx, &store::get(tx, metric)?, days)
}

fn correlations(tx: &ReadTx<'_>, query: CorrelationQuery) -> Result<MetricCorrelations> {
    correlations::correlations(tx, &query)
}

fn create(tx: &WriteTx<'_>, new: NewMetric) -> Result<Metric> {
    edit::create(tx, new)
}

fn update(tx: &WriteTx<'_>, patch: MetricPatch) -> Result<Metric> {
    edit::update(tx, patch)
}

fn archive(tx: &WriteTx<'_>, ArchiveMetric { metric, archived }: ArchiveMetric) -> Result<Metric> {
    let metric = Metric { archived, ..store::get(tx, metric)? };
    store::update(tx, &metric)?;
    tx.label(format!("{} {}", if archived { "Put away" } else { "Took out" }, metric.name));
    Ok(metric)
}

fn delete(tx: &WriteTx<'_>, id: MetricId) -> Result<()> {
    let metric = store::get(tx, id)?;
    tx.label(format!("Deleted the metric {}", metric.name));
    store::delete(tx, id)
}

/// Writes down a value in somebody's step; see the operation.
///
/// # Errors
/// The metric is not known or computed, the value does not suit it, or the day has not come.
pub fn log(tx: &WriteTx<'_>, new: LogMetric) -> Result<MetricLogged> {
    let metric = match (new.metric, &new.name) {
        (Some(id), _) => store::get(tx, id)?,
        (None, Some(name)) => named::find(tx, name)?,
        (None, None) => return Err(Error::invalid("say which metric: its id, or its name")),
    };
    edit::require_logged(&metric)?;
    let value = match (new.value, &new.text) {
        (Some(value), None) => value,
        (None, Some(text)) => said::amount(&metric, text)?,
        _ => return Err(Error::invalid(format!("say one value for {}, as a number or as a text", metric.name))),
    };
    said::check(&metric, value)?;
    let today = tx.today()?;
    let (day, at) = match (new.day, new.at) {
        (Some(day), at) => (day, at.or((day == today).then(|| tx.now()))),
        (None, Some(at)) => (days::day_of(tx, at)?, Some(at)),
        (None, None) => (today, Some(tx.now())),
    };
    csv::check_day(day, today)?;
    edit::check_moment(tx, day, at)?;
    let note = one_line(new.note.as_deref().unwrap_or_default(), NOTE);
    let mut log = MetricLog { id: MetricLogId(0), metric: metric.id, day, at, value, note };
    log.id = store::insert_log(tx, &log)?;
    tx.label(format!("Logged {} for {}", super::said_of::amount(&metric, value), metric.name));
    Ok(MetricLogged { log, reached: milestones::refresh(tx, &metric)?, metric })
}

fn edit_log(tx: &WriteTx<'_>, patch: EditMetricLog) -> Result<MetricLogged> {
    edit::log(tx, patch)
}

fn delete_log(tx: &WriteTx<'_>, id: MetricLogId) -> Result<()> {
    let log = store::get_log(tx, id)?;
    let metric = store::get(tx, log.metric)?;
    store::delete_log(tx, id)?;
    tx.label(format!("Deleted {} of {}", super::said_of::amount(&metric, log.value), metric.name));
    milestones::refresh(tx, &metric).map(drop)
}

fn import_csv(tx: &WriteTx<'_>, ImportMetric { metric, text }: ImportMetric) -> Result<MetricImported> {
    let metric = store::get(tx, metric)?;
    edit::require_logged(&metric)?;
    let (mut added, mut known) = (0, 0);
    let mut there: HashMap<(Day, Option<Timestamp>, u64, String), i64> = HashMap::new();
    for log in csv::read(tx, &metric, &text)? {
        // As many equal lines as are there already are those; more of them were measured besides.
        let left = match there.entry((log.day, log.at, log.value.to_bits(), log.note.clone())) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(store::count_equal(tx, &log)?),
        };
        if *left > 0 {
            *left -= 1;
            known += 1;
        } else {
            store::insert_log(tx, &log)?;
            added += 1;
        }
    }
    tx.label(format!("Imported {added} values of {}", metric.name));
    Ok(MetricImported { added, known, reached: milestones::refresh(tx, &metric)? })
}

fn export_csv(tx: &ReadTx<'_>, id: MetricId) -> Result<MetricTable> {
    let metric = store::get(tx, id)?;
    let mut logs = store::logs(tx, id, u32::MAX, 0)?;
    logs.reverse();
    let bare = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let file = format!("{}.csv", metric.name.to_lowercase().chars().map(bare).collect::<String>());
    Ok(MetricTable { file, text: csv::written(&logs) })
}
