//! `almanac plan`: work put into time.

use std::path::Path;
use std::time::Instant;

use almanac_core::clock::{Clock, SystemClock, TimeZone};
use almanac_core::planning::optimiser::{Problem, solve};
use almanac_core::types::Timestamp;
use almanac_core::{App, Error, Result};
use serde_json::{Value, json};

use crate::arguments::Plan;
use crate::print::{self, Output, field, safe};

/// More bytes than this are no problem of at most a thousand tasks.
const LARGEST: u64 = 64 << 20;

/// Plans the problem of a file, without a profile; the answer is JSON in any case.
pub(crate) fn problem(file: &Path) -> Result<()> {
    let unread = |error: std::io::Error| Error::invalid(format!("{} cannot be read: {error}", file.display()));
    let length = std::fs::metadata(file).map_err(unread)?.len();
    if length > LARGEST {
        return Err(Error::invalid(format!("{} is too large for a problem to plan", file.display())));
    }
    let text = std::fs::read_to_string(file).map_err(unread)?;
    let started = Instant::now();
    let plan = solve(&Problem::read(&text)?)?;
    let mut answer = serde_json::to_value(&plan)?;
    answer["took_ms"] = json!(started.elapsed().as_secs_f64() * 1000.0);
    print::json(&answer);
    Ok(())
}

/// Shows what planning a day or a week would change, and takes it over if asked to.
pub(crate) fn propose(app: &App, asked: &Plan, output: Output) -> Result<()> {
    let mut proposal = app.call("planning.propose", json!({ "day": asked.day, "week": asked.week }))?.data;
    let changes = proposal["changes"].clone();
    let any =
        ["new", "moved", "removed"].iter().any(|kind| changes[*kind].as_array().is_some_and(|all| !all.is_empty()));
    if asked.apply && any {
        proposal["applied"] = app.call("planning.apply", changes)?.data;
    }
    output.answer(&proposal, lines);
    Ok(())
}

fn lines(proposal: &Value) -> String {
    let zone = SystemClock.now().time_zone().clone();
    let list = |name: &str| proposal[name].as_array().cloned().unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    for block in list("blocks") {
        let sign = match field(&block, "change") {
            "new" => '+',
            "moved" => '~',
            _ => ' ',
        };
        let reasons: Vec<&str> = block["reasons"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let when = format!("{}–{}", said(&block["start"], "%a %H:%M", &zone), said(&block["end"], "%H:%M", &zone));
        lines.push(format!("{sign} {when}  {:<40}  {}", safe(field(&block, "title")), safe(&reasons.join("; "))));
    }
    for moved in list("moved").iter().filter(|moved| moved["to"].is_null()) {
        lines.push(format!(
            "- {}        {}",
            said(&moved["from"]["start"], "%a %H:%M", &zone),
            safe(field(moved, "title"))
        ));
    }
    for unplanned in list("unplanned") {
        lines.push(format!(
            "  no place         {:<40}  {}",
            safe(field(&unplanned, "title")),
            safe(field(&unplanned, "why"))
        ));
    }
    let drop: Vec<String> = list("drop").iter().map(|task| safe(field(task, "title"))).collect();
    if !drop.is_empty() {
        lines.push(format!("The others fit without: {}", drop.join(", ")));
    }
    if let Some(title) = proposal["shrink"]["title"].as_str() {
        let (from, to) = (&proposal["shrink"]["from"], &proposal["shrink"]["to"]);
        lines.push(format!("Or if {} takes {to} min, not {from}", safe(title)));
    }
    for guess in list("guesses") {
        let learnt = match (guess["p50"].as_u64(), guess["p80"].as_u64()) {
            (Some(p50), Some(p80)) => format!("{} alike took {p50} min, four of five at most {p80}", guess["n"]),
            _ => "nothing alike is finished yet".into(),
        };
        lines.push(format!(
            "  guessed {:>4} min  {:<40}  {learnt}",
            guess["minutes"].to_string(),
            safe(field(&guess, "title"))
        ));
    }
    if lines.is_empty() {
        lines.push("nothing to plan".into());
    }
    lines.join("\n")
}

fn said(moment: &Value, format: &str, zone: &TimeZone) -> String {
    let at = moment.as_i64().and_then(|at| Timestamp(at).zoned(zone).ok());
    at.map(|at| at.strftime(format).to_string()).unwrap_or_default()
}
