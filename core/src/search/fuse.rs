//! Bringing two lists of passages together: pure arithmetic.

use super::{Explain, Found, HitKind, SearchMode};

/// A passage that at least one kind of evidence proposed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) id: i64,
    pub(super) bm25: Option<f64>,
    pub(super) cosine: Option<f64>,
    pub(super) explain: Explain,
}

/// Each passage once, with its ranks.
pub(super) fn merge(by_words: Vec<(i64, f64)>, by_vector: Vec<(i64, f64)>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::with_capacity(by_words.len() + by_vector.len());
    for (rank, (id, score)) in by_words.into_iter().enumerate() {
        let explain = Explain { text_rank: Some(rank + 1), text_score: Some(score), ..Explain::default() };
        candidates.push(Candidate { id, bm25: Some(score), cosine: None, explain });
    }
    let places: std::collections::HashMap<i64, usize> =
        candidates.iter().enumerate().map(|(place, c)| (c.id, place)).collect();
    for (rank, (id, cosine)) in by_vector.into_iter().enumerate() {
        let place = places.get(&id).copied().unwrap_or_else(|| {
            candidates.push(Candidate { id, bm25: None, cosine: None, explain: Explain::default() });
            candidates.len() - 1
        });
        if let Some(candidate) = candidates.get_mut(place) {
            candidate.cosine = Some(cosine);
            candidate.explain.vector_rank = Some(rank + 1);
        }
    }
    candidates
}

/// Adds passages that no evidence proposed.
pub(super) fn add(candidates: &mut Vec<Candidate>, ids: &[i64]) {
    for &id in ids {
        if candidates.iter().all(|candidate| candidate.id != id) {
            candidates.push(Candidate { id, bm25: None, cosine: None, explain: Explain::default() });
        }
    }
}

/// Scores every candidate from 0 to 1 and sorts, best first: the convex combination, in equal parts, of
/// the scores scaled to their smallest and largest (Bruch, Gai, Ingber: "An Analysis of Fusion Functions
/// for Hybrid Retrieval", 2023).
pub(super) fn score(candidates: &mut [Candidate], mode: SearchMode) {
    // A passage without a word in common has the score of no word: nought.
    let words = |candidate: &Candidate| candidate.bm25.unwrap_or(0.0);
    let largest = candidates.iter().map(words).fold(0.0, f64::max);
    let cosines = candidates.iter().filter_map(|candidate| candidate.cosine);
    let (low, high) =
        cosines.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), cosine| (low.min(cosine), high.max(cosine)));
    let share = 0.5;
    for candidate in candidates.iter_mut() {
        let text = if largest > 0.0 { words(candidate) / largest } else { 0.0 };
        let meaning = match candidate.cosine {
            Some(cosine) if high > low => (cosine - low) / (high - low),
            Some(_) => 1.0,
            None => 0.0,
        };
        let share = match mode {
            SearchMode::Hybrid => share,
            SearchMode::Text => 0.0,
            SearchMode::Vector => 1.0,
        };
        candidate.explain.vector_score = candidate.cosine;
        candidate.explain.text_part = (1.0 - share) * text;
        candidate.explain.vector_part = share * meaning;
        candidate.explain.fused = candidate.explain.text_part + candidate.explain.vector_part;
    }
    candidates.sort_by(|a, b| b.explain.fused.total_cmp(&a.explain.fused).then(a.id.cmp(&b.id)));
}

/// Something whose title or id is the query comes before everything else.
pub(super) fn exact_first(found: &mut [Found], query: &str) {
    let query = query.trim().to_lowercase();
    for hit in found.iter_mut() {
        hit.explain.exact =
            hit.title.to_lowercase() == query || hit.external_id.as_ref().is_some_and(|id| id.to_lowercase() == query);
    }
    found.sort_by_key(|hit| !hit.explain.exact);
}

/// Keeps the best passage of each thing.
pub(super) fn one_each(found: &mut Vec<Found>) {
    let mut seen: std::collections::HashSet<(HitKind, i64)> = std::collections::HashSet::new();
    found.retain(|hit| seen.insert((hit.kind, hit.owner)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_count_alike() {
        let mut candidates = merge(vec![(1, 10.0), (2, 5.0)], vec![(2, 0.9), (3, 0.5), (1, 0.1)]);
        score(&mut candidates, SearchMode::Hybrid);
        let fused: Vec<(i64, f64)> = candidates.iter().map(|c| (c.id, c.explain.fused)).collect();
        assert_eq!(fused, [(2, 0.75), (1, 0.5), (3, 0.25)]);
        score(&mut candidates, SearchMode::Text);
        assert_eq!(candidates[0].id, 1);
        score(&mut candidates, SearchMode::Vector);
        assert_eq!(candidates[0].id, 2);
    }

    #[test]
    fn equal_or_missing_scores_are_finite() {
        let mut candidates = merge(vec![], vec![(1, 0.3), (2, 0.3)]);
        score(&mut candidates, SearchMode::Hybrid);
        assert!(candidates.iter().all(|c| c.explain.fused == 0.5));
        score(&mut merge(vec![], vec![]), SearchMode::Hybrid);
    }
}
