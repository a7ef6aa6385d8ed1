//! A server that speaks OpenAI's protocol: OpenAI, Groq, Mistral, LM Studio, llama.cpp, vLLM and many more.
//!
//! Here is what all requests share: the address, the key, busy servers, and the words for what went wrong.
//! Chat is in [`super::openai_chat`], embedding in [`super::openai_embed`].
//!
//! A key goes nowhere but into the `Authorization` header of this one server: redirects are not followed, and
//! what the server says is freed of anything that looks like a key before it is shown or logged.

use std::sync::Arc;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use futures_util::StreamExt;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Response, StatusCode, Url};
use serde_json::Value;

use super::Runtime;
use super::address;
use super::attend::Patience;
use super::keys::Key;
use crate::error::{Error, Result};

/// Longest answer of any kind, in bytes. Far beyond what a model says; a server that sends more is not one.
pub(super) const LONGEST: usize = 16 << 20;

/// How often a busy server is asked again.
const AGAIN: usize = 4;

/// A server with its address and key. Cheap to make: nothing is sent before something is asked.
pub struct OpenAi {
    /// What the person calls it.
    name: String,
    base: Url,
    key: Option<Key>,
    pub(super) runtime: Arc<Runtime>,
    http: reqwest::Client,
    pub(super) patience: Patience,
}

/// Why a server did not do it.
pub(super) struct Refusal {
    pub(super) error: Error,
    /// Whether asking again may help, and after how long the server says so.
    pub(super) again: Option<Option<Duration>>,
    /// The field of the request that it does not know.
    pub(super) field: Option<String>,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { error, again: None, field: None }
    }
}

impl OpenAi {
    /// The server `name` at `address` (see [`address::base`]).
    ///
    /// # Errors
    /// [`Error::Invalid`] when the address may not be asked.
    pub fn new(runtime: Arc<Runtime>, name: &str, address: &str, unencrypted: bool, key: Option<Key>) -> Result<Self> {
        let base = address::base(address, unencrypted)?;
        let http = runtime.client(address::is_local(base.as_str()))?;
        Ok(Self { name: name.into(), base, key, runtime, http, patience: Patience::default() })
    }

    /// The same server with other time-outs.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// What the person calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether this is OpenAI itself, which has fields of its own.
    pub(super) fn is_openai(&self) -> bool {
        self.base.host_str() == Some("api.openai.com")
    }

    /// The names of the models that it offers, in its order, at most 2,000.
    ///
    /// # Errors
    /// [`Error::Offline`] when nothing answers, [`Error::NeedsModel`] when the key is refused, [`Error::Model`]
    /// when something else than such a server answers.
    pub fn models(&self) -> Result<Vec<String>> {
        let ask = async {
            let answer = self.send("models", None, self.patience.quick).await.map_err(|refusal| refusal.error)?;
            let body = self.body(answer).await?;
            let json: Value = serde_json::from_slice(&body).map_err(|_| self.strange(&body))?;
            let list =
                json["data"].as_array().or_else(|| json["models"].as_array()).ok_or_else(|| self.strange(&body))?;
            let name = |model: &Value| model["id"].as_str().or_else(|| model["name"].as_str()).map(String::from);
            Ok(list.iter().filter_map(name).take(2000).collect())
        };
        self.runtime.block_on(ask)
    }

    /// Sends a request, again after a pause while the server is busy. The answer's status is a good one.
    pub(super) async fn ask(&self, path: &str, body: &Value) -> Result<Response, Refusal> {
        let model = body["model"].as_str().unwrap_or_default();
        let longest = self.patience.longest_pause;
        let pauses = ExponentialBuilder::default()
            .with_min_delay(self.patience.pause)
            .with_max_delay(longest)
            .with_max_times(AGAIN)
            .with_jitter();
        (|| self.send(path, Some(body), self.patience.work))
            .retry(pauses)
            .when(|refusal: &Refusal| refusal.again.is_some_and(|after| after.is_none_or(|after| after <= longest)))
            .adjust(|refusal, pause| pause.map(|pause| refusal.again.flatten().map_or(pause, |after| after.max(pause))))
            .notify(|refusal, pause| tracing::info!(server = %self.name, model, ?pause, error = %refusal.error, "busy"))
            .await
    }

