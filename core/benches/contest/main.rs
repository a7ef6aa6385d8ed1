//! One contestant of `npm run bench`: does a round of work each time a line arrives, and answers with what
//! the round cost.
//!
//! `contest vectors FOLDER N`, `contest profile FOLDER N` and `contest life FOLDER N` write the data; `contest NAME
//! FOLDER N` prepares and then waits for lines. The driver runs contestants in turn, so that whatever else the machine
//! does hits both sides alike.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may stop where it fails, and prints")]

mod data;
mod embedding;
mod pages;
mod text;
mod vectors;
mod writes;

use std::io::BufRead;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// What a contestant does in one round.
pub(crate) trait Contestant {
    fn round(&mut self) -> Round;
}

/// What a round did.
pub(crate) struct Round {
    /// How many times the thing was done.
    pub(crate) units: usize,
    /// For each time the ids found, where the contest is about finding.
    pub(crate) answers: Vec<Vec<i64>>,
    /// Milliseconds of each time, where the contest is about waiting.
    pub(crate) waits: Vec<f64>,
}

impl Round {
    pub(crate) fn found(answers: Vec<Vec<i64>>) -> Self {
        Self { units: answers.len(), answers, waits: Vec::new() }
    }
}

/// Processor time of this process, all its threads together.
fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [name, folder, n] = words.as_slice() else {
        println!("usage: contest NAME FOLDER N; see scripts/bench.mjs");
        return;
    };
    let (folder, n) = (Path::new(folder), n.parse::<usize>().unwrap());
    match name.as_str() {
        "vectors" => return data::make_vectors(folder, n),
        "profile" => return data::make_profile(folder, n),
        "life" => return pages::make_life(folder, n),
        _ => {}
    }
    let began = processor();
    let mut contestant: Box<dyn Contestant> = match name.as_str() {
        "mirror" => Box::new(vectors::MirrorSearch::open(folder, n)),
        "vec0" => Box::new(vectors::TableSearch::open(folder)),
        "words" => Box::new(text::Words::open(folder)),
        "bm25" => Box::new(text::Bm25::open(folder)),
        "hybrid" => Box::new(text::Hybrid::open(folder)),
        "minilm" => Box::new(embedding::MiniLm::open(folder)),
        "commit" => Box::new(writes::Acknowledged::open(folder)),
        "bare-commit" => Box::new(writes::BareCommit::open(folder)),
        "foreground" => Box::new(writes::Foreground::open(folder)),
        "two-connections" => Box::new(writes::TwoConnections::open(folder)),
        other => match other.strip_prefix("page-") {
            Some(page) => Box::new(pages::Page::open(folder, page)),
            None => panic!("no contestant is called {other}"),
        },
    };
    println!("{}", json!({ "ready_ms": (processor() - began).as_secs_f64() * 1e3 }));
    for line in std::io::stdin().lock().lines() {
        line.unwrap();
        let (cpu, wall) = (processor(), Instant::now());
        let round = contestant.round();
        let each = 1e3 / round.units.max(1) as f64;
        let answer: Value = json!({
            "cpu_ms": (processor() - cpu).as_secs_f64() * each,
            "wall_ms": wall.elapsed().as_secs_f64() * each,
            "answers": round.answers,
            "waits": round.waits,
        });
        println!("{answer}");
    }
}
