//! What can be done with saved filters.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SavedFilter, SavedFilterId, TaskView, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::tasks::filter::{self, store::Condition};
use crate::tasks::order::{self, TaskGroup, TaskSort};
use crate::types::one_line;
use crate::{operations, require};

operations! { "filters";
    /// The saved filters in their order.
    query list(()) -> Vec<SavedFilter>;
    /// How many tasks each saved filter finds, counted no further than 1000.
    query counts(()) -> Vec<FilterCount>;
    /// Saves a filter under a name.
    mutation create(NewFilter) -> SavedFilter;
    /// Renames a saved filter, or changes its query, view, sort or group; absent fields stay.
    mutation update(FilterPatch) -> SavedFilter;
    /// Puts a saved filter behind another, or first.
    mutation reorder(MoveFilter) -> Vec<SavedFilter>;
    /// Removes a saved filter; the tasks stay.
    mutation delete(SavedFilterId) -> ();
}

/// The counts in the sidebar go no further.
const MOST: u32 = 1000;

/// What a saved filter finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FilterCount {
    pub id: SavedFilterId,
    /// At most 1000.
    pub count: i64,
}

/// A saved filter to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct NewFilter {
    #[ts(optional = false)]
    pub name: String,
    #[ts(optional = false)]
    pub query: String,
    #[serde(default)]
    pub view: Option<TaskView>,
    #[serde(default)]
    pub sort: Option<TaskSort>,
    #[serde(default)]
    pub group: Option<TaskGroup>,
}

/// What to change of a saved filter.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct FilterPatch {
    #[ts(optional = false)]
    pub id: SavedFilterId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub query: Option<String>,
    #[serde(default)]
    pub view: Option<TaskView>,
    #[serde(default)]
    pub sort: Option<TaskSort>,
    #[serde(default)]
    pub group: Option<TaskGroup>,
}

/// Where a saved filter goes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MoveFilter {
    #[ts(optional = false)]
    pub id: SavedFilterId,
    /// The one before it; it becomes the first when absent.
    #[serde(default)]
    pub after: Option<SavedFilterId>,
}

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<SavedFilter>> {
    store::all(tx)
}

fn counts(tx: &ReadTx<'_>, (): ()) -> Result<Vec<FilterCount>> {
    let mut counts = Vec::new();
    for saved in store::all(tx)? {
        // A query that a newer program has saved may not be understood here; it has no count then.
        let Ok(query) = filter::parse(&saved.query) else { continue };
        let count = order::store::count_up_to(tx, &Condition::of(tx, &query)?, MOST)?;
        counts.push(FilterCount { id: saved.id, count });
    }
    Ok(counts)
}

fn create(tx: &WriteTx<'_>, new: NewFilter) -> Result<SavedFilter> {
    let made = SavedFilter {
        id: SavedFilterId(0),
        name: one_line(&new.name, 100),
        query: new.query.trim().to_owned(),
        view: new.view.unwrap_or(TaskView::List),
        sort: new.sort.unwrap_or_default(),
        group: new.group.unwrap_or_default(),
    };
    check(tx, &made)?;
    let rank = order::between(&store::last_rank(tx)?, None);
    let id = store::insert(tx, &made, &rank)?;
    tx.label(format!("Saved the filter {}", made.name));
    store::get(tx, id)
}

fn update(tx: &WriteTx<'_>, patch: FilterPatch) -> Result<SavedFilter> {
    let mut saved = store::get(tx, patch.id)?;
    if let Some(name) = &patch.name {
        saved.name = one_line(name, 100);
    }
    if let Some(query) = &patch.query {
        saved.query = query.trim().to_owned();
    }
    saved.view = patch.view.unwrap_or(saved.view);
    saved.sort = patch.sort.unwrap_or(saved.sort);
    saved.group = patch.group.unwrap_or(saved.group);
    check(tx, &saved)?;
    store::update(tx, &saved)?;
    tx.label(format!("Changed the filter {}", saved.name));
    Ok(saved)
}

fn reorder(tx: &WriteTx<'_>, MoveFilter { id, after }: MoveFilter) -> Result<Vec<SavedFilter>> {
    let saved = store::get(tx, id)?;
    require!(after != Some(id), "a filter cannot stand behind itself");
    after.map(|after| store::get(tx, after)).transpose()?;
    let (low, high) = store::ranks_from(tx, after)?;
    store::set_rank(tx, id, &order::between(&low, high.as_deref()))?;
    tx.label(format!("Moved the filter {}", saved.name));
    store::all(tx)
}

fn delete(tx: &WriteTx<'_>, id: SavedFilterId) -> Result<()> {
    let saved = store::get(tx, id)?;
    store::delete(tx, id)?;
    tx.label(format!("Deleted the filter {}", saved.name));
    Ok(())
}

fn check(tx: &ReadTx<'_>, saved: &SavedFilter) -> Result<()> {
    require!(!saved.name.is_empty(), "a saved filter needs a name");
    filter::parse(&saved.query).map_err(Error::from)?;
    match store::by_name(tx, &saved.name)? {
        Some(other) if other.id != saved.id => {
            Err(Error::Conflict(format!("there is a saved filter {} already; choose another name", other.name)))
        }
        _ => Ok(()),
    }
}
