//! A first day: sample data that come and go, tasks that were not done on their day, and what the program says of itself.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use house::House;
use serde_json::{Value, json};

#[test]
fn sample_data_come_in_one_step_are_marked_and_go_in_one_step() {
    let house = House::new();
    assert_eq!(house.call("samples.state", Value::Null), json!({ "tasks": 0, "items": 0, "empty": true }));
    let start = house.rows()["task"].clone();
    let added = house.call("samples.add", Value::Null);
    assert_eq!(added, json!({ "tasks": 10, "items": 8, "empty": false }));
    assert_eq!(house.titles("tag:sample").len(), 10);
    let items = house.call("knowledge.list", json!({}));
    assert!(items["items"].as_array().unwrap().iter().all(|item| item["tags"] == json!(["sample"])));
    assert!(house.fails("samples.add", Value::Null).1.contains("already"));

    house.call("history.undo", Value::Null);
    assert_eq!(house.call("samples.state", Value::Null)["empty"], true);
    house.call("history.redo", Value::Null);
    house.process();

    // What a person did with them by hand stays: a task in a sample project, and a tag that it uses.
    house.call("capture.save", json!({ "text": "Paint the gate #Fence @yard" }));
    let ladder = house.call("tasks.list", json!({ "filter": "ladder" }))["tasks"][0]["id"].clone();
    house.call("tasks.complete", json!({ "ids": [ladder] }));
    assert_eq!(house.call("samples.remove", Value::Null), json!({ "tasks": 0, "items": 0, "empty": false }));
    let left = house.call("tasks.list", json!({ "filter": "is:all" }))["tasks"].clone();
    assert_eq!((left.as_array().unwrap().len(), left[0]["tags"].clone()), (1, json!(["yard"])));
    let projects = house.call("projects.list", Value::Null);
    assert_eq!(projects.as_array().unwrap().len(), 1);
    assert!(house.fails("samples.remove", Value::Null).1.contains("no sample data"));
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("samples.state", Value::Null)["tasks"], 10);
    assert_ne!(house.rows()["task"], start);
}

#[test]
fn what_was_not_done_on_its_day_goes_to_today_tomorrow_or_someday() {
    let house = House::new();
    let task = |title: &str, more: Value| {
        let mut task = json!({ "title": title });
        task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        house.call("tasks.create", task)["id"].clone()
    };
    let day = |day: &str| json!({ "day": day, "at": null });
    let planned = task("planned", json!({ "scheduled": { "day": "2026-11-19", "at": 1795082400000_i64 } }));
    let late = task("late", json!({ "deadline": day("2026-11-20") }));
    let both = task("both", json!({ "scheduled": day("2026-11-18"), "deadline": day("2026-12-24") }));
    let overdue = || -> Vec<String> {
        let today = house.call("today.show", Value::Null);
        today["overdue"].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(overdue(), ["both", "planned", "late"]);
    let moved = house.call("today.defer", json!({ "ids": [planned, late], "to": "tomorrow" }));
    assert_eq!(moved[0]["scheduled"], day("2026-11-22"));
    assert_eq!(moved[1]["deadline"], day("2026-11-20"), "a deadline stays what it was");
    assert_eq!(overdue(), ["both"]);
    assert_eq!(house.call("history.state", Value::Null)["undo"]["label"], "Moved 2 tasks to tomorrow");

    let moved = house.call("today.defer", json!({ "ids": [both, late], "to": "someday" }));
    assert_eq!((moved[0]["scheduled"].clone(), moved[0]["deadline"].clone()), (Value::Null, day("2026-12-24")));
    assert_eq!((moved[1]["scheduled"].clone(), moved[1]["deadline"].clone()), (Value::Null, Value::Null));
    assert_eq!(overdue(), Vec::<String>::new());
    assert_eq!(moved[1]["status"], "todo");
    assert!(house.fails("today.defer", json!({ "ids": [], "to": "today" })).1.contains("no task"));
}

#[test]
fn done_today_begins_with_the_day_not_at_midnight() {
    let house = House::new();
    let id = house.task("Late show");
    house.clock.set("2026-11-22T02:30:00+01:00[Europe/Berlin]".parse().unwrap());
    house.call("tasks.complete", json!({ "ids": [id] }));
    let done = |house: &House| house.call("today.show", Value::Null)["done"].as_array().unwrap().len();
    assert_eq!(done(&house), 1);
    house.clock.set("2026-11-22T04:00:00+01:00[Europe/Berlin]".parse().unwrap());
    assert_eq!(done(&house), 0);
}

#[test]
fn today_said_after_midnight_is_the_day_that_is_shown() {
    let house = House::new();
    house.clock.set("2026-11-22T02:30:00+01:00[Europe/Berlin]".parse().unwrap());
    house.call("capture.save", json!({ "text": "Water the lemon tree today", "save_as": "task" }));
    let shown = house.call("today.show", Value::Null);
    assert_eq!(shown["scheduled"][0]["title"], "Water the lemon tree", "{shown}");
}

#[test]
fn diagnostics_hold_figures_and_no_word_of_the_person() {
    let house = House::new();
    house.task("Zebracrossing");
    house.call("capture.save", json!({ "text": "# Xylophone\n\nQuagmire", "save_as": "note" }));
    house.call("projects.create", json!({ "name": "Jabberwocky" }));
    house.call("settings.update", json!({ "chat_model": "server:Motherlode/secret-model" }));
    house.call("data.backup", json!({}));
    let shown = house.call("diagnostics.show", Value::Null);
    let text = shown.to_string();
    for word in ["Zebra", "Xylo", "Quag", "Jabber", "Mother", "secret"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    let fact = |name: &str| {
        let groups = shown["groups"].as_array().unwrap().iter();
        let mut facts = groups.flat_map(|group| group["facts"].as_array().unwrap().clone());
        facts.find(|fact| fact["name"] == name).unwrap_or_else(|| panic!("{name} is missing"))
    };
    assert_eq!(fact("Almanac")["value"], env!("CARGO_PKG_VERSION"));
    assert!(fact("Last backup")["value"].as_str().unwrap().contains("just now"));
    assert_eq!(fact("Last check")["value"], "none yet");
    assert_eq!(fact("Answers come from")["value"], "a server");
    assert_ne!(fact("Size")["value"], "0 B");
}

#[test]
fn looks_are_settings_and_the_first_steps_stay_out_of_undo() {
    let house = House::new();
    house.task("The first");
    let looks = json!({ "density": "compact", "motion": "reduced", "text_size": "large", "launch_at_login": true, "notifications": false });
    house.call("settings.update", looks.clone());
    let settings = house.call("settings.update", json!({ "welcomed": true }));
    for (name, value) in looks.as_object().unwrap() {
        assert_eq!(&settings[name], value, "{name}");
    }
    let house = house.restart();
    assert_eq!(house.call("settings.get", Value::Null), settings);
    assert_eq!(house.call("history.state", Value::Null)["undo"]["label"], "Changed the settings");
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("settings.get", Value::Null)["density"], "comfortable");
    assert_eq!(house.call("settings.get", Value::Null)["welcomed"], true);
    assert!(house.fails("settings.update", json!({ "density": "vast" })).1.contains("vast"));
}
