//! The command line as scripts see it: names, JSON on the standard output, exit codes.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

struct Shell(TempDir);

impl Shell {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_almanac"));
        command.env("ALMANAC_DATA_DIR", self.0.path().join("data")).args(arguments).output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn material(path: &str) -> Option<PathBuf> {
    let found = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    if !found.exists() {
        println!("skipped: there is no test material {path} here");
    }
    found.exists().then_some(found)
}

#[test]
fn a_repeating_task_says_when_it_comes() {
    let shell = Shell::new();
    let made = shell.json(&["add", "Water the plants every day"]);
    let id = made["tasks"][0]["id"].to_string();
    assert_eq!(shell.json(&["rrule", "--task", &id])["next"].as_array().unwrap().len(), 10);
    let said = shell.run(&["rrule", "--task", &id, "--count", "3"]);
    assert_eq!(String::from_utf8_lossy(&said.stdout).lines().count(), 3);
    assert!(!shell.run(&["rrule", "--task", "4040"]).status.success());
    assert!(!shell.run(&["rrule", "FREQ=DAILY", "--task", &id]).status.success());
}

#[test]
fn a_task_from_words_to_done_and_back() {
    let shell = Shell::new();
    let made = shell.json(&["add", "Call", "mum", "tomorrow", "#Family", "p1"]);
    let id = made["tasks"][0]["id"].to_string();
    assert_eq!(made["tasks"][0]["title"], "Call mum");
    assert_eq!(shell.json(&["list", "project:Family"])["total"], 1);
    assert_eq!(shell.json(&["done", &id])[0]["status"], "done");
    assert_eq!(shell.json(&["undo"])["label"], "Completed Call mum");
    assert_eq!(shell.json(&["list"])["total"], 1);
    shell.json(&["redo"]);
    assert_eq!(shell.json(&["list"])["total"], 0);
    assert_eq!(shell.json(&["activity"])[0]["operation"], "history.redo");
    let human = String::from_utf8(shell.run(&["list", "is:done"]).stdout).unwrap();
    assert!(human.contains("[x] Call mum"), "{human}");
}

#[test]
fn a_saved_filter_is_listed_by_its_name() {
    let shell = Shell::new();
    for line in ["Rake leaves @garden p1", "Oil the shears @garden", "Write to Mei p1"] {
        shell.json(&["add", line]);
    }
    shell.json(&["call", "filters.create", r#"{ "name": "Garden", "query": "tag:garden", "sort": "title" }"#]);
    let titles = |arguments: &[&str]| {
        let page = shell.json(arguments);
        page["tasks"].as_array().unwrap().iter().map(|task| task["title"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&["list", "--saved", "garden"]), ["Oil the shears", "Rake leaves"]);
    assert_eq!(titles(&["list", "--saved", "Garden", "p1"]), ["Rake leaves"]);
    assert_eq!(titles(&["list", "p1 and not (tag:garden or blocked)"]), ["Write to Mei"]);
    let unknown = shell.run(&["list", "--saved", "Gardn"]);
    assert!(!unknown.status.success());
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("saved filters: Garden"));
}

#[test]
fn errors_have_exit_codes_and_words() {
    let shell = Shell::new();
    let missing = shell.run(&["done", "99", "--json"]);
    assert_eq!(missing.status.code(), Some(1));
    let said: Value = serde_json::from_slice(&missing.stdout).unwrap();
    assert_eq!(said["error"]["kind"], "not_found");
    assert!(String::from_utf8_lossy(&missing.stderr).contains("task 99 does not exist"));
    assert_eq!(shell.run(&["fly"]).status.code(), Some(2));
    assert_eq!(shell.run(&["search"]).status.code(), Some(2));
    assert_eq!(shell.run(&["parse", "x", "--now", "yesterday"]).status.code(), Some(1));
    assert_eq!(shell.run(&["call", "tasks.get", "{"]).status.code(), Some(1));
}

#[test]
fn the_language_answers_what_its_contract_says() {
    let shell = Shell::new();
    let one = shell.json(&["parse", "Call mum tomorrow", "--now", "2026-11-21T10:00:00+01:00[Europe/Berlin]"]);
    assert_eq!(
        one,
        json!({ "title": "Call mum", "scheduled": "2026-11-22", "spans": [{ "start": 9, "end": 17, "kind": "date", "text": "tomorrow" }] })
    );
    for name in ["quickadd/open.jsonl", "quickadd/adversarial-open.jsonl"] {
        let Some(file) = material(name) else { return };
        let answers = lines(&shell.run(&["parse", "--batch", &file.display().to_string()]));
        let asked = std::fs::read_to_string(&file).unwrap();
        assert_eq!(answers.len(), asked.lines().count());
        for (line, mut answer) in asked.lines().zip(answers) {
            let asked: Value = serde_json::from_str(line).unwrap();
            assert_eq!(answer.as_object_mut().unwrap().remove("id").unwrap(), asked["id"]);
            assert_eq!(answer, asked["expect"], "{}", asked["text"]);
        }
    }
}

#[test]
fn documents_are_imported_processed_found_and_cited() {
    let shell = Shell::new();
    let lines_file = shell.file(
        "docs.jsonl",
        "{\"_id\": \"b1\", \"title\": \"Boiler\", \"text\": \"The boiler pressure should be 1.5 bar. Ada services it every May.\"}\n\
         {\"_id\": \"g1\", \"title\": \"Garden\", \"text\": \"The compost heap stands behind the shed.\"}\n",
    );
    let report = shell.json(&["import", "--format", "jsonl", &lines_file]);
    assert_eq!((&report["total"], &report["created"]), (&json!(2), &json!(2)));
    let status = shell.json(&["process", "--wait"]);
    let models = shell.json(&["models", "list"]);
    if !models.as_array().unwrap().iter().any(|model| model["purpose"] == "embed" && model["installed"] == true) {
        println!("skipped: the embedding model is not on this computer; run `npm run models`");
        return;
    }
    assert_eq!((&status["queued"], &status["embedded"]), (&json!(0), &status["passages"]));
    for mode in ["hybrid", "text", "vector"] {
        let found = shell.json(&["search", "boiler pressure", "--mode", mode, "--limit", "1"]);
        let hit = &found["results"][0];
        assert_eq!((&hit["external_id"], &hit["kind"]), (&json!("b1"), &json!("item")), "{mode}");
        assert!(found["query_type"].is_string() && found["took_ms"].is_number());
        assert!(hit["passage"]["start"].is_number() && hit["explain"]["fused"].is_number());
    }
    let queries = shell.file(
        "queries.jsonl",
        "{\"_id\": \"q1\", \"text\": \"compost\"}\n{\"_id\": \"q2\", \"text\": \"heating engineer\"}\n",
    );
    let answers = lines(&shell.run(&["search", "--batch", &queries, "--json"]));
    assert_eq!((&answers[0]["_id"], &answers[0]["results"][0]["external_id"]), (&json!("q1"), &json!("g1")));
    let answer = shell.json(&["ask", "What should the boiler pressure be?"]);
    assert!(answer["answer"].as_str().unwrap().contains("1.5 bar"));
    let citation = &answer["citations"][0];
    assert_eq!(
        (&citation["n"], &citation["external_id"], &answer["answered_by"]),
        (&json!(1), &json!("b1"), &json!("extractive"))
    );
}

#[test]
fn everything_can_be_listed_called_exported_and_brought_back() {
    let shell = Shell::new();
    let operations = shell.json(&["operations"]);
    let create = operations.as_array().unwrap().iter().find(|operation| operation["name"] == "tasks.create").unwrap();
    assert_eq!((&create["kind"], &create["class"]), (&json!("mutation"), &json!("write")));
    assert!(create["schema"]["properties"]["title"].is_object());
    shell.json(&["call", "tasks.create", "{\"title\": \"kept\"}"]);
    let copy = shell.0.path().join("copy.db").display().to_string();
    shell.json(&["backup", &copy]);
    let saved = shell.json(&["export"])["tables"].clone();
    shell.json(&["add", "not kept"]);
    let restored = shell.json(&["restore", &copy]);
    assert!(PathBuf::from(restored["kept"].as_str().unwrap()).exists(), "the present file is kept");
    assert_eq!(shell.json(&["export"])["tables"], saved);
    let healthy = shell.run(&["doctor", "--json"]);
    let diagnosis: Value = serde_json::from_slice(&healthy.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&healthy.stdout)));
    assert_eq!(diagnosis["checks"][0]["ok"], true);
}

#[test]
fn calendar_files_go_in_and_out() {
    let shell = Shell::new();
    let file = shell.file(
        "team.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTART:20261123T090000Z\nSUMMARY:Meeting\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nSUMMARY:Never\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    let preview = shell.json(&["ics", "import", &file, "--preview"]);
    assert_eq!((&preview["total"], &preview["created"]), (&json!(2), &json!(1)));
    let said = String::from_utf8(shell.run(&["ics", "import", &file]).stdout).unwrap();
    assert_eq!(said.trim(), "2 = 1 created + 0 merged + 1 skipped\n  Never: it says no day or time");
    assert_eq!(shell.json(&["ics", "import", &file])["merged"], 1);
    shell.json(&["ics", "import", &file, "--tasks"]);
    assert_eq!(shell.json(&["list", "Meeting"])["total"], 1);
    let out = shell.file("plan.ics", "");
    let made = shell.json(&["ics", "export", &out, "--from", "2026-11-01", "--until", "2026-12-31"]);
    assert_eq!(made["entries"], 1);
    assert!(std::fs::read_to_string(&out).unwrap().contains("SUMMARY:Meeting"));
}

#[test]
fn a_metric_is_logged_by_the_beginning_of_its_name() {
    let shell = Shell::new();
    assert_eq!(shell.json(&["metrics"]), json!([]));
    for new in [r#"{"name":"Weight","unit":"kg","target":{"high":70}}"#, r#"{"name":"Water"}"#] {
        shell.json(&["call", "metrics.create", new]);
    }
    assert_eq!(shell.json(&["metrics", "log", "wei", "72.4kg", "--day", "2026-01-05"])["log"]["value"], 72.4);
    let plain = |arguments: &[&str]| String::from_utf8_lossy(&shell.run(arguments).stdout).into_owned();
    assert_eq!(plain(&["metrics", "log", "water", "-3"]).lines().count(), 1);
    let list = plain(&["metrics"]);
    assert!(list.lines().any(|line| line.contains("Weight") && line.ends_with("at most 70.0 kg")), "{list}");
    assert!(plain(&["add", "+71kg", "weight"]).starts_with("logged 71.0 kg for Weight"));
    let unsure = shell.run(&["metrics", "log", "w", "1"]);
    assert_eq!(unsure.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unsure.stderr).contains("may mean Water, Weight"));
}

#[test]
fn a_problem_of_a_file_is_planned_without_a_profile() {
    let shell = Shell::new();
    let tasks = json!([{ "id": "b", "duration": 30, "after": ["a"] }, { "id": "a", "duration": 60, "due": 60 }]);
    let file = shell.file("problem.json", &json!({ "tasks": tasks }).to_string());
    let plan = shell.json(&["plan", "--problem", &file]);
    let places: Vec<_> =
        plan["blocks"].as_array().unwrap().iter().map(|block| (&block["task"], &block["start"])).collect();
    assert_eq!(places, [(&json!("a"), &json!(0)), (&json!("b"), &json!(60))]);
    assert_eq!((&plan["cost"], &plan["optimal_known"]), (&json!(0), &json!(true)));
    let circle = shell.file("circle.json", r#"{"tasks":[{"id":"a","duration":1,"after":["a"]}]}"#);
    assert!(!shell.run(&["plan", "--problem", &circle]).status.success());
}
