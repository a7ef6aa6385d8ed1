//! Web pages, import, and working the queue.

use std::time::Duration;

use almanac_core::jobs::{self, Tick, Turn};
use almanac_core::{App, Error, Result};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use crate::arguments::{Format, Import};
use crate::print::{Output, field, safe};

pub(crate) fn import(app: &App, import: &Import, output: Output) -> Result<()> {
    let absolute = |path: &std::path::PathBuf| std::path::absolute(path).map(|path| path.display().to_string());
    let paths = import.paths.iter().map(absolute).collect::<std::io::Result<Vec<_>>>()?;
    let reply = match (import.format, paths.as_slice()) {
        (Format::Files, paths) => app.call("knowledge.import_paths", json!({ "paths": paths }))?,
        (Format::Jsonl, [path]) => app.call("knowledge.import_lines", json!({ "path": path }))?,
        (Format::Jsonl, _) => return Err(Error::invalid("give one file of JSON lines at a time")),
    };
    output.answer(&reply.data, |report| {
        let skipped = report["skipped"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut text = format!(
            "{} = {} created + {} merged + {} skipped",
            report["total"],
            report["created"],
            report["merged"],
            skipped.len()
        );
        for skipped in skipped {
            text.push_str(&format!("\n  {}: {}", safe(field(skipped, "name")), safe(field(skipped, "reason"))));
        }
        text
    });
    Ok(())
}

/// Keeps web pages; they are fetched when the queue is worked.
pub(crate) fn clip(app: &App, urls: &[String], tags: &[String], output: Output) -> Result<()> {
    for url in urls {
        let reply = app.call("knowledge.clip", json!({ "url": url, "tags": tags }))?;
        output.answer(&reply.data, |item| {
            format!("{}  {}  {}", item["id"], safe(field(item, "title")), safe(field(item, "state")))
        });
    }
    if !output.json {
        eprintln!("almanac: the app fetches them, or `almanac process`");
    }
    Ok(())
}

/// Works the queue in this process, or watches while the app does.
pub(crate) fn process(app: &App, wait: bool, output: Output) -> Result<()> {
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}  {per_sec}  {eta} left  {msg}") {
        bar.set_style(style);
    }
    let mut status = status(app)?;
    bar.set_length(open(&status));
    let total = open(&status);
    let mut turn = None;
    loop {
        if turn.is_none() {
            turn = Turn::take(app)?;
        }
        let pause = match &turn {
            Some(_) => match jobs::tick_queue(app)? {
                Tick::Ran => None,
                Tick::Wait(None) => break,
                Tick::Wait(Some(_)) if !wait => break,
                Tick::Wait(Some(_)) => Some(Duration::from_millis(500)),
            },
            None if !wait => {
                eprintln!("almanac: another program is working the queue");
                break;
            }
            None => Some(Duration::from_millis(300)),
        };
        status = self::status(app)?;
        let left = open(&status);
        bar.set_length(total.max(left));
        bar.set_position(total.max(left) - left);
        bar.set_message(format!("{} of {} passages have vectors", status["embedded"], status["passages"]));
        let waits_for_model = status["jobs"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|job| !job["error"].is_null() && job["attempts"] == 0 && job["state"] == "queued");
        if left == 0 || (pause.is_some() && waits_for_model) {
            break;
        }
        if let Some(pause) = pause {
            std::thread::sleep(pause);
        }
    }
    bar.finish_and_clear();
    let status = self::status(app)?;
    output.answer(&status, |status| {
        let mut text = format!(
            "{} done, {} waiting, {} need attention; {} of {} passages have vectors",
            status["done"], status["queued"], status["needs_attention"], status["embedded"], status["passages"]
        );
        for job in status["jobs"].as_array().into_iter().flatten().filter(|job| !job["error"].is_null()).take(20) {
            text.push_str(&format!(
                "\n  {} {}: {}",
                field(job, "kind"),
                safe(field(job, "title")),
                safe(field(job, "error"))
            ));
        }
        text
    });
    Ok(())
}

fn status(app: &App) -> Result<Value> {
    Ok(app.call("processing.status", Value::Null)?.data)
}

fn open(status: &Value) -> u64 {
    ["queued", "running"].iter().filter_map(|state| status[state].as_u64()).sum()
}
