//! The query language of tasks: `due:<=7d and (tag:home or p1) and not blocked`.
//!
//! Conditions stand beside each other (and), apart (`or`), in parentheses, and behind `not` or a minus. A condition is
//! `field:value`, one of the words `p1`–`p4`, `blocked` and `blocking`, or a word or "phrase" of the title or the notes.
//! A query speaks of open tasks unless a status is named in it.

mod complete;
mod days;
mod parse;
mod print;
pub(super) mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Energy;
use crate::error::Error;
use crate::words;

pub use complete::{FilterCompletion, complete};
pub use days::DayPoint;
pub use parse::parse;
pub use print::quoted;

/// A task is urgent when its day or its deadline is at most so many days away.
pub const URGENT_DAYS: i64 = 3;

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// The empty line: every open task.
    Everything,
    And(Vec<Query>),
    Or(Vec<Query>),
    Not(Box<Query>),
    Term(Term),
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    Is(Is),
    /// Nothing: the task has none.
    Tag(Option<String>),
    Project(Option<String>),
    Area(Option<String>),
    Goal(Option<String>),
    Day(DayField, Test<DayPoint>),
    /// 1 (highest) to 4.
    Priority(Test<u32>),
    /// In minutes.
    Effort(Test<u32>),
    Energy(Option<Energy>),
    Has(Has),
    /// A part of the title or the notes, whatever its letter case.
    Text(String),
}

/// What is asked of a day or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test<P> {
    None,
    Any,
    Compare(Comparison, P),
    /// Both ends included.
    Span(Option<P>, Option<P>),
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// No sign: the value itself; for a deadline, by then.
    Plain,
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Comparison {
    const SIGNS: [(&'static str, Self); 5] =
        [("<=", Self::AtMost), (">=", Self::AtLeast), ("<", Self::Less), (">", Self::Greater), ("=", Self::Equal)];

    fn sign(self) -> &'static str {
        Self::SIGNS.iter().find(|(_, comparison)| *comparison == self).map_or("", |(sign, _)| sign)
    }
}

words! {
    /// What a task can be.
    Is {
        All = "all",
        Open = "open",
        Closed = "closed",
        Inbox = "inbox",
        Todo = "todo",
        Doing = "doing",
        Waiting = "waiting",
        Done = "done",
        Dropped = "dropped",
        Blocked = "blocked",
        Blocking = "blocking",
        Overdue = "overdue",
        Today = "today",
        Urgent = "urgent",
        Important = "important",
    }

    /// What a task can have.
    Has {
        Notes = "notes",
        Subtasks = "subtasks",
        Parent = "parent",
        Reminder = "reminder",
        Deadline = "deadline",
        Day = "day",
        Time = "time",
        Tags = "tags",
        Repeat = "repeat",
    }

    /// The days of a task.
    DayField { Due = "due", On = "on", Start = "start", Done = "done", Added = "added" }
}

impl Is {
    /// Whether it says which of the open and closed tasks are meant.
    fn names_status(self) -> bool {
        !matches!(self, Self::Blocked | Self::Blocking | Self::Urgent | Self::Important)
    }
}

/// The fields with what they are for, as completion shows them.
pub const FIELDS: [(&str, &str); 15] = [
    ("is", "open, done, inbox, overdue, blocked …"),
    ("tag", "a tag, or none"),
    ("project", "a project, or none"),
    ("area", "an area, or none"),
    ("goal", "a goal that it leads to, or none"),
    ("due", "the deadline: today, <=7d, overdue, none"),
    ("on", "the day or the deadline: tomorrow, week"),
    ("start", "the day before which it is hidden"),
    ("done", "the day of completion: >=-7d"),
    ("added", "the day it was added"),
    ("priority", "1 to 4, <=2, none"),
    ("effort", "<30m, 1h..2h, none"),
    ("energy", "low, medium, high, none"),
    ("has", "notes, subtasks, reminder, deadline …"),
    ("text", "words in the title or the notes"),
];

/// Other names of fields.
const ALIASES: [(&str, &str); 4] = [("p", "priority"), ("deadline", "due"), ("day", "on"), ("status", "is")];

/// The field that a word names.
fn field(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let meant = ALIASES.iter().find(|(alias, _)| *alias == word).map_or(word.as_str(), |(_, field)| field);
    FIELDS.iter().map(|(field, _)| *field).find(|field| *field == meant)
}

/// What is wrong with a query, and where; places count Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "FilterProblem")]
pub struct Problem {
    pub start: usize,
    pub end: usize,
    pub message: String,
    /// What could stand there.
    pub expected: Vec<String>,
    /// What was probably meant in the place of what stands there.
    pub suggestion: Option<String>,
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        let place = problem.start + 1;
        let meant = problem.suggestion.map(|word| format!("; did you mean {word}?")).unwrap_or_default();
        let expected = match problem.expected.as_slice() {
            [] => String::new(),
            words => format!(". Expected: {}", words.join(", ")),
        };
        Self::Invalid(format!("{}{meant} (at character {place}){expected}", problem.message))
    }
}

impl Query {
    /// Whether a status is named in it; if none is, open tasks are meant.
    fn names_status(&self) -> bool {
        match self {
            Self::Everything => false,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::names_status),
            Self::Not(part) => part.names_status(),
            Self::Term(Term::Is(is)) => is.names_status(),
            Self::Term(Term::Day(DayField::Done, _)) => true,
            Self::Term(_) => false,
        }
    }
}

#[cfg(test)]
mod tests;
