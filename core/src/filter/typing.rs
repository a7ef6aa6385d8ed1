//! A line while it is being typed: which part of it the caret stands in, and what could be put in its place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A line with the place of the caret in it, in Unicode scalar values; at its end when absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Typing {
    #[ts(optional = false)]
    pub text: String,
    pub caret: Option<usize>,
}

/// Something that could be put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "CompletionCandidate")]
pub struct Candidate {
    /// What is put in: `tag:`, `tag:"deep work" `.
    pub text: String,
    /// What it is for, or how many things have it.
    pub note: String,
}

/// The term that the caret stands in. Places are in Unicode scalar values of the line.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    pub start: usize,
    pub end: usize,
    /// Up to the caret.
    pub text: String,
}

impl Part {
    /// Finds it. The characters of `before` at a term's beginning, and those of `after` at its end, are not part of it.
    pub fn at(typing: &Typing, before: &[char], after: &[char]) -> Self {
        let line: Vec<char> = typing.text.chars().collect();
        let caret = typing.caret.unwrap_or(line.len()).min(line.len());
        let (mut start, mut within) = (0, false);
        for (at, c) in line[..caret].iter().enumerate() {
            within ^= *c == '"';
            if !within && (c.is_whitespace() || (at == start && before.contains(c))) {
                start = at + 1;
            }
        }
        let rest = &line[caret..];
        let closing = rest.iter().position(|c| *c == '"').filter(|_| within).map(|at| at + 1);
        let word_end = || rest.iter().position(|c| c.is_whitespace() || after.contains(c));
        let end = closing.or_else(word_end).unwrap_or(rest.len()) + caret;
        Self { start, end, text: line[start..caret].iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(line: &str, before: &[char], after: &[char]) -> (String, usize, usize) {
        let caret = line.chars().position(|c| c == '|').unwrap();
        let typing = Typing { text: line.replacen('|', "", 1), caret: Some(caret) };
        let Part { text, start, end } = Part::at(&typing, before, after);
        (text, start, end)
    }

    #[test]
    fn the_term_at_the_caret() {
        let part = |line| part(line, &[], &[]);
        assert_eq!(part("milk ta|"), ("ta".into(), 5, 7));
        assert_eq!(part("milk ta|g:x more"), ("ta".into(), 5, 10));
        assert_eq!(part("tag:\"deep wo|rk\" x"), ("tag:\"deep wo".into(), 0, 15));
        assert_eq!(part("é |"), (String::new(), 2, 2));
    }

    #[test]
    fn parentheses_and_a_minus_may_stand_around_it() {
        let part = |line| part(line, &['(', '-'], &[')']);
        assert_eq!(part("(-ta|g:x) more"), ("ta".into(), 2, 7));
        assert_eq!(part("p1 or |"), (String::new(), 6, 6));
    }

    proptest! {
        #[test]
        fn the_caret_may_be_anywhere(text in "\\PC{0,40}", caret in 0_usize..60) {
            let part = Part::at(&Typing { text: text.clone(), caret: Some(caret) }, &['(', '-'], &[')']);
            prop_assert!(part.start <= part.end && part.end <= text.chars().count());
        }
    }
}
