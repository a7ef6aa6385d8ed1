//! From a line to a query. Every way in which a line can be wrong is a [`Problem`] with its place.

use super::days::DayPoint;
use super::{Comparison, DayField, FIELDS, Has, Is, Problem, Query, Term, Test, field};
use crate::filter::{nearest, unknown_key};
use crate::tasks::Energy;

/// How deep parentheses and negations may be nested, and how many conditions there may be: far more than a person
/// writes, and few enough for the stack and for SQLite.
const DEPTH: usize = 50;
const TERMS: usize = 200;

/// Words that join conditions.
pub(super) const KEYWORDS: [&str; 3] = ["and", "or", "not"];

/// Words that are conditions by themselves.
pub(super) const BARE: [(&str, Bare); 6] = [
    ("p1", Bare::Priority(1)),
    ("p2", Bare::Priority(2)),
    ("p3", Bare::Priority(3)),
    ("p4", Bare::Priority(4)),
    ("blocked", Bare::Is(Is::Blocked)),
    ("blocking", Bare::Is(Is::Blocking)),
];

#[derive(Clone, Copy)]
pub(super) enum Bare {
    Priority(u32),
    Is(Is),
}

/// Reads a query.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse(line: &str) -> Result<Query, Problem> {
    let mut parser = Parser { line: line.chars().collect(), at: 0, depth: 0, groups: 0, terms: 0 };
    parser.skip();
    if parser.ended() {
        return Ok(Query::Everything);
    }
    let query = parser.either()?;
    if parser.ended() { Ok(query) } else { Err(parser.problem(parser.at, "this parenthesis was never opened", &[])) }
}

