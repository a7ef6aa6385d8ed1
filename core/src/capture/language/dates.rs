//! Dates: `tomorrow`, `next friday`, `in 3 days`, `jan 27th`, `2026-12-03`, `eom`, `on the 15th`.

use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

use super::element::{Element, Found, Match, Need};
use super::lexicon::{self, Unit};
use super::token::Line;
use super::{numeric, relative, times};

/// A day as the line puts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    On(Date),
    /// From today, into the past if negative.
    In(i64, Unit),
    /// The next one strictly after today.
    Coming(Weekday),
    /// Today or the next one.
    This(Weekday),
    /// In the week, Monday to Sunday, after this one.
    NextWeek(Weekday),
    ThisWeekend,
    NextMonth,
    EndOfMonth,
    /// `the 15th`
    Numbered(i8),
    /// `jan 27`
    Annual {
        month: i8,
        day: i8,
    },
}

/// A day, and the time it implies when no other is named: `tonight`.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayPhrase {
    pub(super) day: Day,
    pub(super) time: Option<Time>,
}

/// What stands before a day; the better it announces one, the more may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    None,
    /// `for`, `from`, `at`: as common before anything else.
    Loose,
    /// `on`, `by`, `due`, `start`, `until`.
    Firm,
}

impl Lead {
    pub(super) fn of(key: &str) -> Self {
        match key {
            "on" => Self::Firm,
            "for" | "from" | "at" => Self::Loose,
            _ => Self::None,
        }
    }
}

impl Day {
    /// The date meant on `today`, if there is one: no month has a 31st of February.
    pub(super) fn on(self, today: Date) -> Option<Date> {
        let ahead = |days: i8| today.checked_add(i64::from(days).days()).ok();
        match self {
            Self::On(date) => Some(date),
            Self::In(n, unit) => {
                let span = jiff::Span::new();
                let span = match unit {
                    Unit::Hour => return None,
                    Unit::Day => span.try_days(n),
                    Unit::Week => span.try_weeks(n),
                    Unit::Month => span.try_months(n),
                    Unit::Year => span.try_years(n),
                };
                today.checked_add(span.ok()?).ok()
            }
            Self::Coming(weekday) => ahead(match today.weekday().until(weekday) {
                0 => 7,
                days => days,
            }),
            Self::This(weekday) => ahead(today.weekday().until(weekday)),
            Self::NextWeek(weekday) => {
                ahead(7 - today.weekday().to_monday_zero_offset() + weekday.to_monday_zero_offset())
            }
            Self::ThisWeekend if today.weekday() == Weekday::Sunday => Some(today),
            Self::ThisWeekend => Self::This(Weekday::Saturday).on(today),
            Self::NextMonth => today.last_of_month().tomorrow().ok(),
            Self::EndOfMonth => Some(today.last_of_month()),
            Self::Numbered(day) => (0..12i64).find_map(|months| {
                let month = today.first_of_month().checked_add(months.months()).ok()?;
                Date::new(month.year(), month.month(), day).ok().filter(|date| *date >= today)
            }),
            // Leap days are at most eight years apart.
            Self::Annual { month, day } => (0..=8i16).find_map(|years| {
                let year = today.year().checked_add(years)?;
                Date::new(year, month, day).ok().filter(|date| *date >= today)
            }),
        }
    }
}

/// A date with its connecting word.
pub(super) fn date(line: &Line, at: usize) -> Option<Match> {
    let lead = Lead::of(line.key(at));
    if lead == Lead::None && lexicon::governs(line.key_before(at)) {
        return None;
    }
    let found = phrase(line, at + usize::from(lead != Lead::None), lead)?;
    if line.key(at) == "at" && found.value.day != Day::EndOfMonth {
        return None;
    }
    // `Cook for friday guests`; `Mail from yesterday` tells which mail.
    let need = match (lead, found.need) {
        (Lead::Loose, Need::Beside) => return None,
        (Lead::Loose, Need::Nothing) => Need::Room,
        (_, need) => need,
    };
    Some(found.needing(need).map(Element::Date).from(at))
}

/// The longest date at `at`, without a connecting word.
pub(super) fn phrase(line: &Line, at: usize, lead: Lead) -> Option<Found<DayPhrase>> {
    let named = lexicon::weekday(line.key(at)).and_then(|_| dated(line, at + 1, Lead::Firm));
    let days = [
        relative::relative(line, at),
        relative::counted(line, at),
        relative::ahead(line, at),
        dated(line, at, lead),
        // `Tuesday 11/3/2026`: the date says which.
        named.map(|found| found.needing(Need::Nothing)),
        month_end(line, at),
        weekday(line, at, lead),
        numbered(line, at, lead),
    ];
    days.into_iter()
        .flatten()
        .map(|found| found.map(|day| DayPhrase { day, time: None }))
        .chain(part_of_today(line, at))
        .max_by_key(|found| found.end)
        .filter(|found| found.value.day.on(line.today).is_some())
}

/// A day by its place in the calendar.
pub(super) fn dated(line: &Line, at: usize, lead: Lead) -> Option<Found<Day>> {
    calendar(line, at).or_else(|| numeric::date(line, at, lead))
}

