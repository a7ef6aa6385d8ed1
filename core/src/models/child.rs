//! A worker process as the app sees it: requests go in, replies come out, and it ends with its owner.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{self, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use super::wire::{Reply, Request};
use crate::error::{Error, Result};

/// A running worker; dropping it ends the process.
pub(super) struct Child {
    process: process::Child,
    input: ChildStdin,
    replies: Receiver<Reply>,
    lost: bool,
}

impl Child {
    /// Starts the program.
    pub(super) fn spawn(exe: &Path, args: &[OsString]) -> Result<Self> {
        let mut process = Command::new(exe)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| {
                Error::Model(format!("the built-in chat model cannot be started ({error}). Install Almanac again"))
            })?;
        let (Some(input), Some(output), Some(errors)) =
            (process.stdin.take(), process.stdout.take(), process.stderr.take())
        else {
            return Err(Error::internal("a child process without pipes"));
        };
        let (sender, replies) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(|line| line.ok()) {
                match serde_json::from_str(&line) {
                    Ok(reply) => {
                        if sender.send(reply).is_err() {
                            return;
                        }
                    }
                    Err(_) => tracing::debug!(line, "the chat worker wrote something else than a reply"),
                }
            }
        });
        let pid = process.id();
        std::thread::spawn(move || last_words(errors, pid));
        Ok(Self { process, input, replies, lost: false })
    }

    pub(super) fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Whether the process is gone.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.process.try_wait(), Ok(None))
    }

    /// Whether it must not be asked again.
    pub(super) fn is_lost(&self) -> bool {
        self.lost
    }

    pub(super) fn send(&mut self, request: &Request) -> Result<()> {
        let mut line = serde_json::to_vec(request)?;
        line.push(b'\n');
        if self.input.write_all(&line).and_then(|()| self.input.flush()).is_err() {
            return Err(self.ended());
        }
        Ok(())
    }

    /// The next reply.
    pub(super) fn receive(&mut self, patience: Duration) -> Result<Reply> {
        match self.replies.recv_timeout(patience) {
            Ok(reply) => Ok(reply),
            Err(RecvTimeoutError::Disconnected) => Err(self.ended()),
            Err(RecvTimeoutError::Timeout) => {
                self.lost = true;
                Err(Error::Model(format!(
                    "the built-in chat model said nothing for {} seconds and was stopped. Ask again, or choose a smaller model",
                    patience.as_secs()
                )))
            }
        }
    }

    fn ended(&mut self) -> Error {
        self.lost = true;
        // The pipes are closed, so the process is gone or as good as.
        let _ = self.process.kill();
        let how = self.process.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
        tracing::warn!(how, "the chat worker ended by itself");
        Error::Model(format!(
            "the built-in chat model stopped unexpectedly ({how}). Nothing of yours is lost: ask again and it is started anew. If it happens again, this computer may have too little memory for it"
        ))
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Logs what the process wrote to its error stream at last, at most 4 kB: why llama.cpp gave up.
fn last_words(mut errors: impl Read, pid: u32) {
    let mut tail = Vec::new();
    let mut buffer = [0; 1024];
    while let Ok(n @ 1..) = errors.read(&mut buffer) {
        tail.extend_from_slice(&buffer[..n]);
        if tail.len() > 4096 {
            tail.drain(..tail.len() - 4096);
        }
    }
    if !tail.is_empty() {
        tracing::debug!(pid, words = %String::from_utf8_lossy(&tail), "the chat worker wrote to its error stream");
    }
}
