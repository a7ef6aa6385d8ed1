//! The slope of Theil and Sen: the median of the slopes between all pairs of points.

use statrs::distribution::{ContinuousCDF, Normal};

use super::median;
use super::ranks::ties;

/// A robust line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::metrics) struct Line {
    pub(in crate::metrics) slope: f64,
    /// The 95 % interval of the slope.
    pub(in crate::metrics) low: f64,
    pub(in crate::metrics) high: f64,
    /// The line goes through here: the medians of both axes.
    pub(in crate::metrics) x: f64,
    pub(in crate::metrics) y: f64,
}

impl Line {
    /// Its height at a place.
    pub(in crate::metrics) fn at(&self, x: f64) -> f64 {
        self.y + self.slope * (x - self.x)
    }

    /// The same with the slope's interval.
    pub(in crate::metrics) fn between(&self, x: f64) -> (f64, f64) {
        let (a, b) = (self.y + self.low * (x - self.x), self.y + self.high * (x - self.x));
        (a.min(b), a.max(b))
    }
}

/// The line through points with increasing `x`; its interval as in P. K. Sen, "Estimates of the regression coefficient
/// based on Kendall's tau" (1968), equation 2.6. `inflation` is how many times greater autocorrelation makes the
/// variance (1 if the points are independent). None of fewer than two points.
pub(in crate::metrics) fn line(x: &[f64], y: &[f64], inflation: f64) -> Option<Line> {
    let n = y.len();
    if n < 2 || x.len() != n {
        return None;
    }
    let mut slopes = Vec::with_capacity(n * (n - 1) / 2);
    for j in 1..n {
        for i in 0..j {
            if x[j] > x[i] {
                slopes.push((y[j] - y[i]) / (x[j] - x[i]));
            }
        }
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let count = slopes.len();
    if count == 0 {
        return None;
    }
    let z = Normal::standard().inverse_cdf(0.025);
    let size = n as f64;
    let variance = (size * (size - 1.0) * (2.0 * size + 5.0) - ties(x) - ties(y)) / 18.0 * inflation.max(0.0);
    let half = z * variance.sqrt();
    let upper = ((count as f64 - half) / 2.0).round_ties_even() as usize;
    let lower = (((count as f64 + half) / 2.0).round_ties_even() as usize).saturating_sub(1);
    let slope =
        if count % 2 == 1 { slopes[count / 2] } else { f64::midpoint(slopes[count / 2 - 1], slopes[count / 2]) };
    Some(Line {
        slope,
        low: slopes[lower.min(count - 1)],
        high: slopes[upper.min(count - 1)],
        x: median(&mut x.to_vec()),
        y: median(&mut y.to_vec()),
    })
}
