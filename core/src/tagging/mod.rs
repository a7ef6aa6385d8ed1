//! Suggested tags: words that this person uses already, for an item that lacks them. They come from the items nearest
//! in meaning and from the item's own words; nothing is tagged until the person says so.

mod store;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::knowledge::{self, Item, ItemId, ItemKind};
use crate::tags::{self, TagId};
use crate::{operations, require, settings};

operations! { "tagging";
    /// Tags that would suit an item, from those in use, best first.
    query suggest(ItemId) -> Vec<TagSuggestion>;
    /// Gives an item a tag that was suggested.
    mutation accept(TagOfItem) -> Item;
    /// Declines a suggestion; it is not made again for this item.
    mutation decline(TagOfItem) -> ();
}

/// So many passages are looked at.
const PASSAGES: i64 = 80;
/// Of so many items nearest in meaning the tags are counted.
const NEIGHBOURS: usize = 10;
/// Items less alike than this are no neighbours.
const ALIKE: f64 = 0.35;
/// A tag of fewer of the neighbours than this share, by weight, is not suggested.
const SHARE: f64 = 0.25;
/// What it counts that the tag's name stands in the title, and in the text.
const IN_TITLE: f64 = 0.5;
const IN_TEXT: f64 = 0.3;
/// Most suggestions for an item.
const MOST: usize = 5;

/// A tag that would suit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TagSuggestion {
    pub tag: TagId,
    pub name: String,
    pub score: f64,
    /// Titles of similar items that have it.
    pub similar: Vec<String>,
    /// Its name stands in the item's own words.
    pub mentioned: bool,
}

/// A tag and an item.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TagOfItem {
    pub item: ItemId,
    pub tag: TagId,
}

fn suggest(tx: &ReadTx<'_>, item: ItemId) -> Result<Vec<TagSuggestion>> {
    let shown = knowledge::get(tx, item)?;
    let names = store::names(tx)?;
    let mut taken = store::tags_of(tx, item)?;
    taken.extend(store::declined(tx, item)?);
    let mut scores: HashMap<TagId, (f64, Vec<String>, bool)> = HashMap::new();

    let near = neighbours(tx, item)?;
    let mut tagged = Vec::new();
    for (other, cosine) in near {
        let tags = store::tags_of(tx, other)?;
        if !tags.is_empty() {
            tagged.push((other, cosine, tags));
        }
    }
    tagged.truncate(NEIGHBOURS);
    let weight: f64 = tagged.iter().map(|(_, cosine, _)| cosine).sum();
    for (other, cosine, tags) in &tagged {
        let title = knowledge::get(tx, *other)?.title;
        for tag in tags {
            let (score, similar, _) = scores.entry(*tag).or_default();
            *score += cosine / weight;
            if similar.len() < 2 {
                similar.push(title.clone());
            }
        }
    }
    scores.retain(|_, (score, ..)| *score >= SHARE);

    let title = words(&shown.title);
    let text = words(&own_words(tx, item)?);
    for (tag, names) in &names {
        let stands =
            |place: &str| names.iter().map(|name| words(name)).any(|name| name.len() > 2 && place.contains(&name));
        let bonus = if stands(&title) {
            IN_TITLE
        } else if stands(&text) {
            IN_TEXT
        } else {
            continue;
        };
        let (score, _, mentioned) = scores.entry(*tag).or_default();
        (*score, *mentioned) = (*score + bonus, true);
    }

    let mut suggestions: Vec<TagSuggestion> = scores
        .into_iter()
        .filter(|(tag, _)| !taken.contains(tag))
        .filter_map(|(tag, (score, similar, mentioned))| {
            let name = names.get(&tag)?.first()?.clone();
            Some(TagSuggestion { tag, name, score, similar, mentioned })
        })
        .collect();
    suggestions.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
    suggestions.truncate(MOST);
    Ok(suggestions)
}

/// What an item says; of a note also before it was read.
fn own_words(tx: &ReadTx<'_>, item: ItemId) -> Result<String> {
    Ok(match knowledge::text(tx, item)? {
        Some(found) => found.text,
        None => match knowledge::original(tx, item)? {
            Some(original) if original.kind == ItemKind::Note => String::from_utf8_lossy(&original.bytes).into_owned(),
            _ => String::new(),
        },
    })
}

/// The items nearest to the middle of an item's passages.
fn neighbours(tx: &ReadTx<'_>, item: ItemId) -> Result<Vec<(ItemId, f64)>> {
    let model = settings::read(tx)?.embed_model.trim_start_matches("builtin:").to_owned();
    let vectors = store::vectors(tx, &model, item)?;
    let Some(first) = vectors.first() else { return Ok(Vec::new()) };
    let mut mean = vec![0.0_f32; first.len()];
    for vector in &vectors {
        mean.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
    }
    let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
    if !length.is_finite() || length < 1e-6 {
        return Ok(Vec::new());
    }
    mean.iter_mut().for_each(|x| *x /= length);
    let own = vectors.len() as i64;
    let mut near = store::nearest(tx, &model, &mean, item, (PASSAGES + own).min(1000))?;
    near.retain(|(_, cosine)| *cosine >= ALIKE);
    Ok(near)
}

/// The words of a text, each between spaces, so that a name is found only as a whole word.
fn words(text: &str) -> String {
    let folded = text.to_lowercase();
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

fn accept(tx: &WriteTx<'_>, TagOfItem { item, tag }: TagOfItem) -> Result<Item> {
    let shown = knowledge::get(tx, item)?;
    let name = tags::get(tx, tag)?.name;
    let mut names = shown.tags;
    names.push(name.clone());
    tags::set_item(tx, item.0, &names)?;
    tx.label(format!("Tagged {} @{name}", shown.title));
    knowledge::get(tx, item)
}

fn decline(tx: &WriteTx<'_>, TagOfItem { item, tag }: TagOfItem) -> Result<()> {
    let (shown, name) = (knowledge::get(tx, item)?, tags::get(tx, tag)?.name);
    require!(!shown.tags.contains(&name), "{} has the tag {name} already", shown.title);
    store::decline(tx, item, tag)?;
    tx.label(format!("Declined the tag {name} for {}", shown.title));
    Ok(())
}
