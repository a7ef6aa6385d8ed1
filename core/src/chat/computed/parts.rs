//! The parts of a question about tasks and items, each read from the head of its words.

use winnow::combinator::{alt, opt};
use winnow::{ModalResult, Parser};

use super::words::{Words, one_of, phrase};

/// What is wanted of what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Number,
    List,
    /// When it was finished.
    When,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    Tasks,
    /// Items; of one kind, where the question names it in its own word.
    Items(Option<String>),
}

/// What a question begins with.
pub(super) fn opening(input: &mut Words<'_>) -> ModalResult<Wanted> {
    alt((
        alt((phrase("how many"), phrase("number of"), phrase("count"), phrase("what is the number of")))
            .value(Wanted::Number),
        alt((
            phrase("do i have any"),
            phrase("do i have"),
            phrase("are there any"),
            phrase("is anything"),
            phrase("show me"),
            phrase("show"),
            phrase("list"),
            phrase("which"),
            phrase("what"),
        ))
        .value(Wanted::List),
    ))
    .parse_next(input)
}

const FINISHED: &[&str] = &["finish", "finished", "complete", "completed", "done", "closed", "close"];
const ADDED: &[&str] = &["add", "added", "create", "created", "capture", "captured"];
const ADDED_ITEMS: &[&str] = &["write", "wrote", "written", "save", "saved", "import", "imported"];

/// `when did I finish TITLE`.
pub(super) fn finished_when(words: &[&str]) -> Option<String> {
    let mut rest: Words<'_> = words;
    let mut opening = (phrase("when did i"), opt(phrase("last")), alt((one_of(&FINISHED[..4]).void(), phrase("do"))));
    opening.parse_next(&mut rest).ok()?;
    (!rest.is_empty()).then(|| rest.join(" "))
}

/// What `read` finds, or nothing and the words as they were.
pub(super) fn optional<'a, T>(
    input: &mut Words<'a>,
    mut read: impl FnMut(&mut Words<'a>) -> ModalResult<T>,
) -> Option<T> {
    let start = *input;
    let found = read(input).ok();
    if found.is_none() {
        *input = start;
    }
    found
}

/// A word of `is:`.
pub(super) fn status(input: &mut Words<'_>) -> ModalResult<&'static str> {
    alt((
        one_of(&["open", "unfinished", "pending", "remaining", "outstanding", "left"]).value("open"),
        one_of(&["overdue", "late"]).value("overdue"),
        phrase("blocked").value("blocked"),
        phrase("waiting").value("waiting"),
        alt((phrase("in progress"), phrase("doing"))).value("doing"),
        alt((phrase("in the inbox"), phrase("in my inbox"))).value("inbox"),
        phrase("dropped").value("dropped"),
    ))
    .parse_next(input)
}

/// `p1`, `high priority`.
pub(super) fn priority(input: &mut Words<'_>) -> ModalResult<u8> {
    alt((
        alt((
            phrase("p1"),
            phrase("priority 1"),
            phrase("high priority"),
            phrase("top priority"),
            phrase("high-priority"),
        ))
        .value(1),
        alt((phrase("p2"), phrase("priority 2"))).value(2),
        alt((phrase("p3"), phrase("priority 3"))).value(3),
        alt((phrase("p4"), phrase("priority 4"))).value(4),
    ))
    .parse_next(input)
}

/// What was done, or is to be.
#[derive(Clone, Copy)]
pub(super) enum Verb {
    Done,
    Added,
    /// Added, said of items only.
    Kept,
    Due,
}

/// What was done with the things.
pub(super) fn verb(input: &mut Words<'_>) -> ModalResult<Verb> {
    alt((
        (one_of(FINISHED), opt(phrase("off"))).value(Verb::Done),
        phrase("get done").value(Verb::Done),
        one_of(ADDED).value(Verb::Added),
        one_of(ADDED_ITEMS).value(Verb::Kept),
        (one_of(&["due", "planned", "scheduled"]), opt(phrase("for"))).value(Verb::Due),
    ))
    .parse_next(input)
}

/// What is asked about, and whether it was called a mere thing.
pub(super) fn subject(input: &mut Words<'_>) -> ModalResult<(Subject, bool)> {
    let items = |kind: &str| (Subject::Items(Some(kind.to_owned())), false);
    alt((
        one_of(&["task", "tasks", "todo", "todos"]).map(|_| (Subject::Tasks, false)),
        (phrase("things"), opt(phrase("to do"))).map(|_| (Subject::Tasks, true)),
        one_of(&["note", "notes"]).map(move |_| items("note")),
        (one_of(&["pdf", "pdfs"]), opt(one_of(&["files", "documents"]))).map(move |_| items("pdf")),
        (phrase("web"), one_of(&["page", "pages"])).map(move |_| items("html")),
        (phrase("markdown"), one_of(&["file", "files"])).map(move |_| items("markdown")),
        (phrase("text"), one_of(&["file", "files"])).map(move |_| items("text")),
        one_of(&["item", "items", "file", "files", "document", "documents"]).map(|_| (Subject::Items(None), false)),
    ))
    .parse_next(input)
}

/// Words that change nothing; whether it is one of the person.
pub(super) fn small(input: &mut Words<'_>) -> ModalResult<bool> {
    alt((
        one_of(&["i", "i've", "my", "mine", "me"]).value(true),
        alt((
            phrase("right now"),
            phrase("so far"),
            phrase("in total"),
            phrase("in all"),
            phrase("to do"),
            phrase("are there"),
        ))
        .value(false),
        one_of(&[
            "are",
            "is",
            "were",
            "was",
            "did",
            "do",
            "does",
            "have",
            "has",
            "had",
            "been",
            "all",
            "the",
            "that",
            "which",
            "there",
            "still",
            "currently",
            "now",
            "and",
            "get",
            "got",
            "any",
            "total",
        ])
        .value(false),
    ))
    .parse_next(input)
}
