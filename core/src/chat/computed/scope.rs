//! What a conversation is about, as conditions of what is counted in it. A scope that says nothing of what is asked
//! about (tasks among items that were picked, notes in a project) makes it a question for the search.

use crate::chat::Scope;
use crate::db::ReadTx;
use crate::error::Result;
use crate::knowledge::ItemKind;
use crate::search::HitKind;
use crate::types::Day;
use crate::{projects, tags};

/// The lines of the task list that a scope makes of one; together they find each task once.
pub(super) fn task_lines(tx: &ReadTx<'_>, scope: &Scope, line: &str) -> Result<Option<Vec<String>>> {
    let kinds = scope.kinds.as_deref().unwrap_or_default();
    if scope.items.as_ref().is_some_and(|items| !items.is_empty())
        || !(kinds.is_empty() || kinds.iter().any(|kind| kind == HitKind::Task.word()))
    {
        return Ok(None);
    }
    let mut line = line.to_owned();
    for name in scope.tags.iter().flatten() {
        let Some(tag) = tags::known(tx, name)?.filter(|tag| !tag.name.contains(['"', '\\'])) else { return Ok(None) };
        line.push_str(&format!(" tag:\"{}\"", tag.name));
    }
    let last = scope.before.and_then(|day| day.0.yesterday().ok()).map(Day);
    if scope.after.is_some() || last.is_some() {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        line.push_str(&format!(" added:{}..{}", day(scope.after), day(last)));
    }
    let mut lines = Vec::new();
    for id in scope.projects.iter().flatten() {
        let name = projects::get(tx, *id)?.name;
        if name.contains(['"', '\\']) {
            return Ok(None);
        }
        lines.push(format!("{line} project:\"{name}\""));
    }
    Ok(Some(if lines.is_empty() { vec![line] } else { lines }))
}

/// The kinds of item that a scope and a question leave: any, if the list is empty.
pub(super) fn item_kinds(scope: &Scope, asked: Option<ItemKind>) -> Option<Vec<ItemKind>> {
    if scope.projects.as_ref().is_some_and(|projects| !projects.is_empty()) {
        return None;
    }
    let kinds = scope.kinds.as_deref().unwrap_or_default();
    if kinds.is_empty() || kinds.iter().any(|kind| kind == HitKind::Item.word()) {
        return Some(asked.into_iter().collect());
    }
    let mut kinds: Vec<ItemKind> = kinds.iter().filter_map(|kind| ItemKind::from_word(kind)).collect();
    kinds.retain(|kind| asked.is_none_or(|asked| asked == *kind));
    (!kinds.is_empty()).then_some(kinds)
}
