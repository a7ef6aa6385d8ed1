//! The logbook, the digest of a day, and the weekly review.

use almanac_core::capture::language;
use almanac_core::clock::{Clock, SystemClock};
use almanac_core::types::{Day, Timestamp};
use almanac_core::{App, Error, Result};
use serde_json::{Value, json};

use crate::arguments::Log;
use crate::print::{Output, field, safe};

/// Writes an entry, prints a day, or prints the book of a year or month.
pub(crate) fn log(app: &App, log: &Log, output: Output) -> Result<()> {
    if let Some(part) = &log.export {
        return export(app, part, output);
    }
    let day = log.day.as_deref().map(day).transpose()?.flatten();
    let says = !log.text.is_empty() || log.mood.is_some() || log.energy.is_some();
    if !says {
        let page = app.call("logbook.day", json!({ "day": day }))?;
        output.answer(&page.data, page_lines);
        return Ok(());
    }
    let entry = app.call(
        "logbook.create",
        json!({
            "day": day, "text": log.text.join(" "), "title": log.title, "mood": log.mood,
            "energy": log.energy.map(|energy| energy.word()), "tags": log.tags, "closed": log.closed,
        }),
    )?;
    output.answer(&entry.data, |entry| format!("{:>5}  {}  {}", entry["id"], field(entry, "day"), first_line(entry)));
    Ok(())
}

fn export(app: &App, part: &str, output: Output) -> Result<()> {
    let wrong = || Error::invalid(format!("{part} is no year or month; write 2026 or 2026-11"));
    let (year, month) = match part.split_once('-') {
        Some((year, month)) => (year, Some(month.parse::<i8>().map_err(|_| wrong())?)),
        None => (part, None),
    };
    let year: i16 = year.parse().map_err(|_| wrong())?;
    let book = app.call("logbook.export", json!({ "year": year, "month": month }))?;
    output.answer(&book.data, |book| safe(field(book, "text").trim_end()));
    Ok(())
}

pub(crate) fn digest(app: &App, asked: Option<&str>, output: Output) -> Result<()> {
    let day = asked.map(day).transpose()?.flatten();
    let digest = app.call("digest.day", json!({ "day": day }))?;
    output.answer(&digest.data, |digest| {
        let mut lines = vec![field(digest, "day").to_owned()];
        for section in digest["sections"].as_array().into_iter().flatten() {
            lines.push(format!("\n{} ({})", field(section, "title"), section["total"]));
            let listed = section["lines"].as_array().map(Vec::as_slice).unwrap_or_default();
            lines.extend(listed.iter().map(fact));
            let more = section["total"].as_u64().unwrap_or(0) as usize - listed.len();
            if more > 0 {
                lines.push(format!("  … {more} more"));
            }
        }
        if lines.len() == 1 {
            lines.push("nothing is due, planned or new".into());
        }
        lines.join("\n")
    });
    Ok(())
}

pub(crate) fn review(app: &App, asked: Option<&str>, output: Output) -> Result<()> {
    let day = asked.map(day).transpose()?.flatten();
    let review = app.call("review.week", json!({ "day": day }))?;
    output.answer(&review.data, |review| {
        format!("{}\n\n{}", field(review, "title"), safe(field(review, "text").trim_end()))
    });
    Ok(())
}

/// A day as `2026-11-21`, or in words: `yesterday`, `fri`. Nothing for today: when it begins, the core knows.
fn day(text: &str) -> Result<Option<String>> {
    let now = SystemClock.now();
    if serde_json::from_value::<Day>(json!(text)).is_ok() {
        return Ok(Some(text.to_owned()));
    }
    let known = match text.to_lowercase().as_str() {
        "today" => return Ok(None),
        "yesterday" => now.date().yesterday().ok(),
        _ => language::parse(&format!("x {text}"), &now).scheduled.map(|when| when.day()),
    };
    match known {
        Some(day) => Ok(Some(day.to_string())),
        None => Err(Error::invalid(format!("{text} is no day; write 2026-11-21, yesterday or monday"))),
    }
}

fn page_lines(page: &Value) -> String {
    let mut lines = vec![field(page, "day").to_owned()];
    for entry in page["entries"].as_array().into_iter().flatten() {
        let mut facts: Vec<String> = Vec::new();
        facts.extend(entry["mood"].as_u64().map(|mood| format!("mood {mood}")));
        facts.extend(entry["energy"].as_str().map(|energy| format!("energy {energy}")));
        facts.extend(
            entry["tags"].as_array().into_iter().flatten().filter_map(|tag| Some(format!("@{}", tag.as_str()?))),
        );
        if entry["closed"] == true {
            facts.push("closed".into());
        }
        lines.push(format!("\n{:>5}  {}  {}", entry["id"], time(&entry["at"]), facts.join("  ")).trim_end().to_owned());
        for part in ["title", "text"] {
            lines.extend(safe(field(entry, part)).lines().map(|line| format!("  {line}")));
        }
    }
    let strip = page["strip"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !strip.is_empty() {
        lines.push("\nWhat happened".into());
    }
    for line in strip {
        let minutes = line["minutes"].as_u64().map(|minutes| format!("  {minutes} min")).unwrap_or_default();
        let detail = line["detail"].as_str().map(|detail| format!("  {detail}")).unwrap_or_default();
        lines.push(format!(
            "  {}  {:<9}  {}{detail}{minutes}",
            time(&line["at"]),
            field(line, "kind"),
            safe(field(line, "title"))
        ));
    }
    if lines.len() == 1 {
        lines.push("nothing written and nothing done yet: almanac log TEXT".into());
    }
    lines.join("\n")
}

fn fact(line: &Value) -> String {
    let detail = line["detail"].as_str().map(|detail| format!("  {detail}")).unwrap_or_default();
    format!("  {}{}", safe(field(line, "title")), safe(&detail))
}

fn first_line(entry: &Value) -> String {
    let title = field(entry, "title");
    let words = if title.is_empty() { field(entry, "text").lines().next().unwrap_or_default() } else { title };
    safe(words)
}

fn time(at: &Value) -> String {
    let at = at.as_i64().and_then(|at| Timestamp(at).zoned(SystemClock.now().time_zone()).ok());
    at.map(|at| at.strftime("%H:%M").to_string()).unwrap_or_default()
}
