use proptest::prelude::*;

use super::*;

fn shown(line: &str) -> String {
    match parse(line) {
        Ok(query) => query.to_string(),
        Err(problem) => format!("{}-{} ", problem.start, problem.end) + &Error::from(problem).to_string(),
    }
}

#[test]
fn conditions_join_and_nest() {
    for (line, canonical) in [
        ("", ""),
        ("due:<=7d and (tag:home or p1) and not blocked", "due:<=7d (tag:home or priority:1) not is:blocked"),
        ("-tag:@home  -(milk OR eggs)", "not tag:home not (milk or eggs)"),
        ("a b or c d", "a b or c d"),
        ("(a b) (c or (d or e))", "a b (c or d or e)"),
        ("not not a", "not not a"),
        ("project:\"Move house\" area:none", "project:\"Move house\" area:none"),
        ("project:\"none\" tag:any", "project:\"none\" tag:\"any\""),
        ("p:<=2 effort:<30m effort:1h..2h30 energy:LOW", "priority:<=2 effort:<30 effort:60..150 energy:low"),
        (
            "due:overdue on:fri start:+2w done:>=-7d added:2026-11",
            "due:overdue on:friday start:2w done:>=-7d added:2026-11",
        ),
        ("on:2026-11-01..2026-11-30 due:..today", "on:2026-11-01..2026-11-30 due:..today"),
        ("10:30 https://example.org/(x) \"and\" note:", "\"10:30\" \"https://example.org/(x)\" \"and\" \"note:\""),
        ("10:05am http://a.b room:12", "\"10:05am\" \"http://a.b\" \"room:12\""),
        ("(f(x) y)", "\"f(x)\" y"),
        ("text:\"say \\\"hi\\\"\" has:reminders", "\"say \\\"hi\\\"\" has:reminder"),
        ("lone - minus -", "lone \"-\" minus \"-\""),
    ] {
        assert_eq!(shown(line), canonical, "{line}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (line, said) in [
        ("milk tga:home", "5-8 there is no field tga; did you mean tag? (at character 6)"),
        ("created:>2026-11-30", "0-7 there is no field created (at character 1)"),
        ("milk -logged:>0", "6-12 there is no field logged (at character 7)"),
        ("(parent:1 or milk)", "1-7 there is no field parent (at character 2)"),
        ("x:<=3", "0-1 there is no field x (at character 1)"),
        ("efort:30", "0-5 there is no field efort; did you mean effort? (at character 1)"),
        ("is:overdeu", "3-10 is:overdeu is not known; did you mean overdue? (at character 4)"),
        ("(p1 or p2", "0-9 this parenthesis is not closed (at character 1)"),
        ("p1 )", "3-4 this parenthesis was never opened (at character 4)"),
        ("p1 and", "6-6 a condition is missing here (at character 7)"),
        ("or p1", "0-1 a condition is missing here (at character 1)"),
        ("due:cheese", "4-10 due:cheese is not a day (at character 5)"),
        ("due:2026-02-30", "4-14 due:2026-02-30 is not a day"),
        ("priority:5", "9-10 priority:5 is not known"),
        ("tag:", "4-4 tag: needs a value"),
        ("\"open", "0-5 this phrase is not closed"),
        ("()", "1-2 a condition is missing here"),
    ] {
        let shown = shown(line);
        assert!(shown.starts_with(said), "{line}: {shown}");
    }
    assert!(parse(&"(".repeat(100_000)).is_err());
    assert!(parse(&"-".repeat(100_000)).is_err());
    assert!(parse(&"a ".repeat(1000)).is_err());
}

fn query() -> impl Strategy<Value = Query> {
    let point = || {
        prop_oneof![
            Just("today"),
            Just("friday"),
            Just("-3d"),
            Just("2w"),
            Just("week"),
            Just("2026-11"),
            Just("2026-11-21"),
        ]
    };
    let sign = prop_oneof![Just(""), Just("<"), Just("<="), Just(">"), Just(">="), Just("=")];
    let day = (prop_oneof![Just("due"), Just("on"), Just("start"), Just("done"), Just("added")], sign, point())
        .prop_map(|(field, sign, point)| format!("{field}:{sign}{point}"));
    let term = prop_oneof![
        day,
        prop::sample::select(Is::ALL).prop_map(|is| format!("is:{}", is.word())),
        Just("due:none".to_owned()),
        Just("effort:15..90".to_owned()),
        Just("p2".to_owned()),
    ]
    .prop_filter_map("a term", |line| parse(&line).ok());
    let text = "\\PC{1,12}"
        .prop_filter_map("blank", |text| (!text.trim().is_empty()).then_some(Query::Term(Term::Text(text))));
    let name = "[a-zA-Z (\"\\\\:.-]{1,10}".prop_filter_map("blank", |name| {
        let name = name.trim().to_owned();
        (!name.is_empty()).then_some(Query::Term(Term::Project(Some(name))))
    });
    prop_oneof![term, text, name].prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| Query::Not(Box::new(part))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::And),
            prop::collection::vec(inner, 2..4).prop_map(Query::Or),
        ]
    })
}

proptest! {
    #[test]
    fn any_line_is_read_or_refused(line in "\\PC*") {
        if let Err(problem) = parse(&line) {
            prop_assert!(problem.start <= problem.end && problem.end <= line.chars().count(), "{problem:?}");
        }
    }

    #[test]
    fn what_looks_like_a_query_is_read_or_refused(
        parts in prop::collection::vec(prop::sample::select(vec![
            "(", ")", "-", "not", "and", "or", " ", "tag:", "due:", "<=", "7d", "..", "\"", "home", "none", "p1", "\\", "99999y", "<9999-12-31", "“",
        ]), 0..24)
    ) {
        let line = parts.concat();
        match parse(&line) {
            Err(problem) => prop_assert!(problem.start <= problem.end && problem.end <= line.chars().count(), "{problem:?}"),
            Ok(query) => {
                let printed = query.to_string();
                prop_assert_eq!(parse(&printed), Ok(query), "{} → {}", line, printed);
            }
        }
    }

    #[test]
    fn a_printed_query_reads_as_itself(made in query()) {
        // The first reading brings lists in lists to one level; the query that it gives stays as it is.
        let read = parse(&made.to_string()).unwrap();
        prop_assert_eq!(parse(&read.to_string()).unwrap(), read);
    }

    #[test]
    fn a_day_has_a_first_and_a_last(number in -99_999..=99_999_i32, unit in prop::sample::select(vec!["d", "w", "m", "y"])) {
        let today = crate::types::Day(jiff::civil::date(2026, 11, 21));
        let Some(Term::Day(_, test)) = parse(&format!("on:>{number}{unit}")).ok().and_then(|query| match query {
            Query::Term(term) => Some(term),
            _ => None,
        }) else { return Err(TestCaseError::fail("no day")) };
        prop_assert!(test.range(DayField::On, today).is_some());
    }
}
