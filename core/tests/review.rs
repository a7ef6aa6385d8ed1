//! The weekly review: what it finds, what is decided in it, and what it leaves in the logbook.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::House;
use serde_json::{Value, json};

fn later(house: &House, at: &str) {
    house.clock.set(at.parse().unwrap());
}

fn lines(house: &House, step: &str) -> Vec<String> {
    let review = house.call("review.week", json!({}));
    let found = review["steps"].as_array().unwrap().iter().find(|one| one["key"] == step).unwrap().clone();
    let say = |line: &Value| match line["detail"].as_str() {
        Some(detail) => format!("{} · {detail}", line["title"].as_str().unwrap()),
        None => line["title"].as_str().unwrap().to_owned(),
    };
    found["lines"].as_array().unwrap().iter().map(say).collect()
}

fn plan(house: &House, task: i64, day: &str) {
    house.call("tasks.edit", json!({ "ids": [task], "patch": { "scheduled": { "day": day } } }));
}

fn capture(house: &House, text: &str) -> i64 {
    house.call("capture.save", json!({ "text": text }))["tasks"][0]["id"].as_i64().unwrap()
}

/// A profile at the end of a week: Sunday, 22 November 2026, 18:00.
fn week() -> House {
    let house = House::new();
    later(&house, "2026-11-01T09:00:00Z");
    let area = house.call("areas.create", json!({ "name": "Home", "colour": "#557755" }))["id"].clone();
    let moving = house.call("projects.create", json!({ "name": "Move", "area": area }))["id"].clone();
    house.call("projects.create", json!({ "name": "Novel" }));
    house.call("tasks.create", json!({ "title": "Write a page", "project": moving }));
    let garden = house.call("projects.create", json!({ "name": "Garden" }))["id"].clone();
    house.call("tasks.create", json!({ "title": "Prune", "project": garden, "status": "waiting" }));
    let shed = house.task("Paint the shed");
    for day in ["2026-11-05", "2026-11-06", "2026-11-20", "2026-11-19", "2026-11-25"] {
        plan(&house, shed, day);
    }
    later(&house, "2026-11-18T09:00:00Z");
    house.task("Loose end");
    let boxes =
        house.call("tasks.create", json!({ "title": "Buy boxes", "project": moving, "effort_minutes": 30 }))["id"]
            .clone();
    house.call("tasks.edit", json!({ "ids": [boxes], "patch": { "logged_minutes": 50 } }));
    house.call("tasks.complete", json!({ "ids": [boxes] }));
    let call = capture(&house, "Call Ana");
    house.call("focus.start", json!({ "task": call }));
    later(&house, "2026-11-18T09:20:00Z");
    house.call("focus.stop", json!({}));
    house.call("tasks.complete", json!({ "ids": [call] }));
    house.call("tasks.create", json!({ "title": "Book a van", "deadline": { "day": "2026-11-17" }, "status": "todo" }));
    house.call("tasks.create", json!({ "title": "Pack", "scheduled": { "day": "2026-11-24" }, "effort_minutes": 90 }));
    house.call("tasks.create", json!({ "title": "Keys", "deadline": { "day": "2026-11-24" }, "status": "todo" }));
    house.call("logbook.create", json!({ "text": "A good week.", "mood": 4 }));
    house.call("logbook.create", json!({ "text": "A secret.", "closed": true }));
    later(&house, "2026-11-22T17:00:00Z");
    house
}

#[test]
fn the_steps_are_computed_from_the_rows() {
    let house = week();
    assert_eq!(lines(&house, "inbox"), ["Loose end · since 18 Nov"]);
    assert_eq!(lines(&house, "overdue"), ["Book a van · since 17 Nov"]);
    // Moving back is no putting off.
    assert_eq!(lines(&house, "rolled"), ["Paint the shed · moved 3 times, first planned for 5 Nov"]);
    assert_eq!(lines(&house, "waiting"), ["Prune · since 1 Nov"]);
    assert_eq!(
        lines(&house, "stalled"),
        ["Novel · no next action, nothing touched since 1 Nov", "Garden · no next action, nothing touched since 1 Nov"]
    );
    assert_eq!(lines(&house, "unread"), Vec::<String>::new());
    assert_eq!(lines(&house, "finished"), ["Buy boxes · 50 min", "Call Ana · 20 min"]);
    assert_eq!(
        lines(&house, "logbook"),
        ["A good week. · Wed 18 Nov, mood 4 of 5", "A closed entry · Wed 18 Nov"],
        "what is closed is not told"
    );
    let next = lines(&house, "next");
    assert_eq!(next.len(), 7);
    assert_eq!(next[1], "Tuesday, 24 November · 1 planned, 1 due, 1 h 30 min");
    assert_eq!(next[0], "Monday, 23 November · free");
    // A task that waits since yesterday is not asked about, unless one is impatient.
    let fresh = house.task("Fresh");
    house.call("tasks.edit", json!({ "ids": [fresh], "patch": { "status": "waiting" } }));
    assert_eq!(lines(&house, "waiting").len(), 1);
    assert!(house.fails("review.week", json!({ "waiting_days": 999 })).1.contains("a year"));
    // A repeating task moves by itself.
    let rent = capture(&house, "Water the plants every day");
    for _ in 0..4 {
        house.call("tasks.complete", json!({ "ids": [rent] }));
    }
    assert_eq!(lines(&house, "rolled").len(), 1);
}

