//! Calendars: files and addresses read, the plan written, and one engine for whatever repeats.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;
#[path = "sources/site.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod site;

use std::path::PathBuf;

use almanac_core::Kind;
use house::{House, material};
use proptest::prelude::*;
use serde_json::{Value, json};
use site::{Site, open_house};

fn torture() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/ics_files/torture.ics");
    std::fs::read_to_string(path).unwrap()
}

fn at(text: &str) -> i64 {
    let zoned: jiff::Zoned = format!("{text}[Europe/Berlin]").parse().unwrap();
    zoned.timestamp().as_millisecond()
}

fn events(house: &House, day: &str) -> Vec<Value> {
    house.call("planning.day", json!({ "day": day }))["events"].as_array().unwrap().clone()
}

/// An event of a day by the beginning of its title.
fn event(house: &House, day: &str, title: &str) -> Value {
    let found = events(house, day);
    let found = found.iter().find(|event| event["title"].as_str().unwrap().starts_with(title));
    found.unwrap_or_else(|| panic!("{title} is not on {day}")).clone()
}

fn calendar(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", lines.replace('\n', "\r\n"))
}

#[test]
fn every_good_event_of_a_bad_file_is_there_and_every_bad_one_is_named() {
    let house = House::new();
    let import = json!({ "text": torture(), "file": "torture.ics" });
    let preview = house.call("ics.import", json!({ "text": torture(), "file": "torture.ics", "preview": true }));
    assert_eq!(house.call("calendars.list", Value::Null), json!([]), "a preview keeps nothing");
    let report = house.call("ics.import", import.clone());
    for count in ["total", "created", "merged", "skipped"] {
        assert_eq!(preview[count], report[count], "{count}");
    }
    let skipped = report["skipped"].as_array().unwrap();
    assert_eq!((&report["total"], &report["created"], skipped.len()), (&json!(26), &json!(15), 11), "{report:#}");
    let why = |what: &str| {
        let found = skipped.iter().find(|one| one["what"].as_str().unwrap().starts_with(what));
        found.unwrap_or_else(|| panic!("{what}: {report:#}"))["why"].as_str().unwrap().to_owned()
    };
    assert!(why("Thirtieth of February").contains("no calendar has"));
    assert!(why("Ends before").contains("ends before it begins"));
    assert!(why("No time").contains("no day or time"));
    assert!(why("Longer than").contains("ten years"));
    assert!(why("No end of its own").contains("no calendar has"));
    assert!(why("Dear diary").contains("journal"));
    assert!(why("Send the form").contains("as tasks"));
    assert!(why("Standup").contains("called off"));
    let calendars = house.call("calendars.list", Value::Null);
    assert_eq!((&calendars[0]["name"], &calendars[0]["events"]), (&json!("Torture, one"), &json!(14)));

    // The same file again, also under another name, changes nothing.
    let before = house.rows();
    for name in ["torture.ics", "again.ics"] {
        let again = house.call("ics.import", json!({ "text": torture(), "file": name }));
        assert_eq!((&again["created"], &again["merged"]), (&json!(0), &json!(15)));
    }
    assert_eq!(house.rows(), before);
    house.process();
    assert_eq!(house.call("calendars.list", Value::Null)[0]["events"], 14, "read anew, the same");
    house.call("history.undo", Value::Null);
    assert_eq!(events(&house, "2026-11-23"), [] as [Value; 0]);
    house.call("history.redo", Value::Null);
    house.process();
    assert_eq!(events(&house, "2026-11-23").len(), 9, "rebuilt from the kept original");
}

