//! What the core tells its faces, unasked. The list is closed; a face shows, the core never does.

use std::sync::{Mutex, mpsc};

use serde::Serialize;
use ts_rs::TS;

use crate::chat::{ConversationId, MessageId, Phase};
use crate::habits::HabitId;
use crate::tasks::{ReminderId, TaskId};

/// What a notice reminds of, for those who answer it.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct Reminded {
    pub reminder: ReminderId,
    pub task: TaskId,
}

/// Something happened.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Rows of these tables were written, by this process or another.
    Changed { tables: Vec<String> },
    /// An answer grew; `text` is the whole of it so far.
    Answer { conversation: ConversationId, phase: Phase, text: String },
    /// An answer ended; without a message it was stopped before its first word.
    Answered { conversation: ConversationId, message: Option<MessageId> },
    /// A long piece of work moved on.
    Progress { job: String, done: u64, total: u64 },
    /// A model's file grew; sizes in bytes.
    Download { model: String, done: u64, total: u64 },
    /// The person should be told; `open` is the place that it is about. A reminder can be snoozed and its task
    /// be done from there, a habit be ticked.
    Notify { title: String, body: String, open: String, reminder: Option<Reminded>, habit: Option<HabitId> },
    /// A face should show a place, such as `/tasks`.
    Open { route: String },
}

/// Hands every event to everyone who listens.
#[derive(Default)]
pub struct Events(Mutex<Vec<mpsc::Sender<Event>>>);

impl Events {
    /// Starts listening; dropping the receiver ends it.
    pub fn subscribe(&self) -> mpsc::Receiver<Event> {
        let (sender, receiver) = mpsc::channel();
        self.listeners().push(sender);
        receiver
    }

    /// Tells everyone.
    pub fn send(&self, event: &Event) {
        self.listeners().retain(|listener| listener.send(event.clone()).is_ok());
    }

    fn listeners(&self) -> std::sync::MutexGuard<'_, Vec<mpsc::Sender<Event>>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
