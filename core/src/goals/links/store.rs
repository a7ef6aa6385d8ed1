//! Links of goals in the data file.

use super::{GoalLink, GoalSubject};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::goals::{GoalId, GoalRef};

pub(in crate::goals) fn add(tx: &WriteTx<'_>, goal: GoalId, subject: GoalSubject) -> Result<bool> {
    let column = subject.kind.column();
    let sql =
        format!("insert into goal_link (goal_id, {column}, created_at) values (?1, ?2, ?3) on conflict do nothing");
    Ok(tx.execute(&sql, (goal, subject.id, tx.now()))? > 0)
}

pub(in crate::goals) fn remove(tx: &WriteTx<'_>, goal: GoalId, subject: GoalSubject) -> Result<bool> {
    let column = subject.kind.column();
    Ok(tx.execute(&format!("delete from goal_link where goal_id = ?1 and {column} = ?2"), (goal, subject.id))? > 0)
}

pub(in crate::goals) fn of_goal(tx: &ReadTx<'_>, goal: GoalId) -> Result<Vec<GoalLink>> {
    tx.all(
        "select 'project' as kind, project.id as id, project.name as title, project.status = 'done' as done, goal_link.id as link
           from goal_link join project on project.id = project_id where goal_id = ?1
         union all
         select 'habit', habit.id, habit.name, habit.archived, goal_link.id
           from goal_link join habit on habit.id = habit_id where goal_id = ?1
         union all
         select 'metric', metric.id, metric.name, metric.archived, goal_link.id
           from goal_link join metric on metric.id = metric_id where goal_id = ?1
         union all
         select 'task', task.id, task.title, task.status = 'done', goal_link.id
           from goal_link join task on task.id = task_id where goal_id = ?1
         order by kind, done, link",
        [goal],
        |row| {
            Ok(GoalLink { kind: row.get("kind")?, id: row.get("id")?, title: row.get("title")?, done: row.get("done")? })
        },
    )
}

pub(in crate::goals) fn of_subject(tx: &ReadTx<'_>, subject: GoalSubject) -> Result<Vec<GoalRef>> {
    let column = subject.kind.column();
    let sql = format!(
        "select goal.id, goal.name from goal join goal_link on goal_id = goal.id where {column} = ?1 order by place, goal.id"
    );
    tx.all(&sql, [subject.id], |row| Ok(GoalRef { id: row.get("id")?, name: row.get("name")? }))
}
