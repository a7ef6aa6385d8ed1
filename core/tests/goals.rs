//! Goals: progress that follows from the rows, explained, and true whatever happened to them.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use almanac_core::jobs::{Lane, Tick, tick};
use almanac_core::{Event, Kind};
use house::{Dice, House};
use serde_json::{Value, json};

fn at(house: &House, moment: &str) {
    house.clock.set(moment.parse().unwrap());
}

fn on(house: &House, day: &str) {
    at(house, &format!("{day}T10:00:00Z"));
}

fn goal(house: &House, input: Value) -> i64 {
    house.call("goals.create", input)["id"].as_i64().unwrap()
}

fn show(house: &House, goal: i64) -> Value {
    house.call("goals.show", json!(goal))
}

fn share(house: &House, goal: i64) -> f64 {
    show(house, goal)["line"]["share"].as_f64().unwrap()
}

/// What the records add up to.
fn explained(detail: &Value) -> f64 {
    let records = detail["contributions"].as_array().unwrap().iter();
    records.filter(|one| one["open"] == false).map(|one| one["adds"].as_f64().unwrap()).sum()
}

fn about(left: f64, right: f64) {
    assert!((left - right).abs() < 1e-9, "{left} is not {right}");
}

fn link(house: &House, goal: i64, kind: &str, id: i64) {
    house.call("goals.link", json!({ "goal": goal, "subject": { "kind": kind, "id": id } }));
}

fn complete(house: &House, task: i64) {
    house.call("tasks.complete", json!({ "ids": [task] }));
}

fn told(house: &House, events: &std::sync::mpsc::Receiver<Event>) -> Vec<String> {
    while tick(&house.app, Lane::Quick).unwrap() == Tick::Ran {}
    let notices = events.try_iter().filter_map(|event| match event {
        Event::Notify { body, .. } => Some(body),
        _ => None,
    });
    notices.collect()
}

fn counter(house: &House, target: f64) -> (i64, Value) {
    let criteria = json!([{ "kind": "counter", "name": "Problems", "target": target }]);
    let goal = goal(house, json!({ "name": "Solve problems", "target": "2026-12-31", "criteria": criteria }));
    let criterion = show(house, goal)["criteria"][0]["id"].clone();
    (goal, criterion)
}

fn count(house: &House, criterion: &Value, amount: f64) {
    house.call("goals.enter", json!({ "criterion": criterion, "amount": amount }));
}

#[test]
fn linked_tasks_count_by_themselves_by_their_project_and_each_time_they_repeat() {
    let house = House::new();
    let criteria = json!([{ "kind": "task_count", "target": 4 }]);
    let goal = goal(&house, json!({ "name": "Run", "criteria": criteria }));
    let (one, two) = (house.task("First run"), house.task("Second run"));
    link(&house, goal, "task", one);
    let project = house.call("projects.create", json!({ "name": "Training" }))["id"].as_i64().unwrap();
    house.call("tasks.edit", json!({ "ids": [two], "patch": { "project": project } }));
    link(&house, goal, "project", project);
    let again = house.task("Run around the park");
    house.call("repeats.set", json!({ "task": again, "rule": "FREQ=DAILY" }));
    link(&house, goal, "task", again);
    about(share(&house, goal), 0.0);
    complete(&house, one);
    complete(&house, two);
    complete(&house, again);
    let detail = show(&house, goal);
    about(detail["line"]["share"].as_f64().unwrap(), 0.75);
    about(explained(&detail), 0.75);
    assert_eq!(detail["criteria"][0]["says"], "3 of 4 tasks done");
    // More than enough is enough, and the records still add up.
    for _ in 0..3 {
        complete(&house, again);
    }
    let detail = show(&house, goal);
    about(detail["line"]["share"].as_f64().unwrap(), 1.0);
    about(explained(&detail), 1.0);
    house.call("tasks.reopen", json!({ "ids": [one] }));
    house.call("goals.unlink", json!({ "goal": goal, "subject": { "kind": "task", "id": again } }));
    about(share(&house, goal), 0.25);
}

