//! Making derived data anew. What a person wrote is never repaired, only restored from a backup.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::WriteTx;
use crate::error::Result;
use crate::operations::Call;
use crate::search::short::{SHORT, Short};
use crate::words;

words! {
    /// What can be made anew.
    Derived {
        /// The index of words, from the passages.
        Words = "words",
        /// Texts and passages, by reading the originals and tasks again.
        Texts = "texts",
        /// The vectors of every model, by embedding again.
        Vectors = "vectors",
        /// Work that ended badly or was left lying.
        Queue = "queue",
    }
}

/// Which.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    pub what: Derived,
}

pub(super) fn repair(call: &Call<'_>, Repair { what }: Repair) -> Result<()> {
    call.app.db.write_derived(|tx| {
        match what {
            Derived::Words => {
                tx.execute("insert into passage_fts (passage_fts) values ('rebuild')", [])?;
            }
            Derived::Texts => {
                for short in SHORT {
                    rewrite(tx, short)?;
                }
                tx.execute("delete from passage where kind = 'item' and owner not in (select id from item)", [])?;
                tx.execute(
                    "insert into job (kind, key, version, priority) select 'extract', id, blob, kind = 'note' from item where true
                     on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null",
                    [],
                )?;
                // The index of words follows by the passages' triggers, which need it to be right before.
                tx.execute("insert into passage_fts (passage_fts) values ('rebuild')", [])?;
            }
            Derived::Vectors => {
                let models: Vec<i64> = tx.all("select id from embedder", [], |row| row.get(0))?;
                for id in models {
                    tx.execute(&format!("delete from vec_{id}"), [])?;
                }
                tx.execute(
                    "insert into job (kind, key, version) select case kind when 'task' then 'embed_task' when 'item' then 'embed' else 'embed_passage' end,
                            case when kind in ('task', 'item') then owner else id end, ''
                     from passage where kind <> 'message' and not closed group by kind, owner
                     on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null",
                    [],
                )?;
            }
            Derived::Queue => {
                tx.execute(
                    "update job set state = 'queued', attempts = 0, run_at = 0, error = null where state = 'needs_attention'",
                    [],
                )?;
            }
        }
        Ok(())
    })
}

/// Makes the passages of a table's rows anew where they differ from them.
fn rewrite(tx: &WriteTx<'_>, Short { kind, table, title, text, .. }: &Short) -> Result<()> {
    let kind = kind.word();
    tx.execute(&format!("delete from passage where kind = '{kind}' and owner not in (select id from {table})"), [])?;
    tx.execute(
        &format!(
            "update passage set title = own_title, text = own_text, end = length(own_text)
              from (select id as row, {title} as own_title, {text} as own_text from {table})
             where passage.kind = '{kind}' and passage.owner = row"
        ),
        [],
    )?;
    tx.execute(
        &format!(
            "insert into passage (kind, owner, seq, title, text, start, end)
             select '{kind}', id, 0, {title}, {text}, 0, length({text}) from {table}
             where id not in (select owner from passage where kind = '{kind}')"
        ),
        [],
    )?;
    Ok(())
}

pub(super) fn accept_loss(call: &Call<'_>, (): ()) -> Result<()> {
    call.app.db.accept_loss()
}
