//! What the matchers find: an element, the words it takes, and what it needs around it to count.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::dates::DayPhrase;
use super::parsed::{MetricSaid, SpanKind};
use super::recurrence::Recurrence;

/// A candidate: it becomes a span if its need is met.
#[derive(Debug, Clone)]
pub(super) struct Match {
    pub(super) words: Range<usize>,
    pub(super) element: Element,
    pub(super) need: Need,
}

/// Part of a phrase, read from some word up to `end`.
#[derive(Debug, Clone)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) end: usize,
    pub(super) need: Need,
}

impl<T> Found<T> {
    pub(super) fn new(value: T, end: usize) -> Self {
        Self { value, end, need: Need::Nothing }
    }

    pub(super) fn needing(self, need: Need) -> Self {
        Self { need, ..self }
    }

    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: f(self.value), end: self.end, need: self.need }
    }
}

impl Found<Element> {
    /// The phrase as a candidate that begins at `start`.
    pub(super) fn from(self, start: usize) -> Match {
        Match { words: start..self.end, element: self.value, need: self.need }
    }
}

/// One thing a line can say.
#[derive(Debug, Clone)]
pub(super) enum Element {
    Date(DayPhrase),
    Time(Time),
    /// `at 4`: an hour that the rest of the line puts into the morning or the afternoon.
    Hour(i8),
    /// `in 20 minutes`: from now, in minutes.
    Later(u32),
    Range(Time, Time),
    Period(Period),
    /// `~2h`: an estimate, in minutes.
    Effort(u32),
    /// `for 2h`: an estimate, and the end if there is a start time.
    Lasting(u32),
    Deadline(Moment),
    Start(Moment),
    Recurrence(Recurrence),
    Until(DayPhrase),
    Count(u32),
    Project(String),
    Tag(String),
    Priority(u8),
    After(String),
    Goal(String),
    Metric(MetricSaid),
}

/// A date, a time or both, or a time from now; never nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) day: Option<DayPhrase>,
    pub(super) time: Option<Time>,
    /// In minutes from now.
    pub(super) later: Option<u32>,
}

/// `dec 20 - 27`: two days, each with its time if one was named. The second is not before the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    pub(super) from: (Date, Option<Time>),
    pub(super) to: (Date, Option<Time>),
}

impl Element {
    pub(super) fn kind(&self) -> SpanKind {
        match self {
            Self::Date(_) => SpanKind::Date,
            Self::Time(_) | Self::Hour(_) | Self::Later(_) => SpanKind::Time,
            Self::Range(..) | Self::Period(_) => SpanKind::Range,
            Self::Effort(_) | Self::Lasting(_) => SpanKind::Duration,
            Self::Deadline(_) => SpanKind::Deadline,
            Self::Start(_) => SpanKind::Start,
            Self::Recurrence(_) => SpanKind::Recurrence,
            Self::Until(_) => SpanKind::Until,
            Self::Count(_) => SpanKind::Count,
            Self::Project(_) => SpanKind::Project,
            Self::Tag(_) => SpanKind::Tag,
            Self::Priority(_) => SpanKind::Priority,
            Self::After(_) => SpanKind::After,
            Self::Goal(_) => SpanKind::Goal,
            Self::Metric(_) => SpanKind::Metric,
        }
    }

    /// Whether it speaks of time, so that an ambiguous weekday beside it is one.
    pub(super) fn is_temporal(&self) -> bool {
        use SpanKind::*;
        matches!(self.kind(), Date | Time | Range | Duration | Deadline | Start | Recurrence | Until | Count)
    }

    /// Whether `morning` after it is a time.
    pub(super) fn names_day(&self) -> bool {
        matches!(self, Self::Date(_) | Self::Period(_) | Self::Recurrence(_))
    }
}

/// What an ambiguous phrase needs around it to be an element and not title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Nothing,
    /// `fri`: no title word after it, or a date or time beside it.
    Company,
    /// `5pm`: not wedged between a title word and the word it would describe (`buy 5pm tea`).
    Room,
    /// `12/3`: nothing else in the line but a time behind it (`section 3/4` is no date).
    Alone,
    /// `last friday`: the same, or a date or time beside it.
    Beside,
    /// `3-5`: directly after a date, and no word after it that it would count.
    DayBeforeNoNoun,
    /// `+45min yoga`: opens the line, or no title word directly after.
    Edge,
    /// `on the 4th`: no word directly after that it would describe (`on the 4th floor`).
    NoNoun,
    /// `daily`, `every 3rd`: no title word directly after.
    NoWordAfter,
    /// `Sunday`, `by Sun`: opens the line, or no capitalised title word directly after (`Sunday Times`,
    /// `by Sun Tzu`).
    NoNameAfter,
    /// `morning`: directly after a date or a recurrence.
    DayBefore,
    /// `noon`: the same, or no title word after it.
    DayBeforeOrEnd,
    /// `x5`, `until …`: a recurrence somewhere in the line.
    Recurrence,
}
