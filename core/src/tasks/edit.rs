//! Making and changing tasks: the checks that hold whoever asks.

use super::{NewTask, Source, Task, TaskId, TaskPatch, TaskStatus, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::types::{When, one_line, plain};
use crate::{areas, projects, require};

/// The longest title, in characters.
const TITLE: usize = 500;

/// Adds a task.
///
/// # Errors
/// It has no title, or it names a project, area or parent that is not there.
pub fn create(tx: &WriteTx<'_>, new: NewTask) -> Result<Task> {
    let planned = new.project.is_some() || new.scheduled.is_some() || new.parent.is_some();
    let status = new.status.unwrap_or(if planned { TaskStatus::Todo } else { TaskStatus::Inbox });
    let (title, notes) = titled(&new.title, plain(new.notes.as_deref().unwrap_or_default()));
    let task = Task {
        id: TaskId(0),
        title,
        notes,
        status,
        area: new.area,
        project: new.project,
        parent: new.parent,
        tags: new.tags.unwrap_or_default(),
        priority: new.priority,
        effort_minutes: new.effort_minutes,
        logged_minutes: 0,
        energy: new.energy,
        start: new.start,
        scheduled: new.scheduled,
        scheduled_end: new.scheduled_end,
        deadline: new.deadline,
        points: new.points.unwrap_or_default(),
        source: new.source.unwrap_or(Source::Typed),
        created_at: tx.now(),
        completed_at: (status == TaskStatus::Done).then(|| tx.now()),
        subtasks: 0,
        subtasks_done: 0,
        blocked: false,
        repeat: None,
        series: None,
    };
    check(tx, &task, None)?;
    let id = store::insert(tx, &task)?;
    store::get(tx, id)
}

/// Applies a patch to one task, whether or not it repeats.
pub(super) fn apply(tx: &WriteTx<'_>, id: TaskId, patch: &TaskPatch) -> Result<Task> {
    let before = store::get(tx, id)?;
    let mut task = before.clone();
    if let Some(notes) = &patch.notes {
        task.notes = plain(notes);
    }
    if let Some(title) = &patch.title {
        (task.title, task.notes) = titled(title, task.notes);
    }
    if let Some(status) = patch.status {
        set_status(tx, &mut task, status);
    }
    fn set<T: Copy>(field: &mut Option<T>, patch: Option<Option<T>>) {
        if let Some(value) = patch {
            *field = value;
        }
    }
    set(&mut task.area, patch.area);
    set(&mut task.project, patch.project);
    set(&mut task.parent, patch.parent);
    set(&mut task.priority, patch.priority);
    set(&mut task.effort_minutes, patch.effort_minutes);
    set(&mut task.energy, patch.energy);
    set(&mut task.start, patch.start);
    set(&mut task.scheduled, patch.scheduled);
    set(&mut task.scheduled_end, patch.scheduled_end);
    set(&mut task.deadline, patch.deadline);
    if let Some(points) = patch.points {
        task.points = points;
    }
    if let Some(minutes) = patch.logged_minutes {
        task.logged_minutes = minutes;
    }
    if task.scheduled.and_then(|when| when.at).is_none() && patch.scheduled_end.is_none() {
        task.scheduled_end = None;
    }
    // What has been given a place has left the inbox.
    let placed = matches!(patch.project, Some(Some(_))) || matches!(patch.scheduled, Some(Some(_)));
    if placed && patch.status.is_none() && task.status == TaskStatus::Inbox {
        task.status = TaskStatus::Todo;
    }
    check(tx, &task, Some(&before))?;
    store::update(tx, &task)?;
    if let Some(tags) = &patch.tags {
        crate::tags::set_task(tx, id.0, tags)?;
    }
    store::get(tx, id)
}

/// A title as it is kept. What is too long for one stands whole in the notes.
fn titled(text: &str, notes: String) -> (String, String) {
    let (title, whole) = (one_line(text, TITLE), one_line(text, usize::MAX));
    if title.len() == whole.len() || one_line(&notes, usize::MAX).contains(&whole) {
        return (title, notes);
    }
    let notes = if notes.is_empty() { whole } else { format!("{whole}\n\n{notes}") };
    (title, notes)
}

/// Adds to the time that was spent with a task.
///
/// # Errors
/// There is no such task.
pub fn log_minutes(tx: &WriteTx<'_>, id: TaskId, minutes: u32) -> Result<()> {
    let mut task = store::get(tx, id)?;
    task.logged_minutes = task.logged_minutes.saturating_add(minutes);
    store::update(tx, &task)
}

/// Moves a task to a status, with the moment of completion that belongs to it.
pub(super) fn set_status(tx: &ReadTx<'_>, task: &mut Task, status: TaskStatus) {
    if status == TaskStatus::Done && task.status != TaskStatus::Done {
        task.completed_at = Some(tx.now());
    } else if status != TaskStatus::Done {
        task.completed_at = None;
    }
    task.status = status;
}

/// Checks a task that is new, or of which something has changed.
fn check(tx: &ReadTx<'_>, task: &Task, before: Option<&Task>) -> Result<()> {
    require!(!task.title.is_empty(), "a task needs a title");
    require!(task.priority.is_none_or(|priority| (1..=4).contains(&priority)), "a priority is 1 (highest) to 4");
    require!(
        task.effort_minutes.is_none_or(|minutes| (1..=525_600).contains(&minutes)),
        "an effort is between one minute and a year"
    );
    require!(task.logged_minutes <= 5_256_000, "more than ten years cannot have been spent with a task");
    require!((0..=100_000).contains(&task.points), "a task is worth 0 to 100,000 points; 0 leaves it to the rules");
    if let Some(project) = task.project {
        projects::get(tx, project)?;
    }
    if let Some(area) = task.area {
        areas::get(tx, area)?;
    }
    if let Some(parent) = task.parent {
        let above = store::get(tx, parent)?;
        if task.id.0 != 0 && store::is_above(tx, task.id, parent)? {
            return Err(Error::Conflict(format!(
                "{} is part of {}, so it cannot be above it",
                above.title, task.title
            )));
        }
    }
    // A day that was right where it was written stays so in another time zone.
    if before.is_none_or(|before| before.scheduled != task.scheduled) {
        task.scheduled.map_or(Ok(()), |when| check_when(tx, when))?;
    }
    if before.is_none_or(|before| before.deadline != task.deadline) {
        task.deadline.map_or(Ok(()), |when| check_when(tx, when))?;
    }
    if let Some(end) = task.scheduled_end {
        let start = task.scheduled.and_then(|when| when.at);
        require!(start.is_some_and(|start| start < end), "the end of a task comes after its start");
    }
    Ok(())
}

fn check_when(tx: &ReadTx<'_>, when: When) -> Result<()> {
    if let Some(at) = when.at {
        let date = at.zoned(tx.zoned().time_zone())?.date();
        require!(date == when.day.0, "the time does not lie on the day {}", when.day);
    }
    Ok(())
}
