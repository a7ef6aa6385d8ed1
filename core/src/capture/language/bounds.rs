//! One bound of a time: `before friday`, `within 2 weeks`, `no later than 5pm` are deadlines, `after monday`,
//! `not before jan 5` a start. The day that is named belongs to the time, as with `until`.

use super::dates::{Day, DayPhrase, Lead};
use super::element::{Element, Found, Match, Moment, Need};
use super::token::Line;
use super::{durations, moments, relative};

/// Until when.
pub(super) fn latest(line: &Line, at: usize) -> Option<Match> {
    let found = match (line.key(at), line.key(at + 1), line.key(at + 2)) {
        ("no" | "not", "later", "than") => bound(line, at + 3)?,
        ("before", ..) => bound(line, at + 1).or_else(|| span(line, at + 1))?,
        ("within", ..) => span(line, at + 1)?,
        ("in", "less", "than") => span(line, at + 3)?,
        ("less" | "fewer", "than", _) if span(line, at + 2).is_some_and(|found| from_now(line, found.end)) => {
            let found = span(line, at + 2)?;
            Found { end: found.end + 2, ..found }
        }
        // `Delete files older than 2 months` is a search, unless it is all there is.
        ("less" | "fewer" | "older" | "earlier", "than", _) => bound(line, at + 2)?.needing(Need::Alone),
        _ => return None,
    };
    Some(found.map(Element::Deadline).from(at))
}

/// From when on.
pub(super) fn earliest(line: &Line, at: usize) -> Option<Match> {
    let found = match (line.key(at), line.key(at + 1), line.key(at + 2)) {
        ("not", "before", _) => bound(line, at + 2)?,
        ("no" | "not", "earlier" | "sooner", "than") => bound(line, at + 3)?,
        ("after", ..) => bound(line, at + 1).or_else(|| span(line, at + 1))?,
        ("more", "than", _) if span(line, at + 2).is_some_and(|found| from_now(line, found.end)) => {
            let found = span(line, at + 2)?;
            Found { end: found.end + 2, ..found }
        }
        ("more" | "later", "than", _) => bound(line, at + 2)?.needing(Need::Alone),
        _ => return None,
    };
    // `Call after 5pm`: a time of today is when to do it, not when it may begin.
    let element = match found.value {
        Moment { day: None, time: Some(time), .. } => Element::Time(time),
        Moment { later: Some(minutes), .. } => Element::Later(minutes),
        moment => Element::Start(moment),
    };
    Some(Found { value: element, end: found.end, need: found.need }.from(at))
}

fn bound(line: &Line, at: usize) -> Option<Found<Moment>> {
    let found = moments::moment(line, at, Lead::Firm)?;
    // `Clean up after friday drinks`
    let need = match found.need {
        Need::Nothing | Need::NoNameAfter => Need::Room,
        need => need,
    };
    Some(found.needing(need))
}

/// `2 weeks`, `3 hours`: so much from now.
fn span(line: &Line, at: usize) -> Option<Found<Moment>> {
    if let Some((n, unit, end)) = relative::amount(line, at) {
        let day = DayPhrase { day: Day::In(n, unit), time: None };
        day.day.on(line.today)?;
        return Some(Found::new(Moment { day: Some(day), time: None, later: None }, end).needing(Need::Room));
    }
    let minutes = durations::amount(line, at, line.key(at))?;
    let later = minutes.map(|minutes| Moment { day: None, time: None, later: Some(minutes) });
    Some(later.needing(Need::Room))
}

fn from_now(line: &Line, at: usize) -> bool {
    line.key(at) == "from" && matches!(line.key(at + 1), "now" | "today")
}
