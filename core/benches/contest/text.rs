//! Natural questions over the full text, and over text and vectors together.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use almanac_core::App;
use rusqlite::Connection;
use serde_json::json;

use super::data;
use super::{Contestant, Round};

/// The search operation, by words alone.
pub(crate) struct Words(Asker);

/// The search operation as a person uses it: question in, twenty results out.
pub(crate) struct Hybrid(Asker);

struct Asker {
    app: Arc<App>,
    questions: Vec<String>,
}

impl Asker {
    fn open(folder: &Path) -> Self {
        let asker =
            Self { app: data::open(&data::profile(folder)), questions: data::lines(&folder.join("questions.txt")) };
        // What is loaded once, at the first search, is not what a search costs.
        asker.ask("hybrid", 1, 2);
        asker
    }

    /// Asks some of the questions; answers the passages found.
    fn ask(&self, mode: &str, limit: usize, questions: usize) -> Vec<Vec<i64>> {
        let ask = |question: &String| {
            let found =
                self.app.call("search.query", json!({ "query": question, "mode": mode, "limit": limit })).unwrap();
            let hits = found.data["results"].as_array().unwrap().clone();
            // Item n holds passage n.
            hits.iter().map(|hit| hit["id"].as_i64().unwrap()).collect()
        };
        self.questions.iter().take(questions).map(ask).collect()
    }
}

impl Words {
    pub(crate) fn open(folder: &Path) -> Self {
        Self(Asker::open(folder))
    }
}

impl Contestant for Words {
    fn round(&mut self) -> Round {
        Round::found(self.0.ask("text", 10, 40))
    }
}

impl Hybrid {
    pub(crate) fn open(folder: &Path) -> Self {
        Self(Asker::open(folder))
    }
}

impl Contestant for Hybrid {
    fn round(&mut self) -> Round {
        Round::found(self.0.ask("hybrid", 20, 40))
    }
}

/// FTS5 alone: any of the words, in the order of its own `bm25()`.
pub(crate) struct Bm25 {
    file: Connection,
    questions: Vec<String>,
}

impl Bm25 {
    pub(crate) fn open(folder: &Path) -> Self {
        let app = data::open(&data::profile(folder));
        Self { file: Connection::open(app.db.path()).unwrap(), questions: data::lines(&folder.join("questions.txt")) }
    }
}

impl Contestant for Bm25 {
    fn round(&mut self) -> Round {
        let sql = "select rowid from passage_fts where passage_fts match ?1 order by bm25(passage_fts), rowid limit 10";
        let mut found = self.file.prepare_cached(sql).unwrap();
        let ask = |question: &String| {
            // A word that the question repeats counts once, as it does for the program.
            let words: BTreeSet<String> = question.split(' ').map(|word| format!("\"{word}\"")).collect();
            let words: Vec<String> = words.into_iter().collect();
            let rows = found.query_map([words.join(" OR ")], |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        Round::found(self.questions.iter().take(40).map(ask).collect())
    }
}
