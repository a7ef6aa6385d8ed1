//! Web pages: items that were made from an address. The address is the item's original and is kept whatever
//! happens; what was found there is a snapshot, fetched by a job, and the item's text is the snapshot's.

pub mod fetch;
mod key;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Item, ItemId};
use crate::db::{ReadTx, WriteTx};
use crate::documents::{Block, BlockKind, Document};
use crate::error::{Error, Result};
use crate::operations::Call;
use crate::types::{Timestamp, one_line};
use crate::{fetch as net, jobs, require, tags};

/// An address to keep.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Clip {
    pub url: String,
    /// Added to those that it has.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
}

/// What is known of an item's page.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct WebPage {
    pub url: String,
    pub site: Option<String>,
    pub author: Option<String>,
    /// As the page writes it.
    pub published: Option<String>,
    /// Absent while only the link is kept.
    pub fetched_at: Option<Timestamp>,
    /// How many different contents were fetched.
    pub snapshots: i64,
    /// Another item with the same page.
    pub same_as: Option<ItemId>,
}

/// Keeps a web page by its address; a page that is there already is fetched again.
///
/// # Errors
/// It is no address of a web page.
pub fn clip(tx: &WriteTx<'_>, Clip { url, tags }: Clip) -> Result<Item> {
    let url = key::tidy(&net::parse(&url)?);
    let (address_key, label) = (key::key(&url), key::label(&url));
    let item = match store::by_key(tx, &address_key)? {
        Some(item) => {
            jobs::enqueue(tx, fetch::WORK.kind, item.0, url.as_str(), fetch::PRIORITY)?;
            item
        }
        None => {
            let blob = super::store::keep(tx, url.as_str().as_bytes())?;
            let new = super::store::NewItem {
                external_id: None,
                kind: super::ItemKind::Html,
                title: &label,
                source: Some(url.as_str()),
                blob: &blob,
                bytes: url.as_str().len(),
            };
            let item = super::store::insert(tx, &new)?;
            store::insert(tx, item, &store::NewPage { url: url.as_str(), key: &address_key, label: &label })?;
            tx.label(format!("Kept the page {label}"));
            item
        }
    };
    if let Some(more) = tags.filter(|tags| !tags.is_empty()) {
        let mut names = tags::names_of_item(tx, item.0)?;
        names.extend(more);
        tags::set_item(tx, item.0, &names)?;
    }
    super::store::get(tx, item)
}

/// Fetches an item's page again; what was found before is kept.
pub(super) fn refresh(call: &Call<'_>, item: ItemId) -> Result<()> {
    call.app.db.write_derived(|tx| {
        let url = store::address(tx, item)?;
        require!(url.is_some(), "this item was not made from an address");
        jobs::enqueue(tx, fetch::WORK.kind, item.0, &url.unwrap_or_default(), fetch::PRIORITY)
    })
}

/// The page of an item that was made from an address.
///
/// # Errors
/// The file cannot be read.
pub fn page(tx: &ReadTx<'_>, item: ItemId) -> Result<Option<WebPage>> {
    store::page(tx, item)
}

/// The text of a page that has none: its address.
pub(super) fn link_only(address: &[u8]) -> Document {
    let text = String::from_utf8_lossy(address).into_owned();
    let end = text.chars().count();
    Document { text, blocks: vec![Block { kind: BlockKind::Paragraph, start: 0, end }], ..Document::default() }
}

/// Keeps what a page says of itself.
pub(super) fn describe(tx: &WriteTx<'_>, item: ItemId, document: &Document) -> Result<()> {
    let said = &document.metadata;
    // A page may name its own address, and no other site's.
    let found_at = store::found_at(tx, item)?.and_then(|url| net::parse(&url).ok());
    let canonical = said.url.as_deref().and_then(|url| net::parse(url).ok());
    let canonical = canonical.filter(|url| found_at.as_ref().is_some_and(|found| key::same_site(found, url)));
    let canonical_key = canonical.or(found_at).map(|url| key::key(&url));
    let title = document.title.as_deref().map(|title| one_line(title, 300)).filter(|title| !title.is_empty());
    store::describe(
        tx,
        item,
        &store::Description {
            title,
            site: said.site.clone(),
            author: said.author.clone(),
            published: said.published.clone(),
            canonical_key,
        },
    )
}

/// Why a page could not be read, to somebody who kept an address and not a file.
pub(super) fn unreadable(error: Error) -> Error {
    match error {
        Error::Invalid(message) if message.contains("no readable text") => {
            Error::invalid("This page has no readable text; it may need a browser. The link is saved.")
        }
        Error::Invalid(message) => Error::Invalid(format!("{}. The link is saved.", message.trim_end_matches('.'))),
        other => other,
    }
}
