//! The contract's fixtures, and what must hold for any text.

#![allow(clippy::unwrap_used)]

mod properties;

use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;
use serde_json::Value;

use super::{DayOrInstant, Parsed, Present, Span, parse, parse_with};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/quickadd")
}

fn reference() -> Zoned {
    "2026-11-21T10:00:00+01:00[Europe/Berlin]".parse().unwrap()
}

/// Parses every line of a fixture file and names all that come out differently.
#[track_caller]
fn holds(file: &str) {
    let path = fixtures().join(file);
    let Ok(lines) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let mut total = 0;
    let mut wrong = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        total += 1;
        let fixture: Value = serde_json::from_str(line).unwrap();
        let now: Zoned = fixture["now"].as_str().unwrap().parse().unwrap();
        let text = fixture["text"].as_str().unwrap();
        let parsed = serde_json::to_value(parse(text, &now)).unwrap();
        if parsed != fixture["expect"] {
            wrong.push(format!("{} {text:?}\n  got  {parsed}\n  want {}", fixture["id"], fixture["expect"]));
        }
    }
    assert!(wrong.is_empty(), "{file}: {} of {total} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn lines_that_must_parse() {
    holds("open.jsonl");
}

#[test]
fn lines_that_must_not() {
    holds("adversarial-open.jsonl");
}

/// A line that comes out as this title and these chips, `kind:text`.
#[track_caller]
fn reads(text: &str, title: &str, expected: &[&str]) -> Parsed {
    let parsed = parse(text, &reference());
    let kind = |span: &Span| serde_json::to_value(span.kind).unwrap().as_str().unwrap().to_owned();
    let chips: Vec<_> = parsed.spans.iter().map(|span| format!("{}:{}", kind(span), span.text)).collect();
    assert_eq!((parsed.title.as_str(), chips), (title, expected.iter().map(|c| c.to_string()).collect()));
    parsed
}

/// A line that is all title.
#[track_caller]
fn is_title(text: &str) {
    reads(text, text, &[]);
}

fn at(when: Option<DayOrInstant>) -> String {
    when.map(|when| when.to_string()).unwrap_or_default()
}

#[test]
fn a_word_that_could_be_a_date_is_title() {
    for text in [
        "Sit in the sun",
        "Read The Art of War by Sun Tzu",
        "Meet on the 4th floor",
        "Catch the 5pm bus",
        "buy 5pm tea",
        "Move 2 to 3pm",
        "Stay until friday",
        "Prepare end of month report",
        "Send the friday report",
        "Shop Black Friday deals",
        "Cook for friday guests",
        "Check every sat nav",
        "Walk in the morning light",
        "Bins every mon, call Bo",
        "March 20 km",
        "Write 3 may poems",
        "buy 5pm morning tea",
        "Order sat x5",
        "Buy Sunday Times",
        "Make every day count",
        "Give each day a name",
        "Plan next week meals",
        "Give +1 reputation points to Bo",
    ] {
        is_title(text);
    }
}

#[test]
fn a_value_out_of_bounds_is_title() {
    for text in [
        "in 999999999 days",
        "in 99999999999999999999 years",
        "every 0 days",
        "every 4294967296 weeks",
        "every day-1",
        "~4294967295h",
        "for 99999999999h",
        "~100000h",
        "for 8761h",
        "~525601m",
        "Feb 30 call",
        "every feb 30",
        "2026-02-29",
        "24:00",
        "13pm",
        "every 0th",
        &format!("+{}kg weight", "9".repeat(400)),
    ] {
        is_title(text);
    }
    assert_eq!(parse("Build a house ~8760h", &reference()).effort_minutes, Some(525_600), "a year");
    assert_eq!(parse("Every day x0 water", &reference()).rrule.as_deref(), Some("FREQ=DAILY"));
}

