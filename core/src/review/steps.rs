//! The steps of the review, each by its own question.

use jiff::ToSpan;

use super::ReviewAction::{Complete, Drop, Schedule, Someday};
use super::{ReviewAction, ReviewLine, ReviewStep, Week, store};
use crate::db::ReadTx;
use crate::digest::duration;
use crate::error::{Error, Result};
use crate::logbook::{self, LinkKind, LinkTo};
use crate::metrics::{self, MilestoneKind};
use crate::types::{Day, Timestamp};
use crate::{goals, habits};

/// A step and how its lines are found.
struct StepOf {
    key: &'static str,
    title: &'static str,
    hint: &'static str,
    actions: &'static [ReviewAction],
    find: fn(&ReadTx<'_>, &Week) -> Result<Vec<ReviewLine>>,
}

const TASK: &[ReviewAction] = &[Complete, Schedule, Someday, Drop];

/// The review, in this order: one line a step. A step without actions informs.
const STEPS: &[StepOf] = &[
    StepOf { key: "inbox", title: "Inbox", hint: "Give each a place, or let it go.", actions: TASK, find: inbox },
    StepOf { key: "overdue", title: "Overdue", hint: "Do it, move it, or drop it.", actions: TASK, find: overdue },
    StepOf {
        key: "rolled",
        title: "Put off three times",
        hint: "Commit, make it smaller, or let it go.",
        actions: TASK,
        find: rolled,
    },
    StepOf {
        key: "waiting",
        title: "Waiting too long",
        hint: "Ask again, or go on without.",
        actions: TASK,
        find: waiting,
    },
    StepOf {
        key: "stalled",
        title: "Stalled projects",
        hint: "Add a next step, let it rest, or end it.",
        actions: &[Complete, Someday, Drop],
        find: stalled,
    },
    StepOf {
        key: "goals",
        title: "Goals off pace",
        hint: "More effort, more time, or less goal?",
        actions: &[],
        find: goals_behind,
    },
    StepOf {
        key: "habits",
        title: "Slipping habits",
        hint: "Make it smaller, or let it rest.",
        actions: &[],
        find: slipping,
    },
    StepOf {
        key: "unread",
        title: "Came in, untouched",
        hint: "Read it, tag it, or pass over it.",
        actions: &[],
        find: unread,
    },
    StepOf { key: "finished", title: "Finished", hint: "What got done.", actions: &[], find: finished },
    StepOf { key: "milestones", title: "Milestones", hint: "What was reached.", actions: &[], find: milestones },
    StepOf { key: "logbook", title: "Logbook", hint: "What you wrote.", actions: &[], find: written },
    StepOf { key: "next", title: "The week to come", hint: "Is it too much?", actions: &[], find: load },
];

/// A project rests when nothing of it was touched for so many days.
const STALLED: i64 = 14;

/// A habit slips when its strength, 0 to 1, falls by more than this in two weeks.
const SLIPPED: f64 = 0.1;

/// So far back an untouched item is still asked about, in days.
const UNREAD: i64 = 28;

/// A task that was put off so often stands in the review.
const ROLLED: u32 = 3;

/// Every step with its lines.
pub(super) fn all(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewStep>> {
    STEPS
        .iter()
        .map(|step| {
            Ok(ReviewStep {
                key: step.key.into(),
                title: step.title.into(),
                hint: step.hint.into(),
                lines: (step.find)(tx, week)?,
                actions: step.actions.to_vec(),
                informs: matches!(step.key, "finished" | "milestones" | "logbook" | "next"),
            })
        })
        .collect()
}

fn inbox(tx: &ReadTx<'_>, _: &Week) -> Result<Vec<ReviewLine>> {
    store::inbox(tx)?
        .into_iter()
        .map(|row| line(row, LinkKind::Task, |at| Ok(format!("since {}", on(tx, at)?))))
        .collect()
}

fn overdue(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    // What is for today is not late yet.
    let found = store::overdue(tx, week.next_from.min(tx.today()?))?;
    Ok(found
        .into_iter()
        .map(|(row, day)| task(row.0, row.1, Some(format!("since {}", day.0.strftime("%-d %b")))))
        .collect())
}

fn rolled(tx: &ReadTx<'_>, _: &Week) -> Result<Vec<ReviewLine>> {
    let found = store::rolled(tx, ROLLED)?;
    Ok(found
        .into_iter()
        .map(|rolled| {
            let first = rolled.first.0.strftime("%-d %b");
            task(rolled.id, rolled.title, Some(format!("moved {} times, first planned for {first}", rolled.times)))
        })
        .collect())
}

fn waiting(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    let before = tx.began(back(week.next_from, i64::from(week.patience))?)?;
    let found = store::waiting(tx, before)?.into_iter();
    found.map(|row| line(row, LinkKind::Task, |at| Ok(format!("since {}", on(tx, at)?)))).collect()
}

fn stalled(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    let before = tx.began(back(week.next_from, STALLED)?)?;
    let mut lines = Vec::new();
    for project in store::active_projects(tx, week.until)? {
        let still = project.touched < before;
        if project.next_action && !still {
            continue;
        }
        let mut why = Vec::new();
        if !project.next_action {
            why.push("no next action".to_owned());
        }
        if still {
            why.push(format!("nothing touched since {}", on(tx, project.touched)?));
        }
        let to = Some(LinkTo { kind: LinkKind::Project, id: project.id });
        lines.push(ReviewLine { title: project.name, detail: Some(why.join(", ")), to, ..ReviewLine::default() });
    }
    Ok(lines)
}

/// Active goals that are behind their line.
fn goals_behind(tx: &ReadTx<'_>, _: &Week) -> Result<Vec<ReviewLine>> {
    let behind = goals::off_pace(tx, ())?.into_iter();
    Ok(behind.map(|line| of(LinkKind::Goal, line.goal.id.0, line.goal.name, line.pace.map(|pace| pace.says))).collect())
}

/// Habits whose strength fell by more than [`SLIPPED`] in two weeks, those that fell most first.
fn slipping(tx: &ReadTx<'_>, _: &Week) -> Result<Vec<ReviewLine>> {
    let mut found = habits::strengths_since(tx, STALLED as usize)?;
    found.retain(|strength| strength.then - strength.now > SLIPPED);
    found.sort_by(|a, b| (b.then - b.now).total_cmp(&(a.then - a.now)));
    let percent = |share: f64| (share * 100.0).round();
    Ok(found
        .into_iter()
        .map(|one| {
            let fell = format!("strength from {} % to {} % in two weeks", percent(one.then), percent(one.now));
            of(LinkKind::Habit, one.id.0, one.name, Some(fell))
        })
        .collect())
}

/// Parts of goals, and milestones of metrics, that were reached in the week.
fn milestones(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    let on = |day: Day| day.0.strftime("%a %-d %b").to_string();
    let mut lines = Vec::new();
    for (id, name, percent, day) in store::goal_milestones(tx, week.from, week.until)? {
        lines.push(of(LinkKind::Goal, id, name, Some(format!("{percent} %, {}", on(day)))));
    }
    for reached in metrics::milestones::between(tx, week.from, week.until)? {
        let what = match reached.kind {
            MilestoneKind::Target => "target reached".to_owned(),
            MilestoneKind::Streak => format!("{} days in a row", reached.level),
            MilestoneKind::Improvement => format!("{} % better", reached.level),
        };
        let name = metrics::get(tx, reached.metric)?.name;
        lines.push(of(LinkKind::Metric, reached.metric.0, name, Some(format!("{what}, {}", on(reached.day)))));
    }
    Ok(lines)
}

fn unread(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    let (from, until) = (tx.began(back(week.next_from, UNREAD)?)?, tx.began(week.next_from)?);
    let found = store::untouched_items(tx, from, until)?.into_iter();
    found
        .map(|(item, at)| {
            Ok(ReviewLine {
                title: item.title,
                detail: Some(format!("{}, {}", item.kind.word(), on(tx, at)?)),
                to: Some(LinkTo { kind: LinkKind::Item, id: item.id.0 }),
                ..ReviewLine::default()
            })
        })
        .collect()
}

fn finished(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    let found = store::finished(tx, tx.began(week.from)?, tx.began(week.next_from)?)?.into_iter();
    Ok(found
        .map(|done| ReviewLine {
            title: done.title,
            detail: (done.minutes > 0).then(|| duration(done.minutes)),
            to: Some(LinkTo { kind: LinkKind::Task, id: done.id }),
            group: Some(match (done.area, done.project) {
                (Some(area), Some(project)) => format!("{area} › {project}"),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => "Without a project".into(),
            }),
            minutes: Some(done.minutes),
            ..ReviewLine::default()
        })
        .collect())
}

/// The entries of the week. Of one that is closed to models only its day is told.
fn written(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    Ok(logbook::between(tx, week.from, week.until)?
        .into_iter()
        .map(|entry| {
            let day = entry.day.0.strftime("%a %-d %b");
            ReviewLine {
                title: if entry.closed { "A closed entry".into() } else { logbook::named(&entry) },
                detail: Some(match entry.mood {
                    Some(mood) => format!("{day}, mood {mood} of 5"),
                    None => day.to_string(),
                }),
                to: Some(LinkTo { kind: LinkKind::Entry, id: entry.id.0 }),
                ..ReviewLine::default()
            }
        })
        .collect())
}

/// What the next seven days hold already.
fn load(tx: &ReadTx<'_>, week: &Week) -> Result<Vec<ReviewLine>> {
    let planned = store::load(tx, week.next_from, week.next_until)?;
    let mut lines = Vec::new();
    let mut day = week.next_from;
    while day <= week.next_until {
        let here = planned.iter().find(|load| load.day == day);
        let detail = here.map_or_else(
            || "free".to_owned(),
            |load| {
                let mut parts = Vec::new();
                if load.planned > 0 {
                    parts.push(format!("{} planned", load.planned));
                }
                if load.due > 0 {
                    parts.push(format!("{} due", load.due));
                }
                if load.minutes > 0 {
                    parts.push(duration(load.minutes));
                }
                parts.join(", ")
            },
        );
        lines.push(ReviewLine {
            title: day.0.strftime("%A, %-d %B").to_string(),
            detail: Some(detail),
            day: Some(day),
            minutes: here.map(|load| load.minutes),
            ..ReviewLine::default()
        });
        day = day.tomorrow()?;
    }
    Ok(lines)
}

fn task(id: i64, title: String, detail: Option<String>) -> ReviewLine {
    of(LinkKind::Task, id, title, detail)
}

fn of(kind: LinkKind, id: i64, title: String, detail: Option<String>) -> ReviewLine {
    ReviewLine { title, detail, to: Some(LinkTo { kind, id }), ..ReviewLine::default() }
}

fn line(
    (id, title, at): (i64, String, Timestamp),
    kind: LinkKind,
    detail: impl Fn(Timestamp) -> Result<String>,
) -> Result<ReviewLine> {
    Ok(ReviewLine { detail: Some(detail(at)?), to: Some(LinkTo { kind, id }), title, ..ReviewLine::default() })
}

/// The day of a moment, in words.
fn on(tx: &ReadTx<'_>, at: Timestamp) -> Result<String> {
    Ok(at.zoned(tx.zoned().time_zone())?.strftime("%-d %b").to_string())
}

/// So many days before a day.
fn back(day: Day, days: i64) -> Result<Day> {
    day.0.checked_sub(days.days()).map(Day).map_err(|_| Error::invalid("the calendar has no such day"))
}
