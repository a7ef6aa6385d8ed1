//! What is found by its own words: rows with a title and a text, each with one passage that triggers keep in step
//! (`migrations/0010_found.sql` shows them for projects). A domain that is to be found adds the triggers and a line here.

use super::HitKind;

/// A table whose rows have one passage each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short {
    pub(crate) kind: HitKind,
    pub(crate) table: &'static str,
    /// The column that is the passage's title.
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
