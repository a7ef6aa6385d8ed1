//! Urgency along dependencies: a blocker is at least as urgent as the most urgent task that waits for it, and so on
//! down the chain.

use std::collections::HashMap;

/// What a task ends up with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lifted {
    pub(super) urgency: f64,
    /// The task whose own urgency it is.
    pub(super) from: i64,
    /// The longest chain of tasks that wait for it, so that of two equals the blocker comes first.
    pub(super) height: u32,
}

/// The urgency of every task of a graph of `(task, blocker)`, given their own. Each edge is walked once. Circles are
/// refused when they are made; if there were one, its tasks would keep their own.
pub(super) fn inherit(own: &HashMap<i64, f64>, edges: &[(i64, i64)]) -> HashMap<i64, Lifted> {
    let mut lifted: HashMap<i64, Lifted> =
        own.iter().map(|(id, urgency)| (*id, Lifted { urgency: *urgency, from: *id, height: 0 })).collect();
    let mut blockers: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut waiting: HashMap<i64, usize> = HashMap::new();
    for (task, blocker) in edges {
        blockers.entry(*task).or_default().push(*blocker);
        *waiting.entry(*blocker).or_default() += 1;
    }
    let mut settled: Vec<i64> = own.keys().copied().filter(|id| !waiting.contains_key(id)).collect();
    while let Some(task) = settled.pop() {
        let Some(Lifted { urgency, from, height }) = lifted.get(&task).copied() else { continue };
        for blocker in blockers.get(&task).into_iter().flatten() {
            if let Some(above) = lifted.get_mut(blocker) {
                above.height = above.height.max(height + 1);
                if urgency > above.urgency {
                    (above.urgency, above.from) = (urgency, from);
                }
            }
            if let Some(left) = waiting.get_mut(blocker) {
                *left -= 1;
                if *left == 0 {
                    settled.push(*blocker);
                }
            }
        }
    }
    lifted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_circle_ends() {
        let own = HashMap::from([(1, 1.0), (2, 2.0), (3, 9.0)]);
        let lifted = inherit(&own, &[(1, 2), (2, 1), (3, 1)]);
        assert_eq!(lifted[&3].urgency, 9.0);
    }

    proptest! {
        #[test]
        fn a_blocker_is_at_least_as_urgent(
            own in prop::collection::vec(-20.0..40.0f64, 2..40),
            pairs in prop::collection::vec((0usize..40, 0usize..40), 0..120),
        ) {
            let count = own.len();
            let own: HashMap<i64, f64> = own.into_iter().enumerate().map(|(id, own)| (id as i64, own)).collect();
            // From the smaller to the greater there is no circle.
            let edges: Vec<(i64, i64)> = pairs
                .into_iter()
                .map(|(a, b)| (a % count, b % count))
                .filter(|(a, b)| a != b)
                .map(|(a, b)| (a.min(b) as i64, a.max(b) as i64))
                .collect();
            let lifted = inherit(&own, &edges);
            for (task, blocker) in &edges {
                prop_assert!(lifted[blocker].urgency >= lifted[task].urgency);
                prop_assert!(lifted[blocker].height > lifted[task].height);
            }
            for (id, one) in &lifted {
                prop_assert!(one.urgency >= own[id]);
                prop_assert_eq!(one.urgency, own[&one.from], "it is somebody's own");
            }
        }
    }
}
