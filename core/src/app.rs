//! The front door: one open profile, with its data, its models and its background work.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use serde_json::Value;

use crate::chat::Generations;
use crate::clock::{Clock, SystemClock};
use crate::db::Db;
use crate::db::changes::Actor;
use crate::documents::Decoder;
use crate::documents::child::Limits;
use crate::error::Result;
use crate::event::{Event, Events};
use crate::fetch::Fetcher;
use crate::jobs::{self, Lane};
use crate::models::Models;
use crate::operations::{self, Cancel, Reply};
use crate::rest::Rest;
use crate::types::Timestamp;

/// The program's identifier; the data folder carries this name.
pub const IDENTIFIER: &str = "app.almanac.desktop";

/// How often another process's writes are looked for.
const WATCH: Duration = Duration::from_millis(300);

/// What a face decides before the core opens.
pub struct Config {
    /// The folder of the profile.
    pub data_dir: PathBuf,
    /// The program's own resources, where an installed package brings model weights in `models`.
    pub resource_dir: Option<PathBuf>,
    /// The program that plays the child roles of [`crate::worker`].
    pub worker: PathBuf,
    /// Who asks, where a call does not say otherwise.
    pub actor: Actor,
    pub clock: Arc<dyn Clock>,
}

impl Config {
    /// The usual configuration for a folder: this computer's clock, this program as the worker.
    ///
    /// # Errors
    /// The running program cannot be found.
    pub fn new(data_dir: PathBuf, actor: Actor) -> Result<Self> {
        Ok(Self { data_dir, resource_dir: None, worker: std::env::current_exe()?, actor, clock: Arc::new(SystemClock) })
    }
}

/// One open profile.
pub struct App {
    pub db: Db,
    pub config: Config,
    pub models: Models,
    pub(crate) decoder: Decoder,
    pub(crate) fetcher: Fetcher,
    pub(crate) generations: Generations,
    pub(crate) search: crate::search::Memory,
    pub(crate) events: Arc<Events>,
    pub(crate) stop: Cancel,
}

impl App {
    /// Opens the profile. Nothing runs in the background until [`App::start`].
    ///
    /// # Errors
    /// The data file cannot be used; see [`Db::open`].
    pub fn open(config: Config) -> Result<Arc<Self>> {
        let events = Arc::new(Events::default());
        let db = Db::open(&config.data_dir, Arc::clone(&config.clock), Arc::clone(&events))?;
        let models = Models::new(&config)?;
        let decoder = Decoder { exe: config.worker.clone(), limits: Limits::default() };
        Ok(Arc::new(Self {
            db,
            config,
            models,
            decoder,
            fetcher: Fetcher::default(),
            generations: Generations::default(),
            search: crate::search::Memory::default(),
            events,
            stop: Cancel::default(),
        }))
    }

    /// Begins the background work: the lanes of the queue, and the watch for other processes' writes.
    ///
    /// # Errors
    /// A thread cannot be made.
    pub fn start(self: &Arc<Self>) -> Result<()> {
        crate::chat::recover(self)?;
        let app = Arc::clone(self);
        std::thread::Builder::new().name("quick".into()).spawn(move || jobs::run(&app, Lane::Quick))?;
        let app = Arc::clone(self);
        std::thread::Builder::new().name("queue".into()).spawn(move || jobs::run_queue(&app))?;
        let (app, seen) = (Arc::clone(self), self.db.data_version()?);
        std::thread::Builder::new().name("watch".into()).spawn(move || app.watch(seen))?;
        Ok(())
    }

    /// Asks the background work to end after the step that it is at.
    pub fn stop(&self) {
        self.stop.cancel();
        self.models.unload();
    }

    /// Runs an operation in the configured actor's name. Blocks until it is done.
    ///
    /// # Errors
    /// There is no such operation, its input does not fit, or what the operation answers.
    pub fn call(&self, name: &str, input: Value) -> Result<Reply> {
        self.call_as(self.config.actor, name, input)
    }

    /// Runs an operation in somebody's name.
    ///
    /// # Errors
    /// There is no such operation, its input does not fit, or what the operation answers.
    pub fn call_as(&self, actor: Actor, name: &str, input: Value) -> Result<Reply> {
        let operation = operations::find(name)?;
        (operation.run)(operation, self, actor, input)
    }

    /// Listens to everything that happens from now on.
    pub fn subscribe(&self) -> mpsc::Receiver<Event> {
        self.events.subscribe()
    }

    fn watch(&self, mut seen: i64) {
        let mut rest = Rest::new(self);
        while !self.stop.cancelled() {
            std::thread::sleep(WATCH);
            rest.look(self);
            self.models.unload_idle(Timestamp::from(&self.config.clock.now()));
            if let Err(error) = self.db.checkpoint() {
                tracing::warn!(%error, "the log was not moved into the data file");
            }
            let now = self.db.data_version().unwrap_or(seen);
            if now != seen {
                seen = now;
                if let Ok(tables) = self
                    .db
                    .read(|tx| tx.all("select name from sqlite_schema where type = 'table'", [], |row| row.get(0)))
                {
                    self.events.send(&Event::Changed { tables });
                }
            }
        }
    }
}

/// Where a profile lives unless told otherwise.
pub fn data_dir_default() -> Option<PathBuf> {
    dirs::data_dir().map(|folder| folder.join(IDENTIFIER))
}
