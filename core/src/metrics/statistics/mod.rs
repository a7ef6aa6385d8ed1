//! Statistics that say little rather than too much: by ranks and medians, so that one wild value moves nothing, and
//! with autocorrelation taken into account, because days that follow each other are alike.

pub(super) mod anomalies;
pub(super) mod clean;
pub(super) mod mann_kendall;
pub(super) mod ranks;
pub(super) mod spearman;
pub(super) mod theil_sen;

#[cfg(test)]
mod tests;

/// Fewer points than this say nothing.
pub(super) const FEWEST: usize = 14;

/// The middle of the values, of an even number the mean of the middle two; 0 of none. Reorders them.
pub(super) fn median(values: &mut [f64]) -> f64 {
    let n = values.len();
    if n == 0 {
        return 0.0;
    }
    let (below, middle, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
    let middle = *middle;
    if n % 2 == 1 {
        return middle;
    }
    let before = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    f64::midpoint(before, middle)
}

/// The arithmetic mean; 0 of none.
pub(super) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}
