//! A query as a condition on `task`. Each part is true or not: what a task does not have never passes, and its
//! negation does.

use rusqlite::ToSql;
use rusqlite::types::Value;

use super::{Comparison, DayField, Has, Is, Query, Term, Test, URGENT_DAYS};
use crate::db::ReadTx;
use crate::error::Result;
use crate::tasks::TaskStatus;
use crate::types::Day;

pub(in crate::tasks) const OPEN: &str = "status not in ('done', 'dropped')";

/// Tasks with an open task in their way. A list that is made once, where asking of each task would be slow.
pub(in crate::tasks) const BLOCKED: &str =
    "task.id in (select d.task_id from task_dependency as d join task as b on b.id = d.blocker_id
    where b.status not in ('done', 'dropped'))";
pub(in crate::tasks) const BLOCKING: &str =
    "status not in ('done', 'dropped') and task.id in (select d.blocker_id from task_dependency as d
    join task as w on w.id = d.task_id where w.status not in ('done', 'dropped'))";

/// A condition on `task` and its parameters.
pub(in crate::tasks) struct Condition {
    pub(in crate::tasks) sql: String,
    params: Vec<Value>,
    today: Day,
}

impl Condition {
    /// The condition of a query: open tasks, unless it names a status.
    pub(in crate::tasks) fn of(tx: &ReadTx<'_>, query: &Query) -> Result<Self> {
        let mut condition = Self { sql: String::new(), params: Vec::new(), today: tx.today()? };
        let sql = condition.query(tx, query)?;
        condition.sql = if query.names_status() { format!("({sql})") } else { format!("{OPEN} and ({sql})") };
        Ok(condition)
    }

    pub(in crate::tasks) fn params(&self) -> Vec<&dyn ToSql> {
        self.params.iter().map(|value| value as &dyn ToSql).collect()
    }

