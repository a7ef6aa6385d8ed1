//! Answers that are counted, not found: questions about one's own tasks and items, asked of the database.
//! The answer says the number, what was counted in words, and lists what it counted. A question that is
//! not understood to its last word is left to the search.

mod grammar;
mod habits;
mod parts;
mod period;
mod scope;
mod words;

#[cfg(test)]
mod tests;

use jiff::Zoned;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Citation, Scope, Support, Thing};
use crate::areas;
use crate::db::ReadTx;
use crate::error::Result;
use crate::knowledge::{self, Added, Item, ItemKind};
use crate::projects;
use crate::search::{FUNCTION_WORDS, HitKind};
use crate::tags;
use crate::tasks::{self, Task};
use crate::types::Day;
use grammar::{Names, Question};
use parts::{Subject, Wanted};

/// So many of the things that were counted are listed.
const LISTED: u32 = 30;

/// An answer that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Counted {
    /// Markdown: the number, what was counted in words, and a list with `[1]`, `[2]` … for the citations.
    pub text: String,
    /// What was counted, the first of it.
    pub citations: Vec<Citation>,
    /// What was counted, as a filter.
    pub filter: String,
}

/// Answers a question from the rows that a conversation is about; none when it is not one of these.
pub(super) fn answer(tx: &ReadTx<'_>, question: &str, scope: &Scope) -> Result<Option<Counted>> {
    if let Some(counted) = habits::answer(tx, question, scope)? {
        return Ok(Some(counted));
    }
    let today = tx.today()?;
    let Some(question) = grammar::read(question, tx.zoned(), today.0, &Profile(tx)) else { return Ok(None) };
    match (&question.wanted, &question.title, &question.subject) {
        (Wanted::When, Some(title), _) => finished_when(tx, title, scope),
        (_, _, Subject::Tasks) => of_tasks(tx, &question, scope),
        (_, _, Subject::Items(kind)) => of_items(tx, &question, kind.as_deref(), scope),
    }
}

/// The days that a question speaks of, both included: `in October`, `yesterday`, `since Monday`.
pub(super) fn mentioned(question: &str, now: &Zoned, today: Day) -> Option<(Option<Day>, Option<Day>)> {
    let words = words::split(question);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let found = period::mentioned(&words, now, today.0)?;
    Some((found.from.map(Day), found.until.map(Day)))
}

/// The names of this profile. A name that cannot be looked up is not known.
struct Profile<'a>(&'a ReadTx<'a>);

impl Names for Profile<'_> {
    fn project(&self, name: &str) -> Option<String> {
        projects::by_name(self.0, name).ok().flatten().map(|project| project.name)
    }

    fn area(&self, name: &str) -> Option<String> {
        areas::by_name(self.0, name).ok().flatten().map(|area| area.name)
    }

    fn tag(&self, name: &str) -> Option<String> {
        tags::known(self.0, name).ok().flatten().map(|tag| tag.name)
    }
}

fn of_tasks(tx: &ReadTx<'_>, question: &Question, scope: &Scope) -> Result<Option<Counted>> {
    let Some(line) = line(question) else { return Ok(None) };
    let Some(lines) = scope::task_lines(tx, scope, &line)? else { return Ok(None) };
    let (found, total) = matching(tx, &lines, LISTED)?;
    let listed: Vec<Citation> = found.iter().enumerate().map(|(n, task)| cite_task(n + 1, task)).collect();
    let words = task_words(question, total) + within(scope);
    Ok(Some(told(&words, total, listed, lines.join(" or "))))
}

/// The tasks that any of these lines finds, and how many there are in all.
fn matching(tx: &ReadTx<'_>, lines: &[String], limit: u32) -> Result<(Vec<Task>, i64)> {
    let (mut found, mut total) = (Vec::new(), 0);
    for line in lines {
        let (some, count) = tasks::matching(tx, line, (limit, 0))?;
        found.extend(some);
        total += count;
    }
    found.truncate(limit as usize);
    Ok((found, total))
}

