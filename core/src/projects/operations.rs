//! What can be done with projects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Project, ProjectDetail, ProjectHealth, ProjectId, ProjectLine, ProjectStatus, ProjectUpdate, ProjectUpdateId,
    health, progress, store,
};
use crate::areas::{self, AreaId};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::types::{Day, Patch, one_line, plain};
use crate::{operations, require};

operations! { "projects";
    /// Every project with the count of its tasks, active ones first.
    query list(()) -> Vec<Project>;
    /// Every project with its declared and computed health, active ones first.
    query overview(()) -> Vec<ProjectLine>;
    /// One project with its health term by term, updates, forecast and burn-up.
    query show(ProjectId) -> ProjectDetail;
    /// Adds a project.
    mutation create(NewProject) -> Project;
    /// Changes a project; absent fields stay.
    mutation update(ProjectPatch) -> Project;
    /// Removes a project; its tasks stay.
    mutation delete(ProjectId) -> ();
    /// Writes an update: how the project goes, and why.
    mutation report(NewProjectUpdate) -> ProjectUpdate;
    /// Removes an update.
    mutation remove_update(ProjectUpdateId) -> ();
}

/// A project to be.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewProject {
    pub name: String,
    #[serde(default)]
    pub area: Option<AreaId>,
    #[serde(default)]
    pub notes: Option<String>,
    #[serde(default)]
    pub start: Option<Day>,
    #[serde(default)]
    pub target: Option<Day>,
}

/// What to change of a project; absent stays, `null` clears.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ProjectPatch {
    pub id: ProjectId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub notes: Option<String>,
    #[serde(default)]
    pub status: Option<ProjectStatus>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<AreaId>")]
    pub area: Patch<AreaId>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Day>")]
    pub start: Patch<Day>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Day>")]
    pub target: Patch<Day>,
}

/// An update to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewProjectUpdate {
    #[ts(optional = false)]
    pub project: ProjectId,
    #[ts(optional = false)]
    pub health: ProjectHealth,
    /// Markdown.
    #[serde(default)]
    pub note: Option<String>,
    /// Today unless said.
    #[serde(default)]
    pub day: Option<Day>,
}

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<Project>> {
    store::all(tx)
}

fn overview(tx: &ReadTx<'_>, (): ()) -> Result<Vec<ProjectLine>> {
    let mut tasks = store::tasks(tx, None)?;
    let line = |project: Project| {
        let tasks = tasks.remove(&project.id).unwrap_or_default();
        line(tx, project, &tasks)
    };
    store::all(tx)?.into_iter().map(line).collect()
}

fn show(tx: &ReadTx<'_>, id: ProjectId) -> Result<ProjectDetail> {
    let project = store::get(tx, id)?;
    let tasks = store::tasks(tx, Some(id))?.remove(&id).unwrap_or_default();
    let today = tx.today()?;
    Ok(ProjectDetail {
        forecast: progress::forecast(&project, &tasks, today),
        burn_up: progress::burn_up(&tasks, today),
        updates: store::updates(tx, id, 200)?,
        line: line(tx, project, &tasks)?,
    })
}

/// How a project goes, as a person says and as its rows say.
fn line(tx: &ReadTx<'_>, project: Project, tasks: &[store::TaskFacts]) -> Result<ProjectLine> {
    let today = tx.today()?;
    let newest = store::updates(tx, project.id, 1)?.pop();
    let active = project.status == ProjectStatus::Active;
    let days = tasks.iter().flat_map(|task| [Some(task.created), task.done]).flatten();
    let moved = days.chain(newest.as_ref().map(|update| update.day)).max();
    let moved = moved.map_or_else(|| store::created(tx, project.id), Ok)?;
    let computed = if active { health::compute(tasks, moved, today) } else { None };
    let declared = newest.map(|update| update.health);
    let disagree = declared.zip(computed.as_ref()).filter(|(said, found)| *said != found.health);
    let disagree =
        disagree.map(|(said, found)| format!("You said {}; its tasks say {}", said.says(), found.health.says()));
    let likely = if active { progress::forecast(&project, tasks, today).p50 } else { None };
    Ok(ProjectLine { project, declared, computed, disagree, likely })
}

fn create(tx: &WriteTx<'_>, new: NewProject) -> Result<Project> {
    if let Some(area) = new.area {
        areas::get(tx, area)?;
    }
    check_days(new.start, new.target)?;
    let id = store::insert(tx, &new)?;
    let project = store::get(tx, id)?;
    tx.label(format!("Added the project {}", project.name));
    Ok(project)
}

fn update(tx: &WriteTx<'_>, patch: ProjectPatch) -> Result<Project> {
    let mut project = store::get(tx, patch.id)?;
    if let Some(name) = patch.name {
        project.name = one_line(&name, 500);
        require!(!project.name.is_empty(), "a project needs a name");
    }
    if let Some(notes) = patch.notes {
        project.notes = plain(&notes);
    }
    if let Some(status) = patch.status {
        project.status = status;
    }
    if let Some(area) = patch.area {
        area.map(|id| areas::get(tx, id)).transpose()?;
        project.area = area;
    }
    project.start = patch.start.unwrap_or(project.start);
    project.target = patch.target.unwrap_or(project.target);
    check_days(project.start, project.target)?;
    tx.label(format!("Changed the project {}", project.name));
    store::update(tx, &project)?;
    Ok(project)
}

fn delete(tx: &WriteTx<'_>, id: ProjectId) -> Result<()> {
    let project = store::get(tx, id)?;
    tx.label(format!("Deleted the project {}", project.name));
    store::delete(tx, id)
}

fn report(tx: &WriteTx<'_>, new: NewProjectUpdate) -> Result<ProjectUpdate> {
    let project = store::get(tx, new.project)?;
    let today = tx.today()?;
    let day = new.day.unwrap_or(today);
    require!(day <= today, "{day} is still to come; write the update on the day itself");
    tx.label(format!("Wrote an update on {}: {}", project.name, new.health.says()));
    let id = store::add_update(tx, project.id, day, new.health, &plain(new.note.as_deref().unwrap_or_default()))?;
    store::get_update(tx, id)
}

fn remove_update(tx: &WriteTx<'_>, id: ProjectUpdateId) -> Result<()> {
    store::get_update(tx, id)?;
    tx.label("Removed an update");
    store::remove_update(tx, id)
}

fn check_days(start: Option<Day>, target: Option<Day>) -> Result<()> {
    if let (Some(start), Some(target)) = (start, target) {
        require!(target >= start, "a project ends after it begins; choose a target after {start}");
    }
    Ok(())
}
