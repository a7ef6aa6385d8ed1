//! The job shop: each machine does one task at a time, and the last end is to be as early as possible. Tabu search
//! over the orders on the machines (Nowicki and Smutnicki, 1996): only swapping neighbours at the edge of a block of the
//! critical path can shorten it, and a swap there never makes a circle.

use fastrand::Rng;

use super::problem::Problem;
use super::{Block, Plan};
use crate::error::Result;

/// Steps unless said, a task looked at being one.
const BUDGET: u64 = 25_000_000;
/// Iterations without a better plan before the best one is shaken.
const PATIENCE: u64 = 1500;

/// Plans a job shop.
pub(super) fn solve(problem: &Problem, say: &dyn Fn(i64) -> String) -> Result<Plan> {
    let index = problem.indices();
    let order = problem.order(&index)?;
    let mut machines: Vec<u32> = problem.tasks.iter().filter_map(|task| task.machine).collect();
    machines.sort_unstable();
    machines.dedup();
    let n = problem.tasks.len();
    let mut shop = Shop {
        duration: problem.tasks.iter().map(|task| task.duration).collect(),
        earliest: problem.tasks.iter().map(|task| task.earliest).collect(),
        machine: problem.tasks.iter().filter_map(|task| machines.binary_search(&task.machine?).ok()).collect(),
        before: vec![Vec::new(); n],
        after: vec![Vec::new(); n],
        rows: vec![Vec::new(); machines.len()],
        place: vec![0; n],
        order,
        head: vec![0; n],
        tail: vec![0; n],
        waits: vec![0; n],
        steps: 0,
    };
    for (at, task) in problem.tasks.iter().enumerate() {
        for before in task.after.iter().filter_map(|before| index.get(before.as_str()).copied()) {
            if !shop.before[at].contains(&before) {
                shop.before[at].push(before);
                shop.after[before].push(at);
            }
        }
    }
    let bound = shop.begin();
    let makespan = shop.search(problem.budget.unwrap_or(BUDGET), bound, problem.seed);
    let mut plan = Plan { cost: makespan, optimal_known: makespan == bound, steps: shop.steps, ..Plan::default() };
    for (at, task) in problem.tasks.iter().enumerate() {
        let (start, end) = (shop.head[at], shop.head[at] + shop.duration[at]);
        let mut reasons: Vec<String> = Vec::new();
        reasons.extend(
            task.after
                .iter()
                .filter_map(|id| index.get(id.as_str()))
                .map(|before| format!("after {}", problem.tasks[*before].name())),
        );
        if let Some(previous) = shop.previous(at) {
            reasons.push(format!(
                "its machine is free once {} is done, {}",
                problem.tasks[previous].name(),
                say(shop.head[previous] + shop.duration[previous])
            ));
        }
        if reasons.is_empty() {
            reasons.push("first on its machine".into());
        }
        plan.blocks.push(Block { task: task.id.clone(), start, end, reasons });
    }
    plan.blocks.sort_by(|one, other| (one.start, one.end, &one.task).cmp(&(other.start, other.end, &other.task)));
    Ok(plan)
}

struct Shop {
    duration: Vec<i64>,
    earliest: Vec<i64>,
    machine: Vec<usize>,
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    /// By machine: its tasks in their order.
    rows: Vec<Vec<usize>>,
    /// By task: where it stands in its row.
    place: Vec<usize>,
    /// The tasks in an order that keeps dependencies and rows.
    order: Vec<usize>,
    /// By task: when it begins.
    head: Vec<i64>,
    /// By task: the time from its end to the last end.
    tail: Vec<i64>,
    waits: Vec<usize>,
    steps: u64,
}

impl Shop {
    fn previous(&self, at: usize) -> Option<usize> {
        let place = self.place[at];
        (place > 0).then(|| self.rows[self.machine[at]][place - 1])
    }

    fn next(&self, at: usize) -> Option<usize> {
        self.rows[self.machine[at]].get(self.place[at] + 1).copied()
    }

