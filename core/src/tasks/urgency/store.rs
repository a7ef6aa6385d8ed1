//! The formula in SQL, so that a list of 100,000 tasks is ranked where the tasks are.

use std::collections::HashMap;

use rusqlite::types::Value;

use super::inherit::{Lifted, inherit};
use super::{Coefficients, Urgency, UrgencyHeir, UrgencyPart, UrgencyTerm as Term};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::tasks::filter::store::{BLOCKED, BLOCKING, OPEN};
use crate::tasks::{TaskId, store};
use crate::types::{Day, Timestamp};

/// The value of a term for a row of `task`, from 0 to 1. `today` and `now` are parameters or literals.
fn value(term: Term, today: &str, now: &str) -> String {
    match term {
        Term::P1 => "ifnull(priority = 1, 0)".into(),
        Term::P2 => "ifnull(priority = 2, 0)".into(),
        Term::P3 => "ifnull(priority = 3, 0)".into(),
        Term::P4 => "ifnull(priority = 4, 0)".into(),
        Term::Deadline => format!(
            "ifnull(min(1.0, max(0.2, 0.2 + 0.8 / 21 * (14 - (julianday(deadline_day) - julianday({today}))))), 0)"
        ),
        Term::Scheduled => format!("ifnull(scheduled_day <= {today}, 0)"),
        Term::Doing => "(status = 'doing')".into(),
        Term::Blocking => format!("({BLOCKING})"),
        Term::Next => {
            "(task.id in (select task_id from task_tag where tag_id = (select id from tag where name = 'next')))".into()
        }
        Term::Age => format!("min(1.0, max(0.0, ({now} - task.created_at) / 31536000000.0))"),
        Term::Project => "ifnull(project_id in (select id from project where status = 'active'), 0)".into(),
        Term::Tags => "(select case count(*) when 0 then 0.0 when 1 then 0.8 when 2 then 0.9 else 1.0 end
             from task_tag where task_id = task.id)"
            .into(),
        Term::Blocked => format!("({BLOCKED})"),
        Term::Waiting => "(status = 'waiting')".into(),
        Term::Later => format!("ifnull(start_day > {today}, 0)"),
    }
}

/// The sum of the terms for a row of `task`. Two decimals, so that a number that went through JSON is the same.
fn own(coefficients: &Coefficients, today: &str, now: &str) -> String {
    let terms = Term::ALL.iter().filter(|term| coefficients.of(**term) != 0.0);
    let terms: Vec<String> =
        terms.map(|term| format!("{:?} * {}", coefficients.of(*term), value(*term, today, now))).collect();
    if terms.is_empty() { "0.0".into() } else { format!("round({}, 2)", terms.join(" + ")) }
}

/// How a list of tasks is ranked: a table to join, and what to order by.
pub(in crate::tasks) struct Ranking {
    pub(in crate::tasks) join: String,
    /// The urgency of a row.
    pub(in crate::tasks) urgency: String,
    /// The most urgent first, a blocker before what waits for it.
    pub(in crate::tasks) order: String,
}

/// Ranks by urgency. `bind` takes a parameter and answers its name.
pub(in crate::tasks) fn ranking(
    tx: &ReadTx<'_>,
    coefficients: &Coefficients,
    mut bind: impl FnMut(Value) -> String,
) -> Result<Ranking> {
    let lifted: Vec<(i64, f64, u32)> =
        linked(tx, coefficients)?.into_iter().map(|(id, one)| (id, one.urgency, one.height)).collect();
    let (today, now) = (bind(Value::Text(tx.today()?.to_string())), bind(Value::Integer(tx.now().0)));
    let lifted = bind(Value::Text(serde_json::to_string(&lifted)?));
    let urgency = format!("coalesce(lifted, {})", own(coefficients, &today, &now));
    Ok(Ranking {
        // The cast, because only a column of known type is given an index while it is joined; the limit, because
        // otherwise the list is read anew for each task.
        join: format!(
            "left join (select cast(value ->> 0 as integer) as lifted_id, value ->> 1 as lifted, value ->> 2 as height
                        from json_each({lifted}) limit -1) on lifted_id = task.id"
        ),
        order: format!("{OPEN} desc, case when {OPEN} then {urgency} end desc, ifnull(height, 0) desc"),
        urgency,
    })
}

