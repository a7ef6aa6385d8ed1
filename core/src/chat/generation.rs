//! Answers that are being written: who can stop them, and what they have said so far.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::{ConversationId, MessageState, Phase, Speaker, store};
use crate::App;
use crate::db::changes::Actor;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::operations::Cancel;
use crate::types::Timestamp;

/// How often the text so far is made durable.
const KEEP_EVERY: Duration = Duration::from_millis(400);

/// The answers of this process, by conversation.
#[derive(Default)]
pub struct Generations(Mutex<HashMap<ConversationId, Cancel>>);

impl Generations {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ConversationId, Cancel>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
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
    /// This conversation is being answered already.
    pub(super) fn begin(app: &'a App, id: ConversationId) -> Result<Self> {
        let cancel = Cancel::default();
        {
            let mut running = app.generations.lock();
            if running.contains_key(&id) {
                return Err(Error::Conflict(
                    "this conversation is still being answered; stop that answer first".into(),
                ));
            }
            running.insert(id, cancel.clone());
        }
        app.db.write_derived(|tx| store::put_generating(tx, id, "", Phase::Searching))?;
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

/// Turns what a former process was writing into messages, so that nothing that was shown is lost.
///
/// # Errors
/// The file cannot be written.
pub fn recover(app: &App, started: Timestamp) -> Result<()> {
    for (id, text) in app.db.read(|tx| store::abandoned(tx, started))? {
        if !text.is_empty() {
            app.db.write(Actor::System, "chat.recover", |tx| {
                let mut message = store::blank(id, Speaker::Assistant);
                message.text.clone_from(&text);
                message.state = MessageState::Interrupted;
                tx.label("Kept an answer that was interrupted");
                store::add(tx, &message).map(drop)
            })?;
        }
        app.db.write_derived(|tx| store::end_generating(tx, id))?;
    }
    Ok(())
}
