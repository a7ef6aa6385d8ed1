//! Migrations: an ordered list of SQL files, each applied once, in one transaction. Never edit an
//! applied one; append.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};
use crate::types::Timestamp;

/// Position plus one is the `user_version` after it.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_sources.sql"),
    include_str!("../../migrations/0003_item_kinds.sql"),
    include_str!("../../migrations/0004_answers.sql"),
    include_str!("../../migrations/0005_models.sql"),
    include_str!("../../migrations/0006_recurrence.sql"),
    include_str!("../../migrations/0007_saved_filters.sql"),
    include_str!("../../migrations/0008_trash.sql"),
    include_str!("../../migrations/0009_focus.sql"),
    include_str!("../../migrations/0010_found.sql"),
    include_str!("../../migrations/0011_planning.sql"),
    include_str!("../../migrations/0012_habits.sql"),
    include_str!("../../migrations/0013_metrics.sql"),
    include_str!("../../migrations/0014_goals.sql"),
    include_str!("../../migrations/0015_logbook.sql"),
    include_str!("../../migrations/0016_rewards.sql"),
    include_str!("../../migrations/0017_rewards_more.sql"),
    include_str!("../../migrations/0018_metric_of_habit.sql"),
    include_str!("../../migrations/0019_no_circles.sql"),
    include_str!("../../migrations/0020_goals_keep.sql"),
];

/// The version of the schema that this program writes.
pub const LATEST: i64 = MIGRATIONS.len() as i64;

/// The version of an open data file.
pub(super) fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("pragma user_version", [], |row| row.get(0))?)
}

/// Brings the file to [`LATEST`] in one transaction: all steps or none.
pub(super) fn migrate(conn: &mut Connection, from: i64, at: Timestamp) -> Result<()> {
    run(conn, MIGRATIONS, from, at)
}

fn run(conn: &mut Connection, migrations: &[&str], from: i64, at: Timestamp) -> Result<()> {
    let failed = |step: usize, error: &dyn std::fmt::Display| {
        Error::Storage(format!(
            "the data file could not be brought to version {step}: {error}. It is as it was before; the older program still opens it"
        ))
    };
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another program may have done it while this one waited for its turn.
    let from = version(&tx)?.max(from);
    if from > 0 {
        super::changes::remove(&tx)?;
    }
    for (index, sql) in migrations.iter().enumerate().skip(usize::try_from(from).unwrap_or(0)) {
        tx.execute_batch(sql).map_err(|error| failed(index + 1, &error))?;
    }
    super::changes::install(&tx)?;
    if from > 0 {
        super::records::renew(&tx, at)?;
    }
    let broken: i64 = tx.query_row("select count(*) from pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(failed(migrations.len(), &format!("{broken} references would lead nowhere")));
    }
    tx.pragma_update(None, "user_version", migrations.len() as i64)?;
    tx.commit().map_err(|error| failed(migrations.len(), &error))
}

#[cfg(test)]
mod tests;
