//! Groups, order by hand, bulk edits and saved filters, through the front door.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::House;
use serde_json::{Value, json};

fn groups(house: &House, filter: &str, group: &str) -> Vec<(String, i64)> {
    let answer = house.call("tasks.groups", json!({ "filter": filter, "group": group }));
    let read = |one: &Value| (one["key"].as_str().unwrap().to_owned(), one["count"].as_i64().unwrap());
    answer["groups"].as_array().unwrap().iter().map(read).collect()
}

fn titles(house: &House, query: Value) -> Vec<String> {
    let page = house.call("tasks.list", query);
    page["tasks"].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn groups_stand_in_their_order_and_windows_follow_it() {
    let house = House::new();
    house.call(
        "capture.save",
        json!({ "text": "Late #Zoo\nBeta today #Zoo\nAlpha tomorrow #Ark p1\nNowhere p2\nFar by 24 dec" }),
    );
    let late = house.call("tasks.list", json!({ "filter": "late" }))["tasks"][0]["id"].clone();
    house.call("tasks.edit", json!({ "ids": [late], "patch": { "scheduled": { "day": "2026-11-20" } } }));
    assert_eq!(
        groups(&house, "", "day"),
        [("overdue", 1), ("2026-11-21", 1), ("2026-11-22", 1), ("2026-12-24", 1), ("none", 1)]
            .map(|(key, count)| (key.to_owned(), count))
    );
    assert_eq!(
        titles(&house, json!({ "group": "day" })),
        ["Late", "Beta", "Alpha", "Far", "Nowhere"],
        "one window over all groups"
    );
    let named = house.call("tasks.groups", json!({ "group": "project" }))["groups"].clone();
    assert_eq!((named[0]["name"].as_str(), named[1]["name"].as_str()), (Some("Ark"), Some("Zoo")));
    assert_eq!((named[2]["key"].as_str(), named[2]["count"].as_i64()), (Some("none"), Some(2)));
    let zoo = json!({ "group": "project", "within": named[1]["key"], "sort": "title" });
    assert_eq!(titles(&house, zoo), ["Beta", "Late"]);
    assert_eq!(groups(&house, "p1 or p2", "priority").len(), 2);
    assert_eq!(titles(&house, json!({ "sort": "title", "limit": 2, "offset": 1 })), ["Beta", "Far"]);
    let answer = house.call("tasks.groups", json!({ "group": "quadrant" }));
    assert!(answer["rule"].as_str().unwrap().contains("3 days"));
}

#[test]
fn a_task_moves_between_groups_in_one_step() {
    let house = House::new();
    let id = house.call("capture.save", json!({ "text": "Standup today 11am for 30m p4" }))["tasks"][0]["id"].clone();
    let before = house.call("tasks.get", id.clone())["task"].clone();
    let place = |group: &str, key: &str| {
        house.call("tasks.place", json!({ "ids": [id], "to": { "group": group, "key": key } }))[0].clone()
    };
    assert_eq!(place("status", "doing")["status"], "doing");
    assert_eq!(place("priority", "1")["priority"], 1);
    let moved = place("day", "2027-06-01");
    let hour = |task: &Value, key: &str| {
        let at = if key == "end" { &task["scheduled_end"] } else { &task["scheduled"]["at"] };
        let moment: jiff::Timestamp = jiff::Timestamp::from_millisecond(at.as_i64().unwrap()).unwrap();
        moment.to_zoned(jiff::tz::TimeZone::get("Europe/Berlin").unwrap()).strftime("%H:%M").to_string()
    };
    assert_eq!(moved["scheduled"]["day"], "2027-06-01");
    assert_eq!(
        (hour(&moved, "at"), hour(&moved, "end")),
        (hour(&before, "at"), hour(&before, "end")),
        "over summer time"
    );
    for _ in 0..3 {
        house.call("history.undo", Value::Null);
    }
    assert_eq!(house.call("tasks.get", id.clone())["task"], before);
    for (group, key) in
        [("status", "cheese"), ("priority", "9"), ("day", "never"), ("quadrant", "x"), ("project", "99")]
    {
        let input = json!({ "ids": [id], "to": { "group": group, "key": key } });
        assert!(matches!(house.fails("tasks.place", input).0, Kind::Invalid | Kind::NotFound), "{group} {key}");
    }
}

#[test]
fn quadrants_follow_their_rule() {
    let house = House::new();
    let id = house.task("Plan the year");
    let quadrant = || {
        let found = groups(&house, "", "quadrant");
        found.into_iter().next().unwrap().0
    };
    let place = |key: &str| {
        house.call("tasks.place", json!({ "ids": [id], "to": { "group": "quadrant", "key": key } }))[0].clone()
    };
    assert_eq!(quadrant(), "drop");
    for key in ["do", "delegate", "plan", "do", "plan", "drop", "delegate", "drop"] {
        place(key);
        assert_eq!(quadrant(), key);
    }
    assert_eq!(place("do")["scheduled"]["day"], "2026-11-21");
    assert_eq!(place("plan")["scheduled"]["day"], "2026-11-25", "the first day that is not urgent");
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "deadline": { "day": "2026-11-22" } } }));
    let (kind, message) =
        house.fails("tasks.place", json!({ "ids": [id], "to": { "group": "quadrant", "key": "plan" } }));
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("deadline on 2026-11-22"), "{message}");
    assert_eq!(house.titles("is:urgent is:important"), ["Plan the year"]);
}

