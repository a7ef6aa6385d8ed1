//! Points, rewards and the wallet.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use almanac_core::Kind;
use house::{Dice, House};
use serde_json::{Value, json};

fn wallet(house: &House) -> Value {
    house.call("wallet.show", json!({}))
}

/// Balance and debt.
fn standing(house: &House) -> (i64, i64) {
    let wallet = wallet(house);
    (wallet["balance"].as_i64().unwrap(), wallet["owed"].as_i64().unwrap())
}

fn kinds(house: &House) -> Vec<String> {
    let entries = wallet(house)["entries"].clone();
    entries.as_array().unwrap().iter().rev().map(|entry| entry["kind"].as_str().unwrap().to_owned()).collect()
}

fn task(house: &House, fields: Value) -> i64 {
    house.call("tasks.create", fields)["id"].as_i64().unwrap()
}

fn complete(house: &House, task: i64) {
    house.call("tasks.complete", json!({ "ids": [task] }));
}

fn reward(house: &House, price: i64, cooldown: i64) -> i64 {
    let reward = house.call("rewards.create", json!({ "name": "Cinema", "price": price, "cooldown_days": cooldown }));
    reward["id"].as_i64().unwrap()
}

fn in_order(house: &House) {
    let checks = house.call("data.doctor", Value::Null)["checks"].clone();
    let wallet = checks.as_array().unwrap().iter().find(|check| check["name"] == "wallet").unwrap().clone();
    assert_eq!(wallet["ok"], true, "{wallet}");
}

#[test]
fn completions_earn_by_the_rules() {
    let house = House::new();
    complete(&house, house.task("Plain"));
    assert_eq!(standing(&house), (5, 0));
    complete(&house, task(&house, json!({ "title": "Long and important", "priority": 1, "effort_minutes": 90 })));
    assert_eq!(standing(&house), (5 + 5 + 10 + 15, 0));
    complete(&house, task(&house, json!({ "title": "Own", "priority": 1, "points": 7 })));
    assert_eq!(standing(&house), (42, 0));
    let project = house.call("projects.create", json!({ "name": "Fence" }))["id"].clone();
    house.call("projects.update", json!({ "id": project, "status": "done" }));
    assert_eq!(standing(&house), (142, 0));
    house.call("projects.update", json!({ "id": project, "status": "active" }));
    assert_eq!(standing(&house), (42, 0));
    let entry = &wallet(&house)["entries"][2];
    assert_eq!(
        (entry["words"].clone(), entry["points"].clone(), entry["balance"].clone()),
        (json!("Own"), json!(7), json!(42))
    );
    for points in [-1, 100_001] {
        assert_eq!(house.fails("tasks.create", json!({ "title": "x", "points": points })).0, Kind::Invalid);
    }
    in_order(&house);
}

#[test]
fn the_same_completion_never_pays_twice() {
    let house = House::new();
    let one = house.task("Once");
    complete(&house, one);
    complete(&house, one);
    assert_eq!(standing(&house), (5, 0));
    house.call("tasks.reopen", json!({ "ids": [one] }));
    assert_eq!(standing(&house), (0, 0));
    complete(&house, one);
    assert_eq!(standing(&house), (5, 0));
    for _ in 0..3 {
        house.call("history.undo", Value::Null);
        assert_eq!(standing(&house), (0, 0));
        house.call("history.redo", Value::Null);
        assert_eq!(standing(&house), (5, 0));
    }
    // Deleting and bringing back is neither.
    house.call("tasks.delete", json!({ "ids": [one] }));
    assert_eq!(standing(&house), (5, 0));
    house.call("trash.restore", json!({ "entries": [{ "kind": "task", "id": one }] }));
    assert_eq!(standing(&house), (5, 0));
    in_order(&house);
}

