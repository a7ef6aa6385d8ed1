use super::grammar::{self, Names, Question};
use super::line;
use super::parts::{Subject, Wanted};
use crate::types::Day;

/// A profile that has the project “move house”, the area “home” and the tag “errand”.
struct Known;

impl Names for Known {
    fn project(&self, name: &str) -> Option<String> {
        matches!(name, "move house" | "garden").then(|| name.to_owned())
    }
    fn area(&self, name: &str) -> Option<String> {
        (name == "home").then(|| name.to_owned())
    }
    fn tag(&self, name: &str) -> Option<String> {
        matches!(name, "errand" | "deep work").then(|| name.to_owned())
    }
}

/// Saturday, 21 November 2026.
fn read(question: &str) -> Option<Question> {
    let now: jiff::Zoned = "2026-11-21T10:00:00+01:00[Europe/Berlin]".parse().unwrap();
    grammar::read(question, &now, Day(now.date()).0, &Known)
}

fn filter(question: &str) -> String {
    read(question).and_then(|found| line(&found)).unwrap_or_else(|| "-".into())
}

#[test]
fn questions_become_filters() {
    for (question, expected) in [
        ("How many tasks did I finish last week?", "is:done done:2026-11-09..2026-11-15"),
        ("how many tasks have I completed this month", "is:done done:2026-11-01..2026-11-30"),
        ("How many tasks did I finish in October?", "is:done done:2026-10-01..2026-10-31"),
        ("How many tasks did I finish in December?", "is:done done:2025-12-01..2025-12-31"),
        ("how many tasks were completed in 2025", "is:done done:2025-01-01..2025-12-31"),
        ("How many tasks did I finish yesterday?", "is:done done:2026-11-20"),
        ("how many todos did I get done in the last 7 days", "is:done done:2026-11-15..2026-11-21"),
        ("how many tasks did I finish since Monday", "is:done done:2026-11-16.."),
        ("what did I finish on Friday?", "is:done done:2026-11-20"),
        ("How many tasks did I add on 3 May?", "is:all added:2026-05-03"),
        ("how many tasks did i create on 2026-11-03", "is:all added:2026-11-03"),
        ("What is overdue in project Move house?", "is:overdue project:\"move house\""),
        ("what's overdue in the garden project", "is:overdue project:\"garden\""),
        ("Which tasks are tagged errand and due tomorrow?", "is:open on:2026-11-22 tag:\"errand\""),
        ("which tasks tagged deep work are due next week", "is:open on:2026-11-23..2026-11-29 tag:\"deep work\""),
        ("what is due on Friday?", "is:open on:2026-11-27"),
        ("What is due before Monday?", "is:open on:..2026-11-22"),
        ("what is planned for today", "is:open on:2026-11-21"),
        ("how many open tasks do I have?", "is:open"),
        ("How many tasks are left in Move House?", "is:open project:\"move house\""),
        ("how many high priority tasks are open in the area home", "is:open area:\"home\" p1"),
        ("do i have any blocked tasks", "is:blocked"),
        ("List my overdue tasks", "is:overdue"),
        ("which tasks are waiting", "is:waiting"),
        ("what do I have to do today", "is:open on:2026-11-21"),
        ("what is left in the garden project", "is:open project:\"garden\""),
        ("how many tasks are in my inbox", "is:inbox"),
        ("how many p1 tasks @errand are due this week", "is:open on:2026-11-16..2026-11-22 tag:\"errand\" p1"),
    ] {
        assert_eq!(filter(question), expected, "{question}");
    }
}

#[test]
fn items_are_counted_by_kind_and_day() {
    let notes = read("How many notes did I add in October?").unwrap();
    assert_eq!(notes.subject, Subject::Items(Some("note".into())));
    assert_eq!(notes.added.flatten().unwrap().filter(), "2026-10-01..2026-10-31");
    assert_eq!(read("how many documents are there").unwrap().subject, Subject::Items(None));
    assert_eq!(read("which pdfs did I import last week").unwrap().wanted, Wanted::List);
}

#[test]
fn when_something_was_finished() {
    let asked = read("When did I finish the tax return?").unwrap();
    assert_eq!((asked.wanted, asked.title.as_deref()), (Wanted::When, Some("the tax return")));
}

#[test]
fn one_word_too_many_is_another_question() {
    for question in [
        "How many tasks did Melanie finish last week?",
        "How many tasks did I finish last week except errands?",
        "How many tasks did I not finish last week?",
        "how many tasks did I finish last week or this week",
        "how many tasks did I finish from Monday to Wednesday",
        "What is overdue in project Moon base?",
        "which tasks are tagged unknown",
        "how many tasks are due",
        "how many tasks last week",
        "how many notes are overdue",
        "how many notes did I finish",
        "How many things did Tesla invent?",
        "What is due process?",
        "What is open source?",
        "What is May?",
        "What is today?",
        "how many",
        "Wie viele Aufgaben habe ich letzte Woche erledigt?",
        "How many items are there on the menu?",
        "What did I plan?",
        "",
    ] {
        let found = read(question);
        assert!(found.is_none(), "{question}: {found:?}");
    }
}
