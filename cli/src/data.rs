//! The registry and the data file.

use std::path::Path;
use std::process::ExitCode;

use almanac_core::{App, Error, Result, db};
use serde_json::{Value, json};

use crate::arguments::Derived;
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

pub(crate) fn backup(app: &App, file: Option<&Path>, output: Output) -> Result<()> {
    let path = file.map(std::path::absolute).transpose()?;
    let reply = app.call("data.backup", json!({ "path": path.map(|path| path.display().to_string()) }))?;
    output
        .answer(&reply.data, |made| format!("{} ({} bytes), read back and whole", field(made, "path"), made["bytes"]));
    Ok(())
}

pub(crate) fn backups(folder: &Path, output: Output) -> Result<()> {
    let found = serde_json::to_value(db::backup::list(folder))?;
    output.answer(&found, |found| {
        let shown = |one: &Value| {
            let note = one["problem"].as_str().map(|problem| format!("  {}", safe(problem))).unwrap_or_default();
            format!("{:<14} {:>12}  {}{note}", field(one, "reason"), one["bytes"].to_string(), safe(field(one, "path")))
        };
        found.as_array().into_iter().flatten().map(shown).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub(crate) fn verify(file: &Path, output: Output) -> Result<()> {
    let verified = serde_json::to_value(db::backup::verify(file)?)?;
    output.answer(&verified, |verified| {
        let how = if verified["by_manifest"] == true { "its manifest" } else { "the log of changes in it" };
        format!("whole: {} rows, compared with {how}", verified["rows"])
    });
    Ok(())
}

pub(crate) fn repair(app: &App, what: Derived, output: Output) -> Result<()> {
    let what = match what {
        Derived::Words => "words",
        Derived::Texts => "texts",
        Derived::Vectors => "vectors",
        Derived::Queue => "queue",
    };
    let reply = app.call("data.repair", json!({ "what": what }))?;
    output.answer(&reply.data, |_| "done; `almanac process` works what was queued".into());
    Ok(())
}

pub(crate) fn restore(folder: &Path, file: &Path, output: Output) -> Result<()> {
    let kept = db::restore::restore(folder, file)?;
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
