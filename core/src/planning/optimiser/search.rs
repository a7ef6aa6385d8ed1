//! Iterated local search: better and better orders by moving and swapping tasks, shaken and mended again and again. Its
//! budget is counted in steps and its random numbers are seeded, so the same problem gives the same plan on
//! every computer.

use std::collections::VecDeque;

use fastrand::Rng;

use super::anneal::anneal;
use super::model::Model;
use super::sequence::{Score, Sequence};
use super::start;

/// How far a task is moved at most; a fifth of it where a move shifts all that follows.
const REACH: usize = 60;

/// So few tasks are tried in every order, each order improved by waiting.
const FEW: usize = 4;

/// What the search found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// By job.
    pub(super) blocks: Vec<Vec<(i64, i64)>>,
    pub(super) score: Score,
    /// No plan can be better.
    pub(super) proven: bool,
    pub(super) steps: u64,
}

/// The best plan that can be found with so many steps, beginning with the best of these orders.
pub(super) fn best(model: &Model, budget: u64, seed: u64, orders: Vec<Vec<usize>>) -> Found {
    let bound = start::bound(model);
    let mut beginnings: Vec<Sequence<'_>> = orders.into_iter().map(|order| Sequence::new(model, order)).collect();
    beginnings.sort_by_key(Sequence::score);
    let Some(sequence) = beginnings.into_iter().next() else {
        return Found { blocks: Vec::new(), score: Score::default(), proven: true, steps: 0 };
    };
    let mut search = Search {
        n: sequence.len(),
        sequence,
        random: Rng::with_seed(seed),
        dirty: VecDeque::new(),
        queued: Vec::new(),
    };
    search.queued = vec![false; model.jobs.len()];
    if search.n <= FEW {
        search.every_order(u64::MAX);
    } else if orders_of(search.n) <= budget / 2 && model.jobs.iter().all(|job| job.wishes.is_empty()) {
        search.every_order(0);
    } else if model.steady {
        search.run(budget, bound);
    } else {
        anneal(&mut search.sequence, &mut search.random, budget / 8 * 7, bound);
    }
    search.polish(budget);
    let sequence = search.sequence;
    let score = sequence.score();
    Found { blocks: sequence.blocks(), score, proven: score.major() <= (0, bound), steps: sequence.steps }
}

struct Search<'a> {
    sequence: Sequence<'a>,
    n: usize,
    random: Rng,
    /// Jobs whose moves are to be tried.
    dirty: VecDeque<usize>,
    queued: Vec<bool>,
}

