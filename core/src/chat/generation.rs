//! Answers that are being written: who can stop them, and what they have said so far.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::lease::{self, Lease};
use super::store::Unfinished;
use super::{ConversationId, MessageState, Phase, Speaker, store};
use crate::App;
use crate::db::changes::Actor;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::operations::Cancel;

/// How often the text so far is made durable.
const KEEP_EVERY: Duration = Duration::from_millis(400);

/// The answers of this process, by conversation.
#[derive(Default)]
pub struct Generations {
    running: Mutex<HashMap<ConversationId, Cancel>>,
    /// Taken with the first answer.
    lease: Mutex<Option<Lease>>,
}

impl Generations {
    fn lock(&self) -> MutexGuard<'_, HashMap<ConversationId, Cancel>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// This process's name among those that answer.
    fn owner(&self, app: &App) -> Result<String> {
        let mut lease = self.lease.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lease) = lease.as_ref() {
            return Ok(lease.owner.clone());
        }
        Ok(lease.insert(Lease::take(&app.config.data_dir)?).owner.clone())
    }

    /// Stops an answer, if one is being written.
    pub(super) fn stop(&self, id: ConversationId) {
        if let Some(cancel) = self.lock().get(&id) {
            cancel.cancel();
        }
    }
}

/// One answer being written. Dropping it ends the writing, whatever happened.
pub(super) struct Generation<'a> {
    app: &'a App,
    id: ConversationId,
    pub(super) cancel: Cancel,
    kept: Instant,
}

impl<'a> Generation<'a> {
    /// Begins an answer.
    ///
    /// # Errors
    /// This conversation is being answered already, by this program or another.
    pub(super) fn begin(app: &'a App, id: ConversationId) -> Result<Self> {
        let busy = || Error::Conflict("this conversation is still being answered; stop that answer first".into());
        let owner = app.generations.owner(app)?;
        if let Some(unfinished) = app.db.read(|tx| store::unfinished_in(tx, id))? {
            if lease::lives(&app.config.data_dir, &unfinished.owner) {
                return Err(busy());
            }
            keep(app, &unfinished)?;
        }
        // The row is unique: of two that begin at once, one is refused here.
        app.db.write_derived(|tx| store::begin_generating(tx, id, &owner)).map_err(|error| match error {
            Error::Internal(reason) if reason.contains("constraint") => busy(),
            other => other,
        })?;
        let cancel = Cancel::default();
        app.generations.lock().insert(id, cancel.clone());
        Ok(Self { app, id, cancel, kept: Instant::now() })
    }

    /// Tells everyone how far the answer is.
    pub(super) fn show(&mut self, phase: Phase, text: &str) {
        self.app.events.send(&Event::Answer { conversation: self.id, phase, text: text.to_owned() });
        if self.kept.elapsed() >= KEEP_EVERY {
            self.kept = Instant::now();
            if let Err(error) = self.app.db.write_derived(|tx| store::put_generating(tx, self.id, text, phase)) {
                tracing::warn!(%error, "the answer so far could not be kept");
            }
        }
    }
}

impl Drop for Generation<'_> {
    fn drop(&mut self) {
        self.app.generations.lock().remove(&self.id);
        if let Err(error) = self.app.db.write_derived(|tx| store::end_generating(tx, self.id)) {
            tracing::warn!(%error, "an answer's end could not be kept");
        }
    }
}

/// Turns what a former process was writing into messages, so that nothing that was shown is lost. What a
/// living one is writing, such as the command line, is left alone.
///
/// # Errors
/// The file cannot be written.
pub fn recover(app: &App) -> Result<()> {
    for unfinished in app.db.read(store::all_unfinished)? {
        if !lease::lives(&app.config.data_dir, &unfinished.owner) {
            keep(app, &unfinished)?;
        }
    }
    Ok(())
}

fn keep(app: &App, Unfinished { conversation, text, kept, .. }: &Unfinished) -> Result<()> {
    if *kept && !text.is_empty() {
        app.db.write(Actor::System, "chat.recover", |tx| {
            let mut message = store::blank(*conversation, Speaker::Assistant);
            message.text.clone_from(text);
            message.state = MessageState::Interrupted;
            tx.label("Kept an answer that was interrupted");
            tx.aside();
            store::add(tx, &message).map(drop)
        })?;
    }
    app.db.write_derived(|tx| store::end_generating(tx, *conversation))
}
