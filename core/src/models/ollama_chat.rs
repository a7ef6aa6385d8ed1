//! Chat with a model in Ollama.
//!
//! The request is ollama-rs's; the answer is read here, because its stream drops a character that two
//! packets share, and passes over an error that comes in the middle without a word.

use std::ops::ControlFlow;
use std::sync::Arc;

use ollama_rs::generation::chat::request::ChatMessageRequest;
use ollama_rs::generation::chat::{ChatMessage as OllamaMessage, MessageRole};
use ollama_rs::generation::parameters::{FormatType, JsonStructure};
use ollama_rs::models::ModelOptions;
use serde::Deserialize;
use serde_json::{Value, json};

use super::attend::{Waited, attend};
use super::chat::{
    ChatMessage, ChatModel, ChatOptions, ChatOutcome, Role, Stopped, ToolCall, cut, estimate_tokens, too_long,
};
use super::ollama::Ollama;
use crate::error::{Error, Result};

/// The smallest context that is asked for. Only doubled, because Ollama loads the model anew for each other size.
const SMALLEST_CONTEXT: usize = 4096;

/// Longest line of an answer, in bytes. Far beyond what a model says; a server that sends more is not one.
const LONGEST_LINE: usize = 16 << 20;

/// A chat model in Ollama.
pub struct OllamaChat {
    ollama: Arc<Ollama>,
    model: String,
    id: String,
    context_tokens: usize,
}

impl OllamaChat {
    /// The model `model` with a context of at most `context_tokens`. What a prompt needs is sent with every
    /// request: left to itself, Ollama cuts prompts at 4,096 and says nothing. Memory grows with it.
    pub fn new(ollama: Arc<Ollama>, model: &str, context_tokens: usize) -> Self {
        Self { ollama, model: model.into(), id: format!("ollama:{model}"), context_tokens }
    }

    /// The context that a prompt and its answer need.
    fn needed(&self, messages: &[ChatMessage], options: &ChatOptions) -> usize {
        let prompt: usize = messages.iter().map(|message| estimate_tokens(&message.content) + 8).sum();
        let mut context = SMALLEST_CONTEXT;
        while context < prompt + options.max_tokens && context < self.context_tokens {
            context *= 2;
        }
        context.min(self.context_tokens)
    }

    fn request(&self, messages: &[ChatMessage], options: &ChatOptions) -> Result<Value> {
        let words = messages.iter().map(|message| {
            let role = match message.role {
                Role::System => MessageRole::System,
                Role::User => MessageRole::User,
                Role::Assistant => MessageRole::Assistant,
                Role::Tool => MessageRole::Tool,
            };
            OllamaMessage::new(role, message.content.clone())
        });
        let model_options = ModelOptions::default()
            .num_ctx(self.needed(messages, options) as u64)
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
        // Written here: ollama-rs has only tools that are Rust functions.
        if !options.tools.is_empty() {
            let tool = |tool: &super::chat::Tool| {
                json!({ "type": "function", "function":
                    { "name": tool.name, "description": tool.description, "parameters": inlined(&tool.input) } })
            };
            request["tools"] = options.tools.iter().map(tool).collect();
        }
        for (sent, message) in request["messages"].as_array_mut().into_iter().flatten().zip(messages) {
            let call = |call: &ToolCall| {
                let arguments: Value = serde_json::from_str(&call.arguments).unwrap_or_else(|_| json!({}));
                json!({ "function": { "name": call.name, "arguments": arguments } })
            };
            if !message.tool_calls.is_empty() {
                sent["tool_calls"] = message.tool_calls.iter().map(call).collect();
            }
        }
        Ok(request)
    }