/// Says that only a part was counted.
fn within(scope: &Scope) -> &'static str {
    if *scope == Scope::default() { "" } else { ", within what this conversation is about" }
}

/// The question as a filter of the task list.
fn line(question: &Question) -> Option<String> {
    let quoted = |key: &str, name: &str| (!name.contains(['"', '\\'])).then(|| format!("{key}:\"{name}\""));
    let status = match (question.status, question.done, question.added) {
        (Some(status), ..) => status,
        (None, Some(_), _) => "done",
        (None, None, Some(_)) => "all",
        _ => "open",
    };
    let mut terms = vec![format!("is:{status}")];
    terms.extend(question.done.flatten().map(|period| format!("done:{}", period.filter())));
    terms.extend(question.added.flatten().map(|period| format!("added:{}", period.filter())));
    terms.extend(question.on.map(|period| format!("on:{}", period.filter())));
    if let Some(project) = &question.project {
        terms.push(quoted("project", project)?);
    }
    if let Some(area) = &question.area {
        terms.push(quoted("area", area)?);
    }
    for tag in &question.tags {
        terms.push(quoted("tag", tag)?);
    }
    terms.extend(question.priority.map(|priority| format!("p{priority}")));
    Some(terms.join(" "))
}

/// What was counted, in words.
fn task_words(question: &Question, total: i64) -> String {
    let mut words = match (question.status, question.done, question.added) {
        (Some("doing"), ..) => "#, in progress".to_owned(),
        (Some("inbox"), ..) => "# in the inbox".to_owned(),
        (Some(status), ..) => format!("{status} #"),
        (None, Some(Some(_)), _) => "#".to_owned(),
        (None, Some(None), _) => "finished #".to_owned(),
        (None, None, Some(_)) => "#, open or not".to_owned(),
        _ => "open #".to_owned(),
    }
    .replace('#', if total == 1 { "task" } else { "tasks" });
    let mut add = |part: String| words.push_str(&part);
    if let Some(period) = question.done.flatten() {
        add(format!(", finished {}", period.words()));
    }
    if let Some(period) = question.added.flatten() {
        add(format!(", added {}", period.words()));
    }
    if let Some(period) = question.on {
        add(format!(", due or planned {}", period.words()));
    }
    if let Some(project) = &question.project {
        add(format!(", in the project “{project}”"));
    }
    if let Some(area) = &question.area {
        add(format!(", in the area “{area}”"));
    }
    for tag in &question.tags {
        add(format!(", tagged “{tag}”"));
    }
    if let Some(priority) = question.priority {
        add(format!(", of priority {priority}"));
    }
    words
}

fn of_items(tx: &ReadTx<'_>, question: &Question, kind: Option<&str>, scope: &Scope) -> Result<Option<Counted>> {
    let kind = match kind.map(ItemKind::from_word) {
        Some(None) => return Ok(None),
        known => known.flatten(),
    };
    let Some(kinds) = scope::item_kinds(scope, kind) else { return Ok(None) };
    let mut tags = question.tags.clone();
    for name in scope.tags.iter().flatten() {
        let Some(tag) = tags::known(tx, name)? else { return Ok(None) };
        tags.push(tag.name);
    }
    let period = question.added.flatten();
    let from = period.and_then(|period| period.from).map(|day| tx.began(Day(day))).transpose()?;
    let after = period.and_then(|period| period.until).and_then(|day| day.tomorrow().ok());
    let before = after.map(|day| tx.began(Day(day))).transpose()?;
    let (after, until) = (scope.after.map(|day| tx.began(day)), scope.before.map(|day| tx.began(day)));
    let from = from.into_iter().chain(after.transpose()?).max();
    let before = before.into_iter().chain(until.transpose()?).min();
    let items = scope.items.as_deref().unwrap_or_default();
    let (found, total) = knowledge::added(tx, &Added { kinds: &kinds, items, tags: &tags, from, before }, LISTED)?;
    let noun = |one: &str| if total == 1 { one.to_owned() } else { format!("{one}s") };
    let mut words = match kind {
        Some(ItemKind::Note) => noun("note"),
        Some(kind) => format!("{} {}", kind.word(), noun("item")),
        None => noun("item"),
    };
    let mut filter = kind.map(|kind| format!("type:{}", kind.word())).unwrap_or_else(|| "type:item".to_owned());
    for tag in &question.tags {
        words.push_str(&format!(", tagged “{tag}”"));
    }
    if let Some(period) = period {
        words.push_str(&format!(", added {}", period.words()));
        filter.push_str(&format!(" added:{}", period.filter()));
    }
    words.push_str(within(scope));
    for tag in &tags {
        filter.push_str(&format!(" tag:\"{tag}\""));
    }
    let listed = found.iter().enumerate().map(|(n, item)| cite_item(n + 1, item)).collect();
    Ok(Some(told(&words, total, listed, filter)))
}