/// What the open tasks with dependencies on open ones end up with.
fn linked(tx: &ReadTx<'_>, coefficients: &Coefficients) -> Result<HashMap<i64, Lifted>> {
    let edges: Vec<(i64, i64)> = tx.all(
        "select d.task_id, d.blocker_id from task_dependency as d
           join task as t on t.id = d.task_id join task as b on b.id = d.blocker_id
         where t.status not in ('done', 'dropped') and b.status not in ('done', 'dropped')",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if edges.is_empty() {
        return Ok(HashMap::new());
    }
    let mut ids: Vec<i64> = edges.iter().flat_map(|(task, blocker)| [*task, *blocker]).collect();
    ids.sort_unstable();
    ids.dedup();
    let sql = format!(
        "select id, {} as urgency from task where id in (select value from json_each(?3))",
        own(coefficients, "?1", "?2")
    );
    let own: Vec<(i64, f64)> =
        tx.all(&sql, (tx.today()?, tx.now(), serde_json::to_string(&ids)?), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(inherit(&own.into_iter().collect(), &edges))
}

/// The most urgent of the tasks that a condition finds, with their urgency.
pub(in crate::tasks) fn most_urgent(
    tx: &ReadTx<'_>,
    coefficients: &Coefficients,
    condition: &str,
    day: Day,
    limit: u32,
) -> Result<Vec<(TaskId, f64)>> {
    let mut params = vec![Value::Text(day.to_string())];
    let ranking = ranking(tx, coefficients, |value| {
        params.push(value);
        format!("?{}", params.len())
    })?;
    let sql = format!(
        "select id, {} as urgency from task {} where {condition} order by {}, id limit {limit}",
        ranking.urgency, ranking.join, ranking.order
    );
    tx.all(&sql, rusqlite::params_from_iter(params), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// A task's urgency, term by term.
///
/// # Errors
/// There is no such task.
pub fn explain(tx: &ReadTx<'_>, id: TaskId) -> Result<Urgency> {
    let task = store::get(tx, id)?;
    if !task.status.open() {
        return Ok(Urgency { urgency: None, parts: Vec::new(), inherited: None });
    }
    let coefficients = coefficients(tx)?;
    let values: Vec<String> = Term::ALL.iter().map(|term| value(*term, "?2", "?3")).collect();
    let sql = format!("select {}, {} from task where id = ?1", values.join(", "), own(&coefficients, "?2", "?3"));
    let (values, own): (Vec<f64>, f64) = tx.one(&sql, (id, tx.today()?, tx.now()), |row| {
        let values = (0..Term::ALL.len()).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
        Ok((values, row.get(Term::ALL.len())?))
    })?;
    let part = |(term, value): (&Term, f64)| {
        let coefficient = coefficients.of(*term);
        let adds = (coefficient * value * 100.0).round() / 100.0;
        UrgencyPart { term: *term, name: term.words().0.into(), coefficient, value, adds }
    };
    let mut parts: Vec<UrgencyPart> = Term::ALL.iter().zip(values).map(part).collect();
    parts.retain(|part| part.adds != 0.0);
    parts.sort_by(|a, b| b.adds.total_cmp(&a.adds));
    let lifted = linked(tx, &coefficients)?.get(&id.0).copied().filter(|lifted| lifted.from != id.0);
    let heir = |lifted: Lifted| -> Result<UrgencyHeir> {
        let task = store::get(tx, TaskId(lifted.from))?;
        let adds = ((lifted.urgency - own) * 100.0).round() / 100.0;
        Ok(UrgencyHeir { task: crate::tasks::TaskRef { id: task.id, title: task.title, done: false }, adds })
    };
    let inherited = lifted.map(heir).transpose()?;
    Ok(Urgency { urgency: Some(lifted.map_or(own, |lifted| lifted.urgency)), parts, inherited })
}

/// Each coefficient is a setting of its own; one that makes no sense is as good as none.
fn key(term: Term) -> String {
    format!("urgency.{}", term.word())
}

/// The coefficients as they stand.
///
/// # Errors
/// The file cannot be read.
pub(in crate::tasks) fn coefficients(tx: &ReadTx<'_>) -> Result<Coefficients> {
    let mut coefficients = Coefficients::default();
    let rows: Vec<(String, String)> =
        tx.all("select key, value from setting where key like 'urgency.%'", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (key, value) in rows {
        if let (Some(term), Ok(number)) = (key.strip_prefix("urgency.").and_then(Term::from_word), value.parse()) {
            coefficients.set(term, number);
        }
    }
    Ok(coefficients)
}

pub(super) fn put(tx: &WriteTx<'_>, term: Term, coefficient: f64) -> Result<()> {
    tx.execute(
        "insert into setting (key, value) values (?1, ?2) on conflict (key) do update set value = ?2",
        (key(term), coefficient.to_string()),
    )?;
    Ok(())
}

pub(super) fn reset(tx: &WriteTx<'_>) -> Result<usize> {
    tx.execute("delete from setting where key like 'urgency.%'", [])
}

/// The urgency of some tasks under the coefficients given.
pub(super) fn of(tx: &ReadTx<'_>, coefficients: &Coefficients, ids: &[TaskId]) -> Result<HashMap<TaskId, f64>> {
    let (today, now): (Day, Timestamp) = (tx.today()?, tx.now());
    let sql =
        format!("select id, {} from task where id in (select value from json_each(?3))", own(coefficients, "?1", "?2"));
    let own: Vec<(TaskId, f64)> =
        tx.all(&sql, (today, now, serde_json::to_string(ids)?), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let lifted = linked(tx, coefficients)?;
    Ok(own.into_iter().map(|(id, own)| (id, lifted.get(&id.0).map_or(own, |lifted| lifted.urgency))).collect())
}
