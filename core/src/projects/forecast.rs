//! When something ends, going by its own past: a Monte-Carlo simulation that draws weeks of the past at random (a
//! bootstrap), always with the same seed, so that the same rows give the same answer.

use crate::types::Day;

/// How many futures are tried.
const RUNS: usize = 1_000;

/// A future that takes longer than ten years has no end.
const LONGEST: usize = 520;

const SEED: u64 = 0x00a1_a11a_c000;

/// The futures that were tried.
#[derive(Debug, Clone)]
pub struct Futures {
    /// Weeks until the end, the shortest first; infinite where there was none.
    weeks: Vec<f64>,
}

impl Futures {
    /// Draws from the weeks of the past until the remaining amount is done.
    pub fn of(remaining: f64, past: &[f64]) -> Self {
        let mut random = fastrand::Rng::with_seed(SEED);
        let hopeless = past.iter().sum::<f64>() <= 0.0;
        let mut weeks: Vec<f64> = (0..RUNS)
            .map(|_| if hopeless && remaining > 0.0 { f64::INFINITY } else { run(&mut random, remaining, past) })
            .collect();
        weeks.sort_by(f64::total_cmp);
        Self { weeks }
    }

    /// The day before which so many of a hundred futures have ended; nothing when too many have no end.
    pub fn day(&self, percent: usize, today: Day) -> Option<Day> {
        let index = (self.weeks.len() * percent / 100).min(self.weeks.len().checked_sub(1)?);
        let weeks = self.weeks[index];
        weeks.is_finite().then(|| today.plus((weeks * 7.0).ceil() as i64))
    }
}

/// One future: weeks until the end, by parts of the last week.
fn run(random: &mut fastrand::Rng, remaining: f64, past: &[f64]) -> f64 {
    let mut left = remaining;
    for week in 0..LONGEST {
        if left <= 0.0 {
            return week as f64;
        }
        let done = past[random.usize(..past.len())];
        if done >= left {
            return week as f64 + left / done;
        }
        left -= done;
    }
    f64::INFINITY
}

/// For each of the weeks to come the amount that 10, 50 and 90 of a hundred futures stay below.
pub fn band(past: &[f64], weeks: usize) -> Vec<[f64; 3]> {
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut sums = vec![0.0; RUNS];
    (0..weeks)
        .map(|_| {
            for sum in &mut sums {
                *sum += past[random.usize(..past.len())];
            }
            let mut sorted = sums.clone();
            sorted.sort_by(f64::total_cmp);
            [10, 50, 90].map(|percent| sorted[(RUNS * percent / 100).min(RUNS - 1)])
        })
        .collect()
}
