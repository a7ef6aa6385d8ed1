//! The words of the language that stand for a value. All are compared in lower case.

use jiff::civil::Weekday;

/// A weekday's name, and whether it is written out. The short forms are ordinary words too (`sat`, `sun`),
/// so they count in fewer places.
pub(super) fn weekday(key: &str) -> Option<(Weekday, bool)> {
    let day = match key {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" | "weds" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    };
    Some((day, key.ends_with("day")))
}

/// The month's number.
pub(super) fn month(key: &str) -> Option<i8> {
    Some(match key {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// Only ASCII digits, and few enough to fit.
pub(super) fn number(key: &str) -> Option<u32> {
    (!key.is_empty() && key.bytes().all(|b| b.is_ascii_digit())).then(|| key.parse().ok()).flatten()
}

/// `3` or `three`.
pub(super) fn quantity(key: &str) -> Option<u32> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    number(key).or_else(|| WORDS.iter().position(|word| *word == key).and_then(|n| u32::try_from(n).ok()))
}

/// `27th`, with the ending that belongs to the number.
pub(super) fn ordinal(key: &str) -> Option<u32> {
    let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let n = number(digits)?;
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    (key.strip_prefix(digits) == Some(ending)).then_some(n)
}

/// `3rd` or `third`, up to the fifth; what can number the weekdays of a month.
pub(super) fn rank(key: &str) -> Option<i8> {
    const WORDS: [&str; 6] = ["", "first", "second", "third", "fourth", "fifth"];
    let n = ordinal(key).and_then(|n| usize::try_from(n).ok());
    let n = n.or_else(|| WORDS.iter().position(|word| *word == key && !key.is_empty()))?;
    (1..WORDS.len()).contains(&n).then_some(n).and_then(|n| i8::try_from(n).ok())
}

/// A day of the month, `27` or `27th`.
pub(super) fn day_number(key: &str) -> Option<i8> {
    let n = number(key).filter(|_| key.len() <= 2).or_else(|| ordinal(key))?;
    month_day(n)
}

/// A number that some month has as a day.
pub(super) fn month_day(n: u32) -> Option<i8> {
    (1..=31).contains(&n).then_some(n).and_then(|n| i8::try_from(n).ok())
}

/// What a calendar counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A unit in the singular, or in either number.
pub(super) fn unit(key: &str) -> Option<Unit> {
    Some(match key.strip_suffix('s').unwrap_or(key) {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    })
}

/// A word that links phrases and so cannot be the noun that a date or time before it would describe:
/// in `Lunch 12:30 with Sam` the time stands by itself, in `John 3:16 study` it does not.
pub(super) fn links(key: &str) -> bool {
    matches!(
        key,
        "about"
            | "after"
            | "and"
            | "as"
            | "at"
            | "because"
            | "before"
            | "but"
            | "by"
            | "for"
            | "from"
            | "if"
            | "in"
            | "into"
            | "of"
            | "on"
            | "or"
            | "over"
            | "re"
            | "regarding"
            | "so"
            | "than"
            | "that"
            | "to"
            | "under"
            | "until"
            | "via"
            | "when"
            | "whether"
            | "while"
            | "with"
            | "without"
    ) || determines(key)
        || stands_for_someone(key)
}

fn stands_for_someone(key: &str) -> bool {
    matches!(key, "i" | "you" | "he" | "she" | "it" | "we" | "they")
}

/// A word that claims the date or time directly after it for the title: `before friday`, `the 5pm bus`.
/// Taking the chip out would leave it dangling, and mean something else.
pub(super) fn governs(key: &str) -> bool {
    matches!(
        key,
        "about"
            | "after"
            | "and"
            | "before"
            | "between"
            | "if"
            | "of"
            | "or"
            | "re"
            | "since"
            | "than"
            | "till"
            | "to"
            | "until"
            | "via"
            | "when"
            | "whether"
            | "with"
    ) || determines(key)
}

/// An article or a possessive.
fn determines(key: &str) -> bool {
    matches!(key, "a" | "an" | "the" | "my" | "our" | "your" | "his" | "her" | "their" | "its")
}
