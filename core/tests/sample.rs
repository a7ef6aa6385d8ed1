//! A made-up life: deterministic, believable, and refused where it would be mixed with a real one.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::House;
use serde_json::{Value, json};

fn life(house: &House, seed: u64) -> Value {
    house.call("samples.life", json!({ "seed": seed, "years": 2 }))
}

/// Everything but names that are made anew and what the clock says of the writing.
fn content(house: &House) -> String {
    let file = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    let mut all = String::new();
    for sql in [
        "select json_array(title, status, priority, effort_minutes, scheduled_day, deadline_day, created_at, completed_at, project_id, parent_id) from task order by id",
        "select json_array(name, status, created_at) from project order by id",
        "select json_array(task_id, tag_id) from task_tag order by id",
        "select json_array(task_id, blocker_id) from task_dependency order by id",
        "select json_array(name, price, day) from redemption order by id",
        "select json_array(title) from item order by id",
        "select json_array(habit_id, day, value) from habit_log order by id",
        "select json_array(metric_id, day, value) from metric_log order by id",
        "select json_array(name, start_day) from goal order by id",
        "select json_array(day, at, title, text, mood, energy) from entry order by id",
        "select json_array(kind, title, task_id, starts, minutes, rule) from block order by id",
        "select json_array(kind, points, at, wallet) from posting order by id",
    ] {
        let mut statement = file.prepare(sql).unwrap();
        let rows: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{sql}");
        all.push_str(&rows.join("\n"));
    }
    all
}

#[test]
fn a_seed_is_a_life() {
    let (one, same, other) = (House::new(), House::new(), House::new());
    let counts = life(&one, 7);
    assert_eq!(counts, life(&same, 7));
    assert_eq!(content(&one), content(&same));
    life(&other, 8);
    assert_ne!(content(&one), content(&other));
}

#[test]
fn it_is_believable_and_everything_holds() {
    let house = House::new();
    let counts = life(&house, 7);
    assert_eq!(counts["tasks"], 1000);
    assert!(counts["projects"].as_i64().unwrap() >= 20 && counts["redeemed"].as_i64().unwrap() > 5, "{counts}");
    let total =
        |filter: &str| house.call("tasks.list", json!({ "filter": filter, "limit": 1 }))["total"].as_i64().unwrap();
    let (open, done) = (total("is:open"), total("is:done"));
    assert!((40..150).contains(&open) && done > 800, "{open} open, {done} done");
    assert_eq!(total("is:done done:>=tomorrow"), 0, "nothing was done in the future");
    assert!(
        total("is:blocked") > 0
            && total("is:inbox") > 0
            && total("has:repeat") == 10
            && total("is:all has:parent") > 20
    );
    let today = house.call("today.show", Value::Null);
    assert!(!today["next"].as_array().unwrap().is_empty());
    let wallet = house.call("wallet.show", json!({}));
    assert!(wallet["balance"].as_i64().unwrap() > 0 && wallet["owed"] == 0);
    assert!(
        wallet["weeks"].as_array().unwrap().iter().filter(|week| week["earned"].as_i64().unwrap() > 0).count() > 20
    );
    assert!(
        counts["habit_logs"].as_i64().unwrap() > 1000 && counts["metric_logs"].as_i64().unwrap() > 2000,
        "{counts}"
    );
    let entries = counts["entries"].as_i64().unwrap();
    assert!((150..350).contains(&entries) && counts["blocks"] == 11, "{counts}");
    let page = house.call("logbook.list", json!({ "limit": 500 }));
    assert_eq!(page["total"], entries);
    assert!(page["entries"].as_array().unwrap().iter().any(|entry| !entry["links"].as_array().unwrap().is_empty()));
    let lunch = |day: &Value| day["title"] == "Lunch";
    let moment = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let week = json!({ "from": moment("2026-11-23T00:00:00+01:00"), "until": moment("2026-11-30T00:00:00+01:00") });
    assert_eq!(house.call("blocks.list", week).as_array().unwrap().iter().filter(|one| lunch(one)).count(), 5);
    assert_eq!(house.app.db.read(almanac_core::rewards::audit).unwrap(), Vec::<String>::new());
    let checks = house.call("data.doctor", Value::Null)["checks"].clone();
    for name in ["rows", "references", "passages", "wallet"] {
        let check = checks.as_array().unwrap().iter().find(|check| check["name"] == name).unwrap();
        assert_eq!(check["ok"], true, "{check}");
    }
}

#[test]
fn a_profile_in_use_is_left_alone_unless_told() {
    let house = House::new();
    house.task("Mine");
    let before = house.rows();
    let (kind, message) = house.fails("samples.life", json!({}));
    assert_eq!((kind, house.rows()), (Kind::Invalid, before));
    assert!(message.contains("already"), "{message}");
    for input in [json!({ "years": 0 }), json!({ "years": 31 }), json!({ "size": "huge" }), json!({ "seed": -1 })] {
        assert_eq!(house.fails("samples.life", input).0, Kind::Invalid);
    }
    house.call("samples.life", json!({ "add": true }));
    assert_eq!(house.titles("Mine"), ["Mine"]);
}
