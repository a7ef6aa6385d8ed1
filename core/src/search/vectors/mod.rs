//! The vectors of one embedder in memory: a mirror of the sqlite-vec table, which stays the truth.
//!
//! A search narrows down in three steps: the sign bits of every vector (48 bytes of a 384-number vector),
//! taken after turning all of them at random, as RaBitQ does (Gao and Long, 2024); then the eight-bit
//! numbers of the few hundred or thousand nearest by those; then the exact numbers, from the table, of
//! those that can still be among the best. It answers what a scan of the table would at a fraction of its cost.

mod kernels;
pub(super) mod store;

use std::collections::HashMap;

/// Up to so many rows the eight-bit numbers of all are compared; the signs would save nothing.
const PLAIN: usize = 4096;

/// How many more than asked for are compared exactly, at most.
const SPARE: usize = 30;

/// Of more than so many, only so many are compared exactly; the others are as far away as the eight-bit numbers say.
const EXACT: usize = 64;

/// How many rows are compared before it is known how far the search must reach, beside twice what is asked.
const FIRST: usize = 300;

/// How many distances are looked at to choose the first rows.
const SAMPLE: usize = 4096;

/// How many standard deviations beyond the expected number of differing signs are looked at.
const DEVIATIONS: f32 = 2.5;

/// How many standard deviations of the rounding error separate the possible from the impossible.
const ROUNDING: f32 = 6.0;

thread_local! {
    /// The room for the distances of one query, kept for the next.
    static DISTANCES: std::cell::Cell<Vec<u16>> = const { std::cell::Cell::new(Vec::new()) };
}

/// Vectors of length one, by the id of their passage.
pub struct Mirror {
    dimensions: usize,
    ids: Vec<i64>,
    places: HashMap<i64, u32>,
    mean: Vec<f32>,
    /// The mean as the signs see it: turned.
    turned_mean: Vec<f32>,
    /// How vectors are turned.
    patterns: Vec<u32>,
    /// What a component of a turned vector is multiplied with to become an eight-bit number.
    scale: f32,
    /// The length of a turned vector.
    grown: f32,
    signs: Vec<u64>,
    codes: Vec<i8>,
    /// Where a vector is turned.
    turned: Vec<f32>,
    /// How many vectors the mean and the scale were measured on.
    measured: usize,
}

impl Mirror {
    /// A mirror without vectors. Its mean and scale come from `sample`, some of the vectors that will be
    /// put in, one after the other.
    pub fn new(dimensions: usize, sample: &[f32]) -> Self {
        let mut mean = vec![0.0_f32; dimensions];
        let rows = sample.chunks_exact(dimensions.max(1));
        let measured = rows.len();
        for row in rows {
            for (sum, x) in mean.iter_mut().zip(row) {
                *sum += x;
            }
        }
        for sum in &mut mean {
            *sum /= measured.max(1) as f32;
        }
        let patterns: Vec<u32> = (0..3 * dimensions as u32).map(scrambled).collect();
        let mut turned_mean = mean.clone();
        kernels::turn(&mut turned_mean, &patterns);
        let step = (measured / 1000).max(1);
        let mut turned: Vec<f32> = Vec::new();
        // Without a sample any direction tells about how large the numbers become.
        let any = vec![1.0 / (dimensions.max(1) as f32).sqrt(); dimensions];
        let sample = if measured == 0 { &any } else { sample };
        for row in sample.chunks_exact(dimensions.max(1)).step_by(step) {
            let from = turned.len();
            turned.extend_from_slice(row);
            kernels::turn(&mut turned[from..], &patterns);
        }
        let grown = turned.iter().take(dimensions).map(|x| x * x).sum::<f32>().sqrt();
        Self {
            dimensions,
            ids: Vec::new(),
            places: HashMap::new(),
            mean,
            turned_mean,
            patterns,
            scale: 127.0 / widest(&turned),
            grown: if grown > 0.0 { grown } else { 1.0 },
            signs: Vec::new(),
            codes: Vec::new(),
            turned: Vec::new(),
            measured,
        }
    }

