//! Goals and projects: how far, how fast, how well.

use almanac_core::{App, Error, Result};
use serde_json::Value;

use crate::arguments::Goals;
use crate::print::{Output, field, safe};

pub(crate) fn goals(app: &App, command: Option<&Goals>, output: Output) -> Result<()> {
    let list = app.call("goals.list", Value::Null)?.data;
    match command {
        None => output.answer(&list, |lines| {
            let lines: Vec<String> = items(lines).map(goal_line).collect();
            if lines.is_empty() { "no goals yet".into() } else { lines.join("\n") }
        }),
        Some(Goals::Show { name }) => {
            let id = named(&list, &name.join(" "))?;
            let detail = app.call("goals.show", id)?.data;
            output.answer(&detail, explained);
        }
    }
    Ok(())
}

/// The goal of this name or number, or the only one whose name begins so.
fn named(list: &Value, name: &str) -> Result<Value> {
    let wanted = name.trim().to_lowercase();
    let name_of = |line: &Value| field(&line["goal"], "name").to_lowercase();
    let exact = items(list)
        .find(|line| name_of(line) == wanted || wanted.parse::<i64>().is_ok_and(|id| line["goal"]["id"] == id));
    if let Some(line) = exact {
        return Ok(line["goal"]["id"].clone());
    }
    let begun: Vec<&Value> = items(list).filter(|line| name_of(line).starts_with(&wanted)).collect();
    match begun.as_slice() {
        [line] => Ok(line["goal"]["id"].clone()),
        [] => {
            let names: Vec<&str> = items(list).map(|line| field(&line["goal"], "name")).collect();
            let there = if names.is_empty() { "there are none yet".to_owned() } else { names.join(", ") };
            Err(Error::invalid(format!("there is no goal {name}; goals: {there}")))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|line| field(&line["goal"], "name")).collect();
            Err(Error::invalid(format!("which one is meant: {}?", names.join(", "))))
        }
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// `[######----]  60 %`
fn bar(share: f64) -> String {
    let filled = (share.clamp(0.0, 1.0) * 10.0 + 1e-9).floor() as usize;
    format!("[{}{}] {:>3.0} %", "#".repeat(filled), "-".repeat(10 - filled), (share * 100.0 + 1e-9).floor())
}

fn goal_line(line: &Value) -> String {
    let goal = &line["goal"];
    let measured = line["measurable"] == true;
    let progress =
        if measured { bar(line["share"].as_f64().unwrap_or(0.0)) } else { format!("{:<18}", "no criteria yet") };
    let mut text = format!("{:>5}  {progress}  {}", goal["id"], safe(field(goal, "name")));
    if goal["status"] != "active" {
        text.push_str(&format!("  ({})", field(goal, "status")));
    }
    if let Some(says) = line["pace"]["says"].as_str() {
        text.push_str(&format!("  {says}"));
    }
    if let Some(target) = goal["target"].as_str() {
        text.push_str(&format!("  by {target}"));
    }
    if let Some(likely) = line["likely"].as_str() {
        text.push_str(&format!("  likely {likely}"));
    }
    if let (Some(percent), true) = (line["next_milestone"].as_u64(), measured) {
        text.push_str(&format!("  next {percent} %"));
    }
    text
}

fn explained(detail: &Value) -> String {
    let mut lines = vec![goal_line(&detail["line"])];
    for criterion in items(&detail["criteria"]) {
        lines.push(format!(
            "       {}  {}  {}",
            bar(criterion["share"].as_f64().unwrap_or(0.0)),
            safe(match field(criterion, "name") {
                "" => field(criterion, "kind"),
                name => name,
            }),
            field(criterion, "says")
        ));
    }
    for record in items(&detail["contributions"]) {
        let sign = if record["open"] == true { "open" } else { "adds" };
        let day = record["day"].as_str().unwrap_or("          ");
        let adds = record["adds"].as_f64().unwrap_or(0.0) * 100.0;
        lines.push(format!("{:>7}  {day}  {sign} {adds:>5.1} %  {}", "", safe(field(record, "title"))));
    }
    let forecast = &detail["forecast"];
    match (forecast["likely"].as_str(), forecast["none_because"].as_str()) {
        (Some(likely), _) => lines.push(format!(
            "forecast  {} to {}, likely {likely} (from {} weeks)",
            field(forecast, "earliest"),
            forecast["latest"].as_str().unwrap_or("open"),
            forecast["weeks"]
        )),
        (None, Some(because)) => lines.push(format!("forecast  none: {because}")),
        _ => {}
    }
    lines.join("\n")
}

pub(crate) fn projects(app: &App, output: Output) -> Result<()> {
    let reply = app.call("projects.overview", Value::Null)?;
    output.answer(&reply.data, |list| {
        let lines: Vec<String> = items(list).map(project_lines).collect();
        if lines.is_empty() { "no projects yet".into() } else { lines.join("\n") }
    });
    Ok(())
}

fn project_lines(line: &Value) -> String {
    let project = &line["project"];
    let words = |health: &Value| health.as_str().unwrap_or_default().replace('_', " ");
    let (done, open) = (project["done_tasks"].as_i64().unwrap_or(0), project["open_tasks"].as_i64().unwrap_or(0));
    let mut text = format!("{:>5}  {}  {done} of {} done", project["id"], safe(field(project, "name")), done + open);
    if project["status"] != "active" {
        text.push_str(&format!("  ({})", words(&project["status"])));
    }
    let computed = &line["computed"];
    if let Some(score) = computed["score"].as_f64() {
        text.push_str(&format!("  {} {score:.0}", words(&computed["health"])));
    }
    if let Some(target) = project["target"].as_str() {
        text.push_str(&format!("  by {target}"));
    }
    if let Some(likely) = line["likely"].as_str() {
        text.push_str(&format!("  likely {likely}"));
    }
    if let Some(disagree) = line["disagree"].as_str() {
        text.push_str(&format!("\n       {disagree}"));
    }
    for term in items(&computed["terms"]).filter(|term| term["takes"].as_f64().unwrap_or(0.0) > 0.0) {
        let takes = term["takes"].as_f64().unwrap_or(0.0);
        text.push_str(&format!("\n       -{takes:<4.0} {:<15} {}", words(&term["kind"]), field(term, "says")));
    }
    text
}
