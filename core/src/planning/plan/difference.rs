//! A plan of the optimiser as a difference to the blocks that there are.

use super::gather::Gathered;
use super::{
    MovedBlock, PlanChange, PlanChanges, PlanMove, PlanNew, PlanProposal, PlanShrink, PlanSpan, ProposedBlock,
    UnplannedTask,
};
use crate::error::{Error, Result};
use crate::planning::PlanBlock;
use crate::planning::optimiser::{Block, Plan};
use crate::tasks::{Task, TaskId, TaskRef};

/// What would change.
pub(super) fn proposal(gathered: &Gathered, plan: &Plan) -> Result<PlanProposal> {
    let mut proposal = PlanProposal {
        from: gathered.from,
        until: gathered.until,
        blocks: Vec::new(),
        moved: Vec::new(),
        unplanned: gathered.unplanned.clone(),
        drop: Vec::new(),
        shrink: None,
        guesses: gathered.guesses.clone(),
        changes: PlanChanges::default(),
    };
    for task in gathered.tasks.values() {
        of_task(gathered, plan, task, &mut proposal);
    }
    proposal.blocks.sort_by_key(|block| (block.start, block.end, block.task));
    proposal.moved.sort_by_key(|moved| (moved.from.start, moved.block));
    for unplanned in &plan.unplanned {
        let task = known(gathered, &unplanned.task)?;
        let why = unplanned.why.clone();
        proposal.unplanned.push(UnplannedTask { task: task.id, title: task.title.clone(), why });
    }
    for id in &plan.drop {
        let task = known(gathered, id)?;
        proposal.drop.push(TaskRef { id: task.id, title: task.title.clone(), done: false });
    }
    if let Some(shrink) = &plan.shrink {
        let task = known(gathered, &shrink.task)?;
        proposal.shrink =
            Some(PlanShrink { task: task.id, title: task.title.clone(), from: shrink.from, to: shrink.to });
    }
    Ok(proposal)
}

fn known<'a>(gathered: &'a Gathered, id: &str) -> Result<&'a Task> {
    let id = id.parse().map(TaskId).map_err(Error::internal)?;
    gathered.tasks.get(&id).ok_or_else(|| Error::internal("the plan names a task that was not to be planned"))
}

/// Whether an old and a new block are the same one, moved or not.
type Rule<'a> = &'a dyn Fn(&PlanBlock, &Block) -> bool;

fn of_task(gathered: &Gathered, plan: &Plan, task: &Task, proposal: &mut PlanProposal) {
    let id = task.id.to_string();
    let span = |block: &Block| PlanSpan { start: gathered.moment(block.start), end: gathered.moment(block.end) };
    let mut new: Vec<&Block> = plan.blocks.iter().filter(|block| block.task == id).collect();
    let of_it = |block: &&PlanBlock| block.task.as_ref().is_some_and(|of| of.id == task.id);
    let mut old: Vec<&PlanBlock> = gathered.movable.iter().filter(of_it).collect();
    let mut pairs: Vec<(&PlanBlock, &Block)> = Vec::new();
    // Those that stay go together first, then those that begin where one began, then in the order of time.
    let whole = |old: &PlanBlock, new: &Block| span(new) == PlanSpan { start: old.starts_at, end: old.ends_at };
    let begin = |old: &PlanBlock, new: &Block| span(new).start == old.starts_at;
    let rules: [Rule<'_>; 3] = [&whole, &begin, &|_, _| true];
    for fits in rules {
        old.retain(|old| match new.iter().position(|new| fits(old, new)) {
            Some(at) => {
                pairs.push((old, new.remove(at)));
                false
            }
            None => true,
        });
    }
    let title = || task.title.clone();
    for (old, block) in pairs {
        let PlanSpan { start, end } = span(block);
        let from = PlanSpan { start: old.starts_at, end: old.ends_at };
        let change = if from == (PlanSpan { start, end }) { PlanChange::Kept } else { PlanChange::Moved };
        if change == PlanChange::Moved {
            let to = Some(PlanSpan { start, end });
            proposal.moved.push(MovedBlock { block: old.id, task: task.id, title: title(), from, to });
            proposal.changes.moved.push(PlanMove { block: old.id, start, end, pinned: false });
        }
        let (task, block, reasons) = (task.id, Some(old.id), block.reasons.clone());
        proposal.blocks.push(ProposedBlock { task, title: title(), start, end, change, block, reasons });
    }
    for block in new {
        let PlanSpan { start, end } = span(block);
        proposal.changes.new.push(PlanNew { task: task.id, start, end, pinned: false });
        let (change, reasons) = (PlanChange::New, block.reasons.clone());
        proposal.blocks.push(ProposedBlock { task: task.id, title: title(), start, end, change, block: None, reasons });
    }
    for old in old {
        let from = PlanSpan { start: old.starts_at, end: old.ends_at };
        proposal.moved.push(MovedBlock { block: old.id, task: task.id, title: title(), from, to: None });
        proposal.changes.removed.push(old.id);
    }
}
