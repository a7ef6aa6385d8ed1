//! Files of many formats through the front door: what they are called, what is kept of them, what is packed in them.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use std::fs;
use std::io::{Cursor, Write};

use house::{House, material};
use serde_json::{Value, json};
use zip::write::{SimpleFileOptions, ZipWriter};

fn keep(house: &House, name: &str, bytes: &[u8]) -> String {
    let path = house.folder.path().join("in");
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join(name), bytes).unwrap();
    path.join(name).display().to_string()
}

fn import(house: &House, paths: &[String]) -> Value {
    house.call("knowledge.import_paths", json!({ "paths": paths }))
}

fn item(house: &House, id: &Value) -> Value {
    house.call("knowledge.get", id.clone())["item"].clone()
}

/// A picture of 3 × 2 pixels: its header.
fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
    png
}

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const PAGE: &str = "<title>How to prune | Garden</title><meta property='og:title' content='How to prune apple trees'><article><h1>How to prune apple trees</h1><p>Cut in February, when the tree is bare and the frost is over for the week.</p></article>";

#[test]
fn an_item_is_called_what_its_document_is_called() {
    let house = House::new();
    let note = keep(&house, "2024-11-03 export.md", b"---\ntitle: The shed\n---\n\nNails are in the shed.\n");
    let page = keep(&house, "a8f3.html", PAGE.as_bytes());
    let plain = keep(&house, "plain.txt", b"No title in here.");
    let mine = keep(&house, "renamed.md", b"# Their title\n\nSome words.");
    let report = import(&house, &[note, page, plain, mine]);
    let ids = report["items"].as_array().unwrap();
    house.call("knowledge.edit", json!({ "id": ids[3], "title": "My title" }));
    house.process();
    let titles: Vec<Value> = ids.iter().map(|id| item(&house, id)["title"].clone()).collect();
    assert_eq!(titles[0], "The shed");
    assert!(titles[1].as_str().unwrap().starts_with("How to prune"), "{titles:?}");
    assert_eq!((&titles[2], &titles[3]), (&json!("plain"), &json!("My title")));
    let found = house.call("search.query", json!({ "query": "The shed", "mode": "text" }));
    assert_eq!(found["results"][0]["title"], "The shed");

    // What was computed is nobody's step: undo takes back the renaming, then the whole import.
    let undone = house.call("history.undo", Value::Null);
    assert_eq!(undone["operation"], "knowledge.edit");
    house.process();
    assert_eq!(item(&house, &ids[0])["title"], "The shed");
    let undone = house.call("history.undo", Value::Null);
    assert_eq!(undone["operation"], "knowledge.import_paths");
    assert_eq!(house.call("knowledge.list", json!({}))["total"], 0);
    house.call("history.redo", Value::Null);
    house.process();
    assert_eq!(item(&house, &ids[0])["title"], "The shed");
}

#[test]
fn a_picture_is_kept_and_says_what_it_is() {
    let house = House::new();
    let report = import(&house, &[keep(&house, "Blue door.png", &png()), keep(&house, "drawing.svg", b"<svg/>")]);
    assert_eq!((&report["created"], report["skipped"].as_array().unwrap().len()), (&json!(1), 1));
    assert!(report["skipped"][0]["reason"].as_str().unwrap().contains("SVG"));
    house.process();
    let id = &report["items"][0];
    let detail = house.call("knowledge.get", id.clone());
    assert_eq!((&detail["item"]["kind"], &detail["item"]["title"]), (&json!("image"), &json!("Blue door")));
    assert_eq!(detail["notes"], json!(["a picture of 3 × 2 pixels, without text"]));
    assert_eq!(detail["text"], "");
    let found = house.call("search.query", json!({ "query": "blue door", "mode": "text" }));
    assert_eq!(found["results"][0]["title"], "Blue door", "found by its name");
    let drawn = house.call("knowledge.picture", id.clone());
    assert_eq!(drawn["media_type"], "image/png");
    if house.has_embedder() {
        assert_eq!(
            (&detail["item"]["state"], &detail["item"]["state_note"]),
            (&json!("ready"), &json!("a picture, without text"))
        );
    }
    let pictures = house.call("knowledge.list", json!({ "kind": "image" }));
    assert_eq!(pictures["total"], 1);
}

#[test]
fn an_archive_gives_what_is_packed_in_it() {
    let house = House::new();
    let files: [(&str, &[u8]); 6] = [
        ("notes/shed.md", b"# Shed\n\nNails."),
        ("notes/deep/plain.txt", b"Plain words."),
        ("page.html", PAGE.as_bytes()),
        ("empty.txt", b""),
        (".hidden/x.md", b"secret"),
        ("inner.zip", &pack(&[("a.md", b"# A")])),
    ];
    let path = keep(&house, "vault.zip", &pack(&files));
    let report = import(&house, std::slice::from_ref(&path));
    assert_eq!((&report["total"], &report["created"]), (&json!(5), &json!(3)), "{report}");
    let reasons = report["skipped"].to_string();
    assert!(
        reasons.contains("is empty") && reasons.contains("an archive inside an archive is not opened"),
        "{reasons}"
    );
    house.process();
    let shed = item(&house, &report["items"][0]);
    assert_eq!(shed["title"], "Shed");
    assert!(shed["source"].as_str().unwrap().ends_with("vault.zip/notes/shed.md"));
    let again = import(&house, std::slice::from_ref(&path));
    assert_eq!((&again["created"], &again["merged"]), (&json!(0), &json!(3)));
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("knowledge.list", json!({}))["total"], 0, "an archive is one step");
}

#[test]
fn word_documents_and_books_are_read() {
    let Some(folder) = material("documents") else { return };
    let house = House::new();
    let paths = ["docx/mammoth-tables.docx", "epub/fatbf.epub"].map(|path| folder.join(path).display().to_string());
    let report = import(&house, &paths);
    assert_eq!(report["created"], 2, "{report}");
    house.process();
    let word = house.call("knowledge.get", report["items"][0].clone());
    assert_eq!(word["item"]["kind"], "docx");
    assert!(word["text"].as_str().unwrap().contains("Top left | Top right"), "{}", word["text"]);
    assert!(word["blocks"].as_array().unwrap().iter().any(|block| block["kind"] == "table"));
    let book = house.call("knowledge.get", report["items"][1].clone());
    assert_eq!(book["item"]["kind"], "epub");
    assert_ne!(book["item"]["title"], "fatbf", "called by its own title");
}