#[test]
fn ambiguous_neighbours_hold_together() {
    reads("Team mon 7am swim meet", "Team swim meet", &["date:mon", "time:7am"]);
    reads("sat morning market", "market", &["date:sat", "time:morning"]);
    reads("Back up every 27th x5", "Back up", &["recurrence:every 27th", "count:x5"]);
    reads("Meditate daily morning", "Meditate", &["recurrence:daily", "time:morning"]);
}

#[test]
fn of_two_rivals_one_is_meant() {
    reads("Print monday list tomorrow", "Print monday list", &["date:tomorrow"]);
    reads("Tomorrow prepare monday slides", "prepare monday slides", &["date:Tomorrow"]);
    reads("#Home #Work paint", "#Work paint", &["project:#Home"]);
    reads("Swim every day until eom x5", "Swim x5", &["recurrence:every day", "until:until eom"]);
}

#[test]
fn a_time_from_now_has_its_own_day() {
    let now = "2026-11-21T10:30:00+01:00";
    for (text, title, chips) in [
        ("x friday in 30 minutes", "x friday", &["time:in 30 minutes"][..]),
        ("x in 30 minutes tomorrow", "x tomorrow", &["time:in 30 minutes"]),
        ("x in 30 minutes from tomorrow", "x from tomorrow", &["time:in 30 minutes"]),
        ("Tomorrow in 30 minutes", "Tomorrow", &["time:in 30 minutes"]),
        ("x today in 30 minutes", "x", &["date:today", "time:in 30 minutes"]),
    ] {
        assert_eq!(at(reads(text, title, chips).scheduled), now, "{text}");
    }
    let parsed = reads("x tomorrow in 24 hours", "x", &["date:tomorrow", "time:in 24 hours"]);
    assert_eq!(at(parsed.scheduled), "2026-11-22T10:00:00+01:00");
    reads("x today in 20 hours", "x today", &["time:in 20 hours"]);
    reads("x every friday in 30 minutes", "x in 30 minutes", &["recurrence:every friday"]);
    reads("x dec 20 - 27 in 30 minutes", "x in 30 minutes", &["range:dec 20 - 27"]);
}

#[test]
fn inches_are_no_quotation() {
    reads("Buy 24\" and 27\" screens tomorrow", "Buy 24\" and 27\" screens", &["date:tomorrow"]);
    reads("Read „Freitag friday“ p1", "Read „Freitag friday“", &["priority:p1"]);
    reads("Say \"hello friday", "Say \"hello", &["date:friday"]);
}

#[test]
fn days_and_times_are_joined() {
    let parsed = reads("Lunch fri@3pm", "Lunch", &["date:fri", "time:@3pm"]);
    assert_eq!(at(parsed.scheduled), "2026-11-27T15:00:00+01:00");
    let parsed = reads("Meet Ana at 9 tonight", "Meet Ana", &["time:at 9", "date:tonight"]);
    assert_eq!(at(parsed.scheduled), "2026-11-21T21:00:00+01:00");
    let parsed = reads("Check oven in 20 minutes", "Check oven", &["time:in 20 minutes"]);
    assert_eq!(at(parsed.scheduled), "2026-11-21T10:20:00+01:00");
    for text in ["bob@3pm", "foo -mon", "Look at 3 houses", "Party at 7 Eleven", "Rate it 9/10", "Read 2-3 books"] {
        is_title(text);
    }
}

#[test]
fn a_period_has_two_days() {
    let parsed = reads("Vacation dec 20 - 27", "Vacation", &["range:dec 20 - 27"]);
    assert_eq!((at(parsed.scheduled), at(parsed.scheduled_end)), ("2026-12-20".into(), "2026-12-27".into()));
    let parsed = reads("Trip from dec 28 5pm to jan 3 9am", "Trip", &["range:from dec 28 5pm to jan 3 9am"]);
    assert_eq!(at(parsed.scheduled_end), "2027-01-03T09:00:00+01:00");
    // Under way.
    assert_eq!(at(parse("Fair 11/16 - 11/22", &reference()).scheduled), "2026-11-16");
    reads("Train jan 5 to Hamburg", "Train to Hamburg", &["date:jan 5"]);
}

