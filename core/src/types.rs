//! Words that every domain uses: ids, moments and days.

use jiff::{Zoned, civil::Date, tz::TimeZone};
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};

/// Declares an id: a row number with a type of its own, branded in TypeScript so that a task's id
/// cannot be given where a project's is asked for.
#[macro_export]
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }

        $crate::typescript!($name, concat!("number & { __id: \"", stringify!($name), "\" }"));
    )+};
}

/// Gives a type its TypeScript by hand.
#[macro_export]
macro_rules! typescript {
    ($name:ident, $shape:expr) => {
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                stringify!($name).to_owned()
            }
            fn inline(_: &ts_rs::Config) -> String {
                $shape.to_owned()
            }
            fn decl(_: &ts_rs::Config) -> String {
                format!("type {} = {};", stringify!($name), $shape)
            }
            fn decl_concrete(config: &ts_rs::Config) -> String {
                Self::decl(config)
            }
            fn output_path() -> Option<std::path::PathBuf> {
                Some(concat!(stringify!($name), ".ts").into())
            }
        }
    };
}

/// A moment: milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Timestamp(pub i64);
typescript!(Timestamp, "number");

impl Timestamp {
    /// The moment as a date and time in `zone`.
    ///
    /// # Errors
    /// The number lies outside the years -9999 to 9999.
    pub fn zoned(self, zone: &TimeZone) -> Result<Zoned> {
        jiff::Timestamp::from_millisecond(self.0)
            .map(|moment| moment.to_zoned(zone.clone()))
            .map_err(|_| Error::invalid("this moment is outside the years that a calendar has"))
    }
}

impl From<&Zoned> for Timestamp {
    fn from(zoned: &Zoned) -> Self {
        Self(zoned.timestamp().as_millisecond())
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

/// A civil date in the user's zone, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);
typescript!(Day, "string");

impl Day {
    /// The day after.
    ///
    /// # Errors
    /// The calendar ends here.
    pub fn tomorrow(self) -> Result<Self> {
        self.0.tomorrow().map(Self).map_err(|_| Error::invalid("the calendar has no such day"))
    }

    /// How many days this is after another; negative when it is before.
    pub fn days_after(self, other: Self) -> i64 {
        i64::from((self.0 - other.0).get_days())
    }

    /// So many days later, at the edges of the calendar the last day that it has.
    pub fn plus(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days);
        Self(span.map_or(if days < 0 { Date::MIN } else { Date::MAX }, |span| self.0.saturating_add(span)))
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

/// A day, or a moment on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The civil date in the user's zone.
    pub day: Day,
    /// The moment, where a time of day is meant.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// A patch's field: absent leaves the value, `null` clears it, anything else sets it.
pub type Patch<T> = Option<Option<T>>;

/// Reads a [`Patch`] so that an explicit `null` is told from an absent field; use with
/// `#[serde(default, deserialize_with = "crate::types::patch")]`.
///
/// # Errors
/// The value is not a `T`.
pub fn patch<'de, T, D>(deserializer: D) -> std::result::Result<Patch<T>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Declares an enum of plain words: text in the database, on the wire and in TypeScript.
#[macro_export]
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS,
        )]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value for a word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.word().into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                Self::from_word(value.as_str()?).ok_or(rusqlite::types::FromSqlError::InvalidType)
            }
        }
    )+};
}

/// Text as it is kept: NUL bytes would cut it short in other programs, so they go.
pub fn plain(text: &str) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text.to_owned() }
}

/// A title: one line, no control characters, at most `limit` characters.
pub fn one_line(text: &str, limit: usize) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join(" ");
    match joined.char_indices().nth(limit) {
        Some((end, _)) => joined[..end].to_owned(),
        None => joined,
    }
}
