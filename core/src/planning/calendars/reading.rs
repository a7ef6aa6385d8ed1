//! The job that reads a calendar's originals: what it finds are the calendar's events, made anew each time.

use std::collections::BTreeMap;

use super::{CalendarId, store};
use crate::App;
use crate::db::WriteTx;
use crate::error::Result;
use crate::jobs::{Job, Work};
use crate::planning::ics::read::{self, Entry, NotTaken};

/// The queue's line for this step.
pub const WORK: Work = Work { kind: "calendar_read", run };

fn run(app: &App, job: &Job) -> Result<()> {
    app.db.write_derived(|tx| {
        let id = CalendarId(job.key);
        if store::exists(tx, id)? { read_into(tx, id) } else { Ok(()) }
    })
}

/// Reads the originals of a calendar. Where two have the same event, the later says what it is.
pub(super) fn read_into(tx: &WriteTx<'_>, id: CalendarId) -> Result<()> {
    let own = tx.zoned().time_zone();
    let (mut events, mut skipped): (BTreeMap<(String, String), Entry>, Vec<NotTaken>) = Default::default();
    for bytes in store::originals(tx, id)? {
        match read::read(&read::text_of(&bytes), own) {
            Ok(found) => {
                skipped.extend(found.skipped);
                for entry in found.entries.into_iter().filter(|entry| !entry.todo) {
                    events.insert((entry.uid.clone(), entry.recurrence_key()), entry);
                }
            }
            Err(error) => skipped.push(NotTaken { what: "the whole file".into(), why: error.to_string() }),
        }
    }
    let events: Vec<Entry> = read::settle(events.into_values().collect());
    store::set_events(tx, id, &events, &skipped)
}
