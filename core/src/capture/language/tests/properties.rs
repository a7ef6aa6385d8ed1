//! What must hold for any text at any moment.

use proptest::prelude::*;

use super::super::{Parsed, parse, parse_with};
use super::reference;

/// Words that mean something, in any order and company.
fn words() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "every",
        "every!",
        "other",
        "3rd",
        "last",
        "day",
        "days",
        "mon",
        "friday",
        "sun",
        "may",
        "the",
        "of",
        "on",
        "at",
        "by",
        "due",
        "start",
        "until",
        "for",
        "from",
        "in",
        "to",
        "5pm",
        "17:30",
        "3-4pm",
        "noon",
        "morning",
        "tonight",
        "tomorrow",
        "next",
        "week",
        "month",
        "31st",
        "27",
        "x5",
        "5",
        "times",
        "2h",
        "~1h30",
        "#a",
        "@b",
        ">c",
        "p1",
        "after:",
        "\"q r\"",
        "+3kg",
        "weight",
        "daily",
        "Tea",
        "and",
        "mon,",
        "eom",
        "2026-12-03",
        "\"",
        "👩‍👩‍👧",
        "e\u{301}",
        "\0",
        "\u{a0}",
        "999999999",
        "0",
    ];
    prop::collection::vec(prop::sample::select(WORDS), 0..12).prop_map(|words| words.join(" "))
}

/// Lines that people wrote, from the data sets where they are there.
fn real_lines() -> Vec<String> {
    let folder = super::fixtures();
    let files = [
        "open.jsonl",
        "adversarial-open.jsonl",
        "../dates/chrono-en.open.jsonl",
        "../dates/quickadd-sherlock-en.open.jsonl",
        "../dates/recognizers-en-recurrence.open.jsonl",
    ];
    let mut lines: Vec<String> =
        ["Call Ana tue 3-4pm #Work p1", "Say \"friday\" dec 20 - 27 fri@3pm"].map(String::from).into();
    for file in files {
        let Ok(text) = std::fs::read_to_string(folder.join(file)) else {
            eprintln!("without the lines of {file}: it is not there");
            continue;
        };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let case: serde_json::Value = serde_json::from_str(line).unwrap();
            lines.extend(case["text"].as_str().map(str::to_owned));
        }
    }
    lines
}

/// Such a line with a piece cut out and another put in its place.
fn mutated() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &[
        "",
        " ",
        "  ",
        "\t",
        "\"",
        "“",
        "”",
        "\"\"\"",
        "@",
        "@3",
        "-",
        "- ",
        " – ",
        ".",
        ",",
        "!",
        "…",
        "#",
        ">",
        "~",
        "+",
        "31 feb",
        "feb 29",
        "2026-02-30",
        "99/99/99",
        "25:61",
        "2:30",
        "999999999999999999999",
        "-0",
        "every ",
        "until ",
        "for ",
        "a week from ",
        "ago",
        "no later than ",
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "\u{301}",
        "👩‍👩‍👧",
        "ẞ",
        "İ",
    ];
    let lines = real_lines();
    let pick = prop::sample::select(lines);
    let piece = prop_oneof![prop::sample::select(ODD).prop_map(String::from), any::<String>(), pick.clone()];
    (pick, piece, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(line, piece, from, to)| {
        let chars: Vec<char> = line.chars().collect();
        let (from, to) = (from.index(chars.len() + 1), to.index(chars.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        // Half of the time nothing is cut out.
        let to = if from % 2 == 0 { from } else { to };
        chars[..from].iter().copied().chain(piece.chars()).chain(chars[to..].iter().copied()).collect()
    })
}

/// Title and spans are the line: nothing lost, nothing twice.
fn reconstructs(text: &str, parsed: &Parsed) -> Result<(), TestCaseError> {
    let chars: Vec<char> = text.chars().collect();
    let mut rest = String::new();
    let mut from = 0;
    for span in &parsed.spans {
        prop_assert!(from <= span.start && span.start < span.end && span.end <= chars.len());
        prop_assert_eq!(&span.text, &chars[span.start..span.end].iter().collect::<String>());
        rest.extend(&chars[from..span.start]);
        from = span.end;
    }
    rest.extend(&chars[from..]);
    prop_assert_eq!(&parsed.title, &rest.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_title_and_spans(text in prop_oneof![any::<String>(), words(), mutated(), "[\\PC\\s\"“”]{0,80}"]) {
        reconstructs(&text, &parse(&text, &reference()))?;
    }

    #[test]
    fn any_moment_will_do(text in prop_oneof![words(), mutated()], second in -377_000_000_000..253_000_000_000i64) {
        let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
        let now = jiff::Timestamp::from_second(second.max(jiff::Timestamp::MIN.as_second())).unwrap();
        reconstructs(&text, &parse(&text, &now.to_zoned(zone)))?;
    }

    #[test]
    fn a_dismissed_span_stays_text(text in prop_oneof![words(), mutated()], pick in any::<prop::sample::Index>()) {
        let parsed = parse(&text, &reference());
        if parsed.spans.is_empty() {
            return Ok(());
        }
        let gone = pick.get(&parsed.spans);
        let again = parse_with(&text, &reference(), std::slice::from_ref(&(gone.start..gone.end)));
        reconstructs(&text, &again)?;
        prop_assert!(again.spans.iter().all(|span| span.end <= gone.start || gone.end <= span.start));
    }

    #[test]
    fn dismissing_every_chip_gives_the_line_back(text in prop_oneof![words(), mutated()]) {
        let mut gone = Vec::new();
        loop {
            let parsed = parse_with(&text, &reference(), &gone);
            reconstructs(&text, &parsed)?;
            let Some(span) = parsed.spans.first() else {
                break;
            };
            gone.push(span.start..span.end);
        }
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(parse_with(&text, &reference(), &gone).title, whole);
    }

    #[test]
    fn an_end_comes_after_its_beginning(text in prop_oneof![words(), mutated()]) {
        let parsed = parse(&text, &reference());
        if let (Some(start), Some(end)) = (parsed.scheduled, parsed.scheduled_end) {
            prop_assert!(start.day() <= end.day(), "{text:?}: {start} {end}");
            if let (Some(start), Some(end)) = (start.instant(), end.instant()) {
                prop_assert!(start < end, "{text:?}: {start} {end}");
            }
        }
    }

    #[test]
    fn a_recurring_line_is_scheduled(text in prop_oneof![words(), mutated()]) {
        let parsed = parse(&text, &reference());
        prop_assert_eq!(parsed.rrule.is_some(), parsed.first.is_some());
        if parsed.first.is_some() {
            prop_assert_eq!(parsed.first, parsed.scheduled);
        }
    }
}
