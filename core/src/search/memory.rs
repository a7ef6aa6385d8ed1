//! What a running program keeps of the indexes in memory. It is loaded when something is first searched
//! for, and brought up to date from the log before each search. Where that cannot be done, the answer is
//! "not from memory", and the tables themselves are asked.
//!
//! `last` is always the number of the last change in the snapshot that is read, by [`super::log::last`].

use std::sync::{Mutex, PoisonError};

use super::text::{self, Passages, store::Tokenizer};
use super::vectors::{self, Mirror};
use super::{index, log};
use crate::db::ReadTx;
use crate::error::Result;

/// The copies, each with the number of the last change that is in it.
#[derive(Default)]
pub(crate) struct Memory {
    words: Mutex<Option<Words>>,
    vectors: Mutex<Option<Vectors>>,
    coverage: Mutex<Option<(i64, String, index::Coverage)>>,
}

/// The lengths of the passages and the postings of common words.
pub(super) struct Words {
    seq: i64,
    pub(super) passages: Passages,
    pub(super) tokenizer: Tokenizer,
}

struct Vectors {
    seq: i64,
    table: String,
    mirror: Mirror,
}

impl Memory {
    /// Uses the full-text side as it is in this snapshot; nothing when memory cannot be brought to it.
    pub(super) fn words<T>(
        &self,
        tx: &ReadTx<'_>,
        last: Option<i64>,
        work: impl FnOnce(&mut Words) -> Result<T>,
    ) -> Result<Option<T>> {
        let Some(last) = last else { return Ok(None) };
        let mut held = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = held.as_mut() {
            if words.seq > last {
                return Ok(None);
            }
            let current = words.seq == last
                || match log::since(tx, words.seq)? {
                    Some(changed) => text::store::patch(tx, &mut words.passages, &changed)?,
                    None => false,
                };
            if !current {
                *held = None;
            }
        }
        let words = match held.as_mut() {
            Some(words) => words,
            None => held.insert(Words { seq: last, passages: text::store::load(tx)?, tokenizer: Tokenizer::new()? }),
        };
        words.seq = last;
        work(words).map(Some)
    }

    /// How much of what can be found has a vector of this model; counted again only after a change.
    pub(super) fn coverage(&self, tx: &ReadTx<'_>, last: Option<i64>, model: &str) -> Result<index::Coverage> {
        let Some(last) = last else { return index::coverage(tx, model) };
        let mut held = self.coverage.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, coverage)) = held.as_ref().filter(|(seq, of, _)| *seq == last && of == model) {
            return Ok(*coverage);
        }
        let coverage = index::coverage(tx, model)?;
        *held = Some((last, model.to_owned(), coverage));
        Ok(coverage)
    }

    /// Uses the mirror of a table of vectors as it is in this snapshot; nothing when it cannot be.
    pub(super) fn vectors<T>(
        &self,
        tx: &ReadTx<'_>,
        last: Option<i64>,
        table: &index::Table,
        work: impl FnOnce(&Mirror) -> Result<T>,
    ) -> Result<Option<T>> {
        let Some(last) = last else { return Ok(None) };
        let mut held = self.vectors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vectors) = held.as_mut() {
            if vectors.table == table.name && vectors.seq > last {
                return Ok(None);
            }
            let current = vectors.table == table.name
                && (vectors.seq == last
                    || match log::since(tx, vectors.seq)? {
                        Some(changed) => {
                            vectors::store::patch(tx, &table.name, &mut vectors.mirror, &changed)?;
                            !vectors.mirror.outgrown()
                        }
                        None => false,
                    });
            if !current {
                *held = None;
            }
        }
        let vectors = match held.as_mut() {
            Some(vectors) => vectors,
            None => held.insert(Vectors {
                seq: last,
                table: table.name.clone(),
                mirror: vectors::store::load(tx, &table.name, table.dimensions)?,
            }),
        };
        vectors.seq = last;
        work(&vectors.mirror).map(Some)
    }
}
