//! Citations by construction: a place in the given evidence, numbered in the order of use.

use super::evidence::{self, Evidence};
use super::{Citation, Support};

/// A place in a passage of the evidence; offsets in Unicode scalar values of the passage's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cite {
    /// Index into the evidence.
    pub(super) passage: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Hands out numbers: the same place has the same number.
#[derive(Default)]
pub(super) struct Citations {
    places: Vec<Cite>,
    list: Vec<Citation>,
}

impl Citations {
    /// The number of a place; none when the evidence has no such place.
    pub(super) fn cite(&mut self, evidence: &Evidence, cite: Cite, support: Support) -> Option<usize> {
        if let Some(index) = self.places.iter().position(|place| *place == cite) {
            return Some(index + 1);
        }
        let found = evidence.passages.get(cite.passage)?;
        let (item, task) = evidence::owner(found);
        let quote: String = if found.passage.text.trim().is_empty() {
            found.title.clone()
        } else {
            found.passage.text.chars().skip(cite.start).take(cite.end.saturating_sub(cite.start)).collect()
        };
        self.places.push(cite);
        self.list.push(Citation {
            n: self.places.len(),
            thing: Some(evidence::thing(found)),
            item,
            task,
            external_id: found.external_id.clone(),
            title: found.title.clone(),
            quote,
            page: found.passage.page,
            start: found.passage.start + cite.start,
            end: found.passage.start + cite.end,
            support,
        });
        Some(self.places.len())
    }

    /// Whether a passage of the evidence is cited.
    pub(super) fn uses(&self, passage: usize) -> bool {
        self.places.iter().any(|place| place.passage == passage)
    }

    /// The finished list.
    pub(super) fn finish(self) -> Vec<Citation> {
        self.list
    }

    /// Whether at least one source bears what cites it.
    pub(super) fn bears(&self) -> bool {
        self.list.iter().any(|citation| matches!(citation.support, Support::Verbatim | Support::Supported))
    }
}
