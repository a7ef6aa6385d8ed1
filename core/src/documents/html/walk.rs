//! From a tree of elements to blocks.

use dom_query::NodeRef;

use super::super::BlockKind;
use super::super::compose::Composer;

/// Deeper than the gate lets through, with room for what the parser adds.
const DEEPEST: usize = 2000;
/// A cell with more text than this lays a page out rather than holding a value.
const CELL: usize = 500;

/// A block to be.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// Visible characters that are part of a link.
    pub(super) linked: usize,
}

/// How much of some pieces is running text: the characters of those that are long enough to be prose.
pub(super) fn prose(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .filter(|piece| !matches!(piece.kind, BlockKind::Heading(_)))
        .map(|piece| piece.text.chars().count())
        .filter(|length| *length > 80)
        .sum()
}

/// The pieces of a tree, in order.
pub(super) fn pieces(root: &NodeRef<'_>) -> Vec<Piece> {
    let mut walker = Walker::default();
    walker.children(root, BlockKind::Paragraph, 0);
    walker.flush(BlockKind::Paragraph);
    walker.pieces
}

/// Writes pieces as blocks.
pub(super) fn write(pieces: &[Piece], composer: &mut Composer) {
    for piece in pieces {
        composer.block(piece.kind, &piece.text);
    }
}

#[derive(Default)]
struct Walker {
    pieces: Vec<Piece>,
    /// The block being written, and how many of its characters are links.
    line: String,
    linked: usize,
    /// How many links are open.
    links: usize,
    /// The bullet that waits for the first words of its item.
    marker: Option<String>,
}

impl Walker {
    fn children(&mut self, node: &NodeRef<'_>, kind: BlockKind, depth: usize) {
        for child in node.children_it(false) {
            self.node(&child, kind, depth + 1);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, kind: BlockKind, depth: usize) {
        if node.is_text() {
            self.words(&node.text());
            return;
        }
        let Some(name) = node.node_name().filter(|_| depth < DEEPEST) else { return };
        match name.as_ref() {
            "head" | "title" | "script" | "style" | "template" | "noscript" => {}
            "br" => self.line.push('\n'),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(6, |digit| digit.saturating_sub(b'0').clamp(1, 6));
                self.own(node, kind, BlockKind::Heading(level), depth);
            }
            "pre" => {
                self.flush(kind);
                let mut code = String::new();
                verbatim(node, &mut code, depth);
                self.piece(BlockKind::Code, code.strip_prefix('\n').unwrap_or(&code).to_owned());
            }
            "blockquote" => {
                self.own(node, kind, if kind == BlockKind::Paragraph { BlockKind::Quote } else { kind }, depth)
            }
            "ol" => {
                self.flush(kind);
                let first = node.attr("start").and_then(|start| start.parse::<u32>().ok()).unwrap_or(1);
                let mut number = first;
                for child in node.children_it(false) {
                    if child.has_name("li") {
                        self.item(&child, format!("{number}. "), depth);
                        number = number.saturating_add(1);
                    } else {
                        self.node(&child, kind, depth + 1);
                    }
                }
                self.flush(kind);
            }
            "li" => {
                self.flush(kind);
                self.item(node, "- ".into(), depth);
            }
            "table" => {
                self.flush(kind);
                match rows(node, depth) {
                    Some(table) => self.piece(BlockKind::Table, table),
                    None => self.own(node, kind, kind, depth),
                }
            }
            // A link or an accent is part of its sentence; an unknown element as well.
            "a" => {
                self.links += 1;
                self.children(node, kind, depth);
                self.links -= 1;
            }
            "abbr" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "font" | "i"
            | "ins" | "kbd" | "label" | "mark" | "q" | "ruby" | "s" | "samp" | "small" | "span" | "strike"
            | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" | "math" => self.children(node, kind, depth),
            "rt" | "rp" | "img" | "wbr" => {}
            _ => self.own(node, kind, kind, depth),
        }
    }

    /// An element that is a block of its own.
    fn own(&mut self, node: &NodeRef<'_>, outside: BlockKind, inside: BlockKind, depth: usize) {
        self.flush(outside);
        self.children(node, inside, depth);
        self.flush(inside);
    }

    fn item(&mut self, node: &NodeRef<'_>, marker: String, depth: usize) {
        self.marker = Some(marker);
        self.children(node, BlockKind::ListItem, depth);
        self.flush(BlockKind::ListItem);
        self.marker = None;
    }

    fn words(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                    self.line.push(' ');
                }
            } else {
                self.line.push(character);
                self.linked += usize::from(self.links > 0);
            }
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        let line = std::mem::take(&mut self.line);
        let words = line.trim();
        if words.is_empty() {
            return;
        }
        match (kind, self.marker.take()) {
            (BlockKind::ListItem, Some(marker)) => self.piece(kind, format!("{marker}{words}")),
            _ if matches!(kind, BlockKind::Heading(_)) => self.piece(kind, words.replace('\n', " ")),
            _ => self.piece(kind, words.to_owned()),
        }
    }

    fn piece(&mut self, kind: BlockKind, text: String) {
        let linked = std::mem::take(&mut self.linked);
        self.pieces.push(Piece { kind, text, linked });
    }
}

fn verbatim(node: &NodeRef<'_>, code: &mut String, depth: usize) {
    for child in node.children_it(false) {
        if child.is_text() {
            code.push_str(&child.text());
        } else if child.has_name("br") {
            code.push('\n');
        } else if depth < DEEPEST {
            verbatim(&child, code, depth + 1);
        }
    }
}

/// The rows of a table of values, cells set apart by bars; none when the table only lays out text.
fn rows(table: &NodeRef<'_>, depth: usize) -> Option<String> {
    let mut lines = Vec::new();
    let mut widest = 0;
    // Rows stand in the table or one level below; deeper ones belong to a table in a cell.
    let mut groups: Vec<NodeRef<'_>> = table.children();
    groups.reverse();
    while let Some(node) = groups.pop() {
        if node.has_name("tr") {
            let mut cells = Vec::new();
            for cell in node.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th")) {
                if depth >= DEEPEST
                    || cell
                        .descendants_it()
                        .any(|inner| ["table", "ul", "ol", "pre", "h2", "h3"].iter().any(|name| inner.has_name(name)))
                {
                    return None;
                }
                let text = cell.text();
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if words.chars().nth(CELL).is_some() {
                    return None;
                }
                cells.push(words);
            }
            widest = widest.max(cells.len());
            if cells.iter().any(|cell| !cell.is_empty()) {
                lines.push(cells.join(" | "));
            }
        } else if ["thead", "tbody", "tfoot", "caption"].iter().any(|name| node.has_name(name)) {
            if node.has_name("caption") {
                lines.push(node.text().split_whitespace().collect::<Vec<_>>().join(" "));
            }
            let mut inner = node.children();
            inner.reverse();
            groups.extend(inner);
        }
    }
    (widest > 1).then(|| lines.join("\n"))
}
