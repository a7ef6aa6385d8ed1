//! Background work that survives the process.
//!
//! A `job` row appears in the transaction that makes the work necessary, so the work exists exactly when
//! the change does. [`tick`] does one job. One process at a time works the slow lane; it holds a lock
//! that the operating system drops when the process dies, and whoever takes the lock next finds the jobs
//! that died with it.

use std::fs::File;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use crate::App;
use crate::db::WriteTx;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::types::Timestamp;
use crate::{id, words};

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

/// How long work that needs a model waits before it asks for it again, in milliseconds.
const MODEL_WAIT: i64 = 60_000;

/// How long an idle lane sleeps when nothing wakes it.
const IDLE: Duration = Duration::from_secs(20);

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

/// One line a kind.
const WORK: &[Work] = &[
    crate::knowledge::pages::fetch::WORK,
    crate::knowledge::extract::WORK,
    crate::search::index::EMBED_ITEM,
    crate::search::index::EMBED_TASK,
    crate::search::change::WORK,
    crate::data::backups::WORK,
];

/// A queue with a thread of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// What must be on time: reminders, the end of a timer.
    Quick,
    /// What takes long: extraction, embedding.
    Slow,
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
        Lane::Slow => slow(app),
    }
}

/// Everything that must be on time takes its turn; it sleeps until the first of them is due.
fn quick(app: &App) -> Result<Tick> {
    let mut next = None;
    for tick in [crate::tasks::reminders::tick, crate::focus::over::tick] {
        match tick(app)? {
            Tick::Ran => return Ok(Tick::Ran),
            Tick::Wait(until) => next = [next, until].into_iter().flatten().min(),
        }
    }
    Ok(Tick::Wait(next))
}

fn slow(app: &App) -> Result<Tick> {
    if paused(app)? {
        return Ok(Tick::Wait(None));
    }
    let Some(job) = claim(app)? else {
        let next =
            app.db.read(|tx| tx.one("select min(run_at) from job where state = 'queued'", [], |row| row.get(0)))?;
        return Ok(Tick::Wait(next));
    };
    let outcome = match WORK.iter().find(|work| work.kind == job.kind) {
        Some(work) => std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (work.run)(app, &job)))
            .unwrap_or_else(|_| Err(Error::internal("the step broke off"))),
        None => Err(Error::internal(format!("no such work as {}", job.kind))),
    };
    settle(app, &job, outcome)?;
    Ok(Tick::Ran)
}

/// Takes the next job; from here on it counts as a try, even if the process dies.
fn claim(app: &App) -> Result<Option<Job>> {
    app.db.write_derived(|tx| {
        tx.optional(
            "update job set state = 'running', attempts = attempts + 1
             where id = (select id from job where state = 'queued' and run_at <= ?1 order by attempts, priority desc, run_at, id limit 1)
             returning id, kind, key, version, attempts, priority",
            [tx.now()],
            |row| {
                Ok(Job {
                    id: row.get("id")?,
                    kind: row.get("kind")?,
                    key: row.get("key")?,
                    version: row.get("version")?,
                    attempts: row.get("attempts")?,
                    priority: row.get("priority")?,
                })
            },
        )
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

/// Whether the user has paused the slow lane.
///
/// # Errors
/// The file cannot be read.
pub fn paused(app: &App) -> Result<bool> {
    let value: Option<String> =
        app.db.read(|tx| tx.optional("select value from runtime where key = 'paused'", [], |row| row.get(0)))?;
    Ok(value.as_deref() == Some("true"))
}

/// The right to work the slow lane; held until it is dropped or the process ends.
pub struct Turn(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl Turn {
    /// Takes the right, unless another process has it. Jobs that died with their process are queued again,
    /// or put aside when they have had their tries.
    ///
    /// # Errors
    /// The lock file or the queue cannot be written.
    pub fn take(app: &App) -> Result<Option<Self>> {
        let file = Self::file(app)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
            Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        app.db.write_derived(|tx| {
            tx.execute(
                "update job set
                   state = case when attempts >= ?1 then 'needs_attention' else 'queued' end,
                   error = 'the program ended while this was being worked on'
                 where state = 'running'",
                [TRIES],
            )
        })?;
        Ok(Some(Self(file)))
    }

    /// Whether nobody works the slow lane.
    ///
    /// # Errors
    /// The lock file cannot be opened.
    pub fn is_free(app: &App) -> Result<bool> {
        Ok(Self::file(app)?.try_lock().is_ok())
    }

    fn file(app: &App) -> Result<File> {
        let path = app.config.data_dir.join("processing.lock");
        Ok(File::options().create(true).truncate(false).write(true).open(path)?)
    }
}

/// Works a lane until the app stops.
pub(crate) fn run(app: &App, lane: Lane) {
    let woken = app.subscribe();
    let mut turn = None;
    while !app.stop.cancelled() {
        if lane == Lane::Slow && turn.is_none() {
            turn = Turn::take(app).unwrap_or_else(|error| {
                tracing::warn!(%error, "the queue cannot be worked");
                None
            });
        }
        let pause = if lane == Lane::Slow && turn.is_none() {
            Duration::from_secs(2)
        } else {
            if lane == Lane::Slow
                && let Err(error) = crate::data::backups::schedule(app)
            {
                tracing::warn!(%error, "the daily backup cannot be scheduled");
            }
            match tick(app, lane) {
                Ok(Tick::Ran) => continue,
                Ok(Tick::Wait(until)) => until.map_or(IDLE, |until| wait(app, until)),
                Err(error) => {
                    tracing::warn!(%error, ?lane, "a tick failed");
                    Duration::from_secs(5)
                }
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
