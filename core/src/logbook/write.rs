//! Writing an entry and changing one: the checks that hold whoever asks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Entry, EntryId, LinkTo, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::require;
use crate::tasks::Energy;
use crate::types::{Day, Patch, one_line, plain};

/// The longest text, in characters: a book, not an entry.
const LONGEST: usize = 1_000_000;

/// An entry to be.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewEntry {
    /// Today unless said.
    pub day: Option<Day>,
    pub title: Option<String>,
    /// Markdown; may be empty where there is a mood, an energy or a title.
    #[ts(optional = false)]
    pub text: String,
    /// 1 (bad) to 5 (good).
    pub mood: Option<u8>,
    pub energy: Option<Energy>,
    pub tags: Option<Vec<String>>,
    pub links: Option<Vec<LinkTo>>,
    /// No model may read it.
    pub closed: Option<bool>,
}

/// What to change of an entry; absent stays, `null` clears.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EntryPatch {
    pub id: EntryId,
    #[serde(default)]
    pub day: Option<Day>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<u8>")]
    pub mood: Patch<u8>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Energy>")]
    pub energy: Patch<Energy>,
    #[serde(default)]
    pub tags: Option<Vec<String>>,
    #[serde(default)]
    pub links: Option<Vec<LinkTo>>,
    #[serde(default)]
    pub closed: Option<bool>,
}

/// Writes an entry.
///
/// # Errors
/// It says nothing at all, a value is out of its range, or a link leads nowhere.
pub fn create(tx: &WriteTx<'_>, new: NewEntry) -> Result<Entry> {
    let entry = Entry {
        id: EntryId(0),
        day: new.day.map_or_else(|| tx.today(), Ok)?,
        at: tx.now(),
        title: one_line(new.title.as_deref().unwrap_or_default(), 500),
        text: plain(&new.text),
        mood: new.mood,
        energy: new.energy,
        tags: new.tags.unwrap_or_default(),
        links: Vec::new(),
        wiki_links: Vec::new(),
        closed: new.closed.unwrap_or(false),
        updated_at: tx.now(),
    };
    let said = !entry.text.trim().is_empty() || !entry.title.is_empty();
    require!(said || entry.mood.is_some() || entry.energy.is_some(), "there is nothing to keep yet: write something");
    check(&entry)?;
    let links = new.links.unwrap_or_default();
    check_links(tx, &links)?;
    let id = store::insert(tx, &entry)?;
    store::set_links(tx, id, &links)?;
    let entry = store::get(tx, id)?;
    tx.label(format!("Wrote in the logbook: {}", named(&entry)));
    Ok(entry)
}

/// Applies a patch to an entry.
pub(super) fn change(tx: &WriteTx<'_>, patch: EntryPatch) -> Result<Entry> {
    let mut entry = store::get(tx, patch.id)?;
    if let Some(day) = patch.day {
        entry.day = day;
    }
    if let Some(title) = &patch.title {
        entry.title = one_line(title, 500);
    }
    if let Some(text) = &patch.text {
        entry.text = plain(text);
    }
    if let Some(mood) = patch.mood {
        entry.mood = mood;
    }
    if let Some(energy) = patch.energy {
        entry.energy = energy;
    }
    if let Some(tags) = patch.tags {
        entry.tags = tags;
    }
    if let Some(closed) = patch.closed {
        entry.closed = closed;
    }
    check(&entry)?;
    store::update(tx, &entry)?;
    if let Some(links) = patch.links {
        check_links(tx, &links)?;
        store::set_links(tx, entry.id, &links)?;
    }
    let entry = store::get(tx, entry.id)?;
    tx.label(match patch.closed {
        Some(true) => format!("Closed to models: {}", named(&entry)),
        Some(false) => format!("Opened to models: {}", named(&entry)),
        None => format!("Changed the logbook: {}", named(&entry)),
    });
    Ok(entry)
}

/// The entries of a span of days, both included, oldest first.
///
/// # Errors
/// The file cannot be read.
pub fn between(tx: &ReadTx<'_>, from: Day, until: Day) -> Result<Vec<Entry>> {
    store::list_where(tx, "day between ?1 and ?2 order by day, at, id", &[&from, &until])
}

/// An entry in a few words: its title, else its first line, else its day. One that is closed is known by its day alone,
/// so that its words stand in no label that a model may read.
pub fn named(entry: &Entry) -> String {
    let first = entry.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words = if entry.title.is_empty() { first.trim_start_matches(['#', ' ']) } else { &entry.title };
    if entry.closed || words.is_empty() { entry.day.to_string() } else { one_line(words, 60) }
}

fn check(entry: &Entry) -> Result<()> {
    require!(entry.mood.is_none_or(|mood| (1..=5).contains(&mood)), "a mood is 1 (bad) to 5 (good)");
    require!(
        entry.text.chars().count() <= LONGEST,
        "an entry has at most {LONGEST} characters; keep a longer text as a note"
    );
    require!((1..=9999).contains(&entry.day.0.year()), "the logbook has the years 1 to 9999");
    Ok(())
}

fn check_links(tx: &ReadTx<'_>, links: &[LinkTo]) -> Result<()> {
    for link in links {
        store::title_of(tx, *link)?.or_not_found(link.kind.word(), link.id)?;
    }
    Ok(())
}
