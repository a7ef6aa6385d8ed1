//! Recurrence: `every weekday`, `every! 3 days`, `every 3rd friday`, `daily`, and its end: `until jan 31`,
//! `x5`, `for 5 times`.

use jiff::civil::{Date, Time, Weekday};

use super::dates::{self, Day, Lead};
use super::element::{Element, Found, Match, Need};
use super::lexicon::{self, Unit};
use super::parsed::RepeatFrom;
use super::rule::{By, Rule};
use super::times;
use super::token::Line;

/// A rule, with the time it implies when no other is named (`every evening`).
#[derive(Debug, Clone)]
pub(super) struct Recurrence {
    pub(super) rule: Rule,
    pub(super) time: Option<Time>,
    pub(super) from: RepeatFrom,
}

/// More than this is a slip of the finger.
const MOST: u32 = 999;

/// `every …`, `every! …`, `daily`.
pub(super) fn recurrence(line: &Line, at: usize) -> Option<Match> {
    let from = match line.key(at) {
        "every" | "each" => RepeatFrom::Schedule,
        "every!" => RepeatFrom::Completion,
        key => {
            let found = match adverb(key) {
                Some(rule) => Found::new((None, rule), at + 1),
                None => plural(line, at)?,
            };
            let found = found.map(|(time, rule)| Recurrence { rule, time, from: RepeatFrom::Schedule });
            let need = if key == "on" { Need::Edge } else { Need::NoWordAfter };
            return Some(found.needing(need).map(Element::Recurrence).from(at));
        }
    };
    let found = match times::part_of_day(line.key(at + 1)).or_else(|| times::night(line.key(at + 1))) {
        Some(time) => Found::new((Some(time), Rule::every(1, Unit::Day)), at + 2),
        None => rule(line, at + 1)?.map(|rule| (None, rule)),
    };
    // `Make every day count`; with its sign `every!` is never an ordinary word.
    let need = match found.need {
        // `Give each day a name`
        Need::Nothing if line.key(at) == "each" => Need::Edge,
        Need::Nothing if from == RepeatFrom::Schedule => Need::Room,
        need => need,
    };
    let recurrence = found.map(|(time, rule)| Recurrence { rule, time, from });
    Some(recurrence.needing(need).map(Element::Recurrence).from(at))
}

/// `daily`, `quarterly`
fn adverb(key: &str) -> Option<Rule> {
    let (n, unit) = match key {
        "hourly" => (1, Unit::Hour),
        "daily" | "everyday" => (1, Unit::Day),
        "weekly" => (1, Unit::Week),
        "biweekly" | "fortnightly" => (2, Unit::Week),
        "monthly" => (1, Unit::Month),
        "quarterly" => (3, Unit::Month),
        "yearly" | "annually" => (1, Unit::Year),
        _ => return None,
    };
    Some(Rule::every(n, unit))
}

/// `mondays and thursdays`, `on weekends`, `on mornings`
fn plural(line: &Line, at: usize) -> Option<Found<(Option<Time>, Rule)>> {
    let lead = usize::from(line.key(at) == "on");
    if lead == 0 && lexicon::governs(line.key_before(at)) {
        return None;
    }
    let first = line.key(at + lead).strip_suffix('s')?;
    if lead == 1
        && let Some(time) = times::part_of_day(first)
    {
        return Some(Found::new((Some(time), Rule::every(1, Unit::Day)), at + 2));
    }
    let weekly = |days| (None, Rule::every(1, Unit::Week).by(By::Weekdays(days)));
    match first {
        "weekday" => return Some(Found::new(weekly(WORKING.to_vec()), at + lead + 1)),
        "weekend" => return Some(Found::new(weekly(vec![Weekday::Saturday]), at + lead + 1)),
        _ => {}
    }
    let mut days = Vec::new();
    let mut end = at + lead;
    // `mons` is no word; only names in full have a plural.
    while let Some((day, true)) = line.key(end).strip_suffix('s').and_then(lexicon::weekday) {
        days.push(day);
        end += 1;
        let comma = line.comma(end - 1);
        let and = usize::from(matches!(line.key(end), "and" | "&"));
        let more = line.key(end + and).strip_suffix('s').and_then(lexicon::weekday).is_some_and(|(_, full)| full);
        if !more || !(comma || and == 1) {
            break;
        }
        end += and;
    }
    days.sort_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    (!days.is_empty()).then(|| Found::new(weekly(days), end))
}

const WORKING: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// `until jan 31`
pub(super) fn until(line: &Line, at: usize) -> Option<Match> {
    let found = (line.key(at) == "until").then(|| dates::phrase(line, at + 1, Lead::Firm)).flatten()?;
    Some(found.needing(Need::Recurrence).map(Element::Until).from(at))
}

/// `x5`, `for 5 times`
pub(super) fn count(line: &Line, at: usize) -> Option<Match> {
    let (n, end) = match (line.key(at), line.key(at + 2)) {
        ("for", "times") => (lexicon::quantity(line.key(at + 1))?, at + 3),
        (key, _) => (lexicon::number(key.strip_prefix('x')?)?, at + 1),
    };
    let found = (1..=MOST).contains(&n).then(|| Found::new(Element::Count(n), end))?;
    Some(found.needing(Need::Recurrence).from(at))
}

