//! What is in the way when not everything fits: a smallest set of tasks to drop, and a task to shrink if one suffices.

use super::exact;
use super::model::{Job, Model, NEVER};
use super::search::{self, Found};
use super::start;

/// This part of the steps for the plan goes to a smallest set,
const DROP: u64 = 10;
/// and this to each question whether all fit.
const FIT: u64 = 100;
/// As many tasks are asked how short they would have to be.
const ASKED: usize = 12;
/// Where more must be dropped, no single task helps.
const FEW: usize = 3;

/// What need not be planned, and an order in which the rest fits.
pub(super) struct Out {
    pub(super) jobs: Vec<usize>,
    pub(super) order: Vec<usize>,
}

/// A smallest set to drop, at most `out`, and the task to shrink with the new duration, that which loses least.
pub(super) fn explain(
    model: &Model,
    found: &Found,
    out: Vec<usize>,
    budget: u64,
    seed: u64,
) -> (Vec<usize>, Option<(usize, i64)>) {
    if found.score.left_out == 0 {
        return (Vec::new(), None);
    }
    let left: Vec<usize> = (0..model.jobs.len()).filter(|job| found.blocks[*job].is_empty()).collect();
    let drop = if left.len() < out.len() { left } else { out };
    let shrink = if drop.len() <= FEW { shrink(model, &drop, order(model, found), budget / FIT, seed) } else { None };
    (drop, shrink)
}

/// As few tasks as can be, among equals the least valuable, without which the others fit. What waits for a task
/// that is dropped is dropped with it.
pub(super) fn fewest_out(model: &Model, found: &Found, budget: u64, seed: u64) -> Out {
    // One more task outweighs every difference in value.
    const ONE: i64 = 1 << 40;
    if found.score.left_out == 0 {
        return Out { jobs: Vec::new(), order: order(model, found) };
    }
    if let Some((order, jobs)) = exact::most(model, |job| ONE + model.jobs[job].value) {
        return Out { jobs, order };
    }
    let counted = model.with(model.jobs.iter().map(|job| Job { value: ONE + job.value, ..bare(job) }).collect());
    let found = search::best(&counted, budget / DROP, seed, vec![order(model, found), start::by_due(&counted)]);
    let jobs = (0..model.jobs.len()).filter(|job| found.blocks[*job].is_empty()).collect();
    Out { jobs, order: order(model, &found) }
}

/// The tasks in the order of the plan, those left out last.
fn order(model: &Model, found: &Found) -> Vec<usize> {
    let mut left: Vec<usize> = (0..model.jobs.len()).collect();
    left.sort_by_key(|job| (found.blocks[*job].first().map_or(i64::MAX, |block| block.0), *job));
    let mut order = Vec::with_capacity(left.len());
    let mut is_in = vec![false; left.len()];
    while let Some(at) = left.iter().position(|job| model.jobs[*job].before.iter().all(|before| is_in[*before])) {
        let job = left.remove(at);
        is_in[job] = true;
        order.push(job);
    }
    order
}

/// Only what decides whether it fits.
fn bare(job: &Job) -> Job {
    Job { weight: 0, due: NEVER, wishes: Vec::new(), ..job.clone() }
}

fn all_fit(model: &Model, job: usize, duration: i64, order: &[usize], budget: u64, seed: u64) -> bool {
    let mut tried = model.with(model.jobs.iter().map(bare).collect());
    let of = &mut tried.jobs[job];
    let split = of.chunk < of.duration;
    of.duration = duration;
    of.chunk = if split && of.chunk * 2 <= duration { of.chunk } else { duration };
    match exact::most(&tried, |_| 1) {
        Some((order, _)) => order.len() == model.jobs.len(),
        None => search::best(&tried, budget, seed, vec![order.to_vec()]).score.left_out == 0,
    }
}

/// By bisection: a shorter task fits where a longer one does.
fn shrink(model: &Model, drop: &[usize], order: Vec<usize>, budget: u64, seed: u64) -> Option<(usize, i64)> {
    let mut asked: Vec<usize> = (0..model.jobs.len()).collect();
    // Those that would be dropped first, then the longest.
    asked.sort_by_key(|job| (!drop.contains(job), -model.jobs[*job].duration, *job));
    asked.truncate(ASKED);
    let mut best: Option<(usize, i64)> = None;
    for job in asked {
        let whole = model.jobs[job].duration;
        let lost = |best: Option<(usize, i64)>| best.map_or(whole, |(job, to)| model.jobs[job].duration - to);
        // Only what loses less than the best so far is of interest.
        let (mut fits, mut fails) = ((whole - lost(best) + 1).max(1), whole);
        if fits >= fails || !all_fit(model, job, fits, &order, budget, seed) {
            continue;
        }
        while fails - fits > 1 {
            let middle = fits + (fails - fits) / 2;
            if all_fit(model, job, middle, &order, budget, seed) { fits = middle } else { fails = middle }
        }
        best = Some((job, fits));
    }
    best
}
