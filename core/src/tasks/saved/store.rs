//! Saved filters in the data file.

use rusqlite::Row;

use super::{SavedFilter, SavedFilterId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};

const FILTER: &str = "select id, name, query, view, sort, grouping from saved_filter";

fn filter(row: &Row<'_>) -> rusqlite::Result<SavedFilter> {
    Ok(SavedFilter {
        id: row.get("id")?,
        name: row.get("name")?,
        query: row.get("query")?,
        view: row.get("view")?,
        sort: row.get("sort")?,
        group: row.get("grouping")?,
    })
}

pub(super) fn all(tx: &ReadTx<'_>) -> Result<Vec<SavedFilter>> {
    tx.all(&format!("{FILTER} order by rank, id"), [], filter)
}

pub(super) fn get(tx: &ReadTx<'_>, id: SavedFilterId) -> Result<SavedFilter> {
    tx.optional(&format!("{FILTER} where id = ?1"), [id], filter)?.or_not_found("saved filter", id)
}

pub(super) fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<SavedFilter>> {
    tx.optional(&format!("{FILTER} where name = ?1"), [name], filter)
}

/// The ranks of a filter and of the one that follows it; of the first one when there is none before.
pub(super) fn ranks_from(tx: &ReadTx<'_>, after: Option<SavedFilterId>) -> Result<(String, Option<String>)> {
    let low = match after {
        Some(id) => tx.one("select rank from saved_filter where id = ?1", [id], |row| row.get(0))?,
        None => String::new(),
    };
    let next = "select rank from saved_filter where rank > ?1 order by rank limit 1";
    let high = tx.optional(next, [&low], |row| row.get(0))?;
    Ok((low, high))
}

pub(super) fn last_rank(tx: &ReadTx<'_>) -> Result<String> {
    tx.one("select ifnull(max(rank), '') from saved_filter", [], |row| row.get(0))
}

pub(super) fn insert(tx: &WriteTx<'_>, new: &SavedFilter, rank: &str) -> Result<SavedFilterId> {
    let id = tx.insert(
        "insert into saved_filter (uid, name, query, view, sort, grouping, rank, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (tx.uid(), &new.name, &new.query, new.view, new.sort, new.group, rank, tx.now()),
    )?;
    Ok(SavedFilterId(id))
}

pub(super) fn update(tx: &WriteTx<'_>, filter: &SavedFilter) -> Result<()> {
    tx.execute(
        "update saved_filter set name = ?2, query = ?3, view = ?4, sort = ?5, grouping = ?6 where id = ?1",
        (filter.id, &filter.name, &filter.query, filter.view, filter.sort, filter.group),
    )?;
    Ok(())
}

pub(super) fn set_rank(tx: &WriteTx<'_>, id: SavedFilterId, rank: &str) -> Result<()> {
    tx.execute("update saved_filter set rank = ?2 where id = ?1", (id, rank))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: SavedFilterId) -> Result<()> {
    tx.execute("delete from saved_filter where id = ?1", [id])?;
    Ok(())
}
