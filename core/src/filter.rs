//! The words of a search or filter line: plain words, `"phrases"`, `key:value`, and any of them negated
//! with a minus. Every input is a filter; nothing is a syntax error.

use winnow::Parser;
use winnow::combinator::{alt, delimited, opt, preceded, terminated};
use winnow::token::{any, take_till, take_while};

/// One term of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Preceded by a minus.
    pub negated: bool,
    /// What stands before the colon, in lower case.
    pub key: Option<String>,
    pub value: String,
    /// It stood in quotation marks.
    pub quoted: bool,
}

/// Splits a line into its terms. A key is one that `is_key` knows; any other colon is part of a word, so
/// that `10:30` and `https://example.org` are words.
pub fn terms(line: &str, is_key: impl Fn(&str) -> bool) -> Vec<Term> {
    let mut rest = line.trim_start();
    let mut terms = Vec::new();
    while !rest.is_empty() {
        let (after, found) = term(rest, &is_key);
        terms.extend(found);
        rest = after.trim_start();
    }
    terms
}

fn term<'a>(line: &'a str, is_key: &impl Fn(&str) -> bool) -> (&'a str, Option<Term>) {
    let mut input = line;
    let negated = opt(terminated(
        '-',
        winnow::combinator::peek(any::<_, winnow::error::ContextError>.verify(|c: &char| !c.is_whitespace())),
    ))
    .parse_next(&mut input)
    .ok()
    .flatten()
    .is_some();
    let before_key = input;
    let key = opt(terminated(
        take_while::<_, _, winnow::error::ContextError>(1.., |c: char| c.is_ascii_alphabetic() || c == '_'),
        ':',
    ))
    .parse_next(&mut input)
    .ok()
    .flatten()
    .map(str::to_lowercase)
    .filter(|key| is_key(key));
    if key.is_none() {
        input = before_key;
    }
    let quoted =
        |mark: char| preceded(mark, terminated(take_till::<_, _, winnow::error::ContextError>(0.., mark), mark));
    let phrase =
        opt(alt((quoted('"'), delimited('“', take_till(0.., '”'), '”')))).parse_next(&mut input).ok().flatten();
    let (value, quoted) = match phrase {
        Some(phrase) => (phrase, true),
        None => {
            let word = take_till::<_, _, winnow::error::ContextError>(0.., char::is_whitespace)
                .parse_next(&mut input)
                .unwrap_or("");
            (word, false)
        }
    };
    let found = (!value.is_empty() || key.is_some()).then(|| Term { negated, key, value: value.to_owned(), quoted });
    // A lone quotation mark or minus is consumed as a word, so the line always gets shorter.
    if input.len() == line.len() {
        (&line[line.chars().next().map_or(0, char::len_utf8)..], found)
    } else {
        (input, found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(line: &str) -> Vec<String> {
        terms(line, |key| matches!(key, "tag" | "is"))
            .into_iter()
            .map(|t| {
                format!(
                    "{}{}{}{}",
                    if t.negated { "-" } else { "" },
                    t.key.map(|k| k + ":").unwrap_or_default(),
                    t.value,
                    if t.quoted { "\"" } else { "" }
                )
            })
            .collect()
    }

    #[test]
    fn words_phrases_keys_and_negation() {
        assert_eq!(shown("milk tag:home -is:done \"two words\""), ["milk", "tag:home", "-is:done", "two words\""]);
        assert_eq!(shown("TAG:\"deep work\" 10:30 https://a.b"), ["tag:deep work\"", "10:30", "https://a.b"]);
        assert_eq!(shown("lone \" quote - minus"), ["lone", "\"", "quote", "-", "minus"]);
        assert_eq!(shown("tag:"), ["tag:"]);
    }

    proptest! {
        #[test]
        fn any_line_is_a_filter(line in "\\PC*") {
            terms(&line, |_| true);
        }

        #[test]
        fn plain_words_come_back(words in prop::collection::vec("[a-z0-9]{1,8}", 0..8)) {
            let found: Vec<String> = terms(&words.join(" "), |_| true).into_iter().map(|t| t.value).collect();
            prop_assert_eq!(found, words);
        }
    }
}
