//! Breaks: after so many minutes of work planning keeps some free. They follow the blocks and not the clock: a break
//! stands where a block ends anyhow, and within a block only where its task may be split.

use crate::planning::optimiser::{Fixed, Plan, Problem};

/// How long one works, and how long a break lasts, in minutes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rhythm {
    pub(super) after: i64,
    pub(super) lasts: i64,
}

/// What a break is called in reasons.
const LABEL: &str = "a break";

/// Time that is taken.
struct Taken {
    start: i64,
    end: i64,
    of: Of,
}

enum Of {
    /// A task, with its shortest block if it may be split.
    Task(Option<i64>),
    Fixed,
    Rest,
}

/// The breaks that a plan lacks, as fixed time around which it can be made anew. What follows a break is thought to move
/// along with it, up to the next gap.
pub(super) fn missing(problem: &Problem, plan: &Plan, Rhythm { after, lasts }: Rhythm) -> Vec<Fixed> {
    let mut breaks = Vec::new();
    if after <= 0 || lasts <= 0 {
        return breaks;
    }
    let mut put = |start: i64| {
        breaks.push(Fixed { start, end: start + lasts, label: Some(LABEL.into()), rest: true });
        start + lasts
    };
    // Up to where time is taken, and since when one works without a break.
    let (mut at, mut since) = (i64::MIN / 4, i64::MIN / 4);
    for taken in in_order(problem, plan) {
        let chunk = match taken.of {
            Of::Task(chunk) => chunk,
            Of::Fixed => {
                since = if taken.start - at >= lasts { taken.start } else { since };
                at = at.max(taken.end);
                continue;
            }
            Of::Rest => {
                (since, at) = (taken.end, at.max(taken.end));
                continue;
            }
        };
        let (mut start, mut left) = (taken.start.max(at), taken.end - taken.start);
        if start - at >= lasts {
            since = start;
        }
        let part = |start: i64, since: i64, left: i64| {
            let part = since + after - start;
            chunk.filter(|chunk| part >= *chunk && left - part >= *chunk).map(|_| part)
        };
        let (before, behind) = (start - since, start + left - since);
        // Where the end of neither falls on the minute, the break goes to the nearer one.
        let nearer = before > 0 && behind > after && after - before <= behind - after;
        if before >= after || (nearer && part(start, since, left).is_none()) {
            start = start.max(put(at));
            since = start;
        }
        while start + left - since > after
            && let Some(part) = part(start, since, left)
        {
            left -= part;
            start = put(start + part);
            since = start;
        }
        at = start + left;
    }
    breaks
}

fn in_order(problem: &Problem, plan: &Plan) -> Vec<Taken> {
    let chunk = |id: &str| problem.tasks.iter().find(|task| task.id == id).and_then(|task| task.chunk);
    let tasks = plan.blocks.iter().map(|block| (block.start, block.end, Of::Task(chunk(&block.task))));
    let fixed =
        problem.fixed.iter().map(|fixed| (fixed.start, fixed.end, if fixed.rest { Of::Rest } else { Of::Fixed }));
    let mut all: Vec<Taken> = tasks.chain(fixed).map(|(start, end, of)| Taken { start, end, of }).collect();
    all.sort_by_key(|taken| (taken.start, taken.end));
    all
}

#[cfg(test)]
mod tests {
    use super::{Rhythm, missing};
    use crate::planning::optimiser::{Fixed, Problem, Task, Window, solve};

    const RHYTHM: Rhythm = Rhythm { after: 90, lasts: 10 };

    fn task(id: &str, duration: i64) -> Task {
        let chunk = (duration >= 90).then_some(45);
        Task { id: id.into(), duration, weight: 1, prefer_cost: 1, chunk, ..Task::default() }
    }

    /// Where the breaks of a day from nine to five are, in minutes from nine.
    fn breaks(durations: &[i64], fixed: &[(i64, i64, bool)]) -> Vec<i64> {
        let problem = Problem {
            windows: vec![Window { start: 0, end: 480, label: None, energy: None }],
            fixed: fixed
                .iter()
                .map(|(start, end, rest)| Fixed { start: *start, end: *end, label: None, rest: *rest })
                .collect(),
            tasks: durations.iter().enumerate().map(|(n, minutes)| task(&n.to_string(), *minutes)).collect(),
            energy_cost: 1,
            ..Problem::default()
        };
        let plan = solve(&problem).unwrap_or_default();
        assert_eq!(plan.unplanned, Vec::new(), "the example fits");
        missing(&problem, &plan, RHYTHM).iter().map(|rest| rest.start).collect()
    }

    #[test]
    fn a_break_stands_where_a_block_ends_and_moves_the_rest_along() {
        assert_eq!(breaks(&[45, 45, 45, 45], &[]), [90], "none after the last");
        assert_eq!(breaks(&[30, 30, 30, 30, 30, 30, 30], &[]), [90, 190]);
        assert_eq!(breaks(&[60, 60, 60], &[]), [60, 130], "60 minutes are nearer to 90 than 120");
        assert_eq!(breaks(&[80], &[]), Vec::<i64>::new());
    }

    #[test]
    fn a_block_is_cut_only_where_its_task_may_be() {
        assert_eq!(breaks(&[200], &[]), [90]);
        assert_eq!(breaks(&[300], &[]), [90, 190], "the last 120 minutes have no part of 45 to spare");
    }

    #[test]
    fn gaps_and_breaks_that_there_are_count() {
        assert_eq!(breaks(&[45, 45, 45], &[(90, 100, true)]), Vec::<i64>::new());
        assert_eq!(breaks(&[60, 60], &[(60, 120, false)]), [120], "a meeting is work");
        assert_eq!(breaks(&[80, 80], &[(85, 95, true)]), Vec::<i64>::new());
    }
}
