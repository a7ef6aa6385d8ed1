//! The tasks of a made-up life, drawn one after the other from a seed.

use fastrand::Rng;

use super::words::{KINDS, PEOPLE, TAGS, THINGS, TOPICS};
use crate::tasks::{Energy, TaskStatus};

/// Milliseconds.
pub(super) const MINUTE: i64 = 60_000;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;

/// A project to be. Days count back from today.
pub(super) struct DraftProject {
    pub(super) kind: usize,
    pub(super) name: String,
    /// Days ago.
    pub(super) began: i64,
    /// Days ago; nothing while it goes on.
    pub(super) ended: Option<i64>,
}

/// A task to be. Days count from today; the past is negative.
pub(in super::super) struct DraftTask {
    pub(in super::super) title: String,
    pub(in super::super) status: TaskStatus,
    pub(in super::super) area: Option<usize>,
    /// Its place in the list of projects.
    pub(in super::super) project: Option<usize>,
    /// How many places before it its parent stands.
    pub(in super::super) parent: Option<usize>,
    pub(in super::super) tags: Vec<usize>,
    pub(in super::super) priority: Option<u8>,
    pub(in super::super) effort_minutes: Option<u32>,
    pub(in super::super) logged_minutes: u32,
    pub(in super::super) energy: Option<Energy>,
    pub(in super::super) scheduled: Option<i64>,
    pub(in super::super) deadline: Option<i64>,
    /// Milliseconds from the beginning of today.
    pub(in super::super) created: i64,
    pub(in super::super) completed: Option<i64>,
}

/// A number around `middle`, often below it and sometimes far above.
fn about(rng: &mut Rng, middle: f64) -> f64 {
    // Three dice make something close to a bell; its exponential has the long tail that delays have.
    let bell = rng.f64() + rng.f64() + rng.f64() - 1.5;
    middle * (1.6 * bell).exp()
}

pub(super) fn pick<'a, T>(rng: &mut Rng, from: &'a [T]) -> &'a T {
    &from[rng.usize(..from.len())]
}

/// A place in a list, each as likely as its weight.
pub(super) fn weighted(rng: &mut Rng, weights: &[u32]) -> usize {
    let mut left = rng.u32(..weights.iter().sum::<u32>());
    weights
        .iter()
        .position(|weight| {
            let hit = left < *weight;
            left = left.saturating_sub(*weight);
            hit
        })
        .unwrap_or_default()
}

/// Words for the holes of a pattern.
pub(super) fn fill(rng: &mut Rng, pattern: &str) -> String {
    pattern
        .replace("{person}", pick::<&str>(rng, PEOPLE))
        .replace("{thing}", pick::<&str>(rng, THINGS))
        .replace("{n}", &rng.u32(1..=25).to_string())
        .replace("{}", pick::<&str>(rng, TOPICS))
}

/// The projects of `days` days, the oldest first.
pub(super) fn projects(rng: &mut Rng, days: i64, year: i16) -> Vec<DraftProject> {
    let count = (days * 12 / 365).max(6);
    let mut names = std::collections::HashMap::new();
    let mut projects: Vec<DraftProject> = (0..count)
        .map(|_| {
            let kind = weighted(rng, &[40, 25, 10, 12, 13]);
            let began = rng.i64(0..days);
            let length = about(rng, 60.0).clamp(7.0, 400.0) as i64;
            let name = pick(rng, KINDS[kind].projects).replace("{person}", pick::<&str>(rng, PEOPLE));
            let named = (i64::from(year) - began / 365).to_string();
            // Some take longer than anybody thought.
            let drags = began < 400 && rng.u32(..100) < 35;
            let ended = (began > length && !drags).then(|| began - length);
            let name = name.replace("{}", &named);
            let part = names.entry(name.clone()).and_modify(|part| *part += 1).or_insert(1);
            let name = if *part > 1 { format!("{name}, part {part}") } else { name };
            DraftProject { kind, name, began, ended }
        })
        .collect();
    projects.sort_by_key(|project| -project.began);
    projects
}

