//! The mirror made from the sqlite-vec table, and kept like it.

use super::Mirror;
use crate::db::ReadTx;
use crate::error::Result;

/// How many vectors the mean and the scale are measured on.
pub(super) const MEASURED: usize = 8192;

/// The mirror of a table. sqlite-vec keeps its vectors in chunks of about a thousand; reading these
/// takes a fiftieth of the time that asking for row after row does.
pub(in crate::search) fn load(tx: &ReadTx<'_>, table: &str, dimensions: usize) -> Result<Mirror> {
    let vectors: usize =
        tx.one(&format!("select count(*) from {table}_rowids"), [], |row| row.get::<_, i64>(0))? as usize;
    let chunks: i64 = tx.one(&format!("select count(*) from {table}_chunks"), [], |row| row.get(0))?;
    let step = (chunks * 1024 / MEASURED as i64).max(1);
    let mut sample = Vec::new();
    each(tx, table, dimensions, step, |_, vector| sample.extend_from_slice(vector))?;
    let mut mirror = Mirror::new(dimensions, &sample);
    drop(sample);
    mirror.reserve(vectors);
    each(tx, table, dimensions, 1, |id, vector| mirror.put(id, vector))?;
    if mirror.len() != vectors {
        // The chunks are not what this program knows; row after row is always right.
        mirror = Mirror::new(dimensions, &[]);
        let sql = format!("select rowid, embedding from {table}");
        for (id, stored) in tx.all(&sql, [], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))? {
            mirror.put(id, &floats(&stored));
        }
    }
    Ok(mirror)
}

/// Every vector of each `step`th chunk.
fn each(tx: &ReadTx<'_>, table: &str, dimensions: usize, step: i64, mut take: impl FnMut(i64, &[f32])) -> Result<()> {
    let sql = format!(
        "select c.validity, c.rowids, v.vectors from {table}_chunks as c
         join {table}_vector_chunks00 as v on v.rowid = c.chunk_id where c.chunk_id % ?1 = 1 % ?1"
    );
    tx.all(&sql, [step], |row| {
        let bytes = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_blob()?);
        let (validity, ids, vectors) = (bytes(0)?, bytes(1)?, bytes(2)?);
        let rows = ids.as_chunks::<8>().0.iter().zip(vectors.chunks_exact(dimensions.max(1) * 4));
        for (place, (id, vector)) in rows.enumerate() {
            if validity.get(place / 8).is_some_and(|bits| bits >> (place % 8) & 1 == 1) {
                take(i64::from_le_bytes(*id), &floats(vector));
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// Puts the present vector of each of these passages into the mirror, or takes it out.
pub(in crate::search) fn patch(tx: &ReadTx<'_>, table: &str, mirror: &mut Mirror, passages: &[i64]) -> Result<()> {
    let sql = format!("select embedding from {table} where rowid = ?1");
    for id in passages {
        match tx.optional(&sql, [id], |row| row.get::<_, Vec<u8>>(0))? {
            Some(stored) => mirror.put(*id, &floats(&stored)),
            None => mirror.remove(*id),
        }
    }
    Ok(())
}

/// The nearest by sqlite-vec itself: what the mirror must answer.
pub(in crate::search) fn scan(tx: &ReadTx<'_>, table: &str, query: &[f32], k: usize) -> Result<Vec<(i64, f64)>> {
    let sql =
        format!("select rowid, distance from {table} where embedding match ?1 and k = ?2 order by distance, rowid");
    tx.all(&sql, (crate::search::index::bytes(query), k as i64), |row| {
        let distance: f64 = row.get(1)?;
        Ok((row.get(0)?, 1.0 - distance * distance / 2.0))
    })
}

/// The cosine of a passage's stored vector, if it has one.
pub(in crate::search) fn cosine(tx: &ReadTx<'_>, table: &str, id: i64, query: &[f32]) -> Result<Option<f64>> {
    let sql = format!("select embedding from {table} where rowid = ?1");
    tx.optional(&sql, [id], |row| Ok(crate::search::index::dot(row.get_ref(0)?.as_blob()?, query)))
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}