#[test]
fn a_set_weighs_by_effort_where_all_have_one() {
    let house = House::new();
    let goal = goal(&house, json!({ "name": "Ship", "criteria": [{ "kind": "task_set" }] }));
    let (small, large) = (house.task("Small"), house.task("Large"));
    link(&house, goal, "task", small);
    link(&house, goal, "task", large);
    complete(&house, small);
    about(share(&house, goal), 0.5);
    house.call("tasks.edit", json!({ "ids": [small], "patch": { "effort_minutes": 30 } }));
    about(share(&house, goal), 0.5);
    house.call("tasks.edit", json!({ "ids": [large], "patch": { "effort_minutes": 90 } }));
    about(share(&house, goal), 0.25);
    let detail = show(&house, goal);
    let open: Vec<&Value> =
        detail["contributions"].as_array().unwrap().iter().filter(|one| one["open"] == true).collect();
    about(open[0]["adds"].as_f64().unwrap(), 0.75);
    house.call("tasks.edit", json!({ "ids": [large], "patch": { "status": "dropped" } }));
    about(share(&house, goal), 1.0);
}

#[test]
fn criteria_are_joined_by_all_any_and_weights() {
    let house = House::new();
    let goal = goal(&house, json!({ "name": "Language" }));
    assert_eq!(show(&house, goal)["line"]["measurable"], false);
    let set = |combine: &str, criteria: Value| {
        house.call("goals.set_criteria", json!({ "goal": goal, "combine": combine, "criteria": criteria }))
    };
    let first = set(
        "all",
        json!([{ "kind": "yes_no", "name": "Exam" }, { "kind": "counter", "name": "Books", "target": 10, "weight": 3 }]),
    );
    let (exam, books) = (first["criteria"][0]["id"].clone(), first["criteria"][1]["id"].clone());
    count(&house, &books, 4.0);
    about(share(&house, goal), 0.2);
    let kept = json!([{ "id": exam, "kind": "yes_no", "name": "Exam" },
        { "id": books, "kind": "counter", "name": "Books", "target": 10, "weight": 3 }]);
    set("any", kept.clone());
    about(share(&house, goal), 0.4);
    set("weights", kept.clone());
    about(share(&house, goal), 0.3);
    count(&house, &exam, 1.0);
    about(share(&house, goal), 0.55);
    about(explained(&show(&house, goal)), 0.55);
    set("any", kept);
    about(share(&house, goal), 1.0);
    count(&house, &exam, 0.0);
    about(share(&house, goal), 0.4);
    let changed = json!([{ "id": exam, "kind": "counter", "target": 2 }]);
    let (kind, message) =
        house.fails("goals.set_criteria", json!({ "goal": goal, "combine": "all", "criteria": changed }));
    assert_eq!((kind, message.contains("keeps what it measures")), (Kind::Invalid, true), "{message}");
}

#[test]
fn a_metric_goes_from_where_it_started_to_its_threshold() {
    let house = House::new();
    on(&house, "2026-10-01");
    let metric = house.call("metrics.create", json!({ "name": "Weight", "unit": "kg" }))["id"].clone();
    let criteria = json!([{ "kind": "metric_at_most", "metric": metric, "target": 70 }]);
    let goal = goal(&house, json!({ "name": "Lighter", "criteria": criteria }));
    let weigh = |day: &str, value: f64| {
        house.call("metrics.log", json!({ "metric": metric, "value": value, "day": day }));
    };
    assert_eq!(show(&house, goal)["criteria"][0]["says"], "no values yet");
    weigh("2026-10-01", 80.0);
    on(&house, "2026-10-20");
    weigh("2026-10-10", 77.5);
    let detail = show(&house, goal);
    about(detail["line"]["share"].as_f64().unwrap(), 0.25);
    about(explained(&detail), 0.25);
    assert_eq!(detail["criteria"][0]["says"], "77.5 kg, to reach 70.0 kg or less");
    weigh("2026-10-15", 82.0);
    about(share(&house, goal), 0.0);
    weigh("2026-10-20", 69.0);
    let detail = show(&house, goal);
    about(detail["line"]["share"].as_f64().unwrap(), 1.0);
    assert_eq!(detail["contributions"][0]["title"], "Weight");
    assert_eq!(detail["milestones"][3]["day"], "2026-10-20");
    // A start that is said counts instead; another threshold holds from today on.
    let id = detail["criteria"][0]["id"].clone();
    let changed = json!([{ "id": id, "kind": "metric_at_most", "metric": metric, "target": 60, "base": 78 }]);
    on(&house, "2026-10-21");
    house.call("goals.set_criteria", json!({ "goal": goal, "combine": "all", "criteria": changed }));
    about(share(&house, goal), 0.5);
    house.call("metrics.delete", metric.clone());
    assert_eq!(show(&house, goal)["criteria"][0]["name"], "Weight (its metric was deleted)");
    about(share(&house, goal), 0.0);
    house.call("history.undo", Value::Null);
    about(share(&house, goal), 0.5);
}

