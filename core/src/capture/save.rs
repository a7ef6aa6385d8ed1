//! From understood lines to rows.

use jiff::tz::TimeZone;

use super::language::{self, DayOrInstant, Present, RepeatFrom, SpanKind};
use super::measure::{self, Known};
use super::{Captured, Dismissed, Parsed, ParsedLine, present};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::knowledge::operations::{NewNote, create_note};
use crate::knowledge::pages::{self, Clip};
use crate::logbook::{self, NewEntry};
use crate::metrics::MetricLogged;
use crate::tasks::{self, NewTask, RepeatWay, SetRepeat, Task, TaskId};
use crate::types::{Day, Timestamp, When, one_line, plain};
use crate::{goals, projects, require};

/// As many tasks are made at once; more lines than this are a document.
const MOST_LINES: usize = 10_000;

/// A preview understands as many lines; the others are read when they are kept.
const SHOWN_LINES: usize = 500;

/// A longer title is cut, and the line kept whole in the notes.
const TITLE: usize = 500;

/// Understands the lines that a preview shows.
pub(super) fn preview(tx: &ReadTx<'_>, text: &str, dismissed: &[Dismissed]) -> Result<Vec<ParsedLine>> {
    Ok(lines(text, dismissed, present(tx)?, &measure::known(tx)?, SHOWN_LINES))
}

/// Understands each line that is not blank, up to `most`.
pub(super) fn lines(
    text: &str,
    dismissed: &[Dismissed],
    present: Present<'_>,
    metrics: &Known,
    most: usize,
) -> Vec<ParsedLine> {
    let mut levels: Vec<usize> = Vec::new();
    let mut read = Vec::new();
    for (index, line) in plain(text).lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(most) {
        let depth: usize = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        levels.retain(|level| *level < depth);
        levels.push(depth);
        let taken_back: Vec<_> =
            dismissed.iter().filter(|chip| chip.line == index).map(|chip| chip.start..chip.end).collect();
        let parsed = language::parse_knowing(line, present, &taken_back, &metrics.names);
        let zone = present.now.time_zone();
        let meaning = parsed.spans.iter().map(|span| match (span.kind, &parsed.metric) {
            (SpanKind::Metric, Some(said)) => metrics.meaning(said),
            (kind, _) => meaning(kind, &span.text, &parsed, zone),
        });
        let meaning = meaning.collect();
        read.push(ParsedLine { text: line.to_owned(), indent: levels.len() - 1, parsed, meaning });
    }
    read
}

/// Makes a task of every line, deeper lines as subtasks of the line above them. Where a line says nothing of when, a
/// task that is no subtask is for `day`.
pub(super) fn tasks(tx: &WriteTx<'_>, text: &str, dismissed: &[Dismissed], day: Option<Day>) -> Result<Captured> {
    let count = text.lines().filter(|line| !line.trim().is_empty()).count();
    require!(
        count <= MOST_LINES,
        "these are {count} lines, and at most {MOST_LINES} become tasks at once: keep the text as a note, or in parts"
    );
    let metrics = measure::known(tx)?;
    let lines = lines(text, dismissed, present(tx)?, &metrics, MOST_LINES);
    require!(!lines.is_empty(), "there is nothing to keep yet: type what is to be done");
    let mut above: Vec<TaskId> = Vec::new();
    let mut made: Vec<Task> = Vec::new();
    let mut logs: Vec<MetricLogged> = Vec::new();
    for line in lines {
        logs.extend(measure::log_of(tx, &metrics, &line.parsed)?);
        // A line that only measures something is no task.
        if line.parsed.metric.is_some() && line.parsed.title.is_empty() {
            continue;
        }
        above.truncate(line.indent);
        let task = task(tx, &line, above.last().copied(), day)?;
        above.push(task.id);
        made.push(task);
    }
    let logged = match logs.as_slice() {
        [] => None,
        [one] => Some(format!("logged {}", one.metric.name)),
        several => Some(format!("logged {} values", several.len())),
    };
    let captured = match made.as_slice() {
        [] => None,
        [task] => Some(format!("captured {}", task.title)),
        tasks => Some(format!("captured {} tasks", tasks.len())),
    };
    // A single log has named the step already.
    if captured.is_some() || logs.len() > 1 {
        let said = captured.into_iter().chain(logged).collect::<Vec<_>>().join(", ");
        tx.label(format!("{}{}", said.get(..1).unwrap_or_default().to_uppercase(), said.get(1..).unwrap_or_default()));
    }
    Ok(Captured { tasks: made, item: None, entry: None, logs })
}

