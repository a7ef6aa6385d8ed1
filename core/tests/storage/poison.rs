//! The queue survives poison: an item that kills whatever reads it takes the program down once at most, then
//! waits for a person after three tries in a process of its own; all others are done once, however often
//! the program dies besides.
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::house::Dice;
use almanac_core::{Actor, App, Config};
use serde_json::{Value, json};
use tempfile::TempDir;

const ITEMS: usize = 20;
const KILLS: usize = 30;

/// A decoder that notes what it reads, kills the process that asks it for the poison, and reads all else.
const DECODER: &str = r#"#!/bin/sh
PATH=/usr/local/bin:/usr/bin:/bin
[ "$2" = decode ] || exec WORKER "$@"
input=FOLDER/input.$$
cat > "$input"
if grep -q POISON "$input"; then echo poison >> FOLDER/read; rm "$input"; kill -9 $PPID; exit 1; fi
grep -ao 'Page [0-9]*' "$input" | head -n 1 >> FOLDER/read
exec WORKER "$@" < "$input"
"#;

fn config(folder: &Path) -> Config {
    let mut config = Config::new(folder.join("profile"), Actor::User).unwrap();
    config.worker = folder.join("decoder");
    config
}

fn open(folder: &Path) -> std::sync::Arc<App> {
    App::open(config(folder)).unwrap()
}

/// The program that dies: run by the test below, in a process of its own.
#[test]
#[ignore = "it is the other process of the test below"]
fn the_program() {
    let Some(folder) = std::env::var_os("ALMANAC_POISON").map(PathBuf::from) else { return };
    let app = open(&folder);
    app.start().unwrap();
    loop {
        std::thread::sleep(Duration::from_millis(20));
        if left(&app) == 0 {
            return;
        }
    }
}

/// Texts that still have to be read.
fn left(app: &App) -> i64 {
    app.db
        .read(|tx| {
            let sql = "select count(*) from job where kind = 'extract' and state in ('queued', 'running')";
            tx.one(sql, [], |row| row.get(0))
        })
        .unwrap()
}

fn program(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "poison::the_program", "--ignored"])
        .env("ALMANAC_POISON", folder)
        // Without weights nothing is embedded: this is about the queue alone.
        .env("ALMANAC_MODELS", folder)
        .env("XDG_CACHE_HOME", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn one_item_that_kills_the_program_stops_no_other() {
    let folder = TempDir::new().unwrap();
    let decoder = folder.path().join("decoder");
    let script = DECODER
        .replace("FOLDER", &folder.path().display().to_string())
        .replace("WORKER", env!("CARGO_BIN_EXE_almanac-worker"));
    fs::write(&decoder, script).unwrap();
    fs::set_permissions(&decoder, fs::Permissions::from_mode(0o755)).unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    for n in 1..=ITEMS {
        let word = if n == 1 { "POISON" } else { "water" };
        let html = format!("<!doctype html><title>Page {n}</title><article><p>Page {n} is about {word}.</p></article>");
        fs::write(pages.join(format!("{n:02}.html")), html).unwrap();
    }
    let app = open(folder.path());
    let report = app.call("knowledge.import_paths", json!({ "paths": [pages] })).unwrap().data;
    assert_eq!(report["created"], ITEMS);
    app.stop();
    drop(app);

    let mut dice = Dice::new(34);
    for _ in 0..KILLS {
        let mut child = program(folder.path());
        std::thread::sleep(Duration::from_millis(dice.below(250) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    // It may have to die of the poison, if none of the kills came while that was read.
    let deaths = (0..2).find(|_| program(folder.path()).wait().unwrap().success());
    let deaths = deaths.expect("the poison goes on killing the program");

    let app = open(folder.path());
    let started = Instant::now();
    app.start().unwrap();
    let counts = |state: &str| -> i64 {
        let sql = "select count(*) from job where kind = 'extract' and state = ?1";
        app.db.read(|tx| tx.one(sql, [state], |row| row.get(0))).unwrap()
    };
    while counts("running") + counts("queued") > 0 {
        assert!(started.elapsed() < Duration::from_secs(10), "work is still marked as running");
        std::thread::sleep(Duration::from_millis(20));
    }
    let read = fs::read_to_string(folder.path().join("read")).unwrap();
    let tries = read.lines().filter(|line| *line == "poison").count();
    println!("{KILLS} kills, {deaths} death by the poison, which was read {tries} times; {} done", counts("done"));
    assert_eq!((counts("done"), counts("needs_attention")), (ITEMS as i64 - 1, 1));
    assert!(tries > 2, "the poison was read {tries} times only");
    let attention = app.call("processing.status", Value::Null).unwrap().data["jobs"].clone();
    let poison = attention.as_array().unwrap().iter().find(|job| job["state"] == "needs_attention").unwrap().clone();
    assert_eq!((poison["title"].as_str(), poison["attempts"].as_i64()), (Some("01"), Some(3)), "{poison}");
    let (texts, passages): (i64, i64) = app
        .db
        .read(|tx| {
            let sql = "select (select count(*) from item_text), (select count(*) from passage where kind = 'item')";
            tx.one(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        })
        .unwrap();
    assert_eq!((texts, passages), (ITEMS as i64 - 1, ITEMS as i64 - 1), "a result is there twice");
    app.stop();
}
