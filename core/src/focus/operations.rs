//! What can be done with the focus timer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Focus, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::tasks::{self, TaskId};
use crate::{operations, require};

operations! { "focus";
    /// The running timer, if there is one.
    query running(()) -> Option<Focus>;
    /// The stretches of time spent with a task, newest first, at most 100.
    query of_task(TaskId) -> Vec<Focus>;
    /// Starts the timer for a task; one that runs for another is stopped and logged first.
    mutation start(StartFocus) -> Focus;
    /// Stops the timer and adds the time to its task.
    mutation stop(StopFocus) -> Focus;
    /// Throws the running timer away; nothing is logged.
    mutation discard(()) -> ();
}

/// The longest stretch that is logged without being asked for, in minutes: a timer that was forgotten
/// overnight is no night of work.
const LONGEST: u32 = 12 * 60;

/// A timer to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StartFocus {
    pub task: TaskId,
    /// How long it shall last, 1 to 1440; open-ended unless said.
    #[serde(default)]
    pub minutes: Option<u32>,
}

/// How much to log.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StopFocus {
    /// What the person says it was; the measured time unless said.
    pub minutes: Option<u32>,
}

fn running(tx: &ReadTx<'_>, (): ()) -> Result<Option<Focus>> {
    store::running(tx)
}

fn of_task(tx: &ReadTx<'_>, task: TaskId) -> Result<Vec<Focus>> {
    tasks::get(tx, task)?;
    store::of_task(tx, task)
}

fn start(tx: &WriteTx<'_>, StartFocus { task, minutes }: StartFocus) -> Result<Focus> {
    let task = tasks::get(tx, task)?;
    require!(task.status.open(), "{} is already done; reopen it to go on with it", task.title);
    require!(minutes.is_none_or(|minutes| (1..=1440).contains(&minutes)), "a timer lasts one minute to a day");
    if let Some(other) = store::running(tx)? {
        let measured = other.minutes_until(tx.now()).min(LONGEST);
        end(tx, &other, measured)?;
    }
    tx.label(format!("Started the timer for {}", task.title));
    let id = store::insert(tx, task.id, minutes)?;
    store::get(tx, id)
}

fn stop(tx: &WriteTx<'_>, StopFocus { minutes }: StopFocus) -> Result<Focus> {
    let focus = the_running(tx)?;
    let measured = focus.minutes_until(tx.now());
    require!(
        minutes.is_some() || measured <= LONGEST,
        "the timer has been running for {} hours; say how many minutes it was, or throw it away",
        measured / 60
    );
    require!(minutes.is_none_or(|minutes| minutes <= 10_080), "more than a week cannot be logged at once");
    let logged = minutes.unwrap_or(measured);
    tx.label(match &focus.task {
        Some(task) => format!("Logged {logged} min for {}", task.title),
        None => format!("Stopped the timer after {logged} min"),
    });
    end(tx, &focus, logged)?;
    store::get(tx, focus.id)
}

fn discard(tx: &WriteTx<'_>, (): ()) -> Result<()> {
    let focus = the_running(tx)?;
    tx.label("Threw the timer away");
    store::delete(tx, focus.id)
}

fn the_running(tx: &ReadTx<'_>) -> Result<Focus> {
    store::running(tx)?.ok_or_else(|| Error::invalid("no timer is running"))
}

/// Ends a stretch and gives its time to the task. A clock that was set back ends it where it began.
fn end(tx: &WriteTx<'_>, focus: &Focus, minutes: u32) -> Result<()> {
    store::end(tx, focus.id, tx.now().max(focus.started_at), minutes)?;
    match &focus.task {
        Some(task) => tasks::log_minutes(tx, task.id, minutes),
        None => Ok(()),
    }
}
