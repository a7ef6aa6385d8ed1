//! What is left of a series without what any two series may share by chance: its trend, its week, and the likeness of
//! a day to the day before. Two series that both rise, or both rest on Sundays, are not related for that.

use super::{FEWEST, mean, median, theil_sen};

/// So many days are needed before the week is looked at.
const WEEKS: usize = 21;
/// Each weekday has at least so many values then.
const OF_EACH: usize = 3;
/// After so many days without a value a day owes nothing to the last.
const GAP: i64 = 7;

/// The surprises of a series: by how much each day differs from what the days before it let expect.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::metrics) struct Surprises {
    /// Day numbers, increasing, and what was unexpected on them.
    pub(in crate::metrics) days: Vec<(i64, f64)>,
    /// How many numbers were fitted to get there.
    pub(in crate::metrics) fitted: usize,
}

/// The surprises of values on numbered days, increasing. None of fewer than fourteen, or where nothing ever changes.
pub(in crate::metrics) fn surprises(days: &[(i64, f64)]) -> Option<Surprises> {
    if days.len() < FEWEST {
        return None;
    }
    let x: Vec<f64> = days.iter().map(|(day, _)| *day as f64).collect();
    let mut y: Vec<f64> = days.iter().map(|(_, value)| *value).collect();
    let line = theil_sen::line(&x, &y, 1.0)?;
    let size = y.iter().fold(0.0_f64, |size, y| size.max(y.abs()));
    for (x, y) in x.iter().zip(&mut y) {
        *y -= line.at(*x);
        // What rounding leaves of a straight line is nothing.
        if y.abs() < 1e-9 * size {
            *y = 0.0;
        }
    }
    let middle = mean(&y);
    y.iter_mut().for_each(|y| *y -= middle);
    let memory = memory(days, &y)?;
    let left = days.windows(2).zip(y.windows(2)).map(|(day, y)| {
        let gap = day[1].0 - day[0].0;
        let kept = if gap > GAP { 0.0 } else { memory.powi(gap as i32) };
        (day[1].0, y[1] - kept * y[0])
    });
    let mut left: Vec<(i64, f64)> = left.collect();
    // The week goes last: what a wandering series does on seven days is no week.
    let mut fitted = 2;
    if let Some(week) = weekdays(&left) {
        for (day, y) in &mut left {
            *y -= week[day.rem_euclid(7) as usize];
        }
        fitted += 6;
    }
    Some(Surprises { days: left, fitted })
}

/// How much of a day is left on the next one, from days that follow each other. An estimate from few days is too
/// small, by about (2 + 4 r) / n where a trend was taken out; that is put right.
fn memory(days: &[(i64, f64)], y: &[f64]) -> Option<f64> {
    let whole: f64 = mean(&y.iter().map(|y| y * y).collect::<Vec<_>>());
    if whole <= 0.0 {
        return None;
    }
    let pairs = days.windows(2).zip(y.windows(2)).filter(|(day, _)| day[1].0 - day[0].0 == 1);
    let products: Vec<f64> = pairs.map(|(_, y)| y[0] * y[1]).collect();
    if products.len() < FEWEST / 2 {
        return Some(0.0);
    }
    let n = products.len() as f64;
    let r = products.iter().sum::<f64>() / n / whole * (n / (n + 1.0));
    Some((r + (2.0 + 4.0 * r) / (n + 1.0)).clamp(-0.95, 1.0))
}

/// The median of each weekday, where there are days enough to tell.
pub(in crate::metrics) fn weekdays(days: &[(i64, f64)]) -> Option<[f64; 7]> {
    if days.len() < WEEKS {
        return None;
    }
    let mut each: [Vec<f64>; 7] = Default::default();
    for (day, y) in days {
        each[day.rem_euclid(7) as usize].push(*y);
    }
    each.iter().all(|values| values.len() >= OF_EACH).then(|| each.map(|mut values| median(&mut values)))
}
