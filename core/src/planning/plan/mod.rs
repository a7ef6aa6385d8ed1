//! "Plan my day", "plan my week": what the optimiser would do with the open tasks, as a difference to the plan that
//! there is, and taking it over.

mod breaks;
mod difference;
mod gather;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::breaks::Rhythm;
use super::optimiser;
use super::{BlockId, blocks};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::tasks::{TaskId, TaskRef};
use crate::types::{Day, Timestamp};
use crate::{operations, require, settings, words};

operations! { "planning";
    /// What planning a day or a week would change, with the reasons; changes nothing.
    query propose(AskPlan) -> PlanProposal;
    /// Takes a proposed plan over, or a part of it, as one step.
    mutation apply(PlanChanges) -> PlanApplied;
}

/// What to plan.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AskPlan {
    /// Today unless said.
    pub day: Option<Day>,
    /// Seven days from that day on, not only the one.
    #[ts(as = "Option<bool>")]
    pub week: bool,
    /// Minutes to keep free between two blocks; as many as the settings say unless said.
    pub buffer: Option<u16>,
}

words! {
    /// What becomes of a block.
    PlanChange { New = "new", Moved = "moved", Kept = "kept" }
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanSpan {
    pub start: Timestamp,
    pub end: Timestamp,
}

/// A block as it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ProposedBlock {
    pub task: TaskId,
    pub title: String,
    pub start: Timestamp,
    pub end: Timestamp,
    pub change: PlanChange,
    /// The block that there is already.
    pub block: Option<BlockId>,
    /// What put it there.
    pub reasons: Vec<String>,
}

/// A block of the plan until now that would be elsewhere, or gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MovedBlock {
    pub block: BlockId,
    pub task: TaskId,
    pub title: String,
    pub from: PlanSpan,
    /// Nothing if it would be removed.
    pub to: Option<PlanSpan>,
}

/// A task without a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UnplannedTask {
    pub task: TaskId,
    pub title: String,
    pub why: String,
}

/// How long a task without an estimate was taken to last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanGuess {
    pub task: TaskId,
    pub title: String,
    pub minutes: u32,
    /// Half of the similar finished tasks took no longer; nothing if there are too few.
    pub p50: Option<u32>,
    /// Four of five took no longer.
    pub p80: Option<u32>,
    /// How many similar finished tasks there are.
    pub n: usize,
}

/// A task that makes all fit if it takes less time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanShrink {
    pub task: TaskId,
    pub title: String,
    /// Minutes, as it is.
    pub from: i64,
    /// Minutes, as it would have to be.
    pub to: i64,
}

/// A plan as a difference to the one that there is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanProposal {
    pub from: Timestamp,
    pub until: Timestamp,
    /// In the order of time.
    pub blocks: Vec<ProposedBlock>,
    pub moved: Vec<MovedBlock>,
    pub unplanned: Vec<UnplannedTask>,
    /// A smallest set of tasks without which the others fit.
    pub drop: Vec<TaskRef>,
    pub shrink: Option<PlanShrink>,
    pub guesses: Vec<PlanGuess>,
    /// What to hand to `planning.apply`.
    pub changes: PlanChanges,
}

/// A block to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanNew {
    pub task: TaskId,
    pub start: Timestamp,
    pub end: Timestamp,
    /// From then on it stays where it is; planning may move it unless said.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub pinned: bool,
}

/// A block to be elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanMove {
    pub block: BlockId,
    pub start: Timestamp,
    pub end: Timestamp,
    /// From then on it stays where it is; planning may move it unless said.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub pinned: bool,
}

/// What to do to the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PlanChanges {
    pub new: Vec<PlanNew>,
    pub moved: Vec<PlanMove>,
    pub removed: Vec<BlockId>,
}

/// How many blocks were touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanApplied {
    pub new: usize,
    pub moved: usize,
    pub removed: usize,
}

/// A plan is made anew around the breaks that it lacks at most so often.
const ROUNDS: usize = 3;

fn propose(tx: &ReadTx<'_>, asked: AskPlan) -> Result<PlanProposal> {
    let mut gathered = gather::gather(tx, asked)?;
    let mut problem = std::mem::take(&mut gathered.problem);
    let say = |minute| gathered.say(minute);
    let mut plan = optimiser::solve_saying(&problem, &say)?;
    let settings = settings::read(tx)?;
    let rhythm = Rhythm { after: settings.break_after.into(), lasts: settings.break_minutes.into() };
    for _ in 0..ROUNDS {
        let breaks = breaks::missing(&problem, &plan, rhythm);
        if breaks.is_empty() {
            break;
        }
        let mut around = problem.clone();
        around.fixed.extend(breaks);
        let other = optimiser::solve_saying(&around, &say)?;
        // A break costs no task its place.
        if other.left_out > plan.left_out {
            break;
        }
        (problem, plan) = (around, other);
    }
    difference::proposal(&gathered, &plan)
}

fn apply(tx: &WriteTx<'_>, changes: PlanChanges) -> Result<PlanApplied> {
    let applied = PlanApplied { new: changes.new.len(), moved: changes.moved.len(), removed: changes.removed.len() };
    let all = applied.new + applied.moved + applied.removed;
    require!(all > 0, "the plan has no changes to take over");
    require!(all <= 2 * optimiser::MAX_TASKS, "{all} changes are too many for a plan");
    for removed in changes.removed {
        blocks::delete(tx, blocks::BlockRef { id: removed, occurrence: None, scope: None })?;
    }
    for PlanMove { block, start, end, pinned } in changes.moved {
        let place =
            blocks::PlaceBlock { id: block, occurrence: None, scope: None, starts_at: start, pinned: Some(pinned) };
        blocks::place(tx, place)?;
        let resize = blocks::ResizeBlock {
            id: block,
            occurrence: None,
            scope: None,
            starts_at: Some(start),
            ends_at: Some(end),
        };
        blocks::resize(tx, resize)?;
    }
    for PlanNew { task, start, end, pinned } in changes.new {
        let new = blocks::NewBlock {
            kind: None,
            title: None,
            task: Some(task),
            starts_at: start,
            ends_at: Some(end),
            rule: None,
            pinned: Some(pinned),
            notes: None,
        };
        blocks::add(tx, new)?;
    }
    let counts = [(applied.new, "new"), (applied.moved, "moved"), (applied.removed, "removed")];
    let said: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    tx.label(format!("Planned: {}", said.join(", ")));
    Ok(applied)
}
