//! Decisions about lines of the review, made by the ordinary rules of tasks and projects, as one step.

use super::ReviewAction;
use crate::db::WriteTx;
use crate::error::{Error, Result};
use crate::logbook::{LinkKind, LinkTo};
use crate::projects::{self, ProjectId, ProjectStatus};
use crate::require;
use crate::tasks::{self, TaskId, TaskPatch, TaskStatus};
use crate::types::{Day, When};

/// Does with each line what was decided, and answers how many there were.
pub(super) fn act(tx: &WriteTx<'_>, action: ReviewAction, lines: &[LinkTo], day: Option<Day>) -> Result<usize> {
    require!(!lines.is_empty(), "nothing was chosen");
    require!(action != ReviewAction::Schedule || day.is_some(), "say the day that it shall be done on");
    let mut titles = Vec::with_capacity(lines.len());
    for line in lines {
        titles.push(match line.kind {
            LinkKind::Task => task(tx, action, TaskId(line.id), day)?,
            LinkKind::Project => project(tx, action, ProjectId(line.id))?,
            _ => {
                return Err(Error::invalid("only tasks and projects can be decided here; open it instead"));
            }
        });
    }
    let what = match titles.as_slice() {
        [title] => title.clone(),
        titles => format!("{} things", titles.len()),
    };
    tx.label(match (action, day) {
        (ReviewAction::Complete, _) => format!("Completed {what}"),
        (ReviewAction::Drop, _) => format!("Dropped {what}"),
        (ReviewAction::Schedule, Some(day)) => format!("Planned {what} for {}", day.0.strftime("%A, %-d %B")),
        (ReviewAction::Schedule | ReviewAction::Someday, _) => format!("Moved {what} to someday"),
    });
    Ok(lines.len())
}

fn task(tx: &WriteTx<'_>, action: ReviewAction, id: TaskId, day: Option<Day>) -> Result<String> {
    let task = tasks::get(tx, id)?;
    let today = tx.today()?;
    let todo = (task.status == TaskStatus::Inbox).then_some(TaskStatus::Todo);
    let patch = match action {
        ReviewAction::Complete => TaskPatch { status: Some(TaskStatus::Done), ..TaskPatch::default() },
        ReviewAction::Drop => TaskPatch { status: Some(TaskStatus::Dropped), ..TaskPatch::default() },
        ReviewAction::Schedule => {
            TaskPatch { scheduled: Some(day.map(|day| When { day, at: None })), status: todo, ..TaskPatch::default() }
        }
        // Someday has no day: a deadline that has passed goes too, one to come stays.
        ReviewAction::Someday => TaskPatch {
            scheduled: Some(None),
            deadline: task.deadline.filter(|when| when.day < today).map(|_| None),
            status: todo,
            ..TaskPatch::default()
        },
    };
    tasks::apply(tx, id, &patch, None)?;
    Ok(task.title)
}

fn project(tx: &WriteTx<'_>, action: ReviewAction, id: ProjectId) -> Result<String> {
    let status = match action {
        ReviewAction::Complete => ProjectStatus::Done,
        ReviewAction::Drop => ProjectStatus::Dropped,
        ReviewAction::Someday => ProjectStatus::OnHold,
        ReviewAction::Schedule => return Err(Error::invalid("a project has no day; plan one of its tasks")),
    };
    Ok(projects::set_status(tx, id, status)?.name)
}
