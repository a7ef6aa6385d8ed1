//! Properties: no journey through zones, no change of the clocks and no other hour at which a day begins moves a tick, ends a
//! streak or shifts a recurrence. `ALMANAC_JOURNEYS` says how many journeys are made.

use std::sync::{Arc, Mutex};

use almanac_core::clock::{Clock, TimeZone, Zoned};
use almanac_core::{Actor, App, Config};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::house::Dice;

/// A clock that travels.
struct Watch(Mutex<Zoned>);

impl Clock for Watch {
    fn now(&self) -> Zoned {
        self.0.lock().unwrap().clone()
    }
}

/// With clocks that change by an hour and by half of one, at other times of the year, and on both sides of the date line.
const ZONES: [&str; 14] = [
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Santiago",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Cairo",
];

struct Traveller {
    app: Arc<App>,
    watch: Arc<Watch>,
    _folder: TempDir,
}

impl Traveller {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let watch = Arc::new(Watch(Mutex::new("2026-03-27T12:00:00+01:00[Europe/Berlin]".parse().unwrap())));
        let app = App::open(Config {
            data_dir: folder.path().to_owned(),
            resource_dir: None,
            worker: env!("CARGO_BIN_EXE_almanac-worker").into(),
            actor: Actor::User,
            clock: Arc::clone(&watch) as Arc<dyn Clock>,
        })
        .unwrap();
        Self { app, watch, _folder: folder }
    }

    fn call(&self, name: &str, input: Value) -> Value {
        self.app.call(name, input).unwrap_or_else(|error| panic!("{name}: {error}")).data
    }

    /// Time passes, and the zone may be another afterwards.
    fn pass(&self, minutes: i64, zone: Option<&str>) {
        let mut now = self.watch.0.lock().unwrap();
        let later = now.timestamp() + jiff::SignedDuration::from_mins(minutes);
        let zone = zone.map_or_else(|| now.time_zone().clone(), |zone| TimeZone::get(zone).unwrap());
        *now = later.to_zoned(zone);
    }

    fn entries(&self, habit: &Value) -> Vec<Value> {
        let mut entries = self.call("habits.show", habit.clone())["history"].as_array().unwrap().clone();
        entries.reverse();
        entries
    }
}

fn journeys() -> u64 {
    std::env::var("ALMANAC_JOURNEYS").ok().and_then(|number| number.parse().ok()).unwrap_or(6)
}

#[test]
fn no_journey_ends_a_streak_moves_a_tick_or_shifts_a_recurrence() {
    let traveller = Traveller::new();
    let mut left_out = 0;
    for seed in 0..journeys() {
        let mut dice = Dice::new(seed + 1);
        traveller.pass(60 * 24 * dice.below(40) as i64, Some(ZONES[dice.below(ZONES.len())]));
        let habit = traveller.call("habits.create", json!({ "name": format!("Journey {seed}") }))["id"].clone();
        let start = traveller.call("habits.show", habit.clone())["standing"]["habit"]["start_day"].clone();
        let task = json!({ "title": "Pill", "scheduled": { "day": start } });
        let task = traveller.call("tasks.create", task)["id"].clone();
        traveller.call("repeats.set", json!({ "task": task, "rule": "FREQ=DAILY;INTERVAL=2", "way": "fixed" }));
        let recurrence = || traveller.call("repeats.preview", json!({ "task": task }))["said"].clone();
        let (planned, mut ticked, mut before) = (recurrence(), Vec::<Value>::new(), Value::Null);
        for _ in 0..6 {
            // At home for two or three days, looked at every few hours and once more at the door, and then away.
            let mut hours = 0;
            loop {
                let look = traveller.call("habits.show", habit.clone())["standing"].clone();
                if before != Value::Null {
                    assert_eq!(
                        look["streak"], before["streak"],
                        "seed {seed}: a look after {hours} hours changed the streak"
                    );
                    assert!(look["strength"] == before["strength"], "seed {seed}: {before} became {look}");
                }
                if look["today"] == "open" {
                    traveller.call("habits.log", json!({ "habit": habit }));
                }
                before = traveller.call("habits.show", habit.clone())["standing"].clone();
                let now = traveller.entries(&habit);
                assert_eq!(before["streak"], now.len(), "seed {seed}: each day once, and none lost: {now:?}");
                assert!(ticked.iter().all(|entry| now.contains(entry)), "seed {seed}: no tick moved");
                ticked = now;
                if hours >= 56 {
                    break;
                }
                if dice.below(6) == 0 {
                    traveller.call("settings.update", json!({ "day_start_hour": dice.below(7) }));
                } else {
                    let pass = 5 + dice.below(5) as i64;
                    traveller.pass(60 * pass, None);
                    hours += pass;
                }
            }
            traveller.pass(30 + dice.below(11 * 60) as i64, Some(ZONES[dice.below(ZONES.len())]));
        }
        assert_eq!(recurrence(), planned, "seed {seed}");
        let page = traveller.call("habits.show", habit.clone());
        left_out += page["year"].as_array().unwrap().iter().filter(|day| day["state"] == "off").count();
        traveller.call("habits.delete", habit);
    }
    println!("{} journeys, {left_out} days that the date line left out", journeys());
}

#[test]
fn crossing_the_date_line_leaves_a_day_out_or_brings_it_twice() {
    let traveller = Traveller::new();
    *traveller.watch.0.lock().unwrap() = "2026-11-20T22:00:00-08:00[America/Los_Angeles]".parse().unwrap();
    let habit = traveller.call("habits.create", json!({ "name": "Stretch", "start_day": "2026-11-19" }))["id"].clone();
    traveller.call("habits.log", json!({ "habit": habit, "day": "2026-11-19" }));
    traveller.call("habits.log", json!({ "habit": habit }));
    // Fifteen hours to Sydney: it is the 22nd there.
    traveller.pass(15 * 60, Some("Australia/Sydney"));
    let landed = traveller.call("habits.show", habit.clone())["standing"].clone();
    assert_eq!((landed["streak"].clone(), landed["today"].clone()), (json!(2), json!("open")));
    assert_eq!(traveller.call("habits.log", json!({ "habit": habit }))["streak"], 3);
    // And back: the 22nd lies ahead again.
    traveller.pass(14 * 60, Some("America/Los_Angeles"));
    traveller.pass(12 * 60, Some("Pacific/Honolulu"));
    let again = traveller.call("habits.show", habit.clone())["standing"].clone();
    assert_eq!((again["streak"].clone(), again["today"].clone()), (json!(3), json!("done")), "{again}");
    // A day that was simply missed is a miss, wherever one is.
    traveller.pass(3 * 24 * 60, None);
    assert_eq!(traveller.call("habits.show", habit)["standing"]["streak"], 0);
}
