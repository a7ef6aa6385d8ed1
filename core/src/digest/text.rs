//! A digest as Markdown, and the words for its numbers.

use std::fmt::Write;

use super::DigestSection;
use crate::logbook::heading;
use crate::types::Day;

/// The digest for reading anywhere.
pub(super) fn markdown(day: Day, sections: &[DigestSection]) -> String {
    let mut text = format!("# {}\n", heading(day));
    for section in sections {
        let _ = write!(text, "\n## {} ({})\n\n", section.title, section.total);
        for line in &section.lines {
            let detail = line.detail.as_deref().map(|detail| format!(" · {detail}")).unwrap_or_default();
            let _ = writeln!(text, "- {}{detail}", line.title);
        }
        if section.total > section.lines.len() {
            let _ = writeln!(text, "- … {} more", section.total - section.lines.len());
        }
    }
    if sections.is_empty() {
        text.push_str("\nNothing is due, planned or new.\n");
    }
    text
}

/// Minutes as a person says them: `45 min`, `2 h`, `2 h 5 min`.
pub(crate) fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
