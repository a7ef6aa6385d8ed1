//! A value as a person writes it: `72.4kg`, `72,4`, `yes`, `1h30`.

use super::{Metric, MetricKind};
use crate::error::{Error, Result};
use crate::require;
use crate::types::one_line;

/// No measure of a person's life is larger, and sums of many stay exact enough.
const LARGEST: f64 = 1e12;
/// A log counts for one day.
const DAY: f64 = 1440.0;

/// Reads an amount of a metric, its unit included or not.
///
/// # Errors
/// It is no number, in another unit, or outside the metric's scale.
pub fn amount(metric: &Metric, text: &str) -> Result<f64> {
    let said = one_line(text, 100).to_lowercase();
    let value = match metric.kind {
        MetricKind::YesNo => yes_or_no(&said),
        MetricKind::Duration => minutes(&said),
        MetricKind::Numeric | MetricKind::Scale => number(metric, &said),
    };
    let value = value
        .ok_or_else(|| Error::invalid(format!("“{}” says nothing for {}: {}", said, metric.name, wanted(metric))))?;
    check(metric, value)?;
    Ok(value)
}

/// What a metric takes, in words.
fn wanted(metric: &Metric) -> String {
    match (metric.kind, metric.scale_max) {
        (MetricKind::YesNo, _) => "it takes yes or no".into(),
        (MetricKind::Duration, _) => "it takes a time such as 45, 45 min or 1h30".into(),
        (_, Some(top)) => format!("it takes a whole number from 1 to {top}"),
        _ if metric.unit.is_empty() => "it takes a number".into(),
        _ => format!("it takes a number in {}", metric.unit),
    }
}

/// Refuses what the metric cannot hold.
pub(super) fn check(metric: &Metric, value: f64) -> Result<()> {
    let name = &metric.name;
    require!(value.is_finite(), "this is no number that can be kept; {name}: {}", wanted(metric));
    require!(value.abs() <= LARGEST, "{value} is too large a number to keep for {name}");
    match metric.kind {
        MetricKind::YesNo => require!(value == 0.0 || value == 1.0, "{name} takes yes (1) or no (0), not {value}"),
        MetricKind::Duration => {
            require!((0.0..=DAY).contains(&value), "{name} is in minutes of a day, from 0 to 1440, not {value}");
        }
        MetricKind::Scale => {
            let top = metric.scale_max.unwrap_or(10);
            let fits = value.fract() == 0.0 && (1.0..=f64::from(top)).contains(&value);
            require!(fits, "{name} goes from 1 to {top} in whole numbers, and {value} is not among them");
        }
        MetricKind::Numeric => {}
    }
    Ok(())
}

fn yes_or_no(said: &str) -> Option<f64> {
    match said.trim_start_matches('+') {
        "yes" | "y" | "true" | "1" | "done" | "on" => Some(1.0),
        "no" | "n" | "false" | "0" | "off" => Some(0.0),
        _ => None,
    }
}

/// A number with a point or one comma, then the metric's unit or nothing.
fn number(metric: &Metric, said: &str) -> Option<f64> {
    let (digits, unit) = split(said);
    let own = unit.is_empty() || same_unit(metric, unit);
    own.then(|| decimal(digits)).flatten()
}

/// Where the number ends and its unit begins.
fn split(said: &str) -> (&str, &str) {
    let end = said.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '+' | '-' | '−'));
    let (digits, unit) = said.split_at(end.unwrap_or(said.len()));
    (digits.trim(), unit.trim())
}

fn decimal(digits: &str) -> Option<f64> {
    let plain = digits.trim_start_matches('+').replace('−', "-");
    // One comma and no point is a decimal comma; anything else with commas is too unsure to guess.
    let plain = if plain.matches(',').count() == 1 && !plain.contains('.') { plain.replace(',', ".") } else { plain };
    let shaped = plain.strip_prefix('-').unwrap_or(&plain).starts_with(|c: char| c.is_ascii_digit() || c == '.');
    shaped.then(|| plain.parse().ok()).flatten()
}

