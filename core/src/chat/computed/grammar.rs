//! The questions about tasks and items that the database itself answers. Every word of a question must be
//! one that is understood here; one unknown word, and the question is none of these.

use jiff::Zoned;
use jiff::civil::Date;
use winnow::Parser;
use winnow::combinator::alt;

use super::parts::{Subject, Verb, Wanted, finished_when, opening, optional, priority, small, status, subject, verb};
use super::period::{Period, Towards, period};
use super::words::{Words, one_of, phrase, split};

/// Names that exist in this profile, as they are written there.
pub(super) trait Names {
    fn project(&self, name: &str) -> Option<String>;
    fn area(&self, name: &str) -> Option<String>;
    fn tag(&self, name: &str) -> Option<String>;
}

/// A question that was understood to its last word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) wanted: Wanted,
    pub(super) subject: Subject,
    /// A word of `is:`.
    pub(super) status: Option<&'static str>,
    pub(super) done: Option<Option<Period>>,
    pub(super) added: Option<Option<Period>>,
    /// Due or planned.
    pub(super) on: Option<Period>,
    pub(super) project: Option<String>,
    pub(super) area: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) priority: Option<u8>,
    /// What the task is called.
    pub(super) title: Option<String>,
}

/// Reads a question; nothing unless all of it is understood.
pub(super) fn read(question: &str, now: &Zoned, today: Date, names: &dyn Names) -> Option<Question> {
    let words = split(question);
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "please").collect();
    if words.len() > 40 {
        return None;
    }
    if let Some(title) = finished_when(&words) {
        return Some(Question { wanted: Wanted::When, title: Some(title), ..blank() });
    }
    let mut rest: Words<'_> = &words;
    let mut reading = Reading {
        now,
        today,
        names,
        found: blank(),
        subject: None,
        loose: None,
        personal: false,
        due: false,
        kept: false,
        things: false,
    };
    reading.found.wanted = opening(&mut rest).ok()?;
    while !rest.is_empty() {
        let before = rest.len();
        reading.part(&mut rest)?;
        if rest.len() == before {
            return None;
        }
    }
    reading.finish()
}

fn blank() -> Question {
    Question {
        wanted: Wanted::Number,
        subject: Subject::Tasks,
        status: None,
        done: None,
        added: None,
        on: None,
        project: None,
        area: None,
        tags: Vec::new(),
        priority: None,
        title: None,
    }
}

/// A span of days, should it lie behind or ahead.
type Either = (Period, Period);

struct Reading<'a> {
    now: &'a Zoned,
    today: Date,
    names: &'a dyn Names,
    found: Question,
    subject: Option<Subject>,
    /// A span of days that no verb has claimed.
    loose: Option<Either>,
    /// It says "I" or "my".
    personal: bool,
    /// It asks for what is due or planned.
    due: bool,
    /// It asks for what was written or saved, which only items are.
    kept: bool,
    /// It names things, not tasks.
    things: bool,
}

