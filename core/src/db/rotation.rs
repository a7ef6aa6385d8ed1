//! Which automatic backups are kept: the newest of each of the last seven days that have one, and of
//! each of the last five weeks; of those made before updates, the newest three. What a person asked for
//! is never removed.

use std::collections::BTreeSet;

use super::backup::Backup;
use super::manifest::Reason;

const DAYS: usize = 7;
const WEEKS: usize = 5;
const UPDATES: usize = 3;
const DAY: i64 = 86_400_000;

/// The backups that may go. `found` is newest first.
pub(super) fn outdated(found: &[Backup]) -> Vec<&Backup> {
    let daily: Vec<&Backup> = found.iter().filter(|backup| backup.reason == Reason::Daily).collect();
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    for (length, most) in [(DAY, DAYS), (7 * DAY, WEEKS)] {
        let mut seen = BTreeSet::new();
        for backup in &daily {
            let span = backup.made_at.0.div_euclid(length);
            if seen.len() < most && seen.insert(span) {
                kept.insert(&backup.path);
            }
        }
    }
    let updates = found.iter().filter(|backup| backup.reason == Reason::BeforeUpdate).skip(UPDATES);
    daily.into_iter().filter(|backup| !kept.contains(backup.path.as_str())).chain(updates).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Timestamp;

    fn made(reason: Reason, hours_ago: i64) -> Backup {
        let made_at = Timestamp(20_000 * DAY + DAY / 2 - hours_ago * 3_600_000);
        Backup { path: format!("{reason:?}-{hours_ago}"), bytes: 1, made_at, reason, rows: Some(1), problem: None }
    }

    #[test]
    fn days_then_weeks_and_nothing_that_a_person_made() {
        let mut found: Vec<Backup> = (0..200).map(|n| made(Reason::Daily, n * 12)).collect();
        found.extend([made(Reason::Manual, 9000), made(Reason::Replaced, 9000)]);
        found.extend((0..5).map(|n| made(Reason::BeforeUpdate, n * 100)));
        let gone = outdated(&found);
        let kept: Vec<&str> =
            found.iter().filter(|one| !gone.iter().any(|g| g.path == one.path)).map(|one| one.path.as_str()).collect();
        let daily = kept.iter().filter(|path| path.starts_with("Daily")).count();
        assert!((DAYS + WEEKS - 2..=DAYS + WEEKS).contains(&daily), "{kept:?}");
        assert!(kept.contains(&"Daily-0") && kept.contains(&"Manual-9000") && kept.contains(&"Replaced-9000"));
        assert_eq!(kept.iter().filter(|path| path.starts_with("BeforeUpdate")).count(), UPDATES);
        assert!(outdated(&found[..1]).is_empty(), "the only backup never goes");
    }
}