/// `45`, `45 min`, `1h30`, `1 h 30 min`, `1.5 hours`, `1:30`: minutes.
fn minutes(said: &str) -> Option<f64> {
    let said = said.trim_start_matches('+');
    if let Some((hours, rest)) = said.split_once(':') {
        let (hours, rest): (u32, u32) = (hours.trim().parse().ok()?, rest.trim().parse().ok()?);
        return (rest < 60).then(|| f64::from(hours * 60 + rest));
    }
    let (digits, rest) = split(said);
    let value = decimal(digits)?;
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (unit, rest) = rest.split_at(letters);
    let rest = rest.trim();
    match (in_minutes(unit)?, rest) {
        (each, "") => Some(value * each),
        (60.0, rest) => {
            let (digits, unit) = split(rest);
            (unit.is_empty() || in_minutes(unit) == Some(1.0)).then_some(value * 60.0 + decimal(digits)?)
        }
        _ => None,
    }
}

/// How many minutes a unit of time has; nothing said is minutes.
fn in_minutes(unit: &str) -> Option<f64> {
    match unit {
        "" | "m" | "min" | "mins" | "minute" | "minutes" => Some(1.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(60.0),
        _ => None,
    }
}

/// Whether a word is the metric's unit, in whatever letter case and number.
pub(super) fn same_unit(metric: &Metric, unit: &str) -> bool {
    let bare = |unit: &str| {
        let unit = unit.trim().to_lowercase();
        unit.strip_suffix('s').map_or(unit.clone(), str::to_owned)
    };
    match metric.kind {
        MetricKind::Duration => in_minutes(&unit.trim().to_lowercase()).is_some() && !unit.is_empty(),
        _ => !metric.unit.is_empty() && bare(&metric.unit) == bare(unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Aggregation, MetricDirection, MetricId, MetricSource};

    fn metric(kind: MetricKind, unit: &str) -> Metric {
        Metric {
            id: MetricId(1),
            name: "M".into(),
            unit: unit.into(),
            notes: String::new(),
            kind,
            aggregation: Aggregation::Last,
            direction: MetricDirection::Up,
            target: None,
            scale_max: (kind == MetricKind::Scale).then_some(5),
            decimals: 1,
            source: MetricSource::Logged,
            habit: None,
            area: None,
            colour: None,
            archived: false,
        }
    }

    #[test]
    fn people_write_numbers_in_many_ways() {
        let weight = metric(MetricKind::Numeric, "kg");
        for said in ["72.4", "72,4", "+72.4kg", "72.4 KG", " 72.4  kg "] {
            assert_eq!(amount(&weight, said).unwrap(), 72.4, "{said}");
        }
        assert_eq!(amount(&weight, "-3").unwrap(), -3.0);
        for wrong in ["", "kg", "72.4 lb", "1,234,5", "nan", "inf", "1e999", "--3", "7 2"] {
            assert!(amount(&weight, wrong).is_err(), "{wrong}");
        }
        let water = metric(MetricKind::Numeric, "glasses");
        assert_eq!(amount(&water, "1 glasses").unwrap(), 1.0);
    }

    #[test]
    fn a_duration_is_minutes() {
        let sleep = metric(MetricKind::Duration, "");
        for (said, minutes) in
            [("45", 45.0), ("45 min", 45.0), ("1h30", 90.0), ("1 h 30 min", 90.0), ("7.5 hours", 450.0), ("1:30", 90.0)]
        {
            assert_eq!(amount(&sleep, said).unwrap(), minutes, "{said}");
        }
        for wrong in ["25 h", "-5", "1:75", "3 days", "1h2h"] {
            assert!(amount(&sleep, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_scale_and_a_yes_have_their_bounds() {
        let mood = metric(MetricKind::Scale, "");
        assert_eq!(amount(&mood, "4").unwrap(), 4.0);
        for wrong in ["0", "6", "2.5", "yes"] {
            assert!(amount(&mood, wrong).is_err(), "{wrong}");
        }
        let ran = metric(MetricKind::YesNo, "");
        assert_eq!((amount(&ran, "Yes").unwrap(), amount(&ran, "no").unwrap()), (1.0, 0.0));
        assert!(amount(&ran, "2").is_err());
    }
}
