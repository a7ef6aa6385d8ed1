//! Undo, redo and the activity log, as operations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::ReadTx;
use crate::db::changes::{self, Actor, Change, HistoryState, Step, StepId};
use crate::error::Result;
use crate::operations;
use crate::operations::Call;

operations! { "history";
    /// The steps that undo and redo would act on now.
    query state(()) -> HistoryState;
    /// What was done, newest first.
    query activity(ActivityQuery) -> Vec<Step>;
    /// The rows that a step changed, before and after.
    query changes(StepId) -> Vec<Change>;
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
}

fn state(tx: &ReadTx<'_>, (): ()) -> Result<HistoryState> {
    changes::state(tx)
}

fn activity(tx: &ReadTx<'_>, query: ActivityQuery) -> Result<Vec<Step>> {
    changes::steps(tx, query.before, query.limit.unwrap_or(100), query.actor)
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

fn revert(call: &Call<'_>, step: StepId) -> Result<Step> {
    call.app.db.revert(call.actor, step)
}
