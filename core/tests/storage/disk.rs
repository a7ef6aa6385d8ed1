//! A disk that runs full, on a small file system of its own: what was said stays, what was not said leaves
//! nothing half, searching goes on, and so does writing as soon as there is room.
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use almanac_core::clock::FixedClock;
use almanac_core::jobs::{self, Lane, Tick};
use almanac_core::{Actor, App, Config, Error, Kind, db};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Megabytes.
const SIZES: &[u32] = &[1, 2, 3, 4, 6, 10, 20, 40];

/// A small disk; gone when it is dropped.
struct Disk(TempDir);

impl Disk {
    fn new(megabytes: u32) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let size = format!("size={megabytes}m");
        let made = mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], folder.path());
        if !made {
            println!("skipped: a file system cannot be mounted here");
        }
        made.then_some(Self(folder))
    }

    fn grow(&self, megabytes: u32) {
        assert!(mount(&["-o", &format!("remount,size={megabytes}m")], self.0.path()));
    }

    fn open(&self) -> Result<Arc<App>, Error> {
        App::open(Config {
            data_dir: self.0.path().to_owned(),
            resource_dir: None,
            worker: PathBuf::from(env!("CARGO_BIN_EXE_almanac-worker")),
            actor: Actor::User,
            clock: Arc::new(FixedClock::new(crate::house::NOW.parse().unwrap())),
        })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(self.0.path()).status().ok();
    }
}

fn mount(arguments: &[&str], at: &Path) -> bool {
    let status = Command::new("mount").args(arguments).arg(at).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

type Step = fn(&App, usize, &Path) -> Result<(), Error>;

/// What fills the disk, one piece at a time.
const STEPS: &[(&str, Step)] = &[
    ("capture", |app, n, _| {
        let input = json!({ "title": format!("Captured {n}"), "notes": "in many words ".repeat(6000) });
        app.call("tasks.create", input).map(drop)
    }),
    ("edit", |app, n, _| {
        app.call("tasks.edit", json!({ "ids": [1], "patch": { "notes": format!("edit {n} ").repeat(8000) } })).map(drop)
    }),
    ("import", |app, n, elsewhere| {
        let line = |m| {
            json!({ "_id": format!("{n}-{m}"), "title": "x", "text": format!("Text {n} {m}. ").repeat(400) })
                .to_string()
        };
        let file = elsewhere.join(format!("{n}.jsonl"));
        std::fs::write(&file, (0..20).map(line).collect::<Vec<_>>().join("\n"))?;
        app.call("knowledge.import_lines", json!({ "path": file })).map(drop)
    }),
    ("embed", |app, n, _| {
        app.call("capture.save", json!({ "text": format!("Remark {n} on rivers. ").repeat(60), "save_as": "note" }))?;
        while jobs::tick(app, Lane::Slow)? == Tick::Ran {}
        Ok(())
    }),
    ("backup", |app, n, _| {
        app.call("tasks.create", json!({ "title": format!("Between backups {n}") }))?;
        app.call("data.backup", json!({})).map(drop)
    }),
];

/// Everything that a person made leaves its mark here.
fn marks(app: &App) -> [i64; 3] {
    let sql = "select (select max(id) from change), (select count(*) from task), (select count(*) from item)";
    app.db.read(|tx| tx.one(sql, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))).unwrap()
}

fn assert_full(error: &Error, when: &str) {
    assert_eq!(error.kind(), Kind::Storage, "{when}: {error}");
    assert!(error.to_string().contains("disk") && error.to_string().contains("full"), "{when}: {error}");
}

fn assert_healthy(app: &App, when: &str) {
    let diagnosis = app.call("data.doctor", Value::Null).unwrap().data;
    for check in diagnosis["checks"].as_array().unwrap() {
        let about_data =
            !["embedding model", "vectors", "queue", "word index"].contains(&check["name"].as_str().unwrap());
        assert!(!about_data || check["ok"] == true, "{when}: {check}");
    }
}

