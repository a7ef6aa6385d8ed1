//! Capture through the front door: text in, rows out, one step.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use house::House;
use serde_json::{Value, json};

#[test]
fn a_line_becomes_a_task_with_all_it_says() {
    let house = House::new();
    house.task("plan trip");
    let made = house
        .call("capture.save", json!({ "text": "Book train tomorrow 5pm #Travel @phone p1 ~30m after:\"plan trip\"" }));
    let task = &made["tasks"][0];
    assert_eq!(task["title"], "Book train");
    assert_eq!(task["scheduled"], json!({ "day": "2026-11-22", "at": 1_795_363_200_000_i64 }));
    assert_eq!((&task["priority"], &task["effort_minutes"], &task["tags"]), (&json!(1), &json!(30), &json!(["phone"])));
    assert_eq!(task["blocked"], true);
    assert_eq!(house.call("projects.list", Value::Null)[0]["name"], "Travel");
    house.call("history.undo", Value::Null);
    assert_eq!(house.titles("is:all"), ["plan trip"]);
    assert_eq!(house.call("projects.list", Value::Null), json!([]), "the project came with the step and goes with it");
}

#[test]
fn deeper_lines_are_subtasks_and_all_is_one_step() {
    let house = House::new();
    let made = house.call("capture.save", json!({ "text": "Move house\n  Boxes\n    Tape\n  Van @car\n\nCall mum" }));
    let parents: Vec<Value> = made["tasks"].as_array().unwrap().iter().map(|task| task["parent"].clone()).collect();
    let ids: Vec<Value> = made["tasks"].as_array().unwrap().iter().map(|task| task["id"].clone()).collect();
    assert_eq!(parents, [Value::Null, ids[0].clone(), ids[1].clone(), ids[0].clone(), Value::Null]);
    house.call("history.undo", Value::Null);
    assert_eq!(house.titles("is:all"), Vec::<String>::new());
}

#[test]
fn a_dismissed_chip_is_words_again() {
    let house = House::new();
    let parsed = house.call("capture.parse", json!({ "text": "Read Tomorrow tomorrow" }));
    let span = parsed[0]["parsed"]["spans"][0].clone();
    assert_eq!(parsed[0]["meaning"][0], "Sun 22 Nov 2026");
    let chip = json!({ "line": 0, "start": span["start"], "end": span["end"] });
    let again = house.call("capture.parse", json!({ "text": "Read Tomorrow tomorrow", "dismissed": [chip] }));
    assert_ne!(again, parsed);
    let neither: Vec<Value> =
        [(5, 13), (14, 22)].iter().map(|(start, end)| json!({ "line": 0, "start": start, "end": end })).collect();
    let saved = house.call("capture.save", json!({ "text": "Read Tomorrow tomorrow", "dismissed": neither }));
    assert_eq!(saved["tasks"][0]["title"], "Read Tomorrow tomorrow");
    assert_eq!(saved["tasks"][0]["scheduled"], Value::Null);
}

