//! Passages by vector, and as they are shown.

use std::collections::HashMap;

use super::fuse::Candidate;
use super::index::Table;
use super::{Explain, HitKind, Memory, Passage, vectors};
use crate::db::ReadTx;
use crate::error::Result;

/// A passage with its owner and its scores.
#[derive(Debug, Clone)]
pub struct Found {
    pub kind: HitKind,
    pub owner: i64,
    pub external_id: Option<String>,
    pub title: String,
    pub passage: Passage,
    pub explain: Explain,
}

/// The passages nearest in meaning, best first, with their cosines.
pub(super) fn by_vector(
    tx: &ReadTx<'_>,
    memory: &Memory,
    table: &Table,
    vector: &[f32],
    allowed: Option<&[i64]>,
    limit: usize,
) -> Result<Vec<(i64, f64)>> {
    let exact = |id| vectors::store::cosine(tx, &table.name, id, vector);
    if let Some(found) = memory.vectors(tx, table, |mirror| mirror.search(vector, limit, allowed, exact))? {
        return Ok(found);
    }
    let mut found = vectors::store::scan(tx, &table.name, vector, if allowed.is_some() { 4096 } else { limit })?;
    if let Some(allowed) = allowed {
        found.retain(|(id, _)| allowed.binary_search(id).is_ok());
    }
    found.truncate(limit);
    Ok(found)
}

/// The first passages of what has this very id: that of an import, or the program's own.
pub(super) fn by_identifier(tx: &ReadTx<'_>, text: &str, allowed: Option<&[i64]>) -> Result<Vec<i64>> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_whitespace) {
        return Ok(Vec::new());
    }
    let sql = "select id from passage where seq = 0 and kind = 'item'
          and owner in (select id from item where external_id = ?1 union all select id from item where uid = ?1)
        union all select id from passage where seq = 0 and kind = 'task' and owner in (select id from task where uid = ?1)";
    let mut ids: Vec<i64> = tx.all(sql, [text], |row| row.get(0))?;
    if let Some(allowed) = allowed {
        ids.retain(|id| allowed.binary_search(id).is_ok());
    }
    Ok(ids)
}

/// Computes the cosine of candidates that only words proposed, so that both scores exist for all.
pub(super) fn fill_cosines(
    tx: &ReadTx<'_>,
    memory: &Memory,
    table: &Table,
    vector: &[f32],
    candidates: &mut [Candidate],
) -> Result<()> {
    let ids: Vec<i64> = candidates.iter().filter(|one| one.cosine.is_none()).map(|one| one.id).collect();
    let cosines = match memory.vectors(tx, table, |mirror| Ok(mirror.estimates(vector, &ids)))? {
        Some(cosines) => cosines,
        None => ids.iter().map(|id| vectors::store::cosine(tx, &table.name, *id, vector)).collect::<Result<_>>()?,
    };
    for (candidate, cosine) in candidates.iter_mut().filter(|one| one.cosine.is_none()).zip(cosines) {
        candidate.cosine = cosine;
    }
    Ok(())
}

/// Reads the passages of candidates, in the order of their scores.
pub(super) fn load(tx: &ReadTx<'_>, candidates: Vec<Candidate>) -> Result<Vec<Found>> {
    let mut external: HashMap<i64, Option<String>> = HashMap::new();
    let mut found = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let row = tx.optional(
            "select kind, owner, title, heading, text, page, start, end from passage where id = ?1",
            [candidate.id],
            |row| {
                Ok((
                    row.get::<_, HitKind>("kind")?,
                    row.get::<_, i64>("owner")?,
                    row.get::<_, String>("title")?,
                    Passage {
                        text: row.get("text")?,
                        page: row.get("page")?,
                        start: row.get::<_, i64>("start")? as usize,
                        end: row.get::<_, i64>("end")? as usize,
                        heading: row.get("heading")?,
                    },
                ))
            },
        )?;
        let Some((kind, owner, title, passage)) = row else { continue };
        let external_id = match (kind, external.get(&owner)) {
            (HitKind::Item, Some(known)) => known.clone(),
            (HitKind::Item, None) => {
                let id =
                    tx.optional("select external_id from item where id = ?1", [owner], |row| row.get(0))?.flatten();
                external.insert(owner, id).flatten();
                external.get(&owner).cloned().flatten()
            }
            _ => None,
        };
        found.push(Found { kind, owner, external_id, title, passage, explain: candidate.explain });
    }
    Ok(found)
}