/// `tonight`, `this evening`: today, at a time that an explicit one replaces.
fn part_of_today(line: &Line, at: usize) -> Option<Found<DayPhrase>> {
    let today = |time| DayPhrase { day: Day::In(0, Unit::Day), time };
    match line.key(at) {
        "tonight" => Some(Found::new(today(times::part_of_day("evening")), at + 1)),
        "this" => {
            let time = times::part_of_day(line.key(at + 1))?;
            Some(Found::new(today(Some(time)), at + 2).needing(Need::Room))
        }
        _ => None,
    }
}

/// `jan 27`, `jan 27th 2027`, `27 jan`, `the 2nd of january`.
pub(super) fn calendar(line: &Line, at: usize) -> Option<Found<Day>> {
    let (month, day, end) = if let Some(month) = lexicon::month(line.key(at)) {
        (month, lexicon::day_number(line.key(at + 1))?, at + 2)
    } else {
        let first = at + usize::from(line.key(at) == "the");
        let second = first + 1 + usize::from(line.key(first + 1) == "of");
        // `First May checks the door`: an ordinal in words needs `of`.
        let spelt = Some(line.key(first)).filter(|_| second > first + 1).and_then(lexicon::ordinal_day);
        let day = lexicon::day_number(line.key(first)).or(spelt)?;
        (lexicon::month(line.key(second))?, day, second + 1)
    };
    if let Some(year) = year(line, end) {
        let date = Date::new(year, month, day).ok()?;
        return Some(Found::new(Day::On(date), end + 1));
    }
    // `Write 3 may poems`; an ordinal counts nothing.
    let bare = (at..end).any(|at| lexicon::number(line.key(at)).is_some());
    let need = if bare { Need::Room } else { Need::Nothing };
    let found = Found::new(Day::Annual { month, day }, end).needing(need);
    (!measures(line.key(end))).then_some(found)
}

/// A year in four figures that somebody alive may have to do with; of others `1930` after a date is a time.
pub(super) fn year(line: &Line, at: usize) -> Option<i16> {
    let year = Some(line.key(at)).filter(|key| key.len() == 4).and_then(lexicon::number)?;
    let year = i16::try_from(year).ok()?;
    (year.abs_diff(line.today.year()) <= 75).then_some(year)
}

/// `March 20 km`: the number counts something.
fn measures(key: &str) -> bool {
    matches!(
        key,
        "km" | "kilometres" | "kilometers" | "mi" | "mile" | "miles" | "m" | "kg" | "times" | "people" | "percent"
    )
}

/// `eom`, `end of the month`.
fn month_end(line: &Line, at: usize) -> Option<Found<Day>> {
    if line.key(at) == "eom" {
        return Some(Found::new(Day::EndOfMonth, at + 1).needing(Need::Room));
    }
    let start = at + usize::from(line.key(at) == "the");
    let article = usize::from(line.key(start + 2) == "the");
    let spelt = (line.key(start), line.key(start + 1), line.key(start + 2 + article)) == ("end", "of", "month");
    spelt.then(|| Found::new(Day::EndOfMonth, start + 3 + article).needing(Need::Room))
}

/// A weekday by its name. Written out it counts almost everywhere, in short only where a date is expected.
fn weekday(line: &Line, at: usize, lead: Lead) -> Option<Found<Day>> {
    if line.key(at) == "this" {
        let (weekday, full) = lexicon::weekday(line.key(at + 1))?;
        let need = if full { Need::Nothing } else { Need::Company };
        return Some(Found::new(Day::This(weekday), at + 2).needing(need));
    }
    let (weekday, full) = lexicon::weekday(line.key(at))?;
    if is_feast(line.key_before(at)) {
        return None;
    }
    let need = match (lead, full) {
        (Lead::None, true) => Need::NoNameAfter,
        (_, true) => Need::Nothing,
        _ if times::is_part_of_day(line.key(at + 1)) => Need::Nothing,
        (Lead::Firm, false) => Need::NoNameAfter,
        (_, false) => Need::Company,
    };
    Some(Found::new(Day::Coming(weekday), at + 1).needing(need))
}

/// `Black Friday` is a name, and `Easter Monday` not just any Monday.
fn is_feast(key: &str) -> bool {
    matches!(
        key,
        "ash" | "black" | "bloody" | "cyber" | "easter" | "good" | "maundy" | "palm" | "ruby" | "shrove" | "whit"
    )
}

/// `the 15th` after a word that announces a date.
fn numbered(line: &Line, at: usize, lead: Lead) -> Option<Found<Day>> {
    let article = line.key(at) == "the";
    if lead != Lead::Firm && !article {
        return None;
    }
    let at = at + usize::from(article);
    let day = lexicon::ordinal_day(line.key(at))?;
    // `The 15th` by itself; `the second` is a place in a row as often as a day.
    let need = if lead == Lead::None { Need::Alone } else { Need::NoNoun };
    Some(Found::new(Day::Numbered(day), at + 1).needing(need))
}
