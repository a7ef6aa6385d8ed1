//! What speaks for a criterion: dated records, and how much there was from each day on.
//!
//! One function for each [`CriterionKind`]; everything after it (shares, contributions, history, milestones) knows
//! only [`Evidence`]. A new kind of criterion is a word in `criteria` and a function here.

mod store;

use super::criteria::{Criterion, CriterionKind, GoalEntry, Measure};
use super::reading::ContributionKind;
use super::{Goal, criteria};
use crate::db::ReadTx;
use crate::error::Result;
use crate::habits;
use crate::metrics::{self, Metric};
use crate::types::Day;

/// A level that holds from each day on until the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Series(Vec<(Day, f64)>);

impl Series {
    /// The levels in the order of their days; of several on one day the last counts.
    fn of(levels: Vec<(Day, f64)>) -> Self {
        let mut kept: Vec<(Day, f64)> = Vec::with_capacity(levels.len());
        for (day, level) in levels {
            match kept.last_mut() {
                Some(last) if last.0 == day => last.1 = level,
                _ => kept.push((day, level)),
            }
        }
        Self(kept)
    }

    /// The level at the end of a day; nothing before the first.
    pub(super) fn on(&self, day: Day) -> Option<f64> {
        let after = self.0.partition_point(|(from, _)| *from <= day);
        after.checked_sub(1).and_then(|index| self.0.get(index)).map(|(_, level)| *level)
    }

    /// The days on which it changes.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> + '_ {
        self.0.iter().map(|(day, _)| *day)
    }
}

/// One record. The amounts of the records add up to the present level.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) kind: ContributionKind,
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) day: Option<Day>,
    pub(super) amount: f64,
    /// It is still to be done: what it would add.
    pub(super) open: bool,
}

/// What speaks for a criterion.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    pub(super) series: Series,
    pub(super) records: Vec<Record>,
    /// The entries of a criterion that is told by hand.
    pub(super) entries: Vec<GoalEntry>,
    /// The days on which a habit was done, in order.
    done: Vec<Day>,
    /// The metric whose value it is.
    pub(super) metric: Option<Metric>,
}

impl Evidence {
    /// The level at the end of a day, as a measure looks at it.
    pub(super) fn level(&self, measure: &Measure, day: Day) -> Option<f64> {
        match measure.days {
            None => self.series.on(day),
            Some(days) => {
                let until = self.done.partition_point(|done| *done <= day);
                let before = self.done.partition_point(|done| *done <= day.plus(-i64::from(days)));
                Some((until - before) as f64)
            }
        }
    }

    /// Where a metric starts: its value at the start of the goal, or the first one after it.
    pub(super) fn base(&self, start: Day) -> Option<f64> {
        self.series.on(start).or_else(|| self.series.0.first().map(|(_, value)| *value))
    }
}

/// Reads what speaks for a criterion.
pub(super) fn read(tx: &ReadTx<'_>, goal: &Goal, criterion: &Criterion) -> Result<Evidence> {
    match criterion.kind {
        CriterionKind::YesNo => answers(tx, criterion),
        CriterionKind::Counter => counter(tx, criterion),
        CriterionKind::TaskCount => done_tasks(tx, goal),
        CriterionKind::TaskSet => task_set(tx, goal, criterion),
        CriterionKind::MetricAtLeast | CriterionKind::MetricAtMost => metric(tx, goal, criterion),
        CriterionKind::HabitStrength | CriterionKind::HabitCount => habit(tx, criterion),
    }
}

fn record(entry: &GoalEntry) -> Record {
    Record {
        kind: ContributionKind::Entry,
        id: entry.id.0,
        title: entry.note.clone(),
        day: Some(entry.day),
        amount: entry.amount,
        open: false,
    }
}

/// The newest answer holds.
fn answers(tx: &ReadTx<'_>, criterion: &Criterion) -> Result<Evidence> {
    let entries = criteria::store::entries(tx, criterion.id)?;
    Ok(Evidence {
        series: Series::of(entries.iter().map(|entry| (entry.day, entry.amount)).collect()),
        records: entries.last().map(record).into_iter().collect(),
        entries,
        ..Evidence::default()
    })
}

fn counter(tx: &ReadTx<'_>, criterion: &Criterion) -> Result<Evidence> {
    let entries = criteria::store::entries(tx, criterion.id)?;
    Ok(Evidence {
        series: running(entries.iter().map(|entry| (entry.day, entry.amount))),
        records: entries.iter().map(record).collect(),
        entries,
        ..Evidence::default()
    })
}

