//! The embedded chat model in a child process of the same binary.
//!
//! llama.cpp aborts on what it does not like, and its memory is large. In a process of its own it can
//! crash, be killed by the system or be unloaded when idle, and the app goes on: the next question
//! starts it again.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, estimate_tokens};
use super::child::Child;
use super::memory;
use super::wire::{Reply, Request, error};
use crate::error::{Error, Result};

pub use super::serve::serve_chat;

/// How the worker is started and when it is stopped.
#[derive(Debug, Clone)]
pub struct WorkerConfig {
    /// The program; usually this one ([`std::env::current_exe`]).
    pub exe: PathBuf,
    /// What makes it call [`serve_chat`]; usually `worker chat`.
    pub args: Vec<OsString>,
    /// GGUF file.
    pub model: PathBuf,
    /// Stable name of the model.
    pub id: String,
    /// See [`ChatModel::weak`].
    pub weak: bool,
    /// Upper limit of prompt and answer together; memory grows with it.
    pub context_tokens: usize,
    /// See [`super::cores`].
    pub threads: usize,
    /// The worker ends after so long without a question, which frees all its memory.
    pub idle: Duration,
    /// Longest silence of a worker that has something to do; then it is taken for hung and ended.
    pub patience: Duration,
    /// Bytes of free memory, or `None` where that cannot be known; [`memory::available`].
    pub available: fn() -> Option<u64>,
}

impl WorkerConfig {
    /// The usual settings: `worker chat`, all cores but one, 4,096 tokens, five idle minutes.
    pub fn new(exe: PathBuf, model: PathBuf, id: impl Into<String>, weak: bool) -> Self {
        Self {
            exe,
            args: vec!["worker".into(), "chat".into()],
            model,
            id: id.into(),
            weak,
            context_tokens: 4096,
            threads: super::cores(),
            idle: Duration::from_secs(300),
            patience: Duration::from_secs(120),
            available: memory::available,
        }
    }
}

/// The embedded chat model. Nothing is loaded before the first question.
pub struct WorkerChat {
    inner: Arc<Inner>,
}

struct Inner {
    config: WorkerConfig,
    child: Mutex<Slot>,
    context_tokens: AtomicUsize,
}

struct Slot {
    child: Option<Child>,
    used: Instant,
    turn: u64,
}

impl WorkerChat {
    /// A model that will be run as `config` says.
    pub fn new(config: WorkerConfig) -> Self {
        let context_tokens = AtomicUsize::new(config.context_tokens);
        let slot = Slot { child: None, used: moment(), turn: 0 };
        Self { inner: Arc::new(Inner { config, child: Mutex::new(slot), context_tokens }) }
    }

    /// Process id of the worker while one is running and not busy.
    pub fn pid(&self) -> Option<u32> {
        self.inner.child.try_lock().ok()?.child.as_ref().map(Child::pid)
    }

    /// Ends the worker and frees its memory, after the answer that is under way.
    pub fn unload(&self) {
        self.inner.lock().child = None;
    }

    /// Loads the model now, so that the first question need not wait for it.
    ///
    /// # Errors
    /// As [`ChatModel::chat`].
    pub fn load(&self) -> Result<()> {
        let mut slot = self.inner.lock();
        self.inner.started(&mut slot).map(drop)
    }
}

impl ChatModel for WorkerChat {
    fn id(&self) -> &str {
        &self.inner.config.id
    }

    fn weak(&self) -> bool {
        self.inner.config.weak
    }

    fn context_tokens(&self) -> usize {
        self.inner.context_tokens.load(Ordering::Relaxed)
    }

    /// Exact when the worker is idle; an estimate while it answers or when it cannot be started.
    fn count_tokens(&self, text: &str) -> usize {
        let Ok(mut slot) = self.inner.child.try_lock() else { return estimate_tokens(text) };
        let count = self.inner.ask(&mut slot, |child| {
            child.send(&Request::Count { text: text.into() })?;
            match child.receive(self.inner.config.patience)? {
                Reply::Count { tokens } => Ok(Some(tokens)),
                Reply::Error { kind, message } => Err(error(kind, message)),
                _ => Ok(None),
            }
        });
        count.ok().flatten().unwrap_or_else(|| estimate_tokens(text))
    }

