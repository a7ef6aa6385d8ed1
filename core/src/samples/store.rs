//! The sample data in the data file: what the steps that added them made, as far as it still stands.

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;

/// The numbers of the rows of a table that a step of samples made.
fn made(table: &str) -> String {
    format!(
        "select row_id from change join step on step.id = change.step_id
         where step.operation = 'samples.add' and change.tbl = '{table}' and change.before is null"
    )
}

/// How many of a table's rows are samples.
pub(super) fn count(tx: &ReadTx<'_>, table: &str) -> Result<i64> {
    tx.one(&format!("select count(*) from {table} where id in ({})", made(table)), [], |row| row.get(0))
}

/// Whether nothing at all is kept here.
pub(super) fn is_empty(tx: &ReadTx<'_>) -> Result<bool> {
    let sql = "select not exists (select 1 from task) and not exists (select 1 from item)
                 and not exists (select 1 from project) and not exists (select 1 from conversation)";
    tx.one(sql, [], |row| row.get(0))
}

/// Deletes what is left, and says how many rows that were. A project or tag that something else uses by now stays.
pub(super) fn remove(tx: &WriteTx<'_>) -> Result<usize> {
    let mut gone = 0;
    for (table, unused) in [
        ("task", ""),
        ("item", ""),
        ("project", "and not exists (select 1 from task where project_id = project.id)"),
        (
            "tag",
            "and not exists (select 1 from task_tag where tag_id = tag.id)
             and not exists (select 1 from item_tag where tag_id = tag.id)
             and not exists (select 1 from entry_tag where tag_id = tag.id)",
        ),
    ] {
        gone += tx.execute(&format!("delete from {table} where id in ({}) {unused}", made(table)), [])?;
    }
    Ok(gone)
}
