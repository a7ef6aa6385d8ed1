//! Models.

use std::sync::Arc;

use almanac_core::{App, Event, Result};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use crate::arguments::Models;
use crate::print::{Output, field};

pub(crate) fn run(app: &Arc<App>, command: &Models, output: Output) -> Result<()> {
    match command {
        Models::List => {
            let reply = app.call("models.list", Value::Null)?;
            output.answer(&reply.data, |models| {
                models.as_array().into_iter().flatten().map(shown).collect::<Vec<_>>().join("\n")
            });
        }
        Models::Pull { id } => {
            pull(app, id)?;
            output.answer(&json!({ "pulled": id }), |_| format!("{id} is on this computer"));
        }
        Models::Remove { id } => {
            app.call("models.remove", json!({ "id": id }))?;
            output.answer(&json!({ "removed": id }), |_| format!("{id} was removed"));
        }
        Models::Probe { id } => {
            let reply = app.call("models.probe", json!({ "id": id }))?;
            output.answer(&reply.data, |probe| serde_json::to_string_pretty(probe).unwrap_or_default());
        }
    }
    Ok(())
}

fn shown(model: &Value) -> String {
    let installed = if model["installed"] == true { "here" } else { "not here" };
    let active = if model["active"] == true { ", in use" } else { "" };
    let megabytes = model["bytes"].as_u64().unwrap_or(0) / 1_000_000;
    format!("{:<36} {:<6} {megabytes:>6} MB  {installed}{active}", field(model, "id"), field(model, "purpose"))
}

fn pull(app: &Arc<App>, id: &str) -> Result<()> {
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left") {
        bar.set_style(style);
    }
    let events = app.subscribe();
    let shown = bar.clone();
    std::thread::spawn(move || {
        for event in events {
            if let Event::Download { done, total, .. } = event {
                shown.set_length(total);
                shown.set_position(done);
            }
        }
    });
    let pulled = app.call("models.pull", json!({ "id": id }));
    bar.finish_and_clear();
    pulled.map(drop)
}
