//! The facts of a review as Markdown, as the logbook keeps them.

use std::fmt::Write;

use super::{ReviewLine, ReviewStep};
use crate::digest::duration;

/// So many lines of a step are written out; of the rest the number.
const LINES: usize = 12;

/// The steps in Markdown. Those with nothing to tell are left out.
pub(super) fn facts(steps: &[ReviewStep], focus_minutes: u32) -> String {
    let mut text = String::new();
    for step in steps.iter().filter(|step| !step.lines.is_empty()) {
        let minutes: u32 = step.lines.iter().filter_map(|line| line.minutes).sum();
        let spent = if minutes > 0 { format!(", {}", duration(minutes)) } else { String::new() };
        let number = if step.key == "next" { String::new() } else { format!(" ({})", step.lines.len()) };
        let _ = write!(text, "## {}{number}{spent}\n\n", step.title);
        if step.key == "finished" {
            grouped(&mut text, &step.lines);
            if focus_minutes > 0 {
                let _ = writeln!(text, "- In focus: {}", duration(focus_minutes));
            }
        } else {
            listed(&mut text, &step.lines);
        }
        text.push('\n');
    }
    if text.is_empty() {
        text.push_str("A quiet week: nothing to decide and nothing finished.\n");
    }
    text.trim_end().to_owned() + "\n"
}

fn listed(text: &mut String, lines: &[ReviewLine]) {
    for line in lines.iter().take(LINES) {
        let detail = line.detail.as_deref().map(|detail| format!(" · {detail}")).unwrap_or_default();
        let _ = writeln!(text, "- {}{detail}", line.title);
    }
    if lines.len() > LINES {
        let _ = writeln!(text, "- … {} more", lines.len() - LINES);
    }
}

/// The lines of each group by their number and minutes, with their titles.
fn grouped(text: &mut String, lines: &[ReviewLine]) {
    for group in lines.chunk_by(|a, b| a.group == b.group) {
        let minutes: u32 = group.iter().filter_map(|line| line.minutes).sum();
        let spent = if minutes > 0 { format!(", {}", duration(minutes)) } else { String::new() };
        let name = group.first().and_then(|line| line.group.as_deref()).unwrap_or_default();
        let mut titles: Vec<&str> = group.iter().take(LINES).map(|line| line.title.as_str()).collect();
        if group.len() > LINES {
            titles.push("…");
        }
        let _ = writeln!(text, "- {name} ({}{spent}): {}", group.len(), titles.join("; "));
    }
}
