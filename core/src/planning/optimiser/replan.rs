//! Planning anew with as few moves as can be: first that every constraint is kept, then the cost within a tolerance, then
//! that blocks stay where they are.

use super::model::{Model, NEVER, Span};
use super::search::{self, Found};
use super::sequence::Score;
use super::start;
use super::{Moved, Place, Problem};

/// So many tasks are freed beside those that must move, at most, when every set is tried.
const FREED: usize = 3;
/// Sets tried of one size: all of them up to 17 tasks, else those of the likeliest tasks.
const SETS: usize = 700;
/// Steps for one set.
const BUDGET: u64 = 1_000;
/// Steps for all of them, as many where that is not enough, and as many to put back what need not have moved.
const ALL: u64 = 120_000;
/// Half of it where there are more tasks than this: each step takes longer.
const MANY: usize = 150;

/// The plan chosen, and what it may have cost more than the best.
pub(super) struct Replanned {
    pub(super) found: Found,
    pub(super) tolerance: i64,
}

/// By job: its blocks in the earlier plan.
fn places(problem: &Problem) -> Vec<Vec<Span>> {
    let index = problem.indices();
    let mut places = vec![Vec::new(); problem.tasks.len()];
    for placed in &problem.previous {
        if let Some(job) = index.get(placed.task.as_str()) {
            places[*job].push((placed.start, placed.end));
        }
    }
    places.iter_mut().for_each(|blocks: &mut Vec<Span>| blocks.sort_unstable());
    places
}

/// The tasks in the order of the earlier plan, those without a place in it last, each after what it waits for.
pub(super) fn order(problem: &Problem, model: &Model) -> Vec<usize> {
    let mut left: Vec<(i64, usize)> =
        places(problem).iter().map(|blocks| blocks.first().map_or(NEVER, |block| block.0)).zip(0..).collect();
    left.sort_unstable();
    let mut is_in = vec![false; left.len()];
    let mut order = Vec::with_capacity(left.len());
    while let Some(at) = left.iter().position(|(_, job)| model.jobs[*job].before.iter().all(|before| is_in[*before])) {
        let (_, job) = left.remove(at);
        is_in[job] = true;
        order.push(job);
    }
    order
}

/// Of all plans that leave out as little and cost at most the tolerance more than the best found, one that moves
/// the fewest blocks.
pub(super) fn fewest_moves(problem: &Problem, model: &Model, best: Found) -> Replanned {
    let tolerance = problem.tolerance.unwrap_or(best.score.cost / 10);
    if problem.previous.is_empty() {
        return Replanned { found: best, tolerance };
    }
    let places = places(problem);
    let mut keeping = Keeping {
        model,
        places,
        limit: (best.score.left_out, best.score.cost.saturating_add(tolerance)),
        seed: problem.seed,
        steps: 0,
        all: if problem.tasks.len() > MANY { ALL / 2 } else { ALL },
    };
    let proven = best.proven.then_some(best.score.major());
    let searched = best.steps;
    let mut found = keeping.fewest(best);
    found.steps = searched + keeping.steps;
    found.proven = proven == Some(found.score.major());
    Replanned { found, tolerance }
}

struct Keeping<'a> {
    model: &'a Model,
    places: Vec<Vec<Span>>,
    /// Left out and cost at most.
    limit: (i64, i64),
    seed: u64,
    steps: u64,
    /// Steps for each of the three parts of the work.
    all: u64,
}