#[test]
fn one_bound_is_a_deadline_or_a_start() {
    assert_eq!(at(parse("Finish before friday", &reference()).deadline), "2026-11-27");
    assert_eq!(at(parse("Reply within 2 days", &reference()).deadline), "2026-11-23");
    assert_eq!(at(parse("Call Bo after monday", &reference()).start), "2026-11-23");
    assert_eq!(at(parse("Call Bo after 5pm", &reference()).scheduled), "2026-11-21T17:00:00+01:00");
    for text in ["Clean up after friday drinks", "Delete files older than 2 months", "Mail from yesterday"] {
        is_title(text);
    }
}

#[test]
fn punctuation_belongs_to_the_chip_and_ends_a_phrase() {
    reads("Call mum tomorrow.", "Call mum", &["date:tomorrow."]);
    reads("Tomorrow, call mum", "call mum", &["date:Tomorrow,"]);
    reads("Keys back on the 3rd. May I call", "Keys back May I call", &["date:on the 3rd."]);
    reads("Jan. 12 dentist", "dentist", &["date:Jan. 12"]);
}

#[test]
fn what_the_reference_says_is_so() {
    for section in super::reference() {
        for phrase in section.phrases {
            let parsed = parse(&phrase.example, &reference());
            let chip = parsed.spans.iter().find(|span| span.text == phrase.phrase);
            let kinds: Vec<_> = parsed.spans.iter().map(|span| (span.kind, span.text.as_str())).collect();
            assert!(chip.is_some(), "{:?} is no chip of {:?}: {kinds:?}", phrase.phrase, phrase.example);
        }
    }
}

#[test]
fn the_clock_change_moves_a_time_on() {
    let parsed = reads("Bake 2027-03-28 2:30", "Bake", &["date:2027-03-28", "time:2:30"]);
    assert_eq!(at(parsed.scheduled), "2027-03-28T03:30:00+02:00");
    let parsed = parse("Bake 2027-03-28 2:30 - 2027-03-28 3:15", &reference());
    assert_eq!((at(parsed.scheduled), parsed.scheduled_end), ("2027-03-28T03:30:00+02:00".into(), None));
    let parsed = parse("Watch stars 2027-03-28 1am for 2h", &reference());
    assert_eq!(at(parsed.scheduled_end), "2027-03-28T04:00:00+02:00");
}

#[test]
fn a_rule_ends_in_the_persons_zone() {
    let parsed = parse("Swim every mon 6pm until jun 30", &reference());
    assert_eq!(parsed.rrule.as_deref(), Some("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630T215959Z"));
    let parsed = parse("Run every day until dec 31 starting jan 15", &reference());
    assert_eq!(parsed.rrule.as_deref(), Some("FREQ=DAILY;UNTIL=20271231"));
}

#[test]
fn a_dismissed_chip_gives_its_words_back() {
    let text = "Call mum fri 5pm #Home";
    let parsed = parse_with(text, &reference(), std::slice::from_ref(&(9..12)));
    assert_eq!((parsed.title.as_str(), at(parsed.scheduled).as_str()), ("Call mum fri", "2026-11-21T17:00:00+01:00"));
    assert_eq!(parse_with(text, &reference(), &[9..12, 13..16, 17..22]).title, text);
}

#[test]
fn the_wire_form_reads_back() {
    let parsed = parse("+8 glasses water tomorrow 5pm every day by eom @a", &reference());
    let wire = serde_json::to_string(&parsed).unwrap();
    assert!(wire.contains("\"value\":8,"), "{wire}");
    assert_eq!(serde_json::from_str::<Parsed>(&wire).unwrap(), parsed);
    assert!(serde_json::from_str::<DayOrInstant>("\"2026-11-21T10:00:00\"").is_err());
}

