//! Which tasks fit together, for so few of them that every set can be looked at.

use super::model::{Cursor, Model};

/// More tasks than this have too many sets.
const MOST: usize = 12;

/// For each set of tasks that can all be planned, how far time is filled at the earliest.
struct Sets {
    ends: Vec<Option<Cursor>>,
    last: Vec<usize>,
}

/// Held and Karp's recursion over sets (1962): the earliest end of a set is the best over its last task. Exact for tasks
/// in one block and without a limit by day; else a good guess, for what is left of a set matters, too.
fn sets(model: &Model) -> Option<Sets> {
    let n = model.jobs.len();
    if n == 0 || n > MOST {
        return None;
    }
    let mut ends: Vec<Option<Cursor>> = vec![None; 1 << n];
    let mut last = vec![0; 1 << n];
    let waits: Vec<usize> =
        model.jobs.iter().map(|job| job.before.iter().fold(0, |set, before| set | 1 << before)).collect();
    ends[0] = Some(Cursor::default());
    for set in 0..1 << n {
        let Some(cursor) = ends[set] else { continue };
        for (job, wait) in waits.iter().enumerate() {
            let with = set | 1 << job;
            if with == set || wait & set != *wait {
                continue;
            }
            let mut cursor = cursor;
            if model.put(&model.jobs[job], 0, &mut cursor, |_, _| ()).is_some()
                && ends[with].is_none_or(|end| cursor.at < end.at)
            {
                ends[with] = Some(cursor);
                last[with] = job;
            }
        }
    }
    Some(Sets { ends, last })
}

/// The set of the greatest value, and an order of it followed by the rest; nothing if there are too many tasks.
pub(super) fn most(model: &Model, value: impl Fn(usize) -> i64) -> Option<(Vec<usize>, Vec<usize>)> {
    let sets = sets(model)?;
    let n = model.jobs.len();
    let worth = |set: usize| (0..n).filter(|job| set >> job & 1 == 1).map(&value).sum::<i64>();
    let mut best = (0, 0);
    for set in (0..1 << n).filter(|set| sets.ends[*set].is_some()) {
        let worth = worth(set);
        if worth > best.0 {
            best = (worth, set);
        }
    }
    let mut set = best.1;
    let mut order = Vec::with_capacity(n);
    while set != 0 {
        order.push(sets.last[set]);
        set &= !(1 << sets.last[set]);
    }
    order.reverse();
    let out: Vec<usize> = (0..n).filter(|job| best.1 >> job & 1 == 0).collect();
    Some((order, out))
}

/// An order to begin the search with that leaves out as little as can be.
pub(super) fn hint(model: &Model) -> Vec<Vec<usize>> {
    let Some((mut order, out)) = most(model, |job| model.jobs[job].value) else { return Vec::new() };
    let mut left = out;
    while !left.is_empty() {
        let ready = left.iter().position(|job| model.jobs[*job].before.iter().all(|before| order.contains(before)));
        let Some(ready) = ready else { return Vec::new() };
        order.push(left.remove(ready));
    }
    vec![order]
}
