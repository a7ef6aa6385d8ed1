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
    fn any_text_is_title_and_spans(text in prop_oneof![any::<String>(), words(), "[\\PC\\s\"“”]{0,80}"]) {
        reconstructs(&text, &parse(&text, &reference()))?;
    }

    #[test]
    fn any_moment_will_do(text in words(), second in -377_000_000_000..253_000_000_000i64) {
        let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
        let now = jiff::Timestamp::from_second(second.max(jiff::Timestamp::MIN.as_second())).unwrap();
        reconstructs(&text, &parse(&text, &now.to_zoned(zone)))?;
    }

    #[test]
    fn a_dismissed_span_stays_text(text in words(), pick in any::<prop::sample::Index>()) {
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
    fn a_recurring_line_is_scheduled(text in words()) {
        let parsed = parse(&text, &reference());
        prop_assert_eq!(parsed.rrule.is_some(), parsed.first.is_some());
        if parsed.first.is_some() {
            prop_assert_eq!(parsed.first, parsed.scheduled);
        }
    }
}
