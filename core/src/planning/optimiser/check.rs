//! Whether a plan keeps every constraint of its problem. Written from the meaning of the fields, sharing nothing with the
//! search, so that each finds the other's mistakes.

use super::problem::{Fixed, Problem, Task};
use super::{Block, Plan};

/// A constraint that a plan does not keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    UnknownTask(String),
    /// A task is neither planned nor said to be unplanned, or both, or for too few or too many minutes.
    Minutes(String),
    OutsideWindows(String),
    OnFixed(String),
    /// Two blocks overlap, or have less than the buffer between them.
    TooClose(String, String),
    BeforeEarliest(String),
    PastDeadline(String),
    PastHorizon(String),
    BeforeDependency(String, String),
    ChunkTooShort(String),
    /// From this minute on a stretch holds more than its capacity.
    OverCapacity(i64),
    /// The cost said is not the cost of the blocks.
    Cost {
        said: i64,
        is: i64,
    },
}

/// Everything that is wrong with a plan; empty for a good one.
pub fn check(problem: &Problem, plan: &Plan) -> Vec<Broken> {
    let mut broken = Vec::new();
    for block in &plan.blocks {
        if !problem.tasks.iter().any(|task| task.id == block.task) {
            broken.push(Broken::UnknownTask(block.task.clone()));
        }
    }
    for task in &problem.tasks {
        of_task(problem, plan, task, &mut broken);
    }
    apart(problem, plan, &mut broken);
    for capacity in &problem.capacity {
        let inside = |block: &Block| overlap((block.start, block.end), (capacity.start, capacity.end));
        if plan.blocks.iter().map(inside).sum::<i64>() > capacity.minutes {
            broken.push(Broken::OverCapacity(capacity.start));
        }
    }
    let is = cost(problem, plan);
    if is != plan.cost {
        broken.push(Broken::Cost { said: plan.cost, is });
    }
    broken
}

fn overlap(one: (i64, i64), other: (i64, i64)) -> i64 {
    (one.1.min(other.1) - one.0.max(other.0)).max(0)
}

fn blocks<'a>(plan: &'a Plan, id: &str) -> Vec<&'a Block> {
    plan.blocks.iter().filter(|block| block.task == id).collect()
}

fn of_task(problem: &Problem, plan: &Plan, task: &Task, broken: &mut Vec<Broken>) {
    let id = || task.id.clone();
    let blocks = blocks(plan, &task.id);
    let unplanned = plan.unplanned.iter().filter(|unplanned| unplanned.task == task.id).count();
    let minutes: i64 = blocks.iter().map(|block| block.end - block.start).sum();
    let whole = if blocks.is_empty() { unplanned == 1 } else { unplanned == 0 && minutes == task.duration };
    if !whole || blocks.iter().any(|block| block.start >= block.end) {
        broken.push(Broken::Minutes(id()));
    }
    let shortest = task.chunk.unwrap_or(task.duration).min(task.duration);
    for block in blocks {
        // Windows may touch or overlap: every minute has to be in one.
        let mut reached = block.start;
        while let Some(window) =
            problem.windows.iter().find(|window| window.start <= reached && reached < window.end && reached < block.end)
        {
            reached = window.end;
        }
        if !problem.windows.is_empty() && reached < block.end {
            broken.push(Broken::OutsideWindows(id()));
        }
        if block.start < 0 || problem.horizon.is_some_and(|horizon| block.end > horizon) {
            broken.push(Broken::PastHorizon(id()));
        }
        if block.start < task.earliest {
            broken.push(Broken::BeforeEarliest(id()));
        }
        if task.deadline.is_some_and(|deadline| block.end > deadline) {
            broken.push(Broken::PastDeadline(id()));
        }
        if block.end - block.start < shortest {
            broken.push(Broken::ChunkTooShort(id()));
        }
        for before in &task.after {
            let ends = plan.blocks.iter().filter(|block| block.task == *before).map(|block| block.end);
            if ends.max().is_none_or(|end| end > block.start) {
                broken.push(Broken::BeforeDependency(id(), before.clone()));
            }
        }
    }
}

/// Nothing overlaps, and the buffer is kept; in a job shop, on each machine.
fn apart(problem: &Problem, plan: &Plan, broken: &mut Vec<Broken>) {
    let machine = |block: &Block| problem.tasks.iter().find(|task| task.id == block.task).and_then(|task| task.machine);
    for (index, one) in plan.blocks.iter().enumerate() {
        for other in &plan.blocks[index + 1..] {
            let gap = (other.start - one.end).max(one.start - other.end);
            if machine(one) == machine(other) && gap < problem.buffer {
                broken.push(Broken::TooClose(one.task.clone(), other.task.clone()));
            }
        }
        for fixed in &problem.fixed {
            let Fixed { start, end, rest, .. } = fixed;
            let gap = (start - one.end).max(one.start - end);
            if gap < 0 {
                broken.push(Broken::OnFixed(one.task.clone()));
            } else if !rest && gap < problem.buffer {
                broken.push(Broken::TooClose(one.task.clone(), fixed.label.clone().unwrap_or_default()));
            }
        }
    }
}

/// Minutes late and minutes outside of what is preferred, weighed; in a job shop the last end.
fn cost(problem: &Problem, plan: &Plan) -> i64 {
    if problem.is_shop() {
        return plan.blocks.iter().map(|block| block.end).max().unwrap_or(0);
    }
    let of = |task: &Task| {
        let blocks = blocks(plan, &task.id);
        let end = blocks.iter().map(|block| block.end).max().unwrap_or(0);
        let late = task.weight * task.due.map_or(0, |due| (end - due).max(0));
        let outside = |liked: &dyn Fn(i64) -> bool| {
            blocks.iter().flat_map(|block| block.start..block.end).filter(|minute| !liked(*minute)).count() as i64
        };
        let in_prefer = |minute: i64| task.prefer.iter().any(|window| (window.start..window.end).contains(&minute));
        let disliked = if task.prefer.is_empty() { 0 } else { task.prefer_cost * outside(&in_prefer) };
        let fitting: Vec<_> = problem
            .windows
            .iter()
            .filter(|window| task.energy.is_some() && window.energy == task.energy)
            .map(|window| window.start..window.end)
            .collect();
        let in_fitting = |minute: i64| fitting.iter().any(|window| window.contains(&minute));
        let tiring = if fitting.is_empty() { 0 } else { problem.energy_cost * outside(&in_fitting) };
        late + disliked + tiring
    };
    problem.tasks.iter().map(of).sum()
}
