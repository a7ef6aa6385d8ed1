//! Capture, tasks and history.

use std::io::{BufRead, IsTerminal};

use almanac_core::capture::language;
use almanac_core::clock::{Clock, SystemClock};
use almanac_core::types::Timestamp;
use almanac_core::{App, Error, Result};
use serde_json::{Value, json};

use crate::arguments::{Focus, Parse};
use crate::metrics;
use crate::print::{self, Output, field, safe};

pub(crate) fn capture(app: &App, text: &str, note: bool, output: Output) -> Result<()> {
    let kind = if note { "note" } else { "task" };
    let reply = app.call("capture.save", json!({ "text": text, "save_as": kind }))?;
    output.answer(&reply.data, |made| match (made["tasks"].as_array(), made["logs"].as_array()) {
        (Some(tasks), Some(logs)) if !(tasks.is_empty() && logs.is_empty()) => {
            tasks.iter().map(task_line).chain(logs.iter().map(metrics::logged)).collect::<Vec<_>>().join("\n")
        }
        _ => format!("note {}  {}", made["item"]["id"], safe(field(&made["item"], "title"))),
    });
    // It is kept already; only a person who looks at the answer wants to wait for a warning.
    if !note && !output.json && std::io::stdout().is_terminal() {
        let similar = app.call("capture.similar", json!({ "text": text }))?.data;
        let made: Vec<&Value> = reply.data["tasks"].as_array().into_iter().flatten().map(|task| &task["id"]).collect();
        for task in similar.as_array().into_iter().flatten().filter(|task| !made.contains(&&task["id"])) {
            eprintln!("almanac: this may be there already: {}", task_line(task).trim());
        }
    }
    Ok(())
}

pub(crate) fn list(app: &App, filter: &str, saved: Option<&str>, sort: Option<&str>, output: Output) -> Result<()> {
    let mut query = match saved {
        Some(name) => saved_query(app, name, filter)?,
        None => json!({ "filter": filter }),
    };
    if let Some(sort) = sort {
        query["sort"] = sort.into();
    }
    let reply = app.call("tasks.list", query)?;
    output.answer(&reply.data, |page| {
        let lines: Vec<String> = page["tasks"].as_array().into_iter().flatten().map(task_line).collect();
        match (lines.is_empty(), page["total"].as_u64().unwrap_or(0) as usize) {
            (true, _) => "no tasks".into(),
            (false, total) if total > lines.len() => format!("{}\n… {} more", lines.join("\n"), total - lines.len()),
            _ => lines.join("\n"),
        }
    });
    Ok(())
}

/// The query of a saved filter in its order, narrowed by what else was asked.
fn saved_query(app: &App, name: &str, filter: &str) -> Result<Value> {
    let list = app.call("filters.list", Value::Null)?.data;
    let all: Vec<&Value> = list.as_array().into_iter().flatten().collect();
    let named = all.iter().find(|one| field(one, "name").to_lowercase() == name.to_lowercase());
    let Some(saved) = named else {
        let names: Vec<&str> = all.iter().map(|one| field(one, "name")).collect();
        let there = if names.is_empty() { "there are none yet".to_owned() } else { names.join(", ") };
        return Err(Error::invalid(format!("there is no saved filter {name}; saved filters: {there}")));
    };
    let query = field(saved, "query");
    let both = match (query.is_empty(), filter.trim().is_empty()) {
        (true, _) => filter.to_owned(),
        (_, true) => query.to_owned(),
        _ => format!("({query}) ({filter})"),
    };
    Ok(json!({ "filter": both, "sort": saved["sort"], "group": saved["group"] }))
}

