//! What a line measures: a log of a metric beside a task, or lines of nothing but values.

use jiff::tz::TimeZone;

use super::language::{self, DayOrInstant, KnownMetric, MetricSaid, Parsed, Span, SpanKind};
use super::save::when;
use super::{Captured, ParsedLine, present};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::metrics::{self, LogMetric, Metric, MetricKind, MetricLogged};
use crate::require;
use crate::types::{Day, Timestamp};

/// Lines of one text that are logged at once.
const MOST: usize = 1000;

/// The metrics that can be logged, and how a line names them.
pub(super) struct Known {
    metrics: Vec<Metric>,
    pub(super) names: Vec<KnownMetric>,
}

/// Reads them.
pub(super) fn known(tx: &ReadTx<'_>) -> Result<Known> {
    let metrics = metrics::loggable(tx)?;
    let names = metrics.iter().map(|metric| named(metric, &metrics)).collect();
    Ok(Known { metrics, names })
}

fn named(metric: &Metric, all: &[Metric]) -> KnownMetric {
    let units = match metric.kind {
        MetricKind::Duration => {
            ["m", "min", "mins", "minutes", "h", "hr", "hrs", "hour", "hours"].map(str::to_owned).to_vec()
        }
        _ if metric.unit.is_empty() => Vec::new(),
        _ => {
            let unit = metric.unit.to_lowercase();
            let other = unit.strip_suffix('s').map_or(format!("{unit}s"), str::to_owned);
            vec![unit, other]
        }
    };
    let sharing = all.iter().filter(|other| other.has_unit(&metric.unit)).count();
    let by_unit = metric.kind == MetricKind::Numeric && !metric.unit.is_empty() && sharing == 1;
    KnownMetric { name: metric.name.clone(), units, by_unit }
}

impl Known {
    fn metric(&self, said: &MetricSaid) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.name == said.name)
    }

    /// A chip's words.
    pub(super) fn meaning(&self, said: &MetricSaid) -> String {
        let amount = format!("{}{}", said.value, said.unit);
        match self.metric(said).map(|metric| (metric, metrics::amount(metric, &amount))) {
            Some((metric, Ok(value))) => format!("{}: {}", metric.name, metrics::words(metric, value)),
            _ => format!("{}: {amount}", said.name),
        }
    }
}

/// Logs what a line measures, if it measures anything.
pub(super) fn log_of(tx: &WriteTx<'_>, known: &Known, parsed: &Parsed) -> Result<Option<MetricLogged>> {
    let Some(said) = &parsed.metric else { return Ok(None) };
    let metric = known.metric(said).ok_or_else(|| Error::invalid(format!("there is no metric {}", said.name)))?;
    // The time in a line with a task is the task's.
    let moment = parsed.scheduled.as_ref().filter(|_| parsed.title.is_empty());
    let text = format!("{}{}", said.value, said.unit);
    metrics::log(tx, LogMetric { metric: Some(metric.id), text: Some(text), ..measured(tx, parsed, moment) }).map(Some)
}

/// When it was measured: `at 8am` is this morning, even where a task would wait for tomorrow's.
fn measured(tx: &ReadTx<'_>, parsed: &Parsed, moment: Option<&DayOrInstant>) -> LogMetric {
    let zone: &TimeZone = tx.zoned().time_zone();
    let Some(moment) = moment else { return LogMetric::default() };
    let when = when(moment, zone);
    let named_day = parsed.spans.iter().any(|span| span.kind == SpanKind::Date);
    match when.at {
        Some(at) if at > tx.now() && !named_day => {
            LogMetric { at: day_before(at, zone).or(Some(at)), ..LogMetric::default() }
        }
        Some(at) => LogMetric { at: Some(at), ..LogMetric::default() },
        None => LogMetric { day: Some(when.day), ..LogMetric::default() },
    }
}

fn day_before(at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    at.zoned(zone).ok()?.yesterday().ok().map(|moment| Timestamp::from(&moment))
}

