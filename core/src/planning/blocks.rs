//! What can be done with blocks. What a person places stays where it is: it is pinned unless they say otherwise.

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::repeating::{chosen, get as read, leave_out};
use super::store::{self, Stored};
use super::{BlockId, PlanBlock, PlanBlockKind};
use crate::calendar::{self, Freq, Rule};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::tasks::{self, RepeatScope, TaskId, TaskRef};
use crate::types::{Patch, Timestamp, one_line, plain};
use crate::{operations, require};

operations! { "blocks";
    /// The blocks that touch a span of time, in its order, those that repeat at each occurrence.
    query list(TimeSpan) -> Vec<PlanBlock>;
    /// Plans a stretch of time.
    mutation create(NewBlock) -> PlanBlock;
    /// Changes what a block is for; absent fields stay, null clears.
    mutation update(BlockPatch) -> PlanBlock;
    /// Moves a block to another moment; it keeps its length.
    mutation place(PlaceBlock) -> PlanBlock;
    /// Gives a block another beginning or end.
    mutation resize(ResizeBlock) -> PlanBlock;
    /// Makes two blocks of one.
    mutation split(SplitBlock) -> Vec<PlanBlock>;
    /// Pins a block, so that planning leaves it where it is, or lets it go.
    mutation pin(PinBlock) -> PlanBlock;
    /// Deletes a block; of one that repeats all occurrences, one, or those from one on.
    mutation delete(BlockRef) -> ();
}

/// The longest block in minutes.
const LONGEST: i64 = 1440;
/// How long a block lasts when nothing says it, in minutes.
const USUAL: u32 = 30;

/// From a moment until another.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeSpan {
    pub from: Timestamp,
    pub until: Timestamp,
}

/// A block to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewBlock {
    /// `task` for a task, else `event`, unless said.
    #[serde(default)]
    pub kind: Option<PlanBlockKind>,
    /// That of its task unless said.
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub task: Option<TaskId>,
    #[ts(optional = false)]
    pub starts_at: Timestamp,
    /// What is left of the task's effort unless said, else half an hour.
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
    /// RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO,TH`, for a block that repeats.
    #[serde(default)]
    pub rule: Option<String>,
    #[serde(default)]
    pub pinned: Option<bool>,
    #[serde(default)]
    pub notes: Option<String>,
}

/// What to change of a block.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BlockPatch {
    #[ts(optional = false)]
    pub id: BlockId,
    /// When the occurrence begins that is meant; all of them unless said.
    #[serde(default)]
    pub occurrence: Option<Timestamp>,
    /// As for moving.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
    #[serde(default)]
    pub kind: Option<PlanBlockKind>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<TaskId>")]
    pub task: Patch<TaskId>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<String>")]
    pub rule: Patch<String>,
    #[serde(default)]
    pub notes: Option<String>,
}

/// A block, or occurrences of a block that repeats.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BlockRef {
    #[ts(optional = false)]
    pub id: BlockId,
    /// When the occurrence begins that is meant; all of them unless said.
    #[serde(default)]
    pub occurrence: Option<Timestamp>,
    /// `this` unless said.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
}

/// Where a block goes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlaceBlock {
    #[ts(optional = false)]
    pub id: BlockId,
    /// When the occurrence begins that goes, which becomes a block of its own.
    #[serde(default)]
    pub occurrence: Option<Timestamp>,
    /// `this` unless said. Those `following` become a series of their own.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
    #[ts(optional = false)]
    pub starts_at: Timestamp,
    /// Pinned unless said.
    #[serde(default)]
    pub pinned: Option<bool>,
}

/// A block's new bounds.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ResizeBlock {
    #[ts(optional = false)]
    pub id: BlockId,
    #[serde(default)]
    pub occurrence: Option<Timestamp>,
    /// As for moving.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
    #[serde(default)]
    pub starts_at: Option<Timestamp>,
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
}

/// Where a block is cut.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SplitBlock {
    #[ts(optional = false)]
    pub id: BlockId,
    #[serde(default)]
    pub occurrence: Option<Timestamp>,
    /// In the middle unless said.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// Whether planning may move a block.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PinBlock {
    pub id: BlockId,
    pub pinned: bool,
}

fn list(tx: &ReadTx<'_>, TimeSpan { from, until }: TimeSpan) -> Result<Vec<PlanBlock>> {
    require!(from < until, "a span of time ends after it begins");
    require!(until.0 - from.0 <= 400 * 86_400_000, "more than 400 days cannot be listed at once");
    super::between(tx, from, until)
}

