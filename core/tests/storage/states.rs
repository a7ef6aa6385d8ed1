//! The data file in every bad state: a clear word, and not one byte changed.

use std::fs;
use std::sync::Arc;

use crate::house::{House, material, open};
use almanac_core::clock::FixedClock;
use almanac_core::{Error, Kind};
use serde_json::json;
use tempfile::TempDir;

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::new(crate::house::NOW.parse().unwrap()))
}

/// Opens a folder whose data file holds these bytes; answers the error and asserts that nothing changed.
fn refused(bytes: &[u8]) -> Error {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("almanac.db");
    fs::write(&file, bytes).unwrap();
    let error = open(&folder, &clock()).err().expect("the file was opened");
    assert!(fs::read(&file).unwrap() == bytes, "the file was changed");
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| name.to_string_lossy().starts_with("almanac.db")), "{names:?}");
    error
}

#[test]
fn what_is_no_data_file_is_left_alone() {
    for (bytes, words) in [
        (&b""[..], "is empty"),
        (b"hello, I am not a database at all", "not a data file"),
        (b"SQLite format 3\0 and no more", "damaged"),
    ] {
        let error = refused(bytes);
        assert_eq!(error.kind(), Kind::Storage);
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn hostile_data_files_are_left_alone() {
    let Some(folder) = material("hostile/sqlite") else { return };
    for entry in fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "db"))
    {
        let error = refused(&fs::read(entry.path()).unwrap());
        assert_eq!(error.kind(), Kind::Storage, "{:?}: {error}", entry.file_name());
    }
}

#[test]
fn a_newer_file_is_not_touched() {
    let house = House::new();
    house.task("kept");
    let House { app, clock, folder } = house;
    app.db.write_derived(|tx| tx.execute("pragma user_version = 9999", []).map(drop)).unwrap();
    drop(app);
    let file = folder.path().join("almanac.db");
    let before = fs::read(&file).unwrap();
    let error = open(&folder, &clock).err().unwrap();
    assert_eq!(error.kind(), Kind::Storage);
    assert!(error.to_string().contains("newer version"), "{error}");
    assert!(fs::read(&file).unwrap() == before, "the file was changed");
}

#[test]
fn a_damaged_file_of_ours_is_a_typed_word_and_stays() {
    let house = House::new();
    for n in 0..200 {
        house.call("tasks.create", json!({ "title": format!("Task {n}"), "notes": "word ".repeat(200) }));
    }
    let House { app, clock, folder } = house;
    drop(app);
    let file = folder.path().join("almanac.db");
    let mut bytes = fs::read(&file).unwrap();
    for page in bytes.chunks_mut(16_384).skip(3) {
        page[..64].fill(0xA5);
    }
    fs::write(&file, &bytes).unwrap();
    let error = match open(&folder, &clock) {
        Ok(app) => app.call("tasks.list", json!({})).unwrap_err(),
        Err(error) => error,
    };
    assert_eq!(error.kind(), Kind::Storage);
    assert!(error.to_string().contains("damaged"), "{error}");
    assert!(file.exists());
}

#[test]
fn a_locked_file_says_so() {
    let house = House::new();
    let other = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let app = Arc::clone(&house.app);
    let waiting = std::thread::spawn(move || app.call("tasks.create", json!({ "title": "x" })).map(|reply| reply.data));
    std::thread::sleep(std::time::Duration::from_millis(300));
    other.execute_batch("commit").unwrap();
    assert_eq!(waiting.join().unwrap().unwrap()["title"], "x", "a short wait is no failure");
}

#[test]
fn two_programs_see_each_other() {
    let house = House::new();
    let other = open(&house.folder, &house.clock).unwrap();
    house.app.start().unwrap();
    let events = house.app.subscribe();
    other.call("tasks.create", json!({ "title": "from the other" })).unwrap();
    let seen = std::iter::from_fn(|| events.recv_timeout(std::time::Duration::from_secs(10)).ok())
        .any(|event| matches!(event, almanac_core::Event::Changed { tables } if tables.contains(&"task".to_owned())));
    assert!(seen);
    assert_eq!(house.titles(""), ["from the other"]);
    house.app.stop();
}

#[test]
fn a_full_disk_says_so_and_keeps_what_was() {
    let house = House::new();
    house.task("kept");
    let pages: i64 = house.app.db.write_derived(|tx| tx.one("pragma page_count", [], |row| row.get(0))).unwrap();
    house.app.db.write_derived(|tx| tx.one(&format!("pragma max_page_count = {pages}"), [], |_| Ok(()))).unwrap();
    let (kind, message) = house.fails("tasks.create", json!({ "title": "x", "notes": "long ".repeat(200_000) }));
    assert_eq!(kind, Kind::Storage);
    assert!(message.contains("disk is full"), "{message}");
    assert_eq!(house.titles(""), ["kept"]);
    house.app.db.write_derived(|tx| tx.one("pragma max_page_count = 1000000", [], |_| Ok(()))).unwrap();
    house.task("goes on");
    assert_eq!(house.titles("").len(), 2);
}