    /// A mirror of `vectors`, which lie one after the other in the order of `ids`.
    pub fn build(dimensions: usize, ids: &[i64], vectors: &[f32]) -> Self {
        let mut mirror = Self::new(dimensions, vectors);
        mirror.reserve(ids.len());
        for (id, vector) in ids.iter().zip(vectors.chunks_exact(dimensions.max(1))) {
            mirror.put(*id, vector);
        }
        mirror
    }

    /// Makes room for so many vectors.
    pub fn reserve(&mut self, vectors: usize) {
        self.ids.reserve(vectors);
        self.places.reserve(vectors);
        self.signs.reserve(vectors * self.words());
        self.codes.reserve(vectors * self.dimensions);
    }

    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no vector.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether so much came since the mean was measured that it should be measured again.
    pub fn outgrown(&self) -> bool {
        self.len() > PLAIN && self.len() > 2 * self.measured && self.measured < store::MEASURED
    }

    /// Adds a vector, or puts it in the place of the one that this id had. One of another length is left out.
    pub fn put(&mut self, id: i64, vector: &[f32]) {
        if vector.len() != self.dimensions {
            return;
        }
        let (words, dimensions) = (self.words(), self.dimensions);
        let row = match self.places.get(&id) {
            Some(row) => *row as usize,
            None => {
                let row = self.ids.len();
                self.ids.push(id);
                self.places.insert(id, row as u32);
                self.signs.resize((row + 1) * words, 0);
                self.codes.resize((row + 1) * dimensions, 0);
                row
            }
        };
        self.turned.clear();
        self.turned.extend_from_slice(vector);
        kernels::turn(&mut self.turned, &self.patterns);
        kernels::signs(&self.turned, &self.turned_mean, &mut self.signs[row * words..][..words]);
        kernels::codes(&self.turned, self.scale, &mut self.codes[row * dimensions..][..dimensions]);
    }

    /// Takes a vector out; the last one moves into its place.
    pub fn remove(&mut self, id: i64) {
        let (words, dimensions) = (self.words(), self.dimensions);
        let Some(row) = self.places.remove(&id).map(|row| row as usize) else { return };
        let last = self.ids.len() - 1;
        self.ids.swap_remove(row);
        if row != last {
            self.places.insert(self.ids[row], row as u32);
            self.signs.copy_within(last * words.., row * words);
            self.codes.copy_within(last * dimensions.., row * dimensions);
        }
        self.signs.truncate(last * words);
        self.codes.truncate(last * dimensions);
    }

    /// The `k` nearest to a vector of length one, best first, with their cosines. `exact` gives the true
    /// cosine of an id, or nothing when there is none any more. With `allowed` only these ids count.
    ///
    /// # Errors
    /// What `exact` answers.
    pub fn search<E>(
        &self,
        query: &[f32],
        k: usize,
        allowed: Option<&[i64]>,
        mut exact: impl FnMut(i64) -> Result<Option<f64>, E>,
    ) -> Result<Vec<(i64, f64)>, E> {
        let Some(asked) = self.asked(query).filter(|_| k > 0) else { return Ok(Vec::new()) };
        let exactly = if k <= EXACT { k + SPARE } else { EXACT };
        let mut nearest = Vec::with_capacity(k + SPARE);
        for (place, (dot, row)) in self.candidates(query, &asked, k, allowed).into_iter().enumerate() {
            let id = self.ids[row as usize];
            let cosine = if place < exactly { exact(id)? } else { Some(self.estimate(&asked, dot)) };
            nearest.extend(cosine.map(|cosine| (id, cosine)));
        }
        nearest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        nearest.truncate(k);
        Ok(nearest)
    }

