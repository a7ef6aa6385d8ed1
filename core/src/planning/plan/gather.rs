//! The problem that the open tasks and the days pose.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::{AskPlan, PlanGuess, UnplannedTask};
use crate::db::ReadTx;
use crate::error::Result;
use crate::planning::optimiser::Task as Work;
use crate::planning::optimiser::{Capacity, Fixed, Placed, Problem, Strength, Window};
use crate::planning::{PlanBlock, PlanBlockKind, day, estimate, store, windows};
use crate::tasks::{Energy, Task, TaskId, TaskStatus};
use crate::types::{Day, Timestamp};
use crate::{require, settings};

/// What a task lasts that nothing is known of, in minutes.
const USUAL: u32 = 30;
/// Work of at least this many minutes may be split, into blocks of half of it.
const LONG: i64 = 90;
/// A block begins at a minute that this divides, if it begins today.
const GRID: i64 = 5;
/// So many tasks are looked at.
const MOST: usize = 300;

/// The problem, and what its numbers stand for.
pub(super) struct Gathered {
    pub(super) problem: Problem,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    pub(super) tasks: BTreeMap<TaskId, Task>,
    /// The blocks that may be moved.
    pub(super) movable: Vec<PlanBlock>,
    pub(super) guesses: Vec<PlanGuess>,
    pub(super) unplanned: Vec<UnplannedTask>,
    zone: TimeZone,
    /// When a day begins, by the clock.
    begins: Time,
}

impl Gathered {
    /// The moment of a minute.
    pub(super) fn moment(&self, minute: i64) -> Timestamp {
        Timestamp(self.from.0 + minute * 60_000)
    }

    /// A minute as reasons say it. What is due on a day is due when the next one begins: that is the end of the day.
    pub(super) fn say(&self, minute: i64) -> String {
        let Ok(at) = self.moment(minute).zoned(&self.zone) else { return String::new() };
        if at.time() != self.begins {
            return at.strftime("%A %H:%M").to_string();
        }
        at.yesterday().map(|day| day.strftime("the end of %A").to_string()).unwrap_or_default()
    }
}

/// Reads what there is to plan, and into what.
pub(super) fn gather(tx: &ReadTx<'_>, asked: AskPlan) -> Result<Gathered> {
    let first = asked.day.map_or_else(|| tx.today(), Ok)?;
    let mut days = vec![first];
    for _ in 1..if asked.week { 7 } else { 1 } {
        let last = days[days.len() - 1];
        days.push(last.tomorrow()?);
    }
    let last = days[days.len() - 1];
    let (from, until) = (tx.began(first)?, tx.began(last.tomorrow()?)?);
    require!(tx.now() < until, "that time is over; plan today, or a day to come");
    let buffer = match asked.buffer {
        Some(minutes) => minutes,
        None => settings::read(tx)?.buffer_minutes,
    };
    let mut gathering = Gathering {
        tx,
        from,
        now: up(minute(from, tx.now()).max(0), GRID),
        last,
        problem: Problem {
            buffer: i64::from(buffer),
            energy_cost: 1,
            horizon: Some(minute(from, until)),
            ..Problem::default()
        },
        movable: Vec::new(),
        busy: BTreeMap::new(),
        free: 0,
    };
    let week = windows::get(tx, ())?;
    for day in days {
        gathering.day(&day::of(tx, day, &week)?);
    }
    let mut gathered = gathering.tasks()?;
    gathered.until = until;
    Ok(gathered)
}

/// Whole minutes from one moment to another.
fn minute(from: Timestamp, at: Timestamp) -> i64 {
    (at.0 - from.0).div_euclid(60_000)
}

fn up(minute: i64, grid: i64) -> i64 {
    (minute + grid - 1).div_euclid(grid) * grid
}

/// What stands fixed for a task: its minutes to come, and its last end.
#[derive(Default, Clone, Copy)]
struct Busy {
    minutes: i64,
    end: i64,
}

struct Gathering<'a> {
    tx: &'a ReadTx<'a>,
    from: Timestamp,
    /// Nothing is planned before.
    now: i64,
    last: Day,
    problem: Problem,
    movable: Vec<PlanBlock>,
    busy: BTreeMap<TaskId, Busy>,
    /// Minutes that can be planned.
    free: i64,
}

