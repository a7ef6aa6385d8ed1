//! The passages that a filter lets through, and the names that filters may have.

use rusqlite::types::Value;

use super::{Filter, Is, wrong};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::knowledge;
use crate::search::HitKind;
use crate::search::short::{SHORT, Short};
use crate::search::text::store::quoted;
use crate::tags::{self, TagId};
use crate::types::Day;

/// The tags, projects and areas that there are.
pub(in crate::search) struct Names {
    pub(in crate::search) tags: Vec<String>,
    pub(in crate::search) places: Vec<String>,
}

/// Reads the names, those in most use first.
pub(in crate::search) fn names(tx: &ReadTx<'_>) -> Result<Names> {
    let list = |sql: &str| tx.all(sql, [], |row| row.get(0));
    Ok(Names {
        tags: list(
            "select name from tag order by (select count(*) from task_tag where tag_id = tag.id)
               + (select count(*) from item_tag where tag_id = tag.id)
               + (select count(*) from entry_tag where tag_id = tag.id) desc, name",
        )?,
        places: list("select name from project union select name from area order by name")?,
    })
}

/// Refuses a tag, project or area that does not exist.
pub(in crate::search) fn check(tx: &ReadTx<'_>, filter: &Filter) -> Result<()> {
    for name in filter.tags.iter().chain(&filter.not_tags) {
        if tag(tx, name)?.is_none() {
            return Err(wrong("tag", name, names(tx)?.tags.iter().map(String::as_str)));
        }
    }
    let mut places = filter.places.iter().chain(&filter.not_places).peekable();
    if places.peek().is_none() {
        return Ok(());
    }
    let known = names(tx)?.places;
    for name in places {
        if !known.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            return Err(wrong("in", name, known.iter().map(String::as_str)));
        }
    }
    Ok(())
}

/// The tag that is meant, by whichever of its names.
fn tag(tx: &ReadTx<'_>, name: &str) -> Result<Option<TagId>> {
    Ok(tags::known(tx, name.trim_start_matches(['@', '#']))?.map(|tag| tag.id))
}

/// The passages that a filter lets through, ascending; nothing when it is empty.
pub(in crate::search) fn allowed(tx: &ReadTx<'_>, filter: &Filter) -> Result<Option<Vec<i64>>> {
    if *filter == Filter::default() {
        return Ok(None);
    }
    let mut params = Vec::new();
    let condition = condition(tx, filter, &mut params)?;
    let sql = format!("select p.id from passage as p where {condition} order by p.id");
    let mut ids: Vec<i64> = tx.all(&sql, rusqlite::params_from_iter(params), |row| row.get(0))?;
    let matching = |text: &String| -> Result<Option<Vec<i64>>> {
        let Some(phrase) = quoted(text) else { return Ok(None) };
        tx.all("select rowid from passage_fts where passage_fts match ?1 order by rowid", [phrase], |row| row.get(0))
            .map(Some)
    };
    for phrase in &filter.phrases {
        if let Some(with) = matching(phrase)? {
            ids.retain(|id| with.binary_search(id).is_ok());
        }
    }
    for word in &filter.without {
        if let Some(with) = matching(word)? {
            ids.retain(|id| with.binary_search(id).is_err());
        }
    }
    Ok(Some(ids))
}

/// The newest passages that a filter lets through, one of each thing.
pub(in crate::search) fn newest(tx: &ReadTx<'_>, filter: &Filter, limit: usize) -> Result<Vec<i64>> {
    if !filter.phrases.is_empty() || !filter.without.is_empty() {
        let mut ids = allowed(tx, filter)?.unwrap_or_default();
        ids.reverse();
        ids.truncate(limit);
        return Ok(ids);
    }
    let mut params = Vec::new();
    let condition = condition(tx, filter, &mut params)?;
    let sql = format!("select p.id from passage as p where p.seq = 0 and {condition} order by p.id desc limit {limit}");
    tx.all(&sql, rusqlite::params_from_iter(params), |row| row.get(0))
}

