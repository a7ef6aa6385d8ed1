//! What the days of a metric say, with how many they are and how sure it is. Nothing is said of fewer than fourteen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::days::{self, LATEST, MetricDay};
use super::statistics::{FEWEST, anomalies, mann_kendall, mean, median, theil_sen};
use super::{Metric, MetricDirection, MetricId, MetricKind};
use crate::db::ReadTx;
use crate::error::Result;
use crate::require;
use crate::types::Day;

/// A trend is of the newest days, at most so many: the slopes of all pairs are compared.
const MOST: usize = 730;
/// A trend is told from chance at this level.
const LEVEL: f64 = 0.05;
/// The present level is the median of so many newest days, the first level that of as many oldest.
const EDGE: usize = 7;
/// Nothing is foretold beyond five years.
const HORIZON: f64 = 5.0 * 365.25;
/// The line is drawn on for so many days.
const AHEAD: i64 = 30;

/// Which days of which metric.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AnalyseMetric {
    pub metric: MetricId,
    /// So many days up to today; all of them unless said.
    #[serde(default)]
    pub days: Option<u32>,
}

/// A trend by the median of slopes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TrendLine {
    /// Change a day (Theil and Sen).
    pub slope: f64,
    /// The 95 % interval of the slope, wider where neighbouring days are alike.
    pub low: f64,
    pub high: f64,
    /// Days with a value that it rests on.
    pub n: usize,
    /// Kendall's tau, -1 to 1.
    pub tau: f64,
    /// How likely so strong a trend is by chance (Mann and Kendall, corrected for ties and, after Hamed and Rao, for
    /// likeness of neighbouring days).
    pub p: f64,
    /// Whether it is more than chance.
    pub significant: bool,
}

/// A day on the line of the trend.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TrendPoint {
    pub day: Day,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// A day that stands out from the days before it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricAnomaly {
    pub day: Day,
    pub value: f64,
    pub expected: f64,
    /// Robust distance in standard deviations.
    pub z: f64,
}

/// When the target will be met if the trend goes on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricForecast {
    pub day: Day,
    /// By the steep end of the trend's interval.
    pub earliest: Day,
    /// By its flat end; absent when that never gets there.
    pub latest: Option<Day>,
}

/// How far the way from the first days to the target is gone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricProgress {
    /// The median of the first days.
    pub from: f64,
    /// The median of the newest days.
    pub now: f64,
    pub to: f64,
    /// 0 to 1.
    pub part: f64,
    /// Days whose value met the target.
    pub days_met: usize,
    pub met_now: bool,
}

/// Days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricStreak {
    /// Up to today or yesterday.
    pub now: u32,
    pub best: u32,
}

/// Everything that is said about a metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricAnalysis {
    /// Days with a value in the range.
    pub n: usize,
    pub first: Option<Day>,
    pub last: Option<Day>,
    pub mean: Option<f64>,
    pub median: Option<f64>,
    pub lowest: Option<f64>,
    pub highest: Option<f64>,
    /// Absent below 14 days.
    pub trend: Option<TrendLine>,
    /// The line and its band, a few days ahead; empty without a trend.
    pub line: Vec<TrendPoint>,
    /// Change a week.
    pub velocity: Option<f64>,
    /// By how much the change a week differs between the later and the earlier half, with 14 days in each; absent when
    /// that may be chance.
    pub acceleration: Option<f64>,
    pub anomalies: Vec<MetricAnomaly>,
    /// Days in a row with a value.
    pub streak: MetricStreak,
    /// Days in a row that met the target.
    pub target_streak: Option<MetricStreak>,
    pub progress: Option<MetricProgress>,
    /// Absent unless a trend that is more than chance leads to the target.
    pub forecast: Option<MetricForecast>,
    /// The same in sentences, each with its n.
    pub sentences: Vec<String>,
}

/// Analyses a metric.
pub(super) fn analyse(tx: &ReadTx<'_>, metric: &Metric, range: Option<u32>) -> Result<MetricAnalysis> {
    require!(range != Some(0), "a range has at least one day");
    let today = tx.today()?;
    let from = range.map_or(days::EARLIEST, |range| days::before(today, range - 1));
    let days = days::between(tx, metric, from, LATEST)?;
    let values: Vec<f64> = days.iter().map(|day| day.value).collect();
    let some = |value: f64| (!values.is_empty()).then_some(value);
    let (lowest, highest) = (values.iter().copied().reduce(f64::min), values.iter().copied().reduce(f64::max));
    let (mean, middle) = (some(mean(&values)), some(median(&mut values.clone())));
    let recent = &days[days.len().saturating_sub(MOST)..];
    let trend = trend(recent);
    let line = fitted(recent, trend);
    let progress = progress(metric, &days);
    let streak = |(now, best)| MetricStreak { now, best };
    let mut analysis = MetricAnalysis {
        n: days.len(),
        first: days.first().map(|day| day.day),
        last: days.last().map(|day| day.day),
        mean,
        median: middle,
        lowest,
        highest,
        velocity: trend.map(|trend| trend.slope * 7.0),
        acceleration: acceleration(recent),
        anomalies: outstanding(metric, recent),
        streak: streak(days::streak(&days, today, |_| true)),
        target_streak: metric.target.map(|target| streak(days::streak(&days, today, |value| target.met(value)))),
        forecast: progress.and_then(|progress| forecast(today, trend?, &progress)),
        line: line.map(|line| drawn(&line, recent, today)).unwrap_or_default(),
        trend,
        progress,
        sentences: Vec::new(),
    };
    analysis.sentences = super::said_of::sentences(metric, &analysis);
    Ok(analysis)
}

