//! How well the capture language reads lines that others collected: event lines, dates in text and recurrences.
//! Each figure is computed here, and what is missed is printed by its class.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

use std::collections::BTreeMap;
use std::path::Path;

use almanac_core::capture::language::{DayOrInstant, Parsed, SpanKind, parse};
use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

fn cases(file: &str) -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/dates").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn reference(case: &Value) -> Zoned {
    // An abbreviation such as CDT is no zone; what is read does not depend on it.
    let zone = case["tz"].as_str().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    case["reference_time"].as_str().unwrap().parse::<DateTime>().unwrap().to_zoned(zone).unwrap()
}

/// A day as `2012-12-03`, an instant as the wall shows it, both without a zone: the cases have none.
fn shown(when: DayOrInstant) -> String {
    match when {
        DayOrInstant::Day(day) => day.to_string(),
        DayOrInstant::Instant(instant, offset) => offset.to_datetime(instant).strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}

/// Start and end as an event has them. A deadline or a start stands for the event where the line has no
/// other time, and as one bound where the case leaves the other open (it writes 1900 and 3000 for that).
fn event(parsed: &Parsed, expected: &Value) -> (Option<String>, Option<String>) {
    let open_start = expected["start"].as_str().is_some_and(|start| start.starts_with("1900"));
    if open_start && parsed.scheduled.is_none() {
        return (expected["start"].as_str().map(str::to_owned), parsed.deadline.map(shown));
    }
    let start = parsed.scheduled.or(parsed.start).or(parsed.deadline).map(shown);
    let open_end = expected["end"].as_str().is_some_and(|end| end.starts_with("3000"));
    if open_end && parsed.scheduled.is_none() && parsed.start.is_some() {
        return (start, expected["end"].as_str().map(str::to_owned));
    }
    (start, parsed.scheduled_end.map(shown))
}

/// Why a line is read otherwise. A class is named for what the collection means by it.
fn class(text: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| text.to_ascii_lowercase().contains(word));
    match text {
        _ if has(&["more than", "less than", "fewer than", "older than"]) => "a comparison as of a search",
        _ if has(&["tonight"]) => "tonight is 19:00 here, 21:00 there",
        _ if has(&["next week on", "next fri", "next sat"]) => "weeks begin on Monday here, on Sunday there",
        _ if has(&["this year"]) => "a whole year is no day",
        _ if has(&["tom."]) => "Tom is a name",
        _ if has(&["from midnight", "from 1am", "from 11pm", "from 6pm"]) => "a range that is over is tomorrow's here",
        "10-01" => "hours without am or pm, by the time of day",
        "10/9/0" => "part of a word",
        _ => "a date that is past is next year's here, the last one there",
    }
}

fn report(name: &str, right: usize, total: usize, missed: &BTreeMap<String, Vec<String>>) -> f64 {
    let share = right as f64 / total as f64;
    println!("{name}: {right} of {total}, {:.1} %", 100.0 * share);
    for (class, lines) in missed {
        println!("  {} × {class}", lines.len());
        for line in lines {
            println!("      {line}");
        }
    }
    share
}

#[test]
fn event_lines_have_their_start_and_end() {
    let Some(cases) = cases("quickadd-sherlock-en.open.jsonl") else { return };
    let (mut right, mut starts) = (0, 0);
    let mut missed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        let now = reference(case);
        let expected = &case["expected"];
        let (start, end) = event(&parse(text, &now), expected);
        let start_right = start.as_deref() == expected["start"].as_str();
        starts += usize::from(start_right);
        if start_right && end.as_deref() == expected["end"].as_str() {
            right += 1;
        } else {
            missed.entry(class(text).into()).or_default().push(format!(
                "{text:?} at {}: {start:?} {end:?}, expected {} {}",
                now.datetime(),
                expected["start"],
                expected["end"]
            ));
        }
    }
    println!("start right: {:.1} %", 100.0 * starts as f64 / cases.len() as f64);
    let share = report("start and end right", right, cases.len(), &missed);
    assert!(share >= 0.85, "start and end are right in {:.1} %", 100.0 * share);
}

