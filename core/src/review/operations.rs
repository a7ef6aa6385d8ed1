//! What can be done with the weekly review.

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Review, ReviewAction, Week, act, steps, store, text};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::logbook::{self, Entry, LinkTo, NewEntry};
use crate::types::Day;
use crate::{operations, require};

operations! { "review";
    /// The steps of the weekly review, computed from everything there is.
    query week(ReviewWeek) -> Review;
    /// Completes, drops, plans or rests the chosen lines, as one step.
    mutation act(ReviewDecision) -> usize;
    /// Writes the review into the logbook: one's own words, and the facts of the week.
    mutation save(SaveReview) -> Entry;
}

/// Which week.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReviewWeek {
    /// The last of the seven days; today unless said.
    pub day: Option<Day>,
    /// So many days a task may wait before it is asked about; 7 unless said, at most 365.
    pub waiting_days: Option<u32>,
}

/// What was decided.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReviewDecision {
    pub action: ReviewAction,
    /// Tasks and projects.
    pub lines: Vec<LinkTo>,
    /// For the action `schedule`.
    #[serde(default)]
    pub day: Option<Day>,
}

/// A review to be kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveReview {
    /// The last of the seven days; today unless said.
    pub day: Option<Day>,
    /// The person's own words, in Markdown; may be empty.
    #[ts(optional = false)]
    pub words: String,
}

fn week(tx: &ReadTx<'_>, asked: ReviewWeek) -> Result<Review> {
    let patience = asked.waiting_days.unwrap_or(7);
    require!(patience <= 365, "a task is asked about after a year at most");
    let until = asked.day.map_or_else(|| tx.today(), Ok)?;
    let away = |days: i64| -> Result<Day> {
        until.0.checked_add(days.days()).map(Day).map_err(|_| Error::invalid("the calendar has no such day"))
    };
    let week = Week { from: away(-6)?, until, next_from: away(1)?, next_until: away(7)?, patience };
    let steps = steps::all(tx, &week)?;
    let focus = store::focus_minutes(tx, tx.began(week.from)?, tx.began(week.next_from)?)?;
    let text = text::facts(&steps, focus);
    Ok(Review { from: week.from, until, title: title(week.from, until), steps, text })
}

/// `Weekly review, 16–22 November 2026`.
fn title(from: Day, until: Day) -> String {
    let first = match (from.0.year() == until.0.year(), from.0.month() == until.0.month()) {
        (true, true) => "%-d",
        (true, false) => "%-d %B ",
        _ => "%-d %B %Y ",
    };
    let gap = if first.ends_with(' ') { " " } else { "" };
    format!("Weekly review, {}–{gap}{}", from.0.strftime(first), until.0.strftime("%-d %B %Y"))
}

fn act(tx: &WriteTx<'_>, ReviewDecision { action, lines, day }: ReviewDecision) -> Result<usize> {
    act::act(tx, action, &lines, day)
}

fn save(tx: &WriteTx<'_>, SaveReview { day, words }: SaveReview) -> Result<Entry> {
    let review = week(tx, ReviewWeek { day, waiting_days: None })?;
    let words = words.trim();
    let text = if words.is_empty() { review.text } else { format!("{words}\n\n{}", review.text) };
    let title = Some(review.title);
    let entry = logbook::create(tx, NewEntry { day: Some(review.until), title, text, ..NewEntry::default() })?;
    tx.label("Saved the weekly review in the logbook");
    Ok(entry)
}
