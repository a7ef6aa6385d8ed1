//! Killed at random moments of capture, import and processing: nothing that was acknowledged is lost and
//! nothing is there twice.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// How often; `ALMANAC_KILLS` says otherwise.
const KILLS: u64 = 50;

struct Victim(TempDir);

impl Victim {
    fn start(&self, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_almanac"))
            .env("ALMANAC_DATA_DIR", self.0.path())
            .args(arguments)
            .args(["--json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.start(arguments).wait_with_output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?} answered nothing"))
    }
}

/// Pseudo-random and repeatable (Marsaglia: "Xorshift RNGs", 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

#[test]
fn what_was_acknowledged_survives_every_kill() {
    let victim = Victim(TempDir::new().unwrap());
    let mut dice = Dice(0x1234_5678_9abc_def1);
    let kills = std::env::var("ALMANAC_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let (mut titles, mut documents) = (HashSet::new(), HashSet::new());
    victim.json(&["list"]);
    for round in 0..kills {
        let acknowledged = match round % 3 {
            0 => {
                let title = format!("Captured {round}");
                let made = killed(victim.start(&["add", &title]), dice.below(60));
                (made.is_some()).then(|| titles.insert(title));
                made
            }
            1 => {
                let file = victim.0.path().join(format!("{round}.jsonl"));
                let ids: Vec<String> = (0..40).map(|n| format!("{round}-{n}")).collect();
                let lines: Vec<String> = ids
                    .iter()
                    .map(|id| {
                        format!(
                            "{{\"_id\": \"{id}\", \"title\": \"T {id}\", \"text\": \"Document {id} about rivers.\"}}"
                        )
                    })
                    .collect();
                std::fs::write(&file, lines.join("\n")).unwrap();
                let made =
                    killed(victim.start(&["import", "--format", "jsonl", &file.display().to_string()]), dice.below(80));
                (made.is_some()).then(|| documents.extend(ids));
                made
            }
            _ => killed(victim.start(&["process"]), 30 + dice.below(400)),
        };
        drop(acknowledged);
    }
    assert!(!titles.is_empty() && !documents.is_empty(), "every kill came too early to prove anything");
    let export = victim.json(&["export"])["tables"].clone();
    let column = |table: &str, name: &str| -> Vec<String> {
        export[table].as_array().unwrap().iter().filter_map(|row| row[name].as_str().map(str::to_owned)).collect()
    };
    let kept_titles = column("task", "title");
    let kept_documents = column("item", "external_id");
    for title in &titles {
        assert_eq!(kept_titles.iter().filter(|kept| *kept == title).count(), 1, "{title}");
    }
    for id in &documents {
        assert!(kept_documents.contains(id), "{id} was acknowledged and is gone");
    }
    let distinct: HashSet<&String> = kept_documents.iter().collect();
    assert_eq!(distinct.len(), kept_documents.len(), "a document is there twice");
    assert_eq!(kept_documents.len() % 40, 0, "an import is there in part");
    // Jobs that died with their process three times wait for a person; asked again, all of them end well.
    victim.json(&["process"]);
    victim.json(&["call", "processing.retry", "{}"]);
    let status = victim.json(&["process", "--wait"]);
    let waiting_for_model = victim.json(&["models", "list"])[0]["installed"] == false;
    if !waiting_for_model {
        assert_eq!((status["queued"].as_i64(), status["needs_attention"].as_i64()), (Some(0), Some(0)), "{status}");
        assert_eq!(status["embedded"], status["passages"]);
        assert_eq!(status["passages"].as_u64().unwrap() as usize, kept_documents.len() + kept_titles.len());
    }
    let diagnosis = victim.json(&["doctor"]);
    for check in diagnosis["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["name"] != "embedding model" && check["name"] != "vectors")
    {
        assert_eq!(check["ok"], true, "{check}");
    }
    println!(
        "{kills} kills; {} captures and {} documents were acknowledged, all are there",
        titles.len(),
        documents.len()
    );
}

/// Lets the program run for so many milliseconds, then kills it. Answers what it had acknowledged: a whole
/// line on its standard output.
fn killed(mut child: Child, after: u64) -> Option<Value> {
    std::thread::sleep(Duration::from_millis(after));
    child.kill().unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    child.wait().unwrap();
    line.ends_with('\n').then(|| serde_json::from_str(&line).unwrap())
}