    /// Adds a parameter and answers its name.
    pub(in crate::tasks) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.params.push(value.into());
        format!("?{}", self.params.len())
    }

    fn query(&mut self, tx: &ReadTx<'_>, query: &Query) -> Result<String> {
        let mut all = |parts: &[Query], between: &str| -> Result<String> {
            let parts: Vec<String> = parts.iter().map(|part| self.query(tx, part)).collect::<Result<_>>()?;
            Ok(format!("({})", parts.join(between)))
        };
        Ok(match query {
            Query::Everything => "true".into(),
            Query::And(parts) => all(parts, " and ")?,
            Query::Or(parts) => all(parts, " or ")?,
            Query::Not(part) => format!("({}) is not true", self.query(tx, part)?),
            Query::Term(term) => format!("({})", self.term(tx, term)?),
        })
    }

    fn term(&mut self, tx: &ReadTx<'_>, term: &Term) -> Result<String> {
        Ok(match term {
            Term::Is(is) => self.is(*is),
            Term::Tag(None) => "task.id not in (select task_id from task_tag)".into(),
            Term::Tag(Some(name)) => {
                let name = self.bind(name.clone());
                format!(
                    "task.id in (select task_id from task_tag where tag_id = coalesce(
                       (select id from tag where name = {name}), (select tag_id from tag_alias where name = {name})))"
                )
            }
            Term::Project(None) => "project_id is null".into(),
            Term::Project(Some(name)) => {
                let name = self.bind(name.clone());
                format!("project_id in (select id from project where name = {name})")
            }
            Term::Area(None) => {
                "area_id is null and (project_id is null or project_id in (select id from project where area_id is null))".into()
            }
            Term::Area(Some(name)) => {
                let name = self.bind(name.clone());
                let area = format!("area_id = (select id from area where name = {name})");
                format!("{area} or (area_id is null and project_id in (select id from project where {area}))")
            }
            Term::Goal(name) => {
                let (not, of) = match name {
                    None => ("not ", String::new()),
                    Some(name) => {
                        let name = self.bind(name.clone());
                        ("", format!(" and goal_id in (select id from goal where name = {name})"))
                    }
                };
                let linked = |column: &str| format!("(select {column} from goal_link where {column} is not null{of})");
                format!(
                    "{not}(task.id in {} or ifnull(project_id in {}, false))",
                    linked("task_id"),
                    linked("project_id")
                )
            }
            Term::Day(field, test) => self.day(tx, *field, test)?,
            Term::Priority(test) => number("priority", test),
            Term::Effort(test) => number("effort_minutes", test),
            Term::Energy(None) => "energy is null".into(),
            Term::Energy(Some(energy)) => format!("energy = '{}'", energy.word()),
            Term::Has(has) => match has {
                Has::Notes => "notes <> ''",
                Has::Subtasks => "task.id in (select parent_id from task where parent_id is not null)",
                Has::Parent => "parent_id is not null",
                Has::Reminder => "task.id in (select task_id from reminder)",
                Has::Deadline => "deadline_day is not null",
                Has::Day => "scheduled_day is not null",
                Has::Time => "scheduled_at is not null or deadline_at is not null",
                Has::Tags => "task.id in (select task_id from task_tag)",
                Has::Repeat => "task.id in (select task_id from repetition)",
            }
            .into(),
            Term::Text(text) => {
                let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                let like = self.bind(format!("%{escaped}%"));
                format!("title like {like} escape '\\' or notes like {like} escape '\\'")
            }
        })
    }

    fn is(&mut self, is: Is) -> String {
        let today = |condition: &mut Self| {
            let today = condition.today.to_string();
            condition.bind(today)
        };
        match is {
            Is::All => "true".into(),
            Is::Open => OPEN.into(),
            Is::Closed => "status in ('done', 'dropped')".into(),
            Is::Blocked => BLOCKED.into(),
            Is::Blocking => BLOCKING.into(),
            Is::Overdue => {
                let today = today(self);
                format!("{OPEN} and (deadline_day < {today} or scheduled_day < {today})")
            }
            Is::Today => {
                let today = today(self);
                format!("{OPEN} and (scheduled_day = {today} or deadline_day = {today})")
            }
            Is::Urgent => self.urgent(),
            Is::Important => IMPORTANT.into(),
            Is::Inbox | Is::Todo | Is::Doing | Is::Waiting | Is::Done | Is::Dropped => {
                let status = TaskStatus::from_word(is.word()).unwrap_or(TaskStatus::Inbox);
                format!("status = '{}'", status.word())
            }
        }
    }

    /// Its day or its deadline is at most [`URGENT_DAYS`] away, or past.
    pub(in crate::tasks) fn urgent(&mut self) -> String {
        let until = self.today.0.saturating_add(jiff::Span::new().days(URGENT_DAYS)).to_string();
        let until = self.bind(until);
        format!("(deadline_day <= {until} or scheduled_day <= {until})")
    }

    fn day(&mut self, tx: &ReadTx<'_>, field: DayField, test: &Test<super::DayPoint>) -> Result<String> {
        let columns: &[&str] = match field {
            DayField::Due => &["deadline_day"],
            DayField::On => &["scheduled_day", "deadline_day"],
            DayField::Start => &["start_day"],
            DayField::Done => &["completed_at"],
            DayField::Added => &["created_at"],
        };
        let each = |what: &str, between: &str| {
            columns.iter().map(|column| format!("{column} {what}")).collect::<Vec<_>>().join(between)
        };
        let Some((from, until)) = test.range(field, self.today) else {
            return Ok(match test {
                Test::None => each("is null", " and "),
                _ => each("is not null", " or "),
            });
        };
        let (from, until) = if matches!(field, DayField::Done | DayField::Added) {
            // A day of the user's begins at its hour, not at midnight. The edges of the calendar have no such moment.
            let began = |day: Day| tx.began(day).map(|moment| moment.0);
            let next = until.and_then(|day| day.0.tomorrow().ok()).map(Day);
            (
                from.and_then(|day| began(day).ok()).map(|moment| format!(">= {moment}")),
                next.and_then(|day| began(day).ok()).map(|moment| format!("< {moment}")),
            )
        } else {
            (
                from.map(|day| format!(">= {}", self.bind(day.to_string()))),
                until.map(|day| format!("<= {}", self.bind(day.to_string()))),
            )
        };
        let bounds: Vec<String> = [from, until].into_iter().flatten().collect();
        if bounds.is_empty() {
            return Ok(each("is not null", " or "));
        }
        let within = |column: &&str| {
            let bounds: Vec<String> = bounds.iter().map(|bound| format!("{column} {bound}")).collect();
            format!("({})", bounds.join(" and "))
        };
        Ok(columns.iter().map(within).collect::<Vec<_>>().join(" or "))
    }
}

/// P1 and P2.
pub(in crate::tasks) const IMPORTANT: &str = "ifnull(priority <= 2, false)";

fn number(column: &str, test: &Test<u32>) -> String {
    match test {
        Test::None => format!("{column} is null"),
        Test::Any => format!("{column} is not null"),
        Test::Compare(comparison, number) => {
            let sign = if *comparison == Comparison::Plain { "=" } else { comparison.sign() };
            format!("{column} {sign} {number}")
        }
        Test::Span(from, until) => {
            let from = from.map(|number| format!("{column} >= {number}"));
            let until = until.map(|number| format!("{column} <= {number}"));
            [from, until].into_iter().flatten().collect::<Vec<_>>().join(" and ")
        }
    }
}

/// The names that a field can have, those of the most open tasks first.
pub(super) fn names(tx: &ReadTx<'_>, key: &str) -> Result<Vec<(String, i64)>> {
    let sql = match key {
        "tag" => "select name, (select count(*) from task_tag where tag_id = tag.id) as uses from tag order by uses desc, name limit 1000",
        "project" => "select name, (select count(*) from task where project_id = project.id and status not in ('done', 'dropped')) as uses
            from project order by status <> 'active', uses desc, name limit 1000",
        "goal" => "select name, (select count(*) from goal_link where goal_id = goal.id and task_id is not null) as uses
            from goal order by status <> 'active', uses desc, name limit 1000",
        _ => "select name, (select count(*) from task where area_id = area.id) as uses from area order by name limit 1000",
    };
    tx.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}
