//! What is to be planned, in whole minutes from a start of the caller's choosing.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::require;

/// More tasks than this are refused.
pub const MAX_TASKS: usize = 1000;
/// More windows, fixed blocks, capacities or earlier blocks than this are refused.
pub const MAX_SPANS: usize = 10_000;
/// More steps than this would take minutes.
pub const MAX_BUDGET: u64 = 1_000_000_000;
/// The farthest minute: ten years.
pub const MAX_MINUTE: i64 = 5_270_400;
/// The greatest weight and the greatest cost of a minute.
pub const MAX_WEIGHT: i64 = 100_000;

/// Work to be put into time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Problem {
    pub tasks: Vec<Task>,
    /// When work may be done; the whole time unless said.
    pub windows: Vec<Window>,
    /// What stands already and does not move.
    pub fixed: Vec<Fixed>,
    /// How much may be planned in a stretch of time, a day for instance.
    pub capacity: Vec<Capacity>,
    /// Minutes kept free between two blocks.
    pub buffer: i64,
    /// Nothing is planned past this minute; the end of the last window unless said.
    pub horizon: Option<i64>,
    /// The plan until now; what can stay where it is stays.
    pub previous: Vec<Placed>,
    /// How much more than the best known cost a plan may cost if it moves fewer blocks; a tenth of it unless said.
    pub tolerance: Option<i64>,
    /// The cost of a minute of work in a window of another energy than the task's.
    #[serde(default = "one")]
    pub energy_cost: i64,
    /// Steps of the search; by the number of tasks unless said.
    pub budget: Option<u64>,
    /// Where the random numbers begin.
    pub seed: u64,
}

fn one() -> i64 {
    1
}

/// One piece of work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Task {
    pub id: String,
    /// What reasons call it; its id unless said.
    #[serde(default)]
    pub title: Option<String>,
    /// In minutes, at least one.
    pub duration: i64,
    /// What a minute past `due` costs.
    #[serde(default = "one")]
    pub weight: i64,
    /// What leaving it out costs beside leaving out others; its weight unless said.
    #[serde(default)]
    pub value: Option<i64>,
    /// Should be done by then.
    #[serde(default)]
    pub due: Option<i64>,
    /// Must be done by then, or is left out.
    #[serde(default)]
    pub deadline: Option<i64>,
    /// Must not begin before.
    #[serde(default)]
    pub earliest: i64,
    /// May be split into blocks not shorter than this; in one block unless said.
    #[serde(default)]
    pub chunk: Option<i64>,
    /// Begins when these are done.
    #[serde(default)]
    pub after: Vec<String>,
    /// Where it would best be.
    #[serde(default)]
    pub prefer: Vec<Window>,
    /// The cost of a minute outside of `prefer`.
    #[serde(default = "one")]
    pub prefer_cost: i64,
    #[serde(default)]
    pub energy: Option<Strength>,
    /// In a job shop: what it is done on. One thing at a time happens on a machine.
    #[serde(default)]
    pub machine: Option<u32>,
}

/// How much strength a task takes, and a window gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    Low,
    Medium,
    High,
}

/// A stretch of time, from `start` to before `end`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    pub start: i64,
    pub end: i64,
    /// What reasons call it.
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub energy: Option<Strength>,
}

/// Time that is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fixed {
    pub start: i64,
    pub end: i64,
    #[serde(default)]
    pub label: Option<String>,
    /// A break: needs no buffer before and after it.
    #[serde(default)]
    pub rest: bool,
}

/// At most `minutes` of tasks from `start` to before `end`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    pub start: i64,
    pub end: i64,
    pub minutes: i64,
}

/// A block of a task.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    pub task: String,
    pub start: i64,
    pub end: i64,
}

impl Task {
    /// What reasons call it.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}

impl Problem {
    /// Reads a problem file.
    ///
    /// # Errors
    /// Not JSON, not of this form, or not sound.
    pub fn read(text: &str) -> Result<Self> {
        let problem: Self = serde_json::from_str(text).map_err(|error| {
            Error::invalid(format!("this is no problem to plan: {error}; see docs/plan-problem.md"))
        })?;
        problem.sound()?;
        Ok(problem)
    }

    /// Where each id stands among the tasks.
    pub fn indices(&self) -> HashMap<&str, usize> {
        self.tasks.iter().enumerate().map(|(index, task)| (task.id.as_str(), index)).collect()
    }

    /// The minute past which nothing is planned.
    pub fn end(&self) -> i64 {
        let needed = || {
            let work: i64 = self.tasks.iter().map(|task| task.duration + self.buffer).sum();
            let last = self.tasks.iter().map(|task| task.earliest).chain(self.fixed.iter().map(|fixed| fixed.end));
            (work + self.fixed.len() as i64 * 2 * self.buffer + last.max().unwrap_or(0)).min(MAX_MINUTE)
        };
        let last_window = self.windows.iter().map(|window| window.end).max();
        self.horizon.unwrap_or_else(|| last_window.unwrap_or_else(needed))
    }