impl Gathering<'_> {
    fn day(&mut self, day: &day::PlanDay) {
        let end = minute(self.from, day.until);
        let mut moving = 0;
        for block in &day.blocks {
            let (starts, ends) = (minute(self.from, block.starts_at), minute(self.from, block.ends_at));
            let of_task = block.task.as_ref().filter(|_| block.kind == PlanBlockKind::Task);
            let free =
                !block.pinned && block.rule.is_none() && starts >= self.now && of_task.is_some_and(|task| !task.done);
            if free {
                moving += (ends - starts).max(0);
                if !self.movable.iter().any(|known| known.id == block.id) {
                    self.movable.push(block.clone());
                }
                continue;
            }
            if let Some(task) = of_task.filter(|_| ends > self.now) {
                let busy = self.busy.entry(task.id).or_default();
                busy.minutes += ends - starts.max(self.now);
                busy.end = busy.end.max(ends);
            }
            self.fix(starts, ends, &block.title, block.kind == PlanBlockKind::Break);
        }
        for event in day.events.iter().filter(|event| event.busy && !event.whole_days) {
            self.fix(minute(self.from, event.starts_at), minute(self.from, event.ends_at), &event.title, false);
        }
        for task in &day.tasks {
            if let Some(at) = task.scheduled.and_then(|when| when.at) {
                self.fix(minute(self.from, at), minute(self.from, day::task_ends(task, at)), &task.title, false);
            }
        }
        let mut open = 0;
        for window in &day.windows {
            let (start, end) = (minute(self.from, window.from).max(self.now), minute(self.from, window.until));
            if start < end {
                open += end - start;
                let label = Some(window.label.clone()).filter(|label| !label.is_empty());
                self.problem.windows.push(Window { start, end, label, energy: window.energy.map(strength) });
            }
        }
        let left = (day.capacity.minutes - day.capacity.used + moving).max(0);
        self.free += left.min(open);
        let start = minute(self.from, day.from);
        self.problem.capacity.push(Capacity { start, end, minutes: left });
    }

    /// What lies within the time that is planned.
    fn fix(&mut self, start: i64, end: i64, title: &str, rest: bool) {
        let (start, end) = (start.max(0), end.min(self.problem.horizon.unwrap_or(end)));
        if start < end {
            self.problem.fixed.push(Fixed { start, end, label: Some(title.to_owned()), rest });
        }
    }

    fn tasks(mut self) -> Result<Gathered> {
        let mut known: BTreeMap<TaskId, Task> = BTreeMap::new();
        let mut order = Vec::new();
        let ids: BTreeSet<TaskId> =
            self.movable.iter().filter_map(|block| block.task.as_ref()).map(|task| task.id).collect();
        for id in ids {
            let task = crate::tasks::get(self.tx, id)?;
            if task.status.open() {
                order.push(id);
                known.insert(id, task);
            }
        }
        for task in store::plannable(self.tx, self.last, MOST)? {
            if let Entry::Vacant(place) = known.entry(task.id) {
                order.push(task.id);
                place.insert(task);
            }
        }
        let finished = store::finished(self.tx, TaskId(0))?;
        let waits = store::waits(self.tx)?;
        let mut gathered = Gathered {
            begins: self.from.zoned(self.tx.zoned().time_zone())?.time(),
            problem: Problem::default(),
            from: self.from,
            until: self.from,
            tasks: BTreeMap::new(),
            movable: Vec::new(),
            guesses: Vec::new(),
            unplanned: Vec::new(),
            zone: self.tx.zoned().time_zone().clone(),
        };
        let mut taken = 0;
        let mut roomless: BTreeSet<TaskId> = BTreeSet::new();
        // A task is looked at after those that it waits for.
        let mut stack: Vec<TaskId> = order.into_iter().rev().collect();
        let mut seen: BTreeSet<TaskId> = BTreeSet::new();
        while let Some(id) = stack.pop() {
            let Some(task) = known.get(&id) else { continue };
            let before: Vec<TaskId> = waits.get(&id).cloned().unwrap_or_default();
            if seen.insert(id) {
                let unseen = before.iter().filter(|before| !seen.contains(before) && known.contains_key(before));
                let unseen: Vec<TaskId> = unseen.copied().collect();
                if !unseen.is_empty() {
                    stack.push(id);
                    stack.extend(unseen);
                    continue;
                }
            }
            if gathered.tasks.contains_key(&id) || gathered.unplanned.iter().any(|unplanned| unplanned.task == id) {
                continue;
            }
            let has_place = self.movable.iter().any(|block| block.task.as_ref().is_some_and(|task| task.id == id));
            let must = has_place || task.status == TaskStatus::Doing || self.is_due(task);
            let (minutes, guess) = lasts(task, &finished);
            let busy = self.busy.get(&id).copied().unwrap_or_default();
            let minutes = i64::from(minutes) - busy.minutes;
            if minutes <= 0 || (!must && (taken + minutes > self.free || gathered.tasks.len() >= MOST)) {
                continue;
            }
            let stuck =
                before.iter().find(|before| !gathered.tasks.contains_key(before) && !self.busy.contains_key(before));
            if let Some(stuck) = stuck {
                if must {
                    let why = format!(
                        "it waits for {}, which has no place in this plan",
                        crate::tasks::get(self.tx, *stuck)?.title
                    );
                    gathered.unplanned.push(UnplannedTask { task: id, title: task.title.clone(), why });
                }
                continue;
            }
            let in_vain = before.iter().any(|before| roomless.contains(before));
            if in_vain && !must {
                continue;
            }
            gathered.guesses.extend(guess);
            let mut work = self.work(task, minutes, must);
            work.after =
                before.iter().filter(|before| gathered.tasks.contains_key(before)).map(ToString::to_string).collect();
            let ends = before.iter().filter_map(|before| self.busy.get(before)).map(|busy| busy.end);
            work.earliest = ends.fold(work.earliest.max(self.now), i64::max);
            // What has no place in any case takes none from the others.
            if in_vain || minutes > self.room(work.earliest, work.deadline) {
                roomless.insert(id);
            } else {
                taken += minutes;
            }
            self.problem.tasks.push(work);
            gathered.tasks.insert(id, task.clone());
        }
        for block in &self.movable {
            let Some(task) = block.task.as_ref().filter(|task| gathered.tasks.contains_key(&task.id)) else { continue };
            let (start, end) = (minute(self.from, block.starts_at), minute(self.from, block.ends_at));
            self.problem.previous.push(Placed { task: task.id.to_string(), start, end });
        }
        gathered.movable = self.movable;
        gathered.problem = self.problem;
        Ok(gathered)
    }

    /// Whether it belongs into this time by its day or its deadline.
    fn is_due(&self, task: &Task) -> bool {
        let by = |when: Option<crate::types::When>| when.is_some_and(|when| when.day <= self.last);
        by(task.scheduled) || by(task.deadline)
    }

    /// Minutes that can be planned from one minute until another; without it, to the end.
    fn room(&self, from: i64, until: Option<i64>) -> i64 {
        let until = until.unwrap_or(i64::MAX);
        let of_day = |day: &Capacity| {
            let open = self.problem.windows.iter().map(|window| {
                let start = window.start.max(day.start).max(from);
                (window.end.min(day.end).min(until) - start).max(0)
            });
            day.minutes.min(open.sum())
        };
        self.problem.capacity.iter().map(of_day).sum()
    }

    fn end_of(&self, day: Day) -> Option<i64> {
        self.tx.began(day.tomorrow().ok()?).ok().map(|end| minute(self.from, end))
    }

    fn work(&self, task: &Task, minutes: i64, must: bool) -> Work {
        let weight = match task.priority {
            Some(1) => 8,
            Some(2) => 4,
            Some(3) => 2,
            _ => 1,
        };
        let deadline = task
            .deadline
            .and_then(|when| when.at.map_or_else(|| self.end_of(when.day), |at| Some(minute(self.from, at))));
        let deadline = deadline.map(|deadline| deadline.clamp(0, crate::planning::optimiser::MAX_MINUTE));
        // A deadline that has passed, or cannot be kept any more, is no reason not to do it; then, the sooner the better.
        let kept = deadline.filter(|deadline| *deadline >= self.now + minutes);
        let day = task.scheduled.map(|when| when.day);
        let due = day.and_then(|day| self.end_of(day)).map(|end| end.max(0));
        let begins = |day: Day| self.tx.began(day).map_or(0, |begins| minute(self.from, begins).max(0));
        let start = task.start.map_or(0, begins);
        let earliest = day.map_or(start, |day| start.max(begins(day)));
        Work {
            id: task.id.to_string(),
            title: Some(task.title.clone()),
            duration: minutes,
            weight,
            value: Some(weight * if must { 20 } else { 1 }),
            due: if deadline.is_some() && kept.is_none() { deadline } else { due },
            deadline: kept,
            earliest: kept.map_or(earliest, |deadline| if earliest + minutes > deadline { start } else { earliest }),
            chunk: (minutes >= LONG).then_some(LONG / 2),
            prefer_cost: 1,
            energy: task.energy.map(strength),
            ..Work::default()
        }
    }
}

fn strength(energy: Energy) -> Strength {
    match energy {
        Energy::Low => Strength::Low,
        Energy::Medium => Strength::Medium,
        Energy::High => Strength::High,
    }
}

/// What is left of a task's effort; without one, a guess from similar finished tasks.
fn lasts(task: &Task, finished: &[Task]) -> (u32, Option<PlanGuess>) {
    if let Some(effort) = task.effort_minutes {
        let left = effort.saturating_sub(task.logged_minutes);
        return (if left == 0 { 15 } else { left }.min(10_080), None);
    }
    let judged = estimate::judge(task, finished);
    // Nobody plans by odd minutes what is a guess anyhow.
    let minutes = judged.p50.unwrap_or(USUAL).next_multiple_of(GRID as u32).clamp(5, 10_080);
    let guess =
        PlanGuess { task: task.id, title: task.title.clone(), minutes, p50: judged.p50, p80: judged.p80, n: judged.n };
    (minutes, Some(guess))
}