#[test]
fn what_never_was_earned_nothing() {
    let house = House::new();
    task(&house, json!({ "title": "Made as done", "status": "done" }));
    assert_eq!(standing(&house), (5, 0));
    house.call("history.undo", Value::Null);
    assert_eq!(standing(&house), (0, 0));
    house.call("history.redo", Value::Null);
    assert_eq!(standing(&house), (5, 0));
    in_order(&house);
}

#[test]
fn a_repeating_task_pays_each_time_once() {
    let house = House::new();
    let line = "Water the plants today every day";
    let plants = house.call("capture.save", json!({ "text": line }))["tasks"][0]["id"].as_i64().unwrap();
    let pot = task(&house, json!({ "title": "The big pot", "parent": plants }));
    complete(&house, pot);
    complete(&house, plants);
    assert_eq!(standing(&house), (10, 0));
    assert_eq!(kinds(&house), ["earned", "earned"], "no noise in the ledger");
    // The subtask was opened again by its series; what it earned stays, and it earns again.
    assert_eq!(house.call("tasks.get", json!(pot))["task"]["status"], "todo");
    complete(&house, pot);
    complete(&house, plants);
    assert_eq!(standing(&house), (20, 0));
    house.call("history.undo", Value::Null);
    assert_eq!(standing(&house), (15, 0));
    house.call("history.undo", Value::Null);
    assert_eq!(standing(&house), (10, 0));
    house.call("history.undo", Value::Null);
    assert_eq!(standing(&house), (5, 0), "the first time was undone, the subtask is done as before");
    house.call("history.redo", Value::Null);
    house.call("history.redo", Value::Null);
    house.call("history.redo", Value::Null);
    assert_eq!(standing(&house), (20, 0));
    // By an edit as well.
    house.call("tasks.edit", json!({ "ids": [plants], "patch": { "status": "done" } }));
    assert_eq!(standing(&house), (25, 0));
    let done = house.call("tasks.list", json!({ "filter": "is:done \"Water the plants\"" }));
    let copy = done["tasks"][0]["id"].clone();
    house.call("tasks.reopen", json!({ "ids": [copy] }));
    assert_eq!(standing(&house), (20, 0));
    in_order(&house);
}

#[test]
fn redeeming_costs_and_can_be_undone() {
    let house = House::new();
    let cinema = reward(&house, 12, 3);
    let (kind, message) = house.fails("rewards.redeem", json!(cinema));
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("12 are missing"), "{message}");
    for n in 0..4 {
        complete(&house, house.task(&format!("t{n}")));
    }
    let redeemed = house.call("rewards.redeem", json!(cinema));
    assert_eq!((redeemed["balance"].clone(), standing(&house)), (json!(8), (8, 0)));
    let list = house.call("rewards.list", Value::Null);
    assert_eq!(
        (list[0]["again"].clone(), list[0]["days_left"].clone(), list[0]["missing"].clone()),
        (json!("2026-11-24"), json!(3), json!(4))
    );
    let (kind, message) = house.fails("rewards.redeem", json!(cinema));
    assert_eq!(kind, Kind::Conflict);
    assert!(message.contains("in 3 days, on Tue 24 Nov 2026"), "{message}");
    house.call("history.undo", Value::Null);
    assert_eq!(standing(&house), (20, 0));
    assert_eq!(house.call("rewards.list", Value::Null)[0]["again"], Value::Null);
    house.call("history.redo", Value::Null);
    assert_eq!(standing(&house), (8, 0));
    house.clock.set("2026-11-24T02:59:00Z".parse().unwrap());
    assert!(house.fails("rewards.redeem", json!(cinema)).1.contains("tomorrow"), "the day begins at four in Berlin");
    house.clock.set("2026-11-24T03:00:00Z".parse().unwrap());
    complete(&house, house.task("one more"));
    house.call("rewards.redeem", json!(cinema));
    assert_eq!(standing(&house), (1, 0));
    // A reward that is gone leaves what was redeemed.
    house.call("rewards.delete", json!(cinema));
    assert_eq!((standing(&house), wallet(&house)["spent"].clone()), ((1, 0), json!(24)));
    in_order(&house);
}