#[test]
fn times_are_those_of_the_zones_that_files_mean() {
    let house = House::new();
    house.call("calendars.add", json!({ "text": torture(), "file": "torture.ics" }));
    let monday = |title: &str| event(&house, "2026-11-23", title);
    let plain = monday("Plain");
    assert_eq!(plain["title"], "Plain, with a comma; and a fold in a word called Größe");
    assert_eq!((&plain["notes"], &plain["place"]), (&json!("First line\nSecond line"), &json!("Room 4")));
    assert_eq!(
        (&plain["starts_at"], &plain["ends_at"]),
        (&json!(at("2026-11-23T10:00")), &json!(at("2026-11-23T11:00")))
    );
    assert_eq!(monday("Windows")["starts_at"], at("2026-11-23T11:00"));
    assert_eq!(monday("Windows")["ends_at"], at("2026-11-23T11:45"));
    assert_eq!(monday("Half an hour off")["starts_at"], at("2026-11-23T13:00"));
    assert_eq!(monday("A zone with a path")["starts_at"], at("2026-11-23T16:00"));
    assert_eq!(monday("Floating")["starts_at"], at("2026-11-23T07:00"));
    let mars = monday("Unknown zone");
    assert_eq!(mars["starts_at"], at("2026-11-23T14:00"), "the calendar's own zone");
    let note = mars["note"].as_str().unwrap();
    assert!(note.contains("Mars/Olympus") && note.contains("Europe/Berlin"), "{note}");
    assert_eq!(monday("Windows")["note"], Value::Null);
    assert_eq!(event(&house, "2026-07-06", "The file's own zone")["starts_at"], at("2026-07-06T12:00"));
    assert!(monday("Rule of junk")["note"].as_str().unwrap().contains("shown once"));
    assert_eq!(monday("Good after garbage")["starts_at"], at("2026-11-23T19:00"));
}

#[test]
fn series_have_their_exceptions_and_days_are_days_over_a_change_of_clock() {
    let house = House::new();
    house.call("calendars.add", json!({ "text": torture(), "file": "torture.ics" }));
    let standups = |day: &str| -> Vec<Value> {
        let all = events(&house, day).into_iter();
        let standups = all.filter(|event| event["title"].as_str().unwrap().starts_with("Standup"));
        standups.map(|event| event["starts_at"].clone()).collect()
    };
    assert_eq!(standups("2026-10-21"), [at("2026-10-21T08:30")]);
    assert_eq!(standups("2026-10-28"), [at("2026-10-28T08:30")], "the same time after the change of clock");
    assert_eq!(standups("2026-11-23"), [at("2026-11-23T16:00")], "moved");
    assert_eq!(standups("2026-11-25"), [] as [i64; 0], "an exception");
    assert_eq!(standups("2026-11-27"), [at("2026-11-27T08:30")], "a date beside the rule");
    assert_eq!(standups("2026-11-30"), [] as [i64; 0], "called off");
    assert_eq!(standups("2026-12-30"), [at("2026-12-30T08:30")]);
    assert_eq!(standups("2027-01-04"), [] as [i64; 0], "over");

    let days = event(&house, "2026-10-25", "Three days");
    assert_eq!((&days["day"], &days["last_day"]), (&json!("2026-10-24"), &json!("2026-10-26")));
    assert_eq!(days["ends_at"].as_i64().unwrap() - days["starts_at"].as_i64().unwrap(), 73 * 3_600_000);
    assert!(events(&house, "2026-10-27").iter().all(|event| event["title"] != days["title"]));
    assert_eq!(event(&house, "2028-02-29", "Leap day")["busy"], false);
    assert!(events(&house, "2027-02-28").iter().all(|event| event["title"] != "Leap day"));
    // An hour that the clock leaves out moves on by it; what begins before four belongs to the evening before.
    assert_eq!(event(&house, "2026-03-28", "In the gap")["starts_at"], at("2026-03-29T03:30"));
}

