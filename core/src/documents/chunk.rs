//! Chunks: passages of a document that fit a model's window, cut where the document itself has a seam.
//!
//! Blocks are packed until the budget is full. A passage ends at a heading and at a page; a block that is too large is
//! cut at sentences (code and tables at lines), a sentence at words, a word at graphemes, a grapheme at characters.
//! Megabytes without a seam are counted about once, whatever they consist of.
//! Every visible character is in exactly one chunk, and no chunk is above the budget by the counter's own word.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{BlockKind, Document, clean, offsets, sentences};
use seam::seam;

/// More characters than this to a token are no prose: a tokenizer may call a word of a megabyte one unknown token.
const CHARS_PER_TOKEN: usize = 16;

/// How large a chunk may be.
pub struct Budget<'a> {
    pub max_tokens: usize,
    /// The embedder's own tokenizer. Should count a joined text as about the sum of its parts.
    pub count: &'a dyn Fn(&str) -> usize,
}

/// A passage and its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Chunk {
    /// The headings above it, "Chapter > Section".
    pub heading: Option<String>,
    /// Exactly the document's text between `start` and `end`.
    pub text: String,
    /// In characters.
    pub start: usize,
    pub end: usize,
    /// The page on which it begins.
    pub page: Option<u32>,
    pub tokens: usize,
}

/// Cuts a document into chunks, in order.
pub fn chunks(document: &Document, budget: &Budget) -> Vec<Chunk> {
    let mut packer = Packer {
        text: &document.text,
        max: budget.max_tokens.max(1),
        count: budget.count,
        headings: Vec::new(),
        open: Vec::new(),
        weight: 0,
        only_headings: true,
        path: Vec::new(),
        page: None,
        done: Vec::new(),
    };
    for unit in units(document) {
        packer.unit(&unit);
    }
    packer.close();
    let bytes: Vec<usize> = packer.done.iter().flat_map(|made| [made.span.start, made.span.end]).collect();
    let places = offsets::to_chars(&document.text, &bytes);
    packer
        .done
        .into_iter()
        .zip(places.chunks_exact(2))
        .map(|(made, place)| Chunk {
            heading: made.heading,
            text: document.text[made.span].to_owned(),
            start: place[0],
            end: place[1],
            page: made.page,
            tokens: made.tokens,
        })
        .collect()
}

/// A block, or the part of one that stands on one page, in bytes.
struct Unit {
    kind: BlockKind,
    span: Range<usize>,
    page: Option<u32>,
}

/// The whole text as units: blocks, and what stands between them.
fn units(document: &Document) -> Vec<Unit> {
    let text = &document.text;
    let mut blocks = document.blocks.clone();
    blocks.sort_by_key(|block| block.start);
    let mut last = 0;
    let mut ends = Vec::with_capacity(blocks.len() * 2);
    for block in &blocks {
        // Overlaps are the decoder's mistake; each character still counts once.
        last = block.start.max(last);
        ends.push(last);
        last = block.end.max(last);
        ends.push(last);
    }
    let ends = offsets::to_bytes(text, &ends);
    let page_starts = offsets::to_bytes(text, &document.pages.iter().map(|page| page.start).collect::<Vec<_>>());
    let mut units = Vec::with_capacity(blocks.len());
    let mut page = 0;
    let mut add = |kind, from: usize, to: usize| {
        let mut from = from;
        while from < to {
            while page_starts.get(page + 1).is_some_and(|&start| start <= from) {
                page += 1;
            }
            let until = page_starts.get(page + 1).map_or(to, |&start| start.min(to));
            let number = document.pages.get(page).map(|page| page.number);
            units.push(Unit { kind, span: from..until, page: number });
            from = until;
        }
    };
    let mut at = 0;
    for (block, pair) in blocks.iter().zip(ends.chunks_exact(2)) {
        add(BlockKind::Paragraph, at, pair[0]);
        add(block.kind, pair[0], pair[1]);
        at = pair[1];
    }
    add(BlockKind::Paragraph, at, text.len());
    units.retain(|unit| !text[unit.span.clone()].trim().is_empty());
    units
}

/// A stretch that is not cut further, with its size.
#[derive(Clone)]
struct Piece {
    span: Range<usize>,
    /// What it takes of the budget: its tokens, or more if they are suspiciously few.
    weight: usize,
    tokens: usize,
}

