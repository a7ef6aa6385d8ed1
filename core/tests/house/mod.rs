//! A profile in a temporary folder, at a fixed moment, asked through the front door.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

use std::path::PathBuf;
use std::sync::Arc;

use almanac_core::clock::FixedClock;
use almanac_core::jobs::{self, Tick};
use almanac_core::{Actor, App, Config, Kind};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const NOW: &str = "2026-11-21T10:00:00+01:00[Europe/Berlin]";

pub struct House {
    pub app: Arc<App>,
    pub clock: Arc<FixedClock>,
    pub folder: TempDir,
}

impl House {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(FixedClock::new(NOW.parse().unwrap()));
        let app = open(&folder, &clock).unwrap();
        Self { app, clock, folder }
    }

    /// Closes the profile and opens it again, as a restart would.
    pub fn restart(self) -> Self {
        let Self { app, clock, folder } = self;
        app.stop();
        drop(app);
        let app = open(&folder, &clock).unwrap();
        Self { app, clock, folder }
    }

    pub fn call(&self, name: &str, input: Value) -> Value {
        self.app.call(name, input).unwrap_or_else(|error| panic!("{name}: {error}")).data
    }

    pub fn fails(&self, name: &str, input: Value) -> (Kind, String) {
        let error = self.app.call(name, input).expect_err(name);
        (error.kind(), error.to_string())
    }

    pub fn task(&self, title: &str) -> i64 {
        self.call("tasks.create", json!({ "title": title }))["id"].as_i64().unwrap()
    }

    pub fn titles(&self, filter: &str) -> Vec<String> {
        let page = self.call("tasks.list", json!({ "filter": filter }));
        page["tasks"].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
    }

    /// Works the queue until nothing is due.
    pub fn process(&self) {
        while jobs::tick_queue(&self.app).unwrap() == Tick::Ran {}
    }

    /// Everything that a person made, for comparing.
    pub fn rows(&self) -> Value {
        self.call("data.export", Value::Null)["tables"].clone()
    }

    pub fn has_embedder(&self) -> bool {
        let there = self.app.models.embedder(&self.app).is_ok();
        if !there {
            println!("skipped: the embedding model is not on this computer; run `npm run models`");
        }
        there
    }
}

pub fn open(folder: &TempDir, clock: &Arc<FixedClock>) -> almanac_core::Result<Arc<App>> {
    App::open(Config {
        data_dir: folder.path().to_owned(),
        resource_dir: None,
        worker: PathBuf::from(env!("CARGO_BIN_EXE_almanac-worker")),
        actor: Actor::User,
        clock: Arc::clone(clock) as Arc<dyn almanac_core::clock::Clock>,
    })
}

/// A folder of the shared test material; says so when a checkout has none.
pub fn material(path: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: there is no test material {path} here");
    None
}

/// Pseudo-random and repeatable (Marsaglia: "Xorshift RNGs", 2003).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

/// Where these words stand in the rows of these tables, as SQLite accounts for its pages: place and length.
pub fn places(file: &std::path::Path, tables: &str, words: &[&str]) -> Vec<(usize, usize)> {
    let conn = rusqlite::Connection::open(file).unwrap();
    conn.execute_batch("pragma wal_checkpoint(truncate)").unwrap();
    let size: i64 = conn.query_row("pragma page_size", [], |row| row.get(0)).unwrap();
    let sql = format!("select pageno from dbstat where name in ({tables}) and pagetype in ('leaf', 'overflow')");
    let mut statement = conn.prepare(&sql).unwrap();
    let pages: Vec<i64> = statement.query_map([], |row| row.get(0)).unwrap().map(rusqlite::Result::unwrap).collect();
    let whole = std::fs::read(file).unwrap();
    let all = words.iter().flat_map(|word| {
        let found = whole.windows(word.len()).enumerate().filter(|(_, window)| *window == word.as_bytes());
        found.map(|(at, _)| (at, word.len())).collect::<Vec<_>>()
    });
    all.filter(|(at, _)| pages.contains(&(*at as i64 / size + 1))).collect()
}