#[test]
fn a_title_that_is_edited_understands_what_is_typed_into_it() {
    let house = House::new();
    house.task("plan trip");
    let id = house.call("capture.save", json!({ "text": "Book train @phone p3 ~30m" }))["tasks"][0]["id"].clone();
    let text = "Book two trains\ntomorrow 5pm #Travel @phone @desk p1 after:\"plan trip\"";
    let task = house.call("capture.retitle", json!({ "task": id, "text": text }));
    assert_eq!(task["title"], "Book two trains");
    assert_eq!(task["scheduled"], json!({ "day": "2026-11-22", "at": 1_795_363_200_000_i64 }));
    assert_eq!((&task["priority"], &task["tags"]), (&json!(1), &json!(["desk", "phone"])));
    assert_eq!((&task["effort_minutes"], &task["blocked"]), (&json!(30), &json!(true)), "what is not said stays");
    assert_eq!(house.call("projects.list", Value::Null)[0]["name"], "Travel");
    house.call("history.undo", Value::Null);
    let back = house.call("tasks.get", id.clone())["task"].clone();
    assert_eq!(
        (&back["title"], &back["priority"], &back["scheduled"]),
        (&json!("Book train"), &json!(3), &Value::Null)
    );
    assert_eq!(house.call("projects.list", Value::Null), json!([]));

    let words = json!([{ "line": 0, "start": 5, "end": 13 }]);
    let kept = house.call("capture.retitle", json!({ "task": id, "text": "Read Tomorrow", "dismissed": words }));
    assert_eq!((&kept["title"], &kept["scheduled"]), (&json!("Read Tomorrow"), &Value::Null));
    let bare = house.call("capture.retitle", json!({ "task": id, "text": "tomorrow" }));
    assert_eq!((&bare["title"], &bare["scheduled"]["day"]), (&json!("tomorrow"), &json!("2026-11-22")));
    let every = house.call("capture.retitle", json!({ "task": id, "text": "Water the plants every mon" }));
    assert_eq!((&every["title"], &every["repeat"]["words"]), (&json!("Water the plants"), &json!("every week on Mon")));
    assert!(house.fails("capture.retitle", json!({ "task": id, "text": " \n " })).1.contains("needs a title"));
    assert!(house.fails("capture.retitle", json!({ "task": 4040, "text": "x" })).1.contains("task"));
    // An end belongs to its start: another day leaves it behind.
    let meet = house.call("capture.save", json!({ "text": "Meet Mei tomorrow 9-10am" }))["tasks"][0]["id"].clone();
    let moved = house.call("capture.retitle", json!({ "task": meet, "text": "Meet Mei on 25 nov" }));
    assert_eq!((&moved["scheduled"]["day"], &moved["scheduled_end"]), (&json!("2026-11-25"), &Value::Null));
}

#[test]
fn odd_text_is_kept_and_nothing_is_refused_but_nothing() {
    let house = House::new();
    assert!(house.fails("capture.save", json!({ "text": " \n " })).1.contains("nothing to keep"));
    for text in [
        "\u{0}nul\u{0}",
        "p1",
        "🧑‍🚀",
        "=1+1",
        "'; drop table task; --",
        "\u{202e}evil",
        "every 0 days",
        "in 999999999 days",
    ] {
        let made = house.call("capture.save", json!({ "text": text }));
        assert!(!made["tasks"][0]["title"].as_str().unwrap().is_empty(), "{text:?}");
    }
    let long = house.call("capture.save", json!({ "text": "x".repeat(1_000_000) }));
    assert_eq!(long["tasks"][0]["title"].as_str().unwrap().len(), 500);
}

#[test]
fn a_note_has_its_first_words_as_title() {
    let house = House::new();
    let made = house.call("capture.save", json!({ "text": "The boiler needs 1.5 bar.\nCall Ada.", "save_as": "note" }));
    assert_eq!(made["item"]["title"], "The boiler needs 1.5 bar. Call Ada.");
    let detail = house.call("knowledge.get", made["item"]["id"].clone());
    assert_eq!(detail["text"], "The boiler needs 1.5 bar.\nCall Ada.", "readable before it is processed");
}

#[test]
fn the_page_of_the_language_is_fresh() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/capture.md");
    let fresh = almanac_core::capture::language::page();
    if std::fs::read_to_string(&path).unwrap_or_default() != fresh {
        std::fs::write(&path, &fresh).unwrap();
        panic!("docs/capture.md was stale and has been written again: run the test once more and commit the file");
    }
}

