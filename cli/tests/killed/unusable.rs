//! A data file that cannot be used, in every way: a word of its own for each, not one byte changed, and no
//! new data file beside it.
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::victim::{Victim, copy};
use serde_json::Value;
use tempfile::TempDir;

const NOBODY: u32 = 65534;

/// Every file but SQLite's shared memory, which readers may write, and what is empty: locks and logs.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    let named = entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()));
    named
        .filter(|(name, _)| !name.ends_with("-shm") && !name.ends_with("lock"))
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect()
}

fn failure(answer: &[u8], state: &str) -> (String, String) {
    let answer: Value = serde_json::from_slice(answer).unwrap_or_else(|_| panic!("{state}: no answer"));
    let error = &answer["error"];
    (
        error["kind"].as_str().unwrap_or_else(|| panic!("{state}: it opened: {answer}")).to_owned(),
        error["message"].as_str().unwrap().to_owned(),
    )
}

/// What is done to a good data file.
type Damage = fn(&Path);

#[test]
fn every_state_has_its_word() {
    let whole = TempDir::new().unwrap();
    let victim = Victim::new(whole.path());
    for n in 0..40 {
        victim.json(&["add", &format!("Task {n}")]);
    }
    let states: [(&str, Damage, &str); 9] = [
        ("no bytes", |file| fs::write(file, b"").unwrap(), "is empty"),
        ("not a database", |file| fs::write(file, [b'x'; 5000]).unwrap(), "is not a data file of Almanac"),
        ("a header cut short", |file| fs::write(file, &fs::read(file).unwrap()[..60]).unwrap(), "ends too early"),
        (
            "cut in half",
            |file| {
                let whole = fs::read(file).unwrap();
                fs::write(file, &whole[..whole.len() / 2]).unwrap();
            },
            "is damaged",
        ),
        ("another program's", |file| patch(file, 68, &[1, 2, 3, 4]), "belongs to another program"),
        ("from the future", |file| patch(file, 60, &9999_u32.to_be_bytes()), "newer version"),
        ("a damaged header", |file| patch(file, 16, &[0, 7]), "is damaged"),
        (
            "gone, with its log left behind",
            |file| {
                fs::write(file.with_extension("db-wal"), b"log").unwrap();
                fs::remove_file(file).unwrap();
            },
            "is missing but",
        ),
        ("gone altogether", |file| fs::remove_file(file).unwrap(), "is missing but"),
    ];
    for (state, damage, words) in states {
        let folder = TempDir::new().unwrap();
        copy(whole.path(), folder.path());
        damage(&folder.path().join("almanac.db"));
        let before = files(folder.path());
        for arguments in [&["list"][..], &["add", "x"], &["doctor"], &["search", "x"]] {
            let output = Victim::new(folder.path()).run(arguments);
            let (kind, message) = failure(&output.stdout, state);
            assert!(message.contains(words) && kind == "storage", "{state}: {kind}: {message}");
            assert_eq!(output.status.code(), Some(1));
        }
        assert!(files(folder.path()) == before, "{state}: a file was changed or made");
    }
}

fn patch(file: &Path, at: usize, bytes: &[u8]) {
    let mut whole = fs::read(file).unwrap();
    whole[at..at + bytes.len()].copy_from_slice(bytes);
    fs::write(file, whole).unwrap();
}

#[test]
fn hostile_files_are_refused_and_stay() {
    let material = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/hostile/sqlite");
    if !material.exists() {
        println!("skipped: there is no test material hostile/sqlite here");
        return;
    }
    for entry in fs::read_dir(material).unwrap().map(Result::unwrap) {
        let folder = TempDir::new().unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            // A database with its log: under our names.
            for part in fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
                let ending =
                    if part.file_name().to_string_lossy().ends_with("-wal") { "almanac.db-wal" } else { "almanac.db" };
                fs::copy(part.path(), folder.path().join(ending)).unwrap();
            }
        } else {
            fs::copy(entry.path(), folder.path().join("almanac.db")).unwrap();
        }
        let before = files(folder.path());
        let output = Victim::new(folder.path()).run(&["list"]);
        let (kind, message) = failure(&output.stdout, &name);
        println!("{name}: {message}");
        assert_eq!(kind, "storage", "{name}");
        assert!(files(folder.path()) == before, "{name}: a file was changed or made");
    }
}

