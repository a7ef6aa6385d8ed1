//! Ranks, and how much ties weigh.

/// The rank of each value from 1; equal values share the mean of their ranks.
pub(in crate::metrics) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0.0;
    for group in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let size = group.len() as f64;
        for at in group {
            ranks[*at] = before + (size + 1.0) / 2.0;
        }
        before += size;
    }
    ranks
}

/// The sum of t (t − 1) (2 t + 5) over groups of t equal values: what ties take from the variance of Kendall's S.
pub(in crate::metrics) fn ties(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let weigh = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    sorted.chunk_by(|a, b| a == b).map(|group| weigh(group.len() as f64)).sum()
}
