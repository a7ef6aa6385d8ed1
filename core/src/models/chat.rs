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
    /// What a tool answered to the call that [`ChatMessage::answers`] names.
    Tool,
}

impl Role {
    /// The word that templates and servers use.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::Assistant => "assistant",
            Self::Tool => "tool",
        }
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct ChatMessage {
    pub role: Role,
    pub content: String,
    /// The tools that an earlier answer called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tool_calls: Vec<ToolCall>,
    /// The call that a tool's answer belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
}

/// A tool that a model may call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tool {
    pub name: String,
    /// What it is for, in words for the model.
    pub description: String,
    /// JSON Schema of its input, an object.
    pub input: serde_json::Value,
}

/// A model's wish to call a tool. Nothing in it is to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct ToolCall {
    /// The server's name for this call.
    pub id: String,
    pub name: String,
    /// As the model wrote it: meant to be a JSON object.
    pub arguments: String,
}

impl ChatMessage {
    /// A message by anyone.
    pub fn new(role: Role, content: impl Into<String>) -> Self {
        Self { role, content: content.into(), tool_calls: Vec::new(), answers: None }
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
    /// What it may call. Models that can call nothing refuse the request.
    #[serde(default)]
    pub tools: Vec<Tool>,
}

impl Default for ChatOptions {
    fn default() -> Self {
        Self { max_tokens: 512, temperature: 0.0, seed: 0, schema: None, tools: Vec::new() }
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
    /// The server broke off; [`ChatOutcome::note`] says why. What had come is kept.
    Incomplete,
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
    /// The tools that it wants to call; only ever of a whole answer.
    #[serde(default)]
    pub tool_calls: Vec<ToolCall>,
    /// What the person should know about this answer: it is incomplete, its prompt was cut, another model gave it.
    #[serde(default)]
    pub note: Option<String>,
}

impl ChatOutcome {
    /// An answer of which nothing has come yet.
    pub fn empty() -> Self {
        Self {
            text: String::new(),
            prompt_tokens: 0,
            completion_tokens: 0,
            stopped: Stopped::End,
            tool_calls: Vec::new(),
            note: None,
        }
    }

    /// Adds to what the person should know.
    pub fn add_note(&mut self, note: String) {
        self.note = Some(match self.note.take() {
            Some(before) => format!("{before}. {note}"),
            None => note,
        });
    }
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

    /// Answers with a JSON value of the shape that `schema` describes: by grammar where the engine has one, then
    /// checked, and repaired once. `keep_on` is asked now and then whether to go on.
    ///
    /// # Errors
    /// As [`Self::chat`]; [`Error::Cancelled`]; [`Error::Model`] when the answer has another shape twice.
    fn json(
        &self,
        messages: &[ChatMessage],
        schema: &serde_json::Value,
        options: &ChatOptions,
        keep_on: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Result<serde_json::Value> {
        super::structured::answer(
            &mut |messages, options| self.chat(messages, options, &mut |_| keep_on()),
            messages,
            schema,
            options,
        )
    }
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

/// Fewer tokens than a text can possibly take: a word is a token at least, and one token is rarely more than
/// eight characters.
fn least_tokens(text: &str) -> usize {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    text.split_whitespace().count().max(letters / 8)
}

/// What to say when a server read far less than it was given (85 % of the least it can have been); servers cut
/// prompts silently. `read` is the server's own count, 0 when it has none.
pub(super) fn cut(messages: &[ChatMessage], read: usize) -> Option<String> {
    let least: usize = messages.iter().map(|message| least_tokens(&message.content)).sum();
    if read == 0 || read * 100 >= least * 85 {
        return None;
    }
    let about = messages.iter().map(|message| message.content.chars().count()).sum::<usize>().div_ceil(4).max(least);
    Some(format!(
        "The server read only {read} of about {about} tokens, so this answer may miss something. Give it fewer sources, or choose a model that reads more"
    ))
}
