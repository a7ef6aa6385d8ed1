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
const SIZES: &[u32] = &[4, 6, 7, 8, 10, 14, 20, 40];

/// A small disk; gone when it is dropped.
struct Disk(TempDir);

impl Disk {
    fn new(kilobytes: u32) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let size = format!("size={kilobytes}k");
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
            let Some(disk) = Disk::new(size << 10) else { return };
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

/// From a disk on which the old file just fits to one with room for all, in small steps: the room runs out at
/// another write each time. With `ALMANAC_KILLS=all` page by page.
#[test]
fn a_migration_without_room_leaves_the_old_version() {
    // Opening any profile teaches SQLite the vector tables that the old file has.
    drop(crate::house::House::new());
    let old = include_str!("../../migrations/old/v1.sql");
    let whole = TempDir::new().unwrap();
    let file = whole.path().join(db::DATA_FILE);
    rusqlite::Connection::open(&file).and_then(|conn| conn.execute_batch(old)).unwrap();
    let held = held(&file);
    assert_eq!(held.0, 1);
    let length = u32::try_from(std::fs::metadata(&file).unwrap().len() >> 10).unwrap();
    let step = if std::env::var("ALMANAC_KILLS").is_ok_and(|kills| kills == "all") { 16 } else { 128 };
    let (mut refused, mut migrated) = (0, 0);
    for size in (length..).step_by(step) {
        let when = format!("on {size} kB");
        let Some(disk) = Disk::new(size) else { return };
        let file = disk.0.path().join(db::DATA_FILE);
        if std::fs::copy(whole.path().join(db::DATA_FILE), &file).is_err() {
            continue;
        }
        if let Err(error) = disk.open() {
            refused += 1;
            assert_full(&error, &when);
            assert_eq!(self::held(&file), held, "{when}");
            disk.grow((size >> 10) + 64);
            disk.open().unwrap_or_else(|error| panic!("{when}, with room again: {error}"));
        } else {
            migrated += 1;
        }
        let (version, rows) = self::held(&file);
        assert_eq!((version, rows.as_slice()), (db::LATEST, held.1.as_slice()), "{when}");
        if migrated == 3 {
            println!(
                "{refused} disks of {length} kB and more had no room and kept version 1, and had it later; with {size} kB there was"
            );
            break;
        }
    }
    assert!(refused > 5, "{refused} migrations had no room");
}

/// The version of a data file, and how many rows there are of what a person made. Read elsewhere, where there is room
/// for SQLite's shared memory.
fn held(file: &Path) -> (i64, Vec<i64>) {
    let elsewhere = TempDir::new().unwrap();
    for ending in ["", "-wal"] {
        let name = format!("{}{ending}", db::DATA_FILE);
        let copied = std::fs::copy(file.with_file_name(&name), elsewhere.path().join(&name));
        assert!(copied.is_ok() || ending == "-wal");
    }
    let conn = rusqlite::Connection::open(elsewhere.path().join(db::DATA_FILE)).unwrap();
    let count = |table| conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap();
    let version = conn.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
    (version, ["task", "item", "message", "project", "tag", "area", "reminder", "blob"].map(count).into())
}
