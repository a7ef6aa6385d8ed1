//! What can be done with areas.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Area, AreaId, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::types::one_line;
use crate::{operations, require};

operations! { "areas";
    /// Every area, by name.
    query list(()) -> Vec<Area>;
    /// Adds an area.
    mutation create(NewArea) -> Area;
    /// Renames or recolours an area.
    mutation update(AreaPatch) -> Area;
    /// Removes an area; what belonged to it stays.
    mutation delete(AreaId) -> ();
}

/// An area to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewArea {
    pub name: String,
    /// `#rrggbb`.
    pub colour: String,
}

/// What to change of an area; absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AreaPatch {
    pub id: AreaId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub colour: Option<String>,
}

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<Area>> {
    store::all(tx)
}

fn create(tx: &WriteTx<'_>, new: NewArea) -> Result<Area> {
    let name = checked_name(tx, &new.name, None)?;
    let colour = checked_colour(new.colour)?;
    tx.label(format!("Added the area {name}"));
    let id = store::insert(tx, &name, &colour)?;
    store::get(tx, id)
}

fn update(tx: &WriteTx<'_>, patch: AreaPatch) -> Result<Area> {
    let mut area = store::get(tx, patch.id)?;
    if let Some(name) = patch.name {
        area.name = checked_name(tx, &name, Some(area.id))?;
    }
    if let Some(colour) = patch.colour {
        area.colour = checked_colour(colour)?;
    }
    tx.label(format!("Changed the area {}", area.name));
    store::update(tx, &area)?;
    Ok(area)
}

fn delete(tx: &WriteTx<'_>, id: AreaId) -> Result<()> {
    let area = store::get(tx, id)?;
    tx.label(format!("Deleted the area {}", area.name));
    store::delete(tx, id)
}

fn checked_name(tx: &ReadTx<'_>, name: &str, of: Option<AreaId>) -> Result<String> {
    let name = one_line(name, 200);
    require!(!name.is_empty(), "an area needs a name");
    match store::by_name(tx, &name)? {
        Some(other) if Some(other.id) != of => Err(Error::Conflict(format!("there is an area {} already", other.name))),
        _ => Ok(name),
    }
}

fn checked_colour(colour: String) -> Result<String> {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    require!(digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()), "a colour is written #rrggbb");
    Ok(colour.to_lowercase())
}
