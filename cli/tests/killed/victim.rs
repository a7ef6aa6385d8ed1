//! A profile that the command line works on and that bad things happen to.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

pub const ALMANAC: &str = env!("CARGO_BIN_EXE_almanac");

pub struct Victim(pub PathBuf);

impl Victim {
    pub fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// A command over this profile, perhaps under another program such as strace.
    pub fn command<S: AsRef<OsStr>>(&self, under: &[S], arguments: &[&str]) -> Command {
        let mut words = under.iter().map(AsRef::as_ref).chain([OsStr::new(ALMANAC)]);
        let mut command = Command::new(words.next().unwrap());
        command.args(words).args(arguments).arg("--json").env("ALMANAC_DATA_DIR", &self.0);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command::<&str>(&[], arguments).stderr(Stdio::null()).spawn().unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command::<&str>(&[], arguments).output().unwrap()
    }

    /// What a command answers, error or not.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
            panic!("{arguments:?} answered nothing; it said {}", String::from_utf8_lossy(&output.stderr))
        })
    }

    pub fn column(&self, table: &str, name: &str) -> Vec<String> {
        let export = self.json(&["export"]);
        let rows = export["tables"][table].as_array().unwrap_or_else(|| panic!("no {table}: {}", export["error"]));
        rows.iter().filter_map(|row| row[name].as_str().map(str::to_owned)).collect()
    }

    /// The hash of everything in the data file. Opening it first finishes what was decided.
    pub fn content(&self) -> String {
        self.json(&["list"]);
        let file = self.0.join("almanac.db");
        let verified = self.json(&["data", "verify", &file.display().to_string()]);
        verified["content"].as_str().unwrap_or_else(|| panic!("{verified}")).to_owned()
    }

    /// Every finding of the doctor about the data itself.
    pub fn assert_healthy(&self, when: &str) {
        let diagnosis = self.json(&["doctor"]);
        let about_models = ["embedding model", "vectors", "queue"];
        for check in diagnosis["checks"].as_array().unwrap_or_else(|| panic!("{when}: {diagnosis}")) {
            if !about_models.contains(&check["name"].as_str().unwrap()) {
                assert_eq!(check["ok"], true, "{when}: {check}");
            }
        }
    }
}

/// Copies a profile at rest.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Whether a tool that a test needs is here; says so when it is not.
pub fn has(tool: &str, arguments: &[&str]) -> bool {
    let there = Command::new(tool).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let there = there.is_ok_and(|status| status.success());
    if !there {
        println!("skipped: {tool} cannot be used here");
    }
    there
}

/// How often to kill: `ALMANAC_KILLS`, or fewer to keep the run short.
pub fn kills(usually: u64) -> u64 {
    std::env::var("ALMANAC_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(usually)
}

/// Pseudo-random and repeatable (Marsaglia: "Xorshift RNGs", 2003).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}
