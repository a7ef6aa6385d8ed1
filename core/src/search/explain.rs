//! Why a hit is where it is, in words.

use super::{Explain, Found, snippet, text};

/// Adds the words of the query that the passage has, and the reason in a sentence.
pub(super) fn explain(found: &Found, query: &str) -> Explain {
    let asked = text::store::words(query);
    let passage = format!("{} {}", found.title, found.passage.text);
    let mut explain = found.explain.clone();
    explain.words = snippet::present(&passage, &asked);
    explain.reason = reason(&explain);
    explain
}

fn reason(explain: &Explain) -> String {
    if explain.exact {
        return "What you typed is its title or its id, so it comes first.".into();
    }
    let place = |rank: usize| if rank == 1 { "first".to_owned() } else { format!("number {rank}") };
    let words = explain.text_rank.map(|rank| match explain.words.as_slice() {
        [] => format!("{} by words", place(rank)),
        words => format!("{} by words ({})", place(rank), words.join(", ")),
    });
    let meaning = explain.vector_rank.map(|rank| format!("{} in meaning", place(rank)));
    let sentence = match (words, meaning) {
        (Some(words), Some(meaning)) => format!("it is {words} and {meaning}"),
        (Some(words), None) => format!("it is {words}; many others are nearer in meaning"),
        (None, Some(meaning)) => format!("it is {meaning}, though it has none of the rarer words"),
        (None, None) => "it is among the newest that the filters let through".into(),
    };
    let mut letters = sentence.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}
