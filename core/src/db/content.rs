//! What a data file holds, as a hash: two files with the same root hold the same words, however SQLite
//! arranged their pages.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::changes;
use crate::error::Result;

/// Tables that are no user's rows but cannot be computed again: the originals and the log.
const KEPT: &[&str] = &["blob", "step", "change"];

/// One table in a canonical order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TableContent {
    pub table: String,
    pub rows: i64,
    /// BLAKE3 of its rows, in hexadecimal digits.
    pub hash: String,
}

/// Everything that a person would miss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Content {
    /// BLAKE3 over the tables' hashes.
    pub root: String,
    pub tables: Vec<TableContent>,
}

impl Content {
    /// All rows.
    pub fn rows(&self) -> i64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// The tables that differ from `other`'s, in words.
    pub(super) fn difference(&self, other: &Self) -> String {
        let differs = |table: &&TableContent| !other.tables.contains(table);
        let names: Vec<&str> = self.tables.iter().filter(differs).map(|table| table.table.as_str()).collect();
        names.join(", ")
    }
}

/// Reads and hashes every row in one snapshot.
///
/// # Errors
/// A row cannot be read.
pub fn read(conn: &Connection) -> Result<Content> {
    let snapshot = conn.unchecked_transaction()?;
    let mut names = changes::recorded(&snapshot)?;
    names.extend(KEPT.iter().map(ToString::to_string));
    let tables = names.into_iter().map(|table| hash(&snapshot, table)).collect::<Result<Vec<_>>>()?;
    let mut root = blake3::Hasher::new();
    for TableContent { table, rows, hash } in &tables {
        root.update(format!("{table} {rows} {hash}\n").as_bytes());
    }
    Ok(Content { root: root.finalize().to_hex().to_string(), tables })
}

fn hash(conn: &Connection, table: String) -> Result<TableContent> {
    // The first column is the key of every table of ours.
    let mut statement = conn.prepare(&format!("select * from \"{table}\" order by 1"))?;
    let columns = statement.column_count();
    let mut hasher = blake3::Hasher::new();
    for name in statement.column_names() {
        value(&mut hasher, b'n', name.as_bytes());
    }
    let (mut rows, mut count) = (statement.query([])?, 0);
    while let Some(row) = rows.next()? {
        for index in 0..columns {
            match row.get_ref(index)? {
                ValueRef::Null => value(&mut hasher, b'0', b""),
                ValueRef::Integer(number) => value(&mut hasher, b'i', &number.to_le_bytes()),
                ValueRef::Real(number) => value(&mut hasher, b'r', &number.to_le_bytes()),
                ValueRef::Text(text) => value(&mut hasher, b't', text),
                ValueRef::Blob(bytes) => value(&mut hasher, b'b', bytes),
            }
        }
        count += 1;
    }
    Ok(TableContent { table, rows: count, hash: hasher.finalize().to_hex().to_string() })
}

/// Type and length come first, so that no two rows have the same bytes.
fn value(hasher: &mut blake3::Hasher, kind: u8, bytes: &[u8]) {
    hasher.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
}
