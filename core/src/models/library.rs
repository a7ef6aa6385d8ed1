//! The models in use: found, opened once, and let go again.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::catalogue::{self, Purpose};
use super::chat::ChatModel;
use super::embed::Embedder;
use super::minilm::MiniLm;
use super::ollama::Ollama;
use super::ollama_chat::OllamaChat;
use super::weights::WeightFolders;
use super::worker::{WorkerChat, WorkerConfig};
use super::{Runtime, cores};
use crate::error::{Error, Result};
use crate::settings::{self, Settings};
use crate::{App, Config};

/// How much Ollama is asked to read at once; it would silently cut longer prompts at less.
const OLLAMA_CONTEXT: usize = 8192;

/// Every model that this process has open.
pub struct Models {
    pub(super) folders: WeightFolders,
    pub(super) runtime: Arc<Runtime>,
    worker: PathBuf,
    embedders: Mutex<Vec<Arc<dyn Embedder>>>,
    chat: Mutex<Option<Arc<WorkerChat>>>,
}

impl Models {
    /// Opens nothing yet.
    ///
    /// # Errors
    /// The runtime for outgoing calls cannot be made.
    pub fn new(config: &Config) -> Result<Self> {
        let bundled = config.resource_dir.as_ref().map(|folder| folder.join("models"));
        let folders = WeightFolders::new(bundled, config.data_dir.join("models"), super::shared_folders());
        Ok(Self {
            folders,
            runtime: Arc::new(Runtime::new()?),
            worker: config.worker.clone(),
            embedders: Mutex::default(),
            chat: Mutex::default(),
        })
    }

    /// The embedding model that the settings name, opened at the first call.
    ///
    /// # Errors
    /// [`Error::NeedsModel`] when its weights are not on this computer.
    pub fn embedder(&self, app: &App) -> Result<Arc<dyn Embedder>> {
        let wanted = app.db.read(settings::read)?.embed_model;
        self.embedder_named(wanted.strip_prefix("builtin:").unwrap_or(&wanted))
    }

    /// The embedding model of this id, opened at the first call. While an index is rebuilt two are in use.
    ///
    /// # Errors
    /// [`Error::NeedsModel`] when its weights are not on this computer.
    pub fn embedder_named(&self, id: &str) -> Result<Arc<dyn Embedder>> {
        let mut open = lock(&self.embedders);
        if let Some(embedder) = open.iter().find(|embedder| embedder.id() == id) {
            return Ok(Arc::clone(embedder));
        }
        let folder = self.folders.locate(id).ok_or_else(|| {
            Error::NeedsModel(format!("the embedding model {id} is not on this computer yet. Fetch it in Settings, or run `almanac models pull {id}`"))
        })?;
        let embedder: Arc<dyn Embedder> = Arc::new(MiniLm::open(&folder, cores())?);
        open.push(Arc::clone(&embedder));
        Ok(embedder)
    }

    /// Takes in an embedding model that was opened elsewhere; it is found by its id from now on.
    pub fn lend(&self, embedder: Arc<dyn Embedder>) {
        let mut open = lock(&self.embedders);
        open.retain(|other| other.id() != embedder.id());
        open.push(embedder);
    }

    /// The model that puts answers into words, if the settings ask for one: with `auto` that is one that
    /// is not weak, with `extractive` none.
    ///
    /// # Errors
    /// The chosen model is not there, or may not be asked.
    pub fn chat(&self, app: &App) -> Result<Option<Arc<dyn ChatModel>>> {
        let settings = app.db.read(settings::read)?;
        match settings.chat_model.as_str() {
            "extractive" => Ok(None),
            "auto" => {
                let strong = catalogue::for_purpose(Purpose::Chat)
                    .find(|set| !set.weak && self.folders.locate(set.id).is_some());
                strong.map(|set| self.built_in(set.id)).transpose()
            }
            chosen => self.named(&settings, chosen).map(Some),
        }
    }

    /// A chat model by its name in the settings.
    pub(super) fn named(&self, settings: &Settings, name: &str) -> Result<Arc<dyn ChatModel>> {
        match name.split_once(':') {
            Some(("builtin", id)) => self.built_in(id),
            Some(("ollama", model)) => {
                let ollama = Arc::new(self.ollama(settings)?);
                Ok(Arc::new(OllamaChat::new(ollama, model, OLLAMA_CONTEXT)))
            }
            _ => Err(Error::invalid(format!("{name} is not a model; write builtin:ID or ollama:NAME"))),
        }
    }

    /// The Ollama server of the settings. Only an address on this computer is asked while *local only* is on.
    pub(super) fn ollama(&self, settings: &Settings) -> Result<Ollama> {
        let ollama = Ollama::new(Arc::clone(&self.runtime), &settings.ollama_address)?;
        if settings.local_only && !is_local(&settings.ollama_address) {
            return Err(Error::Offline(format!(
                "{} is another computer, and Almanac is set to stay on this one. Change that in Settings, or use a local model",
                settings.ollama_address
            )));
        }
        Ok(ollama)
    }

    fn built_in(&self, id: &str) -> Result<Arc<dyn ChatModel>> {
        let mut open = lock(&self.chat);
        if let Some(chat) = open.as_ref().filter(|chat| chat.id() == id) {
            return Ok(Arc::clone(chat) as Arc<dyn ChatModel>);
        }
        let set = catalogue::find(id).filter(|set| set.purpose == Purpose::Chat);
        let set = set.ok_or_else(|| Error::invalid(format!("{id} is no chat model that Almanac knows")))?;
        let folder = self.folders.locate(id).ok_or_else(|| {
            Error::NeedsModel(format!("the chat model {id} is not on this computer yet. Fetch it in Settings, or run `almanac models pull {id}`"))
        })?;
        let file = set.files.first().ok_or_else(|| Error::internal("a model without a file"))?;
        let chat =
            Arc::new(WorkerChat::new(WorkerConfig::new(self.worker.clone(), folder.join(file.name), id, set.weak)));
        *open = Some(Arc::clone(&chat));
        Ok(chat)
    }

    /// Frees the memory of every model; the next call opens it again.
    pub fn unload(&self) {
        lock(&self.embedders).clear();
        if let Some(chat) = lock(&self.chat).take() {
            chat.unload();
        }
    }
}

/// Whether an address leads to this computer itself.
fn is_local(address: &str) -> bool {
    let with_scheme = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    reqwest::Url::parse(&with_scheme).is_ok_and(|url| match url.host_str() {
        Some("localhost" | "[::1]" | "0.0.0.0") => true,
        Some(host) => host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback()),
        None => false,
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_computer_is_told_from_others() {
        for local in ["http://127.0.0.1:11434", "localhost:11434", "http://[::1]:1", "127.8.8.8"] {
            assert!(super::is_local(local), "{local}");
        }
        for other in [
            "http://10.0.0.2:11434",
            "http://localhost.example.org",
            "https://example.org",
            "http://127.0.0.1.example.org",
        ] {
            assert!(!super::is_local(other), "{other}");
        }
    }
}