    /// Begins with the task that can begin first, among equals that with the longest rest; a bound on the last end.
    fn begin(&mut self) -> i64 {
        let n = self.duration.len();
        for at in self.order.clone() {
            let begin = self.before[at].iter().map(|before| self.head[*before] + self.duration[*before]).max();
            self.head[at] = self.earliest[at].max(begin.unwrap_or(0));
        }
        for at in self.order.clone().into_iter().rev() {
            self.tail[at] =
                self.after[at].iter().map(|after| self.tail[*after] + self.duration[*after]).max().unwrap_or(0);
        }
        let chain = (0..n).map(|at| self.head[at] + self.duration[at] + self.tail[at]).max().unwrap_or(0);
        let load = (0..self.rows.len()).map(|machine| {
            let of = || (0..n).filter(|at| self.machine[*at] == machine);
            let work: i64 = of().map(|at| self.duration[at]).sum();
            work + of().map(|at| self.head[at]).min().unwrap_or(0) + of().map(|at| self.tail[at]).min().unwrap_or(0)
        });
        let bound = load.max().unwrap_or(0).max(chain);
        let mut free = vec![0; self.rows.len()];
        let mut waits: Vec<usize> = self.before.iter().map(Vec::len).collect();
        let mut ready: Vec<usize> = (0..n).filter(|at| waits[*at] == 0).collect();
        let mut begins = self.earliest.clone();
        while let Some(choice) = (0..ready.len())
            .min_by_key(|at| (begins[ready[*at]].max(free[self.machine[ready[*at]]]), -self.tail[ready[*at]]))
        {
            let at = ready.swap_remove(choice);
            let machine = self.machine[at];
            let end = begins[at].max(free[machine]) + self.duration[at];
            free[machine] = end;
            self.place[at] = self.rows[machine].len();
            self.rows[machine].push(at);
            for after in &self.after[at] {
                begins[*after] = begins[*after].max(end);
                waits[*after] -= 1;
                if waits[*after] == 0 {
                    ready.push(*after);
                }
            }
        }
        bound
    }

    /// Heads, tails and the last end.
    fn settle(&mut self) -> i64 {
        let n = self.duration.len();
        self.steps += n as u64;
        self.order.clear();
        for at in 0..n {
            self.waits[at] = self.before[at].len() + usize::from(self.place[at] > 0);
            if self.waits[at] == 0 {
                self.order.push(at);
            }
        }
        let mut last = 0;
        let mut done = 0;
        while done < self.order.len() {
            let at = self.order[done];
            done += 1;
            let mut begin = self.earliest[at];
            for before in self.before[at].iter().copied().chain(self.previous(at)) {
                begin = begin.max(self.head[before] + self.duration[before]);
            }
            self.head[at] = begin;
            last = last.max(begin + self.duration[at]);
            let next = self.next(at);
            for after in self.after[at].iter().copied().chain(next) {
                self.waits[after] -= 1;
                if self.waits[after] == 0 {
                    self.order.push(after);
                }
            }
        }
        for place in (0..n).rev() {
            let at = self.order[place];
            let ends = self.after[at]
                .iter()
                .copied()
                .chain(self.next(at))
                .map(|after| self.tail[after] + self.duration[after]);
            self.tail[at] = ends.max().unwrap_or(0);
        }
        last
    }

    fn search(&mut self, budget: u64, bound: i64, seed: u64) -> i64 {
        let mut random = Rng::with_seed(seed);
        let n = self.duration.len();
        let mut last = self.settle();
        let mut best = (last, self.rows.clone());
        // By task that was put behind: with which task, and until when it may not go before it again.
        let mut tabu = vec![(usize::MAX, 0u64); n * 4];
        let mut now = 0;
        let mut since = 0;
        while self.steps < budget && best.0 > bound {
            now += 1;
            since += 1;
            let moves = self.moves(last, &mut random);
            if moves.is_empty() {
                break;
            }
            let tabu_of = |one: usize, other: usize| {
                tabu[one * 4..one * 4 + 4].iter().any(|(with, until)| *with == other && *until > now)
            };
            let mut chosen: Option<(i64, (usize, usize))> = None;
            for &(one, other) in &moves {
                let guess = self.guess(one, other);
                if (!tabu_of(other, one) || guess < best.0) && chosen.is_none_or(|(least, _)| guess < least) {
                    chosen = Some((guess, (one, other)));
                }
            }
            let (one, other) = chosen.map_or_else(|| moves[random.usize(..moves.len())], |(_, chosen)| chosen);
            self.swap(one, other);
            // `one` may not go before `other` again for a while.
            let slot = one * 4 + random.usize(..4);
            tabu[slot] = (other, now + 8 + random.u64(..8));
            last = self.settle();
            if last < best.0 {
                best = (last, self.rows.clone());
                since = 0;
            }
            if since > PATIENCE {
                since = 0;
                self.back(&best.1);
                last = self.settle();
                for _ in 0..3 + random.usize(..8) {
                    let moves = self.moves(last, &mut random);
                    if moves.is_empty() {
                        break;
                    }
                    let (one, other) = moves[random.usize(..moves.len())];
                    self.swap(one, other);
                    last = self.settle();
                }
                tabu.fill((usize::MAX, 0));
            }
        }
        self.back(&best.1);
        self.settle()
    }

