//! Schedules other than every day: Loop's windows, and streaks in the unit of the schedule.

use serde_json::{Value, json};

use super::house::House;
use super::{back, close, create, standing, states, tick};

/// Strength as the published description has it, by the plainest means: no window is kept, each is summed anew.
fn expected(done: &[bool], times: f64, days: usize) -> f64 {
    let keep = 0.5_f64.powf((times / days as f64).sqrt() / 13.0);
    (0..done.len()).fold(0.0, |strength, at| {
        let window = &done[(at + 1).saturating_sub(2 * days)..=at];
        let part = (window.iter().filter(|day| **day).count() as f64 / (2.0 * times)).min(1.0);
        strength * keep + part * (1.0 - keep)
    })
}

#[test]
fn a_number_a_week_looks_at_two_weeks() {
    let house = House::new();
    let schedules = [
        (json!({ "every": "week", "times": 3 }), 3.0, 7),
        (json!({ "every": "weekdays", "days": ["mon", "wed", "fri"] }), 3.0, 7),
        (json!({ "every": "month", "times": 4 }), 4.0, 30),
        (json!({ "every": "days", "days": 3 }), 1.0, 3),
    ];
    for (index, (schedule, times, days)) in schedules.into_iter().enumerate() {
        let habit =
            create(&house, json!({ "name": format!("Climb {index}"), "schedule": schedule, "start_day": back(80) }));
        let mut done = vec![false; 81];
        for at in (0..=80).filter(|at| [0, 2, 5].contains(&(at % 8)) || *at == 80) {
            done[at] = true;
            tick(&house, habit, 80 - at as i32);
        }
        let found = standing(&house, habit);
        assert!(
            close(&found["strength"], expected(&done, times, days)),
            "{schedule_}: {found}",
            schedule_ = found["schedule"]
        );
    }
}

#[test]
fn a_counted_habit_of_a_week_sums_seven_days() {
    let house = House::new();
    let week = json!({ "every": "week", "times": 1 });
    let run =
        create(&house, json!({ "name": "Run", "target": 20, "unit": "km", "schedule": week, "start_day": back(12) }));
    for (day, value) in [(12, 10), (8, 10), (5, 5), (3, 5), (1, 5), (0, 10)] {
        house.call("habits.log", json!({ "habit": run, "day": back(day), "value": value }));
    }
    let keep = 0.5_f64.powf((1.0_f64 / 7.0).sqrt() / 13.0);
    let values = [10., 0., 0., 0., 10., 0., 0., 5., 0., 5., 0., 5., 10.];
    let strength = (0..values.len()).fold(0.0, |strength, at: usize| {
        let sum: f64 = values[(at + 1).saturating_sub(7)..=at].iter().sum();
        strength * keep + (sum / 20.0_f64).min(1.0) * (1.0 - keep)
    });
    let found = standing(&house, run);
    assert!(close(&found["strength"], strength), "{found}");
    // Monday 16 November to Saturday 21: 5 + 5 + 5 + 10.
    assert_eq!(found["progress"], json!({ "done": 1.25, "of": 1.0 }));
    assert_eq!((found["streak"].clone(), found["streak_unit"].clone()), (json!(2), json!("weeks")));
}

#[test]
fn a_week_streak_counts_weeks_and_the_running_one_ends_none() {
    let house = House::new();
    // 21 November is a Saturday; three whole weeks and six days.
    let habit = create(
        &house,
        json!({ "name": "Gym", "schedule": { "every": "week", "times": 2 }, "start_day": "2026-10-26" }),
    );
    for day in ["2026-10-26", "2026-10-30", "2026-11-02", "2026-11-08", "2026-11-09", "2026-11-10"] {
        house.call("habits.log", json!({ "habit": habit, "day": day }));
    }
    let open = standing(&house, habit);
    assert_eq!((open["streak"].clone(), open["progress"]["done"].clone()), (json!(3), json!(0.0)));
    assert_eq!(open["due"], true);
    tick(&house, habit, 1);
    assert_eq!(tick(&house, habit, 0)["streak"], 4);
    // Without the second week's second time the streak is that of the weeks after it.
    house.call("habits.clear", json!({ "habit": habit, "day": "2026-11-08" }));
    let broken = standing(&house, habit);
    assert_eq!((broken["streak"].clone(), broken["best_streak"].clone()), (json!(2), json!(2)));
    // A skip in that week stands for the missing time: it neither counts nor ends.
    house.call("habits.skip", json!({ "habit": habit, "day": "2026-11-08" }));
    assert_eq!(standing(&house, habit)["streak"], 3);
    house.call("habits.clear", json!({ "habit": habit, "day": "2026-11-08" }));
    // So does a pause of the whole week.
    house.call("habits.clear", json!({ "habit": habit, "day": "2026-11-02" }));
    house.call("habits.pause", json!({ "habit": habit, "from": "2026-11-02", "until": "2026-11-08" }));
    assert_eq!(standing(&house, habit)["streak"], 3);
}

