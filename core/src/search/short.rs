//! What is found by its own words: rows with a title and a text, each with one passage that triggers keep in step
//! (`migrations/0010_found.sql` shows them for projects). A domain that is to be found adds the triggers and a line here.

use super::HitKind;

/// A table whose rows have one passage each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short {
    pub(crate) kind: HitKind,
    pub(crate) table: &'static str,
    /// The passage's title: a column, or SQL on the row.
    pub(crate) title: &'static str,
    /// The column that is its text.
    pub(crate) text: &'static str,
    /// The table that gives it tags, and that table's column for the row.
    pub(crate) tags: Option<(&'static str, &'static str)>,
    /// Its project's id in SQL; `null` if it has none.
    pub(crate) project: &'static str,
    /// Its area's id in SQL, of the row or of its project; `null` if it has none.
    pub(crate) area: &'static str,
}

/// One line a table.
pub(crate) const SHORT: &[Short] = &[
    Short {
        kind: HitKind::Task,
        table: "task",
        title: "title",
        text: "notes",
        tags: Some(("task_tag", "task_id")),
        project: "project_id",
        area: "coalesce(area_id, (select area_id from project where project.id = project_id))",
    },
    Short {
        kind: HitKind::Project,
        table: "project",
        title: "name",
        text: "notes",
        tags: None,
        project: "id",
        area: "area_id",
    },
    Short {
        kind: HitKind::Entry,
        table: "entry",
        // An entry without a title is called by its day.
        title: "case when title <> '' then title else
            cast(substr(day, 9, 2) as integer) || ' ' || case substr(day, 6, 2)
              when '01' then 'January' when '02' then 'February' when '03' then 'March' when '04' then 'April'
              when '05' then 'May' when '06' then 'June' when '07' then 'July' when '08' then 'August'
              when '09' then 'September' when '10' then 'October' when '11' then 'November' else 'December' end
            || ' ' || substr(day, 1, 4) end",
        text: "text",
        tags: Some(("entry_tag", "entry_id")),
        project: "null",
        area: "null",
    },
    Short {
        kind: HitKind::Metric,
        table: "metric",
        title: "name",
        text: "notes",
        tags: None,
        project: "null",
        area: "area_id",
    },
    Short {
        kind: HitKind::Habit,
        table: "habit",
        title: "name",
        text: "notes",
        tags: None,
        project: "null",
        area: "area_id",
    },
    Short {
        kind: HitKind::Goal,
        table: "goal",
        title: "name",
        text: "why",
        tags: None,
        project: "null",
        area: "area_id",
    },
];
