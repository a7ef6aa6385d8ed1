//! Spans of days in words: `yesterday`, `last week`, `in October`, `in the next 10 days`, `since Monday`,
//! `2026-11-03`. A name that comes again and again (a month, a weekday) means the last one where the
//! question is about what happened, and the next one where it is about what is to come.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan, Zoned};
use winnow::combinator::{alt, fail, opt, preceded};
use winnow::error::{ContextError, ErrMode};
use winnow::token::any;
use winnow::{ModalResult, Parser};

use super::words::{Words, number, one_of, phrase};
use crate::capture::language;

/// Days from and to, both included; an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
}

impl Period {
    fn whole(from: Date, until: Date) -> Self {
        Self { from: Some(from), until: Some(until) }
    }

    /// As the filter of a task list has it.
    pub(super) fn filter(&self) -> String {
        match (self.from, self.until) {
            (Some(from), Some(until)) if from == until => from.to_string(),
            (from, until) => {
                let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                format!("{}..{}", day(from), day(until))
            }
        }
    }

    /// In words: `on 3 November 2026`, `from 9 to 15 November 2026`.
    pub(super) fn words(&self) -> String {
        let say = |day: Date| day.strftime("%-d %B %Y").to_string();
        match (self.from, self.until) {
            (Some(from), Some(until)) if from == until => format!("on {}", say(from)),
            (Some(from), Some(until)) => {
                let pattern = match (from.year() == until.year(), from.month() == until.month()) {
                    (true, true) => "%-d",
                    (true, false) => "%-d %B",
                    _ => "%-d %B %Y",
                };
                format!("from {} to {}", from.strftime(pattern), say(until))
            }
            (Some(from), None) => format!("since {}", say(from)),
            (None, Some(until)) => format!("until {}", say(until)),
            (None, None) => String::new(),
        }
    }
}

/// What a span of days in the middle of a question begins with: a bare `may` is no month.
const BEGINNINGS: [&str; 16] = [
    "today",
    "yesterday",
    "tonight",
    "in",
    "on",
    "during",
    "since",
    "from",
    "after",
    "until",
    "before",
    "last",
    "this",
    "past",
    "previous",
    "over",
];

/// The first span of days that a question speaks of, looking back.
pub(super) fn mentioned(words: &[&str], now: &Zoned, today: Date) -> Option<Period> {
    (0..words.len()).filter(|at| BEGINNINGS.contains(&words[*at])).find_map(|at| {
        let mut rest = words.get(at..)?;
        period(&mut rest, now, today, Towards::Past).ok()
    })
}

/// Which way a question looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Towards {
    Past,
    Future,
}

/// Reads a span of days.
pub(super) fn period(input: &mut Words<'_>, now: &Zoned, today: Date, towards: Towards) -> ModalResult<Period> {
    let start = *input;
    let edge = alt((
        alt((phrase("since"), phrase("from"))).value(Edge::From),
        phrase("after").value(Edge::After),
        alt((phrase("until"), phrase("up to"), phrase("by"))).value(Edge::Until),
        phrase("before").value(Edge::Before),
    ));
    let edge = opt(edge).parse_next(input)?;
    // `from … to …` is not read: half of it would be a wrong answer.
    let found = alt((
        |input: &mut Words<'_>| relative(input, today, towards),
        |input: &mut Words<'_>| rolling(input, today),
        |input: &mut Words<'_>| named(input, today, towards),
        |input: &mut Words<'_>| written(input, now, towards),
    ))
    .parse_next(input);
    let Ok(found) = found else {
        *input = start;
        return fail.parse_next(input);
    };
    let day = |date: Option<Date>, days: i32| date.and_then(|date| date.checked_add(days.days()).ok());
    Ok(match edge {
        None => found,
        Some(Edge::From) => Period { from: found.from, until: None },
        Some(Edge::After) => Period { from: day(found.until, 1), until: None },
        Some(Edge::Until) => Period { from: None, until: found.until },
        Some(Edge::Before) => Period { from: None, until: day(found.from, -1) },
    })
}

