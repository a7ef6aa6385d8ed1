//! The registry and the data file.

use std::path::Path;
use std::process::ExitCode;

use almanac_core::{App, Error, Result, db};
use serde_json::{Value, json};

use crate::print::{self, Output, field, safe};

pub(crate) fn call(app: &App, operation: &str, input: Option<&str>, output: Output) -> Result<()> {
    let input = match input {
        None => Value::Null,
        Some(text) => {
            serde_json::from_str(text).map_err(|error| Error::invalid(format!("the input is not JSON: {error}")))?
        }
    };
    let reply = app.call(operation, input)?;
    output.answer(&reply.data, |data| serde_json::to_string_pretty(data).unwrap_or_default());
    Ok(())
}

pub(crate) fn operations(output: Output) -> Result<()> {
    let all: Vec<_> = almanac_core::operations::all().map(almanac_core::operations::Operation::describe).collect();
    let value = serde_json::to_value(&all)?;
    output.answer(&value, |all| {
        let shown = |one: &Value| {
            format!(
                "{:<28} {:<8} {:<11} {}",
                field(one, "name"),
                field(one, "kind"),
                field(one, "class"),
                field(one, "doc")
            )
        };
        all.as_array().into_iter().flatten().map(shown).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub(crate) fn export(app: &App) -> Result<()> {
    print::json(&app.call("data.export", Value::Null)?.data);
    Ok(())
}

pub(crate) fn backup(app: &App, file: &Path, output: Output) -> Result<()> {
    let path = std::path::absolute(file)?;
    let reply = app.call("data.backup", json!({ "path": path.display().to_string() }))?;
    output
        .answer(&reply.data, |made| format!("{} ({} bytes), read back and whole", field(made, "path"), made["bytes"]));
    Ok(())
}

pub(crate) fn restore(folder: &Path, file: &Path, output: Output) -> Result<()> {
    let kept = db::backup::restore(folder, file)?;
    let kept = kept.map(|path| path.display().to_string());
    output.answer(&json!({ "restored": file.display().to_string(), "kept": kept }), |_| match &kept {
        Some(kept) => format!("restored; the data file as it was is kept as {kept}"),
        None => "restored".into(),
    });
    Ok(())
}

/// Exit code 1 says that something wants a look.
pub(crate) fn doctor(app: &App, output: Output) -> Result<ExitCode> {
    let reply = app.call("data.doctor", Value::Null)?;
    output.answer(&reply.data, |diagnosis| {
        let shown = |check: &Value| {
            format!(
                "{} {}: {}",
                if check["ok"] == true { "ok  " } else { "LOOK" },
                field(check, "name"),
                safe(field(check, "detail"))
            )
        };
        diagnosis["checks"].as_array().into_iter().flatten().map(shown).collect::<Vec<_>>().join("\n")
    });
    Ok(if reply.data["ok"] == true { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
