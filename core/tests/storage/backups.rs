//! Backups are proven by restoring them; a restore is the old file or the new one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::house::{Dice, House, open};
use almanac_core::db::{backup, restore};
use almanac_core::jobs::{self, Lane, Tick};
use almanac_core::{Kind, data};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A profile with something of everything in it.
fn lived_in() -> House {
    let house = House::new();
    for n in 0..20 {
        house.call("tasks.create", json!({ "title": format!("Task {n}"), "notes": "in words ".repeat(n) }));
    }
    house.call("capture.save", json!({ "text": "The boiler is blue", "save_as": "note" }));
    house
}

fn made(house: &House) -> PathBuf {
    house.call("data.backup", json!({}))["path"].as_str().unwrap().into()
}

#[test]
fn a_backup_is_listed_verified_and_equal() {
    let house = lived_in();
    let path = made(&house);
    let list = house.call("data.backups", Value::Null);
    assert_eq!((list[0]["path"].as_str(), list[0]["reason"].as_str()), (path.to_str(), Some("manual")));
    assert_eq!(list[0]["problem"], Value::Null);
    let verified = house.call("data.verify", json!({ "path": path }));
    assert_eq!((&verified["by_manifest"], &verified["rows"]), (&json!(true), &list[0]["rows"]));
    let mut names: Vec<_> =
        fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 2, "the copy, its manifest, and nothing else: {names:?}");
}

#[test]
fn any_flipped_byte_is_found() {
    let house = lived_in();
    let path = made(&house);
    let manifest = PathBuf::from(format!("{}.manifest", path.display()));
    let mut dice = Dice::new(7);
    for (file, flips) in [(&path, 300), (&manifest, 100)] {
        let whole = fs::read(file).unwrap();
        for _ in 0..flips {
            let mut bytes = whole.clone();
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
            fs::write(file, &bytes).unwrap();
            let error = backup::verify(&path).expect_err("a flipped bit was not found");
            assert_eq!(error.kind(), Kind::Storage);
            assert!(restore::prepare(house.folder.path(), &path).is_err());
        }
        fs::write(file, &whole).unwrap();
    }
    backup::verify(&path).unwrap();
    let cut = fs::read(&path).unwrap();
    fs::write(&path, &cut[..cut.len() - 1]).unwrap();
    assert!(house.call("data.backups", Value::Null)[0]["problem"].as_str().unwrap().contains("bytes instead of"));
}

#[test]
fn a_copy_without_its_manifest_is_judged_by_the_log_it_carries() {
    let house = lived_in();
    let path = made(&house);
    fs::remove_file(format!("{}.manifest", path.display())).unwrap();
    assert!(!backup::verify(&path).unwrap().by_manifest);
    let mut bytes = fs::read(&path).unwrap();
    let (at, _) = crate::house::places(&path, "'task'", &["Task 13"])[0];
    bytes[at + 5] ^= 2;
    fs::write(&path, bytes).unwrap();
    assert!(backup::verify(&path).is_err());
}

/// The files of a profile as a killed program leaves them: the newest rows are in the log only.
fn as_if_killed(house: &House) -> TempDir {
    let left = TempDir::new().unwrap();
    for entry in fs::read_dir(house.folder.path()).unwrap().map(Result::unwrap).filter(|e| e.path().is_file()) {
        fs::copy(entry.path(), left.path().join(entry.file_name())).unwrap();
    }
    assert!(fs::metadata(left.path().join("almanac.db-wal")).unwrap().len() > 0, "there is no live log");
    left
}

#[test]
fn a_dirty_log_is_never_applied_to_the_restored_file_and_a_restore_can_be_taken_back() {
    let house = lived_in();
    let copy = made(&house);
    let then = house.rows();
    house.task("after the backup");
    let now = house.rows();
    let left = as_if_killed(&house);
    let kept = restore::restore(left.path(), &copy).unwrap().unwrap();
    let app = open(&left, &house.clock).unwrap();
    assert_eq!(app.call("data.export", Value::Null).unwrap().data["tables"], then);
    let listed = app.call("data.backups", Value::Null).unwrap().data;
    assert!(listed.as_array().unwrap().iter().any(|one| one["reason"] == "replaced"), "{listed}");
    drop(app);
    restore::restore(left.path(), &kept).unwrap();
    let app = open(&left, &house.clock).unwrap();
    assert_eq!(app.call("data.export", Value::Null).unwrap().data["tables"], now, "the restore was not taken back");
}

#[test]
fn an_open_profile_is_restored_at_its_next_start() {
    let house = lived_in();
    let copy = made(&house);
    let then = house.rows();
    house.task("after the backup");
    let error = restore::restore(house.folder.path(), &copy).unwrap_err();
    assert_eq!(error.kind(), Kind::Conflict, "{error}");
    house.call("data.restore", json!({ "path": copy }));
    assert_ne!(house.rows(), then, "an open file is not pulled away");
    let house = house.restart();
    assert_eq!(house.rows(), then);
    assert!(!house.folder.path().join("almanac.db.restore").exists());
}

