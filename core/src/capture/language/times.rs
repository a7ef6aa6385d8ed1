//! Times of day and ranges: `5pm`, `at 17:30`, `noon`, `in the morning`, `3-4pm`, `from 2 to 3pm`.

use jiff::civil::Time;

use super::element::{Element, Found, Match, Need};
use super::token::Line;
use super::{dates, durations, lexicon};

/// A time with its connecting word.
pub(super) fn time(line: &Line, at: usize) -> Option<Match> {
    let found = match line.key(at) {
        "at" | "@" => match clock(line, at + 1).or_else(|| named(line, at + 1).map(|f| f.needing(Need::Room))) {
            Some(found) => Some(found),
            None => return Some(hour(line, at + 1)?.map(Element::Hour).from(at)),
        },
        "from" | "for" => clock(line, at + 1),
        "in" => in_the(line, at).map(|found| found.needing(Need::Room)),
        _ if lexicon::governs(line.key_before(at)) => None,
        _ => clock(line, at)
            .map(|found| found.needing(Need::Room))
            .or_else(|| named(line, at).map(|found| found.needing(Need::DayBeforeOrEnd)))
            .or_else(|| part(line, at).map(|found| found.needing(Need::DayBefore)))
            .or_else(|| figures(line, at)),
    };
    Some(found?.map(Element::Time).from(at))
}

/// `in 20 minutes`, `3 hours from now`, `now`.
pub(super) fn later(line: &Line, at: usize) -> Option<Match> {
    Some(from_now(line, at)?.map(Element::Later).from(at))
}

/// The same, in minutes from now.
pub(super) fn from_now(line: &Line, at: usize) -> Option<Found<u32>> {
    if line.key(at) == "now" {
        return Some(Found::new(0, at + 1).needing(Need::Alone));
    }
    if line.key(at) == "in" {
        return Some(durations::amount(line, at + 1, line.key(at + 1))?.needing(Need::Room));
    }
    let found = durations::amount(line, at, line.key(at))?;
    let ends = (line.key(found.end), line.key(found.end + 1)) == ("from", "now");
    ends.then(|| Found { end: found.end + 2, ..found })
}

/// A range with its connecting word. The end may be earlier than the start: then it is on the next day.
pub(super) fn range(line: &Line, at: usize) -> Option<Match> {
    let key = line.key(at);
    let lead = matches!(key, "from" | "at" | "between");
    if !lead && lexicon::governs(line.key_before(at)) {
        return None;
    }
    let start = at + usize::from(lead);
    let found = joined(line, start).or_else(|| worded(line, start, if lead { key } else { "" }))?;
    let need = match found.need {
        Need::Nothing if !lead => Need::Room,
        need => need,
    };
    Some(found.needing(need).map(|(from, to)| Element::Range(from, to)).from(at))
}

/// A time after a day that it belongs to: `[by friday] at 5pm`, `[by friday] evening`.
pub(super) fn after_day(line: &Line, at: usize) -> Option<Found<Time>> {
    let lead = matches!(line.key(at), "at" | "@");
    let clock_at = at + usize::from(lead);
    let bare = || {
        let hour = hour(line, clock_at).filter(|_| lead)?;
        Some(Found::new(by_day(hour.value)?, hour.end))
    };
    clock(line, clock_at)
        .or_else(|| named(line, clock_at))
        .or_else(|| part(line, at))
        .or_else(|| in_the(line, at))
        .or_else(bare)
}

/// A bare hour as most people mean it: one to six is in the afternoon.
pub(super) fn by_day(hour: i8) -> Option<Time> {
    Time::new(if (1..=6).contains(&hour) { hour + 12 } else { hour }, 0, 0, 0).ok()
}

/// A time that needs no day: `[by] noon`.
pub(super) fn alone(line: &Line, at: usize) -> Option<Found<Time>> {
    let at = at + usize::from(line.key(at) == "at");
    clock(line, at).or_else(|| named(line, at))
}

