//! Blocks, working hours, a day's capacity, estimates.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::House;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A moment of Monday 23 November 2026 and the days around it, in Berlin.
fn at(text: &str) -> i64 {
    let zoned: jiff::Zoned = format!("{text}[Europe/Berlin]").parse().unwrap();
    zoned.timestamp().as_millisecond()
}

/// As the clock in Berlin shows it.
fn clock(moment: &Value) -> String {
    let moment = jiff::Timestamp::from_millisecond(moment.as_i64().unwrap()).unwrap();
    moment.in_tz("Europe/Berlin").unwrap().strftime("%Y-%m-%dT%H:%M").to_string()
}

fn block(house: &House, title: &str, from: &str, until: &str) -> Value {
    house.call("blocks.create", json!({ "title": title, "starts_at": at(from), "ends_at": at(until) }))
}

fn day(house: &House, day: &str) -> Value {
    house.call("planning.day", json!({ "day": day }))
}

fn starts(blocks: &Value) -> Vec<i64> {
    blocks.as_array().unwrap().iter().map(|block| block["starts_at"].as_i64().unwrap()).collect()
}

#[test]
fn a_block_is_made_moved_resized_split_pinned_and_taken_back() {
    let house = House::new();
    let task = house.call("tasks.create", json!({ "title": "Write the report", "effort_minutes": 90 }))["id"].clone();
    let block = house.call("blocks.create", json!({ "task": task, "starts_at": at("2026-11-23T09:00") }));
    assert_eq!(
        (&block["kind"], &block["title"], &block["pinned"]),
        (&json!("task"), &json!("Write the report"), &json!(true))
    );
    assert_eq!(block["ends_at"], at("2026-11-23T10:30"), "the effort of the task");

    let moved = house.call("blocks.place", json!({ "id": block["id"], "starts_at": at("2026-11-23T13:00") }));
    assert_eq!(moved["ends_at"], at("2026-11-23T14:30"));
    let longer = house.call("blocks.resize", json!({ "id": block["id"], "ends_at": at("2026-11-23T15:00") }));
    assert_eq!((&longer["starts_at"], &longer["ends_at"]), (&moved["starts_at"], &json!(at("2026-11-23T15:00"))));
    let halves = house.call("blocks.split", json!({ "id": block["id"] }));
    assert_eq!(starts(&halves), [at("2026-11-23T13:00"), at("2026-11-23T14:00")]);
    assert_eq!(halves[0]["ends_at"], halves[1]["starts_at"]);
    let free = house.call("blocks.pin", json!({ "id": block["id"], "pinned": false }));
    assert_eq!(free["pinned"], false);
    let renamed = house.call("tasks.edit", json!({ "ids": [task], "patch": { "title": "Finish the report" } }));
    assert_eq!(renamed[0]["title"], day(&house, "2026-11-23")["blocks"][0]["title"], "the title is the task's");

    house.call("blocks.delete", json!({ "id": block["id"] }));
    assert_eq!(day(&house, "2026-11-23")["blocks"].as_array().unwrap().len(), 1);
    for _ in 0..7 {
        house.call("history.undo", Value::Null);
    }
    assert_eq!(day(&house, "2026-11-23")["blocks"], json!([]));
    for _ in 0..7 {
        house.call("history.redo", Value::Null);
    }
    assert_eq!(day(&house, "2026-11-23")["blocks"].as_array().unwrap().len(), 1);
}

