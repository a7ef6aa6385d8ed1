//! Times that a task would rather be in: the windows it prefers, and those with the energy for it.

use super::model::{Span, merged, within};
use super::problem::{Problem, Task};

/// Time that a task would rather be in.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// Apart and in order.
    pub(super) spans: Vec<Span>,
    /// Of a minute outside of them.
    pub(super) cost: i64,
}

impl Wish {
    /// What a block costs by it.
    pub(super) fn cost(&self, start: i64, end: i64) -> i64 {
        (end - start - within(&self.spans, (start, end))) * self.cost
    }
}

/// The wishes of a task that cost anything.
pub(super) fn of(problem: &Problem, task: &Task) -> Vec<Wish> {
    let mut wishes = Vec::new();
    if !task.prefer.is_empty() && task.prefer_cost > 0 {
        let spans = merged(task.prefer.iter().map(|window| (window.start, window.end)).collect());
        wishes.push(Wish { spans, cost: task.prefer_cost });
    }
    if let (Some(energy), true) = (task.energy, problem.energy_cost > 0) {
        let of = problem.windows.iter().filter(|window| window.energy == Some(energy));
        let spans = merged(of.map(|window| (window.start, window.end)).collect());
        if !spans.is_empty() {
            wishes.push(Wish { spans, cost: problem.energy_cost });
        }
    }
    wishes
}

/// Minutes until which it may pay to wait, zero for not waiting: a block that ends where a wish ends, or begins where it
/// begins, whichever is sooner, would cost more if it were sooner still.
pub(super) fn stops(wishes: &[Wish], task: &Task) -> Vec<i64> {
    if wishes.is_empty() {
        return Vec::new();
    }
    let spans = wishes.iter().flat_map(|wish| &wish.spans);
    let stops = spans.map(|span| span.0.min(span.1 - task.duration)).filter(|stop| *stop > task.earliest);
    let mut stops: Vec<i64> = stops.chain([0]).collect();
    stops.sort_unstable();
    stops.dedup();
    stops
}
