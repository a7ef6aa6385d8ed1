//! What a line says: the wire form of the quick-add language.

use std::fmt;

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, Zoned};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// Everything read from one line. A field that the line does not mention is absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct Parsed {
    /// The line without its spans, white space collapsed. Empty for a bare metric.
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<DayOrInstant>,
    /// Always an instant: from a range, or from a start time and `for …`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_end: Option<DayOrInstant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DayOrInstant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<DayOrInstant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort_minutes: Option<u32>,
    /// An RFC 5545 rule without the `RRULE:` prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rrule: Option<String>,
    /// The first occurrence of `rrule`; also `scheduled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<DayOrInstant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat_from: Option<RepeatFrom>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub tags: Vec<String>,
    /// 1 (highest) to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// The title of the task that comes before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<MetricSaid>,
    /// In text order, never overlapping.
    pub spans: Vec<Span>,
}

/// A recognised piece of the line, shown as a chip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Span {
    /// In Unicode scalar values.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    pub kind: SpanKind,
    /// The piece as typed, its connecting word included.
    pub text: String,
}

/// What a piece of the line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanKind {
    Date,
    Time,
    Range,
    Duration,
    Deadline,
    Start,
    Recurrence,
    Until,
    Count,
    Project,
    Tag,
    Priority,
    After,
    Goal,
    Metric,
}

/// What the next occurrence counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RepeatFrom {
    Schedule,
    /// `every!`
    Completion,
}

/// `+72.4kg weight`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricSaid {
    pub name: String,
    #[serde(serialize_with = "plain_number")]
    pub value: f64,
    pub unit: String,
}

/// Eight glasses are `8` on the wire, not `8.0`.
fn plain_number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    /// Up to here every whole number is a distinct `f64`.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < WHOLE {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

/// A civil day (`2026-11-22`) or an instant with the offset it was meant in (`2026-11-22T17:00:00+01:00`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, TS)]
#[schemars(with = "String")]
#[ts(type = "string")]
pub enum DayOrInstant {
    Day(Date),
    Instant(Timestamp, Offset),
}

impl DayOrInstant {
    /// The civil day, of an instant the one in its own offset.
    pub fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(instant, offset) => offset.to_datetime(instant).date(),
        }
    }

    /// The moment, if a time of day is meant.
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Self::Day(_) => None,
            Self::Instant(instant, _) => Some(instant),
        }
    }
}

impl From<&Zoned> for DayOrInstant {
    fn from(zoned: &Zoned) -> Self {
        Self::Instant(zoned.timestamp(), zoned.offset())
    }
}

impl fmt::Display for DayOrInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Instant(instant, offset) => instant.display_with_offset(*offset).fmt(f),
        }
    }
}

impl Serialize for DayOrInstant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayOrInstant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let text = String::deserialize(deserializer)?;
        let pieces = Pieces::parse(&text).map_err(D::Error::custom)?;
        match (pieces.time(), pieces.to_numeric_offset()) {
            (None, None) => Ok(Self::Day(pieces.date())),
            (Some(time), Some(offset)) => offset
                .to_timestamp(pieces.date().to_datetime(time))
                .map(|instant| Self::Instant(instant, offset))
                .map_err(D::Error::custom),
            _ => Err(D::Error::custom("a day, or an instant with its offset, is needed")),
        }
    }
}
