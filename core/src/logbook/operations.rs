//! What can be done with the logbook.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::calendar::{self, MonthOf};
use super::write::{self, EntryPatch, NewEntry};
use super::{Anniversary, Entry, EntryId, Happening, LinkTo, MonthPage, book, store, strip};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::operations::Call;
use crate::types::Day;
use crate::{operations, require, tags};

operations! { "logbook";
    /// A day: what was written about it, and beside that what happened.
    query day(LogbookDay) -> DayPage;
    /// A month with its days that have entries.
    query month(MonthOf) -> MonthPage;
    /// Entries, newest first.
    query list(ListEntries) -> EntryPage;
    /// One entry with its tags and links.
    query get(EntryId) -> Entry;
    /// What was written a month ago, and on the same day of earlier years.
    query on_this_day(LogbookDay) -> Vec<Anniversary>;
    /// Writes an entry.
    mutation create(NewEntry) -> Entry;
    /// Changes an entry; absent fields stay.
    mutation update(EntryPatch) -> Entry;
    /// Removes an entry.
    mutation delete(EntryId) -> ();
    /// The entries of a year or a month as one Markdown file.
    query export(ExportBook) -> Book;
    /// Writes the entries of a year or a month to a Markdown file, in the place of one that is there.
    action save_book(SaveBook) -> Book;
}

/// Which day.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct LogbookDay {
    /// Today unless said.
    pub day: Option<Day>,
}

/// A day of the logbook.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DayPage {
    pub day: Day,
    pub today: Day,
    /// In the order in which they were begun.
    pub entries: Vec<Entry>,
    /// What happened, in the order of the hours; never part of the writing.
    pub strip: Vec<Happening>,
    /// The last day before it that has entries.
    pub earlier: Option<Day>,
    /// The first day after it that has entries.
    pub later: Option<Day>,
}

/// Which entries.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ListEntries {
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub tag: Option<String>,
    /// Those that were linked to this, beside the links in their text.
    pub about: Option<LinkTo>,
    /// Words as they are written.
    pub text: Option<String>,
    /// 50 unless said, at most 500.
    pub limit: Option<u32>,
    pub offset: Option<u32>,
}

/// A window of the entries.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct EntryPage {
    pub entries: Vec<Entry>,
    /// How many there are in all.
    pub total: i64,
}

/// Which part of the logbook.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportBook {
    pub year: i16,
    /// 1 to 12; the whole year unless said.
    #[serde(default)]
    pub month: Option<i8>,
}

/// Which part of the logbook, and where to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveBook {
    pub book: ExportBook,
    /// The file's whole path.
    pub path: String,
}

/// The book of a year or a month.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Book {
    /// What the file could be called.
    pub name: String,
    pub entries: usize,
    /// Markdown.
    pub text: String,
}

fn day(tx: &ReadTx<'_>, LogbookDay { day }: LogbookDay) -> Result<DayPage> {
    let today = tx.today()?;
    let day = day.unwrap_or(today);
    let (earlier, later) = store::neighbours(tx, day)?;
    Ok(DayPage { day, today, entries: store::of_day(tx, day)?, strip: strip::happened(tx, day)?, earlier, later })
}

fn month(tx: &ReadTx<'_>, month: MonthOf) -> Result<MonthPage> {
    calendar::month(tx, month)
}

fn list(tx: &ReadTx<'_>, which: ListEntries) -> Result<EntryPage> {
    let tag = match &which.tag {
        None => None,
        Some(name) => match tags::known(tx, name)? {
            Some(tag) => Some(tag.id),
            None => return Ok(EntryPage { entries: Vec::new(), total: 0 }),
        },
    };
    let text = which.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
    let condition = "(?1 is null or day >= ?1) and (?2 is null or day <= ?2)
        and (?3 is null or id in (select entry_id from entry_tag where tag_id = ?3))
        and (?4 is null or title like ?4 escape '\\' or text like ?4 escape '\\')
        and (?5 is null or id in (select entry_id from entry_link where kind = ?5 and target = ?6))";
    let about = (which.about.map(|to| to.kind), which.about.map(|to| to.id));
    let params: [&dyn rusqlite::ToSql; 6] = [&which.from, &which.until, &tag, &text, &about.0, &about.1];
    let total = store::count_where(tx, condition, &params)?;
    let (limit, offset) = (which.limit.unwrap_or(50).min(500), which.offset.unwrap_or(0));
    let sorted = format!("{condition} order by day desc, at desc, id desc limit {limit} offset {offset}");
    Ok(EntryPage { entries: store::list_where(tx, &sorted, &params)?, total })
}

fn get(tx: &ReadTx<'_>, id: EntryId) -> Result<Entry> {
    store::get(tx, id)
}

fn on_this_day(tx: &ReadTx<'_>, LogbookDay { day }: LogbookDay) -> Result<Vec<Anniversary>> {
    calendar::on_this_day(tx, day.map_or_else(|| tx.today(), Ok)?)
}

fn create(tx: &WriteTx<'_>, new: NewEntry) -> Result<Entry> {
    write::create(tx, new)
}

fn update(tx: &WriteTx<'_>, patch: EntryPatch) -> Result<Entry> {
    write::change(tx, patch)
}

fn delete(tx: &WriteTx<'_>, id: EntryId) -> Result<()> {
    let entry = store::get(tx, id)?;
    tx.label(format!("Deleted from the logbook: {}", write::named(&entry)));
    store::delete(tx, id)
}

fn export(tx: &ReadTx<'_>, ExportBook { year, month }: ExportBook) -> Result<Book> {
    require!((1..=9999).contains(&year), "the logbook has the years 1 to 9999");
    let none = || Error::invalid(format!("there is no month {} of a year; write 1 to 12", month.unwrap_or_default()));
    let first = jiff::civil::Date::new(year, month.unwrap_or(1), 1).map_err(|_| none())?;
    let (last, title, name) = match month {
        Some(_) => (first.last_of_month(), first.strftime("%B %Y").to_string(), first.strftime("%Y-%m").to_string()),
        None => (first.last_of_year(), first.strftime("%Y").to_string(), first.strftime("%Y").to_string()),
    };
    let entries = write::between(tx, Day(first), Day(last))?;
    let text = book::book(&format!("Logbook, {title}"), &entries);
    Ok(Book { name: format!("logbook-{name}.md"), entries: entries.len(), text })
}

fn save_book(call: &Call<'_>, SaveBook { book, path }: SaveBook) -> Result<Book> {
    let path = Path::new(&path);
    require!(path.is_absolute(), "say the whole path of the file");
    let book = call.app.db.read(|tx| export(tx, book))?;
    // A disk that is full leaves the file that was there.
    let partial = path.with_extension("partial");
    std::fs::write(&partial, &book.text).and_then(|()| std::fs::rename(&partial, path))?;
    Ok(book)
}
