//! Undo, redo and revert, for every table, across restarts.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::House;
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn a_bulk_edit_is_one_step_and_survives_a_restart() {
    let house = House::new();
    let ids: Vec<i64> = ["a", "b", "c"].iter().map(|title| house.task(title)).collect();
    let before = house.rows();
    house.call("tasks.edit", json!({ "ids": ids, "patch": { "priority": 1, "tags": ["x"] } }));
    let after = house.rows();
    let house = house.restart();
    assert_eq!(house.call("history.state", Value::Null)["undo"]["label"], "Changed 3 tasks");
    house.call("history.undo", Value::Null);
    assert_eq!(house.rows(), before);
    let house = house.restart();
    house.call("history.redo", Value::Null);
    assert_eq!(house.rows(), after);
    assert_eq!(house.call("history.state", Value::Null)["redo"], Value::Null);
}

#[test]
fn redo_ends_where_something_new_begins() {
    let house = House::new();
    house.task("one");
    house.call("history.undo", Value::Null);
    house.task("two");
    assert_eq!(house.fails("history.redo", Value::Null), (Kind::Invalid, "there is nothing to redo".into()));
    house.call("history.undo", Value::Null);
    assert_eq!(house.titles("is:all"), Vec::<String>::new());
    assert!(house.fails("history.undo", Value::Null).1.contains("nothing to undo"));
}

#[test]
fn a_step_of_the_past_is_taken_back_unless_later_changes_stand_in_the_way() {
    let house = House::new();
    let id = house.task("Draft");
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "priority": 1 } }));
    let step = house.call("history.activity", json!({ "limit": 1 }))[0]["id"].clone();
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "notes": "kept" } }));
    house.call("history.revert", step.clone());
    let task = house.call("tasks.get", json!(id))["task"].clone();
    assert_eq!((task["priority"].clone(), task["notes"].clone()), (Value::Null, json!("kept")));
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "priority": 2 } }));
    let step = house.call("history.activity", json!({ "limit": 1 }))[0]["id"].clone();
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "priority": 3 } }));
    let (kind, message) = house.fails("history.revert", step);
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("priority"), "{message}");
}

/// The newest step.
fn newest(house: &House) -> Value {
    house.call("history.activity", json!({ "limit": 1 }))[0]["id"].clone()
}

#[test]
fn what_made_something_is_not_taken_back_under_what_became_of_it() {
    let house = House::new();
    let habit = house.call("habits.create", json!({ "name": "Run" }))["id"].clone();
    let made = newest(&house);
    house.call("habits.log", json!({ "habit": habit, "day": "2026-11-20", "backfill": true }));
    let project = house.call("projects.create", json!({ "name": "Shed" }))["id"].clone();
    let begun = newest(&house);
    let task = house.call("tasks.create", json!({ "title": "Paint", "project": project }))["id"].clone();
    let planned = newest(&house);
    house.call("tasks.edit", json!({ "ids": [task], "patch": { "notes": "Green." } }));
    let before = house.rows();
    for (step, later) in [(&made, "Run"), (&begun, "Paint"), (&planned, "Paint")] {
        let preview = house.call("history.preview", step.clone());
        assert_eq!(preview["possible"], false, "{preview}");
        let (kind, message) = house.fails("history.revert", step.clone());
        assert!(kind == Kind::Conflict && message.contains(later), "{message}");
    }
    assert_eq!(house.rows(), before);
    // Once the later ones are taken back, nothing stands in the way, and all of it can come back.
    for _ in 0..4 {
        house.call("history.undo", Value::Null);
    }
    house.call("history.revert", made);
    assert_eq!((house.rows()["habit"].clone(), house.rows()["project"].clone()), (json!([]), json!([])));
    while house.call("history.state", Value::Null)["redo"] != Value::Null {
        house.call("history.redo", Value::Null);
    }
    assert_eq!(house.rows(), before);
}

