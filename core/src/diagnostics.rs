//! Diagnostics: the health of this program and its data, in figures, without a word of what is in them. The same lines
//! are the page and the text that a person may send to somebody who helps.

use schemars::JsonSchema;
use serde::Serialize;
use sysinfo::{MemoryRefreshKind, ProcessRefreshKind, ProcessesToUpdate, System};
use ts_rs::TS;

use crate::data::doctor;
use crate::db::backup;
use crate::error::Result;
use crate::operations::Call;
use crate::types::Timestamp;
use crate::{operations, processing, settings, words};

operations! { "diagnostics";
    /// The health of this program, its data file, its queue and its models; nothing of what a person wrote.
    action[read] show(()) -> Diagnostics;
}

words! {
    /// How a fact is to be taken.
    Health { Plain = "plain", Good = "good", Attention = "attention" }
}

/// One line.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Fact {
    pub name: String,
    pub value: String,
    pub health: Health,
}

/// Lines about one thing.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FactGroup {
    pub title: String,
    pub facts: Vec<Fact>,
}

/// Everything that is known about the state of the program.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Diagnostics {
    pub at: Timestamp,
    pub groups: Vec<FactGroup>,
}

fn show(call: &Call<'_>, (): ()) -> Result<Diagnostics> {
    let groups = vec![
        group("Program", program()),
        group("Data file", data_file(call)?),
        group("Queue", queue(call)?),
        group("Models", models(call)?),
    ];
    Ok(Diagnostics { at: Timestamp::from(&call.app.config.clock.now()), groups })
}

fn program() -> Vec<Fact> {
    let system = System::long_os_version().unwrap_or_else(|_| std::env::consts::OS.into());
    let mut facts = vec![
        plain("Almanac", env!("CARGO_PKG_VERSION")),
        plain("SQLite", rusqlite::version()),
        plain("System", format!("{system}, {}", std::env::consts::ARCH)),
        plain("Cores", std::thread::available_parallelism().map_or(1, std::num::NonZero::get).to_string()),
    ];
    if let Ok(mut system) = System::new() {
        system.refresh_memory_specifics(MemoryRefreshKind::nothing().with_ram());
        let free = size(system.available_memory());
        facts.push(plain("Memory", format!("{free} free of {}", size(system.total_memory()))));
        let taken = sysinfo::get_current_pid().ok().and_then(|pid| {
            let only_memory = ProcessRefreshKind::nothing().with_memory();
            system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), false, only_memory);
            system.process(pid).map(sysinfo::Process::memory)
        });
        if let Some(taken) = taken {
            facts.push(plain("Memory of this process", size(taken)));
        }
    }
    facts
}

fn data_file(call: &Call<'_>) -> Result<Vec<Fact>> {
    let file = call.app.db.path();
    let bytes = |path: &std::path::Path| std::fs::metadata(path).map_or(0, |found| found.len());
    let waiting = bytes(&file.with_extension("db-wal"));
    let now = Timestamp::from(&call.app.config.clock.now());
    let mut facts = vec![
        plain("File", home_as_tilde(&file.display().to_string())),
        plain("Size", size(bytes(file))),
        plain("Not yet merged (WAL)", size(waiting)),
        plain("Format", format!("version {}", crate::db::LATEST)),
    ];
    let copies = backup::list(&call.app.config.data_dir);
    facts.push(match copies.first() {
        None => plain("Last backup", "none yet"),
        Some(newest) if newest.problem.is_some() => fact("Last backup", "cannot be used", Health::Attention),
        Some(newest) => {
            fact("Last backup", format!("{}, {} in all", ago(now, newest.made_at), copies.len()), Health::Good)
        }
    });
    facts.push(match doctor::report(call, ())? {
        None => plain("Last check", "none yet"),
        Some(report) if report.diagnosis.ok => {
            fact("Last check", format!("{}, all in order", ago(now, report.at)), Health::Good)
        }
        Some(report) => {
            let failed: Vec<&str> =
                report.diagnosis.checks.iter().filter(|check| !check.ok).map(|check| check.name.as_str()).collect();
            fact("Last check", format!("{}, failed: {}", ago(now, report.at), failed.join(", ")), Health::Attention)
        }
    });
    Ok(facts)
}

