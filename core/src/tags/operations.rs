//! What can be done with tags.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Tag, TagId, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::{operations, require};

operations! { "tags";
    /// Every tag with its number of uses, by name.
    query list(()) -> Vec<Tag>;
    /// Renames a tag everywhere.
    mutation rename(RenameTag) -> Tag;
    /// Makes one tag of two: what carries the first carries the second instead, and the first's name means the second.
    mutation merge(MergeTags) -> Tag;
    /// Gives a tag another name, so that whoever writes it means this tag.
    mutation add_alias(TagAlias) -> Tag;
    /// Takes another name away from a tag.
    mutation remove_alias(TagAlias) -> Tag;
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

/// Two tags to become one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeTags {
    pub from: TagId,
    pub into: TagId,
}

/// Another name of a tag.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TagAlias {
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
    if let Some(other) = store::by_alias(tx, &name)? {
        require!(other.id == id, "{name} is another name of the tag {}; take it away there first", other.name);
        store::remove_alias(tx, &name)?;
    }
    tx.label(format!("Renamed the tag {} to {name}", tag.name));
    store::rename(tx, id, &name)?;
    // What was saved or typed with the old name goes on meaning it.
    if !tag.name.eq_ignore_ascii_case(&name) {
        store::add_alias(tx, id, &tag.name)?;
    }
    store::get(tx, id)
}

fn merge(tx: &WriteTx<'_>, MergeTags { from, into }: MergeTags) -> Result<Tag> {
    require!(from != into, "choose two different tags");
    let (gone, kept) = (store::get(tx, from)?, store::get(tx, into)?);
    store::move_to(tx, from, into)?;
    store::delete(tx, from)?;
    store::add_alias(tx, into, &gone.name)?;
    tx.label(format!("Merged the tag {} into {}", gone.name, kept.name));
    store::get(tx, into)
}

fn add_alias(tx: &WriteTx<'_>, TagAlias { id, name }: TagAlias) -> Result<Tag> {
    let tag = store::get(tx, id)?;
    let name = store::clean(&name)?;
    if let Some(other) = store::by_name(tx, &name)? {
        return Err(Error::Conflict(match other.id == id {
            true => format!("{name} is the tag's own name"),
            false => format!("there is a tag {} already; merge the two", other.name),
        }));
    }
    if let Some(other) = store::by_alias(tx, &name)? {
        return Err(Error::Conflict(format!("{name} is another name of the tag {} already", other.name)));
    }
    store::add_alias(tx, id, &name)?;
    tx.label(format!("{name} now means the tag {}", tag.name));
    store::get(tx, id)
}

fn remove_alias(tx: &WriteTx<'_>, TagAlias { id, name }: TagAlias) -> Result<Tag> {
    let (tag, name) = (store::get(tx, id)?, store::clean(&name)?);
    require!(
        store::by_alias(tx, &name)?.is_some_and(|found| found.id == id),
        "{name} is no other name of {}",
        tag.name
    );
    store::remove_alias(tx, &name)?;
    tx.label(format!("{name} no longer means the tag {}", tag.name));
    store::get(tx, id)
}

fn delete(tx: &WriteTx<'_>, id: TagId) -> Result<()> {
    let tag = store::get(tx, id)?;
    tx.label(format!("Deleted the tag {}", tag.name));
    store::delete(tx, id)
}