#[test]
fn a_locked_file_is_told_after_a_while() {
    let folder = TempDir::new().unwrap();
    let victim = Victim::new(folder.path());
    victim.json(&["add", "kept"]);
    let other = rusqlite::Connection::open(folder.path().join("almanac.db")).unwrap();
    other.execute_batch("pragma locking_mode = exclusive; begin exclusive").unwrap();
    let (kind, message) = failure(&victim.run(&["add", "x"]).stdout, "locked");
    assert_eq!(kind, "locked", "{message}");
    other.execute_batch("rollback").unwrap();
    drop(other);
    assert_eq!(victim.column("task", "title"), ["kept"]);
}

#[test]
fn a_program_that_may_not_write_says_so() {
    let folder = TempDir::new().unwrap();
    let profile = folder.path().join("profile");
    let victim = Victim::new(&profile);
    victim.json(&["add", "kept"]);
    if chown(&profile, Some(NOBODY), Some(NOBODY)).is_err() {
        println!("skipped: only root can become somebody else");
        return;
    }
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    open(folder.path(), 0o755);
    let as_nobody = |arguments: &[&str]| -> (String, String) {
        let mut command: Command = victim.command::<&str>(&[], arguments);
        let output = command.uid(NOBODY).gid(NOBODY).env("HOME", folder.path()).output().unwrap();
        failure(&output.stdout, "as nobody")
    };
    let file = profile.join("almanac.db");
    // The tests' program may itself lie where nobody else can reach it.
    let reachable = Command::new(crate::victim::ALMANAC).arg("--version").uid(NOBODY).gid(NOBODY).output();
    if !reachable.is_ok_and(|output| output.status.success()) {
        println!("skipped: others cannot run the program where it lies");
        return;
    }
    let before = fs::read(&file).unwrap();
    for (mode, words) in [(0o600, "ermission denied"), (0o644, "read-only")] {
        open(&file, mode);
        for name in ["almanac.db.lock", "almanac.db.witness", "processing.lock"] {
            let _ = chown(profile.join(name), Some(NOBODY), Some(NOBODY));
        }
        let (kind, message) = as_nobody(&["add", "x"]);
        assert!(kind == "storage" && message.contains(words), "{mode:o}: {kind}: {message}");
    }
    chown(&profile, Some(0), Some(0)).unwrap();
    open(&profile, 0o755);
    let (kind, message) = as_nobody(&["add", "x"]);
    assert!(kind == "storage", "a folder of somebody else: {message}");
    open(&profile, 0o700);
    let (kind, message) = as_nobody(&["add", "x"]);
    assert!(kind == "storage" && message.contains("cannot be reached"), "a closed folder: {message}");
    assert!(fs::read(&file).unwrap() == before);
    assert_eq!(victim.column("task", "title"), ["kept"]);
}

#[test]
fn a_disk_that_became_read_only_is_told() {
    let folder = TempDir::new().unwrap();
    let mount = |arguments: &[&str]| {
        Command::new("mount")
            .args(arguments)
            .arg(folder.path())
            .stderr(std::process::Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=32m", "tmpfs"]) {
        println!("skipped: a file system cannot be mounted here");
        return;
    }
    let victim = Victim::new(folder.path());
    victim.json(&["add", "kept"]);
    assert!(mount(&["-o", "remount,ro"]));
    let (kind, message) = failure(&victim.run(&["add", "x"]).stdout, "read-only disk");
    assert!(mount(&["-o", "remount,rw"]));
    let kept = victim.column("task", "title");
    Command::new("umount").arg("-l").arg(folder.path()).status().unwrap();
    assert!(kind == "storage" && message.contains("read-only"), "{message}");
    assert_eq!(kept, ["kept"]);
}
