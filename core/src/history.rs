//! Undo, redo and the activity log, as operations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::ReadTx;
use crate::db::changes::{self, Actor, Change, HistoryState, Step, StepId, Wanted};
use crate::error::{Error, Result};
use crate::operations;
use crate::operations::Call;
use crate::types::Day;

operations! { "history";
    /// The steps that undo and redo would act on now.
    query state(()) -> HistoryState;
    /// What was done, newest first.
    query activity(ActivityQuery) -> Vec<Step>;
    /// The rows that a step changed, before and after.
    query changes(StepId) -> Vec<Change>;
    /// Whether a step could be taken back as things stand, and if not, why. Nothing is written.
    action[read] preview(StepId) -> Preview;
    /// Takes back the newest step, whoever made it.
    action undo(()) -> Step;
    /// Brings back the step that was undone last.
    action redo(()) -> Step;
    /// Takes back one step of the past and keeps what came after it.
    action revert(StepId) -> Step;
}

/// Which part of the log.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ActivityQuery {
    /// Only steps older than this one.
    pub before: Option<StepId>,
    /// At most this many, 100 unless said, 500 at most.
    pub limit: Option<u32>,
    pub actor: Option<Actor>,
    /// The first part of the operations' names, such as `tasks`.
    pub domain: Option<String>,
    /// Words of what the step did.
    pub text: Option<String>,
    /// Only steps of this day.
    pub day: Option<Day>,
}

/// Whether a step could be taken back.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
#[ts(rename = "RevertPreview")]
pub struct Preview {
    pub possible: bool,
    /// What stands in the way.
    pub reason: Option<String>,
}

fn state(tx: &ReadTx<'_>, (): ()) -> Result<HistoryState> {
    changes::state(tx)
}

fn activity(tx: &ReadTx<'_>, query: ActivityQuery) -> Result<Vec<Step>> {
    let (from, until) = match query.day {
        None => (None, None),
        Some(day) => (Some(tx.began(day)?), Some(tx.began(day.tomorrow()?)?)),
    };
    let wanted =
        Wanted { before: query.before, actor: query.actor, domain: query.domain, text: query.text, from, until };
    changes::steps(tx, &wanted, query.limit.unwrap_or(100))
}

fn changes(tx: &ReadTx<'_>, step: StepId) -> Result<Vec<Change>> {
    changes::changes(tx, step)
}

// Undo is an action, not a mutation, because it opens its own step: one that points at the step it takes back.

fn undo(call: &Call<'_>, (): ()) -> Result<Step> {
    call.app.db.undo(call.actor)
}

fn redo(call: &Call<'_>, (): ()) -> Result<Step> {
    call.app.db.redo(call.actor)
}

fn preview(call: &Call<'_>, step: StepId) -> Result<Preview> {
    match call.app.db.try_revert(step) {
        Ok(()) => Ok(Preview { possible: true, reason: None }),
        Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => {
            Ok(Preview { possible: false, reason: Some(error.to_string()) })
        }
        Err(error) => Err(error),
    }
}

fn revert(call: &Call<'_>, step: StepId) -> Result<Step> {
    call.app.db.revert(call.actor, step)
}
