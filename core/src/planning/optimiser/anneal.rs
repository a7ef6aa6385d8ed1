//! Simulated annealing over orders (Kirkpatrick, Gelatt and Vecchi, 1983), for plans with gaps: there a task moved ripples
//! through what follows until a gap takes it up, so that a descent is soon stuck, and what leads out of it costs more at
//! first. It cools with the steps taken, by sums and products alone, so it is the same on every computer.

use fastrand::Rng;

use super::sequence::{Score, Sequence};

/// Moves tried to learn what a move costs.
const PROBES: usize = 200;
/// So often it is heated, each time from the best order.
const ROUNDS: u64 = 3;
/// How hot it is at first, in what moves cost that make it a little worse; less where each job has few of the moves.
const HEAT: f64 = 0.5;
/// Of more jobs than this, each has few of the moves.
const MANY: f64 = 100.0;
/// How much more than such a heat a value of one left out costs at first.
const PRICE: f64 = 256.0;

/// Anneals until the steps are taken or no plan can be better; leaves the sequence at the best order.
pub(super) fn anneal(sequence: &mut Sequence<'_>, random: &mut Rng, budget: u64, bound: i64) {
    if sequence.len() < 2 {
        return;
    }
    let wishing = sequence.jobs.iter().copied().filter(|job| !sequence.model.jobs[*job].stops.is_empty()).collect();
    let best = (sequence.score(), sequence.keep());
    let mut annealing = Annealing { sequence, random, wishing, best, heat: 0.0, price: 0.0 };
    let begun = annealing.sequence.steps;
    let hot = HEAT * (MANY / annealing.sequence.len() as f64).min(1.0);
    let whole = budget.saturating_sub(begun);
    for round in 0..ROUNDS {
        let (first, last) = (begun + whole * round / ROUNDS, begun + whole * (round + 1) / ROUNDS);
        let usual = annealing.probe();
        let (heat, price) = (usual * hot, (usual * HEAT).max(1.0) * PRICE);
        while annealing.sequence.steps < last && annealing.best.0.major() > (0, bound) {
            let left = (last - annealing.sequence.steps) as f64 / (last - first).max(1) as f64;
            let cool = left * left * left;
            annealing.heat = heat * cool;
            annealing.price = price / cool.max(0.000_001);
            for _ in 0..50 {
                annealing.step();
            }
        }
        let kept = annealing.best.1.clone();
        annealing.sequence.back(&kept);
    }
}

struct Annealing<'s, 'a> {
    sequence: &'s mut Sequence<'a>,
    random: &'s mut Rng,
    /// Jobs for which waiting may pay.
    wishing: Vec<usize>,
    best: (Score, (Vec<usize>, Vec<i64>)),
    /// How much more cost is borne.
    heat: f64,
    /// What leaving out a value of one costs; in the end more than anything.
    price: f64,
}

/// Two stretches of the order change places, one of which may be empty; and a job may wait for another minute.
#[derive(Clone, Copy)]
struct Move {
    /// Where the first stretch begins, and how long it is.
    one: (usize, usize),
    /// The second, behind the first.
    other: (usize, usize),
    wait: Option<(usize, i64)>,
}

impl Move {
    /// One job goes to another place.
    fn shift(at: usize, to: usize, wait: Option<(usize, i64)>) -> Self {
        if at < to {
            Self { one: (at, 1), other: (to + 1, 0), wait }
        } else {
            Self { one: (to, 0), other: (at, 1), wait }
        }
    }
}

impl Annealing<'_, '_> {
    /// What a move costs that makes it a little worse: a quarter of those that do cost less.
    fn probe(&mut self) -> f64 {
        let mut worse = Vec::new();
        let now = self.sequence.score();
        for _ in 0..PROBES {
            let Some(change) = self.propose() else { continue };
            if let Some(score) = self.try_out(change, |_| true)
                && score.left_out == now.left_out
                && score.cost > now.cost
            {
                worse.push(score.cost - now.cost);
            }
        }
        worse.sort_unstable();
        worse.get(worse.len() / 4).copied().unwrap_or(0) as f64
    }

    /// An exponentially distributed number but for its logarithm, which is straight between the powers of two.
    fn spread(&mut self) -> f64 {
        let bits = self.random.u64(..) | 1;
        let zeros = bits.leading_zeros();
        let rest = (bits << zeros << 1) as f64 / 18_446_744_073_709_551_616.0;
        f64::from(zeros) + 1.0 - rest
    }