#[test]
fn a_goal_does_not_get_nearer_because_its_measure_was_deleted() {
    let house = House::new();
    let metric = house.call("metrics.create", json!({ "name": "Weight", "direction": "down" }))["id"].clone();
    house.call("metrics.log", json!({ "metric": metric, "value": 80 }));
    let habit = house.call("habits.create", json!({ "name": "Run" }))["id"].clone();
    let id = goal(
        &house,
        json!({ "name": "Fit", "criteria": [
            { "kind": "counter", "target": 1 }, { "kind": "metric_at_most", "metric": metric, "target": 70 },
            { "kind": "habit_strength", "habit": habit, "target": 80, "name": "Runs" },
        ] }),
    );
    count(&house, &show(&house, id)["criteria"][0]["id"], 1.0);
    let before = show(&house, id);
    about(share(&house, id), 1.0 / 3.0);
    house.call("metrics.delete", metric.clone());
    house.call("habits.delete", habit);
    let left = show(&house, id);
    about(share(&house, id), 1.0 / 3.0);
    let names: Vec<&Value> = left["criteria"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names[1..], [&json!("Weight (its metric was deleted)"), &json!("Runs (its habit was deleted)")]);
    assert_eq!(left["criteria"][1]["kind"], "yes_no");
    // It comes back as it was, from the trash as by undo.
    house.call("trash.restore", json!({ "entries": [{ "kind": "metric", "id": metric }] }));
    assert_eq!(show(&house, id)["criteria"][1], before["criteria"][1]);
    house.call("history.undo", json!(null));
    house.call("history.undo", json!(null));
    house.call("history.undo", json!(null));
    assert_eq!(show(&house, id)["criteria"], before["criteria"]);
}

#[test]
fn a_habit_counts_by_its_strength_and_by_its_days() {
    let house = House::new();
    on(&house, "2026-10-01");
    let habit = house.call("habits.create", json!({ "name": "Run", "schedule": { "every": "day" } }));
    let habit = habit["id"].clone();
    let criteria = json!([
        { "kind": "habit_strength", "habit": habit, "target": 50 },
        { "kind": "habit_count", "habit": habit, "target": 10, "days": 14 },
    ]);
    let goal = goal(&house, json!({ "name": "Runner", "criteria": criteria }));
    for day in 1..=13 {
        on(&house, &format!("2026-10-{day:02}"));
        house.call("habits.log", json!({ "habit": habit }));
    }
    let detail = show(&house, goal);
    let strength = &detail["criteria"][0];
    // Loop's formula: half as strong as can be after 13 days.
    assert!((strength["level"].as_f64().unwrap() - 50.0).abs() < 1e-6, "{strength}");
    assert_eq!(detail["criteria"][1]["says"], "13 of 10 times in the last 14 days");
    about(detail["line"]["share"].as_f64().unwrap(), 1.0);
    about(explained(&detail), 1.0);
    on(&house, "2026-10-25");
    let detail = show(&house, goal);
    assert_eq!(detail["criteria"][1]["level"], 2.0);
    about(explained(&detail), detail["line"]["share"].as_f64().unwrap());
    let wrong = json!({ "name": "x", "criteria": [{ "kind": "habit_count", "habit": habit, "target": 9, "days": 7 }] });
    assert!(house.fails("goals.create", wrong).1.contains("between"));
    let wrong = json!({ "name": "x", "criteria": [{ "kind": "habit_strength", "target": 9 }] });
    assert!(house.fails("goals.create", wrong).1.contains("names the habit"));
}

