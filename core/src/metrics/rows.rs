//! The list of metrics: each with its newest value, the month behind it, and an arrow only where the trend is real.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::analyse::trend;
use super::days::{self, LATEST, MetricDay};
use super::{Metric, MetricSource, statistics, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::types::Day;
use crate::words;

/// So many days are looked at for the trend.
const RECENT: u32 = 90;
/// Days of the small chart.
const MONTH: i64 = 30;
/// A change is told between the medians of so many days at both ends.
const EDGE: i64 = 7;

words! {
    /// Where a metric is going, when that is more than chance.
    MetricTrend { Rising = "rising", Falling = "falling" }
}

/// A metric as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricRow {
    #[serde(flatten)]
    pub metric: Metric,
    /// The newest day that has a value.
    pub last: Option<MetricDay>,
    /// The days with a value of the last 30.
    pub month: Vec<MetricDay>,
    /// The median of the last 7 days less that of the 7 days up to 30 days ago, where both have values.
    pub change_30: Option<f64>,
    /// Over the last 90 days; absent below 14 values or where it may be chance.
    pub trend: Option<MetricTrend>,
    /// Days in a row with a value, up to today or yesterday.
    pub streak: u32,
    /// Whether the newest value meets the target; absent without one.
    pub on_target: Option<bool>,
}

/// The row of one metric.
pub(super) fn row(tx: &ReadTx<'_>, metric: Metric) -> Result<MetricRow> {
    let today = tx.today()?;
    let recent = days::between(tx, &metric, days::before(today, RECENT - 1), LATEST)?;
    let last = match recent.last() {
        Some(day) => Some(*day),
        None => older(tx, &metric)?,
    };
    let now = days::number(today);
    let from = |first: i64, end: i64| -> Vec<f64> {
        let within = recent.iter().filter(|one| (first..end).contains(&(now - days::number(one.day))));
        within.map(|one| one.value).collect()
    };
    let (mut newest, mut then) = (from(0, EDGE), from(MONTH, MONTH + EDGE));
    let both = !newest.is_empty() && !then.is_empty();
    Ok(MetricRow {
        change_30: both.then(|| statistics::median(&mut newest) - statistics::median(&mut then)),
        trend: trend(&recent)
            .filter(|trend| trend.significant)
            .map(|trend| if trend.slope > 0.0 { MetricTrend::Rising } else { MetricTrend::Falling }),
        streak: streak(tx, &metric, &recent, today)?,
        on_target: metric.target.zip(last).map(|(target, last)| target.met(last.value)),
        month: recent.into_iter().filter(|one| now - days::number(one.day) < MONTH).collect(),
        last,
        metric,
    })
}

fn older(tx: &ReadTx<'_>, metric: &Metric) -> Result<Option<MetricDay>> {
    if metric.source != MetricSource::Logged {
        return Ok(None);
    }
    match store::last_day(tx, metric.id)? {
        Some(day) => Ok(store::days(tx, metric, day, day)?.pop()),
        None => Ok(None),
    }
}

/// A run that fills all the days that were looked at may be longer than they are.
fn streak(tx: &ReadTx<'_>, metric: &Metric, recent: &[MetricDay], today: Day) -> Result<u32> {
    let (current, _) = days::streak(recent, today, |_| true);
    if current + 1 < RECENT {
        return Ok(current);
    }
    Ok(days::streak(&days::between(tx, metric, days::EARLIEST, LATEST)?, today, |_| true).0)
}