#[test]
fn a_block_that_cannot_be_is_refused_in_words() {
    let house = House::new();
    let create = |input: Value| house.fails("blocks.create", input);
    let nine = at("2026-11-23T09:00");
    assert!(create(json!({ "starts_at": nine })).1.contains("a title or a task"));
    assert!(create(json!({ "title": "X", "kind": "task", "starts_at": nine })).1.contains("needs a task"));
    assert!(create(json!({ "title": "X", "starts_at": nine, "ends_at": nine })).1.contains("ends after it begins"));
    assert!(
        create(json!({ "title": "X", "starts_at": nine, "ends_at": at("2026-11-25T09:00") }))
            .1
            .contains("a day at most")
    );
    assert!(create(json!({ "title": "X", "starts_at": i64::MAX })).1.contains("outside the years"));
    assert!(create(json!({ "title": "X", "starts_at": nine, "ends_at": i64::MIN })).1.contains("ends after it begins"));
    assert!(create(json!({ "title": "X", "starts_at": nine, "rule": "FREQ=HOURLY" })).1.contains("once a day at most"));
    assert!(
        create(json!({ "title": "X", "starts_at": nine, "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }))
            .1
            .contains("never")
    );
    assert_eq!(create(json!({ "task": 99, "starts_at": nine })).0, Kind::NotFound);
    let made = block(&house, "X", "2026-11-23T09:00", "2026-11-23T10:00");
    let split = house.fails("blocks.split", json!({ "id": made["id"], "at": at("2026-11-23T10:00") }));
    assert!(split.1.contains("between its beginning and its end"));
    assert_eq!(house.fails("blocks.pin", json!({ "id": 99, "pinned": true })).0, Kind::NotFound);
    assert_eq!(day(&house, "2026-11-23")["blocks"].as_array().unwrap().len(), 1, "nothing else was kept");
}

#[test]
fn a_repeating_block_has_occurrences_of_its_own() {
    let house = House::new();
    let lunch = house.call(
        "blocks.create",
        json!({ "title": "Lunch", "kind": "break", "starts_at": at("2026-10-19T12:00"), "ends_at": at("2026-10-19T12:45"), "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" }),
    );
    assert_eq!(lunch["repeats"], "every weekday");
    // Before and after the change of clock it is at twelve.
    for day_of in ["2026-10-23", "2026-10-26", "2026-11-23"] {
        assert_eq!(starts(&day(&house, day_of)["blocks"]), [at(&format!("{day_of}T12:00"))]);
    }
    assert_eq!(day(&house, "2026-11-22")["blocks"], json!([]), "no Sunday");
    // One is moved, one is left out, the others stay.
    let one = json!({ "id": lunch["id"], "occurrence": at("2026-11-23T12:00"), "starts_at": at("2026-11-23T13:00") });
    let moved = house.call("blocks.place", one);
    assert_ne!(moved["id"], lunch["id"]);
    house.call("blocks.delete", json!({ "id": lunch["id"], "occurrence": at("2026-11-24T12:00") }));
    assert_eq!(starts(&day(&house, "2026-11-23")["blocks"]), [at("2026-11-23T13:00")]);
    assert_eq!(day(&house, "2026-11-24")["blocks"], json!([]));
    // All move by an hour; what is left out stays left out.
    house.call("blocks.place", json!({ "id": lunch["id"], "starts_at": at("2026-10-19T12:30") }));
    assert_eq!(starts(&day(&house, "2026-11-23")["blocks"]), [at("2026-11-23T13:00")]);
    assert_eq!(starts(&day(&house, "2026-11-25")["blocks"]), [at("2026-11-25T12:30")]);
    let other_day = json!({ "id": lunch["id"], "starts_at": at("2026-10-20T12:30") });
    assert!(house.fails("blocks.place", other_day).1.contains("the rule names the days"));
    let gone = house.fails("blocks.delete", json!({ "id": lunch["id"], "occurrence": at("2026-11-22T12:30") }));
    assert_eq!(gone.0, Kind::NotFound);
    assert!(house.fails("blocks.split", json!({ "id": lunch["id"] })).1.contains("one occurrence"));
}

#[test]
fn a_change_of_a_repeating_block_is_for_this_one_for_those_that_follow_or_for_all() {
    let house = House::new();
    let new = json!({ "title": "Cello", "starts_at": at("2026-11-02T18:00"), "ends_at": at("2026-11-02T18:45"), "rule": "FREQ=WEEKLY;BYDAY=MO;COUNT=6" });
    let id = house.call("blocks.create", new)["id"].clone();
    let span = json!({ "from": at("2026-11-01T00:00"), "until": at("2026-12-31T00:00") });
    let lessons = || -> Vec<String> {
        let blocks = house.call("blocks.list", span.clone());
        let said = |block: &Value| format!("{} {}", &clock(&block["starts_at"])[5..], block["title"].as_str().unwrap());
        blocks.as_array().unwrap().iter().map(said).collect()
    };
    let undo = || house.call("history.undo", Value::Null);
    let all: Vec<String> =
        ["11-02", "11-09", "11-16", "11-23", "11-30", "12-07"].map(|day| format!("{day}T18:00 Cello")).into();
    assert_eq!(lessons(), all);
    let third = at("2026-11-16T18:00");
    // To Tuesdays at five from the third on: the count is shared out.
    let later = json!({ "id": id, "occurrence": third, "scope": "following", "starts_at": at("2026-11-17T17:00") });
    let tuesdays = house.call("blocks.place", later);
    assert_eq!(tuesdays["rule"], "FREQ=WEEKLY;BYDAY=TU;COUNT=4");
    let moved = ["11-17", "11-24", "12-01", "12-08"].map(|day| format!("{day}T17:00 Cello"));
    assert_eq!(lessons(), [&all[..2], &moved[..]].concat());
    undo();
    assert_eq!(lessons(), all);
    // All of them by one day and an hour, told at the third.
    house.call(
        "blocks.place",
        json!({ "id": id, "occurrence": third, "scope": "all", "starts_at": at("2026-11-17T17:00") }),
    );
    let moved: Vec<String> =
        ["11-03", "11-10", "11-17", "11-24", "12-01", "12-08"].map(|day| format!("{day}T17:00 Cello")).into();
    assert_eq!(lessons(), moved);
    undo();
    house.call("blocks.update", json!({ "id": id, "occurrence": third, "scope": "following", "title": "Cello, Ana" }));
    house.call("blocks.update", json!({ "id": id, "occurrence": at("2026-11-09T18:00"), "title": "Cello, Bo" }));
    let titles: Vec<String> = lessons().iter().map(|said| said.split("Cello").nth(1).unwrap().to_owned()).collect();
    assert_eq!(titles, ["", ", Bo", ", Ana", ", Ana", ", Ana", ", Ana"]);
    undo();
    undo();
    let longer = json!({ "id": id, "occurrence": third, "scope": "all", "ends_at": at("2026-11-16T19:00") });
    assert_eq!(house.call("blocks.resize", longer)["starts_at"], at("2026-11-02T18:00"));
    let blocks = house.call("blocks.list", span.clone());
    let hour = |block: &Value| block["ends_at"].as_i64().unwrap() - block["starts_at"].as_i64().unwrap() == 3_600_000;
    assert!(blocks.as_array().unwrap().iter().all(hour));
    undo();
    for (scope, left) in [("this", [0, 1, 3, 4, 5].as_slice()), ("following", &[0, 1]), ("all", &[])] {
        house.call("blocks.delete", json!({ "id": id, "occurrence": third, "scope": scope }));
        assert_eq!(lessons(), left.iter().map(|n| all[*n].clone()).collect::<Vec<_>>(), "{scope}");
        undo();
        assert_eq!(lessons(), all);
    }
}

#[test]
fn capacity_counts_what_overlaps_once() {
    let house = House::new();
    let empty = day(&house, "2026-11-23");
    assert_eq!(empty["capacity"], json!({ "minutes": 480, "used": 0, "free": 480, "over": 0 }));
    assert_eq!(day(&house, "2026-11-22")["capacity"]["minutes"], 0, "Sunday");
    block(&house, "A", "2026-11-23T09:00", "2026-11-23T11:00");
    block(&house, "B", "2026-11-23T10:00", "2026-11-23T12:00");
    house.call(
        "blocks.create",
        json!({ "title": "Rest", "kind": "break", "starts_at": at("2026-11-23T12:00"), "ends_at": at("2026-11-23T13:00") }),
    );
    // A timed task without a block takes its effort; one with a block only the block.
    house.call(
        "tasks.create",
        json!({ "title": "Call", "effort_minutes": 20, "scheduled": { "day": "2026-11-23", "at": at("2026-11-23T15:00") } }),
    );
    let full = day(&house, "2026-11-23");
    assert_eq!(full["capacity"], json!({ "minutes": 480, "used": 200, "free": 280, "over": 0 }));
    let conflict = &full["conflicts"][0];
    assert_eq!((&conflict["first"]["title"], &conflict["second"]["title"]), (&json!("A"), &json!("B")));
    assert_eq!(
        (&conflict["from"], &conflict["until"]),
        (&json!(at("2026-11-23T10:00")), &json!(at("2026-11-23T11:00")))
    );
    assert_eq!(full["conflicts"].as_array().unwrap().len(), 1);
    house.call("settings.update", json!({ "day_capacity": 150 }));
    assert_eq!(day(&house, "2026-11-23")["capacity"]["over"], 50);
    let week = house.call("planning.week", json!({ "day": "2026-11-25" }));
    assert_eq!((&week[0]["day"], &week[6]["day"]), (&json!("2026-11-23"), &json!("2026-11-29")));
    assert_eq!(week[0]["capacity"], day(&house, "2026-11-23")["capacity"]);
}

#[test]
fn working_hours_are_kept_and_checked() {
    let house = House::new();
    let window = |weekday: u8, from: u16, to: u16| json!({ "weekday": weekday, "from": from, "to": to, "label": "Deep", "energy": "high" });
    let set = house.call("windows.set", json!({ "windows": [window(1, 780, 900), window(1, 540, 720)] }));
    assert_eq!((&set[0]["from"], &set[1]["from"]), (&json!(540), &json!(780)));
    let monday = day(&house, "2026-11-23");
    assert_eq!(monday["capacity"]["minutes"], 300);
    assert_eq!(monday["windows"][0]["from"], at("2026-11-23T09:00"));
    for wrong in [window(8, 0, 60), window(1, 60, 60), window(1, 0, 1441)] {
        assert_eq!(house.fails("windows.set", json!({ "windows": [wrong] })).0, Kind::Invalid);
    }
    let overlapping = json!({ "windows": [window(1, 540, 720), window(1, 700, 800)] });
    assert!(house.fails("windows.set", overlapping).1.contains("overlap"));
    house.call("windows.set", json!({ "windows": [] }));
    assert_eq!(house.call("windows.get", Value::Null).as_array().unwrap().len(), 5, "the usual ones");
}

#[test]
fn focus_and_tasks_without_a_place_belong_to_the_day() {
    let house = House::new();
    let (first, second) = (house.task("First"), house.task("Second"));
    house.call("focus.start", json!({ "task": first }));
    house.clock.set("2026-11-21T10:00:00Z".parse().unwrap());
    house.call("focus.stop", json!({}));
    let today = house.call("planning.day", json!({}));
    assert_eq!((&today["focus"][0]["logged_minutes"], &today["day"]), (&json!(60), &json!("2026-11-21")));
    let ids =
        |found: Value| -> Vec<i64> { found.as_array().unwrap().iter().map(|t| t["id"].as_i64().unwrap()).collect() };
    assert_eq!(ids(house.call("planning.unplanned", json!({}))), [first, second]);
    house.call("blocks.create", json!({ "task": first, "starts_at": at("2026-11-21T15:00") }));
    assert_eq!(ids(house.call("planning.unplanned", json!({}))), [second]);
}

#[test]
fn estimates_learn_from_what_similar_tasks_took() {
    let house = House::new();
    let project = house.call("projects.create", json!({ "name": "Newsletter" }))["id"].clone();
    let task = |title: &str, minutes: Option<u32>| {
        let id = house.call("tasks.create", json!({ "title": title, "project": project }))["id"].clone();
        if let Some(minutes) = minutes {
            house.call("tasks.edit", json!({ "ids": [id], "patch": { "logged_minutes": minutes } }));
            house.call("tasks.complete", json!({ "ids": [id] }));
        }
        id
    };
    let next = task("Write the December issue", None);
    task("Write the September issue", Some(40));
    task("Write the October issue", Some(60));
    let two = house.call("planning.estimate", next.clone());
    assert_eq!((&two["n"], &two["p50"], &two["p80"]), (&json!(2), &Value::Null, &Value::Null), "two say nothing");
    task("Write the November issue", Some(100));
    let three = house.call("planning.estimate", next.clone());
    // Type 7 of 40, 60, 100: the middle, and six tenths of the way from 60 to 100.
    assert_eq!((&three["n"], &three["p50"], &three["p80"]), (&json!(3), &json!(60), &json!(84)));
    assert_eq!(three["like"].as_array().unwrap().len(), 3);
    let stranger = house.task("Buy milk");
    assert_eq!(house.call("planning.estimate", json!(stranger))["n"], 0);
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("ALMANAC_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    /// Splitting and moving lose no minute, and undo brings every state back.
    #[test]
    fn splitting_keeps_every_minute(from in 0i64..600, minutes in 2i64..720, cuts in proptest::collection::vec(0usize..8, 1..4)) {
        let house = House::new();
        let starts_at = at("2026-11-23T06:00") + from * 60_000;
        let made = house.call("blocks.create", json!({ "title": "X", "starts_at": starts_at, "ends_at": starts_at + minutes * 60_000 }));
        let span = json!({ "from": starts_at - 1, "until": starts_at + 86_400_000 });
        let mut ids = vec![made["id"].clone()];
        let mut done = 0;
        for cut in cuts {
            let id = ids[cut % ids.len()].clone();
            if let Ok(reply) = house.app.call("blocks.split", json!({ "id": id })) {
                ids.push(reply.data[1]["id"].clone());
                done += 1;
            }
        }
        let blocks = house.call("blocks.list", span.clone());
        let mut next = starts_at;
        for block in blocks.as_array().unwrap() {
            prop_assert_eq!(block["starts_at"].as_i64().unwrap(), next);
            next = block["ends_at"].as_i64().unwrap();
        }
        prop_assert_eq!(next, starts_at + minutes * 60_000);
        for _ in 0..done {
            house.call("history.undo", Value::Null);
        }
        prop_assert_eq!(&house.call("blocks.list", span)[0], &made);
    }
    /// Cutting a series moves nothing, whatever its rule and whatever was left out of it, and undo makes it whole.
    #[test]
    fn a_series_that_is_cut_occurs_as_before(
        rule in prop::sample::select(&[
            "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,SU", "FREQ=WEEKLY;BYDAY=TU;COUNT=9",
            "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20270301T000000Z",
        ][..]),
        day in 0i64..40, hour in 0i64..24, skip in 0usize..9, cut in 0usize..9,
    ) {
        let house = House::new();
        let starts_at = at("2026-10-01T00:30") + day * 86_400_000 + hour * 3_600_000;
        let made = house.call("blocks.create", json!({ "title": "X", "starts_at": starts_at, "ends_at": starts_at + 1_800_000, "rule": rule }));
        let span = json!({ "from": starts_at, "until": starts_at + 300 * 86_400_000 });
        let times = || starts(&house.call("blocks.list", span.clone()));
        let skipped = times()[skip.min(times().len() - 1)];
        house.call("blocks.delete", json!({ "id": made["id"], "occurrence": skipped }));
        let before = house.call("blocks.list", span.clone());
        let occurs = times();
        prop_assume!(!occurs.is_empty());
        let at_cut = occurs[cut.min(occurs.len() - 1)];
        house.call("blocks.update", json!({ "id": made["id"], "occurrence": at_cut, "scope": "following", "notes": "later" }));
        prop_assert_eq!(times(), occurs);
        for block in house.call("blocks.list", span.clone()).as_array().unwrap() {
            prop_assert_eq!(block["notes"] == "later", block["starts_at"].as_i64().unwrap() >= at_cut);
        }
        house.call("history.undo", Value::Null);
        prop_assert_eq!(house.call("blocks.list", span.clone()), before);
    }
}
