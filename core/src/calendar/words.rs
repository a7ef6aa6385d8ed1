//! A rule in English: `every 2 weeks on Mon and Thu until 31 Jan 2027`. The one place for it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use super::rule::{Freq, NthDay, Rule, Until};

/// A rule in words; its end is told in `zone`.
pub fn words(rule: &Rule, zone: &TimeZone) -> String {
    let mut words = every(rule);
    let named = clamped(rule).or_else(|| chosen(rule)).or_else(|| on(rule));
    if let Some(days) = named {
        words.push_str(&days);
    }
    if !rule.by_month.is_empty() && !words.contains(" of ") && !has_date(rule) {
        words.push_str(&format!(" in {}", and(rule.by_month.iter().map(|month| self::month(*month)))));
    }
    if !rule.by_hour.is_empty() {
        let minutes = if rule.by_minute.is_empty() { vec![0] } else { rule.by_minute.clone() };
        let times =
            rule.by_hour.iter().flat_map(|hour| minutes.iter().map(move |minute| format!("{hour:02}:{minute:02}")));
        words.push_str(&format!(" at {}", and(times)));
    }
    match (rule.count, rule.until) {
        (Some(1), _) => words.push_str(", once"),
        (Some(count), _) => words.push_str(&format!(", {count} times")),
        (None, Some(until)) => words.push_str(&format!(" until {}", day(last_day(until, zone)))),
        (None, None) => {}
    }
    words
}

/// A day, with its time where one is meant: `Mon 23 Nov 2026, 09:00`.
pub fn when(at: DateTime, days: bool) -> String {
    at.strftime(if days { "%a %-d %b %Y" } else { "%a %-d %b %Y, %H:%M" }).to_string()
}

fn every(rule: &Rule) -> String {
    let unit = match rule.freq {
        Freq::Yearly => "year",
        Freq::Monthly => "month",
        Freq::Weekly => "week",
        Freq::Daily => "day",
        Freq::Hourly => "hour",
        Freq::Minutely => "minute",
        Freq::Secondly => "second",
    };
    match (rule.interval, rule.freq) {
        (1, Freq::Weekly) if plain_days(rule) == Some(WORK.to_vec()) => "every weekday".into(),
        (1, _) => format!("every {unit}"),
        (n, _) => format!("every {n} {unit}s"),
    }
}

const WORK: [Weekday; 5] = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// The weekdays in week order, if none is numbered.
fn plain_days(rule: &Rule) -> Option<Vec<Weekday>> {
    let mut days: Vec<Weekday> = rule.by_day.iter().filter(|day| day.nth.is_none()).map(|day| day.weekday).collect();
    days.sort_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    (days.len() == rule.by_day.len() && !days.is_empty()).then_some(days)
}

/// `BYMONTHDAY=28,29,30;BYSETPOS=-1`: the 30th, in a shorter month its last day.
fn clamped(rule: &Rule) -> Option<String> {
    let days = &rule.by_month_day;
    let run = days.first() == Some(&28) && days.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let only = rule.by_day.is_empty() && rule.by_year_day.is_empty() && rule.by_set_pos == [-1];
    let last = days.last().filter(|_| run && only)?;
    Some(format!(" on the {}, or the last day of a shorter month", ordinal(i16::from(*last))))
}

/// `BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`: the last weekday.
fn chosen(rule: &Rule) -> Option<String> {
    if rule.by_set_pos.is_empty() {
        return None;
    }
    let places = and(rule.by_set_pos.iter().map(|place| self::place(*place)));
    let what = match plain_days(rule) {
        Some(days) if days == WORK => "weekday".to_owned(),
        Some(days) if days.len() == 7 => "day".to_owned(),
        Some(days) => or(days.into_iter().map(name)),
        None => "of its days".to_owned(),
    };
    Some(format!(" on the {places} {what}"))
}

fn has_date(rule: &Rule) -> bool {
    rule.freq == Freq::Yearly && !rule.by_month.is_empty() && !rule.by_month_day.is_empty() && rule.by_day.is_empty()
}

fn on(rule: &Rule) -> Option<String> {
    let mut parts = Vec::new();
    if has_date(rule) {
        let last = |month: &u8, day: &i8| match (month, day) {
            (2, -1) => "the last day of Feb".to_owned(),
            (month, day) if *day < 0 => format!("{} of {}", month_day(*day), self::month(*month)),
            (month, day) => format!("{day} {}", self::month(*month)),
        };
        let dates = rule.by_month.iter().flat_map(|month| rule.by_month_day.iter().map(move |day| last(month, day)));
        return Some(format!(" on {}", and(dates)));
    }
    match plain_days(rule) {
        Some(days) if days == WORK && rule.interval == 1 && rule.freq == Freq::Weekly => {}
        Some(days) => parts.push(and(days.into_iter().map(short))),
        None if !rule.by_day.is_empty() => {
            parts.push(format!("the {}", and(rule.by_day.iter().map(|day| nth(*day)))));
        }
        None => {}
    }
    if !rule.by_month_day.is_empty() {
        parts.push(and(rule.by_month_day.iter().map(|day| month_day(*day))));
    }
    if !rule.by_year_day.is_empty() {
        parts.push(format!("day {} of the year", and(rule.by_year_day.iter().map(|day| place(*day)))));
    }
    if !rule.by_week_no.is_empty() {
        parts.push(format!("week {}", and(rule.by_week_no.iter().map(|week| week.to_string()))));
    }
    (!parts.is_empty()).then(|| format!(" on {}", parts.join(", ")))
}

fn month_day(day: i8) -> String {
    match day {
        -1 => "the last day".into(),
        day if day < 0 => format!("the {} day", place(i16::from(day))),
        day => format!("the {}", ordinal(i16::from(day))),
    }
}

fn nth(day: NthDay) -> String {
    match day.nth {
        Some(n) => format!("{} {}", place(n), name(day.weekday)),
        None => name(day.weekday),
    }
}

/// `3rd`, `last`, `2nd last`.
fn place(n: i16) -> String {
    match n {
        -1 => "last".into(),
        n if n < 0 => format!("{} last", ordinal(-n)),
        n => ordinal(n),
    }
}

fn ordinal(n: i16) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

fn name(day: Weekday) -> String {
    sample(day, "%A")
}

fn short(day: Weekday) -> String {
    sample(day, "%a")
}

/// 1 January 2024 was a Monday.
fn sample(day: Weekday, format: &str) -> String {
    let date = Date::constant(2024, 1, 1 + day.to_monday_zero_offset());
    date.strftime(format).to_string()
}

fn month(number: u8) -> String {
    let month = i8::try_from(number).unwrap_or(1).clamp(1, 12);
    Date::constant(2024, month, 1).strftime("%b").to_string()
}

fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

fn last_day(until: Until, zone: &TimeZone) -> Date {
    match until {
        Until::Day(day) => day,
        Until::Local(at) => at.date(),
        Until::Utc(at) => local_day(at, zone),
    }
}

fn local_day(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned(zone.clone()).date()
}

fn and(words: impl IntoIterator<Item = String>) -> String {
    joined(words, "and")
}

fn or(words: impl IntoIterator<Item = String>) -> String {
    joined(words, "or")
}

fn joined(words: impl IntoIterator<Item = String>, word: &str) -> String {
    let words: Vec<String> = words.into_iter().collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
