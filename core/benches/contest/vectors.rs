//! The ten nearest of many vectors.

use std::path::Path;

use almanac_core::search::vectors::Mirror;
use rusqlite::Connection;

use super::data::{self, DIMENSIONS};
use super::{Contestant, Round};

const K: usize = 10;

/// The mirror in memory, with the exact numbers read from the table.
pub(crate) struct MirrorSearch {
    mirror: Mirror,
    table: Connection,
    queries: Vec<f32>,
}

impl MirrorSearch {
    pub(crate) fn open(folder: &Path, n: usize) -> Self {
        let ids: Vec<i64> = (1..=n as i64).collect();
        let table = data::table(folder);
        let mirror = Mirror::build(DIMENSIONS, &ids, &data::rows(&folder.join("vectors.f32")));
        Self { mirror, table, queries: data::rows(&folder.join("queries.f32")) }
    }
}

impl Contestant for MirrorSearch {
    fn round(&mut self) -> Round {
        let mut exact = self.table.prepare_cached("select embedding from vec_1 where rowid = ?1").unwrap();
        let found = self.queries.chunks_exact(DIMENSIONS).map(|query| {
            // The app, too, takes one snapshot for each search.
            let snapshot = self.table.unchecked_transaction().unwrap();
            let nearest = self.mirror.search(query, K, None, |id| {
                exact.query_row([id], |row| Ok(Some(cosine(row.get_ref(0)?.as_blob()?, query))))
            });
            snapshot.commit().unwrap();
            nearest.unwrap().into_iter().map(|(id, _)| id).collect()
        });
        Round::found(found.collect())
    }
}

fn cosine(stored: &[u8], query: &[f32]) -> f64 {
    let stored = stored.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    f64::from(stored.zip(query).map(|(a, b)| a * b).sum::<f32>())
}

/// sqlite-vec's own scan of the same table.
pub(crate) struct TableSearch {
    table: Connection,
    queries: Vec<f32>,
}

impl TableSearch {
    pub(crate) fn open(folder: &Path) -> Self {
        Self { table: data::table(folder), queries: data::rows(&folder.join("queries.f32")) }
    }
}

impl Contestant for TableSearch {
    fn round(&mut self) -> Round {
        let sql = "select rowid from vec_1 where embedding match ?1 and k = ?2 order by distance";
        let mut nearest = self.table.prepare_cached(sql).unwrap();
        // A scan is slow and always costs the same: a tenth of the queries is enough.
        let found = self.queries.chunks_exact(DIMENSIONS).take(data::QUERIES / 10).map(|query| {
            let bytes: Vec<u8> = query.iter().flat_map(|x| x.to_le_bytes()).collect();
            let rows = nearest.query_map((bytes, K as i64), |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        });
        Round::found(found.collect())
    }
}
