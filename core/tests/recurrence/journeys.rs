//! Properties: completing n times is the first n of the rule; no journey of clocks and zones doubles or loses a day.

use std::sync::Arc;

use almanac_core::calendar::{Rule, Series};
use almanac_core::clock::{Clock, FixedClock, TimeZone, Zoned};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::house::{Dice, House};
use super::tasks::{complete, day, repeating};

fn rules() -> impl Strategy<Value = String> {
    let days = prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..5);
    prop_oneof![
        (1..9u8).prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        (1..5u8, days).prop_map(|(n, days)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={}", days.join(","))),
        (1..7u8, 1..29i8).prop_map(|(n, day)| format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={day}")),
        (1..4u8, prop_oneof![1..5i8, Just(-1)]).prop_map(|(n, nth)| format!("FREQ=MONTHLY;INTERVAL={n};BYDAY={nth}FR")),
        Just("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1".to_owned()),
        Just("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn completing_n_times_is_the_first_n_of_the_rule(rule in rules(), later in 0..400i32) {
        let house = House::new();
        let zone = house.clock.zone();
        let first = house.clock.now().date().checked_add(jiff::Span::new().days(later)).unwrap();
        let id = repeating(&house, &rule, "fixed", &first.to_string());
        let start = day(&house, id);
        let expected: Vec<String> =
            Series::new(rule.parse::<Rule>().unwrap(), format!("{start}T00:00:00").parse().unwrap(), true, zone)
                .occurrences().take(7).map(|at| at.date().to_string()).collect();
        let mut found = vec![start];
        let mut states = vec![house.rows()];
        for _ in 0..6 {
            found.push(complete(&house, id)["scheduled"]["day"].as_str().unwrap().to_owned());
            states.push(house.rows());
        }
        prop_assert_eq!(&found, &expected);
        for state in states.iter().rev().skip(1) {
            house.call("history.undo", Value::Null);
            prop_assert_eq!(&house.rows(), state);
        }
        for state in states.iter().skip(1) {
            house.call("history.redo", Value::Null);
            prop_assert_eq!(&house.rows(), state);
        }
    }
}

/// A person who travels, whose clock jumps, and who ticks a daily task each day.
#[test]
fn a_journey_through_zones_and_clock_changes_keeps_one_occurrence_a_day() {
    let zones = [
        "Europe/Berlin",
        "Pacific/Auckland",
        "Pacific/Honolulu",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    ];
    for seed in 1..6 {
        let mut dice = Dice::new(seed);
        let house = House::new();
        let nine = house.clock.now().with().date(jiff::civil::date(2027, 3, 20)).hour(9).build().unwrap();
        house.clock.set(nine.timestamp());
        let at = nine.timestamp().as_millisecond();
        let task =
            house.call("tasks.create", json!({ "title": "Pill", "scheduled": { "day": "2027-03-20", "at": at } }));
        let id = task["id"].as_i64().unwrap();
        house.call("repeats.set", json!({ "task": id, "rule": "FREQ=DAILY", "way": "fixed" }));
        let (mut house, mut expected) = (house, nine.date());
        for _ in 0..25 {
            expected = expected.tomorrow().unwrap();
            let zone = TimeZone::get(zones[dice.below(zones.len())]).unwrap();
            // The clock goes to any hour of the day, now and then back.
            let back = if dice.below(5) == 0 { 2 } else { 0 };
            let today = expected.checked_sub(jiff::Span::new().days(1 + back)).unwrap();
            let now = today.at(8 + dice.below(12) as i8, dice.below(60) as i8, 0, 0).to_zoned(zone.clone()).unwrap();
            house = moved(house, now);
            let next = complete(&house, id);
            assert_eq!(next["scheduled"]["day"], expected.to_string(), "seed {seed} in {zone:?}");
            let shown = jiff::Timestamp::from_millisecond(next["scheduled"]["at"].as_i64().unwrap()).unwrap();
            assert_eq!(shown.to_zoned(zone).time(), jiff::civil::time(9, 0, 0, 0), "nine by the clock on the wall");
        }
        let done = house.call("tasks.list", json!({ "filter": "is:done" }));
        let mut days: Vec<String> =
            done["tasks"].as_array().unwrap().iter().map(|task| task["scheduled"]["day"].to_string()).collect();
        days.sort();
        days.dedup();
        assert_eq!(days.len(), 25, "no day twice, none lost");
    }
}

/// The same profile opened by a computer in another zone, at another moment.
fn moved(house: House, now: Zoned) -> House {
    let House { app, folder, .. } = house;
    app.stop();
    drop(app);
    let clock = Arc::new(FixedClock::new(now));
    let app = super::house::open(&folder, &clock).unwrap();
    House { app, clock, folder }
}