    /// About the cosines of these ids, by the eight-bit numbers; off by a few ten-thousandths.
    pub fn estimates(&self, query: &[f32], ids: &[i64]) -> Vec<Option<f64>> {
        let Some(asked) = self.asked(query) else { return vec![None; ids.len()] };
        let known: Vec<Option<u32>> = ids.iter().map(|id| self.places.get(id).copied()).collect();
        let rows: Vec<u32> = known.iter().copied().flatten().collect();
        let mut dots = vec![0; rows.len()];
        kernels::dots(&asked.codes, &self.codes, &rows, &mut dots);
        let mut dots = dots.into_iter();
        known.iter().map(|row| row.and_then(|_| dots.next()).map(|dot| self.estimate(&asked, dot))).collect()
    }

    fn asked(&self, query: &[f32]) -> Option<Asked> {
        let mut turned = (query.len() == self.dimensions).then(|| query.to_vec())?;
        kernels::turn(&mut turned, &self.patterns);
        Some(Asked::new(turned))
    }

    /// The cosine that a dot product of eight-bit numbers stands for.
    fn estimate(&self, asked: &Asked, dot: i32) -> f64 {
        f64::from(dot as f32 / (asked.scale * self.scale * self.grown * self.grown))
    }

    /// The `k` nearest by the eight-bit numbers and some more, best first, with their dot products.
    fn candidates(&self, query: &[f32], asked: &Asked, k: usize, allowed: Option<&[i64]>) -> Vec<(i32, u32)> {
        let some: Option<Vec<u32>> =
            allowed.map(|ids| ids.iter().filter_map(|id| self.places.get(id).copied()).collect());
        let all = some.as_ref().map_or(self.len(), Vec::len);
        let nearest = if all <= PLAIN {
            let rows = some.unwrap_or_else(|| (0..self.len() as u32).collect());
            asked.nearest(&self.codes, &rows, k + SPARE)
        } else {
            self.by_signs(query, asked, k, some.as_deref())
        };
        self.possible(nearest, asked, k)
    }

    /// Those that the true numbers could still put among the `k` nearest: rounding moves a dot product by
    /// no more than a few standard deviations of its error.
    fn possible(&self, mut nearest: Vec<(i32, u32)>, asked: &Asked, k: usize) -> Vec<(i32, u32)> {
        nearest.sort_unstable_by(|a, b| b.cmp(a));
        if let Some((worst, _)) = nearest.get(k - 1) {
            // A number is off by at most half a step, evenly distributed.
            let deviation = self.grown * ((self.scale * self.scale + asked.scale * asked.scale) / 12.0).sqrt();
            let least = *worst - (ROUNDING * deviation) as i32;
            nearest.retain(|(dot, _)| *dot >= least);
        }
        nearest
    }

    /// Compares first the rows whose signs are most like the query's. The worst of the `k` found so tells
    /// how far away a better one could still be, and the rows up to there are compared as well.
    fn by_signs(&self, query: &[f32], asked: &Asked, k: usize, some: Option<&[u32]>) -> Vec<(i32, u32)> {
        let mut signs = vec![0; self.words()];
        kernels::signs(&asked.turned, &self.turned_mean, &mut signs);
        // A fresh megabyte for each query would cost as much as the comparison.
        let mut distances = DISTANCES.take();
        distances.resize(self.len(), 0);
        kernels::distances(&signs, &self.signs, &mut distances);
        let all = some.map_or(distances.len(), <[u32]>::len);
        let within = |limits: std::ops::Range<usize>| -> Vec<u32> {
            let (from, to) = (limits.start as u16, limits.end as u16);
            let mut rows = Vec::new();
            match some {
                Some(some) => rows.extend(some.iter().filter(|row| (from..to).contains(&distances[**row as usize]))),
                None => kernels::within(&distances, from, to, &mut rows),
            }
            rows
        };
        // Some of the distances tell how far the first few hundred reach.
        let step = (all / SAMPLE).max(1);
        let mut sample: Vec<u16> = match some {
            Some(some) => some.iter().step_by(step).map(|row| distances[*row as usize]).collect(),
            None => distances.iter().step_by(step).copied().collect(),
        };
        let at = ((FIRST + 2 * k) / step).min(sample.len() - 1);
        let first = usize::from(*sample.select_nth_unstable(at).1) + 1;
        let mut nearest = asked.nearest(&self.codes, &within(0..first), k + SPARE);
        nearest.sort_unstable_by(|a, b| b.cmp(a));
        let worst = nearest.get(k - 1).map_or(i32::MIN, |(dot, _)| *dot);
        let reach = self.reach(query, self.estimate(asked, worst) as f32);
        if reach > first {
            nearest.extend(asked.nearest(&self.codes, &within(first..reach), k + SPARE));
            keep_largest(&mut nearest, k + SPARE);
        }
        DISTANCES.set(distances);
        nearest
    }

