//! The job that asks a calendar's address. Whatever goes wrong is kept in words beside the last copy, and the address is
//! asked again after an hour.

use super::{CalendarId, reading, store};
use crate::App;
use crate::error::{Error, Result};
use crate::fetch;
use crate::jobs::{self, Job, Work};
use crate::planning::ics::read;
use crate::types::Timestamp;

/// The queue's line for this step.
pub const WORK: Work = Work { kind: "calendar_fetch", run };

/// How old a copy may be, in milliseconds.
const FRESH: i64 = 3_600_000;

fn run(app: &App, job: &Job) -> Result<()> {
    let id = CalendarId(job.key);
    let Some(calendar) =
        app.db.read(|tx| if store::exists(tx, id)? { store::get(tx, id).map(Some) } else { Ok(None) })?
    else {
        return Ok(());
    };
    let Some(url) = calendar.url else { return Ok(()) };
    let answer = match app.fetcher.may(app)? {
        false => Err(Error::invalid("Local only is on in Settings, so the calendar was not fetched.")),
        true => fetch::parse(&url).and_then(|url| app.fetcher.get(app, &url)),
    };
    if matches!(answer, Err(Error::Cancelled)) {
        return Err(Error::Cancelled);
    }
    // A page that asks for a sign-in is no calendar; the last copy is better.
    let own = app.db.clock().now().time_zone().clone();
    let bytes = answer.and_then(|page| read::read(&read::text_of(&page.bytes), &own).map(|_| page.bytes));
    app.db.write_derived(|tx| match &bytes {
        Ok(bytes) => {
            let news = !store::said(tx, id, bytes)?;
            store::tried(tx, id, Ok(bytes))?;
            if news { jobs::enqueue(tx, reading::WORK.kind, id.0, "", 1) } else { Ok(()) }
        }
        Err(error) => store::tried(tx, id, Err(&error.to_string())),
    })
}

/// Queues the addresses that were not asked for an hour.
///
/// # Errors
/// The file cannot be read or written.
pub fn schedule(app: &App) -> Result<()> {
    let due = app.db.read(|tx| store::stale(tx, Timestamp(tx.now().0 - FRESH), WORK.kind))?;
    if due.is_empty() || !app.fetcher.may(app)? {
        return Ok(());
    }
    app.db.write_derived(|tx| due.iter().try_for_each(|id| jobs::enqueue(tx, WORK.kind, id.0, "", 0)))
}
