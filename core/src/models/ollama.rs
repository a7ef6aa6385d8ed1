//! Ollama, a model server that many people already run: find it, list, fetch and delete its models,
//! and embed with them. Chat is in [`super::ollama_chat`].
//!
//! Every call has a time-out, because a server that is loading or swapping can be silent for ever.
//! The client uses no proxy: an address on this computer must not be asked for elsewhere.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use ollama_rs::error::OllamaError;
use ollama_rs::generation::embeddings::request::GenerateEmbeddingsRequest;
use ollama_rs::models::ModelOptions;
use serde::Serialize;

use super::Runtime;
pub use super::attend::Patience;
use super::chat::estimate_tokens;
use super::embed::{Embedder, unit};
use crate::error::{Error, Result};

/// Where Ollama listens unless told otherwise.
pub const DEFAULT_ADDRESS: &str = "http://127.0.0.1:11434";

/// A model that Ollama has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct OllamaModel {
    /// With its tag: "qwen3:4b".
    pub name: String,
    /// On disk.
    pub bytes: u64,
}

/// What Ollama says a model can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct OllamaDetails {
    /// Most tokens that the model was trained for; `None` when Ollama does not say.
    pub context_tokens: Option<usize>,
    /// Ollama's own words: "completion", "tools", "embedding", "vision", "thinking". Empty before 0.6.
    pub capabilities: Vec<String>,
}

/// How far a pull is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct PullProgress {
    /// Ollama's own words: "pulling manifest", "verifying sha256 digest" …
    pub status: String,
    /// Bytes of the layer being fetched; both 0 when nothing is.
    pub done: u64,
    pub total: u64,
}

/// A server at an address. Cheap to make: nothing is sent before something is asked.
pub struct Ollama {
    runtime: Arc<Runtime>,
    pub(super) client: ollama_rs::Ollama,
    pub(super) http: reqwest_ollama::Client,
    pub(super) patience: Patience,
}

impl Ollama {
    /// A server at `address`: `http://host:port`, where the scheme may be left out.
    ///
    /// # Errors
    /// [`Error::Invalid`] when this is no address.
    pub fn new(runtime: Arc<Runtime>, address: &str) -> Result<Self> {
        let address = address.trim();
        let (scheme, rest) = address.split_once("://").unwrap_or(("http", address));
        let rest = rest.trim_end_matches('/');
        // What servers listen on is not what clients can ask for.
        let rest = rest.strip_prefix("0.0.0.0").map_or(rest.to_string(), |port| format!("127.0.0.1{port}"));
        let address = format!("{scheme}://{rest}/");
        let url = ollama_rs::Ollama::try_new(&address)
            .ok()
            .map(|client| client.url().clone())
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .ok_or_else(|| Error::Invalid(format!("{address} is not an address. Write it like {DEFAULT_ADDRESS}")))?;
        let http = reqwest_ollama::Client::builder()
            .no_proxy()
            .connect_timeout(Duration::from_secs(5))
            .redirect(reqwest_ollama::redirect::Policy::none())
            .build()
            .map_err(Error::internal)?;
        let client = ollama_rs::Ollama::builder().url(url).reqwest_client(http.clone()).build();
        Ok(Self { runtime, client, http, patience: Patience::default() })
    }

    /// The same server with other time-outs.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// The address as a person would write it.
    pub fn address(&self) -> &str {
        self.client.url_str().trim_end_matches('/')
    }

    /// The server's version: the way to find out whether there is one.
    ///
    /// # Errors
    /// [`Error::Offline`] when nothing answers, [`Error::Model`] when something else does.
    pub fn version(&self) -> Result<String> {
        #[derive(serde::Deserialize)]
        struct Version {
            version: String,
        }
        let url = format!("{}api/version", self.client.url_str());
        let ask = async {
            let answer = self.http.get(url).send().await?.error_for_status()?;
            Ok::<_, OllamaError>(answer.json::<Version>().await?.version)
        };
        self.wait(self.patience.quick, "", ask)
    }

