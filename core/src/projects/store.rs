//! Projects in the data file.

use rusqlite::Row;

use super::{Project, ProjectId, ProjectStatus};
use crate::areas::AreaId;
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::require;
use crate::types::one_line;

const PROJECT: &str = "select id, name, notes, status, area_id,
    (select count(*) from task where project_id = project.id and status not in ('done', 'dropped')) as open_tasks,
    (select count(*) from task where project_id = project.id and status = 'done') as done_tasks
  from project";

fn project(row: &Row<'_>) -> rusqlite::Result<Project> {
    Ok(Project {
        id: row.get("id")?,
        name: row.get("name")?,
        notes: row.get("notes")?,
        status: row.get("status")?,
        area: row.get("area_id")?,
        open_tasks: row.get("open_tasks")?,
        done_tasks: row.get("done_tasks")?,
    })
}

pub(super) fn all(tx: &ReadTx<'_>) -> Result<Vec<Project>> {
    tx.all(&format!("{PROJECT} order by status <> 'active', name"), [], project)
}

/// The project of this id.
///
/// # Errors
/// There is none.
pub fn get(tx: &ReadTx<'_>, id: ProjectId) -> Result<Project> {
    tx.optional(&format!("{PROJECT} where id = ?1"), [id], project)?.or_not_found("project", id)
}

/// The project of this name, whatever its letter case; an active one before the others.
///
/// # Errors
/// The file cannot be read.
pub fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Project>> {
    tx.optional(&format!("{PROJECT} where name = ?1 order by status <> 'active', id limit 1"), [name], project)
}

/// The names of all projects, active ones first.
///
/// # Errors
/// The file cannot be read.
pub fn all_names(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    tx.all("select name from project order by status <> 'active', name collate nocase", [], |row| row.get("name"))
}

/// The project of this name, made if there is none.
///
/// # Errors
/// The name is empty or the file cannot be written.
pub fn ensure(tx: &WriteTx<'_>, name: &str) -> Result<ProjectId> {
    match by_name(tx, name)? {
        Some(project) => Ok(project.id),
        None => insert(tx, name, None, ""),
    }
}

pub(super) fn insert(tx: &WriteTx<'_>, name: &str, area: Option<AreaId>, notes: &str) -> Result<ProjectId> {
    let name = one_line(name, 500);
    require!(!name.is_empty(), "a project needs a name");
    let sql = "insert into project (uid, name, area_id, notes, created_at) values (?1, ?2, ?3, ?4, ?5)";
    Ok(ProjectId(tx.insert(sql, (tx.uid(), name, area, notes, tx.now()))?))
}

pub(super) fn update(tx: &WriteTx<'_>, project: &Project) -> Result<()> {
    tx.execute(
        "update project set name = ?2, notes = ?3, status = ?4, area_id = ?5 where id = ?1",
        (project.id, &project.name, &project.notes, project.status, project.area),
    )?;
    Ok(())
}

/// Moves a project to a status.
///
/// # Errors
/// There is no such project.
pub fn set_status(tx: &WriteTx<'_>, id: ProjectId, status: ProjectStatus) -> Result<Project> {
    let project = Project { status, ..get(tx, id)? };
    update(tx, &project)?;
    Ok(project)
}

pub(super) fn delete(tx: &WriteTx<'_>, id: ProjectId) -> Result<()> {
    tx.execute("delete from project where id = ?1", [id])?;
    Ok(())
}
