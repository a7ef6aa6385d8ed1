//! What is seen of the data from outside the pages: enough for the tray's menu.

use almanac_core::App;
use serde::Deserialize;
use serde_json::Value;

/// How many tasks are offered.
const TASKS: usize = 5;

/// What the menu shows of the data.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Glance {
    /// The next tasks of today: their ids and titles.
    pub(crate) tasks: Vec<(i64, String)>,
    /// The title of the task whose timer runs; empty when the task is gone.
    pub(crate) focus: Option<String>,
    /// Whether background work is paused; unknown while it cannot be asked.
    pub(crate) paused: Option<bool>,
    /// The tables that it was read from.
    pub(crate) tables: Vec<String>,
}

impl Glance {
    /// Looks at the data as they are now.
    pub(crate) fn of(core: &App) -> Self {
        let mut glance = Self::default();
        if let Ok(reply) = core.call("today.show", Value::Null) {
            glance.tables.extend(reply.tables);
            glance.tasks = serde_json::from_value(reply.data).map(next_of).unwrap_or_default();
        }
        if let Ok(reply) = core.call("focus.running", Value::Null) {
            glance.tables.extend(reply.tables);
            glance.focus =
                reply.data.is_object().then(|| reply.data["task"]["title"].as_str().unwrap_or_default().into());
        }
        if let Ok(reply) = core.call("processing.status", Value::Null) {
            glance.tables.extend(reply.tables);
            glance.paused = reply.data["paused"].as_bool();
        }
        glance
    }
}

/// The lists of today that hold work to do, in the order in which the page shows them.
#[derive(Deserialize)]
struct Today {
    overdue: Vec<Line>,
    scheduled: Vec<Line>,
    due: Vec<Line>,
    next: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    id: i64,
    title: String,
}

/// The first few tasks, each once.
fn next_of(today: Today) -> Vec<(i64, String)> {
    let mut tasks: Vec<(i64, String)> = Vec::new();
    for line in [today.overdue, today.scheduled, today.due, today.next].into_iter().flatten() {
        if tasks.len() < TASKS && tasks.iter().all(|(id, _)| *id != line.id) {
            tasks.push((line.id, line.title));
        }
    }
    tasks
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_menu_offers_the_first_five_tasks_each_once() {
        let line = |id: i64| json!({ "id": id, "title": format!("task {id}"), "notes": "" });
        let today = json!({
            "day": "2026-11-21", "overdue": [line(1)], "scheduled": [line(2), line(1)], "due": [line(3)],
            "next": [line(4), line(5), line(6)], "done": [line(9)], "inbox": 0,
        });
        let tasks = next_of(serde_json::from_value(today).expect("the shape of today.show"));
        assert_eq!(tasks.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }
}
