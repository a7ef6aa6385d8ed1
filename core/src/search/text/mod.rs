//! BM25 over the full-text index, with the lengths of all passages and the postings of common words in
//! memory. It gives the numbers that FTS5's own `bm25()` gives, which looks up the length of every
//! passage that it touches and so takes a hundred times longer for a question in whole sentences.

pub(super) mod store;

use std::collections::HashMap;
use std::sync::Arc;

/// The constants of FTS5's `bm25()`.
const K1: f64 = 1.2;
const B: f64 = 0.75;
/// What FTS5 gives a word that stands in half of the passages or more.
const LEAST_WEIGHT: f64 = 1e-6;

/// Postings that stay in memory, in all; at eight bytes each.
const KEPT: usize = 4_000_000;

/// Words in fewer passages than this are read again each time.
const COMMON: usize = 200;

/// So many passages are costly to look through; of fewer, no word is left out.
const MANY: usize = 1000;

/// The best are chosen from so many times as many as are wanted.
const AT_ONCE: usize = 8;

/// Where a word stands: the places of passages and how often it stands in each.
pub type Postings = Vec<(u32, u32)>;

/// The lengths of all passages, and where common words stand.
#[derive(Default)]
pub struct Passages {
    /// Ascending; a passage's place in it is its number in postings.
    ids: Vec<i64>,
    /// In words. Passages that are gone keep their place, without length.
    lengths: Vec<Option<u32>>,
    /// The part of BM25 that only depends on the length.
    norms: Vec<f64>,
    /// Not searched unless asked for.
    hidden: Vec<bool>,
    kept: HashMap<String, Arc<Postings>>,
    postings: usize,
    /// Room for a score of each passage, all nought between two questions.
    scores: Vec<f64>,
}

impl Passages {
    /// Takes passages in, in ascending order of their ids, with their lengths in words.
    pub fn new(passages: impl IntoIterator<Item = (i64, u32)>) -> Self {
        let mut new = Self::default();
        for (id, length) in passages {
            new.ids.push(id);
            new.lengths.push(Some(length));
        }
        new.hidden = vec![false; new.ids.len()];
        new.measure();
        new
    }

    /// How many passages there are.
    pub fn len(&self) -> usize {
        self.lengths.iter().flatten().count()
    }

    /// Whether there is no passage.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a passage.
    pub fn place(&self, id: i64) -> Option<u32> {
        self.ids.binary_search(&id).ok().map(|place| place as u32)
    }

    /// Leaves a passage out of every search that is not narrowed.
    pub(super) fn hide(&mut self, id: i64) {
        if let Some(place) = self.place(id) {
            self.hidden[place as usize] = true;
        }
    }

    /// Changes the length of passages, `None` where one is gone. False when one is new and would have to
    /// stand between others: then everything must be loaded anew.
    pub(super) fn patch(&mut self, changed: impl IntoIterator<Item = (i64, Option<u32>)>) -> bool {
        for (id, length) in changed {
            match self.place(id) {
                Some(place) => {
                    self.lengths[place as usize] = length;
                    self.hidden[place as usize] = false;
                }
                None if length.is_none() => {}
                None if self.ids.last().is_none_or(|last| *last < id) => {
                    self.ids.push(id);
                    self.lengths.push(length);
                    self.hidden.push(false);
                }
                None => return false,
            }
        }
        self.kept.clear();
        self.postings = 0;
        self.measure();
        true
    }

    fn measure(&mut self) {
        let words: u64 = self.lengths.iter().flatten().map(|length| u64::from(*length)).sum();
        let average = (words as f64 / self.len().max(1) as f64).max(f64::MIN_POSITIVE);
        let norm = |length: &Option<u32>| K1 * (1.0 - B + B * f64::from(length.unwrap_or(0)) / average);
        self.norms = self.lengths.iter().map(norm).collect();
    }

    /// The postings of a word, from memory or by `read`, which gives passages and counts.
    ///
    /// # Errors
    /// What `read` answers.
    pub fn postings<E>(
        &mut self,
        word: &str,
        read: impl FnOnce() -> Result<Vec<(i64, u32)>, E>,
    ) -> Result<Arc<Postings>, E> {
        if let Some(known) = self.kept.get(word) {
            return Ok(Arc::clone(known));
        }
        let found = read()?;
        let mut postings = Vec::with_capacity(found.len());
        let mut from = 0;
        for (id, count) in found {
            // Both are ascending: the next stands a little further on.
            from += gallop(&self.ids[from..], id);
            if self.ids.get(from) == Some(&id) && self.lengths[from].is_some() {
                postings.push((from as u32, count));
            }
        }
        let postings = Arc::new(postings);
        if postings.len() >= COMMON {
            if self.postings + postings.len() > KEPT {
                self.kept.clear();
                self.postings = 0;
            }
            self.postings += postings.len();
            self.kept.insert(word.to_owned(), Arc::clone(&postings));
        }
        Ok(postings)
    }