#[test]
fn points_that_were_spent_and_are_taken_back_are_owed() {
    let house = House::new();
    let cinema = reward(&house, 5, 0);
    let one = house.task("One");
    complete(&house, one);
    house.call("rewards.redeem", json!(cinema));
    house.call("tasks.reopen", json!({ "ids": [one] }));
    assert_eq!(standing(&house), (0, 5));
    let (_, message) = house.fails("rewards.redeem", json!(cinema));
    assert!(message.contains("5 are owed, so 10 are missing"), "{message}");
    complete(&house, task(&house, json!({ "title": "Small", "points": 3 })));
    assert_eq!(standing(&house), (0, 2));
    complete(&house, one);
    assert_eq!(standing(&house), (3, 0));
    assert_eq!(kinds(&house), ["earned", "redeemed", "owed", "taken_back", "earned", "settled", "earned", "settled"]);
    in_order(&house);
}

#[test]
fn new_rules_price_only_what_comes() {
    let house = House::new();
    complete(&house, task(&house, json!({ "title": "Old", "priority": 2, "effort_minutes": 60 })));
    assert_eq!(standing(&house), (20, 0));
    let mut rules = house.call("rewards.rules", Value::Null)["rules"].clone();
    let same = house.call("wallet.simulate", rules.clone());
    assert_eq!(
        (same["earned"].clone(), same["would"].clone()),
        (json!(20), json!(20)),
        "the present rules give what was given"
    );
    rules["task"] = json!(50);
    rules["p2"] = json!(0);
    let tried = house.call("wallet.simulate", rules.clone());
    assert_eq!((tried["would"].clone(), tried["since"].clone()), (json!(60), json!("2026-10-23")));
    house.call("rewards.set_rules", rules.clone());
    assert_eq!(standing(&house), (20, 0), "the past keeps its price");
    complete(&house, house.task("New"));
    assert_eq!(standing(&house), (70, 0));
    house.call("history.undo", Value::Null);
    house.call("history.undo", Value::Null);
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("rewards.rules", Value::Null)["rules"]["task"], 5);
    rules["hour"] = json!(-1);
    assert!(house.fails("rewards.set_rules", rules.clone()).1.contains("an hour"));
    rules["hour"] = json!(1.5);
    assert_eq!(house.fails("wallet.simulate", rules).0, Kind::Invalid);
}

