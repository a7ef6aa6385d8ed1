//! The doctor finds what SQLite does not.

use std::fs;

use crate::house::{Dice, House, open, places};
use rusqlite::Connection;
use serde_json::{Value, json};

fn finding(diagnosis: &Value, name: &str) -> Value {
    diagnosis["checks"].as_array().unwrap().iter().find(|check| check["name"] == name).unwrap().clone()
}

fn bad(diagnosis: &Value) -> Vec<String> {
    let checks = diagnosis["checks"].as_array().unwrap().iter();
    checks
        .filter(|check| check["ok"] == false && check["name"] != "embedding model")
        .map(|check| format!("{}: {}", check["name"].as_str().unwrap(), check["detail"].as_str().unwrap()))
        .collect()
}

/// A profile with rows of many tables, some changed, some deleted and brought back.
fn lived_in() -> House {
    let house = House::new();
    let project = house.call("projects.create", json!({ "name": "House projects" }))["id"].clone();
    for n in 0..120 {
        let title = format!("Repair the boiler number {n}");
        let notes = format!("The plumber said that pipe {n} leaks under the stairs. ").repeat(8);
        house.call("tasks.create", json!({ "title": title, "notes": notes, "project": project }));
    }
    for id in [3, 4, 5] {
        house.call("tasks.complete", json!({ "ids": [id] }));
    }
    house.call("tasks.delete", json!({ "ids": [9, 10] }));
    house.call("history.undo", Value::Null);
    for n in 0..10 {
        let text = format!("Note {n}: the landlord's telephone number is in the blue folder. ").repeat(20);
        house.call("capture.save", json!({ "text": text, "save_as": "note" }));
    }
    house
}

#[test]
fn sixty_bits_flipped_in_what_a_person_wrote_are_sixty_findings() {
    let House { app, clock, folder } = lived_in();
    assert_eq!(bad(&app.call("data.doctor", Value::Null).unwrap().data), Vec::<String>::new());
    drop(app);
    let file = folder.path().join("almanac.db");
    let mut dice = Dice::new(60);
    for (what, tables, words, flips) in [
        ("rows of tasks and projects", "'task', 'project'", &["boiler", "plumber said", "House projects"][..], 60),
        ("originals", "'blob'", &["telephone number"][..], 20),
        ("the log", "'change'", &["plumber said"][..], 20),
    ] {
        let places = places(&file, tables, words);
        let whole = fs::read(&file).unwrap();
        assert!(places.len() >= 10, "{what}: {} places", places.len());
        let (mut found, mut by_sqlite) = (0, 0);
        for _ in 0..flips {
            let (at, length) = places[dice.below(places.len())];
            let mut bytes = whole.clone();
            bytes[at + dice.below(length)] ^= 1 << dice.below(8);
            fs::write(&file, &bytes).unwrap();
            let app = open(&folder, &clock).unwrap();
            let diagnosis = app.call("data.doctor", Value::Null).unwrap().data;
            let named = bad(&diagnosis);
            let finds = |name: &str| named.iter().any(|finding| finding.starts_with(name));
            by_sqlite += usize::from(finds("data file"));
            found += usize::from(finds("rows") || finds("originals"));
            drop(app);
        }
        fs::write(&file, &whole).unwrap();
        println!("{what}: {found} of {flips} flipped bits found; integrity_check found {by_sqlite}");
        assert_eq!(found, flips, "{what}");
    }
}

#[test]
fn a_row_that_vanished_is_missed() {
    let house = lived_in();
    house
        .app
        .db
        .write_derived(|tx| {
            tx.execute("drop trigger change_task_delete", ())?;
            tx.execute("delete from task where id = 7", ())
        })
        .unwrap();
    let rows = finding(&house.call("data.doctor", Value::Null), "rows");
    assert!(rows["detail"].as_str().unwrap().contains("task 7 (gone)"), "{rows}");
}

