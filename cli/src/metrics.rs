//! Metrics: the list, and logging by name.

use almanac_core::{App, Result};
use serde_json::{Value, json};

use crate::arguments::Metrics;
use crate::print::{Output, field, safe};

pub(crate) fn run(app: &App, command: Option<&Metrics>, output: Output) -> Result<()> {
    match command {
        None => {
            let reply = app.call("metrics.list", json!({}))?;
            output.answer(&reply.data, list);
        }
        Some(Metrics::Log { name, value, day, note }) => {
            let text = value.join(" ");
            let reply = app.call("metrics.log", json!({ "name": name, "text": text, "day": day, "note": note }))?;
            output.answer(&reply.data, logged);
        }
    }
    Ok(())
}

fn list(rows: &Value) -> String {
    let rows: Vec<&Value> = rows.as_array().into_iter().flatten().collect();
    let wide = rows.iter().map(|row| field(row, "name").chars().count()).max().unwrap_or(0);
    let lines: Vec<String> = rows.into_iter().map(|row| line(row, wide)).collect();
    if lines.is_empty() { "no metrics".into() } else { lines.join("\n") }
}

fn line(row: &Value, wide: usize) -> String {
    let name = safe(field(row, "name"));
    let last = match row["last"]["value"].as_f64() {
        Some(value) => format!("{:>12}  {}", amount(row, value), field(&row["last"], "day")),
        None => format!("{:>12}  {:<10}", "–", ""),
    };
    // An arrow only where the trend is more than chance.
    let arrow = match row["trend"].as_str() {
        Some("rising") => "↗",
        Some("falling") => "↘",
        _ => " ",
    };
    let line = format!("{:>5}  {name:<wide$}  {last}  {arrow}  {}", row["id"], target(row));
    line.trim_end().to_owned()
}

fn target(row: &Value) -> String {
    let end = |name: &str| row["target"][name].as_f64().map(|value| amount(row, value));
    match (end("low"), end("high")) {
        (None, None) => String::new(),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (Some(low), Some(high)) => format!("{low} to {high}"),
    }
}

/// What was written down, and what it reached.
pub(crate) fn logged(made: &Value) -> String {
    let (log, metric) = (&made["log"], &made["metric"]);
    let value = amount(metric, log["value"].as_f64().unwrap_or_default());
    let mut lines = vec![format!("logged {value} for {} on {}", safe(field(metric, "name")), field(log, "day"))];
    lines.extend(made["reached"].as_array().into_iter().flatten().map(|reached| {
        let level = &reached["level"];
        match field(reached, "kind") {
            "streak" => format!("reached: {level} days in a row"),
            "improvement" => format!("reached: {level} % better than the first seven days"),
            _ => "reached: the target, for the first time".into(),
        }
    }));
    lines.join("\n")
}

/// A value with the metric's unit.
fn amount(metric: &Value, value: f64) -> String {
    let decimals = usize::try_from(metric["decimals"].as_u64().unwrap_or(0)).unwrap_or(0);
    match (field(metric, "kind"), safe(field(metric, "unit"))) {
        ("yes_no", _) => if value == 1.0 { "yes" } else { "no" }.into(),
        ("duration", _) => format!("{value:.0} min"),
        ("scale", _) => format!("{value} of {}", metric["scale_max"]),
        (_, unit) if unit.is_empty() => format!("{value:.decimals$}"),
        (_, unit) => format!("{value:.decimals$} {unit}"),
    }
}
