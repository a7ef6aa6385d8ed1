//! Whether a series rises or falls: the test of Mann and Kendall with correction for ties, and the correction of
//! Hamed and Rao for series whose neighbours are alike.

use statrs::distribution::{ContinuousCDF, Normal};

use super::ranks::{ranks, ties};

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::metrics) struct Kendall {
    pub(in crate::metrics) s: f64,
    /// The variance of S if there is no trend.
    pub(in crate::metrics) variance: f64,
    pub(in crate::metrics) tau: f64,
    pub(in crate::metrics) z: f64,
    /// How likely so strong a trend is by chance, two-sided.
    pub(in crate::metrics) p: f64,
}

/// The test of values in the order of time. Kendall, "Rank correlation methods" (1975).
pub(in crate::metrics) fn test(values: &[f64]) -> Kendall {
    let n = values.len() as f64;
    let mut s = 0.0;
    for (at, early) in values.iter().enumerate() {
        for late in &values[at + 1..] {
            s += f64::from(i8::from(late > early) - i8::from(late < early));
        }
    }
    let variance = (n * (n - 1.0) * (2.0 * n + 5.0) - ties(values)) / 18.0;
    Kendall { s, variance, tau: s / (n * (n - 1.0) / 2.0), z: 0.0, p: 1.0 }.judged(1.0)
}

impl Kendall {
    /// The same with a variance that is so many times greater.
    pub(in crate::metrics) fn judged(self, inflation: f64) -> Self {
        let variance = self.variance * inflation;
        let z =
            if variance > 0.0 { (self.s - self.s.signum() * f64::from(self.s != 0.0)) / variance.sqrt() } else { 0.0 };
        Self { variance, z, p: (2.0 * Normal::standard().sf(z.abs())).min(1.0), ..self }
    }
}

/// How many times greater autocorrelation makes the variance of S: Hamed and Rao, "A modified Mann-Kendall trend test
/// for autocorrelated data" (1998), from the ranks of the values without their trend of `slope` a step.
pub(in crate::metrics) fn inflation(values: &[f64], slope: f64) -> f64 {
    let n = values.len() as f64;
    let flat: Vec<f64> = values.iter().enumerate().map(|(at, value)| value - (at as f64 + 1.0) * slope).collect();
    let ranks = ranks(&flat);
    let mean = (n + 1.0) / 2.0;
    let about: Vec<f64> = ranks.iter().map(|rank| rank - mean).collect();
    let whole: f64 = about.iter().map(|one| one * one).sum();
    if whole == 0.0 || n < 3.0 {
        return 1.0;
    }
    let bound = Normal::standard().inverse_cdf(0.975) / n.sqrt();
    let mut sum = 0.0;
    for lag in 1..values.len() {
        let products: f64 = about.iter().zip(&about[lag..]).map(|(a, b)| a * b).sum();
        let correlation = products / whole;
        if correlation.abs() > bound {
            let left = n - lag as f64;
            sum += left * (left - 1.0) * (left - 2.0) * correlation;
        }
    }
    1.0 + 2.0 / (n * (n - 1.0) * (n - 2.0)) * sum
}
