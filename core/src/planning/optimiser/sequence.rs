//! A plan as the search sees it: tasks in the order of their time, each put at the first place after the
//! one before it. Every way of filling time without needless waiting is such an order; where waiting pays, a task
//! has a minute that it waits for. What a change costs is known by looking at what it shifts, not at the rest.

use super::model::{Cursor, Model, Put};

/// What a plan costs; the fields in the order of their importance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Score {
    /// The values of the tasks left out.
    pub(super) left_out: i64,
    /// Minutes late and minutes outside of wishes, weighed.
    pub(super) cost: i64,
    /// Among equals, important work early and in few blocks.
    pub(super) minor: i64,
}

impl Score {
    fn plus(self, other: Self) -> Self {
        Self { left_out: self.left_out + other.left_out, cost: self.cost + other.cost, minor: self.minor + other.minor }
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Self { left_out: -other.left_out, cost: -other.cost, minor: -other.minor })
    }

    /// Without what only decides between equals.
    pub(super) fn major(self) -> (i64, i64) {
        (self.left_out, self.cost)
    }
}

/// The order, and what follows from it.
#[derive(Debug, Clone)]
pub(super) struct Sequence<'a> {
    pub(super) model: &'a Model,
    pub(super) jobs: Vec<usize>,
    /// By job: the minute that it waits for.
    pub(super) from: Vec<i64>,
    /// By job: its place in the order.
    pub(super) place: Vec<usize>,
    /// Before each place.
    cursors: Vec<Cursor>,
    /// Before each place.
    sums: Vec<Score>,
    /// Before each place: what is late, weighed, and does not get less by being put later.
    lates: Vec<i64>,
    /// By job: left out.
    out: Vec<bool>,
    /// As `out`, for the change being tried, where `tried` says so.
    try_out: Vec<bool>,
    tried: Vec<u32>,
    trial: u32,
    /// Whether to look at what decides between equals. It leads the search astray until the rest is good.
    pub(super) fine: bool,
    /// Tasks put so far: the measure of work.
    pub(super) steps: u64,
}

impl<'a> Sequence<'a> {
    /// From an order that keeps the dependencies.
    pub(super) fn new(model: &'a Model, jobs: Vec<usize>) -> Self {
        let n = model.jobs.len();
        let mut new = Self {
            model,
            from: vec![0; n],
            place: vec![0; n],
            cursors: vec![Cursor::default(); jobs.len() + 1],
            sums: vec![Score::default(); jobs.len() + 1],
            lates: vec![0; jobs.len() + 1],
            out: vec![false; n],
            try_out: vec![false; n],
            tried: vec![0; n],
            trial: 0,
            fine: false,
            steps: 0,
            jobs,
        };
        new.settle(0);
        new
    }

    pub(super) fn score(&self) -> Score {
        self.sums[self.jobs.len()]
    }

    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    /// The minute up to which time is filled before a place.
    pub(super) fn filled(&self, place: usize) -> i64 {
        self.cursors[place].at
    }

    /// How long so many jobs last from a place on.
    pub(super) fn lasts(&self, place: usize, long: usize) -> i64 {
        let end = (place + long).min(self.jobs.len());
        self.jobs[place..end].iter().map(|job| self.model.jobs[*job].duration).sum()
    }

    /// The last place before which time is filled at most to a minute.
    pub(super) fn place_of(&self, minute: i64) -> usize {
        self.cursors[..self.jobs.len()].partition_point(|cursor| cursor.at <= minute).saturating_sub(1)
    }

    #[inline]
    fn step(&self, job: usize, blocked: bool, cursor: &mut Cursor) -> (Score, i64, bool) {
        let of = &self.model.jobs[job];
        let put = if blocked { None } else { self.model.put(of, self.from[job], cursor, |_, _| ()) };
        match put {
            Some(Put { end, wishes, blocks }) => {
                let late = of.weight * (end - of.due).max(0);
                let minor = if self.fine { of.value * (end + (blocks - 1) * 60) } else { 0 };
                (Score { left_out: 0, cost: late + wishes, minor }, late, false)
            }
            None => (Score { left_out: of.value, cost: 0, minor: 0 }, 0, true),
        }
    }