struct Parser {
    line: Vec<char>,
    at: usize,
    depth: usize,
    /// Open parentheses.
    groups: usize,
    terms: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.line.get(self.at).copied()
    }

    fn ended(&self) -> bool {
        self.at >= self.line.len()
    }

    fn skip(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn problem(&self, start: usize, message: impl Into<String>, expected: &[&str]) -> Problem {
        let end = self.at.max(start + 1).min(self.line.len()).max(start);
        let expected = expected.iter().map(|word| (*word).to_owned()).collect();
        Problem { start, end, message: message.into(), expected, suggestion: None }
    }

    /// Takes one of the joining words, if it stands here.
    fn keyword(&mut self, word: &str) -> bool {
        let rest = &self.line[self.at..];
        let here = rest.len() >= word.len()
            && rest.iter().zip(word.chars()).all(|(c, w)| c.to_ascii_lowercase() == w)
            && rest.get(word.len()).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'));
        if here {
            self.at += word.len();
            self.skip();
        }
        here
    }

    fn either(&mut self) -> Result<Query, Problem> {
        let mut parts = vec![self.both()?];
        while self.keyword("or") {
            parts.push(self.both()?);
        }
        Ok(joined(parts, Query::Or))
    }

    fn both(&mut self) -> Result<Query, Problem> {
        let mut parts = vec![self.one()?];
        loop {
            let before = self.at;
            if self.keyword("or") {
                self.at = before;
                break;
            }
            if !self.keyword("and") && (self.ended() || self.peek() == Some(')')) {
                break;
            }
            parts.push(self.one()?);
        }
        Ok(joined(parts, Query::And))
    }

    fn one(&mut self) -> Result<Query, Problem> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.problem(self.at, format!("this is nested more than {DEPTH} deep"), &[]));
        }
        let start = self.at;
        let minus =
            self.peek() == Some('-') && self.line.get(start + 1).is_some_and(|c| !c.is_whitespace() && *c != ')');
        let query = if self.keyword("not") {
            Query::Not(Box::new(self.one()?))
        } else if minus {
            self.at += 1;
            Query::Not(Box::new(self.one()?))
        } else if self.peek() == Some('(') {
            self.group()?
        } else {
            self.condition()?
        };
        self.depth -= 1;
        self.skip();
        Ok(query)
    }

    fn group(&mut self) -> Result<Query, Problem> {
        let start = self.at;
        self.at += 1;
        self.groups += 1;
        self.skip();
        let query = self.either()?;
        if self.peek() != Some(')') {
            return Err(self.problem(start, "this parenthesis is not closed", &[")"]));
        }
        self.at += 1;
        self.groups -= 1;
        Ok(query)
    }

    fn condition(&mut self) -> Result<Query, Problem> {
        let start = self.at;
        self.terms += 1;
        if self.terms > TERMS {
            return Err(self.problem(start, format!("a filter has at most {TERMS} conditions"), &[]));
        }
        let joining = KEYWORDS.iter().any(|word| self.keyword(word));
        if joining || self.ended() || self.peek() == Some(')') {
            self.at = start;
            return Err(self.problem(start, "a condition is missing here", &["tag:home", "due:<=7d", "p1", "a word"]));
        }
        if let Some(text) = self.phrase()? {
            return Ok(Query::Term(Term::Text(text)));
        }
        if let Some(key) = self.key() {
            let from = self.at;
            let (value, plain) = match self.phrase()? {
                Some(phrase) => (phrase, false),
                None => (self.word(), true),
            };
            return self.term(key, &value, plain).map(Query::Term).map_err(|(message, expected)| {
                let begun = |words: &[String]| nearest(&value, words.iter().map(String::as_str)).map(str::to_owned);
                // Another number is no correction.
                let number = value.contains(|c: char| c.is_ascii_digit());
                let suggestion = if value.is_empty() || number { None } else { begun(&expected) };
                Problem { start: from, end: self.at, message, expected, suggestion }
            });
        }
        let word = self.word();
        if let Some(key) = unknown_key(&word) {
            let names: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
            let meant = nearest(&key, names.iter().copied());
            let mut problem = self.problem(start, format!("there is no field {key}"), &names);
            problem.end = start + key.chars().count();
            problem.suggestion = meant.map(str::to_owned);
            return Err(problem);
        }
        let lower = word.to_lowercase();
        Ok(Query::Term(match BARE.iter().find(|(known, _)| *known == lower) {
            Some((_, Bare::Priority(priority))) => Term::Priority(Test::Compare(Comparison::Plain, *priority)),
            Some((_, Bare::Is(is))) => Term::Is(*is),
            None => Term::Text(word),
        }))
    }

    /// A phrase in quotation marks, if one stands here.
    fn phrase(&mut self) -> Result<Option<String>, Problem> {
        let close = match self.peek() {
            Some('"') => '"',
            Some('“') => '”',
            _ => return Ok(None),
        };
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            if c == close {
                return match text.trim().is_empty() {
                    true => Err(self.problem(start, "there is nothing between these quotation marks", &["a phrase"])),
                    false => Ok(Some(text)),
                };
            }
            let escaped = self.peek().filter(|next| c == '\\' && close == '"' && matches!(next, '"' | '\\'));
            text.push(escaped.unwrap_or(c));
            self.at += usize::from(escaped.is_some());
        }
        Err(self.problem(start, "this phrase is not closed", &["\""]))
    }

    /// A known field and its colon, if they stand here.
    fn key(&mut self) -> Option<&'static str> {
        let rest = &self.line[self.at..];
        let length = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let key = field(&rest[..length].iter().collect::<String>()).filter(|_| rest.get(length) == Some(&':'))?;
        self.at += length + 1;
        Some(key)
    }

    /// Up to the next space, or to the parenthesis that closes the group.
    fn word(&mut self) -> String {
        let start = self.at;
        let mut open = 0_usize;
        while let Some(c) = self.peek() {
            match c {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' if self.groups > 0 => break,
                c if c.is_whitespace() => break,
                _ => {}
            }
            self.at += 1;
        }
        self.line[start..self.at].iter().collect()
    }

    fn term(&self, key: &str, value: &str, plain: bool) -> Result<Term, (String, Vec<String>)> {
        let lower = value.to_lowercase();
        let listed = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<String>>();
        let unknown = |words: Vec<&str>| match value.is_empty() {
            true => (format!("{key}: needs a value"), listed(words)),
            false => (format!("{key}:{value} is not known"), listed(words)),
        };
        let sign = |c: char| c.is_whitespace() || matches!(c, '@' | '#');
        let name = || match value.trim_end().trim_start_matches(sign) {
            "" => Err(unknown(vec!["a name", "none"])),
            "none" if plain => Ok(None),
            name => Ok(Some(name.to_owned())),
        };
        let day = |field: DayField| {
            let test = test(&lower, DayPoint::read).ok_or_else(|| {
                let examples = vec!["today", "tomorrow", "overdue", "<=7d", "2026-12-31", "mon..fri", "week", "none"];
                let (message, expected) = unknown(examples);
                (message.replace("is not known", "is not a day"), expected)
            });
            test.map(|test| Term::Day(field, test))
        };
        match key {
            "is" => Is::from_word(&lower).map(Term::Is).ok_or_else(|| unknown(words(Is::ALL, Is::word))),
            "has" => {
                let meant = if lower == "reminders" { "reminder" } else { lower.as_str() };
                Has::from_word(meant).map(Term::Has).ok_or_else(|| unknown(words(Has::ALL, Has::word)))
            }
            "energy" if lower == "none" => Ok(Term::Energy(None)),
            "energy" => {
                let found = Energy::from_word(&lower).map(|energy| Term::Energy(Some(energy)));
                found.ok_or_else(|| unknown(vec!["low", "medium", "high", "none"]))
            }
            "tag" => name().map(Term::Tag),
            "project" => name().map(Term::Project),
            "area" => name().map(Term::Area),
            "goal" => name().map(Term::Goal),
            "due" => day(DayField::Due),
            "on" => day(DayField::On),
            "start" => day(DayField::Start),
            "done" => day(DayField::Done),
            "added" => day(DayField::Added),
            "priority" => {
                let read = |text: &str| {
                    let number = text.strip_prefix('p').unwrap_or(text).parse().ok();
                    number.filter(|number| (1..=4).contains(number))
                };
                test(&lower, read).map(Term::Priority).ok_or_else(|| unknown(vec!["1", "2", "3", "4", "<=2", "none"]))
            }
            "effort" => test(&lower, minutes)
                .map(Term::Effort)
                .ok_or_else(|| unknown(vec!["30m", "<30m", "1h..2h", "1h30m", "none"])),
            _ if value.is_empty() => Err(unknown(vec!["a word"])),
            _ => Ok(Term::Text(value.to_owned())),
        }
    }
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| word(*one)).collect()
}

