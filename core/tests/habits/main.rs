//! Habits through their operations, with a fixed clock and a real file.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop where it fails")]

#[path = "../house/mod.rs"]
mod house;

mod journeys;
mod reminders;
mod schedules;

use almanac_core::Kind;
use house::House;
use serde_json::{Value, json};

/// The day before: the house stands on Saturday, 21 November 2026.
const YESTERDAY: &str = "2026-11-20";

fn create(house: &House, habit: Value) -> i64 {
    house.call("habits.create", habit)["id"].as_i64().unwrap()
}

/// A daily habit that began so many days before today.
fn daily(house: &House, name: &str, days: i32) -> i64 {
    create(house, json!({ "name": name, "start_day": back(days) }))
}

/// The date so many days before today.
fn back(days: i32) -> String {
    jiff::civil::date(2026, 11, 21).checked_sub(jiff::Span::new().days(days)).unwrap().to_string()
}

fn tick(house: &House, habit: i64, days_back: i32) -> Value {
    house.call("habits.log", json!({ "habit": habit, "day": back(days_back) }))
}

fn standing(house: &House, habit: i64) -> Value {
    house.call("habits.show", json!(habit))["standing"].clone()
}

fn close(found: &Value, expected: f64) -> bool {
    (found.as_f64().unwrap() - expected).abs() < 1e-6
}

fn states(standing: &Value) -> String {
    let letter = |day: &Value| match day["state"].as_str().unwrap() {
        "done" => 'd',
        "partial" => 'p',
        "missed" => 'm',
        "skipped" => 's',
        "paused" => 'z',
        "open" => 'o',
        _ => '.',
    };
    standing["days"].as_array().unwrap().iter().map(letter).collect()
}

#[test]
fn strength_follows_the_published_recurrence() {
    let house = House::new();
    let m = 0.5_f64.powf(1.0 / 13.0);
    let habit = daily(&house, "Stretch", 89);
    for (ticks, rounded) in [(7, 0.3115), (13, 0.5), (30, 0.7980), (90, 0.9918)] {
        let other = daily(&house, &format!("Stretch for {ticks}"), ticks - 1);
        let mut last = Value::Null;
        for day in (0..ticks).rev() {
            last = tick(&house, if ticks == 90 { habit } else { other }, day);
        }
        assert!(close(&last["strength"], 1.0 - m.powi(ticks)), "{ticks} days: {}", last["strength"]);
        assert!((last["strength"].as_f64().unwrap() - rounded).abs() < 5e-5);
        assert_eq!((last["streak"].as_i64(), last["streak_unit"].as_str()), (Some(i64::from(ticks)), Some("days")));
    }
    // One missed day in the middle of a hundred costs what the formula says.
    let before = standing(&house, habit)["strength"].as_f64().unwrap();
    house.call("habits.log", json!({ "habit": habit, "value": 0 }));
    let previous = 1.0 - m.powi(89);
    let after = standing(&house, habit);
    assert!(close(&after["strength"], previous * m), "{before} became {}", after["strength"]);
    assert_eq!((after["streak"].clone(), after["best_streak"].clone()), (json!(0), json!(89)));
}

#[test]
fn a_day_is_ticked_cleared_and_undone() {
    let house = House::new();
    let habit = create(&house, json!({ "name": "Floss", "cue": "after brushing", "notes": "Gums" }));
    assert_eq!(house.call("habits.today", json!(null))[0]["due"], true);
    let done = house.call("habits.log", json!({ "habit": habit, "note": "at last", "time": "7:05" }));
    assert_eq!(
        (done["today"].clone(), done["value"].clone(), done["streak"].clone()),
        (json!("done"), json!(1.0), json!(1))
    );
    assert_eq!(house.call("habits.today", json!(null))[0]["due"], false, "it stays on the page, done");
    let page = house.call("habits.show", json!(habit));
    assert_eq!(page["history"], json!([{ "day": "2026-11-21", "value": 1.0, "note": "at last", "time": "07:05" }]));
    house.call("habits.clear", json!({ "habit": habit }));
    assert_eq!(standing(&house, habit)["today"], "open");
    let (_, message) = house.fails("habits.clear", json!({ "habit": habit }));
    assert_eq!(message, "Floss has no entry on 2026-11-21");
    house.call("history.undo", json!(null));
    assert_eq!(standing(&house, habit)["today"], "done");
    house.call("history.undo", json!(null));
    assert_eq!(standing(&house, habit)["today"], "open");
}