#[test]
fn what_was_taken_back_was_not_put_off() {
    let house = House::new();
    let task = house.task("Shed");
    for day in ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"] {
        plan(&house, task, day);
    }
    assert_eq!(lines(&house, "rolled").len(), 1);
    house.call("history.undo", json!(null));
    assert!(lines(&house, "rolled").is_empty());
}

#[test]
fn decisions_are_one_step_each() {
    let house = week();
    let before = house.rows();
    let review = house.call("review.week", json!({}));
    let of = |step: &str| {
        let step = review["steps"].as_array().unwrap().iter().find(|one| one["key"] == step).unwrap().clone();
        step["lines"].as_array().unwrap().iter().map(|line| line["to"].clone()).collect::<Vec<_>>()
    };
    let all = [of("inbox"), of("overdue"), of("rolled")].concat();
    assert_eq!(house.call("review.act", json!({ "action": "schedule", "lines": all, "day": "2026-11-24" })), json!(3));
    assert!(lines(&house, "inbox").is_empty() && lines(&house, "overdue").len() == 1, "a deadline does not move");
    assert_eq!(house.call("history.state", json!(null))["undo"]["label"], "Planned 3 things for Tuesday, 24 November");
    house.call("history.undo", json!(null));
    assert_eq!(house.rows()["task"], before["task"]);

    house.call("review.act", json!({ "action": "someday", "lines": all }));
    assert!(lines(&house, "overdue").is_empty() && lines(&house, "rolled").is_empty());
    house.call("history.undo", json!(null));

    let mixed = [of("stalled"), of("waiting")].concat();
    house.call("review.act", json!({ "action": "drop", "lines": mixed }));
    assert!(lines(&house, "stalled").is_empty() && lines(&house, "waiting").is_empty());
    house.call("history.undo", json!(null));
    assert_eq!(lines(&house, "stalled").len(), 2);
    house.call("review.act", json!({ "action": "someday", "lines": of("stalled") }));
    assert!(lines(&house, "stalled").is_empty());
    house.call("history.undo", json!(null));
    house.call("review.act", json!({ "action": "complete", "lines": of("overdue") }));
    assert_eq!(lines(&house, "finished").len(), 3);

    for (input, words) in [
        (json!({ "action": "drop", "lines": [] }), "nothing was chosen"),
        (json!({ "action": "schedule", "lines": of("inbox") }), "say the day"),
        (json!({ "action": "schedule", "lines": of("stalled"), "day": "2026-11-24" }), "a project has no day"),
        (json!({ "action": "drop", "lines": of("logbook") }), "only tasks and projects"),
    ] {
        let (kind, message) = house.fails("review.act", input);
        assert!(kind == Kind::Invalid && message.contains(words), "{message}");
    }
    // A refusal in the middle leaves nothing half done.
    let half = json!({ "action": "drop", "lines": [of("inbox")[0], { "kind": "task", "id": 999 }] });
    assert_eq!(house.fails("review.act", half).0, Kind::NotFound);
    assert_eq!(lines(&house, "inbox").len(), 1);
}

