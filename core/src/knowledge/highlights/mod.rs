//! Highlights: words of an item that a person marked, with a note perhaps. They are kept by their words and
//! surroundings, and found again in whatever the text has become; one that is not found any more is kept and listed.

mod anchor;
mod store;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ItemId;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::types::{Timestamp, one_line, plain};
use crate::{id, operations, require, words};

operations! { "highlights";
    /// The highlights of an item in the order of its text, or of everything, newest first.
    query list(HighlightQuery) -> Vec<Highlight>;
    /// Marks a stretch of an item's text.
    mutation create(NewHighlight) -> Highlight;
    /// Changes a highlight's note or colour; absent fields stay.
    mutation edit(HighlightPatch) -> Highlight;
    /// Deletes a highlight.
    mutation delete(HighlightId) -> ();
}

id! {
    /// One highlight.
    HighlightId;
}

words! {
    /// The colour of a highlight.
    Colour { Yellow = "yellow", Green = "green", Blue = "blue", Red = "red" }
}

/// The longest stretch that is marked, in characters.
const LONGEST: usize = 20_000;

/// Some words of an item. Offsets are in Unicode scalar values of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Highlight {
    pub id: HighlightId,
    pub item: ItemId,
    pub item_title: String,
    pub quote: String,
    pub note: String,
    pub colour: Colour,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// Where it stands today; absent when its words are not in the text any more.
    pub start: Option<usize>,
    pub end: Option<usize>,
}

/// Which highlights.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct HighlightQuery {
    /// Those of this item.
    pub item: Option<ItemId>,
    /// Those whose quote or note contains this, of every item.
    pub text: Option<String>,
    /// 200 unless said, at most 500; of every item.
    pub limit: Option<u32>,
}

/// A highlight to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct NewHighlight {
    pub item: ItemId,
    pub start: usize,
    pub end: usize,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub colour: Option<Colour>,
}

/// What to change of a highlight; absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct HighlightPatch {
    pub id: HighlightId,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub colour: Option<Colour>,
}

/// Finds where each stands in the text of today.
fn placed(tx: &ReadTx<'_>, found: Vec<(Highlight, anchor::Selector)>) -> Result<Vec<Highlight>> {
    let mut texts: HashMap<ItemId, Option<anchor::Text>> = HashMap::new();
    let mut highlights = Vec::with_capacity(found.len());
    for (mut highlight, selector) in found {
        if let Entry::Vacant(empty) = texts.entry(highlight.item) {
            empty.insert(super::store::text(tx, highlight.item)?.map(|found| anchor::Text::new(&found.text)));
        }
        let place = texts.get(&highlight.item).and_then(Option::as_ref).and_then(|text| text.find(&selector));
        (highlight.start, highlight.end) = (place.map(|place| place.0), place.map(|place| place.1));
        highlights.push(highlight);
    }
    Ok(highlights)
}

fn one(tx: &ReadTx<'_>, id: HighlightId) -> Result<Highlight> {
    let found = store::get(tx, id)?;
    let fallback = found.0.clone();
    Ok(placed(tx, vec![found])?.pop().unwrap_or(fallback))
}

fn list(tx: &ReadTx<'_>, query: HighlightQuery) -> Result<Vec<Highlight>> {
    let Some(item) = query.item else {
        let text = query.text.unwrap_or_default();
        return placed(tx, store::with_words(tx, text.trim(), query.limit.unwrap_or(200).min(500))?);
    };
    let mut highlights = placed(tx, store::of_item(tx, item)?)?;
    highlights.sort_by_key(|highlight| (highlight.start.is_none(), highlight.start, highlight.id));
    Ok(highlights)
}

fn create(tx: &WriteTx<'_>, new: NewHighlight) -> Result<Highlight> {
    let item = super::store::get(tx, new.item)?;
    let text = super::store::text(tx, new.item)?.map(|found| found.text).unwrap_or_default();
    require!(new.start < new.end, "choose some words to highlight");
    require!(new.end - new.start <= LONGEST, "this is too much for one highlight; mark a shorter part");
    let selector = anchor::Text::new(&text).select(&text, new.start, new.end);
    let Some(selector) = selector else {
        return Err(crate::Error::invalid("there are no words at this place of the text"));
    };
    let note = plain(new.note.unwrap_or_default().trim());
    let id = store::insert(tx, new.item, &selector, &note, new.colour.unwrap_or(Colour::Yellow))?;
    tx.label(format!("Highlighted “{}” in {}", one_line(&selector.quote, 60), item.title));
    one(tx, id)
}

fn edit(tx: &WriteTx<'_>, patch: HighlightPatch) -> Result<Highlight> {
    let (old, _) = store::get(tx, patch.id)?;
    let note = patch.note.map_or(old.note, |note| plain(note.trim()));
    store::set(tx, patch.id, &note, patch.colour.unwrap_or(old.colour))?;
    tx.label(format!("Changed a highlight in {}", old.item_title));
    one(tx, patch.id)
}

fn delete(tx: &WriteTx<'_>, id: HighlightId) -> Result<()> {
    let (old, _) = store::get(tx, id)?;
    store::delete(tx, id)?;
    tx.label(format!("Deleted a highlight in {}", old.item_title));
    Ok(())
}