#[test]
fn a_counted_habit_counts_its_parts() {
    let house = House::new();
    let read = create(&house, json!({ "name": "Read", "target": 20, "unit": "pages", "start_day": back(1) }));
    let (_, message) = house.fails("habits.log", json!({ "habit": read }));
    assert_eq!(message, "say how much: Read is counted in pages");
    house.call("habits.log", json!({ "habit": read, "day": YESTERDAY, "value": 10 }));
    let m = 0.5_f64.powf(1.0 / 13.0);
    let half = standing(&house, read);
    assert!(close(&half["strength"], 0.5 * (1.0 - m)), "half of the target is half of the day");
    assert_eq!((states(&half).as_str(), half["streak"].clone()), ("po", json!(0)));
    house.call("habits.log", json!({ "habit": read, "value": 15, "add": true }));
    let partial = standing(&house, read);
    assert!(partial["due"] == true && partial["today"] == "partial");
    let done = house.call("habits.log", json!({ "habit": read, "value": 5, "add": true }));
    assert_eq!(
        (done["value"].clone(), done["streak"].clone(), done["due"].clone()),
        (json!(20.0), json!(1), json!(false))
    );
}

#[test]
fn an_upper_limit_is_kept_by_doing_nothing() {
    let house = House::new();
    let coffee = create(
        &house,
        json!({ "name": "Coffee", "target": 2, "unit": "cups", "direction": "at_most", "start_day": back(3) }),
    );
    let kept = standing(&house, coffee);
    assert_eq!((states(&kept).as_str(), kept["streak"].clone()), ("dddo", json!(3)));
    assert!(close(&kept["strength"], 1.0));
    house.call("habits.log", json!({ "habit": coffee, "value": 3 }));
    let broken = standing(&house, coffee);
    assert_eq!((broken["today"].clone(), broken["streak"].clone()), (json!("missed"), json!(0)));
    let m = 0.5_f64.powf(1.0 / 13.0);
    assert!(close(&broken["strength"], m + 0.5 * (1.0 - m)), "half over the limit is half of a day");
}

#[test]
fn a_skip_freezes_and_has_a_budget() {
    let house = House::new();
    let habit = daily(&house, "Run", 5);
    for day in [5, 4, 3, 2] {
        tick(&house, habit, day);
    }
    house.call("habits.skip", json!({ "habit": habit, "day": YESTERDAY, "note": "ill" }));
    let skipped = standing(&house, habit);
    assert_eq!((states(&skipped).as_str(), skipped["streak"].clone()), ("ddddso", json!(4)));
    assert!(close(&skipped["strength"], 1.0 - 0.5_f64.powf(4.0 / 13.0)), "four days, and nothing since");
    assert_eq!(skipped["skips_left"], 1);
    let ticked = tick(&house, habit, 0);
    assert_eq!(ticked["streak"], 5, "the skip is neither counted nor an end");
    let (kind, message) = house.fails("habits.skip", json!({ "habit": habit }));
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("clear it to skip"), "{message}");
    house.call("habits.clear", json!({ "habit": habit }));
    house.call("habits.skip", json!({ "habit": habit }));
    house.call("habits.clear", json!({ "habit": habit, "day": back(2) }));
    let (_, message) = house.fails("habits.skip", json!({ "habit": habit, "day": back(2) }));
    assert!(message.contains("no skips left in November 2026: all 2 are used"), "{message}");
    // A skip begins no streak either.
    let alone = daily(&house, "Alone", 1);
    house.call("habits.skip", json!({ "habit": alone }));
    assert_eq!(standing(&house, alone)["streak"], 0);
}

