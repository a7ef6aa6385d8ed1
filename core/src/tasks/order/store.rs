//! Sorted windows, groups and ranks in the data file.

use super::{GroupCount, Listing, Quadrant, TaskGroup, TaskSort, status_place};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::tasks::filter::Query;
use crate::tasks::filter::store::{Condition, IMPORTANT, OPEN};
use crate::tasks::{Task, TaskId, TaskStatus, store, urgency};

/// A task that was never moved stands where it was added.
const RANK: &str = "ifnull((select rank from task_rank where task_id = task.id), format('%012d', task.id))";

pub(super) fn condition(tx: &ReadTx<'_>, query: &Query, group: TaskGroup, within: Option<&str>) -> Result<Condition> {
    let mut condition = Condition::of(tx, query)?;
    if let Some(key) = within {
        let expression = key_of(&mut condition, group, tx)?;
        let key = condition.bind(key.to_owned());
        condition.sql = format!("{} and {expression} = {key}", condition.sql);
    }
    Ok(condition)
}

/// The key of a task's group, as text.
fn key_of(condition: &mut Condition, group: TaskGroup, tx: &ReadTx<'_>) -> Result<String> {
    Ok(match group {
        TaskGroup::None => "'none'".into(),
        TaskGroup::Status => "status".into(),
        TaskGroup::Project => "ifnull(cast(project_id as text), 'none')".into(),
        TaskGroup::Area => {
            "ifnull(cast(ifnull(area_id, (select p.area_id from project as p where p.id = project_id)) as text), 'none')".into()
        }
        TaskGroup::Priority => "ifnull(cast(priority as text), 'none')".into(),
        TaskGroup::Day => {
            let today = condition.bind(tx.today()?.to_string());
            let day = "ifnull(scheduled_day, deadline_day)";
            format!("case when {OPEN} and {day} < {today} then 'overdue' else ifnull({day}, 'none') end")
        }
        TaskGroup::Quadrant => {
            let urgent = condition.urgent();
            format!(
                "case when {urgent} then iif({IMPORTANT}, 'do', 'delegate') else iif({IMPORTANT}, 'plan', 'drop') end"
            )
        }
    })
}

pub(super) fn count(tx: &ReadTx<'_>, condition: &Condition) -> Result<i64> {
    store::count_where(tx, &condition.sql, &condition.params())
}

/// How many there are, counted no further than `most`.
pub(in crate::tasks) fn count_up_to(tx: &ReadTx<'_>, condition: &Condition, most: u32) -> Result<i64> {
    tx.one(
        &format!("select count(*) from (select 1 from task where {} limit {most})", condition.sql),
        condition.params().as_slice(),
        |row| row.get(0),
    )
}

/// The numbers of all that match, in no order.
pub(in crate::tasks) fn ids(tx: &ReadTx<'_>, condition: &Condition) -> Result<Vec<TaskId>> {
    let sql = format!("select id from task where {}", condition.sql);
    tx.all(&sql, condition.params().as_slice(), |row| row.get(0))
}

/// The numbers are sorted first; only the rows of the window are read whole.
pub(super) fn window(tx: &ReadTx<'_>, mut condition: Condition, listing: &Listing<'_>) -> Result<Vec<Task>> {
    let group = match (listing.group, listing.within) {
        (TaskGroup::None, _) | (_, Some(_)) => String::new(),
        (group, None) => {
            let key = key_of(&mut condition, group, tx)?;
            format!("{}, ", group_order(group, &key))
        }
    };
    let (join, order) = match listing.sort {
        TaskSort::Urgency => {
            let coefficients = urgency::store::coefficients(tx)?;
            let ranking = urgency::store::ranking(tx, &coefficients, |value| condition.bind(value))?;
            (ranking.join, format!("{}, {}", ranking.order, order(TaskSort::Smart)))
        }
        sort => (String::new(), order(sort)),
    };
    let sql = format!(
        "select id from task {join} where {} order by {group}{order} limit {} offset {}",
        condition.sql,
        listing.limit.min(500),
        listing.offset
    );
    let ids: Vec<TaskId> = tx.all(&sql, condition.params().as_slice(), |row| row.get(0))?;
    store::in_order(tx, &ids)
}

