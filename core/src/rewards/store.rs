//! Rewards, rules and the ledger in the data file.

use jiff::Span;
use rusqlite::Row;

use super::wallet::{Posting, SimulatedPart};
use super::{PointRules, PostingId, RedemptionId, Reward, RewardId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::types::{Day, Timestamp};

const REWARD: &str =
    "select reward.*, wallet, owed, (select count(*) from redemption where reward_id = reward.id) as redeemed,
    (select max(day) from redemption where reward_id = reward.id) as last
  from reward join standing";

fn reward(row: &Row<'_>, today: Day) -> rusqlite::Result<Reward> {
    let (price, balance, owed): (i64, i64, i64) = (row.get("price")?, row.get("wallet")?, row.get("owed")?);
    let (cooldown_days, last): (u32, Option<Day>) = (row.get("cooldown_days")?, row.get("last")?);
    let again = last.and_then(|last| last.0.checked_add(Span::new().days(i64::from(cooldown_days))).ok().map(Day));
    let again = again.filter(|again| *again > today);
    let days_left = again.and_then(|again| today.0.until(again.0).ok()).map_or(0, |span| span.get_days());
    Ok(Reward {
        id: row.get("id")?,
        name: row.get("name")?,
        notes: row.get("notes")?,
        price,
        cooldown_days,
        redeemed: row.get("redeemed")?,
        last,
        again,
        days_left: days_left.unsigned_abs(),
        missing: (price + owed - balance).max(0),
    })
}

pub(super) fn rewards(tx: &ReadTx<'_>) -> Result<Vec<Reward>> {
    let today = tx.today()?;
    tx.all(&format!("{REWARD} order by price, name, id"), [], |row| reward(row, today))
}

pub(super) fn get(tx: &ReadTx<'_>, id: RewardId) -> Result<Reward> {
    let today = tx.today()?;
    tx.optional(&format!("{REWARD} where reward.id = ?1"), [id], |row| reward(row, today))?.or_not_found("reward", id)
}

pub(super) fn insert(tx: &WriteTx<'_>, name: &str, notes: &str, price: i64, cooldown: i64) -> Result<RewardId> {
    let sql = "insert into reward (uid, name, notes, price, cooldown_days, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)";
    Ok(RewardId(tx.insert(sql, (tx.uid(), name, notes, price, cooldown, tx.now()))?))
}

pub(super) fn update(tx: &WriteTx<'_>, id: RewardId, name: &str, notes: &str, price: i64, cooldown: i64) -> Result<()> {
    let sql = "update reward set name = ?2, notes = ?3, price = ?4, cooldown_days = ?5 where id = ?1";
    tx.execute(sql, (id, name, notes, price, cooldown))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: RewardId) -> Result<()> {
    tx.execute("delete from reward where id = ?1", [id])?;
    Ok(())
}

pub(super) fn redeem(tx: &WriteTx<'_>, reward: &Reward) -> Result<RedemptionId> {
    let sql = "insert into redemption (uid, reward_id, name, price, at, day) values (?1, ?2, ?3, ?4, ?5, ?6)";
    let row = (tx.uid(), reward.id, &reward.name, reward.price, tx.now(), tx.today()?);
    Ok(RedemptionId(tx.insert(sql, row)?))
}

/// The rules of a view, `points_in_force` or `points_default`.
pub(super) fn rules(tx: &ReadTx<'_>, view: &str) -> Result<PointRules> {
    tx.one(&format!("select * from {view}"), [], |row| {
        Ok(PointRules {
            task: row.get("task")?,
            hour: row.get("hour")?,
            p1: row.get("p1")?,
            p2: row.get("p2")?,
            p3: row.get("p3")?,
            p4: row.get("p4")?,
            project: row.get("project")?,
        })
    })
}

pub(super) fn add_rules(tx: &WriteTx<'_>, rules: &PointRules) -> Result<()> {
    let PointRules { task, hour, p1, p2, p3, p4, project } = *rules;
    tx.execute(
        "insert into points_rule (uid, task, hour, p1, p2, p3, p4, project, created_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (tx.uid(), task, hour, p1, p2, p3, p4, project, tx.now()),
    )?;
    Ok(())
}

/// The balance and the debt, as the last posting left them.
pub(super) fn standing(tx: &ReadTx<'_>) -> Result<(i64, i64)> {
    tx.one("select wallet, owed from standing", [], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// What was earned and spent in all, and the number of postings.
pub(super) fn totals(tx: &ReadTx<'_>) -> Result<(i64, i64, i64)> {
    tx.one(
        "select ifnull(sum(case kind when 'earned' then points when 'taken_back' then -points end), 0),
                ifnull(sum(case kind when 'redeemed' then points when 'returned' then -points end), 0), count(*) from posting",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// The same of what happened in a span of time.
pub(super) fn between(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<(i64, i64)> {
    tx.one(
        "select ifnull(sum(case kind when 'earned' then points when 'taken_back' then -points end), 0),
                ifnull(sum(case kind when 'redeemed' then points when 'returned' then -points end), 0)
         from posting where at >= ?1 and at < ?2",
        (from, until),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn postings(tx: &ReadTx<'_>, before: Option<PostingId>, limit: u32) -> Result<Vec<Posting>> {
    tx.all(
        "select *, iif(target = 'wallet', points, -points) as change from posting
         where id < ifnull(?1, 9223372036854775807) order by id desc limit ?2",
        (before, limit),
        |row| {
            Ok(Posting {
                id: row.get("id")?,
                at: row.get("at")?,
                booked_at: row.get("booked_at")?,
                kind: row.get("kind")?,
                words: row.get("words")?,
                subject: row.get("subject")?,
                subject_id: row.get("subject_id")?,
                from: row.get("source")?,
                to: row.get("target")?,
                points: row.get("change")?,
                balance: row.get("wallet")?,
                owed: row.get("owed")?,
            })
        },
    )
}

/// A posting that pays and was not taken back.
const STANDS: &str = "kind = 'earned' and not exists (
    select 1 from posting as back where back.subject = paid.subject and back.subject_id = paid.subject_id
      and back.occurrence = paid.occurrence and back.kind = 'taken_back' and back.attempt = paid.attempt)";

/// What tasks and projects since a moment earned, and what they would have earned. The prices are those of the view
/// `task_worth`.
pub(super) fn simulate(tx: &ReadTx<'_>, rules: &PointRules, since: Timestamp) -> Result<Vec<SimulatedPart>> {
    let PointRules { task, hour, p1, p2, p3, p4, project } = *rules;
    let part = |row: &Row<'_>| {
        Ok(SimulatedPart {
            subject: row.get("subject")?,
            count: row.get("count")?,
            earned: row.get("earned")?,
            would: row.get("would")?,
        })
    };
    let tasks = tx.one(
        &format!(
            "select 'task' as subject, count(*) as count,
               ifnull(sum((select points from posting as paid where subject = 'task' and subject_id = task.id
                 and occurrence = task.occurrence and {STANDS})), 0) as earned,
               ifnull(sum(iif(points > 0, points, ?2 + (?3 * ifnull(effort_minutes, 0) + 30) / 60
                 + case priority when 1 then ?4 when 2 then ?5 when 3 then ?6 when 4 then ?7 else 0 end)), 0) as would
             from task where status = 'done' and completed_at >= ?1 and (source <> 'import' or completed_at >= created_at)"
        ),
        (since, task, hour, p1, p2, p3, p4),
        part,
    )?;
    let projects = tx.one(
        &format!(
            "select 'project' as subject, count(*) as count, ifnull(sum(points), 0) as earned, count(*) * ?2 as would
             from posting as paid where subject = 'project' and at >= ?1 and {STANDS}"
        ),
        (since, project),
        part,
    )?;
    Ok(vec![tasks, projects])
}

/// What is wrong with the ledger, in words; nothing when it is in order.
///
/// # Errors
/// The file cannot be read.
pub fn audit(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let sum: i64 = tx.one("select ifnull(sum(points), 0) from ledger", [], |row| row.get(0))?;
    if sum != 0 {
        wrong.push(format!("all accounts together hold {sum} points instead of none"));
    }
    let counted = "with account as (
        select id, wallet, owed,
          sum(case 'wallet' when target then points when source then -points else 0 end) over (order by id) as wallet_sum,
          sum(case 'owed' when source then points when target then -points else 0 end) over (order by id) as owed_sum
        from posting)
      select count(*) from account where wallet <> wallet_sum or owed <> owed_sum or wallet < 0 or owed < 0";
    let strays: i64 = tx.one(counted, [], |row| row.get(0))?;
    if strays > 0 {
        wrong.push(format!("{strays} postings have a balance that is not the sum of those before"));
    }
    let twice = format!(
        "select count(*) from (select 1 from posting as paid where {STANDS} group by subject, subject_id, occurrence having count(*) > 1)"
    );
    let twice: i64 = tx.one(&twice, [], |row| row.get(0))?;
    if twice > 0 {
        wrong.push(format!("{twice} completions were paid twice"));
    }
    let open = format!(
        "select count(*) from posting as paid join task on task.id = subject_id and task.occurrence = paid.occurrence
         where subject = 'task' and task.status <> 'done' and {STANDS}"
    );
    let open: i64 = tx.one(&open, [], |row| row.get(0))?;
    if open > 0 {
        wrong.push(format!("{open} tasks are paid and not done"));
    }
    Ok(wrong)
}
