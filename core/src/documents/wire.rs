//! A block as other programs read it: kind and level side by side.

use serde::{Deserialize, Serialize};

use super::BlockKind;

/// What a block is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BlockKind")]
pub(super) enum Kind {
    Heading,
    Paragraph,
    ListItem,
    Code,
    Table,
    Quote,
}

/// One piece of structure; offsets in Unicode scalar values of the text.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Block {
    kind: Kind,
    /// A heading's level, 1 to 6; 0 for everything else.
    level: u8,
    start: usize,
    end: usize,
}

impl From<super::Block> for Block {
    fn from(block: super::Block) -> Self {
        let (kind, level) = match block.kind {
            BlockKind::Heading(level) => (Kind::Heading, level),
            BlockKind::Paragraph => (Kind::Paragraph, 0),
            BlockKind::ListItem => (Kind::ListItem, 0),
            BlockKind::Code => (Kind::Code, 0),
            BlockKind::Table => (Kind::Table, 0),
            BlockKind::Quote => (Kind::Quote, 0),
        };
        Self { kind, level, start: block.start, end: block.end }
    }
}

impl From<Block> for super::Block {
    fn from(block: Block) -> Self {
        let kind = match block.kind {
            Kind::Heading => BlockKind::Heading(block.level.clamp(1, 6)),
            Kind::Paragraph => BlockKind::Paragraph,
            Kind::ListItem => BlockKind::ListItem,
            Kind::Code => BlockKind::Code,
            Kind::Table => BlockKind::Table,
            Kind::Quote => BlockKind::Quote,
        };
        Self { kind, start: block.start, end: block.end }
    }
}
