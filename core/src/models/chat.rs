//! What a chat model is to the rest of the core: messages in, words out, one piece at a time.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What the model is told to be; first, if at all.
    System,
    User,
    Assistant,
}

impl Role {
    /// The word that templates and servers use.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::Assistant => "assistant",
        }
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct ChatMessage {
    pub role: Role,
    pub content: String,
}

impl ChatMessage {
    /// A message by anyone.
    pub fn new(role: Role, content: impl Into<String>) -> Self {
        Self { role, content: content.into() }
    }

    /// Instructions.
    pub fn system(content: impl Into<String>) -> Self {
        Self::new(Role::System, content)
    }

    /// A question.
    pub fn user(content: impl Into<String>) -> Self {
        Self::new(Role::User, content)
    }

    /// An earlier answer.
    pub fn assistant(content: impl Into<String>) -> Self {
        Self::new(Role::Assistant, content)
    }
}

/// How to answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatOptions {
    /// Longest answer, in tokens.
    pub max_tokens: usize,
    /// 0 takes the likeliest word every time; up to about 1 becomes freer.
    pub temperature: f32,
    /// Makes a free answer repeatable.
    pub seed: u32,
    /// JSON Schema that the answer must have the shape of. An answer that was cut
    /// ([`Stopped::Length`], [`Stopped::Cancelled`]) is not complete JSON.
    pub schema: Option<serde_json::Value>,
}

impl Default for ChatOptions {
    fn default() -> Self {
        Self { max_tokens: 512, temperature: 0.0, seed: 0, schema: None }
    }
}

/// Why an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// The model had said everything.
    End,
    /// The answer reached `max_tokens`, or the context was full.
    Length,
    /// The caller stopped it.
    Cancelled,
}

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct ChatOutcome {
    /// Everything that was said, also when it was cut short.
    pub text: String,
    /// Tokens the model read, its template included; 0 when the server does not tell.
    pub prompt_tokens: usize,
    pub completion_tokens: usize,
    pub stopped: Stopped,
}

/// Answers messages.
///
/// Implementations are shared between threads and answer one call at a time. A call blocks for
/// seconds: never make one inside a transaction.
pub trait ChatModel: Send + Sync {
    /// Stable name of the model, stored with what it wrote.
    fn id(&self) -> &str;

    /// Whether features should prefer their computed answer to this model's words.
    fn weak(&self) -> bool;

    /// Most tokens of prompt and answer together.
    fn context_tokens(&self) -> usize;

    /// Tokens that a text takes: exact where the tokenizer is at hand, else a high estimate.
    fn count_tokens(&self, text: &str) -> usize;

    /// Answers. `on_token` gets each piece as it comes (and, now and then while the prompt is being
    /// read, an empty one); when it breaks, the answer ends with [`Stopped::Cancelled`].
    ///
    /// # Errors
    /// [`Error::Invalid`] when the messages do not fit the context (see [`too_long`]),
    /// [`Error::NeedsModel`] when the model is not there, [`Error::Offline`] when its server is not,
    /// [`Error::Model`] when it fails.
    fn chat(
        &self,
        messages: &[ChatMessage],
        options: &ChatOptions,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ChatOutcome>;
}

/// The error for messages that leave no room for an answer. Figures are tokens.
pub fn too_long(prompt: usize, context: usize) -> Error {
    Error::Invalid(format!(
        "this is too long for the model: {prompt} tokens, and it reads {context} with its answer. Give it fewer sources or a shorter text, or choose a model that reads more"
    ))
}

/// A high estimate for models whose tokenizer is not at hand: three bytes a token.
pub fn estimate_tokens(text: &str) -> usize {
    text.len().div_ceil(3)
}
