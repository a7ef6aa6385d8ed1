//! The rules of the house that the compiler cannot check. Each is a function from files to complaints;
//! a rule that finds nothing in a house that breaks it fails its own test below.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The ground; everything may use it.
const GROUND: &[&str] = &[
    "types",
    "error",
    "event",
    "clock",
    "calendar",
    "filter",
    "db",
    "operations",
    "jobs",
    "documents",
    "fetch",
    "models",
    "worker",
    "app",
    "rest",
    "lib",
    "bin",
];

/// Each domain with the domains whose types and public reads it may use. The list has no circles: a
/// domain stands below those that name it.
const DOMAINS: &[(&str, &[&str])] = &[
    ("areas", &[]),
    ("tags", &[]),
    ("settings", &[]),
    ("history", &[]),
    ("trash", &[]),
    ("rewards", &[]),
    ("projects", &["areas"]),
    ("tasks", &["areas", "tags", "projects"]),
    ("focus", &["tasks"]),
    ("habits", &["areas"]),
    ("metrics", &["areas", "tasks", "focus", "habits"]),
    ("goals", &["areas", "projects", "tasks", "habits", "metrics"]),
    ("knowledge", &["tags"]),
    ("logbook", &["tags", "projects", "tasks", "focus", "habits", "metrics", "goals", "knowledge"]),
    ("planning", &["settings", "tags", "projects", "tasks", "focus"]),
];

/// Composers join domains; no domain may use one.
const COMPOSERS: &[&str] = &[
    "capture",
    "chat",
    "data",
    "diagnostics",
    "digest",
    "processing",
    "review",
    "samples",
    "search",
    "tagging",
    "today",
    "watched",
];

/// The registry lines: ground files that name every domain, and why they must.
const REGISTRIES: &[(&str, &str)] = &[
    ("operations.rs", "one line a domain"),
    ("jobs.rs", "one line a kind of work, the reminders' lane, the day's backup and the watched folder"),
    ("event.rs", "the events of an answer carry its ids"),
    ("app.rs", "the front door owns what runs"),
    ("lib.rs", "the list of rooms"),
    ("fetch/mod.rs", "the settings say what may be reached"),
    ("models/library.rs", "the settings choose the model"),
    ("models/operations.rs", "the settings choose the model"),
    ("models/servers.rs", "the settings say what may leave this computer"),
    ("db/read.rs", "the day's first hour is a setting"),
];

/// Files longer than this are split; tests are exempt.
const LINES: usize = 400;

struct File {
    /// From `core/src`, or from the top for others.
    path: String,
    text: String,
}

impl File {
    fn is_test(&self) -> bool {
        self.path.contains("tests")
            || self.path.contains(".test.")
            || self.path.contains("/test/")
            || self.path.starts_with("test/")
    }

    /// The code without comments, up to the first test module.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default()
            .lines()
            .enumerate()
            .map(|(number, line)| (number + 1, line.trim()))
            .filter(|(_, line)| !line.starts_with("//"))
    }

    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    walk(folder, folder, endings, &mut found);
    found
}