    /// The number of differing signs below which nearly all vectors of at least this cosine lie: of two
    /// directions at an angle, each sign differs with the probability angle / π (Goemans and Williamson,
    /// 1995). It is so where the numbers have no weights of their own, which is why vectors are turned
    /// before their signs are taken. The angle is seen from the mean.
    fn reach(&self, query: &[f32], cosine: f32) -> usize {
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let centre = dot(&self.mean, &self.mean);
        let query_length = (1.0 - 2.0 * dot(query, &self.mean) + centre).max(1e-6).sqrt();
        let seen = (cosine - dot(query, &self.mean)) / (query_length * (1.0 - centre).max(1e-6).sqrt());
        let share = seen.clamp(-1.0, 1.0).acos() / std::f32::consts::PI;
        let bits = self.dimensions as f32;
        (bits * share + DEVIATIONS * (bits * share * (1.0 - share)).sqrt()) as usize + 1
    }

    fn words(&self) -> usize {
        self.dimensions.div_ceil(64)
    }
}

/// A query, turned, also in eight bits.
struct Asked {
    turned: Vec<f32>,
    codes: Vec<i8>,
    scale: f32,
}

impl Asked {
    fn new(turned: Vec<f32>) -> Self {
        let scale = 127.0 / turned.iter().fold(1e-9_f32, |most, x| most.max(x.abs()));
        let mut codes = vec![0; turned.len()];
        kernels::codes(&turned, scale, &mut codes);
        Self { turned, codes, scale }
    }

    /// The `k` of these rows with the largest dot products.
    fn nearest(&self, codes: &[i8], rows: &[u32], k: usize) -> Vec<(i32, u32)> {
        let mut dots = vec![0; rows.len()];
        kernels::dots(&self.codes, codes, rows, &mut dots);
        let mut scored: Vec<(i32, u32)> = dots.into_iter().zip(rows.iter().copied()).collect();
        keep_largest(&mut scored, k);
        scored
    }
}

fn keep_largest(scored: &mut Vec<(i32, u32)>, k: usize) {
    if scored.len() > k {
        scored.select_nth_unstable_by(k - 1, |a, b| b.cmp(a));
        scored.truncate(k);
    }
}

/// Bits that look like chance and are the same every time (the finaliser of MurmurHash3).
fn scrambled(number: u32) -> u32 {
    let mut bits = number.wrapping_add(0x9e37_79b9);
    for factor in [0x85eb_ca6b, 0xc2b2_ae35] {
        bits = (bits ^ (bits >> 16)).wrapping_mul(factor);
        bits ^= bits >> 13;
    }
    bits ^ (bits >> 16)
}

/// The largest of the components. Turned, none stands out, so no room is lost to a few large ones.
fn widest(components: &[f32]) -> f32 {
    let most = components.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
    if most > 0.0 { most } else { 1.0 }
}

#[cfg(test)]
mod tests;
