//! What can be done with goals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::criteria::{self, CriterionId, CriterionInput, CriterionKind, GoalEntry, GoalEntryId};
use super::links::{self, GoalSubject};
use super::show::{self, GoalDetail, GoalLine, off_pace};
use super::{CheckIn, CheckInId, Combine, Confidence, Goal, GoalId, GoalRef, GoalStatus, edit, store};
use crate::areas::AreaId;
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::types::{Day, Patch, one_line, plain};
use crate::{operations, require};

operations! { "goals";
    /// Every goal with its progress, pace and next milestone, active ones first.
    query list(()) -> Vec<GoalLine>;
    /// One goal with its criteria, what each record adds, its history, forecast, links and check-ins.
    query show(GoalId) -> GoalDetail;
    /// Active goals that are behind, the latest first.
    query off_pace(()) -> Vec<GoalLine>;
    /// The goals that a task or project is linked to.
    query linked(GoalSubject) -> Vec<GoalRef>;
    /// Adds a goal, with its criteria if they are known.
    mutation create(NewGoal) -> Goal;
    /// Changes a goal; absent fields stay, null clears. A new target holds from today on.
    mutation update(GoalPatch) -> Goal;
    /// Removes a goal; what is linked to it and the goals below it stay.
    mutation delete(GoalId) -> ();
    /// Puts a goal before another among its neighbours, or at the end.
    mutation place(PlaceGoal) -> ();
    /// Links a task or a project to a goal.
    mutation link(LinkGoal) -> ();
    /// Takes such a link away.
    mutation unlink(LinkGoal) -> ();
    /// Says how one knows that the goal is reached; holds from today on, earlier days keep what they had.
    mutation set_criteria(SetCriteria) -> GoalDetail;
    /// Counts on, or answers a yes-or-no criterion (1 or 0).
    mutation enter(NewGoalEntry) -> GoalEntry;
    /// Removes such an entry.
    mutation remove_entry(GoalEntryId) -> ();
    /// Notes how it goes, with a confidence.
    mutation check_in(NewCheckIn) -> CheckIn;
    /// Removes a check-in.
    mutation remove_check_in(CheckInId) -> ();
}

/// A goal to be.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewGoal {
    #[ts(optional = false)]
    pub name: String,
    pub why: Option<String>,
    pub area: Option<AreaId>,
    pub parent: Option<GoalId>,
    /// Today unless said.
    pub start: Option<Day>,
    pub target: Option<Day>,
    /// All of them unless said.
    pub combine: Option<Combine>,
    pub criteria: Option<Vec<CriterionInput>>,
    /// What leads there.
    pub links: Option<Vec<GoalSubject>>,
}

/// What to change of a goal; absent stays, `null` clears.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct GoalPatch {
    #[ts(optional = false)]
    pub id: GoalId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub why: Option<String>,
    #[serde(default)]
    pub status: Option<GoalStatus>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<AreaId>")]
    pub area: Patch<AreaId>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<GoalId>")]
    pub parent: Patch<GoalId>,
    #[serde(default)]
    pub start: Option<Day>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Day>")]
    pub target: Patch<Day>,
}

/// A place in the order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlaceGoal {
    #[ts(optional = false)]
    pub goal: GoalId,
    /// The end unless said.
    #[serde(default)]
    pub before: Option<GoalId>,
}

/// A goal and what leads there.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkGoal {
    pub goal: GoalId,
    pub subject: GoalSubject,
}

/// How one knows that a goal is reached.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SetCriteria {
    pub goal: GoalId,
    pub combine: Combine,
    /// All of them; what is not named is no criterion any more.
    pub criteria: Vec<CriterionInput>,
}

/// A step of a counter, or an answer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewGoalEntry {
    #[ts(optional = false)]
    pub criterion: CriterionId,
    /// How many more, or fewer; 1 is yes and 0 is no.
    #[ts(optional = false)]
    pub amount: f64,
    /// Today unless said.
    #[serde(default)]
    pub day: Option<Day>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A check-in to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewCheckIn {
    #[ts(optional = false)]
    pub goal: GoalId,
    #[ts(optional = false)]
    pub confidence: Confidence,
    /// Markdown.
    #[serde(default)]
    pub note: Option<String>,
    /// Today unless said.
    #[serde(default)]
    pub day: Option<Day>,
}

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<GoalLine>> {
    show::list(tx)
}

fn show(tx: &ReadTx<'_>, id: GoalId) -> Result<GoalDetail> {
    show::show(tx, id)
}

fn linked(tx: &ReadTx<'_>, subject: GoalSubject) -> Result<Vec<GoalRef>> {
    links::store::of_subject(tx, subject)
}

fn create(tx: &WriteTx<'_>, new: NewGoal) -> Result<Goal> {
    let mut goal = edit::blank(new.start.map_or_else(|| tx.today(), Ok)?, one_line(&new.name, 500));
    goal.why = plain(new.why.as_deref().unwrap_or_default());
    goal.area = new.area;
    goal.parent = new.parent;
    goal.target = new.target;
    let id = edit::insert(tx, &goal)?;
    goal = store::get(tx, id)?;
    if let Some(criteria) = new.criteria {
        criteria::set(tx, &goal, new.combine.unwrap_or(Combine::All), &criteria)?;
    }
    for subject in new.links.unwrap_or_default() {
        links::title(tx, subject)?;
        links::store::add(tx, id, subject)?;
    }
    tx.label(format!("Added the goal {}", goal.name));
    store::get(tx, id)
}

