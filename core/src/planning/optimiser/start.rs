//! Where the search begins, and what no plan can be better than.

use super::model::{Cursor, Model, NEVER};

/// Orders by well-known rules: earliest due date, weighted shortest processing time, and apparent tardiness cost
/// (Vepsalainen and Morton, 1987) with four horizons. Each keeps the dependencies.
pub(super) fn orders(model: &Model) -> Vec<Vec<usize>> {
    if model.jobs.is_empty() {
        return Vec::new();
    }
    let due = |job: usize| due(model, job);
    let mut all =
        vec![by_due(model), by(model, |job, _| model.jobs[job].value as f64 / model.jobs[job].duration as f64)];
    let mean = model.jobs.iter().map(|job| job.duration).sum::<i64>() as f64 / model.jobs.len() as f64;
    for horizon in [0.5, 1.5, 3.0, 6.0] {
        all.push(by(model, |job, now| {
            let of = &model.jobs[job];
            let slack = (due(job) - of.duration - now).max(0) as f64 / (horizon * mean);
            // Falls like the exponential of the rule, but of divisions alone: the same on every computer.
            let fall = 1.0 + slack + slack * slack / 2.0 + slack * slack * slack / 6.0;
            of.value.max(of.weight) as f64 / of.duration as f64 / fall
        }));
    }
    all
}

/// The earliest due date first.
pub(super) fn by_due(model: &Model) -> Vec<usize> {
    by(model, |job, _| -(due(model, job) as f64))
}

fn due(model: &Model, job: usize) -> i64 {
    model.jobs[job].due.min(model.jobs[job].deadline)
}

/// Takes the ready job of the highest rank again and again; one that fits before the next fixed block goes before
/// one that does not.
fn by(model: &Model, rank: impl Fn(usize, i64) -> f64) -> Vec<usize> {
    let mut order = Vec::with_capacity(model.jobs.len());
    let mut waits: Vec<usize> = model.jobs.iter().map(|job| job.before.len()).collect();
    let mut ready: Vec<usize> = (0..waits.len()).filter(|job| waits[*job] == 0).collect();
    let mut cursor = Cursor::default();
    while !ready.is_empty() {
        let gap = model.gaps.iter().find(|gap| gap.1 > cursor.at).copied().unwrap_or((cursor.at, NEVER));
        let now = cursor.at.max(gap.0);
        let fits = |job: usize| {
            let of = &model.jobs[job];
            of.earliest <= now && now + of.chunk <= gap.1
        };
        let mut best = 0;
        let mut best_rank = (false, f64::NEG_INFINITY);
        for (at, job) in ready.iter().enumerate() {
            let this = (fits(*job), rank(*job, now));
            if this > best_rank {
                (best, best_rank) = (at, this);
            }
        }
        let job = ready.remove(best);
        order.push(job);
        model.put(&model.jobs[job], 0, &mut cursor, |_, _| ());
        for after in &model.jobs[job].after {
            waits[*after] -= 1;
            if waits[*after] == 0 {
                ready.push(*after);
            }
        }
    }
    order
}

/// What the tasks cost if none were in another's way.
pub(super) fn bound(model: &Model) -> i64 {
    let late = |job: &super::model::Job| {
        let put = model.put(job, 0, &mut Cursor::default(), |_, _| ());
        put.map_or(0, |put| job.weight * (put.end - job.due).max(0))
    };
    model.jobs.iter().map(late).sum()
}
