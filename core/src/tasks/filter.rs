//! The filter line of task lists: `is:open tag:home project:"Move house" p1 milk`, each word narrowing,
//! each negatable with a minus.

use rusqlite::types::Value;

use super::{TaskStatus, store};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::filter::{Term, terms};
use crate::types::Day;

/// A condition on `task` and its parameters.
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) params: Vec<Value>,
}

const KEYS: [&str; 9] = ["is", "tag", "project", "area", "due", "on", "done", "added", "text"];

/// Reads a filter line; an empty one finds the open tasks.
pub(super) fn read(tx: &ReadTx<'_>, line: &str) -> Result<Condition> {
    let today = tx.today()?;
    let mut condition = Condition { sql: String::new(), params: Vec::new() };
    let mut parts = Vec::new();
    let mut status_named = false;
    for term in terms(line, |key| KEYS.contains(&key)) {
        status_named |= matches!(term.key.as_deref(), Some("is" | "done"));
        let part = part(tx, &term, today, &mut condition.params)?;
        parts.push(if term.negated { format!("not ({part})") } else { part });
    }
    if !status_named {
        parts.push("status not in ('done', 'dropped')".into());
    }
    condition.sql = parts.join(" and ");
    Ok(condition)
}

fn part(tx: &ReadTx<'_>, term: &Term, today: Day, params: &mut Vec<Value>) -> Result<String> {
    let mut bind = |text: String| {
        params.push(Value::Text(text));
        format!("?{}", params.len())
    };
    Ok(match term.key.as_deref() {
        Some("is") => match term.value.to_lowercase().as_str() {
            "all" => "true".into(),
            "open" => "status not in ('done', 'dropped')".into(),
            "closed" => "status in ('done', 'dropped')".into(),
            "blocked" => store::BLOCKED.into(),
            "overdue" => {
                let today = bind(today.to_string());
                format!("status not in ('done', 'dropped') and (deadline_day < {today} or scheduled_day < {today})")
            }
            "today" => {
                let today = bind(today.to_string());
                format!("status not in ('done', 'dropped') and (scheduled_day = {today} or deadline_day = {today})")
            }
            word => match TaskStatus::from_word(word) {
                Some(status) => format!("status = '{}'", status.word()),
                None => {
                    return Err(Error::invalid(format!(
                        "is:{word} is not known; there are inbox, todo, doing, waiting, done, dropped, open, closed, blocked, overdue, today and all"
                    )));
                }
            },
        },
        Some("tag") => {
            let name = bind(term.value.trim_start_matches(['@', '#']).to_owned());
            format!(
                "exists (select 1 from task_tag join tag on tag.id = tag_id where task_id = task.id and tag.name = {name} collate nocase)"
            )
        }
        Some("project") => {
            let name = bind(term.value.clone());
            format!(
                "exists (select 1 from project where project.id = task.project_id and project.name = {name} collate nocase)"
            )
        }
        Some("area") => {
            let name = bind(term.value.clone());
            format!("exists (select 1 from area where area.name = {name} collate nocase and area.id = coalesce(task.area_id,
                (select p.area_id from project as p where p.id = task.project_id)))")
        }
        Some("due") => {
            let day: jiff::civil::Date = match term.value.as_str() {
                "today" => today.0,
                "tomorrow" => today.0.tomorrow().unwrap_or(today.0),
                text => text.parse().map_err(|_| {
                    Error::invalid(format!("due:{text} is not a day; write due:today, due:tomorrow or due:2026-12-31"))
                })?,
            };
            format!("deadline_day <= {}", bind(day.to_string()))
        }
        Some("on") => {
            let (from, until) = days("on", &term.value)?;
            let either = |column: &str, bind: &mut dyn FnMut(String) -> String| {
                let from = from.map(|day| format!("{column} >= {}", bind(day.to_string())));
                let until = until.map(|day| format!("{column} <= {}", bind(day.to_string())));
                let bounds: Vec<String> = [from, until].into_iter().flatten().collect();
                format!("({})", bounds.join(" and "))
            };
            format!("({} or {})", either("scheduled_day", &mut bind), either("deadline_day", &mut bind))
        }
        Some(key @ ("done" | "added")) => {
            let (from, until) = days(key, &term.value)?;
            let column = if key == "done" { "completed_at" } else { "created_at" };
            let mut bounds = vec![format!("{column} is not null")];
            if let Some(day) = from {
                bounds.push(format!("{column} >= {}", tx.began(day)?.0));
            }
            if let Some(next) = until.and_then(|day| day.0.tomorrow().ok()) {
                bounds.push(format!("{column} < {}", tx.began(Day(next))?.0));
            }
            format!("({})", bounds.join(" and "))
        }
        _ => match (term.quoted, term.value.as_str()) {
            (false, "p1" | "p2" | "p3" | "p4") => format!("priority = {}", &term.value[1..]),
            _ => {
                let like =
                    bind(format!("%{}%", term.value.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
                format!("(title like {like} escape '\\' or notes like {like} escape '\\')")
            }
        },
    })
}

/// A day, or days from and to: `2026-10-01`, `2026-10-01..2026-10-31`, `2026-10-01..`, `..2026-10-31`.
fn days(key: &str, value: &str) -> Result<(Option<Day>, Option<Day>)> {
    let day = |text: &str| text.parse().map(Day);
    let (from, until) = value.split_once("..").unwrap_or((value, value));
    let read = |text: &str| if text.is_empty() { Ok(None) } else { day(text).map(Some) };
    match (read(from), read(until)) {
        (Ok(from), Ok(until)) if from.is_some() || until.is_some() => Ok((from, until)),
        _ => Err(Error::invalid(format!(
            "{key}:{value} is not a day; write {key}:2026-12-31, or {key}:2026-12-01..2026-12-31 for all days between"
        ))),
    }
}
