//! Days that stand out from the days before them.

use super::clean::weekdays;
use super::{FEWEST, mean, median};

/// A day is compared with so many values before it.
const WINDOW: usize = 28;
/// From here on it stands out: Iglewicz and Hoaglin, "How to detect and handle outliers" (1993).
const FAR: f64 = 3.5;

/// A day that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::metrics) struct Outlier {
    /// Which of the values.
    pub(in crate::metrics) at: usize,
    /// What the days before it let expect.
    pub(in crate::metrics) expected: f64,
    /// Robust distance in standard deviations.
    pub(in crate::metrics) z: f64,
}

/// The values that lie far from the median of those before them, measured by their median deviation. `grain` is the
/// smallest difference that the values can show. Where there are weeks enough, each day is compared as a day of its
/// week.
pub(in crate::metrics) fn outliers(days: &[(i64, f64)], grain: f64) -> Vec<Outlier> {
    let mut values: Vec<f64> = days.iter().map(|(_, value)| *value).collect();
    let middle = median(&mut values);
    let week = weekdays(days).map(|week| week.map(|usual| usual - middle));
    let shift = |day: i64| week.map_or(0.0, |week| week[day.rem_euclid(7) as usize]);
    let flat: Vec<f64> = days.iter().map(|(day, value)| value - shift(*day)).collect();
    let mut found = Vec::new();
    for (at, (day, _)) in days.iter().enumerate().skip(FEWEST) {
        let window = &flat[at.saturating_sub(WINDOW)..at];
        let usual = median(&mut window.to_vec());
        let mut off: Vec<f64> = window.iter().map(|value| (value - usual).abs()).collect();
        let by_mean = mean(&off) * 1.253_314;
        let by_median = median(&mut off) * 1.482_602;
        let scale = if by_median > 0.0 { by_median } else { by_mean };
        let z = (flat[at] - usual) / scale.max(grain / 2.0);
        if z.abs() > FAR {
            found.push(Outlier { at, expected: usual + shift(*day), z });
        }
    }
    found
}
