//! Knowledge: what a person keeps to know. An item has an original, kept byte for byte; its text, its
//! passages and their vectors are computed from that and can be computed again.

pub mod extract;
mod folder;
pub mod highlights;
mod import;
pub mod links;
pub mod operations;
pub mod pages;
mod picture;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::documents::{Block, Format, Page};
use crate::types::Timestamp;
use crate::{id, words};

pub use import::{Admitted, Kept, KeptFiles, admit, keep, paths as import_paths};
pub use picture::Picture;
pub use store::{Added, added, get, original, shown_as, text};

id! {
    /// One item.
    ItemId;
}

words! {
    /// What an item is.
    ItemKind {
        /// Written here, in Markdown.
        Note = "note",
        Markdown = "markdown",
        Text = "text",
        Html = "html",
        Pdf = "pdf",
        /// A web page of which only the address is kept.
        Bookmark = "bookmark",
        /// A Word document.
        Docx = "docx",
        /// A book.
        Epub = "epub",
        /// A picture, kept as it is.
        Image = "image",
    }

    /// How far an item has come; read from its jobs and rows, never stored.
    ItemState {
        Waiting = "waiting",
        Processing = "processing",
        Ready = "ready",
        /// Readable in part: some pages have no text.
        Partial = "partial",
        NeedsAttention = "needs_attention",
    }
}

impl From<Format> for ItemKind {
    fn from(format: Format) -> Self {
        match format {
            Format::Markdown => Self::Markdown,
            Format::Text => Self::Text,
            Format::Html => Self::Html,
            Format::Pdf => Self::Pdf,
            Format::Docx => Self::Docx,
            Format::Epub => Self::Epub,
            Format::Image => Self::Image,
        }
    }
}

/// An item as the library shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Item {
    pub id: ItemId,
    /// The id that the item had where it was imported from.
    pub external_id: Option<String>,
    pub kind: ItemKind,
    pub title: String,
    /// The file's name or path, or the page's address.
    pub source: Option<String>,
    /// The address, where the item was made from one.
    pub url: Option<String>,
    /// When the page was fetched; absent while only the link is kept.
    pub fetched_at: Option<Timestamp>,
    /// The original's size.
    pub bytes: i64,
    pub tags: Vec<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub state: ItemState,
    /// What is the matter, or how much of it could be read.
    pub state_note: Option<String>,
    pub chunks: i64,
    pub embedded: i64,
    pub pages: i64,
    pub pages_with_text: i64,
}

/// An item with its text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ItemDetail {
    pub item: Item,
    pub text: String,
    pub blocks: Vec<Block>,
    pub pages: Vec<Page>,
    /// Truths about the reading, such as pages without text.
    pub notes: Vec<String>,
    /// A note as it was written, front matter included.
    pub written: Option<String>,
    /// What is known of the page, where the item was made from an address.
    pub page: Option<pages::WebPage>,
}

/// An item in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ItemRef {
    pub id: ItemId,
    pub title: String,
    pub kind: ItemKind,
}

/// Something that was not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Skipped {
    pub name: String,
    pub reason: String,
}

/// What an import did: `total` = `created` + `merged` + the skipped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportReport {
    pub total: usize,
    pub created: usize,
    /// Were there already, with the same content or the same external id.
    pub merged: usize,
    pub skipped: Vec<Skipped>,
    /// The items, new and merged.
    pub items: Vec<ItemId>,
}