    /// The best passages for words with these postings, best first, with their BM25. With `allowed`,
    /// ascending ids, only these count; without, all that are not hidden.
    pub fn best(&mut self, words: &[Arc<Postings>], allowed: Option<&[i64]>, limit: usize) -> Vec<(i64, f64)> {
        let all = self.len() as f64;
        let weight = |postings: &Postings| {
            let found = postings.len() as f64;
            ((all - found + 0.5) / (found + 0.5)).ln().max(LEAST_WEIGHT)
        };
        // Of many passages, a word that stands in every second neither finds nor ranks, unless there are no others.
        let telling =
            self.len() >= MANY && words.iter().any(|postings| !postings.is_empty() && weight(postings) > LEAST_WEIGHT);
        self.scores.resize(self.ids.len(), 0.0);
        let mut touched: Vec<u32> = Vec::new();
        for postings in words {
            let weight = weight(postings);
            if telling && weight <= LEAST_WEIGHT {
                continue;
            }
            for (place, count) in postings.iter() {
                let count = f64::from(*count);
                let (score, norm) = (&mut self.scores[*place as usize], self.norms[*place as usize]);
                if *score == 0.0 {
                    touched.push(*place);
                }
                *score += weight * (count * (K1 + 1.0)) / (count + norm);
            }
        }
        let mut best: Vec<(f64, u32)> = Vec::with_capacity(AT_ONCE * limit);
        let mut least = 0.0;
        for place in touched {
            let score = std::mem::take(&mut self.scores[place as usize]);
            let counts = || match allowed {
                Some(ids) => ids.binary_search(&self.ids[place as usize]).is_ok(),
                None => !self.hidden[place as usize],
            };
            if score >= least && counts() {
                best.push((score, place));
                // Most are far from the best: what a full list says is enough to pass them over.
                if best.len() == AT_ONCE * limit && limit > 0 {
                    least = best.select_nth_unstable_by(limit - 1, order).1.0;
                    best.truncate(limit);
                }
            }
        }
        best.sort_unstable_by(order);
        best.truncate(limit);
        best.into_iter().map(|(score, place)| (self.ids[place as usize], score)).collect()
    }

    /// Those of the passages in which every word stands.
    pub(super) fn with_all(&self, words: &[Arc<Postings>], ids: impl Iterator<Item = i64>) -> Vec<i64> {
        let mut rarest_first: Vec<&Arc<Postings>> = words.iter().collect();
        rarest_first.sort_by_key(|postings| postings.len());
        let has = |place: u32, postings: &Postings| postings.binary_search_by_key(&place, |(place, _)| *place).is_ok();
        let whole =
            |id: &i64| self.place(*id).is_some_and(|place| rarest_first.iter().all(|postings| has(place, postings)));
        ids.filter(whole).collect()
    }
}

/// The best first; of equals the older.
fn order(a: &(f64, u32), b: &(f64, u32)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// How far along a sorted list the first element stands that is not below `wanted`.
fn gallop(ids: &[i64], wanted: i64) -> usize {
    let mut reach = 1;
    while reach < ids.len() && ids[reach] < wanted {
        reach *= 2;
    }
    let from = reach / 2;
    from + ids[from..ids.len().min(reach + 1)].partition_point(|id| *id < wanted)
}

#[cfg(test)]
#[path = "tests.rs"]
mod like_fts5;

#[cfg(test)]
mod tests {
    use super::*;

    fn postings(places: &[(u32, u32)]) -> Arc<Postings> {
        Arc::new(places.to_vec())
    }

    #[test]
    fn rare_words_and_short_passages_count_more() {
        let mut passages = Passages::new([(10, 100), (20, 100), (30, 10), (40, 50), (50, 50), (60, 50)]);
        let found = passages.best(&[postings(&[(0, 1), (1, 1), (2, 1)]), postings(&[(1, 1)])], None, 10);
        assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [20, 30, 10]);
        let found = passages.best(&[postings(&[(0, 1), (2, 1)])], None, 10);
        assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [30, 10]);
        assert_eq!(passages.best(&[postings(&[(0, 1), (2, 1)])], Some(&[10, 50]), 10)[0].0, 10);
    }

    #[test]
    fn a_word_that_is_everywhere_finds_when_it_is_alone() {
        let mut passages = Passages::new([(1, 10), (2, 10)]);
        assert_eq!(passages.best(&[postings(&[(0, 1), (1, 2)])], None, 10).len(), 2);
    }

    #[test]
    fn those_with_every_word_are_told() {
        let passages = Passages::new([(1, 10), (2, 10), (3, 10)]);
        let words = [postings(&[(0, 1), (1, 2), (2, 1)]), postings(&[(1, 1)])];
        assert_eq!(passages.with_all(&words, [1, 2, 3, 4].into_iter()), [2]);
        assert_eq!(passages.with_all(&words[..1], [3, 1].into_iter()), [3, 1]);
    }

    #[test]
    fn changes_keep_the_order_or_ask_for_loading() {
        let mut passages = Passages::new([(1, 10), (5, 10)]);
        assert!(passages.patch([(5, None), (9, Some(3))]));
        assert_eq!((passages.len(), passages.place(9)), (2, Some(2)));
        assert!(!passages.patch([(7, Some(1))]));
    }

    #[test]
    fn postings_are_found_by_id() {
        let mut passages = Passages::new((0..1000).map(|n| (n * 3, 5)));
        let read = || Ok::<_, ()>(vec![(0, 1), (3, 2), (4, 1), (2997, 7), (5000, 1)]);
        assert_eq!(*passages.postings("w", read).unwrap(), [(0, 1), (1, 2), (999, 7)]);
    }
}
