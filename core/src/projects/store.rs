//! Projects in the data file.

use std::collections::HashMap;

use rusqlite::Row;

use super::operations::NewProject;
use super::{Project, ProjectHealth, ProjectId, ProjectStatus, ProjectUpdate, ProjectUpdateId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::require;
use crate::types::{Day, Timestamp, one_line, plain};

const PROJECT: &str = "select id, name, notes, status, area_id, start_day, target_day,
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
        start: row.get("start_day")?,
        target: row.get("target_day")?,
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
        None => insert(tx, &NewProject { name: name.to_owned(), ..NewProject::default() }),
    }
}

pub(super) fn insert(tx: &WriteTx<'_>, new: &NewProject) -> Result<ProjectId> {
    let name = one_line(&new.name, 500);
    require!(!name.is_empty(), "a project needs a name");
    let notes = plain(new.notes.as_deref().unwrap_or_default());
    let sql = "insert into project (uid, name, area_id, notes, start_day, target_day, created_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    Ok(ProjectId(tx.insert(sql, (tx.uid(), name, new.area, notes, new.start, new.target, tx.now()))?))
}

pub(super) fn update(tx: &WriteTx<'_>, project: &Project) -> Result<()> {
    tx.execute(
        "update project set name = ?2, notes = ?3, status = ?4, area_id = ?5, start_day = ?6, target_day = ?7 where id = ?1",
        (
            project.id,
            &project.name,
            &project.notes,
            project.status,
            project.area,
            project.start,
            project.target,
        ),
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

/// What health and forecast need to know of a task; one that was dropped is none.
pub(super) struct TaskFacts {
    pub(super) open: bool,
    pub(super) created: Day,
    pub(super) done: Option<Day>,
    pub(super) start: Option<Day>,
    pub(super) deadline: Option<Day>,
    /// It waits, or an open task stands in its way.
    pub(super) held_up: bool,
}

/// The tasks of one project, or of all.
pub(super) fn tasks(tx: &ReadTx<'_>, of: Option<ProjectId>) -> Result<HashMap<ProjectId, Vec<TaskFacts>>> {
    let rows = tx.all(
        "select project_id, status, created_at, completed_at, start_day, deadline_day,
           status = 'waiting' or id in (select d.task_id from task_dependency as d join task as b on b.id = d.blocker_id
             where b.status not in ('done', 'dropped')) as held_up
         from task where project_id is not null and status <> 'dropped' and (?1 is null or project_id = ?1) order by id",
        [of],
        |row| {
            let moments: (Timestamp, Option<Timestamp>) = (row.get("created_at")?, row.get("completed_at")?);
            let days: (Option<Day>, Option<Day>) = (row.get("start_day")?, row.get("deadline_day")?);
            Ok((row.get::<_, ProjectId>("project_id")?, moments, days, row.get::<_, bool>("held_up")?))
        },
    )?;
    let mut found: HashMap<ProjectId, Vec<TaskFacts>> = HashMap::new();
    for (project, (created, completed), (start, deadline), held_up) in rows {
        found.entry(project).or_default().push(TaskFacts {
            open: completed.is_none(),
            created: tx.day_of(created)?,
            done: completed.map(|at| tx.day_of(at)).transpose()?,
            start,
            deadline,
            held_up,
        });
    }
    Ok(found)
}

/// The day on which a project was written down.
pub(super) fn created(tx: &ReadTx<'_>, id: ProjectId) -> Result<Day> {
    let at: Timestamp = tx.one("select created_at from project where id = ?1", [id], |row| row.get(0))?;
    tx.day_of(at)
}

fn project_update(row: &Row<'_>) -> rusqlite::Result<ProjectUpdate> {
    Ok(ProjectUpdate {
        id: row.get("id")?,
        day: row.get("day")?,
        health: row.get("health")?,
        note: row.get("note")?,
        created_at: row.get("created_at")?,
    })
}

const UPDATE: &str = "select id, day, health, note, created_at from project_update";

/// The newest first.
pub(super) fn updates(tx: &ReadTx<'_>, project: ProjectId, limit: u32) -> Result<Vec<ProjectUpdate>> {
    let sql = format!("{UPDATE} where project_id = ?1 order by day desc, id desc limit ?2");
    tx.all(&sql, (project, limit), project_update)
}

pub(super) fn get_update(tx: &ReadTx<'_>, id: ProjectUpdateId) -> Result<ProjectUpdate> {
    tx.optional(&format!("{UPDATE} where id = ?1"), [id], project_update)?.or_not_found("update", id)
}

pub(super) fn add_update(
    tx: &WriteTx<'_>,
    project: ProjectId,
    day: Day,
    health: ProjectHealth,
    note: &str,
) -> Result<ProjectUpdateId> {
    let sql =
        "insert into project_update (uid, project_id, day, health, note, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)";
    Ok(ProjectUpdateId(tx.insert(sql, (tx.uid(), project, day, health, note, tx.now()))?))
}

pub(super) fn remove_update(tx: &WriteTx<'_>, id: ProjectUpdateId) -> Result<()> {
    tx.execute("delete from project_update where id = ?1", [id])?;
    Ok(())
}
