//! The logbook: what a person wrote about their days, with mood and energy, and beside it what happened, which is read
//! from the rows and never mixed into the writing.
//!
//! An entry may be closed to models: its owner finds its words, but it has no vector, and no answer reads it. An entry is
//! found as one passage; an embedding model reads the first of it, as far as its window goes (about 200 words with the
//! built-in one), and the words of all of it count.

mod book;
mod calendar;
pub mod operations;
mod store;
mod strip;
mod write;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::knowledge::links::Link;
use crate::tasks::Energy;
use crate::types::{Day, Timestamp};
use crate::{id, words};

pub use book::heading;
pub use calendar::{Anniversary, DayMark, MonthOf, MonthPage, on_this_day};
pub use store::{any, any_closed};
pub use strip::{Happened, Happening, happened};
pub use write::{EntryPatch, NewEntry, between, create, named};

id! {
    /// One entry of the logbook.
    EntryId;
}

words! {
    /// What an entry, or a line of the day, leads to.
    LinkKind {
        Task = "task",
        Project = "project",
        Item = "item",
        Entry = "entry",
        Habit = "habit",
        Metric = "metric",
        Goal = "goal",
    }
}

/// Something that a line leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkTo {
    pub kind: LinkKind,
    pub id: i64,
}

/// Something that an entry leads to, by its name of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EntryLink {
    pub to: LinkTo,
    pub title: String,
}

/// What was written at one time about one day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Entry {
    pub id: EntryId,
    pub day: Day,
    /// When it was begun.
    pub at: Timestamp,
    /// Empty when it has none.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// 1 (bad) to 5 (good).
    pub mood: Option<u8>,
    pub energy: Option<Energy>,
    pub tags: Vec<String>,
    /// What it was linked to beside its text; what is gone since is left out.
    pub links: Vec<EntryLink>,
    /// The links in its text.
    pub wiki_links: Vec<Link>,
    /// No model may read it.
    pub closed: bool,
    pub updated_at: Timestamp,
}
