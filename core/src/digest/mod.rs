//! The digest of a day: what it asks for and what the day before brought, as facts that are read from the rows. No model
//! is asked; each line leads to what it speaks of; a day with nothing says so.

mod facts;
pub mod morning;
mod store;
mod text;

pub(crate) use text::duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::ReadTx;
use crate::error::Result;
use crate::logbook::LinkTo;
use crate::operations;
use crate::types::Day;

operations! { "digest";
    /// What a day asks for and what came before it, computed from the rows.
    query day(DigestDay) -> Digest;
}

/// Which day.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DigestDay {
    /// Today unless said.
    pub day: Option<Day>,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DigestLine {
    pub title: String,
    /// A time, a date, a number of minutes.
    pub detail: Option<String>,
    pub to: Option<LinkTo>,
}

/// Facts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DigestSection {
    /// A word for the kind that does not change.
    pub key: String,
    pub title: String,
    /// The first of them.
    pub lines: Vec<DigestLine>,
    /// How many there are in all.
    pub total: usize,
}

/// A day's digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Digest {
    pub day: Day,
    /// Only those with facts.
    pub sections: Vec<DigestSection>,
    /// The same in Markdown.
    pub text: String,
}

/// A kind of fact and how it is found.
struct Kind {
    key: &'static str,
    title: &'static str,
    find: fn(&ReadTx<'_>, Day) -> Result<Vec<DigestLine>>,
}

/// What a digest tells, in this order: one line a kind.
const KINDS: &[Kind] = &[
    Kind { key: "overdue", title: "Overdue", find: facts::overdue },
    Kind { key: "plan", title: "Planned", find: facts::planned },
    Kind { key: "due", title: "Due", find: facts::due },
    Kind { key: "habits", title: "Habits", find: facts::habits },
    Kind { key: "reminders", title: "Reminders", find: facts::reminders },
    Kind { key: "came_in", title: "Came in", find: facts::came_in },
    Kind { key: "finished", title: "Finished the day before", find: facts::finished },
    Kind { key: "on_this_day", title: "On this day", find: facts::on_this_day },
];

/// A digest is at most a screen: so many lines of each kind, and how many more there are.
const LINES: usize = 7;

/// The digest of a day.
///
/// # Errors
/// The file cannot be read, or the calendar has no such day.
pub fn of(tx: &ReadTx<'_>, day: Day) -> Result<Digest> {
    let mut sections = Vec::new();
    for Kind { key, title, find } in KINDS {
        let mut lines = find(tx, day)?;
        let total = lines.len();
        lines.truncate(LINES);
        if total > 0 {
            sections.push(DigestSection { key: (*key).into(), title: (*title).into(), lines, total });
        }
    }
    let text = text::markdown(day, &sections);
    Ok(Digest { day, sections, text })
}

fn day(tx: &ReadTx<'_>, DigestDay { day }: DigestDay) -> Result<Digest> {
    of(tx, day.map_or_else(|| tx.today(), Ok)?)
}