#[test]
fn the_language_explains_itself_by_kinds() {
    let house = House::new();
    let sections = house.call("capture.language", Value::Null);
    let kinds: Vec<&str> =
        sections.as_array().unwrap().iter().map(|section| section["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.first(), Some(&"date"));
    assert!(kinds.contains(&"recurrence") && kinds.contains(&"tag"));
    assert!(sections[0]["phrases"][0]["example"].as_str().unwrap().contains("tomorrow"));
}

#[test]
fn names_are_completed_and_new_ones_marked() {
    let house = House::new();
    for line in ["a #Kitchen", "b #\"Spare kit\" @phone", "c #Garden", "plan trip"] {
        house.call("capture.save", json!({ "text": line }));
    }
    let names = |of: &str, text: &str| -> Vec<(String, bool)> {
        let found = house.call("capture.complete", json!({ "of": of, "text": text }));
        let pair = |one: &Value| (one["name"].as_str().unwrap().to_owned(), one["is_new"].as_bool().unwrap());
        found.as_array().unwrap().iter().map(pair).collect()
    };
    let there = |name: &str| (name.to_owned(), false);
    assert_eq!(names("project", "kit"), [there("Kitchen"), there("Spare kit"), ("kit".into(), true)]);
    assert_eq!(names("project", "KITCHEN"), [there("Kitchen")], "whatever its letter case it is there");
    assert_eq!(names("project", "").len(), 3);
    assert_eq!(names("tag", "pho"), [there("phone"), ("pho".into(), true)]);
    assert_eq!(names("task", "trip"), [there("plan trip")]);
    assert_eq!(names("task", "no such"), [], "a task is not made by waiting for it");
}

#[test]
fn ten_thousand_lines_are_tasks_and_more_are_refused_with_nothing_lost() {
    let house = House::new();
    let lines = |count: usize| (0..count).map(|n| format!("thing {n} tomorrow")).collect::<Vec<_>>().join("\n");
    let parsed = house.call("capture.parse", json!({ "text": lines(2_000) }));
    assert_eq!(parsed.as_array().unwrap().len(), 500, "a preview shows the first");
    let made = house.call("capture.save", json!({ "text": lines(2_000) }));
    assert_eq!(made["tasks"].as_array().unwrap().len(), 2_000);
    assert_eq!(made["tasks"][1_999]["title"], "thing 1999");
    let (kind, message) = house.fails("capture.save", json!({ "text": lines(10_001) }));
    assert_eq!(kind, almanac_core::Kind::Invalid);
    assert!(message.contains("10001 lines") && message.contains("note"), "{message}");
    house.call("history.undo", Value::Null);
    assert_eq!(house.titles("is:all"), Vec::<String>::new(), "one step");
}

#[test]
fn a_title_too_long_is_kept_whole_in_the_notes() {
    let house = House::new();
    let long = format!("start {} end tomorrow", "word ".repeat(200_000));
    let made = house.call("capture.save", json!({ "text": long }));
    let task = &made["tasks"][0];
    assert_eq!(task["title"].as_str().unwrap().chars().count(), 500);
    assert_eq!(task["scheduled"]["day"], "2026-11-22");
    assert!(task["notes"].as_str().unwrap().trim_end().ends_with("end tomorrow"));
}

#[test]
fn a_period_of_days_is_scheduled_on_the_first_and_due_on_the_last() {
    let house = House::new();
    let parsed = house.call("capture.parse", json!({ "text": "Vacation dec 20 - 27" }));
    assert_eq!(parsed[0]["meaning"][0], "Sun 20 Dec 2026 – Sun 27 Dec 2026");
    let made = house.call("capture.save", json!({ "text": "Vacation dec 20 - 27" }));
    let task = &made["tasks"][0];
    assert_eq!((&task["scheduled"]["day"], &task["deadline"]["day"]), (&json!("2026-12-20"), &json!("2026-12-27")));
}

#[test]
fn a_day_and_a_time_are_two_chips_that_do_not_repeat_each_other() {
    let house = House::new();
    let meaning = |text: &str| house.call("capture.parse", json!({ "text": text }))[0]["meaning"].clone();
    assert_eq!(meaning("Call Ana tomorrow 10am"), json!(["Sun 22 Nov 2026", "10:00"]));
    assert_eq!(meaning("Call Ana at 6pm"), json!(["Sat 21 Nov 2026, 18:00"]));
}

#[test]
fn a_line_typed_on_a_day_is_for_that_day_unless_it_says_when() {
    let house = House::new();
    let lines = "Buy bread\n  and butter\nCall Ada tomorrow\nWater the plants every day";
    let made = house.call("capture.save", json!({ "text": lines, "day": "2026-11-21" }));
    let days: Vec<&Value> = made["tasks"].as_array().unwrap().iter().map(|task| &task["scheduled"]["day"]).collect();
    assert_eq!(
        days[..3],
        [&json!("2026-11-21"), &Value::Null, &json!("2026-11-22")],
        "a subtask goes with what is above it"
    );
    let elsewhere = house.call("capture.save", json!({ "text": "Buy milk" }));
    assert_eq!(elsewhere["tasks"][0]["scheduled"], Value::Null);
}
