//! Urgency: the formula, its tuning, and that nothing stands above what it waits for.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::{Dice, House};
use serde_json::{Value, json};

fn urgency(house: &House, task: i64) -> f64 {
    house.call("tasks.urgency", json!(task))["urgency"].as_f64().unwrap()
}

fn task(house: &House, fields: Value) -> i64 {
    house.call("tasks.create", fields)["id"].as_i64().unwrap()
}

fn block(house: &House, task: i64, blocker: i64) {
    house.call("tasks.block", json!({ "task": task, "blocker": blocker }));
}

fn sorted(house: &House) -> Vec<i64> {
    let page = house.call("tasks.list", json!({ "sort": "urgency" }));
    page["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect()
}

#[test]
fn the_terms_add_up() {
    let house = House::new();
    let project = house.call("projects.create", json!({ "name": "Move" }))["id"].clone();
    let task = task(
        &house,
        json!({ "title": "Pack", "priority": 2, "project": project, "tags": ["home", "next"],
                "deadline": { "day": "2026-11-28" }, "scheduled": { "day": "2026-11-21" } }),
    );
    let why = house.call("tasks.urgency", json!(task));
    let adds = |term: &str| {
        let part = why["parts"].as_array().unwrap().iter().find(|part| part["term"] == term);
        part.map(|part| part["adds"].as_f64().unwrap())
    };
    assert_eq!(adds("p2"), Some(3.9));
    // A week before: 0.2 + 0.8 / 21 * 7.
    assert_eq!(adds("deadline"), Some(5.6));
    assert_eq!(
        (adds("scheduled"), adds("project"), adds("tags"), adds("next")),
        (Some(5.0), Some(1.0), Some(0.9), Some(15.0))
    );
    assert_eq!((adds("p1"), adds("age")), (None, None));
    assert_eq!(why["urgency"], json!(31.4));
    let parts: Vec<f64> = why["parts"].as_array().unwrap().iter().map(|part| part["adds"].as_f64().unwrap()).collect();
    assert!(parts.is_sorted_by(|a, b| a >= b), "the greatest first: {parts:?}");

    // A year later it is a week late and more.
    house.clock.set("2027-11-21T10:00:00Z".parse().unwrap());
    let why = house.call("tasks.urgency", json!(task));
    assert!(why["parts"].as_array().unwrap().iter().any(|part| part["term"] == "deadline" && part["value"] == 1.0));
    assert!(why["parts"].as_array().unwrap().iter().any(|part| part["term"] == "age" && part["adds"] == 2.0));
    house.call("tasks.complete", json!({ "ids": [task] }));
    assert_eq!(house.call("tasks.urgency", json!(task))["urgency"], Value::Null, "what is done is not urgent");
    assert_eq!(house.fails("tasks.urgency", json!(99)).0, Kind::NotFound);
}

#[test]
fn what_others_wait_for_inherits_along_the_chain() {
    let house = House::new();
    let first = house.task("Measure the wall");
    let second = house.task("Order the shelf");
    let third = task(&house, json!({ "title": "Move in", "priority": 1, "deadline": { "day": "2026-11-20" } }));
    let loose = task(&house, json!({ "title": "Loose", "priority": 1 }));
    block(&house, third, second);
    block(&house, second, first);
    let why = house.call("tasks.urgency", json!(first));
    assert_eq!(why["inherited"]["task"]["title"], "Move in");
    assert_eq!(urgency(&house, first), urgency(&house, third));
    assert_eq!(urgency(&house, second), urgency(&house, third));
    let sum: f64 = why["parts"].as_array().unwrap().iter().map(|part| part["adds"].as_f64().unwrap()).sum();
    assert_eq!(((sum + why["inherited"]["adds"].as_f64().unwrap()) * 100.0).round() / 100.0, urgency(&house, first));
    // Of equals the blocker stands first.
    assert_eq!(sorted(&house), [first, second, third, loose]);
    // Not the other way: what waits inherits nothing.
    house.call("tasks.edit", json!({ "ids": [first], "patch": { "priority": 1, "tags": ["next"] } }));
    assert!(urgency(&house, first) > urgency(&house, third));
    // When the last one is done, nothing is inherited.
    house.call("tasks.complete", json!({ "ids": [third] }));
    assert_eq!(house.call("tasks.urgency", json!(second))["inherited"], Value::Null);
}

#[test]
fn coefficients_are_tuned_tried_and_set_back() {
    let house = House::new();
    let make =
        |title: &str, priority: i64| task(&house, json!({ "title": title, "status": "todo", "priority": priority }));
    let (low, high) = (make("Low", 4), make("High", 1));
    assert_eq!(sorted(&house), [high, low]);
    let before = house.rows();
    let tried = house.call("urgency.preview", json!({ "coefficients": { "p4": 20 } }));
    assert_eq!(
        (tried[0]["task"]["id"].clone(), tried[0]["urgency"].clone(), tried[0]["now"].clone()),
        (json!(low), json!(20.0), json!(0.0))
    );
    assert_eq!(house.rows(), before, "trying changes nothing");
    let rules = house.call("urgency.tune", json!({ "coefficients": { "p4": 20, "age": 0 } }));
    let p4 = rules.as_array().unwrap().iter().find(|rule| rule["term"] == "p4").unwrap();
    assert_eq!((p4["coefficient"].clone(), p4["default"].clone()), (json!(20.0), json!(0.0)));
    assert_eq!(sorted(&house), [low, high]);
    assert_eq!(house.call("today.show", Value::Null)["next"][0]["id"], json!(low));
    house.call("history.undo", Value::Null);
    assert_eq!(sorted(&house), [high, low]);
    house.call("history.redo", Value::Null);
    house.call("urgency.reset", Value::Null);
    assert_eq!(sorted(&house), [high, low]);
    for coefficient in [json!(101), json!(-1e9), json!(1e308), Value::Null, json!("NaN")] {
        let (kind, message) = house.fails("urgency.tune", json!({ "coefficients": { "p1": coefficient } }));
        assert_eq!(kind, Kind::Invalid, "{message}");
    }
    assert!(house.fails("urgency.tune", json!({ "coefficients": { "mood": 1 } })).1.contains("mood"));
}

#[test]
fn a_stored_coefficient_that_makes_no_sense_harms_nothing() {
    let house = House::new();
    let task = task(&house, json!({ "title": "Pay", "priority": 1 }));
    let file = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    for value in ["NaN", "inf", "-inf", "1e300", "twelve"] {
        let sql =
            "insert into setting (key, value) values ('urgency.p1', ?1) on conflict (key) do update set value = ?1";
        file.execute(sql, [value]).unwrap();
        assert_eq!(urgency(&house, task), 6.0, "{value}");
    }
}

#[test]
fn no_blocked_task_is_above_its_blocker() {
    let runs: u64 = std::env::var("ALMANAC_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(6);
    for seed in 0..runs {
        let house = House::new();
        let mut dice = Dice::new(seed);
        let tasks: Vec<i64> = (0..24)
            .map(|n| {
                let day = format!("2026-{:02}-{:02}", 11 + dice.below(2), 1 + dice.below(28));
                let status = ["todo", "doing", "waiting"][dice.below(3)];
                let mut fields = json!({ "title": format!("t{n}"), "status": status });
                if dice.below(2) == 0 {
                    fields["deadline"] = json!({ "day": day });
                }
                if dice.below(2) == 0 {
                    fields["priority"] = json!(1 + dice.below(4));
                }
                task(&house, fields)
            })
            .collect();
        let mut edges = Vec::new();
        for _ in 0..30 {
            let (a, b) = (tasks[dice.below(24)], tasks[dice.below(24)]);
            if a != b && house.app.call("tasks.block", json!({ "task": a, "blocker": b })).is_ok() {
                edges.push((a, b));
            }
        }
        if seed % 2 == 1 {
            let coefficients = json!({ "blocked": 30, "blocking": -50, "p1": -20 });
            house.call("urgency.tune", json!({ "coefficients": coefficients }));
        }
        house.call("tasks.complete", json!({ "ids": [tasks[dice.below(24)], tasks[dice.below(24)]] }));
        let order = sorted(&house);
        let numbers: Vec<f64> = order.iter().map(|id| urgency(&house, *id)).collect();
        assert!(numbers.is_sorted_by(|a, b| a >= b), "seed {seed}: {numbers:?}");
        for (task, blocker) in edges {
            let place = |id: i64| order.iter().position(|one| *one == id);
            if let (Some(waits), Some(first)) = (place(task), place(blocker)) {
                assert!(urgency(&house, blocker) >= urgency(&house, task), "seed {seed}");
                assert!(first < waits, "seed {seed}: {blocker} comes before {task}");
            }
        }
    }
}

#[test]
fn the_page_of_the_formula_is_fresh() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/urgency.md");
    let fresh = almanac_core::tasks::urgency::page();
    if std::fs::read_to_string(&path).unwrap_or_default() != fresh {
        std::fs::write(&path, &fresh).unwrap();
        panic!("docs/urgency.md was stale and has been written again: run the test once more and commit the file");
    }
}