impl Search<'_> {
    fn run(&mut self, budget: u64, bound: i64) {
        let budget = budget / 8 * 7;
        let mut all: Vec<usize> = self.sequence.jobs.clone();
        self.random.shuffle(&mut all);
        all.into_iter().for_each(|job| self.mark(job));
        self.descend(budget);
        let mut best = (self.sequence.score(), self.sequence.keep());
        let mut current = best.clone();
        let mut idle = 0;
        while self.sequence.steps < budget && best.0.major() > (0, bound) && self.n > 1 {
            self.kick();
            self.descend(budget);
            let score = self.sequence.score();
            if score < best.0 {
                best = (score, self.sequence.keep());
                idle = 0;
            } else {
                idle += 1;
            }
            // Equals are taken, to wander along plateaus; now and then something worse, a little.
            let slack = current.0.cost / 200 * i64::from(self.random.u8(..) < 16);
            let bar = Score { cost: current.0.cost + slack, minor: i64::MAX, ..current.0 };
            if score <= bar {
                current = (score, self.sequence.keep());
            } else {
                self.sequence.back(&current.1);
            }
            if idle > 30 + self.n {
                idle = 0;
                self.sequence.back(&best.1);
                current = best.clone();
            }
        }
        self.sequence.back(&best.1);
    }

    /// Looks at each order that keeps the dependencies, and descends from it with so many steps at most.
    fn every_order(&mut self, descent: u64) {
        let mut best = (self.sequence.score(), self.sequence.keep());
        let mut order: Vec<usize> = (0..self.n).collect();
        loop {
            let mut kept = (order.clone(), vec![0; self.n]);
            self.sequence.back(&kept);
            if order.iter().all(|job| self.sequence.may_move(*job, self.sequence.place[*job])) {
                if descent > 0 {
                    (0..self.n).for_each(|job| self.mark(job));
                    self.descend(descent);
                }
                if self.sequence.score() < best.0 {
                    kept = self.sequence.keep();
                    best = (self.sequence.score(), kept);
                }
            }
            // The next order as in a dictionary.
            let Some(at) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { break };
            let Some(other) = order.iter().rposition(|job| *job > order[at]) else { break };
            order.swap(at, other);
            order[at + 1..].reverse();
        }
        self.sequence.back(&best.1);
    }

    /// Among equals, the one with important work early.
    fn polish(&mut self, budget: u64) {
        self.sequence.fine = true;
        self.sequence.settle(0);
        (0..self.n).for_each(|at| self.mark(self.sequence.jobs[at]));
        self.descend(budget);
    }

    fn mark(&mut self, job: usize) {
        if !self.queued[job] {
            self.queued[job] = true;
            self.dirty.push_back(job);
        }
    }

    /// Takes the best move of one job after another until none is better.
    fn descend(&mut self, budget: u64) {
        while let Some(job) = self.dirty.pop_front() {
            self.queued[job] = false;
            if self.sequence.steps < budget {
                self.improve(job);
            }
        }
    }

    fn improve(&mut self, job: usize) {
        let at = self.sequence.place[job];
        let reach = if self.sequence.model.steady { REACH } else { REACH / 5 };
        let (first, last) = (at.saturating_sub(reach), (at + reach).min(self.n - 1));
        let wait = self.sequence.from[job];
        let mut limit = self.sequence.score();
        let mut chosen = None;
        for to in (first..=last).filter(|to| *to != at) {
            let other = self.sequence.jobs[to];
            let (low, high) = (at.min(to), at.max(to) + 1);
            if self.sequence.may_move(job, to) {
                self.sequence.shift(at, to);
                self.sequence.from[job] = 0;
                if let Some(score) = self.sequence.attempt(low, high, |score| score < limit) {
                    (limit, chosen) = (score, Some(Move::Shift { to, wait: 0 }));
                }
                self.sequence.from[job] = wait;
                self.sequence.shift(to, at);
                if at.abs_diff(to) > 1 && self.sequence.may_move(other, at) {
                    self.sequence.jobs.swap(at, to);
                    if let Some(score) = self.sequence.attempt(low, high, |score| score < limit) {
                        (limit, chosen) = (score, Some(Move::Swap { to }));
                    }
                    self.sequence.jobs.swap(at, to);
                }
            }
        }
        self.wait(job, &mut limit, &mut chosen);
        let Some(chosen) = chosen else { return };
        let to = match chosen {
            Move::Shift { to, wait } => {
                self.sequence.shift(at, to);
                self.sequence.from[job] = wait;
                to
            }
            Move::Swap { to } => {
                self.sequence.jobs.swap(at, to);
                to
            }
        };
        let (low, high) = (at.min(to), at.max(to));
        self.sequence.settle(low);
        for at in [low.saturating_sub(1), low, high, (high + 1).min(self.n - 1)] {
            self.mark(self.sequence.jobs[at]);
        }
    }

    /// Lets a job wait for a time that it wishes, or no longer.
    fn wait(&mut self, job: usize, limit: &mut Score, chosen: &mut Option<Move>) {
        let at = self.sequence.place[job];
        let old = self.sequence.from[job];
        if old > 0 {
            self.sequence.from[job] = 0;
            if let Some(score) = self.sequence.attempt(at, at + 1, |score| score < *limit) {
                (*limit, *chosen) = (score, Some(Move::Shift { to: at, wait: 0 }));
            }
            self.sequence.from[job] = old;
        }
        let model = self.sequence.model;
        for &(start, end) in model.jobs[job].wishes.iter().flat_map(|wish| &wish.spans) {
            if end <= model.jobs[job].earliest || start >= model.jobs[job].deadline {
                continue;
            }
            let to = (0..self.n).rev().find(|place| self.sequence.filled(*place) <= start).unwrap_or(0);
            let to = if to > at { to - 1 } else { to };
            if !self.sequence.may_move(job, to) {
                continue;
            }
            self.sequence.shift(at, to);
            self.sequence.from[job] = start;
            if let Some(score) = self.sequence.attempt(at.min(to), at.max(to) + 1, |score| score < *limit) {
                (*limit, *chosen) = (score, Some(Move::Shift { to, wait: start }));
            }
            self.sequence.from[job] = old;
            self.sequence.shift(to, at);
        }
    }

    /// A few random moves close to one another.
    fn kick(&mut self) {
        let middle = self.random.usize(..self.n);
        // Where every change shifts what follows, a plan bears only small ones.
        let steady = self.sequence.model.steady;
        let near = if steady { 8 + self.random.usize(..REACH) } else { 4 + self.random.usize(..8) };
        let (low, high) = (middle.saturating_sub(near), (middle + near).min(self.n - 1));
        let mut touched = self.n;
        let moves = if steady { 8 + self.random.usize(..5) } else { 2 + self.random.usize(..3) };
        for _ in 0..moves {
            let (from, to) = (self.random.usize(low..=high), self.random.usize(low..=high));
            let job = self.sequence.jobs[from];
            if from == to || !self.sequence.may_move(job, to) {
                continue;
            }
            let other = self.sequence.jobs[to];
            if self.random.bool() && self.free_to_swap(from, to) {
                self.sequence.jobs.swap(from, to);
                (self.sequence.place[job], self.sequence.place[other]) = (to, from);
            } else {
                self.sequence.shift(from, to);
                for at in from.min(to)..=from.max(to) {
                    self.sequence.place[self.sequence.jobs[at]] = at;
                }
            }
            if self.random.u8(..) < 64 {
                self.sequence.from[job] = 0;
            }
            touched = touched.min(from).min(to);
            self.mark(job);
            self.mark(other);
        }
        if touched < self.n {
            self.sequence.settle(touched);
        }
    }

    fn free_to_swap(&self, from: usize, to: usize) -> bool {
        self.sequence.may_move(self.sequence.jobs[from], to) && self.sequence.may_move(self.sequence.jobs[to], from)
    }
}

/// The steps that it takes to look at every order of so many tasks.
fn orders_of(n: usize) -> u64 {
    (1..=n as u64).fold(n as u64, u64::saturating_mul)
}

#[derive(Clone, Copy)]
enum Move {
    Shift { to: usize, wait: i64 },
    Swap { to: usize },
}
