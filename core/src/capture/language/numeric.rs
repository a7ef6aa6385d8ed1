//! Dates in figures: `2026-12-03`, `2026/12/3`, `12/3/2026`, `3.12.2026`, `3-dec-2026`, `12/3`.
//!
//! Between slashes and hyphens the month comes first, between dots the day, as each is mostly written; where
//! only the other order is a date, it is meant.

use jiff::civil::Date;

use super::dates::{Day, Lead};
use super::element::{Found, Need};
use super::lexicon;
use super::token::Line;

/// A date in figures at `at`.
pub(super) fn date(line: &Line, at: usize, lead: Lead) -> Option<Found<Day>> {
    let key = line.key(at);
    let sign = key.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let parts: Vec<&str> = key.splitn(4, sign).collect();
    let (day, need) = match (parts.as_slice(), sign) {
        ([year, month, day], _) if year.len() == 4 => (full(year, month, day)?, Need::Nothing),
        ([day, month, year], '/' | '-') if lexicon::month(month).is_some() => {
            (on(century(year)?, lexicon::month(month)?, part(day)?)?, Need::Room)
        }
        ([first, second, year], '.') if year.len() == 4 => {
            (full(year, second, first).or_else(|| full(year, first, second))?, Need::Room)
        }
        ([first, second, year], '/' | '-') if year.len() == 4 => {
            (full(year, first, second).or_else(|| full(year, second, first))?, Need::Room)
        }
        ([first, second, year], '/' | '-') if year.len() == 2 => {
            let year = century(year)?;
            let (first, second) = (part(first)?, part(second)?);
            let need = if sign == '/' { Need::Room } else { Need::Alone };
            (on(year, first, second).or_else(|| on(year, second, first))?, need)
        }
        // `Read section 3/4`
        ([first, second], '/') => (annual(part(first)?, part(second)?)?, Need::Alone),
        _ => return None,
    };
    let need = match (need, lead) {
        (Need::Alone, Lead::Firm) => Need::NoNoun,
        (need, _) => need,
    };
    Some(Found::new(day, at + 1).needing(need))
}

fn full(year: &str, month: &str, day: &str) -> Option<Day> {
    let year = lexicon::number(year).filter(|year| (1900..2200).contains(year))?;
    on(i16::try_from(year).ok()?, part(month)?, part(day)?)
}

fn on(year: i16, month: i8, day: i8) -> Option<Day> {
    Date::new(year, month, day).ok().map(Day::On)
}

fn annual(first: i8, second: i8) -> Option<Day> {
    /// A leap year has every date that there is.
    const LEAP: i16 = 2028;
    [(first, second), (second, first)]
        .into_iter()
        .find(|(month, day)| Date::new(LEAP, *month, *day).is_ok())
        .map(|(month, day)| Day::Annual { month, day })
}

/// One or two figures.
fn part(text: &str) -> Option<i8> {
    lexicon::number(text).filter(|_| text.len() <= 2).and_then(|n| i8::try_from(n).ok())
}

/// `14` is 2014, `96` is 1996.
fn century(text: &str) -> Option<i16> {
    let n = lexicon::number(text)?;
    let year = match text.len() {
        4 => n,
        2 if n < 70 => 2000 + n,
        2 => 1900 + n,
        _ => return None,
    };
    i16::try_from(year).ok()
}
