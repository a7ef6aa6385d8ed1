//! Memory ranks as FTS5 itself does.

use std::path::Path;

use super::super::{SearchMode, find};
use super::store;
use crate::{Actor, App, Config};

fn same_top_ten(app: &App, query: &str) {
    let best =
        |tx: &crate::db::ReadTx<'_>| store::best(tx, &app.search, super::super::log::last(tx)?, query, None, 10, &[]);
    let found = app.db.read(best).unwrap().found;
    let truth = app.db.read(|tx| store::by_fts5(tx, &store::words(query), None, 12)).unwrap();
    for (place, (id, score)) in found.iter().enumerate() {
        assert!((score - truth[place].1).abs() < 1e-3, "{query}: {place} has {score} and not {}", truth[place].1);
        // Where two are alike to a thousandth, either may come first.
        let alike = |other: &&(i64, f64)| other.0 == *id && (other.1 - score).abs() < 1e-3;
        assert!(truth.iter().any(|other| alike(&other)), "{query}: {id} is not among the first of FTS5");
    }
    assert_eq!(found.len(), truth.len().min(10), "{query}");
}

fn put(app: &App, owner: i64, title: &str, text: &str) {
    let sql = "insert into passage (kind, owner, seq, title, text, start, end) values ('item', ?1, 0, ?2, ?3, 0, 0)";
    app.db.write_derived(|tx| tx.execute(sql, (owner, title, text))).unwrap();
}

#[test]
fn the_first_ten_are_those_of_fts5() {
    let folder = tempfile::TempDir::new().unwrap();
    let app = App::open(Config::new(folder.path().to_owned(), Actor::User).unwrap()).unwrap();
    let material = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/retrieval/scifact");
    let Ok(corpus) = std::fs::read_to_string(material.join("corpus.jsonl")) else {
        println!("skipped: there is no test material retrieval/scifact here");
        return;
    };
    let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    app.db
        .write_derived(|tx| {
            for (owner, line) in corpus.lines().enumerate() {
                let line = value(line);
                let sql = "insert into passage (kind, owner, seq, title, text, start, end) values ('item', ?1, 0, ?2, ?3, 0, 0)";
                tx.execute(sql, (owner as i64, line["title"].as_str().unwrap(), line["text"].as_str().unwrap()))?;
            }
            Ok(())
        })
        .unwrap();
    // The first search makes the log, and with it the memory.
    find(&app, "cells", &super::super::Filter::default(), SearchMode::Text, false, 1).unwrap();
    let queries = std::fs::read_to_string(material.join("queries.jsonl")).unwrap();
    let queries: Vec<String> =
        queries.lines().take(120).map(|line| value(line)["text"].as_str().unwrap().to_owned()).collect();
    for query in &queries {
        same_top_ten(&app, query);
    }
    put(&app, 90_000, "A cell in a cell", "cells cells cells and proteins");
    app.db.write_derived(|tx| tx.execute("delete from passage where owner % 7 = 3", [])).unwrap();
    app.db
        .write_derived(|tx| tx.execute("update passage set text = 'proteins of the brain' where owner = 5", []))
        .unwrap();
    for query in queries.iter().take(30) {
        same_top_ten(&app, query);
    }
}