    async fn send(&self, path: &str, body: Option<&Value>, limit: Duration) -> Result<Response, Refusal> {
        let url = self.base.join(path).map_err(Error::internal)?;
        let request = match body {
            Some(body) => self.http.post(url).json(body),
            None => self.http.get(url),
        };
        let request = match &self.key {
            Some(key) => request.bearer_auth(key.reveal()),
            None => request,
        };
        let model = body.and_then(|body| body["model"].as_str()).unwrap_or_default();
        let answer = match tokio::time::timeout(limit, request.send()).await {
            Ok(answer) => answer.map_err(|error| self.unreachable(&error))?,
            Err(_) => return Err(self.silent(limit).into()),
        };
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        let after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let after = after.filter(|seconds: &f64| (0.0..1e6).contains(seconds)).map(Duration::from_secs_f64);
        let body = tokio::time::timeout(self.patience.quick, self.body(answer)).await;
        let body = body.ok().and_then(Result::ok).unwrap_or_default();
        Err(self.refusal(status, after, &body, model))
    }

    /// All of an answer, within [`LONGEST`].
    pub(super) async fn body(&self, answer: Response) -> Result<Vec<u8>> {
        let mut stream = answer.bytes_stream();
        let mut body = Vec::new();
        loop {
            let next = tokio::time::timeout(self.patience.between, stream.next()).await;
            match next.map_err(|_| self.silent(self.patience.between))? {
                Some(Ok(bytes)) if body.len() + bytes.len() > LONGEST => return Err(self.endless()),
                Some(Ok(bytes)) => body.extend_from_slice(&bytes),
                Some(Err(_)) => return Err(self.broke_off()),
                None => return Ok(body),
            }
        }
    }

