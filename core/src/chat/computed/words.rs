//! A question as a row of words, and the smallest parsers over it.

use winnow::error::ContextError;
use winnow::token::any;
use winnow::{ModalResult, Parser};

/// What is left of the question.
pub(super) type Words<'a> = &'a [&'a str];

/// A parser of words.
pub(super) trait Read<'a, T>: Parser<Words<'a>, T, winnow::error::ErrMode<ContextError>> {}
impl<'a, T, P: Parser<Words<'a>, T, winnow::error::ErrMode<ContextError>>> Read<'a, T> for P {}

/// The question in lower case, without its punctuation, contractions spelled out.
pub(super) fn split(question: &str) -> Vec<String> {
    let lower = question.to_lowercase().replace(['’', '‘'], "'");
    let mut words = Vec::new();
    for word in lower.split_whitespace() {
        let word = word.trim_matches(|c: char| matches!(c, '?' | '!' | '.' | ',' | ';' | ':' | '"' | '“' | '”' | '\''));
        match word {
            "" => {}
            "what's" | "whats" => words.extend(["what".to_owned(), "is".to_owned()]),
            "to-do" => words.push("todo".to_owned()),
            "to-dos" | "todo's" | "to-do's" => words.push("todos".to_owned()),
            word => words.push(word.to_owned()),
        }
    }
    words
}

/// One of some words.
pub(super) fn one_of<'a>(known: &'static [&'static str]) -> impl Read<'a, &'a str> {
    any.verify(move |word: &&str| known.contains(word))
}

/// Words one after another.
pub(super) fn phrase<'a>(text: &'static str) -> impl Read<'a, ()> {
    move |input: &mut Words<'a>| -> ModalResult<()> {
        for word in text.split(' ') {
            any.verify(move |found: &&str| *found == word).parse_next(input)?;
        }
        Ok(())
    }
}

/// A number, in digits or as a small word.
pub(super) fn number(input: &mut Words<'_>) -> ModalResult<i32> {
    const SMALL: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    any.verify_map(|word: &str| {
        let small = SMALL.iter().position(|small| *small == word).and_then(|n| i32::try_from(n).ok());
        small.or_else(|| word.parse().ok().filter(|n| (1..=1000).contains(n)))
    })
    .parse_next(input)
}