impl Reading<'_> {
    /// Takes one part of the question from its head.
    fn part(&mut self, input: &mut Words<'_>) -> Option<()> {
        if let Some(status) = optional(input, status) {
            return self.found.status.replace(status).is_none().then_some(());
        }
        if let Some(priority) = optional(input, priority) {
            return self.found.priority.replace(priority).is_none().then_some(());
        }
        if let Some(verb) = optional(input, verb) {
            return self.verb(verb);
        }
        if self.place(input) || self.tag(input) {
            return Some(());
        }
        if let Some(subject) = optional(input, subject) {
            self.things |= subject.1;
            return self.subject.replace(subject.0).is_none().then_some(());
        }
        let (mut past, mut future) = (*input, *input);
        let behind = period(&mut past, self.now, self.today, Towards::Past);
        let ahead = period(&mut future, self.now, self.today, Towards::Future);
        if let (Ok(behind), Ok(ahead)) = (behind, ahead) {
            *input = past;
            return self.loose.replace((behind, ahead)).is_none().then_some(());
        }
        let small = optional(input, small)?;
        self.personal |= small;
        Some(())
    }

    fn verb(&mut self, verb: Verb) -> Option<()> {
        let first = match verb {
            Verb::Done => self.found.done.replace(None).is_none(),
            Verb::Added => self.found.added.replace(None).is_none(),
            Verb::Kept => {
                self.kept = true;
                self.found.added.replace(None).is_none()
            }
            Verb::Due => !std::mem::replace(&mut self.due, true),
        };
        first.then_some(())
    }

    /// `in project X`, `for the X project`, `in X`.
    fn place(&mut self, input: &mut Words<'_>) -> bool {
        let mut rest = *input;
        let led =
            optional(&mut rest, |rest: &mut Words<'_>| one_of(&["in", "of", "for", "from", "on"]).parse_next(rest))
                .is_some();
        optional(&mut rest, |rest: &mut Words<'_>| one_of(&["the", "my"]).parse_next(rest));
        let named = optional(&mut rest, |rest: &mut Words<'_>| one_of(&["project", "area"]).parse_next(rest));
        if !led && named.is_none() {
            return self.marked(input);
        }
        for length in (1..=rest.len().min(8)).rev() {
            let Some((words, after)) = rest.split_at_checked(length) else { continue };
            let name = words.join(" ").trim_start_matches('#').to_owned();
            let (after, kind) = match (named, after.first()) {
                (Some(kind), _) => (after, Some(kind)),
                (None, Some(&kind @ ("project" | "area"))) => (&after[1..], Some(kind)),
                _ => (after, None),
            };
            let project = self.names.project(&name).filter(|_| kind != Some("area") && self.found.project.is_none());
            let area = self.names.area(&name).filter(|_| kind != Some("project") && self.found.area.is_none());
            match (project, area) {
                (Some(project), _) => self.found.project = Some(project),
                (None, Some(area)) => self.found.area = Some(area),
                (None, None) => continue,
            }
            *input = after;
            return true;
        }
        false
    }

    /// `#project`, as it is captured.
    fn marked(&mut self, input: &mut Words<'_>) -> bool {
        let Some(name) = input.first().and_then(|word| word.strip_prefix('#')) else { return false };
        let Some(name) = self.names.project(name).filter(|_| self.found.project.is_none()) else { return false };
        self.found.project = Some(name);
        *input = &input[1..];
        true
    }

    /// `tagged X and Y`, `with the tag X`, `@X`.
    fn tag(&mut self, input: &mut Words<'_>) -> bool {
        let mut rest = *input;
        let mut lead = alt((
            phrase("tagged with"),
            phrase("tagged as"),
            phrase("tagged"),
            phrase("with the tag"),
            phrase("with tag"),
        ));
        let led = lead.parse_next(&mut rest).is_ok();
        if !led {
            rest = *input;
        }
        let mut any = false;
        loop {
            let mut next = rest;
            if any && led {
                optional(&mut next, |next: &mut Words<'_>| phrase("and").parse_next(next));
            }
            let known = (1..=next.len().min(4)).rev().find_map(|length| {
                let (words, after) = next.split_at_checked(length)?;
                let marked = words.first()?.starts_with('@');
                let name = words.join(" ").trim_start_matches(['@', '#']).to_owned();
                let name = if led || marked { self.names.tag(&name) } else { None };
                name.map(|name| (name, after))
            });
            let Some((name, after)) = known else { break };
            self.found.tags.push(name);
            rest = after;
            any = true;
        }
        if any {
            *input = rest;
        }
        any
    }

    /// The whole, if its parts make one clear question.
    fn finish(mut self) -> Option<Question> {
        if let Some((behind, ahead)) = self.loose {
            let verbs = (self.found.done, self.found.added, self.due);
            match verbs {
                (Some(None), None, false) => self.found.done = Some(Some(behind)),
                (None, Some(None), false) => self.found.added = Some(Some(behind)),
                (None, None, true) => self.found.on = Some(ahead),
                // "Which tasks today": of what lies behind, it does not say what was done then.
                (None, None, false) if ahead.until.is_none_or(|until| until >= self.today) => {
                    self.found.on = Some(ahead)
                }
                _ => return None,
            }
        } else if self.due {
            return None;
        }
        let found = &self.found;
        let finished_by_me = found.done.is_some() && self.personal;
        let conditions = found.status.is_some()
            || found.done.is_some()
            || found.added.is_some()
            || found.on.is_some()
            || found.project.is_some()
            || found.area.is_some()
            || !found.tags.is_empty()
            || found.priority.is_some();
        let subject = match self.subject {
            Some(subject) => subject,
            None if found.wanted == Wanted::Number || self.kept || found.added.is_some() => return None,
            // "What is May?" asks for something else than "what is due in May?".
            None if found.on.is_some() && !self.due && !self.personal => return None,
            None if found.status.is_some() || found.on.is_some() || finished_by_me => Subject::Tasks,
            None => return None,
        };
        let sensible = match &subject {
            Subject::Tasks => {
                !self.kept
                    && (conditions || self.personal)
                    && (!self.things || finished_by_me || (self.personal && found.on.is_some()))
                    && !(found.done.is_some() && (found.status.is_some() || found.on.is_some()))
            }
            Subject::Items(_) => {
                (found.wanted == Wanted::Number || conditions)
                    && found.status.is_none()
                    && found.done.is_none()
                    && found.on.is_none()
                    && found.project.is_none()
                    && found.area.is_none()
                    && found.priority.is_none()
            }
        };
        sensible.then_some(Question { subject, ..self.found })
    }
}
