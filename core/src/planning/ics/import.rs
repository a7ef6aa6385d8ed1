//! Taking a calendar file in: its events into a calendar, or its entries as tasks. An entry is known by its UID and
//! RECURRENCE-ID, so the same file a second time changes nothing.

use std::collections::BTreeSet;

use super::read::{self, NotTaken, Read};
use super::{IcsAs, IcsImport, IcsReport, to_task};
use crate::error::Result;
use crate::operations::Call;
use crate::planning::calendars::{self, NewCalendar};

pub(super) fn import(call: &Call<'_>, asked: &IcsImport) -> Result<IcsReport> {
    let (file, text) = calendars::given_text(asked.path.as_deref(), asked.text.as_deref(), asked.file.as_deref())?;
    let own = call.app.db.clock().now().time_zone().clone();
    let read = read::read(&text, &own)?;
    match asked.as_what.unwrap_or(IcsAs::Events) {
        IcsAs::Events => events(call, asked, &file, &text, read),
        IcsAs::Tasks => as_tasks(call, asked, &file, read),
    }
}

/// A report with what was not taken at all.
fn report(read: &mut Read) -> IcsReport {
    let mut report = IcsReport {
        total: read.entries.len() + read.skipped.len(),
        created: 0,
        merged: 0,
        skipped: std::mem::take(&mut read.skipped),
        calendar: None,
        notes: Vec::new(),
    };
    read.entries.retain(|entry| {
        if entry.cancelled {
            let why = if entry.recurrence.is_some() { "this time of it was called off" } else { "it was called off" };
            report.skipped.push(NotTaken { what: entry.title.clone(), why: why.into() });
        }
        !entry.cancelled
    });
    report
}

fn events(call: &Call<'_>, asked: &IcsImport, file: &str, text: &str, mut read: Read) -> Result<IcsReport> {
    let mut report = report(&mut read);
    let (into, known) = call.app.db.read(|tx| {
        let into = match asked.calendar {
            Some(id) => Some(calendars::store::get(tx, id)?.id),
            None => calendars::store::with_file(tx, file, text.as_bytes())?,
        };
        let known = into.map(|id| calendars::store::known(tx, id)).transpose()?.unwrap_or_default();
        Ok((into, known.into_iter().collect::<BTreeSet<_>>()))
    })?;
    for entry in read.entries {
        if entry.todo {
            let why = "it is a task; import the file as tasks to have it";
            report.skipped.push(NotTaken { what: entry.title, why: why.into() });
            continue;
        }
        match known.contains(&(entry.uid.clone(), entry.recurrence_key())) {
            true => report.merged += 1,
            false => report.created += 1,
        }
        report.notes.extend(entry.note.map(|why| NotTaken { what: entry.title, why }));
    }
    report.calendar = into;
    if !asked.preview {
        report.calendar = Some(calendars::add_file(call, into, file, text, &NewCalendar::default())?);
    }
    Ok(report)
}

fn as_tasks(call: &Call<'_>, asked: &IcsImport, file: &str, mut read: Read) -> Result<IcsReport> {
    let mut report = report(&mut read);
    if asked.preview {
        call.app
            .db
            .read(|tx| read.entries.iter().try_for_each(|entry| to_task::plan(tx, entry, &mut report).map(drop)))?;
        return Ok(report);
    }
    call.write(|tx| {
        for entry in &read.entries {
            if let Some(plan) = to_task::plan(tx, entry, &mut report)? {
                report.notes.extend(to_task::take(tx, plan)?);
            }
        }
        let done = report.created + report.merged;
        tx.label(format!("Imported {done} {} from {file}", if done == 1 { "task" } else { "tasks" }));
        Ok(())
    })?;
    Ok(report)
}