    async fn talk(
        &self,
        request: &Value,
        outcome: &mut ChatOutcome,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<()> {
        let (ollama, patience) = (&self.ollama, self.ollama.patience);
        let url = format!("{}api/chat", ollama.client.url_str());
        let sent = ollama.http.post(url).json(request).send();
        let mut answer = match attend(sent, patience.work, on_token).await {
            Waited::Done(answer) => answer.map_err(|error| ollama.unreachable(&error))?,
            Waited::Silent => return Err(ollama.silent(patience.work)),
            Waited::Stopped => {
                outcome.stopped = Stopped::Cancelled;
                return Ok(());
            }
        };
        if !answer.status().is_success() {
            let body = tokio::time::timeout(patience.quick, answer.text()).await;
            let body = body.ok().and_then(|body| body.ok()).unwrap_or_default();
            return Err(ollama.refusal(&self.model, &body));
        }
        let mut lines = Lines::default();
        loop {
            let chunk = match attend(answer.chunk(), patience.between, on_token).await {
                Waited::Done(chunk) => chunk.map_err(|_| self.broke_off())?,
                Waited::Silent => return Err(ollama.silent(patience.between)),
                Waited::Stopped => {
                    outcome.stopped = Stopped::Cancelled;
                    return Ok(());
                }
            };
            let ended = chunk.is_none();
            for line in lines.push(chunk.as_deref().unwrap_or(b"\n")) {
                let line: Line = serde_json::from_slice(&line).map_err(|_| match line.starts_with(b"<") {
                    true => ollama.page(),
                    false => self.broke_off(),
                })?;
                if let Some(error) = &line.error {
                    return Err(ollama.refusal(&self.model, error));
                }
                if self.take(line, outcome, on_token) {
                    return Ok(());
                }
            }
            if ended || lines.rest.len() > LONGEST_LINE {
                return Err(self.broke_off());
            }
        }
    }

    /// Adds a line to the answer; says whether that was the last one.
    fn take(&self, line: Line, outcome: &mut ChatOutcome, on_token: &mut dyn FnMut(&str) -> ControlFlow<()>) -> bool {
        let said = line.message.unwrap_or_default();
        outcome.text.push_str(&said.content);
        for call in said.tool_calls {
            let id = format!("call_{}", outcome.tool_calls.len());
            let arguments = call.function.arguments.to_string();
            outcome.tool_calls.push(ToolCall { id, name: call.function.name, arguments });
        }
        let stopped = !said.content.is_empty() && on_token(&said.content).is_break();
        if line.done {
            outcome.prompt_tokens = line.prompt_eval_count.unwrap_or(0);
            outcome.completion_tokens = line.eval_count.unwrap_or(0);
            let cut = line.done_reason.as_deref() == Some("length");
            outcome.stopped = if cut { Stopped::Length } else { Stopped::End };
        } else if stopped {
            outcome.stopped = Stopped::Cancelled;
        }
        line.done || stopped
    }

    fn broke_off(&self) -> Error {
        Error::Model(
            "Ollama broke off before the answer was complete. Ask again; if it happens again, restart Ollama or choose a smaller model"
                .into(),
        )
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
        let mut outcome = ChatOutcome::empty();
        let heard = self.ollama.runtime().block_on(self.talk(&request, &mut outcome, on_token));
        match heard {
            Err(error) if outcome.text.is_empty() => return Err(error),
            Err(error) => {
                outcome.stopped = Stopped::Incomplete;
                outcome.add_note(format!("This answer is incomplete: {error}"));
            }
            Ok(()) => {}
        }
        if outcome.stopped != Stopped::End {
            outcome.tool_calls.clear();
        }
        if let Some(note) = cut(messages, outcome.prompt_tokens) {
            outcome.add_note(note);
        }
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

#[derive(Deserialize, Default)]
struct Said {
    #[serde(default)]
    content: String,
    #[serde(default)]
    tool_calls: Vec<Call>,
}

#[derive(Deserialize)]
struct Call {
    function: Function,
}

#[derive(Deserialize)]
struct Function {
    name: String,
    #[serde(default)]
    arguments: Value,
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