fn order(sort: TaskSort) -> String {
    // By whichever day comes first, so that a late deadline does not sink below what is planned for next week.
    let smart = "status in ('done', 'dropped'), completed_at desc,
        min(ifnull(scheduled_day, '9999-12-31'), ifnull(deadline_day, '9999-12-31')), scheduled_at is null, scheduled_at,
        deadline_day is null, deadline_day, ifnull(priority, 5), id desc";
    match sort {
        TaskSort::Smart | TaskSort::Urgency => smart.into(),
        TaskSort::Manual => format!("{RANK}, id"),
        TaskSort::Day => "ifnull(scheduled_day, deadline_day) is null, ifnull(scheduled_day, deadline_day), scheduled_at is null, scheduled_at, id".into(),
        TaskSort::Deadline => "deadline_day is null, deadline_day, deadline_at is null, deadline_at, ifnull(priority, 5), id".into(),
        TaskSort::Priority => format!("ifnull(priority, 5), {smart}"),
        TaskSort::Effort => "effort_minutes is null, effort_minutes, id".into(),
        TaskSort::Title => "title collate nocase, id".into(),
        TaskSort::Newest => "id desc".into(),
        TaskSort::Oldest => "id".into(),
    }
}

fn group_order(group: TaskGroup, key: &str) -> String {
    match group {
        TaskGroup::None => key.to_owned(),
        TaskGroup::Status => {
            let places =
                TaskStatus::ALL.iter().map(|status| format!("when '{}' then {}", status.word(), status_place(*status)));
            format!("case status {} end", places.collect::<Vec<_>>().join(" "))
        }
        TaskGroup::Project => {
            "project_id is null, (select p.name from project as p where p.id = project_id), project_id".into()
        }
        TaskGroup::Area => {
            format!("{key} = 'none', (select a.name from area as a where a.id = cast({key} as integer)), {key}")
        }
        TaskGroup::Priority => "ifnull(priority, 5)".into(),
        TaskGroup::Day => format!("{key} <> 'overdue', {key} = 'none', {key}"),
        TaskGroup::Quadrant => {
            let places = Quadrant::ALL.iter().enumerate().map(|(at, one)| format!("when '{}' then {at}", one.word()));
            format!("case {key} {} end", places.collect::<Vec<_>>().join(" "))
        }
    }
}

pub(super) fn groups(tx: &ReadTx<'_>, mut condition: Condition, group: TaskGroup) -> Result<Vec<GroupCount>> {
    let key = key_of(&mut condition, group, tx)?;
    let name = match group {
        TaskGroup::Project => "(select p.name from project as p where p.id = project_id)",
        TaskGroup::Area => {
            "(select a.name from area as a where a.id = ifnull(area_id, (select p.area_id from project as p where p.id = project_id)))"
        }
        _ => "null",
    };
    // The bare columns of the order are the same for all tasks of a group.
    let sql = format!(
        "select {key} as key, {name} as name, count(*) as count from task where {} group by key order by {} limit 5000",
        condition.sql,
        group_order(group, &key)
    );
    tx.all(&sql, condition.params().as_slice(), |row| {
        Ok(GroupCount { key: row.get("key")?, name: row.get("name")?, count: row.get("count")? })
    })
}

/// Where a task stands in the order made by hand.
pub(super) fn rank(tx: &ReadTx<'_>, id: TaskId) -> Result<String> {
    tx.one(&format!("select {RANK} from task where id = ?1"), [id], |row| row.get(0))
}

pub(super) fn set_rank(tx: &WriteTx<'_>, id: TaskId, rank: &str) -> Result<()> {
    tx.execute(
        "insert into task_rank (task_id, rank) values (?1, ?2) on conflict (task_id) do update set rank = excluded.rank",
        (id, rank),
    )?;
    Ok(())
}
