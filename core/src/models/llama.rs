//! A GGUF chat model, run by llama.cpp inside this process.
//!
//! llama.cpp is C++ and ends the process when something is wrong with a file or a graph. So nothing
//! but the worker process ([`super::worker::serve_chat`]) opens one of these.

use std::num::NonZeroU32;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::context::params::LlamaContextParams;
use llama_cpp_2::llama_backend::LlamaBackend;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::model::params::LlamaModelParams;
use llama_cpp_2::model::{LlamaChatMessage, LlamaChatTemplate, LlamaModel};
use llama_cpp_2::sampling::LlamaSampler;
use llama_cpp_2::token::LlamaToken;
use llama_cpp_2::{LogOptions, send_logs_to_tracing};

use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, Stopped, too_long};
use super::grammar;
use super::utf8::Utf8Pieces;
use crate::error::{Error, Result};

/// Prompt tokens between two looks at whether to stop: under a second on one old core.
const STRIDE: usize = 128;

/// A loaded model with one conversation's state.
pub struct Llama {
    id: String,
    weak: bool,
    context_tokens: usize,
    model: &'static LlamaModel,
    template: LlamaChatTemplate,
    /// Words that steer the template; they are taken out of what people write.
    control: Vec<String>,
    session: Mutex<Session>,
}

/// The state of llama.cpp: what it has read stays read, so that the next turn of the same
/// conversation only costs its new part.
struct Session {
    context: LlamaContext<'static>,
    read: Vec<LlamaToken>,
}

impl Llama {
    /// Loads a GGUF file. The weights stay in memory until the process ends: unloading is ending the
    /// worker.
    ///
    /// `context_tokens` is an upper limit; the model's own may be lower. `threads` as
    /// [`super::cores`] gives it: on busy cores more threads are several times slower.
    ///
    /// # Errors
    /// [`Error::Model`] when the file is not a model that llama.cpp can run.
    pub fn open(path: &Path, id: &str, weak: bool, context_tokens: usize, threads: usize) -> Result<Self> {
        let backend = backend()?;
        if !path.is_file() {
            return Err(Error::NeedsModel(format!(
                "the chat model {id} is not on this computer. Fetch it in Settings"
            )));
        }
        let params = LlamaModelParams::default().with_n_gpu_layers(0);
        let model = LlamaModel::load_from_file(backend, path, &params).map_err(|error| {
            Error::Model(format!(
                "the chat model {id} cannot be used ({error}). Remove it and fetch it again in Settings"
            ))
        })?;
        let model: &'static LlamaModel = Box::leak(Box::new(model));
        let context_tokens = context_tokens.min(model.n_ctx_train() as usize).max(256);
        let threads = i32::try_from(threads.max(1)).unwrap_or(1);
        let params = LlamaContextParams::default()
            .with_n_ctx(NonZeroU32::new(context_tokens as u32))
            .with_n_batch(512)
            .with_n_threads(threads)
            .with_n_threads_batch(threads);
        let context = model.new_context(backend, params).map_err(|error| {
            Error::Model(format!(
                "the chat model {id} cannot be started ({error}). Close other programs, or choose a smaller model"
            ))
        })?;
        let template = match model.chat_template(None) {
            Ok(template) => template,
            Err(_) => LlamaChatTemplate::new("chatml").map_err(Error::internal)?,
        };
        let vocab = model.vocab();
        let control = vocab
            .tokens()
            .filter(|&token| vocab.is_control(token))
            .filter_map(|token| vocab.text(token)?.to_str().ok().map(String::from))
            .filter(|text| text.len() > 2)
            .collect();
        let session = Mutex::new(Session { context, read: Vec::new() });
        Ok(Self { id: id.into(), weak, context_tokens, model, template, control, session })
    }

