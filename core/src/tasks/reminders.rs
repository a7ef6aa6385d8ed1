//! Reminders: told once for each moment at which they are due. Nothing is queued; what is due is read
//! from the tasks as they are, so an edit, an undo or a new deadline moves a reminder by itself.

use super::{TaskId, store};
use crate::App;
use crate::db::ReadTx;
use crate::error::Result;
use crate::event::{Event, Reminded};
use crate::jobs::Tick;
use crate::types::Timestamp;

/// The reminders of open tasks at or after a moment and before another, in their order: task, title, moment.
///
/// # Errors
/// The file cannot be read.
pub fn between(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<(TaskId, String, Timestamp)>> {
    store::reminders_between(tx, from, until)
}

/// Tells of every reminder that is due and answers when the next one is.
///
/// # Errors
/// The file cannot be read or written.
pub fn tick(app: &App) -> Result<Tick> {
    let (now, waiting) = app.db.read(|tx| Ok((tx.now(), store::unfired(tx)?)))?;
    let (due, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|reminder| reminder.due <= now);
    if due.is_empty() {
        return Ok(Tick::Wait(later.first().map(|reminder| reminder.due)));
    }
    // Marked before they are told: a crash between the two loses a notification rather than repeating it.
    app.db.write_derived(|tx| due.iter().try_for_each(|reminder| store::mark_fired(tx, reminder.id, reminder.due)))?;
    for reminder in due {
        app.events.send(&Event::Notify {
            title: reminder.title,
            body: "Reminder".into(),
            open: format!("/tasks/{}", reminder.task),
            reminder: Some(Reminded { reminder: reminder.id, task: reminder.task }),
            habit: None,
        });
    }
    Ok(Tick::Ran)
}
