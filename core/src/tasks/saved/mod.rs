//! Saved filters: a query with a name, and how it is shown.

pub mod operations;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::order::{TaskGroup, TaskSort};
use crate::{id, words};

id! {
    /// One saved filter.
    SavedFilterId;
}

words! {
    /// How tasks are laid out.
    TaskView { List = "list", Board = "board", Calendar = "calendar", Matrix = "matrix" }
}

/// A query that is asked again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SavedFilter {
    pub id: SavedFilterId,
    pub name: String,
    pub query: String,
    pub view: TaskView,
    pub sort: TaskSort,
    pub group: TaskGroup,
}
