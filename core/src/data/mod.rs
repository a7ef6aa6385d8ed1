//! The data file as a whole: where it is, whether it is well, copies of it, and everything in it as JSON.

pub mod backups;
pub mod doctor;
pub mod repair;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::db::ReadTx;
use crate::db::backup::{Backup, Verified};
use crate::error::{Error, Result};
use crate::operations;
use crate::operations::Call;
use backups::{BackupFile, BackupTo, Restoring, backup, list as backups, restore, verify};
use doctor::{Diagnosis, Report, doctor, report};
use repair::{Repair, accept_loss, repair};

operations! { "data";
    /// This program, its data file and how to capture from a command line.
    action[read] about(()) -> About;
    /// Checks the data file, every row, the originals, the indexes, the queue, the newest backup and the models. Changes nothing.
    action[read] doctor(()) -> Diagnosis;
    /// What the doctor found when it was asked last.
    action[read] report(()) -> Option<Report>;
    /// Makes one kind of derived data anew from what the person wrote; that itself is never touched.
    action repair(Repair) -> ();
    /// Takes note that acknowledged steps are missing, so that the doctor speaks of them no more.
    action accept_loss(()) -> ();
    /// Writes a proven copy of the data file.
    action backup(BackupTo) -> Backup;
    /// The copies of this profile, newest first.
    action[read] backups(()) -> Vec<Backup>;
    /// Reads a backup to its last byte and compares it with its manifest.
    action[read] verify(BackupFile) -> Verified;
    /// Puts a backup in the place of the data file at the next start; the present file is kept beside it.
    action[destructive] restore(BackupFile) -> Restoring;
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
