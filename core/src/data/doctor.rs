//! The doctor: what `integrity_check` does not see. It reads everything and changes nothing.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::repair::Derived;
use crate::db::records::{Doubt, Finding};
use crate::db::{ReadTx, backup, durable};
use crate::error::{Error, Result};
use crate::jobs::Turn;
use crate::operations::Call;
use crate::search::short::{SHORT, Short};
use crate::types::Timestamp;
use crate::{App, processing, rewards, search, settings};

/// How many names a finding lists.
const NAMED: usize = 10;

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Check {
    pub name: String,
    pub ok: bool,
    pub detail: String,
    /// What [`super::repair`] could make anew.
    pub repair: Option<Derived>,
}

/// What the doctor found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Diagnosis {
    pub ok: bool,
    pub checks: Vec<Check>,
}

/// What the doctor found, and when.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Report {
    pub at: Timestamp,
    pub diagnosis: Diagnosis,
}

type Examine = fn(&App, &ReadTx<'_>) -> Result<Check>;

/// Every check over the data file, in the order in which they are told.
const CHECKS: &[(&str, Examine)] = &[
    ("data file", |app, _| integrity(app)),
    ("rows", rows),
    ("originals", originals),
    ("references", |_, tx| foreign_keys(tx)),
    ("passages", |_, tx| passages(tx)),
    ("vectors", |_, tx| vectors(tx)),
    ("queue", queue),
    ("wallet", |_, tx| wallet(tx)),
];

pub(super) fn doctor(call: &Call<'_>, (): ()) -> Result<Diagnosis> {
    let app = call.app;
    let mut checks = Vec::new();
    for (name, run) in CHECKS {
        app.stop.check()?;
        // A file so damaged that a check cannot even read it is a finding, not an end.
        checks.push(app.db.read(|tx| run(app, tx)).or_else(|error| unreadable(name, &error))?);
    }
    checks.push(words(app).or_else(|error| unreadable("word index", &error))?);
    checks.push(recent(app)?);
    checks.push(newest_backup(app));
    checks.push(match app.models.embedder(app) {
        Ok(embedder) => check("embedding model", true, format!("{} is here", embedder.id())),
        Err(error) => check("embedding model", false, error.to_string()),
    });
    let diagnosis = Diagnosis { ok: checks.iter().all(|check| check.ok), checks };
    let report = Report { at: Timestamp::from(&app.db.clock().now()), diagnosis: diagnosis.clone() };
    // The findings matter more than the record of them: a full disk must not hide them.
    if let Err(error) = durable::write(&report_file(app), &serde_json::to_vec_pretty(&report)?) {
        tracing::warn!(%error, "the report cannot be kept");
    }
    Ok(diagnosis)
}

/// What was found last, if the doctor was ever asked.
///
/// # Errors
/// None; a report that cannot be read is as good as none.
pub fn report(call: &Call<'_>, (): ()) -> Result<Option<Report>> {
    Ok(std::fs::read(report_file(call.app)).ok().and_then(|json| serde_json::from_slice(&json).ok()))
}

fn report_file(app: &App) -> PathBuf {
    app.config.data_dir.join("doctor.json")
}

fn check(name: &str, ok: bool, detail: impl Into<String>) -> Check {
    Check { name: name.into(), ok, detail: detail.into(), repair: None }
}

fn repairable(check: Check, what: Derived) -> Check {
    Check { repair: (!check.ok).then_some(what), ..check }
}

fn unreadable(name: &str, error: &Error) -> Result<Check> {
    match error {
        Error::Cancelled => Err(Error::Cancelled),
        error => Ok(check(name, false, error.to_string())),
    }
}

fn few(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let listed = names.join(", ");
    if more == 0 { listed } else { format!("{listed} and {more} more") }
}

fn integrity(app: &App) -> Result<Check> {
    let verdicts = app.db.integrity()?;
    let ok = verdicts == ["ok"];
    Ok(check(
        "data file",
        ok,
        if ok { "whole".into() } else { format!("damaged: {}. Restore a backup", verdicts.join("; ")) },
    ))
}

/// Every row against the change log.
fn rows(app: &App, tx: &ReadTx<'_>) -> Result<Check> {
    let doubts = tx.doubts(|| app.stop.check())?;
    let words = |doubt: &Doubt| {
        let note = match doubt.finding {
            Finding::Differs => "",
            Finding::Missing => " (gone)",
            Finding::Records => " (in the log)",
        };
        format!("{} {}{note}", doubt.table, doubt.row_id)
    };
    Ok(match doubts.as_slice() {
        [] => check("rows", true, "each is as its last change left it"),
        doubts => check(
            "rows",
            false,
            format!(
                "{} are not as their last change left them: {}. Restore a backup",
                doubts.len(),
                few(doubts.iter().map(words).collect())
            ),
        ),
    })
}

/// Each original against the hash that is its name.
fn originals(app: &App, tx: &ReadTx<'_>) -> Result<Check> {
    let mut damaged: Vec<String> =
        tx.all("select title from item where not exists (select 1 from blob where hash = item.blob)", [], |row| {
            row.get(0)
        })?;
    let hashes: Vec<String> = tx.all("select hash from blob", [], |row| row.get(0))?;
    for hash in &hashes {
        app.stop.check()?;
        let found = tx.one("select bytes from blob where hash = ?1", [hash], |row| {
            Ok(row.get_ref(0)?.as_bytes_or_null().ok().flatten().map(blake3::hash))
        })?;
        if found.is_none_or(|found| found.to_hex().as_str() != hash) {
            let titles = tx.all("select title from item where blob = ?1", [hash], |row| row.get::<_, String>(0))?;
            damaged.extend(if titles.is_empty() {
                vec![format!("an original without an item, {hash:.8}")]
            } else {
                titles
            });
        }
    }
    Ok(match damaged.as_slice() {
        [] => check("originals", true, format!("{} are as they came", hashes.len())),
        _ => check("originals", false, format!("missing or changed: {}. Restore a backup", few(damaged))),
    })
}

/// The ledger of points against itself and the tasks.
fn wallet(tx: &ReadTx<'_>) -> Result<Check> {
    let wrong = rewards::audit(tx)?;
    Ok(check("wallet", wrong.is_empty(), if wrong.is_empty() { "adds up".into() } else { wrong.join("; ") }))
}

fn foreign_keys(tx: &ReadTx<'_>) -> Result<Check> {
    let broken = tx.all("pragma foreign_key_check", [], |row| row.get::<_, String>(0))?.len();
    Ok(check(
        "references",
        broken == 0,
        if broken == 0 { "all lead somewhere".into() } else { format!("{broken} lead nowhere") },
    ))
}

/// The pieces that can be found against the rows that they were cut from.
fn passages(tx: &ReadTx<'_>) -> Result<Check> {
    let mut wrong: i64 = tx.one(
        "select (select count(*) from passage where kind = 'item' and owner not in (select id from item))
              + (select count(*) from item left join item_text on item_text.item_id = item.id
                 where item_text.blob is not item.blob
                   and not exists (select 1 from job where kind = 'extract' and key = item.id and state <> 'done'))",
        [],
        |row| row.get(0),
    )?;
    for Short { kind, table, title, text, .. } in SHORT {
        let kind = kind.word();
        wrong += tx.one(
            &format!(
                "select (select count(*) from (select id as row, {title} as own_title, {text} as own_text from {table})
                         left join passage on passage.kind = '{kind}' and passage.owner = row
                         where passage.title is not own_title or passage.text is not own_text)
                      + (select count(*) from passage where kind = '{kind}' and owner not in (select id from {table}))"
            ),
            [],
            |row| row.get::<_, i64>(0),
        )?;
    }
    let detail =
        if wrong == 0 { "follow what was written".into() } else { format!("{wrong} do not follow what was written") };
    Ok(repairable(check("passages", wrong == 0, detail), Derived::Texts))
}

