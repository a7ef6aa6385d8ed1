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
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
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

/// `27th` or `twenty-seventh`, a day of the month.
pub(super) fn ordinal_day(key: &str) -> Option<i8> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let spelt = |word: &str| WORDS.iter().position(|one| *one == word).and_then(|n| u32::try_from(n + 1).ok());
    let n = match key.split_once('-') {
        Some(("twenty", unit)) => spelt(unit).filter(|n| *n < 10).map(|n| n + 20),
        Some(("thirty", "first")) => Some(31),
        Some(_) => None,
        None if key == "thirtieth" => Some(30),
        None => spelt(key).or_else(|| ordinal(key)),
    };
    n.and_then(month_day)
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
        "hour" | "hr" => Unit::Hour,
        "day" => Unit::Day,
        "week" | "wk" => Unit::Week,
        "month" => Unit::Month,
        "year" | "yr" => Unit::Year,
        _ => return None,
    })
}

/// How many days a single word is away from today.
pub(super) fn day_offset(key: &str) -> Option<i64> {
    Some(match key {
        "today" => 0,
        "tomorrow" | "tmr" | "tmrw" => 1,
        "yesterday" | "yest" => -1,
        _ => return None,
    })
}

/// The same, and words too short to mean a day where nothing says so (`tom` is a name).
pub(super) fn terse_day_offset(key: &str) -> Option<i64> {
    match key {
        "tod" => Some(0),
        "tom" => Some(1),
        _ => day_offset(key),
    }
}

/// A word that can only be part of a date where a sign joins it to another: `fri@3pm`, `-12/5`.
pub(super) fn is_day_word(key: &str) -> bool {
    let figures = |part: &str| number(part).is_some() && part.len() <= 4;
    weekday(key).is_some()
        || terse_day_offset(key).is_some()
        || matches!(key, "tonight" | "day")
        || ordinal(key).is_some()
        || key.split_once('/').is_some_and(|(month, day)| figures(month) && day.split('/').all(figures))
}

/// A word that a full stop shortens, and does not end a sentence.
pub(super) fn abbreviates(key: &str) -> bool {
    let short = |full: &str| !key.ends_with(full);
    matches!(key, "a.m" | "p.m" | "min" | "mins" | "hr" | "hrs" | "approx")
        || key.ends_with("a.m")
        || key.ends_with("p.m")
        || weekday(key).is_some() && short("day")
        || month(key).is_some() && key.len() <= 4
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
