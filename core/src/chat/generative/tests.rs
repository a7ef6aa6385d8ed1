use super::*;
use crate::chat::Citation;
use crate::chat::support::Rarity;
use crate::search::{Explain, Found, HitKind, Passage};

fn evidence(texts: &[&str]) -> Evidence {
    let passages = texts
        .iter()
        .enumerate()
        .map(|(n, text)| Found {
            kind: HitKind::Item,
            owner: n as i64,
            external_id: None,
            title: "Boiler".into(),
            passage: Passage {
                text: (*text).into(),
                page: None,
                start: 100,
                end: 100 + text.chars().count(),
                heading: None,
            },
            explain: Explain::default(),
        })
        .collect();
    Evidence { passages, degraded: None, rarity: Rarity::default() }
}

#[test]
fn a_weak_model_says_what_the_sentences_say_or_nothing() {
    let evidence = evidence(&["It is due in May. The pressure is 1.5 bar."]);
    let chosen = [(Cite { passage: 0, start: 18, end: 42 }, "The pressure is 1.5 bar.".to_owned())];
    let said = |written: &str| match borne(written, &chosen, &evidence) {
        Written::Answer(cited) => Some(cited.text),
        _ => None,
    };
    assert_eq!(said("The pressure is 1.5 bar."), Some("The pressure is 1.5 bar. [1]".into()));
    assert_eq!(said("Pressure: 1.5 bar"), Some("Pressure: 1.5 bar [1]".into()));
    for not_borne in
        ["The pressure is 2.5 bar.", "The answer is: [1] Boiler", "The pressure is 1.5 bar. It is a fine boiler.", ""]
    {
        assert_eq!(said(not_borne), None, "{not_borne}");
    }
}

#[test]
fn an_answer_whose_sources_bear_none_of_it_is_not_shown() {
    assert_eq!(bound("The source is garden [1]. The source is garden [2].").0, "");
}

fn bound(written: &str) -> (String, Vec<Citation>) {
    let evidence = evidence(&["It is due in May. The pressure is 1.5 bar.", "The plumber is Ada."]);
    match bind(written, &evidence, 2) {
        Written::Answer(cited) => (cited.text, cited.citations.finish()),
        _ => (String::new(), Vec::new()),
    }
}

#[test]
fn numbers_are_given_by_the_program() {
    let (text, citations) = bound("The plumber is Ada [2]. The pressure is 1.5 bar [1][7].");
    assert_eq!(text, "The plumber is Ada [1]. The pressure is 1.5 bar [2].");
    assert_eq!((citations[1].quote.as_str(), citations[1].start, citations[1].n), ("The pressure is 1.5 bar.", 118, 2));
    assert_eq!(citations[0].support, Support::Verbatim);
}

#[test]
fn an_invented_source_is_no_source() {
    assert_eq!(bound("The moon is far [9].").0, "");
    assert_eq!(bound("No source at all.").0, "");
    let (_, citations) = bound("The plumber is Ada [2]. The pressure is 9 bar [1].");
    assert_eq!(citations[1].support, Support::Unsupported);
    assert_eq!(bound("a [link] and an open [bracket").0, "");
}

#[test]
fn a_second_number_is_for_the_same_sentence() {
    let (text, citations) = bound("The plumber is Ada [1][2].");
    assert_eq!(text, "The plumber is Ada [1][2].");
    assert_eq!((citations[0].support, citations[1].support), (Support::Unsupported, Support::Verbatim));
    assert_eq!(bound("[1][2] ").0, "", "a number without a sentence is nothing");
}

#[test]
fn brackets_within_brackets_make_no_number() {
    let (text, citations) = bound("The plumber is Ada [2]. So [[7]1] and [[1]]2] and [1");
    assert_eq!(citations.len(), 2);
    let numbers: Vec<usize> =
        text.split('[').filter_map(|part| part.split_once(']').and_then(|(n, _)| n.parse().ok())).collect();
    assert_eq!(numbers, [1, 2], "{text}");
}

#[test]
fn thoughts_are_not_said() {
    assert_eq!(bound("<think>Perhaps [1].</think>The plumber is Ada [2].").0, "The plumber is Ada [1].");
    assert_eq!(bound("<think>The plumber is Ada [2].").0, "");
}