/// When a part of the day begins.
pub(super) fn part_of_day(key: &str) -> Option<Time> {
    match key {
        "morning" => Some(Time::constant(9, 0, 0, 0)),
        "afternoon" => Some(Time::constant(12, 0, 0, 0)),
        "evening" => Some(Time::constant(19, 0, 0, 0)),
        _ => None,
    }
}

/// `every night`
pub(super) fn night(key: &str) -> Option<Time> {
    (key == "night").then(|| Time::constant(21, 0, 0, 0))
}

/// Whether the word, after a weekday, can only be a time.
pub(super) fn is_part_of_day(key: &str) -> bool {
    part_of_day(key).is_some() || point_of_day(key).is_some()
}

fn point_of_day(key: &str) -> Option<Time> {
    match key {
        "noon" => Some(Time::constant(12, 0, 0, 0)),
        "midnight" => Some(Time::midnight()),
        _ => None,
    }
}

fn part(line: &Line, at: usize) -> Option<Found<Time>> {
    part_of_day(line.key(at)).map(|time| Found::new(time, at + 1))
}

fn named(line: &Line, at: usize) -> Option<Found<Time>> {
    point_of_day(line.key(at)).map(|time| Found::new(time, at + 1))
}

fn in_the(line: &Line, at: usize) -> Option<Found<Time>> {
    ((line.key(at), line.key(at + 1)) == ("in", "the")).then(|| part(line, at + 2)).flatten()
}

/// `5pm`, `5 pm`, `17:30`. A bare `5` is a number.
fn clock(line: &Line, at: usize) -> Option<Found<Time>> {
    let hands = hands(line, at)?;
    let told = hands.value.half.is_some() || hands.value.minute.is_some();
    let time = told.then(|| hands.value.time()).flatten()?;
    Some(Found::new(time, hands.end))
}

/// `4`, behind `at`.
fn hour(line: &Line, at: usize) -> Option<Found<i8>> {
    let hands = Hands::read(line.key(at)).filter(|hands| hands.half.is_none() && hands.minute.is_none())?;
    (1..=23).contains(&hands.hour).then(|| Found::new(hands.hour, at + 1).needing(Need::Company))
}

/// `1930` after a date, where it can be no year.
fn figures(line: &Line, at: usize) -> Option<Found<Time>> {
    let key = line.key(at);
    let (hour, minute) = key.split_at_checked(2).filter(|_| key.len() == 4)?;
    let time = Time::new(two_digits(hour)?, two_digits(minute)?, 0, 0).ok()?;
    dates::year(line, at).is_none().then(|| Found::new(time, at + 1).needing(Need::DayBeforeNoNoun))
}

/// `3-4pm`, `9:30-10:15`, `3-4 pm`, and `3-5` after a date.
fn joined(line: &Line, at: usize) -> Option<Found<(Time, Time)>> {
    let (from, to) = line.key(at).split_once(['-', '–'])?;
    let mut to = Hands::read(to)?;
    let mut end = at + 1;
    if let (None, Some(half)) = (to.half, Half::read(line.key(end))) {
        to.half = Some(half);
        end += 1;
    }
    let from = Hands::read(from)?;
    match pair(from, to) {
        Some(pair) => Some(Found::new(pair, end)),
        None => hours(from, to).map(|pair| Found::new(pair, end).needing(Need::DayBeforeNoNoun)),
    }
}

/// `2 to 3pm`. Without `from` before it, `Move 2 to 3pm` is not one: both sides must be times by themselves.
fn worded(line: &Line, at: usize, lead: &str) -> Option<Found<(Time, Time)>> {
    let joins = |at: usize| {
        let dash = matches!(line.key(at), "-" | "–");
        let word = matches!(line.key(at), "to" | "until" | "till") || lead == "between" && line.key(at) == "and";
        (dash || word).then_some(dash)
    };
    if lead == "from"
        && let Some(from) = side(line, at)
        && joins(from.end).is_some()
        && let Some(to) = side(line, from.end + 1)
    {
        return Some(Found::new((from.value, to.value), to.end));
    }
    let from = hands(line, at)?;
    let dash = joins(from.end)?;
    let to = hands(line, from.end + 1)?;
    let sure = !lead.is_empty() && lead != "at" || dash || from.value.half.is_some() || from.value.minute.is_some();
    sure.then(|| pair(from.value, to.value)).flatten().map(|pair| Found::new(pair, to.end))
}