fn walk(base: &Path, folder: &Path, endings: &[&str], found: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir()
            && !matches!(name.as_str(), "node_modules" | "target" | "dist" | "gen")
            && !name.starts_with('.')
        {
            walk(base, &path, endings, found);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let relative = path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/");
            found.push(File { path: relative, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

fn core() -> Vec<File> {
    files(&top().join("core/src"), &[".rs"])
}

/// SQL lives in `store.rs` files and in the ground.
fn sql(file: &File) -> Vec<String> {
    let ground = GROUND.contains(&file.room()) || COMPOSERS_WITH_SQL.contains(&file.path.as_str());
    if ground || file.path.ends_with("store.rs") || file.is_test() {
        return Vec::new();
    }
    let verbs = ["\"select ", "\"insert into ", "\"update ", "\"delete from ", "\"with recursive"];
    let say = |(number, _): (usize, &str)| format!("{}:{number}: SQL belongs into store.rs", file.path);
    file.code().filter(|(_, line)| verbs.iter().any(|verb| line.contains(verb))).map(say).collect()
}

/// Composers over the whole file (queue, index, doctor) whose SQL is their subject.
const COMPOSERS_WITH_SQL: &[&str] = &[
    "processing.rs",
    "data/mod.rs",
    "data/doctor.rs",
    "data/repair.rs",
    "data/backups.rs",
    "search/index.rs",
    "search/change.rs",
    "search/log.rs",
    "settings.rs",
];

/// A room uses only the rooms below it.
fn doors(file: &File) -> Vec<String> {
    let room = file.room();
    if COMPOSERS.contains(&room) || file.is_test() || REGISTRIES.iter().any(|(path, _)| *path == file.path) {
        return Vec::new();
    }
    let below: Vec<&str> = match DOMAINS.iter().find(|(domain, _)| *domain == room) {
        Some((domain, below)) => below.iter().copied().chain([*domain]).collect(),
        None => Vec::new(),
    };
    let rooms = DOMAINS.iter().map(|(domain, _)| *domain).chain(COMPOSERS.iter().copied());
    let forbidden: Vec<&str> = rooms.filter(|other| !below.contains(other)).collect();
    let mut complaints = Vec::new();
    for (number, line) in file.code() {
        for other in &forbidden {
            let named = line.contains(&format!("crate::{other}::"))
                || line.contains(&format!("crate::{{{other}"))
                || names_in_braces(line, other);
            if named {
                complaints.push(format!("{}:{number}: {room} may not use {other}", file.path));
            }
        }
        let store =
            below.iter().filter(|other| **other != room).any(|other| line.contains(&format!("crate::{other}::store")));
        if store {
            complaints.push(format!("{}:{number}: another domain's store is private", file.path));
        }
    }
    complaints
}

/// `use crate::{a, b, c}` on one line.
fn names_in_braces(line: &str, room: &str) -> bool {
    line.strip_prefix("use crate::{").and_then(|rest| rest.split('}').next()).is_some_and(|inside| {
        inside.split(',').any(|name| name.trim() == room || name.trim().starts_with(&format!("{room}::")))
    })
}

/// The core has no face, a domain no model and no network.
fn faces(file: &File) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in file.code() {
        if line.contains("tauri") {
            complaints.push(format!("{}:{number}: the core knows no window", file.path));
        }
        let domain = DOMAINS.iter().any(|(domain, _)| *domain == file.room()) && file.path != "settings.rs";
        if domain && ["reqwest", "ollama_rs", "std::net"].iter().any(|name| line.contains(name)) {
            complaints.push(format!("{}:{number}: a domain does not reach the network", file.path));
        }
    }
    complaints
}

/// Files have one reason to exist, and a name that says which.
fn shape(file: &File) -> Vec<String> {
    let mut complaints = Vec::new();
    let lines = file.text.lines().count();
    if lines > LINES && !file.is_test() && !file.path.ends_with("bindings.ts") {
        complaints.push(format!("{}: {lines} lines; split it by verb or feature", file.path));
    }
    let stem = file.path.rsplit('/').next().unwrap_or_default().to_lowercase();
    if file.is_test() {
        return complaints;
    }
    for word in ["util", "helper", "manager", "service", "processor", "handler", "common", "misc"] {
        if stem.contains(word) {
            complaints.push(format!("{}: a name says what a thing is; {word} does not", file.path));
        }
    }
    complaints
}

/// What hides changes from the log, and what was left for later.
fn schema(file: &File) -> Vec<String> {
    let text = file.text.to_lowercase();
    let mut complaints = Vec::new();
    for (words, why) in [
        ("without rowid", "the change log needs row ids"),
        ("insert or replace", "it hides deletions from triggers"),
        ("replace into", "it hides deletions from triggers"),
    ] {
        if text.contains(words) && !file.is_test() {
            complaints.push(format!("{}: `{words}`: {why}", file.path));
        }
    }
    complaints
}

/// Every ordinary table is strict.
fn strict(file: &File) -> Vec<String> {
    let statements = file.text.split(';').map(str::trim);
    let tables = statements.filter(|sql| sql.lines().any(|line| line.starts_with("create table ")));
    tables
        .filter(|sql| !sql.ends_with("strict"))
        .map(|sql| format!("{}: not strict: {}", file.path, sql.lines().last().unwrap_or_default()))
        .collect()
}

/// The kit knows no data, features know no features, and only `api/` knows the shell.
fn ui(file: &File) -> Vec<String> {
    let mut complaints = Vec::new();
    let feature = file.path.strip_prefix("features/").and_then(|rest| rest.split('/').next());
    for (number, line) in file
        .code()
        .filter(|(_, line)| line.starts_with("import") || line.starts_with("} from") || line.contains("import("))
    {
        let mut say = |what: &str| complaints.push(format!("ui/src/{}:{number}: {what}", file.path));
        if line.contains("@tauri-apps/") && !file.path.starts_with("api/") {
            say("only api/ knows the shell");
        }
        if file.path.starts_with("kit/") && ["/api/", "/features/", "/app/"].iter().any(|room| line.contains(room)) {
            say("the kit knows no data");
        }
        if let Some(feature) = feature {
            let other = line.split("features/").nth(1).and_then(|rest| rest.split(['/', '"']).next());
            if other.is_some_and(|other| other != feature) {
                say("a feature does not know another");
            }
        }
    }
    complaints
}

/// Reads a file and complains.
type Rule = fn(&File) -> Vec<String>;

fn check(files: &[File], rules: &[Rule]) {
    let complaints: Vec<String> = files.iter().flat_map(|file| rules.iter().flat_map(|rule| rule(file))).collect();
    assert!(!files.is_empty(), "nothing was looked at");
    assert!(complaints.is_empty(), "the house is untidy:\n{}", complaints.join("\n"));
}

#[test]
fn the_core_is_tidy() {
    check(&core(), &[sql, doors, faces, shape, schema]);
}

#[test]
fn the_faces_are_tidy() {
    for room in ["cli/src", "src-tauri/src"] {
        let found = files(&top().join(room), &[".rs"]);
        check(&found, &[sql, shape]);
    }
}

#[test]
fn the_schema_is_tidy() {
    check(&files(&top().join("core/migrations"), &[".sql"]), &[schema, strict]);
}

#[test]
fn the_pages_are_tidy() {
    check(&files(&top().join("ui/src"), &[".ts", ".tsx"]), &[ui, shape]);
}

#[test]
fn every_rule_catches_what_it_is_for() {
    let broken = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    let caught: &[(Rule, File)] = &[
        (sql, broken("tasks/edit.rs", "tx.execute(\"update task set x = 1\", [])")),
        (doors, broken("tasks/edit.rs", "use crate::knowledge::Item;")),
        (doors, broken("tasks/edit.rs", "use crate::{areas, search};")),
        (doors, broken("areas/store.rs", "use crate::tasks::Task;")),
        (doors, broken("documents/pdf.rs", "use crate::knowledge::Item;")),
        (doors, broken("tasks/edit.rs", "crate::projects::store::get(tx, id)")),
        (faces, broken("tasks/edit.rs", "use tauri::Window;")),
        (faces, broken("knowledge/import.rs", "reqwest::get(url)")),
        (shape, broken("tasks/utils.rs", "")),
        (shape, broken("tasks/edit.rs", &"x\n".repeat(LINES + 1))),
        (schema, broken("0002.sql", "create table t (id integer primary key) without rowid, strict;")),
        (strict, broken("0002.sql", "create table t (id integer primary key);")),
        (ui, broken("kit/Button.tsx", "import { call } from \"../api/client\";")),
        (ui, broken("features/tasks/List.tsx", "import { Hit } from \"../../features/search/Hit\";")),
        (ui, broken("features/tasks/List.tsx", "import { invoke } from \"@tauri-apps/api/core\";")),
    ];
    for (index, (rule, file)) in caught.iter().enumerate() {
        assert!(!rule(file).is_empty(), "case {index}: {} was let through", file.path);
    }
}