impl Keeping<'_> {
    fn fewest(&mut self, best: Found) -> Found {
        // A task whose duration has changed may stay where it begins.
        for (job, of) in self.model.jobs.iter().enumerate() {
            let blocks = &mut self.places[job];
            if let [block] = blocks.as_mut_slice() {
                block.1 = block.0 + of.duration;
            }
        }
        let n = self.model.jobs.len();
        let stays = |job: &usize| self.may_stay(*job);
        let (mut keep, free): (Vec<usize>, Vec<usize>) = (0..n).partition(stays);
        self.likeliest_first(&mut keep, &free, &best);
        for more in 0..=FREED.min(keep.len()) {
            let among = (more..=keep.len()).rev().find(|among| more < 2 || sets(*among, more) <= SETS).unwrap_or(more);
            let mut chosen: Option<Found> = None;
            let mut set: Vec<usize> = (0..more).collect();
            while self.steps <= self.all {
                let freed: Vec<usize> = free.iter().copied().chain(set.iter().map(|at| keep[*at])).collect();
                if let Some(found) = self.around(&freed)
                    && chosen.as_ref().is_none_or(|chosen| found.score < chosen.score)
                {
                    chosen = Some(found);
                }
                if !next_set(&mut set, among) {
                    break;
                }
            }
            if let Some(chosen) = chosen {
                return chosen;
            }
        }
        let found = self.grow(&keep, &free).unwrap_or(best);
        self.put_back(found, &keep)
    }

    /// Tasks that lie near where those that must move were, or would best be, and tasks that the best plan moves.
    fn likeliest_first(&self, keep: &mut [usize], free: &[usize], best: &Found) {
        let places = |job: &usize| self.places[*job].iter().chain(&best.blocks[*job]).copied().collect::<Vec<Span>>();
        let wanted: Vec<Span> = free.iter().flat_map(places).collect();
        let apart = |one: &Span, other: &Span| (one.0 - other.1).max(other.0 - one.1).max(0);
        let near = |job: &usize| {
            let of = &self.places[*job];
            wanted.iter().flat_map(|span| of.iter().map(move |block| apart(block, span))).min().unwrap_or(0)
        };
        keep.sort_by_cached_key(|job| (near(job), self.is_kept(*job, best), *job));
    }

    /// Frees more and more of the likeliest tasks until it suffices.
    fn grow(&mut self, keep: &[usize], free: &[usize]) -> Option<Found> {
        let mut more = FREED + 1;
        while more < keep.len() && self.steps <= 2 * self.all {
            let freed: Vec<usize> = free.iter().chain(&keep[..more]).copied().collect();
            if let Some(found) = self.around(&freed) {
                return Some(found);
            }
            more += more / 2;
        }
        None
    }

    /// One task after another goes back to its old place if the others bear it, the least likely first.
    fn put_back(&mut self, mut found: Found, keep: &[usize]) -> Found {
        let n = self.model.jobs.len();
        for job in keep.iter().rev().copied() {
            if self.steps > 3 * self.all || self.is_kept(job, &found) {
                continue;
            }
            let without: Vec<usize> = (0..n).filter(|other| *other != job && !self.is_kept(*other, &found)).collect();
            if let Some(fewer) = self.around(&without) {
                found = fewer;
            }
        }
        found
    }

    fn is_kept(&self, job: usize, found: &Found) -> bool {
        !self.places[job].is_empty() && found.blocks[job] == self.places[job]
    }

    /// Whether its old place keeps all constraints but those with other tasks.
    fn may_stay(&self, job: usize) -> bool {
        let (blocks, of) = (&self.places[job], &self.model.jobs[job]);
        let minutes: i64 = blocks.iter().map(|block| block.1 - block.0).sum();
        let free = |block: &Span| self.model.gaps.iter().any(|gap| gap.0 <= block.0 && block.1 <= gap.1);
        let well = |block: &Span| {
            free(block) && block.0 >= of.earliest && block.1 <= of.deadline && block.1 - block.0 >= of.chunk
        };
        !blocks.is_empty()
            && minutes == of.duration
            && blocks.iter().all(well)
            && blocks.windows(2).all(|pair| pair[1].0 - pair[0].1 >= self.model.buffer)
            && self.model.has_room(blocks)
    }

    /// The best plan in which only these tasks may move, if it is good enough.
    fn around(&mut self, freed: &[usize]) -> Option<Found> {
        let n = self.model.jobs.len();
        self.steps += (n + self.model.gaps.len()) as u64 / 4;
        let mut is_free = vec![false; n];
        freed.iter().for_each(|job| is_free[*job] = true);
        let mut taken: Vec<Span> =
            (0..n).filter(|job| !is_free[*job]).flat_map(|job| self.places[job].iter().copied()).collect();
        taken.sort_unstable();
        if taken.windows(2).any(|pair| pair[1].0 - pair[0].1 < self.model.buffer) || !self.model.has_room(&taken) {
            return None;
        }
        let mut score = Score::default();
        for job in (0..n).filter(|job| !is_free[*job]) {
            let of = &self.model.jobs[job];
            let (start, end) = (self.places[job].first()?.0, self.places[job].last()?.1);
            for before in of.before.iter().filter(|before| !is_free[**before]) {
                if self.places[*before].last()?.1 > start {
                    return None;
                }
            }
            let wishes =
                of.wishes.iter().flat_map(|wish| self.places[job].iter().map(|block| wish.cost(block.0, block.1)));
            score.cost += of.weight * (end - of.due).max(0) + wishes.sum::<i64>();
        }
        if score.cost > self.limit.1 {
            return None;
        }
        let rest = self.rest(freed, &is_free, &taken)?;
        let budget = (BUDGET + 20 * (freed.len() * freed.len()) as u64).min(self.all / 4);
        let mut orders = start::orders(&rest);
        orders.extend(self.old_order(freed, &rest));
        let part = search::best(&rest, budget, self.seed, orders);
        self.steps += part.steps;
        score.cost += part.score.cost;
        score.left_out += part.score.left_out;
        score.minor += part.score.minor;
        if score.left_out > self.limit.0 || score.cost > self.limit.1 {
            return None;
        }
        // A task that stays cannot wait for one that is left out.
        let mut blocks = self.places.clone();
        for (at, job) in freed.iter().enumerate() {
            let left_out = part.blocks[at].is_empty();
            if left_out && self.model.jobs[*job].after.iter().any(|after| !is_free[*after]) {
                return None;
            }
            blocks[*job].clone_from(&part.blocks[at]);
        }
        Some(Found { blocks, score, proven: false, steps: 0 })
    }

    /// The freed tasks in their earlier order, if that still keeps the dependencies.
    fn old_order(&self, freed: &[usize], rest: &Model) -> Option<Vec<usize>> {
        let mut order: Vec<usize> = (0..freed.len()).collect();
        order.sort_by_key(|at| self.places[freed[*at]].first().map_or(NEVER, |block| block.0));
        let mut is_in = vec![false; order.len()];
        order
            .iter()
            .all(|job| {
                is_in[*job] = true;
                rest.jobs[*job].before.iter().all(|before| is_in[*before])
            })
            .then_some(order)
    }

    /// The problem of the freed tasks, the others standing where they were.
    fn rest(&self, freed: &[usize], is_free: &[bool], taken: &[Span]) -> Option<Model> {
        let mut jobs = Vec::with_capacity(freed.len());
        let all: i64 = freed.iter().map(|job| self.model.jobs[*job].value).sum();
        let at = |job: &usize| freed.iter().position(|freed| freed == job);
        for job in freed {
            let mut of = self.model.jobs[*job].clone();
            for before in of.before.iter().filter(|before| !is_free[**before]) {
                of.earliest = of.earliest.max(self.places[*before].last()?.1);
            }
            for after in of.after.iter().filter(|after| !is_free[**after]) {
                of.deadline = of.deadline.min(self.places[*after].first()?.0).min(NEVER);
            }
            // What one that stays waits for is left out last: better all the others.
            if of.after.iter().any(|after| !is_free[*after]) {
                of.value += all;
            }
            of.before = of.before.iter().filter_map(at).collect();
            of.after = of.after.iter().filter_map(at).collect();
            jobs.push(of);
        }
        Some(self.model.around(taken, jobs))
    }
}

