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
        Models::Servers => {
            let reply = app.call("servers.list", Value::Null)?;
            output.answer(&reply.data, |servers| {
                servers.as_array().into_iter().flatten().map(server).collect::<Vec<_>>().join("\n")
            });
        }
        Models::AddServer { name, address, key, unencrypted } => {
            let key = if *key { Some(std::io::read_to_string(std::io::stdin())?) } else { None };
            let input = json!({ "name": name, "address": address, "key": key, "unencrypted": unencrypted });
            output.answer(&app.call("servers.add", input)?.data, server);
        }
        Models::TestServer { name } => {
            let reply = app.call("servers.test", find(app, name)?)?;
            output.answer(&reply.data, |server| {
                let models = server["models"].as_array().into_iter().flatten().filter_map(Value::as_str);
                models.collect::<Vec<_>>().join("\n")
            });
        }
        Models::RemoveServer { name } => {
            app.call("servers.remove", find(app, name)?)?;
            output.answer(&json!({ "removed": name }), |_| format!("{name} was removed"));
        }
        Models::Hardware => {
            let reply = app.call("models.hardware", Value::Null)?;
            output.answer(&reply.data, |hardware| serde_json::to_string_pretty(hardware).unwrap_or_default());
        }
    }
    Ok(())
}

/// The id of the server of this name.
fn find(app: &Arc<App>, name: &str) -> Result<Value> {
    let servers = app.call("servers.list", Value::Null)?.data;
    let same = |server: &&Value| field(server, "name").eq_ignore_ascii_case(name);
    let found = servers.as_array().into_iter().flatten().find(same).map(|server| server["id"].clone());
    found.ok_or_else(|| almanac_core::Error::NotFound { what: "server", id: name.into() })
}

fn server(server: &Value) -> String {
    let key = match server["key"].as_str() {
        Some("keychain") => "key in the keychain",
        Some(_) => "key in a file that only you can read, not encrypted",
        None => "no key",
    };
    format!("{:<20} {}  {key}", field(server, "name"), field(server, "address"))
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