#[derive(Clone, Copy)]
enum Edge {
    From,
    After,
    Until,
    Before,
}

/// A calculation that leaves the calendar is no period.
fn valid<T>(value: Result<T, jiff::Error>) -> ModalResult<T> {
    value.map_err(|_| ErrMode::Backtrack(ContextError::new()))
}

fn monday(today: Date) -> Result<Date, jiff::Error> {
    today.checked_sub(i32::from(today.weekday().to_monday_zero_offset()).days())
}

/// Which one: this, the last or the next.
fn which(input: &mut Words<'_>) -> ModalResult<i32> {
    alt((
        one_of(&["this", "current"]).value(0),
        one_of(&["last", "past", "previous"]).value(-1),
        one_of(&["next", "coming", "following"]).value(1),
    ))
    .parse_next(input)
}

fn relative(input: &mut Words<'_>, today: Date, towards: Towards) -> ModalResult<Period> {
    let small = opt(alt((phrase("on"), phrase("in"), phrase("for"), phrase("during"), phrase("over"))));
    let day = alt((
        one_of(&["today", "tonight"]).value(0),
        phrase("the day before yesterday").value(-2),
        phrase("yesterday").value(-1),
        phrase("the day after tomorrow").value(2),
        phrase("tomorrow").value(1),
        alt((phrase("this morning"), phrase("this afternoon"), phrase("this evening"))).value(0),
    ));
    (small, opt(phrase("the"))).parse_next(input)?;
    if let Some(days) = opt(day).parse_next(input)? {
        let day = valid(today.checked_add(days.days()))?;
        return Ok(Period::whole(day, day));
    }
    let n = which(input)?;
    let unit = alt((
        one_of(&["week", "weekend", "month", "year"]),
        any.verify(|w: &&str| weekday(w).is_some() || month(w).is_some()),
    ))
    .parse_next(input)?;
    let span = || -> Result<Period, jiff::Error> {
        Ok(match unit {
            "week" | "weekend" => {
                let monday = monday(today)?.checked_add((7 * n).days())?;
                let first = if unit == "week" { monday } else { monday.checked_add(5.days())? };
                Period::whole(first, monday.checked_add(6.days())?)
            }
            "month" => {
                let first = today.first_of_month().checked_add(n.months())?;
                Period::whole(first, first.last_of_month())
            }
            "year" => {
                let first = today.first_of_year().checked_add(n.years())?;
                Period::whole(first, first.last_of_year())
            }
            name => match (weekday(name), month(name)) {
                (Some(weekday), _) => {
                    let day = match n {
                        0 => nearest(today, weekday, towards)?,
                        // The one that was last, and the one of the week after this.
                        -1 => nearest(today.yesterday()?, weekday, Towards::Past)?,
                        _ => monday(today)?.checked_add((7 + i32::from(weekday.to_monday_zero_offset())).days())?,
                    };
                    Period::whole(day, day)
                }
                (_, Some(month)) => {
                    let this = Date::new(today.year(), month, 1)?;
                    let first = match n {
                        0 => this,
                        -1 if this.last_of_month() < today => this,
                        -1 => this.checked_sub(1.year())?,
                        _ if this > today => this,
                        _ => this.checked_add(1.year())?,
                    };
                    Period::whole(first, first.last_of_month())
                }
                _ => Period { from: None, until: None },
            },
        })
    };
    valid(span())
}

