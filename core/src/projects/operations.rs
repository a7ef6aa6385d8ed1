//! What can be done with projects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Project, ProjectId, ProjectStatus, store};
use crate::areas::{self, AreaId};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::types::{Patch, one_line, plain};
use crate::{operations, require};

operations! { "projects";
    /// Every project with the count of its tasks, active ones first.
    query list(()) -> Vec<Project>;
    /// Adds a project.
    mutation create(NewProject) -> Project;
    /// Changes a project; absent fields stay.
    mutation update(ProjectPatch) -> Project;
    /// Removes a project; its tasks stay.
    mutation delete(ProjectId) -> ();
}

/// A project to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewProject {
    pub name: String,
    #[serde(default)]
    pub area: Option<AreaId>,
    #[serde(default)]
    pub notes: Option<String>,
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
}

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<Project>> {
    store::all(tx)
}

fn create(tx: &WriteTx<'_>, new: NewProject) -> Result<Project> {
    if let Some(area) = new.area {
        areas::get(tx, area)?;
    }
    let id = store::insert(tx, &new.name, new.area, &plain(new.notes.as_deref().unwrap_or_default()))?;
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
    tx.label(format!("Changed the project {}", project.name));
    store::update(tx, &project)?;
    Ok(project)
}

fn delete(tx: &WriteTx<'_>, id: ProjectId) -> Result<()> {
    let project = store::get(tx, id)?;
    tx.label(format!("Deleted the project {}", project.name));
    store::delete(tx, id)
}
