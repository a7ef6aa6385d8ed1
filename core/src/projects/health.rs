//! The computed health of a project: a hundred points less what each term takes. `docs/health.md` publishes the
//! formula; the numbers there and here are the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProjectHealth;
use super::store::TaskFacts;
use crate::types::Day;
use crate::words;

words! {
    /// What can be wrong with a project.
    TermKind {
        Stalled = "stalled",
        Overdue = "overdue",
        NoNextAction = "no_next_action",
        Blocked = "blocked",
        ScopeGrowth = "scope_growth",
    }
}

impl TermKind {
    /// The most points that it takes; together a hundred.
    fn weight(self) -> f64 {
        match self {
            Self::Stalled | Self::Overdue => 25.0,
            Self::NoNextAction => 20.0,
            Self::Blocked | Self::ScopeGrowth => 15.0,
        }
    }
}

/// One term of the formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HealthTerm {
    pub kind: TermKind,
    /// How bad it is, 0 to 1.
    pub value: f64,
    /// The most points that it takes.
    pub weight: f64,
    /// The points that it takes.
    pub takes: f64,
    /// Why, in words.
    pub says: String,
}

/// A hundred points less what the terms take.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ComputedHealth {
    /// 0 to 100.
    pub score: f64,
    pub health: ProjectHealth,
    pub terms: Vec<HealthTerm>,
}

/// With more points a project is on track.
const ON_TRACK: f64 = 80.0;
/// With more points it is at risk, with fewer off track.
const AT_RISK: f64 = 50.0;
/// So many quiet days are nothing.
const QUIET_DAYS: f64 = 7.0;
/// So many are as bad as it gets.
const STALLED_DAYS: f64 = 28.0;
/// The time over which growth is measured, in days.
const GROWTH_DAYS: i64 = 28;
/// Of fewer tasks no growth is measured.
const GROWTH_FROM: usize = 3;

/// The health of a project with these tasks; `moved` is the last day on which something was added, completed or
/// written about it. Nothing when it has no tasks.
pub(super) fn compute(tasks: &[TaskFacts], moved: Day, today: Day) -> Option<ComputedHealth> {
    if tasks.is_empty() {
        return None;
    }
    let open: Vec<&TaskFacts> = tasks.iter().filter(|task| task.open).collect();
    let terms = vec![
        stalled(moved, today),
        overdue(&open, today),
        next_action(&open, today),
        blocked(&open),
        growth(tasks, today),
    ];
    let score = (100.0 - terms.iter().map(|term| term.takes).sum::<f64>()).clamp(0.0, 100.0);
    let health = match score {
        score if score > ON_TRACK => ProjectHealth::OnTrack,
        score if score > AT_RISK => ProjectHealth::AtRisk,
        _ => ProjectHealth::OffTrack,
    };
    Some(ComputedHealth { score, health, terms })
}

fn term(kind: TermKind, value: f64, says: String) -> HealthTerm {
    let value = value.clamp(0.0, 1.0);
    HealthTerm { kind, value, weight: kind.weight(), takes: value * kind.weight(), says }
}

fn stalled(moved: Day, today: Day) -> HealthTerm {
    let days = today.days_after(moved).max(0);
    let says = match days {
        0 => "something moved today".to_owned(),
        1 => "something moved yesterday".to_owned(),
        days => format!("nothing moved for {days} days"),
    };
    term(TermKind::Stalled, (days as f64 - QUIET_DAYS) / (STALLED_DAYS - QUIET_DAYS), says)
}

fn share(some: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

/// Half of the open tasks overdue is as bad as it gets.
fn overdue(open: &[&TaskFacts], today: Day) -> HealthTerm {
    let late = open.iter().filter(|task| task.deadline.is_some_and(|deadline| deadline < today)).count();
    term(TermKind::Overdue, 2.0 * share(late, open.len()), format!("{late} of {} open tasks overdue", open.len()))
}

fn next_action(open: &[&TaskFacts], today: Day) -> HealthTerm {
    let startable = open.iter().filter(|task| !task.held_up && task.start.is_none_or(|start| start <= today)).count();
    let says = match (open.is_empty(), startable) {
        (true, _) => "nothing is open: finish the project, or add its next step".to_owned(),
        (_, 0) => "no task can be started now".to_owned(),
        (_, 1) => "1 task can be started now".to_owned(),
        (_, count) => format!("{count} tasks can be started now"),
    };
    term(TermKind::NoNextAction, f64::from(u8::from(startable == 0)), says)
}

fn blocked(open: &[&TaskFacts]) -> HealthTerm {
    let held_up = open.iter().filter(|task| task.held_up).count();
    let says = format!("{held_up} of {} open tasks blocked or waiting", open.len());
    term(TermKind::Blocked, share(held_up, open.len()), says)
}

/// Twice as many tasks as four weeks ago is as bad as it gets.
fn growth(tasks: &[TaskFacts], today: Day) -> HealthTerm {
    let new = tasks.iter().filter(|task| today.days_after(task.created) < GROWTH_DAYS).count();
    let before = tasks.len() - new;
    if before < GROWTH_FROM {
        return term(TermKind::ScopeGrowth, 0.0, "too young to have grown".to_owned());
    }
    let says = format!("{new} tasks added in four weeks to {before} before");
    term(TermKind::ScopeGrowth, share(new, before), says)
}