#[test]
fn the_order_by_hand_moves_nothing_else() {
    let house = House::new();
    let ids: Vec<i64> = ["a", "b", "c", "d"].iter().map(|title| house.task(title)).collect();
    let order = || titles(&house, json!({ "sort": "manual" })).concat();
    assert_eq!(order(), "abcd");
    house.call("tasks.place", json!({ "ids": [ids[3]], "after": ids[0], "before": ids[1] }));
    assert_eq!(order(), "adbc");
    house.call("tasks.place", json!({ "ids": [ids[2], ids[1]], "before": ids[0] }));
    assert_eq!(order(), "cbad");
    house.call("tasks.place", json!({ "ids": [ids[2]], "after": ids[3] }));
    assert_eq!(order(), "badc");
    // Between the same two again and again: there is always room.
    for turn in 0..100 {
        let (low, high) = (ids[1], ids[0]);
        let moved = ids[2 + turn % 2];
        house.call("tasks.place", json!({ "ids": [moved], "after": low, "before": high }));
        let other = ids[2 + (turn + 1) % 2];
        house.call("tasks.place", json!({ "ids": [other], "after": moved, "before": high }));
    }
    assert!(order().starts_with('b') && order().ends_with('a'), "{}", order());
    let now = order();
    house.task("e");
    assert_eq!(order(), format!("{now}e"), "a new one comes last");
    house.call("tasks.place", json!({ "ids": [ids[1]], "after": ids[0] }));
    house.task("f");
    assert!(order().ends_with('f'), "also after what was moved to the end: {}", order());
    let steps = house.call("history.activity", json!({ "limit": 2 }));
    assert_eq!(steps[1]["changes"], 1, "one row for one move");
}

#[test]
fn a_bulk_edit_is_one_step() {
    let house = House::new();
    // A capture has at most 500 lines.
    for from in [0, 310] {
        let lines = (from..from + 310).map(|n| format!("t{n} @old{}", if n % 2 == 0 { " @even" } else { "" }));
        house.call("capture.save", json!({ "text": lines.collect::<Vec<_>>().join("\n") }));
    }
    let before = house.rows();
    let first = house.call("tasks.list", json!({ "filter": "tag:even", "sort": "oldest" }))["tasks"][0]["id"].clone();
    let changed = house.call(
        "tasks.bulk",
        json!({ "verb": "edit", "filter": "tag:even", "except": [first], "patch": { "priority": 1, "deadline": { "day": "2026-12-01" } },
                "add_tags": ["new", "EVEN"], "remove_tags": ["old"] }),
    );
    assert_eq!(changed, 309);
    assert_eq!(
        house.call("tasks.list", json!({ "filter": "tag:new p1 tag:even due:=2026-12-01 -tag:old" }))["total"],
        309
    );
    assert_eq!(house.call("history.undo", Value::Null)["label"], "Changed 309 tasks");
    assert_eq!(house.call("tasks.list", json!({ "filter": "p1" }))["total"], 0);
    for verb in ["complete", "delete"] {
        assert_eq!(house.call("tasks.bulk", json!({ "verb": verb, "filter": "" })), 620);
        assert_eq!(house.call("tasks.list", json!({}))["total"], 0);
        house.call("history.undo", Value::Null);
    }
    assert_eq!(house.rows()["task"], before["task"]);
    assert_eq!(house.fails("tasks.bulk", json!({ "verb": "edit", "ids": [] })).0, Kind::Invalid);
    let bad = json!({ "verb": "edit", "filter": "", "patch": { "priority": 7 } });
    assert_eq!(house.fails("tasks.bulk", bad).0, Kind::Invalid);
}

