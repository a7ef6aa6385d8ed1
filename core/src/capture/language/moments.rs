//! `due fri`, `by friday 5pm`, `start mon`: a keyword and the date and time that follow it, as one span.

use super::dates::{self, Lead};
use super::element::{Element, Found, Match, Moment, Need};
use super::times;
use super::token::Line;

/// `due` or `by` with a date, a time or both.
pub(super) fn deadline(line: &Line, at: usize) -> Option<Match> {
    matches!(line.key(at), "due" | "by")
        .then(|| moment(line, at + 1, Lead::Firm))
        .flatten()
        .map(|found| found.map(Element::Deadline).from(at))
}

/// `start` or `starting` with the same.
pub(super) fn start(line: &Line, at: usize) -> Option<Match> {
    matches!(line.key(at), "start" | "starting")
        .then(|| moment(line, at + 1, Lead::Firm))
        .flatten()
        .map(|found| found.map(Element::Start).from(at))
}

/// A day, a time, both, or a time from now.
pub(super) fn moment(line: &Line, at: usize, lead: Lead) -> Option<Found<Moment>> {
    let later = || {
        let later = times::from_now(line, at)?;
        Some(later.map(|minutes| Moment { day: None, time: None, later: Some(minutes) }))
    };
    day_first(line, at, lead).or_else(|| time_first(line, at)).or_else(later)
}

fn day_first(line: &Line, at: usize, lead: Lead) -> Option<Found<Moment>> {
    let day = dates::phrase(line, at + usize::from(matches!(line.key(at), "on" | "by")), lead)?;
    let time = times::after_day(line, day.end);
    let end = time.as_ref().map_or(day.end, |time| time.end);
    // Whatever made the day doubtful, a time after it settles the doubt; and a keyword leaves room.
    let settled = time.is_some() || matches!(day.need, Need::Room | Need::Beside | Need::Alone);
    let need = if settled { Need::Nothing } else { day.need };
    let moment = Moment { day: Some(day.value), time: time.map(|time| time.value), later: None };
    Some(Found::new(moment, end).needing(need))
}

fn time_first(line: &Line, at: usize) -> Option<Found<Moment>> {
    let time = times::alone(line, at + usize::from(line.key(at) == "by"))?;
    let day_at = time.end + usize::from(line.key(time.end) == "on");
    let day = dates::phrase(line, day_at, Lead::Firm);
    let end = day.as_ref().map_or(time.end, |day| day.end);
    let moment = Moment { day: day.map(|day| day.value), time: Some(time.value), later: None };
    Some(Found::new(moment, end))
}
