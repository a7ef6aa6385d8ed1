//! One change for many tasks, chosen one by one or by a filter: one step, one undo.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::filter::{self, store::Condition};
use super::operations::{self, DeleteTasks, TaskIds};
use super::order::store::ids;
use super::{RepeatScope, TaskId, TaskPatch, recurrence, store};
use crate::db::WriteTx;
use crate::error::{Error, Result};
use crate::words;

words! {
    /// What is done to each task.
    BulkVerb { Edit = "edit", Complete = "complete", Reopen = "reopen", Delete = "delete" }
}

/// Which tasks, and what is done to them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BulkEdit {
    #[ts(optional = false)]
    pub verb: BulkVerb,
    /// These …
    #[serde(default)]
    #[ts(as = "Option<Vec<TaskId>>")]
    pub ids: Vec<TaskId>,
    /// … or all that this filter finds …
    #[serde(default)]
    pub filter: Option<String>,
    /// … but not these.
    #[serde(default)]
    #[ts(as = "Option<Vec<TaskId>>")]
    pub except: Vec<TaskId>,
    /// For the verb `edit`: absent fields stay, null clears.
    #[serde(default)]
    pub patch: Option<TaskPatch>,
    /// For the verb `edit`: tags that each is given besides its own.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>")]
    pub add_tags: Vec<String>,
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>")]
    pub remove_tags: Vec<String>,
    /// Of tasks that repeat, for the verbs `edit` and `delete`.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
}

/// Changes the tasks and answers how many there were.
///
/// # Errors
/// None was chosen, or one of them refuses the change; then none is changed.
pub(super) fn bulk(tx: &WriteTx<'_>, edit: BulkEdit) -> Result<i64> {
    let mut chosen = match &edit.filter {
        Some(line) => ids(tx, &Condition::of(tx, &filter::parse(line).map_err(Error::from)?)?)?,
        None => edit.ids.clone(),
    };
    let except: HashSet<TaskId> = edit.except.iter().copied().collect();
    chosen.retain(|id| !except.contains(id));
    if chosen.is_empty() {
        return Err(Error::invalid("no task was chosen"));
    }
    let count = chosen.len();
    let tasks = TaskIds { ids: chosen };
    match edit.verb {
        BulkVerb::Complete => drop(operations::complete(tx, tasks)?),
        BulkVerb::Reopen => drop(operations::reopen(tx, tasks)?),
        BulkVerb::Delete => delete(tx, tasks.ids, edit.scope)?,
        BulkVerb::Edit => {
            for id in tasks.ids {
                change(tx, id, &edit)?;
            }
            tx.label(if count == 1 { "Changed a task".to_owned() } else { format!("Changed {count} tasks") });
        }
    }
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A subtask may be chosen beside its parent, and goes with it.
fn delete(tx: &WriteTx<'_>, ids: Vec<TaskId>, scope: Option<RepeatScope>) -> Result<()> {
    if ids.len() == 1 {
        return operations::delete(tx, DeleteTasks { ids, scope });
    }
    for id in &ids {
        recurrence::delete(tx, *id, scope)?;
    }
    tx.label(format!("Deleted {} tasks", ids.len()));
    Ok(())
}

fn change(tx: &WriteTx<'_>, id: TaskId, change: &BulkEdit) -> Result<()> {
    let mut patch = change.patch.clone().unwrap_or_default();
    if !change.add_tags.is_empty() || !change.remove_tags.is_empty() {
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        let mut tags = patch.tags.take().map_or_else(|| store::get(tx, id).map(|task| task.tags), Ok)?;
        tags.retain(|tag| !change.remove_tags.iter().any(|gone| same(gone, tag)));
        for tag in &change.add_tags {
            if !tags.iter().any(|had| same(had, tag)) {
                tags.push(tag.clone());
            }
        }
        patch.tags = Some(tags);
    }
    recurrence::apply(tx, id, &patch, change.scope).map(drop)
}
