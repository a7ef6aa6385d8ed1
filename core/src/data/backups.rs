//! Backups as a person asks for them, and the one that is made every day.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::App;
use crate::db::backup::{self, Backup, Reason, Verified};
use crate::db::restore as restoring;
use crate::error::Result;
use crate::jobs::{self, Job, Work};
use crate::operations::Call;

/// The queue's line for the automatic backup.
pub const WORK: Work = Work { kind: "backup", run };

/// How old the newest automatic backup may become, in milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// Where to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BackupTo {
    /// A file that does not exist yet; in the profile's folder of backups when none is named.
    pub path: Option<String>,
}

/// Which backup.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupFile {
    pub path: String,
}

/// A restore that the next start finishes.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Restoring {
    /// Where the present data file will be kept.
    pub kept: Option<String>,
}

pub(super) fn backup(call: &Call<'_>, BackupTo { path }: BackupTo) -> Result<Backup> {
    match path {
        Some(path) => call.app.db.backup(Path::new(&path), Reason::Manual),
        None => call.app.db.backup_here(Reason::Manual),
    }
}

pub(super) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Backup>> {
    Ok(backup::list(&call.app.config.data_dir))
}

pub(super) fn verify(_: &Call<'_>, BackupFile { path }: BackupFile) -> Result<Verified> {
    backup::verify(Path::new(&path))
}

pub(super) fn restore(call: &Call<'_>, BackupFile { path }: BackupFile) -> Result<Restoring> {
    let kept = restoring::prepare(&call.app.config.data_dir, Path::new(&path))?;
    Ok(Restoring { kept: kept.map(|path| path.display().to_string()) })
}

fn run(app: &App, _: &Job) -> Result<()> {
    app.db.backup_daily().map(drop)
}

/// Queues the day's backup when the newest is older than a day and something was written since.
///
/// # Errors
/// The file cannot be read or written.
pub fn schedule(app: &App) -> Result<()> {
    let waiting = app.db.read(|tx| {
        let sql = "select exists (select 1 from job where kind = ?1 and (state in ('queued', 'running') or finished_at > ?2))";
        tx.one(sql, (WORK.kind, tx.now().0 - DAY), |row| row.get::<_, bool>(0))
    })?;
    if waiting {
        return Ok(());
    }
    let (made, newest) = app.db.backup_state()?;
    let now = crate::types::Timestamp::from(&app.db.clock().now());
    // A backup from the future says that the clock was wrong; it is as good as none.
    let fresh = made.is_some_and(|(at, step)| step == newest || (0..DAY).contains(&(now.0 - at.0)));
    if fresh || newest == 0 {
        return Ok(());
    }
    app.db.write_derived(|tx| jobs::enqueue(tx, WORK.kind, 0, "", -1))
}
