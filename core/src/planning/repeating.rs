//! Where a stored block lies in time: once, or at every occurrence of its rule; and which of these a change is for.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use super::store::{self, Stored};
use super::{BlockId, PlanBlock};
use crate::calendar::{self, Rule, Until};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, OrNotFound, Result};
use crate::tasks::RepeatScope;
use crate::types::Timestamp;

/// No block shows more often than this in what is asked for at once.
const MOST: usize = 1000;

impl Stored {
    /// The moment of an occurrence.
    pub(super) fn moment(&self, at: DateTime) -> Option<Timestamp> {
        self.zone.to_zoned(at).ok().map(|zoned| Timestamp::from(&zoned))
    }

    /// The occurrence that begins at a moment, by the clock on the wall.
    pub(super) fn occurrence(&self, at: Timestamp) -> Result<DateTime> {
        let local = at.zoned(&self.zone)?.datetime();
        let found = self.starting(local.saturating_sub(2.days()), local.saturating_add(2.days()));
        let found = found.into_iter().find(|occurs| self.moment(*occurs) == Some(at));
        found.or_not_found("occurrence of block", self.id)
    }

    /// The starts from `from` to `until` by the clock on the wall.
    fn starting(&self, from: DateTime, until: DateTime) -> Vec<DateTime> {
        let Some(rule) = &self.rule else { return vec![self.starts] };
        let start = calendar::ahead(rule, self.starts, from);
        calendar::local(rule, start, false, &self.zone)
            .skip_while(|at| *at < from)
            .take_while(|at| *at <= until)
            .filter(|at| !self.skips.contains(at))
            .take(MOST)
            .collect()
    }

    /// The block as it is at one of its starts.
    pub(super) fn at(&self, at: DateTime) -> Result<PlanBlock> {
        let starts_at = self.moment(at).ok_or_else(|| Error::invalid("the calendar has no such moment"))?;
        Ok(PlanBlock {
            id: self.id,
            kind: self.kind,
            title: match (&self.task, self.title.is_empty()) {
                (Some(task), true) => task.title.clone(),
                _ => self.title.clone(),
            },
            task: self.task.clone(),
            starts_at,
            ends_at: Timestamp(starts_at.0 + i64::from(self.minutes) * 60_000),
            pinned: self.pinned,
            notes: self.notes.clone(),
            rule: self.rule.as_ref().map(Rule::to_string),
            repeats: self.rule.as_ref().map(|rule| calendar::words(rule, &self.zone)),
        })
    }
}

/// Every block that touches a span of time, in its order.
///
/// # Errors
/// The file cannot be read, or the span is outside the calendar.
pub fn between(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<PlanBlock>> {
    let wide = |at: Timestamp, hours: i64| -> Result<DateTime> {
        let local = at.zoned(&TimeZone::UTC)?.datetime();
        Ok(local.saturating_add(SignedDuration::from_hours(hours)))
    };
    // A block lasts a day at most, and no zone is farther than 26 hours from another.
    let (first, last) = (wide(from, -51)?, wide(until, 27)?);
    let mut found = Vec::new();
    for stored in store::near(tx, first, last)? {
        for at in stored.starting(first, last) {
            let Ok(block) = stored.at(at) else { continue };
            if block.starts_at < until && block.ends_at > from {
                found.push(block);
            }
        }
    }
    found.sort_by_key(|block| (block.starts_at, block.ends_at, block.id));
    Ok(found)
}

/// The block of this id; of one that repeats, its first occurrence.
///
/// # Errors
/// There is none.
pub(super) fn get(tx: &ReadTx<'_>, id: BlockId) -> Result<PlanBlock> {
    let stored = store::get(tx, id)?;
    stored.at(stored.starts)
}

/// The block to change, and its occurrence that was meant: the block itself, an occurrence that becomes one of its own,
/// or the series from an occurrence on, which becomes one of its own.
///
/// # Errors
/// There is no such block, or it has no such occurrence.
pub(super) fn chosen(
    tx: &WriteTx<'_>,
    id: BlockId,
    occurrence: Option<Timestamp>,
    scope: Option<RepeatScope>,
) -> Result<(Stored, DateTime)> {
    let stored = store::get(tx, id)?;
    let (Some(_), Some(at)) = (&stored.rule, occurrence) else {
        let starts = stored.starts;
        return Ok((stored, starts));
    };
    let occurs = stored.occurrence(at)?;
    let mut own = match scope.unwrap_or(RepeatScope::This) {
        RepeatScope::All => return Ok((stored, occurs)),
        RepeatScope::This => {
            store::skip(tx, id, occurs)?;
            Stored { starts: occurs, rule: None, skips: Vec::new(), ..stored }
        }
        RepeatScope::Following => {
            let (Some(before), after) = cut(&stored, occurs) else { return Ok((stored, occurs)) };
            store::update(tx, &before)?;
            store::set_skips(tx, id, &before.skips)?;
            after
        }
    };
    own.id = store::insert(tx, &own)?;
    store::set_skips(tx, own.id, &own.skips)?;
    Ok((own, occurs))
}

/// Leaves out an occurrence, those from it on, or all of a block that repeats.
///
/// # Errors
/// It has no such occurrence.
pub(super) fn leave_out(tx: &WriteTx<'_>, stored: Stored, at: Timestamp, scope: RepeatScope) -> Result<()> {
    let occurs = stored.occurrence(at)?;
    match (scope, cut(&stored, occurs).0) {
        (RepeatScope::This, _) => store::skip(tx, stored.id, occurs),
        (RepeatScope::Following, Some(before)) => {
            store::update(tx, &before)?;
            store::set_skips(tx, stored.id, &before.skips)
        }
        (RepeatScope::Following, None) | (RepeatScope::All, _) => store::delete(tx, stored.id),
    }
}

/// The series before an occurrence, if it came before, and the series from it on.
fn cut(stored: &Stored, occurs: DateTime) -> (Option<Stored>, Stored) {
    let whole = || (None, stored.clone());
    let Some(rule) = &stored.rule else { return whole() };
    let earlier = |at: &DateTime| *at < occurs;
    let passed = calendar::local(rule, stored.starts, false, &stored.zone).take_while(earlier);
    let passed = u32::try_from(if rule.count.is_some() { passed.count() } else { passed.take(1).count() });
    let passed = passed.unwrap_or(u32::MAX);
    if passed == 0 {
        return whole();
    }
    let (mut before, mut after) = (rule.clone(), rule.clone());
    match rule.count {
        Some(count) => {
            before.count = Some(passed);
            after.count = Some(count.saturating_sub(passed).max(1));
        }
        None => before.until = Some(Until::Local(occurs.saturating_sub(SignedDuration::from_secs(1)))),
    }
    let (skipped, to_skip) = stored.skips.iter().partition(|at| earlier(at));
    let before = Stored { rule: Some(before), skips: skipped, ..stored.clone() };
    let after = Stored { starts: occurs, rule: Some(after), skips: to_skip, ..stored.clone() };
    (Some(before), after)
}
