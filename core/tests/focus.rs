//! The focus timer, and reminders that come again.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use almanac_core::jobs::{Lane, Tick, tick};
use almanac_core::types::Timestamp;
use almanac_core::{Event, Kind};
use house::House;
use serde_json::{Value, json};

fn later(house: &House, at: &str) {
    house.clock.set(at.parse().unwrap());
}

fn logged(house: &House, task: i64) -> Value {
    house.call("tasks.get", json!(task))["task"]["logged_minutes"].clone()
}

fn notices(events: &std::sync::mpsc::Receiver<Event>) -> Vec<(String, Option<i64>)> {
    let notices = events.try_iter().filter_map(|event| match event {
        Event::Notify { body, reminder, .. } => Some((body, reminder.map(|reminded| reminded.reminder.0))),
        _ => None,
    });
    notices.collect()
}

#[test]
fn the_timer_feeds_the_logged_time_and_can_be_undone() {
    let house = House::new();
    let task = house.task("Write the report");
    let focus = house.call("focus.start", json!({ "task": task, "minutes": 25 }));
    assert_eq!(focus["task"]["title"], "Write the report");
    // It is a row, so it survives a restart.
    let house = house.restart();
    assert_eq!(house.call("focus.running", json!(null))["id"], focus["id"]);
    later(&house, "2026-11-21T09:20:20Z");
    assert_eq!(house.call("focus.stop", json!({}))["logged_minutes"], 20);
    assert_eq!(logged(&house, task), 20);
    assert_eq!(house.call("focus.running", json!(null)), json!(null));
    assert_eq!(house.call("focus.of_task", json!(task)).as_array().unwrap().len(), 1);

    house.call("history.undo", json!(null));
    assert_eq!(
        (logged(&house, task), house.call("focus.running", json!(null))["id"].clone()),
        (json!(0), focus["id"].clone())
    );
    house.call("history.redo", json!(null));
    assert_eq!(logged(&house, task), 20);
}

#[test]
fn only_one_timer_runs() {
    let house = House::new();
    let (first, second) = (house.task("First"), house.task("Second"));
    house.call("focus.start", json!({ "task": first }));
    later(&house, "2026-11-21T09:30:00Z");
    house.call("focus.start", json!({ "task": second }));
    assert_eq!(logged(&house, first), 30);
    assert_eq!(house.call("focus.running", json!(null))["task"]["title"], "Second");
    house.call("focus.discard", json!(null));
    assert_eq!(logged(&house, second), 0);
    assert_eq!(house.fails("focus.stop", json!({})).1, "no timer is running");
}

#[test]
fn a_forgotten_timer_and_a_clock_set_back_log_no_nonsense() {
    let house = House::new();
    let task = house.task("Long");
    house.call("focus.start", json!({ "task": task }));
    later(&house, "2026-11-22T09:00:00Z");
    let (kind, message) = house.fails("focus.stop", json!({}));
    assert_eq!(kind, Kind::Invalid);
    assert!(message.contains("running for 24 hours"), "{message}");
    house.call("focus.stop", json!({ "minutes": 45 }));
    assert_eq!(logged(&house, task), 45);

    house.call("focus.start", json!({ "task": task }));
    later(&house, "2026-11-22T08:00:00Z");
    let stopped = house.call("focus.stop", json!({}));
    assert_eq!(
        (stopped["logged_minutes"].clone(), stopped["ended_at"].clone()),
        (json!(0), stopped["started_at"].clone())
    );
    house.call("tasks.complete", json!({ "ids": [task] }));
    assert!(house.fails("focus.start", json!({ "task": task })).1.contains("already done"));
    assert!(house.fails("focus.start", json!({ "task": 99 })).1.contains("task"));
}

#[test]
fn a_deleted_task_leaves_its_timer_stoppable() {
    let house = House::new();
    let task = house.task("Gone");
    house.call("focus.start", json!({ "task": task }));
    house.call("tasks.delete", json!({ "ids": [task] }));
    later(&house, "2026-11-21T09:10:00Z");
    assert_eq!(house.call("focus.stop", json!({}))["task"], json!(null));
}

#[test]
fn the_end_of_the_planned_time_is_told_once() {
    let house = House::new();
    let events = house.app.subscribe();
    let task = house.task("Deep work");
    house.call("focus.start", json!({ "task": task, "minutes": 25 }));
    let end = "2026-11-21T09:25:00Z".parse::<jiff::Timestamp>().unwrap();
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(Some(Timestamp(end.as_millisecond()))));
    later(&house, "2026-11-21T09:25:00Z");
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Ran);
    let told = notices(&events);
    assert!(matches!(told.as_slice(), [(body, None)] if body.starts_with("25 minutes are over")), "{told:?}");
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(None));
}

#[test]
fn a_snoozed_reminder_comes_again() {
    let house = House::new();
    let events = house.app.subscribe();
    let task = house.call("capture.save", json!({ "text": "Standup today 11am" }))["tasks"][0]["id"].clone();
    house.call("tasks.remind", json!({ "task": task, "minutes_before": 10 }));
    later(&house, "2026-11-21T09:50:00Z");
    tick(&house.app, Lane::Quick).unwrap();
    let [(_, Some(reminder))] = notices(&events)[..] else { panic!("one reminder") };
    house.call("tasks.snooze", json!({ "reminder": reminder, "minutes": 5 }));
    later(&house, "2026-11-21T09:55:00Z");
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Ran);
    let [(_, Some(again))] = notices(&events)[..] else { panic!("one reminder") };
    // Snoozed a second time it moves, and does not multiply; the one that hangs on the task's time stays.
    house.call("tasks.snooze", json!({ "reminder": again, "minutes": 5 }));
    assert_eq!(house.call("tasks.get", task)["reminders"].as_array().unwrap().len(), 2);
    assert!(house.fails("tasks.snooze", json!({ "reminder": reminder, "minutes": 0 })).1.contains("one minute"));
}
