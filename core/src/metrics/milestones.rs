//! Milestones: what was reached for the first time. They follow from the logs alone, so they are computed from the
//! days, and kept as rows only to be found by day and to be told once.

use super::days::{self, EARLIEST, LATEST, MetricDay};
use super::{Metric, MetricDirection, MetricId, MetricKind, MetricMilestone, MetricSource, MilestoneKind, store};
use crate::App;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::jobs::{Job, Work};
use crate::types::Day;

/// Days in a row with a value.
const STREAKS: [u32; 3] = [7, 30, 100];
/// Per cent better than the first days.
const IMPROVEMENTS: [u32; 3] = [10, 25, 50];
/// The mean of so many first days is what is improved upon.
const FIRST: usize = 7;

/// Keeps the stored milestones what the logs say; the triggers on logs ask for it, whoever wrote them.
pub const WORK: Work = Work { kind: "milestones", run: follow };

fn follow(app: &App, job: &Job) -> Result<()> {
    let id = MetricId(job.key);
    // Mostly there is nothing to write: the operation that logged has done it.
    let same = app.db.read(|tx| match store::find(tx, id)? {
        Some(metric) => Ok(store::milestones(tx, id)? == of(tx, &metric)?),
        None => Ok(false),
    })?;
    if same {
        return Ok(());
    }
    app.db.write_derived(|tx| match store::find(tx, id)? {
        Some(metric) => refresh(tx, &metric).map(drop),
        None => store::remove_milestones(tx, id),
    })
}

/// The milestones reached on days between two, both included, of all metrics.
///
/// # Errors
/// The file cannot be read.
pub fn between(tx: &ReadTx<'_>, from: Day, to: Day) -> Result<Vec<MetricMilestone>> {
    store::milestones_between(tx, from, to)
}

/// The milestones of a metric as its logs say them, by day.
pub(super) fn of(tx: &ReadTx<'_>, metric: &Metric) -> Result<Vec<MetricMilestone>> {
    if metric.source != MetricSource::Logged {
        return Ok(Vec::new());
    }
    Ok(reached(metric, &days::between(tx, metric, EARLIEST, LATEST)?))
}

/// Makes the stored ones equal to what the logs say, and tells which are new.
pub(super) fn refresh(tx: &WriteTx<'_>, metric: &Metric) -> Result<Vec<MetricMilestone>> {
    let (held, stored) = (of(tx, metric)?, store::milestones(tx, metric.id)?);
    let same = |a: &MetricMilestone, b: &MetricMilestone| (a.kind, a.level) == (b.kind, b.level);
    for gone in stored.iter().filter(|old| !held.iter().any(|one| same(one, old))) {
        store::remove_milestone(tx, gone)?;
    }
    for one in held.iter().filter(|one| !stored.contains(one)) {
        store::set_milestone(tx, one)?;
    }
    Ok(held.into_iter().filter(|one| !stored.iter().any(|old| same(one, old))).collect())
}

/// What the days of a metric reach, each with the first day on which it holds.
fn reached(metric: &Metric, days: &[MetricDay]) -> Vec<MetricMilestone> {
    let mut found = Vec::new();
    let mut add = |kind, level, day: Option<Day>| {
        found.extend(day.map(|day| MetricMilestone { metric: metric.id, kind, level, day }));
    };
    if let Some(target) = metric.target {
        add(MilestoneKind::Target, 0, days.iter().find(|one| target.met(one.value)).map(|one| one.day));
    }
    let mut run = 0;
    let mut last = None;
    let mut streaks = [None; STREAKS.len()];
    for one in days {
        let at = days::number(one.day);
        run = if last == Some(at - 1) { run + 1 } else { 1 };
        last = Some(at);
        for (streak, day) in STREAKS.iter().zip(&mut streaks) {
            if run >= *streak {
                day.get_or_insert(one.day);
            }
        }
    }
    for (streak, day) in STREAKS.into_iter().zip(streaks) {
        add(MilestoneKind::Streak, streak, day);
    }
    for (level, day) in IMPROVEMENTS.into_iter().zip(improvements(metric, days)) {
        add(MilestoneKind::Improvement, level, day);
    }
    found.sort_by(|a, b| (a.day, a.kind.word(), a.level).cmp(&(b.day, b.kind.word(), b.level)));
    found
}

/// The first day that is so much better than the mean of the first days. By days, because one glass of eight is no
/// measure of a day's water.
fn improvements(metric: &Metric, days: &[MetricDay]) -> [Option<Day>; IMPROVEMENTS.len()] {
    let mut found = [None; IMPROVEMENTS.len()];
    let Some((first, rest)) = days.split_at_checked(FIRST) else { return found };
    let base = first.iter().map(|one| one.value).sum::<f64>() / FIRST as f64;
    let sign = match metric.direction {
        MetricDirection::Up => 1.0,
        MetricDirection::Down => -1.0,
        MetricDirection::Hold => return found,
    };
    if base == 0.0 || metric.kind == MetricKind::YesNo {
        return found;
    }
    for one in rest {
        let better = sign * (one.value - base) / base.abs() * 100.0;
        for (level, day) in IMPROVEMENTS.iter().zip(&mut found) {
            // Ten per cent of 70 is 7, whatever binary fractions make of it.
            if better + 1e-9 >= f64::from(*level) {
                day.get_or_insert(one.day);
            }
        }
    }
    found
}
