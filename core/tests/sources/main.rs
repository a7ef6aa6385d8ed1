//! Where knowledge comes from: web pages by their address, files, highlights, links between notes, tags.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

#[path = "../house/mod.rs"]
mod house;

mod files;
mod highlights;
mod links;
mod pages;
mod site;
mod tags;
mod watched;

use house::House;
use serde_json::{Value, json};

fn get(house: &House, item: &Value) -> Value {
    house.call("knowledge.get", item["id"].clone())
}

fn note(house: &House, title: &str, text: &str) -> Value {
    house.call("knowledge.create_note", json!({ "title": title, "text": text }))
}
