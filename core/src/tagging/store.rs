//! What suggestions are read from: vectors, the tags of other items, and what was declined.

use std::collections::HashMap;

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::knowledge::ItemId;
use crate::tags::TagId;

/// A model's vectors of an item's passages.
pub(super) fn vectors(tx: &ReadTx<'_>, model: &str, item: ItemId) -> Result<Vec<Vec<f32>>> {
    let Some(table) = table(tx, model)? else { return Ok(Vec::new()) };
    let sql = format!(
        "select embedding from {table} where rowid in (select id from passage where kind = 'item' and owner = ?1 limit 200)"
    );
    let found: Vec<Vec<u8>> = tx.all(&sql, [item], |row| row.get(0))?;
    Ok(found
        .iter()
        .map(|bytes| bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
        .collect())
}

/// The items nearest to a vector, each with the cosine of its nearest passage.
pub(super) fn nearest(
    tx: &ReadTx<'_>,
    model: &str,
    vector: &[f32],
    but: ItemId,
    limit: i64,
) -> Result<Vec<(ItemId, f64)>> {
    let Some(table) = table(tx, model)? else { return Ok(Vec::new()) };
    let bytes: Vec<u8> = vector.iter().flat_map(|x| x.to_le_bytes()).collect();
    let sql = format!(
        "select owner, min(distance) as distance
         from (select rowid, distance from {table} where embedding match ?1 and k = ?2) as near
         join passage on passage.id = near.rowid and passage.kind = 'item'
         where owner <> ?3 group by owner order by min(distance)"
    );
    // Of unit vectors the distance is the chord; the cosine follows from it.
    tx.all(&sql, (bytes, limit, but), |row| {
        let chord: f64 = row.get("distance")?;
        Ok((ItemId(row.get("owner")?), 1.0 - chord * chord / 2.0))
    })
}

fn table(tx: &ReadTx<'_>, model: &str) -> Result<Option<String>> {
    let id: Option<i64> = tx.optional("select id from embedder where model = ?1", [model], |row| row.get(0))?;
    Ok(id.map(|id| format!("vec_{id}")))
}

/// The tags that an item has.
pub(super) fn tags_of(tx: &ReadTx<'_>, item: ItemId) -> Result<Vec<TagId>> {
    tx.all("select tag_id from item_tag where item_id = ?1", [item], |row| row.get(0))
}

/// The tags that were declined for an item.
pub(super) fn declined(tx: &ReadTx<'_>, item: ItemId) -> Result<Vec<TagId>> {
    tx.all("select tag_id from tag_declined where item_id = ?1", [item], |row| row.get(0))
}

/// Every name of every tag.
pub(super) fn names(tx: &ReadTx<'_>) -> Result<HashMap<TagId, Vec<String>>> {
    let rows: Vec<(TagId, String)> =
        tx.all("select id, name from tag union all select tag_id, name from tag_alias", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let mut names: HashMap<TagId, Vec<String>> = HashMap::new();
    for (tag, name) in rows {
        names.entry(tag).or_default().push(name);
    }
    Ok(names)
}

pub(super) fn decline(tx: &WriteTx<'_>, item: ItemId, tag: TagId) -> Result<()> {
    tx.execute("insert into tag_declined (item_id, tag_id) values (?1, ?2) on conflict do nothing", (item, tag))?;
    Ok(())
}