#[test]
fn a_changed_target_leaves_the_past_as_it_was() {
    let house = House::new();
    on(&house, "2026-10-01");
    let (goal, criterion) = counter(&house, 10.0);
    on(&house, "2026-10-05");
    count(&house, &criterion, 5.0);
    on(&house, "2026-10-20");
    let before = show(&house, goal)["history"].clone();
    on(&house, "2026-10-21");
    let changed = json!([{ "id": criterion, "kind": "counter", "name": "Problems", "target": 100 }]);
    house.call("goals.set_criteria", json!({ "goal": goal, "combine": "all", "criteria": changed }));
    house.call("goals.update", json!({ "id": goal, "target": "2027-06-30" }));
    let after = show(&house, goal);
    let (old, new) = (before.as_array().unwrap(), after["history"].as_array().unwrap());
    assert_eq!(old.as_slice(), &new[..old.len()]);
    assert_eq!(new[old.len()]["share"], 0.05);
    assert_eq!(after["changed"], json!(["2026-10-21"]));
    // Half was reached under the old target, and that stays true.
    assert_eq!(after["milestones"][1], json!({ "percent": 50, "day": "2026-10-05" }));
}

#[test]
fn pace_buffer_and_lateness() {
    let house = House::new();
    on(&house, "2026-11-01");
    let criteria = json!([{ "kind": "counter", "target": 30 }]);
    let goal = goal(&house, json!({ "name": "Thirty", "target": "2026-12-01", "criteria": criteria }));
    let criterion = show(&house, goal)["criteria"][0]["id"].clone();
    on(&house, "2026-11-11");
    assert_eq!(show(&house, goal)["line"]["pace"]["says"], "10 days behind");
    assert_eq!(house.call("goals.off_pace", Value::Null).as_array().unwrap().len(), 1);
    count(&house, &criterion, 14.0);
    let pace = show(&house, goal)["line"]["pace"].clone();
    assert_eq!((pace["says"].as_str().unwrap(), &pace["buffer_days"]), ("4 days ahead", &json!(4)));
    about(pace["expected"].as_f64().unwrap(), 1.0 / 3.0);
    assert_eq!(house.call("goals.off_pace", Value::Null), json!([]));
    on(&house, "2026-12-05");
    assert_eq!(show(&house, goal)["line"]["pace"]["says"], "4 days late");
    // Without a target nothing is ever late.
    house.call("goals.update", json!({ "id": goal, "target": null }));
    assert_eq!(show(&house, goal)["line"]["pace"], json!(null));
}

#[test]
fn a_forecast_needs_history_and_is_the_same_each_time() {
    let house = House::new();
    on(&house, "2026-08-01");
    let (goal, criterion) = counter(&house, 100.0);
    let because = |house: &House| show(house, goal)["forecast"]["none_because"].clone();
    assert_eq!(because(&house), "a forecast needs four weeks of history");
    on(&house, "2026-09-01");
    count(&house, &criterion, 5.0);
    assert_eq!(because(&house), "a forecast needs progress in at least two weeks");
    for day in ["2026-09-08", "2026-09-15", "2026-09-22", "2026-09-29"] {
        on(&house, day);
        count(&house, &criterion, 5.0);
    }
    let forecast = show(&house, goal)["forecast"].clone();
    assert_eq!(forecast, show(&house, goal)["forecast"]);
    let day = |name: &str| forecast[name].as_str().unwrap().to_owned();
    assert!(day("earliest") <= day("likely") && day("likely") <= day("latest"), "{forecast}");
    // 25 in eight weeks: the other 75 take about 24 more.
    assert!(day("likely").as_str() > "2027-02-01" && day("likely").as_str() < "2027-05-01", "{forecast}");
    assert!(forecast["band"].as_array().unwrap().iter().all(|point| point["low"].as_f64() <= point["high"].as_f64()));
}

