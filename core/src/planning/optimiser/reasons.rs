//! Why a block is where it is, and why a task has no place.

use super::model::{Cursor, Model, Span};
use super::problem::{Problem, Task, Window};
use super::{Block, Plan, Unplanned};

/// Writes the blocks and what is unplanned, each with its reasons.
pub(super) fn fill(
    problem: &Problem,
    model: &Model,
    blocks: &[Vec<Span>],
    plan: &mut Plan,
    say: &dyn Fn(i64) -> String,
) {
    for (job, spans) in blocks.iter().enumerate() {
        let task = &problem.tasks[job];
        if spans.is_empty() {
            plan.unplanned.push(Unplanned { task: task.id.clone(), why: why(problem, model, blocks, job, say) });
        }
        for (part, &span) in spans.iter().enumerate() {
            let mut reasons = of_block(problem, blocks, job, span, say);
            if spans.len() > 1 {
                reasons.push(format!("part {} of {}", part + 1, spans.len()));
            }
            plan.blocks.push(Block { task: task.id.clone(), start: span.0, end: span.1, reasons });
        }
    }
    plan.blocks.sort_by(|one, other| (one.start, one.end, &one.task).cmp(&(other.start, other.end, &other.task)));
}

fn of_block(
    problem: &Problem,
    blocks: &[Vec<Span>],
    job: usize,
    span: Span,
    say: &dyn Fn(i64) -> String,
) -> Vec<String> {
    let task = &problem.tasks[job];
    let mut reasons = Vec::new();
    if let Some(old) = problem.previous.iter().find(|old| old.task == task.id) {
        let kept = problem.previous.iter().any(|old| old.task == task.id && old.start == span.0);
        reasons.push(if kept {
            "kept where it was".into()
        } else {
            moved(problem, blocks, job, old.start, old.end, say)
        });
    }
    for before in &task.after {
        if let Some(before) = problem.tasks.iter().find(|other| other.id == *before) {
            reasons.push(format!("after {}", before.name()));
        }
    }
    let end = blocks[job].last().map_or(span.1, |last| last.1);
    if let Some(deadline) = task.deadline {
        reasons.push(format!("before its deadline, {}", say(deadline)));
    }
    if let Some(due) = task.due {
        reasons.push(match end - due {
            _ if due <= 0 => "it was due before this plan begins".into(),
            late if late > 0 => format!("{} late: due {}", lasting(late), say(due)),
            _ => format!("done by {}, when it is due", say(due)),
        });
    }
    if task.earliest > 0 && span.0 == task.earliest {
        reasons.push(format!("as soon as it may begin, {}", say(task.earliest)));
    }
    let holds = |window: &&Window| window.start <= span.0 && span.1 <= window.end;
    if let Some(window) = task.prefer.iter().find(holds) {
        reasons.push(match &window.label {
            Some(label) => format!("in your {label} window"),
            None => "in a window you prefer for it".into(),
        });
    } else if !task.prefer.is_empty() {
        reasons.push("outside of the windows you prefer for it: they are taken by what costs more elsewhere".into());
    }
    if let Some(window) =
        problem.windows.iter().find(|window| holds(window) && window.energy.is_some() && window.energy == task.energy)
    {
        reasons.push(match &window.label {
            Some(label) => format!("your {label} window has the energy for it"),
            None => "at a time with the energy for it".into(),
        });
    }
    if let Some(fixed) = problem.fixed.iter().filter(|fixed| fixed.end <= span.0).max_by_key(|fixed| fixed.end) {
        let pad = if fixed.rest { 0 } else { problem.buffer };
        if let (true, Some(label)) = (fixed.end + pad == span.0, &fixed.label) {
            reasons.push(format!("right after {label}"));
        }
    }
    if reasons.is_empty() {
        reasons.push("the next free time, by weight and length".into());
    }
    reasons
}

/// Minutes as one says them: 90 min, 5 h, 3 days.
fn lasting(minutes: i64) -> String {
    match minutes {
        ..120 => format!("{minutes} min"),
        120..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

fn moved(
    problem: &Problem,
    blocks: &[Vec<Span>],
    job: usize,
    start: i64,
    end: i64,
    say: &dyn Fn(i64) -> String,
) -> String {
    let on = |span: Span| span.0 < end && start < span.1;
    let fixed = problem.fixed.iter().find(|fixed| on((fixed.start, fixed.end)));
    let other = (0..blocks.len()).find(|other| *other != job && blocks[*other].iter().any(|span| on(*span)));
    let by = match (fixed, other) {
        (Some(fixed), _) => fixed.label.clone().unwrap_or_else(|| "something fixed".into()),
        (None, Some(other)) => problem.tasks[other].name().into(),
        (None, None) => return format!("moved from {}", say(start)),
    };
    format!("moved from {}, where {by} is now", say(start))
}

fn why(problem: &Problem, model: &Model, blocks: &[Vec<Span>], job: usize, say: &dyn Fn(i64) -> String) -> String {
    let task: &Task = &problem.tasks[job];
    let left_out =
        |id: &String| problem.tasks.iter().position(|other| other.id == *id && blocks_empty(blocks, problem, id));
    if let Some(before) = task.after.iter().find_map(left_out) {
        return format!("it waits for {}, which has no place", problem.tasks[before].name());
    }
    let until = task.deadline.map_or(String::new(), |deadline| format!(" before its deadline, {}", say(deadline)));
    let alone = model.put(&model.jobs[job], 0, &mut Cursor::default(), |_, _| ());
    if alone.is_none() {
        let longest = model.gaps.iter().map(|gap| gap.1 - gap.0).max().unwrap_or(0);
        return if task.duration > longest && model.jobs[job].chunk == task.duration {
            format!("it lasts {} min in one block, and the longest free time is {longest} min", task.duration)
        } else {
            format!("there is no free time of {} min for it{until}", task.duration)
        };
    }
    format!("the time{} is taken by what counts more", if until.is_empty() { " there is".into() } else { until })
}

fn blocks_empty(blocks: &[Vec<Span>], problem: &Problem, id: &str) -> bool {
    problem.tasks.iter().position(|task| task.id == id).is_none_or(|job| blocks[job].is_empty())
}
