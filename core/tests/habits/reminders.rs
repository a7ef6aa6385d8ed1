//! Reminders of habits: told once, at their time, while there is something to do.

use almanac_core::Event;
use almanac_core::jobs::{Lane, Tick, tick};
use almanac_core::types::Timestamp;
use serde_json::json;

use super::house::House;
use super::{create, tick as done};

fn told(events: &std::sync::mpsc::Receiver<Event>) -> Vec<(String, String, bool)> {
    let notices = events.try_iter().filter_map(|event| match event {
        Event::Notify { title, open, habit, .. } => Some((title, open, habit.is_some())),
        _ => None,
    });
    notices.collect()
}

fn moment(text: &str) -> Timestamp {
    Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

#[test]
fn a_habit_reminds_at_its_time_until_it_is_done() {
    let house = House::new();
    let events = house.app.subscribe();
    // It is ten in the morning in Berlin; eight o'clock is over.
    let habit = create(&house, json!({ "name": "Vitamins", "reminders": ["20:00", "8:00"] }));
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(Some(moment("2026-11-21T19:00:00Z"))));
    house.clock.set("2026-11-21T19:00:00Z".parse().unwrap());
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Ran);
    assert_eq!(told(&events), [("Vitamins".into(), format!("/habits/{habit}"), true)]);
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(Some(moment("2026-11-22T07:00:00Z"))));
    // The next morning it is done before its time, and nothing is said.
    house.clock.set("2026-11-22T06:00:00Z".parse().unwrap());
    done(&house, habit, -1);
    house.clock.set("2026-11-22T20:00:00Z".parse().unwrap());
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Ran);
    assert_eq!(told(&events), []);
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(Some(moment("2026-11-23T07:00:00Z"))));
}

#[test]
fn a_day_without_it_and_a_pause_are_quiet() {
    let house = House::new();
    let events = house.app.subscribe();
    let sunday = json!({ "every": "weekdays", "days": ["sun"] });
    create(&house, json!({ "name": "Call mum", "reminders": ["18:00"], "schedule": sunday }));
    let rests = create(&house, json!({ "name": "Rests", "reminders": ["18:00"] }));
    house.call("habits.pause", json!({ "habit": rests }));
    house.clock.set("2026-11-21T17:30:00Z".parse().unwrap());
    tick(&house.app, Lane::Quick).unwrap();
    assert_eq!(told(&events), []);
    house.clock.set("2026-11-22T17:30:00Z".parse().unwrap());
    tick(&house.app, Lane::Quick).unwrap();
    assert_eq!(told(&events).len(), 1, "Sunday's");
}
