//! What the pages that are opened most often ask the core, over a made-up life of five years.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use almanac_core::App;
use serde_json::{Value, json};

use super::{Contestant, Round, data};

/// Makes the life unless it is there. `n` is how many tasks it has: 1,000, 10,000 or 100,000.
pub(crate) fn make_life(folder: &Path, n: usize) {
    let size = match n {
        ..=1_000 => "small",
        1_001..=10_000 => "medium",
        _ => "large",
    };
    data::once(folder, "life.complete", || {
        let _ = std::fs::remove_dir_all(life(folder));
        let app = data::open(&life(folder));
        app.call("samples.life", json!({ "seed": 7, "years": 5, "size": size })).unwrap();
        app.stop();
    });
}

fn life(folder: &Path) -> PathBuf {
    folder.join("life")
}

/// One page.
pub(crate) struct Page {
    app: Arc<App>,
    questions: Vec<(&'static str, Value)>,
}

impl Page {
    /// What the page `name` asks when it is opened.
    pub(crate) fn open(folder: &Path, name: &str) -> Self {
        let questions = match name {
            "today" => vec![("today.show", Value::Null)],
            "tasks" => vec![("tasks.list", json!({ "sort": "urgency", "limit": 100 }))],
            "every-task" => vec![("tasks.list", json!({ "sort": "urgency", "limit": 100, "filter": "is:all" }))],
            "habits" => vec![("habits.list", Value::Null)],
            "metrics" => vec![("metrics.list", json!({}))],
            "goals" => vec![("goals.list", Value::Null)],
            "rewards" => vec![("wallet.show", json!({})), ("rewards.list", Value::Null)],
            "review" => vec![("review.week", json!({}))],
            other => panic!("there is no page {other}"),
        };
        Self { app: data::open(&life(folder)), questions }
    }
}

impl Contestant for Page {
    fn round(&mut self) -> Round {
        const TIMES: usize = 5;
        for _ in 0..TIMES {
            for (name, input) in &self.questions {
                self.app.call(name, input.clone()).unwrap();
            }
        }
        Round { units: TIMES, answers: Vec::new(), waits: Vec::new() }
    }
}
