//! `almanac ics`: calendar files in and out.

use std::path::Path;

use almanac_core::{App, Error, Result};
use serde_json::{Value, json};

use crate::arguments::Ics;
use crate::print::{self, Output, field, safe};

pub(crate) fn run(app: &App, command: &Ics, output: Output) -> Result<()> {
    match command {
        Ics::Import { file, tasks, preview } => {
            let path = std::path::absolute(file)?.display().to_string();
            let kind = if *tasks { "tasks" } else { "events" };
            let reply = app.call("ics.import", json!({ "path": path, "as": kind, "preview": preview }))?;
            output.answer(&reply.data, report);
            Ok(())
        }
        Ics::Export { file, from, until } => {
            let reply = app.call("ics.export", json!({ "from": from, "until": until }))?;
            write(file, field(&reply.data, "text"))?;
            output.answer(&json!({ "file": file.display().to_string(), "entries": reply.data["entries"] }), |made| {
                format!("{} entries in {}", made["entries"], file.display())
            });
            Ok(())
        }
    }
}

fn write(file: &Path, text: &str) -> Result<()> {
    if file == Path::new("-") {
        print::line(text.trim_end());
        return Ok(());
    }
    std::fs::write(file, text).map_err(|error| Error::invalid(format!("{}: {error}", file.display())))
}

/// `26 = 15 created + 0 merged + 11 skipped`, and what was skipped or guessed.
fn report(report: &Value) -> String {
    let list = |name: &str| report[name].as_array().cloned().unwrap_or_default();
    let (skipped, notes) = (list("skipped"), list("notes"));
    let mut text = format!(
        "{} = {} created + {} merged + {} skipped",
        report["total"],
        report["created"],
        report["merged"],
        skipped.len()
    );
    for one in skipped {
        text.push_str(&format!("\n  {}: {}", safe(field(&one, "what")), safe(field(&one, "why"))));
    }
    for one in notes {
        text.push_str(&format!("\n  note: {}: {}", safe(field(&one, "what")), safe(field(&one, "why"))));
    }
    text
}
