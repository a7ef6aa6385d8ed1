//! A title that is edited understands what is typed into it, as a captured line does.

use super::operations::Retitle;
use super::save::{last_day, lines, repeat, when};
use super::{measure, present};
use crate::db::WriteTx;
use crate::error::{Error, Result};
use crate::tasks::{self, Task, TaskPatch};
use crate::types::one_line;
use crate::{goals, projects};

/// Applies the words of a title to its task, in one step.
///
/// # Errors
/// Nothing is left of the title, or the task refuses what it says.
pub(super) fn retitle(tx: &WriteTx<'_>, asked: &Retitle) -> Result<Task> {
    let before = tasks::get(tx, asked.task)?;
    let metrics = measure::known(tx)?;
    // A title is one line; the chips' places stay as they are.
    let text = asked.text.replace(['\n', '\r'], " ");
    let dismissed = asked.dismissed.as_deref().unwrap_or_default();
    let line = lines(&text, dismissed, present(tx)?, &metrics, 1).into_iter().next();
    let line = line.ok_or_else(|| Error::invalid("a task needs a title"))?;
    let parsed = &line.parsed;
    let zone = tx.zoned().time_zone();
    let scheduled = parsed.scheduled.as_ref().map(|moment| when(moment, zone));
    let mut tags = before.tags.clone();
    tags.extend(parsed.tags.iter().filter(|tag| !before.tags.contains(tag)).cloned());
    let patch = TaskPatch {
        // Nothing but chips: the words are the title, as when they are captured.
        title: Some(one_line(if parsed.title.is_empty() { &line.text } else { &parsed.title }, usize::MAX)),
        project: parsed.project.as_deref().map(|name| projects::ensure(tx, name)).transpose()?.map(Some),
        tags: (tags.len() > before.tags.len()).then_some(tags),
        priority: parsed.priority.map(Some),
        effort_minutes: parsed.effort_minutes.map(|minutes| Some(minutes.clamp(1, 525_600))),
        start: parsed.start.as_ref().map(|moment| Some(when(moment, zone).day)),
        scheduled: scheduled.map(Some),
        // Another day has another end, or none.
        scheduled_end: scheduled.map(|_| parsed.scheduled_end.as_ref().and_then(|moment| when(moment, zone).at)),
        deadline: parsed.deadline.as_ref().or(last_day(parsed)).map(|moment| Some(when(moment, zone))),
        ..TaskPatch::default()
    };
    let mut task = tasks::apply(tx, before.id, &patch, asked.scope)?;
    if let Some(rule) = &parsed.rrule {
        task = tasks::repeat(tx, repeat(task.id, rule, parsed, zone))?;
    }
    if let Some(name) = parsed.goal.as_deref() {
        goals::link_task_by_name(tx, task.id, name)?;
    }
    if let Some(title) = parsed.after.as_deref()
        && let Some(blocker) = tasks::open_by_title(tx, title, task.id)?
    {
        tasks::depend(tx, task.id, blocker)?;
    }
    measure::log_of(tx, &metrics, parsed)?;
    tx.label(format!("Changed {}", task.title));
    tasks::get(tx, task.id)
}
