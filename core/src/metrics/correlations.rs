//! Which metrics move together, up to three days apart: by ranks, of what is left when trend, week and likeness of
//! neighbouring days are taken out, and only where few of what is told will be chance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::statistics::clean::{Surprises, surprises};
use super::statistics::{FEWEST, spearman};
use super::{Metric, MetricId, days, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::require;

/// One may follow the other by so many days.
const LAGS: i64 = 3;
/// Of what is told at most this share is chance (Benjamini and Hochberg).
const RATE: f64 = 0.05;
/// So many days are looked at unless said.
const YEAR: u32 = 365;
/// Most that can be asked for.
const MOST: u32 = 730;

/// Which correlations.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CorrelationQuery {
    /// Only those of this metric. They are judged among all, so asking for one makes none more likely.
    pub metric: Option<MetricId>,
    /// So many days up to today, 365 unless said, 730 at most.
    pub days: Option<u32>,
}

/// Two metrics that move together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricCorrelation {
    /// The one that goes first.
    pub leads: MetricId,
    pub leads_name: String,
    pub follows: MetricId,
    pub follows_name: String,
    /// How many days later, 0 to 3.
    pub lag: u32,
    /// Spearman's, -1 to 1, of what is left without trend and week.
    pub rho: f64,
    /// Its 95 % interval.
    pub low: f64,
    pub high: f64,
    /// Pairs of days.
    pub n: usize,
    pub p: f64,
    /// The share of chance findings among those told if this is the last one told.
    pub q: f64,
    pub sentence: String,
}

/// What was looked at, and what is told of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricCorrelations {
    /// The surest first.
    pub found: Vec<MetricCorrelation>,
    /// Pairs of metrics with at least 14 pairs of days.
    pub compared: usize,
    /// Pairs of metrics with fewer, of which nothing is said.
    pub too_few: usize,
}

struct Tested {
    first: usize,
    then: usize,
    lag: i64,
    rho: f64,
    worth: f64,
    n: usize,
    p: f64,
}

/// Compares every pair of metrics that are not archived.
pub(super) fn correlations(tx: &ReadTx<'_>, query: &CorrelationQuery) -> Result<MetricCorrelations> {
    let range = query.days.unwrap_or(YEAR);
    require!((1..=MOST).contains(&range), "correlations are looked for in 1 to {MOST} days, not {range}");
    if let Some(id) = query.metric {
        store::get(tx, id)?;
    }
    let today = tx.today()?;
    let metrics: Vec<Metric> = store::all(tx)?.into_iter().filter(|metric| !metric.archived).collect();
    let mut series = Vec::new();
    for metric in &metrics {
        let days = days::between(tx, metric, days::before(today, range - 1), today)?;
        series.push(surprises(&days::numbered(&days)));
    }
    let (tested, compared, too_few) = compare(&series);
    let mut found: Vec<MetricCorrelation> =
        believed(tested).into_iter().map(|(one, q)| told(&metrics, &one, q)).collect();
    found.retain(|one| query.metric.is_none_or(|id| one.leads == id || one.follows == id));
    Ok(MetricCorrelations { found, compared, too_few })
}

/// Every pair at every lag with pairs of days enough.
fn compare(series: &[Option<Surprises>]) -> (Vec<Tested>, usize, usize) {
    let (mut tested, mut compared, mut too_few) = (Vec::new(), 0, 0);
    for (a, one) in series.iter().enumerate() {
        for (b, other) in series.iter().enumerate().skip(a + 1) {
            let before = tested.len();
            if let (Some(one), Some(other)) = (one, other) {
                tested.extend((0..=LAGS).filter_map(|lag| test(a, b, one, other, lag)));
                tested.extend((1..=LAGS).filter_map(|lag| test(b, a, other, one, lag)));
            }
            if tested.len() > before { compared += 1 } else { too_few += 1 }
        }
    }
    (tested, compared, too_few)
}

fn test(first: usize, then: usize, a: &Surprises, b: &Surprises, lag: i64) -> Option<Tested> {
    let (mut x, mut y) = (Vec::new(), Vec::new());
    let mut later = b.days.iter().peekable();
    for (day, value) in &a.days {
        while later.next_if(|(at, _)| *at < day + lag).is_some() {}
        if let Some((_, other)) = later.next_if(|(at, _)| *at == day + lag) {
            x.push(*value);
            y.push(*other);
        }
    }
    if x.len() < FEWEST {
        return None;
    }
    let rho = spearman::rho(&x, &y)?;
    let worth = spearman::worth(&x, &y);
    let freedom = worth - 2.0 - a.fitted.max(b.fitted) as f64;
    let p = if freedom >= 2.0 { spearman::p(rho, freedom) } else { 1.0 };
    Some(Tested { first, then, lag, rho, worth, n: x.len(), p })
}

/// Those that may be told, the surest lag of each pair, with the rate at which they may.
fn believed(tested: Vec<Tested>) -> Vec<(Tested, f64)> {
    let rates = spearman::discovery_rates(&tested.iter().map(|one| one.p).collect::<Vec<_>>());
    let mut found: Vec<(Tested, f64)> = tested.into_iter().zip(rates).filter(|(_, q)| *q <= RATE).collect();
    found.sort_by(|(a, _), (b, _)| a.p.total_cmp(&b.p).then(b.rho.abs().total_cmp(&a.rho.abs())));
    let mut pairs = Vec::new();
    found.retain(|(one, _)| {
        let pair = (one.first.min(one.then), one.first.max(one.then));
        let fresh = !pairs.contains(&pair);
        pairs.push(pair);
        fresh
    });
    found
}

