//! Which morning was told last.

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::types::Day;

pub(super) fn told(tx: &ReadTx<'_>) -> Result<Option<Day>> {
    let day: Option<String> =
        tx.optional("select value from runtime where key = 'digest_told'", [], |row| row.get(0))?;
    Ok(day.and_then(|day| day.parse().ok()).map(Day))
}

pub(super) fn tell(tx: &WriteTx<'_>, day: Day) -> Result<()> {
    let sql = "insert into runtime (key, value) values ('digest_told', ?1) on conflict (key) do update set value = ?1";
    tx.execute(sql, [day.to_string()])?;
    Ok(())
}
