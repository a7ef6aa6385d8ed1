//! Habits: today's, ticking, skipping.

use almanac_core::{App, Error, Result};
use serde_json::{Value, json};

use crate::arguments::Habits;
use crate::print::{Output, field, safe};

pub(crate) fn run(app: &App, command: &Habits, output: Output) -> Result<()> {
    let reply = match command {
        Habits::Today => app.call("habits.today", Value::Null)?,
        Habits::Log { name, value, day } => {
            let habit = named(app, name)?;
            app.call("habits.log", json!({ "habit": habit, "value": value, "day": day }))?
        }
        Habits::Skip { name, day } => {
            let habit = named(app, name)?;
            app.call("habits.skip", json!({ "habit": habit, "day": day }))?
        }
    };
    output.answer(&reply.data, |answer| match answer.as_array() {
        Some([]) => "nothing is asked for today".into(),
        Some(habits) => lines(habits),
        None => lines(std::slice::from_ref(answer)),
    });
    Ok(())
}

/// The habit of this name, or the only one whose name begins so.
fn named(app: &App, name: &str) -> Result<Value> {
    let list = app.call("habits.list", json!({}))?.data;
    let wanted = name.trim().to_lowercase();
    let all: Vec<&Value> = list.as_array().into_iter().flatten().map(|one| &one["habit"]).collect();
    let lower = |habit: &Value| field(habit, "name").to_lowercase();
    if let Some(exact) = all.iter().find(|habit| lower(habit) == wanted) {
        return Ok(exact["id"].clone());
    }
    let fitting: Vec<&&Value> = all.iter().filter(|habit| lower(habit).starts_with(&wanted)).collect();
    let names = |habits: &[&&Value]| habits.iter().map(|habit| field(habit, "name")).collect::<Vec<_>>().join(", ");
    match fitting.as_slice() {
        [one] => Ok(one["id"].clone()),
        [] if all.is_empty() => Err(Error::invalid("there are no habits yet")),
        [] => Err(Error::invalid(format!(
            "no habit begins with {name}; habits: {}",
            names(&all.iter().collect::<Vec<_>>())
        ))),
        several => Err(Error::invalid(format!("{name} may be one of {}; write more of the name", names(several)))),
    }
}

fn lines(habits: &[Value]) -> String {
    let width = habits.iter().map(|one| field(&one["habit"], "name").chars().count()).max().unwrap_or(0).min(40);
    habits.iter().map(|one| line(one, width)).collect::<Vec<_>>().join("\n")
}

fn line(one: &Value, width: usize) -> String {
    let mark = match field(one, "today") {
        "done" => "x",
        "partial" => "~",
        "skipped" => "s",
        "paused" => "z",
        _ => " ",
    };
    let habit = &one["habit"];
    let amount = match (habit["target"].as_f64(), one["value"].as_f64()) {
        (Some(target), value) => {
            let of = if field(habit, "direction") == "at_most" { "of at most" } else { "of" };
            format!("  {} {of} {target} {}", value.unwrap_or(0.0), safe(field(habit, "unit")))
        }
        (None, _) => String::new(),
    };
    let streak = one["streak"].as_u64().unwrap_or(0);
    let unit = field(one, "streak_unit");
    let unit = if streak == 1 { unit.trim_end_matches('s') } else { unit };
    let strength = (one["strength"].as_f64().unwrap_or(0.0) * 100.0).round();
    let name = safe(field(habit, "name"));
    format!("[{mark}] {name:<width$}  {strength:>3}%  {streak} {unit}{}", amount.trim_end())
}