#[test]
fn milestones_are_told_once_through_undo_and_redo() {
    let house = House::new();
    let events = house.app.subscribe();
    let (goal, criterion) = counter(&house, 4.0);
    assert_eq!(told(&house, &events), [""; 0]);
    count(&house, &criterion, 1.0);
    assert_eq!(told(&house, &events), ["25 % of the goal is reached."]);
    count(&house, &criterion, 2.0);
    assert_eq!(told(&house, &events), ["75 % of the goal is reached."]);
    house.call("history.undo", Value::Null);
    assert_eq!(told(&house, &events), [""; 0]);
    assert_eq!(show(&house, goal)["milestones"][1]["day"], json!(null));
    house.call("history.redo", Value::Null);
    assert_eq!(told(&house, &events), [""; 0]);
    assert_eq!(show(&house, goal)["milestones"][1]["day"], "2026-11-21");
    let house = house.restart();
    let events = house.app.subscribe();
    count(&house, &criterion, 1.0);
    assert_eq!(told(&house, &events), ["The goal is reached."]);
    assert_eq!(show(&house, goal)["line"]["next_milestone"], json!(null));
}

#[test]
fn goals_below_make_the_progress_of_one_without_criteria_and_circles_are_shown() {
    let house = House::new();
    let year = goal(&house, json!({ "name": "A good year" }));
    let body = goal(&house, json!({ "name": "Body", "parent": year, "criteria": [{ "kind": "yes_no" }] }));
    let mind = goal(&house, json!({ "name": "Mind", "parent": year }));
    let exam = goal(&house, json!({ "name": "Exam", "parent": mind, "criteria": [{ "kind": "yes_no" }] }));
    let criterion = show(&house, exam)["criteria"][0]["id"].clone();
    count(&house, &criterion, 1.0);
    let detail = show(&house, year);
    about(detail["line"]["share"].as_f64().unwrap(), 0.5);
    about(explained(&detail), 0.5);
    let (kind, message) = house.fails("goals.update", json!({ "id": year, "parent": exam }));
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("A good year is part of Exam is part of Mind is part of A good year"), "{message}");
    assert!(house.fails("goals.update", json!({ "id": body, "parent": body })).1.contains("circle"));
    house.call("goals.delete", json!(mind));
    assert_eq!(show(&house, exam)["line"]["goal"]["parent"], json!(null));
    house.call("history.undo", Value::Null);
    assert_eq!(show(&house, exam)["above"].as_array().unwrap().len(), 2);
    house.call("goals.update", json!({ "id": body, "status": "achieved" }));
    assert_eq!(show(&house, body)["line"]["goal"]["closed"], "2026-11-21");
}

#[test]
fn wrong_input_is_refused_with_what_to_do() {
    let house = House::new();
    let says = |name: &str, input: Value, words: &str| {
        let (_, message) = house.fails(name, input);
        assert!(message.contains(words), "{message}");
    };
    says("goals.create", json!({ "name": " \n " }), "needs a name");
    says("goals.create", json!({ "name": "Late", "target": "2026-11-21" }), "after it was begun");
    says("goals.create", json!({ "name": "Far", "target": "9999-01-01" }), "hundred years");
    says("goals.create", json!({ "name": "x", "parent": 9 }), "goal 9");
    says("goals.create", json!({ "name": "x", "area": 9 }), "area 9");
    for target in [json!(null), json!(0), json!(-3), json!(1e300)] {
        says("goals.create", json!({ "name": "x", "criteria": [{ "kind": "counter", "target": target }] }), "above 0");
    }
    says("goals.create", json!({ "name": "x", "criteria": [{ "kind": "yes_no", "weight": 0 }] }), "weight");
    says("goals.create", json!({ "name": "x", "criteria": [{ "kind": "task_set", "project": 7 }] }), "project 7");
    says("goals.create", json!({ "name": "x", "links": [{ "kind": "task", "id": 7 }] }), "task 7");
    assert_eq!(house.call("goals.list", Value::Null), json!([]));
    let (goal, criterion) = counter(&house, 4.0);
    says("goals.enter", json!({ "criterion": criterion, "amount": 0 }), "changes nothing");
    says("goals.enter", json!({ "criterion": criterion, "amount": 1, "day": "2026-11-22" }), "still to come");
    says("goals.enter", json!({ "criterion": 99, "amount": 1 }), "criterion 99");
    let task = house.task("Once");
    link(&house, goal, "task", task);
    says("goals.link", json!({ "goal": goal, "subject": { "kind": "task", "id": task } }), "already");
    says("goals.unlink", json!({ "goal": goal, "subject": { "kind": "project", "id": 1 } }), "project 1");
}