    fn chat(
        &self,
        messages: &[ChatMessage],
        options: &ChatOptions,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ChatOutcome> {
        let mut slot = self.inner.lock();
        slot.turn += 1;
        let turn = slot.turn;
        self.inner.ask(&mut slot, |child| {
            child.send(&Request::Chat { turn, messages: messages.to_vec(), options: options.clone() })?;
            let mut stopped = false;
            loop {
                match child.receive(self.inner.config.patience)? {
                    Reply::Token { text } if !stopped && on_token(&text).is_break() => {
                        stopped = true;
                        child.send(&Request::Cancel { turn })?;
                    }
                    Reply::Done { outcome } => return Ok(outcome),
                    Reply::Error { kind, message } => return Err(error(kind, message)),
                    Reply::Token { .. } | Reply::Loaded { .. } | Reply::Count { .. } => {}
                }
            }
        })
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, Slot> {
        // A caller that panicked in `on_token` may have left an answer half read: start anew.
        self.child.lock().unwrap_or_else(|poisoned: PoisonError<_>| {
            self.child.clear_poison();
            let mut slot: MutexGuard<'_, Slot> = poisoned.into_inner();
            slot.child = None;
            slot
        })
    }

    /// Lets a running worker do something; one that is lost or in disorder afterwards is ended.
    fn ask<T>(self: &Arc<Self>, slot: &mut Slot, work: impl FnOnce(&mut Child) -> Result<T>) -> Result<T> {
        let child = self.started(slot)?;
        let result = work(child);
        let lost = child.is_lost();
        slot.used = moment();
        if lost {
            slot.child = None;
        }
        result
    }

    /// The running worker, started and loaded if there was none.
    fn started<'a>(self: &Arc<Self>, slot: &'a mut Slot) -> Result<&'a mut Child> {
        slot.used = moment();
        if slot.child.as_mut().is_some_and(|child| child.has_ended()) {
            slot.child = None;
        }
        match &mut slot.child {
            Some(child) => Ok(child),
            empty => {
                let child = empty.insert(self.start()?);
                watch(Arc::downgrade(self), child.pid());
                Ok(child)
            }
        }
    }

    fn start(&self) -> Result<Child> {
        let config = &self.config;
        memory::check(&config.model, (config.available)())?;
        let mut child = Child::spawn(&config.exe, &config.args)?;
        child.send(&Request::Load {
            path: config.model.clone(),
            id: config.id.clone(),
            weak: config.weak,
            context_tokens: config.context_tokens,
            threads: config.threads,
        })?;
        match child.receive(config.patience)? {
            Reply::Loaded { context_tokens } => {
                self.context_tokens.store(context_tokens, Ordering::Relaxed);
                Ok(child)
            }
            Reply::Error { kind, message } => Err(error(kind, message)),
            _ => Err(Error::internal("the chat worker said something else than that it loaded")),
        }
    }
}

/// Ends the worker with this process id once it has been idle for long enough.
fn watch(inner: Weak<Inner>, pid: u32) {
    std::thread::spawn(move || {
        loop {
            let Some(idle) = inner.upgrade().map(|inner| inner.config.idle) else { return };
            std::thread::sleep((idle / 4).clamp(Duration::from_millis(20), Duration::from_secs(15)));
            let Some(inner) = inner.upgrade() else { return };
            // Busy is not idle.
            let Ok(mut slot) = inner.child.try_lock() else { continue };
            if slot.child.as_ref().is_none_or(|child| child.pid() != pid) {
                return;
            }
            if slot.used.elapsed() >= idle {
                tracing::debug!(pid, "idle chat worker ended");
                slot.child = None;
                return;
            }
        }
    });
}

#[allow(clippy::disallowed_methods, reason = "idle time is measured, never stored or shown")]
fn moment() -> Instant {
    Instant::now()
}
