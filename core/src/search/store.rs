//! Passages by words and by vector.

use std::collections::HashMap;

use rusqlite::types::Value;
use unicode_normalization::UnicodeNormalization;

use super::fuse::Candidate;
use super::{Explain, Filter, HitKind, Passage, index};
use crate::db::ReadTx;
use crate::error::Result;

/// Words that stand in more of the passages than this say little and cost most.
const COMMON: f64 = 0.3;

/// More words than this are not looked up.
const MOST_WORDS: usize = 64;

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

/// The words of a text as FTS5 will see them, each once.
pub(super) fn query_words(text: &str) -> Vec<String> {
    let composed: String = text.nfc().collect();
    let mut words: Vec<String> = Vec::new();
    for word in composed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(MOST_WORDS);
    words
}

/// Quoted, a word is a word whatever it says; FTS5's own operators never reach it.
fn quoted(words: &[String], joint: &str) -> String {
    words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect::<Vec<_>>().join(joint)
}

/// The passages that share the rarest words with the text, best first.
pub(super) fn by_words(tx: &ReadTx<'_>, text: &str, filter: &Filter, limit: usize) -> Result<Vec<(i64, f64)>> {
    let words = telling(tx, query_words(text))?;
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut matching = format!("({})", quoted(&words, " OR "));
    for phrase in &filter.phrases {
        let phrase = query_words_in_order(phrase);
        if !phrase.is_empty() {
            matching.push_str(&format!(" AND \"{}\"", phrase.join(" ")));
        }
    }
    for word in &filter.without {
        let word = query_words_in_order(word);
        if !word.is_empty() {
            matching.push_str(&format!(" NOT \"{}\"", word.join(" ")));
        }
    }
    let mut params = vec![Value::Text(matching)];
    let condition = condition(filter, &mut params);
    let sql = format!(
        "select p.id, -bm25(passage_fts) as score from passage_fts join passage as p on p.id = passage_fts.rowid
         where passage_fts match ?1 {condition} order by bm25(passage_fts), p.id limit {limit}"
    );
    tx.all(&sql, rusqlite::params_from_iter(params), |row| Ok((row.get(0)?, row.get(1)?)))
}

