//! The facts of a digest, each kind by its own question.

use super::DigestLine;
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::habits;
use crate::knowledge::{self, Added};
use crate::logbook::{self, LinkKind, LinkTo};
use crate::tasks::{self, Task, TaskId};
use crate::types::{Day, Timestamp, When};

/// Items that are read at most; a larger import is told by its number.
const ITEMS: u32 = 200;

/// Open, and its day or deadline has passed.
pub(super) fn overdue(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    let passed = |when: &Option<When>| when.is_some_and(|when| when.day < day);
    let mut found: Vec<Task> = tasks::open_with_schedule(tx, day)?;
    found.extend(tasks::open_with_deadline(tx, day)?);
    // What is late but planned for this day stands in the plan.
    found.retain(|task| {
        let planned = task.scheduled.is_some_and(|when| when.day == day);
        !planned && (passed(&task.scheduled) || passed(&task.deadline))
    });
    found.sort_by_key(late_since);
    Ok(found
        .into_iter()
        .map(|task| {
            let detail = match (task.deadline.filter(|when| when.day < day), task.scheduled) {
                (Some(due), _) => Some(format!("due {}", short(due.day))),
                (None, planned) => planned.map(|when| format!("planned for {}", short(when.day))),
            };
            line(&task, detail)
        })
        .collect())
}

fn late_since(task: &Task) -> Option<Day> {
    [task.deadline, task.scheduled].into_iter().flatten().map(|when| when.day).min()
}

/// Scheduled on the day, in its order.
pub(super) fn planned(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    let found = tasks::open_with_schedule(tx, day)?;
    found
        .into_iter()
        .filter_map(|task| task.scheduled.filter(|when| when.day == day).map(|when| (task, when)))
        .map(|(task, when)| {
            let time = when.at.map(|at| clock(tx, at)).transpose()?;
            let due = task.deadline.filter(|due| due.day <= day).map(|due| match due.day == day {
                true => "due that day".to_owned(),
                false => format!("due {}", short(due.day)),
            });
            let detail: Vec<String> = time.into_iter().chain(due).collect();
            Ok(line(&task, (!detail.is_empty()).then(|| detail.join(", "))))
        })
        .collect()
}

/// Due on the day and not planned for it.
pub(super) fn due(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    let found = tasks::open_with_deadline(tx, day)?;
    found
        .into_iter()
        .filter_map(|task| task.deadline.filter(|when| when.day == day).map(|when| (task, when)))
        .map(|(task, when)| Ok(line(&task, when.at.map(|at| clock(tx, at)).transpose()?)))
        .collect()
}

/// What wants to be remembered on the day.
pub(super) fn reminders(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    let found = tasks::reminders::between(tx, tx.began(day)?, tx.began(day.tomorrow()?)?)?;
    found.into_iter().map(|(task, title, at)| Ok(of_task(task, title, Some(clock(tx, at)?)))).collect()
}

/// Habits that still ask for something. What another day will ask for is not known before it begins.
pub(super) fn habits(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    if day != tx.today()? {
        return Ok(Vec::new());
    }
    let due = habits::of_today(tx)?.into_iter().filter(|standing| standing.due);
    Ok(due
        .map(|standing| DigestLine {
            title: standing.habit.name,
            detail: Some(standing.schedule),
            to: Some(LinkTo { kind: LinkKind::Habit, id: standing.habit.id.0 }),
        })
        .collect())
}

/// Items that came in on the day before, or since.
pub(super) fn came_in(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    let which =
        Added { from: Some(tx.began(before(day)?)?), before: Some(tx.began(day.tomorrow()?)?), ..Added::default() };
    let (items, _) = knowledge::added(tx, &which, ITEMS)?;
    Ok(items
        .into_iter()
        .map(|item| DigestLine {
            title: item.title,
            detail: Some(item.kind.word().to_owned()),
            to: Some(LinkTo { kind: LinkKind::Item, id: item.id.0 }),
        })
        .collect())
}

/// Tasks that were completed on the day before.
pub(super) fn finished(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    let (from, until) = (tx.began(before(day)?)?, tx.began(day)?);
    let mut found = tasks::completed_since(tx, from)?;
    found.retain(|task| task.completed_at.is_some_and(|at| at < until));
    found.reverse();
    Ok(found
        .into_iter()
        .map(|task| line(&task, (task.logged_minutes > 0).then(|| super::text::duration(task.logged_minutes))))
        .collect())
}

/// Entries of the logbook from a month and from years ago. What is closed to models is left out: a digest may be put into
/// words by one.
pub(super) fn on_this_day(tx: &ReadTx<'_>, day: Day) -> Result<Vec<DigestLine>> {
    let mut lines = Vec::new();
    for anniversary in logbook::on_this_day(tx, day)? {
        for entry in anniversary.entries.iter().filter(|entry| !entry.closed) {
            lines.push(DigestLine {
                title: logbook::named(entry),
                detail: Some(anniversary.ago.clone()),
                to: Some(LinkTo { kind: LinkKind::Entry, id: entry.id.0 }),
            });
        }
    }
    Ok(lines)
}

fn line(task: &Task, detail: Option<String>) -> DigestLine {
    of_task(task.id, task.title.clone(), detail)
}

fn of_task(id: TaskId, title: String, detail: Option<String>) -> DigestLine {
    DigestLine { title, detail, to: Some(LinkTo { kind: LinkKind::Task, id: id.0 }) }
}

fn before(day: Day) -> Result<Day> {
    day.0.yesterday().map(Day).map_err(|_| Error::invalid("the calendar has no such day"))
}

fn short(day: Day) -> String {
    day.0.strftime("%-d %b").to_string()
}

fn clock(tx: &ReadTx<'_>, at: Timestamp) -> Result<String> {
    Ok(at.zoned(tx.zoned().time_zone())?.strftime("%H:%M").to_string())
}