/// What follows `every`; the longest reading.
fn rule(line: &Line, at: usize) -> Option<Found<Rule>> {
    let readings = [weekly(line, at), interval(line, at), monthly(line, at), annual(line, at)];
    readings.into_iter().flatten().max_by_key(|found| found.end)
}

/// `weekday`, `mon, wed, fri`, `other tuesday`.
fn weekly(line: &Line, at: usize) -> Option<Found<Rule>> {
    let days = match line.key(at) {
        "weekday" => Found::new(WORKING.to_vec(), at + 1),
        "weekend" => Found::new(vec![Weekday::Saturday], at + 1),
        "other" => {
            let days = weekdays(line, at + 1)?;
            return Some(days.map(|days| Rule::every(2, Unit::Week).by(By::Weekdays(days))));
        }
        _ => weekdays(line, at)?,
    };
    Some(days.map(|days| Rule::every(1, Unit::Week).by(By::Weekdays(days))))
}

/// Names of weekdays, joined by commas or `and`. `mon,` counts only if another name follows.
fn weekdays(line: &Line, at: usize) -> Option<Found<Vec<Weekday>>> {
    let mut days = Vec::new();
    let mut ends = None;
    let mut next = at;
    while let Some(named) = weekdays_in(line.key(next)) {
        let comma = line.comma(next);
        days.extend(named);
        next += 1;
        if !comma {
            ends = Some((days.len(), next));
        }
        let and = matches!(line.key(next), "and" | "&");
        if !comma && !and {
            break;
        }
        next += usize::from(and);
    }
    let (count, end) = ends?;
    days.truncate(count);
    days.sort_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    Some(Found::new(days, end))
}

/// The weekdays named in one word: `mon,wed,fri`.
fn weekdays_in(key: &str) -> Option<Vec<Weekday>> {
    key.split([',', '/']).map(|name| lexicon::weekday(name).map(|(day, _)| day)).collect()
}

/// `day`, `2 weeks`, `other month`, `3rd day`, `month on the 15th`.
fn interval(line: &Line, at: usize) -> Option<Found<Rule>> {
    let first = line.key(at);
    let (n, unit_at) = match first {
        "other" => (2, at + 1),
        _ => match lexicon::quantity(first).or_else(|| lexicon::rank(first).and_then(|n| u32::try_from(n).ok())) {
            Some(1) if first != "1" => return None,
            Some(n) => (n, at + 1),
            None => (1, at),
        },
    };
    let key = line.key(unit_at);
    let unit = lexicon::unit(key).filter(|_| unit_at > at || !key.ends_with('s'))?;
    let rule = (1..=MOST).contains(&n).then(|| Rule::every(n, unit))?;
    let end = unit_at + 1;
    let by = (line.key(end) == "on").then(|| match unit {
        Unit::Week => weekdays(line, end + 1).map(|days| days.map(By::Weekdays)),
        Unit::Month => month_day(line, end + 1).map(|day| day.needing(Need::Nothing)),
        Unit::Year => date_of_year(line, end + 1),
        Unit::Hour | Unit::Day => None,
    });
    Some(match by.flatten() {
        Some(by) => by.map(|by| rule.by(by)),
        None => Found::new(rule, end),
    })
}

/// `27th`, `last day`, `3rd friday`, `last friday`.
fn monthly(line: &Line, at: usize) -> Option<Found<Rule>> {
    Some(month_day(line, at)?.map(|by| Rule::every(1, Unit::Month).by(by)))
}

/// A day of the month, with or without `the` before and `of the month` after.
fn month_day(line: &Line, at: usize) -> Option<Found<By>> {
    let at = at + usize::from(line.key(at) == "the");
    let (rank, name) = (line.key(at), line.key(at + 1));
    let found = if let Some((weekday, _)) = lexicon::weekday(name) {
        let n = if rank == "last" { -1 } else { lexicon::rank(rank)? };
        Found::new(By::Nth(n, weekday), at + 2)
    } else if (rank, name) == ("last", "day") {
        Found::new(By::MonthDay(31), at + 2)
    } else if (rank, name) == ("first", "day") {
        Found::new(By::MonthDay(1), at + 2)
    } else {
        let day = lexicon::ordinal(rank).and_then(lexicon::month_day)?;
        Found::new(By::MonthDay(day), at + 1).needing(Need::NoWordAfter)
    };
    let of_month = line.key(found.end) == "of"
        && matches!(line.key(found.end + 1), "the" | "each" | "every")
        && line.key(found.end + 2) == "month";
    Some(if of_month { Found::new(found.value, found.end + 3) } else { found })
}

/// `jan 27th`, `12 may`.
fn annual(line: &Line, at: usize) -> Option<Found<Rule>> {
    Some(date_of_year(line, at)?.map(|by| Rule::every(1, Unit::Year).by(by)))
}

fn date_of_year(line: &Line, at: usize) -> Option<Found<By>> {
    /// A leap year has every date that there is.
    const LEAP: i16 = 2028;
    let found = dates::dated(line, at, Lead::Firm)?;
    let Day::Annual { month, day } = found.value else {
        return None;
    };
    Date::new(LEAP, month, day).is_ok().then(|| found.map(|_| By::Annual { month, day }))
}
