//! Killed at every single write of a migration, a backup and a restore: the file that is found afterwards
//! is the old one or the new one. `strace` counts the system calls and kills before the one that is named.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;

use crate::victim::{Victim, copy, has};
use almanac_core::db::LATEST;
use tempfile::TempDir;

/// What changes a file or a name.
const CALLS: &[&str] = &["pwrite64", "write", "fsync", "ftruncate", "rename", "unlink", "link"];

/// Kills a command before each of its writes, every time in a fresh copy of `profile`; `judge` looks at what
/// is left. Answers how many kills there were.
fn at_every_write(profile: &Path, arguments: &dyn Fn(&Path) -> Vec<String>, judge: &dyn Fn(&Victim, &str)) -> usize {
    let all = std::env::var("ALMANAC_KILLS").is_ok();
    let mut kills = 0;
    for call in CALLS {
        // A copy is hundreds of pages: every one of them with `ALMANAC_KILLS=all`, otherwise some.
        let step = if *call == "pwrite64" && !all { 23 } else { 1 };
        for number in (1..).step_by(step) {
            let folder = TempDir::new().unwrap();
            let victim = Victim::new(&folder.path().join("profile"));
            copy(profile, &victim.0);
            let arguments = arguments(folder.path());
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let inject = format!("inject={call}:signal=SIGKILL:when={number}");
            let trace = format!("trace={call}");
            let under = ["strace", "-f", "-q", "-o", "/dev/null", "-e", &trace, "-e", &inject];
            let output = victim.command(&under, &arguments).output().unwrap();
            // strace ends the way its program did.
            if output.status.signal() != Some(9) && output.status.code() != Some(137) {
                assert!(output.status.success(), "{call}: {}", String::from_utf8_lossy(&output.stderr));
                break;
            }
            kills += 1;
            judge(&victim, &format!("killed before {call} {number}"));
        }
    }
    kills
}

fn strace() -> bool {
    has("strace", &["-q", "-o", "/dev/null", "-e", "inject=write:signal=SIGKILL:when=65535", "true"])
}

fn lived_in(folder: &Path) -> Victim {
    let victim = Victim::new(folder);
    for n in 0..12 {
        victim.json(&["add", &format!("Task {n} #home")]);
    }
    victim.json(&["capture", "--note", "The boiler is blue"]);
    victim
}

#[test]
fn a_backup_is_whole_or_absent() {
    if !strace() {
        return;
    }
    let profile = TempDir::new().unwrap();
    let content = lived_in(profile.path()).content();
    let kills = at_every_write(
        profile.path(),
        &|folder| vec!["backup".into(), folder.join("copy.db").display().to_string()],
        &|victim, when| {
            let copy = victim.0.parent().unwrap().join("copy.db");
            if copy.exists() {
                let verified = victim.json(&["data", "verify", &copy.display().to_string()]);
                assert_eq!(verified["content"], content.as_str(), "{when}: {verified}");
            }
            assert_eq!(victim.content(), content, "{when}");
            fs::remove_file(&copy).ok();
            let again = victim.json(&["backup", &copy.display().to_string()]);
            assert!(again["bytes"].is_number(), "{when}, the next backup: {again}");
        },
    );
    println!("backup: {kills} kills, never a part of a copy under its name");
}

#[test]
fn a_restore_is_the_old_file_or_the_new_one() {
    if !strace() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let (profile, backup) = (folder.path().join("profile"), folder.path().join("copy.db"));
    let victim = lived_in(&profile);
    victim.json(&["backup", &backup.display().to_string()]);
    let new = victim.content();
    victim.json(&["add", "after the backup"]);
    let old = victim.content();
    assert_ne!(old, new);
    let seen = std::cell::RefCell::new([0, 0]);
    let kills = at_every_write(&profile, &|_| vec!["restore".into(), backup.display().to_string()], &|victim, when| {
        let found = victim.content();
        assert!(found == old || found == new, "{when}: neither the old nor the new file");
        seen.borrow_mut()[usize::from(found == new)] += 1;
        victim.assert_healthy(when);
    });
    let [was_old, was_new] = seen.into_inner();
    assert!(was_old > 0 && was_new > 0);
    println!("restore: {kills} kills, {was_old} times the old file, {was_new} times the new one");
}

#[test]
fn a_migration_is_the_old_version_or_the_new_one() {
    if !strace() {
        return;
    }
    if LATEST < 2 {
        println!("skipped: there is no second version yet");
        return;
    }
    let profile = TempDir::new().unwrap();
    // Opening any profile teaches SQLite the vector tables that the old file has.
    let other = TempDir::new().unwrap();
    let config = almanac_core::Config::new(other.path().to_owned(), almanac_core::Actor::Cli).unwrap();
    almanac_core::App::open(config).unwrap();
    let sql = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/migrations/old/v1.sql")).unwrap();
    rusqlite::Connection::open(profile.path().join("almanac.db")).unwrap().execute_batch(&sql).unwrap();
    let migrated = TempDir::new().unwrap();
    copy(profile.path(), migrated.path());
    let titles = Victim::new(migrated.path()).column("task", "title");
    assert!(!titles.is_empty());
    let kills = at_every_write(profile.path(), &|_| vec!["list".into()], &|victim, when| {
        // Whatever the kill left: the next start ends the migration, and nothing is missing.
        let left = rusqlite::Connection::open(victim.0.join("almanac.db")).unwrap();
        let (version, tasks): (i64, i64) = left
            .query_row("select (select * from pragma_user_version), (select count(*) from task)", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert!(version == 1 || version == LATEST, "{when}: version {version}");
        assert_eq!(tasks, titles.len() as i64, "{when}");
        drop(left);
        assert_eq!(victim.column("task", "title"), titles, "{when}");
        victim.assert_healthy(when);
        let backups = victim.json(&["data", "backups"]);
        let whole = backups.as_array().unwrap().iter().any(|one| one["reason"] == "before_update");
        assert!(whole, "{when}: there is no copy from before: {backups}");
    });
    println!("migration: {kills} kills, always the old version or the new one");
}
