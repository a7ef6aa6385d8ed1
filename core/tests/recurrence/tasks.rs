//! A task that repeats: completing, skipping, ending, undoing.

use almanac_core::Kind;
use serde_json::{Value, json};

use super::house::House;

/// A repeating task; the clock stands on Saturday, 21 November 2026.
pub(crate) fn repeating(house: &House, rule: &str, way: &str, first: &str) -> i64 {
    let id = house.task("Water the plants");
    let first = json!({ "day": first });
    house.call("repeats.set", json!({ "task": id, "rule": rule, "way": way, "first": first }));
    id
}

pub(crate) fn day(house: &House, id: i64) -> String {
    house.call("tasks.get", json!(id))["task"]["scheduled"]["day"].as_str().unwrap_or("none").to_owned()
}

pub(crate) fn complete(house: &House, id: i64) -> Value {
    house.call("tasks.complete", json!({ "ids": [id] }))[0].clone()
}

fn on(house: &House, moment: &str) {
    house.clock.set(moment.parse().unwrap());
}

#[test]
fn completing_keeps_what_was_done_and_moves_on() {
    let house = House::new();
    let id = repeating(&house, "FREQ=WEEKLY;BYDAY=SA", "fixed", "2026-11-21");
    house.call("tasks.edit", json!({ "ids": [id], "patch": { "logged_minutes": 20, "tags": ["home"] } }));
    let before = house.rows();
    let next = complete(&house, id);
    assert_eq!((&next["status"], &next["scheduled"]["day"]), (&json!("todo"), &json!("2026-11-28")));
    assert_eq!((&next["logged_minutes"], &next["repeat"]["words"]), (&json!(0), &json!("every week on Sat")));
    let done = house.call("tasks.list", json!({ "filter": "is:done" }))["tasks"][0].clone();
    assert_eq!((&done["series"], &done["scheduled"]["day"]), (&json!(id), &json!("2026-11-21")));
    assert_eq!((&done["logged_minutes"], &done["tags"]), (&json!(20), &json!(["home"])));
    let label = house.call("history.activity", json!({}))[0]["label"].clone();
    assert_eq!(label, "Completed Water the plants; next on Sat 28 Nov 2026");
    let after = house.rows();
    house.call("history.undo", Value::Null);
    assert_eq!(house.rows(), before, "undo restores exactly");
    house.call("history.redo", Value::Null);
    assert_eq!(house.rows(), after, "redo restores exactly");
}

#[test]
fn what_hangs_on_the_date_moves_along() {
    let house = House::new();
    let nine = 1_795_334_400_000_i64 - 86_400_000; // Saturday, 21 November, 09:00 in Berlin.
    let task = house.call(
        "tasks.create",
        json!({ "title": "Report", "scheduled": { "day": "2026-11-21", "at": nine }, "scheduled_end": nine + 1_800_000,
            "start": "2026-11-19", "deadline": { "day": "2026-11-23" } }),
    );
    let id = task["id"].clone();
    house.call("tasks.create", json!({ "title": "Numbers", "parent": id }));
    let sub = house.titles("Numbers").len();
    assert_eq!(sub, 1);
    house.call("tasks.remind", json!({ "task": id, "minutes_before": 15 }));
    house.call("tasks.remind", json!({ "task": id, "at": nine - 3_600_000 }));
    house.call("repeats.set", json!({ "task": id, "rule": "FREQ=WEEKLY;INTERVAL=2", "way": "fixed" }));
    let numbers = house.call("tasks.get", id.clone())["subtasks"][0]["id"].clone();
    house.call("tasks.complete", json!({ "ids": [numbers] }));
    let next = complete(&house, id.as_i64().unwrap());
    let weeks = 14 * 86_400_000;
    assert_eq!(next["scheduled"], json!({ "day": "2026-12-05", "at": nine + weeks }));
    assert_eq!(next["scheduled_end"], nine + weeks + 1_800_000);
    assert_eq!((&next["start"], &next["deadline"]["day"]), (&json!("2026-12-03"), &json!("2026-12-07")));
    let detail = house.call("tasks.get", id);
    assert_eq!(detail["subtasks"][0]["status"], "todo", "subtasks are to be done again");
    assert_eq!(detail["reminders"][0]["minutes_before"], 15);
    assert_eq!(detail["reminders"][1]["at"], nine + weeks - 3_600_000);
}

