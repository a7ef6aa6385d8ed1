//! Which lists of lines were taken.

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;

/// So many are remembered: a file is put away right after it was taken.
const REMEMBERED: i64 = 100;

const PREFIX: &str = "watched:";

pub(super) fn was_taken(tx: &ReadTx<'_>, mark: &str) -> Result<bool> {
    tx.one("select exists (select 1 from runtime where key = ?1)", [format!("{PREFIX}{mark}")], |row| row.get(0))
}

pub(super) fn remember(tx: &WriteTx<'_>, mark: &str) -> Result<()> {
    let sql = "insert into runtime (key, value) values (?1, ?2) on conflict (key) do update set value = ?2";
    tx.execute(sql, (format!("{PREFIX}{mark}"), tx.now().0.to_string()))?;
    tx.execute(
        "delete from runtime where key like ?1 || '%' and key not in
           (select key from runtime where key like ?1 || '%' order by cast(value as integer) desc limit ?2)",
        (PREFIX, REMEMBERED),
    )?;
    Ok(())
}
