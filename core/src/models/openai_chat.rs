//! Chat with a model on an OpenAI-compatible server.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use reqwest::Response;
use serde_json::{Value, json};
use sse_stream::SseByteStream;

use super::attend::{Waited, attend};
use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, Role, Stopped, cut, estimate_tokens, too_long};
use super::openai::{LONGEST, OpenAi, is_stream};
use super::openai_wire::{Answer, Chunk};
use crate::error::Result;

/// A chat model on a server.
pub struct OpenAiChat {
    server: Arc<OpenAi>,
    model: String,
    id: String,
    context_tokens: usize,
}

/// What a stream may break with before its end.
#[derive(Debug, thiserror::Error)]
enum Broke {
    #[error("the connection broke")]
    Connection(#[source] reqwest::Error),
    #[error("too long")]
    TooLong,
}

impl OpenAiChat {
    /// The model `model`, to which at most `context_tokens` are given: the protocol has no way to ask.
    pub fn new(server: Arc<OpenAi>, model: &str, context_tokens: usize) -> Self {
        let id = format!("server:{}/{model}", server.name());
        Self { server, model: model.into(), id, context_tokens }
    }

    fn request(&self, messages: &[ChatMessage], options: &ChatOptions) -> Value {
        let longest = if self.server.is_openai() { "max_completion_tokens" } else { "max_tokens" };
        let mut request = json!({
            "model": self.model,
            "messages": messages.iter().map(message).collect::<Vec<_>>(),
            "stream": true,
            "stream_options": { "include_usage": true },
            "temperature": options.temperature,
            "seed": options.seed & 0x7fff_ffff,
        });
        request[longest] = options.max_tokens.into();
        if let Some(schema) = &options.schema {
            let form = json!({ "name": "answer", "schema": schema, "strict": is_closed(schema) });
            request["response_format"] = json!({ "type": "json_schema", "json_schema": form });
        }
        if !options.tools.is_empty() {
            let tool = |tool: &super::chat::Tool| {
                json!({ "type": "function", "function":
                    { "name": tool.name, "description": tool.description, "parameters": tool.input } })
            };
            request["tools"] = options.tools.iter().map(tool).collect();
        }
        request
    }

    /// Asks, and hears the answer out. What has come stands in `answer`, whatever happens.
    async fn talk(
        &self,
        mut request: Value,
        answer: &mut Answer,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let server = &self.server;
        loop {
            let sent = server.ask("chat/completions", &request);
            let response = match attend(sent, Duration::MAX, on_token).await {
                Waited::Stopped => return Ok(ControlFlow::Break(())),
                Waited::Silent => return Err(server.silent(server.patience.work)),
                Waited::Done(Err(refusal)) if without(&mut request, refusal.field.as_deref()) => continue,
                Waited::Done(Err(refusal)) => return Err(refusal.error),
                Waited::Done(Ok(response)) => response,
            };
            if is_stream(&response) {
                return self.hear(response, answer, on_token).await;
            }
            let body = match attend(server.body(response), Duration::MAX, on_token).await {
                Waited::Done(body) => body?,
                Waited::Stopped | Waited::Silent => return Ok(ControlFlow::Break(())),
            };
            return self.read(&body, answer, on_token);
        }
    }

    /// An answer that came in one piece; some servers also send a stream under a wrong name.
    fn read(
        &self,
        body: &[u8],
        answer: &mut Answer,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let text = String::from_utf8_lossy(body);
        let pieces: Vec<&str> = match text.trim_start().starts_with("data:") {
            true => text.lines().filter_map(|line| line.strip_prefix("data:")).map(str::trim).collect(),
            false => vec![&text],
        };
        for piece in pieces.into_iter().filter(|piece| *piece != "[DONE]") {
            let chunk: Chunk = serde_json::from_str(piece).map_err(|_| self.server.strange(body))?;
            if let Some(flow) = self.take(chunk, answer, on_token)? {
                return Ok(flow);
            }
        }
        match answer.is_finished() {
            true => Ok(ControlFlow::Continue(())),
            false => Err(self.server.strange(body)),
        }
    }

