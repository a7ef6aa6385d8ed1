//! The records that speak for criteria, read from the data file.

use rusqlite::Row;

use super::Record;
use crate::db::ReadTx;
use crate::error::Result;
use crate::goals::GoalId;
use crate::goals::reading::ContributionKind;
use crate::projects::ProjectId;
use crate::tasks::TaskId;
use crate::types::{Day, Timestamp};

/// A task that counts.
pub(super) struct Member {
    pub(super) id: TaskId,
    pub(super) title: String,
    pub(super) effort_minutes: Option<u32>,
    pub(super) created_at: Timestamp,
    pub(super) completed_at: Option<Timestamp>,
}

impl Member {
    pub(super) fn record(&self, day: Option<Day>, amount: f64) -> Record {
        Record {
            kind: ContributionKind::Task,
            id: self.id.0,
            title: self.title.clone(),
            day,
            amount,
            open: self.completed_at.is_none(),
        }
    }
}

fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        id: row.get("id")?,
        title: row.get("title")?,
        effort_minutes: row.get("effort_minutes")?,
        created_at: row.get("created_at")?,
        completed_at: row.get("completed_at")?,
    })
}

const MEMBER: &str = "select id, title, effort_minutes, created_at, completed_at from task";

/// The done tasks that are linked to a goal, by themselves, as times of a repeating task, or by their project.
pub(super) fn done_tasks(tx: &ReadTx<'_>, goal: GoalId) -> Result<Vec<Member>> {
    let sql = format!(
        "{MEMBER} where status = 'done' and (
           id in (select task_id from goal_link where goal_id = ?1 and task_id is not null)
           or series_id in (select task_id from goal_link where goal_id = ?1 and task_id is not null)
           or project_id in (select project_id from goal_link where goal_id = ?1 and project_id is not null))
         order by completed_at, id"
    );
    tx.all(&sql, [goal], member)
}

/// The tasks of a project, or those linked to a goal by themselves and by their project; without what was dropped.
pub(super) fn set(tx: &ReadTx<'_>, goal: GoalId, project: Option<ProjectId>) -> Result<Vec<Member>> {
    if let Some(project) = project {
        let sql = format!("{MEMBER} where status <> 'dropped' and project_id = ?1 order by completed_at, id");
        return tx.all(&sql, [project], member);
    }
    let sql = format!(
        "{MEMBER} where status <> 'dropped' and (
           id in (select task_id from goal_link where goal_id = ?1 and task_id is not null)
           or project_id in (select project_id from goal_link where goal_id = ?1 and project_id is not null))
         order by completed_at, id"
    );
    tx.all(&sql, [goal], member)
}
