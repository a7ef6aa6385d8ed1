//! Background work that survives the process.
//!
//! A `job` row appears in the transaction that makes the work necessary, so the work exists exactly when
//! the change does. [`tick`] does one job. One process at a time works the queue; it holds a lock
//! that the operating system drops when the process dies, and whoever takes the lock next finds the jobs
//! that were at work then.
//!
//! Nobody knows which of them the program died of, if of any: the computer may have been switched off. So
//! none is blamed; each becomes a *suspect*. A suspect runs in a process of its own, whose death is seen by
//! one who survives it, and only such a death counts as a try.

mod apart;
mod turn;

use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use rusqlite::Row;

use crate::App;
use crate::db::WriteTx;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::types::Timestamp;
use crate::{id, words};

pub(crate) use apart::serve as serve_suspect;
pub use turn::Turn;

id! {
    /// One job.
    JobId;
}

words! {
    /// Where a job stands.
    JobState {
        Queued = "queued",
        Running = "running",
        Done = "done",
        /// It failed for good, or too often; a person must look.
        NeedsAttention = "needs_attention",
    }
}

/// After so many failures a job waits for a person.
const TRIES: i64 = 3;

/// What a suspect says: it was at work when the program died, or its own process did.
const DIED: &str = "the program ended while this was being worked on";

/// How long work that needs a model waits before it asks for it again, in milliseconds.
const MODEL_WAIT: i64 = 60_000;

/// How long an idle lane sleeps when nothing wakes it.
const IDLE: Duration = Duration::from_secs(20);

/// How soon the right to work the queue is asked for again.
const AGAIN: Duration = Duration::from_secs(2);

/// A job as its work sees it.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: JobId,
    pub kind: String,
    /// The row that it is about.
    pub key: i64,
    /// What it is done for: content, model.
    pub version: String,
    pub attempts: i64,
    /// Higher goes first: 2 what somebody waits for, 1 what was just written, 0 what was imported.
    pub priority: i64,
}

/// One kind of work.
pub struct Work {
    pub kind: &'static str,
    /// Does it and checks what it should have produced. May run twice for the same job.
    pub run: fn(&App, &Job) -> Result<()>,
}

/// One line a kind: what waits for somebody else's computer.
const WEB: &[Work] = &[crate::knowledge::pages::fetch::WORK, crate::planning::calendars::fetching::WORK];

/// One line a kind: what this computer does by itself.
const WORK: &[Work] = &[
    crate::knowledge::extract::WORK,
    crate::search::index::EMBED_ITEM,
    crate::search::index::EMBED_TASK,
    crate::search::index::EMBED_PASSAGE,
    crate::search::change::WORK,
    crate::data::backups::WORK,
    crate::metrics::milestones::WORK,
    crate::planning::calendars::reading::WORK,
];

/// A queue with a thread of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// What must be on time: reminders, the end of a timer.
    Quick,
    /// What waits for others: web pages. A site that takes its time holds up no file.
    Web,
    /// What takes long: extraction, embedding.
    Slow,
}

impl Lane {
    /// Which rows of `job` are in a lane of the queue. What no lane knows is refused by the slow one.
    fn condition(self) -> String {
        let kinds: Vec<String> = WEB.iter().map(|work| format!("'{}'", work.kind)).collect();
        let not = if self == Self::Web { "" } else { "not " };
        format!("kind {not}in ({})", kinds.join(", "))
    }
}

/// What a tick did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// One job, with whatever end.
    Ran,
    /// Nothing is due before this moment, if ever.
    Wait(Option<Timestamp>),
}

/// Queues work about a row, anew if it was done before for another version.
///
/// # Errors
/// The row cannot be written.
pub fn enqueue(tx: &WriteTx<'_>, kind: &str, key: i64, version: &str, priority: i64) -> Result<()> {
    tx.execute(
        "insert into job (kind, key, version, priority) values (?1, ?2, ?3, ?4)
         on conflict (kind, key) do update set version = ?3, priority = ?4, state = 'queued', run_at = 0, attempts = 0, error = null",
        (kind, key, version, priority),
    )?;
    Ok(())
}