#[test]
fn nothing_that_comes_back_closes_a_circle() {
    let house = House::new();
    let [x, y, z] = ["x", "y", "z"].map(|title| house.task(title));
    house.call("tasks.block", json!({ "task": x, "blocker": y }));
    house.call("tasks.block", json!({ "task": y, "blocker": z }));
    house.call("tasks.delete", json!({ "ids": [y] }));
    house.call("tasks.block", json!({ "task": z, "blocker": x }));
    // It comes back without the one link that would close the circle.
    let outcome = house.call("trash.restore", json!({ "entries": [{ "kind": "task", "id": y }] }));
    assert_eq!(outcome, json!({ "restored": 1, "refused": [] }));
    let waiting = house.call("tasks.list", json!({ "filter": "is:blocked" }))["total"].as_i64().unwrap();
    assert_eq!(waiting, 2, "one of the three can be begun");
    let edit = |task: i64, parent: Value| {
        house.call("tasks.edit", json!({ "ids": [task], "patch": { "parent": parent } }));
    };
    let (u, v) = (house.task("u"), house.task("v"));
    edit(u, json!(v));
    edit(u, Value::Null);
    let parted = newest(&house);
    edit(v, json!(u));
    let (kind, message) = house.fails("history.revert", parted);
    assert!(kind == Kind::Conflict && message.contains("part of itself"), "{message}");
}

#[test]
fn the_log_shows_who_did_what_with_both_values() {
    let house = House::new();
    let id = house.task("Milk");
    house.app.call_as(almanac_core::Actor::Agent, "tasks.complete", json!({ "ids": [id] })).unwrap();
    let steps = house.call("history.activity", json!({}));
    assert_eq!((steps[0]["actor"].clone(), steps[0]["label"].clone()), (json!("agent"), json!("Completed Milk")));
    let changes = house.call("history.changes", steps[0]["id"].clone());
    assert_eq!(changes[0]["before"]["status"], "inbox");
    assert_eq!(changes[0]["after"]["status"], "done");
    assert_eq!(house.call("history.activity", json!({ "actor": "agent" })).as_array().unwrap().len(), 1);
}

#[test]
fn the_log_is_narrowed_by_kind_day_and_words() {
    let house = House::new();
    house.task("Milk");
    house.call("projects.create", json!({ "name": "Kitchen" }));
    house.clock.set("2026-11-23T09:00:00+01:00[Europe/Berlin]".parse().unwrap());
    house.task("Milk, again");
    let labels = |query: Value| -> Vec<String> {
        let steps = house.call("history.activity", query);
        steps.as_array().unwrap().iter().map(|step| step["label"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(labels(json!({ "domain": "projects" })), ["Added the project Kitchen"]);
    assert_eq!(labels(json!({ "text": "milk" })), ["Added Milk, again", "Added Milk"]);
    assert_eq!(labels(json!({ "day": "2026-11-21", "domain": "tasks" })), ["Added Milk"]);
    assert_eq!(labels(json!({ "day": "2026-11-22" })), Vec::<String>::new());
    assert_eq!(labels(json!({ "text": "%" })), Vec::<String>::new(), "a percent sign is a percent sign");
}

#[test]
fn a_preview_tells_whether_a_step_can_be_taken_back_and_writes_nothing() {
    let house = House::new();
    let id = house.task("Draft");
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "priority": 1 } }));
    let step = house.call("history.activity", json!({ "limit": 1 }))[0]["id"].clone();
    let before = house.rows();
    assert_eq!(house.call("history.preview", step.clone()), json!({ "possible": true, "reason": null }));
    assert_eq!(house.rows(), before);
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "priority": 3 } }));
    let preview = house.call("history.preview", step.clone());
    assert_eq!(preview["possible"], json!(false));
    assert!(preview["reason"].as_str().unwrap().contains("priority"), "{preview}");
    house.call("history.undo", Value::Null);
    house.call("history.revert", step.clone());
    assert!(house.call("history.preview", step)["reason"].as_str().unwrap().contains("already"));
}

fn trash(house: &House, query: Value) -> Vec<(String, String)> {
    let found = house.call("trash.list", query);
    let words = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
    found.as_array().unwrap().iter().map(|entry| (words(entry, "kind"), words(entry, "title"))).collect()
}

