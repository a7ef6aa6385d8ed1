//! Areas in the data file.

use rusqlite::Row;

use super::{Area, AreaId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};

fn area(row: &Row<'_>) -> rusqlite::Result<Area> {
    Ok(Area { id: row.get("id")?, name: row.get("name")?, colour: row.get("colour")? })
}

pub(super) fn all(tx: &ReadTx<'_>) -> Result<Vec<Area>> {
    tx.all("select id, name, colour from area order by name", [], area)
}

/// The area of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: AreaId) -> Result<Area> {
    tx.optional("select id, name, colour from area where id = ?1", [id], area)?.or_not_found("area", id)
}

/// The area of this name, whatever its letter case.
///
/// # Errors
/// The file cannot be read.
pub fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Area>> {
    tx.optional("select id, name, colour from area where name = ?1", [name], area)
}

pub(super) fn insert(tx: &WriteTx<'_>, name: &str, colour: &str) -> Result<AreaId> {
    let sql = "insert into area (uid, name, colour, created_at) values (?1, ?2, ?3, ?4)";
    Ok(AreaId(tx.insert(sql, (tx.uid(), name, colour, tx.now()))?))
}

pub(super) fn update(tx: &WriteTx<'_>, area: &Area) -> Result<()> {
    tx.execute("update area set name = ?2, colour = ?3 where id = ?1", (area.id, &area.name, &area.colour))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: AreaId) -> Result<()> {
    tx.execute("delete from area where id = ?1", [id])?;
    Ok(())
}