fn done_tasks(tx: &ReadTx<'_>, goal: &Goal) -> Result<Evidence> {
    let mut done = Vec::new();
    for task in store::done_tasks(tx, goal.id)? {
        if let Some(at) = task.completed_at {
            done.push((tx.day_of(at)?, task));
        }
    }
    Ok(Evidence {
        series: running(done.iter().map(|(day, _)| (*day, 1.0))),
        records: done.into_iter().map(|(day, task)| task.record(Some(day), 1.0)).collect(),
        ..Evidence::default()
    })
}

/// The share of the set that is done. Tasks weigh by their effort where all of them have one, and otherwise the same.
/// A task belongs to the set from the day it was written down, so a set that grows falls back.
fn task_set(tx: &ReadTx<'_>, goal: &Goal, criterion: &Criterion) -> Result<Evidence> {
    let tasks = store::set(tx, goal.id, criterion.subject.project)?;
    let by_effort = tasks.iter().all(|task| task.effort_minutes.is_some());
    let weight = |task: &store::Member| match task.effort_minutes {
        Some(minutes) if by_effort => f64::from(minutes),
        _ => 1.0,
    };
    // What a day adds to the whole, and to what is done of it.
    let mut steps: Vec<(Day, f64, f64)> = Vec::with_capacity(tasks.len() * 2);
    let mut done_days = Vec::with_capacity(tasks.len());
    for task in &tasks {
        let done = task.completed_at.map(|at| tx.day_of(at)).transpose()?;
        let added = tx.day_of(task.created_at)?;
        steps.push((done.map_or(added, |done| done.min(added)), weight(task), 0.0));
        if let Some(day) = done {
            steps.push((day, 0.0, weight(task)));
        }
        done_days.push(done);
    }
    steps.sort_by_key(|(day, ..)| *day);
    let (mut whole, mut done) = (0.0, 0.0);
    let mut levels = Vec::with_capacity(steps.len());
    for (day, more, finished) in steps {
        whole += more;
        done += finished;
        levels.push((day, if whole > 0.0 { done / whole } else { 0.0 }));
    }
    let share = |task: &store::Member| if whole > 0.0 { weight(task) / whole } else { 0.0 };
    let mut records: Vec<Record> =
        tasks.iter().zip(done_days).map(|(task, day)| task.record(day, share(task))).collect();
    records.sort_by_key(|record| (record.open, record.day));
    Ok(Evidence { series: Series::of(levels), records, ..Evidence::default() })
}

/// The values of a metric by day; those of the year before the goal say where it starts.
fn metric(tx: &ReadTx<'_>, goal: &Goal, criterion: &Criterion) -> Result<Evidence> {
    let Some(id) = criterion.subject.metric else { return Ok(Evidence::default()) };
    let (metric, today) = (metrics::get(tx, id)?, tx.today()?);
    let until = goal.closed.map_or(today, |closed| closed.min(today));
    let days = metrics::between(tx, &metric, goal.start.plus(-366), today)?;
    let newest = days.iter().rfind(|one| one.day <= until);
    let records = newest.map(|newest| Record {
        kind: ContributionKind::Metric,
        id: id.0,
        title: metric.name.clone(),
        day: Some(newest.day),
        amount: newest.value,
        open: false,
    });
    Ok(Evidence {
        series: Series::of(days.iter().map(|one| (one.day, one.value)).collect()),
        records: records.into_iter().collect(),
        metric: Some(metric),
        ..Evidence::default()
    })
}

/// The strength of a habit in per cent by day, and the days on which it was done.
fn habit(tx: &ReadTx<'_>, criterion: &Criterion) -> Result<Evidence> {
    let Some(id) = criterion.subject.habit else { return Ok(Evidence::default()) };
    let record = habits::record(tx, id)?;
    let made = |day: Day, amount: f64| Record {
        kind: ContributionKind::Habit,
        id: id.0,
        title: record.standing.habit.name.clone(),
        day: Some(day),
        amount,
        open: false,
    };
    if criterion.kind == CriterionKind::HabitCount {
        let done: Vec<Day> = record.done.iter().map(|(day, _)| *day).collect();
        return Ok(Evidence {
            series: running(done.iter().map(|day| (*day, 1.0))),
            records: done.iter().map(|day| made(*day, 1.0)).collect(),
            done,
            ..Evidence::default()
        });
    }
    let strengths: Vec<(Day, f64)> = record.strengths.iter().map(|(day, share)| (*day, share * 100.0)).collect();
    Ok(Evidence {
        records: strengths.last().map(|(day, strength)| made(*day, *strength)).into_iter().collect(),
        series: Series::of(strengths),
        ..Evidence::default()
    })
}

/// The running sum of amounts in the order of their days.
fn running(amounts: impl Iterator<Item = (Day, f64)>) -> Series {
    let mut sum = 0.0;
    Series::of(
        amounts
            .map(|(day, amount)| {
                sum += amount;
                (day, sum)
            })
            .collect(),
    )
}