    /// The models that are there, in Ollama's order (last changed first).
    ///
    /// # Errors
    /// As [`Self::version`].
    pub fn list(&self) -> Result<Vec<OllamaModel>> {
        let models = self.wait(self.patience.quick, "", self.client.list_local_models())?;
        Ok(models.into_iter().map(|model| OllamaModel { name: model.name, bytes: model.size }).collect())
    }

    /// What a model can do.
    ///
    /// # Errors
    /// [`Error::NeedsModel`] when it is not there; otherwise as [`Self::version`].
    pub fn details(&self, model: &str) -> Result<OllamaDetails> {
        let info = self.wait(self.patience.quick, model, self.client.show_model_info(model.into()))?;
        let length = info.model_info.iter().find(|(key, _)| key.ends_with(".context_length"));
        let context_tokens = length.and_then(|(_, value)| usize::try_from(value.as_u64()?).ok());
        Ok(OllamaDetails { context_tokens, capabilities: info.capabilities })
    }

    /// Fetches a model. Ollama keeps what it has when this is interrupted, and goes on there.
    ///
    /// # Errors
    /// [`Error::Cancelled`]; [`Error::NeedsModel`] when there is no such model; otherwise as
    /// [`Self::version`].
    pub fn pull(&self, model: &str, progress: &mut dyn FnMut(PullProgress), cancel: &AtomicBool) -> Result<()> {
        let work = async {
            let stream = self.client.pull_model_stream(model.into(), false);
            let mut stream = self.limit(self.patience.work, model, stream).await?;
            let mut last = String::new();
            while let Some(status) = self.limit(self.patience.work, model, async { Ok(stream.next().await) }).await? {
                let status = status.map_err(|error| self.error(model, error))?;
                last.clone_from(&status.message);
                let (done, total) = (status.completed.unwrap_or(0), status.total.unwrap_or(0));
                progress(PullProgress { status: status.message, done, total });
            }
            match last.as_str() {
                "success" => Ok(()),
                _ => Err(Error::Offline(format!(
                    "Ollama stopped fetching {model}. Try again: it continues where it was"
                ))),
            }
        };
        self.runtime.block_on(async {
            tokio::select! {
                done = work => done,
                () = async {
                    while !cancel.load(Ordering::Relaxed) {
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                } => Err(Error::Cancelled),
            }
        })
    }

    /// Deletes a model from Ollama's disk.
    ///
    /// # Errors
    /// [`Error::NeedsModel`] when it is not there; otherwise as [`Self::version`].
    pub fn delete(&self, model: &str) -> Result<()> {
        self.wait(self.patience.quick, model, self.client.delete_model(model.into()))
    }

    /// Blocks on something for at most `limit`.
    fn wait<T>(&self, limit: Duration, model: &str, future: impl Future<Output = Result<T, OllamaError>>) -> Result<T> {
        self.runtime.block_on(self.limit(limit, model, future))
    }

    async fn limit<T>(
        &self,
        limit: Duration,
        model: &str,
        future: impl Future<Output = Result<T, OllamaError>>,
    ) -> Result<T> {
        match tokio::time::timeout(limit, future).await {
            Ok(done) => done.map_err(|error| self.error(model, error)),
            Err(_) => Err(self.silent(limit)),
        }
    }

    pub(super) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    pub(super) fn silent(&self, limit: Duration) -> Error {
        Error::Offline(format!(
            "Ollama at {} said nothing for {} seconds. It may be busy with another model: try again, or restart it",
            self.address(),
            limit.as_secs_f32().ceil()
        ))
    }

    pub(super) fn error(&self, model: &str, error: OllamaError) -> Error {
        match error {
            OllamaError::ReqwestError(error) => self.unreachable(&error),
            OllamaError::InternalError(error) => self.refusal(model, &error.message),
            OllamaError::Other(body) => self.refusal(model, &body),
            OllamaError::JsonError(_) | OllamaError::ToolCallError(_) => self.strange(),
        }
    }

    pub(super) fn unreachable(&self, error: &reqwest_ollama::Error) -> Error {
        if error.is_connect() || error.is_timeout() {
            return Error::Offline(format!(
                "Ollama is not running at {}. Start it, or use the built-in model",
                self.address()
            ));
        }
        if error.is_decode() || error.status().is_some() {
            return self.strange();
        }
        Error::Offline(format!("Ollama at {} broke off. Try again; if it happens again, restart it", self.address()))
    }

    /// The error for a page of the network in place of an answer.
    pub(super) fn page(&self) -> Error {
        Error::Offline(format!(
            "the network answered with a web page instead of Ollama at {}. Check the address, or log in to the network",
            self.address()
        ))
    }

    fn strange(&self) -> Error {
        Error::Model(format!(
            "what answers at {} does not speak like Ollama. Check the address, or update Ollama",
            self.address()
        ))
    }

    /// The error for what the server said, a JSON object with `error` or plain words.
    pub(super) fn refusal(&self, model: &str, body: &str) -> Error {
        let json: Option<serde_json::Value> = serde_json::from_str(body).ok();
        let words = json.as_ref().and_then(|json| json["error"].as_str()).unwrap_or(body);
        let words: String = words.trim().chars().take(300).collect();
        let missing = words.contains("not found") || words.contains("file does not exist");
        if missing && !model.is_empty() {
            return Error::NeedsModel(format!(
                "Ollama does not have the model {model}. Fetch it in Settings, or choose another one"
            ));
        }
        if body.trim_start().starts_with('<') {
            return self.page();
        }
        match words.is_empty() {
            true => self.strange(),
            false => Error::Model(format!("Ollama could not do it: {words}")),
        }
    }
}

/// An embedding model in Ollama.
pub struct OllamaEmbedder {
    ollama: Arc<Ollama>,
    model: String,
    id: String,
    dimensions: usize,
    window: usize,
}

impl OllamaEmbedder {
    /// Asks the model once, to learn how long its vectors are. `window` is in tokens.
    ///
    /// # Errors
    /// As [`Embedder::embed`].
    pub fn open(ollama: Arc<Ollama>, model: &str, window: usize) -> Result<Self> {
        let id = format!("ollama:{model}");
        let mut this = Self { ollama, model: model.into(), id, dimensions: 0, window };
        let answer = this.raw(vec!["How long is a vector?".into()])?;
        this.dimensions = answer.first().map_or(0, Vec::len);
        match this.dimensions {
            0 => Err(Error::Model(format!("{model} cannot embed. Choose an embedding model"))),
            _ => Ok(this),
        }
    }

    fn raw(&self, texts: Vec<String>) -> Result<Vec<Vec<f32>>> {
        let options = ModelOptions::default().num_ctx(self.window as u64);
        let request = GenerateEmbeddingsRequest::new(self.model.clone(), texts.into()).options(options).truncate(true);
        let ollama = &self.ollama;
        Ok(ollama.wait(ollama.patience.work, &self.model, ollama.client.generate_embeddings(request))?.embeddings)
    }
}

impl Embedder for OllamaEmbedder {
    fn id(&self) -> &str {
        &self.id
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn window(&self) -> usize {
        self.window
    }

    fn count_tokens(&self, text: &str) -> usize {
        estimate_tokens(text)
    }

    fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        let mut vectors = Vec::with_capacity(texts.len());
        for batch in texts.chunks(16) {
            let answer = self.raw(batch.to_vec())?;
            if answer.len() != batch.len() {
                return Err(Error::Model(format!(
                    "Ollama answered with {} vectors for {} texts. Update Ollama, or choose another model",
                    answer.len(),
                    batch.len()
                )));
            }
            for vector in answer {
                vectors.push(unit(vector, self.dimensions)?);
            }
        }
        Ok(vectors)
    }
}