#[test]
fn the_review_is_kept_in_the_logbook() {
    let house = week();
    let entry = house.call("review.save", json!({ "words": "Less, and sooner." }));
    assert_eq!(entry["title"], "Weekly review, 16–22 November 2026");
    assert_eq!(entry["day"], "2026-11-22");
    assert_eq!(
        entry["text"],
        "Less, and sooner.\n\n\
         ## Inbox (1)\n\n- Loose end · since 18 Nov\n\n\
         ## Overdue (1)\n\n- Book a van · since 17 Nov\n\n\
         ## Put off three times (1)\n\n- Paint the shed · moved 3 times, first planned for 5 Nov\n\n\
         ## Waiting too long (1)\n\n- Prune · since 1 Nov\n\n\
         ## Stalled projects (2)\n\n- Novel · no next action, nothing touched since 1 Nov\n\
         - Garden · no next action, nothing touched since 1 Nov\n\n\
         ## Finished (2), 1 h 10 min\n\n- Home › Move (1, 50 min): Buy boxes\n- Without a project (1, 20 min): Call Ana\n\
         - In focus: 20 min\n\n\
         ## Logbook (2)\n\n- A good week. · Wed 18 Nov, mood 4 of 5\n- A closed entry · Wed 18 Nov\n\n\
         ## The week to come, 1 h 30 min\n\n- Monday, 23 November · free\n\
         - Tuesday, 24 November · 1 planned, 1 due, 1 h 30 min\n- Wednesday, 25 November · 1 planned\n\
         - Thursday, 26 November · free\n- Friday, 27 November · free\n- Saturday, 28 November · free\n\
         - Sunday, 29 November · free\n"
    );
    house.call("history.undo", json!(null));
    assert_eq!(house.call("logbook.list", json!({}))["total"], 2);
    // Across a month and a year the days are said in full.
    let title = |day: &str| house.call("review.week", json!({ "day": day }))["title"].clone();
    assert_eq!(title("2026-12-02"), "Weekly review, 26 November – 2 December 2026");
    assert_eq!(title("2027-01-02"), "Weekly review, 27 December 2026 – 2 January 2027");
}

/// What habits, metrics and goals add to the strip, the digest and the review.
#[test]
fn habits_metrics_and_goals_tell_their_part() {
    let house = House::new();
    let run = house.call("habits.create", json!({ "name": "Run", "start_day": "2026-09-01" }))["id"].clone();
    house.call("habits.create", json!({ "name": "Floss" }));
    let mut day: jiff::civil::Date = "2026-09-01".parse().unwrap();
    while day < "2026-11-08".parse().unwrap() {
        house.call("habits.log", json!({ "habit": run, "day": day.to_string() }));
        day = day.tomorrow().unwrap();
    }
    let weight = json!({ "name": "Weight", "unit": "kg", "direction": "down", "target": { "value": 70 } });
    let metric = house.call("metrics.create", weight)["id"].clone();
    house.call("metrics.log", json!({ "metric": metric, "day": "2026-11-16", "value": 74 }));
    house.call("metrics.log", json!({ "metric": metric, "day": "2026-11-20", "value": 69.5 }));
    house.call(
        "goals.create",
        json!({
            "name": "Learn Latin", "start": "2026-10-01", "target": "2026-12-31",
            "criteria": [{ "kind": "counter", "name": "Lessons", "target": 20 }],
        }),
    );

    let digest = house.call("digest.day", json!({}));
    assert!(digest["text"].as_str().unwrap().contains("## Habits (2)\n\n- Run · "), "{digest}");
    assert!(!house.call("digest.day", json!({ "day": "2026-11-22" })).to_string().contains("Habits"));
    let behind = lines(&house, "goals");
    assert!(
        matches!(behind.as_slice(), [one] if one.starts_with("Learn Latin · ") && one.ends_with("behind")),
        "{behind:?}"
    );
    let slipping = lines(&house, "habits");
    assert!(matches!(slipping.as_slice(), [one] if one.starts_with("Run · strength from ")), "{slipping:?}");
    let reached = lines(&house, "milestones");
    assert!(reached.contains(&"Weight · target reached, Fri 20 Nov".to_owned()), "{reached:?}");

    house.call("habits.log", json!({ "habit": run }));
    let page = house.call("logbook.day", json!({ "day": "2026-11-20" }));
    assert_eq!((&page["strip"][0]["kind"], &page["strip"][0]["detail"]), (&json!("metric"), &json!("69.5 kg")));
    assert_eq!(page["strip"][0]["to"], json!({ "kind": "metric", "id": metric }));
    let today = house.call("logbook.day", json!({}));
    assert_eq!((&today["strip"][0]["kind"], &today["strip"][0]["title"]), (&json!("habit"), &json!("Run")));
    let refused = json!({ "action": "drop", "lines": [{ "kind": "habit", "id": run }] });
    assert!(house.fails("review.act", refused).1.contains("only tasks and projects"));
    let entry = json!({ "text": "Tired.", "links": [{ "kind": "habit", "id": run }] });
    assert_eq!(house.call("logbook.create", entry)["links"][0]["title"], "Run");
}