struct Made {
    heading: Option<String>,
    span: Range<usize>,
    page: Option<u32>,
    tokens: usize,
}

struct Packer<'a> {
    text: &'a str,
    max: usize,
    count: &'a dyn Fn(&str) -> usize,
    /// The headings in force: level and words.
    headings: Vec<(u8, String)>,
    /// The chunk being filled.
    open: Vec<Piece>,
    weight: usize,
    only_headings: bool,
    path: Vec<String>,
    page: Option<u32>,
    done: Vec<Made>,
}

impl Packer<'_> {
    fn unit(&mut self, unit: &Unit) {
        if unit.page != self.page {
            self.close();
            self.page = unit.page;
        }
        if let BlockKind::Heading(level) = unit.kind {
            self.heading(level, &unit.span);
        }
        let heading = matches!(unit.kind, BlockKind::Heading(_));
        let span = trim(self.text, unit.span.clone());
        let whole = self.whole(&span);
        match whole {
            Some(piece) if self.weight + piece.weight <= self.max => self.add(piece, heading),
            // Mostly full: the block starts a chunk of its own rather than being cut.
            Some(piece) if self.weight * 2 >= self.max => {
                self.close();
                self.add(piece, heading);
            }
            _ => {
                for piece in self.pieces(unit.kind, &span) {
                    if self.weight + piece.weight > self.max {
                        self.close();
                    }
                    self.add(piece, heading);
                }
            }
        }
    }

    /// A heading ends the chunk, unless that is only headings or a small section under a common one.
    fn heading(&mut self, level: u8, span: &Range<usize>) {
        self.headings.retain(|(above, _)| *above < level);
        self.headings.push((level, heading_words(&self.text[span.clone()])));
        if self.open.is_empty() {
            return;
        }
        let path: Vec<String> = self.headings.iter().map(|(_, words)| words.clone()).collect();
        let common = self.path.iter().zip(&path).take_while(|(a, b)| a == b).count();
        if self.only_headings && common == self.path.len() {
            self.path = path;
        } else if !self.only_headings && common > 0 && self.weight * 5 < self.max {
            self.path.truncate(common);
        } else {
            self.close();
        }
    }

    fn add(&mut self, piece: Piece, heading: bool) {
        if self.open.is_empty() {
            self.path = self.headings.iter().map(|(_, words)| words.clone()).collect();
            self.only_headings = true;
        }
        self.only_headings &= heading;
        self.weight += piece.weight;
        self.open.push(piece);
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.weight = 0;
        let heading = (!self.path.is_empty()).then(|| self.path.join(" > "));
        let mut rest = open.as_slice();
        while let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            let span = first.span.start..last.span.end;
            let tokens = self.tokens(rest, &span);
            if tokens > self.max && rest.len() > 1 {
                // The counter counts the whole higher than its parts: put in as many as should fit, and look again.
                let fit = (rest.len() * self.max / tokens).clamp(1, rest.len() - 1);
                let (head, tail) = rest.split_at(fit);
                self.verified(head, heading.as_ref());
                rest = tail;
                continue;
            }
            self.done.push(Made { heading, span, page: self.page, tokens });
            return;
        }
    }

    /// Closes these pieces as one chunk, or as several when they are too many.
    fn verified(&mut self, pieces: &[Piece], heading: Option<&String>) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let span = first.span.start..last.span.end;
        let tokens = self.tokens(pieces, &span);
        if tokens > self.max && pieces.len() > 1 {
            let (head, tail) = pieces.split_at(pieces.len() / 2);
            self.verified(head, heading);
            self.verified(tail, heading);
        } else {
            self.done.push(Made { heading: heading.cloned(), span, page: self.page, tokens });
        }
    }

    /// The tokens of pieces that span this; a single one is not counted again.
    fn tokens(&self, pieces: &[Piece], span: &Range<usize>) -> usize {
        match pieces {
            [one] => one.tokens,
            _ => (self.count)(&self.text[span.clone()]),
        }
    }

    /// The span as one piece, if it fits an empty chunk.
    fn whole(&self, span: &Range<usize>) -> Option<Piece> {
        let by_length = self.by_length(span);
        if by_length > self.max {
            return None;
        }
        let tokens = (self.count)(&self.text[span.clone()]);
        let weight = tokens.max(by_length);
        (weight <= self.max).then(|| Piece { span: span.clone(), weight, tokens })
    }

    /// What a span weighs by its length alone: a tokenizer is not asked about megabytes whose answer is known.
    fn by_length(&self, span: &Range<usize>) -> usize {
        if span.len() > self.max * CHARS_PER_TOKEN * 4 {
            return usize::MAX;
        }
        self.text[span.clone()].chars().count() / CHARS_PER_TOKEN
    }

    /// A block in pieces that fit: sentences or lines, and parts of them where they are too large.
    fn pieces(&self, kind: BlockKind, span: &Range<usize>) -> Vec<Piece> {
        let text = &self.text[span.clone()];
        let parts: Vec<Range<usize>> = match kind {
            BlockKind::Code | BlockKind::Table => lines(text),
            _ => sentences::spans(text),
        };
        let mut pieces = Vec::with_capacity(parts.len());
        let mut stride = self.max * 3;
        for part in parts {
            let part = span.start + part.start..span.start + part.end;
            if part.len() > self.max * CHARS_PER_TOKEN {
                self.march(&part, &mut stride, &mut pieces);
            } else if let Some(piece) = self.whole(&part) {
                pieces.push(piece);
            } else {
                self.cut(&part, &mut pieces);
            }
        }
        pieces
    }

    /// Cuts what is longer than any sentence, each piece as long as should fit by what the one before took. `stride` is
    /// that length in bytes. It at most doubles, so that all attempts together are a small multiple of the text.
    fn march(&self, span: &Range<usize>, stride: &mut usize, pieces: &mut Vec<Piece>) {
        let mut at = span.start;
        while at < span.end {
            let near = at.saturating_add(*stride);
            let until = if near >= span.end { span.end } else { seam(self.text, at, near, span.end) };
            let piece = trim(self.text, at..until);
            if piece.is_empty() {
                at = until;
                continue;
            }
            let text = &self.text[piece.clone()];
            let by_length = self.by_length(&piece);
            let tokens = if by_length > self.max { by_length } else { (self.count)(text) };
            let weight = tokens.max(by_length).max(1);
            let fitting = (piece.len() * self.max / weight).saturating_mul(19) / 20;
            if weight > self.max && text.chars().nth(1).is_some() {
                *stride = fitting.clamp(1, piece.len() - 1);
                continue;
            }
            // A short rest tells nothing of what comes.
            if until < span.end || weight * 2 > self.max {
                *stride = fitting.clamp(1, piece.len() * 2);
            }
            pieces.push(Piece { span: piece, weight, tokens });
            at = until;
        }
    }

    /// Cuts a sentence: first into short windows, so that chunks fill well, then by halves until each fits.
    fn cut(&self, span: &Range<usize>, pieces: &mut Vec<Piece>) {
        let mut at = span.start;
        while at < span.end {
            let wanted = self.max.max(8).min(span.end - at);
            let until = if at + wanted >= span.end { span.end } else { seam(self.text, at, at + wanted, span.end) };
            self.halve(trim(self.text, at..until), pieces);
            at = until;
        }
    }

    fn halve(&self, span: Range<usize>, pieces: &mut Vec<Piece>) {
        // By a stack of its own, because words can be cut very often.
        let mut stack = vec![span];
        while let Some(span) = stack.pop() {
            if span.is_empty() {
                continue;
            }
            if let Some(piece) = self.whole(&span) {
                pieces.push(piece);
                continue;
            }
            let middle = seam(self.text, span.start, span.start + span.len() / 2, span.end);
            if middle <= span.start || middle >= span.end {
                // A single character can be more than the budget; there is nothing smaller.
                let tokens = (self.count)(&self.text[span.clone()]);
                pieces.push(Piece { span, weight: tokens, tokens });
            } else {
                stack.push(trim(self.text, middle..span.end));
                stack.push(trim(self.text, span.start..middle));
            }
        }
    }
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        // The indentation of code stays.
        let end = at + line.trim_end().len();
        if end > at {
            lines.push(at..end);
        }
        at += line.len();
    }
    lines
}

fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let piece = &text[span.clone()];
    let start = span.start + piece.len() - piece.trim_start().len();
    start..start + piece.trim().len()
}

/// The words of a heading without Markdown's marks.
fn heading_words(text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default();
    let bare = first.trim_start_matches(['#', '>', ' ']).trim_end_matches(['#', ' ']);
    clean::line(&bare.replace("**", "").replace('`', ""), 120)
}

mod seam;
#[cfg(test)]
mod tests;
