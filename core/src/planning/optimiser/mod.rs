//! Puts work into time: a problem in, a plan out, and nothing else looked at. The same problem gives the same plan
//! on every computer.

mod anneal;
mod check;
mod conflict;
mod exact;
mod model;
mod problem;
mod reasons;
mod replan;
mod search;
mod sequence;
mod shop;
mod start;
mod wish;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Result;

pub use check::{Broken, check};
pub use problem::{
    Capacity, Fixed, MAX_BUDGET, MAX_MINUTE, MAX_SPANS, MAX_TASKS, MAX_WEIGHT, Placed, Problem, Strength, Task, Window,
};

/// Work put into time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// In the order of time.
    pub blocks: Vec<Block>,
    pub unplanned: Vec<Unplanned>,
    /// What of the earlier plan is not where it was.
    pub moved: Vec<Moved>,
    /// A smallest set of tasks without which all others can be planned; empty if nothing is left out.
    pub drop: Vec<String>,
    /// Or one task that makes all fit if it takes less time.
    pub shrink: Option<Shrink>,
    /// Minutes late and minutes outside of preferred windows, weighed; in a job shop the last end.
    pub cost: i64,
    /// The values of the tasks left out.
    pub left_out: i64,
    /// The cost that nothing can be below is reached.
    pub optimal_known: bool,
    /// How much the cost may have been above the best known for fewer moved blocks.
    pub tolerance: i64,
    /// Tasks put into time while searching: the work it took, the same on every computer.
    pub steps: u64,
}

/// A stretch of time with a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    pub task: String,
    pub start: i64,
    pub end: i64,
    /// What put it there.
    pub reasons: Vec<String>,
}

/// A task without a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unplanned {
    pub task: String,
    pub why: String,
}

/// A block of the earlier plan that is elsewhere now, or nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    pub task: String,
    pub from: Place,
    pub to: Option<Place>,
}

/// From `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub start: i64,
    pub end: i64,
}

/// How short a task would have to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shrink {
    pub task: String,
    pub from: i64,
    /// The longest duration with which everything fits.
    pub to: i64,
}

/// Plans, saying minutes as `minute 540`.
///
/// # Errors
/// The problem is not sound.
pub fn solve(problem: &Problem) -> Result<Plan> {
    solve_saying(problem, &|minute| format!("minute {minute}"))
}

/// Plans; `say` puts a minute into words for the reasons.
///
/// # Errors
/// The problem is not sound.
pub fn solve_saying(problem: &Problem, say: &dyn Fn(i64) -> String) -> Result<Plan> {
    problem.sound()?;
    if problem.is_shop() {
        return shop::solve(problem, say);
    }
    let model = model::Model::of(problem)?;
    let budget = problem.budget.unwrap_or_else(|| budget(problem, &model));
    let mut orders = exact::hint(&model);
    if problem.previous.is_empty() {
        orders.extend(start::orders(&model));
    } else {
        orders.extend([replan::order(problem, &model), start::by_due(&model)]);
    }
    let mut found = search::best(&model, budget, problem.seed, orders);
    let out = conflict::fewest_out(&model, &found, budget, problem.seed);
    if out.jobs.is_empty() && found.score.left_out > 0 {
        found = search::best(&model, budget, problem.seed, vec![out.order]);
    }
    let replanned = replan::fewest_moves(problem, &model, found);
    let (drop, shrink) = conflict::explain(&model, &replanned.found, out.jobs, budget, problem.seed);
    let found = &replanned.found;
    let name = |job: usize| problem.tasks[job].id.clone();
    let mut plan = Plan {
        moved: replan::moved(problem, &found.blocks),
        drop: drop.into_iter().map(name).collect(),
        shrink: shrink.map(|(job, to)| Shrink { task: name(job), from: problem.tasks[job].duration, to }),
        cost: found.score.cost,
        left_out: found.score.left_out,
        optimal_known: found.proven,
        tolerance: replanned.tolerance,
        steps: found.steps,
        ..Plan::default()
    };
    reasons::fill(problem, &model, &found.blocks, &mut plan, say);
    Ok(plan)
}

/// Steps enough for the size: a third of a second of a usual computer at most, a tenth of it for what is planned anew.
fn budget(problem: &Problem, model: &model::Model) -> u64 {
    match (problem.tasks.len(), problem.previous.is_empty()) {
        (0..=150, false) => 200_000,
        (_, false) => 100_000,
        (0..=70, true) if model.steady => 3_000_000,
        (_, true) if model.steady => 24_000_000,
        (0..=70, true) => 10_000_000,
        (0..=250, true) => 7_000_000,
        (_, true) => 5_000_000,
    }
}
