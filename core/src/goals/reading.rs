//! A goal, read: the share that is reached on any day, and what each record adds to it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::criteria::{self, Combine, Criterion, CriterionId, CriterionKind, GoalEntry, Measure, Version};
use super::evidence::{self, Evidence};
use super::{Goal, GoalId, GoalStatus, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::habits::HabitId;
use crate::metrics::{self, MetricId};
use crate::projects::ProjectId;
use crate::types::Day;
use crate::words;

words! {
    /// What a contribution is a record of.
    ContributionKind { Task = "task", Entry = "entry", Goal = "goal", Habit = "habit", Metric = "metric" }
}

/// A record and what it adds to the goal's progress. The additions of all records are the progress.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Contribution {
    /// Nothing for a part of the goal that is a goal itself.
    pub criterion: Option<CriterionId>,
    pub kind: ContributionKind,
    pub id: i64,
    pub title: String,
    pub day: Option<Day>,
    /// In the criterion's own unit.
    pub amount: f64,
    /// Of the whole goal, 0 to 1; what it would add while it is open.
    pub adds: f64,
    /// It is still to be done, and adds nothing yet.
    pub open: bool,
}

/// A criterion with where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CriterionReading {
    pub id: CriterionId,
    pub kind: CriterionKind,
    pub name: String,
    pub target: Option<f64>,
    pub weight: f64,
    pub project: Option<ProjectId>,
    pub habit: Option<HabitId>,
    pub metric: Option<MetricId>,
    /// Where a metric starts, if that was said.
    pub base: Option<f64>,
    /// Over how many of the last days a habit is counted.
    pub days: Option<u32>,
    /// In the criterion's own unit.
    pub level: f64,
    /// Of the criterion, 0 to 1.
    pub share: f64,
    /// How much of the goal it is, 0 to 1.
    pub part: f64,
    /// Where it stands, in words: "12 of 30".
    pub says: String,
    /// What was told by hand, the newest last.
    pub entries: Vec<GoalEntry>,
}

/// Everything that a goal's progress follows from.
pub(super) struct Reading {
    pub(super) goal: Goal,
    /// The oldest first.
    versions: Vec<Version>,
    criteria: Vec<(Criterion, Evidence)>,
    /// The goals below it that still count.
    parts: Vec<Reading>,
    /// Today, or the day on which it was closed.
    pub(super) until: Day,
}

impl Reading {
    /// Reads a goal and what lies below it.
    pub(super) fn of(tx: &ReadTx<'_>, goal: Goal) -> Result<Self> {
        Self::below(tx, goal, &mut Vec::new())
    }

    /// A taken back step may leave goals in a circle; each is then read once.
    fn below(tx: &ReadTx<'_>, goal: Goal, above: &mut Vec<GoalId>) -> Result<Self> {
        let versions = criteria::store::versions(tx, goal.id)?;
        let mut read = Vec::new();
        for criterion in criteria::store::of_goal(tx, goal.id)? {
            let evidence = evidence::read(tx, &goal, &criterion)?;
            read.push((criterion, evidence));
        }
        above.push(goal.id);
        let mut parts = Vec::new();
        for child in store::children(tx, goal.id)? {
            if child.status != GoalStatus::Dropped && !above.contains(&child.id) {
                parts.push(Self::below(tx, child, above)?);
            }
        }
        above.pop();
        let today = tx.today()?;
        let until = goal.closed.map_or(today, |closed| closed.min(today));
        Ok(Self { goal, versions, criteria: read, parts, until })
    }

    /// There is something that its progress follows from.
    pub(super) fn measurable(&self) -> bool {
        self.newest().is_some_and(|version| !version.measures.is_empty()) || !self.parts.is_empty()
    }

    fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// What held on a day; before the first version, that one.
    pub(super) fn version_on(&self, day: Day) -> Option<&Version> {
        let after = self.versions.partition_point(|version| version.from <= day);
        self.versions.get(after.saturating_sub(1))
    }

    /// The share on a day by the rules of that day, 0 to 1.
    pub(super) fn share_on(&self, day: Day) -> f64 {
        self.share_by(self.version_on(day), day, Self::share_on)
    }

    /// The share on a day by the rules of today, 0 to 1.
    pub(super) fn share_by_present_rules(&self, day: Day) -> f64 {
        self.share_by(self.newest(), day, Self::share_by_present_rules)
    }

