//! Writes that somebody waits for, alone and while the queue stores vectors.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use almanac_core::App;
use almanac_core::db::WriteTx;
use almanac_core::models::Embedder;
use rusqlite::Connection;
use serde_json::json;

use super::data::{self, DIMENSIONS, Random, STORE};
use super::{Contestant, Round};

/// Writes in a round.
const WRITES: usize = 100;

/// Vectors that the queue stores at a time: those of one long document.
const BATCH: i64 = 64;

fn waits(mut write: impl FnMut(usize)) -> Round {
    let wait = |at| {
        let began = Instant::now();
        write(at);
        began.elapsed().as_secs_f64() * 1e3
    };
    Round { units: WRITES, answers: Vec::new(), waits: (0..WRITES).map(wait).collect() }
}

fn create_task(app: &App, at: usize) {
    app.call("tasks.create", json!({ "title": format!("Buy {at} litres of milk") })).unwrap();
}

/// Writes at moments of their own, as a person's are: one after the other they would all fall between two batches
/// and hardly meet one.
fn now_and_then(mut write: impl FnMut(usize)) -> Round {
    let mut random = Random::new(6);
    let mut round = Round { units: WRITES, answers: Vec::new(), waits: Vec::new() };
    for at in 0..WRITES {
        std::thread::sleep(Duration::from_micros(random.below(24_000) as u64));
        let began = Instant::now();
        write(at);
        round.waits.push(began.elapsed().as_secs_f64() * 1e3);
    }
    round
}

/// A copy of the profile, so that what is written here is nobody else's work.
fn written(folder: &Path, name: &str) -> PathBuf {
    let copy = folder.join(name);
    std::fs::create_dir_all(&copy).unwrap();
    for file in std::fs::read_dir(data::profile(folder)).unwrap().map(Result::unwrap) {
        if file.file_type().unwrap().is_file() {
            std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
    }
    copy
}

/// A task created: checked, recorded for undo, indexed, synced to the disk.
pub(crate) struct Acknowledged(Arc<App>);

impl Acknowledged {
    pub(crate) fn open(folder: &Path) -> Self {
        Self(data::open(&written(folder, "written")))
    }
}

impl Contestant for Acknowledged {
    fn round(&mut self) -> Round {
        // The app does this while nobody writes.
        self.0.db.checkpoint().unwrap();
        waits(|at| create_task(&self.0, at))
    }
}

/// One row into one table, with the same durability.
pub(crate) struct BareCommit(Connection);

impl BareCommit {
    pub(crate) fn open(folder: &Path) -> Self {
        Self(plain(&folder.join("bare.db")))
    }
}

impl Contestant for BareCommit {
    fn round(&mut self) -> Round {
        waits(|at| insert(&self.0, at))
    }
}

fn plain(path: &Path) -> Connection {
    let file = Connection::open(path).unwrap();
    file.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full;
         create table if not exists task (id integer primary key, title text not null)",
    )
    .unwrap();
    file.busy_timeout(Duration::from_secs(20)).unwrap();
    file
}

fn insert(file: &Connection, at: usize) {
    file.execute("insert into task (title) values (?1)", [format!("Buy {at} litres of milk")]).unwrap();
}

/// Runs `store` over and over beside `work`, with a passage embedded before each, as the queue does.
fn beside(stop: &Arc<AtomicBool>, mut store: impl FnMut() + Send + 'static) -> std::thread::JoinHandle<()> {
    let weights = almanac_core::models::shared_folders();
    let weights = weights.into_iter().map(|folder| folder.join("all-minilm-l6-v2")).find(|folder| folder.is_dir());
    let model = almanac_core::models::minilm::MiniLm::open(&weights.unwrap(), 1).unwrap();
    let stop = Arc::clone(stop);
    std::thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            model.embed(&["A short line that is to be found again".into()]).unwrap();
            store();
        }
    })
}

const FORGET: &str = "delete from vec_1 where rowid = ?1";

fn vector() -> Vec<u8> {
    let x = 1.0 / (DIMENSIONS as f32).sqrt();
    std::iter::repeat_n(x.to_le_bytes(), DIMENSIONS).flatten().collect()
}

/// Runs `round` while `store` is done over and over beside it.
fn while_storing(store: impl FnMut() + Send + 'static, round: impl FnOnce() -> Round) -> Round {
    let stop = Arc::new(AtomicBool::new(false));
    let queue = beside(&stop, store);
    let round = round();
    stop.store(true, Ordering::Relaxed);
    queue.join().unwrap();
    round
}

fn store_vector(tx: &WriteTx<'_>, passage: i64, vector: &[u8]) -> almanac_core::Result<()> {
    tx.execute(FORGET, [passage])?;
    tx.execute(STORE, (passage, vector)).map(drop)
}

/// Tasks created while the app's one writer also serves the queue.
pub(crate) struct Foreground(Arc<App>);

impl Foreground {
    pub(crate) fn open(folder: &Path) -> Self {
        Self(data::open(&written(folder, "written")))
    }
}

impl Contestant for Foreground {
    fn round(&mut self) -> Round {
        let (app, vector) = (Arc::clone(&self.0), vector());
        let store = move || {
            let stored = app.db.write_derived_each(1..=BATCH, |tx, passage| store_vector(tx, passage, &vector));
            stored.unwrap();
        };
        while_storing(store, || now_and_then(|at| create_task(&self.0, at)))
    }
}

/// The usual arrangement for the same work on the same data: a connection for the person and one for the queue, a
/// transaction for each document, and SQLite's own waiting.
pub(crate) struct TwoConnections {
    person: Arc<App>,
    queue: Arc<App>,
}

impl TwoConnections {
    pub(crate) fn open(folder: &Path) -> Self {
        let profile = written(folder, "written-by-two");
        Self { person: data::open(&profile), queue: data::open(&profile) }
    }
}

impl Contestant for TwoConnections {
    fn round(&mut self) -> Round {
        let (app, vector) = (Arc::clone(&self.queue), vector());
        let store = move || {
            let stored =
                app.db.write_derived(|tx| (1..=BATCH).try_for_each(|passage| store_vector(tx, passage, &vector)));
            stored.unwrap();
        };
        while_storing(store, || now_and_then(|at| create_task(&self.person, at)))
    }
}