/// Every state that a crash between two steps of a restore can leave, made by hand.
#[test]
fn a_restore_that_was_decided_is_finished_from_wherever_it_stopped() {
    let house = lived_in();
    let copy = made(&house);
    let then = house.rows();
    house.task("after the backup");
    let moves: [&[(&str, &str)]; 3] = [
        &[],
        &[("almanac.db-wal", "almanac.replaced-1.db-wal")],
        &[("almanac.db-wal", "almanac.replaced-1.db-wal"), ("almanac.db", "almanac.replaced-1.db")],
    ];
    for done in moves {
        let left = as_if_killed(&house);
        restore::prepare(left.path(), &copy).unwrap();
        for (from, to) in done {
            fs::rename(left.path().join(from), left.path().join(to)).unwrap();
        }
        let app = open(&left, &house.clock).unwrap();
        assert_eq!(app.call("data.export", Value::Null).unwrap().data["tables"], then, "after {done:?}");
    }
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_changes() {
    let house = lived_in();
    let before = house.rows();
    let folder = house.folder.path().to_owned();
    let other = folder.join("x.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("create table t (x)").unwrap();
    fs::write(folder.join("noise"), [7; 4000]).unwrap();
    let newer = folder.join("newer.db");
    fs::copy(made(&house), &newer).unwrap();
    rusqlite::Connection::open(&newer).unwrap().execute_batch("pragma user_version = 9999").unwrap();
    for (file, words) in [
        (other, "not a backup"),
        (folder.join("noise"), "damaged"),
        (newer, "newer version"),
        (folder.join("no"), "no backup"),
    ] {
        let (kind, message) = house.fails("data.restore", json!({ "path": file }));
        assert_eq!(kind, Kind::Storage);
        assert!(message.contains(words), "{message}");
    }
    let house = house.restart();
    assert_eq!(house.rows(), before);
}

#[test]
fn a_backup_while_others_write_is_one_moment() {
    let house = lived_in();
    let stop = Arc::new(AtomicBool::new(false));
    let (app, done) = (Arc::clone(&house.app), Arc::clone(&stop));
    let writing = std::thread::spawn(move || {
        let mut written = 0;
        while !done.load(Ordering::Relaxed) {
            app.call("tasks.create", json!({ "title": format!("While copying {written}") })).unwrap();
            written += 1;
        }
        written
    });
    for _ in 0..3 {
        backup::verify(&made(&house)).unwrap();
    }
    stop.store(true, Ordering::Relaxed);
    assert!(writing.join().unwrap() > 0);
}

fn advance(house: &House, hours: i64) {
    use almanac_core::clock::Clock;
    let next = house.clock.now().timestamp() + jiff::SignedDuration::from_hours(hours);
    house.clock.set(next);
}

#[test]
fn a_backup_a_day_by_age_and_only_when_something_changed() {
    let house = House::new();
    let daily = |house: &House| -> Vec<Value> {
        let list = house.call("data.backups", Value::Null);
        list.as_array().unwrap().iter().filter(|one| one["reason"] == "daily").cloned().collect()
    };
    let work = |house: &House| {
        data::backups::schedule(&house.app).unwrap();
        house.app.db.write_derived(|tx| tx.execute("delete from job where kind <> 'backup'", ())).unwrap();
        while jobs::tick(&house.app, Lane::Slow).unwrap() == Tick::Ran {}
    };
    work(&house);
    assert!(daily(&house).is_empty(), "an empty profile needs no backup");
    house.task("first");
    work(&house);
    work(&house);
    assert_eq!(daily(&house).len(), 1);
    advance(&house, 25);
    work(&house);
    assert_eq!(daily(&house).len(), 1, "nothing has changed since");
    for day in 0..40 {
        house.task(&format!("day {day}"));
        advance(&house, 24);
        work(&house);
    }
    let kept = daily(&house).len();
    assert!((10..=12).contains(&kept), "{kept} are kept");
    for one in daily(&house) {
        backup::verify(Path::new(one["path"].as_str().unwrap())).unwrap();
    }
    // A row that nobody changed: older copies may be the better ones, so none goes.
    house
        .app
        .db
        .write_derived(|tx| {
            tx.execute("drop trigger change_task_update", ())?;
            tx.execute("update task set notes = 'changed by nobody' where id = 1", ())
        })
        .unwrap();
    for day in 0..9 {
        house.task(&format!("doubtful day {day}"));
        advance(&house, 24);
        work(&house);
    }
    assert_eq!(daily(&house).len(), kept + 9);
}
