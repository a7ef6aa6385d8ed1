//! Links between texts. They are kept as they are written and resolved by title when they are looked at, so a text
//! may link to what is yet to be written. An item that is renamed keeps its old title for those who still use it.

mod scan;
mod store;

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ItemId, ItemKind, ItemRef};
use crate::db::{ReadTx, WriteTx};
use crate::documents::{self, Document};
use crate::error::{OrNotFound, Result};

/// The links of one text, both ways.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Links {
    pub outgoing: Vec<Link>,
    pub backlinks: Vec<Backlink>,
}

/// A link in a text; places in Unicode scalar values.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Link {
    /// As it is written.
    pub title: String,
    pub start: usize,
    pub end: usize,
    /// Where it leads; absent while nothing has this title.
    pub item: Option<ItemRef>,
}

/// A link in another text; places in Unicode scalar values of that text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Backlink {
    pub item: ItemRef,
    /// The sentence that it stands in.
    pub sentence: String,
    pub start: usize,
    pub end: usize,
}

/// Which titles.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TitleQuery {
    pub text: String,
    /// 8 unless said, at most 50.
    pub limit: Option<u32>,
}

/// Keeps the links of a text that was just read.
pub(super) fn keep(tx: &WriteTx<'_>, item: ItemId, kind: ItemKind, document: &Document) -> Result<()> {
    let found = match kind {
        ItemKind::Note | ItemKind::Markdown => scan::scan(&document.text),
        _ => Vec::new(),
    };
    let mut places = Places::new(&document.text);
    store::put(
        tx,
        item,
        found.into_iter().map(|link| {
            let (start, end) = (places.scalars(link.whole.start), places.scalars(link.whole.end));
            (link, start, end)
        }),
    )
}

/// Bytes to scalar values, asked for in order.
struct Places<'a> {
    text: &'a str,
    byte: usize,
    scalar: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, scalar: 0 }
    }

    fn scalars(&mut self, byte: usize) -> usize {
        self.scalar += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.scalar
    }
}

/// What titles lead to: an item of this title, notes before others and the eldest first; else one that had it.
struct Titles(HashMap<String, ItemRef>);

impl Titles {
    fn read(tx: &ReadTx<'_>) -> Result<Self> {
        let mut by_key: HashMap<String, ItemRef> = HashMap::new();
        let items = store::titles(tx)?;
        let by_id: HashMap<ItemId, ItemRef> = items.iter().map(|item| (item.id, item.clone())).collect();
        for item in items {
            by_key.entry(scan::key(&item.title)).or_insert(item);
        }
        for (key, item) in store::aliases(tx)? {
            if let Some(item) = by_id.get(&item) {
                by_key.entry(key).or_insert_with(|| item.clone());
            }
        }
        Ok(Self(by_key))
    }

    fn get(&self, key: &str) -> Option<&ItemRef> {
        self.0.get(key).or_else(|| self.0.get(scan::last(key)))
    }
}

/// The links of an item, both ways.
pub(super) fn links(tx: &ReadTx<'_>, id: ItemId) -> Result<Links> {
    let item = store::item_ref_of(tx, id)?.or_not_found("item", id)?;
    let titles = Titles::read(tx)?;
    let outgoing = store::of(tx, id)?
        .into_iter()
        .map(|line| Link { item: titles.get(&line.key).cloned(), title: line.title, start: line.start, end: line.end })
        .collect();
    let mut keys: Vec<String> = vec![scan::key(&item.title)];
    keys.extend(store::aliases(tx)?.into_iter().filter(|(_, owner)| *owner == id).map(|(key, _)| key));
    let mut seen = HashSet::new();
    let mut backlinks = Vec::new();
    for key in keys.iter().filter(|key| seen.insert((*key).clone())) {
        for line in store::to(tx, key, id)? {
            // Another item may have the same title, and the better right to it.
            if titles.get(&line.key).is_none_or(|leads_to| leads_to.id != id) {
                continue;
            }
            let (Some(item), Some(text)) = (store::item_ref_of(tx, line.item)?, super::store::text(tx, line.item)?)
            else {
                continue;
            };
            backlinks.push(Backlink {
                item,
                sentence: sentence(&text.text, line.start),
                start: line.start,
                end: line.end,
            });
        }
    }
    Ok(Links { outgoing, backlinks })
}

/// The links of a text that is no item's, with where they lead.
///
/// # Errors
/// The file cannot be read.
pub fn leading(tx: &ReadTx<'_>, text: &str) -> Result<Vec<Link>> {
    let found = scan::scan(text);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let (titles, mut places) = (Titles::read(tx)?, Places::new(text));
    let links = found.into_iter().map(|link| {
        let (start, end) = (places.scalars(link.whole.start), places.scalars(link.whole.end));
        Link { item: titles.get(&scan::key(&link.title)).cloned(), title: link.title, start, end }
    });
    Ok(links.collect())
}

/// An item in a few words.
///
/// # Errors
/// The file cannot be read.
pub fn item_ref(tx: &ReadTx<'_>, id: ItemId) -> Result<Option<ItemRef>> {
    store::item_ref_of(tx, id)
}

/// The sentence around a place.
fn sentence(text: &str, place: usize) -> String {
    let at = text.char_indices().nth(place).map_or(text.len(), |(byte, _)| byte);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let line = &text[start..end];
    let around = documents::sentences(line).into_iter().find(|range| range.contains(&(at - start)));
    around.map_or(line, |range| &line[range]).trim().to_owned()
}

/// Titles for writing a link.
pub(super) fn titles(tx: &ReadTx<'_>, query: TitleQuery) -> Result<Vec<ItemRef>> {
    store::matching(tx, query.text.trim(), query.limit.unwrap_or(8).min(50))
}

/// Follows a new title in the texts that link to the old one, as far as they are notes and `rewrite` is wanted, and
/// keeps the old title for the others. Call it before the title changes. Answers how many notes were changed.
pub(super) fn renamed(tx: &WriteTx<'_>, id: ItemId, old: &str, new: &str, rewrite: bool) -> Result<usize> {
    let (old_key, new_key) = (scan::key(old), scan::key(new));
    let leads_here = Titles::read(tx)?.get(&old_key).is_some_and(|item| item.id == id);
    if old_key == new_key || !leads_here {
        return Ok(0);
    }
    let mut rewritten = HashSet::new();
    // A title with one of these cannot be written as a link.
    if rewrite && !new.contains(['|', '#', '[', ']']) {
        for (note, text) in store::linking_notes(tx)? {
            let mut changed = text.clone();
            for link in scan::scan(&text).into_iter().rev().filter(|link| scan::key(&link.title) == old_key) {
                changed.replace_range(link.name, new);
            }
            if changed != text {
                let blob = super::store::keep(tx, changed.as_bytes())?;
                super::store::set_blob(tx, note, &blob, changed.len())?;
                rewritten.insert(note);
            }
        }
    }
    if store::to(tx, &old_key, id)?.iter().any(|line| !rewritten.contains(&line.item)) {
        store::add_alias(tx, id, old)?;
    }
    Ok(rewritten.len())
}
