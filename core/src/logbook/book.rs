//! The book of a year or a month: its entries as one Markdown file.

use std::fmt::Write;

use super::Entry;
use crate::types::Day;

/// The day as a person writes it: `Saturday, 21 November 2026`.
pub fn heading(day: Day) -> String {
    day.0.strftime("%A, %-d %B %Y").to_string()
}

/// Entries, oldest first, under the headings of their months and days.
pub(super) fn book(title: &str, entries: &[Entry]) -> String {
    let mut text = format!("# {title}\n");
    let mut last: Option<Day> = None;
    for entry in entries {
        let month = |day: Day| (day.0.year(), day.0.month());
        if last.map(month) != Some(month(entry.day)) {
            let _ = write!(text, "\n## {}\n", entry.day.0.strftime("%B %Y"));
        }
        if last != Some(entry.day) {
            let _ = write!(text, "\n### {}\n", entry.day.0.strftime("%A, %-d %B"));
        }
        last = Some(entry.day);
        if !entry.title.is_empty() {
            let _ = write!(text, "\n#### {}\n", entry.title);
        }
        let facts = facts(entry);
        if !facts.is_empty() {
            let _ = write!(text, "\n*{}*\n", facts.join(" · "));
        }
        if !entry.text.trim().is_empty() {
            let _ = write!(text, "\n{}\n", lowered(entry.text.trim()));
        }
    }
    text
}

/// What is known of an entry beside its words.
fn facts(entry: &Entry) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(entry.mood.map(|mood| format!("Mood {mood} of 5")));
    facts.extend(entry.energy.map(|energy| format!("Energy {}", energy.word())));
    facts.extend(entry.tags.iter().map(|tag| format!("@{tag}")));
    facts.extend(entry.links.iter().map(|link| link.title.clone()));
    facts
}

/// The headings of an entry below those of the book. What stands in a block of code is no heading.
fn lowered(text: &str) -> String {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let marks = ["```", "~~~"].into_iter().find(|marks| bare.starts_with(marks));
        match (fence, marks) {
            (None, Some(marks)) => fence = Some(marks),
            (Some(open), Some(marks)) if open == marks => fence = None,
            _ => {}
        }
        let level = line.len() - line.trim_start_matches('#').len();
        let heading = fence.is_none() && (1..=6).contains(&level) && line[level..].starts_with(' ');
        lines.push(if heading { format!("{}{}", "#".repeat((level + 4).min(6)), &line[level..]) } else { line.into() });
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_an_entry_stand_below_those_of_the_book() {
        assert_eq!(
            lowered("# One\n#tag\n```\n# code\n```\n### Three"),
            "##### One\n#tag\n```\n# code\n```\n###### Three"
        );
    }
}
