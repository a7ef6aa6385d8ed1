//! The moment when the planned time of the running timer is over. It is told once, and the timer goes on
//! until it is stopped: nobody loses a minute for having been deep in something.

use super::store;
use crate::App;
use crate::error::Result;
use crate::event::Event;
use crate::jobs::Tick;

/// Tells that the planned time is over, if it is, and otherwise when it will be.
///
/// # Errors
/// The file cannot be read or written.
pub fn tick(app: &App) -> Result<Tick> {
    let (now, focus) = app.db.read(|tx| Ok((tx.now(), store::untold(tx)?)))?;
    let Some((focus, end)) = focus.and_then(|focus| focus.planned_end().map(|end| (focus, end))) else {
        return Ok(Tick::Wait(None));
    };
    if end > now {
        return Ok(Tick::Wait(Some(end)));
    }
    app.db.write_derived(|tx| store::tell(tx, focus.id))?;
    let planned = focus.planned_minutes.unwrap_or_default();
    app.events.send(&Event::Notify {
        title: focus.task.as_ref().map_or_else(|| "Focus".to_owned(), |task| task.title.clone()),
        body: format!("{planned} minutes are over. The timer goes on until you stop it."),
        open: focus.task.map_or_else(|| "/today".to_owned(), |task| format!("/tasks/{}", task.id)),
        reminder: None,
        habit: None,
    });
    Ok(Tick::Ran)
}