    /// The present share, 0 to 1.
    pub(super) fn share(&self) -> f64 {
        self.share_by_present_rules(self.until)
    }

    fn share_by(&self, version: Option<&Version>, day: Day, of_part: impl Fn(&Self, Day) -> f64) -> f64 {
        match version.filter(|version| !version.measures.is_empty()) {
            Some(version) => {
                let shares: Vec<f64> =
                    version.measures.iter().map(|measure| self.criterion_share(measure, day)).collect();
                let parts = parts(version, &shares);
                parts.iter().zip(&shares).map(|(part, share)| part * share).sum::<f64>().clamp(0.0, 1.0)
            }
            None if !self.parts.is_empty() => {
                let sum: f64 = self.parts.iter().map(|part| of_part(part, day)).sum();
                sum / self.parts.len() as f64
            }
            // With nothing to go by, it is reached when a person says so.
            None => f64::from(u8::from(
                self.goal.status == GoalStatus::Achieved && self.goal.closed.is_none_or(|closed| closed <= day),
            )),
        }
    }

    fn criterion_share(&self, measure: &Measure, day: Day) -> f64 {
        let found = self.criteria.iter().find(|(criterion, _)| criterion.id == measure.criterion);
        let base = |evidence: &Evidence| measure.base.or_else(|| evidence.base(self.goal.start));
        found.map_or(0.0, |(criterion, evidence)| {
            share(criterion.kind, measure, base(evidence), evidence.level(measure, day))
        })
    }

    /// The days on which the share may change, from the start on.
    pub(super) fn turning_days(&self) -> BTreeSet<Day> {
        let mut days: BTreeSet<Day> = self.versions.iter().map(|version| version.from).collect();
        days.extend(self.criteria.iter().flat_map(|(_, evidence)| evidence.series.days()));
        days.extend(self.parts.iter().flat_map(Self::turning_days));
        days.extend(self.goal.closed);
        days.insert(self.goal.start);
        days.retain(|day| (self.goal.start..=self.until).contains(day));
        days
    }

    /// The days from which other rules hold, without the first.
    pub(super) fn changes(&self) -> Vec<Day> {
        self.versions.iter().skip(1).map(|version| version.from).collect()
    }

    /// Each criterion of today with where it stands.
    pub(super) fn criteria(&self) -> Vec<CriterionReading> {
        let Some(version) = self.newest() else { return Vec::new() };
        let shares: Vec<f64> =
            version.measures.iter().map(|measure| self.criterion_share(measure, self.until)).collect();
        let parts = parts(version, &shares);
        let mut readings = Vec::new();
        for ((measure, share), part) in version.measures.iter().zip(shares).zip(parts) {
            let Some((criterion, evidence)) = self.criteria.iter().find(|(one, _)| one.id == measure.criterion) else {
                continue;
            };
            let level = evidence.level(measure, self.until);
            let says = says(criterion.kind, measure, level, evidence);
            let level = level.unwrap_or(0.0);
            readings.push(CriterionReading {
                id: criterion.id,
                kind: criterion.kind,
                name: criterion.name.clone(),
                target: measure.target,
                weight: measure.weight,
                project: criterion.subject.project,
                habit: criterion.subject.habit,
                metric: criterion.subject.metric,
                base: measure.base,
                days: measure.days,
                level,
                share,
                part,
                says,
                entries: evidence.entries.clone(),
            });
        }
        readings
    }

    /// Each record with what it adds; the additions of those that are not open add up to the share.
    pub(super) fn contributions(&self) -> Vec<Contribution> {
        let Some(version) = self.newest().filter(|version| !version.measures.is_empty()) else {
            let part = 1.0 / self.parts.len().max(1) as f64;
            return self.parts.iter().map(|below| below.as_part(part, self.until)).collect();
        };
        let mut all = Vec::new();
        for reading in self.criteria() {
            let Some(measure) = version.measures.iter().find(|measure| measure.criterion == reading.id) else {
                continue;
            };
            let Some((criterion, evidence)) = self.criteria.iter().find(|(one, _)| one.id == reading.id) else {
                continue;
            };
            let (mut level, mut before) = (0.0, 0.0);
            let base = measure.base.or_else(|| evidence.base(self.goal.start));
            let since = measure.days.map(|days| self.until.plus(-i64::from(days)));
            let counts = |day: Day| day <= self.until && since.is_none_or(|since| day > since);
            for record in evidence.records.iter().filter(|record| record.day.is_none_or(counts)) {
                let adds = if record.open {
                    record.amount
                } else {
                    level += record.amount;
                    let now = share(criterion.kind, measure, base, Some(level));
                    let adds = now - before;
                    before = now;
                    adds
                };
                all.push(Contribution {
                    criterion: Some(criterion.id),
                    kind: record.kind,
                    id: record.id,
                    title: if record.title.is_empty() { criterion.name.clone() } else { record.title.clone() },
                    day: record.day,
                    amount: record.amount,
                    adds: adds * reading.part,
                    open: record.open,
                });
            }
        }
        all
    }