/// How many sets of a size there are.
fn sets(among: usize, size: usize) -> usize {
    (0..size).fold(1, |sets, at| sets * (among - at) / (at + 1))
}

/// The next set of the same size in the order of the dictionary.
fn next_set(set: &mut [usize], n: usize) -> bool {
    let size = set.len();
    for at in (0..size).rev() {
        if set[at] < n - size + at {
            set[at] += 1;
            for next in at + 1..size {
                set[next] = set[next - 1] + 1;
            }
            return true;
        }
    }
    false
}

/// What of the earlier plan is elsewhere now, or nowhere; a block that only became longer or shorter is where it was.
pub(super) fn moved(problem: &Problem, blocks: &[Vec<Span>]) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (job, old) in places(problem).into_iter().enumerate() {
        let mut new: Vec<Span> = blocks[job].clone();
        let mut gone = Vec::new();
        for block in old {
            match new.iter().position(|new| new.0 == block.0) {
                Some(at) => drop(new.remove(at)),
                None => gone.push(block),
            }
        }
        let mut new = new.into_iter();
        for (start, end) in gone {
            let to = new.next().map(|(start, end)| Place { start, end });
            moved.push(Moved { task: problem.tasks[job].id.clone(), from: Place { start, end }, to });
        }
    }
    moved.sort_by_key(|moved| (moved.from.start, moved.from.end));
    moved
}
