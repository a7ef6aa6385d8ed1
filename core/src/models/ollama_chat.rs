//! Chat with a model in Ollama.
//!
//! The request is ollama-rs's; the answer is read here, because its stream drops a character that two
//! packets share, and passes over an error that comes in the middle without a word.

use std::future::Future;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use ollama_rs::generation::chat::request::ChatMessageRequest;
use ollama_rs::generation::chat::{ChatMessage as OllamaMessage, MessageRole};
use ollama_rs::generation::parameters::{FormatType, JsonStructure};
use ollama_rs::models::ModelOptions;
use serde::Deserialize;
use serde_json::Value;

use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, Role, Stopped, estimate_tokens, too_long};
use super::ollama::Ollama;
use crate::error::{Error, Result};

/// How often a silent server gives the caller an occasion to stop.
const TICK: Duration = Duration::from_millis(200);

/// A chat model in Ollama.
pub struct OllamaChat {
    ollama: Arc<Ollama>,
    model: String,
    id: String,
    context_tokens: usize,
}

impl OllamaChat {
    /// The model `model` with a context of `context_tokens`, which is sent with every request: left to
    /// itself, Ollama cuts prompts at 4,096 and says nothing. Memory grows with it.
    pub fn new(ollama: Arc<Ollama>, model: &str, context_tokens: usize) -> Self {
        Self { ollama, model: model.into(), id: format!("ollama:{model}"), context_tokens }
    }

    fn request(&self, messages: &[ChatMessage], options: &ChatOptions) -> Result<Value> {
        let words = messages.iter().map(|message| {
            let role = match message.role {
                Role::System => MessageRole::System,
                Role::User => MessageRole::User,
                Role::Assistant => MessageRole::Assistant,
            };
            OllamaMessage::new(role, message.content.clone())
        });
        let model_options = ModelOptions::default()
            .num_ctx(self.context_tokens as u64)
            .num_predict(i32::try_from(options.max_tokens).unwrap_or(i32::MAX))
            .temperature(options.temperature)
            .seed((options.seed & 0x7fff_ffff) as i32);
        let mut request = ChatMessageRequest::new(self.model.clone(), words.collect()).options(model_options);
        if let Some(schema) = &options.schema {
            let schema = schemars::Schema::try_from(inlined(schema)).map_err(Error::internal)?;
            request = request.format(FormatType::StructuredJson(Box::new(JsonStructure::new_for_schema(schema))));
        }
        let mut request = serde_json::to_value(request)?;
        request["stream"] = true.into();
        Ok(request)
    }

    /// Refuses an answer to a prompt that the server cut. A word is a token at least, so fewer tokens
    /// than words were read only if some were left out.
    fn check_read(&self, messages: &[ChatMessage], read: Option<usize>) -> Result<()> {
        let words: usize = messages.iter().map(|message| message.content.split_whitespace().count()).sum();
        match read {
            Some(read) if read > 0 && read * 100 < words * 85 => Err(Error::Model(format!(
                "the model only read part of what it was given ({read} of at least {words} tokens), so its answer was discarded. Give it fewer sources, or choose a model that reads more than {} does here",
                self.model
            ))),
            _ => Ok(()),
        }
    }