fn query_words_in_order(text: &str) -> Vec<String> {
    let composed: String = text.nfc().collect();
    composed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Leaves out the words that stand nearly everywhere, unless there are no others.
fn telling(tx: &ReadTx<'_>, words: Vec<String>) -> Result<Vec<String>> {
    let passages: i64 = tx.one("select count(*) from passage", [], |row| row.get(0))?;
    let most = (passages as f64 * COMMON).ceil() as i64;
    if passages < 50 {
        return Ok(words);
    }
    let mut rare = Vec::new();
    for word in &words {
        let sql = "select count(*) from (select 1 from passage_fts where passage_fts match ?1 limit ?2)";
        let found: i64 = tx.one(sql, (quoted(std::slice::from_ref(word), ""), most + 1), |row| row.get(0))?;
        if found <= most {
            rare.push(word.clone());
        }
    }
    Ok(if rare.is_empty() { words } else { rare })
}

/// The passages nearest in meaning, best first, with their cosines.
pub(super) fn by_vector(
    tx: &ReadTx<'_>,
    model: &str,
    vector: &[f32],
    filter: &Filter,
    limit: usize,
) -> Result<Vec<(i64, f64)>> {
    let Some(table) = index::table(tx, model)? else {
        return Ok(Vec::new());
    };
    let narrow = *filter != Filter::default();
    // A filter is applied to what the scan proposes, so with one the scan proposes more.
    let k = if narrow { 4096 } else { limit };
    let nearest: Vec<(i64, f64)> = tx.all(
        &format!("select rowid, distance from {table} where embedding match ?1 and k = ?2 order by distance"),
        (index::bytes(vector), k as i64),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let cosines = nearest.into_iter().map(|(id, distance): (i64, f64)| (id, 1.0 - distance * distance / 2.0));
    if !narrow {
        return Ok(cosines.collect());
    }
    let mut params = Vec::new();
    let condition = condition(filter, &mut params);
    params.push(Value::Null);
    let sql = format!("select 1 from passage as p where p.id = ?{} {condition}", params.len());
    let mut kept = Vec::new();
    for (id, cosine) in cosines {
        if kept.len() >= limit {
            break;
        }
        if let Some(last) = params.last_mut() {
            *last = Value::Integer(id);
        }
        let fits = tx.optional(&sql, rusqlite::params_from_iter(params.iter()), |_| Ok(()))?.is_some();
        if fits && phrases_fit(tx, id, filter)? {
            kept.push((id, cosine));
        }
    }
    Ok(kept)
}

/// Vectors know no phrases; the text of the passage does.
fn phrases_fit(tx: &ReadTx<'_>, id: i64, filter: &Filter) -> Result<bool> {
    if filter.phrases.is_empty() && filter.without.is_empty() {
        return Ok(true);
    }
    let text: String = tx.one("select title || ' ' || text from passage where id = ?1", [id], |row| row.get(0))?;
    let folded = query_words_in_order(&text).join(" ");
    let has =
        |phrase: &String| format!(" {folded} ").contains(&format!(" {} ", query_words_in_order(phrase).join(" ")));
    Ok(filter.phrases.iter().all(has) && !filter.without.iter().any(has))
}

/// Computes the cosine of candidates that only words proposed, so that both scores exist for all.
pub(super) fn fill_cosines(tx: &ReadTx<'_>, model: &str, vector: &[f32], candidates: &mut [Candidate]) -> Result<()> {
    let Some(table) = index::table(tx, model)? else {
        return Ok(());
    };
    let sql = format!("select embedding from {table} where rowid = ?1");
    for candidate in candidates.iter_mut().filter(|candidate| candidate.cosine.is_none()) {
        let stored: Option<Vec<u8>> = tx.optional(&sql, [candidate.id], |row| row.get(0))?;
        candidate.cosine = stored.map(|bytes| index::dot(&bytes, vector));
    }
    Ok(())
}

/// The filter as SQL on `p`, a passage.
fn condition(filter: &Filter, params: &mut Vec<Value>) -> String {
    let mut sql = String::new();
    let mut bind = |value: Value| {
        params.push(value);
        format!("?{}", params.len())
    };
    if filter.kinds.is_empty() {
        // Chats are found when they are asked for: a question would find itself.
        sql.push_str(" and p.kind <> 'message'");
    } else {
        let kinds: Vec<String> = filter.kinds.iter().map(|kind| format!("'{}'", kind.word())).collect();
        sql.push_str(&format!(" and p.kind in ({})", kinds.join(", ")));
    }
    if !filter.item_kinds.is_empty() {
        let kinds: Vec<String> = filter.item_kinds.iter().map(|kind| bind(Value::Text(kind.clone()))).collect();
        sql.push_str(&format!(
            " and p.kind = 'item' and p.owner in (select id from item where kind in ({}))",
            kinds.join(", ")
        ));
    }
    if !filter.items.is_empty() {
        let ids: Vec<String> = filter.items.iter().map(i64::to_string).collect();
        sql.push_str(&format!(" and p.kind = 'item' and p.owner in ({})", ids.join(", ")));
    }
    if !filter.projects.is_empty() {
        let ids: Vec<String> = filter.projects.iter().map(i64::to_string).collect();
        sql.push_str(&format!(
            " and p.kind = 'task' and p.owner in (select id from task where project_id in ({}))",
            ids.join(", ")
        ));
    }
    let mut tagged = |name: &String, not: &str| {
        let name = bind(Value::Text(name.trim_start_matches(['@', '#']).to_owned()));
        format!(
            " and {not} (p.kind = 'item' and p.owner in (select item_id from item_tag join tag on tag.id = tag_id where tag.name = {name} collate nocase)
               or p.kind = 'task' and p.owner in (select task_id from task_tag join tag on tag.id = tag_id where tag.name = {name} collate nocase))"
        )
    };
    for name in &filter.tags {
        sql.push_str(&tagged(name, ""));
    }
    for name in &filter.not_tags {
        sql.push_str(&tagged(name, "not"));
    }
    let made = "(case p.kind when 'item' then (select created_at from item where id = p.owner)
        when 'task' then (select created_at from task where id = p.owner)
        else (select created_at from message where id = p.owner) end)";
    if let Some(day) = filter.after {
        let day = bind(Value::Text(day.to_string()));
        sql.push_str(&format!(" and {made} >= unixepoch({day}, 'utc') * 1000"));
    }
    if let Some(day) = filter.before {
        let day = bind(Value::Text(day.to_string()));
        sql.push_str(&format!(" and {made} < unixepoch({day}, 'utc') * 1000"));
    }
    sql
}

/// The newest things that a filter lets through, for a query that is nothing but filters.
pub(super) fn recent(app: &crate::App, filter: &Filter) -> Result<Vec<Found>> {
    app.db.read(|tx| {
        let mut params = Vec::new();
        let condition = condition(filter, &mut params);
        let sql = format!("select p.id from passage as p where p.seq = 0 {condition} order by p.id desc limit 500");
        let ids: Vec<i64> = tx.all(&sql, rusqlite::params_from_iter(params), |row| row.get(0))?;
        let candidates =
            ids.into_iter().map(|id| Candidate { id, bm25: None, cosine: None, explain: Explain::default() });
        load(tx, candidates.collect())
    })
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
