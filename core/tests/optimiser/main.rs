//! The optimiser against problems with known optima, against every plan of small problems, and against the checker.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop where it fails; measurements are printed"
)]

mod weeks;

use std::path::{Path, PathBuf};

use almanac_core::Kind;
use almanac_core::planning::optimiser::{
    Capacity, Fixed, MAX_TASKS, Placed, Plan, Problem, Strength, Task, Window, check, solve,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn material(part: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ALMANAC_TEST_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from);
    let path = root.join(part);
    if !path.exists() {
        println!("skipped: no test material at {}", path.display());
        return None;
    }
    Some(path)
}

fn lines(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn problem(value: Value) -> Problem {
    Problem::read(&value.to_string()).unwrap()
}

fn planned(value: Value) -> (Problem, Plan) {
    let problem = problem(value);
    let plan = solve(&problem).unwrap();
    assert_eq!(check(&problem, &plan), []);
    (problem, plan)
}

fn place(plan: &Plan, task: &str) -> Vec<(i64, i64)> {
    plan.blocks.iter().filter(|block| block.task == task).map(|block| (block.start, block.end)).collect()
}

/// A sample of the instances; all of them with ALMANAC_ALL set.
fn sample<T>(all: Vec<T>, every: usize) -> Vec<T> {
    let every = if std::env::var_os("ALMANAC_ALL").is_some() { 1 } else { every };
    all.into_iter().step_by(every).collect()
}

#[test]
fn weighted_tardiness_is_solved_to_the_known_optimum() {
    let Some(path) = material("scheduling/wt40.open.jsonl") else { return };
    for instance in sample(lines(&path), 12) {
        let of = |name: &str| instance[name].as_array().unwrap().clone();
        let tasks: Vec<Value> = of("p")
            .iter()
            .zip(of("w").iter().zip(of("d").iter()))
            .enumerate()
            .map(|(id, (p, (w, d)))| json!({ "id": id.to_string(), "duration": p, "weight": w, "due": d }))
            .collect();
        let (_, plan) = planned(json!({ "tasks": tasks }));
        assert_eq!(plan.cost, instance["optimum_total_weighted_tardiness"].as_i64().unwrap(), "{}", instance["id"]);
    }
}

#[test]
fn a_job_shop_is_near_the_proven_makespan() {
    let Some(path) = material("scheduling/jobshop.open.jsonl") else { return };
    let mut gaps = Vec::new();
    for instance in sample(lines(&path), 9) {
        let mut tasks = Vec::new();
        let jobs = instance["durations"].as_array().unwrap().iter().zip(instance["machines"].as_array().unwrap());
        for (job, (durations, machines)) in jobs.enumerate() {
            let each = durations.as_array().unwrap().iter().zip(machines.as_array().unwrap());
            for (step, (duration, machine)) in each.enumerate() {
                let after: Vec<String> = (0..step).rev().take(1).map(|before| format!("{job}.{before}")).collect();
                let id = format!("{job}.{step}");
                tasks.push(json!({ "id": id, "duration": duration, "machine": machine, "after": after }));
            }
        }
        let mut problem = json!({ "tasks": tasks });
        if std::env::var_os("ALMANAC_ALL").is_none() {
            problem["budget"] = json!(4_000_000);
        }
        let (_, plan) = planned(problem);
        let optimum = instance["optimum_makespan"].as_i64().unwrap();
        assert!(plan.cost >= optimum, "{}: {} is below the optimum {optimum}", instance["id"], plan.cost);
        assert!(plan.cost * 100 <= optimum * 112, "{}: {} for {optimum}", instance["id"], plan.cost);
        gaps.push((plan.cost - optimum) as f64 / optimum as f64);
    }
    let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
    println!("mean gap of {} job shops: {:.2} %", gaps.len(), mean * 100.0);
    assert!(mean < 0.03, "a mean gap of {mean}");
}

#[test]
fn every_block_says_why_it_is_there_and_every_task_without_one_why_not() {
    let (_, plan) = planned(json!({
        "windows": [{ "start": 540, "end": 720, "label": "morning", "energy": "high" }, { "start": 780, "end": 1020 }],
        "fixed": [{ "start": 540, "end": 570, "label": "Stand-up" }],
        "tasks": [
            { "id": "plan", "title": "Plan", "duration": 30, "deadline": 700 },
            { "id": "write", "title": "Write", "duration": 90, "after": ["plan"], "energy": "high" },
            { "id": "call", "duration": 30, "prefer": [{ "start": 780, "end": 840, "label": "after lunch" }] },
            { "id": "huge", "duration": 500 },
            { "id": "then", "duration": 10, "after": ["huge"] },
        ],
    }));
    let reasons =
        |task: &str| plan.blocks.iter().find(|block| block.task == task).map(|block| block.reasons.join("; ")).unwrap();
    assert!(reasons("plan").contains("before its deadline, minute 700"), "{}", reasons("plan"));
    assert!(reasons("plan").contains("right after Stand-up"), "{}", reasons("plan"));
    assert!(reasons("write").contains("after Plan"), "{}", reasons("write"));
    assert!(reasons("write").contains("your morning window has the energy"), "{}", reasons("write"));
    assert!(reasons("call").contains("in your after lunch window"), "{}", reasons("call"));
    let why = |task: &str| plan.unplanned.iter().find(|unplanned| unplanned.task == task).unwrap().why.clone();
    assert!(why("huge").contains("the longest free time is 240 min"), "{}", why("huge"));
    assert!(why("then").contains("waits for huge"), "{}", why("then"));
}

#[test]
fn a_task_is_split_around_what_is_fixed_and_no_part_is_too_short() {
    let (_, plan) = planned(json!({
        "windows": [{ "start": 0, "end": 200 }],
        "fixed": [{ "start": 50, "end": 60 }, { "start": 75, "end": 80 }],
        "tasks": [{ "id": "a", "duration": 120, "chunk": 30 }],
    }));
    assert_eq!(place(&plan, "a"), [(0, 50), (80, 150)], "the fifteen minutes between are too short");
    let (_, plan) = planned(json!({ "windows": [{ "start": 0, "end": 100 }, { "start": 110, "end": 200 }],
        "tasks": [{ "id": "a", "duration": 120 }] }));
    assert_eq!(plan.unplanned.len(), 1, "in one block unless a chunk is said");
}

#[test]
fn buffers_breaks_and_the_capacity_of_days_are_kept() {
    let (_, plan) = planned(json!({
        "buffer": 10,
        "windows": [{ "start": 0, "end": 300 }, { "start": 1440, "end": 1740 }],
        "fixed": [{ "start": 100, "end": 120, "label": "call" }, { "start": 190, "end": 200, "rest": true }],
        "capacity": [{ "start": 0, "end": 1440, "minutes": 150 }, { "start": 1440, "end": 2880, "minutes": 60 }],
        "tasks": [{ "id": "a", "duration": 90 }, { "id": "b", "duration": 60 }, { "id": "c", "duration": 60 }],
    }));
    assert_eq!((place(&plan, "a"), place(&plan, "b").len(), plan.unplanned.len()), (vec![(0, 90)], 1, 0));
    assert!(plan.blocks.iter().any(|block| (block.start, block.end) == (130, 190)), "up to the break: {plan:?}");
    assert!(plan.blocks.iter().any(|block| block.start == 1440), "over the day's capacity: {plan:?}");
}

#[test]
fn waiting_for_a_preferred_window_is_chosen_where_it_pays() {
    let (_, plan) = planned(json!({ "windows": [{ "start": 0, "end": 480 }],
        "tasks": [{ "id": "a", "duration": 60, "prefer": [{ "start": 300, "end": 400 }] }, { "id": "b", "duration": 60 }] }));
    assert_eq!((place(&plan, "a"), plan.cost), (vec![(300, 360)], 0));
    assert_eq!(place(&plan, "b"), [(0, 60)], "the others do not wait with it");
}

#[test]
fn one_more_meeting_moves_only_what_it_hits() {
    let previous: Vec<Value> =
        (0..6).map(|i| json!({ "task": i.to_string(), "start": i * 60, "end": i * 60 + 60 })).collect();
    let tasks: Vec<Value> = (0..6).map(|i| json!({ "id": i.to_string(), "duration": 60 })).collect();
    let (_, plan) = planned(json!({
        "windows": [{ "start": 0, "end": 480 }], "tasks": tasks, "previous": previous,
        "fixed": [{ "start": 130, "end": 150, "label": "Dentist" }],
    }));
    assert_eq!(plan.moved.len(), 1);
    let moved = &plan.moved[0];
    assert_eq!((moved.task.as_str(), moved.from.start, moved.to.unwrap().start), ("2", 120, 360));
    let block = |task: &str| plan.blocks.iter().find(|block| block.task == task).unwrap();
    assert!(block("2").reasons[0].contains("Dentist is now"), "{:?}", block("2").reasons);
    assert_eq!(block("3").reasons[0], "kept where it was");
}

#[test]
fn bad_problems_are_refused_with_a_reason() {
    let task = |extra: Value| {
        let mut task = json!({ "id": "a", "duration": 10 });
        task.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({ "tasks": [task] }).to_string()
    };
    let many: Vec<Value> = (0..=MAX_TASKS).map(|id| json!({ "id": id.to_string(), "duration": 1 })).collect();
    let cases = [
        ("".into(), "no problem to plan"),
        ("[1]".into(), "no problem to plan"),
        (r#"{"tasks":[{"id":"a","duration":NaN}]}"#.into(), "no problem to plan"),
        (r#"{"tasks":[{"id":"a","duration":1e400}]}"#.into(), "no problem to plan"),
        (r#"{"surprise":1}"#.into(), "unknown field"),
        (task(json!({ "duration": -5 })), "at least one"),
        (task(json!({ "duration": 0 })), "at least one"),
        (task(json!({ "duration": i64::MAX })), "minute"),
        (task(json!({ "duration": 1.5 })), "no problem to plan"),
        (task(json!({ "weight": -1 })), "weight"),
        (task(json!({ "weight": i64::MAX })), "weight"),
        (task(json!({ "deadline": i64::MIN })), "deadline"),
        (task(json!({ "chunk": 0 })), "chunk"),
        (task(json!({ "after": ["b"] })), "no task here"),
        (task(json!({ "after": ["a"] })), "circle"),
        (task(json!({ "prefer": [{ "start": 5, "end": 5 }] })), "before it begins"),
        (json!({ "windows": [{ "start": 20, "end": 10 }] }).to_string(), "before it begins"),
        (json!({ "fixed": [{ "start": -1, "end": 10 }] }).to_string(), "minute"),
        (json!({ "horizon": -1 }).to_string(), "horizon"),
        (json!({ "buffer": -1 }).to_string(), "buffer"),
        (json!({ "tolerance": -1 }).to_string(), "tolerance"),
        (json!({ "capacity": [{ "start": 0, "end": 10, "minutes": 5 }, { "start": 9, "end": 20, "minutes": 5 }] }).to_string(), "overlap"),
        (json!({ "tasks": [{ "id": "a", "duration": 1 }, { "id": "a", "duration": 1 }] }).to_string(), "same id"),
        (json!({ "tasks": [{ "id": "a", "duration": 1, "after": ["b"] }, { "id": "b", "duration": 1, "after": ["a"] }] }).to_string(), "circle"),
        (json!({ "tasks": many }).to_string(), "too many"),
        (task(json!({ "machine": 0, "due": 5 })), "machine"),
        (json!({ "tasks": [{ "id": "a", "duration": 1, "machine": 0 }, { "id": "b", "duration": 1 }] }).to_string(), "needs a machine"),
    ];
    for (text, words) in cases {
        let error = Problem::read(&text).unwrap_err();
        assert!(matches!(error.kind(), Kind::Invalid | Kind::Conflict), "{text}: {error}");
        assert!(error.to_string().contains(words), "{text}: {error}");
    }
    assert_eq!(solve(&Problem::default()).unwrap().blocks, [], "nothing to plan is no mistake");
}

/// What looks at the places of all tasks, from minute to minute.
type Visit<'a> = &'a mut dyn FnMut(&[Option<(i64, i64)>]);

/// Every order, each task as early as it can be; for problems without wishes this is every plan worth looking at.
fn brute(problem: &Problem, each: Visit<'_>) {
    fn go(problem: &Problem, at: i64, placed: &mut Vec<Option<(i64, i64)>>, each: Visit<'_>) {
        each(placed);
        for task in 0..problem.tasks.len() {
            if placed[task].is_some() {
                continue;
            }
            let of = &problem.tasks[task];
            let before =
                of.after.iter().map(|id| placed[problem.tasks.iter().position(|other| other.id == *id).unwrap()]);
            let Some(before) = before.collect::<Option<Vec<_>>>() else { continue };
            let mut start = before.iter().map(|span| span.1).fold(at.max(of.earliest), i64::max);
            let end = problem.end();
            let well = |start: i64| {
                problem.windows.iter().any(|window| window.start <= start && start + of.duration <= window.end)
                    && problem.fixed.iter().all(|fixed| fixed.end <= start || start + of.duration <= fixed.start)
            };
            while start + of.duration <= end && !well(start) {
                start += 1;
            }
            if start + of.duration > end.min(of.deadline.unwrap_or(end)) {
                continue;
            }
            placed[task] = Some((start, start + of.duration));
            go(problem, start + of.duration, placed, each);
            placed[task] = None;
        }
    }
    go(problem, 0, &mut vec![None; problem.tasks.len()], each);
}

fn cost(problem: &Problem, placed: &[Option<(i64, i64)>]) -> (i64, i64) {
    let mut cost = (0, 0);
    for (task, span) in problem.tasks.iter().zip(placed) {
        match span {
            None => cost.0 += task.value.unwrap_or(task.weight).max(1),
            Some(span) => cost.1 += task.weight * task.due.map_or(0, |due| (span.1 - due).max(0)),
        }
    }
    cost
}

prop_compose! {
    /// A small day: a few tasks, two windows, something fixed.
    fn small(most: usize)(
        tasks in prop::collection::vec((1..30i64, 1..6i64, prop::option::of(0..100i64), prop::option::weighted(0.3, 20..110i64), 0..20i64), 1..=most),
        waits in prop::collection::vec((0..most, 0..most), 0..3),
        fixed in 10..60i64,
        gap in 40..60i64,
    ) -> Problem {
        let n = tasks.len();
        let mut all: Vec<Task> = tasks.into_iter().enumerate().map(|(id, (duration, weight, due, deadline, earliest))| Task {
            id: id.to_string(), duration, weight, due, deadline, earliest, prefer_cost: 1, ..Task::default()
        }).collect();
        for (one, other) in waits {
            if one < other && other < n {
                all[other].after = vec![one.to_string()];
            }
        }
        Problem {
            tasks: all,
            windows: vec![Window { start: 0, end: gap, ..Window::default() }, Window { start: gap + 5, end: 110, ..Window::default() }],
            fixed: vec![Fixed { start: fixed, end: fixed + 7, ..Fixed::default() }],
            energy_cost: 1,
            budget: Some(60_000),
            ..Problem::default()
        }
    }
}

fn span() -> impl Strategy<Value = Window> {
    (0..3000i64, 10..400i64, prop::option::of(prop_oneof![Just(Strength::Low), Just(Strength::High)]))
        .prop_map(|(start, length, energy)| Window { start, end: start + length, label: None, energy })
}

prop_compose! {
    /// Anything that is sound.
    fn any_problem()(
        tasks in prop::collection::vec(
            (
                (1..200i64, 0..9i64, prop::option::of(0..3000i64), prop::option::weighted(0.3, 0..3000i64), 0..1000i64),
                (prop::option::of(1..60i64), prop::collection::vec(span(), 0..3), prop::option::of(prop_oneof![Just(Strength::Low), Just(Strength::High)]), 0..3i64),
            ), 0..14),
        waits in prop::collection::vec((0..14usize, 0..14usize), 0..6),
        windows in prop::collection::vec(span(), 0..8),
        fixed in prop::collection::vec((span(), any::<bool>()), 0..5),
        capacity in prop::collection::vec(0..500i64, 0..3),
        buffer in 0..15i64,
        old in prop::collection::vec((0..14usize, 0..3000i64), 0..8),
        seed in any::<u64>(),
    ) -> Problem {
        let n = tasks.len();
        let mut all: Vec<Task> = tasks.into_iter().enumerate().map(|(id, ((duration, weight, due, deadline, earliest), (chunk, prefer, energy, prefer_cost)))| Task {
            id: id.to_string(), title: None, duration, weight, value: None, due, deadline, earliest, chunk, after: vec![], prefer, prefer_cost, energy, machine: None,
        }).collect();
        for (one, other) in waits {
            if one < other && other < n {
                all[other].after.push(one.to_string());
            }
        }
        let previous = old.into_iter().filter(|(task, _)| *task < n).map(|(task, start)| Placed {
            task: task.to_string(), start, end: start + all[task].duration,
        }).collect();
        let day = |(index, minutes): (usize, i64)| Capacity { start: index as i64 * 1440, end: (index as i64 + 1) * 1440, minutes };
        Problem {
            tasks: all,
            windows,
            fixed: fixed.into_iter().map(|(span, rest)| Fixed { start: span.start, end: span.end, label: None, rest }).collect(),
            capacity: capacity.into_iter().enumerate().map(day).collect(),
            buffer, previous, energy_cost: 1, budget: Some(20_000), seed,
            ..Problem::default()
        }
    }
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_checker_finds_nothing_and_the_same_problem_has_the_same_plan(problem in any_problem()) {
        let plan = solve(&problem).unwrap();
        prop_assert_eq!(check(&problem, &plan), []);
        prop_assert_eq!(&solve(&problem).unwrap(), &plan);
        prop_assert!(plan.blocks.iter().all(|block| !block.reasons.is_empty()));
        prop_assert_eq!(plan.unplanned.is_empty(), plan.drop.is_empty());
    }

    #[test]
    fn small_problems_are_solved_to_the_optimum(problem in small(6)) {
        let plan = solve(&problem).unwrap();
        prop_assert_eq!(check(&problem, &plan), []);
        let mut best = (i64::MAX, 0);
        brute(&problem, &mut |placed| best = best.min(cost(&problem, placed)));
        prop_assert_eq!((plan.left_out, plan.cost), best);
    }

    #[test]
    fn no_smaller_set_could_be_dropped(problem in small(6)) {
        let plan = solve(&problem).unwrap();
        let mut fewest = usize::MAX;
        brute(&problem, &mut |placed| fewest = fewest.min(placed.iter().filter(|span| span.is_none()).count()));
        prop_assert_eq!(plan.drop.len(), fewest);
        // Without them, and at the shrunk length, everything fits.
        let mut rest = problem.clone();
        rest.tasks.retain(|task| !plan.drop.contains(&task.id));
        prop_assert_eq!(solve(&rest).unwrap().unplanned, []);
        if let Some(shrink) = &plan.shrink {
            let mut shorter = problem.clone();
            shorter.tasks.iter_mut().filter(|task| task.id == shrink.task).for_each(|task| task.duration = shrink.to);
            prop_assert_eq!(solve(&shorter).unwrap().unplanned, []);
        }
    }

    #[test]
    fn no_plan_within_the_tolerance_moves_less(problem in small(5), at in 0..100i64, length in 3..15i64) {
        let first = solve(&problem).unwrap();
        let mut changed = problem;
        changed.previous = first.blocks.iter().map(|block| Placed { task: block.task.clone(), start: block.start, end: block.end }).collect();
        changed.fixed.push(Fixed { start: at, end: at + length, ..Fixed::default() });
        let plan = solve(&changed).unwrap();
        prop_assert_eq!(check(&changed, &plan), []);
        let old = |task: &Task| changed.previous.iter().find(|old| old.task == task.id).map(|old| old.start);
        let mut best = (i64::MAX, 0);
        brute(&changed, &mut |placed| best = best.min(cost(&changed, placed)));
        prop_assert!(plan.left_out == best.0 && plan.cost <= best.1 + plan.tolerance);
        // Any task may wait where it was: every plan is an order, with some tasks not before their old place.
        let n = changed.tasks.len();
        let mut fewest = usize::MAX;
        for wait in 0..1u32 << n {
            let mut waiting = changed.clone();
            for (index, task) in waiting.tasks.iter_mut().enumerate() {
                if wait >> index & 1 == 1 {
                    task.earliest = task.earliest.max(old(&changed.tasks[index]).unwrap_or(0));
                }
            }
            brute(&waiting, &mut |placed| {
                let this = cost(&changed, placed);
                if this.0 == best.0 && this.1 <= best.1 + plan.tolerance {
                    let moved = changed.tasks.iter().zip(placed).filter(|(task, span)| old(task).is_some_and(|old| span.map(|span| span.0) != Some(old)));
                    fewest = fewest.min(moved.count());
                }
            });
        }
        prop_assert_eq!(plan.moved.len(), fewest);
    }
}
