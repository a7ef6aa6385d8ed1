//! Reminders: told at their times of day while a habit still asks for something. What is due is read from the
//! habits as they are; only what was told is kept.

use super::store;
use super::{Habit, edit, standing};
use crate::App;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::event::Event;
use crate::jobs::Tick;
use crate::types::{Day, Timestamp};

/// Tells of every habit whose time has come and that is not done, and answers when the next time comes.
///
/// # Errors
/// The file cannot be read or written.
pub fn tick(app: &App) -> Result<Tick> {
    let (due, next) = app.db.read(waiting)?;
    if due.is_empty() {
        return Ok(Tick::Wait(next));
    }
    // Marked before they are told: a crash between the two loses a notice rather than repeating it.
    app.db.write_derived(|tx| {
        due.iter()
            .flat_map(|one| one.times.iter().map(|at| (one.habit.id, *at)))
            .try_for_each(|(id, at)| store::tell(tx, id, at))
    })?;
    for one in due.into_iter().filter(|one| one.asks) {
        app.events.send(&Event::Notify {
            body: if one.habit.cue.is_empty() { "Habit".into() } else { one.habit.cue },
            title: one.habit.name,
            open: format!("/habits/{}", one.habit.id),
            reminder: None,
            habit: Some(one.habit.id),
        });
    }
    Ok(Tick::Ran)
}

/// A habit whose time has come. Of several times that passed while nobody was there, one notice is made.
struct Due {
    habit: Habit,
    times: Vec<Timestamp>,
    /// Whether there is still something to do.
    asks: bool,
}

fn waiting(tx: &ReadTx<'_>) -> Result<(Vec<Due>, Option<Timestamp>)> {
    let (now, today) = (tx.now(), tx.today()?);
    let mut due = Vec::new();
    let mut next = None;
    for habit in store::reminding(tx)? {
        let mut times = Vec::new();
        for day in [today, today.tomorrow()?] {
            for at in moments(tx, &habit, day)? {
                if at > now {
                    next = [next, Some(at)].into_iter().flatten().min();
                } else if !store::was_told(tx, habit.id, at)? {
                    times.push(at);
                }
            }
        }
        if !times.is_empty() {
            let asks = standing::one(tx, habit.clone())?.due;
            due.push(Due { habit, times, asks });
        }
    }
    Ok((due, next))
}

/// Passes over today's times that lie behind already: a habit that is set up at noon does not remind of the morning.
pub(super) fn begin(tx: &WriteTx<'_>, habit: &Habit) -> Result<()> {
    let past = moments(tx, habit, tx.today()?)?.into_iter().filter(|at| *at <= tx.now());
    past.into_iter().try_for_each(|at| store::tell(tx, habit.id, at))
}

/// The moments of a person's day: times before the hour at which it begins are those of the night that ends it.
fn moments(tx: &ReadTx<'_>, habit: &Habit, day: Day) -> Result<Vec<Timestamp>> {
    let began = tx.began(day)?;
    let zone = tx.zoned().time_zone();
    let mut found = Vec::with_capacity(habit.reminders.len());
    for text in &habit.reminders {
        let time = edit::time_of_day(text)?;
        for date in [day.0, day.tomorrow()?.0] {
            if let Ok(moment) = date.to_datetime(time).to_zoned(zone.clone()) {
                let at = Timestamp::from(&moment);
                if at >= began {
                    found.push(at);
                    break;
                }
            }
        }
    }
    Ok(found)
}