fn create(tx: &WriteTx<'_>, new: NewBlock) -> Result<PlanBlock> {
    let block = add(tx, new)?;
    tx.label(format!("Planned {}", block.title));
    Ok(block)
}

/// Adds a block without naming the step.
///
/// # Errors
/// It ends before it begins, lasts longer than a day, has neither a title nor a task, or its rule never comes.
pub fn add(tx: &WriteTx<'_>, new: NewBlock) -> Result<PlanBlock> {
    let task = new.task.map(|id| tasks::get(tx, id)).transpose()?;
    let left = task.as_ref().and_then(|task| task.effort_minutes.map(|all| all.saturating_sub(task.logged_minutes)));
    let minutes = match new.ends_at {
        Some(ends) => length(new.starts_at, ends)?,
        None => left.map_or(USUAL, |left| left.clamp(15, 480)),
    };
    let (starts, zone) = store::placed(new.starts_at, tx.zoned().time_zone())?;
    let mut stored = Stored {
        id: BlockId(0),
        uid: String::new(),
        kind: new.kind.unwrap_or(if task.is_some() { PlanBlockKind::Task } else { PlanBlockKind::Event }),
        title: new.title.map(|title| one_line(&title, 500)).unwrap_or_default(),
        task: task.map(|task| TaskRef { id: task.id, title: task.title, done: false }),
        starts,
        minutes,
        zone,
        rule: new.rule.as_deref().map(str::parse).transpose()?,
        pinned: new.pinned.unwrap_or(true),
        notes: plain(new.notes.as_deref().unwrap_or_default()),
        skips: Vec::new(),
    };
    check(&mut stored)?;
    let id = store::insert(tx, &stored)?;
    read(tx, id)
}

fn update(tx: &WriteTx<'_>, patch: BlockPatch) -> Result<PlanBlock> {
    let (mut stored, _) = chosen(tx, patch.id, patch.occurrence, patch.scope)?;
    if let Some(task) = patch.task {
        let task = task.map(|id| tasks::get(tx, id)).transpose()?;
        stored.task = task.map(|task| TaskRef { id: task.id, title: task.title, done: false });
    }
    stored.kind = patch.kind.unwrap_or(stored.kind);
    if let Some(title) = patch.title {
        stored.title = one_line(&title, 500);
    }
    if let Some(notes) = patch.notes {
        stored.notes = plain(&notes);
    }
    if let Some(rule) = patch.rule {
        stored.rule = rule.as_deref().map(str::parse).transpose()?;
        store::set_skips(tx, stored.id, &[])?;
    }
    check(&mut stored)?;
    store::update(tx, &stored)?;
    let block = read(tx, stored.id)?;
    tx.label(format!("Changed {}", block.title));
    Ok(block)
}

pub(super) fn place(tx: &WriteTx<'_>, asked: PlaceBlock) -> Result<PlanBlock> {
    let (mut stored, from) = chosen(tx, asked.id, asked.occurrence, asked.scope)?;
    begin(tx, &mut stored, from, asked.starts_at)?;
    stored.pinned = asked.pinned.unwrap_or(true);
    let block = keep(tx, &stored)?;
    tx.label(format!("Moved {}", block.title));
    Ok(block)
}

pub(super) fn resize(tx: &WriteTx<'_>, asked: ResizeBlock) -> Result<PlanBlock> {
    require!(asked.starts_at.is_some() || asked.ends_at.is_some(), "say where the block begins or ends");
    let (mut stored, from) = chosen(tx, asked.id, asked.occurrence, asked.scope)?;
    let now = stored.at(from)?;
    let (starts, ends) = (asked.starts_at.unwrap_or(now.starts_at), asked.ends_at.unwrap_or(now.ends_at));
    stored.minutes = length(starts, ends)?;
    begin(tx, &mut stored, from, starts)?;
    let block = keep(tx, &stored)?;
    tx.label(format!("{} lasts {} min", block.title, block.minutes()));
    Ok(block)
}

