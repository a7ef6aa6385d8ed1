//! Areas: the parts of a life, each with a colour. Everything can belong to one.

pub mod operations;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id;

pub use store::{by_name, get};

id! {
    /// One area.
    AreaId;
}

/// A part of life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Area {
    pub id: AreaId,
    pub name: String,
    /// `#rrggbb`.
    pub colour: String,
}
