//! What can be done with tags.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Tag, TagId, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::operations;

operations! { "tags";
    /// Every tag with its number of uses, by name.
    query list(()) -> Vec<Tag>;
    /// Renames a tag everywhere.
    mutation rename(RenameTag) -> Tag;
    /// Removes a tag from everything.
    mutation delete(TagId) -> ();
}

/// A tag's new name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RenameTag {
    pub id: TagId,
    pub name: String,
}

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<Tag>> {
    store::all(tx)
}

fn rename(tx: &WriteTx<'_>, RenameTag { id, name }: RenameTag) -> Result<Tag> {
    let tag = store::get(tx, id)?;
    let name = store::clean(&name)?;
    if let Some(other) = store::by_name(tx, &name)?.filter(|other| other.id != id) {
        return Err(Error::Conflict(format!("there is a tag {} already", other.name)));
    }
    tx.label(format!("Renamed the tag {} to {name}", tag.name));
    store::rename(tx, id, &name)?;
    store::get(tx, id)
}

fn delete(tx: &WriteTx<'_>, id: TagId) -> Result<()> {
    let tag = store::get(tx, id)?;
    tx.label(format!("Deleted the tag {}", tag.name));
    store::delete(tx, id)
}