#[test]
fn indexes_that_drifted_are_found_and_made_anew() {
    let house = lived_in();
    let has_model = house.has_embedder();
    house.process();
    let derived = |sql: &str| house.app.db.write_derived(|tx| tx.execute(sql, ())).unwrap();
    let mut broken: Vec<(&str, &str, Vec<&str>)> = vec![
        ("word index", "words", vec!["delete from passage_fts_docsize where id in (select min(id) from passage)"]),
        (
            "passages",
            "texts",
            vec!["update passage set text = 'of another' where kind = 'task' and owner = 12", "delete from item_text"],
        ),
        ("queue", "queue", vec!["update job set state = 'needs_attention' where id = (select min(id) from job)"]),
        ("queue", "queue", vec!["update job set state = 'running' where id = (select min(id) from job)"]),
    ];
    if has_model {
        broken.extend([
            ("vectors", "vectors", vec!["delete from vec_1 where rowid = (select min(id) from passage)"]),
            ("vectors", "vectors", vec!["update vec_1_vector_chunks00 set vectors = zeroblob(length(vectors))"]),
        ]);
    }
    for (name, what, damage) in broken {
        for sql in damage {
            derived(sql);
        }
        let found = finding(&house.call("data.doctor", Value::Null), name);
        assert_eq!((&found["ok"], found["repair"].as_str()), (&json!(false), Some(what)), "{found}");
        let before = house.rows();
        house.call("data.repair", json!({ "what": what }));
        drop(jobs_turn(&house));
        house.process();
        assert_eq!(bad(&house.call("data.doctor", Value::Null)), Vec::<String>::new(), "after repairing {what}");
        assert_eq!(house.rows(), before, "a repair touched what a person wrote");
    }
    assert!(
        house.call("search.query", json!({ "query": "plumber" }))["results"].as_array().is_some_and(|r| !r.is_empty())
    );
}

/// What a start does with work that was left running.
fn jobs_turn(house: &House) -> Option<almanac_core::jobs::Turn> {
    almanac_core::jobs::Turn::take(&house.app).unwrap()
}

#[test]
fn a_write_ahead_log_that_lost_steps_is_told_until_the_person_knows() {
    for damage in ["deleted", "truncated", "flipped"] {
        let House { app, clock, folder } = House::new();
        app.call("tasks.create", json!({ "title": "in the file" })).unwrap();
        app.db.write_derived(|tx| tx.one("pragma page_count", [], |row| row.get::<_, i64>(0))).unwrap();
        let left = tempfile::TempDir::new().unwrap();
        Connection::open(folder.path().join("almanac.db"))
            .unwrap()
            .execute_batch("pragma wal_checkpoint(truncate)")
            .unwrap();
        for n in 0..12 {
            app.call("tasks.create", json!({ "title": format!("in the log {n}") })).unwrap();
        }
        for name in ["almanac.db", "almanac.db-wal", "almanac.db.witness"] {
            fs::copy(folder.path().join(name), left.path().join(name)).unwrap();
        }
        drop(app);
        let log = left.path().join("almanac.db-wal");
        let mut bytes = fs::read(&log).unwrap();
        match damage {
            "deleted" => fs::remove_file(&log).unwrap(),
            "truncated" => fs::write(&log, &bytes[..bytes.len() / 3]).unwrap(),
            _ => {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                fs::write(&log, &bytes).unwrap();
            }
        }
        for start in 0..2 {
            let app = open(&left, &clock).unwrap();
            let diagnosis = app.call("data.doctor", Value::Null).unwrap().data;
            assert_eq!(finding(&diagnosis, "data file")["ok"], true, "SQLite notices nothing");
            let recent = finding(&diagnosis, "recent changes");
            assert!(
                recent["detail"].as_str().unwrap().contains("acknowledged steps"),
                "{damage}, start {start}: {recent}"
            );
        }
        let app = open(&left, &clock).unwrap();
        app.call("data.accept_loss", Value::Null).unwrap();
        drop(app);
        let app = open(&left, &clock).unwrap();
        assert_eq!(finding(&app.call("data.doctor", Value::Null).unwrap().data, "recent changes")["ok"], true);
    }
}

#[test]
fn the_report_is_kept_and_the_newest_backup_is_read() {
    let house = lived_in();
    assert_eq!(house.call("data.report", Value::Null), Value::Null);
    let copy = house.call("data.backup", json!({}))["path"].as_str().unwrap().to_owned();
    assert_eq!(finding(&house.call("data.doctor", Value::Null), "newest backup")["ok"], true);
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&copy, bytes).unwrap();
    let diagnosis = house.call("data.doctor", Value::Null);
    assert_eq!(finding(&diagnosis, "newest backup")["ok"], false);
    assert_eq!(house.call("data.report", Value::Null)["diagnosis"], diagnosis);
}