    fn back(&mut self, rows: &[Vec<usize>]) {
        self.rows.clone_from_slice(rows);
        for row in &self.rows {
            for (place, at) in row.iter().enumerate() {
                self.place[*at] = place;
            }
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        let (machine, first) = (self.machine[one], self.place[one]);
        self.rows[machine].swap(first, first + 1);
        (self.place[one], self.place[other]) = (first + 1, first);
    }

    /// Neighbours on a machine at the edges of the blocks of a critical path, drawn among several.
    fn moves(&mut self, last: i64, random: &mut Rng) -> Vec<(usize, usize)> {
        let n = self.duration.len();
        let ends = |at: usize| self.head[at] + self.duration[at];
        let starts: Vec<usize> =
            (0..n).filter(|at| self.head[*at] == self.earliest[*at] && ends(*at) + self.tail[*at] == last).collect();
        if starts.is_empty() {
            return Vec::new();
        }
        let mut path = vec![starts[random.usize(..starts.len())]];
        while let Some(&at) = path.last() {
            let critical = |next: &usize| self.head[*next] == ends(at) && ends(*next) + self.tail[*next] == last;
            let row = self.next(at).filter(critical);
            let job = self.after[at].iter().copied().find(critical);
            let next = match (row, job) {
                (Some(row), Some(job)) => {
                    if random.bool() {
                        row
                    } else {
                        job
                    }
                }
                (Some(next), None) | (None, Some(next)) => next,
                (None, None) => break,
            };
            path.push(next);
        }
        let mut moves = Vec::new();
        let mut from = 0;
        while from < path.len() {
            let mut to = from;
            while to + 1 < path.len() && self.next(path[to]) == Some(path[to + 1]) {
                to += 1;
            }
            if to > from {
                let (is_first, is_last) = (from == 0, to + 1 == path.len());
                if !is_first || is_last {
                    moves.push((path[from], path[from + 1]));
                }
                if (!is_last || is_first) && (to - from > 1 || moves.last() != Some(&(path[from], path[from + 1]))) {
                    moves.push((path[to - 1], path[to]));
                }
            }
            from = to + 1;
        }
        // Tasks that wait for each other stay in their order.
        moves.retain(|(one, other)| !self.after[*one].contains(other));
        moves
    }

    /// A bound on the last end if two neighbours were swapped (Taillard, 1994).
    fn guess(&self, one: usize, other: usize) -> i64 {
        let end = |at: usize| self.head[at] + self.duration[at];
        let rest = |at: usize| self.tail[at] + self.duration[at];
        let jobs_head =
            |at: usize| self.before[at].iter().map(|before| end(*before)).max().unwrap_or(0).max(self.earliest[at]);
        let jobs_tail = |at: usize| self.after[at].iter().map(|after| rest(*after)).max().unwrap_or(0);
        let head_other = jobs_head(other).max(self.previous(one).map_or(0, end));
        let head_one = jobs_head(one).max(head_other + self.duration[other]);
        let tail_one = jobs_tail(one).max(self.next(other).map_or(0, rest));
        let tail_other = jobs_tail(other).max(tail_one + self.duration[one]);
        (head_other + self.duration[other] + tail_other).max(head_one + self.duration[one] + tail_one)
    }
}
