//! The data of the contests: made from a fixed seed, so that every machine measures the same.
//!
//! `vectors` makes `FOLDER/vectors.f32`, `queries.f32` (rows of little-endian f32) and `vectors.db` (the same in a
//! sqlite-vec table). `profile` adds `passages.txt`, `questions.txt` (a line each) and a profile with the passages,
//! their vectors and as many tasks.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use almanac_core::{Actor, App, Config};
use rusqlite::Connection;

pub(crate) const DIMENSIONS: usize = 384;
pub(crate) const QUERIES: usize = 200;

/// Splitmix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to 1, without 1.
    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Normally distributed, by Box and Muller.
    fn normal(&mut self) -> f32 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        (radius * (2.0 * std::f64::consts::PI * self.uniform()).cos()) as f32
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.uniform() * n as f64) as usize
    }
}

/// Makes `n` vectors, unless they are there.
pub(crate) fn make_vectors(folder: &Path, n: usize) {
    once(folder, "vectors.complete", || {
        let vectors = vectors(n);
        write_rows(&folder.join("vectors.f32"), &vectors);
        write_rows(&folder.join("queries.f32"), &queries(&vectors));
        let mut file = table(folder);
        let transaction = file.transaction().unwrap();
        transaction.execute_batch("drop table if exists vec_1").unwrap();
        transaction.execute(TABLE, []).unwrap();
        store(&vectors, |id, bytes| {
            transaction.prepare_cached(STORE).unwrap().execute((id, bytes)).unwrap();
        });
        transaction.commit().unwrap();
    });
}

/// Makes the profile of `n` passages and tasks, unless it is there.
pub(crate) fn make_profile(folder: &Path, n: usize) {
    make_vectors(folder, n);
    once(folder, "profile.complete", || {
        let language = Language::new();
        let passages = language.passages(n);
        write_lines(&folder.join("passages.txt"), &passages);
        write_lines(&folder.join("questions.txt"), &language.questions(&passages));
        let _ = std::fs::remove_dir_all(profile(folder));
        fill(&profile(folder), &passages, &rows(&folder.join("vectors.f32")));
    });
}

/// Does something that is then complete for good.
pub(crate) fn once(folder: &Path, mark: &str, make: impl FnOnce()) {
    std::fs::create_dir_all(folder).unwrap();
    if !folder.join(mark).exists() {
        make();
        std::fs::write(folder.join(mark), "").unwrap();
    }
}

/// Where the window, too, finds the profile when `FOLDER/home` is the user's data folder.
pub(crate) fn profile(folder: &Path) -> PathBuf {
    folder.join("home").join(almanac_core::IDENTIFIER)
}

/// The vectors in a file of their own, with sqlite-vec. A profile that is opened makes the extension known.
pub(crate) fn table(folder: &Path) -> Connection {
    drop(open(&folder.join("empty")));
    let file = Connection::open(folder.join("vectors.db")).unwrap();
    // As the app opens its own file.
    file.execute_batch("pragma page_size = 16384; pragma mmap_size = 268435456; pragma cache_size = -32768").unwrap();
    file
}

const TABLE: &str = "create virtual table vec_1 using vec0 (embedding float[384])";
pub(crate) const STORE: &str = "insert into vec_1 (rowid, embedding) values (?1, ?2)";

fn store(vectors: &[f32], mut put: impl FnMut(i64, Vec<u8>)) {
    for (row, vector) in vectors.chunks_exact(DIMENSIONS).enumerate() {
        put(row as i64 + 1, vector.iter().flat_map(|x| x.to_le_bytes()).collect());
    }
}

/// Directions as an encoder's are: topics of unequal size, and components of unequal weight.
fn vectors(n: usize) -> Vec<f32> {
    let mut random = Random::new(1);
    let spread: Vec<f32> = (0..DIMENSIONS).map(|i| 1.0 / (1.0 + i as f32 / 40.0)).collect();
    let topics: Vec<Vec<f32>> = (0..500).map(|_| spread.iter().map(|s| s * random.normal() * 0.8).collect()).collect();
    let mut rows = Vec::with_capacity(n * DIMENSIONS);
    for _ in 0..n {
        // The square makes small topics and large ones.
        let topic = &topics[((random.uniform() * random.uniform()) * topics.len() as f64) as usize];
        rows.extend(unit(topic.iter().zip(&spread).map(|(t, s)| t + s * random.normal()).collect()));
    }
    rows
}

/// Places near some of the vectors, as a question is near its answer.
fn queries(vectors: &[f32]) -> Vec<f32> {
    let mut random = Random::new(2);
    let rows = vectors.len() / DIMENSIONS;
    let mut queries = Vec::with_capacity(QUERIES * DIMENSIONS);
    for _ in 0..QUERIES {
        let row = random.below(rows);
        let near = vectors[row * DIMENSIONS..][..DIMENSIONS].iter();
        queries.extend(unit(near.map(|x| x + random.normal() * 0.03).collect()));
    }
    queries
}

fn unit(row: Vec<f32>) -> Vec<f32> {
    let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
    row.into_iter().map(|x| x / length).collect()
}

/// Words as they occur: the n-th most frequent one n times rarer than the first (Zipf's law), the first
/// ones English function words.
struct Language {
    words: Vec<String>,
    /// Sums of the frequencies up to each word.
    sums: Vec<f64>,
}

