//! Finding things: what is typed, what it means, what it finds, and that memory answers what the tables would.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use std::sync::Arc;

use almanac_core::jobs::{Lane, Tick, tick};
use almanac_core::models::Embedder;
use almanac_core::{App, Kind, Result};
use house::{House, material, open};
use serde_json::{Value, json};

/// An embedder that needs no weights: the vector counts pairs of letters, so that texts with the same
/// pieces are near each other.
struct Pairs {
    id: &'static str,
    dimensions: usize,
}

impl Embedder for Pairs {
    fn id(&self) -> &str {
        self.id
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn window(&self) -> usize {
        10_000
    }

    fn count_tokens(&self, text: &str) -> usize {
        text.split_whitespace().count() + 2
    }

    fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        let vector = |text: &String| {
            let mut vector = vec![0.01; self.dimensions];
            let letters: Vec<u32> = text.to_lowercase().chars().map(u32::from).collect();
            for pair in letters.windows(2) {
                let number = pair[0].wrapping_mul(31).wrapping_add(pair[1]).wrapping_mul(2_654_435_761) >> 8;
                vector[number as usize % self.dimensions] += if number % 2 == 0 { 1.0 } else { -1.0 };
            }
            almanac_core::models::embed::unit(vector, self.dimensions)
        };
        texts.iter().map(vector).collect()
    }
}

const SMALL: Pairs = Pairs { id: "pairs", dimensions: 64 };
const OTHER: Pairs = Pairs { id: "other-pairs", dimensions: 96 };

fn lend(app: &App) {
    app.models.lend(Arc::new(SMALL));
    app.models.lend(Arc::new(OTHER));
}

/// A profile whose texts are embedded without weights.
fn furnished() -> House {
    let house = House::new();
    lend(&house.app);
    house.call("settings.update", json!({ "embed_model": "builtin:pairs" }));
    house
}

fn search(house: &House, query: &str, mode: &str) -> Value {
    house.call("search.query", json!({ "query": query, "mode": mode, "limit": 50 }))
}

fn titles(house: &House, query: &str) -> Vec<String> {
    let results = search(house, query, "hybrid")["results"].clone();
    results.as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
}

/// The tasks nearest to a text with their cosines, by sqlite-vec's own scan.
fn scanned(app: &App, text: &str, k: usize) -> Vec<(i64, f64)> {
    let embedder = app.models.embedder(app).unwrap();
    let vector: Vec<u8> = embedder.embed(&[text.to_owned()]).unwrap()[0].iter().flat_map(|x| x.to_le_bytes()).collect();
    let sql =
        "select p.owner, v.distance from (select rowid, distance from vec_1 where embedding match ?1 and k = ?2) as v
         join passage as p on p.id = v.rowid order by v.distance, p.id";
    let cosine = |distance: f64| 1.0 - distance * distance / 2.0;
    app.db.read(|tx| tx.all(sql, (vector, k as i64), |row| Ok((row.get(0)?, cosine(row.get(1)?))))).unwrap()
}

/// The same by searching.
fn remembered(app: &App, text: &str, k: usize) -> Vec<(i64, f64)> {
    let input = json!({ "query": text, "mode": "vector", "limit": k });
    let answer = app.call("search.query", input).unwrap().data;
    let hit = |hit: &Value| (hit["id"].as_i64().unwrap(), hit["explain"]["vector_score"].as_f64().unwrap());
    answer["results"].as_array().unwrap().iter().map(hit).collect()
}

/// Both find the same; of two that are equally near either may come first.
fn agree(app: &App, texts: &[&str], when: &str) {
    for text in texts {
        let (truth, answer) = (scanned(app, text, 12), remembered(app, text, 10));
        assert_eq!(answer.len(), 10, "{when}: {text}");
        for ((id, cosine), (_, expected)) in answer.iter().zip(&truth) {
            assert!((cosine - expected).abs() < 1e-5, "{when}: {text}: {answer:?} and not {truth:?}");
            let alike = |(other, near): &(i64, f64)| other == id && (near - cosine).abs() < 1e-5;
            let tied = (cosine - truth[truth.len() - 1].1).abs() < 1e-5;
            assert!(tied || truth.iter().any(alike), "{when}: {text}: {id} is not among {truth:?}");
        }
    }
}

const QUESTIONS: &[&str] = &["call the plumber", "apple trees", "write 37 letters", "zzz"];

