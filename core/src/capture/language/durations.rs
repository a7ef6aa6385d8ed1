//! Effort: `~2h`, `for 45m`, `for 1 hour 30 minutes`. In minutes, and never days: `for 3 nights` is title.

use super::element::{Element, Found, Match};
use super::lexicon;
use super::token::Line;

/// A task lasts a year at most, in minutes.
const LONGEST: u32 = 525_600;

/// `~2h`, `~30 min`, `for 45m`. What is longer than any task is title: no chip says what is not kept.
pub(super) fn duration(line: &Line, at: usize) -> Option<Match> {
    let lasts = |at: usize, first: &str| amount(line, at, first).filter(|found| found.value <= LONGEST);
    if line.key(at) == "for" {
        return Some(lasts(at + 1, line.key(at + 1))?.map(Element::Lasting).from(at));
    }
    let first = line.key(at).strip_prefix('~')?;
    Some(lasts(at, first)?.map(Element::Effort).from(at))
}

/// An amount whose first word, at `at`, reads `first`.
pub(super) fn amount(line: &Line, at: usize, first: &str) -> Option<Found<u32>> {
    let found = match (first, line.key(at + 1), line.key(at + 2)) {
        ("an", "hour" | "hours", _) => Found::new(60, at + 2),
        ("half", "an", "hour") => Found::new(30, at + 3),
        _ => {
            let first = part(line, at, first)?;
            let next = first.end + usize::from(line.key(first.end) == "and");
            match part(line, next, line.key(next)) {
                Some(rest) if first.value % 60 == 0 && rest.value < 60 => {
                    rest.map(|minutes| minutes.saturating_add(first.value))
                }
                _ => first,
            }
        }
    };
    Some(found).filter(|found| found.value > 0)
}

/// `1h30`, or a number and a unit as two words.
fn part(line: &Line, at: usize, first: &str) -> Option<Found<u32>> {
    if let Some(minutes) = compact(first) {
        return Some(Found::new(minutes, at + 1));
    }
    // A lone `m` is as likely metres.
    let unit = Some(line.key(at + 1)).filter(|key| *key != "m").and_then(minutes_per)?;
    let n = lexicon::quantity(first).and_then(|n| n.checked_mul(unit)).or_else(|| decimal_hours(first, unit))?;
    Some(Found::new(n, at + 2))
}

/// `90m`, `2h`, `1h30`, `1h30m`, `1.5h`.
fn compact(text: &str) -> Option<u32> {
    let (number, rest) = text.split_at_checked(text.find(|c: char| c.is_ascii_alphabetic())?)?;
    let (unit, rest) = rest.split_at_checked(rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len()))?;
    let unit = minutes_per(unit)?;
    let Some(n) = lexicon::number(number) else {
        return rest.is_empty().then(|| decimal_hours(number, unit)).flatten();
    };
    let minutes = match rest {
        "" => 0,
        _ if unit != 60 => return None,
        _ => {
            let digits = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let ending = rest.strip_prefix(digits)?;
            lexicon::number(digits).filter(|n| *n < 60 && (ending.is_empty() || minutes_per(ending) == Some(1)))?
        }
    };
    n.checked_mul(unit)?.checked_add(minutes)
}

/// `1.5` or `1.25` hours.
fn decimal_hours(text: &str, unit: u32) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').filter(|_| unit == 60)?;
    let scale = match fraction.len() {
        1 => 10,
        2 => 100,
        _ => return None,
    };
    let fraction = lexicon::number(fraction)?.checked_mul(60)? / scale;
    lexicon::number(whole)?.checked_mul(60)?.checked_add(fraction)
}

fn minutes_per(unit: &str) -> Option<u32> {
    match unit {
        "m" | "min" | "mins" | "minute" | "minutes" => Some(1),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(60),
        _ => None,
    }
}