#[test]
fn entries_become_tasks_once() {
    let house = House::new();
    let import = json!({ "text": torture(), "file": "torture.ics", "as": "tasks" });
    let mut preview = import.clone();
    preview["preview"] = json!(true);
    let expected = house.call("ics.import", preview);
    let report = house.call("ics.import", import.clone());
    assert_eq!(report, expected);
    let sum = report["created"].as_u64().unwrap()
        + report["merged"].as_u64().unwrap()
        + report["skipped"].as_array().unwrap().len() as u64;
    assert_eq!(report["total"], sum, "each is counted once: {report:#}");
    let form = &house.call("tasks.list", json!({ "filter": "form" }))["tasks"][0];
    assert_eq!((&form["deadline"]["day"], &form["priority"]), (&json!("2026-11-30"), &json!(1)));
    assert_eq!((&form["tags"], &form["source"]), (&json!(["forms", "office"]), &json!("import")));
    let plants = &house.call("tasks.list", json!({ "filter": "plants" }))["tasks"][0];
    assert_eq!(
        (&plants["scheduled"]["day"], &plants["repeat"]["words"]),
        (&json!("2026-11-23"), &json!("every week on Mon"))
    );
    assert_eq!(house.titles("is:done"), ["Was done"]);

    // What the person changed since stays; what the file says anew is taken over.
    house.call("tasks.edit", json!({ "ids": [form["id"]], "patch": { "title": "Send the form to Mina" } }));
    let before = house.rows();
    let again = house.call("ics.import", import);
    assert_eq!((&again["created"], &again["merged"]), (&json!(0), &report["created"]));
    assert_eq!(house.rows(), before);
    let later = torture().replace("DUE;VALUE=DATE:20261130", "DUE;VALUE=DATE:20261204");
    house.call("ics.import", json!({ "text": later, "file": "torture.ics", "as": "tasks" }));
    let form = house.call("tasks.get", form["id"].clone());
    assert_eq!(form["task"]["deadline"]["day"], "2026-12-04");
}

#[test]
fn an_address_is_read_by_the_queue_and_its_last_copy_outlives_it() {
    let house = open_house();
    let first = calendar("BEGIN:VEVENT\nUID:a\nDTSTART:20261123T090000Z\nSUMMARY:First\nEND:VEVENT\n");
    let site = Site::new("text/calendar", &first);
    let added = house.call("calendars.add", json!({ "url": format!("{}/team.ics", site.url), "name": "Team" }));
    assert_eq!((site.asked(), &added["fetched_at"]), (0, &Value::Null), "adding does not wait for the network");
    house.process();
    assert_eq!(event(&house, "2026-11-23", "First")["starts_at"], at("2026-11-23T10:00"));
    let fetched = house.call("calendars.list", Value::Null)[0]["fetched_at"].clone();
    assert!(fetched.is_i64());

    house.clock.set("2026-11-21T12:00:00Z".parse().unwrap());
    // A sign-in page, an error and a wall are told in words; the events stay, with their age.
    for (status, body, words) in [
        ("200 OK\r\nContent-Type: text/html", "<html>Please sign in</html>", "no calendar file"),
        ("410 Gone", "", "taken away for good"),
        ("503 Busy", "", "busy or out of order"),
    ] {
        site.says(status, body);
        house.call("calendars.refresh", json!({ "id": added["id"] }));
        house.process();
        let shown = house.call("calendars.list", Value::Null)[0].clone();
        assert!(shown["error"].as_str().unwrap().contains(words), "{shown}");
        assert_eq!((&shown["fetched_at"], &shown["events"]), (&fetched, &json!(1)));
    }
    let asked = site.asked();
    house.call("settings.update", json!({ "local_only": true }));
    house.call("calendars.refresh", json!({}));
    house.process();
    assert!(house.call("calendars.list", Value::Null)[0]["error"].as_str().unwrap().contains("Local only"));
    assert_eq!(site.asked(), asked, "nothing was asked");
    house.call("settings.update", json!({ "local_only": false }));

    site.says("200 OK\r\nContent-Type: text/calendar", &first.replace("First", "Second"));
    house.call("calendars.refresh", json!({}));
    house.process();
    let shown = house.call("calendars.list", Value::Null)[0].clone();
    assert_eq!((&shown["error"], &shown["events"]), (&Value::Null, &json!(1)));
    event(&house, "2026-11-23", "Second");
    // Taken away and brought back without the network.
    house.call("calendars.remove", added["id"].clone());
    assert_eq!(events(&house, "2026-11-23"), [] as [Value; 0]);
    house.call("settings.update", json!({ "local_only": true }));
    house.call("history.undo", Value::Null);
    house.call("history.undo", Value::Null);
    house.process();
    event(&house, "2026-11-23", "Second");
    house.call("calendars.update", json!({ "id": added["id"], "enabled": false }));
    assert_eq!(events(&house, "2026-11-23"), [] as [Value; 0], "switched off");
}