#[test]
fn memory_answers_what_the_table_of_vectors_would() {
    let house = furnished();
    let verbs = ["call", "write to", "visit", "pay", "thank"];
    let things = ["the plumber", "grandmother", "an apple tree", "the bank", "letters", "Ada", "the printer"];
    let mut tasks = Vec::new();
    for number in 0..60 {
        tasks.push(house.task(&format!("{} {} {number}", verbs[number % 5], things[number % 7])));
    }
    house.process();
    agree(&house.app, QUESTIONS, "at first");

    house.task("call the plumber about apple trees");
    house.process();
    agree(&house.app, QUESTIONS, "after an insert");

    house.call("tasks.edit", json!({ "ids": [tasks[0]], "patch": { "title": "apple trees need letters" } }));
    house.process();
    agree(&house.app, QUESTIONS, "after embedding anew");

    house.call("tasks.delete", json!({ "ids": tasks[3..9] }));
    agree(&house.app, QUESTIONS, "after deletions");

    house.call("history.undo", Value::Null);
    house.process();
    agree(&house.app, QUESTIONS, "after undo");

    // A second program on the same file writes; the first has no other way to know.
    let second = open(&house.folder, &house.clock).unwrap();
    lend(&second);
    second.call("tasks.create", json!({ "title": "write 37 letters to the plumber" })).unwrap();
    second.call("tasks.delete", json!({ "ids": [tasks[20]] })).unwrap();
    while tick(&second, Lane::Slow).unwrap() == Tick::Ran {}
    agree(&house.app, QUESTIONS, "after another program wrote");
    agree(&second, QUESTIONS, "in the other program");
}

#[test]
fn a_real_model_is_answered_from_memory_as_from_the_table() {
    let house = House::new();
    let Some(folder) = material("retrieval/scifact").filter(|_| house.has_embedder()) else { return };
    let lines = std::fs::read_to_string(folder.join("corpus.jsonl")).unwrap();
    for line in lines.lines().take(60) {
        let title = serde_json::from_str::<Value>(line).unwrap()["title"].as_str().unwrap().to_owned();
        house.task(&title.chars().take(150).collect::<String>());
    }
    house.process();
    agree(&house.app, &["cells and proteins", "development of the brain", "vaccination"], "with real vectors");
}

#[test]
fn a_narrowed_search_loses_nothing() {
    let house = furnished();
    for number in 0..40 {
        house.call("tasks.create", json!({ "title": format!("letters to Ada {number}"), "tags": ["post"] }));
    }
    house.call("tasks.create", json!({ "title": "xylophone", "tags": ["rare"] }));
    house.process();
    let found = search(&house, "letters to Ada tag:rare", "vector");
    assert_eq!(found["results"].as_array().unwrap().len(), 1, "however far away, it is the nearest that is allowed");
    assert_eq!(search(&house, "letters tag:post -tag:rare", "hybrid")["results"].as_array().unwrap().len(), 40);
}

#[test]
fn another_embedding_model_takes_over_when_it_is_complete() {
    let mut house = furnished();
    for number in 0..12 {
        house.task(&format!("call the plumber {number}"));
    }
    house.process();
    let answers = |house: &House| {
        let found = search(house, "plumber", "vector");
        assert_eq!(found["results"].as_array().unwrap().len(), 12, "search works throughout");
        found["degraded"].as_str().unwrap_or_default().to_owned()
    };
    let models = |house: &House| -> Vec<String> {
        house.app.db.read(|tx| tx.all("select model from embedder order by id", [], |row| row.get(0))).unwrap()
    };
    assert_eq!(answers(&house), "");
    house.call("settings.update", json!({ "embed_model": "builtin:other-pairs" }));
    assert!(answers(&house).contains("with pairs until everything is indexed with other-pairs (0 %)"));
    for _ in 0..6 {
        assert_eq!(tick(&house.app, Lane::Slow).unwrap(), Tick::Ran);
        answers(&house);
    }
    let before = house.call("processing.status", Value::Null);
    assert_eq!((&before["embedder"], &before["passages"]), (&json!("other-pairs"), &json!(12)));
    let done = before["embedded"].as_i64().unwrap();
    assert!(0 < done && done < 12, "{before}");

    house = house.restart();
    lend(&house.app);
    assert!(answers(&house).contains(" %)"));
    assert_eq!(house.call("processing.status", Value::Null)["embedded"], done, "what was done stays done");
    house.process();
    assert_eq!(answers(&house), "");
    assert_eq!(models(&house), ["other-pairs"], "the old vectors are gone");

    // Back again: half-way the mind is changed once more.
    house.call("settings.update", json!({ "embed_model": "builtin:pairs" }));
    for _ in 0..4 {
        tick(&house.app, Lane::Slow).unwrap();
    }
    assert_eq!(models(&house).len(), 2);
    house.call("settings.update", json!({ "embed_model": "builtin:other-pairs" }));
    house.task("call the plumber 12");
    house.process();
    assert_eq!(models(&house), ["other-pairs"]);
    assert_eq!(search(&house, "plumber", "vector")["results"].as_array().unwrap().len(), 13);
}

