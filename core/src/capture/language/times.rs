//! Times of day and ranges: `5pm`, `at 17:30`, `noon`, `in the morning`, `3-4pm`, `from 2 to 3pm`.

use jiff::civil::Time;

use super::element::{Element, Found, Match, Need};
use super::lexicon;
use super::token::Line;

/// A time with its connecting word.
pub(super) fn time(line: &Line, at: usize) -> Option<Match> {
    let found = match line.key(at) {
        "at" => clock(line, at + 1).or_else(|| named(line, at + 1).map(|found| found.needing(Need::Room))),
        "from" | "for" => clock(line, at + 1),
        "in" => in_the(line, at).map(|found| found.needing(Need::Room)),
        _ if lexicon::governs(line.key_before(at)) => None,
        _ => clock(line, at)
            .map(|found| found.needing(Need::Room))
            .or_else(|| named(line, at).map(|found| found.needing(Need::DayBeforeOrEnd)))
            .or_else(|| part(line, at).map(|found| found.needing(Need::DayBefore))),
    };
    Some(found?.map(Element::Time).from(at))
}

/// A range with its connecting word. The end may be earlier than the start: then it is on the next day.
pub(super) fn range(line: &Line, at: usize) -> Option<Match> {
    let lead = matches!(line.key(at), "from" | "at");
    if !lead && lexicon::governs(line.key_before(at)) {
        return None;
    }
    let start = at + usize::from(lead);
    let found = joined(line, start).or_else(|| worded(line, start, line.key(at) == "from"))?;
    let need = if lead { Need::Nothing } else { Need::Room };
    Some(found.needing(need).map(|(from, to)| Element::Range(from, to)).from(at))
}

/// A time after a day that it belongs to: `[by friday] at 5pm`, `[by friday] evening`.
pub(super) fn after_day(line: &Line, at: usize) -> Option<Found<Time>> {
    let clock_at = at + usize::from(line.key(at) == "at");
    clock(line, clock_at).or_else(|| named(line, clock_at)).or_else(|| part(line, at)).or_else(|| in_the(line, at))
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

/// `3-4pm`, `9:30-10:15`, `3-4 pm`.
fn joined(line: &Line, at: usize) -> Option<Found<(Time, Time)>> {
    let (from, to) = line.key(at).split_once(['-', '–'])?;
    let mut to = Hands::read(to)?;
    let mut end = at + 1;
    if let (None, Some(half)) = (to.half, Half::read(line.key(end))) {
        to.half = Some(half);
        end += 1;
    }
    pair(Hands::read(from)?, to).map(|pair| Found::new(pair, end))
}

/// `2 to 3pm`. Without `from` before it, `Move 2 to 3pm` is not one: both sides must be times by themselves.
fn worded(line: &Line, at: usize, announced: bool) -> Option<Found<(Time, Time)>> {
    let from = hands(line, at)?;
    let dash = matches!(line.key(from.end), "-" | "–");
    if !dash && !matches!(line.key(from.end), "to" | "until") {
        return None;
    }
    let to = hands(line, from.end + 1)?;
    let sure = announced || dash || from.value.half.is_some() || from.value.minute.is_some();
    sure.then(|| pair(from.value, to.value)).flatten().map(|pair| Found::new(pair, to.end))
}

/// The first side takes the half of the day from the second; with no half at all both need minutes.
fn pair(from: Hands, to: Hands) -> Option<(Time, Time)> {
    let told = match (from.half, to.half) {
        (_, Some(_)) => true,
        (None, None) => from.minute.is_some() && to.minute.is_some(),
        (Some(_), None) => false,
    };
    let from = Hands { half: from.half.or(to.half), ..from };
    if told { Some((from.time()?, to.time()?)) } else { None }
}

#[derive(Debug, Clone, Copy)]
enum Half {
    Am,
    Pm,
}

impl Half {
    fn read(key: &str) -> Option<Self> {
        match key {
            "am" | "a.m." => Some(Self::Am),
            "pm" | "p.m." => Some(Self::Pm),
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
        let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let half = match key.strip_prefix(digits)? {
            "" => None,
            ending => Some(Half::read(ending)?),
        };
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
