//! Killed at random moments of capture, edits, import, processing, backup and restore: nothing that was
//! acknowledged is lost and nothing is there twice.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Child;
use std::time::Duration;

use crate::victim::{Dice, Victim, kills};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the program has acknowledged.
#[derive(Clone, Default)]
struct Acknowledged {
    titles: HashSet<String>,
    documents: HashSet<String>,
    /// The words of the edited task: those of the newest acknowledged edit, or of a later attempt.
    edits: Vec<String>,
}

/// What is there.
struct Present {
    titles: Vec<String>,
    documents: Vec<String>,
    edit: String,
}

impl Present {
    fn read(victim: &Victim) -> Self {
        let tables = victim.json(&["export"])["tables"].clone();
        let column = |table: &str, name: &str| -> Vec<String> {
            let rows = tables[table].as_array().unwrap().iter();
            rows.filter_map(|row| row[name].as_str().map(str::to_owned)).collect()
        };
        let edit = tables["task"][0]["notes"].as_str().unwrap_or_default().to_owned();
        Self { titles: column("task", "title"), documents: column("item", "external_id"), edit }
    }

    fn missing(&self, all: &Acknowledged) -> Vec<String> {
        let mut missing: Vec<String> = all
            .titles
            .iter()
            .filter(|title| self.titles.iter().filter(|kept| kept == title).count() != 1)
            .chain(all.documents.iter().filter(|id| !self.documents.contains(id)))
            .cloned()
            .collect();
        if !all.edits.contains(&self.edit) {
            missing.push(format!("one of the edits {:?} instead of {:?}", all.edits, self.edit));
        }
        missing
    }
}

#[test]
fn what_was_acknowledged_survives_every_kill() {
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let victim = Victim::new(folder.path());
    let mut dice = Dice(0x1234_5678_9abc_def1);
    let kills = kills(48);
    victim.json(&["add", "The edited one"]);
    // Kills come before, while and after a command does its work, however fast this computer is.
    let started = std::time::Instant::now();
    victim.json(&["list"]);
    let pace = u64::try_from(started.elapsed().as_millis()).unwrap().max(10);
    let mut all = Acknowledged { edits: vec![String::new()], ..Acknowledged::default() };
    let mut backups: Vec<(PathBuf, Acknowledged)> = Vec::new();
    let (mut acknowledged, mut restored) = ([0; 6], 0);
    for round in 0..kills {
        let done = match round % 6 {
            0 => {
                let title = format!("Captured {round}");
                let made = killed(victim.start(&["add", &title]), dice.below(2 * pace));
                if made.is_some() {
                    all.titles.insert(title);
                }
                made
            }
            1 => {
                let file = elsewhere.path().join(format!("{round}.jsonl"));
                let ids: Vec<String> = (0..40).map(|n| format!("{round}-{n}")).collect();
                let line = |id: &String| {
                    json!({ "_id": id, "title": id, "text": format!("Document {id} about rivers.") }).to_string()
                };
                std::fs::write(&file, ids.iter().map(line).collect::<Vec<_>>().join("\n")).unwrap();
                let made = killed(
                    victim.start(&["import", "--format", "jsonl", &file.display().to_string()]),
                    dice.below(3 * pace),
                );
                if made.is_some() {
                    all.documents.extend(ids);
                }
                made
            }
            2 => {
                let words = format!("Edited in round {round}");
                let input = json!({ "ids": [1], "patch": { "notes": words } }).to_string();
                let made = killed(victim.start(&["call", "tasks.edit", &input]), dice.below(2 * pace));
                if made.is_some() {
                    all.edits.clear();
                }
                all.edits.push(words);
                made
            }
            3 => {
                let file = elsewhere.path().join(format!("{round}.db"));
                let made = killed(victim.start(&["backup", &file.display().to_string()]), dice.below(4 * pace));
                if made.is_some() {
                    assert!(victim.json(&["data", "verify", &file.display().to_string()])["by_manifest"] == true);
                    backups.push((file, all.clone()));
                } else if file.exists() {
                    assert!(victim.json(&["data", "verify", &file.display().to_string()])["content"].is_string());
                }
                made
            }
            4 if !backups.is_empty() => {
                let (file, then) = backups.last().unwrap();
                let made = killed(victim.start(&["restore", &file.display().to_string()]), dice.below(4 * pace));
                // Decided or not, it is all of one or all of the other.
                let present = Present::read(&victim);
                let (lost_now, lost_then) = (present.missing(&all), present.missing(then));
                assert!(
                    lost_then.is_empty() || (made.is_none() && lost_now.is_empty()),
                    "{lost_now:?} and {lost_then:?}"
                );
                if made.is_some() || !lost_now.is_empty() {
                    all = then.clone();
                    restored += 1;
                }
                made
            }
            _ => killed(victim.start(&["process"]), pace + dice.below(8 * pace)),
        };
        acknowledged[(round % 6) as usize] += u64::from(done.is_some());
        if round % 24 == 23 {
            assert_eq!(Present::read(&victim).missing(&all), Vec::<String>::new(), "in round {round}");
        }
    }
    let saved: u64 = acknowledged[..4].iter().sum();
    let proven = saved >= kills / 12 && saved < kills * 2 / 3;
    assert!(proven, "every kill came too early, or too late, to prove anything: {acknowledged:?} of {kills}");
    let present = Present::read(&victim);
    assert_eq!(present.missing(&all), Vec::<String>::new());
    let distinct: HashSet<&String> = present.documents.iter().collect();
    assert_eq!(distinct.len(), present.documents.len(), "a document is there twice");
    assert_eq!(present.documents.len() % 40, 0, "an import is there in part");
    // Jobs that died with their process three times wait for a person; asked again, all of them end well.
    victim.json(&["process"]);
    victim.json(&["call", "processing.retry", "{}"]);
    let status = victim.json(&["process", "--wait"]);
    if victim.json(&["models", "list"])[0]["installed"] != false {
        assert_eq!((status["queued"].as_i64(), status["needs_attention"].as_i64()), (Some(0), Some(0)), "{status}");
        assert_eq!(status["embedded"], status["passages"]);
        assert_eq!(status["passages"].as_u64().unwrap() as usize, present.documents.len() + present.titles.len());
    }
    victim.assert_healthy("at the end");
    println!(
        "{kills} kills: {} acknowledged before they came, {} backups, {restored} restores; {} captures and {} documents are all there",
        acknowledged.iter().sum::<u64>(),
        backups.len(),
        all.titles.len(),
        all.documents.len()
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
    let answer: Value = line.ends_with('\n').then(|| serde_json::from_str(&line).unwrap())?;
    answer.get("error").is_none().then_some(answer)
}