    fn prompt(&self, messages: &[ChatMessage]) -> Result<Vec<LlamaToken>> {
        let messages = messages
            .iter()
            .map(|message| LlamaChatMessage::new(message.role.word().into(), self.plain(&message.content)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(Error::internal)?;
        let text = self
            .model
            .apply_chat_template(&self.template, &messages, true)
            .map_err(|error| Error::Model(format!("the chat model's template cannot be used ({error})")))?;
        // The template brings its own beginning of text, where the model wants one.
        let vocab = self.model.vocab();
        let begins = vocab.text(vocab.bos()).and_then(|bos| bos.to_str().ok()).is_some_and(|bos| text.starts_with(bos));
        Ok(vocab.tokenize(text.as_bytes(), !begins, true))
    }

    /// A text without the words that would end the message and begin another one.
    fn plain(&self, text: &str) -> String {
        let mut text = text.replace('\0', "");
        // Again until nothing changes: removing one word can join the halves of another.
        while let Some(word) = self.control.iter().find(|word| text.contains(word.as_str())) {
            text = text.replace(word.as_str(), "");
        }
        text
    }

    fn sampler(&self, options: &ChatOptions) -> Result<LlamaSampler> {
        let mut chain = Vec::new();
        if let Some(schema) = &options.schema {
            let grammar = grammar::from_schema(schema)?;
            chain.push(LlamaSampler::grammar(self.model, &grammar, "root").map_err(|error| {
                Error::Model(format!("the chat model cannot answer in the shape that is asked for ({error})"))
            })?);
        }
        if options.temperature > 0.0 {
            chain.push(LlamaSampler::top_k(40));
            chain.push(LlamaSampler::top_p(0.95, 1));
            chain.push(LlamaSampler::temp(options.temperature));
            chain.push(LlamaSampler::dist(options.seed));
        } else {
            chain.push(LlamaSampler::greedy());
        }
        Ok(LlamaSampler::chain(chain, true))
    }
}

impl Session {
    /// Reads what of the prompt is not read yet. Breaks when `on_token` does.
    fn read(
        &mut self,
        prompt: &[LlamaToken],
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let same = self.read.iter().zip(prompt).take_while(|(a, b)| a == b).count();
        // The last token is always read again: its answer is wanted.
        let mut at = same.min(prompt.len().saturating_sub(1));
        let kept = self.context.clear_kv_cache_seq(Some(0), Some(at as u32), None).map_err(Error::internal)?;
        if !kept {
            self.context.clear_kv_cache();
            at = 0;
        }
        self.read.truncate(at);
        while at < prompt.len() {
            if on_token("").is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let end = prompt.len().min(at + STRIDE);
            self.decode(&prompt[at..end], end == prompt.len())?;
            at = end;
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Reads tokens; `answer` asks for the odds after the last one.
    fn decode(&mut self, tokens: &[LlamaToken], answer: bool) -> Result<()> {
        let mut batch = LlamaBatch::new(tokens.len(), 1);
        for (index, token) in tokens.iter().enumerate() {
            let position = i32::try_from(self.read.len() + index).map_err(Error::internal)?;
            let last = answer && index + 1 == tokens.len();
            batch.add(*token, position, &[0], last).map_err(Error::internal)?;
        }
        if let Err(error) = self.context.decode(&mut batch) {
            self.context.clear_kv_cache();
            self.read.clear();
            return Err(Error::Model(format!("the chat model failed ({error}). Ask again, or choose another model")));
        }
        self.read.extend_from_slice(tokens);
        Ok(())
    }
}

impl ChatModel for Llama {
    fn id(&self) -> &str {
        &self.id
    }

    fn weak(&self) -> bool {
        self.weak
    }

    fn context_tokens(&self) -> usize {
        self.context_tokens
    }

    fn count_tokens(&self, text: &str) -> usize {
        self.model.vocab().tokenize(text.as_bytes(), false, false).len()
    }

    fn chat(
        &self,
        messages: &[ChatMessage],
        options: &ChatOptions,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ChatOutcome> {
        crate::require!(
            options.tools.is_empty(),
            "the built-in model cannot use tools. Choose a model in Ollama or on a server for this"
        );
        let prompt = self.prompt(messages)?;
        // Some room must be left, or the answer would be cut after a word.
        let room = self.context_tokens.saturating_sub(prompt.len());
        if prompt.is_empty() || room < options.max_tokens.min(self.context_tokens / 8).max(1) {
            return Err(too_long(prompt.len(), self.context_tokens));
        }
        let mut sampler = self.sampler(options)?;
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let mut outcome = ChatOutcome { prompt_tokens: prompt.len(), stopped: Stopped::Length, ..ChatOutcome::empty() };
        if session.read(&prompt, on_token)?.is_break() {
            outcome.stopped = Stopped::Cancelled;
            return Ok(outcome);
        }
        let vocab = self.model.vocab();
        let mut pieces = Utf8Pieces::default();
        while outcome.completion_tokens < options.max_tokens.min(room) {
            let token = sampler.sample(&session.context, -1);
            if vocab.is_eog(token) {
                outcome.stopped = Stopped::End;
                break;
            }
            outcome.completion_tokens += 1;
            let piece = pieces.push(&vocab.token_to_piece(token, false, None));
            outcome.text.push_str(&piece);
            if on_token(&piece).is_break() {
                outcome.stopped = Stopped::Cancelled;
                break;
            }
            session.decode(&[token], true)?;
        }
        let rest = pieces.finish();
        if !rest.is_empty() {
            outcome.text.push_str(&rest);
            let _ = on_token(&rest);
        }
        Ok(outcome)
    }
}

fn backend() -> Result<&'static LlamaBackend> {
    static BACKEND: OnceLock<Option<LlamaBackend>> = OnceLock::new();
    let backend = BACKEND.get_or_init(|| {
        send_logs_to_tracing(LogOptions::default().with_logs_enabled(false));
        LlamaBackend::init().ok()
    });
    backend.as_ref().ok_or_else(|| Error::Model("the program for the built-in chat model cannot be started".into()))
}