#[test]
fn a_month_and_a_limit_over_a_week_have_streaks_of_their_own() {
    let house = House::new();
    let month = json!({ "every": "month", "times": 2 });
    let letters = create(&house, json!({ "name": "Letters", "schedule": month, "start_day": "2026-08-01" }));
    for day in ["2026-08-02", "2026-08-31", "2026-09-01", "2026-09-30", "2026-10-15", "2026-11-01", "2026-11-03"] {
        house.call("habits.log", json!({ "habit": letters, "day": day }));
    }
    let found = standing(&house, letters);
    assert_eq!((found["streak"].clone(), found["best_streak"].clone()), (json!(1), json!(2)), "October fell short");
    assert_eq!(found["streak_unit"], "months");
    assert_eq!(found["due"], false, "November has its two");

    let limit = json!({
        "name": "Wine", "target": 4, "unit": "glasses", "direction": "at_most",
        "schedule": { "every": "week", "times": 1 }, "start_day": "2026-11-02",
    });
    let wine = create(&house, limit);
    for (day, value) in [("2026-11-04", 2), ("2026-11-07", 2), ("2026-11-13", 3)] {
        house.call("habits.log", json!({ "habit": wine, "day": day, "value": value }));
    }
    assert_eq!(standing(&house, wine)["streak"], 2);
    house.call("habits.log", json!({ "habit": wine, "day": "2026-11-20", "value": 5 }));
    assert_eq!(standing(&house, wine)["streak"], 0, "the running week is over its limit already");
    assert!(
        house
            .fails("habits.update", json!({ "id": wine, "schedule": { "every": "days", "days": 3 } }))
            .1
            .contains("upper limit")
    );
}

#[test]
fn every_third_day_begins_anew_when_it_is_done() {
    let house = House::new();
    let water = create(
        &house,
        json!({ "name": "Water plants", "schedule": { "every": "days", "days": 3 }, "start_day": back(11) }),
    );
    for day in [11, 8, 6, 3] {
        tick(&house, water, day);
    }
    let due = standing(&house, water);
    assert_eq!(
        (due["streak"].clone(), due["due"].clone(), due["streak_unit"].clone()),
        (json!(4), json!(true), json!("times"))
    );
    house.call("habits.clear", json!({ "habit": water, "day": back(3) }));
    house.call("habits.log", json!({ "habit": water, "day": back(2) }));
    let late = standing(&house, water);
    assert_eq!((late["streak"].clone(), late["due"].clone()), (json!(1), json!(false)), "four days after the last one");
}

#[test]
fn chosen_weekdays_ask_only_on_their_days() {
    let house = House::new();
    let habit = create(
        &house,
        json!({ "name": "Class", "schedule": { "every": "weekdays", "days": ["fri", "mon"] }, "start_day": back(8) }),
    );
    // Fridays 13 and 20 November, Monday 16.
    for day in ["2026-11-13", "2026-11-16", "2026-11-20"] {
        house.call("habits.log", json!({ "habit": habit, "day": day }));
    }
    let found = standing(&house, habit);
    assert_eq!((states(&found).as_str(), found["streak"].clone()), ("d..d...d.", json!(3)));
    assert_eq!((found["due"].clone(), found["completion"]["days_7"].clone()), (json!(false), json!(1.0)));
    assert_eq!(found["schedule"], "on Monday and Friday");
    assert!(house.fails("habits.skip", json!({ "habit": habit })).1.contains("asks for nothing"));
}

#[test]
fn completion_counts_what_was_asked() {
    let house = House::new();
    let habit = create(&house, json!({ "name": "Tidy", "start_day": back(40) }));
    for day in (1..=40).filter(|day| day % 2 == 0) {
        tick(&house, habit, day);
    }
    let completion = standing(&house, habit)["completion"].clone();
    // Six days behind today, two to six: three; 29 days: 14; 40 days: 20.
    assert!(close(&completion["days_7"], 0.5), "{completion}");
    assert!(close(&completion["days_30"], 14.0 / 29.0), "{completion}");
    assert!(close(&completion["days_90"], 0.5), "{completion}");
    let fresh = create(&house, json!({ "name": "Fresh" }));
    assert_eq!(standing(&house, fresh)["completion"]["days_7"], Value::Null);
}
