//! The answer without a model's words: the sentences of the evidence that answer best, as they stand.

use super::answerable::{self, Signs};
use super::citation::Cite;
use super::evidence::Evidence;
use super::{Judgement, support};
use crate::documents::sentences;
use crate::error::Result;
use crate::models::{Embedder, cosine};
use crate::operations::Cancel;

/// At most so many sentences.
const SENTENCES: usize = 3;

/// A further sentence must be this good beside the best one.
const NEARLY: f64 = 0.86;

/// At most so many things in an overview, a sentence of each.
const THINGS: usize = 6;

/// In an overview, a further thing must be this good beside the best one.
const RELATED: f64 = 0.6;

/// A task's title says what somebody means to do; a fact beside it answers better.
const INTENTION: f64 = 0.75;

/// How many sentences are compared by meaning; the rest of the evidence has few words in common anyway.
const COMPARED: usize = 24;

/// A sentence that might answer.
struct Scored {
    cite: Cite,
    quote: String,
    score: f64,
    /// How much its kind is worth as an answer.
    weight: f64,
    likeness: Option<f64>,
}

/// What was chosen, and why it is an answer or none.
pub(super) struct Choice {
    /// Best first; empty when nothing answers.
    pub(super) sentences: Vec<(Cite, String)>,
    /// None when there was nothing to judge.
    pub(super) judgement: Option<Judgement>,
}

/// Chooses the sentences. An overview takes one of each thing.
pub(super) fn choose(
    question: &str,
    evidence: &Evidence,
    overview: bool,
    embedder: Option<&dyn Embedder>,
    cancel: &Cancel,
) -> Result<Choice> {
    let mut scored = candidates(question, evidence);
    scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    scored.truncate(COMPARED);
    if let Some(embedder) = embedder {
        let asked = embedder.embed(&[question.to_owned()])?.pop().unwrap_or_default();
        for sentence in &mut scored {
            cancel.check()?;
            let vector = embedder.embed(std::slice::from_ref(&sentence.quote))?.pop().unwrap_or_default();
            let likeness = f64::from(cosine(&asked, &vector));
            sentence.score = sentence.weight * (0.55 * likeness + 0.45 * sentence.score);
            sentence.likeness = Some(likeness);
        }
        scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    }
    let Some(best) = scored.first() else { return Ok(Choice { sentences: Vec::new(), judgement: None }) };
    let judgement = answerable::judge(signs(question, evidence, best));
    let least = best.score * if overview { RELATED } else { NEARLY };
    let mut chosen: Vec<(Cite, String)> = Vec::new();
    if judgement.answered {
        for sentence in scored.into_iter().take_while(|sentence| sentence.score >= least) {
            let repeats = chosen.iter().any(|(cite, quote)| {
                support::coverage(&sentence.quote, quote) > 0.8
                    || (overview && evidence.same_thing(cite.passage, sentence.cite.passage))
            });
            if !repeats && chosen.len() < if overview { THINGS } else { SENTENCES } {
                chosen.push((sentence.cite, sentence.quote));
            }
        }
    }
    Ok(Choice { sentences: chosen, judgement: Some(judgement) })
}

fn signs(question: &str, evidence: &Evidence, best: &Scored) -> Signs {
    let Some(found) = evidence.passages.get(best.cite.passage) else {
        return Signs { likeness: best.likeness, coverage: 0.0, agreement: 0.0 };
    };
    let place = |rank: Option<usize>| rank.map_or(0.0, |rank| 1.0 / rank as f64);
    Signs {
        likeness: best.likeness,
        coverage: evidence.rarity.coverage(question, &format!("{} {}", found.title, found.passage.text)),
        agreement: place(found.explain.text_rank) + place(found.explain.vector_rank),
    }
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
            scored.push(Scored { cite, quote: found.title.clone(), score, weight: INTENTION, likeness: None });
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
            scored.push(Scored { cite, quote, score, weight: 1.0, likeness: None });
        }
    }
    scored
}
