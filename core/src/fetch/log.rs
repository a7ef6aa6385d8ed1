//! The record of what was fetched, so that a person sees whom this computer has talked to.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;
use url::Url;

use super::Fetched;
use crate::db::{Db, ReadTx};
use crate::error::Result;
use crate::types::Timestamp;

/// So many lines are kept.
const KEPT: i64 = 1000;

/// One fetch.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FetchLine {
    pub id: i64,
    pub at: Timestamp,
    pub host: String,
    pub url: String,
    /// How many bytes came back.
    pub bytes: i64,
    pub took_ms: i64,
    /// Why nothing came back; absent when all went well.
    pub error: Option<String>,
}

pub(super) fn add(db: &Db, url: &Url, at: Timestamp, took_ms: i64, fetched: &Result<Fetched>) -> Result<()> {
    let bytes = fetched.as_ref().map_or(0, |fetched| fetched.bytes.len() as i64);
    let error = fetched.as_ref().err().map(ToString::to_string);
    let host = url.host_str().unwrap_or_default();
    db.write_derived(|tx| {
        let id = tx.insert(
            "insert into fetch_log (at, host, url, bytes, took_ms, error) values (?1, ?2, ?3, ?4, ?5, ?6)",
            (at, host, url.as_str(), bytes, took_ms, error),
        )?;
        tx.execute("delete from fetch_log where id <= ?1", [id - KEPT]).map(drop)
    })
}

pub(super) fn recent(tx: &ReadTx<'_>, limit: u32) -> Result<Vec<FetchLine>> {
    tx.all("select * from fetch_log order by id desc limit ?1", [limit], line)
}

fn line(row: &Row<'_>) -> rusqlite::Result<FetchLine> {
    Ok(FetchLine {
        id: row.get("id")?,
        at: row.get("at")?,
        host: row.get("host")?,
        url: row.get("url")?,
        bytes: row.get("bytes")?,
        took_ms: row.get("took_ms")?,
        error: row.get("error")?,
    })
}
