//! Making and changing goals: the checks that hold whoever asks.

use super::{Goal, GoalId, GoalStatus, criteria, store};
use crate::areas;
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::goals::Combine;
use crate::require;
use crate::types::{Day, one_line};

/// Adds a goal that has only a name.
pub(super) fn create_named(tx: &WriteTx<'_>, name: &str) -> Result<GoalId> {
    let goal = blank(tx.today()?, one_line(name, 500));
    insert(tx, &goal)
}

/// A goal that begins on a day.
pub(super) fn blank(start: Day, name: String) -> Goal {
    Goal {
        id: GoalId(0),
        name,
        why: String::new(),
        status: GoalStatus::Active,
        area: None,
        parent: None,
        start,
        target: None,
        combine: Combine::All,
        closed: None,
        place: 0,
    }
}

/// Checks a goal and adds it, with the first version of its target.
pub(super) fn insert(tx: &WriteTx<'_>, goal: &Goal) -> Result<GoalId> {
    check(tx, goal)?;
    let id = store::insert(tx, goal)?;
    criteria::set_target(tx, id, goal.target)?;
    Ok(id)
}

/// What holds for every goal.
pub(super) fn check(tx: &ReadTx<'_>, goal: &Goal) -> Result<()> {
    require!(!goal.name.is_empty(), "a goal needs a name: the outcome, in a few words");
    if let Some(target) = goal.target {
        require!(target > goal.start, "a goal is reached after it was begun; choose a target after {}", goal.start);
        require!(target.days_after(goal.start) <= 36_600, "a goal lasts at most a hundred years");
    }
    let away = tx.today()?.days_after(goal.start).abs();
    require!(away <= 36_600, "a goal begins at most a hundred years from today");
    goal.area.map(|area| areas::get(tx, area)).transpose()?;
    if let Some(parent) = goal.parent {
        let above = store::upwards(tx, parent)?;
        require!(!above.is_empty(), "goal {parent} does not exist, so nothing can be part of it");
        if let Some(at) = above.iter().position(|one| one.id == goal.id) {
            let mut circle: Vec<&str> = above[..=at].iter().map(|one| one.name.as_str()).collect();
            circle.insert(0, &goal.name);
            return Err(Error::Conflict(format!("that would be a circle: {}", circle.join(" is part of "))));
        }
    }
    Ok(())
}