#[test]
fn a_full_disk_keeps_every_word_and_frees_itself() {
    let (mut full, mut refused) = (0, 0);
    for size in SIZES {
        for (name, step) in STEPS {
            // A model takes its time: the larger disks are left to the others.
            if *name == "embed" && *size > 6 {
                continue;
            }
            let Some(disk) = Disk::new(*size) else { return };
            let elsewhere = TempDir::new().unwrap();
            let when = format!("{name} on {size} MB");
            let first = |app: &App| app.call("tasks.create", json!({ "title": "Rivers" })).map(drop);
            let app = match disk.open().and_then(|app| first(&app).map(|()| app)) {
                Ok(app) => app,
                Err(error) => {
                    assert_full(&error, &when);
                    let names = std::fs::read_dir(disk.0.path()).unwrap().map(|entry| entry.unwrap().file_name());
                    let parts = names.filter(|name| name.to_string_lossy().contains(".new-")).count();
                    assert_eq!(parts, 0, "{when}: half a data file was left");
                    disk.grow(size + 64);
                    first(&disk.open().unwrap()).unwrap();
                    refused += 1;
                    continue;
                }
            };
            let mut before = marks(&app);
            let failed =
                (0..if *name == "embed" { 40 } else { 3000 }).find_map(|n| match step(&app, n, elsewhere.path()) {
                    Ok(()) => {
                        before = marks(&app);
                        None
                    }
                    Err(error) => Some(error),
                });
            let Some(error) = failed else {
                assert_eq!(*name, "embed", "{when}: the disk never ran full");
                continue;
            };
            full += 1;
            assert_full(&error, &when);
            let after = marks(&app);
            if ["capture", "edit", "import"].contains(name) {
                assert_eq!(before, after, "{when}: something half was written");
            }
            let partial = std::fs::read_dir(disk.0.path().join("backups")).into_iter().flatten().flatten();
            assert!(
                partial.map(|entry| entry.file_name()).all(|name| !name.to_string_lossy().ends_with(".partial")),
                "{when}: a part of a backup was left"
            );
            let found = app.call("tasks.list", json!({ "filter": "rivers" })).unwrap().data;
            assert_eq!(found["tasks"].as_array().unwrap().len(), 1, "{when}");
            app.call("search.query", json!({ "query": "rivers", "mode": "text" }))
                .unwrap_or_else(|error| panic!("{when}: {error}"));
            // Room again: nobody has to restart anything.
            disk.grow(size + 64);
            step(&app, 9999, elsewhere.path()).unwrap_or_else(|error| panic!("{when}, with room again: {error}"));
            drop(app);
            let app = disk.open().unwrap();
            assert_healthy(&app, &when);
        }
    }
    println!("{} small disks: {full} ran full, {refused} were too small to begin with", full + refused);
    assert!(full > SIZES.len() * 3);
}

#[test]
fn a_migration_without_room_leaves_the_old_version() {
    if db::LATEST < 2 {
        println!("skipped: there is no second version yet");
        return;
    }
    drop(crate::house::House::new());
    let old = include_str!("../../migrations/old/v1.sql");
    let (mut refused, mut migrated) = (0, 0);
    for size in SIZES {
        let Some(disk) = Disk::new(*size) else { return };
        let file = disk.0.path().join(db::DATA_FILE);
        let made = rusqlite::Connection::open(&file).and_then(|conn| conn.execute_batch(old));
        if made.is_err() {
            continue;
        }
        match disk.open() {
            Ok(_) => migrated += 1,
            Err(error) => {
                assert_full(&error, &format!("{size} MB"));
                let conn = rusqlite::Connection::open(&file).unwrap();
                let version: i64 = conn.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
                assert_eq!(version, 1, "{size} MB");
                drop(conn);
                disk.grow(size + 64);
                disk.open().unwrap();
                refused += 1;
            }
        }
    }
    println!("{refused} migrations had no room and left the old version, {migrated} had");
}