/// Does one job of a lane.
///
/// # Errors
/// The queue itself cannot be read or written; a failing job is not an error here.
pub fn tick(app: &App, lane: Lane) -> Result<Tick> {
    match lane {
        Lane::Quick => quick(app),
        Lane::Web | Lane::Slow => next(app, lane),
    }
}

/// Does one job of whichever lane of the queue has one: what is here goes before what must be fetched.
///
/// # Errors
/// As [`tick`].
pub fn tick_queue(app: &App) -> Result<Tick> {
    let Tick::Wait(slow) = tick(app, Lane::Slow)? else { return Ok(Tick::Ran) };
    let Tick::Wait(web) = tick(app, Lane::Web)? else { return Ok(Tick::Ran) };
    Ok(Tick::Wait(slow.into_iter().chain(web).min()))
}

/// Everything that must be on time takes its turn; it sleeps until the first of them is due.
fn quick(app: &App) -> Result<Tick> {
    let mut next = None;
    let ticks = [
        crate::tasks::reminders::tick,
        crate::habits::reminders::tick,
        crate::focus::over::tick,
        crate::goals::milestones::tick,
        crate::digest::morning::tick,
    ];
    for tick in ticks {
        match tick(app)? {
            Tick::Ran => return Ok(Tick::Ran),
            Tick::Wait(until) => next = [next, until].into_iter().flatten().min(),
        }
    }
    Ok(Tick::Wait(next))
}

fn next(app: &App, lane: Lane) -> Result<Tick> {
    if paused(app)? {
        return Ok(Tick::Wait(None));
    }
    let Some((job, suspect)) = claim(app, lane)? else {
        let sql = format!("select min(run_at) from job where state = 'queued' and {}", lane.condition());
        return Ok(Tick::Wait(app.db.read(|tx| tx.one(&sql, [], |row| row.get(0)))?));
    };
    if suspect {
        apart::run(app, &job)?;
    } else {
        settle(app, &job, work(app, &job))?;
    }
    Ok(Tick::Ran)
}

/// Does a job; a step that panics has failed like any other.
fn work(app: &App, job: &Job) -> Result<()> {
    match WEB.iter().chain(WORK).find(|work| work.kind == job.kind) {
        Some(work) => std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (work.run)(app, job)))
            .unwrap_or_else(|_| Err(Error::internal("the step broke off"))),
        None => Err(Error::internal(format!("no such work as {}", job.kind))),
    }
}