    /// Tries a move, and takes it if it costs no more than the heat allows.
    fn step(&mut self) {
        let Some(change) = self.propose() else { return };
        let now = self.sequence.score();
        let bar = now.cost as f64 + self.heat * self.spread();
        let price = self.price;
        let good = |score: Score| (score.left_out - now.left_out) as f64 * price + score.cost as f64 <= bar;
        let Some(score) = self.try_out(change, good) else { return };
        self.apply(change);
        self.sequence.settle(change.one.0);
        if score < self.best.0 {
            self.best = (score, self.sequence.keep());
        }
    }

    /// A move that keeps the dependencies.
    fn propose(&mut self) -> Option<Move> {
        let n = self.sequence.len();
        if !self.wishing.is_empty() && self.random.u8(..4) == 0 {
            let job = self.wishing[self.random.usize(..self.wishing.len())];
            let stops = &self.sequence.model.jobs[job].stops;
            let stop = stops[self.random.usize(..stops.len())];
            let at = self.sequence.place[job];
            let to = self.sequence.place_of(stop);
            let to = if to > at { to - 1 } else { to };
            return self.sequence.may_move(job, to).then(|| Move::shift(at, to, Some((job, stop))));
        }
        let at = self.random.usize(..n);
        let job = self.sequence.jobs[at];
        let reach = 2 << self.random.u32(..7);
        let (low, high) = (at.saturating_sub(reach), (at + reach).min(n - 1));
        let mut to = self.random.usize(low..=high);
        // Mostly one job moves, or two swap.
        let long = match self.random.u8(..16) {
            0..6 => (1, 0),
            6 => (2, 0),
            7 => (3, 0),
            8..13 => (1, 1),
            13 => (1, 2),
            14 => (2, 1),
            _ => (2, 2),
        };
        if long.1 > 0 {
            // What is nearly as long shifts less of the rest: the better one of two.
            let other = self.random.usize(low..=high);
            let apart = |to: usize| (self.sequence.lasts(at, long.0) - self.sequence.lasts(to, long.1)).abs();
            if to == at || other != at && apart(other) < apart(to) {
                to = other;
            }
        }
        let wait = (self.sequence.from[job] > 0 && self.random.bool()).then_some((job, 0));
        if to == at {
            return wait.map(|_| Move::shift(at, to, wait));
        }
        let (one, other) = if at < to {
            ((at, long.0), (to + usize::from(long.1 == 0), long.1))
        } else {
            ((to, long.1), (at, long.0))
        };
        let change = Move { one, other, wait };
        self.may(change).then_some(change)
    }

    /// Whether the stretches are apart, and nothing comes before what it waits for.
    fn may(&self, change: Move) -> bool {
        let Move { one, other, .. } = change;
        let (middle, end) = (one.0 + one.1, other.0 + other.1);
        if middle > other.0 || end > self.sequence.len() {
            return false;
        }
        let Sequence { model, jobs, place, .. } = &*self.sequence;
        let behind = |after: &usize| place[*after] >= end || place[*after] < middle;
        let ahead = |before: &usize| place[*before] < one.0 || place[*before] >= other.0;
        jobs[one.0..middle].iter().all(|job| model.jobs[*job].after.iter().all(behind))
            && jobs[other.0..end].iter().all(|job| model.jobs[*job].before.iter().all(ahead))
    }

    /// The score if it is good. The order is as before then.
    fn try_out(&mut self, change: Move, good: impl Fn(Score) -> bool) -> Option<Score> {
        let old = change.wait.map(|(job, _)| (job, self.sequence.from[job]));
        self.apply(change);
        let Move { one, other, .. } = change;
        let high = (other.0 + other.1).max(one.0 + 1).min(self.sequence.len());
        let score = self.sequence.attempt(one.0, high, good);
        self.apply(Move { one: (one.0, other.1), other: (other.0 + other.1 - one.1, one.1), wait: old });
        score
    }

    fn apply(&mut self, change: Move) {
        let Move { one, other, wait } = change;
        let part = &mut self.sequence.jobs[one.0..other.0 + other.1];
        let front = part.len() - one.1;
        part.rotate_left(one.1);
        part[..front].rotate_right(other.1);
        if let Some((job, minute)) = wait {
            self.sequence.from[job] = minute;
        }
    }
}
