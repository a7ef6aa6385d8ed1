//! The evidence of an answer: the passages that it may rest on.

use super::support::{self, Rarity};
use super::{Scope, SearchedPassage, Thing, computed, store};
use crate::App;
use crate::error::Result;
use crate::knowledge::ItemId;
use crate::logbook;
use crate::search::{self, Filter, Found, HitKind, SearchMode};
use crate::tasks::TaskId;

/// How many passages an answer looks at.
const PASSAGES: usize = 12;

/// So many words of a question are weighed by their rarity.
const WORDS: usize = 64;

/// Passages with what was missing from the search.
pub(super) struct Evidence {
    pub(super) passages: Vec<Found>,
    pub(super) degraded: Option<String>,
    pub(super) rarity: Rarity,
}

impl Evidence {
    /// Whether two passages are of one item or task.
    pub(super) fn same_thing(&self, a: usize, b: usize) -> bool {
        match (self.passages.get(a), self.passages.get(b)) {
            (Some(a), Some(b)) => (a.kind, a.owner) == (b.kind, b.owner),
            _ => false,
        }
    }
}

/// Finds the evidence for a question inside a scope. What is closed to models is never among it, and of the logbook only
/// the entries of the days that the question speaks of are.
pub(super) fn gather(app: &App, question: &str, scope: &Scope) -> Result<Evidence> {
    let mut filter = filter(scope);
    app.db.read(|tx| {
        // A filter costs a list of passages, so there is none where the logbook has nothing to leave out.
        filter.open = logbook::any_closed(tx)?;
        if logbook::any(tx)? {
            filter.entry_days = computed::mentioned(question, tx.zoned(), tx.today()?);
        }
        Ok(())
    })?;
    let (mut passages, degraded) = search::find(app, question, &filter, SearchMode::Hybrid, true, PASSAGES)?;
    passages.truncate(PASSAGES);
    let words: Vec<String> = support::content_words(question).take(WORDS).collect();
    let (counted, all) = app.db.read(|tx| store::passages_with(tx, &words))?;
    Ok(Evidence { passages, degraded, rarity: Rarity::new(&counted, all) })
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
        _ => (None, None),
    }
}

/// What a passage belongs to, of whatever kind.
pub(super) fn thing(found: &Found) -> Thing {
    Thing { kind: found.kind, id: found.owner }
}

/// The passage as the "what was searched" list keeps it.
pub(super) fn searched(found: &Found, cited: bool) -> SearchedPassage {
    let (item, task) = owner(found);
    SearchedPassage {
        title: found.title.clone(),
        thing: Some(thing(found)),
        item,
        task,
        page: found.passage.page,
        start: found.passage.start,
        end: found.passage.end,
        text: found.passage.text.clone(),
        score: found.explain.fused,
        by_words: found.explain.text_rank,
        by_meaning: found.explain.vector_rank,
        likeness: found.explain.vector_score,
        cited,
    }
}
