//! Markdown keeps its source as text; blocks come from the parser's source positions.

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::{Block, BlockKind, Document, Metadata, TITLE_CHARS, clean, offsets, text};
use crate::error::Result;

/// Containers deeper than this on one line (quotes, lists) are no writing; the parser's work grows with the depth.
const DEEPEST: usize = 100;
/// So many marks on one line are noise to the parser of emphasis and links, and do not matter to the structure.
const MARKS: usize = 400;

/// Reads Markdown.
pub(crate) fn decode(_name: &str, bytes: &[u8]) -> Result<Document> {
    let (source, unreadable) = text::unicode(bytes);
    let cleaned = clean::clean(&text::visible(&source));
    let mut notes: Vec<String> = unreadable.into_iter().collect();
    notes.extend(clean::note(cleaned.hidden));
    let (front, body) = front_matter(&cleaned.text);
    let (mut title, metadata) = front.map(|front| read_front(front, &mut notes)).unwrap_or_default();
    let body = body.trim_end().trim_start_matches('\n').to_owned();
    let blocks = if too_deep(&body) {
        notes.push("nested too deeply: read without its structure".into());
        Vec::new()
    } else {
        blocks(&body)
    };
    if title.is_none() {
        title = blocks.iter().find(|(kind, _, _)| *kind == BlockKind::Heading(1)).map(|&(_, start, end)| {
            let first = body[start..end].trim().lines().next().unwrap_or_default();
            clean::line(first.trim_matches(['#', ' ']), TITLE_CHARS)
        });
    }
    let places: Vec<usize> = blocks.iter().flat_map(|&(_, start, end)| [start, end]).collect();
    let places = offsets::to_chars(&body, &places);
    let blocks = blocks
        .iter()
        .zip(places.chunks_exact(2))
        .map(|(&(kind, ..), place)| Block { kind, start: place[0], end: place[1] })
        .collect();
    let title = title.filter(|title| !title.is_empty());
    Ok(Document { title, text: body, blocks, pages: Vec::new(), notes, metadata })
}

/// Front matter and the body after it. Front matter that is never closed is body.
fn front_matter(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, text) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (Some(&rest[..at]), &rest[at + line.len()..]);
        }
        at += line.len();
    }
    (None, text)
}

/// The few keys that are understood, from lines of the form `key: words`. This is no YAML reader on purpose: aliases,
/// anchors and nested values have no place in a title, and cannot grow here.
fn read_front(front: &str, notes: &mut Vec<String>) -> (Option<String>, Metadata) {
    let mut title = None;
    let mut metadata = Metadata::default();
    let mut odd = Vec::new();
    let mut lines = front.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = line.split_once(':') else { continue };
        if key.starts_with([' ', '\t', '-', '#']) || key.len() > 40 {
            continue;
        }
        let (key, value) = (key.trim().to_lowercase(), value.trim());
        if key == "tags" || key == "keywords" {
            let mut tags: Vec<String> = Vec::new();
            if value.is_empty() {
                while let Some(tag) = lines.peek().and_then(|line| line.trim_start().strip_prefix("- ")) {
                    tags.extend(scalar(tag));
                    lines.next();
                }
            } else if let Some(list) = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                tags.extend(list.split(',').filter_map(scalar));
            } else if value.contains(',') {
                tags.extend(value.split(',').filter_map(scalar));
            } else {
                tags.extend(value.split_whitespace().filter_map(scalar));
            }
            if tags.is_empty() && !value.is_empty() && value != "[]" {
                odd.push(format!("{key}: {}", clean::line(value, 60)));
            }
            tags.truncate(100);
            metadata.tags = tags.iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect();
            continue;
        }
        let place = match key.as_str() {
            "title" => &mut title,
            "author" | "authors" | "by" => &mut metadata.author,
            "date" | "published" | "created" => &mut metadata.published,
            "url" | "source" | "link" | "canonical" => &mut metadata.url,
            "lang" | "language" => &mut metadata.language,
            // Anything else may be there and is not read, but an alias shows that the rest depends on what is not read.
            _ if value.starts_with(['&', '*']) || value.contains("[*") => {
                odd.push(format!("{}: {}", clean::line(&key, 40), clean::line(value, 60)));
                continue;
            }
            _ => continue,
        };
        match scalar(value) {
            Some(words) => *place = Some(words),
            None if value.is_empty() || value == "null" || value == "~" => {}
            None => odd.push(format!("{key}: {}", clean::line(value, 60))),
        }
    }
    metadata.url = metadata.url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    odd.truncate(8);
    if !odd.is_empty() {
        notes.push(format!("parts of the front matter were not understood: {}", odd.join("; ")));
    }
    (title, metadata)
}

