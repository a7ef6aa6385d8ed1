//! A query written out; reading it again gives the same query.

use std::fmt::{self, Display};

use super::parse::{BARE, KEYWORDS};
use super::{Comparison, Query, Term, Test};

/// A name or phrase as it stands in a query: in quotation marks where it needs them.
pub fn quoted(text: &str) -> String {
    let lower = text.to_lowercase();
    let special = |c: char| c.is_whitespace() || "()\"“”\\:<>=@#".contains(c);
    let plain = !text.is_empty()
        && !text.contains(special)
        && !text.contains("..")
        && !text.starts_with('-')
        && !matches!(lower.as_str(), "none" | "any")
        && !KEYWORDS.contains(&lower.as_str())
        && !BARE.iter().any(|(word, _)| *word == lower);
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], between: &str| {
            for (n, part) in parts.iter().enumerate() {
                if n > 0 {
                    f.write_str(between)?;
                }
                match part {
                    Self::Or(_) => write!(f, "({part})")?,
                    part => part.fmt(f)?,
                }
            }
            Ok(())
        };
        match self {
            Self::Everything => Ok(()),
            Self::And(parts) => joined(f, parts, " "),
            Self::Or(parts) => joined(f, parts, " or "),
            Self::Not(part) => match part.as_ref() {
                Self::And(_) | Self::Or(_) => write!(f, "not ({part})"),
                part => write!(f, "not {part}"),
            },
            Self::Term(term) => term.fmt(f),
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |f: &mut fmt::Formatter<'_>, key: &str, name: &Option<String>| match name {
            Some(name) => write!(f, "{key}:{}", quoted(name)),
            None => write!(f, "{key}:none"),
        };
        match self {
            Self::Is(is) => write!(f, "is:{}", is.word()),
            Self::Tag(name) => named(f, "tag", name),
            Self::Project(name) => named(f, "project", name),
            Self::Area(name) => named(f, "area", name),
            Self::Goal(name) => named(f, "goal", name),
            Self::Day(field, test) => write!(f, "{}:{test}", field.word()),
            Self::Priority(test) => write!(f, "priority:{test}"),
            Self::Effort(test) => write!(f, "effort:{test}"),
            Self::Energy(energy) => write!(f, "energy:{}", energy.map_or("none", |energy| energy.word())),
            Self::Has(has) => write!(f, "has:{}", has.word()),
            Self::Text(text) => f.write_str(&quoted(text)),
        }
    }
}

impl<P: Display> Display for Test<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Any => f.write_str("any"),
            Self::Compare(Comparison::Plain, point) => point.fmt(f),
            Self::Compare(comparison, point) => write!(f, "{}{point}", comparison.sign()),
            Self::Span(from, until) => {
                let end = |point: &Option<P>| point.as_ref().map(P::to_string).unwrap_or_default();
                write!(f, "{}..{}", end(from), end(until))
            }
        }
    }
}
