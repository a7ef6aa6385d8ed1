//! Signs with a name behind them: `#project`, `@tag`, `>goal`, `after:"task"`, `p1`, `+72.4kg weight`.

use unicode_segmentation::UnicodeSegmentation;

use super::element::{Element, Found, Match, Need};
use super::lexicon;
use super::parsed::MetricSaid;
use super::token::{Line, unquote};

/// `#Home`, `#"Big Project"`
pub(super) fn project(line: &Line, at: usize) -> Option<Match> {
    let value = line.readable(at).strip_prefix('#')?;
    let name = unquote(value).or_else(|| name(value))?;
    Some(Found::new(Element::Project(name.into()), at + 1).from(at))
}

/// `@phone`
pub(super) fn tag(line: &Line, at: usize) -> Option<Match> {
    let name = line.readable(at).strip_prefix('@').and_then(name)?;
    Some(Found::new(Element::Tag(name.into()), at + 1).from(at))
}

/// `>fitness`, `>"Run a marathon"`
pub(super) fn goal(line: &Line, at: usize) -> Option<Match> {
    let value = line.readable(at).strip_prefix('>')?;
    let name = unquote(value).or_else(|| name(value))?;
    Some(Found::new(Element::Goal(name.into()), at + 1).from(at))
}

/// `after:"plan trip"`, `after: "plan trip"`. The quotes are needed: `after: lunch` may be anything.
pub(super) fn after(line: &Line, at: usize) -> Option<Match> {
    let (value, end) = match line.key(at) {
        "after:" if line.one_space_after(at) => (line.readable(at + 1), at + 2),
        key if key.starts_with("after:") => (line.readable(at).split_once(':')?.1, at + 1),
        _ => return None,
    };
    Some(Found::new(Element::After(unquote(value)?.into()), end).from(at))
}

/// `p1` to `p4`
pub(super) fn priority(line: &Line, at: usize) -> Option<Match> {
    let priority = match line.key(at) {
        "p1" => 1,
        "p2" => 2,
        "p3" => 3,
        "p4" => 4,
        _ => return None,
    };
    Some(Found::new(Element::Priority(priority), at + 1).from(at))
}

/// A metric that a line may log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMetric {
    pub name: String,
    /// Words that may stand for its unit, in lower case.
    pub units: Vec<String>,
    /// Its unit alone tells which metric is meant: no other has it.
    pub by_unit: bool,
}

/// `+72.4kg weight`, `+8 glasses water`. `+1 for the plan` agrees with it, and measures nothing.
pub(super) fn metric(line: &Line, at: usize) -> Option<Match> {
    let value = line.readable(at).strip_prefix('+')?;
    let letters = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let (number, attached) = value.split_at_checked(letters)?;
    if let Some(known) = line.metrics {
        let value = decimal(number)?;
        let found = known.iter().filter_map(|metric| known_metric(line, at, value, attached, metric));
        return found.max_by_key(|found| found.words.end);
    }
    let (unit, name_at) = if attached.is_empty() { (line.readable(at + 1), at + 2) } else { (attached, at + 1) };
    let name = name(line.readable(name_at)).filter(|_| !lexicon::links(line.key(name_at)))?;
    let unit = Some(unit).filter(|unit| is_unit(unit) && !lexicon::links(&unit.to_ascii_lowercase()))?;
    let metric = MetricSaid { name: name.into(), value: decimal(number)?, unit: unit.into() };
    Some(Found::new(Element::Metric(metric), name_at + 1).needing(Need::Edge).from(at))
}

/// `+72.4kg weight`, `+4 mood`, `+62 resting heart rate`, `+62bpm "resting heart rate"`; the unit alone where it is all
/// there is of the line.
fn known_metric(line: &Line, at: usize, value: f64, attached: &str, metric: &KnownMetric) -> Option<Match> {
    let is_unit = |word: &str| metric.units.iter().any(|unit| *unit == word);
    let (unit, name_at) = match attached {
        "" if is_unit(line.key(at + 1)) => (line.readable(at + 1), at + 2),
        "" => ("", at + 1),
        _ if is_unit(&attached.to_lowercase()) => (attached, at + 1),
        _ => return None,
    };
    let said = MetricSaid { name: metric.name.clone(), value, unit: unit.into() };
    let name = metric.name.to_lowercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    let quoted = unquote(line.readable(name_at)).is_some_and(|said| said.to_lowercase() == name);
    let spelled = words.iter().enumerate().all(|(nth, word)| line.key(name_at + nth) == *word);
    let end = if quoted { name_at + 1 } else { name_at + words.len() };
    if quoted || spelled {
        return Some(Found::new(Element::Metric(said), end).needing(Need::Edge).from(at));
    }
    let alone = metric.by_unit && !unit.is_empty();
    alone.then(|| Found::new(Element::Metric(said), name_at).needing(Need::Alone).from(at))
}

/// `8` or `72.4`, and not `.5`, `1.` or a number without end.
fn decimal(text: &str) -> Option<f64> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let well_formed = match text.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(text),
    };
    well_formed.then(|| text.parse().ok()).flatten().filter(|value: &f64| value.is_finite())
}

/// A unit begins with a letter: `kg`, `km/h`, `m²`.
fn is_unit(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '%' | '°'))
}

/// A letter of any script, then letters, digits, `_` and `-`. By grapheme, as in many scripts a letter is
/// followed by marks that are no letters themselves.
fn name(text: &str) -> Option<&str> {
    let letter = text.starts_with(char::is_alphabetic);
    let whole = text.graphemes(true).all(|g| g.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')));
    (letter && whole).then_some(text)
}