#[test]
fn what_is_no_calendar_is_refused() {
    let house = House::new();
    let wrong = |input: Value, words: &str| {
        let (kind, message) = house.fails("calendars.add", input);
        assert_eq!(kind, Kind::Invalid);
        assert!(message.contains(words), "{message}");
    };
    wrong(json!({}), "an address, or a file");
    wrong(json!({ "text": "hello" }), "no calendar file");
    wrong(json!({ "path": "nowhere.ics" }), "nowhere.ics");
    wrong(json!({ "url": "javascript:alert(1)" }), "http");
    wrong(json!({ "text": calendar(""), "colour": "red" }), "#3b82f6");
    assert_eq!(house.call("calendars.list", Value::Null), json!([]));
    let empty = house.call("calendars.add", json!({ "text": calendar(""), "file": "Empty.ics" }));
    assert_eq!((&empty["name"], &empty["events"]), (&json!("Empty"), &json!(0)));
}

#[test]
fn hostile_files_harm_nothing() {
    let Some(folder) = material("hostile/ics") else { return };
    let house = House::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let report = house.call("ics.import", json!({ "path": path }));
        let sum = report["created"].as_u64().unwrap()
            + report["merged"].as_u64().unwrap()
            + report["skipped"].as_array().unwrap().len() as u64;
        assert_eq!(report["total"], sum, "{}: {report:#}", path.display());
    }
    event(&house, "2026-11-21", "good one");
    event(&house, "2026-11-21", "unknown tz");
    for day in ["1970-01-01", "2016-12-31", "2026-10-25", "9000-01-01"] {
        events(&house, day);
    }
}

