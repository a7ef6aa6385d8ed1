//! The mirror of vectors against sqlite-vec's own scan, at sizes from a few notes to a large archive.
//! Run with `cargo bench --profile measure -p almanac-core --bench vectors`.
#![allow(clippy::unwrap_used, reason = "a benchmark may stop where it fails")]

use std::sync::{Mutex, OnceLock};

use almanac_core::search::vectors::Mirror;
use almanac_core::{Actor, App, Config};
use divan::{Bencher, black_box};

const DIMENSIONS: usize = 384;
const NEAREST: usize = 10;

fn main() {
    divan::main();
}

/// Numbers that are the same at every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32 - 0.5
    }
}

/// Vectors of length one that lie, as those of texts do, near a surface of fewer dimensions than they
/// have numbers.
fn texts(count: usize, seed: u64) -> Vec<f32> {
    const SUBJECTS: usize = 48;
    let mut fixed = Numbers(7);
    let directions: Vec<f32> = (0..SUBJECTS * DIMENSIONS).map(|_| fixed.next()).collect();
    let mut numbers = Numbers(seed);
    let mut all = Vec::with_capacity(count * DIMENSIONS);
    for _ in 0..count {
        let mut vector = [0.0_f32; DIMENSIONS];
        for direction in directions.chunks(DIMENSIONS) {
            let weight = numbers.next();
            vector.iter_mut().zip(direction).for_each(|(x, y)| *x += weight * y);
        }
        vector.iter_mut().for_each(|x| *x += 0.5 * numbers.next());
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        all.extend(vector.iter().map(|x| x / length));
    }
    all
}

struct Case {
    vectors: Vec<f32>,
    mirror: Mirror,
    queries: Vec<f32>,
}

/// Building a case takes longer than measuring it, so each is built once.
fn case(count: usize) -> &'static Case {
    static CASES: [OnceLock<Case>; 3] = [const { OnceLock::new() }; 3];
    let place = match count {
        10_000 => 0,
        100_000 => 1,
        _ => 2,
    };
    CASES[place].get_or_init(|| {
        let vectors = texts(count, 1);
        let ids: Vec<i64> = (0..count as i64).collect();
        Case { mirror: Mirror::build(DIMENSIONS, &ids, &vectors), vectors, queries: texts(100, 2) }
    })
}

fn dot(vectors: &[f32], id: i64, query: &[f32]) -> f64 {
    let row = &vectors[id as usize * DIMENSIONS..][..DIMENSIONS];
    f64::from(row.iter().zip(query).map(|(a, b)| a * b).sum::<f32>())
}

#[divan::bench(args = [10_000, 100_000, 500_000])]
fn mirror(bencher: Bencher<'_, '_>, count: usize) {
    let Case { vectors, mirror, queries } = case(count);
    let mut queries = queries.chunks(DIMENSIONS).cycle();
    bencher.bench_local(|| {
        let query = queries.next().unwrap();
        mirror.search(black_box(query), NEAREST, None, |id| Ok::<_, ()>(Some(dot(vectors, id, query)))).unwrap()
    });
}

/// One passage in ten is allowed.
#[divan::bench(args = [100_000])]
fn mirror_narrowed(bencher: Bencher<'_, '_>, count: usize) {
    let Case { vectors, mirror, queries } = case(count);
    let allowed: Vec<i64> = (0..count as i64).filter(|id| id % 10 == 0).collect();
    let mut queries = queries.chunks(DIMENSIONS).cycle();
    bencher.bench_local(|| {
        let query = queries.next().unwrap();
        let exact = |id| Ok::<_, ()>(Some(dot(vectors, id, query)));
        mirror.search(black_box(query), NEAREST, Some(&allowed), exact).unwrap()
    });
}

#[divan::bench(args = [100_000], sample_count = 5, sample_size = 1)]
fn build_mirror(bencher: Bencher<'_, '_>, count: usize) {
    let vectors = &case(count).vectors;
    let ids: Vec<i64> = (0..count as i64).collect();
    bencher.bench_local(|| Mirror::build(DIMENSIONS, &ids, black_box(vectors)).len());
}

/// `vec0 MATCH`, in memory.
#[divan::bench(args = [10_000, 100_000], sample_count = 20, sample_size = 1)]
fn sqlite_vec(bencher: Bencher<'_, '_>, count: usize) {
    let Case { vectors, queries, .. } = case(count);
    let db = table(vectors);
    let mut queries = queries.chunks(DIMENSIONS).cycle();
    bencher.bench_local(|| scan(&db.lock().unwrap(), queries.next().unwrap()));
}

fn table(vectors: &[f32]) -> Mutex<rusqlite::Connection> {
    // Opening any profile makes sqlite-vec known to every connection of the process.
    let folder = tempfile::TempDir::new().unwrap();
    App::open(Config::new(folder.path().to_owned(), Actor::User).unwrap()).unwrap();
    let db = rusqlite::Connection::open_in_memory().unwrap();
    db.execute_batch(&format!("create virtual table v using vec0 (embedding float[{DIMENSIONS}]); begin")).unwrap();
    {
        let mut insert = db.prepare("insert into v (rowid, embedding) values (?1, ?2)").unwrap();
        for (id, vector) in vectors.chunks(DIMENSIONS).enumerate() {
            insert.execute((id as i64, bytes(vector))).unwrap();
        }
    }
    db.execute_batch("commit").unwrap();
    Mutex::new(db)
}

fn scan(db: &rusqlite::Connection, query: &[f32]) -> Vec<i64> {
    let sql = "select rowid from v where embedding match ?1 and k = ?2 order by distance";
    let mut statement = db.prepare_cached(sql).unwrap();
    let rows = statement.query_map((bytes(query), NEAREST as i64), |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|x| x.to_le_bytes()).collect()
}
