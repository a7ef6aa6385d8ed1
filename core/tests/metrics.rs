//! Metrics through the front door.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::{Dice, House};
use serde_json::{Value, json};

fn weight(house: &House) -> i64 {
    let new = json!({ "name": "Weight", "unit": "kg", "direction": "down", "target": { "value": 70 } });
    house.call("metrics.create", new)["id"].as_i64().unwrap()
}

fn log(house: &House, metric: i64, day: &str, value: f64) -> Value {
    house.call("metrics.log", json!({ "metric": metric, "day": day, "value": value }))
}

/// A day so many days before the house's today, 21 November 2026.
fn ago(days: i64) -> String {
    let today: jiff::civil::Date = "2026-11-21".parse().unwrap();
    today.checked_sub(jiff::Span::new().days(days)).unwrap().to_string()
}

fn days(house: &House, metric: i64) -> Vec<(String, f64)> {
    let detail = house.call("metrics.show", json!({ "metric": metric }));
    let pair = |one: &Value| (one["day"].as_str().unwrap().to_owned(), one["value"].as_f64().unwrap());
    detail["days"].as_array().unwrap().iter().map(pair).collect()
}

fn milestones(house: &House, metric: i64) -> Vec<(String, i64, String)> {
    let detail = house.call("metrics.show", json!({ "metric": metric }));
    let triple = |one: &Value| {
        (
            one["kind"].as_str().unwrap().to_owned(),
            one["level"].as_i64().unwrap(),
            one["day"].as_str().unwrap().to_owned(),
        )
    };
    detail["milestones"].as_array().unwrap().iter().map(triple).collect()
}

