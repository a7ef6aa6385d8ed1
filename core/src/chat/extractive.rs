//! The answer without a model's words: the sentences of the evidence that answer best, as they stand.

use super::citation::Cite;
use super::evidence::Evidence;
use super::support;
use crate::documents::sentences;
use crate::error::Result;
use crate::models::{Embedder, cosine};
use crate::operations::Cancel;

/// At most so many sentences.
const SENTENCES: usize = 3;

/// A further sentence must be this good beside the best one.
const NEARLY: f64 = 0.86;

/// Below this the best sentence is no answer. A first choice that has yet to be calibrated.
const THRESHOLD: f64 = 0.46;

/// A task's title says what somebody means to do; a fact beside it answers better.
const INTENTION: f64 = 0.75;

/// How many sentences are compared by meaning; the rest of the evidence has few words in common anyway.
const COMPARED: usize = 48;

/// A sentence that might answer.
struct Scored {
    cite: Cite,
    quote: String,
    score: f64,
    /// How much its kind is worth as an answer.
    weight: f64,
    likeness: f64,
}

/// Chooses the sentences; none when nothing answers.
pub(super) fn choose(
    question: &str,
    evidence: &Evidence,
    embedder: Option<&dyn Embedder>,
    cancel: &Cancel,
) -> Result<Vec<(Cite, String)>> {
    let mut scored = candidates(question, evidence);
    scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    scored.truncate(COMPARED);
    if let Some(embedder) = embedder {
        let asked = embedder.embed(&[question.to_owned()])?.pop().unwrap_or_default();
        for sentence in &mut scored {
            cancel.check()?;
            let vector = embedder.embed(std::slice::from_ref(&sentence.quote))?.pop().unwrap_or_default();
            sentence.likeness = f64::from(cosine(&asked, &vector));
            sentence.score = sentence.weight * (0.55 * sentence.likeness + 0.45 * sentence.score);
        }
        scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    }
    let Some(best) = scored.first().map(|sentence| sentence.score) else {
        return Ok(Vec::new());
    };
    if best < THRESHOLD {
        return Ok(Vec::new());
    }
    let mut chosen: Vec<(Cite, String)> = Vec::new();
    for sentence in scored.into_iter().take_while(|sentence| sentence.score >= best * NEARLY) {
        let repeats = chosen.iter().any(|(_, quote)| support::coverage(&sentence.quote, quote) > 0.8);
        if !repeats && chosen.len() < SENTENCES {
            chosen.push((sentence.cite, sentence.quote));
        }
    }
    Ok(chosen)
}

/// Every sentence of the evidence with its score by words: how much of the question stands in it or just
/// around it, and how well its passage was found.
fn candidates(question: &str, evidence: &Evidence) -> Vec<Scored> {
    let mut scored = Vec::new();
    for (index, found) in evidence.passages.iter().enumerate() {
        let text = &found.passage.text;
        if text.trim().is_empty() {
            let words = support::coverage(question, &found.title);
            let score = 0.4 * words + 0.25 * words + 0.35 * found.explain.fused;
            let cite = Cite { passage: index, start: 0, end: 0 };
            scored.push(Scored { cite, quote: found.title.clone(), score, weight: INTENTION, likeness: 0.0 });
            continue;
        }
        let passage_words = support::coverage(question, &format!("{} {text}", found.title));
        let characters: Vec<char> = text.chars().collect();
        for range in sentences(text) {
            let quote: String = characters.get(range.clone()).unwrap_or_default().iter().collect();
            if quote.trim().is_empty() {
                continue;
            }
            let words = support::coverage(question, &quote);
            let score = 0.4 * words + 0.25 * passage_words + 0.35 * found.explain.fused;
            let cite = Cite { passage: index, start: range.start, end: range.end };
            scored.push(Scored { cite, quote, score, weight: 1.0, likeness: 0.0 });
        }
    }
    scored
}
