//! From the lines of a page to paragraphs that read well: wrapped lines joined, hyphens of the line break removed,
//! headings, list items and tables told apart.

use std::collections::{HashMap, HashSet};

use super::BlockKind;

/// A block of a page.
pub(super) struct Piece {
    pub(super) kind: BlockKind,
    pub(super) text: String,
}

/// Lines printed larger than the body.
pub(super) struct Large {
    /// Text without white space, and its size relative to the body's.
    texts: HashMap<String, f32>,
}

impl Large {
    pub(super) fn new<'a>(spans: impl Iterator<Item = (f32, &'a str)>) -> Self {
        let texts = spans
            .map(|(size, text)| (squeezed(text), size))
            .filter(|(text, _)| text.chars().any(char::is_alphabetic))
            .collect();
        Self { texts }
    }

    /// The level of a line that is a heading: its words are all printed large, and it is short.
    fn level(&self, line: &str) -> Option<u8> {
        if self.texts.is_empty() || line.chars().nth(150).is_some() {
            return None;
        }
        let wanted = squeezed(line);
        let mut rest = wanted.as_str();
        let mut largest = 0.0f32;
        // The line may have been drawn in several pieces, the longest first guess being the right one.
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, character)| at + character.len_utf8()).collect::<Vec<_>>();
            let (end, size) =
                ends.into_iter().rev().find_map(|end| self.texts.get(&rest[..end]).map(|size| (end, *size)))?;
            largest = largest.max(size);
            rest = &rest[end..];
        }
        match largest {
            size if size >= 1.8 => Some(1),
            size if size >= 1.35 => Some(2),
            size if size > 0.0 => Some(3),
            _ => None,
        }
    }
}

/// The words of a text, for telling a hyphen of spelling from one of the line break.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// The blocks of a page.
pub(super) fn pieces(text: &str, large: &Large, vocabulary: &HashSet<&str>) -> Vec<Piece> {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    let full = full_width(&lines);
    let mut pieces: Vec<Piece> = Vec::new();
    // The length of the line that the last piece ends with; none when nothing may be joined to it.
    let mut open: Option<usize> = None;
    let mut gap = false;
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.iter().enumerate() {
        let words = line.trim();
        if words.is_empty() {
            gap = true;
            continue;
        }
        let after_gap = std::mem::take(&mut gap);
        if (index == 0 || index == last) && last > 0 && page_number(words) {
            continue;
        }
        let length = words.chars().count();
        if let Some(row) = cells(line) {
            match pieces.last_mut().filter(|last| last.kind == BlockKind::Table) {
                Some(table) => {
                    table.text.push('\n');
                    table.text.push_str(&row);
                }
                None => pieces.push(Piece { kind: BlockKind::Table, text: row }),
            }
            open = None;
            continue;
        }
        if let Some(level) = large.level(words) {
            match pieces.last_mut().filter(|last| open.is_some() && last.kind == BlockKind::Heading(level)) {
                // A heading on two lines.
                Some(heading) if !after_gap && heading_goes_on(&heading.text, words, open.unwrap_or(0), full) => {
                    heading.text.push(' ');
                    heading.text.push_str(words);
                }
                _ => pieces.push(Piece { kind: BlockKind::Heading(level), text: spaced(words) }),
            }
            open = Some(length);
            continue;
        }
        let joined = match (pieces.last_mut(), open) {
            (Some(piece), Some(before))
                if matches!(piece.kind, BlockKind::Paragraph | BlockKind::ListItem) && !item(words) =>
            {
                let goes_on = goes_on(&piece.text, words, before, full, after_gap);
                if goes_on {
                    join(&mut piece.text, &spaced(words), vocabulary);
                }
                goes_on
            }
            _ => false,
        };
        if !joined {
            let kind = if item(words) { BlockKind::ListItem } else { BlockKind::Paragraph };
            pieces.push(Piece { kind, text: spaced(words) });
        }
        open = Some(length);
    }
    // One row alone is no table but a line with gaps.
    for piece in &mut pieces {
        if piece.kind == BlockKind::Table && !piece.text.contains('\n') {
            piece.kind = BlockKind::Paragraph;
            piece.text = piece.text.replace(" | ", " ");
        }
    }
    pieces
}

/// How long a line is that fills its column: the length that one line in ten surpasses.
fn full_width(lines: &[&str]) -> usize {
    let mut lengths: Vec<usize> =
        lines.iter().map(|line| line.trim().chars().count()).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0).max(30)
}