#[test]
fn a_long_line_is_read_in_no_time() {
    for word in ["sat ", "\"", "“ ", "every mon, ", "every 3rd ", "in 3 ", "#a ", "mon 5pm x ", "for 1h and "] {
        let text = word.repeat(10_000 / word.len());
        let started = std::time::Instant::now();
        parse(&text, &reference());
        assert!(started.elapsed().as_secs() < 2, "{word:?} took {:?}", started.elapsed());
    }
}

#[test]
fn tonight_ends_in_the_morning() {
    let now = |time: &str| -> Zoned { format!("2026-11-22T{time}:00+01:00[Europe/Berlin]").parse().unwrap() };
    let noon = now("11:39");
    for (text, expected) in [
        ("Take out trash tonight 1am", "2026-11-23T01:00:00+01:00"),
        ("Pick up Ann tonight at 12:30am", "2026-11-23T00:30:00+01:00"),
        ("Sync at 1am tonight", "2026-11-23T01:00:00+01:00"),
        ("x tonight midnight", "2026-11-23T00:00:00+01:00"),
        ("x tonight 11pm-1am", "2026-11-22T23:00:00+01:00"),
        ("x tonight 1am-3am", "2026-11-23T01:00:00+01:00"),
        ("x tonight at 9", "2026-11-22T21:00:00+01:00"),
        ("x today 1am", "2026-11-22T01:00:00+01:00"),
        ("call 1am", "2026-11-23T01:00:00+01:00"),
    ] {
        assert_eq!(at(parse(text, &noon).scheduled), expected, "{text}");
    }
    assert_eq!(at(parse("x tonight 1am-3am", &noon).scheduled_end), "2026-11-23T03:00:00+01:00");
    assert_eq!(at(parse("Send it by midnight tonight", &noon).deadline), "2026-11-23T00:00:00+01:00");
    // In the night itself it is this one.
    let night = now("00:30");
    for today in [Date::constant(2026, 11, 21), Date::constant(2026, 11, 22)] {
        let present = Present { now: &night, today };
        assert_eq!(at(parse("x tonight 1am", present).scheduled), "2026-11-22T01:00:00+01:00", "{today}");
    }
}

/// At 02:13 on Sunday the person's day is still Saturday: `today` is the day that the app shows.
#[test]
fn after_midnight_days_count_from_the_persons_day() {
    let now: Zoned = "2026-11-22T02:13:00+01:00[Europe/Berlin]".parse().unwrap();
    let late = Present { now: &now, today: Date::constant(2026, 11, 21) };
    let scheduled = |text| at(parse(text, late).scheduled);
    assert_eq!(scheduled("Water the lemon tree today"), "2026-11-21");
    assert_eq!(scheduled("Water the lemon tree tomorrow"), "2026-11-22");
    assert_eq!(scheduled("Water the lemon tree sunday"), "2026-11-22");
    assert_eq!(scheduled("Water the lemon tree tomorrow 9am"), "2026-11-22T09:00:00+01:00");
    assert_eq!(scheduled("Water the lemon tree every day"), "2026-11-21");
    // A time is never one that has passed.
    assert_eq!(scheduled("Water the lemon tree at 2am"), "2026-11-23T02:00:00+01:00");
    assert_eq!(scheduled("Water the lemon tree at 3am"), "2026-11-22T03:00:00+01:00");
    assert_eq!(scheduled("Water the lemon tree today at 9am"), "2026-11-22T09:00:00+01:00");
    assert_eq!(scheduled("Water the lemon tree tonight"), "2026-11-22T19:00:00+01:00");
    assert_eq!(scheduled("Water the lemon tree every day at 3am"), "2026-11-22T03:00:00+01:00");
    assert_eq!(scheduled("Water the lemon tree in 2 hours"), "2026-11-22T04:13:00+01:00");
}
