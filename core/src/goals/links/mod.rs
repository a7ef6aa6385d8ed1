//! What is linked to a goal: the tasks, projects, habits and metrics that lead there.

pub(super) mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{GoalId, edit};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::habits::{self, HabitId};
use crate::metrics::{self, MetricId};
use crate::projects::{self, ProjectId};
use crate::tasks::{self, TaskId};
use crate::words;

words! {
    /// What can be linked to a goal.
    GoalLinkKind { Task = "task", Project = "project", Habit = "habit", Metric = "metric" }
}

impl GoalLinkKind {
    /// Its column in `goal_link`.
    fn column(self) -> &'static str {
        match self {
            Self::Task => "task_id",
            Self::Project => "project_id",
            Self::Habit => "habit_id",
            Self::Metric => "metric_id",
        }
    }
}

/// A thing of another domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalSubject {
    pub kind: GoalLinkKind,
    pub id: i64,
}

/// A link as a goal shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalLink {
    pub kind: GoalLinkKind,
    pub id: i64,
    pub title: String,
    pub done: bool,
}

/// The name of a thing.
///
/// # Errors
/// It is not there.
pub(super) fn title(tx: &ReadTx<'_>, subject: GoalSubject) -> Result<String> {
    match subject.kind {
        GoalLinkKind::Task => tasks::get(tx, TaskId(subject.id)).map(|task| task.title),
        GoalLinkKind::Project => projects::get(tx, ProjectId(subject.id)).map(|project| project.name),
        GoalLinkKind::Habit => habits::get(tx, HabitId(subject.id)).map(|habit| habit.name),
        GoalLinkKind::Metric => metrics::get(tx, MetricId(subject.id)).map(|metric| metric.name),
    }
}

/// Links a task to the goal of this name, which is made if there is none.
///
/// # Errors
/// The name is empty, or the file cannot be written.
pub fn link_task_by_name(tx: &WriteTx<'_>, task: TaskId, name: &str) -> Result<GoalId> {
    let goal = match super::store::by_name(tx, name)? {
        Some(goal) => goal.id,
        None => edit::create_named(tx, name)?,
    };
    store::add(tx, goal, GoalSubject { kind: GoalLinkKind::Task, id: task.0 })?;
    Ok(goal)
}
