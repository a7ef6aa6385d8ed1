//! Processing: the queue as a person sees it, with its brakes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::jobs::{JobId, JobState};
use crate::operations;
use crate::operations::Call;
use crate::search::index;
use crate::types::Timestamp;

operations! { "processing";
    /// Where the queue stands: what runs, waits, failed, and how much is searchable by meaning.
    query status(()) -> Processing;
    /// Pauses the queue or lets it go on; the step at work is finished first.
    action pause(Pause) -> ();
    /// Takes an item's steps before everything else.
    action hurry(Hurry) -> usize;
    /// Tries one job again, an item's jobs, or all that need attention.
    action retry(Retry) -> usize;
}

/// One job of the queue.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
#[ts(rename = "Job")]
pub struct QueuedJob {
    pub id: JobId,
    /// `fetch`, `extract`, `embed`, `embed_task`, `reindex` or `backup`.
    pub kind: String,
    pub key: i64,
    /// The title of what it is about.
    pub title: String,
    pub state: JobState,
    pub attempts: i64,
    pub run_at: Timestamp,
    pub error: Option<String>,
}

/// The queue in all.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Processing {
    pub paused: bool,
    pub queued: i64,
    pub running: i64,
    pub done: i64,
    pub needs_attention: i64,
    /// What runs, what needs attention, what comes next; at most 200.
    pub jobs: Vec<QueuedJob>,
    /// The embedding model in use.
    pub embedder: String,
    /// What can be found.
    pub passages: i64,
    /// What of it has a vector of the model in use.
    pub embedded: i64,
    /// Jobs of the last minute.
    pub per_minute: i64,
    /// At the pace of the last minute.
    pub remaining_seconds: Option<i64>,
}

/// On or off.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    pub paused: bool,
}

/// Whose steps.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Hurry {
    pub item: i64,
}

/// Which job; all that need attention when none is named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Retry {
    pub id: Option<JobId>,
    /// Every job of an item that needs attention.
    pub item: Option<i64>,
}

/// Reads the whole state of the queue.
///
/// # Errors
/// The file cannot be read.
pub fn status(tx: &ReadTx<'_>, (): ()) -> Result<Processing> {
    let mut counts = [0_i64; 4];
    let states: Vec<(JobState, i64)> =
        tx.all("select state, count(*) from job group by state", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (state, count) in states {
        counts[state as usize] = count;
    }
    let [queued, running, done, needs_attention] = counts;
    let paused: Option<String> = tx.optional("select value from runtime where key = 'paused'", [], |row| row.get(0))?;
    let embedder = crate::settings::read(tx)?.embed_model.trim_start_matches("builtin:").to_owned();
    let coverage = index::coverage(tx, &embedder)?;
    let per_minute: i64 =
        tx.one("select count(*) from job where finished_at > ?1", [tx.now().0 - 60_000], |row| row.get(0))?;
    Ok(Processing {
        paused: paused.as_deref() == Some("true"),
        queued,
        running,
        done,
        needs_attention,
        jobs: jobs(tx)?,
        embedder,
        passages: coverage.passages,
        embedded: coverage.embedded,
        per_minute,
        remaining_seconds: (per_minute > 0).then(|| (queued + running) * 60 / per_minute),
    })
}

fn jobs(tx: &ReadTx<'_>) -> Result<Vec<QueuedJob>> {
    tx.all(
        "select id, kind, key, state, attempts, run_at, error,
           coalesce(case kind when 'backup' then 'Daily backup' when 'reindex' then 'Everything, with another model' when 'embed_task' then (select title from task where id = job.key)
             else (select coalesce((select snapshot.title from snapshot join page using (item_id)
                 where item_id = item.id and page.label = item.title order by snapshot.id desc limit 1), item.title)
               from item where id = job.key) end, '') as title
         from job where state <> 'done'
         order by case state when 'running' then 0 when 'needs_attention' then 1 else 2 end, priority desc, run_at, id limit 200",
        [],
        |row| {
            Ok(QueuedJob {
                id: row.get("id")?,
                kind: row.get("kind")?,
                key: row.get("key")?,
                title: row.get("title")?,
                state: row.get("state")?,
                attempts: row.get("attempts")?,
                run_at: row.get("run_at")?,
                error: row.get("error")?,
            })
        },
    )
}

fn pause(call: &Call<'_>, Pause { paused }: Pause) -> Result<()> {
    call.app.db.write_derived(|tx| {
        let sql = "insert into runtime (key, value) values ('paused', ?1) on conflict (key) do update set value = ?1";
        tx.execute(sql, [paused.to_string()]).map(drop)
    })
}

/// Above every priority that the program gives by itself.
const FIRST: i64 = 3;

fn hurry(call: &Call<'_>, Hurry { item }: Hurry) -> Result<usize> {
    call.app.db.write_derived(|tx| {
        tx.execute(
            "update job set priority = ?2, run_at = 0 where key = ?1 and kind in ('fetch', 'extract', 'embed') and state = 'queued'",
            (item, FIRST),
        )
    })
}

fn retry(call: &Call<'_>, retry: Retry) -> Result<usize> {
    call.app.db.write_derived(|tx| retry_all(tx, &retry))
}

fn retry_all(tx: &WriteTx<'_>, Retry { id, item }: &Retry) -> Result<usize> {
    tx.execute(
        "update job set state = 'queued', attempts = 0, run_at = 0, error = null
         where (?1 is null and state = 'needs_attention'
             and (?2 is null or key = ?2 and kind in ('fetch', 'extract', 'embed')))
           or (id = ?1 and state in ('needs_attention', 'queued'))",
        (id, item),
    )
}
