//! An analysis in sentences, each with the number of days that it rests on.

use super::analyse::{MetricAnalysis, TrendLine};
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
            let (n, left) = (count(of.n), FEWEST.saturating_sub(of.n));
            said.push(format!("n = {n}: no trend is told below {FEWEST} days with a value; {left} more to go."));
        }
        Some(trend) if trend.significant => {
            let way = if trend.slope > 0.0 { "rises" } else { "falls" };
            let good = match metric.better(trend.slope) {
                Some(true) => ", the way you want it",
                Some(false) => ", away from where you want it",
                None => "",
            };
            let Pace { size, low, high, .. } = pace(metric, trend);
            let n = count(trend.n);
            said.push(format!("It {way} by {size} a week{good} (95 % between {low} and {high}, n = {n})."));
        }
        Some(trend) => {
            let Pace { signed, low, high, .. } = pace(metric, trend);
            let n = count(trend.n);
            said.push(format!(
                "No clear trend: {signed} a week could be chance (95 % between {low} and {high}, n = {n})."
            ));
        }
    }
    if let Some(more) = of.acceleration {
        let words = if more > 0.0 { "upwards" } else { "downwards" };
        said.push(format!("The pace has turned {words} by {} a week in the later half.", amount(metric, more.abs())));
    }
    if let Some(progress) = of.progress {
        if progress.met_now {
            said.push(format!("The target is met: {} of {} days.", count(progress.days_met), count(of.n)));
        } else {
            said.push(format!(
                "{} % of the way from {} to {}; now {} (middle of the last days).",
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
        let (now, best) = (count(of.streak.now as usize), count(of.streak.best as usize));
        said.push(format!("{now} days in a row with a value; the longest in this range is {best}."));
    }
    if let Some(days) = of.target_streak.filter(|streak| streak.best > 1) {
        let (now, best) = (count(days.now as usize), count(days.best as usize));
        said.push(format!("{now} days in a row on target; the longest in this range is {best}."));
    }
    match of.anomalies.as_slice() {
        [] => {}
        [one] => said.push(format!(
            "{} stands out: {} where about {} was to be expected.",
            date(one.day),
            amount(metric, one.value),
            amount(metric, one.expected)
        )),
        many => said.push(format!("{} days stand out from the days before them.", count(many.len()))),
    }
    said
}

/// The change a week and its interval, in the words of one sentence.
struct Pace {
    size: String,
    signed: String,
    low: String,
    high: String,
}

/// All three with as many digits as the smallest needs, and as tell the ends of the interval apart.
fn pace(metric: &Metric, trend: TrendLine) -> Pace {
    let [slope, low, high] = [trend.slope, trend.low, trend.high].map(|change| change * 7.0);
    let least = decimals(metric);
    let enough = |digits: usize| {
        [slope, low, high].iter().all(|&value| tells(value, digits))
            && (low == high || number(low, digits) != number(high, digits))
    };
    let digits = (least..least + 2).find(|&digits| enough(digits)).unwrap_or(least + 2);
    let signed = |value: f64| {
        let plus = if value > 0.0 { "+" } else { "" };
        format!("{plus}{}", with_unit(metric, &number(value, digits)))
    };
    let size = with_unit(metric, &number(slope.abs(), digits));
    Pace { size, signed: signed(slope), low: signed(low), high: signed(high) }
}

/// A value with its unit.
pub fn amount(metric: &Metric, value: f64) -> String {
    let digits = decimals(metric);
    with_unit(metric, &number(value, if tells(value, digits) { digits } else { digits + 2 }))
}

fn decimals(metric: &Metric) -> usize {
    usize::try_from(metric.decimals).unwrap_or(0)
}

fn with_unit(metric: &Metric, number: &str) -> String {
    let unit = match metric.kind {
        MetricKind::Duration => "min",
        _ => metric.unit.as_str(),
    };
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

/// Whether so many digits say more than nothing: what is rounded away entirely would read as nothing at all.
fn tells(value: f64, digits: usize) -> bool {
    value == 0.0 || format!("{value:.digits$}").contains(|digit: char| matches!(digit, '1'..='9'))
}

/// `−1,234.5`: thousands apart and a true minus, as the interface writes them.
fn number(value: f64, digits: usize) -> String {
    let plain = format!("{:.digits$}", value.abs());
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut said = String::new();
    if value < 0.0 {
        said.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said + rest
}

fn count(n: usize) -> String {
    number(n as f64, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Aggregation, MetricDirection, MetricId, MetricSource};

    fn metric(decimals: u32) -> Metric {
        Metric {
            id: MetricId(1),
            name: "M".into(),
            unit: "kg".into(),
            notes: String::new(),
            kind: MetricKind::Numeric,
            aggregation: Aggregation::Last,
            direction: MetricDirection::Down,
            target: None,
            scale_max: None,
            decimals,
            source: MetricSource::Logged,
            habit: None,
            area: None,
            colour: None,
            archived: false,
        }
    }

    #[test]
    fn an_amount_reads_as_in_the_interface() {
        for (decimals, value, words) in [
            (1, 72.4, "72.4 kg"),
            (1, -1234.56, "−1,234.6 kg"),
            (0, 999.4, "999 kg"),
            (0, 1_000_000.0, "1,000,000 kg"),
            (0, 0.0, "0 kg"),
            (1, 0.02, "0.020 kg"),
        ] {
            assert_eq!(amount(&metric(decimals), value), words);
        }
    }

    #[test]
    fn a_slope_and_its_interval_have_one_precision() {
        let words = |slope: f64, low: f64, high: f64| {
            let [slope, low, high] = [slope, low, high].map(|change| change / 7.0);
            let trend = TrendLine { slope, low, high, n: 60, tau: -0.5, p: 0.01, significant: true };
            let Pace { signed, low, high, .. } = pace(&metric(1), trend);
            [signed, low, high].join(" ")
        };
        assert_eq!(words(-0.7, -0.9, -0.5), "−0.7 kg −0.9 kg −0.5 kg");
        // One more digit where the flat end, or the width of the interval, would be rounded away.
        assert_eq!(words(-0.21, -0.4, -0.02), "−0.21 kg −0.40 kg −0.02 kg");
        assert_eq!(words(0.21, 0.19, 0.23), "+0.21 kg +0.19 kg +0.23 kg");
        assert_eq!(words(0.1, -0.1, 0.3), "+0.1 kg −0.1 kg +0.3 kg");
    }
}