/// A plain or quoted value on one line; structures, anchors, aliases and block scalars are none.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let bare = match quoted('"').or_else(|| quoted('\'')) {
        Some(inside) => inside.replace("\\\"", "\"").replace("''", "'"),
        None if value.starts_with(['[', '{', '&', '*', '|', '>', '!', '%', '@', '`']) => return None,
        None if matches!(value, "null" | "~") => return None,
        None => value.split(" #").next().unwrap_or(value).to_owned(),
    };
    let line = clean::line(&bare, TITLE_CHARS);
    (!line.is_empty()).then_some(line)
}

/// Whether a line opens more containers than any writer would.
fn too_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let mut depth = 0;
        let mut marks = line.as_bytes();
        let mut spaces = 0;
        loop {
            marks = match marks {
                [b' ', rest @ ..] => {
                    spaces += 1;
                    rest
                }
                [b'\t', rest @ ..] => {
                    spaces += 4;
                    rest
                }
                [b'>', rest @ ..] | [b'-' | b'*' | b'+', b' ' | b'\t', rest @ ..] => {
                    depth += 1;
                    rest
                }
                [b'0'..=b'9', b'.' | b')', b' ', rest @ ..] => {
                    depth += 1;
                    rest
                }
                _ => break,
            };
        }
        // A thematic break is a row of marks as well, and a deep list may be only indented.
        let rule = line.chars().all(|character| matches!(character, '*' | '-' | '_' | ' '));
        (depth > DEEPEST && !rule) || (spaces > DEEPEST * 2 && depth > 0)
    })
}

/// The blocks as byte ranges of whole lines: in Markdown each line belongs to one leaf.
fn blocks(text: &str) -> Vec<(BlockKind, usize, usize)> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    let arena = Arena::new();
    let quiet = quieted(text);
    let root = parse_document(&arena, &quiet, &options);
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut blocks: Vec<(BlockKind, usize, usize)> = Vec::new();
    let mut waiting: Vec<(Node<'_>, BlockKind)> = vec![(root, BlockKind::Paragraph)];
    while let Some((node, around)) = waiting.pop() {
        let data = node.data();
        let leaf = match &data.value {
            NodeValue::Heading(heading) => Some(BlockKind::Heading(heading.level.clamp(1, 6))),
            NodeValue::Paragraph | NodeValue::HtmlBlock(_) => Some(around),
            NodeValue::CodeBlock(_) => Some(BlockKind::Code),
            NodeValue::Table(_) => Some(BlockKind::Table),
            _ => None,
        };
        let Some(kind) = leaf else {
            let inside = match &data.value {
                NodeValue::Item(_) | NodeValue::TaskItem(_) => BlockKind::ListItem,
                NodeValue::BlockQuote | NodeValue::Alert(_) => BlockKind::Quote,
                _ => around,
            };
            if data.value.block() {
                waiting.extend(node.reverse_children().map(|child| (child, inside)));
            }
            continue;
        };
        let place = data.sourcepos;
        let start = place.start.line.checked_sub(1).and_then(|line| starts.get(line)).copied().unwrap_or(text.len());
        let end = starts.get(place.end.line).map_or(text.len(), |next| next - 1);
        // The parser's word is not taken for order: an overlap is cut off.
        let start = blocks.last().map_or(start, |&(_, _, last)| start.max(last));
        if start < end && !text[start..end].trim().is_empty() {
            let end = start + text[start..end].trim_end().len();
            blocks.push((kind, start, end));
        }
    }
    blocks
}