/// `count` tasks of `days` days, the oldest first.
pub(super) fn tasks(rng: &mut Rng, count: usize, days: i64, projects: &[DraftProject]) -> Vec<DraftTask> {
    // The last weeks are full of what is still open.
    let mut born: Vec<(i64, bool)> = (0..count)
        .map(|_| {
            let open = rng.u32(..100) < 8;
            let ago = if open { rng.i64(0..days.min(120)) } else { rng.i64(0..days) };
            (-ago, open)
        })
        .collect();
    born.sort_unstable();
    let mut tasks: Vec<DraftTask> = Vec::with_capacity(count);
    for (day, open) in born {
        let above = tasks.len().checked_sub(1).map(|last| &tasks[last]);
        let parent = above.filter(|_| rng.u32(..100) < 9).map(|above| above.parent.map_or(1, |back| back + 1));
        let above = parent.and_then(|back| tasks.get(tasks.len() - back)).filter(|above| above.status.open() || !open);
        let (project, status) = (above.map(|above| above.project), above.map(|above| above.status));
        let parent = above.and(parent);
        tasks.push(task(rng, (day, open), projects, parent, project, status));
    }
    tasks
}

fn task(
    rng: &mut Rng,
    (day, open): (i64, bool),
    projects: &[DraftProject],
    parent: Option<usize>,
    above: Option<Option<usize>>,
    status_above: Option<TaskStatus>,
) -> DraftTask {
    let project = above.unwrap_or_else(|| {
        let fits = |at: &usize| {
            let DraftProject { began, ended, .. } = projects[*at];
            began >= -day && ended.is_none_or(|ended| ended < -day && !open)
        };
        (rng.u32(..100) < 55).then(|| (0..6).map(|_| rng.usize(..projects.len())).find(fits)).flatten()
    });
    let kind = &KINDS[project.map_or_else(|| weighted(rng, &[30, 30, 15, 15, 10]), |at| projects[at].kind)];
    let pattern = *pick(rng, kind.tasks);
    let title = fill(rng, pattern);
    let created = day * DAY + rng.i64(7 * 60..22 * 60) * MINUTE;
    let effort = (rng.u32(..100) < 60).then(|| *pick(rng, &[10, 15, 15, 30, 30, 30, 45, 60, 60, 90, 120, 240]));
    let delay = (about(rng, 2.5) * DAY as f64) as i64;
    let completed = Some(created + delay.max(5 * MINUTE)).filter(|_| !open).map(|at| at.min(-rng.i64(1..600) * MINUTE));
    let status = match (open, status_above) {
        (false, Some(above)) if !above.open() => above,
        (false, _) => *pick(rng, &[TaskStatus::Done; 19]),
        (true, _) => [TaskStatus::Inbox, TaskStatus::Todo, TaskStatus::Doing, TaskStatus::Waiting]
            [weighted(rng, &[if project.is_some() { 0 } else { 25 }, 65, 5, 10])],
    };
    let status = if status == TaskStatus::Done && rng.u32(..100) < 4 { TaskStatus::Dropped } else { status };
    let done = completed.filter(|_| status == TaskStatus::Done).map(|at| at.max(created));
    let around = |rng: &mut Rng, spread: i64| match done {
        Some(at) => at.div_euclid(DAY) + rng.i64(-1..=spread),
        None => day + rng.i64(0..120.max(2 * spread)),
    };
    let planned = status != TaskStatus::Inbox;
    DraftTask {
        title,
        area: (rng.u32(..100) < 30).then_some(kind.area),
        scheduled: (planned && rng.u32(..100) < 40).then(|| around(rng, 1)),
        deadline: (planned && rng.u32(..100) < 22).then(|| around(rng, 12)),
        tags: (0..weighted(rng, &[45, 35, 15, 5])).map(|_| rng.usize(..TAGS.len())).collect(),
        priority: [None, Some(1), Some(2), Some(3), Some(4)][weighted(rng, &[52, 7, 15, 17, 9])],
        logged_minutes: done.and(effort).map_or(0, |effort| (f64::from(effort) * (0.6 + rng.f64())) as u32),
        effort_minutes: effort,
        energy: (rng.u32(..100) < 30).then(|| *pick(rng, Energy::ALL)),
        completed: done,
        status,
        project,
        parent,
        created,
    }
}
