//! Tasks through the front door.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use almanac_core::jobs::{Lane, Tick, tick};
use house::House;
use serde_json::json;

#[test]
fn a_task_keeps_every_field() {
    let house = House::new();
    let area = house.call("areas.create", json!({ "name": "Home", "colour": "#AA5500" }));
    let project = house.call("projects.create", json!({ "name": "Boiler", "area": area["id"] }));
    let made = house.call(
        "tasks.create",
        json!({
            "title": "  Call the\nplumber ", "notes": "about *pressure*", "project": project["id"], "area": area["id"],
            "tags": ["phone", "@home"], "priority": 2, "effort_minutes": 15, "energy": "low", "start": "2026-11-20",
            "scheduled": { "day": "2026-11-21", "at": 1_795_262_400_000_i64 }, "scheduled_end": 1_795_266_000_000_i64,
            "deadline": { "day": "2026-11-30" }
        }),
    );
    assert_eq!(made["title"], "Call the plumber");
    assert_eq!(made["status"], "todo");
    assert_eq!(made["tags"], json!(["home", "phone"]));
    let again = house.call("tasks.get", made["id"].clone());
    assert_eq!(again["task"], made);
    assert_eq!(house.call("projects.list", json!(null))[0]["open_tasks"], 1);
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let house = House::new();
    let id = house.task("One");
    for (input, words) in [
        (json!({ "title": "   " }), "needs a title"),
        (json!({ "title": "x", "priority": 5 }), "priority is 1"),
        (json!({ "title": "x", "project": 99 }), "project 99 does not exist"),
        (json!({ "title": "x", "parent": 99 }), "task 99 does not exist"),
        (json!({ "title": "x", "scheduled": { "day": "2026-02-30" } }), "tasks.create"),
        (
            json!({ "title": "x", "scheduled": { "day": "2026-11-22", "at": 1_795_262_400_000_i64 } }),
            "does not lie on the day",
        ),
        (json!({ "title": "x", "colour": "red" }), "unknown field"),
    ] {
        let (_, message) = house.fails("tasks.create", input.clone());
        assert!(message.contains(words), "{input}: {message}");
    }
    assert_eq!(house.fails("tasks.complete", json!({ "ids": [id, 99] })).0, Kind::NotFound);
    assert_eq!(house.titles("is:done"), Vec::<String>::new(), "a failed batch changes nothing");
    assert_eq!(house.fails("tasks.list", json!({ "filter": "is:cheese" })).0, Kind::Invalid);
}

#[test]
fn a_circle_is_refused_and_shown() {
    let house = House::new();
    let [a, b, c] = ["Paint", "Plaster", "Rewire"].map(|title| house.task(title));
    house.call("tasks.block", json!({ "task": a, "blocker": b }));
    house.call("tasks.block", json!({ "task": b, "blocker": c }));
    let (kind, message) = house.fails("tasks.block", json!({ "task": c, "blocker": a }));
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("Rewire → Paint → Plaster → Rewire"), "{message}");
    assert_eq!(house.fails("tasks.block", json!({ "task": a, "blocker": a })).0, Kind::Conflict);
    assert_eq!(house.titles("is:blocked"), ["Plaster", "Paint"]);
    house.call("tasks.complete", json!({ "ids": [c] }));
    assert_eq!(house.titles("is:blocked"), ["Paint"], "finishing a blocker unblocks");
}

#[test]
fn subtasks_hang_on_their_parent() {
    let house = House::new();
    let parent = house.task("Move house");
    let child = house.call("tasks.create", json!({ "title": "Boxes", "parent": parent }))["id"].as_i64().unwrap();
    let (kind, _) = house.fails("tasks.edit", json!({ "ids": [parent], "patch": { "parent": child } }));
    assert_eq!(kind, Kind::Conflict);
    house.call("tasks.complete", json!({ "ids": [child] }));
    let detail = house.call("tasks.get", json!(parent));
    assert_eq!((detail["task"]["subtasks"].as_i64(), detail["task"]["subtasks_done"].as_i64()), (Some(1), Some(1)));
    house.call("tasks.delete", json!({ "ids": [parent] }));
    assert_eq!(house.titles("is:all"), Vec::<String>::new());
    house.call("history.undo", json!(null));
    assert_eq!(house.call("tasks.get", json!(parent))["subtasks"][0]["title"], "Boxes");
}

