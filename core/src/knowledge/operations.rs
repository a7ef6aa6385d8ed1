//! What can be done with knowledge.

use std::path::Path;

use rusqlite::ToSql;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::import::{KeptFiles, import_kept, keep_files};
use super::links::{self, Links, TitleQuery, links, titles};
use super::pages::{self, Clip, clip, refresh};
use super::{ImportReport, Item, ItemDetail, ItemId, ItemKind, ItemRef, ItemState, Picture, import, picture, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::operations::Call;
use crate::types::{one_line, plain};
use crate::{operations, require, tags};

operations! { "knowledge";
    /// Items of the library, newest first, in windows of at most 500.
    query list(ItemQuery) -> ItemPage;
    /// One item with its text, blocks and pages.
    query get(ItemId) -> ItemDetail;
    /// A picture, to be drawn.
    query picture(ItemId) -> Picture;
    /// Writes a note in Markdown.
    mutation create_note(NewNote) -> Item;
    /// Changes an item's title or tags, or a note's text; absent fields stay.
    mutation edit(ItemPatch) -> Item;
    /// Keeps a web page by its address, and fetches it; one that is there already is fetched again.
    mutation[external] clip(Clip) -> Item;
    /// Fetches an item's page again.
    action[external] refresh(ItemId) -> ();
    /// What a text links to, and which texts link to it.
    query links(ItemId) -> Links;
    /// Titles that contain these words, for writing a link.
    query titles(TitleQuery) -> Vec<ItemRef>;
    /// Deletes items.
    mutation delete(ItemIds) -> ();
    /// Imports files and folders of this computer.
    action import_paths(ImportPaths) -> ImportReport;
    /// Keeps the content of files, a first step: `import_kept` makes items of them.
    action keep_files(ImportFiles) -> KeptFiles;
    /// Makes items of kept files, all in one undoable step.
    action import_kept(KeptFiles) -> ImportReport;
    /// Imports files by their content.
    action import_files(ImportFiles) -> ImportReport;
    /// Imports a file of JSON lines, each with `_id`, `title` and `text`.
    action import_lines(ImportLines) -> ImportReport;
}

/// Which items.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ItemQuery {
    /// Words in the title or the source.
    pub text: Option<String>,
    pub kind: Option<ItemKind>,
    pub tag: Option<String>,
    pub state: Option<ItemState>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// One window of the library.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ItemPage {
    pub items: Vec<Item>,
    /// How many there are in all.
    pub total: i64,
}

/// A note to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct NewNote {
    /// Taken from the text's first words when empty.
    pub title: String,
    pub text: String,
    #[serde(default)]
    pub tags: Option<Vec<String>>,
}

/// What to change of an item; absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ItemPatch {
    pub id: ItemId,
    #[serde(default)]
    pub title: Option<String>,
    /// With a new title: notes that link to the old one are changed to link to the new.
    #[serde(default)]
    pub rewrite_links: Option<bool>,
    /// Only of a note.
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub tags: Option<Vec<String>>,
}

/// Some items.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemIds {
    pub ids: Vec<ItemId>,
}

/// Files and folders of this computer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportPaths {
    pub paths: Vec<String>,
}

/// A file of JSON lines.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportLines {
    pub path: String,
}

/// Files by their content.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportFiles {
    pub files: Vec<ImportFile>,
}

/// One file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportFile {
    pub name: String,
    /// The bytes in Base64.
    pub base64: String,
}

fn list(tx: &ReadTx<'_>, query: ItemQuery) -> Result<ItemPage> {
    let mut conditions = vec!["true".to_owned()];
    let mut params: Vec<Box<dyn ToSql>> = Vec::new();
    let mut bind = |value: Box<dyn ToSql>| {
        params.push(value);
        format!("?{}", params.len())
    };
    for word in query.text.unwrap_or_default().split_whitespace() {
        let like = bind(Box::new(format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))));
        conditions.push(format!(
            "({title} like {like} escape '\\' or item.source like {like} escape '\\')",
            title = store::TITLE
        ));
    }
    if let Some(kind) = query.kind {
        let kind = bind(Box::new(kind));
        conditions.push(format!("{} = {kind}", store::KIND));
    }
    if let Some(tag) = query.tag {
        let tag = bind(Box::new(tag));
        conditions.push(format!(
            "exists (select 1 from item_tag join tag on tag.id = tag_id where item_id = item.id and tag.name = {tag} collate nocase)"
        ));
    }
    conditions.extend(query.state.map(|state| state_condition(state).to_owned()));
    let condition = conditions.join(" and ");
    let refs: Vec<&dyn ToSql> = params.iter().map(AsRef::as_ref).collect();
    let window = format!(
        " order by item.id desc limit {} offset {}",
        query.limit.unwrap_or(500).min(500),
        query.offset.unwrap_or(0)
    );
    Ok(ItemPage {
        total: store::count_where(tx, &condition, &refs)?,
        items: store::list_where(tx, &(condition + &window), &refs)?,
    })
}