/// Makes a task of every line, as if they had been typed.
///
/// # Errors
/// There are none, or too many.
pub(crate) fn keep_lines(tx: &WriteTx<'_>, text: &str) -> Result<()> {
    tasks(tx, text, &[], None).map(drop)
}

fn task(tx: &WriteTx<'_>, line: &ParsedLine, parent: Option<TaskId>, day: Option<Day>) -> Result<Task> {
    let parsed = &line.parsed;
    let day = day.filter(|_| parent.is_none() && parsed.start.is_none() && parsed.rrule.is_none());
    // A line of nothing but chips is kept by its own words rather than refused.
    let title = if parsed.title.is_empty() { line.text.clone() } else { parsed.title.clone() };
    let notes = title.chars().nth(TITLE).is_some().then(|| line.text.clone());
    let zone = tx.zoned().time_zone();
    let task = tasks::create(
        tx,
        NewTask {
            title,
            notes,
            parent,
            project: parsed.project.as_deref().map(|name| projects::ensure(tx, name)).transpose()?,
            tags: Some(parsed.tags.clone()),
            priority: parsed.priority,
            effort_minutes: parsed.effort_minutes.map(|minutes| minutes.clamp(1, 525_600)),
            start: parsed.start.as_ref().map(|moment| when(moment, zone).day),
            scheduled: match &parsed.scheduled {
                Some(moment) => Some(when(moment, zone)),
                None => day.map(|day| When { day, at: None }),
            },
            scheduled_end: parsed.scheduled_end.as_ref().and_then(|moment| when(moment, zone).at),
            deadline: parsed.deadline.as_ref().or(last_day(parsed)).map(|moment| when(moment, zone)),
            ..NewTask::default()
        },
    )?;
    let task = match &parsed.rrule {
        Some(rule) => tasks::repeat(tx, repeat(task.id, rule, parsed, zone))?,
        None => task,
    };
    if let Some(name) = parsed.goal.as_deref() {
        goals::link_task_by_name(tx, task.id, name)?;
    }
    if let Some(before) = parsed.after.as_deref()
        && let Some(blocker) = tasks::open_by_title(tx, before, task.id)?
    {
        tasks::depend(tx, task.id, blocker)?;
        return tasks::get(tx, task.id);
    }
    Ok(task)
}

/// `dec 20 - 27`: a task that takes days is scheduled on the first and due on the last.
pub(super) fn last_day(parsed: &Parsed) -> Option<&DayOrInstant> {
    parsed.scheduled_end.as_ref().filter(|end| end.instant().is_none())
}

pub(super) fn repeat(task: TaskId, rule: &str, parsed: &Parsed, zone: &TimeZone) -> SetRepeat {
    SetRepeat {
        task,
        rule: Some(rule.to_owned()),
        way: Some(way(parsed)),
        first: parsed.first.as_ref().map(|first| when(first, zone)),
    }
}

fn way(parsed: &Parsed) -> RepeatWay {
    match parsed.repeat_from {
        Some(RepeatFrom::Completion) => RepeatWay::FromCompletion,
        _ => RepeatWay::SkipPast,
    }
}

/// Keeps the text as a note; a bare address is kept as a page.
pub(super) fn note(tx: &WriteTx<'_>, text: &str) -> Result<Captured> {
    let address = text.trim();
    if address.starts_with("https://") || address.starts_with("http://") {
        // What only looks like an address is a note like any other.
        if let Ok(url) = crate::fetch::parse(address) {
            let item = pages::clip(tx, Clip { url: url.into(), tags: None })?;
            return Ok(Captured { tasks: Vec::new(), item: Some(item), entry: None, logs: Vec::new() });
        }
    }
    let item = create_note(tx, NewNote { title: String::new(), text: text.to_owned(), tags: None })?;
    Ok(Captured { tasks: Vec::new(), item: Some(item), entry: None, logs: Vec::new() })
}