/// Takes the next job of a lane, and says whether it is a suspect. Those come last.
fn claim(app: &App, lane: Lane) -> Result<Option<(Job, bool)>> {
    let sql = format!(
        "update job set state = 'running', attempts = attempts + 1
         where id = (select id from job where state = 'queued' and run_at <= ?1 and {}
           order by error is ?2, attempts, priority desc, run_at, id limit 1)
         returning id, kind, key, version, attempts, priority, error is ?2 as suspect",
        lane.condition()
    );
    app.db.write_derived(|tx| tx.optional(&sql, (tx.now(), DIED), |row| Ok((read(row)?, row.get("suspect")?))))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Job> {
    Ok(Job {
        id: row.get("id")?,
        kind: row.get("kind")?,
        key: row.get("key")?,
        version: row.get("version")?,
        attempts: row.get("attempts")?,
        priority: row.get("priority")?,
    })
}

fn settle(app: &App, job: &Job, outcome: Result<()>) -> Result<()> {
    let id = job.id;
    app.db.write_derived(|tx| {
        let now = tx.now().0;
        match &outcome {
            Ok(()) => tx.execute(
                "update job set state = 'done', error = null, finished_at = ?2 where id = ?1 and state = 'running'",
                (id, now),
            ),
            // The work is fine, the model is not there yet: that is no failed try.
            Err(error @ Error::NeedsModel(_)) => tx.execute(
                "update job set state = 'queued', attempts = attempts - 1, run_at = ?2, error = ?3 where id = ?1 and state = 'running'",
                (id, now + MODEL_WAIT, error.to_string()),
            ),
            Err(Error::Cancelled) => tx.execute(
                "update job set state = 'queued', attempts = attempts - 1 where id = ?1 and state = 'running'",
                [id],
            ),
            // What cannot be read now will not be readable in a minute.
            Err(error @ Error::Invalid(_)) => give_up(tx, id, error),
            Err(error) if job.attempts >= TRIES => give_up(tx, id, error),
            Err(error) => tx.execute(
                "update job set state = 'queued', run_at = ?2, error = ?3 where id = ?1 and state = 'running'",
                (id, now + (60_000 << (job.attempts - 1).clamp(0, 10)), error.to_string()),
            ),
        }
    })?;
    Ok(())
}

fn give_up(tx: &WriteTx<'_>, id: JobId, error: &Error) -> Result<usize> {
    tx.execute(
        "update job set state = 'needs_attention', error = ?2, finished_at = ?3 where id = ?1 and state = 'running'",
        (id, error.to_string(), tx.now()),
    )
}

/// Whether the user has paused the queue.
///
/// # Errors
/// The file cannot be read.
pub fn paused(app: &App) -> Result<bool> {
    let value: Option<String> =
        app.db.read(|tx| tx.optional("select value from runtime where key = 'paused'", [], |row| row.get(0)))?;
    Ok(value.as_deref() == Some("true"))
}

/// Works the queue until the app stops, as soon as no other process does.
pub(crate) fn run_queue(app: &App) {
    let woken = app.subscribe();
    while !app.stop.cancelled() {
        match Turn::take(app) {
            Ok(Some(_turn)) => {
                return std::thread::scope(|lanes| {
                    lanes.spawn(|| run(app, Lane::Web));
                    run(app, Lane::Slow);
                });
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the queue cannot be worked"),
        }
        sleep(app, &woken, AGAIN);
    }
}

/// Works a lane until the app stops.
pub(crate) fn run(app: &App, lane: Lane) {
    let woken = app.subscribe();
    while !app.stop.cancelled() {
        if lane == Lane::Slow
            && let Err(error) = crate::data::backups::schedule(app)
        {
            tracing::warn!(%error, "the daily backup cannot be scheduled");
        }
        if lane == Lane::Slow {
            crate::watched::tick(app);
        }
        if lane == Lane::Web
            && let Err(error) = crate::planning::calendars::fetching::schedule(app)
        {
            tracing::warn!(%error, "the calendars cannot be scheduled");
        }
        let pause = match tick(app, lane) {
            Ok(Tick::Ran) => continue,
            Ok(Tick::Wait(until)) => until.map_or(IDLE, |until| wait(app, until)),
            Err(error) => {
                tracing::warn!(%error, ?lane, "a tick failed");
                Duration::from_secs(5)
            }
        };
        sleep(app, &woken, pause);
    }
}

fn wait(app: &App, until: Timestamp) -> Duration {
    let now = Timestamp::from(&app.config.clock.now());
    Duration::from_millis(u64::try_from(until.0 - now.0).unwrap_or(0)).clamp(Duration::from_millis(20), IDLE)
}

/// Sleeps until something was written or the time is over.
fn sleep(app: &App, woken: &std::sync::mpsc::Receiver<Event>, pause: Duration) {
    let mut left = pause;
    let slice = Duration::from_millis(500);
    while !left.is_zero() && !app.stop.cancelled() {
        match woken.recv_timeout(left.min(slice)) {
            Ok(Event::Changed { .. }) => {
                while woken.try_recv().is_ok() {}
                return;
            }
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => left = left.saturating_sub(slice),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