const FUNCTION_WORDS: &str = "the of and to in a is that for it was on are as with be at by this from or an which has not but have had their its were been they there one all can more when will would who what how into than some other about these may only";

impl Language {
    fn new() -> Self {
        let mut random = Random::new(3);
        let mut words: Vec<String> = FUNCTION_WORDS.split(' ').map(str::to_owned).collect();
        let mut seen: std::collections::HashSet<String> = words.iter().cloned().collect();
        while words.len() < 60_000 {
            let syllables = 2 + random.below(3);
            let syllable = |random: &mut Random| {
                let (consonants, vowels) = ("bcdfghjklmnprstvwz", "aeiou");
                let pick = |from: &str, at: usize| from.chars().nth(at).unwrap();
                [pick(consonants, random.below(consonants.len())), pick(vowels, random.below(vowels.len()))]
            };
            let word: String = (0..syllables).flat_map(|_| syllable(&mut random)).collect();
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let sums = (1..=words.len()).map(|rank| {
            sum += 1.0 / rank as f64;
            sum
        });
        Self { sums: sums.collect(), words }
    }

    fn word(&self, random: &mut Random) -> &str {
        let at = random.uniform() * self.sums.last().unwrap();
        &self.words[self.sums.partition_point(|sum| *sum <= at).min(self.words.len() - 1)]
    }

    fn passages(&self, n: usize) -> Vec<String> {
        let mut random = Random::new(4);
        (0..n)
            .map(|_| {
                let length = 30 + random.below(60);
                (0..length).map(|_| self.word(&mut random)).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// Ten words, half of them function words: the shape of a question.
    fn questions(&self, passages: &[String]) -> Vec<String> {
        let mut random = Random::new(5);
        let function: Vec<&str> = FUNCTION_WORDS.split(' ').collect();
        (0..QUERIES)
            .map(|_| {
                let passage: Vec<&str> = passages[random.below(passages.len())].split(' ').collect();
                (0..10)
                    .map(|at| {
                        if at % 2 == 0 {
                            function[random.below(function.len())]
                        } else {
                            passage[random.below(passage.len())]
                        }
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }
}

/// A profile with the passages, their vectors under MiniLM's name, and as many tasks.
fn fill(folder: &Path, passages: &[String], vectors: &[f32]) {
    let app = open(folder);
    let model = almanac_core::models::catalogue::MINILM;
    app.db
        .write(Actor::Import, "bench", |tx| {
            tx.insert("insert into blob (hash, bytes) values ('bench', x'00')", [])?;
            for (row, text) in passages.iter().enumerate() {
                let title: String = text.chars().take(30).collect();
                let uid = tx.uid();
                let item = tx.insert(
                    "insert into item (uid, kind, title, blob, bytes, created_at, updated_at)
                     values (?1, 'text', ?2, 'bench', 1, ?3, ?3)",
                    (uid, &title, row as i64),
                )?;
                tx.execute("delete from passage where kind = 'item' and owner = ?1", [item])?;
                tx.insert(
                    "insert into passage (id, kind, owner, seq, title, text, start, end)
                     values (?1, 'item', ?2, 0, '', ?3, 0, ?4)",
                    (row as i64 + 1, item, text, text.chars().count() as i64),
                )?;
            }
            tx.execute("insert into embedder (id, model, dimensions) values (1, ?1, ?2)", (model, DIMENSIONS as i64))?;
            tx.execute(TABLE, [])?;
            tx.execute(
                "create trigger vec_1_gone after delete on passage begin delete from vec_1 where rowid = old.id; end",
                [],
            )?;
            store(vectors, |id, bytes| {
                tx.execute(STORE, (id, bytes)).unwrap();
            });
            for (row, text) in passages.iter().enumerate() {
                let title: String = text.chars().take(60).collect();
                let uid = tx.uid();
                let status = if row % 10 == 0 { "todo" } else { "done" };
                let task = tx.insert(
                    "insert into task (uid, title, status, created_at, completed_at) values (?1, ?2, ?3, ?4, ?5)",
                    (uid, title, status, row as i64, (status == "done").then_some(row as i64)),
                )?;
                // Tasks are on the lists, not in the contest of the passages.
                tx.execute("delete from passage where kind = 'task' and owner = ?1", [task])?;
            }
            tx.execute("delete from job", [])?;
            Ok(())
        })
        .unwrap();
}

/// A profile, as a window would open it.
pub(crate) fn open(folder: &Path) -> Arc<App> {
    let worker = std::env::current_exe().unwrap();
    let clock = Arc::new(almanac_core::clock::SystemClock);
    App::open(Config { data_dir: folder.to_owned(), resource_dir: None, worker, actor: Actor::User, clock }).unwrap()
}

pub(crate) fn rows(path: &Path) -> Vec<f32> {
    let bytes = std::fs::read(path).unwrap();
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

pub(crate) fn lines(path: &Path) -> Vec<String> {
    std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

fn write_rows(path: &Path, rows: &[f32]) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    for x in rows {
        file.write_all(&x.to_le_bytes()).unwrap();
    }
    file.flush().unwrap();
}

fn write_lines(path: &Path, lines: &[String]) {
    std::fs::write(path, lines.join("\n")).unwrap();
}