/// Whether `line` is the rest of a heading that did not fit on its line.
fn heading_goes_on(heading: &str, line: &str, before: usize, full: usize) -> bool {
    let lower = line.starts_with(char::is_lowercase) || heading.ends_with([',', ':', '-', '–', '&']);
    heading.chars().count() + line.len() < 200 && (lower || before * 10 >= full * 6)
}

/// Whether `line` continues the paragraph whose last line was `before` characters long; over a gap only when the
/// sentence plainly does.
fn goes_on(paragraph: &str, line: &str, before: usize, full: usize, gap: bool) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    let ended = paragraph.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', ':', '。']);
    if gap {
        return first.is_lowercase() && !ended && before * 10 >= full * 6;
    }
    if first.is_lowercase() {
        return before * 4 >= full || !ended;
    }
    if ended { before * 20 >= full * 17 } else { before * 10 >= full * 6 }
}

/// Adds a line to a paragraph; a word that was cut by the line break becomes whole.
fn join(paragraph: &mut String, line: &str, vocabulary: &HashSet<&str>) {
    let cut = paragraph.ends_with(['-', '\u{2010}', '\u{AD}'])
        && paragraph.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && line.starts_with(char::is_lowercase);
    if !cut {
        // Chinese and Japanese put no space where a line breaks.
        let ideographic = |character: Option<char>| {
            character.is_some_and(|c| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}'))
        };
        if !(ideographic(paragraph.chars().last()) && ideographic(line.chars().next())) {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
        return;
    }
    let head = paragraph.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = line.split_whitespace().next().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric());
    let spelled = format!(
        "{}-{tail}",
        head.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end_matches(['-', '\u{2010}', '\u{AD}'])
    );
    // Elsewhere in the document the word is written with its hyphen, or is a chain such as state-of-the-art.
    let keeps = vocabulary.contains(spelled.as_str()) || head.trim_end_matches('-').contains('-');
    if !keeps {
        paragraph.pop();
    }
    paragraph.push_str(line);
}

/// The cells of a row of a table: columns stand at least three spaces apart.
fn cells(line: &str) -> Option<String> {
    let cells: Vec<String> = line.trim().split("   ").map(spaced).filter(|cell| !cell.is_empty()).collect();
    (cells.len() >= 3).then(|| cells.join(" | "))
}

fn item(line: &str) -> bool {
    let mut characters = line.chars();
    match characters.next() {
        Some('•' | '‣' | '▪' | '◦' | '●' | '○' | '■' | '□' | '–' | '—' | '-' | '*' | '\u{F0B7}') => {
            characters.next() == Some(' ')
        }
        _ => line.split_once([' ']).is_some_and(|(number, _)| {
            let inner = number.trim_start_matches('(').trim_end_matches([')', '.']);
            let marked = number.ends_with([')', '.']);
            marked
                && !inner.is_empty()
                && inner.len() <= 2
                && (inner.bytes().all(|b| b.is_ascii_digit()) || (inner.len() == 1 && number.ends_with(')')))
        }),
    }
}

fn page_number(line: &str) -> bool {
    let bare = line.trim_matches(['-', '–', '—', ' ', '[', ']']);
    !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_digit())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(BlockKind, String)> {
        let large = Large::new([(2.0, "Grand Title"), (1.2, "A section"), (1.2, "in parts")].into_iter());
        let vocabulary: HashSet<&str> = words(text).collect();
        pieces(text, &large, &vocabulary).into_iter().map(|piece| (piece.kind, piece.text)).collect()
    }

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let text = "Grand Title\nA section in parts\nThe first paragraph is long enough to be wrap-\nped by the typesetter, and it is well-known\nthat a well-\nknown word keeps its hyphen in the text.\nA new paragraph starts here because the last\nline was short.\n• one thing\n• another thing\n12";
        assert_eq!(
            read(text),
            [
                (BlockKind::Heading(1), "Grand Title".to_owned()),
                (BlockKind::Heading(3), "A section in parts".into()),
                (BlockKind::Paragraph, "The first paragraph is long enough to be wrapped by the typesetter, and it is well-known that a well-known word keeps its hyphen in the text. A new paragraph starts here because the last line was short.".into()),
                (BlockKind::ListItem, "• one thing".into()),
                (BlockKind::ListItem, "• another thing".into()),
            ]
        );
    }

    #[test]
    fn rows_become_a_table() {
        assert_eq!(
            read("Name      Age    City\nAnn       31     Bonn\n\nText goes on."),
            [
                (BlockKind::Table, "Name | Age | City\nAnn | 31 | Bonn".to_owned()),
                (BlockKind::Paragraph, "Text goes on.".into())
            ]
        );
    }
}
