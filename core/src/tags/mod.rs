//! Tags: words that gather things of every kind. A tag is made by its first use.

pub mod operations;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id;

pub use store::{
    all_names, clean, ensure, get, known, names_of_entry, names_of_item, names_of_task, set_entry, set_item, set_task,
};

id! {
    /// One tag.
    TagId;
}

/// A tag and how often it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Tag {
    pub id: TagId,
    pub name: String,
    /// Tasks, items and entries of the logbook that carry it.
    pub uses: i64,
    /// Other names for it: whoever writes one of them means this tag.
    pub aliases: Vec<String>,
}
