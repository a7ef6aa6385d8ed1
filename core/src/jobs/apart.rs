//! A suspect in a process of its own, so that what it breaks is seen and survived.
//!
//! The parent starts `PROGRAM worker job` and writes one line of JSON to it. The child opens the profile, does the
//! job and writes down how it ended, like any other. Its standard input stays open as long as the parent lives.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{DIED, Job, JobId, TRIES, read, settle, work};
use crate::clock::SystemClock;
use crate::db::changes::Actor;
use crate::error::{Error, Result};
use crate::{App, Config};

/// How often it is asked whether the child has ended.
const LOOK: Duration = Duration::from_millis(20);

/// How a child ends that could not begin.
const REFUSED: i32 = 1;

/// How long a job waits whose process could not begin, in milliseconds.
const WAIT: i64 = 60_000;

#[derive(Serialize, Deserialize)]
struct Request {
    data_dir: PathBuf,
    resource_dir: Option<PathBuf>,
    worker: PathBuf,
    actor: Actor,
    job: JobId,
}

/// Does a job in a process of its own. That this process dies is the job's fault: a try.
pub(super) fn run(app: &App, job: &Job) -> Result<()> {
    let status = watch(app, job);
    let again =
        "update job set state = 'queued', attempts = attempts - 1, run_at = ?2 where id = ?1 and state = 'running'";
    app.db.write_derived(|tx| match status {
        Ok(Some(status)) if status.success() => Ok(0),
        // The program stops, and has stopped the child.
        Ok(None) => tx.execute(again, (job.id, 0)),
        Ok(Some(status)) if status.code() != Some(REFUSED) => {
            tracing::warn!(%status, kind = job.kind, key = job.key, "a job broke off its process");
            tx.execute(
                "update job set state = iif(attempts >= ?3, 'needs_attention', 'queued'), error = ?2, finished_at = ?4
                 where id = ?1 and state = 'running'",
                (job.id, DIED, TRIES, tx.now()),
            )
        }
        status => {
            tracing::warn!(?status, "a process for a job could not begin");
            tx.execute(again, (job.id, tx.now().0 + WAIT))
        }
    })?;
    Ok(())
}

/// Starts the child and waits for its end; none when the program stops first.
fn watch(app: &App, job: &Job) -> Result<Option<ExitStatus>> {
    let request = Request {
        data_dir: app.config.data_dir.clone(),
        resource_dir: app.config.resource_dir.clone(),
        worker: app.config.worker.clone(),
        actor: app.config.actor,
        job: job.id,
    };
    let mut child = Command::new(&app.config.worker)
        .args(["worker", "job"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut input = child.stdin.take();
    let line = serde_json::to_string(&request)? + "\n";
    // A child that died already closes the pipe; what matters then is how it died.
    let _ = input.as_mut().map(|input| input.write_all(line.as_bytes()));
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if app.stop.cancelled() {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(LOOK);
    }
}

/// The child's side: does the job that the first line names. Call it from `worker job` and exit.
pub(crate) fn serve(input: impl Read + Send + 'static) -> Result<()> {
    let mut input = BufReader::new(input);
    let mut line = String::new();
    input.read_line(&mut line)?;
    let Request { data_dir, resource_dir, worker, actor, job } = serde_json::from_str(&line)?;
    // Nobody would see how an orphan ends.
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut input, &mut std::io::sink());
        std::process::exit(REFUSED);
    });
    let app = App::open(Config { data_dir, resource_dir, worker, actor, clock: Arc::new(SystemClock) })?;
    let sql = "select id, kind, key, version, attempts, priority from job where id = ?1 and state = 'running'";
    let job = app.db.read(|tx| tx.optional(sql, [job], read))?.ok_or(Error::Cancelled)?;
    settle(&app, &job, work(&app, &job))
}