    async fn hear(
        &self,
        response: Response,
        answer: &mut Answer,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let server = &self.server;
        let mut length = 0;
        let bytes = response.bytes_stream().map(move |bytes| {
            let bytes = bytes.map_err(Broke::Connection)?;
            length += bytes.len();
            if length > LONGEST { Err(Broke::TooLong) } else { Ok(bytes) }
        });
        let mut events = std::pin::pin!(SseByteStream::new(bytes));
        loop {
            let event = match attend(events.next(), server.patience.between, on_token).await {
                Waited::Done(event) => event,
                Waited::Stopped => return Ok(ControlFlow::Break(())),
                // The last word has been said; some servers leave the line open.
                Waited::Silent if answer.is_finished() => return Ok(ControlFlow::Continue(())),
                Waited::Silent => return Err(server.silent(server.patience.between)),
            };
            let data = match event {
                Some(Ok(event)) => event.data.unwrap_or_default(),
                None | Some(Err(_)) if answer.is_finished() => return Ok(ControlFlow::Continue(())),
                Some(Err(sse_stream::Error::Body(why))) if matches!(why.downcast_ref(), Some(Broke::TooLong)) => {
                    return Err(server.endless());
                }
                None | Some(Err(_)) => return Err(server.broke_off()),
            };
            match data.trim() {
                "" => continue,
                "[DONE]" => return Ok(ControlFlow::Continue(())),
                data => {
                    let chunk: Chunk = serde_json::from_str(data).map_err(|_| server.broke_off())?;
                    if let Some(flow) = self.take(chunk, answer, on_token)? {
                        return Ok(flow);
                    }
                }
            }
        }
    }

    /// Adds a piece and passes its words on; breaks when the caller does.
    fn take(
        &self,
        chunk: Chunk,
        answer: &mut Answer,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Option<ControlFlow<()>>> {
        if let Some(error) = chunk.error.as_ref().filter(|error| !error.is_null()) {
            return Err(self.server.told(error));
        }
        let words = answer.add(chunk);
        let stopped = !words.is_empty() && on_token(&words).is_break() && !answer.is_finished();
        Ok(stopped.then_some(ControlFlow::Break(())))
    }
}

impl ChatModel for OpenAiChat {
    fn id(&self) -> &str {
        &self.id
    }

    fn weak(&self) -> bool {
        false
    }

    fn context_tokens(&self) -> usize {
        self.context_tokens
    }

    fn count_tokens(&self, text: &str) -> usize {
        estimate_tokens(text)
    }

    fn chat(
        &self,
        messages: &[ChatMessage],
        options: &ChatOptions,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ChatOutcome> {
        let words: usize = messages.iter().map(|message| message.content.split_whitespace().count()).sum();
        if words >= self.context_tokens {
            return Err(too_long(words, self.context_tokens));
        }
        let mut answer = Answer::default();
        let request = self.request(messages, options);
        let heard = self.server.runtime.block_on(self.talk(request, &mut answer, on_token));
        let mut outcome = match heard {
            Err(error) if answer.is_empty() => return Err(error),
            Err(error) => {
                let mut outcome = answer.outcome();
                outcome.stopped = Stopped::Incomplete;
                outcome.add_note(format!("This answer is incomplete: {error}"));
                outcome
            }
            Ok(ControlFlow::Break(())) => ChatOutcome { stopped: Stopped::Cancelled, ..answer.outcome() },
            Ok(ControlFlow::Continue(())) => answer.outcome(),
        };
        if matches!(outcome.stopped, Stopped::Cancelled | Stopped::Incomplete) {
            outcome.tool_calls.clear();
        }
        if let Some(note) = cut(messages, outcome.prompt_tokens) {
            outcome.add_note(note);
        }
        Ok(outcome)
    }
}

fn message(message: &ChatMessage) -> Value {
    let mut sent = json!({ "role": message.role.word(), "content": message.content });
    if !message.tool_calls.is_empty() {
        let call = |call: &super::chat::ToolCall| {
            json!({ "id": call.id, "type": "function", "function":
                { "name": call.name, "arguments": call.arguments } })
        };
        sent["tool_calls"] = message.tool_calls.iter().map(call).collect();
    }
    if let (Role::Tool, Some(id)) = (message.role, &message.answers) {
        sent["tool_call_id"] = id.as_str().into();
    }
    sent
}

/// Takes a field out of the request that the server does not know, if it can be done without.
fn without(request: &mut Value, field: Option<&str>) -> bool {
    let (Some(field), Some(request)) = (field, request.as_object_mut()) else { return false };
    let field = field.split('.').next().unwrap_or(field);
    match field {
        "temperature" | "seed" | "stream_options" => request.remove(field).is_some(),
        "max_tokens" => match request.remove(field) {
            Some(longest) => request.insert("max_completion_tokens".into(), longest).is_none(),
            None => false,
        },
        _ => false,
    }
}

/// Whether every object of the schema lists and requires all of its keys: what OpenAI calls strict, and refuses
/// to follow otherwise.
fn is_closed(schema: &Value) -> bool {
    match schema {
        Value::Object(map) => {
            let here = match map.get("properties").and_then(Value::as_object) {
                Some(properties) => {
                    let required = map.get("required").and_then(Value::as_array);
                    map.get("additionalProperties") == Some(&Value::Bool(false))
                        && required.is_some_and(|required| {
                            properties.keys().all(|key| required.iter().any(|name| name.as_str() == Some(key)))
                        })
                }
                None => map.get("type").and_then(Value::as_str) != Some("object"),
            };
            here && map.values().all(is_closed)
        }
        Value::Array(items) => items.iter().all(is_closed),
        _ => true,
    }
}