    /// Whether it can be planned at all.
    ///
    /// # Errors
    /// Says which field of what is wrong, and what it should be.
    pub fn sound(&self) -> Result<()> {
        require!(self.tasks.len() <= MAX_TASKS, "{} tasks are too many; plan at most {MAX_TASKS}", self.tasks.len());
        let spans = self.windows.len().max(self.fixed.len()).max(self.capacity.len()).max(self.previous.len());
        require!(spans <= MAX_SPANS, "a list of {spans} is too long; give at most {MAX_SPANS}");
        require!((0..=1440).contains(&self.buffer), "a buffer of {} is none; give 0 to 1440 minutes", self.buffer);
        let minute = |what: &str, at: i64| {
            require!((0..=MAX_MINUTE).contains(&at), "{what} is at minute {at}; give 0 to {MAX_MINUTE}");
            Ok(())
        };
        let weight = |what: &str, weight: i64| {
            require!((0..=MAX_WEIGHT).contains(&weight), "{what} is {weight}; give 0 to {MAX_WEIGHT}");
            Ok(())
        };
        let span = |what: &str, start: i64, end: i64| {
            minute(what, start)?;
            minute(what, end)?;
            require!(start < end, "{what} ends at {end}, before it begins at {start}");
            Ok(())
        };
        self.horizon.map_or(Ok(()), |at| minute("the horizon", at))?;
        weight("energy_cost", self.energy_cost)?;
        require!(self.budget.is_none_or(|steps| steps <= MAX_BUDGET), "a budget is at most {MAX_BUDGET} steps");
        require!(self.tolerance.is_none_or(|more| more >= 0), "a tolerance cannot be negative");
        for window in &self.windows {
            span("a window", window.start, window.end)?;
        }
        for fixed in &self.fixed {
            span("a fixed block", fixed.start, fixed.end)?;
        }
        let mut stretches: Vec<&Capacity> = self.capacity.iter().collect();
        stretches.sort_by_key(|capacity| capacity.start);
        for (index, capacity) in stretches.iter().enumerate() {
            span("a capacity", capacity.start, capacity.end)?;
            minute("the minutes of a capacity", capacity.minutes)?;
            require!(
                index == 0 || stretches[index - 1].end <= capacity.start,
                "two capacities overlap at minute {}",
                capacity.start
            );
        }
        let index = self.indices();
        require!(index.len() == self.tasks.len(), "two tasks have the same id");
        for placed in &self.previous {
            span("an earlier block", placed.start, placed.end)?;
        }
        for task in &self.tasks {
            let name = task.name();
            require!(!task.id.is_empty(), "a task needs an id");
            require!(task.duration > 0, "{name} lasts {} minutes; a task lasts at least one", task.duration);
            minute(&format!("the duration of {name}"), task.duration)?;
            weight(&format!("the weight of {name}"), task.weight)?;
            weight(&format!("the value of {name}"), task.value.unwrap_or(0))?;
            weight(&format!("the prefer_cost of {name}"), task.prefer_cost)?;
            minute(&format!("the earliest begin of {name}"), task.earliest)?;
            task.due.map_or(Ok(()), |at| minute(&format!("the due time of {name}"), at))?;
            task.deadline.map_or(Ok(()), |at| minute(&format!("the deadline of {name}"), at))?;
            let chunk = task.chunk.unwrap_or(1);
            require!(chunk > 0, "the chunk of {name} is {chunk}; give at least one minute");
            require!(task.prefer.len() <= MAX_SPANS, "{name} prefers too many windows");
            for window in &task.prefer {
                span(&format!("a preferred window of {name}"), window.start, window.end)?;
            }
            for before in &task.after {
                require!(index.contains_key(before.as_str()), "{name} waits for {before:?}, which is no task here");
            }
        }
        self.order(&index).map(|_| ())?;
        self.sound_shop()
    }

    /// The tasks in an order that keeps every dependency, earlier in the list first.
    ///
    /// # Errors
    /// The tasks wait for one another in a circle.
    pub(super) fn order(&self, index: &HashMap<&str, usize>) -> Result<Vec<usize>> {
        let mut waits = vec![0; self.tasks.len()];
        let mut next = vec![Vec::new(); self.tasks.len()];
        for (at, task) in self.tasks.iter().enumerate() {
            for before in task.after.iter().filter_map(|before| index.get(before.as_str())) {
                waits[at] += 1;
                next[*before].push(at);
            }
        }
        let mut ready: std::collections::BTreeSet<usize> = (0..waits.len()).filter(|at| waits[*at] == 0).collect();
        let mut order = Vec::with_capacity(waits.len());
        while let Some(at) = ready.pop_first() {
            order.push(at);
            for after in &next[at] {
                waits[*after] -= 1;
                if waits[*after] == 0 {
                    ready.insert(*after);
                }
            }
        }
        if let Some(stuck) = waits.iter().position(|waits| *waits > 0) {
            let name = self.tasks[stuck].name();
            return Err(Error::Conflict(format!(
                "tasks wait for one another in a circle, {name} among or behind them"
            )));
        }
        Ok(order)
    }

    /// A job shop has machines and dependencies, and nothing of a person's week.
    fn sound_shop(&self) -> Result<()> {
        if !self.is_shop() {
            return Ok(());
        }
        let week = !self.windows.is_empty() || !self.fixed.is_empty() || !self.capacity.is_empty();
        require!(
            !week && self.previous.is_empty() && self.buffer == 0 && self.horizon.is_none(),
            "a job shop has no windows, fixed blocks, capacity, buffer, horizon or earlier blocks"
        );
        for task in &self.tasks {
            let name = task.name();
            require!(task.machine.is_some(), "{name} needs a machine: the other tasks have one");
            let person = task.due.is_some() || task.deadline.is_some() || task.chunk.is_some();
            require!(
                !person && task.prefer.is_empty() && task.energy.is_none(),
                "{name} has a machine, so it takes only duration, earliest and after"
            );
        }
        let work: i64 = self.tasks.iter().map(|task| task.duration).sum();
        require!(work <= MAX_MINUTE, "this much work does not end within ten years");
        Ok(())
    }

    /// Whether it is a job shop: machines, and the last end to be as early as possible.
    pub fn is_shop(&self) -> bool {
        self.tasks.iter().any(|task| task.machine.is_some())
    }
}
