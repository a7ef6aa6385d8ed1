//! Passages by vector, and as they are shown.

use std::collections::HashSet;

use super::fuse::Candidate;
use super::index::Table;
use super::short::{SHORT, Short};
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

/// How many more than are shown get their exact cosine.
const SPARE: usize = 30;

/// The passages nearest in meaning, best first, with their cosines: those of the `exactly` best and some more
/// exactly, the others to a thousandth.
#[expect(clippy::too_many_arguments, reason = "what is searched, where, and how much of it")]
pub(super) fn by_vector(
    tx: &ReadTx<'_>,
    memory: &Memory,
    last: Option<i64>,
    table: &Table,
    vector: &[f32],
    allowed: Option<&[i64]>,
    limit: usize,
    exactly: usize,
) -> Result<Vec<(i64, f64)>> {
    let exact = |id| vectors::store::cosine(tx, &table.name, id, vector);
    if let Some(mut found) = memory.vectors(tx, last, table, |mirror| mirror.search(vector, limit, allowed, exact))? {
        if exactly > 0 {
            for (id, cosine) in found.iter_mut().take(exactly + SPARE) {
                *cosine = exact(*id)?.unwrap_or(*cosine);
            }
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        }
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
          and owner in (select id from item where external_id = ?1 union all select id from item where uid = ?1)";
    let mut ids: Vec<i64> = tx.all(sql, [text], |row| row.get(0))?;
    for Short { kind, table, .. } in SHORT {
        let sql = format!(
            "select id from passage where seq = 0 and kind = ?1 and owner in (select id from {table} where uid = ?2)"
        );
        ids.extend(tx.all(&sql, (kind, text), |row| row.get::<_, i64>(0))?);
    }
    if let Some(allowed) = allowed {
        ids.retain(|id| allowed.binary_search(id).is_ok());
    }
    Ok(ids)
}

/// Computes the cosine of candidates that only words proposed, so that both scores exist for all.
pub(super) fn fill_cosines(
    tx: &ReadTx<'_>,
    memory: &Memory,
    last: Option<i64>,
    table: &Table,
    vector: &[f32],
    candidates: &mut [Candidate],
) -> Result<()> {
    let ids: Vec<i64> = candidates.iter().filter(|one| one.cosine.is_none()).map(|one| one.id).collect();
    let cosines = match memory.vectors(tx, last, table, |mirror| Ok(mirror.estimates(vector, &ids)))? {
        Some(cosines) => cosines,
        None => ids.iter().map(|id| vectors::store::cosine(tx, &table.name, *id, vector)).collect::<Result<_>>()?,
    };
    for (candidate, cosine) in candidates.iter_mut().filter(|one| one.cosine.is_none()).zip(cosines) {
        candidate.cosine = cosine;
    }
    Ok(())
}

/// Reads the passages of candidates, in the order of their scores, until there are `limit` things, or as
/// many passages where `every_passage` counts. Of the rest only those that `may_be_named` are read.
pub(super) fn load(
    tx: &ReadTx<'_>,
    candidates: Vec<Candidate>,
    limit: usize,
    every_passage: bool,
    may_be_named: impl Fn(i64) -> bool,
) -> Result<Vec<Found>> {
    // Tasks of one name are told apart by their project, and by what became of them.
    let sql = "select p.kind, p.owner, p.title, case when t.id is null then p.heading else
          nullif(concat_ws(' · ', j.name, case when t.status in ('done', 'dropped') then t.status end), '') end,
          p.text, p.page, p.start, p.end, i.external_id
        from passage as p left join item as i on p.kind = 'item' and i.id = p.owner
          left join task as t on p.kind = 'task' and t.id = p.owner left join project as j on j.id = t.project_id
        where p.id = ?1";
    let mut things: HashSet<(HitKind, i64)> = HashSet::new();
    let mut found: Vec<Found> = Vec::new();
    for candidate in candidates {
        let enough = if every_passage { found.len() } else { things.len() } >= limit;
        if enough && !may_be_named(candidate.id) {
            continue;
        }
        let explain = candidate.explain;
        let row = tx.optional(sql, [candidate.id], |row| {
            Ok(Found {
                kind: row.get(0)?,
                owner: row.get(1)?,
                title: row.get(2)?,
                external_id: row.get(8)?,
                passage: Passage {
                    heading: row.get(3)?,
                    text: row.get(4)?,
                    page: row.get(5)?,
                    start: row.get::<_, i64>(6)? as usize,
                    end: row.get::<_, i64>(7)? as usize,
                },
                explain,
            })
        })?;
        things.extend(row.iter().map(|found| (found.kind, found.owner)));
        found.extend(row);
    }
    Ok(found)
}
