//! This occurrence, this and those that follow, all.

use serde_json::{Value, json};

use super::house::House;
use super::tasks::{complete, day, repeating};

#[test]
fn a_date_is_moved_this_once_or_for_all_that_follow() {
    let house = House::new();
    let id = repeating(&house, "FREQ=WEEKLY;BYDAY=MO", "fixed", "2026-11-23");
    let to = |day: &str| json!({ "scheduled": { "day": day } });
    house.call("tasks.edit", json!({ "ids": [id], "patch": to("2026-11-25") }));
    assert_eq!(day(&house, id), "2026-11-25");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2026-11-30", "only this once");
    house.call("tasks.edit", json!({ "ids": [id], "patch": to("2026-12-02"), "scope": "following" }));
    let task = house.call("tasks.get", json!(id))["task"].clone();
    assert_eq!(task["repeat"]["words"], "every week on Wed");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2026-12-09");
}

#[test]
fn a_count_goes_on_where_it_was() {
    let house = House::new();
    let id = repeating(&house, "FREQ=MONTHLY;BYMONTHDAY=21;COUNT=3", "fixed", "2026-11-21");
    complete(&house, id);
    let patch = json!({ "scheduled": { "day": "2026-12-30" } });
    house.call("tasks.edit", json!({ "ids": [id], "patch": patch, "scope": "following" }));
    let rule = house.call("tasks.get", json!(id))["task"]["repeat"]["rule"].clone();
    assert_eq!(rule, "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;COUNT=2");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2027-01-30");
    assert_eq!(complete(&house, id)["status"], "done");
}

#[test]
fn a_title_is_changed_for_this_those_that_follow_or_all() {
    let house = House::new();
    let id = repeating(&house, "FREQ=DAILY", "fixed", "2026-11-21");
    complete(&house, id);
    let title = |title: &str, scope: &str| json!({ "ids": [id], "patch": { "title": title }, "scope": scope });
    let own = house.call("tasks.edit", title("Only today", "this"))[0].clone();
    assert_eq!((&own["series"], &own["scheduled"]["day"]), (&json!(id), &json!("2026-11-22")));
    assert!(own.get("repeat").is_none());
    assert_eq!(day(&house, id), "2026-11-23", "the series goes on");
    house.call("tasks.edit", title("From now on", "following"));
    assert_eq!(house.titles("is:done"), ["Water the plants"]);
    house.call("tasks.edit", title("Always", "all"));
    assert_eq!(house.titles("is:done"), ["Always"]);
    assert_eq!(house.titles("is:open"), ["Always", "Always"]);
}

#[test]
fn deleting_skipping_and_taking_back() {
    let house = House::new();
    let id = repeating(&house, "FREQ=DAILY", "fixed", "2026-11-21");
    complete(&house, id);
    let before = house.rows();
    house.call("tasks.delete", json!({ "ids": [id], "scope": "this" }));
    assert_eq!((day(&house, id), house.titles("is:done").len()), ("2026-11-23".into(), 1));
    house.call("history.undo", Value::Null);
    assert_eq!(house.rows(), before);
    house.call("tasks.skip", json!({ "ids": [id] }));
    assert_eq!(day(&house, id), "2026-11-23");
    let label = house.call("history.activity", json!({}))[0]["label"].clone();
    assert_eq!(label, "Skipped Water the plants; next on Mon 23 Nov 2026");
    house.call("history.undo", Value::Null);
    house.call("tasks.delete", json!({ "ids": [id] }));
    assert_eq!((house.titles("is:open").len(), house.titles("is:done").len()), (0, 1), "what was done stays");
    house.call("history.undo", Value::Null);
    assert_eq!(house.rows(), before);
    house.call("tasks.delete", json!({ "ids": [id], "scope": "all" }));
    assert_eq!(house.titles("is:all"), Vec::<String>::new());
    house.call("history.undo", Value::Null);
    assert_eq!(house.rows(), before);
}
