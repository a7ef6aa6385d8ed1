//! Documents: files of other programs made into clean text that knows its structure.
//!
//! [`sniff`] says what a file is, from its content before its name. [`decode`] reads it into a [`Document`]:
//! text in one normal form, the blocks it is made of, the pages it came from, and notes on what could not be read.
//! [`chunk`] cuts a document into passages for search and models, [`sentences`] a passage into sentences.
//!
//! A result is never empty by accident: a file without text is an error, and a scan, which is a real document that only
//! lacks words, is a document whose pages say so; a picture has no text and says that. Parsers of hostile formats abort now and then, so the app decodes
//! through [`child::Decoder`], in a process of its own with limits of memory and time; [`decode`] is what runs in there.

pub mod archive;
pub mod child;
pub mod chunk;
pub mod clean;
mod compose;
mod docx;
mod epub;
mod html;
pub mod image;
mod markdown;
mod offsets;
mod pdf;
pub mod sentences;
mod sniff;
mod text;
mod title;
mod wire;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

pub use child::{Decoder, serve_decode};
pub use chunk::{Budget, Chunk, chunks};
pub use sentences::sentences;
pub use sniff::sniff;

/// The longest title that is kept, in characters.
pub const TITLE_CHARS: usize = 300;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Markdown,
    Text,
    Html,
    Pdf,
    /// A Word document.
    Docx,
    /// A book.
    Epub,
    /// A picture; it has no text.
    Image,
}

impl Format {
    /// Whether the parser has to run in a child process: it may abort, hang or eat memory on a hostile file.
    pub fn needs_child(self) -> bool {
        !matches!(self, Self::Markdown | Self::Text)
    }
}

/// A file as text. Every offset counts characters (Unicode scalar values) of `text`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Document {
    /// The title that the document gives itself, on one line.
    pub title: Option<String>,
    /// NFC, lines end in `\n`, without NUL, control and invisible characters.
    pub text: String,
    /// The structure, in order, without overlap. White space between blocks belongs to none.
    pub blocks: Vec<Block>,
    /// The pages of a paged format, else none.
    pub pages: Vec<Page>,
    /// Truths about the reading that a person should know, such as "3 of 12 pages have no text".
    pub notes: Vec<String>,
    pub metadata: Metadata,
}

impl Document {
    /// The text between two character offsets; cut to what is there.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        let bytes = offsets::to_bytes(&self.text, &[start, end.max(start)]);
        bytes.first().zip(bytes.get(1)).map_or("", |(&from, &to)| &self.text[from..to])
    }
}

/// One piece of structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(from = "wire::Block", into = "wire::Block")]
#[schemars(with = "wire::Block")]
#[ts(as = "wire::Block")]
pub struct Block {
    pub kind: BlockKind,
    pub start: usize,
    pub end: usize,
}

/// What a block is; a heading carries its level, 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Heading(u8),
    Paragraph,
    ListItem,
    Code,
    Table,
    Quote,
}

/// A page of the original and where its text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Page {
    /// Counted from 1.
    pub number: u32,
    pub start: usize,
    pub end: usize,
    /// False for a scanned or empty page, and for one that could not be read.
    pub has_text: bool,
}

/// What a document says about itself, unchecked and untrusted: each value is one cleaned line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Metadata {
    pub author: Option<String>,
    /// As written in the document.
    pub published: Option<String>,
    /// The canonical address, when it is an http or https one.
    pub url: Option<String>,
    pub site: Option<String>,
    /// A language tag such as `en`, as the document declares it.
    pub language: Option<String>,
    pub tags: Vec<String>,
}

/// Reads a file. Runs the parser right here: see [`child::Decoder`] for files that are not the user's own writing.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Document> {
    let format = sniff(name, bytes)?;
    let document = match format {
        Format::Markdown => markdown::decode(name, bytes),
        Format::Text => text::decode(name, bytes),
        Format::Html => html::decode(name, bytes),
        Format::Pdf => pdf::decode(name, bytes),
        Format::Docx => docx::decode(name, bytes),
        Format::Epub => epub::decode(name, bytes),
        Format::Image => return image::decode(name, bytes),
    }?;
    if document.text.trim().is_empty() && document.pages.is_empty() {
        return Err(empty(name));
    }
    Ok(document)
}

/// The name as it may stand in a message: the file's own, without its folders, on one clean line that is not too long.
pub(crate) fn label(name: &str) -> String {
    let file = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(name);
    let name = clean::line(file, 120);
    if name.is_empty() { "the file".into() } else { format!("“{name}”") }
}

fn empty(name: &str) -> Error {
    Error::invalid(format!("{} is empty: there is no text in it", label(name)))
}

fn damaged(name: &str, what: &str) -> Error {
    Error::invalid(format!("{} is damaged: {what}", label(name)))
}