/// FTS5 compares its index with every passage. SQLite counts that as writing, so it is no part of a snapshot.
fn words(app: &App) -> Result<Check> {
    let verdict = app.db.write_derived(|tx| {
        tx.execute("insert into passage_fts (passage_fts, rank) values ('integrity-check', 1)", [])
    });
    Ok(match verdict {
        Ok(_) => check("word index", true, "agrees with every passage"),
        Err(Error::Storage(reason)) if reason.contains("damaged") => {
            repairable(check("word index", false, "does not agree with the passages"), Derived::Words)
        }
        // A full disk, for instance, says nothing about the index.
        Err(error) => return Err(error),
    })
}

fn vectors(tx: &ReadTx<'_>) -> Result<Check> {
    let model = settings::read(tx)?.embed_model;
    let model = model.trim_start_matches("builtin:");
    let coverage = search::index::coverage(tx, model)?;
    let waiting: bool = tx.one(
        "select exists (select 1 from job where kind in ('extract', 'embed', 'embed_task', 'embed_passage') and state <> 'done')",
        [],
        |row| row.get(0),
    )?;
    let embedders: Vec<(i64, i64)> =
        tx.all("select id, dimensions from embedder", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (mut orphans, mut unusable) = (0, 0);
    for (id, dimensions) in embedders {
        orphans += tx.one(
            &format!("select count(*) from vec_{id}_rowids where rowid not in (select id from passage)"),
            [],
            |row| row.get::<_, i64>(0),
        )?;
        let length = usize::try_from(dimensions).unwrap_or(0) * 4;
        unusable += tx
            .all(&format!("select embedding from vec_{id}"), [], |row| {
                Ok(row.get_ref(0)?.as_blob().is_ok_and(|bytes| bytes.len() == length && is_unit(bytes)))
            })?
            .into_iter()
            .filter(|usable| !usable)
            .count();
    }
    let complete = coverage.embedded == coverage.passages || waiting;
    let mut detail = format!("{} of {} passages", coverage.embedded, coverage.passages);
    if waiting && coverage.embedded != coverage.passages {
        detail.push_str(", the rest is in the queue");
    }
    if orphans > 0 {
        detail.push_str(&format!("; {orphans} belong to no passage"));
    }
    if unusable > 0 {
        detail.push_str(&format!("; {unusable} are not of length one"));
    }
    Ok(repairable(check("vectors", complete && orphans == 0 && unusable == 0, detail), Derived::Vectors))
}

/// Vectors are stored with length one; NaN and infinity have none.
fn is_unit(bytes: &[u8]) -> bool {
    let squares = bytes.as_chunks::<4>().0.iter().map(|bytes| f64::from(f32::from_le_bytes(*bytes)).powi(2));
    (squares.sum::<f64>() - 1.0).abs() < 1e-2
}

fn queue(app: &App, tx: &ReadTx<'_>) -> Result<Check> {
    let status = processing::status(tx, ())?;
    // Whoever works holds the turn; if nobody does, what is running was left by a program that died.
    let stuck = status.running > 0 && Turn::is_free(app)?;
    let mut detail = format!("{} wait, {} done, {} need attention", status.queued, status.done, status.needs_attention);
    if stuck {
        detail.push_str(&format!(", {} were left by a program that ended", status.running));
    }
    Ok(repairable(check("queue", status.needs_attention == 0 && !stuck, detail), Derived::Queue))
}

/// The witness outside the file.
fn recent(app: &App) -> Result<Check> {
    Ok(match app.db.loss()? {
        None => check("recent changes", true, "none is missing"),
        Some(loss) => {
            let until = loss.until.zoned(app.db.clock().now().time_zone())?;
            check(
                "recent changes",
                false,
                format!(
                    "{} acknowledged steps until {} are missing: the write-ahead log was damaged or removed, or an older data file was put here. Restore a backup",
                    loss.steps,
                    until.strftime("%Y-%m-%d %H:%M")
                ),
            )
        }
    })
}

/// A backup that cannot be read is none.
fn newest_backup(app: &App) -> Check {
    let made = |one: &backup::Backup| one.reason != backup::Reason::Replaced;
    let Some(newest) = backup::list(&app.config.data_dir).into_iter().find(made) else {
        return check("newest backup", true, "there is none yet");
    };
    match backup::verify(std::path::Path::new(&newest.path)) {
        Ok(verified) => check("newest backup", true, format!("{} rows, read again: {}", verified.rows, verified.path)),
        Err(error) => check("newest backup", false, error.to_string()),
    }
}