/// The milestones as they are stored.
fn stored(house: &House, metric: i64) -> Vec<(String, i64, String)> {
    let file = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    let sql = "select kind, level, day from metric_milestone where metric_id = ?1 order by day, kind, level";
    let mut statement = file.prepare(sql).unwrap();
    let rows = statement.query_map([metric], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_metric_is_kept_changed_put_away_and_deleted_each_undoable() {
    let house = House::new();
    let id = weight(&house);
    let shown = house.call("metrics.show", json!({ "metric": id }));
    let metric = &shown["row"];
    assert_eq!(
        (&metric["unit"], &metric["kind"], &metric["aggregation"]),
        (&json!("kg"), &json!("numeric"), &json!("last"))
    );
    assert_eq!(metric["target"], json!({ "low": null, "high": 70.0 }));
    let changed = house.call("metrics.update", json!({ "metric": id, "direction": "up", "name": "Lifted" }));
    assert_eq!((&changed["name"], &changed["target"]), (&json!("Lifted"), &json!({ "low": 70.0, "high": null })));
    house.call("history.undo", Value::Null);
    log(&house, id, &ago(1), 71.5);
    house.call("metrics.archive", json!({ "metric": id, "archived": true }));
    assert_eq!(house.call("metrics.list", json!({})), json!([]));
    assert_eq!(house.call("metrics.list", json!({ "archived": true }))[0]["last"]["value"], 71.5);
    assert!(house.fails("metrics.log", json!({ "metric": id, "value": 70 })).1.contains("put away"));
    house.call("metrics.archive", json!({ "metric": id, "archived": false }));
    house.call("metrics.delete", json!(id));
    assert_eq!(house.fails("metrics.show", json!({ "metric": id })).0, Kind::NotFound);
    house.call("history.undo", Value::Null);
    assert_eq!(days(&house, id), [(ago(1), 71.5)], "its logs came back with it");
    house.process();
    assert_eq!(stored(&house, id), milestones(&house, id));
}

#[test]
fn several_logs_a_day_become_one_value_by_its_rule() {
    let house = House::new();
    for (rule, value) in [("sum", 9.0), ("mean", 3.0), ("last", 2.0), ("min", 2.0), ("max", 4.0)] {
        let id = house.call("metrics.create", json!({ "name": rule, "aggregation": rule }))["id"].as_i64().unwrap();
        for (hour, value) in [("08", 3.0), ("12", 4.0), ("20", 2.0)] {
            let at = format!("2026-11-20T{hour}:00:00Z").parse::<jiff::Timestamp>().unwrap().as_millisecond();
            house.call("metrics.log", json!({ "metric": id, "value": value, "at": at }));
        }
        assert_eq!(days(&house, id), [(ago(1), value)], "{rule}");
    }
    let last = house.call("metrics.list", json!({}))[0]["metric"].clone();
    assert_eq!(last, Value::Null, "a row carries its metric's fields itself");
}

#[test]
fn missing_is_not_zero_anywhere() {
    let house = House::new();
    let id = weight(&house);
    log(&house, id, &ago(10), 72.0);
    log(&house, id, &ago(3), 71.0);
    let shown = house.call("metrics.show", json!({ "metric": id, "days": 30 }));
    assert_eq!(shown["days"].as_array().unwrap().len(), 2);
    assert_eq!(shown["row"]["month"].as_array().unwrap().len(), 2);
    assert_eq!((&shown["row"]["streak"], &shown["row"]["change_30"]), (&json!(0), &Value::Null));
    let analysis = house.call("metrics.analyse", json!({ "metric": id }));
    assert_eq!((&analysis["n"], &analysis["mean"], &analysis["lowest"]), (&json!(2), &json!(71.5), &json!(71.0)));
    assert_eq!((&analysis["trend"], &analysis["line"]), (&Value::Null, &json!([])));
    let empty = house.call("metrics.create", json!({ "name": "Nothing yet" }))["id"].clone();
    let analysis = house.call("metrics.analyse", json!({ "metric": empty }));
    assert_eq!((&analysis["mean"], &analysis["last"]), (&Value::Null, &Value::Null));
    assert_eq!(house.call("metrics.list", json!({}))[0]["last"], Value::Null);
}

#[test]
fn logs_are_backfilled_changed_and_deleted() {
    let house = House::new();
    let id = weight(&house);
    let first = log(&house, id, "2020-02-29", 80.0)["log"]["id"].clone();
    log(&house, id, &ago(2), 75.0);
    let now = house.call("metrics.log", json!({ "metric": id, "text": "74,5 kg", "note": " after\n the run " }));
    assert_eq!((&now["log"]["day"], &now["log"]["note"]), (&json!("2026-11-21"), &json!("after the run")));
    assert!(now["log"]["at"].is_i64());
    let page = house.call("metrics.logs", json!({ "metric": id, "limit": 2 }));
    assert_eq!(
        (&page["total"], &page["logs"][0]["value"], &page["logs"][1]["value"]),
        (&json!(3), &json!(74.5), &json!(75.0))
    );
    let edited = house.call("metrics.edit_log", json!({ "log": first, "day": "2020-03-01", "value": 79 }));
    assert_eq!((&edited["log"]["day"], &edited["log"]["value"]), (&json!("2020-03-01"), &json!(79.0)));
    house.call("metrics.delete_log", first.clone());
    assert_eq!(days(&house, id).len(), 2);
    house.call("history.undo", Value::Null);
    assert_eq!(days(&house, id)[0], ("2020-03-01".into(), 79.0));
    assert_eq!(house.fails("metrics.delete_log", json!(999)).0, Kind::NotFound);
}

#[test]
fn the_small_hours_belong_to_the_day_before() {
    let house = House::new();
    let id = weight(&house);
    // 02:00 in Berlin; the day begins at four.
    let at = "2026-11-20T01:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let made = house.call("metrics.log", json!({ "metric": id, "value": 1, "at": at }));
    assert_eq!(made["log"]["day"], json!(ago(2)));
}

#[test]
fn bad_input_is_refused_in_words_and_nothing_is_kept() {
    let house = House::new();
    let id = weight(&house);
    let mood = house.call("metrics.create", json!({ "name": "Mood", "kind": "scale", "scale_max": 5 }))["id"].clone();
    house.call("metrics.create", json!({ "name": "Morning run", "kind": "yes_no" }));
    let focus = house.call("metrics.create", json!({ "name": "Focus", "source": "focus_minutes" }))["id"].clone();
    let rows = house.rows();
    for (operation, input, words) in [
        ("metrics.create", json!({ "name": "  " }), "needs a name"),
        ("metrics.create", json!({ "name": "WEIGHT" }), "already"),
        ("metrics.create", json!({ "name": "x", "kind": "scale", "scale_max": 1 }), "scale"),
        ("metrics.create", json!({ "name": "x", "scale_max": 5 }), "only a scale"),
        ("metrics.create", json!({ "name": "x", "colour": "red" }), "#rrggbb"),
        ("metrics.create", json!({ "name": "x", "decimals": 9 }), "6 digits"),
        ("metrics.create", json!({ "name": "x", "area": 99 }), "area"),
        ("metrics.create", json!({ "name": "x", "target": { "low": 3, "high": 1 } }), "above the upper"),
        ("metrics.create", json!({ "name": "x", "target": { "value": 3, "high": 1 } }), "not both"),
        ("metrics.create", json!({ "name": "x", "source": "tasks_done", "kind": "yes_no" }), "counts are numbers"),
        ("metrics.log", json!({ "metric": id, "value": 1e300 }), "too large"),
        ("metrics.log", json!({ "metric": id, "text": "nan" }), "takes a number in kg"),
        ("metrics.log", json!({ "metric": id, "text": "inf" }), "takes a number in kg"),
        ("metrics.log", json!({ "metric": id, "text": "150 lb" }), "takes a number in kg"),
        ("metrics.log", json!({ "metric": id }), "say one value"),
        ("metrics.log", json!({ "value": 1 }), "say which metric"),
        ("metrics.log", json!({ "metric": id, "value": 1, "day": "2026-11-22" }), "has not come"),
        ("metrics.log", json!({ "metric": id, "value": 1, "day": "9999-12-31" }), "has not come"),
        ("metrics.log", json!({ "metric": id, "value": 1, "day": "0001-01-01" }), "too long ago"),
        ("metrics.log", json!({ "metric": id, "value": 1, "day": "2026-02-30" }), "metrics.log"),
        ("metrics.log", json!({ "metric": id, "value": 1, "at": 9_000_000_000_000_i64 }), "has not come"),
        ("metrics.log", json!({ "metric": id, "value": 1, "at": i64::MAX }), "calendar"),
        ("metrics.log", json!({ "metric": id, "value": 1, "at": 0, "day": "2026-11-20" }), "leave one of them out"),
        ("metrics.log", json!({ "metric": mood, "value": 6 }), "from 1 to 5"),
        ("metrics.log", json!({ "metric": mood, "value": 2.5 }), "whole numbers"),
        ("metrics.log", json!({ "name": "M", "value": 1 }), "may mean Mood, Morning run"),
        ("metrics.log", json!({ "name": "", "value": 1 }), "empty"),
        ("metrics.log", json!({ "name": "Steps", "value": 1 }), "there are"),
        ("metrics.log", json!({ "metric": focus, "value": 30 }), "computed"),
        ("metrics.log", json!({ "metric": 99, "value": 1 }), "metric 99"),
        ("metrics.analyse", json!({ "metric": id, "days": 0 }), "at least one day"),
        ("metrics.correlations", json!({ "days": 100_000 }), "730"),
        ("metrics.import_csv", json!({ "metric": id, "text": "" }), "no line"),
        ("metrics.import_csv", json!({ "metric": id, "text": "day,value\n2026-11-20,70\n2026-11-19,much" }), "line 3"),
        ("metrics.import_csv", json!({ "metric": id, "text": "2026-11-20,\"70" }), "never closed"),
    ] {
        let (_, message) = house.fails(operation, input.clone());
        assert!(message.contains(words), "{operation} {input}: {message}");
    }
    assert_eq!(house.rows(), rows);
    assert_eq!(house.call("metrics.log", json!({ "name": "mor", "text": "yes" }))["metric"]["name"], "Morning run");
}

#[test]
fn what_is_computed_counts_from_the_rows_and_is_never_stored() {
    let house = House::new();
    let metric = |name: &str, source: &str| {
        house.call("metrics.create", json!({ "name": name, "source": source }))["id"].as_i64().unwrap()
    };
    let (done, focus) = (metric("Done", "tasks_done"), metric("Focus", "focus_minutes"));
    assert_eq!(days(&house, done), []);
    house.clock.set("2026-11-18T09:00:00Z".parse().unwrap());
    let (first, second) = (house.task("First"), house.task("Second"));
    house.call("focus.start", json!({ "task": first }));
    house.clock.set("2026-11-18T09:25:00Z".parse().unwrap());
    house.call("focus.stop", json!({}));
    house.call("tasks.complete", json!({ "ids": [first, second] }));
    house.clock.set("2026-11-21T09:00:00Z".parse().unwrap());
    // A day that is over and has nothing is a true zero here; today is not over.
    assert_eq!(days(&house, done), [(ago(3), 2.0), (ago(2), 0.0), (ago(1), 0.0)]);
    assert_eq!(days(&house, focus)[0], (ago(3), 25.0));
    let third = house.task("Third");
    house.call("tasks.complete", json!({ "ids": [third] }));
    assert_eq!(days(&house, done).last(), Some(&(ago(0), 1.0)));
    house.call("history.undo", Value::Null);
    assert_eq!(days(&house, done).len(), 3);
    assert_eq!(house.rows()["metric_log"], json!([]));
}

#[test]
fn a_metric_that_follows_a_habit_has_its_days() {
    let house = House::new();
    let habit = |new: Value| house.call("habits.create", new)["id"].as_i64().unwrap();
    let running = habit(json!({ "name": "Running", "kind": "numeric", "unit": "km", "target": 5, "start_day": ago(6),
        "skip_budget": 3 }));
    let put = |day: i64, value: f64| {
        house.call("habits.log", json!({ "habit": running, "day": ago(day), "value": value, "backfill": true }))
    };
    put(6, 5.0);
    put(4, 2.5);
    house.call("habits.skip", json!({ "habit": running, "day": ago(3) }));
    let metric = house.call("metrics.create", json!({ "name": "Distance", "habit": running }));
    assert_eq!(
        (&metric["source"], &metric["unit"], &metric["direction"], &metric["kind"]),
        (&json!("habit"), &json!("km"), &json!("up"), &json!("numeric"))
    );
    let id = metric["id"].as_i64().unwrap();
    // What was not done is zero; what was skipped and what is still open is nothing.
    assert_eq!(days(&house, id), [(ago(6), 5.0), (ago(5), 0.0), (ago(4), 2.5), (ago(2), 0.0), (ago(1), 0.0)]);
    put(0, 6.0);
    assert_eq!(days(&house, id).last(), Some(&(ago(0), 6.0)));
    assert!(house.fails("metrics.log", json!({ "metric": id, "value": 3 })).1.contains("computed"));
    // The habit goes and comes back, and its days with it.
    house.call("habits.delete", json!(running));
    assert_eq!(days(&house, id), []);
    house.call("history.undo", Value::Null);
    assert_eq!(days(&house, id).len(), 6);
    for (new, words) in [
        (json!({ "name": "x", "source": "habit" }), "which habit"),
        (json!({ "name": "x", "source": "tasks_done", "habit": running }), "no other source"),
        (json!({ "name": "x", "habit": 99 }), "habit"),
        (json!({ "name": "x", "habit": running, "kind": "scale" }), "counts are numbers"),
    ] {
        let (_, said) = house.fails("metrics.create", new);
        assert!(said.contains(words), "{said}");
    }
    // A limit aims downwards.
    let coffee = habit(json!({ "name": "Coffee", "kind": "numeric", "target": 2, "direction": "at_most" }));
    assert_eq!(house.call("metrics.create", json!({ "name": "Cups", "habit": coffee }))["direction"], "down");
}

#[test]
fn milestones_come_once_and_go_with_what_they_rest_on() {
    let house = House::new();
    let id = weight(&house);
    for day in (1..=7).rev() {
        log(&house, id, &ago(day), 80.0);
    }
    assert_eq!(milestones(&house, id), [("streak".into(), 7, ago(1))]);
    let reached = house.call("metrics.log", json!({ "metric": id, "value": 70 }));
    let kinds: Vec<_> =
        reached["reached"].as_array().unwrap().iter().map(|one| (&one["kind"], &one["level"])).collect();
    assert_eq!(kinds, [(&json!("improvement"), &json!(10)), (&json!("target"), &json!(0))]);
    // The same thing is not reached twice.
    let again = house.call("metrics.log", json!({ "metric": id, "value": 69 }));
    assert_eq!(again["reached"], json!([]));
    assert_eq!(stored(&house, id), milestones(&house, id));
    house.call("history.undo", Value::Null);
    house.call("history.undo", Value::Null);
    house.process();
    assert_eq!(stored(&house, id), [("streak".into(), 7, ago(1))]);
    house.call("history.redo", Value::Null);
    house.process();
    assert_eq!(stored(&house, id).len(), 3);
    // An earlier day that holds as well is the first one then.
    log(&house, id, "2026-10-01", 60.0);
    assert!(milestones(&house, id).contains(&("target".into(), 0, "2026-10-01".into())));
    assert_eq!(stored(&house, id), milestones(&house, id));
}

/// After any operations, undone ones too, what is stored is what the logs say.
#[test]
fn stored_and_recomputed_milestones_are_equal_after_random_operations() {
    let operations = std::env::var("ALMANAC_METRIC_OPERATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let house = House::new();
    let mut dice = Dice::new(13);
    let metrics =
        [
            weight(&house),
            house.call("metrics.create", json!({ "name": "Steps", "aggregation": "sum", "target": { "value": 200 } }))
                ["id"]
                .as_i64()
                .unwrap(),
        ];
    let mut logs: Vec<i64> = Vec::new();
    for turn in 0..operations {
        let metric = metrics[dice.below(2)];
        let day = ago(dice.below(45) as i64);
        let value = 40.0 + dice.below(120) as f64;
        let pick = |dice: &mut Dice, logs: &[i64]| logs.get(dice.below(logs.len().max(1))).copied();
        match dice.below(12) {
            0..=5 => logs.push(log(&house, metric, &day, value)["log"]["id"].as_i64().unwrap()),
            6 => {
                if let Some(log) = pick(&mut dice, &logs) {
                    let _ = house.app.call("metrics.edit_log", json!({ "log": log, "value": value, "day": day }));
                }
            }
            7 | 8 => {
                if let Some(log) = pick(&mut dice, &logs) {
                    let _ = house.app.call("metrics.delete_log", json!(log));
                }
            }
            9 => drop(house.app.call("history.undo", Value::Null)),
            10 => drop(house.app.call("history.redo", Value::Null)),
            _ => {
                let input = json!({ "metric": metric, "target": { "value": value }, "aggregation": "mean" });
                house.call("metrics.update", input);
            }
        }
        if turn % 25 == 24 || turn + 1 == operations {
            house.process();
            for metric in metrics {
                assert_eq!(stored(&house, metric), milestones(&house, metric), "after {turn} operations");
            }
        }
    }
    assert!(!milestones(&house, metrics[0]).is_empty());
}

#[test]
fn a_table_goes_out_and_comes_in_the_same() {
    let house = House::new();
    let id = weight(&house);
    log(&house, id, &ago(3), 71.25);
    house.call("metrics.log", json!({ "metric": id, "value": 72, "note": "=1+1, \"quoted\"" }));
    let table = house.call("metrics.export_csv", json!(id));
    assert_eq!(table["file"], "weight.csv");
    let text = table["text"].as_str().unwrap();
    assert!(text.contains("\"'=1+1, \"\"quoted\"\"\""), "{text}");
    let same = house.call("metrics.import_csv", json!({ "metric": id, "text": text }));
    assert_eq!((&same["added"], &same["known"]), (&json!(0), &json!(2)));
    let other = house.call("metrics.create", json!({ "name": "Copy", "unit": "kg" }))["id"].as_i64().unwrap();
    house.call("metrics.import_csv", json!({ "metric": other, "text": text }));
    assert_eq!(house.call("metrics.export_csv", json!(other))["text"], table["text"]);
    // Other programs' tables.
    let loose = "\u{feff}Date;Value;Comment\r\n2026-01-05;70,5 kg;fine\r\n\r\n2026-01-06;70,1;\r\n";
    let third = house.call("metrics.create", json!({ "name": "Third", "unit": "kg" }))["id"].as_i64().unwrap();
    assert_eq!(house.call("metrics.import_csv", json!({ "metric": third, "text": loose }))["added"], 2);
    assert_eq!(days(&house, third), [("2026-01-05".into(), 70.5), ("2026-01-06".into(), 70.1)]);
    house.call("history.undo", Value::Null);
    assert_eq!(days(&house, third), [], "one step");
}

#[test]
fn a_trend_is_told_from_chance_and_leads_to_the_target() {
    let house = House::new();
    let id = weight(&house);
    let bump = [0.3, -0.2, 0.1, -0.3, 0.2, 0.0, -0.1];
    let lines: String = (0..60)
        .map(|day| format!("{},{:.1}\n", ago(59 - day), 80.0 - 0.1 * day as f64 + bump[(day * 5 % 7) as usize]))
        .collect();
    house.call("metrics.import_csv", json!({ "metric": id, "text": lines }));
    let analysis = house.call("metrics.analyse", json!({ "metric": id }));
    let trend = &analysis["trend"];
    assert_eq!((&trend["significant"], &trend["n"]), (&json!(true), &json!(60)));
    let number = |value: &Value| value.as_f64().unwrap();
    assert!(number(&trend["low"]) <= -0.1 && -0.1 <= number(&trend["high"]), "{trend}");
    assert!((number(&analysis["velocity"]) + 0.7).abs() < 0.05);
    assert_eq!((&analysis["acceleration"], &analysis["anomalies"]), (&Value::Null, &json!([])));
    assert_eq!(analysis["streak"], json!({ "now": 60, "best": 60 }));
    // Ten kilos at 0.1 a day from 80: about 43 days from 74.3.
    let forecast = &analysis["forecast"];
    let day = forecast["day"].as_str().unwrap();
    assert!(("2026-12-28"..="2027-01-12").contains(&day), "{forecast}");
    assert!(forecast["earliest"].as_str().unwrap() <= day && day <= forecast["latest"].as_str().unwrap());
    let part = number(&analysis["progress"]["part"]);
    assert!((0.45..0.65).contains(&part), "{part}");
    assert_eq!(house.call("metrics.list", json!({}))[0]["trend"], "falling");
    let line = analysis["line"].as_array().unwrap();
    assert_eq!((line.len(), &line[0]["day"]), (90, &json!(ago(59))));
    let said = analysis["sentences"].to_string();
    assert!(said.contains("falls") && said.contains("the way you want it") && said.contains("n = 60"), "{said}");
    assert!(said.contains("(middle of the last days)") && said.contains("the longest in this range is 60"), "{said}");
    // Thirteen days say nothing.
    let few = house.call("metrics.analyse", json!({ "metric": id, "days": 13 }));
    assert_eq!((&few["trend"], &few["forecast"], &few["n"]), (&Value::Null, &Value::Null, &json!(13)));
}

#[test]
fn what_follows_what_is_found_among_metrics_with_its_n() {
    let house = House::new();
    let mut dice = Dice::new(5);
    let mut noise = || (0..12).map(|_| dice.below(1000) as f64 / 1000.0).sum::<f64>() - 6.0;
    let sleep: Vec<f64> = (0..80).map(|_| noise()).collect();
    let mood: Vec<f64> = (0..80).map(|day| if day == 0 { 0.0 } else { 0.9 * sleep[day - 1] + 0.3 * noise() }).collect();
    for (name, values) in [("Sleep", &sleep), ("Mood", &mood)] {
        let id = house.call("metrics.create", json!({ "name": name }))["id"].clone();
        let text: String =
            values.iter().enumerate().map(|(day, value)| format!("{},{value:.4}\n", ago(79 - day as i64))).collect();
        house.call("metrics.import_csv", json!({ "metric": id, "text": text }));
    }
    house.call("metrics.create", json!({ "name": "Empty" }));
    let found = house.call("metrics.correlations", json!({}));
    assert_eq!((&found["compared"], &found["too_few"]), (&json!(1), &json!(2)));
    let one = &found["found"][0];
    assert_eq!((&one["leads_name"], &one["follows_name"], &one["lag"]), (&json!("Sleep"), &json!("Mood"), &json!(1)));
    assert!(one["rho"].as_f64().unwrap() > 0.7 && one["n"].as_i64().unwrap() > 70);
    let sentence = one["sentence"].as_str().unwrap();
    assert!(sentence.contains("n = ") && sentence.contains("Not causal"), "{sentence}");
}

#[test]
fn many_thousand_logs_are_read_as_days() {
    let many = std::env::var("ALMANAC_METRIC_LOGS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let house = House::new();
    let id = house.call("metrics.create", json!({ "name": "Heart", "aggregation": "mean" }))["id"].as_i64().unwrap();
    let text: String = (0..many).map(|at| format!("{},{}\n", ago(at / 100), 60 + at % 7)).collect();
    let made = house.call("metrics.import_csv", json!({ "metric": id, "text": text }));
    assert_eq!(made["added"], many, "equal values of one table were all measured");
    let shown = house.call("metrics.show", json!({ "metric": id }));
    assert_eq!(shown["days"].as_array().unwrap().len() as i64, many / 100);
    assert_eq!(house.call("metrics.analyse", json!({ "metric": id }))["n"], many / 100);
}

#[test]
fn a_line_of_capture_logs_a_metric_that_there_is() {
    let house = House::new();
    // Without such a metric the words are a task.
    let parsed = house.call("capture.parse", json!({ "text": "+72.4kg weight" }));
    assert_eq!(parsed[0]["parsed"]["spans"], json!([]));
    assert_eq!(house.call("capture.save", json!({ "text": "+72.4kg weight" }))["tasks"][0]["title"], "+72.4kg weight");
    let id = weight(&house);
    let parsed = house.call("capture.parse", json!({ "text": "+72.4kg weight" }));
    assert_eq!((&parsed[0]["meaning"], &parsed[0]["parsed"]["title"]), (&json!(["Weight: 72.4 kg"]), &json!("")));
    let saved = house.call("capture.save", json!({ "text": "+72.4kg weight" }));
    assert_eq!((&saved["tasks"], &saved["logs"][0]["log"]["value"]), (&json!([]), &json!(72.4)));
    assert_eq!(house.call("history.activity", json!({ "limit": 1 }))[0]["label"], "Logged 72.4 kg for Weight");
    house.call("history.undo", Value::Null);
    assert_eq!(days(&house, id), []);
    // With a title it is a task and a log, in one step; the other unit is not guessed at.
    let both = house.call("capture.save", json!({ "text": "Long walk tomorrow +72kg weight\n+150lb weight" }));
    assert_eq!(
        (&both["tasks"][0]["title"], &both["tasks"][1]["title"]),
        (&json!("Long walk"), &json!("+150lb weight"))
    );
    assert_eq!(days(&house, id), [(ago(0), 72.0)]);
    house.call("history.undo", Value::Null);
    assert_eq!((days(&house, id), house.titles("is:all").len()), (vec![], 1));
    // A chip that was dismissed is words.
    let dismissed = json!([{ "line": 0, "start": 0, "end": 14 }]);
    let kept = house.call("capture.save", json!({ "text": "+72.4kg weight", "dismissed": dismissed }));
    assert_eq!((&kept["logs"], &kept["tasks"][0]["title"]), (&json!([]), &json!("+72.4kg weight")));
    // Yesterday's, without the unit, by the unit alone, and this morning's.
    house.call("capture.save", json!({ "text": "+71 weight yesterday\n+70.5kg" }));
    assert_eq!(days(&house, id), [(ago(1), 71.0), (ago(0), 70.5)]);
    let morning = house.call("capture.save", json!({ "text": "+70kg weight at 8am" }));
    assert_eq!(morning["logs"][0]["log"]["at"], json!(1_795_244_400_000_i64));
    assert!(house.fails("capture.save", json!({ "text": "+70kg weight tomorrow" })).1.contains("has not come"));
    let page = house.call("capture.save", json!({ "text": "+12 guests for the weight party" }));
    assert_eq!(page["tasks"][0]["title"], "+12 guests for the weight party");
}

#[test]
fn capture_has_a_mode_for_metrics() {
    let house = House::new();
    weight(&house);
    house.call("metrics.create", json!({ "name": "Resting heart rate", "unit": "bpm" }));
    house.call("metrics.create", json!({ "name": "Sleep", "kind": "duration" }));
    house.call("metrics.create", json!({ "name": "Mood", "kind": "scale", "scale_max": 5 }));
    let lines = "72.4kg weight\nweight 71,9\nresting heart rate 62 yesterday\nsleep 7h30\n+4 mood\nmood 3 yesterday";
    let meaning =
        |text: &str| house.call("capture.parse", json!({ "text": text, "save_as": "metric" }))[0]["meaning"].clone();
    assert_eq!(meaning("weight 71,9"), json!(["Weight: 71.9 kg"]));
    assert_eq!(meaning("resting heart rate 62 yesterday"), json!(["Resting heart rate: 62.0 bpm, Fri 20 Nov 2026"]));
    assert_eq!(meaning("no such 7"), json!([]));
    let saved = house.call("capture.save", json!({ "text": lines, "save_as": "metric" }));
    let logs: Vec<(String, f64, String)> = saved["logs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let (log, metric) = (&one["log"], &one["metric"]);
            (
                metric["name"].as_str().unwrap().into(),
                log["value"].as_f64().unwrap(),
                log["day"].as_str().unwrap().into(),
            )
        })
        .collect();
    let expected = [
        ("Weight", 72.4, ago(0)),
        ("Weight", 71.9, ago(0)),
        ("Resting heart rate", 62.0, ago(1)),
        ("Sleep", 450.0, ago(0)),
        ("Mood", 4.0, ago(0)),
        ("Mood", 3.0, ago(1)),
    ];
    assert_eq!(logs, expected.map(|(name, value, day)| (name.to_owned(), value, day)));
    for (text, words) in
        [("steps 7", "there is no metric steps"), ("weight", "takes a number in kg"), ("mood 9", "from 1 to 5")]
    {
        let (_, message) = house.fails("capture.save", json!({ "text": text, "save_as": "metric" }));
        assert!(message.contains(words), "{text}: {message}");
    }
}

#[test]
fn a_metric_is_found_by_its_words() {
    let house = House::new();
    house.call("metrics.create", json!({ "name": "Blood pressure", "notes": "Measured sitting, left arm." }));
    let found = house.call("search.query", json!({ "query": "type:metric arm", "mode": "text" }));
    assert_eq!(
        (&found["results"][0]["kind"], &found["results"][0]["title"]),
        (&json!("metric"), &json!("Blood pressure"))
    );
}
