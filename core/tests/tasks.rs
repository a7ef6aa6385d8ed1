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
fn the_hours_after_midnight_belong_to_the_day_before() {
    let house = House::new();
    house.clock.set("2026-11-21T22:00:00Z".parse().unwrap());
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    for (title, moment) in [("Night train", "2026-11-22T00:30:00+01:00"), ("Breakfast", "2026-11-22T08:00:00+01:00")] {
        let when = json!({ "day": "2026-11-22", "at": at(moment) });
        house.call("tasks.create", json!({ "title": title, "scheduled": when, "deadline": { "day": "2026-11-21" } }));
    }
    let today = house.call("today.show", json!(null));
    let titles = |part: &str| -> Vec<&str> {
        today[part].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap()).collect()
    };
    assert_eq!((titles("scheduled"), titles("due")), (vec!["Night train"], vec!["Breakfast"]));
}

#[test]
fn what_was_planned_in_another_time_zone_can_be_edited() {
    let House { app, folder, .. } = {
        let house = House::new();
        let evening = "2026-11-22T23:00:00+01:00".parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let when = json!({ "day": "2026-11-22", "at": evening });
        house.call("tasks.create", json!({ "title": "Dinner", "scheduled": when }));
        house
    };
    app.stop();
    drop(app);
    let east = "2026-11-21T19:00:00+09:00[Asia/Tokyo]".parse().unwrap();
    let clock = std::sync::Arc::new(almanac_core::clock::FixedClock::new(east));
    let house = House { app: house::open(&folder, &clock).unwrap(), clock, folder };
    house.call("tasks.edit", json!({ "ids": [1], "patch": { "title": "Dinner with Eva" } }));
    assert_eq!(house.titles("dinner"), ["Dinner with Eva"]);
}

#[test]
fn a_title_that_is_too_long_stands_whole_in_the_notes() {
    let house = House::new();
    let long = "word ".repeat(400);
    let made = house.call("tasks.create", json!({ "title": long, "notes": "Mine." }));
    assert_eq!(made["title"].as_str().unwrap().chars().count(), 500);
    assert_eq!(made["notes"], format!("{}\n\nMine.", long.trim()));
    let id = house.task("Short");
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "title": long } }));
    assert_eq!(house.call("tasks.get", json!(id))["task"]["notes"], long.trim());
}

#[test]
fn a_renamed_tag_is_still_found_by_its_old_name() {
    let house = House::new();
    house.call("tasks.create", json!({ "title": "Sow", "tags": ["garten"] }));
    let tag = house.call("tags.list", json!(null))[0]["id"].clone();
    house.call("tags.rename", json!({ "id": tag, "name": "garden" }));
    assert_eq!((house.titles("tag:garten"), house.titles("tag:garden")), (vec!["Sow".into()], vec!["Sow".into()]));
    house.call("tags.rename", json!({ "id": tag, "name": "garten" }));
    assert_eq!(house.titles("tag:garden"), ["Sow"]);
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
