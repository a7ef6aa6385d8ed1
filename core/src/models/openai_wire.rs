//! What an OpenAI-compatible server says: whole answers and pieces of them, put together.

use serde::Deserialize;
use serde_json::Value;

use super::chat::{ChatOutcome, Stopped, ToolCall};

/// A whole answer, or one event of a stream of them.
#[derive(Deserialize)]
pub(super) struct Chunk {
    #[serde(default)]
    choices: Vec<Choice>,
    usage: Option<Usage>,
    /// Where Groq puts the usage of a stream.
    x_groq: Option<Extra>,
    pub(super) error: Option<Value>,
}

#[derive(Deserialize)]
struct Extra {
    usage: Option<Usage>,
}

#[derive(Deserialize, Clone, Copy)]
struct Usage {
    prompt_tokens: Option<usize>,
    completion_tokens: Option<usize>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    index: usize,
    delta: Option<Piece>,
    message: Option<Piece>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Piece {
    content: Option<Value>,
    refusal: Option<String>,
    tool_calls: Option<Vec<CallPiece>>,
}

#[derive(Deserialize)]
struct CallPiece {
    index: Option<usize>,
    id: Option<String>,
    function: Option<FunctionPiece>,
}

#[derive(Deserialize)]
struct FunctionPiece {
    name: Option<String>,
    arguments: Option<Value>,
}

/// An answer, as far as it has come.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) text: String,
    calls: Vec<(Option<usize>, ToolCall)>,
    usage: Option<Usage>,
    finish: Option<String>,
    refusal: String,
}

impl Answer {
    /// Adds a piece; returns the words in it.
    pub(super) fn add(&mut self, chunk: Chunk) -> String {
        self.usage = chunk.usage.or_else(|| chunk.x_groq.and_then(|extra| extra.usage)).or(self.usage);
        let mut words = String::new();
        for choice in chunk.choices.into_iter().filter(|choice| choice.index == 0) {
            self.finish = choice.finish_reason.or_else(|| self.finish.take());
            for piece in choice.delta.into_iter().chain(choice.message) {
                words.push_str(&piece.content.as_ref().map(text).unwrap_or_default());
                self.refusal.push_str(piece.refusal.as_deref().unwrap_or_default());
                piece.tool_calls.into_iter().flatten().for_each(|call| self.add_call(call));
            }
        }
        self.text.push_str(&words);
        words
    }

    /// Pieces of one call carry its index; where a server gives none, a new id begins a new call.
    fn add_call(&mut self, piece: CallPiece) {
        let known = match piece.index {
            Some(index) => self.calls.iter().position(|(of, _)| *of == Some(index)),
            None if piece.id.is_some() => None,
            None => self.calls.len().checked_sub(1),
        };
        let at = known.unwrap_or_else(|| {
            self.calls
                .push((piece.index, ToolCall { id: String::new(), name: String::new(), arguments: String::new() }));
            self.calls.len() - 1
        });
        let Some((_, call)) = self.calls.get_mut(at) else { return };
        if let Some(id) = piece.id.filter(|_| call.id.is_empty()) {
            call.id = id;
        }
        if let Some(function) = piece.function {
            call.name.push_str(function.name.as_deref().unwrap_or_default());
            match function.arguments {
                Some(Value::String(words)) => call.arguments.push_str(&words),
                Some(Value::Null) | None => {}
                Some(json) => call.arguments.push_str(&json.to_string()),
            }
        }
    }

    /// Whether the server said that it had finished.
    pub(super) fn is_finished(&self) -> bool {
        self.finish.is_some()
    }

    /// Whether nothing has come that is worth keeping.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The answer as it is to the rest of the core.
    pub(super) fn outcome(self) -> ChatOutcome {
        let count = |tokens: Option<usize>| tokens.unwrap_or(0);
        let mut outcome = ChatOutcome {
            text: self.text,
            prompt_tokens: self.usage.map_or(0, |usage| count(usage.prompt_tokens)),
            completion_tokens: self.usage.map_or(0, |usage| count(usage.completion_tokens)),
            ..ChatOutcome::empty()
        };
        match self.finish.as_deref() {
            Some("length") => outcome.stopped = Stopped::Length,
            Some("content_filter") => {
                outcome.stopped = Stopped::Incomplete;
                outcome.add_note("The provider withheld the rest of the answer by its own rules".into());
            }
            _ => outcome.tool_calls = self.calls.into_iter().map(|(_, call)| call).collect(),
        }
        if !self.refusal.is_empty() {
            let words: String = self.refusal.chars().take(300).collect();
            outcome.add_note(format!("The model refused: {words}"));
        }
        outcome
    }
}

/// Words, which some servers send as a list of parts.
fn text(content: &Value) -> String {
    match content {
        Value::String(words) => words.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| part["text"].as_str()).collect(),
        _ => String::new(),
    }
}
