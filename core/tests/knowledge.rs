//! The main job: documents in, found, asked about, cited to the letter.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use std::fs;

use almanac_core::jobs::{Lane, Tick, tick};
use house::{House, material};
use serde_json::{Value, json};

const BOILER: &str = "# Boiler\n\nThe boiler is a Vaillant from 2019. Its pressure should be 1.5 bar.\n\n## Service\n\nAda Byron services it every May. Her number is in the blue folder.\n";
const GARDEN: &str = "The apple trees are pruned in February. Water the tomatoes every evening in July.\n\nThe compost heap stands behind the shed.\n";

fn folder(house: &House) -> String {
    let folder = house.folder.path().join("documents");
    fs::create_dir_all(folder.join("deep")).unwrap();
    fs::write(folder.join("boiler.md"), BOILER).unwrap();
    fs::write(folder.join("deep/garden.txt"), GARDEN).unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("picture.pdf"), b"\x89PNG\r\n\x1a\n0000").unwrap();
    fs::write(folder.join(".hidden.md"), "secret").unwrap();
    folder.display().to_string()
}

fn library(house: &House) -> Vec<Value> {
    house.call("knowledge.list", json!({}))["items"].as_array().unwrap().clone()
}

#[test]
fn a_folder_is_imported_once_and_the_report_adds_up() {
    let house = House::new();
    let path = folder(&house);
    let report = house.call("knowledge.import_paths", json!({ "paths": [path] }));
    assert_eq!((&report["total"], &report["created"], &report["merged"]), (&json!(4), &json!(2), &json!(0)));
    let reasons: Vec<&str> =
        report["skipped"].as_array().unwrap().iter().map(|skipped| skipped["reason"].as_str().unwrap()).collect();
    assert!(reasons[0].contains("empty") && reasons[1].to_lowercase().contains("png"), "{reasons:?}");
    let again = house.call("knowledge.import_paths", json!({ "paths": [path] }));
    assert_eq!((&again["created"], &again["merged"], &again["items"]), (&json!(0), &json!(2), &report["items"]));
    assert_eq!(library(&house).len(), 2);
    house.call("history.undo", Value::Null);
    assert_eq!(library(&house).len(), 0, "an import is one step");
    let missing = house.call("knowledge.import_paths", json!({ "paths": ["/nowhere/at/all"] }));
    assert_eq!((&missing["total"], &missing["created"]), (&json!(1), &json!(0)));
}

