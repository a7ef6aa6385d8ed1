//! From one day to another: `dec 20 - 27`, `from jan 5 to jan 12`, `12/3 9am until 12/5 5pm`. Times of one day
//! are a range (`times`).

use jiff::civil::{Date, Time};

use super::dates::{self, Day, Lead};
use super::element::{Element, Found, Match, Moment, Need, Period};
use super::lexicon::{self, Unit};
use super::moments;
use super::token::Line;

/// Two days with a word or a dash between them.
pub(super) fn period(line: &Line, at: usize) -> Option<Match> {
    let lead = usize::from(matches!(line.key(at), "from" | "between" | "on"));
    if lead == 0 && lexicon::governs(line.key_before(at)) {
        return None;
    }
    let period = dashed(line, at + lead).or_else(|| joined(line, at + lead, line.key(at)))?;
    Some(period.needing(Need::Room).map(Element::Period).from(at))
}

fn joined(line: &Line, at: usize, lead: &str) -> Option<Found<Period>> {
    let from = side(line, at)?;
    let joins = match line.key(from.end) {
        "-" | "–" | "to" | "through" | "thru" | "until" | "till" => true,
        "and" => lead == "between",
        _ => false,
    };
    if !joins {
        return None;
    }
    let second = from.end + 1;
    let full = side(line, second).map(|to| (to.value.day.map(|day| day.day), to.value.time, to.end));
    // `jan 12 - 29`: the second side leaves the month to the first.
    let day = |at: usize| lexicon::day_number(line.key(at)).or_else(|| lexicon::ordinal_day(line.key(at)));
    let number_at = second + usize::from(line.key(second) == "the");
    let numbered = || {
        // `dec 1 at 3pm - 11` ends at eleven o'clock.
        let is_hour = from.value.time.is_some() && lexicon::number(line.key(number_at)).is_some();
        let day = day(number_at).filter(|_| !is_hour)?;
        Some((Some(Day::Numbered(day)), None, number_at + 1))
    };
    let (to, to_time, end) = full.or_else(numbered)?;
    let mut end = end;
    let mut first = from.value.day?.day;
    let mut to = to?;
    if let (Day::Annual { month, day }, Day::Numbered(last), Some(year)) = (first, to, dates::year(line, end)) {
        first = Day::On(Date::new(year, month, day).ok()?);
        to = Day::On(Date::new(year, month, last).ok()?);
        end += 1;
    }
    let (from, to) = days(first, to, line.today).map(|(a, b)| ((a, from.value.time), (b, to_time)))?;
    Some(Found::new(settled(from, to)?, end))
}

/// `jan 12-29`, `12-29 jan`
fn dashed(line: &Line, at: usize) -> Option<Found<Period>> {
    let numbers = |at: usize| {
        let (from, to) = line.key(at).split_once(['-', '–'])?;
        Some((lexicon::day_number(from)?, lexicon::day_number(to)?))
    };
    let (month, (first, last)) = match lexicon::month(line.key(at)) {
        Some(month) => (month, numbers(at + 1)?),
        None => (lexicon::month(line.key(at + 1))?, numbers(at)?),
    };
    let end = at + 2;
    if let Some(year) = dates::year(line, end) {
        let on = |day| Date::new(year, month, day).ok();
        return Some(Found::new(settled((on(first)?, None), (on(last)?, None))?, end + 1));
    }
    let (from, to) = days(Day::Annual { month, day: first }, Day::Annual { month, day: last }, line.today)?;
    Some(Found::new(settled((from, None), (to, None))?, end))
}

/// One side: a day, with a time before or after it.
fn side(line: &Line, at: usize) -> Option<Found<Moment>> {
    if line.key(at) == "now" {
        let day = dates::DayPhrase { day: Day::In(0, Unit::Day), time: None };
        return Some(Found::new(Moment { day: Some(day), time: None, later: None }, at + 1));
    }
    // Between two days even `tom` can only be one.
    if let Some(days) = lexicon::terse_day_offset(line.key(at)) {
        let day = dates::DayPhrase { day: Day::In(days, Unit::Day), time: None };
        return Some(Found::new(Moment { day: Some(day), time: None, later: None }, at + 1));
    }
    moments::moment(line, at, Lead::Firm).filter(|found| found.value.day.is_some())
}

/// The two dates. Without a year a period that is under way is meant, else the next one.
fn days(from: Day, to: Day, today: Date) -> Option<(Date, Date)> {
    let begin = from.on(today)?;
    if let Day::Annual { month, day } = from
        && let Ok(before) = Date::new(begin.year() - 1, month, day)
        && let Some(end) = second(to, before, today)
        && (today..begin).contains(&end)
    {
        return Some((before, end));
    }
    Some((begin, second(to, begin, today)?))
}

fn second(to: Day, from: Date, today: Date) -> Option<Date> {
    match to {
        Day::Annual { .. } | Day::Numbered(_) | Day::Coming(_) => to.on(from),
        fixed => fixed.on(today),
    }
}

/// A period goes forward. A second side without a time ends when the first began, or with its day.
fn settled(from: (Date, Option<Time>), to: (Date, Option<Time>)) -> Option<Period> {
    let to = (to.0, to.1.or(from.1));
    let order = (from.0, from.1.unwrap_or_default()) < (to.0, to.1.unwrap_or_default());
    // As long as a life.
    let bounded = to.0.year() - from.0.year() <= 100;
    (order && bounded).then_some(Period { from, to })
}