/// Writes the text in today's logbook.
pub(super) fn entry(tx: &WriteTx<'_>, text: &str) -> Result<Captured> {
    let entry = logbook::create(tx, NewEntry { text: text.trim().to_owned(), ..NewEntry::default() })?;
    Ok(Captured { tasks: Vec::new(), item: None, entry: Some(entry), logs: Vec::new() })
}

pub(super) fn when(moment: &DayOrInstant, zone: &TimeZone) -> When {
    match moment {
        DayOrInstant::Day(date) => When { day: Day(*date), at: None },
        DayOrInstant::Instant(instant, _) => {
            let zoned = instant.to_zoned(zone.clone());
            When { day: Day(zoned.date()), at: Some(Timestamp::from(&zoned)) }
        }
    }
}

/// A chip's words: what the span was taken for.
fn meaning(kind: SpanKind, text: &str, parsed: &Parsed, zone: &TimeZone) -> String {
    let moment = |moment: &Option<DayOrInstant>| moment.as_ref().map(|moment| shown(moment, zone));
    let found = match kind {
        SpanKind::Date | SpanKind::Time => {
            // A day and a time in two places are two chips, each with its own half.
            let both =
                [SpanKind::Date, SpanKind::Time].iter().all(|half| parsed.spans.iter().any(|span| span.kind == *half));
            match (both, kind, &parsed.scheduled) {
                (true, SpanKind::Date, Some(when)) => Some(part(when, "%a %-d %b %Y", zone)),
                (true, _, Some(when)) => Some(part(when, "%H:%M", zone)),
                _ => moment(&parsed.scheduled),
            }
        }
        SpanKind::Range => {
            parsed.scheduled.as_ref().zip(parsed.scheduled_end.as_ref()).map(|(start, end)| range(start, end, zone))
        }
        SpanKind::Duration => parsed.effort_minutes.map(|minutes| match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("{minutes} min"),
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        }),
        SpanKind::Deadline => moment(&parsed.deadline).map(|day| format!("due {day}")),
        SpanKind::Start => moment(&parsed.start).map(|day| format!("from {day}")),
        SpanKind::Recurrence => {
            parsed.rrule.as_deref().zip(parsed.first).and_then(|(rule, first)| {
                tasks::recurrence::described(rule, way(parsed), when(&first, zone), zone).ok()
            })
        }
        SpanKind::Project => parsed.project.clone().map(|name| format!("project {name}")),
        SpanKind::Priority => parsed.priority.map(|priority| format!("priority {priority}")),
        SpanKind::After => parsed.after.clone().map(|title| format!("after {title}")),
        SpanKind::Goal => parsed.goal.clone().map(|goal| format!("goal {goal}")),
        SpanKind::Tag | SpanKind::Until | SpanKind::Count | SpanKind::Metric => None,
    };
    found.unwrap_or_else(|| one_line(text, 80))
}

fn range(start: &DayOrInstant, end: &DayOrInstant, zone: &TimeZone) -> String {
    let same_day = when(start, zone).day == when(end, zone).day;
    match end {
        DayOrInstant::Instant(end, _) if same_day => {
            format!("{} – {}", shown(start, zone), end.to_zoned(zone.clone()).strftime("%H:%M"))
        }
        end => format!("{} – {}", shown(start, zone), shown(end, zone)),
    }
}

pub(super) fn shown(moment: &DayOrInstant, zone: &TimeZone) -> String {
    part(moment, "%a %-d %b %Y, %H:%M", zone)
}

/// A moment in a format of strftime; a day has no time to show.
fn part(moment: &DayOrInstant, format: &str, zone: &TimeZone) -> String {
    match moment {
        DayOrInstant::Day(date) => date.strftime("%a %-d %b %Y").to_string(),
        DayOrInstant::Instant(instant, _) => instant.to_zoned(zone.clone()).strftime(format).to_string(),
    }
}
