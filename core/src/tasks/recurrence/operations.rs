//! What can be done with a task's repetition.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Task, TaskId, TaskStatus, edit, store as tasks};
use super::preview::SHOWN;
use super::{RepeatWay, Repetition, advance, base, local, say, store, when};
use crate::calendar;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::types::When;
use crate::{operations, require};

/// As many occurrences are shown at most.
const MOST: usize = 100;

operations! { "repeats";
    /// Makes a task repeat by an RFC 5545 rule, or no longer repeat.
    mutation set(SetRepeat) -> Task;
    /// The next occurrences of a rule, or of a task's own, and the rule in words; nothing is kept.
    query preview(PreviewRepeat) -> RepeatPreview;
}

/// How a task is to repeat.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetRepeat {
    #[ts(optional = false)]
    pub task: TaskId,
    /// Such as `FREQ=WEEKLY;BYDAY=MO,TH`, with `COUNT` or `UNTIL` for an end; `null` ends the repetition.
    #[serde(default)]
    pub rule: Option<String>,
    /// `skip_past` unless said.
    #[serde(default)]
    pub way: Option<RepeatWay>,
    /// From when on; the task's own date unless said, else today.
    #[serde(default)]
    pub first: Option<When>,
}

/// What to show.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PreviewRepeat {
    /// The rule; that of the task unless said.
    pub rule: Option<String>,
    pub task: Option<TaskId>,
    pub way: Option<RepeatWay>,
    pub first: Option<When>,
    /// How many occurrences, 1 to 100; five unless said.
    pub count: Option<usize>,
}

/// A rule understood.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RepeatPreview {
    /// The rule as it is kept.
    pub rule: String,
    pub way: RepeatWay,
    /// Such as `every 2 weeks on Mon and Thu until 31 Jan 2027`.
    pub words: String,
    /// This occurrence and those after it, as many as were asked for at most, as if each were completed on its day.
    pub next: Vec<When>,
    /// The same in words.
    pub said: Vec<String>,
    /// Whether the series ends some time.
    pub ends: bool,
}

/// Makes a task repeat; its date becomes the first that the rule names.
///
/// # Errors
/// The rule cannot be understood or never comes to a day, or the task is closed.
pub fn repeat(tx: &WriteTx<'_>, change: SetRepeat) -> Result<Task> {
    let mut task = tasks::get(tx, change.task)?;
    let Some(rule) = change.rule else {
        require!(store::remove(tx, task.id)? > 0, "{} does not repeat", task.title);
        return tasks::get(tx, task.id);
    };
    require!(task.status.open(), "{} is done; put it back to do first", task.title);
    let repetition = begin(tx, &rule, change.way, change.first.or(base(&task)))?;
    // What has been given a place has left the inbox.
    if task.status == TaskStatus::Inbox {
        edit::set_status(tx, &mut task, TaskStatus::Todo);
    }
    let zone = tx.zoned().time_zone();
    let from = match base(&task) {
        Some(date) => local(date, zone)?,
        None => repetition.begins,
    };
    // Its date was another before: what hangs on it moves along.
    advance::place(tx, &mut task, &Repetition { occurs: from, ..repetition.clone() }, repetition.begins)?;
    tasks::update(tx, &task)?;
    store::put(tx, task.id, &repetition)?;
    tasks::get(tx, task.id)
}

fn begin(tx: &ReadTx<'_>, rule: &str, way: Option<RepeatWay>, first: Option<When>) -> Result<Repetition> {
    let zone = tx.zoned().time_zone();
    let first = match first {
        Some(first) => first,
        None => When { day: tx.today()?, at: None },
    };
    Repetition::begin(rule, way.unwrap_or(RepeatWay::SkipPast), local(first, zone)?, first.at.is_none(), zone)
}

fn set(tx: &WriteTx<'_>, change: SetRepeat) -> Result<Task> {
    let task = repeat(tx, change)?;
    tx.label(match &task.repeat {
        Some(repeat) => format!("{} repeats {}", task.title, repeat.words),
        None => format!("{} no longer repeats", task.title),
    });
    Ok(task)
}

fn preview(tx: &ReadTx<'_>, asked: PreviewRepeat) -> Result<RepeatPreview> {
    let count = asked.count.unwrap_or(SHOWN);
    require!((1..=MOST).contains(&count), "1 to {MOST} occurrences can be shown");
    let zone = tx.zoned().time_zone();
    let task = asked.task.map(|id| tasks::get(tx, id)).transpose()?;
    let own = asked.task.map(|id| store::find(tx, id)).transpose()?.flatten();
    let repetition = match (&asked.rule, own) {
        (None, Some(own)) => own,
        (Some(rule), _) => begin(tx, rule, asked.way, asked.first.or(task.as_ref().and_then(base)))?,
        (None, None) => {
            return Err(crate::error::Error::invalid(match task {
                Some(task) => format!("{} does not repeat", task.title),
                None => "a preview needs a rule or a task".into(),
            }));
        }
    };
    let coming = repetition.coming(count, zone);
    Ok(RepeatPreview {
        rule: repetition.rule.to_string(),
        way: repetition.way,
        words: say(&repetition.rule, repetition.way, zone),
        next: coming.iter().map(|at| when(*at, repetition.days, zone)).collect::<Result<_>>()?,
        said: coming.iter().map(|at| calendar::when(*at, repetition.days)).collect(),
        ends: repetition.ends(),
    })
}
