//! Killed at every single write of a migration, a backup and a restore: the file that is found afterwards
//! is the old one or the new one. `strace` counts the system calls and kills before the one that is named.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;

use crate::victim::{Victim, copy, has};
use almanac_core::db::LATEST;
use tempfile::TempDir;

/// What changes a file or a name, of whatever architecture.
const CALLS: &[&str] = &[
    "pwrite64",
    "pwritev",
    "pwritev2",
    "write",
    "writev",
    "copy_file_range",
    "sendfile",
    "fsync",
    "fdatasync",
    "ftruncate",
    "fallocate",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "link",
    "linkat",
    "symlink",
    "mkdir",
    "mkdirat",
    "rmdir",
];

/// What came of killing a command before each of its writes.
#[derive(Debug, Default)]
struct Kills {
    /// The writes that the command makes when it is left alone.
    writes: usize,
    kills: usize,
    /// How often the old state was found, and how often the new one.
    old: usize,
    new: usize,
}

impl std::fmt::Display for Kills {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { writes, kills, old, new } = self;
        write!(f, "{writes} writes, {kills} kills, {old} times the old state, {new} times the new one, never another")
    }
}

/// What a kill left.
enum Left {
    Old,
    New,
}

/// The writes of a command that is left alone, by the name of the call.
fn writes(profile: &Path, arguments: &dyn Fn(&Path) -> Vec<String>) -> BTreeMap<String, usize> {
    let folder = TempDir::new().unwrap();
    let victim = Victim::new(&folder.path().join("profile"));
    copy(profile, &victim.0);
    let log = folder.path().join("calls").display().to_string();
    let calls: Vec<String> = CALLS.iter().map(|call| format!("?{call}")).collect();
    let trace = format!("trace={}", calls.join(","));
    let arguments = arguments(folder.path());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = victim.command(&["strace", "-f", "-q", "-o", &log, "-e", &trace], &arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut threads: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for line in fs::read_to_string(&log).unwrap().lines() {
        let (thread, rest) = line.split_once(' ').unwrap();
        if let Some((call, _)) = rest.trim_start().split_once('(')
            && CALLS.contains(&call)
        {
            *threads.entry(call.to_owned()).or_default().entry(thread.to_owned()).or_default() += 1;
        }
    }
    // strace counts each thread for itself: with two that write, some writes would never be the one that is meant.
    let alone = |(call, by): (String, BTreeMap<String, usize>)| {
        assert_eq!(by.len(), 1, "several threads call {call}: {by:?}");
        (call, by.values().sum())
    };
    threads.into_iter().map(alone).collect()
}

/// Kills a command before each of its writes, every time in a fresh copy of `profile`; `judge` looks at what
/// is left.
fn at_every_write(
    profile: &Path,
    arguments: &dyn Fn(&Path) -> Vec<String>,
    judge: &dyn Fn(&Victim, &str) -> Left,
) -> Kills {
    let all = std::env::var("ALMANAC_KILLS").is_ok_and(|kills| kills == "all");
    let mut result = Kills::default();
    for (call, count) in writes(profile, arguments) {
        result.writes += count;
        // A copy is hundreds of pages: every one of them with `ALMANAC_KILLS=all`, otherwise some.
        let step = if call == "pwrite64" && !all { 23 } else { 1 };
        let before = result.kills;
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
            result.kills += 1;
            match judge(&victim, &format!("killed before {call} {number}")) {
                Left::Old => result.old += 1,
                Left::New => result.new += 1,
            }
        }
        assert!(result.kills - before >= count / step, "{call}: {} kills of {count}", result.kills - before);
    }
    result
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
            let left = if copy.exists() { Left::New } else { Left::Old };
            if copy.exists() {
                let verified = victim.json(&["data", "verify", &copy.display().to_string()]);
                assert_eq!(verified["content"], content.as_str(), "{when}: {verified}");
            }
            assert_eq!(victim.content(), content, "{when}");
            fs::remove_file(&copy).ok();
            let again = victim.json(&["backup", &copy.display().to_string()]);
            assert!(again["bytes"].is_number(), "{when}, the next backup: {again}");
            left
        },
    );
    println!("backup (old: no copy; new: a whole one): {kills}");
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
    let kills = at_every_write(&profile, &|_| vec!["restore".into(), backup.display().to_string()], &|victim, when| {
        let found = victim.content();
        assert!(found == old || found == new, "{when}: neither the old nor the new file");
        victim.assert_healthy(when);
        if found == new { Left::New } else { Left::Old }
    });
    assert!(kills.old > 0 && kills.new > 0);
    println!("restore: {kills}");
}

/// A data file as it lies there: its version, its schema, and how many rows each table has. Read in a copy, so that
/// the program itself is the first to find what a kill left.
fn state(profile: &Path) -> (i64, Vec<String>) {
    let aside = TempDir::new().unwrap();
    copy(profile, aside.path());
    let conn = rusqlite::Connection::open(aside.path().join("almanac.db")).unwrap();
    let version = conn.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
    let schema = "select name, coalesce(sql, ''), type = 'table' and sql not like 'create virtual%' from sqlite_schema order by type, name";
    let mut schema = conn.prepare(schema).unwrap();
    let read =
        |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?));
    let parts = schema.query_map([], read).unwrap().map(|part| {
        let (name, sql, plain) = part.unwrap();
        let rows: i64 = match plain {
            true => conn.query_row(&format!("select count(*) from \"{name}\""), [], |row| row.get(0)).unwrap(),
            false => 0,
        };
        format!("{name} {rows} {sql}")
    });
    (version, parts.collect())
}

#[test]
fn a_migration_is_the_old_version_or_the_new_one() {
    if !strace() {
        return;
    }
    let profile = TempDir::new().unwrap();
    // Opening any profile teaches SQLite the vector tables that the old file has.
    let other = TempDir::new().unwrap();
    let config = almanac_core::Config::new(other.path().to_owned(), almanac_core::Actor::Cli).unwrap();
    almanac_core::App::open(config).unwrap();
    let sql = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/migrations/old/v1.sql")).unwrap();
    rusqlite::Connection::open(profile.path().join("almanac.db")).unwrap().execute_batch(&sql).unwrap();
    let old = state(profile.path());
    let migrated = Victim::new(&other.path().join("migrated"));
    copy(profile.path(), &migrated.0);
    migrated.json(&["list"]);
    let (new, rows) = (state(&migrated.0), migrated.json(&["export"])["tables"].clone());
    assert_eq!((old.0, new.0), (1, LATEST));
    assert!(!rows["task"].as_array().unwrap().is_empty());
    let kills = at_every_write(profile.path(), &|_| vec!["list".into()], &|victim, when| {
        let found = state(&victim.0);
        assert!(found == old || found == new, "{when}: neither the old version nor the new one, but {found:?}");
        // Whatever the kill left: the next start ends the migration, and nothing is missing.
        assert_eq!(victim.json(&["export"])["tables"], rows, "{when}");
        assert_eq!(state(&victim.0), new, "{when}");
        victim.assert_healthy(when);
        let backups = victim.json(&["data", "backups"]);
        let whole = backups.as_array().unwrap().iter().any(|one| one["reason"] == "before_update");
        assert!(whole, "{when}: there is no copy from before: {backups}");
        if found == new { Left::New } else { Left::Old }
    });
    assert!(kills.old > 0 && kills.new > 0);
    println!("migration from version 1 to {LATEST}: {kills}");
}