/// `in the last 7 days`, `in the next two weeks`: with today, so many days in all.
fn rolling(input: &mut Words<'_>, today: Date) -> ModalResult<Period> {
    opt(alt((phrase("in"), phrase("within"), phrase("over"), phrase("during"), phrase("for")))).parse_next(input)?;
    opt(phrase("the")).parse_next(input)?;
    let n = which(input)?;
    let count = number(input)?;
    let unit = one_of(&["day", "days", "week", "weeks", "month", "months", "year", "years"]).parse_next(input)?;
    let span = match unit.trim_end_matches('s') {
        "day" => count.days(),
        "week" => (count * 7).days(),
        "month" => count.months(),
        _ => count.years(),
    };
    let reach = |span: Span| -> Result<Period, jiff::Error> {
        Ok(match n {
            -1 => Period::whole(today.checked_sub(span)?.tomorrow()?, today),
            _ => Period::whole(today, today.checked_add(span)?.yesterday()?),
        })
    };
    if n == 0 { fail.parse_next(input) } else { valid(reach(span)) }
}

/// `in October`, `in October 2025`, `in 2025`, `on Monday`.
fn named(input: &mut Words<'_>, today: Date, towards: Towards) -> ModalResult<Period> {
    let year = |word: &str| word.parse::<i16>().ok().filter(|year| (1970..=2100).contains(year));
    opt(alt((phrase("in"), phrase("on"), phrase("during"), phrase("for")))).parse_next(input)?;
    let word: &str = any.parse_next(input)?;
    if let Some(year) = year(word) {
        let first = valid(Date::new(year, 1, 1))?;
        return Ok(Period::whole(first, first.last_of_year()));
    }
    if let Some(weekday) = weekday(word) {
        let day = valid(nearest(today, weekday, towards))?;
        return Ok(Period::whole(day, day));
    }
    let Some(month) = month(word) else { return fail.parse_next(input) };
    // A day of a month is a date.
    if input.first().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()) && year(next).is_none()) {
        return fail.parse_next(input);
    }
    let told = opt(preceded(opt(phrase("of")), any.verify_map(|word: &str| year(word)))).parse_next(input)?;
    let first = valid(Date::new(told.unwrap_or(today.year()), month, 1))?;
    let first = match (told, towards) {
        (None, Towards::Past) if first > today => valid(first.checked_sub(1.year()))?,
        (None, Towards::Future) if first.last_of_month() < today => valid(first.checked_add(1.year()))?,
        _ => first,
    };
    Ok(Period::whole(first, first.last_of_month()))
}

/// A date as the capture language reads it: `3 May`, `2026-11-03`, `jan 27th`.
fn written(input: &mut Words<'_>, now: &Zoned, towards: Towards) -> ModalResult<Period> {
    opt(phrase("on")).parse_next(input)?;
    for length in (1..=input.len().min(3)).rev() {
        let Some((words, rest)) = input.split_at_checked(length) else { continue };
        if !words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit())) {
            continue;
        }
        // Behind a title, because the language reads no line that is all date in every case.
        let parsed = language::parse(&format!("x on {}", words.join(" ")), now);
        let (Some(when), "x") = (parsed.scheduled, parsed.title.as_str()) else { continue };
        if when.instant().is_some() || parsed.rrule.is_some() || parsed.spans.len() != 1 {
            continue;
        }
        let annual = !words.iter().any(|word| word.len() == 4 && word.parse::<i16>().is_ok() || word.len() > 7);
        let day = match towards {
            Towards::Past if annual && when.day() > now.date() => valid(when.day().checked_sub(1.year()))?,
            _ => when.day(),
        };
        *input = rest;
        return Ok(Period::whole(day, day));
    }
    fail.parse_next(input)
}

/// The last one of a weekday, or the next; today is either.
fn nearest(today: Date, weekday: Weekday, towards: Towards) -> Result<Date, jiff::Error> {
    match towards {
        Towards::Past => today.checked_sub(i32::from(weekday.until(today.weekday())).days()),
        Towards::Future => today.checked_add(i32::from(today.weekday().until(weekday)).days()),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let index = DAYS.iter().position(|day| *day == word)?;
    Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let index = MONTHS.iter().position(|month| *month == word)?;
    i8::try_from(index + 1).ok()
}
