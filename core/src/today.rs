//! Today: what the day asks for, on one page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::habits::{self, HabitStanding};
use crate::tasks::{self, Task, TaskId, TaskPatch, TaskStatus};
use crate::types::{Day, When};
use crate::{operations, require, rewards, settings, words};

operations! { "today";
    /// What is overdue, scheduled, due, next and done today.
    query show(()) -> Today;
    /// Plans tasks for today, for tomorrow, or for no day at all, in one step. Times of day are given up.
    mutation defer(Defer) -> Vec<Task>;
}

words! {
    /// Where a task goes that was not done on its day.
    Later { Today = "today", Tomorrow = "tomorrow", Someday = "someday" }
}

/// Tasks, and the day that they are moved to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Defer {
    pub ids: Vec<TaskId>,
    pub to: Later,
}

/// How many tasks without a day are offered.
const NEXT: u32 = 8;

/// One day's page.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Today {
    pub day: Day,
    /// Scheduled or due on an earlier day and still open. What is late but planned for today or tomorrow is decided.
    pub overdue: Vec<Task>,
    /// In the order of the day: timed tasks first.
    pub scheduled: Vec<Task>,
    /// Due today, scheduled otherwise or not at all.
    pub due: Vec<Task>,
    /// What could be done now.
    pub next: Vec<Task>,
    pub done: Vec<Task>,
    /// The points of the day, without what was taken back; none where rewards are switched off.
    pub points: Option<i64>,
    /// Habits that still ask for something today, or have an entry.
    pub habits: Vec<HabitStanding>,
    /// How many tasks wait in the inbox.
    pub inbox: i64,
}

fn show(tx: &ReadTx<'_>, (): ()) -> Result<Today> {
    let day = tx.today()?;
    let tomorrow = day.tomorrow()?;
    let (earlier, mut scheduled): (Vec<Task>, Vec<Task>) = tasks::open_with_schedule(tx, day)?
        .into_iter()
        .partition(|task| task.scheduled.is_some_and(|when| when.day < day));
    let (late, due): (Vec<Task>, Vec<Task>) = tasks::open_with_deadline(tx, day)?
        .into_iter()
        .partition(|task| task.deadline.is_some_and(|when| when.day < day));
    scheduled.sort_by_key(|task| task.scheduled.map(|when| (when.at.is_none(), when.at, task.priority.unwrap_or(5))));
    let mut overdue = earlier;
    overdue.extend(late.into_iter().filter(|task| task.scheduled.is_none_or(|when| when.day > tomorrow)));
    overdue.sort_by_key(|task| [task.scheduled, task.deadline].into_iter().flatten().map(|when| when.day).min());
    Ok(Today {
        day,
        overdue,
        scheduled,
        due,
        next: tasks::next(tx, day, NEXT)?,
        done: tasks::completed_since(tx, tx.began(day)?)?,
        points: if settings::read(tx)?.rewards { Some(rewards::wallet::today(tx)?) } else { None },
        habits: habits::of_today(tx)?,
        inbox: tasks::inbox_count(tx)?,
    })
}

fn defer(tx: &WriteTx<'_>, Defer { ids, to }: Defer) -> Result<Vec<Task>> {
    require!(!ids.is_empty(), "no task was chosen");
    let today = tx.today()?;
    let day = match to {
        Later::Today => Some(today),
        Later::Tomorrow => Some(today.tomorrow()?),
        Later::Someday => None,
    };
    let mut moved = Vec::with_capacity(ids.len());
    for id in ids {
        let task = tasks::get(tx, id)?;
        // Someday has no day: a deadline that has passed goes too, one to come stays.
        let passed = day.is_none() && task.deadline.is_some_and(|when| when.day < today);
        let patch = TaskPatch {
            scheduled: Some(day.map(|day| When { day, at: None })),
            deadline: passed.then_some(None),
            status: (task.status == TaskStatus::Inbox).then_some(TaskStatus::Todo),
            ..TaskPatch::default()
        };
        moved.push(tasks::apply(tx, id, &patch, None)?);
    }
    let what = match moved.as_slice() {
        [task] => task.title.clone(),
        tasks => format!("{} tasks", tasks.len()),
    };
    tx.label(format!("Moved {what} to {}", to.word()));
    Ok(moved)
}