#[test]
fn json_lines_keep_their_ids() {
    let house = House::new();
    let file = house.folder.path().join("lines.jsonl");
    let lines = [
        r#"{"_id": "a", "title": "Same", "text": "the same words"}"#,
        r#"{"_id": "b", "title": "Same", "text": "the same words"}"#,
        r#"{"_id": "c", "title": "", "text": "  "}"#,
        "not json",
        r#"{"_id": 7, "text": "a number is an id"}"#,
    ];
    fs::write(&file, lines.join("\n")).unwrap();
    let report = house.call("knowledge.import_lines", json!({ "path": file }));
    assert_eq!(
        (&report["total"], &report["created"], report["skipped"].as_array().unwrap().len()),
        (&json!(5), &json!(3), 2)
    );
    assert_eq!(report["items"].as_array().unwrap().len(), 3);
    fs::write(&file, r#"{"_id": "a", "title": "Same", "text": "other words now"}"#).unwrap();
    let again = house.call("knowledge.import_lines", json!({ "path": file }));
    assert_eq!((&again["created"], &again["merged"]), (&json!(0), &json!(1)));
    house.process();
    let hits = house.call("search.query", json!({ "query": "other words", "mode": "text" }));
    assert_eq!(hits["results"][0]["external_id"], "a");
}

#[test]
fn processing_makes_everything_findable_and_follows_undo() {
    let house = House::new();
    if !house.has_embedder() {
        return;
    }
    let path = folder(&house);
    house.call("knowledge.import_paths", json!({ "paths": [path] }));
    assert!(library(&house).iter().all(|item| item["state"] == "waiting"));
    house.process();
    for item in library(&house) {
        assert_eq!((&item["state"], &item["embedded"]), (&json!("ready"), &item["chunks"]));
        assert!(item["chunks"].as_i64().unwrap() > 0);
    }
    let found = |query: &str| house.call("search.query", json!({ "query": query }))["results"].clone();
    assert_eq!(found("who repairs the heating")[0]["title"], "Boiler", "by meaning");
    assert_eq!(found("compost")[0]["title"], "garden", "by words");
    house.call("history.undo", Value::Null);
    assert_eq!(found("compost"), json!([]));
    house.call("history.redo", Value::Null);
    house.process();
    assert_eq!(found("compost")[0]["title"], "garden");
    let status = house.call("processing.status", Value::Null);
    assert_eq!(status["passages"], status["embedded"]);
    assert_eq!(status["queued"], 0);
}

#[test]
fn an_answer_quotes_its_sources_to_the_letter() {
    let house = House::new();
    if !house.has_embedder() {
        return;
    }
    house.call("knowledge.import_paths", json!({ "paths": [folder(&house)] }));
    house.call("capture.save", json!({ "text": "Ask Ada about the boiler pressure" }));
    house.process();
    let events = house.app.subscribe();
    let answer = house.call("chat.ask", json!({ "text": "What should the pressure of the boiler be?" }));
    assert_eq!((&answer["abstained"], &answer["answered_by"]), (&json!(false), &json!("extractive")));
    assert!(answer["answer"].as_str().unwrap().contains("1.5 bar"), "{answer}");
    let citations = answer["citations"].as_array().unwrap();
    assert!(!citations.is_empty());
    for citation in citations.iter().filter(|citation| citation["item"].is_number()) {
        let text = house.call("knowledge.get", citation["item"].clone())["text"].as_str().unwrap().to_owned();
        let (start, end) = (citation["start"].as_u64().unwrap() as usize, citation["end"].as_u64().unwrap() as usize);
        let there: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(citation["quote"], there);
    }
    let streamed = events.try_iter().filter(|event| matches!(event, almanac_core::Event::Answer { .. })).count();
    assert!(streamed >= 3, "the answer came in {streamed} pieces");
    let kept = house.call("chat.get", answer["conversation"].clone());
    assert_eq!(kept["messages"][1]["citations"], answer["citations"]);
    assert_eq!(kept["generating"], Value::Null);
    let nothing = house.call(
        "chat.ask",
        json!({ "text": "Which football club won the cup in Lisbon?", "conversation": answer["conversation"] }),
    );
    assert_eq!((&nothing["abstained"], &nothing["citations"]), (&json!(true), &json!([])));
    let scoped = house.call(
        "chat.ask",
        json!({ "text": "What should the pressure of the boiler be?", "scope": { "kinds": ["text"] } }),
    );
    assert!(scoped["citations"].as_array().unwrap().iter().all(|citation| citation["title"] == "garden"));
}

#[test]
fn a_model_that_is_not_there_does_not_stand_in_the_way() {
    let house = House::new();
    house.call("knowledge.import_paths", json!({ "paths": [folder(&house)] }));
    house.process();
    // Nothing listens on the discard port.
    house.call("settings.update", json!({ "chat_model": "ollama:qwen3:4b", "ollama_address": "http://127.0.0.1:9" }));
    let answer = house.call("chat.ask", json!({ "text": "Where does the compost heap stand?" }));
    assert_eq!((&answer["answered_by"], &answer["abstained"]), (&json!("extractive"), &json!(false)));
    let kept = house.call("chat.get", answer["conversation"].clone());
    let said = kept["messages"][1]["note"].as_str().unwrap();
    assert!(said.contains("Ollama is not running"), "{said}");
    assert_eq!(house.call("models.ollama", Value::Null)["running"], false);
}

#[test]
fn the_built_in_chat_model_answers_with_borne_words_only() {
    let house = House::new();
    house.call("settings.update", json!({ "chat_model": "builtin:smollm2-135m-instruct" }));
    house.call("knowledge.import_paths", json!({ "paths": [folder(&house)] }));
    house.process();
    let models = house.call("models.list", Value::Null);
    if models
        .as_array()
        .unwrap()
        .iter()
        .any(|model| model["id"] == "builtin:smollm2-135m-instruct" && model["installed"] == false)
    {
        println!("skipped: the chat model is not on this computer; run `npm run models`");
        return;
    }
    let answer = house.call("chat.ask", json!({ "text": "What should the pressure of the boiler be?" }));
    assert!(answer["answer"].as_str().unwrap().contains("1.5 bar"), "{answer}");
    for citation in answer["citations"].as_array().unwrap() {
        assert_ne!(citation["support"], "weak");
    }
}

#[test]
fn what_cannot_be_read_says_so_and_is_not_done() {
    let house = House::new();
    let folder = house.folder.path().join("bad");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("broken.pdf"), b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >>").unwrap();
    fs::write(folder.join("good.txt"), "A good text about lighthouses.").unwrap();
    house.call("knowledge.import_paths", json!({ "paths": [folder] }));
    house.process();
    let items = library(&house);
    let broken = items.iter().find(|item| item["title"] == "broken").unwrap();
    assert_eq!(broken["state"], "needs_attention");
    assert!(broken["state_note"].as_str().unwrap().contains("broken.pdf"), "{broken}");
    let status = house.call("processing.status", Value::Null);
    assert_eq!(status["needs_attention"], 1);
    assert_eq!(
        house.call("search.query", json!({ "query": "lighthouses", "mode": "text" }))["results"][0]["title"],
        "good"
    );
    assert_eq!(house.call("processing.retry", json!({})), 1);
    assert_eq!(house.call("processing.status", Value::Null)["needs_attention"], 0);
}

#[test]
fn without_weights_words_still_find_and_nothing_claims_to_be_embedded() {
    let house = House::new();
    // A model that does not exist stands for weights that are not there.
    house.call("settings.update", json!({ "embed_model": "builtin:none" }));
    house.call("knowledge.import_paths", json!({ "paths": [folder(&house)] }));
    house.process();
    let found = house.call("search.query", json!({ "query": "compost" }));
    assert_eq!(found["results"][0]["title"], "garden");
    assert!(found["degraded"].as_str().unwrap().contains("Only words"), "{found}");
    let items = library(&house);
    assert!(items.iter().all(|item| item["state"] == "waiting" && item["embedded"] == 0));
    assert!(items[0]["state_note"].as_str().unwrap().contains("almanac models pull"));
    let answer = house.call("chat.ask", json!({ "text": "Where does the compost heap stand?" }));
    assert!(answer["answer"].as_str().unwrap().contains("behind the shed"), "{answer}");
}

#[test]
fn a_paused_queue_rests_and_no_job_is_blamed_for_the_death_of_the_program() {
    let house = House::new();
    house.call("capture.save", json!({ "text": "a note", "save_as": "note" }));
    house.call("processing.pause", json!({ "paused": true }));
    assert_eq!(tick(&house.app, Lane::Slow).unwrap(), Tick::Wait(None));
    house.call("processing.pause", json!({ "paused": false }));
    for _ in 0..5 {
        // A process takes the job and dies with it.
        house
            .app
            .db
            .write_derived(|tx| tx.execute("update job set state = 'running', attempts = attempts + 1", []))
            .unwrap();
        drop(almanac_core::jobs::Turn::take(&house.app).unwrap().unwrap());
    }
    let status = house.call("processing.status", Value::Null);
    assert_eq!((&status["queued"], &status["jobs"][0]["attempts"]), (&json!(1), &json!(0)), "{status}");
    assert!(status["jobs"][0]["error"].as_str().unwrap().contains("program ended"));
    // The suspect runs in a process of its own, and is innocent.
    assert_eq!(tick(&house.app, Lane::Slow).unwrap(), Tick::Ran);
    assert_eq!(library(&house)[0]["state_note"], Value::Null);
    let texts: i64 = house.app.db.read(|tx| tx.one("select count(*) from item_text", [], |row| row.get(0))).unwrap();
    assert_eq!(texts, 1);
    let done = house.call("processing.status", Value::Null);
    assert!(done["jobs"].as_array().unwrap().iter().all(|job| job["kind"] != "extract"), "{done}");
}

#[test]
fn any_text_may_be_searched() {
    let house = House::new();
    house.call(
        "capture.save",
        json!({ "text": "C++ \"quoted\" it's 100% NOT near(\nBüro straße 会議 e-mail bob@example.com" }),
    );
    for query in [
        "",
        " ",
        "\"",
        "\"unclosed",
        "NOT",
        "AND OR",
        "near(",
        "c++",
        "*",
        "a*b",
        "-",
        "--",
        "(",
        ")",
        "'",
        ";drop table",
        "\"col:val\"",
        "\u{0}",
        "🧑‍🚀",
        "^",
        "会議",
        "%",
        "\"tag:\"",
        "type:task",
        "\\",
        &"long ".repeat(2000),
    ] {
        house.call("search.query", json!({ "query": query, "mode": "text" }));
    }
    let first = |query: &str| {
        house.call("search.query", json!({ "query": query, "mode": "text" }))["results"][0]["title"].clone()
    };
    assert!(first("buro").as_str().unwrap().starts_with("Büro"));
    assert!(first("bob@example.com").as_str().unwrap().starts_with("Büro"));
    assert!(first("c++").as_str().unwrap().starts_with("C++"));
}

#[test]
fn real_documents_are_read_or_say_why_not() {
    let Some(folder) = material("documents/pdf") else { return };
    let house = House::new();
    let report = house.call("knowledge.import_paths", json!({ "paths": [folder] }));
    assert_eq!(
        report["total"].as_u64().unwrap(),
        report["created"].as_u64().unwrap()
            + report["merged"].as_u64().unwrap()
            + report["skipped"].as_array().unwrap().len() as u64
    );
    house.call("settings.update", json!({ "embed_model": "builtin:none" }));
    house.process();
    for item in library(&house) {
        let (chunks, state) = (item["chunks"].as_i64().unwrap(), item["state"].as_str().unwrap());
        if state == "needs_attention" {
            assert!(item["state_note"].as_str().is_some_and(|note| note.len() > 10), "{item}");
        } else {
            assert!(chunks > 0, "nothing is done that produced nothing: {item}");
        }
    }
}
