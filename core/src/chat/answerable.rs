//! Whether the evidence answers the question at all: a logistic model over three signs of the best sentence.
//!
//! The signs were chosen, and the coefficients fitted, on material that no test of answers uses: the
//! conversations of LoCoMo and the abstracts of PubMedQA, with every second session and abstract taken out
//! of the profile, so that half of the questions lost their answer. `cargo test --test calibration --
//! --ignored --nocapture` repeats it: it asks the questions through the front door, fits on one half of
//! them, prints coefficients, and tells the figures of the other half.

use super::{Judgement, Sign};

/// What is known of the best sentence and its passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Signs {
    /// The cosine of the question and the sentence; absent when no model could compare them.
    pub(super) likeness: Option<f64>,
    /// The share of the question's content words that stand in the passage or its title, each weighted by
    /// its rarity in this profile, 0 to 1.
    pub(super) coverage: f64,
    /// 0 to 2: one over the passage's place in the list by words, and one over its place by meaning.
    pub(super) agreement: f64,
}

/// The coefficients of [`Signs`], fitted as described above: the log-odds that the passage holds the answer.
/// Beside the likeness, the agreement of the two lists says next to nothing.
struct Model {
    bias: f64,
    likeness: f64,
    coverage: f64,
    agreement: f64,
}

const WITH_MEANING: Model = Model { bias: -7.05, likeness: 9.58, coverage: 4.81, agreement: -0.06 };

/// Without an embedding model, from the same material.
const WORDS_ALONE: Model = Model { bias: -3.47, likeness: 0.0, coverage: 7.32, agreement: 0.35 };

/// What is less likely an answer than not is not given. It is also about where one in ten of the answerable
/// questions of the calibration is given up (0.53).
const THRESHOLD: f64 = 0.5;

/// Judges the best sentence.
pub(super) fn judge(signs: Signs) -> Judgement {
    let model = if signs.likeness.is_some() { WITH_MEANING } else { WORDS_ALONE };
    let sign = |name: &str, value: f64, weight: f64| Sign { name: name.into(), value, weight };
    let mut told =
        vec![sign("coverage", signs.coverage, model.coverage), sign("agreement", signs.agreement, model.agreement)];
    if let Some(likeness) = signs.likeness {
        told.insert(0, sign("likeness", likeness, model.likeness));
    }
    let odds = model.bias + told.iter().map(|sign| sign.value * sign.weight).sum::<f64>();
    let score = 1.0 / (1.0 + (-odds).exp());
    Judgement { score, threshold: THRESHOLD, answered: score >= THRESHOLD, signs: told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_of_every_sign_is_more_likely_an_answer() {
        let low = Signs { likeness: Some(0.2), coverage: 0.2, agreement: 0.1 };
        let score = |signs: Signs| judge(signs).score;
        assert!(!judge(low).answered);
        assert!(judge(Signs { likeness: Some(0.8), coverage: 1.0, agreement: 2.0 }).answered);
        assert!(score(Signs { likeness: Some(0.5), ..low }) > score(low));
        assert!(score(Signs { coverage: 0.5, ..low }) > score(low));
        assert!(judge(Signs { likeness: None, coverage: 1.0, agreement: 1.0 }).answered);
        assert!(!judge(Signs { likeness: None, coverage: 0.3, agreement: 0.1 }).answered);
    }
}