/// `none`, `any`, `7`, `<=7`, `1..7`, `1..`, `..7`.
fn test<P>(text: &str, read: impl Fn(&str) -> Option<P>) -> Option<Test<P>> {
    match text {
        "none" => return Some(Test::None),
        "any" => return Some(Test::Any),
        _ => {}
    }
    if let Some((from, until)) = text.split_once("..") {
        let end = |text: &str| if text.is_empty() { Some(None) } else { read(text).map(Some) };
        let (from, until) = (end(from)?, end(until)?);
        return (from.is_some() || until.is_some()).then_some(Test::Span(from, until));
    }
    let (sign, comparison) =
        Comparison::SIGNS.into_iter().find(|(sign, _)| text.starts_with(sign)).unwrap_or(("", Comparison::Plain));
    read(&text[sign.len()..]).map(|point| Test::Compare(comparison, point))
}

/// Minutes: `30m`, `30`, `2h`, `1h30m`, `1h30`.
fn minutes(text: &str) -> Option<u32> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number <= 525_600);
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (number(hours)?, rest),
        None => (0, text),
    };
    let rest = rest.strip_suffix('m').unwrap_or(rest);
    let minutes = if rest.is_empty() && hours > 0 { 0 } else { number(rest)? };
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    (total <= 525_600).then_some(total)
}

/// One part alone, or the parts in one list, those of a group of the same kind among them.
fn joined(parts: Vec<Query>, kind: fn(Vec<Query>) -> Query) -> Query {
    let one_kind = std::mem::discriminant(&kind(Vec::new()));
    let mut flat = Vec::new();
    for part in parts {
        let same = std::mem::discriminant(&part) == one_kind;
        match part {
            Query::And(inner) | Query::Or(inner) if same => flat.extend(inner),
            part => flat.push(part),
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { kind(flat) }
}