/// The same reading of the jobs as a row's state, in SQL.
fn state_condition(state: ItemState) -> &'static str {
    match state {
        ItemState::Waiting => {
            "(fetch.state = 'queued' or coalesce(fetch.state, 'done') = 'done' and (coalesce(extract.state, 'queued') = 'queued'
               or extract.state = 'done' and coalesce(embed.state, 'queued') = 'queued'))"
        }
        ItemState::Processing => {
            "(fetch.state = 'running' or coalesce(fetch.state, 'done') = 'done' and (extract.state = 'running'
               or extract.state = 'done' and embed.state = 'running'))"
        }
        ItemState::NeedsAttention => {
            "(fetch.state = 'needs_attention' or coalesce(fetch.state, 'done') = 'done' and (extract.state = 'needs_attention'
               or extract.state = 'done' and embed.state = 'needs_attention'))"
        }
        ItemState::Ready => {
            "coalesce(fetch.state, 'done') = 'done' and extract.state = 'done' and embed.state = 'done' and not exists (select 1 from item_text, json_each(item_text.pages)
               where item_id = item.id and not json_extract(json_each.value, '$.has_text'))"
        }
        ItemState::Partial => {
            "coalesce(fetch.state, 'done') = 'done' and extract.state = 'done' and embed.state = 'done' and exists (select 1 from item_text, json_each(item_text.pages)
               where item_id = item.id and not json_extract(json_each.value, '$.has_text'))"
        }
    }
}

fn get(tx: &ReadTx<'_>, id: ItemId) -> Result<ItemDetail> {
    let item = store::get(tx, id)?;
    let written = match item.kind {
        ItemKind::Note => {
            store::original(tx, id)?.map(|original| String::from_utf8_lossy(&original.bytes).into_owned())
        }
        _ => None,
    };
    let found = store::text(tx, id)?;
    let page = pages::page(tx, id)?;
    Ok(match found {
        Some(found) => {
            let (text, blocks, pages, notes) = (found.text, found.blocks, found.pages, found.notes);
            ItemDetail { item, text, blocks, pages, notes, written, page }
        }
        // Not read yet: a note can be shown all the same.
        None => {
            let text = written.clone().unwrap_or_default();
            ItemDetail { item, text, blocks: Vec::new(), pages: Vec::new(), notes: Vec::new(), written, page }
        }
    })
}

fn picture(tx: &ReadTx<'_>, id: ItemId) -> Result<Picture> {
    picture::of(tx, id)
}

/// Writes a note; also the way in for capture.
pub(crate) fn create_note(tx: &WriteTx<'_>, new: NewNote) -> Result<Item> {
    let text = plain(&new.text);
    let title = match one_line(&new.title, 300) {
        title if title.is_empty() => import::first_words(&text),
        title => title,
    };
    require!(!title.is_empty(), "a note needs a title or a text");
    // A note of nothing but a title says that title.
    let text = if text.trim().is_empty() { title.clone() } else { text };
    let blob = store::keep(tx, text.as_bytes())?;
    let id = store::insert(
        tx,
        &store::NewItem {
            external_id: None,
            kind: ItemKind::Note,
            title: &title,
            source: None,
            blob: &blob,
            bytes: text.len(),
        },
    )?;
    tags::set_item(tx, id.0, &new.tags.unwrap_or_default())?;
    tx.label(format!("Wrote the note {title}"));
    store::get(tx, id)
}

fn edit(tx: &WriteTx<'_>, patch: ItemPatch) -> Result<Item> {
    let item = store::get(tx, patch.id)?;
    if let Some(text) = patch.text {
        require!(item.kind == ItemKind::Note, "only the text of a note can be changed; {} is an original", item.title);
        let text = plain(&text);
        require!(!text.trim().is_empty(), "a note needs a text; delete it instead");
        let blob = store::keep(tx, text.as_bytes())?;
        store::set_blob(tx, item.id, &blob, text.len())?;
    }
    if let Some(names) = patch.tags {
        tags::set_item(tx, item.id.0, &names)?;
    }
    tx.label(format!("Changed {}", item.title));
    // After the text, so that a note's link to itself follows as well.
    if let Some(title) = patch.title.map(|title| one_line(&title, 300)).filter(|title| *title != item.title) {
        require!(!title.is_empty(), "an item needs a title");
        let followed = links::renamed(tx, item.id, &item.title, &title, patch.rewrite_links == Some(true))?;
        store::set_title(tx, item.id, &title)?;
        tx.label(match followed {
            0 => format!("Renamed {} to {title}", item.title),
            1 => format!("Renamed {} to {title}, also in 1 note", item.title),
            notes => format!("Renamed {} to {title}, also in {notes} notes", item.title),
        });
    }
    store::get(tx, item.id)
}

fn delete(tx: &WriteTx<'_>, ItemIds { ids }: ItemIds) -> Result<()> {
    require!(!ids.is_empty(), "no item was chosen");
    let items = ids.iter().map(|id| store::get(tx, *id)).collect::<Result<Vec<_>>>()?;
    for item in &items {
        store::delete(tx, item.id)?;
    }
    tx.label(match items.as_slice() {
        [item] => format!("Deleted {}", item.title),
        items => format!("Deleted {} items", items.len()),
    });
    Ok(())
}

fn import_paths(call: &Call<'_>, ImportPaths { paths }: ImportPaths) -> Result<ImportReport> {
    import::paths(call, &paths)
}

fn import_lines(call: &Call<'_>, ImportLines { path }: ImportLines) -> Result<ImportReport> {
    import::json_lines(call, Path::new(&path))
}

fn import_files(call: &Call<'_>, files: ImportFiles) -> Result<ImportReport> {
    import_kept(call, keep_files(call, files)?)
}
