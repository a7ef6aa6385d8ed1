//! Rules: what they say, when they occur, and that others find the same.

use almanac_core::calendar::{Rule, Series, words};
use almanac_core::clock::{TimeZone, Timestamp, Zoned};
use proptest::prelude::*;
use serde_json::Value;

use super::house::material;

fn zone(name: &str) -> TimeZone {
    if name == "floating" { TimeZone::UTC } else { TimeZone::get(name).unwrap() }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// `20261121T090000`, `20261121` or `2026-11-21T09:00:00+01:00` as a moment.
fn moment(text: &str, zone: &TimeZone) -> Timestamp {
    if text.contains('-') {
        return text.parse().unwrap();
    }
    let text = text.trim_end_matches('Z');
    let time = text.get(8..).filter(|time| !time.is_empty()).unwrap_or("T000000");
    zone.to_timestamp(format!("{}{time}", &text[..8]).parse().unwrap()).unwrap()
}

/// Rules made by `scripts/recurrence/oracle.py 303 20261121 8`, with what python-dateutil finds.
#[test]
fn rules_in_nine_zones_occur_as_dateutil_finds() {
    let lines: Vec<&str> = include_str!("dateutil.jsonl").lines().collect();
    assert!(lines.len() >= 300);
    for line in lines {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| case[name].as_str().unwrap();
        let start = format!("DTSTART:{}", text("dtstart").replace(['-', ':'], ""));
        let rule = format!("RRULE:{}", text("rule"));
        let series = Series::from_ical([&*start, &*rule], &zone(text("tz"))).unwrap();
        let before: Timestamp = text("before").parse().unwrap();
        let found = series.occurrences().map(|at| at.timestamp()).take_while(|at| *at <= before).take(8);
        let found: Vec<String> = found.map(|at| at.to_string()).collect();
        assert_eq!(found, texts(&case["expected"]), "{rule} {start} {}", text("tz"));
    }
}

/// What two programs read differently: here python-dateutil's way is taken.
const DISPUTED: [(&str, &str); 6] = [
    ("libical-054", "YEARLY with BYWEEKNO and no BYDAY: every day of the week, not the weekday of the start"),
    ("libical-108", "the same"),
    ("libical-129", "the same"),
    ("libical-076", "YEARLY with BYMONTHDAY and no BYMONTH: in every month, not in that of the start"),
    ("libical-077", "the same"),
    ("libical-145", "a week that two years share counts for both years of an INTERVAL, not for the one that owns it"),
];

#[test]
fn the_published_cases_hold() {
    let Some(folder) = material("recurrence") else { return };
    let mut all = 0;
    let mut missed = Vec::new();
    for file in ["rrule-dateutil", "rrule-libical", "rrule-timezones-rust"] {
        let text = std::fs::read_to_string(folder.join(format!("{file}.open.jsonl"))).unwrap();
        for line in text.lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let zone = zone(case["tz"].as_str().unwrap());
            let ical = texts(&case["ical"]);
            let expected: Vec<Timestamp> = texts(&case["expected"]).iter().map(|at| moment(at, &zone)).collect();
            let more = if case["complete"] == true { 1 } else { 0 };
            let found = Series::from_ical(ical.iter().map(String::as_str), &zone).map(|series| {
                series.occurrences().map(|at| at.timestamp()).take(expected.len() + more).collect::<Vec<_>>()
            });
            all += 1;
            if found.as_ref().ok() != Some(&expected) {
                missed.push(case["id"].as_str().unwrap().to_owned());
            }
        }
    }
    println!("{} of {all} published cases; the others: {missed:?}", all - missed.len());
    let known: Vec<&str> = DISPUTED.iter().map(|(id, _)| *id).collect();
    assert!(missed.iter().all(|id| known.contains(&id.as_str())), "{missed:?}");
}

#[test]
fn what_is_no_rule_is_refused_in_words() {
    for (text, said) in [
        ("", "is not a part of a rule"),
        ("INTERVAL=2", "needs its FREQ"),
        ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY is not known"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not a number from 1"),
        ("FREQ=DAILY;COUNT=two", "COUNT=two is not a number"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20261231", "not by both"),
        ("FREQ=DAILY;UNTIL=20261331", "is not a day like"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "0 is nothing"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32 is not a number"),
        ("FREQ=WEEKLY;BYDAY=MX", "\"MX\" is not a weekday"),
        ("FREQ=WEEKLY;BYDAY=é", "is not a weekday"),
        ("FREQ=WEEKLY;BYDAY=2MO", "FREQ=MONTHLY or FREQ=YEARLY"),
        ("FREQ=DAILY;BYSETPOS=1", "there is none"),
        ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("FREQ=DAILY;SKIP=OMIT", "not supported"),
        ("FREQ=DAILY;COLOUR=RED", "not a part that a rule can have"),
    ] {
        let error = text.parse::<Rule>().expect_err(text).to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
}

#[test]
fn a_rule_is_said_in_words() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    for (rule, said) in [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=5", "every 3 days, 5 times"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270131", "every 2 weeks on Mon and Thu until 31 Jan 2027"),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131T225959Z", "every week on Mon until 31 Jan 2027"),
        ("FREQ=MONTHLY;BYMONTHDAY=21", "every month on the 21st"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "every month on the 30th, or the last day of a shorter month"),
        ("FREQ=MONTHLY;BYDAY=3FR", "every month on the 3rd Friday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last weekday"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27", "every year on 27 Jan"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "every year on the last day of Feb"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the 4th Thursday in Nov"),
        ("FREQ=HOURLY;INTERVAL=12", "every 12 hours"),
        ("FREQ=DAILY;BYHOUR=9,18", "every day at 09:00 and 18:00"),
    ] {
        assert_eq!(words(&rule.parse().unwrap(), &zone), said, "{rule}");
    }
}

#[test]
fn the_wall_clock_stays_and_an_hour_that_is_not_there_moves_on() {
    let berlin = TimeZone::get("Europe/Berlin").unwrap();
    let of = |rule: &str, start: &str| -> Vec<String> {
        let series = Series::from_ical([&*format!("DTSTART:{start}"), &*format!("RRULE:{rule}")], &berlin).unwrap();
        series.occurrences().map(|at: Zoned| at.strftime("%dT%H:%M%:z").to_string()).collect()
    };
    let gap = of("FREQ=DAILY;COUNT=3", "20260328T023000");
    assert_eq!(gap, ["28T02:30+01:00", "29T03:30+02:00", "30T02:30+02:00"]);
    let fold = of("FREQ=DAILY;COUNT=3", "20261024T023000");
    assert_eq!(fold, ["24T02:30+02:00", "25T02:30+02:00", "26T02:30+01:00"]);
    assert_eq!(of("FREQ=DAILY;UNTIL=20260330T003000Z", "20260328T023000").len(), 3, "UNTIL is a moment");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_a_rule_or_an_error(text in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY|HOURLY))?(;[A-Z]{2,10}=[-0-9A-Z,+é]{0,12}){0,4}") {
        if let Ok(rule) = text.parse::<Rule>() {
            prop_assert_eq!(rule.to_string().parse::<Rule>().unwrap(), rule.clone(), "a rule is written as it was read");
            let _ = words(&rule, &TimeZone::UTC);
            let series = Series::new(rule, "2026-11-21T09:00:00".parse().unwrap(), false, TimeZone::UTC);
            let found: Vec<Zoned> = series.occurrences().take(3).collect();
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