    fn as_part(&self, part: f64, until: Day) -> Contribution {
        let share = self.share_by_present_rules(until);
        Contribution {
            criterion: None,
            kind: ContributionKind::Goal,
            id: self.goal.id.0,
            title: self.goal.name.clone(),
            day: self.goal.closed,
            amount: share,
            adds: share * part,
            open: false,
        }
    }
}

/// How much of the goal each criterion is. Of those of which one is enough it is the best one alone.
fn parts(version: &Version, shares: &[f64]) -> Vec<f64> {
    let equal = 1.0 / shares.len().max(1) as f64;
    match version.combine {
        Combine::All => vec![equal; shares.len()],
        Combine::Any => {
            let best = (0..shares.len()).rev().max_by(|a, b| shares[*a].total_cmp(&shares[*b]));
            (0..shares.len()).map(|index| if Some(index) == best { 1.0 } else { 0.0 }).collect()
        }
        Combine::Weights => {
            let whole: f64 = version.measures.iter().map(|measure| measure.weight).sum();
            version.measures.iter().map(|measure| measure.weight / whole).collect()
        }
    }
}

/// How much of what a criterion asks for is there, 0 to 1.
fn share(kind: CriterionKind, measure: &Measure, base: Option<f64>, level: Option<f64>) -> f64 {
    let Some(level) = level else { return 0.0 };
    let target = measure.target.unwrap_or(1.0);
    // The part of the way from where it started; a target behind the start is reached or not.
    let way = |gone: f64, whole: f64| if whole > 0.0 { (gone / whole).min(1.0) } else { 0.0 };
    let base = base.unwrap_or(level);
    let share = match kind {
        CriterionKind::YesNo => f64::from(u8::from(level >= 1.0)),
        CriterionKind::TaskCount
        | CriterionKind::Counter
        | CriterionKind::HabitStrength
        | CriterionKind::HabitCount => level / target,
        CriterionKind::TaskSet => level,
        CriterionKind::MetricAtLeast if level >= target => 1.0,
        CriterionKind::MetricAtMost if level <= target => 1.0,
        CriterionKind::MetricAtLeast => way(level - base, target - base),
        CriterionKind::MetricAtMost => way(base - level, base - target),
    };
    // Sums of many small parts end a hair below the whole.
    if share > 1.0 - 1e-9 { 1.0 } else { share.max(0.0) }
}

fn says(kind: CriterionKind, measure: &Measure, level: Option<f64>, evidence: &Evidence) -> String {
    let (now, target) = (level.unwrap_or(0.0), measure.target.unwrap_or(1.0));
    let value =
        |number: f64| evidence.metric.as_ref().map_or_else(String::new, |metric| metrics::words(metric, number));
    match kind {
        CriterionKind::YesNo => if now >= 1.0 { "yes" } else { "not yet" }.to_owned(),
        CriterionKind::TaskCount => format!("{now} of {target} tasks done"),
        CriterionKind::Counter => format!("{} of {}", rounded(now), rounded(target)),
        CriterionKind::TaskSet => {
            let done = evidence.records.iter().filter(|record| !record.open).count();
            match evidence.records.len() {
                0 => "no tasks are linked yet".to_owned(),
                all => format!("{done} of {all} tasks done"),
            }
        }
        CriterionKind::MetricAtLeast | CriterionKind::MetricAtMost if level.is_none() => "no values yet".to_owned(),
        CriterionKind::MetricAtLeast => format!("{}, to reach {} or more", value(now), value(target)),
        CriterionKind::MetricAtMost => format!("{}, to reach {} or less", value(now), value(target)),
        CriterionKind::HabitStrength => format!("{now:.0} % strong, of {target:.0} %"),
        CriterionKind::HabitCount => {
            format!("{now} of {target} times in the last {} days", measure.days.unwrap_or(0))
        }
    }
}

/// At most two places after the point.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