    async fn talk(
        &self,
        request: &Value,
        outcome: &mut ChatOutcome,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Option<usize>> {
        let (ollama, patience) = (&self.ollama, self.ollama.patience);
        let url = format!("{}api/chat", ollama.client.url_str());
        let sent = ollama.http.post(url).json(request).send();
        let ControlFlow::Continue(answer) = self.attend(sent, patience.work, on_token).await? else {
            outcome.stopped = Stopped::Cancelled;
            return Ok(None);
        };
        let mut answer = answer.map_err(|error| ollama.unreachable(&error))?;
        if !answer.status().is_success() {
            let body = tokio::time::timeout(patience.quick, answer.text()).await;
            let body = body.ok().and_then(|body| body.ok()).unwrap_or_default();
            return Err(ollama.refusal(&self.model, &body));
        }
        let mut lines = Lines::default();
        loop {
            let chunk = self.attend(answer.chunk(), patience.between, on_token).await?;
            let ControlFlow::Continue(chunk) = chunk else {
                outcome.stopped = Stopped::Cancelled;
                return Ok(None);
            };
            let chunk = chunk.map_err(|_| self.broke_off(outcome))?;
            let ended = chunk.is_none();
            for line in lines.push(chunk.as_deref().unwrap_or(b"\n")) {
                let line: Line = serde_json::from_slice(&line).map_err(|_| self.broke_off(outcome))?;
                if let Some(error) = line.error {
                    return Err(ollama.refusal(&self.model, &error));
                }
                let piece = line.message.map(|message| message.content).unwrap_or_default();
                outcome.text.push_str(&piece);
                if !piece.is_empty() && !line.done && on_token(&piece).is_break() {
                    outcome.stopped = Stopped::Cancelled;
                    return Ok(None);
                }
                if line.done {
                    if !piece.is_empty() {
                        let _ = on_token(&piece);
                    }
                    outcome.prompt_tokens = line.prompt_eval_count.unwrap_or(0);
                    outcome.completion_tokens = line.eval_count.unwrap_or(0);
                    let cut = line.done_reason.as_deref() == Some("length");
                    outcome.stopped = if cut { Stopped::Length } else { Stopped::End };
                    return Ok(line.prompt_eval_count);
                }
            }
            if ended {
                return Err(self.broke_off(outcome));
            }
        }
    }

    /// Waits for the server, but neither for ever nor longer than the caller wants to.
    async fn attend<T>(
        &self,
        future: impl Future<Output = T>,
        limit: Duration,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ControlFlow<(), T>> {
        let mut future = std::pin::pin!(future);
        let mut waited = Duration::ZERO;
        loop {
            let tick = TICK.min(limit);
            if let Ok(value) = tokio::time::timeout(tick, &mut future).await {
                return Ok(ControlFlow::Continue(value));
            }
            waited += tick;
            if waited >= limit {
                return Err(self.ollama.silent(limit));
            }
            if on_token("").is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }

    fn broke_off(&self, outcome: &ChatOutcome) -> Error {
        Error::Model(format!(
            "Ollama broke off after {} characters of the answer. Ask again; if it happens again, restart Ollama or choose a smaller model",
            outcome.text.chars().count()
        ))
    }
}

impl ChatModel for OllamaChat {
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
        // Words are fewer than tokens: what has too many of them is too long for certain.
        let words: usize = messages.iter().map(|message| message.content.split_whitespace().count()).sum();
        if words >= self.context_tokens {
            return Err(too_long(words, self.context_tokens));
        }
        let request = self.request(messages, options)?;
        let mut outcome =
            ChatOutcome { text: String::new(), prompt_tokens: 0, completion_tokens: 0, stopped: Stopped::End };
        let read = self.ollama.runtime().block_on(self.talk(&request, &mut outcome, on_token))?;
        self.check_read(messages, read)?;
        Ok(outcome)
    }
}

/// One line of the answer.
#[derive(Deserialize)]
struct Line {
    error: Option<String>,
    message: Option<Said>,
    #[serde(default)]
    done: bool,
    done_reason: Option<String>,
    prompt_eval_count: Option<usize>,
    eval_count: Option<usize>,
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    content: String,
}

/// Lines out of packets that end anywhere.
#[derive(Default)]
struct Lines {
    rest: Vec<u8>,
}

impl Lines {
    fn push(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        for &byte in bytes {
            match byte {
                b'\n' => lines.push(std::mem::take(&mut self.rest)),
                _ => self.rest.push(byte),
            }
        }
        lines.retain(|line| !line.trim_ascii().is_empty());
        lines
    }
}

/// The schema with every `$ref` to one of its own definitions replaced by the definition, which
/// Ollama does not follow. A schema that contains itself keeps its sixteenth reference.
fn inlined(schema: &Value) -> Value {
    fn walk(value: &Value, root: &Value, refs: usize) -> Value {
        match value {
            Value::Object(map) => {
                let target = map.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix('#'));
                match target.and_then(|at| root.pointer(at)).filter(|_| refs < 16) {
                    Some(target) => walk(target, root, refs + 1),
                    None => map.iter().map(|(key, value)| (key.clone(), walk(value, root, refs))).collect(),
                }
            }
            Value::Array(items) => items.iter().map(|item| walk(item, root, refs)).collect(),
            other => other.clone(),
        }
    }
    let mut top = schema.clone();
    if let Some(map) = top.as_object_mut() {
        map.retain(|key, _| !matches!(key.as_str(), "$defs" | "definitions" | "$schema"));
    }
    walk(&top, schema, 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lines_do_not_mind_where_packets_end() {
        let text = "{\"a\":\"日本\"}\n\r\n{}\n";
        for size in 1..text.len() {
            let mut lines = Lines::default();
            let found: Vec<Vec<u8>> = text.as_bytes().chunks(size).flat_map(|chunk| lines.push(chunk)).collect();
            assert_eq!(found, ["{\"a\":\"日本\"}".as_bytes(), b"{}"]);
        }
    }

    #[test]
    fn definitions_are_written_out() {
        let schema = json!({
            "$schema": "x", "type": "object", "$defs": { "Day": { "type": "string" } },
            "properties": { "due": { "$ref": "#/$defs/Day" }, "all": { "items": { "$ref": "#/$defs/Day" } } }
        });
        let want = json!({
            "type": "object",
            "properties": { "due": { "type": "string" }, "all": { "items": { "type": "string" } } }
        });
        assert_eq!(inlined(&schema), want);
        let endless = json!({ "$defs": { "T": { "items": { "$ref": "#/$defs/T" } } }, "$ref": "#/$defs/T" });
        assert!(inlined(&endless).to_string().len() < 1000);
    }
}
