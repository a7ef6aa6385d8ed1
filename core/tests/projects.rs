//! How projects go: declared, computed term by term, and foretold.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use house::House;
use serde_json::{Value, json};

fn on(house: &House, day: &str) {
    house.clock.set(format!("{day}T10:00:00Z").parse().unwrap());
}

fn project(house: &House, input: Value) -> i64 {
    house.call("projects.create", input)["id"].as_i64().unwrap()
}

fn task(house: &House, project: i64, title: &str) -> i64 {
    house.call("tasks.create", json!({ "title": title, "project": project }))["id"].as_i64().unwrap()
}

fn show(house: &House, project: i64) -> Value {
    house.call("projects.show", json!(project))
}

fn term(detail: &Value, kind: &str) -> (f64, String) {
    let terms = detail["line"]["computed"]["terms"].as_array().unwrap();
    let term = terms.iter().find(|term| term["kind"] == kind).unwrap();
    (term["takes"].as_f64().unwrap(), term["says"].as_str().unwrap().to_owned())
}

#[test]
fn each_term_takes_what_the_formula_says() {
    let house = House::new();
    on(&house, "2026-10-01");
    let id = project(&house, json!({ "name": "House" }));
    assert_eq!(show(&house, id)["line"]["computed"], json!(null));
    let (one, two) = (task(&house, id, "Roof"), task(&house, id, "Walls"));
    task(&house, id, "Door");
    let detail = show(&house, id);
    assert_eq!(detail["line"]["computed"]["score"], 100.0);
    assert_eq!(term(&detail, "no_next_action"), (0.0, "3 tasks can be started now".into()));

    house.call("tasks.edit", json!({ "ids": [one], "patch": { "deadline": { "day": "2026-10-03" } } }));
    house.call("tasks.block", json!({ "task": two, "blocker": one }));
    on(&house, "2026-10-22");
    let detail = show(&house, id);
    // Three weeks of quiet: (21 - 7) / 21 of 25; one of three overdue: two thirds of 25; one of three blocked.
    let (stalled, says) = term(&detail, "stalled");
    assert!((stalled - 25.0 * 14.0 / 21.0).abs() < 1e-9 && says == "nothing moved for 21 days", "{stalled} {says}");
    assert!((term(&detail, "overdue").0 - 25.0 * 2.0 / 3.0).abs() < 1e-9);
    assert!((term(&detail, "blocked").0 - 5.0).abs() < 1e-9);
    assert_eq!(detail["line"]["computed"]["health"], "at_risk");

    on(&house, "2026-11-02");
    task(&house, id, "Cellar");
    task(&house, id, "Fence");
    task(&house, id, "Pond");
    let (growth, says) = term(&show(&house, id), "scope_growth");
    assert_eq!((growth, says.as_str()), (15.0, "3 tasks added in four weeks to 3 before"));

    house.call("tasks.bulk", json!({ "verb": "complete", "filter": "project:House" }));
    let detail = show(&house, id);
    assert_eq!(term(&detail, "no_next_action").0, 20.0);
    house.call("projects.update", json!({ "id": id, "status": "done" }));
    assert_eq!(show(&house, id)["line"]["computed"], json!(null));
}

#[test]
fn what_is_declared_is_the_newest_update_and_a_disagreement_is_flagged() {
    let house = House::new();
    on(&house, "2026-10-01");
    let id = project(&house, json!({ "name": "Book", "start": "2026-10-01", "target": "2026-12-24" }));
    task(&house, id, "Write");
    house.call("projects.report", json!({ "project": id, "health": "off_track", "note": "Nothing yet" }));
    let line = show(&house, id)["line"].clone();
    assert_eq!(
        (line["declared"].as_str(), line["project"]["target"].as_str()),
        (Some("off_track"), Some("2026-12-24"))
    );
    assert_eq!(line["disagree"], "You said off track; its tasks say on track");
    let update = house.call("projects.report", json!({ "project": id, "health": "on_track" }));
    let overview = house.call("projects.overview", Value::Null);
    assert_eq!((&overview[0]["declared"], &overview[0]["disagree"]), (&json!("on_track"), &json!(null)));
    house.call("projects.remove_update", update["id"].clone());
    assert_eq!(show(&house, id)["line"]["declared"], "off_track");
    house.call("history.undo", Value::Null);
    assert_eq!(show(&house, id)["updates"].as_array().unwrap().len(), 2);
    let late = json!({ "project": id, "health": "on_track", "day": "2026-10-02" });
    assert!(house.fails("projects.report", late).1.contains("still to come"));
    let wrong = json!({ "id": id, "target": "2026-09-01" });
    assert!(house.fails("projects.update", wrong).1.contains("ends after it begins"));
}

#[test]
fn the_burn_up_and_the_forecast_follow_from_the_tasks() {
    let house = House::new();
    on(&house, "2026-08-01");
    let id = project(&house, json!({ "name": "Garden", "target": "2026-12-31" }));
    let tasks: Vec<i64> = (0..20).map(|n| task(&house, id, &format!("Bed {n}"))).collect();
    assert_eq!(show(&house, id)["forecast"]["none_because"], "a forecast needs four weeks of history");
    for (week, pair) in tasks.chunks(2).take(5).enumerate() {
        on(&house, &format!("2026-09-{:02}", 1 + week * 5));
        house.call("tasks.complete", json!({ "ids": pair }));
    }
    on(&house, "2026-09-26");
    let detail = show(&house, id);
    let last = detail["burn_up"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["scope"], &last["done"]), (&json!(20), &json!(10)));
    let first = detail["burn_up"][0].clone();
    assert_eq!((&first["scope"], &first["done"]), (&json!(0), &json!(0)));
    let forecast = &detail["forecast"];
    // Ten in eight weeks, ten to go.
    assert_eq!((forecast["per_week"].as_f64(), forecast["weeks"].as_u64()), (Some(1.25), Some(8)));
    let (p50, p80) = (forecast["p50"].as_str().unwrap(), forecast["p80"].as_str().unwrap());
    assert!("2026-10-24" < p50 && p50 <= p80 && p80 < "2027-01-15", "{forecast}");
    assert_eq!(detail["forecast"], show(&house, id)["forecast"]);
}
