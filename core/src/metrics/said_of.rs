//! An analysis in sentences, each with the number of days that it rests on.

use super::analyse::MetricAnalysis;
use super::statistics::FEWEST;
use super::{Metric, MetricKind};
use crate::types::Day;

/// `12 Jan 2027`.
fn date(day: Day) -> String {
    day.0.strftime("%-d %b %Y").to_string()
}

/// The sentences, the most important first.
pub(super) fn sentences(metric: &Metric, of: &MetricAnalysis) -> Vec<String> {
    let mut said = Vec::new();
    if of.n == 0 {
        return vec!["No values in this range yet.".into()];
    }
    match of.trend {
        None => {
            let (n, left) = (of.n, FEWEST.saturating_sub(of.n));
            said.push(format!("n = {n}: no trend is told below {FEWEST} days with a value; {left} more to go."));
        }
        Some(trend) if trend.significant => {
            let way = if trend.slope > 0.0 { "rises" } else { "falls" };
            let good = match metric.better(trend.slope) {
                Some(true) => ", the way you want it",
                Some(false) => ", away from where you want it",
                None => "",
            };
            said.push(format!(
                "It {way} by {} a week{good} (95 % between {} and {}, n = {}).",
                amount(metric, (trend.slope * 7.0).abs()),
                signed(metric, trend.low * 7.0),
                signed(metric, trend.high * 7.0),
                trend.n
            ));
        }
        Some(trend) => said.push(format!(
            "No clear trend: {} a week could be chance (95 % between {} and {}, n = {}).",
            signed(metric, trend.slope * 7.0),
            signed(metric, trend.low * 7.0),
            signed(metric, trend.high * 7.0),
            trend.n
        )),
    }
    if let Some(more) = of.acceleration {
        let words = if more > 0.0 { "upwards" } else { "downwards" };
        said.push(format!("The pace has turned {words} by {} a week in the later half.", amount(metric, more.abs())));
    }
    if let Some(progress) = of.progress {
        if progress.met_now {
            said.push(format!("The target is met: {} of {} days.", progress.days_met, of.n));
        } else {
            said.push(format!(
                "{} % of the way from {} to {}; now {}.",
                (progress.part * 100.0).round(),
                amount(metric, progress.from),
                amount(metric, progress.to),
                amount(metric, progress.now)
            ));
        }
    }
    if let Some(forecast) = of.forecast {
        let until = match forecast.latest {
            Some(latest) => format!("between {} and {}", date(forecast.earliest), date(latest)),
            None => format!("not before {}, and perhaps never", date(forecast.earliest)),
        };
        said.push(format!("If that goes on, the target is met about {} ({until}).", date(forecast.day)));
    }
    if of.streak.now > 1 || of.streak.best > 1 {
        said.push(format!("{} days in a row with a value; the longest run is {}.", of.streak.now, of.streak.best));
    }
    if let Some(days) = of.target_streak.filter(|streak| streak.best > 1) {
        said.push(format!("{} days in a row on target; the longest run is {}.", days.now, days.best));
    }
    match of.anomalies.as_slice() {
        [] => {}
        [one] => said.push(format!(
            "{} stands out: {} where about {} was to be expected.",
            date(one.day),
            amount(metric, one.value),
            amount(metric, one.expected)
        )),
        many => said.push(format!("{} days stand out from the days before them.", many.len())),
    }
    said
}

/// A value with its unit.
pub fn amount(metric: &Metric, value: f64) -> String {
    let decimals = usize::try_from(metric.decimals).unwrap_or(0);
    let unit = match metric.kind {
        MetricKind::Duration => "min",
        _ => metric.unit.as_str(),
    };
    // What is rounded away entirely would read as nothing at all.
    let small = value != 0.0 && value.abs() < 0.5 * 10_f64.powi(-(decimals as i32));
    let number = format!("{value:.*}", if small { decimals + 2 } else { decimals });
    let number = number.strip_prefix('-').map_or(number.clone(), |digits| format!("−{digits}"));
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

fn signed(metric: &Metric, value: f64) -> String {
    if value > 0.0 { format!("+{}", amount(metric, value)) } else { amount(metric, value) }
}