#[test]
fn one_task_of_a_large_deletion_comes_back_with_everything_that_hung_on_it() {
    let house = House::new();
    let project = house.call("projects.create", json!({ "name": "Garden" }))["id"].clone();
    let task = json!({ "title": "Fence", "tags": ["wood"], "project": project, "scheduled": { "day": "2026-12-01", "at": 1796126400000_i64 } });
    let fence = house.call("tasks.create", task)["id"].as_i64().unwrap();
    let posts = house.call("tasks.create", json!({ "title": "Posts", "parent": fence }))["id"].as_i64().unwrap();
    house.call("tasks.create", json!({ "title": "Holes", "parent": posts }));
    house.call("tasks.remind", json!({ "task": fence, "minutes_before": 10 }));
    let other = house.task("Rails");
    house.call("tasks.block", json!({ "task": other, "blocker": fence }));
    let before = (house.call("tasks.get", json!(fence)), house.call("tasks.get", json!(posts)));

    house.call("tasks.delete", json!({ "ids": [fence, other] }));
    house.task("Something later");
    assert_eq!(trash(&house, json!({})), [("task".into(), "Rails".into()), ("task".into(), "Fence".into())]);
    assert_eq!(trash(&house, json!({ "text": "fen" })).len(), 1);
    assert_eq!(trash(&house, json!({ "kind": "item" })).len(), 0);

    let back = house.call("trash.restore", json!({ "entries": [{ "kind": "task", "id": fence }] }));
    assert_eq!(back, json!({ "restored": 1, "refused": [] }));
    let mut after = (house.call("tasks.get", json!(fence)), house.call("tasks.get", json!(posts)));
    // The task that waited for it is still in the trash.
    after.0["blocking"] = before.0["blocking"].clone();
    assert_eq!(after, before);
    assert_eq!(trash(&house, json!({})), [("task".into(), "Rails".into())]);
    assert_eq!(house.call("history.state", Value::Null)["undo"]["label"], "Restored Fence");
    house.call("history.undo", Value::Null);
    assert_eq!(trash(&house, json!({})).len(), 2);
}

#[test]
fn a_restored_project_and_tag_gather_their_tasks_again_unless_those_moved_on() {
    let house = House::new();
    let garden = house.call("projects.create", json!({ "name": "Garden" }))["id"].clone();
    let kitchen = house.call("projects.create", json!({ "name": "Kitchen" }))["id"].clone();
    let [stays, moves] = ["a", "b"].map(|title| {
        house.call("tasks.create", json!({ "title": title, "project": garden, "tags": ["wood"] }))["id"].clone()
    });
    let tag = house.call("tags.list", Value::Null)[0]["id"].clone();
    house.call("projects.delete", garden.clone());
    house.call("tags.delete", tag.clone());
    house.call("tasks.edit", json!({ "ids": [moves], "patch": { "project": kitchen } }));
    let entries = json!([{ "kind": "project", "id": garden }, { "kind": "tag", "id": tag }]);
    assert_eq!(house.call("trash.restore", json!({ "entries": entries }))["restored"], 2);
    let task = |id: &Value| house.call("tasks.get", id.clone())["task"].clone();
    assert_eq!((task(&stays)["project"].clone(), task(&stays)["tags"].clone()), (garden, json!(["wood"])));
    assert_eq!(task(&moves)["project"], kitchen);
}

#[test]
fn what_stands_in_the_way_of_a_restore_is_told_and_the_rest_comes_back() {
    let house = House::new();
    let parent = house.task("Fence");
    let part = house.call("tasks.create", json!({ "title": "Posts", "parent": parent }))["id"].clone();
    let area = house.call("areas.create", json!({ "name": "Home", "colour": "#558866" }))["id"].clone();
    house.call("tasks.delete", json!({ "ids": [part] }));
    house.call("tasks.delete", json!({ "ids": [parent] }));
    house.call("areas.delete", area.clone());
    house.call("areas.create", json!({ "name": "Home", "colour": "#558866" }));
    let entry = |kind: &str, id: &Value| json!({ "kind": kind, "id": id });

    let (kind, message) = house.fails("trash.restore", json!({ "entries": [entry("task", &part)] }));
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("part of a task that is deleted too"), "{message}");
    let both = json!({ "entries": [entry("area", &area), entry("task", &json!(parent))] });
    let outcome = house.call("trash.restore", both);
    assert_eq!(outcome["restored"], 1);
    assert!(outcome["refused"][0]["reason"].as_str().unwrap().contains("of this name by now"), "{outcome}");
    assert_eq!(house.titles("is:all"), ["Fence"]);
    house.call("trash.restore", json!({ "entries": [entry("task", &part)] }));
    let (_, message) = house.fails("trash.restore", json!({ "entries": [entry("task", &part)] }));
    assert!(message.contains("not in the trash any more"), "{message}");
}