fn split(tx: &WriteTx<'_>, asked: SplitBlock) -> Result<Vec<PlanBlock>> {
    let (mut first, _) = chosen(tx, asked.id, asked.occurrence, None)?;
    require!(first.rule.is_none(), "choose one occurrence of the block to split it");
    let whole = first.at(first.starts)?;
    require!(whole.minutes() >= 2, "a minute cannot be split");
    let half = whole.minutes() / 2;
    // Halves of a long block fall on a five-minute mark.
    let half = if half >= 10 { (half + 2) / 5 * 5 } else { half };
    let at = asked.at.unwrap_or(Timestamp(whole.starts_at.0 + half * 60_000));
    require!(whole.starts_at < at && at < whole.ends_at, "a block is split between its beginning and its end");
    let mut second = first.clone();
    first.minutes = length(whole.starts_at, at)?;
    second.minutes = length(at, whole.ends_at)?;
    require!(first.minutes + second.minutes == whole.minutes() as u32, "a block is split at a full minute");
    let from = second.starts;
    begin(tx, &mut second, from, at)?;
    let second = store::insert(tx, &second)?;
    tx.label(format!("Split {}", whole.title));
    Ok(vec![keep(tx, &first)?, read(tx, second)?])
}

fn pin(tx: &WriteTx<'_>, PinBlock { id, pinned }: PinBlock) -> Result<PlanBlock> {
    let mut stored = store::get(tx, id)?;
    stored.pinned = pinned;
    let block = keep(tx, &stored)?;
    tx.label(format!("{} {}", if pinned { "Pinned" } else { "Unpinned" }, block.title));
    Ok(block)
}

pub(super) fn delete(tx: &WriteTx<'_>, BlockRef { id, occurrence, scope }: BlockRef) -> Result<()> {
    let stored = store::get(tx, id)?;
    tx.label(format!("Removed {} from the plan", stored.at(stored.starts)?.title));
    match occurrence.filter(|_| stored.rule.is_some()) {
        Some(at) => leave_out(tx, stored, at, scope.unwrap_or(RepeatScope::This)),
        None => store::delete(tx, id),
    }
}

/// Lets a block begin at another moment, seen from the occurrence that was moved. What is left out of a series moves
/// along.
fn begin(tx: &WriteTx<'_>, stored: &mut Stored, from: DateTime, at: Timestamp) -> Result<()> {
    let Some(rule) = &stored.rule else {
        (stored.starts, stored.zone) = store::placed(at, tx.zoned().time_zone())?;
        return Ok(());
    };
    // A series stays in its zone.
    let to = at.zoned(&stored.zone)?.datetime();
    if to == from {
        return Ok(());
    }
    let by = to.duration_since(from);
    let rule = calendar::moved(rule, from, to);
    stored.starts = stored.starts.saturating_add(by);
    require!(
        from.date() == to.date() || (rule.by_day.len() <= 1 && first(&rule, stored)? == stored.starts),
        "the rule names the days of this block; change the rule, or move one occurrence"
    );
    stored.rule = Some(rule);
    stored.skips.iter_mut().for_each(|skip| *skip = skip.saturating_add(by));
    store::set_skips(tx, stored.id, &stored.skips)
}

fn keep(tx: &WriteTx<'_>, stored: &Stored) -> Result<PlanBlock> {
    store::update(tx, stored)?;
    read(tx, stored.id)
}

/// Whole minutes between two moments.
fn length(from: Timestamp, until: Timestamp) -> Result<u32> {
    let minutes = until.0.checked_sub(from.0).map(|length| length / 60_000).unwrap_or_default();
    require!(minutes >= 1, "a block ends after it begins");
    require!(minutes <= LONGEST, "a block lasts a day at most");
    u32::try_from(minutes).map_err(Error::internal)
}

fn check(stored: &mut Stored) -> Result<()> {
    require!(!stored.title.is_empty() || stored.task.is_some(), "a block needs a title or a task");
    require!(stored.kind != PlanBlockKind::Task || stored.task.is_some(), "a block of this kind needs a task");
    if stored.task.as_ref().is_some_and(|task| task.title == stored.title) {
        stored.title.clear();
    }
    if let Some(rule) = &stored.rule {
        require!(rule.freq <= Freq::Daily, "a block repeats once a day at most");
        stored.starts = first(rule, stored)?;
    }
    Ok(())
}

/// The first day that the rule names.
fn first(rule: &Rule, stored: &Stored) -> Result<DateTime> {
    let mut all = calendar::local(rule, stored.starts, false, &stored.zone);
    all.next().ok_or_else(|| Error::invalid("this rule never comes to a day: look at its days, or at its end"))
}
