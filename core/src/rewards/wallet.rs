//! The wallet: what the ledger says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Account, PointRules, PostingId, PostingKind, store};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::operations;
use crate::types::{Day, Timestamp};

operations! { "wallet";
    /// The balance, what is owed, a page of the ledger, and the points of the last weeks.
    query show(WalletQuery) -> Wallet;
    /// What the last 30 days would have earned under other rules; changes nothing.
    query simulate(PointRules) -> Simulation;
}

/// Which page of the ledger.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WalletQuery {
    /// Only postings older than this one.
    pub before: Option<PostingId>,
    /// At most 500; 50 unless said.
    pub limit: Option<u32>,
    /// How many weeks, at most 260; 26 unless said.
    pub weeks: Option<u32>,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Posting {
    pub id: PostingId,
    /// When that happened which it is for.
    pub at: Timestamp,
    /// When it was written.
    pub booked_at: Timestamp,
    pub kind: PostingKind,
    /// What it is for, in words.
    pub words: String,
    /// `task`, `project`, `redemption` …, and which.
    pub subject: String,
    pub subject_id: i64,
    /// The points leave this account …
    pub from: Account,
    /// … for this one.
    pub to: Account,
    /// What it does to the wallet.
    pub points: i64,
    /// The balance after it.
    pub balance: i64,
    pub owed: i64,
}

/// The points of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WeekPoints {
    /// Its Monday.
    pub week: Day,
    /// Without what was taken back.
    pub earned: i64,
    /// Without what was returned.
    pub spent: i64,
}

/// What there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Wallet {
    pub balance: i64,
    /// What was taken back after it was spent; paid by the next points.
    pub owed: i64,
    /// All that was ever earned and spent.
    pub earned: i64,
    pub spent: i64,
    /// How many postings there are in all.
    pub total: i64,
    /// The newest first.
    pub entries: Vec<Posting>,
    /// The oldest first, the present one last.
    pub weeks: Vec<WeekPoints>,
}

/// What some rules would have given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Simulation {
    /// The first day that counts.
    pub since: Day,
    pub parts: Vec<SimulatedPart>,
    /// What was earned …
    pub earned: i64,
    /// … and what it would have been.
    pub would: i64,
}

/// The completions of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SimulatedPart {
    /// `task`, `project`, `habit`, `metric` or `goal`.
    pub subject: String,
    pub count: i64,
    pub earned: i64,
    pub would: i64,
}

/// How many days are simulated, today included.
const DAYS: i64 = 30;

fn show(tx: &ReadTx<'_>, query: WalletQuery) -> Result<Wallet> {
    let (balance, owed) = store::standing(tx)?;
    let (earned, spent, total) = store::totals(tx)?;
    let entries = store::postings(tx, query.before, query.limit.unwrap_or(50).min(500))?;
    Ok(Wallet { balance, owed, earned, spent, total, entries, weeks: weeks(tx, query.weeks.unwrap_or(26).min(260))? })
}

/// The points of the present day, without what was taken back.
///
/// # Errors
/// The file cannot be read.
pub fn today(tx: &ReadTx<'_>) -> Result<i64> {
    let (earned, _) = store::between(tx, tx.began(tx.today()?)?, Timestamp(i64::MAX))?;
    Ok(earned)
}

fn weeks(tx: &ReadTx<'_>, count: u32) -> Result<Vec<WeekPoints>> {
    let today = tx.today()?;
    let monday = before(today, i64::from(today.0.weekday().to_monday_zero_offset()))?;
    let mut weeks = Vec::new();
    let mut until = Timestamp(i64::MAX);
    for back in 0..i64::from(count) {
        let week = before(monday, 7 * back)?;
        let from = tx.began(week)?;
        let (earned, spent) = store::between(tx, from, until)?;
        weeks.push(WeekPoints { week, earned, spent });
        until = from;
    }
    weeks.reverse();
    Ok(weeks)
}

fn before(day: Day, days: i64) -> Result<Day> {
    let moved = day.0.checked_sub(jiff::Span::new().days(days));
    moved.map(Day).map_err(|_| Error::invalid("the calendar has no such day"))
}

fn simulate(tx: &ReadTx<'_>, rules: PointRules) -> Result<Simulation> {
    rules.check()?;
    let since = before(tx.today()?, DAYS - 1)?;
    let parts = store::simulate(tx, &rules, tx.began(since)?)?;
    let earned = parts.iter().map(|part| part.earned).sum();
    let would = parts.iter().map(|part| part.would).sum();
    Ok(Simulation { since, parts, earned, would })
}
