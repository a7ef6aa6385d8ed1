//! Which task came from which entry of a calendar file.

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::tasks::TaskId;

/// The task that came from an entry, and what the entry said then.
pub(super) fn task(tx: &ReadTx<'_>, entry: &str) -> Result<Option<(TaskId, String)>> {
    let sql = "select task_id, said from imported_task where entry = ?1";
    tx.optional(sql, [entry], |row| Ok((row.get("task_id")?, row.get("said")?)))
}

pub(super) fn remember(tx: &WriteTx<'_>, entry: &str, task: TaskId, said: &str) -> Result<()> {
    tx.execute(
        "insert into imported_task (task_id, entry, said) values (?1, ?2, ?3) on conflict (entry) do update set said = ?3",
        (task, entry, said),
    )?;
    Ok(())
}
