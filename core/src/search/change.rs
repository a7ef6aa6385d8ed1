//! Another embedding model: its index is built beside the one in use, passage by passage in the queue, and
//! takes over when nothing is left to do. Until then searches use the one before; the two are never mixed.

use super::index::{Table, ensure_table, table};
use crate::App;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::jobs::{Job, JobId, Work};

/// The queue's line for it. A trigger on the setting queues it.
pub const WORK: Work = Work { kind: "reindex", run };

/// How long it waits for passages that are tried again later, in milliseconds.
const WAIT: i64 = 30_000;

/// The model whose index answers: the last one that was complete, and before any was, `wanted`.
pub fn serving(tx: &ReadTx<'_>, wanted: &str) -> Result<String> {
    let sql = "select model from embedder
        order by model = (select value from runtime where key = 'embedder') desc, model = ?1 desc, id limit 1";
    Ok(tx.optional(sql, [wanted], |row| row.get(0))?.unwrap_or_else(|| wanted.to_owned()))
}

/// How much of the new index is there, from 0 to 1, while one is being built.
pub(super) fn progress(tx: &ReadTx<'_>, wanted: &str) -> Result<Option<f64>> {
    if serving(tx, wanted)? == wanted {
        return Ok(None);
    }
    let coverage = super::index::coverage(tx, wanted)?;
    Ok(Some(coverage.embedded as f64 / coverage.passages.max(1) as f64))
}

/// The present index goes on answering while another is begun.
pub(super) fn begin(tx: &WriteTx<'_>) -> Result<()> {
    tx.execute(
        "insert into runtime (key, value) select 'embedder', model from embedder order by id limit 1 on conflict (key) do nothing",
        [],
    )?;
    tx.execute(
        "insert into job (kind, key, priority) values ('reindex', 0, -2)
         on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null",
        [],
    )?;
    Ok(())
}

/// Queues every passage that has no vector of the wanted model. Done before, it finds nothing to do.
fn run(app: &App, job: &Job) -> Result<()> {
    let embedder = app.models.embedder(app)?;
    app.db.write_derived(|tx| {
        let Table { name, .. } = ensure_table(tx, embedder.as_ref())?;
        for (work, kind, version) in [
            ("embed", "item", "coalesce((select blob from item where id = owner), '')"),
            ("embed_task", "task", "''"),
        ] {
            tx.execute(
                &format!(
                    "insert into job (kind, key, version, priority)
                     select distinct '{work}', owner, {version}, -1 from passage
                       where kind = '{kind}' and not exists (select 1 from {name}_rowids as v where v.rowid = passage.id)
                     on conflict (kind, key) do update set state = 'queued', priority = -1, run_at = 0, attempts = 0, error = null
                       where state = 'done'"
                ),
                [],
            )?;
        }
        tx.execute(
            &format!(
                "insert into job (kind, key, priority) select 'embed_passage', id, -1 from passage
                   where kind not in ('item', 'task', 'message') and not closed
                     and not exists (select 1 from {name}_rowids as v where v.rowid = passage.id)
                 on conflict (kind, key) do update set state = 'queued', priority = -1, run_at = 0, attempts = 0, error = null
                   where state = 'done'"
            ),
            [],
        )?;
        finish(tx, embedder.id(), None)?;
        if serving(tx, embedder.id())? != embedder.id() {
            tx.execute(
                "update job set state = 'queued', attempts = 0, run_at = ?2 where id = ?1",
                (job.id, tx.now().0 + WAIT),
            )?;
        }
        Ok(())
    })
}

/// Lets a model's index take over if nothing is left to do for it but `current`, and drops the others. A
/// passage that cannot be embedded at all does not hold it up.
pub(super) fn finish(tx: &WriteTx<'_>, model: &str, current: Option<JobId>) -> Result<()> {
    if table(tx, model)?.is_none() {
        return Ok(());
    }
    let others: Vec<(i64, String)> =
        tx.all("select id, model from embedder where model <> ?1", [model], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if others.is_empty() {
        return Ok(());
    }
    let left: bool = tx.one(
        "select exists (select 1 from job where state in ('queued', 'running') and id is not ?1
           and (kind in ('embed', 'embed_task', 'embed_passage', 'extract') or kind = 'reindex' and ?1 is not null and run_at = 0))",
        [current],
        |row| row.get(0),
    )?;
    if left {
        return Ok(());
    }
    tx.execute(
        "insert into runtime (key, value) values ('embedder', ?1) on conflict (key) do update set value = ?1",
        [model],
    )?;
    for (id, _) in others {
        tx.execute(&format!("drop trigger if exists vec_{id}_gone"), [])?;
        tx.execute(&format!("drop table vec_{id}"), [])?;
        tx.execute("delete from embedder where id = ?1", [id])?;
    }
    tx.execute(
        "update job set state = 'done', finished_at = ?1 where kind = 'reindex' and state = 'queued'",
        [tx.now()],
    )?;
    Ok(())
}
