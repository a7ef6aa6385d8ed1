//! The models in use: found, opened once, and let go again.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::address;
use super::catalogue::{self, Purpose};
use super::chat::ChatModel;
use super::embed::Embedder;
use super::keys::Keys;
use super::minilm::MiniLm;
use super::ollama::{Ollama, OllamaEmbedder};
use super::ollama_chat::OllamaChat;
use super::openai::OpenAi;
use super::openai_chat::OpenAiChat;
use super::openai_embed::OpenAiEmbedder;
use super::route::{Route, is_elsewhere};
use super::servers::{self, Server, stays_here};
use super::weights::WeightFolders;
use super::worker::{WorkerChat, WorkerConfig};
use super::{Runtime, cores};
use crate::error::{Error, Result};
use crate::settings::{self, Settings};
use crate::types::Timestamp;
use crate::{App, Config, words};

/// Most that Ollama is asked to read at once; memory grows with it.
const OLLAMA_CONTEXT: usize = 16_384;

/// What a server is given at most: its protocol cannot be asked. Programs on this computer are often set to less.
const SERVER_CONTEXT: usize = 8192;
const LOCAL_SERVER_CONTEXT: usize = 4096;

/// What an embedding model elsewhere is given at most, in tokens.
const EMBED_WINDOW: usize = 512;

/// An embedding model that nobody asked for so long, in milliseconds, is let go.
const IDLE_MS: i64 = 10 * 60 * 1000;

words! {
    /// What a model is used for.
    Use {
        /// Putting answers into words.
        Chat = "chat",
        /// Working on what comes in: summaries, tags.
        Enrich = "enrich",
        /// Finding by meaning.
        Embed = "embed",
    }
}

/// An open embedding model, and when it was last asked for; one that was lent is never let go.
struct Open {
    embedder: Arc<dyn Embedder>,
    used: Option<Timestamp>,
}