/// The trend of days; none below fourteen.
pub(super) fn trend(days: &[MetricDay]) -> Option<TrendLine> {
    if days.len() < FEWEST {
        return None;
    }
    let values: Vec<f64> = days.iter().map(|day| day.value).collect();
    let plain = mann_kendall::test(&values);
    let inflation = inflation(&values);
    let test = plain.judged(inflation);
    let x: Vec<f64> = days.iter().map(|day| days::number(day.day) as f64).collect();
    let line = theil_sen::line(&x, &values, inflation)?;
    let sure = line.low > 0.0 || line.high < 0.0;
    Some(TrendLine {
        slope: line.slope,
        low: line.low,
        high: line.high,
        n: days.len(),
        tau: test.tau,
        p: test.p,
        significant: test.p < LEVEL && sure,
    })
}

/// How much autocorrelation inflates the variance, and never makes it smaller.
fn inflation(values: &[f64]) -> f64 {
    let steps: Vec<f64> = (0..values.len()).map(|at| at as f64).collect();
    let slope = theil_sen::line(&steps, values, 1.0).map_or(0.0, |line| line.slope);
    mann_kendall::inflation(values, slope).max(1.0)
}

fn fitted(days: &[MetricDay], trend: Option<TrendLine>) -> Option<theil_sen::Line> {
    let trend = trend?;
    let mut x: Vec<f64> = days.iter().map(|day| days::number(day.day) as f64).collect();
    let mut y: Vec<f64> = days.iter().map(|day| day.value).collect();
    let (x, y) = (median(&mut x), median(&mut y));
    Some(theil_sen::Line { slope: trend.slope, low: trend.low, high: trend.high, x, y })
}

/// The line from the first day with a value to some days after today.
fn drawn(line: &theil_sen::Line, days: &[MetricDay], today: Day) -> Vec<TrendPoint> {
    let Some(first) = days.first() else { return Vec::new() };
    let length = days::number(today) - days::number(first.day) + AHEAD;
    let points = (0..=length).filter_map(|at| {
        let day = days::after(first.day, at)?;
        let x = days::number(day) as f64;
        let (low, high) = line.between(x);
        Some(TrendPoint { day, value: line.at(x), low, high })
    });
    points.collect()
}

fn acceleration(days: &[MetricDay]) -> Option<f64> {
    let (early, late) = days.split_at(days.len() / 2);
    let (early, late) = (trend(early)?, trend(late)?);
    let apart = early.high < late.low || late.high < early.low;
    apart.then_some((late.slope - early.slope) * 7.0)
}

fn outstanding(metric: &Metric, days: &[MetricDay]) -> Vec<MetricAnomaly> {
    // A yes after many a no is no anomaly but the other of two answers.
    if metric.kind == MetricKind::YesNo {
        return Vec::new();
    }
    let grain = 10_f64.powi(-i32::try_from(metric.decimals).unwrap_or(0));
    let found = anomalies::outliers(&days::numbered(days), grain).into_iter();
    found
        .map(|one| MetricAnomaly { day: days[one.at].day, value: days[one.at].value, expected: one.expected, z: one.z })
        .collect()
}

fn progress(metric: &Metric, days: &[MetricDay]) -> Option<MetricProgress> {
    let target = metric.target?;
    let level = |part: &[MetricDay]| median(&mut part.iter().map(|day| day.value).collect::<Vec<_>>());
    let edge = EDGE.min(days.len());
    let (first, newest) = (level(days.get(..edge)?), level(&days[days.len() - edge..]));
    if days.is_empty() {
        return None;
    }
    let to = target.edge(first)?;
    let met_now = target.met(newest);
    let part = if met_now {
        1.0
    } else if to == first || target.met(first) {
        0.0
    } else {
        ((newest - first) / (to - first)).clamp(0.0, 1.0)
    };
    let days_met = days.iter().filter(|day| target.met(day.value)).count();
    Some(MetricProgress { from: first, now: newest, to: target.edge(newest).unwrap_or(to), part, days_met, met_now })
}

fn forecast(today: Day, trend: TrendLine, progress: &MetricProgress) -> Option<MetricForecast> {
    let left = progress.to - progress.now;
    if progress.met_now || !trend.significant || left * trend.slope <= 0.0 {
        return None;
    }
    let reached = |slope: f64| {
        let days = left / slope;
        (days.is_finite() && (0.0..=HORIZON).contains(&days)).then(|| days::after(today, days.ceil() as i64)).flatten()
    };
    let (steep, flat) = if left > 0.0 { (trend.high, trend.low) } else { (trend.low, trend.high) };
    Some(MetricForecast { day: reached(trend.slope)?, earliest: reached(steep)?, latest: reached(flat) })
}

impl Metric {
    /// Whether a change of this sign is for the better; nothing where neither is.
    pub(super) fn better(&self, change: f64) -> Option<bool> {
        match self.direction {
            MetricDirection::Up => Some(change > 0.0),
            MetricDirection::Down => Some(change < 0.0),
            MetricDirection::Hold => None,
        }
    }
}