#[test]
fn a_pause_freezes_until_it_is_resumed() {
    let house = House::new();
    let habit = daily(&house, "Swim", 10);
    for day in 6..=10 {
        tick(&house, habit, day);
    }
    house.call("habits.pause", json!({ "habit": habit, "from": back(5), "reason": "ear" }));
    let paused = standing(&house, habit);
    assert_eq!((states(&paused).as_str(), paused["streak"].clone()), ("dddddzzzzzz", json!(5)));
    assert_eq!((paused["due"].clone(), paused["pause"]["reason"].clone()), (json!(false), json!("ear")));
    assert_eq!(house.call("habits.today", json!(null)), json!([]));
    let overlapping = json!({ "habit": habit, "from": back(7), "until": back(4) });
    let (kind, message) = house.fails("habits.pause", overlapping);
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("already paused from 2026-11-16 on"), "{message}");
    house.call("habits.resume", json!({ "habit": habit }));
    let resumed = standing(&house, habit);
    assert_eq!((states(&resumed).as_str(), resumed["due"].clone()), ("dddddzzzzzo", json!(true)));
    assert!(close(&resumed["strength"], paused["strength"].as_f64().unwrap()));
    assert_eq!(tick(&house, habit, 0)["streak"], 6);
    assert_eq!(house.fails("habits.resume", json!({ "habit": habit })).1, "Swim is not paused");
    // A pause behind can be taken away again.
    let pause = house.call("habits.show", json!(habit))["pauses"][0]["id"].clone();
    house.call("habits.resume", json!({ "habit": habit, "pause": pause }));
    assert_eq!(states(&standing(&house, habit)), "dddddmmmmmd");
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let house = House::new();
    let habit = daily(&house, "Write", 3);
    let refused = [
        ("habits.create", json!({ "name": "  " }), "needs a name"),
        ("habits.create", json!({ "name": "write" }), "there is a habit Write already"),
        ("habits.create", json!({ "name": "A", "kind": "numeric" }), "needs a target"),
        ("habits.create", json!({ "name": "A", "target": 0 }), "above 0"),
        ("habits.create", json!({ "name": "A", "target": -3 }), "a number from 0"),
        ("habits.create", json!({ "name": "A", "schedule": { "every": "week", "times": 8 } }), "one to seven days"),
        ("habits.create", json!({ "name": "A", "schedule": { "every": "weekdays", "days": [] } }), "at least one day"),
        ("habits.create", json!({ "name": "A", "reminders": ["25:00"] }), "not a time of day"),
        ("habits.create", json!({ "name": "A", "colour": "green" }), "#rrggbb"),
        ("habits.create", json!({ "name": "A", "area": 99 }), "area 99"),
        ("habits.create", json!({ "name": "A", "start_day": "1800-01-01" }), "100 years"),
        ("habits.log", json!({ "habit": habit, "day": "2026-11-22" }), "still to come"),
        ("habits.log", json!({ "habit": habit, "value": -1 }), "below zero"),
        ("habits.log", json!({ "habit": habit, "value": 3 }), "1 for done, 0 for not done"),
        ("habits.log", json!({ "habit": habit, "day": back(4) }), "log it as backfill"),
        ("habits.log", json!({ "habit": 99 }), "habit 99"),
        ("habits.skip", json!({ "habit": habit, "day": "2026-11-22" }), "still to come"),
        ("habits.skip", json!({ "habit": habit, "day": back(9) }), "nothing to skip"),
        ("habits.pause", json!({ "habit": habit, "from": back(0), "until": back(1) }), "cannot end"),
        ("habits.reorder", json!([habit, habit]), "twice"),
    ];
    let before = house.rows();
    for (name, input, expected) in refused {
        let (_, message) = house.fails(name, input.clone());
        assert!(message.contains(expected), "{name} {input}: {message}");
    }
    assert_eq!(house.rows(), before, "nothing was written");
    let started = house.call("habits.log", json!({ "habit": habit, "day": back(6), "backfill": true }));
    assert_eq!((started["habit"]["start_day"].clone(), states(&started)), (json!(back(6)), "dmmmmmo".into()));
}

#[test]
fn what_today_could_make_of_it() {
    let house = House::new();
    let habit = daily(&house, "Sketch", 20);
    for day in 1..=20 {
        tick(&house, habit, day);
    }
    let now = standing(&house, habit);
    let outlook = house.call("habits.show", json!(habit))["outlook"].clone();
    let strength = now["strength"].as_f64().unwrap();
    assert_eq!((now["streak"].clone(), now["due"].clone()), (json!(20), json!(true)), "today is not over");
    let m = 0.5_f64.powf(1.0 / 13.0);
    assert!(close(&outlook["done"]["strength"], strength * m + 1.0 - m));
    assert!(close(&outlook["skipped"]["strength"], strength));
    assert!(close(&outlook["missed"]["strength"], strength * m));
    let streaks = [&outlook["done"]["streak"], &outlook["skipped"]["streak"], &outlook["missed"]["streak"]];
    assert_eq!(streaks, [&json!(21), &json!(20), &json!(0)]);
}