/// Keeps each line as a value of a metric: `weight 72.4`, `+8 glasses water`, `sleep 7h30 yesterday`.
pub(super) fn save(tx: &WriteTx<'_>, text: &str) -> Result<Captured> {
    let known = known(tx)?;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    require!(!lines.is_empty(), "there is nothing to keep yet: type a metric and its value, such as weight 72.4");
    require!(lines.len() <= MOST, "at most {MOST} values are logged at once; import more of them as a table");
    let logs = lines.iter().map(|line| metrics::log(tx, read(tx, &known, line)?)).collect::<Result<Vec<_>>>()?;
    if logs.len() > 1 {
        tx.label(format!("Logged {} values", logs.len()));
    }
    Ok(Captured { tasks: Vec::new(), item: None, entry: None, logs })
}

/// The same lines, each one chip where it is understood.
pub(super) fn preview(tx: &ReadTx<'_>, text: &str) -> Result<Vec<ParsedLine>> {
    let known = known(tx)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(MOST);
    Ok(lines.map(|line| shown(tx, &known, line)).collect())
}

fn shown(tx: &ReadTx<'_>, known: &Known, line: &str) -> ParsedLine {
    let words = line.trim();
    let mut parsed = Parsed { title: words.to_owned(), ..Parsed::default() };
    let mut meaning = Vec::new();
    if let Ok(log) = read(tx, known, words)
        && let Some(metric) = known.metrics.iter().find(|metric| Some(metric.id) == log.metric)
        && let Some(Ok(value)) = log.text.as_deref().map(|text| metrics::amount(metric, text))
    {
        let start = line.chars().take_while(|c| c.is_whitespace()).count();
        let end = start + words.chars().count();
        parsed.title.clear();
        parsed.spans.push(Span { start, end, kind: SpanKind::Metric, text: words.to_owned() });
        parsed.metric = Some(MetricSaid { name: metric.name.clone(), value, unit: metric.unit.clone() });
        let day = log.day.map(|day: Day| format!(", {}", day.0.strftime("%a %-d %b %Y"))).unwrap_or_default();
        meaning.push(format!("{}: {}{day}", metric.name, metrics::words(metric, value)));
    }
    ParsedLine { text: line.to_owned(), indent: 0, parsed, meaning }
}

/// A line as a log: the value first or the name first.
fn read(tx: &ReadTx<'_>, known: &Known, line: &str) -> Result<LogMetric> {
    let signed = if line.starts_with(|c: char| c.is_ascii_digit()) { format!("+{line}") } else { line.to_owned() };
    let parsed = language::parse_knowing(&signed, present(tx)?, &[], &known.names);
    if let Some((said, metric)) = parsed.metric.as_ref().and_then(|said| Some((said, known.metric(said)?))) {
        let text = format!("{}{}", said.value, said.unit);
        let note = (!parsed.title.is_empty()).then(|| parsed.title.clone());
        let log = measured(tx, &parsed, parsed.scheduled.as_ref());
        return Ok(LogMetric { metric: Some(metric.id), text: Some(text), note, ..log });
    }
    name_first(tx, known, line)
}

/// `weight 72.4`, `resting heart rate 62 yesterday`: the longest beginning that names a metric, then its value.
fn name_first(tx: &ReadTx<'_>, known: &Known, line: &str) -> Result<LogMetric> {
    let breaks = line.match_indices(char::is_whitespace).map(|(at, _)| at);
    let mut named = None;
    for at in breaks {
        let (name, rest) = line.split_at(at);
        let whole = known.metrics.iter().find(|metric| metric.name.to_lowercase() == name.to_lowercase());
        if let Some(metric) = whole {
            named = Some((metric.clone(), rest.trim()));
        }
    }
    let (metric, rest) = match named {
        Some(named) => named,
        None => {
            let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            (metrics::find(tx, name)?, rest.trim())
        }
    };
    let refused = match metrics::amount(&metric, rest) {
        Ok(_) => return Ok(LogMetric { metric: Some(metric.id), text: Some(rest.to_owned()), ..LogMetric::default() }),
        Err(refused) => refused,
    };
    // Behind the value may stand when it was measured.
    for (at, _) in rest.match_indices(char::is_whitespace) {
        let (value, moment) = rest.split_at(at);
        let parsed = language::parse_knowing(moment, present(tx)?, &[], &[]);
        if parsed.title.is_empty() && parsed.scheduled.is_some() && metrics::amount(&metric, value).is_ok() {
            let log = measured(tx, &parsed, parsed.scheduled.as_ref());
            return Ok(LogMetric { metric: Some(metric.id), text: Some(value.to_owned()), ..log });
        }
    }
    Err(refused)
}
