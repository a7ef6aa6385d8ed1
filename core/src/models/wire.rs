//! What the app and its chat worker say to each other: one JSON object a line.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::chat::{ChatMessage, ChatOptions, ChatOutcome};
use crate::error::{Error, Kind};

/// From the app to the worker.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Request {
    /// Comes first; answered by `Loaded` or `Error`.
    Load { path: PathBuf, id: String, weak: bool, context_tokens: usize, threads: usize },
    /// Answered by any number of `Token`, then `Done` or `Error`.
    Chat { turn: u64, messages: Vec<ChatMessage>, options: ChatOptions },
    /// Ends the turn with this number early; no answer of its own.
    Cancel { turn: u64 },
    /// Answered by `Count`.
    Count { text: String },
}

/// From the worker to the app.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Reply {
    Loaded {
        context_tokens: usize,
    },
    /// The next piece of the answer; empty while the prompt is being read.
    Token {
        text: String,
    },
    Done {
        outcome: ChatOutcome,
    },
    Count {
        tokens: usize,
    },
    Error {
        kind: Kind,
        message: String,
    },
}

impl Reply {
    pub(super) fn error(error: &Error) -> Self {
        // An internal error gets its preamble back when it is made an error again.
        let message = match error {
            Error::Internal(why) => why.clone(),
            other => other.to_string(),
        };
        Self::Error { kind: error.kind(), message }
    }
}

/// The error as the worker meant it.
pub(super) fn error(kind: Kind, message: String) -> Error {
    match kind {
        Kind::Invalid => Error::Invalid(message),
        Kind::NeedsModel => Error::NeedsModel(message),
        Kind::Internal => Error::Internal(message),
        _ => Error::Model(message),
    }
}