fn queue(call: &Call<'_>) -> Result<Vec<Fact>> {
    let queue = call.app.db.read(|tx| processing::status(tx, ()))?;
    let attention = if queue.needs_attention > 0 { Health::Attention } else { Health::Good };
    let share = format!("{} of {}", queue.embedded, queue.passages);
    Ok(vec![
        plain("State", if queue.paused { "paused" } else { "working" }),
        plain("Waiting", queue.queued.to_string()),
        plain("Running", queue.running.to_string()),
        fact("Needs attention", queue.needs_attention.to_string(), attention),
        plain("Passages found by meaning", share),
    ])
}

fn models(call: &Call<'_>) -> Result<Vec<Fact>> {
    let settings = call.app.db.read(settings::read)?;
    let open = call.app.models.open();
    let open: Vec<&str> = open.iter().map(|name| provider_only(name)).collect();
    Ok(vec![
        plain("Answers come from", provider_only(&settings.chat_model)),
        plain("Finds with", provider_only(&settings.embed_model)),
        plain("In memory", if open.is_empty() { "none".to_owned() } else { open.join(", ") }),
        plain("Local only", if settings.local_only { "on" } else { "off" }),
    ])
}

/// A server's name and its models' are the person's own words.
fn provider_only(model: &str) -> &str {
    if model.starts_with("server:") { "a server" } else { model }
}

fn group(title: &str, facts: Vec<Fact>) -> FactGroup {
    FactGroup { title: title.into(), facts }
}

fn plain(name: &str, value: impl Into<String>) -> Fact {
    fact(name, value, Health::Plain)
}

fn fact(name: &str, value: impl Into<String>, health: Health) -> Fact {
    Fact { name: name.into(), value: value.into(), health }
}

/// A path without the home folder, whose name is mostly a person's.
pub fn home_as_tilde(path: &str) -> String {
    let home = dirs::home_dir().map(|home| home.display().to_string()).filter(|home| home.len() > 1);
    match home.and_then(|home| path.strip_prefix(&home).map(str::to_owned)) {
        Some(rest) => format!("~{rest}"),
        None => path.to_owned(),
    }
}

/// Bytes in words, by thousands.
fn size(bytes: u64) -> String {
    let mut amount = bytes as f64;
    for unit in ["B", "kB", "MB", "GB"] {
        if amount < 1000.0 {
            return if unit == "B" { format!("{bytes} B") } else { format!("{amount:.1} {unit}") };
        }
        amount /= 1000.0;
    }
    format!("{amount:.1} TB")
}

fn ago(now: Timestamp, then: Timestamp) -> String {
    match (now.0 - then.0).max(0) / 60_000 {
        0 => "just now".into(),
        minutes @ 1..60 => format!("{minutes} min ago"),
        minutes @ 60..1440 => format!("{} h ago", minutes / 60),
        minutes => format!("{} days ago", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_ages_are_said_in_words() {
        assert_eq!((size(0), size(1_500), size(48_300_000)), ("0 B".into(), "1.5 kB".into(), "48.3 MB".into()));
        let now = Timestamp(10 * 86_400_000);
        assert_eq!(ago(now, now), "just now");
        assert_eq!(ago(now, Timestamp(now.0 - 3 * 3_600_000)), "3 h ago");
        assert_eq!(ago(now, Timestamp(0)), "10 days ago");
    }

    #[test]
    fn what_a_person_named_is_not_told() {
        assert_eq!(provider_only("server:Mother's laptop/secret"), "a server");
        assert_eq!(provider_only("builtin:all-minilm-l6-v2"), "builtin:all-minilm-l6-v2");
    }
}
