//! Weeks of fifty tasks whose optimum is proved (see `weeks/README.md`), and what one change of them moves.

use std::path::Path;

use almanac_core::planning::optimiser::{Fixed, Placed, Plan, Problem, check, solve};
use serde_json::Value;

use super::sample;

/// The weeks: name, problem, and the optimum as the value left out and the cost.
fn weeks() -> Vec<(String, Problem, (i64, i64))> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/optimiser/weeks");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|is| is == "json")).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let week: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let number = |name: &str| week["optimum"][name].as_i64().unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, Problem::read(&week["problem"].to_string()).unwrap(), (number("left_out"), number("cost")))
    };
    files.iter().map(read).collect()
}

fn planned(problem: &Problem) -> Plan {
    let plan = solve(problem).unwrap();
    assert_eq!(check(problem, &plan), []);
    plan
}

#[test]
fn a_week_of_fifty_tasks_is_planned_at_the_proved_optimum() {
    for (name, problem, optimum) in sample(weeks(), 3) {
        let plan = planned(&problem);
        assert_eq!((plan.left_out, plan.cost), optimum, "{name}");
    }
}

#[test]
fn one_more_meeting_in_a_full_week_moves_few_blocks() {
    for (name, mut problem, _) in sample(weeks(), 3) {
        problem.budget = Some(100_000);
        let first = planned(&problem);
        let old = |block: &almanac_core::planning::optimiser::Block| Placed {
            task: block.task.clone(),
            start: block.start,
            end: block.end,
        };
        problem.previous = first.blocks.iter().map(old).collect();
        problem.tolerance = Some(500);
        assert_eq!(planned(&problem).moved, [], "{name}: nothing has changed");
        let hit = &first.blocks[first.blocks.len() / 2];
        let label = Some("Dentist".into());
        problem.fixed.push(Fixed { start: hit.start, end: hit.start + 30, label, rest: false });
        let plan = planned(&problem);
        assert!((1..=4).contains(&plan.moved.len()), "{name}: {:?}", plan.moved);
    }
}