#[test]
fn the_weeks_and_the_pages_of_the_ledger() {
    let house = House::new();
    for n in 0..5 {
        complete(&house, house.task(&format!("t{n}")));
        house.clock.set(format!("2026-11-{}T10:00:00Z", 22 + n).parse().unwrap());
    }
    let wallet = house.call("wallet.show", json!({ "limit": 2, "weeks": 3 }));
    assert_eq!(wallet["total"], 5);
    let weeks: Vec<(&str, i64)> = wallet["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|week| (week["week"].as_str().unwrap(), week["earned"].as_i64().unwrap()))
        .collect();
    assert_eq!(weeks, [("2026-11-09", 0), ("2026-11-16", 10), ("2026-11-23", 15)]);
    let page = house.call("wallet.show", json!({ "limit": 2, "before": wallet["entries"][1]["id"] }));
    let words: Vec<&str> =
        page["entries"].as_array().unwrap().iter().map(|entry| entry["words"].as_str().unwrap()).collect();
    assert_eq!(words, ["t2", "t1"]);
}

#[test]
fn bad_input_is_refused_in_words() {
    let house = House::new();
    for (input, word) in [
        (json!({ "name": "  ", "price": 5 }), "needs a name"),
        (json!({ "name": "x", "price": 0 }), "1 to 1,000,000"),
        (json!({ "name": "x", "price": -5 }), "not -5"),
        (json!({ "name": "x", "price": 1_000_001 }), "1 to 1,000,000"),
        (json!({ "name": "x", "price": null }), "price"),
        (json!({ "name": "x", "price": 1.5 }), "1.5"),
        (json!({ "name": "x", "price": "NaN" }), "NaN"),
        (json!({ "name": "x", "price": 5, "cooldown_days": -1 }), "not -1"),
    ] {
        let (kind, message) = house.fails("rewards.create", input);
        assert_eq!(kind, Kind::Invalid);
        assert!(message.contains(word) || message.contains("expected"), "{message}");
    }
    for (name, input) in [("redeem", json!(9)), ("delete", json!(9)), ("update", json!({ "id": 9, "price": 5 }))] {
        assert_eq!(house.fails(&format!("rewards.{name}"), input).0, Kind::NotFound);
    }
}

#[test]
fn the_ledger_is_only_appended_to_and_the_doctor_reads_it() {
    let house = House::new();
    complete(&house, house.task("One"));
    let file = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    assert!(file.execute("update posting set points = 9", []).is_err());
    assert!(file.execute("delete from posting", []).is_err());
    in_order(&house);
    file.execute_batch("drop trigger posting_holds; update posting set wallet = 500;").unwrap();
    let diagnosis = house.call("data.doctor", Value::Null);
    let check = diagnosis["checks"].as_array().unwrap().iter().find(|check| check["name"] == "wallet").unwrap();
    assert_eq!((check["ok"].clone(), diagnosis["ok"].clone()), (json!(false), json!(false)));
}

#[test]
fn habits_and_goals_earn_as_well() {
    let house = House::new();
    let new = json!({ "name": "Read", "target": 20, "unit": "pages", "start_day": "2026-11-01" });
    let habit = house.call("habits.create", new)["id"].clone();
    let log = |day: &str, value: i64| house.call("habits.log", json!({ "habit": habit, "day": day, "value": value }));
    log("2026-11-21", 10);
    assert_eq!(standing(&house), (0, 0), "less than the target");
    log("2026-11-21", 25);
    log("2026-11-21", 30);
    assert_eq!(standing(&house), (3, 0), "a day pays once");
    log("2026-11-20", 20);
    assert_eq!(standing(&house), (6, 0));
    log("2026-11-20", 5);
    assert_eq!(standing(&house), (3, 0));
    house.call("history.undo", Value::Null);
    assert_eq!(standing(&house), (6, 0));
    house.call("habits.delete", habit.clone());
    assert_eq!(standing(&house), (6, 0), "deleting takes nothing away");
    house.call("history.undo", Value::Null);
    assert_eq!(standing(&house), (6, 0));
    let new = json!({ "name": "Read more", "criteria": [{ "kind": "yes_no", "name": "done" }] });
    let goal = house.call("goals.create", new)["id"].clone();
    house.call("goals.update", json!({ "id": goal, "status": "achieved" }));
    assert_eq!(standing(&house), (206, 0));
    house.call("goals.update", json!({ "id": goal, "status": "active" }));
    assert_eq!(standing(&house), (6, 0));
    let rules = house.call("rewards.rules", Value::Null)["rules"].clone();
    let same = house.call("wallet.simulate", rules);
    assert_eq!((same["earned"].clone(), same["would"].clone()), (json!(6), json!(6)));
    in_order(&house);
}

/// Whatever is done in whatever order, the ledger adds up: the balance is the sum of its entries and never negative, no
/// completion is paid twice, and what stands is what is done.
#[test]
fn the_ledger_survives_everything() {
    let steps: usize = std::env::var("ALMANAC_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    let house = House::new();
    let mut dice = Dice::new(7);
    let mut tasks: Vec<i64> =
        (0..12).map(|n| task(&house, json!({ "title": format!("t{n}"), "priority": 1 + n % 4 }))).collect();
    for n in 0..3 {
        let line = format!("r{n} today every day");
        let series = house.call("capture.save", json!({ "text": line }))["tasks"][0]["id"].as_i64().unwrap();
        tasks.push(task(&house, json!({ "title": format!("s{n}"), "parent": series })));
        tasks.push(series);
    }
    let rewards: Vec<i64> = (0..3).map(|n| reward(&house, 5 + 10 * n, n)).collect();
    let file = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
    let ids = |sql: &str| -> Vec<i64> {
        let mut statement = file.prepare_cached(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    for step in 0..steps {
        let pick = |dice: &mut Dice, of: &[i64]| of[dice.below(of.len())];
        // What is refused changes nothing, which is checked like everything else.
        let _ = match dice.below(14) {
            0..=3 => house.app.call("tasks.complete", json!({ "ids": [pick(&mut dice, &tasks)] })),
            4 => house.app.call("tasks.reopen", json!({ "ids": [pick(&mut dice, &tasks)] })),
            5 | 6 => house.app.call("history.undo", Value::Null),
            7 | 8 => house.app.call("history.redo", Value::Null),
            9 => house.app.call("rewards.redeem", json!(pick(&mut dice, &rewards))),
            10 => {
                let steps = ids("select id from step order by id desc limit 12");
                house.app.call("history.revert", json!(pick(&mut dice, &steps)))
            }
            11 => house.app.call("tasks.delete", json!({ "ids": [pick(&mut dice, &tasks)], "scope": "this" })),
            12 => house
                .app
                .call("trash.restore", json!({ "entries": [{ "kind": "task", "id": pick(&mut dice, &tasks) }] })),
            _ => {
                if dice.below(3) == 0 {
                    let made = house.call("tasks.create", json!({ "title": "made", "status": "done" }));
                    tasks.push(made["id"].as_i64().unwrap());
                } else if let Some(copy) =
                    ids("select id from task where series_id is not null order by id desc limit 1").first()
                {
                    tasks.push(*copy);
                }
                let day = 21 + (step * 60 / steps.max(1)) as i64 % 9;
                house.clock.set(format!("2026-11-{day}T12:00:00Z").parse().unwrap());
                Ok(almanac_core::Reply { data: Value::Null, tables: Vec::new() })
            }
        };
        let (balance, owed) = standing(&house);
        assert!(balance >= 0 && owed >= 0 && (owed == 0 || balance == 0), "step {step}: {balance}, {owed}");
        if step % (steps / 400).max(1) == 0 || step + 1 == steps {
            let sums = ids("select ifnull(sum(points), 0) from ledger union all select ifnull(sum(points), 0) from ledger where account = 'wallet'
                            union all select -ifnull(sum(points), 0) from ledger where account = 'owed'");
            assert!(sums[0] == 0 && sums.contains(&balance) && sums.contains(&owed), "step {step}: {sums:?}");
            let wrong = house.app.db.read(almanac_core::rewards::audit).unwrap();
            assert!(wrong.is_empty(), "step {step}: {wrong:?}");
            // Every task that is done is paid once, unless its points were taken back while it was in the trash.
            let unpaid = ids("select task.id from task where status = 'done' and 1 <> (
                select sum(case kind when 'earned' then 1 when 'taken_back' then -1 else 0 end) from posting
                where subject = 'task' and subject_id = task.id and posting.occurrence = task.occurrence)");
            assert!(unpaid.is_empty(), "step {step}: {unpaid:?}");
        }
    }
}

#[test]
fn today_tells_the_points_of_the_day_unless_rewards_are_off() {
    let house = House::new();
    let points = || house.call("today.show", Value::Null)["points"].clone();
    assert_eq!(points(), 0);
    let done = task(&house, json!({ "title": "Sharpen the planes", "points": 15 }));
    complete(&house, done);
    assert_eq!(points(), 15);
    house.call("tasks.reopen", json!({ "ids": [done] }));
    assert_eq!(points(), 0, "what is taken back does not count");
    complete(&house, done);
    house.clock.set("2026-11-22T10:00:00+01:00[Europe/Berlin]".parse().unwrap());
    assert_eq!(points(), 0, "yesterday's are yesterday's");
    house.call("settings.update", json!({ "rewards": false }));
    assert_eq!(points(), Value::Null);
}