fn told(metrics: &[Metric], one: &Tested, q: f64) -> MetricCorrelation {
    let (first, then) = (&metrics[one.first], &metrics[one.then]);
    // Fieller, Hartley and Pearson, "Tests for rank correlation coefficients" (1957).
    let wide = 1.96 * (1.06 / (one.worth - 3.0).max(1.0)).sqrt();
    let middle = one.rho.clamp(-0.999_999, 0.999_999).atanh();
    let way = if one.rho > 0.0 { "higher" } else { "lower" };
    let (first_name, then_name) = (&first.name, &then.name);
    let together = match one.lag {
        0 => format!("On days when {first_name} is higher than expected, {then_name} tends to be {way}"),
        1 => format!("A day after {first_name} is higher than expected, {then_name} tends to be {way}"),
        days => format!("{days} days after {first_name} is higher than expected, {then_name} tends to be {way}"),
    };
    MetricCorrelation {
        leads: first.id,
        leads_name: first.name.clone(),
        follows: then.id,
        follows_name: then.name.clone(),
        lag: u32::try_from(one.lag).unwrap_or(0),
        rho: one.rho,
        low: (middle - wide).tanh(),
        high: (middle + wide).tanh(),
        n: one.n,
        p: one.p,
        q,
        sentence: format!("{together} (rank correlation {:.2}, n = {}). Not causal.", one.rho, one.n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A series of so many days, all of them with a value.
    fn daily(values: impl IntoIterator<Item = f64>) -> Vec<(i64, f64)> {
        values.into_iter().enumerate().map(|(day, value)| (day as i64, value)).collect()
    }

    fn normal(dice: &mut fastrand::Rng) -> f64 {
        // Box and Muller.
        (-2.0 * (1.0 - dice.f64()).ln()).sqrt() * (std::f64::consts::TAU * dice.f64()).cos()
    }

    /// Noise in which so much of a day is left on the next, with a slope and a weekend.
    fn noise(dice: &mut fastrand::Rng, n: usize, memory: f64, slope: f64, weekend: f64) -> Vec<(i64, f64)> {
        let mut last = 0.0;
        let warm = 50;
        let values = (0..n + warm).map(|day| {
            last = memory * last + normal(dice);
            let rests = weekend * f64::from(u8::from(day % 7 >= 5));
            last + slope * day as f64 + rests
        });
        daily(values.skip(warm).collect::<Vec<_>>())
    }

    fn told_of(series: &[Vec<(i64, f64)>]) -> Vec<(Tested, f64)> {
        let series: Vec<_> = series.iter().map(|days| surprises(days)).collect();
        believed(compare(&series).0)
    }

    /// In how many of the runs something is told of series that have nothing to do with each other.
    fn false_runs(memory: f64, slope: f64, weekend: f64) -> (usize, usize) {
        let runs = std::env::var("ALMANAC_NOISE_RUNS").ok().and_then(|text| text.parse().ok()).unwrap_or(40);
        let told = (0..runs).filter(|run| {
            let mut dice = fastrand::Rng::with_seed(*run as u64);
            let n = [30, 60, 120][run % 3];
            let series: Vec<_> = (0..5).map(|_| noise(&mut dice, n, memory, slope, weekend)).collect();
            !told_of(&series).is_empty()
        });
        (told.count(), runs)
    }

    #[test]
    fn noise_is_told_as_noise_in_nineteen_of_twenty_runs() {
        for (memory, slope, weekend) in [
            (0.0, 0.0, 0.0),
            (0.5, 0.0, 0.0),
            (0.9, 0.0, 0.0),
            (1.0, 0.0, 0.0),
            (0.0, 0.2, 0.0),
            (0.7, 0.1, 0.0),
            (0.3, 0.0, 2.0),
        ] {
            let (told, runs) = false_runs(memory, slope, weekend);
            println!("memory {memory}, slope {slope}, weekend {weekend}: {told} of {runs}");
            assert!(told * 20 <= runs, "memory {memory}, slope {slope}, weekend {weekend}: {told} of {runs} runs");
        }
    }

    #[test]
    fn what_follows_a_day_later_is_found_as_that() {
        let mut dice = fastrand::Rng::with_seed(7);
        let sleep = noise(&mut dice, 90, 0.4, 0.0, 0.0);
        let mood =
            daily((0..90).map(|day| if day == 0 { 0.0 } else { 0.8 * sleep[day - 1].1 + 0.5 * normal(&mut dice) }));
        let other = noise(&mut dice, 90, 0.4, 0.1, 0.0);
        let found = told_of(&[sleep, mood, other]);
        let [(one, q)] = found.as_slice() else { panic!("{} found", found.len()) };
        assert_eq!((one.first, one.then, one.lag), (0, 1, 1));
        assert!(one.rho > 0.5 && *q < 0.01);
    }

    #[test]
    fn thirteen_pairs_of_days_say_nothing() {
        // Fourteen days have thirteen surprises.
        let same: Vec<f64> = (0..14).map(|day| f64::from(day * day % 11)).collect();
        assert!(told_of(&[daily(same.clone()), daily(same)]).is_empty());
        let gaps = |shift: i64| (0..40).map(|day| (2 * day + shift, f64::from(day as u8 % 7))).collect::<Vec<_>>();
        let (tested, ..) = compare(&[surprises(&gaps(0)), surprises(&gaps(1))]);
        assert!(tested.iter().all(|one| one.lag % 2 == 1), "days that never meet are not compared");
    }
}