#[test]
fn every_table_is_recorded_or_named_as_derived() {
    let house = House::new();
    let recorded = house.app.db.read(|tx| tx.recorded_tables()).unwrap();
    assert_eq!(
        recorded,
        [
            "area",
            "block",
            "block_skip",
            "calendar",
            "calendar_file",
            "conversation",
            "entry",
            "entry_link",
            "entry_tag",
            "focus",
            "goal",
            "goal_check_in",
            "goal_criterion",
            "goal_entry",
            "goal_link",
            "goal_measure",
            "goal_version",
            "habit",
            "habit_log",
            "habit_pause",
            "highlight",
            "imported_task",
            "item",
            "item_alias",
            "item_tag",
            "message",
            "metric",
            "metric_log",
            "page",
            "points_rule",
            "project",
            "project_update",
            "redemption",
            "reminder",
            "repetition",
            "reward",
            "saved_filter",
            "server",
            "setting",
            "tag",
            "tag_alias",
            "tag_declined",
            "task",
            "task_dependency",
            "task_rank",
            "task_tag",
            "working_window",
        ]
    );
}

/// One random thing that a person does; ids are taken from what is there.
#[derive(Debug, Clone)]
enum Act {
    Capture(String),
    Complete(usize),
    Edit(usize, Option<u8>),
    Delete(usize),
    Block(usize, usize),
    Note(String),
    Tag(usize, String),
    Project(String),
    DeleteProject(usize),
    Setting(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        "[a-z]{1,6}( #[A-Z][a-z]{1,3})?( @[a-z]{1,3})?".prop_map(Act::Capture),
        any::<usize>().prop_map(Act::Complete),
        (any::<usize>(), proptest::option::of(1..5_u8)).prop_map(|(n, p)| Act::Edit(n, p)),
        any::<usize>().prop_map(Act::Delete),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Act::Block(a, b)),
        "\\PC{1,40}".prop_map(Act::Note),
        (any::<usize>(), "[a-z]{1,3}").prop_map(|(n, tag)| Act::Tag(n, tag)),
        "[A-Z][a-z]{1,5}".prop_map(Act::Project),
        any::<usize>().prop_map(Act::DeleteProject),
        (0..13_u8).prop_map(Act::Setting),
    ]
}

fn perform(house: &House, act: &Act) {
    let tasks = house.call("tasks.list", json!({ "filter": "is:all" }));
    let task = |n: usize| {
        let all = tasks["tasks"].as_array().unwrap();
        if all.is_empty() { json!(0) } else { all[n % all.len()]["id"].clone() }
    };
    // Refusals (a circle, an empty list) are part of life; they must leave no trace.
    let _ = match act {
        Act::Capture(text) => house.app.call("capture.save", json!({ "text": text })),
        Act::Complete(n) => house.app.call("tasks.complete", json!({ "ids": [task(*n)] })),
        Act::Edit(n, priority) => {
            house.app.call("tasks.edit", json!({ "ids": [task(*n)], "patch": { "priority": priority } }))
        }
        Act::Delete(n) => house.app.call("tasks.delete", json!({ "ids": [task(*n)] })),
        Act::Block(a, b) => house.app.call("tasks.block", json!({ "task": task(*a), "blocker": task(*b) })),
        Act::Note(text) => house.app.call("capture.save", json!({ "text": text, "save_as": "note" })),
        Act::Tag(n, tag) => house.app.call("tasks.edit", json!({ "ids": [task(*n)], "patch": { "tags": [tag] } })),
        Act::Project(name) => house.app.call("projects.create", json!({ "name": name })),
        Act::DeleteProject(n) => {
            let all = house.call("projects.list", Value::Null);
            let all = all.as_array().unwrap();
            if all.is_empty() {
                return;
            }
            house.app.call("projects.delete", all[n % all.len()]["id"].clone())
        }
        Act::Setting(hour) => house.app.call("settings.update", json!({ "day_start_hour": hour })),
    };
}

/// Rows of users; the originals stay when their item is taken back.
fn rows(house: &House) -> Value {
    let mut rows = house.rows();
    rows.as_object_mut().unwrap().remove("blob");
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_leads_back_to_the_beginning_and_redoing_to_the_end(acts in prop::collection::vec(act(), 1..30)) {
        let house = House::new();
        let start = rows(&house);
        for act in &acts {
            perform(&house, act);
        }
        let end = rows(&house);
        while house.call("history.state", Value::Null)["undo"] != Value::Null {
            house.call("history.undo", Value::Null);
        }
        prop_assert_eq!(rows(&house), start);
        while house.call("history.state", Value::Null)["redo"] != Value::Null {
            house.call("history.redo", Value::Null);
        }
        prop_assert_eq!(rows(&house), end);
        let broken: Vec<String> = house.app.db.read(|tx| tx.all("pragma foreign_key_check", [], |row| row.get(0))).unwrap();
        prop_assert!(broken.is_empty());
    }
}