fn update(tx: &WriteTx<'_>, patch: GoalPatch) -> Result<Goal> {
    let mut goal = store::get(tx, patch.id)?;
    if let Some(name) = patch.name {
        goal.name = one_line(&name, 500);
    }
    if let Some(why) = patch.why {
        goal.why = plain(&why);
    }
    let mut label = format!("Changed the goal {}", goal.name);
    if let Some(status) = patch.status.filter(|status| *status != goal.status) {
        goal.status = status;
        goal.closed = if status.closed() { Some(tx.today()?) } else { None };
        if status == GoalStatus::Achieved {
            label = format!("Achieved {}", goal.name);
        }
    }
    goal.area = patch.area.unwrap_or(goal.area);
    goal.parent = patch.parent.unwrap_or(goal.parent);
    goal.start = patch.start.unwrap_or(goal.start);
    let target = patch.target.filter(|target| *target != goal.target);
    goal.target = target.unwrap_or(goal.target);
    edit::check(tx, &goal)?;
    store::update(tx, &goal)?;
    if let Some(target) = target {
        criteria::set_target(tx, goal.id, target)?;
    }
    tx.label(label);
    store::get(tx, goal.id)
}

fn delete(tx: &WriteTx<'_>, id: GoalId) -> Result<()> {
    let goal = store::get(tx, id)?;
    tx.label(format!("Deleted the goal {}", goal.name));
    store::delete(tx, id)
}

fn place(tx: &WriteTx<'_>, PlaceGoal { goal, before }: PlaceGoal) -> Result<()> {
    let moved = store::get(tx, goal)?;
    before.map(|before| store::get(tx, before)).transpose()?;
    require!(before != Some(goal), "a goal cannot stand before itself");
    let mut order = store::all(tx)?;
    order.sort_by_key(|one| (one.place, one.id));
    order.retain(|one| one.id != goal);
    let at = before.and_then(|before| order.iter().position(|one| one.id == before)).unwrap_or(order.len());
    tx.label(format!("Moved the goal {}", moved.name));
    order.insert(at, moved);
    for (place, one) in (1_i64..).zip(&order) {
        store::set_place(tx, one.id, place)?;
    }
    Ok(())
}

fn link(tx: &WriteTx<'_>, LinkGoal { goal, subject }: LinkGoal) -> Result<()> {
    let (goal, title) = (store::get(tx, goal)?, links::title(tx, subject)?);
    if !links::store::add(tx, goal.id, subject)? {
        return Err(Error::Conflict(format!("{title} is linked to {} already", goal.name)));
    }
    tx.label(format!("Linked {title} to {}", goal.name));
    Ok(())
}

fn unlink(tx: &WriteTx<'_>, LinkGoal { goal, subject }: LinkGoal) -> Result<()> {
    let (goal, title) = (store::get(tx, goal)?, links::title(tx, subject)?);
    require!(links::store::remove(tx, goal.id, subject)?, "{title} is not linked to {}", goal.name);
    tx.label(format!("{title} no longer leads to {}", goal.name));
    Ok(())
}

fn set_criteria(tx: &WriteTx<'_>, set: SetCriteria) -> Result<GoalDetail> {
    let goal = store::get(tx, set.goal)?;
    criteria::set(tx, &goal, set.combine, &set.criteria)?;
    tx.label(format!("Changed how {} is measured", goal.name));
    show::show(tx, goal.id)
}

fn enter(tx: &WriteTx<'_>, new: NewGoalEntry) -> Result<GoalEntry> {
    let (goal, kind) = criteria::store::goal_of(tx, new.criterion)?;
    let goal = store::get(tx, goal)?;
    require!(kind.by_hand(), "this criterion is counted by itself; complete the task instead");
    require!(new.amount.is_finite() && new.amount.abs() <= 1e12, "an amount is an ordinary number");
    if kind == CriterionKind::YesNo {
        require!(new.amount == 0.0 || new.amount == 1.0, "yes is 1 and no is 0");
    } else {
        require!(new.amount != 0.0, "an entry of nothing changes nothing");
    }
    let day = past_day(tx, new.day)?;
    tx.label(format!("Counted for {}", goal.name));
    let note = plain(new.note.as_deref().unwrap_or_default());
    let id = criteria::store::add_entry(tx, new.criterion, day, new.amount, &note)?;
    criteria::store::get_entry(tx, id)
}

fn remove_entry(tx: &WriteTx<'_>, id: GoalEntryId) -> Result<()> {
    criteria::store::get_entry(tx, id)?;
    tx.label("Removed an entry of a goal");
    criteria::store::remove_entry(tx, id)
}

fn check_in(tx: &WriteTx<'_>, new: NewCheckIn) -> Result<CheckIn> {
    let goal = store::get(tx, new.goal)?;
    let day = past_day(tx, new.day)?;
    tx.label(format!("Checked in with {}", goal.name));
    let note = plain(new.note.as_deref().unwrap_or_default());
    let id = store::add_check_in(tx, goal.id, day, new.confidence, &note)?;
    store::get_check_in(tx, id)
}

fn remove_check_in(tx: &WriteTx<'_>, id: CheckInId) -> Result<()> {
    store::get_check_in(tx, id)?;
    tx.label("Removed a check-in");
    store::remove_check_in(tx, id)
}

/// What has happened has a day that is not to come.
fn past_day(tx: &ReadTx<'_>, day: Option<Day>) -> Result<Day> {
    let today = tx.today()?;
    let day = day.unwrap_or(today);
    require!(day <= today, "{day} is still to come; note it on the day itself");
    Ok(day)
}
