//! Correlation of ranks, and which of many correlations to believe.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::ranks::ranks;

/// Correlations of the residuals at these distances are what makes neighbouring pairs count for less.
const LAGS: usize = 5;

/// Spearman's rho of pairs; none where one side never changes.
pub(in crate::metrics) fn rho(a: &[f64], b: &[f64]) -> Option<f64> {
    pearson(&ranks(a), &ranks(b))
}

fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    let (a, b) = (about_mean(a), about_mean(b));
    let (aa, bb) = (dot(&a, &a), dot(&b, &b));
    (aa > 0.0 && bb > 0.0).then(|| (dot(&a, &b) / (aa * bb).sqrt()).clamp(-1.0, 1.0))
}

fn about_mean(values: &[f64]) -> Vec<f64> {
    let mean = super::mean(values);
    values.iter().map(|value| value - mean).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// How likely a rho this far from zero is by chance, two-sided, from Student's t.
pub(in crate::metrics) fn p(rho: f64, freedom: f64) -> f64 {
    if rho.abs() >= 1.0 {
        return 0.0;
    }
    let t = rho * (freedom / (1.0 - rho * rho)).sqrt();
    StudentsT::new(0.0, 1.0, freedom).map_or(1.0, |student| (2.0 * student.sf(t.abs())).min(1.0))
}

/// How many independent pairs these are worth, at most as many as there are: Bartlett's formula over the first
/// lags, of products that are positive only.
pub(in crate::metrics) fn worth(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (about_mean(&ranks(a)), about_mean(&ranks(b)));
    let (aa, bb, n) = (dot(&a, &a), dot(&b, &b), a.len() as f64);
    if aa == 0.0 || bb == 0.0 {
        return n;
    }
    let products = (1..=LAGS.min(a.len().saturating_sub(1))).map(|lag| {
        let together = dot(&a, &a[lag..]) / aa * (dot(&b, &b[lag..]) / bb);
        together.max(0.0) * (1.0 - lag as f64 / n)
    });
    n / (1.0 + 2.0 * products.sum::<f64>())
}

/// The smallest share of false findings at which each is believed: Benjamini and Hochberg, "Controlling the false
/// discovery rate" (1995).
pub(in crate::metrics) fn discovery_rates(ps: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..ps.len()).collect();
    order.sort_unstable_by(|a, b| ps[*b].total_cmp(&ps[*a]));
    let mut rates = vec![1.0; ps.len()];
    let mut least = 1.0_f64;
    for (above, at) in order.into_iter().enumerate() {
        least = least.min(ps[at] * ps.len() as f64 / (ps.len() - above) as f64);
        rates[at] = least;
    }
    rates
}
