//! How one knows that a goal is reached: criteria, and versions of what they ask for.
//!
//! A [`Criterion`] says what is measured; a [`Version`] says from a day on what has to be reached, by when, and how the
//! criteria are joined. Setting criteria on the day on which the newest version began rewrites that version; on a later
//! day it begins a new one, and the days before keep theirs.

pub mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Goal, GoalId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::habits::{self, HabitId};
use crate::metrics::{self, MetricId};
use crate::projects::{self, ProjectId};
use crate::types::{Day, Timestamp, one_line};
use crate::{id, require, words};

id! {
    /// One criterion.
    CriterionId;
    /// One entry of a counter, or one answer.
    GoalEntryId;
    /// What holds from a day on.
    VersionId;
}

words! {
    /// How the criteria of a goal are joined.
    Combine {
        /// Every one must be met; the progress is their mean.
        All = "all",
        /// One is enough; the progress is that of the best.
        Any = "any",
        /// The mean by weight.
        Weights = "weights",
    }

    /// What a criterion measures.
    CriterionKind {
        /// Reached or not, as a person says.
        YesNo = "yes_no",
        /// So many linked tasks are done.
        TaskCount = "task_count",
        /// So many are counted by hand.
        Counter = "counter",
        /// The share that is done of the linked tasks and projects, or of one project.
        TaskSet = "task_set",
        /// A metric's newest value is at least so much.
        MetricAtLeast = "metric_at_least",
        /// A metric's newest value is at most so much.
        MetricAtMost = "metric_at_most",
        /// A habit's strength is at least so many per cent.
        HabitStrength = "habit_strength",
        /// A habit is done on so many of the last days.
        HabitCount = "habit_count",
    }
}

impl CriterionKind {
    /// It asks for an amount.
    pub fn needs_target(self) -> bool {
        !matches!(self, Self::YesNo | Self::TaskSet)
    }

    /// It measures a habit.
    pub fn of_habit(self) -> bool {
        matches!(self, Self::HabitStrength | Self::HabitCount)
    }

    /// It measures a metric.
    pub fn of_metric(self) -> bool {
        matches!(self, Self::MetricAtLeast | Self::MetricAtMost)
    }

    /// It is told by hand.
    pub fn by_hand(self) -> bool {
        matches!(self, Self::YesNo | Self::Counter)
    }
}

/// What is measured.
#[derive(Debug, Clone)]
pub(super) struct Criterion {
    pub(super) id: CriterionId,
    pub(super) kind: CriterionKind,
    pub(super) name: String,
    pub(super) subject: Measured,
}

/// Which thing a criterion measures, where that is not what is linked to the goal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) project: Option<ProjectId>,
    pub(super) habit: Option<HabitId>,
    pub(super) metric: Option<MetricId>,
}

/// What a criterion asks for in a version.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    pub(super) criterion: CriterionId,
    pub(super) target: Option<f64>,
    pub(super) base: Option<f64>,
    pub(super) days: Option<u32>,
    pub(super) weight: f64,
}

/// What holds from a day on.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub(super) id: VersionId,
    pub(super) from: Day,
    pub(super) target: Option<Day>,
    pub(super) combine: Combine,
    pub(super) measures: Vec<Measure>,
}

/// An entry of a counter, or an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalEntry {
    pub id: GoalEntryId,
    pub criterion: CriterionId,
    pub day: Day,
    pub amount: f64,
    pub note: String,
    pub created_at: Timestamp,
}

/// A criterion to be, or a present one with what it asks for from today on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CriterionInput {
    /// A criterion of the goal that stays; a new one unless said.
    #[serde(default)]
    pub id: Option<CriterionId>,
    #[ts(optional = false)]
    pub kind: CriterionKind,
    #[serde(default)]
    pub name: Option<String>,
    /// How many; the value of a metric; per cent of strength.
    #[serde(default)]
    pub target: Option<f64>,
    /// Its weight among the others, where they are joined by weight; 1 unless said.
    #[serde(default)]
    pub weight: Option<f64>,
    /// The tasks of this project instead of what is linked to the goal.
    #[serde(default)]
    pub project: Option<ProjectId>,
    #[serde(default)]
    pub habit: Option<HabitId>,
    #[serde(default)]
    pub metric: Option<MetricId>,
    /// Where a metric starts; its value at the start of the goal unless said.
    #[serde(default)]
    pub base: Option<f64>,
    /// Over how many of the last days a habit is counted.
    #[serde(default)]
    pub days: Option<u32>,
}

impl CriterionInput {
    fn measured(&self) -> Measured {
        Measured { project: self.project, habit: self.habit, metric: self.metric }
    }
}

/// The most criteria of one goal.
const MOST: usize = 30;

