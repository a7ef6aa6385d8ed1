//! The evidence of an answer: the passages that it may rest on.

use super::{Scope, SearchedPassage};
use crate::App;
use crate::error::Result;
use crate::knowledge::ItemId;
use crate::search::{self, Filter, Found, HitKind, SearchMode};
use crate::tasks::TaskId;

/// How many passages an answer looks at.
const PASSAGES: usize = 12;

/// Passages with what was missing from the search.
pub(super) struct Evidence {
    pub(super) passages: Vec<Found>,
    pub(super) degraded: Option<String>,
}

/// Finds the evidence for a question inside a scope.
pub(super) fn gather(app: &App, question: &str, scope: &Scope) -> Result<Evidence> {
    let (mut passages, degraded) = search::find(app, question, &filter(scope), SearchMode::Hybrid, true)?;
    passages.truncate(PASSAGES);
    Ok(Evidence { passages, degraded })
}

fn filter(scope: &Scope) -> Filter {
    let mut filter = Filter {
        items: scope.items.iter().flatten().map(|id| id.0).collect(),
        projects: scope.projects.iter().flatten().map(|id| id.0).collect(),
        tags: scope.tags.clone().unwrap_or_default(),
        after: scope.after,
        before: scope.before,
        ..Filter::default()
    };
    for kind in scope.kinds.iter().flatten() {
        match HitKind::from_word(kind) {
            Some(kind) => filter.kinds.push(kind),
            None => filter.item_kinds.push(kind.clone()),
        }
    }
    filter
}

/// The item or task that a passage belongs to.
pub(super) fn owner(found: &Found) -> (Option<ItemId>, Option<TaskId>) {
    match found.kind {
        HitKind::Item => (Some(ItemId(found.owner)), None),
        HitKind::Task => (None, Some(TaskId(found.owner))),
        HitKind::Message => (None, None),
    }
}

/// The passage as the "what was searched" list keeps it.
pub(super) fn searched(found: &Found, cited: bool) -> SearchedPassage {
    let (item, task) = owner(found);
    SearchedPassage {
        title: found.title.clone(),
        item,
        task,
        page: found.passage.page,
        start: found.passage.start,
        end: found.passage.end,
        text: found.passage.text.clone(),
        score: found.explain.fused,
        cited,
    }
}
