//! Putting a document together block by block, so that text and offsets cannot disagree.

use super::{Block, BlockKind, Document, Page, clean};

/// A document in the making. Every block is cleaned on its own and set apart by a blank line.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    document: Document,
    /// Characters in the text so far.
    length: usize,
    hidden: usize,
}

impl Composer {
    /// Adds a block; one without visible text leaves no trace.
    pub(crate) fn block(&mut self, kind: BlockKind, text: &str) {
        let cleaned = clean::clean(text);
        self.hidden += cleaned.hidden;
        let text = match kind {
            // The first line of code may be indented; elsewhere that is noise.
            BlockKind::Code => cleaned.text.trim_end(),
            _ => cleaned.text.trim(),
        };
        if text.trim().is_empty() {
            return;
        }
        if self.length > 0 {
            // List items stand close together, everything else has air.
            let close = kind == BlockKind::ListItem
                && self.document.blocks.last().is_some_and(|last| last.kind == BlockKind::ListItem);
            self.push(if close { "\n" } else { "\n\n" });
        }
        let start = self.length;
        self.push(text);
        self.document.blocks.push(Block { kind, start, end: self.length });
    }

    /// Adds a page made of blocks.
    pub(crate) fn page<'a>(&mut self, number: u32, blocks: impl IntoIterator<Item = (BlockKind, &'a str)>) {
        let first = self.document.blocks.len();
        for (kind, text) in blocks {
            self.block(kind, text);
        }
        let start = self.document.blocks.get(first).map_or(self.length, |block| block.start);
        let has_text = self.document.blocks.len() > first;
        self.document.pages.push(Page { number, start, end: self.length, has_text });
    }

    /// Adds a truth about the reading.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.document.notes.push(note.into());
    }

    /// Whether there is no text yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The document, with a note on what was hidden in it. Title and metadata are the caller's to set.
    pub(crate) fn finish(mut self) -> Document {
        self.document.notes.extend(clean::note(self.hidden));
        self.document
    }

    fn push(&mut self, text: &str) {
        self.document.text.push_str(text);
        self.length += text.chars().count();
    }
}