#[test]
fn three_ways_to_repeat_done_late() {
    for (way, rule, next) in [
        ("fixed", "FREQ=DAILY", "2026-11-02"),
        ("fixed", "FREQ=WEEKLY", "2026-11-08"),
        ("skip_past", "FREQ=DAILY", "2026-11-22"),
        ("skip_past", "FREQ=WEEKLY", "2026-11-22"),
        ("from_completion", "FREQ=DAILY", "2026-11-22"),
        ("from_completion", "FREQ=DAILY;INTERVAL=3", "2026-11-24"),
        ("from_completion", "FREQ=MONTHLY", "2026-12-21"),
        ("from_completion", "FREQ=MONTHLY;INTERVAL=6", "2027-05-21"),
        ("from_completion", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23"),
        ("from_completion", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-12-31"),
    ] {
        let house = House::new();
        let first = if rule.contains("BYDAY") { "2026-11-02" } else { "2026-11-01" };
        let id = repeating(&house, rule, way, first);
        assert_eq!(complete(&house, id)["scheduled"]["day"], next, "{way} {rule}");
    }
}

/// Cases that made people distrust other programs.
#[test]
fn known_traps() {
    // Every 3 weeks on Saturday from completion, done on a Tuesday: Saturday of the third week after.
    let house = House::new();
    on(&house, "2024-05-20T08:00:00Z");
    let id = repeating(&house, "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA", "from_completion", "2024-05-25");
    on(&house, "2024-05-28T08:00:00Z");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2024-06-22");
    // Done early, the next one is not the same day again.
    let house = House::new();
    let id = repeating(&house, "FREQ=DAILY", "from_completion", "2026-11-22");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2026-11-23");
    let id = repeating(&house, "FREQ=WEEKLY;BYDAY=MO", "skip_past", "2026-11-23");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2026-11-30");
    // Six months are not a year; days pass the end of a month.
    let id = repeating(&house, "FREQ=MONTHLY;INTERVAL=6", "fixed", "2026-11-21");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2027-05-21");
    let id = repeating(&house, "FREQ=DAILY", "fixed", "2026-11-30");
    assert_eq!(complete(&house, id)["scheduled"]["day"], "2026-12-01");
    // What waits for one occurrence does not wait for ever.
    let waits = house.task("Afterwards");
    house.call("tasks.block", json!({ "task": waits, "blocker": id }));
    complete(&house, id);
    assert_eq!(house.call("tasks.get", json!(waits))["task"]["blocked"], false);
}

#[test]
fn a_series_ends_by_count_by_date_and_by_wish() {
    let house = House::new();
    for (rule, way) in [
        ("FREQ=DAILY;COUNT=2", "fixed"),
        ("FREQ=DAILY;COUNT=2", "from_completion"),
        ("FREQ=DAILY;UNTIL=20261122", "skip_past"),
        ("FREQ=DAILY;UNTIL=20261122", "from_completion"),
    ] {
        let id = repeating(&house, rule, way, "2026-11-21");
        assert_eq!(complete(&house, id)["status"], "todo", "{rule} {way}");
        assert_eq!(complete(&house, id)["status"], "done", "{rule} {way}");
    }
    let id = repeating(&house, "FREQ=DAILY", "fixed", "2026-11-21");
    house.call("repeats.set", json!({ "task": id, "rule": null }));
    assert_eq!(complete(&house, id)["status"], "done");
}

#[test]
fn days_that_a_month_does_not_have() {
    let house = House::new();
    let follow = |rule: &str, first: &str| -> Vec<String> {
        let id = repeating(&house, rule, "fixed", first);
        (0..4).map(|_| complete(&house, id)["scheduled"]["day"].as_str().unwrap().to_owned()).collect()
    };
    let thirtieth = follow("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2026-12-30");
    assert_eq!(thirtieth, ["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30"]);
    let last = follow("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30");
    assert_eq!(last, ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]);
    let leap = follow("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2027-02-28");
    assert_eq!(leap, ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28"]);
}

#[test]
fn a_captured_rule_is_kept_and_the_chip_says_its_days() {
    let house = House::new();
    let parsed = house.call("capture.parse", json!({ "text": "Water the plants every! 3 days" }));
    let chip = "every 3 days, from completion: Sat 21 Nov 2026, Tue 24 Nov 2026, Fri 27 Nov 2026 …";
    assert_eq!(parsed[0]["meaning"][0], chip);
    let made = house.call("capture.save", json!({ "text": "Water the plants every! 3 days" }))["tasks"][0].clone();
    assert_eq!(made["repeat"]["rule"], "FREQ=DAILY;INTERVAL=3");
    assert_eq!(made["repeat"]["way"], "from_completion");
    assert_eq!(complete(&house, made["id"].as_i64().unwrap())["scheduled"]["day"], "2026-11-24");
    let text = "Stand-up every weekday at 9am until jan 31";
    let made = house.call("capture.save", json!({ "text": text }))["tasks"][0].clone();
    assert_eq!(made["repeat"]["words"], "every weekday until 31 Jan 2027");
    assert_eq!(made["scheduled"]["day"], "2026-11-23");
    let made = house.call("capture.save", json!({ "text": "Physio every week x5" }))["tasks"][0].clone();
    assert_eq!(made["repeat"]["rule"], "FREQ=WEEKLY;COUNT=5");
}

#[test]
fn a_preview_shows_five_and_bad_rules_are_refused_in_words() {
    let house = House::new();
    let shown =
        house.call("repeats.preview", json!({ "rule": "FREQ=MONTHLY;BYDAY=3FR", "first": { "day": "2026-11-21" } }));
    let days: Vec<&str> = shown["next"].as_array().unwrap().iter().map(|when| when["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-12-18", "2027-01-15", "2027-02-19", "2027-03-19", "2027-04-16"]);
    assert_eq!(
        (&shown["words"], &shown["said"][0]),
        (&json!("every month on the 3rd Friday"), &json!("Fri 18 Dec 2026"))
    );
    let id = repeating(&house, "FREQ=DAILY;COUNT=2", "fixed", "2026-11-21");
    assert_eq!(house.call("repeats.preview", json!({ "task": id }))["next"].as_array().unwrap().len(), 2);
    let daily = repeating(&house, "FREQ=DAILY", "fixed", "2026-11-21");
    let twelve = house.call("repeats.preview", json!({ "task": daily, "count": 12 }));
    assert_eq!((twelve["next"].as_array().unwrap().len(), &twelve["said"][11]), (12, &json!("Wed 2 Dec 2026")));
    assert!(house.fails("repeats.preview", json!({ "task": daily, "count": 0 })).1.contains("1 to 100"));
    for (rule, said) in [
        ("every day", "is not a part of a rule"),
        ("FREQ=MINUTELY", "once an hour at most"),
        ("FREQ=HOURLY", "needs a time of day"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never comes to a day"),
        ("FREQ=DAILY;UNTIL=20200101", "never comes to a day"),
    ] {
        for (operation, input) in [
            ("repeats.preview", json!({ "rule": rule })),
            ("repeats.set", json!({ "task": id, "rule": rule, "first": { "day": "2026-11-21" } })),
        ] {
            let (kind, message) = house.fails(operation, input);
            assert_eq!(kind, Kind::Invalid, "{message}");
            assert!(message.contains(said), "{rule}: {message}");
        }
    }
    assert_eq!(
        house.call("tasks.get", json!(id))["task"]["repeat"]["rule"],
        "FREQ=DAILY;COUNT=2",
        "nothing was changed"
    );
    let plain = house.task("Once");
    assert!(house.fails("tasks.skip", json!({ "ids": [plain] })).1.contains("does not repeat"));
}