/// The text with the marks of overloaded lines made harmless, byte for byte in the same place.
fn quieted(text: &str) -> String {
    let mut quiet = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mark = |c: char| matches!(c, '[' | ']' | '*' | '_' | '`' | '~' | '<' | '!' | '&' | '(' | ')');
        if line.len() > MARKS && line.chars().filter(|&character| mark(character)).count() > MARKS {
            let body = line.len() - line.trim_start_matches([' ', '>', '-', '+', '*', '#', '|', '`', '~']).len();
            quiet.push_str(&line[..body]);
            quiet.extend(line[body..].chars().map(|character| if mark(character) { 'x' } else { character }));
        } else {
            quiet.push_str(line);
        }
    }
    quiet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        decode("a.md", text.as_bytes()).unwrap()
    }

    fn shape(document: &Document) -> Vec<(BlockKind, &str)> {
        document.blocks.iter().map(|block| (block.kind, document.slice(block.start, block.end))).collect()
    }

    #[test]
    fn blocks_are_the_source() {
        use BlockKind::*;
        let document = read(
            "# Über *alles*\n\nA para\nwrapped.\n\n- one\n  - two\n\n> quoted\n> more\n\n```rust\nfn x() {}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSet\n===\n1. first",
        );
        assert_eq!(document.title.as_deref(), Some("Über *alles*"));
        assert_eq!(
            shape(&document),
            [
                (Heading(1), "# Über *alles*"),
                (Paragraph, "A para\nwrapped."),
                (ListItem, "- one"),
                (ListItem, "  - two"),
                (Quote, "> quoted\n> more"),
                (Code, "```rust\nfn x() {}\n```"),
                (Table, "| a | b |\n|---|---|\n| 1 | 2 |"),
                (Heading(1), "Set\n==="),
                (ListItem, "1. first"),
            ]
        );
    }

    #[test]
    fn front_matter_gives_title_and_metadata_and_is_no_text() {
        let document = read(
            "---\ntitle: \"Tidy: notes\"\ntags: [a, '#b']\nauthor: Ann\nsource: https://x.example/y\nx: y\n---\n\nBody.\n",
        );
        assert_eq!(document.title.as_deref(), Some("Tidy: notes"));
        assert_eq!(document.text, "Body.");
        assert_eq!(document.metadata.tags, ["a", "b"]);
        assert_eq!(document.metadata.url.as_deref(), Some("https://x.example/y"));
        assert!(document.notes.is_empty());
        assert_eq!(read("---\ntags:\n  - a b\n  - c\n---\nBody").metadata.tags, ["a b", "c"]);
    }

    #[test]
    fn odd_front_matter_is_told() {
        let bomb = read("---\na: &a [x,x]\nb: &b [*a,*a]\ntags: *b\n---\nbody kept\n");
        assert_eq!(bomb.text, "body kept");
        assert!(bomb.notes[0].contains("tags: *b"), "{:?}", bomb.notes);
        let typed = read("---\ntitle: [1, {a: b}]\ndate: 2026-02-30\n---\nbody\n");
        assert_eq!((typed.title, typed.metadata.published.as_deref()), (None, Some("2026-02-30")));
        assert!(typed.notes[0].contains("title: [1, {a: b}]"));
        assert_eq!(read("---\ntitle: x\nno end\n").text, "---\ntitle: x\nno end");
    }

    #[test]
    fn depth_is_gated() {
        let started = std::time::Instant::now();
        for text in [
            ">".repeat(10_000) + " x",
            "- ".repeat(5000) + "x",
            "[".repeat(50_000),
            "*a ".repeat(50_000),
            "![".repeat(30_000) + &"](".repeat(30_000),
            "<a ".repeat(30_000),
            (0..2000).map(|depth| " ".repeat(depth * 2) + "- x\n").collect(),
            "a\n".repeat(20_000) + &"`".repeat(20_000),
            "> ".repeat(90) + "x\n\n- x",
            "| a ".repeat(5000) + "\n" + &"|---".repeat(5000) + "\n",
            "[a]: b\n".repeat(20_000),
            "[^a]: b [^a]\n\n".repeat(5_000),
        ] {
            let document = read(&text);
            assert!(!document.text.is_empty());
        }
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }
}