#[test]
fn absent_stays_and_null_clears() {
    let house = House::new();
    let id = house.call(
        "tasks.create",
        json!({ "title": "T", "priority": 1, "deadline": { "day": "2026-12-01" }, "tags": ["a"] }),
    )["id"]
        .clone();
    let edited = house.call("tasks.edit", json!({ "ids": [id], "patch": { "priority": null, "notes": "n" } }));
    assert_eq!(edited[0]["priority"], json!(null));
    assert_eq!(edited[0]["deadline"]["day"], "2026-12-01");
    assert_eq!(edited[0]["tags"], json!(["a"]));
}

#[test]
fn filters_narrow_and_find() {
    let house = House::new();
    house.call(
        "capture.save",
        json!({ "text": "Water plants today @home p1\nBook train by monday #Trip\nRead 100% of it" }),
    );
    assert_eq!(house.titles("tag:home"), ["Water plants"]);
    assert_eq!(house.titles("-tag:home p1"), Vec::<String>::new());
    assert_eq!(house.titles("project:trip"), ["Book train"]);
    assert_eq!(house.titles("100%"), ["Read 100% of it"]);
    assert_eq!(house.titles("is:inbox"), ["Read 100% of it"]);
    assert_eq!(house.titles("due:2026-11-23"), ["Book train"]);
}

#[test]
fn today_shows_what_the_day_asks() {
    let house = House::new();
    house.call(
        "capture.save",
        json!({ "text": "Standup today 11am\nLate yesterday report due yesterday\nPay rent due today\nSomeday" }),
    );
    let late = house.call("tasks.create", json!({ "title": "Late", "scheduled": { "day": "2026-11-19" } }));
    let done = house.task("Finished");
    house.call("tasks.complete", json!({ "ids": [done] }));
    let today = house.call("today.show", json!(null));
    let titles = |list: &str| {
        today[list]
            .as_array()
            .unwrap()
            .iter()
            .map(|task| task["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(today["day"], "2026-11-21");
    assert_eq!(titles("scheduled"), ["Standup"]);
    assert!(titles("overdue").contains(&"Late".to_owned()), "{late}");
    assert_eq!(titles("due"), ["Pay rent"]);
    assert_eq!(titles("done"), ["Finished"]);
}

#[test]
fn the_day_begins_at_four() {
    let house = House::new();
    house.clock.set("2026-11-22T02:30:00Z".parse().unwrap());
    assert_eq!(house.call("today.show", json!(null))["day"], "2026-11-21");
    house.call("settings.update", json!({ "day_start_hour": 0 }));
    assert_eq!(house.call("today.show", json!(null))["day"], "2026-11-22");
}

#[test]
fn a_reminder_is_told_once_for_each_moment() {
    let house = House::new();
    let events = house.app.subscribe();
    let task = house.call("capture.save", json!({ "text": "Standup today 11am" }))["tasks"][0]["id"].clone();
    house.call("tasks.remind", json!({ "task": task, "minutes_before": 10 }));
    let told = || events.try_iter().filter(|event| matches!(event, almanac_core::Event::Notify { .. })).count();
    assert_eq!(
        tick(&house.app, Lane::Quick).unwrap(),
        Tick::Wait(Some(almanac_core::types::Timestamp(1_795_254_600_000)))
    );
    house.clock.set("2026-11-21T09:50:00Z".parse().unwrap());
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Ran);
    assert_eq!(told(), 1);
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(None));
    // Moved to a later hour, it is told again.
    house.call(
        "tasks.edit",
        json!({ "ids": [task], "patch": { "scheduled": { "day": "2026-11-21", "at": 1_795_269_600_000_i64 } } }),
    );
    assert!(matches!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(Some(_))));
    let plain = house.task("No time");
    assert!(house.fails("tasks.remind", json!({ "task": plain, "minutes_before": 5 })).1.contains("has no time"));
}
