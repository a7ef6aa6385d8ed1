//! `almanac rrule`: the occurrences of a recurrence rule, which needs no profile, or of a task that repeats.

use std::path::Path;

use almanac_core::calendar::{Rule, Series, words};
use almanac_core::clock::{Clock, SystemClock, TimeZone, Zoned};
use almanac_core::{App, Error, Result};
use serde_json::{Value, json};

use crate::arguments::Rrule;
use crate::print::{self, Output, field};

/// Without a number said, and without an end of the rule.
const SHOWN: usize = 10;

/// Shows the occurrences of a rule.
pub(crate) fn run(asked: &Rrule, output: Output) -> Result<()> {
    if let Some(batch) = &asked.batch {
        return lines(batch);
    }
    let zone = zone(asked.tz.as_deref())?;
    let rule: Rule = asked.rule.as_deref().unwrap_or_default().parse()?;
    let start = asked.dtstart.clone().unwrap_or_else(|| zone_now(&zone).date().to_string());
    let series = Series::from_ical([&*format!("DTSTART:{}", stamp(&start)), &*format!("RRULE:{rule}")], &zone)?;
    let found: Vec<Zoned> = series.occurrences().take(asked.count.unwrap_or(SHOWN)).collect();
    let said: Vec<String> = found.iter().map(|at| say(at, series.days)).collect();
    let value = json!({ "rule": rule.to_string(), "words": words(&rule, &zone), "occurrences": said });
    output.answer(&value, |_| if said.is_empty() { "never".into() } else { said.join("\n") });
    Ok(())
}

/// Shows the coming occurrences of a task that repeats.
pub(crate) fn of_task(app: &App, asked: &Rrule, output: Output) -> Result<()> {
    let preview = json!({ "task": asked.task, "count": asked.count.unwrap_or(SHOWN) });
    let reply = app.call("repeats.preview", preview)?;
    output.answer(&reply.data, |found| {
        let said = found["said"].as_array().into_iter().flatten().filter_map(Value::as_str);
        said.collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

/// Lines of `{"id", "rule", "dtstart", "tz", "count", "before"}`, or with `ical` instead of rule and start: a list of
/// `DTSTART`, `RRULE`, `EXRULE`, `RDATE` and `EXDATE` lines. Answers one JSON line each.
fn lines(file: &Path) -> Result<()> {
    for line in crate::tasks::lines(file)? {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let asked: Value = serde_json::from_str(&line).map_err(|error| Error::invalid(error.to_string()))?;
        print::json(&match occurrences(&asked) {
            Ok(found) => json!({ "id": asked["id"], "occurrences": found }),
            Err(error) => json!({ "id": asked["id"], "error": error.failure() }),
        });
    }
    Ok(())
}

fn occurrences(asked: &Value) -> Result<Vec<String>> {
    let zone = match field(asked, "tz") {
        "" | "floating" => TimeZone::UTC,
        name => zone(Some(name))?,
    };
    let ical: Vec<String> = match asked["ical"].as_array() {
        Some(lines) => lines.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None => vec![format!("DTSTART:{}", stamp(field(asked, "dtstart"))), format!("RRULE:{}", field(asked, "rule"))],
    };
    let series = Series::from_ical(ical.iter().map(String::as_str), &zone)?;
    let before = match field(asked, "before") {
        "" => None,
        text => {
            Some(text.parse::<almanac_core::clock::Timestamp>().map_err(|error| Error::invalid(error.to_string()))?)
        }
    };
    let count = asked["count"].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(1000);
    let found = series.occurrences().take_while(|at| before.is_none_or(|before| at.timestamp() <= before));
    Ok(found.take(count).map(|at| say(&at, series.days)).collect())
}

fn say(at: &Zoned, days: bool) -> String {
    at.strftime(if days { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S%:z" }).to_string()
}

/// `2026-11-21T09:00` as iCalendar writes it; what is written so already stays.
fn stamp(text: &str) -> String {
    let digits = text.replace(['-', ':'], "");
    if digits.len() == "20261121T0900".len() { format!("{digits}00") } else { digits }
}

fn zone(name: Option<&str>) -> Result<TimeZone> {
    match name {
        None => Ok(SystemClock.now().time_zone().clone()),
        Some(name) => TimeZone::get(name)
            .map_err(|_| Error::invalid(format!("the time zone {name} is not known; write one like Europe/Berlin"))),
    }
}

fn zone_now(zone: &TimeZone) -> Zoned {
    SystemClock.now().with_time_zone(zone.clone())
}