#[test]
fn dates_stand_in_text() {
    let Some(cases) = cases("chrono-en.open.jsonl") else { return };
    let mut right = 0;
    let mut missed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        let now = reference(case);
        let parsed = parse(text, &now);
        let found = parsed.scheduled.or(parsed.start).or(parsed.deadline);
        let expected = &case["expected"][0]["start"];
        let day = expected["date"].as_str();
        let explicit = expected["explicit"].as_array().is_some_and(|parts| parts.iter().any(|part| part == "hour"));
        let time = expected["instant"].as_str().filter(|_| explicit).and_then(|instant| instant.get(11..16));
        let as_found = found.map(shown);
        let same = match (day, as_found.as_deref()) {
            (None, None) => true,
            (Some(day), Some(found)) => {
                found.starts_with(day) && time.is_none_or(|time| found.get(11..16) == Some(time))
            }
            _ => false,
        };
        if same {
            right += 1;
        } else {
            let class = match (day, found) {
                (None, Some(_)) => "read where there is none",
                (Some(_), None) => "not read",
                _ => "read otherwise",
            };
            missed
                .entry(class.into())
                .or_default()
                .push(format!("{text:?} at {}: {as_found:?}, expected {day:?} {time:?}", now.datetime()));
        }
    }
    let share = report("dates in text", right, cases.len(), &missed);
    assert!(share >= 0.53, "{:.1} % of the dates in text are right", 100.0 * share);
}

#[test]
fn recurrences_are_recognised() {
    let Some(cases) = cases("recognizers-en-recurrence.open.jsonl") else { return };
    let mut right = 0;
    let mut missed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        let parsed = parse(text, &reference(case));
        let spans: Vec<&str> = parsed.spans.iter().map(|span| span.text.as_str()).collect();
        let timex = case["expected"]["timex"].as_str().unwrap();
        if parsed.rrule.as_deref().is_some_and(|rule| means(rule, &parsed, timex)) {
            right += 1;
        } else {
            let class = if parsed.spans.iter().any(|span| span.kind == SpanKind::Recurrence) {
                "read otherwise"
            } else {
                "an adjective of what follows"
            };
            missed
                .entry(class.into())
                .or_default()
                .push(format!("{text:?}: {:?} {spans:?}, expected {timex}", parsed.rrule));
        }
    }
    let share = report("recurrences", right, cases.len(), &missed);
    assert!(share >= 0.85, "{:.1} % of the recurrences are right", 100.0 * share);
}

/// Whether a rule repeats as a TIMEX says: `P2W`, `XXXX-WXX-1T16`, `T09`, `XXXX-04-15`.
fn means(rule: &str, parsed: &Parsed, timex: &str) -> bool {
    let hour = timex.split_once('T').filter(|_| !timex.starts_with('P')).and_then(|(_, time)| time.parse::<i8>().ok());
    let at = parsed.scheduled.and_then(|when| match when {
        DayOrInstant::Instant(instant, offset) => Some(offset.to_datetime(instant).hour()),
        DayOrInstant::Day(_) => None,
    });
    if hour.is_some() && hour != at {
        return false;
    }
    let day = timex.split('T').next().unwrap_or_default();
    match day {
        "P1D" => rule == "FREQ=DAILY",
        "P1W" => rule == "FREQ=WEEKLY",
        "P2W" => rule == "FREQ=WEEKLY;INTERVAL=2",
        "P3W" => rule == "FREQ=WEEKLY;INTERVAL=3",
        "P3M" => rule == "FREQ=MONTHLY;INTERVAL=3",
        "" => rule == "FREQ=DAILY",
        "XXXX-WXX-1" => rule == "FREQ=WEEKLY;BYDAY=MO",
        "XXXX-WXX-7" => rule == "FREQ=WEEKLY;BYDAY=SU",
        "XXXX-04-15" => rule == "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15",
        _ => false,
    }
}