#[test]
fn habits_are_ordered_put_away_found_and_brought_back() {
    let house = House::new();
    let first = create(&house, json!({ "name": "Meditate", "notes": "Ten quiet minutes by the window" }));
    let second = create(&house, json!({ "name": "Journal" }));
    let names = || {
        let list = house.call("habits.list", json!({}));
        list.as_array().unwrap().iter().map(|one| one["habit"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    house.call("habits.reorder", json!([second]));
    assert_eq!(names(), ["Journal", "Meditate"]);
    house.call("habits.archive", json!({ "id": second }));
    assert_eq!(names(), ["Meditate"]);
    assert_eq!(house.call("habits.list", json!({ "archived": true }))[0]["habit"]["id"], second);
    house.call("habits.archive", json!({ "id": second, "archived": false }));
    let found = house.call("search.query", json!({ "query": "quiet minutes type:habit", "mode": "text" }));
    assert_eq!(found["results"][0]["id"], first, "{found}");
    tick(&house, first, 0);
    house.call("habits.delete", json!(first));
    assert_eq!(names(), ["Journal"]);
    house.call("trash.restore", json!({ "entries": [{ "kind": "habit", "id": first }] }));
    assert_eq!(standing(&house, first)["streak"], 1, "its entries came along");
    house.call("habits.update", json!({ "id": first, "name": "Sit", "target": 10, "kind": "numeric", "unit": "min" }));
    let page = house.call("habits.show", json!(first));
    assert_eq!((page["standing"]["habit"]["unit"].clone(), page["done_days"].clone()), (json!("min"), json!(0)));
}

#[test]
fn questions_about_a_habit_are_counted() {
    let house = House::new();
    let run = daily(&house, "Run", 40);
    for day in [0, 1, 2, 5, 30] {
        tick(&house, run, day);
    }
    create(&house, json!({ "name": "Reading", "target": 20, "unit": "pages" }));
    house.call("habits.log", json!({ "habit": 2, "value": 12.5 }));
    let ask = |question: &str| house.call("chat.counts", json!({ "text": question }));
    for (question, expected) in [
        ("How many runs this month?", "**4 days** of “Run” from 1 to 30 November 2026 [1]."),
        ("how often did I run last month", "**1 day** of “Run” from 1 to 31 October 2026 [1]."),
        ("What is my streak of Run?", "**3 days** of “Run” in a row; the longest was 3 days [1]."),
        (
            "How many pages of reading this week?",
            "**12.5 pages** of “Reading” from 16 to 22 November 2026, on 1 day [1].",
        ),
    ] {
        let answer = ask(question);
        assert_eq!(answer["text"], expected, "{question}");
        assert_eq!(answer["citations"][0]["thing"]["kind"], "habit");
    }
    assert_eq!(ask("How many swims this month?"), Value::Null, "no habit is called so");
}

#[test]
fn today_shows_the_habits_of_the_day() {
    let house = House::new();
    create(&house, json!({ "name": "Floss" }));
    create(&house, json!({ "name": "Long run", "schedule": { "every": "weekdays", "days": ["sun"] } }));
    let today = house.call("today.show", json!(null));
    let habits: Vec<&str> =
        today["habits"].as_array().unwrap().iter().map(|one| one["habit"]["name"].as_str().unwrap()).collect();
    assert_eq!(habits, ["Floss"], "the run is for Sunday");
}

/// 50 habits with ten years of entries, read as the list and the page of the day read them.
#[test]
#[ignore = "makes a large profile and says how long it takes"]
fn ten_years_of_fifty_habits() {
    let house = House::new();
    for n in 0..50 {
        let schedule = if n % 2 == 0 { json!({ "every": "day" }) } else { json!({ "every": "week", "times": 3 }) };
        create(&house, json!({ "name": format!("Habit {n}"), "schedule": schedule, "start_day": "2016-11-21" }));
    }
    let file = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    file.execute_batch(
        "with recursive day (day) as (
           select '2016-11-21' union all select date(day, '+1 day') from day where day < '2026-11-20')
         insert into habit_log (habit_id, day, value, logged_at, offset_minutes)
           select habit.id, day, 1, 0, 60 from day, habit where (habit.id + unixepoch(day) / 86400) % 5 > 0",
    )
    .unwrap();
    for name in ["habits.list", "habits.today"] {
        let mut fastest = f64::MAX;
        for _ in 0..5 {
            let began = std::time::Instant::now();
            let input = if name == "habits.list" { json!({}) } else { json!(null) };
            assert!(!house.call(name, input).as_array().unwrap().is_empty());
            fastest = fastest.min(began.elapsed().as_secs_f64() * 1000.0);
        }
        println!("{name}: {fastest:.1} ms at best");
    }
}