#[test]
fn a_parent_and_its_subtask_are_deleted_together() {
    let house = House::new();
    let parent = house.task("Parent");
    let child = house.call("tasks.create", json!({ "title": "Child", "parent": parent }))["id"].clone();
    house.call("tasks.bulk", json!({ "verb": "delete", "ids": [parent, child] }));
    assert_eq!(house.titles("is:all"), Vec::<String>::new());
}

#[test]
fn blocked_tasks_leave_next_and_come_back() {
    let house = House::new();
    let make = |title: &str| house.call("tasks.create", json!({ "title": title, "status": "todo" }))["id"].clone();
    let (paint, plaster) = (make("Paint"), make("Plaster"));
    let next = || {
        let today = house.call("today.show", Value::Null);
        today["next"]
            .as_array()
            .unwrap()
            .iter()
            .map(|task| task["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(next(), ["Paint", "Plaster"]);
    house.call("tasks.block", json!({ "task": paint, "blocker": plaster }));
    assert_eq!(next(), ["Plaster"]);
    house.call("tasks.complete", json!({ "ids": [plaster] }));
    assert_eq!(next(), ["Paint"]);
    house.call("history.undo", Value::Null);
    assert_eq!(next(), ["Plaster"]);
}

#[test]
fn saved_filters_are_kept_counted_moved_and_undone() {
    let house = House::new();
    house.call("capture.save", json!({ "text": "One p1\nTwo @home\nThree" }));
    let save =
        |name: &str, query: &str| house.call("filters.create", json!({ "name": name, "query": query }))["id"].clone();
    let names = || {
        let list = house.call("filters.list", Value::Null);
        list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (soon, home) = (save("Soon", "due:<=7d and (tag:home or p1)"), save("At home", "tag:home"));
    let all = house.call(
        "filters.create",
        json!({ "name": "Everything", "query": "", "view": "board", "sort": "manual", "group": "status" }),
    );
    assert_eq!((all["view"].as_str(), all["group"].as_str()), (Some("board"), Some("status")));
    let counts = house.call("filters.counts", Value::Null);
    assert_eq!(
        counts.as_array().unwrap().iter().map(|one| one["count"].as_i64().unwrap()).collect::<Vec<_>>(),
        [0, 1, 3]
    );
    house.call("filters.reorder", json!({ "id": all["id"], "after": null }));
    house.call("filters.reorder", json!({ "id": soon, "after": home }));
    assert_eq!(names(), ["Everything", "At home", "Soon"]);
    assert_eq!(house.call("filters.update", json!({ "id": home, "name": "House" }))["query"], "tag:home");
    house.call("filters.delete", home);
    assert_eq!(names(), ["Everything", "Soon"]);
    house.call("history.undo", Value::Null);
    house.call("history.undo", Value::Null);
    assert_eq!(names(), ["Everything", "At home", "Soon"]);
    assert_eq!(house.fails("filters.create", json!({ "name": "soon", "query": "" })).0, Kind::Conflict);
    assert_eq!(house.fails("filters.create", json!({ "name": "Bad", "query": "tga:x" })).0, Kind::Invalid);
    assert_eq!(house.fails("filters.create", json!({ "name": " ", "query": "" })).0, Kind::Invalid);
}
