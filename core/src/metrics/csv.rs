//! Logs as a table of comma-separated values, out and in again.

use jiff::Timestamp as Moment;

use super::days::{self, EARLIEST};
use super::{Metric, MetricLog, MetricLogId, said};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::require;
use crate::types::{Day, Timestamp, one_line};

/// More lines are several files.
const MOST: usize = 200_000;
const HEAD: &str = "day,moment,value,note";

/// The logs as text, the oldest first; values as they were written down.
pub(super) fn written(logs: &[MetricLog]) -> String {
    let mut text = String::from(HEAD);
    text.push('\n');
    for log in logs {
        let moment = log.at.and_then(|at| Moment::from_millisecond(at.0).ok()).map(|at| at.to_string());
        text.push_str(&format!("{},{},{},{}\n", log.day, moment.unwrap_or_default(), log.value, quoted(&log.note)));
    }
    text
}

fn quoted(field: &str) -> String {
    // A program of tables would run a field that begins so.
    let field = if field.starts_with(['=', '+', '@', '-']) { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// Which column says what.
struct Columns {
    day: Option<usize>,
    moment: Option<usize>,
    value: usize,
    note: Option<usize>,
}

/// Reads a table: with a head of names, or day and value alone.
///
/// # Errors
/// A line cannot be understood; it is named, and nothing is read.
pub(super) fn read(tx: &ReadTx<'_>, metric: &Metric, text: &str) -> Result<Vec<MetricLog>> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text.lines().next().unwrap_or_default());
    let mut rows =
        rows(text, separator)?.into_iter().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).peekable();
    let Some((_, first)) = rows.peek() else {
        return Err(Error::invalid(format!("there is no line here; a table looks like this: {HEAD}")));
    };
    let columns = match head(first) {
        Some(columns) => {
            rows.next();
            columns
        }
        None => Columns { day: Some(0), moment: None, value: 1, note: Some(2) },
    };
    let rows: Vec<(usize, Vec<String>)> = rows.collect();
    require!(rows.len() <= MOST, "these are {} lines, and at most {MOST} are read at once", rows.len());
    let today = tx.today()?;
    rows.iter()
        .map(|(number, row)| {
            line(tx, metric, &columns, row, today)
                .map_err(|error| Error::invalid(format!("line {number}: {error}. Nothing was read")))
        })
        .collect()
}

fn line(tx: &ReadTx<'_>, metric: &Metric, columns: &Columns, row: &[String], today: Day) -> Result<MetricLog> {
    let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
    let at = match cell(columns.moment) {
        "" => None,
        text => Some(moment(text)?),
    };
    let day = match (cell(columns.day), at) {
        ("", Some(at)) => days::day_of(tx, at)?,
        ("", None) => return Err(Error::invalid("a day is missing; write it as 2026-11-21")),
        (text, _) => {
            Day(text.parse().map_err(|_| Error::invalid(format!("“{text}” is no day; write it as 2026-11-21")))?)
        }
    };
    check_day(day, today)?;
    let value = said::amount(metric, cell(Some(columns.value)))?;
    let note = cell(columns.note);
    let note = note.strip_prefix('\'').filter(|note| note.starts_with(['=', '+', '@', '-'])).unwrap_or(note);
    Ok(MetricLog {
        id: MetricLogId(0),
        metric: metric.id,
        day,
        at,
        value,
        note: one_line(note, super::operations::NOTE),
    })
}

/// Refuses days that no measure is of.
pub(super) fn check_day(day: Day, today: Day) -> Result<()> {
    require!(day >= EARLIEST, "{day} is too long ago; days from {EARLIEST} on can be logged");
    require!(day <= today, "{day} has not come yet; log what has been measured");
    Ok(())
}

fn moment(text: &str) -> Result<Timestamp> {
    let moment: Moment = text.parse().map_err(|_| {
        Error::invalid(format!("“{text}” is no moment; write it as 2026-11-21T08:00:00Z, or leave it out"))
    })?;
    Ok(Timestamp(moment.as_millisecond()))
}

fn head(row: &[String]) -> Option<Columns> {
    let at = |names: &[&str]| row.iter().position(|cell| names.contains(&cell.trim().to_lowercase().as_str()));
    let value = at(&["value", "amount", "measure"])?;
    Some(Columns {
        day: at(&["day", "date"]),
        moment: at(&["moment", "time", "timestamp", "at", "datetime"]),
        value,
        note: at(&["note", "notes", "comment"]),
    })
}

fn separator(first: &str) -> char {
    [',', ';', '\t'].into_iter().max_by_key(|c| (first.matches(*c).count(), *c == ',')).unwrap_or(',')
}

/// The cells of each line with its number, as in RFC 4180.
fn rows(text: &str, separator: char) -> Result<Vec<(usize, Vec<String>)>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut number, mut began, mut inside) = (1, 1, false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if inside && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if inside || cell.is_empty() => inside = !inside,
            '\n' if !inside => {
                row.push(std::mem::take(&mut cell));
                rows.push((began, std::mem::take(&mut row)));
                began = number + 1;
            }
            '\r' if !inside => {}
            c if c == separator && !inside => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
        number += usize::from(c == '\n');
    }
    require!(!inside, "line {began}: a quotation mark is never closed. Nothing was read");
    row.push(cell);
    rows.push((began, row));
    Ok(rows)
}