#[test]
fn what_is_written_can_be_read_again() {
    let house = House::new();
    let title = format!("Plan, review; and \\ think {}", "Größe 🪴 ".repeat(12));
    house.call(
        "blocks.create",
        json!({ "title": title, "starts_at": at("2026-11-23T09:00"), "ends_at": at("2026-11-23T10:30"), "notes": "One\nTwo" }),
    );
    let lunch = house.call(
        "blocks.create",
        json!({ "title": "Lunch", "kind": "break", "starts_at": at("2026-10-19T12:00"), "ends_at": at("2026-10-19T12:45"), "rule": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207" }),
    );
    house.call("blocks.delete", json!({ "id": lunch["id"], "occurrence": at("2026-11-23T12:00") }));
    house.call("tasks.create", json!({ "title": "Pay rent", "scheduled": { "day": "2026-12-01" }, "tags": ["home"] }));
    let timed = json!({ "day": "2026-11-24", "at": at("2026-11-24T15:00") });
    house.call("tasks.create", json!({ "title": "Call the dentist", "effort_minutes": 15, "scheduled": timed }));
    let file = house.call("ics.export", json!({}));
    let text = file["text"].as_str().unwrap();
    assert_eq!(file["entries"], 4);
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin"), "{text}");
    assert!(text.contains("RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207T225959Z"), "{text}");

    let other = House::new();
    let read = other.call("ics.import", json!({ "text": text, "file": "plan.ics" }));
    assert_eq!((&read["created"], &read["skipped"]), (&json!(4), &json!([])), "{text}");
    let there = event(&other, "2026-11-23", "Plan");
    assert_eq!((there["title"].as_str().unwrap(), &there["notes"]), (title.trim(), &json!("One\nTwo")));
    assert_eq!(
        (&there["starts_at"], &there["ends_at"]),
        (&json!(at("2026-11-23T09:00")), &json!(at("2026-11-23T10:30")))
    );
    assert_eq!(events(&other, "2026-11-23").len(), 1, "the skipped lunch");
    assert_eq!(event(&other, "2026-12-07", "Lunch")["starts_at"], at("2026-12-07T12:00"));
    assert_eq!(event(&other, "2026-11-30", "Lunch")["busy"], false);
    assert!(events(&other, "2026-12-14").is_empty(), "over");
    assert_eq!(event(&other, "2026-11-24", "Call")["ends_at"], at("2026-11-24T15:15"));
    let rent = event(&other, "2026-12-01", "Pay rent");
    assert_eq!(
        (&rent["whole_days"], &rent["day"], &rent["last_day"]),
        (&json!(true), &json!("2026-12-01"), &json!("2026-12-01"))
    );
}

#[test]
fn a_task_that_repeats_is_written_with_the_rest_of_its_series() {
    let house = House::new();
    let repeating = |title: &str, scheduled: Value, rule: &str, way: &str| {
        let id = house.call("tasks.create", json!({ "title": title, "scheduled": scheduled }))["id"].clone();
        house.call("repeats.set", json!({ "task": id, "rule": rule, "way": way }));
        id
    };
    let bins = repeating("Bins", json!({ "day": "2026-11-23" }), "FREQ=WEEKLY;COUNT=4", "fixed");
    house.call("tasks.complete", json!({ "ids": [bins] }));
    let run = json!({ "day": "2026-11-24", "at": at("2026-11-24T07:00") });
    let run = repeating("Run", run, "FREQ=WEEKLY;BYDAY=TU", "skip_past");
    let later = json!({ "day": "2026-11-25", "at": at("2026-11-25T18:00") });
    house.call("tasks.edit", json!({ "ids": [run], "patch": { "scheduled": later }, "scope": "this" }));
    repeating("Haircut", json!({ "day": "2026-11-28" }), "FREQ=WEEKLY", "from_completion");

    let file = house.call("ics.export", json!({}));
    let other = House::new();
    let read = other.call("ics.import", json!({ "text": file["text"], "file": "plan.ics" }));
    assert_eq!(read["skipped"], json!([]), "{file}");
    let titles = |day: &str| -> Vec<(String, Value)> {
        let told = |one: &Value| (one["title"].as_str().unwrap().to_owned(), one["starts_at"].clone());
        events(&other, day).iter().map(told).collect()
    };
    // One of four is done already, so three are left.
    for (day, there) in
        [("2026-11-23", false), ("2026-11-30", true), ("2026-12-07", true), ("2026-12-14", true), ("2026-12-21", false)]
    {
        assert_eq!(titles(day).iter().any(|(title, _)| title == "Bins"), there, "{day}");
    }
    assert_eq!(titles("2026-11-24"), []);
    assert_eq!(titles("2026-11-25"), [("Run".to_owned(), json!(at("2026-11-25T18:00")))]);
    assert_eq!(titles("2026-12-01"), [("Run".to_owned(), json!(at("2026-12-01T07:00")))]);
    assert_eq!(titles("2027-06-01"), [("Run".to_owned(), json!(at("2027-06-01T07:00")))], "over the change of clock");
    assert_eq!((titles("2026-11-28").len(), titles("2026-12-05").len()), (1, 0), "from completion, nobody knows when");
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("ALMANAC_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn rules() -> impl Strategy<Value = String> {
    let day = prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let days = prop::collection::vec(day.clone(), 1..4).prop_map(|days| days.join(","));
    let interval = 1u8..5;
    let end = prop::sample::select(vec!["", ";COUNT=9", ";UNTIL=20270430", ";UNTIL=20270201T113000Z"]);
    let body = prop_oneof![
        interval.clone().prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        (interval.clone(), days).prop_map(|(n, days)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={days}")),
        (interval.clone(), -5i8..29)
            .prop_filter("a day", |(_, d)| *d != 0)
            .prop_map(|(n, d)| format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={d}")),
        (interval, -2i8..5, day)
            .prop_filter("a week", |(_, d, _)| *d != 0)
            .prop_map(|(n, d, day)| format!("FREQ=MONTHLY;INTERVAL={n};BYDAY={d}{day}")),
        Just("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU".to_owned()),
    ];
    (body, end).prop_map(|(body, end)| format!("{body}{end}"))
}

proptest! {
    #![proptest_config(cases())]

    /// Tasks, blocks and events that repeat by one rule happen at the same times, however far from their beginning.
    #[test]
    fn one_engine_for_whatever_repeats(rule in rules(), hour in 4u8..23, later in 0i64..200) {
        let house = House::new();
        let start = format!("2026-09-07T{hour:02}:15");
        let first = json!({ "day": "2026-09-07", "at": at(&start) });
        // A rule that is over before its first day is refused by each.
        let asked = json!({ "rule": rule, "way": "fixed", "first": first });
        let Ok(reply) = house.app.call("repeats.preview", asked) else { return Ok(()) };
        let preview = reply.data;
        let tasks: Vec<i64> = preview["next"].as_array().unwrap().iter().map(|when| when["at"].as_i64().unwrap()).collect();
        // A series begins with what its rule names, in each of the three.
        let local = jiff::Timestamp::from_millisecond(tasks[0]).unwrap().in_tz("Europe/Berlin").unwrap();
        house.call("blocks.create", json!({ "title": "B", "starts_at": tasks[0], "ends_at": tasks[0] + 1_800_000, "rule": rule }));
        let lines = format!(
            "BEGIN:VEVENT\nUID:e\nDTSTART;TZID=Europe/Berlin:{}\nDURATION:PT30M\nRRULE:{rule}\nSUMMARY:E\nEND:VEVENT\n",
            local.strftime("%Y%m%dT%H%M%S")
        );
        house.call("calendars.add", json!({ "text": calendar(&lines), "file": "e.ics" }));
        let span = |from: i64, until: i64| -> (Vec<i64>, Vec<i64>) {
            let starts = |found: &Value| -> Vec<i64> {
                found.as_array().unwrap().iter().map(|one| one["starts_at"].as_i64().unwrap()).collect()
            };
            let blocks = starts(&house.call("blocks.list", json!({ "from": from, "until": until })));
            let mut events = Vec::new();
            let mut day = jiff::Timestamp::from_millisecond(from).unwrap().in_tz("Europe/Berlin").unwrap().date();
            let last = jiff::Timestamp::from_millisecond(until).unwrap().in_tz("Europe/Berlin").unwrap().date();
            let last = last.checked_add(jiff::ToSpan::days(7)).unwrap();
            while day < last {
                for week_day in house.call("planning.week", json!({ "day": day })).as_array().unwrap() {
                    events.extend(starts(&week_day["events"]));
                }
                day = day.checked_add(jiff::ToSpan::days(7)).unwrap();
            }
            events.retain(|at| (from..until).contains(at));
            events.sort_unstable();
            events.dedup();
            (blocks, events)
        };
        let end = tasks[0] + 60 * 86_400_000;
        let (blocks, events) = span(tasks[0], end);
        prop_assert_eq!(&blocks, &events);
        let shared = blocks.len().min(tasks.len());
        prop_assert_eq!(&blocks[..shared], &tasks[..shared]);
        // A window far from the beginning shows what the whole shows.
        let (from, until) = (tasks[0] + later * 86_400_000, tasks[0] + (later + 28) * 86_400_000);
        let (blocks, events) = span(from, until);
        prop_assert_eq!(&blocks, &events);
    }
}