/// A time by name or by the clock: `midnight`, `5pm`.
fn side(line: &Line, at: usize) -> Option<Found<Time>> {
    named(line, at).or_else(|| clock(line, at))
}

/// The first side takes the half of the day from the second, the second what makes it later than a first that
/// has one; with no half at all both need minutes.
fn pair(from: Hands, to: Hands) -> Option<(Time, Time)> {
    match (from.half, to.half) {
        (None, Some(_)) => Some((Hands { half: to.half, ..from }.time()?, to.time()?)),
        (Some(_), Some(_)) => Some((from.time()?, to.time()?)),
        (None, None) if from.minute.is_some() && to.minute.is_some() => Some((from.time()?, to.time()?)),
        (None, None) => None,
        (Some(_), None) => following(from.time()?, to),
    }
}

/// Two bare hours.
fn hours(from: Hands, to: Hands) -> Option<(Time, Time)> {
    let bare = |hands: Hands| hands.half.is_none() && (1..=12).contains(&hands.hour);
    let from = Some(from).filter(|from| bare(*from) && bare(to)).and_then(|from| {
        let hour = by_day(from.hour)?;
        Time::new(hour.hour(), from.minute.unwrap_or(0), 0, 0).ok()
    })?;
    following(from, to)
}

/// The second side at the first hour of that name after `from`.
fn following(from: Time, to: Hands) -> Option<(Time, Time)> {
    let at = to.time()?;
    let later = Time::new((at.hour() + 12) % 24, at.minute(), 0, 0).ok()?;
    let ends = if at > from || to.hour > 12 || later <= from { at } else { later };
    Some((from, ends))
}

#[derive(Debug, Clone, Copy)]
enum Half {
    Am,
    Pm,
}

impl Half {
    fn read(key: &str) -> Option<Self> {
        match key {
            "am" | "a.m" => Some(Self::Am),
            "pm" | "p.m" => Some(Self::Pm),
            _ => None,
        }
    }
}

/// A time as written, possibly too little to be one.
#[derive(Debug, Clone, Copy)]
struct Hands {
    hour: i8,
    minute: Option<i8>,
    half: Option<Half>,
}

impl Hands {
    fn read(key: &str) -> Option<Self> {
        let letters = key.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(key.len());
        let (digits, ending) = key.split_at_checked(letters)?;
        let half = if ending.is_empty() { None } else { Some(Half::read(ending)?) };
        let (hour, minute) = match digits.split_once(':') {
            Some((hour, minute)) => (hour, Some(two_digits(minute).filter(|_| minute.len() == 2)?)),
            None => (digits, None),
        };
        Some(Self { hour: two_digits(hour)?, minute, half })
    }

    fn time(self) -> Option<Time> {
        let hour = match self.half {
            None => self.hour,
            Some(_) if !(1..=12).contains(&self.hour) => return None,
            Some(Half::Am) => self.hour % 12,
            Some(Half::Pm) => self.hour % 12 + 12,
        };
        Time::new(hour, self.minute.unwrap_or(0), 0, 0).ok()
    }
}

/// Hands in one word or, `5 pm`, in two.
fn hands(line: &Line, at: usize) -> Option<Found<Hands>> {
    let hands = Hands::read(line.key(at))?;
    Some(match (hands.half, Half::read(line.key(at + 1))) {
        (None, half @ Some(_)) => Found::new(Hands { half, ..hands }, at + 2),
        _ => Found::new(hands, at + 1),
    })
}

fn two_digits(text: &str) -> Option<i8> {
    let fits = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}
