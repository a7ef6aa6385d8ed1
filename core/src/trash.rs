//! The trash: what was deleted, by whom and how, and a way back. Nothing is kept for it: the change log holds every
//! deleted row, so there is nothing to empty either.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::changes::{Actor, StepId};
use crate::db::deleted::{self, Wanted};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::types::Timestamp;
use crate::{operations, require, words};

operations! { "trash";
    /// What was deleted and can come back, newest first.
    query list(TrashQuery) -> Vec<Trashed>;
    /// Brings deleted things back with all that went along with them, as one step; says what stands in the way of others.
    mutation restore(RestoreTrashed) -> Restored;
}

words! {
    /// What can be brought back by itself; the rest comes along with it.
    TrashKind {
        Task = "task",
        Item = "item",
        Project = "project",
        Entry = "entry",
        Metric = "metric",
        Habit = "habit",
        Goal = "goal",
        Conversation = "conversation",
        Area = "area",
        Tag = "tag",
        Reward = "reward",
    }
}

/// Which part of the trash.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TrashQuery {
    pub kind: Option<TrashKind>,
    /// Words of the title.
    pub text: Option<String>,
    /// Only what stands below this place.
    pub before: Option<i64>,
    /// At most this many, 100 unless said, 500 at most.
    pub limit: Option<u32>,
}

/// One deleted thing.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Trashed {
    pub kind: TrashKind,
    pub id: i64,
    pub title: String,
    pub deleted_at: Timestamp,
    pub actor: Actor,
    /// What the step that deleted it did, in words.
    pub label: String,
    pub step: StepId,
    /// Its place in the list; later deletions stand higher.
    pub place: i64,
}

/// One thing of the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TrashRef {
    pub kind: TrashKind,
    pub id: i64,
}

/// What to bring back.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreTrashed {
    pub entries: Vec<TrashRef>,
}

/// What came back, and what did not.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Restored {
    pub restored: usize,
    pub refused: Vec<NotRestored>,
}

/// One thing that could not come back.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NotRestored {
    pub kind: TrashKind,
    pub id: i64,
    pub reason: String,
}

fn list(tx: &ReadTx<'_>, query: TrashQuery) -> Result<Vec<Trashed>> {
    let tables: Vec<&str> = match query.kind {
        Some(kind) => vec![kind.word()],
        None => TrashKind::ALL.iter().map(|kind| kind.word()).collect(),
    };
    let text = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let limit = query.limit.unwrap_or(100).min(500);
    let found = deleted::list(tx, &Wanted { tables: &tables, text, before: query.before, limit })?;
    Ok(found
        .into_iter()
        .filter_map(|row| {
            Some(Trashed {
                kind: TrashKind::from_word(&row.table)?,
                id: row.row_id,
                title: row.title,
                deleted_at: row.at,
                actor: row.actor,
                label: row.label,
                step: row.step,
                place: row.place,
            })
        })
        .collect())
}

fn restore(tx: &WriteTx<'_>, RestoreTrashed { entries }: RestoreTrashed) -> Result<Restored> {
    require!(!entries.is_empty(), "nothing was chosen");
    let mut wanted: Vec<TrashRef> = Vec::with_capacity(entries.len());
    for entry in entries {
        if !wanted.contains(&entry) {
            wanted.push(entry);
        }
    }
    // What holds others together comes first: tags and projects before the tasks that name them.
    wanted.sort_by_key(|entry| std::cmp::Reverse(entry.kind));
    let rows: Vec<(String, i64)> = wanted.iter().map(|entry| (entry.kind.word().to_owned(), entry.id)).collect();
    let (mut titles, mut refused) = (Vec::new(), Vec::new());
    for (entry, outcome) in wanted.into_iter().zip(deleted::restore(tx, &rows)?) {
        match outcome {
            Ok(title) => titles.push(title),
            Err(error) => refused.push(NotRestored { kind: entry.kind, id: entry.id, reason: error.to_string() }),
        }
    }
    match titles.as_slice() {
        [] => {
            let reason = refused.into_iter().next().map(|one| one.reason).unwrap_or_default();
            return Err(Error::Conflict(format!("nothing could be restored: {reason}")));
        }
        [title] => tx.label(format!("Restored {title}")),
        titles => tx.label(format!("Restored {} things", titles.len())),
    }
    Ok(Restored { restored: titles.len(), refused })
}