#[test]
fn check_ins_order_and_being_found() {
    let house = House::new();
    let (one, two, three) = (
        goal(&house, json!({ "name": "One" })),
        goal(&house, json!({ "name": "Two" })),
        goal(&house, json!({ "name": "Play the violoncello", "why": "The suites of Bach" })),
    );
    house.call("goals.check_in", json!({ "goal": two, "confidence": "at_risk", "note": "Slow" }));
    assert_eq!(show(&house, two)["line"]["confidence"], "at_risk");
    house.call("goals.place", json!({ "goal": three, "before": one }));
    let order: Vec<Value> = house
        .call("goals.list", Value::Null)
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["goal"]["id"].clone())
        .collect();
    assert_eq!(order, [json!(three), json!(one), json!(two)]);
    let found = house.call("search.query", json!({ "query": "violoncello", "mode": "text" }));
    assert_eq!((&found["results"][0]["kind"], &found["results"][0]["id"]), (&json!("goal"), &json!(three)));
    house.call("goals.delete", json!(three));
    let found = house.call("search.query", json!({ "query": "violoncello", "mode": "text" }));
    assert_eq!(found["results"], json!([]));
    house.call("trash.restore", json!({ "entries": [{ "kind": "goal", "id": three }] }));
    assert_eq!(show(&house, three)["line"]["goal"]["name"], "Play the violoncello");
}

#[test]
fn a_captured_line_leads_to_its_goal_and_a_filter_finds_it() {
    let house = House::new();
    let run = goal(&house, json!({ "name": "Run a marathon" }));
    let saved = house.call("capture.save", json!({ "text": "Buy shoes >\"run a marathon\"\nRead chapter 3 >fluency" }));
    let shoes = saved["tasks"][0]["id"].clone();
    let linked = house.call("goals.linked", json!({ "kind": "task", "id": shoes }));
    assert_eq!(linked, json!([{ "id": run, "name": "Run a marathon" }]));
    assert_eq!(house.titles("goal:\"Run a marathon\""), ["Buy shoes"]);
    assert_eq!(house.titles("goal:fluency"), ["Read chapter 3"]);
    house.task("Alone");
    assert_eq!(house.titles("goal:none"), ["Alone"]);
    let names = house.call("capture.complete", json!({ "of": "goal", "text": "flu" }));
    assert_eq!(names[0], json!({ "name": "fluency", "is_new": false }));
    // One step took all of it, and one takes it back.
    house.call("history.undo", Value::Null);
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("goals.list", Value::Null).as_array().unwrap().len(), 1);
}