    /// The score if it is good enough, when the places from `low` to before `high` have changed. What is no good does not
    /// become so by a greater score.
    pub(super) fn attempt(&mut self, low: usize, high: usize, good: impl Fn(Score) -> bool) -> Option<Score> {
        self.trial += 1;
        self.steps += 2;
        let n = self.jobs.len();
        let total = self.score();
        let mut cursor = self.cursors[low];
        let mut sum = self.sums[low];
        let mut differ = 0;
        let simple = self.model.is_unlimited();
        // Where nothing ever waits, what comes after the change stays as it is.
        let rest = if self.model.steady { total.cost - self.sums[high].cost } else { 0 };
        for at in low..n {
            if at >= high && differ == 0 {
                if cursor == self.cursors[at] {
                    return Some(sum.plus(total.minus(self.sums[at]))).filter(|whole| good(*whole));
                }
                // What is later than it was is no less late.
                let left_out = sum.left_out + total.left_out - self.sums[at].left_out;
                let cost = sum.cost + self.lates[n] - self.lates[at];
                if cursor.at >= self.cursors[at].at && !good(Score { left_out, cost, minor: 0 }) {
                    return None;
                }
            }
            let job = self.jobs[at];
            let of = &self.model.jobs[job];
            self.steps += 1;
            if simple && of.plain {
                match self.model.put_plain(of, self.from[job], &mut cursor) {
                    Some(end) => {
                        sum.cost += of.weight * (end - of.due).max(0);
                        sum.minor += if self.fine { of.value * end } else { 0 };
                    }
                    None => sum.left_out += of.value,
                }
            } else {
                self.steps += 1;
                let blocked = !of.before.is_empty()
                    && of.before.iter().any(|before| {
                        if self.tried[*before] == self.trial { self.try_out[*before] } else { self.out[*before] }
                    });
                let (score, _, out) = self.step(job, blocked, &mut cursor);
                if !of.after.is_empty() {
                    self.tried[job] = self.trial;
                    self.try_out[job] = out;
                    differ += usize::from(out != self.out[job]);
                }
                sum = sum.plus(score);
            }
            if !good(Score { cost: sum.cost + rest, ..sum }) {
                return None;
            }
        }
        Some(sum)
    }

    /// Works out everything from a place on.
    pub(super) fn settle(&mut self, low: usize) {
        let mut cursor = self.cursors[low];
        let mut sum = self.sums[low];
        for at in low..self.jobs.len() {
            let job = self.jobs[at];
            let blocked = self.model.jobs[job].before.iter().any(|before| self.out[*before]);
            self.steps += 1;
            let (score, late, out) = self.step(job, blocked, &mut cursor);
            self.lates[at + 1] = self.lates[at] + late;
            self.out[job] = out;
            self.place[job] = at;
            sum = sum.plus(score);
            self.cursors[at + 1] = cursor;
            self.sums[at + 1] = sum;
        }
    }

    /// Whether a job may stand at a place as far as what waits for it, or it for, goes.
    pub(super) fn may_move(&self, job: usize, to: usize) -> bool {
        let of = &self.model.jobs[job];
        if to >= self.place[job] {
            of.after.iter().all(|after| self.place[*after] > to)
        } else {
            of.before.iter().all(|before| self.place[*before] < to)
        }
    }

    /// Takes the job at one place to another; those between close up.
    pub(super) fn shift(&mut self, from: usize, to: usize) {
        if from < to {
            self.jobs[from..=to].rotate_left(1);
        } else {
            self.jobs[to..=from].rotate_right(1);
        }
    }

    /// The order and the waits, to come back to.
    pub(super) fn keep(&self) -> (Vec<usize>, Vec<i64>) {
        (self.jobs.clone(), self.from.clone())
    }

    /// Goes back to what was kept.
    pub(super) fn back(&mut self, kept: &(Vec<usize>, Vec<i64>)) {
        self.jobs.clone_from(&kept.0);
        self.from.clone_from(&kept.1);
        self.settle(0);
    }

    /// The blocks of each job, none of those left out; blocks that touch are one.
    pub(super) fn blocks(&self) -> Vec<Vec<(i64, i64)>> {
        let mut blocks = vec![Vec::new(); self.model.jobs.len()];
        let mut cursor = Cursor::default();
        for &job in &self.jobs {
            if self.out[job] {
                continue;
            }
            let of: &mut Vec<(i64, i64)> = &mut blocks[job];
            self.model.put(&self.model.jobs[job], self.from[job], &mut cursor, |start, end| match of.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => of.push((start, end)),
            });
        }
        blocks
    }
}