/// The filter as SQL on `p`, a passage. Every part but the kind asks for the owner's id in a list, so
/// that the index on kind and owner answers it.
fn condition(tx: &ReadTx<'_>, filter: &Filter, params: &mut Vec<Value>) -> Result<String> {
    let mut bind = |value: Value| {
        params.push(value);
        format!("?{}", params.len())
    };
    let mut parts = Vec::new();
    if filter.kinds.is_empty() && filter.item_kinds.is_empty() {
        // Chats are found when they are asked for: a question would find itself.
        parts.push("p.kind <> 'message'".to_owned());
    } else {
        parts.push(format!("({})", kinds(&filter.kinds, &filter.item_kinds, &mut bind).join(" or ")));
    }
    for part in kinds(&filter.not_kinds, &filter.not_item_kinds, &mut bind) {
        parts.push(format!("not ({part})"));
    }
    let list = |ids: &[i64]| ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    if !filter.items.is_empty() {
        parts.push(format!("p.kind = 'item' and p.owner in ({})", list(&filter.items)));
    }
    if !filter.projects.is_empty() {
        let ids = list(&filter.projects);
        parts.push(owners(|short| Some(format!("{} in ({ids})", short.project))));
    }
    for (names, not) in [(&filter.tags, ""), (&filter.not_tags, "not ")] {
        for name in names {
            // None is a tag that went away since: nothing carries it.
            let id = bind(tag(tx, name)?.map_or(Value::Null, |id| Value::Integer(id.0)));
            let short = owners(|short| {
                let (table, row) = short.tags?;
                Some(format!("id in (select {row} from {table} where tag_id = {id})"))
            });
            parts.push(format!(
                "{not}(p.kind = 'item' and p.owner in (select item_id from item_tag where tag_id = {id}) or {short})"
            ));
        }
    }
    for (states, not) in [(&filter.is, ""), (&filter.is_not, "not ")] {
        for state in states {
            let state = match state {
                Is::Open => "status not in ('done', 'dropped')".to_owned(),
                Is::Closed => "status in ('done', 'dropped')".to_owned(),
                Is::Overdue => {
                    let today = bind(Value::Text(tx.today()?.to_string()));
                    format!("status not in ('done', 'dropped') and deadline_day < {today}")
                }
                other => format!("status = '{}'", other.word()),
            };
            parts.push(format!("{not}(p.kind = 'task' and p.owner in (select id from task where {state}))"));
        }
    }
    for (names, not) in [(&filter.places, ""), (&filter.not_places, "not ")] {
        for name in names {
            let name = bind(Value::Text(name.clone()));
            let short = owners(|Short { project, area, .. }| {
                Some(format!(
                    "{project} in (select project.id from project where name = {name} collate nocase)
                       or {area} in (select area.id from area where name = {name} collate nocase)"
                ))
            });
            parts.push(format!("{not}{short}"));
        }
    }
    for (day, than) in [(filter.after, ">="), (filter.before, "<")] {
        if let Some(day) = day {
            let moment = bind(Value::Integer(midnight(tx, day)?));
            let day = bind(Value::Text(day.to_string()));
            // What was written about a day belongs to it, whenever that was.
            let short = owners(|short| match short.kind {
                HitKind::Entry => Some(format!("day {than} {day}")),
                _ => Some(format!("created_at {than} {moment}")),
            });
            parts.push(format!(
                "(p.kind = 'item' and p.owner in (select id from item where created_at {than} {moment})
                  or p.kind = 'message' and p.owner in (select id from message where created_at {than} {moment}) or {short})"
            ));
        }
    }
    if filter.open {
        parts.push("not p.closed".to_owned());
    }
    if let Some((from, until)) = filter.entry_days {
        let from = bind(from.map_or(Value::Null, |day| Value::Text(day.to_string())));
        let until = bind(until.map_or(Value::Null, |day| Value::Text(day.to_string())));
        parts.push(format!(
            "(p.kind <> 'entry' or p.owner in
               (select id from entry where ({from} is null or day >= {from}) and ({until} is null or day <= {until})))"
        ));
    }
    Ok(parts.join(" and "))
}

/// The passages of those rows with one passage that a condition on their table holds for.
fn owners(condition: impl Fn(&Short) -> Option<String>) -> String {
    let one = |short: &Short| {
        let condition = condition(short)?;
        Some(format!(
            "p.kind = '{}' and p.owner in (select id from {} where {condition})",
            short.kind.word(),
            short.table
        ))
    };
    format!("({})", SHORT.iter().filter_map(one).collect::<Vec<_>>().join(" or "))
}

fn kinds(kinds: &[HitKind], item_kinds: &[String], bind: &mut impl FnMut(Value) -> String) -> Vec<String> {
    let mut parts: Vec<String> = kinds.iter().map(|kind| format!("p.kind = '{}'", kind.word())).collect();
    if !item_kinds.is_empty() {
        let words: Vec<String> = item_kinds.iter().map(|kind| bind(Value::Text(kind.clone()))).collect();
        parts.push(format!("p.kind = 'item' and p.owner in ({})", knowledge::shown_as(&words.join(", "))));
    }
    parts
}

/// The moment at which a calendar day begins where the user is.
fn midnight(tx: &ReadTx<'_>, day: Day) -> Result<i64> {
    let zone = tx.zoned().time_zone().clone();
    day.0
        .to_zoned(zone)
        .map(|moment| moment.timestamp().as_millisecond())
        .map_err(|_| Error::invalid(format!("{day} is outside the years that a calendar has")))
}
