//! Planning a day and a week through the operations.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use house::House;
use serde_json::{Value, json};

/// A moment in Berlin.
fn at(text: &str) -> i64 {
    let zoned: jiff::Zoned = format!("{text}[Europe/Berlin]").parse().unwrap();
    zoned.timestamp().as_millisecond()
}

fn task(house: &House, fields: Value) -> i64 {
    house.call("tasks.create", fields)["id"].as_i64().unwrap()
}

/// Nothing is kept free between blocks, nor for breaks, so that times are round.
fn close() -> House {
    let house = House::new();
    house.call("settings.update", json!({ "buffer_minutes": 0, "break_after": 0 }));
    house
}

fn propose(house: &House) -> Value {
    house.call("planning.propose", json!({ "day": "2026-11-23" }))
}

fn block(proposal: &Value, task: i64) -> Value {
    let blocks = proposal["blocks"].as_array().unwrap();
    blocks.iter().find(|block| block["task"] == task).cloned().unwrap_or_default()
}

fn reasons(block: &Value) -> String {
    let all = block["reasons"].as_array().unwrap().iter();
    all.map(|reason| reason.as_str().unwrap()).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_day_is_proposed_applied_and_taken_back_in_one_step() {
    let house = close();
    let day = json!({ "day": "2026-11-23" });
    let draft = task(&house, json!({ "title": "Draft", "effort_minutes": 60, "scheduled": day, "priority": 1 }));
    let send = task(&house, json!({ "title": "Send", "effort_minutes": 30, "deadline": day }));
    house.call("tasks.block", json!({ "task": send, "blocker": draft }));
    house.call(
        "blocks.create",
        json!({ "title": "Stand-up", "starts_at": at("2026-11-23T09:00"), "ends_at": at("2026-11-23T09:30") }),
    );

    let proposal = propose(&house);
    assert_eq!(block(&proposal, draft)["start"], at("2026-11-23T09:30"), "{proposal}");
    assert_eq!(block(&proposal, send)["start"], at("2026-11-23T10:30"));
    assert!(reasons(&block(&proposal, draft)).contains("right after Stand-up"), "{proposal}");
    assert!(reasons(&block(&proposal, send)).contains("after Draft"), "{proposal}");
    assert!(reasons(&block(&proposal, send)).contains("before its deadline"), "{proposal}");
    assert_eq!(propose(&house), proposal, "the same rows, the same plan");
    let blocks = || house.call("planning.day", json!({ "day": "2026-11-23" }))["blocks"].as_array().unwrap().len();
    assert_eq!(blocks(), 1, "asking changes nothing");

    house.call("planning.apply", proposal["changes"].clone());
    assert_eq!(blocks(), 3);
    let again = propose(&house);
    assert_eq!((&again["moved"], &again["changes"]["new"]), (&json!([]), &json!([])), "a plan taken over is kept");
    assert!(reasons(&block(&again, draft)).contains("kept where it was"), "{again}");
    assert_eq!(house.fails("planning.apply", again["changes"].clone()).1, "the plan has no changes to take over");
    house.call("history.undo", Value::Null);
    assert_eq!(blocks(), 1, "one step");
}

#[test]
fn a_meeting_moves_only_what_it_hits() {
    let house = close();
    let day = json!({ "day": "2026-11-23" });
    let tasks: Vec<i64> = ["One", "Two", "Three"]
        .iter()
        .map(|title| task(&house, json!({ "title": title, "effort_minutes": 60, "scheduled": day })))
        .collect();
    house.call("planning.apply", propose(&house)["changes"].clone());
    let second = block(&propose(&house), tasks[1]);
    house.call("blocks.create", json!({ "title": "Dentist", "starts_at": second["start"], "ends_at": second["end"] }));
    let proposal = propose(&house);
    let moved = proposal["moved"].as_array().unwrap();
    assert_eq!((moved.len(), &moved[0]["task"], &moved[0]["from"]["start"]), (1, &json!(tasks[1]), &second["start"]));
    assert!(reasons(&block(&proposal, tasks[1])).contains("where Dentist is now"), "{proposal}");
    house.call("planning.apply", proposal["changes"].clone());
    let after = house.call("planning.day", json!({ "day": "2026-11-23" }));
    assert_eq!(after["conflicts"], json!([]), "{after}");
}

#[test]
fn what_does_not_fit_is_named_with_what_would_help() {
    let house = close();
    let day = json!({ "day": "2026-11-23" });
    for (title, effort) in [("Long", 300), ("Longer", 240), ("Short", 30)] {
        task(&house, json!({ "title": title, "effort_minutes": effort, "deadline": day, "priority": 2 }));
    }
    let proposal = propose(&house);
    assert_eq!(proposal["unplanned"].as_array().unwrap().len(), 1, "{proposal}");
    assert!(
        proposal["unplanned"][0]["why"].as_str().unwrap().contains("its deadline, the end of Monday"),
        "the end of the day: {proposal}"
    );
    assert_eq!(proposal["drop"].as_array().unwrap().len(), 1);
    let shrink = &proposal["shrink"];
    assert_eq!(shrink["from"].as_i64().unwrap() - shrink["to"].as_i64().unwrap(), 570 - 480, "{shrink}");
}

#[test]
fn what_can_never_fit_takes_no_place_from_the_others() {
    // More than the week has, and more than there is until its deadline.
    for (effort, due) in [(3_600, "2026-11-27"), (2_100, "2026-11-24")] {
        let house = close();
        let small = |n: i64| task(&house, json!({ "title": format!("Small {n}"), "effort_minutes": 60 }));
        let others: Vec<i64> = (0..7).map(small).collect();
        let deadline = json!({ "day": due });
        let thesis = task(&house, json!({ "title": "Write thesis", "effort_minutes": effort, "deadline": deadline }));
        let print = task(&house, json!({ "title": "Print it", "effort_minutes": 30 }));
        house.call("tasks.block", json!({ "task": print, "blocker": thesis }));
        let proposal = house.call("planning.propose", json!({ "week": true }));
        assert!(others.iter().all(|task| !block(&proposal, *task).is_null()), "{proposal}");
        let (unplanned, drop) = (&proposal["unplanned"], &proposal["drop"]);
        assert_eq!((unplanned.as_array().unwrap().len(), &unplanned[0]["task"]), (1, &json!(thesis)), "{proposal}");
        assert_eq!((drop.as_array().unwrap().len(), &drop[0]["id"]), (1, &json!(thesis)), "{proposal}");
    }
}

#[test]
fn a_missing_estimate_is_a_visible_guess_from_similar_tasks() {
    let house = close();
    for minutes in [40, 50, 90] {
        let done = task(&house, json!({ "title": "Weekly newsletter" }));
        house.call("tasks.edit", json!({ "ids": [done], "patch": { "logged_minutes": minutes, "status": "done" } }));
    }
    let next = task(&house, json!({ "title": "Weekly newsletter", "scheduled": { "day": "2026-11-23" } }));
    let other = task(&house, json!({ "title": "Xylophone", "scheduled": { "day": "2026-11-23" } }));
    let proposal = propose(&house);
    let guess = |task: i64| {
        let all = proposal["guesses"].as_array().unwrap();
        all.iter().find(|guess| guess["task"] == task).cloned().unwrap()
    };
    assert_eq!((&guess(next)["minutes"], &guess(next)["p80"]), (&json!(50), &json!(74)));
    assert_eq!((&guess(other)["minutes"], &guess(other)["p50"]), (&json!(30), &Value::Null));
    let planned = block(&proposal, next);
    assert_eq!(planned["end"].as_i64().unwrap() - planned["start"].as_i64().unwrap(), 50 * 60_000);
}

#[test]
fn what_is_late_is_said_as_people_say_it_and_a_guess_is_round() {
    let house = close();
    for minutes in [31, 32, 33] {
        let done = task(&house, json!({ "title": "Weekly newsletter" }));
        house.call("tasks.edit", json!({ "ids": [done], "patch": { "logged_minutes": minutes, "status": "done" } }));
    }
    let on = |day: &str| task(&house, json!({ "title": "Weekly newsletter", "scheduled": { "day": day } }));
    let (past, weekend) = (on("2026-11-20"), on("2026-11-22"));
    let proposal = house.call("planning.propose", json!({ "week": true }));
    assert!(reasons(&block(&proposal, past)).contains("it was due before this plan begins"), "{proposal}");
    assert!(reasons(&block(&proposal, weekend)).contains(" h late: due the end of Sunday"), "{proposal}");
    assert_eq!((&proposal["guesses"][0]["p50"], &proposal["guesses"][0]["minutes"]), (&json!(32), &json!(35)));
}

#[test]
fn a_week_keeps_working_hours_days_and_capacity() {
    let house = close();
    house.call("settings.update", json!({ "day_capacity": 120 }));
    for title in ["A", "B", "C"] {
        task(&house, json!({ "title": title, "effort_minutes": 80, "deadline": { "day": "2026-11-27" } }));
    }
    let later = task(&house, json!({ "title": "Later", "effort_minutes": 30, "start": "2026-11-26" }));
    let proposal = house.call("planning.propose", json!({ "week": true }));
    let blocks = proposal["blocks"].as_array().unwrap();
    assert_eq!((blocks.len(), &proposal["unplanned"]), (4, &json!([])), "{proposal}");
    assert!(blocks[0]["start"].as_i64().unwrap() >= at("2026-11-23T09:00"), "it is Saturday");
    assert!(block(&proposal, later)["start"].as_i64().unwrap() >= at("2026-11-26T09:00"), "{proposal}");
    for day in 23..28 {
        let (from, until) = (at(&format!("2026-11-{day}T00:00")), at(&format!("2026-11-{}T00:00", day + 1)));
        let of_day = blocks.iter().filter(|block| (from..until).contains(&block["start"].as_i64().unwrap()));
        let minutes: i64 =
            of_day.map(|block| (block["end"].as_i64().unwrap() - block["start"].as_i64().unwrap()) / 60_000).sum();
        assert!(minutes <= 120, "{minutes} on {day}");
    }
    assert!(house.fails("planning.propose", json!({ "day": "2026-11-20" })).1.contains("over"));
}

#[test]
fn what_is_taken_over_may_be_pinned_and_in_part() {
    let house = close();
    let day = json!({ "day": "2026-11-23" });
    let tasks: Vec<i64> = ["One", "Two", "Three"]
        .iter()
        .map(|title| task(&house, json!({ "title": title, "effort_minutes": 60, "scheduled": day })))
        .collect();
    let mut changes = propose(&house)["changes"].clone();
    let (pinned, left) = (changes["new"][0]["task"].clone(), changes["new"][2]["task"].clone());
    changes["new"][0]["pinned"] = json!(true);
    changes["new"].as_array_mut().unwrap().pop();
    house.call("planning.apply", changes);
    let undo = house.call("history.state", Value::Null)["undo"]["label"].clone();
    assert_eq!(undo, "Planned: 2 new");
    let blocks = house.call("planning.day", day)["blocks"].clone();
    let of = |task: &Value| blocks.as_array().unwrap().iter().find(|block| block["task"]["id"] == *task).cloned();
    assert_eq!(of(&pinned).unwrap()["pinned"], true);
    assert_eq!((of(&left), blocks.as_array().unwrap().len()), (None, 2));
    let again = propose(&house);
    assert_eq!(block(&again, pinned.as_i64().unwrap()), Value::Null, "what is pinned is no longer planned");
    let new = again["changes"]["new"].as_array().unwrap();
    assert_eq!((new.len(), &new[0]["task"]), (1, &left), "{tasks:?}: {again}");
}

#[test]
fn minutes_between_blocks_are_those_of_the_settings() {
    let house = House::new();
    house.call("settings.update", json!({ "buffer_minutes": 10, "break_after": 0 }));
    let day = json!({ "day": "2026-11-23" });
    for title in ["One", "Two"] {
        task(&house, json!({ "title": title, "effort_minutes": 60, "scheduled": day }));
    }
    let gap = |input: Value| {
        let blocks = house.call("planning.propose", input)["blocks"].clone();
        (blocks[1]["start"].as_i64().unwrap() - blocks[0]["end"].as_i64().unwrap()) / 60_000
    };
    assert_eq!(gap(json!({ "day": "2026-11-23" })), 10);
    assert_eq!(gap(json!({ "day": "2026-11-23", "buffer": 0 })), 0);
}

#[test]
fn after_so_many_minutes_comes_a_break_unless_it_costs_a_task_its_place() {
    let house = House::new();
    let settings = |after: u16| {
        house.call("settings.update", json!({ "buffer_minutes": 0, "break_after": after, "break_minutes": 15 }));
    };
    settings(90);
    let day = json!({ "day": "2026-11-23" });
    for title in ["One", "Two", "Three", "Four"] {
        task(&house, json!({ "title": title, "effort_minutes": 45, "scheduled": day }));
    }
    let starts = |proposal: &Value| -> Vec<i64> {
        let blocks = proposal["blocks"].as_array().unwrap().iter();
        blocks.map(|block| (block["start"].as_i64().unwrap() - at("2026-11-23T09:00")) / 60_000).collect()
    };
    let proposal = propose(&house);
    assert_eq!(starts(&proposal), [0, 45, 105, 150], "{proposal}");
    assert!(reasons(&proposal["blocks"][2]).contains("right after a break"), "{proposal}");
    house.call("planning.apply", proposal["changes"].clone());
    let again = propose(&house);
    assert_eq!((starts(&again), &again["moved"]), (starts(&proposal), &json!([])), "a plan with breaks is kept");

    // Nine to five hold exactly this.
    task(&house, json!({ "title": "Long", "effort_minutes": 300, "deadline": day, "priority": 1 }));
    let full = propose(&house);
    assert_eq!(full["unplanned"], json!([]), "{full}");
}