pub(crate) fn done(app: &App, ids: &[i64], output: Output) -> Result<()> {
    let reply = app.call("tasks.complete", json!({ "ids": ids }))?;
    output.answer(&reply.data, |tasks| {
        tasks.as_array().into_iter().flatten().map(done_line).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub(crate) fn skip(app: &App, ids: &[i64], output: Output) -> Result<()> {
    let reply = app.call("tasks.skip", json!({ "ids": ids }))?;
    output.answer(&reply.data, |tasks| {
        tasks.as_array().into_iter().flatten().map(task_line).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub(crate) fn focus(app: &App, command: Option<&Focus>, output: Output) -> Result<()> {
    let reply = match command {
        None => app.call("focus.running", Value::Null)?,
        Some(Focus::Start { task, minutes }) => app.call("focus.start", json!({ "task": task, "minutes": minutes }))?,
        Some(Focus::Stop { minutes }) => app.call("focus.stop", json!({ "minutes": minutes }))?,
        Some(Focus::Discard) => app.call("focus.discard", Value::Null)?,
    };
    output.answer(&reply.data, |focus| {
        let title = safe(focus["task"]["title"].as_str().unwrap_or("a deleted task"));
        match (focus.is_object(), focus["ended_at"].is_i64()) {
            (false, _) => "no timer is running".into(),
            (true, true) => format!("logged {} min for {title}", focus["logged_minutes"]),
            (true, false) => format!("the timer runs for {title}, since {}", local_time(&focus["started_at"])),
        }
    });
    Ok(())
}

/// A moment of the log as the person's clock showed it.
pub(crate) fn local_time(at: &Value) -> String {
    let at = at.as_i64().and_then(|at| Timestamp(at).zoned(SystemClock.now().time_zone()).ok());
    at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

/// A task that was completed; of a repeating one the next date.
fn done_line(task: &Value) -> String {
    if task["status"] == "done" {
        return task_line(task);
    }
    let day = task["scheduled"]["day"].as_str().or(task["deadline"]["day"].as_str()).unwrap_or_default();
    format!(
        "{:>5}  [x] {}  next on {day} ({})",
        task["id"],
        safe(field(task, "title")),
        field(&task["repeat"], "words")
    )
}

pub(crate) fn history(app: &App, operation: &str, output: Output) -> Result<()> {
    let reply = app.call(operation, Value::Null)?;
    output.answer(&reply.data, |step| {
        let verb = if operation == "history.undo" { "undid" } else { "redid" };
        format!("{verb}: {}", safe(field(step, "label")))
    });
    Ok(())
}

pub(crate) fn activity(app: &App, limit: u32, output: Output) -> Result<()> {
    let reply = app.call("history.activity", json!({ "limit": limit }))?;
    output.answer(&reply.data, |steps| {
        let lines: Vec<String> = steps.as_array().into_iter().flatten().map(step_line).collect();
        if lines.is_empty() { "nothing was done yet".into() } else { lines.join("\n") }
    });
    Ok(())
}

fn step_line(step: &Value) -> String {
    let at = local_time(&step["at"]);
    let undone = if step["undone"] == true { "  (undone)" } else { "" };
    format!("{:>5}  {at}  {:<10}  {}{undone}", step["id"], field(step, "actor"), safe(field(step, "label")))
}

fn task_line(task: &Value) -> String {
    let mut line = format!(
        "{:>5}  [{}] {}",
        task["id"],
        if task["status"] == "done" { "x" } else { " " },
        safe(field(task, "title"))
    );
    if let Some(day) = task["scheduled"]["day"].as_str() {
        line.push_str(&format!("  {day}"));
    }
    if let Some(day) = task["deadline"]["day"].as_str() {
        line.push_str(&format!("  due {day}"));
    }
    if let Some(words) = task["repeat"]["words"].as_str() {
        line.push_str(&format!("  ({words})"));
    }
    if let Some(priority) = task["priority"].as_u64() {
        line.push_str(&format!("  p{priority}"));
    }
    for tag in task["tags"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        line.push_str(&format!("  @{}", safe(tag)));
    }
    line
}

/// Shows how lines are understood. Needs no profile.
pub(crate) fn parse(arguments: &Parse, output: Output) -> Result<()> {
    let Some(batch) = &arguments.batch else {
        let parsed = language::parse(&arguments.text.join(" "), &moment(arguments.now.as_deref())?);
        let value = serde_json::to_value(&parsed)?;
        output.answer(&value, |value| serde_json::to_string_pretty(value).unwrap_or_default());
        return Ok(());
    };
    for line in lines(batch)? {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let asked: Value = serde_json::from_str(&line).map_err(|error| Error::invalid(error.to_string()))?;
        let now = moment(asked["now"].as_str().or(arguments.now.as_deref()))?;
        let parsed = serde_json::to_value(language::parse(field(&asked, "text"), &now))?;
        let mut answer = json!({ "id": asked["id"] });
        if let (Some(answer), Some(parsed)) = (answer.as_object_mut(), parsed.as_object()) {
            answer.extend(parsed.clone());
        }
        print::json(&answer);
    }
    Ok(())
}

fn moment(now: Option<&str>) -> Result<almanac_core::clock::Zoned> {
    match now {
        None => Ok(SystemClock.now()),
        Some(text) => text.parse().map_err(|_| {
            Error::invalid(format!("{text} is not a moment; write one like 2026-11-21T10:00:00+01:00[Europe/Berlin]"))
        }),
    }
}

/// The lines of a file.
pub(crate) fn lines(path: &std::path::Path) -> Result<impl Iterator<Item = std::io::Result<String>> + use<>> {
    let file = std::fs::File::open(path).map_err(|error| Error::invalid(format!("{}: {error}", path.display())))?;
    Ok(std::io::BufReader::new(file).lines())
}
