//! The quick-add language: one line of text, read the same way every time, without a model.
//!
//! `Call Ana tue 3-4pm #Work p1` becomes the title `Call Ana` and four spans. Reading has four steps:
//!
//! 1. `token`: the line as words; quotations and dismissed chips can match nothing.
//! 2. The matchers, in the order of `MATCHERS`: candidates, each with what it needs around it.
//! 3. `context`: which candidates count. A word that could be a date (`sat`, `may`, `daily`) is title
//!    unless its surroundings say otherwise: a wrong chip costs more than a missing one.
//! 4. `resolve`: days, instants and rules, seen from the moment of reading.
//!
//! Nothing is ever lost: title and spans together are the line. No input is an error.

mod bounds;
mod context;
mod dates;
mod durations;
mod element;
mod lexicon;
mod moments;
mod names;
mod numeric;
mod parsed;
mod period;
mod recurrence;
mod reference;
mod relative;
mod resolve;
mod rule;
mod times;
mod token;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::ops::Range;

use jiff::Zoned;
use jiff::civil::Date;

use element::Match;
pub use names::KnownMetric;
pub use parsed::{DayOrInstant, MetricSaid, Parsed, RepeatFrom, Span, SpanKind};
pub use reference::{LanguagePhrase, LanguageSection, page, reference};
use token::Line;

/// Reads what stands at a word of the line.
type Matcher = fn(&Line, usize) -> Option<Match>;

/// Every matcher. At each word the one that takes the most words wins; of equals, the first.
const MATCHERS: [Matcher; 19] = [
    names::project,
    names::tag,
    names::priority,
    names::goal,
    names::after,
    names::metric,
    recurrence::recurrence,
    recurrence::until,
    recurrence::count,
    moments::deadline,
    moments::start,
    bounds::latest,
    bounds::earliest,
    period::period,
    times::range,
    durations::duration,
    dates::date,
    times::time,
    times::later,
];

/// The moment at which a line is read.
#[derive(Debug, Clone, Copy)]
pub struct Present<'a> {
    /// The clock, in the person's zone.
    pub now: &'a Zoned,
    /// The person's day: after midnight still the day before, until the hour at which their day begins.
    pub today: Date,
}

/// A moment of a person whose day begins at midnight.
impl<'a> From<&'a Zoned> for Present<'a> {
    fn from(now: &'a Zoned) -> Self {
        Self { now, today: now.date() }
    }
}

/// Reads one line.
pub fn parse<'a>(text: &str, present: impl Into<Present<'a>>) -> Parsed {
    parse_with(text, present, &[])
}

/// Like [`parse`], but words that touch a range of chars in `dismissed` are plain text: chips that the
/// person dismissed.
pub fn parse_with<'a>(text: &str, present: impl Into<Present<'a>>, dismissed: &[Range<usize>]) -> Parsed {
    let present = present.into();
    read(text, Line::new(text, present.today, dismissed), present)
}

/// Like [`parse_with`], but a metric log is one only of a metric that there is, by its name or its unit.
pub fn parse_knowing(text: &str, present: Present<'_>, dismissed: &[Range<usize>], metrics: &[KnownMetric]) -> Parsed {
    read(text, Line::new(text, present.today, dismissed).knowing(metrics), present)
}

fn read(text: &str, line: Line<'_>, present: Present<'_>) -> Parsed {
    let mut matches = context::standing(&line, candidates(&line), present);
    keep_whole_words(&line, &mut matches);
    let spans: Vec<Span> = matches.iter().filter_map(|found| span(&line, found)).collect();
    let title = title(text, &spans);
    let values = resolve::resolve(matches.into_iter().map(|found| found.element), present);
    Parsed { title, spans, ..values }
}

/// The longest match at each word that none before it has taken.
fn candidates(line: &Line) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        // `max_by_key` prefers the last of equals, the table the first.
        let longest = MATCHERS.iter().rev().filter_map(|read| read(line, at)).max_by_key(|m| m.words.end);
        at = longest.as_ref().map_or(at + 1, |longest| longest.words.end);
        found.extend(longest);
    }
    found
}

fn span(line: &Line, found: &Match) -> Option<Span> {
    let (chars, text) = line.stretch(&found.words)?;
    Some(Span { start: chars.start, end: chars.end, kind: found.element.kind(), text: text.into() })
}

/// Drops a match that ends inside a written word whose rest is title: of `foo -mon` no half is a date.
fn keep_whole_words(line: &Line, matches: &mut Vec<Match>) {
    let taken: Vec<Range<usize>> = matches.iter().map(|found| found.words.clone()).collect();
    let is_taken = |word: usize| {
        taken
            .binary_search_by(|words| {
                if words.end <= word {
                    Ordering::Less
                } else if words.start > word {
                    Ordering::Greater
                } else {
                    Ordering::Equal
                }
            })
            .is_ok()
    };
    matches.retain(|found| {
        let (start, end) = (found.words.start, found.words.end);
        (!line.glued(start) || start.checked_sub(1).is_some_and(is_taken)) && (!line.glued(end) || is_taken(end))
    });
}

/// The text without its spans, words one space apart.
fn title(text: &str, spans: &[Span]) -> String {
    let mut spans = spans.iter().map(|span| span.start..span.end).peekable();
    let rest = text.chars().enumerate().filter(|(at, _)| {
        while spans.next_if(|span| span.end <= *at).is_some() {}
        !spans.peek().is_some_and(|span| span.contains(at))
    });
    let rest: String = rest.map(|(_, c)| c).collect();
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}
