//! The data file as a whole: where it is, whether it is well, copies of it, and everything in it as JSON.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::db::ReadTx;
use crate::db::backup::Backup;
use crate::error::{Error, Result};
use crate::operations::Call;
use crate::{operations, processing, settings};

operations! { "data";
    /// This program, its data file and how to capture from a command line.
    action[read] about(()) -> About;
    /// Checks the data file, the indexes, the queue and the models. Changes nothing.
    action[read] doctor(()) -> Diagnosis;
    /// Writes a verified copy of the data file.
    action backup(BackupTo) -> Backup;
    /// Every row that a person made, as JSON by table.
    action[read] export(()) -> Value;
}

/// This program and where things are.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct About {
    pub version: String,
    pub data_file: String,
    /// The data file's size.
    pub bytes: u64,
    pub models_folder: String,
    /// To bind to a key where the desktop gives no global shortcuts.
    pub capture_command: String,
    /// Why the global shortcut does not work, where a window is asked.
    pub shortcut_error: Option<String>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Check {
    pub name: String,
    pub ok: bool,
    pub detail: String,
}

/// What the doctor found.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Diagnosis {
    pub ok: bool,
    pub checks: Vec<Check>,
}

/// Where to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupTo {
    /// A file that does not exist yet.
    pub path: String,
}

fn about(call: &Call<'_>, (): ()) -> Result<About> {
    let file = call.app.db.path();
    Ok(About {
        version: env!("CARGO_PKG_VERSION").into(),
        data_file: file.display().to_string(),
        bytes: std::fs::metadata(file)?.len(),
        models_folder: call.app.config.data_dir.join("models").display().to_string(),
        capture_command: "almanac capture \"…\"".into(),
        shortcut_error: None,
    })
}

fn backup(call: &Call<'_>, BackupTo { path }: BackupTo) -> Result<Backup> {
    call.app.db.backup(Path::new(&path))
}

fn doctor(call: &Call<'_>, (): ()) -> Result<Diagnosis> {
    let mut checks = call.app.db.read(|tx| {
        Ok(vec![integrity(tx)?, foreign_keys(tx)?, full_text(tx)?, originals(tx)?, vectors(tx)?, queue(tx)?])
    })?;
    checks.push(match call.app.models.embedder(call.app) {
        Ok(embedder) => check("embedding model", true, format!("{} is here", embedder.id())),
        Err(error) => check("embedding model", false, error.to_string()),
    });
    Ok(Diagnosis { ok: checks.iter().all(|check| check.ok), checks })
}

fn check(name: &str, ok: bool, detail: impl Into<String>) -> Check {
    Check { name: name.into(), ok, detail: detail.into() }
}

fn integrity(tx: &ReadTx<'_>) -> Result<Check> {
    let verdicts: Vec<String> = tx.all("pragma integrity_check(5)", [], |row| row.get(0))?;
    let ok = verdicts == ["ok"];
    Ok(check(
        "data file",
        ok,
        if ok { "whole".into() } else { format!("damaged: {}. Restore a backup", verdicts.join("; ")) },
    ))
}

fn foreign_keys(tx: &ReadTx<'_>) -> Result<Check> {
    let broken = tx.all("pragma foreign_key_check", [], |row| row.get::<_, String>(0))?.len();
    Ok(check(
        "references",
        broken == 0,
        if broken == 0 { "all lead somewhere".into() } else { format!("{broken} lead nowhere") },
    ))
}

fn full_text(tx: &ReadTx<'_>) -> Result<Check> {
    let passages: i64 = tx.one("select count(*) from passage", [], |row| row.get(0))?;
    let indexed: i64 = tx.one("select count(*) from passage_fts_docsize", [], |row| row.get(0))?;
    Ok(check("word index", passages == indexed, format!("{indexed} of {passages} passages")))
}

fn originals(tx: &ReadTx<'_>) -> Result<Check> {
    let blobs: Vec<(String, String)> = tx.all(
        "select item.blob, item.title from item left join blob on blob.hash = item.blob where blob.hash is null limit 100",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut damaged: Vec<String> = blobs.into_iter().map(|(_, title)| title).collect();
    let hashes: Vec<String> = tx.all("select hash from blob", [], |row| row.get(0))?;
    for hash in &hashes {
        let bytes: Vec<u8> = tx.one("select bytes from blob where hash = ?1", [hash], |row| row.get(0))?;
        if blake3::hash(&bytes).to_hex().as_str() != hash {
            damaged.extend(tx.all("select title from item where blob = ?1", [hash], |row| row.get::<_, String>(0))?);
        }
    }
    Ok(match damaged.as_slice() {
        [] => check("originals", true, format!("{} are as they came", hashes.len())),
        titles => check("originals", false, format!("missing or changed: {}", titles.join(", "))),
    })
}

fn vectors(tx: &ReadTx<'_>) -> Result<Check> {
    let model = settings::read(tx)?.embed_model;
    let coverage = crate::search::index::coverage(tx, model.trim_start_matches("builtin:"))?;
    let waiting = processing::status(tx, ())?.queued > 0;
    Ok(check(
        "vectors",
        coverage.embedded == coverage.passages || waiting,
        format!(
            "{} of {} passages{}",
            coverage.embedded,
            coverage.passages,
            if waiting { ", the rest is in the queue" } else { "" }
        ),
    ))
}

fn queue(tx: &ReadTx<'_>) -> Result<Check> {
    let status = processing::status(tx, ())?;
    Ok(check(
        "queue",
        status.needs_attention == 0,
        format!("{} wait, {} done, {} need attention", status.queued, status.done, status.needs_attention),
    ))
}

/// Every recorded table, row by row, with the originals of items in Base64.
fn export(call: &Call<'_>, (): ()) -> Result<Value> {
    call.app.db.read(|tx| {
        let mut tables = Map::new();
        for table in tx.recorded_tables()? {
            tables.insert(table.clone(), Value::Array(rows(tx, &table)?));
        }
        tables.insert("blob".into(), Value::Array(rows(tx, "blob")?));
        Ok(serde_json::json!({ "format": "almanac", "version": crate::db::LATEST, "exported_at": tx.zoned().timestamp().to_string(), "tables": tables }))
    })
}

fn rows(tx: &ReadTx<'_>, table: &str) -> Result<Vec<Value>> {
    use base64::Engine;
    use rusqlite::types::ValueRef;
    tx.all(&format!("select * from \"{table}\" order by 1"), [], |row| {
        let mut fields = Map::new();
        for (index, name) in row.as_ref().column_names().into_iter().enumerate() {
            fields.insert(
                name.to_owned(),
                match row.get_ref(index)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(integer) => integer.into(),
                    ValueRef::Real(real) => real.into(),
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
                    ValueRef::Blob(bytes) => base64::engine::general_purpose::STANDARD.encode(bytes).into(),
                },
            );
        }
        Ok(Value::Object(fields))
    })
    .map_err(|error| match error {
        Error::Internal(reason) => Error::Storage(format!("the table {table} cannot be read: {reason}")),
        other => other,
    })
}