/// Every model that this process has open.
pub struct Models {
    pub(super) folders: WeightFolders,
    pub(super) runtime: Arc<Runtime>,
    pub(super) keys: Keys,
    /// The downloads under way, by model, with their stop.
    pub(super) pulls: Mutex<HashMap<String, Arc<AtomicBool>>>,
    worker: PathBuf,
    embedders: Mutex<Vec<Open>>,
    chat: Mutex<Option<Arc<WorkerChat>>>,
    /// What models in Ollama read at once, by name.
    contexts: Mutex<HashMap<String, usize>>,
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
            keys: Keys::new(),
            pulls: Mutex::default(),
            worker: config.worker.clone(),
            embedders: Mutex::default(),
            chat: Mutex::default(),
            contexts: Mutex::default(),
        })
    }

    /// The embedding model that the settings name, opened at the first call.
    ///
    /// # Errors
    /// [`Error::NeedsModel`] when its weights are not on this computer.
    pub fn embedder(&self, app: &App) -> Result<Arc<dyn Embedder>> {
        let wanted = app.db.read(settings::read)?.embed_model;
        self.embedder_named(app, &wanted)
    }

    /// The embedding model of this name, with or without `builtin:`, opened at the first call. While an index
    /// is rebuilt two are in use. Opening one elsewhere asks it once, to learn how long its vectors are.
    ///
    /// # Errors
    /// [`Error::NeedsModel`] when it is not there, [`Error::Offline`] when its server is not, or may not be asked.
    pub fn embedder_named(&self, app: &App, name: &str) -> Result<Arc<dyn Embedder>> {
        let id = name.strip_prefix("builtin:").unwrap_or(name);
        let settings = app.db.read(settings::read)?;
        let elsewhere = self.leaves(app, &settings, id)?;
        let mut open = lock(&self.embedders);
        if let Some(found) = open.iter_mut().find(|open| open.embedder.id() == id) {
            if let (true, Some(host)) = (settings.local_only, elsewhere) {
                return Err(Error::Offline(stays_here(&host)));
            }
            found.used = found.used.map(|_| now(app));
            return Ok(Arc::clone(&found.embedder));
        }
        let embedder: Arc<dyn Embedder> = match id.split_once(':') {
            Some(("ollama", model)) => {
                Arc::new(OllamaEmbedder::open(Arc::new(self.ollama(&settings)?), model, EMBED_WINDOW)?)
            }
            Some(("server", rest)) => {
                let (server, model) = self.server_model(app, rest)?;
                Arc::new(OpenAiEmbedder::open(Arc::new(self.server(&server)?), model, EMBED_WINDOW)?)
            }
            _ => {
                let folder = self.folders.locate(id).ok_or_else(|| self.absent("embedding", id))?;
                Arc::new(MiniLm::open(&folder, cores())?)
            }
        };
        open.push(Open { embedder: Arc::clone(&embedder), used: Some(now(app)) });
        Ok(embedder)
    }

    /// Takes in an embedding model that was opened elsewhere; it is found by its id from now on.
    pub fn lend(&self, embedder: Arc<dyn Embedder>) {
        let mut open = lock(&self.embedders);
        open.retain(|other| other.embedder.id() != embedder.id());
        open.push(Open { embedder, used: None });
    }

    /// The model that puts answers into words, if the settings ask for one: with `auto` that is one that
    /// is not weak, with `extractive` none.
    ///
    /// # Errors
    /// The chosen model is not there, or may not be asked, and there is no other to fall back on.
    pub fn chat(&self, app: &App) -> Result<Option<Arc<dyn ChatModel>>> {
        self.chat_for(app, Use::Chat)
    }

    /// The model for one use, with its fall-back.
    ///
    /// # Errors
    /// As [`Self::chat`].
    pub fn chat_for(&self, app: &App, what: Use) -> Result<Option<Arc<dyn ChatModel>>> {
        let settings = app.db.read(settings::read)?;
        let chosen = match what {
            Use::Enrich if !settings.enrich_model.is_empty() => &settings.enrich_model,
            _ => &settings.chat_model,
        };
        let first = match chosen.as_str() {
            "extractive" => return Ok(None),
            "auto" => match self.strongest() {
                Some(id) => self.built_in(id),
                None => return Ok(None),
            },
            chosen => self.named(app, &settings, chosen),
        };
        if settings.chat_fallback.is_empty() || settings.chat_fallback == *chosen {
            return first.map(Some);
        }
        let then = self.named(app, &settings, &settings.chat_fallback);
        match (first, then) {
            // What is put to a strong model is beyond a weak one; quoting does better then.
            (Ok(first), Ok(then)) if first.weak() || !then.weak() => Ok(Some(Arc::new(Route::new(first, then)))),
            (Ok(first), _) => Ok(Some(first)),
            (Err(why), Ok(then)) if is_elsewhere(&why) => Ok(Some(Arc::new(Route::instead(&why, then)))),
            (Err(why), _) => Err(why),
        }
    }

    /// The model that `auto` means: the largest on this computer that fits its memory.
    pub(super) fn strongest(&self) -> Option<&'static str> {
        let strong =
            catalogue::for_purpose(Purpose::Chat).filter(|set| !set.weak && self.folders.locate(set.id).is_some());
        let memory = super::memory::available().unwrap_or(u64::MAX);
        let fits = |set: &&catalogue::WeightSet| super::memory::needed(set.bytes()) <= memory;
        let strong: Vec<_> = strong.collect();
        let best = strong.iter().copied().filter(fits).max_by_key(|set| set.bytes());
        best.or_else(|| strong.into_iter().min_by_key(|set| set.bytes())).map(|set| set.id)
    }

    /// A chat model by its name in the settings.
    pub(super) fn named(&self, app: &App, settings: &Settings, name: &str) -> Result<Arc<dyn ChatModel>> {
        match name.split_once(':') {
            Some(("builtin", id)) => self.built_in(id),
            Some(("ollama", model)) => {
                let ollama = Arc::new(self.ollama(settings)?);
                let context = self.ollama_context(&ollama, model)?;
                Ok(Arc::new(OllamaChat::new(ollama, model, context)))
            }
            Some(("server", rest)) => {
                let (server, model) = self.server_model(app, rest)?;
                let context = if server.local { LOCAL_SERVER_CONTEXT } else { SERVER_CONTEXT };
                Ok(Arc::new(OpenAiChat::new(Arc::new(self.server(&server)?), model, context)))
            }
            _ => Err(Error::invalid(format!(
                "{name} is not a model; write builtin:ID, ollama:NAME or server:NAME/MODEL"
            ))),
        }
    }

    /// The other computer that a model runs on; nothing when it is this one.
    pub(super) fn leaves(&self, app: &App, settings: &Settings, name: &str) -> Result<Option<String>> {
        let address = match name.split_once(':') {
            Some(("ollama", _)) => settings.ollama_address.clone(),
            Some(("server", rest)) => self.server_model(app, rest)?.0.address,
            _ => return Ok(None),
        };
        Ok((!address::is_local(&address)).then(|| address::host(&address)))
    }

    /// The Ollama server of the settings. Only an address on this computer is asked while *local only* is on.
    pub(super) fn ollama(&self, settings: &Settings) -> Result<Ollama> {
        let ollama = Ollama::new(Arc::clone(&self.runtime), &settings.ollama_address)?;
        if settings.local_only && !address::is_local(&settings.ollama_address) {
            return Err(Error::Offline(format!(
                "{}. Change that in Settings, or use a local model",
                stays_here(&address::host(&settings.ollama_address))
            )));
        }
        Ok(ollama)
    }

    /// What a model in Ollama reads at once, asked once.
    fn ollama_context(&self, ollama: &Ollama, model: &str) -> Result<usize> {
        if let Some(context) = lock(&self.contexts).get(model) {
            return Ok(*context);
        }
        let known = ollama.details(model)?.context_tokens;
        let context = known.map_or(OLLAMA_CONTEXT / 2, |tokens| tokens.min(OLLAMA_CONTEXT));
        lock(&self.contexts).insert(model.into(), context);
        Ok(context)
    }

    /// A server, unless it may not be asked.
    pub(super) fn server(&self, server: &Server) -> Result<OpenAi> {
        if let Some(why) = &server.refused {
            return Err(Error::Offline(format!("{why}. Change that in Settings, or use a local model")));
        }
        let key = server.key.map(|place| self.keys.get(&server.name, place)).transpose()?;
        OpenAi::new(Arc::clone(&self.runtime), &server.name, &server.address, server.unencrypted, key)
    }

    /// The server of `NAME/MODEL`, and the model.
    fn server_model<'a>(&self, app: &App, rest: &'a str) -> Result<(Server, &'a str)> {
        let (name, model) = rest
            .split_once('/')
            .filter(|(_, model)| !model.is_empty())
            .ok_or_else(|| Error::invalid(format!("{rest} names no model; write server:NAME/MODEL")))?;
        let server = app.db.read(|tx| servers::by_name(tx, name))?.ok_or_else(|| {
            Error::NeedsModel(format!("there is no server {name} (any more). Choose another model in Settings"))
        })?;
        Ok((server, model))
    }

    fn built_in(&self, id: &str) -> Result<Arc<dyn ChatModel>> {
        let mut open = lock(&self.chat);
        if let Some(chat) = open.as_ref().filter(|chat| chat.id() == id) {
            return Ok(Arc::clone(chat) as Arc<dyn ChatModel>);
        }
        let set = catalogue::find(id).filter(|set| set.purpose == Purpose::Chat);
        let set = set.ok_or_else(|| Error::invalid(format!("{id} is no chat model that Almanac knows")))?;
        let folder = self.folders.locate(id).ok_or_else(|| self.absent("chat", id))?;
        let file = set.files.first().ok_or_else(|| Error::internal("a model without a file"))?;
        let chat =
            Arc::new(WorkerChat::new(WorkerConfig::new(self.worker.clone(), folder.join(file.name), id, set.weak)));
        *open = Some(Arc::clone(&chat));
        Ok(chat)
    }

    /// The error for weights that cannot be used: not there, or no longer what they were.
    fn absent(&self, kind: &str, id: &str) -> Error {
        let what = match self.folders.is_damaged(id) {
            true => "has a damaged file: it was cut short or changed",
            false => "is not on this computer yet",
        };
        Error::NeedsModel(format!(
            "the {kind} model {id} {what}. Fetch it in Settings, or run `almanac models pull {id}`"
        ))
    }

    /// Lets go of the embedding models that nobody asked for in the last ten minutes. The chat model's own
    /// process ends after five.
    pub fn unload_idle(&self, now: Timestamp) {
        // Busy with opening one is not idle.
        let Ok(mut open) = self.embedders.try_lock() else { return };
        open.retain(|open| open.used.is_none_or(|used| now.0 - used.0 < IDLE_MS));
    }

    /// Frees the memory of every model; the next call opens it again.
    pub fn unload(&self) {
        lock(&self.embedders).clear();
        if let Some(chat) = lock(&self.chat).take() {
            chat.unload();
        }
    }

    /// The names of the models that are in memory now; none while one is being opened.
    pub fn open(&self) -> Vec<String> {
        let embedders =
            self.embedders.try_lock().map(|open| open.iter().map(|one| one.embedder.id().to_owned()).collect());
        embedders.unwrap_or_default()
    }

    /// Ids of the embedding models that are open.
    #[cfg(test)]
    pub(super) fn open_embedders(&self) -> Vec<String> {
        lock(&self.embedders).iter().map(|open| open.embedder.id().to_owned()).collect()
    }
}

fn now(app: &App) -> Timestamp {
    Timestamp::from(&app.config.clock.now())
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