#[test]
fn an_identifier_finds_its_thing() {
    let house = furnished();
    let file = house.folder.path().join("lines.jsonl");
    let line =
        |id: &str, title: &str| format!("{{\"_id\": \"{id}\", \"title\": \"{title}\", \"text\": \"About {title}.\"}}");
    std::fs::write(&file, [line("AB-17", "Pumps"), line("AB-18", "Valves")].join("\n")).unwrap();
    house.call("knowledge.import_lines", json!({ "path": file.display().to_string() }));
    house.process();
    assert_eq!(titles(&house, "AB-18")[0], "Valves");
    assert_eq!(titles(&house, "pumps")[0], "Pumps");
}

#[test]
fn a_title_is_found_first_however_few_are_wanted() {
    let house = furnished();
    for number in 0..30 {
        house.task(&format!("pumps, pumps and more pumps {number}"));
    }
    note(&house, "Pumps", &"Water is lifted from the well into the tank above the house. ".repeat(20));
    house.process();
    for mode in ["text", "vector", "hybrid"] {
        let found = house.call("search.query", json!({ "query": "pumps", "mode": mode, "limit": 1 }));
        assert_eq!(found["results"].as_array().unwrap().len(), 1);
        assert_eq!(found["results"][0]["title"], "Pumps", "{mode}");
    }
}

fn note(house: &House, title: &str, text: &str) {
    house.call("knowledge.create_note", json!({ "title": title, "text": text }));
}

#[test]
fn whatever_is_typed_is_searched_for() {
    let house = furnished();
    note(&house, "Languages", "I write C++ on weekdays and C on Sundays.");
    note(&house, "Address", "Write to user@example.com before Friday.");
    note(&house, "Coffee", "The cafe\u{301} opens at eight.");
    note(&house, "Meeting", "東京の天気は晴れです。会議は三時。日本語で話す。");
    note(&house, "Thai", "สวัสดีชาวโลก ประชุมวันจันทร์");
    note(&house, "Dates", "The contract ends on 2026-11-21 at noon.");
    note(&house, "Agents", "Many agents, and one multi-agent system.");
    house.process();
    let first = |query: &str| titles(&house, query).first().cloned().unwrap_or_default();
    assert_eq!(first("C++"), "Languages");
    assert_eq!(first("user@example.com"), "Address");
    assert_eq!(
        (first("caf\u{e9}"), first("cafe\u{301}"), first("cafe")),
        ("Coffee".into(), "Coffee".into(), "Coffee".into())
    );
    assert_eq!((first("会議"), first("日本語")), ("Meeting".into(), "Meeting".into()));
    assert_eq!(first("ประชุม"), "Thai");
    assert_eq!(first("2026-11-21"), "Dates");
    assert_eq!(first("multi-agent"), "Agents");
    let Some(lists) = material("hostile/lists/search_queries.json") else { return };
    let queries: Vec<String> = serde_json::from_str(&std::fs::read_to_string(lists).unwrap()).unwrap();
    assert!(queries.len() > 50);
    for query in &queries {
        for mode in ["hybrid", "text", "vector"] {
            house.call("search.query", json!({ "query": query, "mode": mode }));
        }
        house.call("search.suggest", json!({ "text": query }));
        house.call("search.complete", json!({ "text": query }));
    }
}

#[test]
fn filters_name_what_exists_or_say_what_does() {
    let house = furnished();
    let project = house.call("projects.create", json!({ "name": "Move house" }))["id"].clone();
    house.call("tasks.create", json!({ "title": "pack the boxes", "project": project, "tags": ["home"] }));
    let done = house.task("book the van");
    house.call("tasks.complete", json!({ "ids": [done] }));
    note(&house, "Boxes", "Twenty boxes are in the cellar.");
    house.process();
    assert_eq!(titles(&house, "boxes in:\"move house\""), ["pack the boxes", "Move house"]);
    assert_eq!(titles(&house, "boxes -in:\"Move house\" -type:task"), ["Boxes"]);
    assert_eq!(titles(&house, "is:done"), ["book the van"]);
    assert_eq!(titles(&house, "type:task -is:done"), ["pack the boxes"]);
    assert_eq!(titles(&house, "type:note boxes \"in the cellar\""), ["Boxes"]);
    assert_eq!(titles(&house, "boxes -cellar tag:HOME"), ["pack the boxes"]);
    for (query, hint) in [
        ("typ:note boxes", "did you mean `type:`?"),
        ("type:nte", "did you mean `type:note`?"),
        ("tag:hoem", "did you mean `tag:home`?"),
        ("in:\"move huose\"", "did you mean `in:\"Move house\"`?"),
        ("is:finished", "open, closed, overdue"),
        ("before:tuesday", "before:2026-12-31"),
    ] {
        let (kind, message) = house.fails("search.query", json!({ "query": query }));
        assert_eq!(kind, Kind::Invalid);
        assert!(message.contains(hint), "{query}: {message}");
    }
}

