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

mod context;
mod dates;
mod durations;
mod element;
mod lexicon;
mod moments;
mod names;
mod parsed;
mod recurrence;
mod resolve;
mod rule;
mod times;
mod token;

#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::Zoned;

use element::Match;
pub use parsed::{DayOrInstant, Metric, Parsed, RepeatFrom, Span, SpanKind};
use token::Line;

/// Reads what stands at a word of the line.
type Matcher = fn(&Line, usize) -> Option<Match>;

/// Every matcher. At each word the one that takes the most words wins; of equals, the first.
const MATCHERS: [Matcher; 15] = [
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
    times::range,
    durations::duration,
    dates::date,
    times::time,
];

/// Reads one line at a moment `now`, whose zone is the person's.
pub fn parse(text: &str, now: &Zoned) -> Parsed {
    parse_with(text, now, &[])
}

/// Like [`parse`], but words that touch a range of chars in `dismissed` are plain text: chips that the
/// person dismissed.
pub fn parse_with(text: &str, now: &Zoned, dismissed: &[Range<usize>]) -> Parsed {
    let line = Line::new(text, now.date(), dismissed);
    let matches = context::standing(&line, candidates(&line));
    let spans = matches.iter().filter_map(|found| span(&line, found)).collect();
    let title = title(&line, &matches);
    let values = resolve::resolve(matches.into_iter().map(|found| found.element), now);
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

/// The words that no match takes, one space apart.
fn title(line: &Line, matches: &[Match]) -> String {
    let mut taken = matches.iter().flat_map(|found| found.words.clone()).peekable();
    let words = (0..line.len()).filter(|at| taken.next_if_eq(at).is_none());
    words.flat_map(|at| line.source(at).split_whitespace()).collect::<Vec<_>>().join(" ")
}