    fn refusal(&self, status: StatusCode, after: Option<Duration>, body: &[u8], model: &str) -> Refusal {
        let name = &self.name;
        let json: Value = serde_json::from_slice(body).unwrap_or_default();
        let said = Said::read(&json);
        let code = said.code;
        let mut refusal = Refusal::from(match status.as_u16() {
            401 | 403 => Error::NeedsModel(format!("{name} refused the key. Enter it again in Settings")),
            402 => Error::Model(format!(
                "{name} says that there is no credit left. Choose another model, or see to it there"
            )),
            _ if code == "insufficient_quota" => Error::Model(format!(
                "{name} says that there is no credit left. Choose another model, or see to it there"
            )),
            404 if model.is_empty() || (code != "model_not_found" && said.words.is_empty()) => self.strange(body),
            404 => Error::NeedsModel(format!("{name} does not have the model {model}. Choose another one in Settings")),
            _ if code == "context_length_exceeded" || code == "exceed_context_size_error" || said.too_long() => {
                Error::Invalid(format!(
                    "this is too long for {model} at {name}. Give it fewer sources or a shorter text, or choose a model that reads more"
                ))
            }
            429 | 503 | 529 => Error::Model(match after {
                Some(after) => {
                    format!(
                        "{name} is busy. Try again in {} seconds, or choose another model",
                        after.as_secs_f32().ceil()
                    )
                }
                None => format!("{name} is busy. Try again in a moment, or choose another model"),
            }),
            _ if is_page(body) => self.page(),
            300..=399 => Error::Model(format!(
                "{name} has moved: it answers with a redirect, which is not followed because of the key. Check the address in Settings"
            )),
            number => Error::Model(match self.plain(&said.words) {
                words if words.is_empty() => format!("{name} could not do it (error {number}). Try again later"),
                words => format!("{name} could not do it: {words}"),
            }),
        });
        refusal.again = (matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504 | 529) && code != "insufficient_quota")
            .then_some(after);
        refusal.field = (status == StatusCode::BAD_REQUEST).then(|| said.field.map(String::from)).flatten();
        refusal
    }

    /// The error for an `error` that came instead of an answer, or in the middle of one.
    pub(super) fn told(&self, error: &Value) -> Error {
        let words = self.plain(&Said::of(error).words);
        Error::Model(match words.is_empty() {
            true => format!("{} could not do it. Try again later", self.name),
            false => format!("{} could not do it: {words}", self.name),
        })
    }

    /// A server's words, cut short and without anything like a key.
    fn plain(&self, words: &str) -> String {
        let mut words = match &self.key {
            Some(key) => words.replace(key.reveal(), "…"),
            None => words.to_owned(),
        };
        if ["sk-", "gsk_", "Bearer "].iter().any(|mark| words.contains(mark)) {
            let secret = |word: &&str| !(word.contains("sk-") || word.contains("gsk_"));
            words = words.split_whitespace().filter(secret).collect::<Vec<_>>().join(" ");
        }
        words.trim().chars().take(300).collect()
    }

    fn unreachable(&self, error: &reqwest::Error) -> Error {
        tracing::debug!(server = %self.name, error = %error.to_string(), "not reached");
        if !error.is_connect() && !error.is_timeout() {
            return self.broke_off();
        }
        match address::is_local(self.base.as_str()) {
            true => Error::Offline(format!(
                "{} is not running on this computer. Start it, or choose another model",
                self.name
            )),
            false => Error::Offline(format!(
                "{} cannot be reached at {}. Check the connection, or use a model on this computer",
                self.name,
                address::host(self.base.as_str())
            )),
        }
    }

    pub(super) fn silent(&self, limit: Duration) -> Error {
        Error::Offline(format!(
            "{} sent nothing for {} seconds. Try again, or choose another model",
            self.name,
            limit.as_secs_f32().ceil()
        ))
    }

    pub(super) fn broke_off(&self) -> Error {
        Error::Model(format!(
            "{} broke off before the answer was complete. Try again, or choose another model",
            self.name
        ))
    }

    pub(super) fn endless(&self) -> Error {
        Error::Model(format!(
            "{} sent far more than an answer, so it was stopped. Check the address in Settings",
            self.name
        ))
    }

    fn page(&self) -> Error {
        Error::Offline(format!(
            "the network answered with a web page instead of {}. You may have to log in to the network first; then try again",
            self.name
        ))
    }

    /// The error for an answer that is none.
    pub(super) fn strange(&self, body: &[u8]) -> Error {
        if is_page(body) {
            return self.page();
        }
        Error::Model(format!(
            "what answers at {} does not speak the protocol of OpenAI. Check the address in Settings",
            address::host(self.base.as_str())
        ))
    }
}

/// Whether an answer is announced as a stream of events.
pub(super) fn is_stream(answer: &Response) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("event-stream"))
}

fn is_page(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// What an error body says, in the shapes that servers use: `{"error": {…}}`, `{"error": "…"}`,
/// `{"message": "…"}`, `{"detail": …}`, `[{"error": …}]`.
struct Said<'a> {
    words: String,
    code: &'a str,
    field: Option<&'a str>,
}

impl<'a> Said<'a> {
    fn read(body: &'a Value) -> Self {
        let body = body.get(0).unwrap_or(body);
        Self::of(body.get("error").filter(|error| !error.is_null()).unwrap_or(body))
    }

    fn of(error: &'a Value) -> Self {
        let words = ["message", "detail", "error"].iter().find_map(|key| match error.get(key)? {
            Value::String(words) => Some(words.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        });
        let words = words.or_else(|| error.as_str().map(String::from)).unwrap_or_default();
        let code = error["code"].as_str().or_else(|| error["type"].as_str()).unwrap_or_default();
        Self { words, code, field: error["param"].as_str() }
    }

    fn too_long(&self) -> bool {
        let words = self.words.to_lowercase();
        words.contains("context length") || words.contains("context size") || words.contains("context window")
    }
}