#[test]
fn days_are_those_of_the_user() {
    let house = furnished();
    // In Berlin the 22nd has begun; in Greenwich it has not.
    house.clock.set("2026-11-21T23:30:00Z".parse().unwrap());
    house.task("late");
    assert_eq!(titles(&house, "after:2026-11-22"), ["late"]);
    assert_eq!(titles(&house, "before:2026-11-22"), Vec::<String>::new());
    assert_eq!(titles(&house, "before:2026-11-23 after:2026-11"), ["late"]);
}

#[test]
fn the_box_helps_while_one_types() {
    let house = furnished();
    house.call("tasks.create", json!({ "title": "Bleed the radiators", "tags": ["deep work", "home"] }));
    note(&house, "Boiler manual", "Its pressure should be 1.5 bar. Pressures above that are harmful.");
    house.process();
    search(&house, "boiler", "text");
    let complete = |text: &str| -> (Vec<String>, u64, u64) {
        let found = house.call("search.complete", json!({ "text": text }));
        let texts = found["candidates"].as_array().unwrap().iter().map(|c| c["text"].as_str().unwrap().to_owned());
        (texts.collect(), found["start"].as_u64().unwrap(), found["end"].as_u64().unwrap())
    };
    assert_eq!(complete("milk t"), (vec!["type:".into(), "tag:".into()], 5, 6));
    assert_eq!(complete("-tag:de"), (vec!["-tag:\"deep work\" ".into()], 0, 7));
    assert_eq!(complete("is:o").0, ["is:open ", "is:overdue "]);
    assert_eq!(complete("type:pd").0, ["type:pdf "]);
    assert_eq!(complete("after:2026-11-2").0, ["after:2026-11-21 "]);
    assert_eq!(complete("in:x").0, Vec::<String>::new());
    let suggest = |text: &str| -> Vec<String> {
        let found = house.call("search.suggest", json!({ "text": text }));
        found.as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(suggest("boil")[0], "Boiler manual");
    assert_eq!(suggest("the rad")[0], "Bleed the radiators");
    assert_eq!(suggest("the pres"), ["the pressure "]);
    assert_eq!(suggest("tag:ho"), Vec::<String>::new());
}

#[test]
fn each_hit_says_why_it_is_there() {
    let house = furnished();
    note(&house, "Heating", "Ada services the boiler every May. The pressure should be 1.5 bar.");
    note(&house, "boiler", "An entry of its own.");
    note(&house, "Garden", "The apple trees are pruned in February.");
    house.process();
    let found = search(&house, "Boiler", "hybrid");
    assert_eq!(found["results"][0]["title"], "boiler");
    let explain = &found["results"][0]["explain"];
    assert_eq!((&explain["exact"], &explain["words"]), (&json!(true), &json!(["boiler"])));
    assert!(explain["reason"].as_str().unwrap().contains("title"), "{explain}");
    let second = &found["results"][1]["explain"];
    let parts = second["text_part"].as_f64().unwrap() + second["vector_part"].as_f64().unwrap();
    assert!((parts - second["fused"].as_f64().unwrap()).abs() < 1e-9, "{second}");
    assert!(second["text_score"].as_f64().unwrap() > 0.0 && second["vector_score"].is_number());
}

#[test]
fn a_project_is_found_by_its_own_words_and_follows_them() {
    let house = furnished();
    let project = house.call("projects.create", json!({ "name": "Winter garden", "notes": "glass roof and a stove" }));
    house.process();
    assert_eq!(titles(&house, "type:project glass roof"), ["Winter garden"]);
    house.call("projects.update", json!({ "id": project["id"], "notes": "only tomatoes" }));
    house.process();
    assert_eq!(titles(&house, "type:project \"tomatoes\""), ["Winter garden"]);
    assert!(titles(&house, "type:project \"glass roof\"").is_empty());
    house.call("projects.delete", project["id"].clone());
    assert!(titles(&house, "type:project tomatoes").is_empty());
    house.call("history.undo", json!(null));
    house.process();
    assert_eq!(titles(&house, "type:project tomatoes"), ["Winter garden"]);
}