/// The number, what was counted, and the list.
fn told(words: &str, total: i64, citations: Vec<Citation>, filter: String) -> Counted {
    let mut text = match total {
        0 => format!("**None.** There are no {words}."),
        total => format!("**{total}** {words}."),
    };
    if !citations.is_empty() {
        text.push('\n');
    }
    for citation in &citations {
        text.push_str(&format!("\n- {} [{}]", literal(&citation.title), citation.n));
    }
    let rest = total - i64::try_from(citations.len()).unwrap_or(total);
    if rest > 0 {
        text.push_str(&format!("\n\nand {rest} more."));
    }
    Counted { text, citations, filter }
}

fn finished_when(tx: &ReadTx<'_>, title: &str, scope: &Scope) -> Result<Option<Counted>> {
    let words: Vec<&str> =
        title.split(' ').filter(|word| !FUNCTION_WORDS.contains(word) && !word.contains(['"', '\\'])).collect();
    if words.is_empty() {
        return Ok(None);
    }
    let terms: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let line = format!("is:done {}", terms.join(" "));
    let Some(lines) = scope::task_lines(tx, scope, &line)? else { return Ok(None) };
    let (mut found, _) = matching(tx, &lines, 200)?;
    // The filter looks into notes too; a task that only mentions the words there is another one.
    found.retain(|task| {
        let title = task.title.to_lowercase();
        words.iter().all(|word| title.contains(word))
    });
    found.truncate(LISTED as usize);
    let mut told = Vec::new();
    let mut citations = Vec::new();
    for task in found {
        let Some(at) = task.completed_at else { continue };
        let moment = at.zoned(tx.zoned().time_zone())?;
        citations.push(cite_task(citations.len() + 1, &task));
        let day = moment.strftime("%A, %-d %B %Y, %H:%M");
        told.push(format!("You finished “{}” on **{day}** [{}].", literal(&task.title), citations.len()));
    }
    Ok((!told.is_empty()).then(|| Counted { text: told.join("\n\n"), citations, filter: lines.join(" or ") }))
}

/// A title as Markdown shows it letter by letter; a number in brackets is none of ours.
fn literal(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    for c in title.chars() {
        if c.is_ascii_punctuation() {
            text.push('\\');
        }
        text.push(c);
        if c == '[' {
            text.push('\u{2060}');
        }
    }
    text
}

fn cite_task(n: usize, task: &Task) -> Citation {
    Citation {
        n,
        thing: Some(Thing { kind: HitKind::Task, id: task.id.0 }),
        item: None,
        task: Some(task.id),
        external_id: None,
        title: task.title.clone(),
        quote: String::new(),
        page: None,
        start: 0,
        end: 0,
        support: Support::Verbatim,
    }
}

fn cite_item(n: usize, item: &Item) -> Citation {
    Citation {
        n,
        item: Some(item.id),
        thing: Some(Thing { kind: HitKind::Item, id: item.id.0 }),
        task: None,
        external_id: item.external_id.clone(),
        title: item.title.clone(),
        quote: String::new(),
        page: None,
        start: 0,
        end: 0,
        support: Support::Verbatim,
    }
}