/// Sets the criteria of a goal from today on.
///
/// # Errors
/// A criterion asks for nothing, or for what is not there.
pub(super) fn set(tx: &WriteTx<'_>, goal: &Goal, combine: Combine, inputs: &[CriterionInput]) -> Result<()> {
    require!(inputs.len() <= MOST, "a goal has at most {MOST} criteria; part of it may be a goal of its own");
    let present = store::of_goal(tx, goal.id)?;
    let mut measures = Vec::with_capacity(inputs.len());
    for input in inputs {
        check(tx, input)?;
        let name = one_line(input.name.as_deref().unwrap_or_default(), 200);
        let known = match input.id {
            None => None,
            Some(id) => Some(present.iter().find(|one| one.id == id).ok_or_else(|| {
                Error::invalid(format!("criterion {id} does not belong to {}; leave its id out to add one", goal.name))
            })?),
        };
        let criterion = match known {
            Some(known) => {
                require!(
                    known.kind == input.kind && known.subject == input.measured(),
                    "a criterion keeps what it measures; add another one instead"
                );
                store::rename(tx, known.id, &name)?;
                known.id
            }
            None => store::insert(tx, goal.id, input.kind, &name, input.measured())?,
        };
        require!(measures.iter().all(|one: &Measure| one.criterion != criterion), "a criterion can be there only once");
        let target = if input.kind.needs_target() { input.target } else { None };
        let base = input.base.filter(|_| input.kind.of_metric());
        let days = input.days.filter(|_| input.kind == CriterionKind::HabitCount);
        measures.push(Measure { criterion, target, base, days, weight: input.weight.unwrap_or(1.0) });
    }
    let target = goal.target;
    revise(tx, goal.id, |version| {
        version.target = target;
        version.combine = combine;
        version.measures = measures;
    })?;
    store::remove_unused(tx, goal.id)
}

/// Sets the day by which a goal is wanted, from today on.
pub(super) fn set_target(tx: &WriteTx<'_>, goal: GoalId, target: Option<Day>) -> Result<()> {
    revise(tx, goal, |version| version.target = target)
}

/// Changes what holds from today on.
fn revise(tx: &WriteTx<'_>, goal: GoalId, change: impl FnOnce(&mut Version)) -> Result<()> {
    let today = tx.today()?;
    let mut version = match store::versions(tx, goal)?.pop() {
        Some(newest) => newest,
        None => {
            let id = store::insert_version(tx, goal, today, None, Combine::All)?;
            Version { id, from: today, target: None, combine: Combine::All, measures: Vec::new() }
        }
    };
    change(&mut version);
    if version.from < today {
        version.id = store::insert_version(tx, goal, today, version.target, version.combine)?;
    } else {
        store::update_version(tx, &version)?;
    }
    store::set_measures(tx, &version)
}

fn check(tx: &ReadTx<'_>, input: &CriterionInput) -> Result<()> {
    let target = input.target.unwrap_or(f64::NAN);
    match input.kind {
        CriterionKind::YesNo | CriterionKind::TaskSet => {}
        CriterionKind::TaskCount | CriterionKind::Counter => {
            require!(target > 0.0 && target <= 1e12, "say how many there shall be: a number above 0");
        }
        CriterionKind::MetricAtLeast | CriterionKind::MetricAtMost => {
            require!(target.is_finite() && target.abs() <= 1e15, "say which value the metric shall reach");
            let base = input.base.unwrap_or(0.0);
            require!(base.is_finite() && base.abs() <= 1e15, "the value from which it starts is an ordinary number");
        }
        CriterionKind::HabitStrength => {
            require!(target > 0.0 && target <= 100.0, "a strength is above 0 and at most 100 per cent");
        }
        CriterionKind::HabitCount => {
            let days = input.days.unwrap_or(0);
            require!((1..=3660).contains(&days), "say over how many of the last days, 1 to 3660");
            require!(
                target >= 1.0 && target <= f64::from(days),
                "on {days} days a habit is done once to {days} times: choose a number between"
            );
        }
    }
    require!(
        input.kind.of_habit() == input.habit.is_some(),
        "a criterion of a habit names the habit, and no other does"
    );
    input.habit.map(|habit| habits::get(tx, habit)).transpose()?;
    require!(
        input.kind.of_metric() == input.metric.is_some(),
        "a criterion of a metric names the metric, and no other does"
    );
    input.metric.map(|metric| metrics::get(tx, metric)).transpose()?;
    let weight = input.weight.unwrap_or(1.0);
    require!(weight.is_finite() && weight > 0.0 && weight <= 1e6, "a weight is a number above 0");
    if let Some(project) = input.project {
        require!(input.kind == CriterionKind::TaskSet, "only a set of tasks can be that of one project");
        projects::get(tx, project)?;
    }
    Ok(())
}
