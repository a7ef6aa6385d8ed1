//! Days told by their distance: `tomorrow`, `next friday`, `in 3 days`, `a week from monday`, `2 days ago`.

use jiff::civil::{Date, Weekday};

use super::dates::Day;
use super::element::{Found, Need};
use super::lexicon::{self, Unit};
use super::token::Line;

/// `tomorrow`, `next week`, `last friday`, `friday of next week`.
pub(super) fn relative(line: &Line, at: usize) -> Option<Found<Day>> {
    let start = at + usize::from(line.key(at) == "the");
    if (line.key(start), line.key(start + 1)) == ("day", "after") && is_tomorrow(line.key(start + 2)) {
        return Some(Found::new(Day::In(2, Unit::Day), start + 3));
    }
    if (line.key(start), line.key(start + 1)) == ("day", "before")
        && lexicon::day_offset(line.key(start + 2)) == Some(-1)
    {
        return Some(Found::new(Day::In(-2, Unit::Day), start + 3).needing(Need::Beside));
    }
    if let Some(days) = lexicon::day_offset(line.key(at)) {
        let need = if days < 0 { Need::Beside } else { Need::Nothing };
        return Some(Found::new(Day::In(days, Unit::Day), at + 1).needing(need));
    }
    in_week(line, at).or_else(|| announced(line, at))
}

/// Tomorrow, also where it is cut to `tom` behind `day after`.
fn is_tomorrow(key: &str) -> bool {
    lexicon::terse_day_offset(key) == Some(1)
}

/// `next`, `last` or `this`, and what it points at.
fn announced(line: &Line, at: usize) -> Option<Found<Day>> {
    let two = |day, need| Some(Found::new(day, at + 2).needing(need));
    let back = |unit| two(Day::In(-1, unit), Need::Beside);
    match (line.key(at), line.key(at + 1)) {
        // `Plan next week meals`
        ("this", "weekend") => two(Day::ThisWeekend, Need::Room),
        ("next", "week") => two(Day::NextWeek(Weekday::Monday), Need::Room),
        ("next", "weekend") => two(Day::NextWeek(Weekday::Saturday), Need::Room),
        ("next", "month") => two(Day::NextMonth, Need::Room),
        ("next", key) => two(Day::NextWeek(lexicon::weekday(key)?.0), Need::NoNameAfter),
        ("last", "week") => back(Unit::Week),
        ("last", "month") => back(Unit::Month),
        ("last", "year") => back(Unit::Year),
        ("last", key) => {
            let weekday = lexicon::weekday(key)?.0;
            let days = match weekday.until(line.today.weekday()) {
                0 => 7,
                days => i64::from(days),
            };
            two(Day::In(-days, Unit::Day), Need::Beside)
        }
        // `week next sat`
        ("week", "next") => {
            let (weekday, _) = lexicon::weekday(line.key(at + 2))?;
            let day = Day::NextWeek(weekday).on(line.today).and_then(|day| shift(day, 1, Unit::Week))?;
            Some(Found::new(Day::On(day), at + 3).needing(Need::Alone))
        }
        _ => None,
    }
}

/// `friday next week`, `Friday of this week`, `next week on friday`.
fn in_week(line: &Line, at: usize) -> Option<Found<Day>> {
    let week = |at: usize| match (line.key(at), line.key(at + 1)) {
        ("next", "week") => Some(1),
        ("this", "week") => Some(0),
        ("last", "week") => Some(-1),
        _ => None,
    };
    let (weekday, weeks, end) = if let Some((weekday, _)) = lexicon::weekday(line.key(at)) {
        let of = at + 1 + usize::from(line.key(at + 1) == "of");
        (weekday, week(of)?, of + 2)
    } else {
        let weeks = week(at)?;
        let on = at + 2 + usize::from(line.key(at + 2) == "on");
        (lexicon::weekday(line.key(on))?.0, weeks, on + 1)
    };
    let today = line.today.weekday().to_monday_zero_offset();
    let days = i64::from(weekday.to_monday_zero_offset() - today) + 7 * weeks;
    let need = if weeks < 0 { Need::Beside } else { Need::Nothing };
    Some(Found::new(Day::In(days, Unit::Day), end).needing(need))
}

/// `in 3 days`, `in a week`, `in january`.
pub(super) fn ahead(line: &Line, at: usize) -> Option<Found<Day>> {
    if line.key(at) != "in" {
        return None;
    }
    if let Some(month) = lexicon::month(line.key(at + 1)) {
        return Some(Found::new(Day::Annual { month, day: 1 }, at + 2).needing(Need::Company));
    }
    let (n, unit, end) = amount(line, at + 1)?;
    // `Run it in a day`
    let need = if line.key(at + 1) == "a" && unit == Unit::Day { Need::Company } else { Need::Nothing };
    // `in 2 weeks time`
    let end = end + usize::from(line.key(end) == "time");
    Some(Found::new(Day::In(n, unit), end).needing(need))
}

/// `3 weeks from now`, `a week from monday`, `2 days after tomorrow`, `5 days ago`.
pub(super) fn counted(line: &Line, at: usize) -> Option<Found<Day>> {
    let (n, unit, end) = amount(line, at)?;
    match line.key(end) {
        "ago" => Some(Found::new(Day::In(-n, unit), end + 1).needing(Need::Beside)),
        "from" if matches!(line.key(end + 1), "now" | "today") => Some(Found::new(Day::In(n, unit), end + 2)),
        "from" | "after" => {
            let base = base(line, end + 1)?;
            let day = shift(base.value.on(line.today)?, n, unit)?;
            Some(Found::new(Day::On(day), base.end))
        }
        _ => None,
    }
}

/// The day that another is counted from.
fn base(line: &Line, at: usize) -> Option<Found<Day>> {
    match lexicon::weekday(line.key(at)) {
        Some((weekday, _)) => Some(Found::new(Day::Coming(weekday), at + 1)),
        None => relative(line, at),
    }
}

/// A number and a unit of days or more; `a` is one.
pub(super) fn amount(line: &Line, at: usize) -> Option<(i64, Unit, usize)> {
    let n = match line.key(at) {
        "a" | "an" => 1,
        key => lexicon::quantity(key)?,
    };
    let unit = lexicon::unit(line.key(at + 1)).filter(|unit| *unit != Unit::Hour)?;
    Some((i64::from(n), unit, at + 2))
}

fn shift(day: Date, n: i64, unit: Unit) -> Option<Date> {
    Day::In(n, unit).on(day)
}
