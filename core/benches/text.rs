//! Questions in whole sentences over 100,000 passages: the ranking with lengths and common words in
//! memory against FTS5's `bm25()`. Both run on the same profile and find the same.
//! Run with `cargo bench --profile measure -p almanac-core --bench text`.
#![allow(clippy::unwrap_used, reason = "a benchmark may stop where it fails")]

use std::sync::{Arc, OnceLock};

use almanac_core::search::{Filter, SearchMode, find};
use almanac_core::{Actor, App, Config};
use divan::{Bencher, black_box};

const PASSAGES: usize = 100_000;
const LENGTH: usize = 150;
const WORDS: usize = 50_000;

fn main() {
    divan::main();
}

/// Numbers from 0 to 1 that are the same at every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A word by Zipf's law: the second is half as frequent as the first, the third a third.
    fn word(&mut self) -> String {
        let rank = ((WORDS as f64).powf(self.next()) - 1.0) as usize;
        // Letters only, so that no stemmer shortens it.
        let mut number = rank + 1;
        let mut word = String::from("k");
        while number > 0 {
            word.push(char::from(b"bdfgklmnprtvxz"[number % 14]));
            number /= 14;
        }
        word
    }

    fn sentence(&mut self, length: usize) -> String {
        (0..length).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

struct Case {
    app: Arc<App>,
    #[expect(dead_code, reason = "the folder lives as long as the profile")]
    folder: tempfile::TempDir,
    questions: Vec<String>,
}

fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let folder = tempfile::TempDir::new().unwrap();
        let app = App::open(Config::new(folder.path().to_owned(), Actor::User).unwrap()).unwrap();
        let mut numbers = Numbers(1);
        app.db
            .write_derived(|tx| {
                for owner in 0..PASSAGES as i64 {
                    let more = (numbers.next() * LENGTH as f64) as usize;
                    let text = numbers.sentence(LENGTH / 2 + more);
                    tx.execute(
                        "insert into passage (kind, owner, seq, title, text, start, end) values ('item', ?1, 0, '', ?2, 0, 0)",
                        (owner, text),
                    )?;
                }
                Ok(())
            })
            .unwrap();
        let questions = (0..50).map(|_| numbers.sentence(12)).collect();
        Case { app, folder, questions }
    })
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn in_memory(bencher: Bencher<'_, '_>) {
    let Case { app, questions, .. } = case();
    let mut questions = questions.iter().cycle();
    bencher.bench_local(|| {
        let question = black_box(questions.next().unwrap());
        find(app, question, &Filter::default(), SearchMode::Text, true).unwrap().0.len()
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn fts5_bm25(bencher: Bencher<'_, '_>) {
    let Case { app, questions, .. } = case();
    let mut questions = questions.iter().cycle();
    bencher.bench_local(|| {
        let words: Vec<String> = questions.next().unwrap().split(' ').map(|word| format!("\"{word}\"")).collect();
        let sql =
            "select rowid from passage_fts where passage_fts match ?1 order by bm25(passage_fts), rowid limit 200";
        app.db.read(|tx| tx.all(sql, [words.join(" OR ")], |row| row.get::<_, i64>(0))).unwrap().len()
    });
}
