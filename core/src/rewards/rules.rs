//! What earns how many points. A change is a new version: what was earned keeps its price.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::require;

/// The most that one rule gives.
const MOST: i64 = 100_000;

/// The rules. A task that carries points of its own earns those instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PointRules {
    /// For each completed task.
    pub task: i64,
    /// For each hour of its estimate.
    pub hour: i64,
    /// More for priority 1 …
    pub p1: i64,
    pub p2: i64,
    pub p3: i64,
    /// … to 4.
    pub p4: i64,
    /// For a completed project.
    pub project: i64,
}

impl PointRules {
    /// Refuses what is no number of points.
    pub(super) fn check(&self) -> Result<()> {
        let Self { task, hour, p1, p2, p3, p4, project } = *self;
        for (name, points) in [
            ("a task", task),
            ("an hour", hour),
            ("priority 1", p1),
            ("priority 2", p2),
            ("priority 3", p3),
            ("priority 4", p4),
            ("a project", project),
        ] {
            require!((0..=MOST).contains(&points), "{name} gives 0 to {MOST} points, not {points}");
        }
        Ok(())
    }
}