/// What a goal of linked tasks and a counter must show, worked out from a plain list of what was done.
#[test]
fn stored_and_recomputed_agree_after_random_operations() {
    let steps: usize = std::env::var("GOAL_OPERATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let house = House::new();
    let criteria = json!([
        { "kind": "task_count", "target": 8, "weight": 1 },
        { "kind": "counter", "target": 20, "weight": 2 },
        { "kind": "task_set", "weight": 1 },
    ]);
    let input = json!({ "name": "Everything", "combine": "weights", "criteria": criteria, "target": "2027-06-01" });
    let goal = goal(&house, input);
    let criterion = show(&house, goal)["criteria"][1]["id"].clone();
    let mut dice = Dice::new(7);
    let mut tasks: Vec<i64> = Vec::new();
    let mut day: jiff::civil::Date = "2026-11-21".parse().unwrap();
    for step in 0..steps {
        let some = |dice: &mut Dice, tasks: &[i64]| tasks.get(dice.below(tasks.len().max(1))).copied();
        // What the state does not allow is refused, and changes nothing.
        let try_to = |name: &str, input: Value| drop(house.app.call(name, input));
        match dice.below(12) {
            0 | 1 => {
                let task = house.task(&format!("Task {step}"));
                tasks.push(task);
                link(&house, goal, "task", task);
            }
            2 | 3 => {
                if let Some(task) = some(&mut dice, &tasks) {
                    try_to("tasks.complete", json!({ "ids": [task] }));
                }
            }
            4 => {
                if let Some(task) = some(&mut dice, &tasks) {
                    try_to("tasks.reopen", json!({ "ids": [task] }));
                }
            }
            5 => {
                if let Some(task) = some(&mut dice, &tasks) {
                    try_to("tasks.delete", json!({ "ids": [task] }));
                }
            }
            6 => {
                if let Some(task) = some(&mut dice, &tasks) {
                    let subject = json!({ "kind": "task", "id": task });
                    try_to("goals.unlink", json!({ "goal": goal, "subject": subject }));
                }
            }
            7 => count(&house, &criterion, [-1.0, 1.0, 2.0][dice.below(3)]),
            8 => {
                // The goal itself stays.
                let next = house.call("history.state", Value::Null)["undo"]["operation"].clone();
                if next != "goals.create" {
                    try_to("history.undo", Value::Null);
                }
            }
            9 => try_to("history.redo", Value::Null),
            10 => {
                if let Some(task) = some(&mut dice, &tasks) {
                    let effort = [json!(null), json!(30), json!(60)][dice.below(3)].clone();
                    try_to("tasks.edit", json!({ "ids": [task], "patch": { "effort_minutes": effort } }));
                }
            }
            _ => {
                day = day.tomorrow().unwrap();
                on(&house, &day.to_string());
            }
        }
        if step % 10 == 9 || step + 1 == steps {
            agree(&house, goal);
        }
    }
}

fn agree(house: &House, goal: i64) {
    while tick(&house.app, Lane::Quick).unwrap() == Tick::Ran {}
    let detail = show(house, goal);
    let rows = house.rows();
    let table = |name: &str| rows[name].as_array().cloned().unwrap_or_default();
    // The progress, from the rows by other means.
    let linked: Vec<Value> = table("goal_link").iter().map(|link| link["task_id"].clone()).collect();
    let mine: Vec<Value> = table("task").into_iter().filter(|task| linked.contains(&task["id"])).collect();
    let done = mine.iter().filter(|task| task["status"] == "done").count() as f64;
    let counted: f64 = table("goal_entry").iter().map(|entry| entry["amount"].as_f64().unwrap()).sum();
    let by_effort = mine.iter().all(|task| task["effort_minutes"].is_i64());
    let weight = |task: &Value| if by_effort { task["effort_minutes"].as_f64().unwrap() } else { 1.0 };
    let whole: f64 = mine.iter().map(weight).sum();
    let finished: f64 = mine.iter().filter(|task| task["status"] == "done").map(weight).sum();
    let set = if whole > 0.0 { finished / whole } else { 0.0 };
    let expected = ((done / 8.0).min(1.0) + 2.0 * (counted / 20.0).clamp(0.0, 1.0) + set) / 4.0;
    about(detail["line"]["share"].as_f64().unwrap(), expected);
    about(explained(&detail), expected);
    let newest = detail["history"].as_array().unwrap().last().unwrap()["share"].as_f64().unwrap();
    about(newest, expected);
    // The stored milestones are those of the history.
    let conn = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    for milestone in detail["milestones"].as_array().unwrap() {
        let stored: Option<String> = conn
            .query_row(
                "select max(day) from goal_milestone where goal_id = ?1 and percent = ?2",
                (goal, milestone["percent"].as_i64().unwrap()),
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(json!(stored), milestone["day"], "{milestone}");
        let history = detail["history"].as_array().unwrap();
        let percent = milestone["percent"].as_f64().unwrap() / 100.0;
        let first = history.iter().find(|point| point["share"].as_f64().unwrap() >= percent - 1e-9);
        // A long history shows every few days only.
        let day = |point: &Value| point["day"].as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
        let (begins, ends) = (day(history.first().unwrap()), day(history.last().unwrap()));
        if (ends - begins).get_days() as usize + 1 == history.len() {
            assert_eq!(first.map_or(json!(null), |point| point["day"].clone()), milestone["day"]);
        }
    }
}
