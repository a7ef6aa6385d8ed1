//! The numbers are those of scipy and pymannkendall (`cases.json` says which versions and how), or follow from the
//! definition.

use serde::Deserialize;

use super::{anomalies, clean, mann_kendall, median, ranks, spearman, theil_sen};

#[derive(Deserialize)]
struct Cases {
    series: Vec<Series>,
    pairs: Vec<Pairs>,
    rates: Rates,
}

#[derive(Deserialize)]
struct Series {
    name: String,
    x: Vec<f64>,
    y: Vec<f64>,
    slope: f64,
    low: f64,
    high: f64,
    s: f64,
    variance: f64,
    tau: f64,
    z: f64,
    p: f64,
    hamed_rao_variance: Option<f64>,
    hamed_rao_p: Option<f64>,
}

#[derive(Deserialize)]
struct Pairs {
    x: Vec<f64>,
    y: Vec<f64>,
    rho: f64,
    p: f64,
}

#[derive(Deserialize)]
struct Rates {
    p: Vec<f64>,
    q: Vec<f64>,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("cases.json")).unwrap()
}

fn near(found: f64, expected: f64, what: &str) {
    let close = (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
    assert!(close, "{what}: {found} is not {expected}");
}

#[test]
fn slopes_and_their_intervals_are_those_of_scipy() {
    for case in cases().series {
        let line = theil_sen::line(&case.x, &case.y, 1.0).unwrap();
        near(line.slope, case.slope, &format!("{}, slope", case.name));
        near(line.low, case.low, &format!("{}, low", case.name));
        near(line.high, case.high, &format!("{}, high", case.name));
    }
}

#[test]
fn the_trend_test_is_that_of_pymannkendall() {
    for case in cases().series {
        let test = mann_kendall::test(&case.y);
        for (found, expected, what) in [
            (test.s, case.s, "S"),
            (test.variance, case.variance, "variance"),
            (test.tau, case.tau, "tau"),
            (test.z, case.z, "z"),
            (test.p, case.p, "p"),
        ] {
            near(found, expected, &format!("{}, {what}", case.name));
        }
    }
}

#[test]
fn likeness_of_neighbours_counts_as_hamed_and_rao_say() {
    let mut seen = 0;
    for case in cases().series {
        let (Some(variance), Some(p)) = (case.hamed_rao_variance, case.hamed_rao_p) else { continue };
        let steps: Vec<f64> = (0..case.y.len()).map(|at| at as f64).collect();
        let slope = theil_sen::line(&steps, &case.y, 1.0).unwrap().slope;
        let test = mann_kendall::test(&case.y).judged(mann_kendall::inflation(&case.y, slope));
        near(test.variance, variance, &format!("{}, variance", case.name));
        near(test.p, p, &format!("{}, p", case.name));
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn rank_correlations_and_discovery_rates_are_those_of_scipy() {
    let cases = cases();
    for case in cases.pairs {
        let rho = spearman::rho(&case.x, &case.y).unwrap();
        near(rho, case.rho, "rho");
        near(spearman::p(rho, case.x.len() as f64 - 2.0), case.p, "p");
    }
    for (found, expected) in spearman::discovery_rates(&cases.rates.p).into_iter().zip(cases.rates.q) {
        near(found, expected, "q");
    }
}

#[test]
fn ranks_share_ties() {
    assert_eq!(ranks::ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    assert_eq!(ranks::ranks(&[]), [0.0; 0]);
    assert_eq!((median(&mut [3.0, 1.0, 2.0]), median(&mut [4.0, 1.0, 2.0, 3.0]), median(&mut [])), (2.0, 2.5, 0.0));
    assert_eq!(spearman::rho(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), None);
}

#[test]
fn one_wild_day_stands_out_and_a_usual_sunday_does_not() {
    let weight = |day: i64| 70.0 + [0.0, 0.2, -0.1, 0.1, -0.2][day as usize % 5];
    let mut days: Vec<(i64, f64)> = (0..40).map(|day| (day, weight(day))).collect();
    assert!(anomalies::outliers(&days, 0.1).is_empty());
    days[30].1 = 75.0;
    let found = anomalies::outliers(&days, 0.1);
    assert_eq!(found.iter().map(|one| one.at).collect::<Vec<_>>(), [30]);
    assert!((found[0].expected - 70.0).abs() < 0.3 && found[0].z > 10.0);
    // Steps: ten thousand on Sundays, about five on other days.
    let steps = |day: i64| if day % 7 == 6 { 10_000.0 } else { 5_000.0 } + (day * 37 % 11) as f64 * 20.0;
    let weeks: Vec<(i64, f64)> = (0..70).map(|day| (day, steps(day))).collect();
    assert!(anomalies::outliers(&weeks, 1.0).is_empty());
    // A series that never moved has a measure all the same: its grain.
    let mut still: Vec<(i64, f64)> = (0..20).map(|day| (day, 70.0)).collect();
    still[18].1 = 70.1;
    assert!(anomalies::outliers(&still, 0.1).is_empty());
    still[18].1 = 90.0;
    assert_eq!(anomalies::outliers(&still, 0.1).len(), 1);
}

#[test]
fn nothing_is_left_of_a_straight_line_or_of_nothing() {
    let line: Vec<(i64, f64)> = (0..30).map(|day| (day, 2.0 * day as f64 + 1.0)).collect();
    assert_eq!(clean::surprises(&line), None);
    assert_eq!(clean::surprises(&line[..13]), None);
    assert_eq!(theil_sen::line(&[1.0], &[1.0], 1.0), None);
}
