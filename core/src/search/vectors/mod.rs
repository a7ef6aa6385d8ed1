//! The vectors of one embedder in memory: a mirror of the sqlite-vec table, which stays the truth.
//!
//! A search narrows down in three steps. Of every vector there are the signs (48 bytes of a 384-number
//! vector), taken after turning all of them at random, as RaBitQ does (Gao and Long, 2024): the query's own
//! numbers, added up by these signs, tell about how near a vector is. The few hundred nearest by this are
//! compared by their eight-bit numbers, and where these cannot tell who is among the nearest, the exact
//! numbers are read from the table. It answers what a scan of the table would at a fraction of its cost.

mod kernels;
pub(super) mod store;

use std::collections::HashMap;

use kernels::{BLOCK, Weights};

/// Up to so many rows the eight-bit numbers of all are compared; the signs would save nothing.
const PLAIN: usize = 1024;

/// How many more than asked for are compared exactly, at most.
const SPARE: usize = 30;

/// Where more than so many are asked for, the eight-bit numbers decide who is among them: nobody sees the
/// difference between the hundredth and the one after it.
const EXACT: usize = 64;

/// How many rows are compared before it is known how far the search must reach, beside twice what is asked.
const FIRST: usize = 40;

/// How many standard deviations below what the signs should add up to is looked at.
const DEVIATIONS: f32 = 3.0;

/// How many standard deviations of the rounding error separate the possible from the impossible.
const ROUNDING: f32 = 4.0;

thread_local! {
    /// The room for the scores of one query, kept for the next: a fresh megabyte would cost as much as the scores.
    static SCORES: std::cell::Cell<Vec<[u16; BLOCK]>> = const { std::cell::Cell::new(Vec::new()) };
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
    /// In blocks of rows; see [`kernels::scores`].
    signs: Vec<[u8; BLOCK]>,
    codes: Vec<i8>,
    /// Where a vector is turned, and its signs are taken.
    turned: Vec<f32>,
    signs_of_one: Vec<u8>,
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
            signs_of_one: Vec::new(),
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
        self.signs.reserve(vectors.div_ceil(BLOCK) * self.bytes());
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
        let (bytes, dimensions) = (self.bytes(), self.dimensions);
        let row = match self.places.get(&id) {
            Some(row) => *row as usize,
            None => {
                let row = self.ids.len();
                self.ids.push(id);
                self.places.insert(id, row as u32);
                self.signs.resize(self.ids.len().div_ceil(BLOCK) * bytes, [0; BLOCK]);
                self.codes.resize((row + 1) * dimensions, 0);
                row
            }
        };
        self.turned.clear();
        self.turned.extend_from_slice(vector);
        kernels::turn(&mut self.turned, &self.patterns);
        self.signs_of_one.resize(bytes, 0);
        kernels::signs(&self.turned, &self.turned_mean, &mut self.signs_of_one);
        for (line, byte) in self.signs[row / BLOCK * bytes..].iter_mut().zip(&self.signs_of_one) {
            line[row % BLOCK] = *byte;
        }
        kernels::codes(&self.turned, self.scale, &mut self.codes[row * dimensions..][..dimensions]);
    }

    /// Takes a vector out; the last one moves into its place.
    pub fn remove(&mut self, id: i64) {
        let (bytes, dimensions) = (self.bytes(), self.dimensions);
        let Some(row) = self.places.remove(&id).map(|row| row as usize) else { return };
        let last = self.ids.len() - 1;
        self.ids.swap_remove(row);
        if row != last {
            self.places.insert(self.ids[row], row as u32);
            for byte in 0..bytes {
                let moved = self.signs[last / BLOCK * bytes + byte][last % BLOCK];
                self.signs[row / BLOCK * bytes + byte][row % BLOCK] = moved;
            }
            self.codes.copy_within(last * dimensions.., row * dimensions);
        }
        self.signs.truncate(last.div_ceil(BLOCK) * bytes);
        self.codes.truncate(last * dimensions);
    }

    /// The `k` nearest to a vector of length one, best first, with their cosines, which are off by less than
    /// a thousandth. `exact` gives the true cosine of an id, or nothing when there is none any more. With
    /// `allowed` only these ids count.
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
        let Some(turned) = self.turned(query).filter(|_| k > 0) else { return Ok(Vec::new()) };
        let nearest = self.candidates(query, &turned, k, allowed);
        let undecided = if k <= EXACT { self.undecided(&nearest, k) } else { k.min(nearest.len())..nearest.len() };
        let cosine = |(dot, row): &(f32, u32)| (self.ids[*row as usize], f64::from(dot * self.size()));
        let mut found: Vec<(i64, f64)> = nearest[..undecided.start].iter().map(cosine).collect();
        if k <= EXACT {
            let mut decided = Vec::with_capacity(undecided.len());
            for (_, row) in &nearest[undecided] {
                let id = self.ids[*row as usize];
                decided.extend(exact(id)?.map(|cosine| (id, cosine)));
            }
            decided.sort_unstable_by(order);
            decided.truncate(k - found.len());
            found.extend(decided);
        }
        found.sort_unstable_by(order);
        Ok(found)
    }

    /// About the cosines of these ids, by the eight-bit numbers; off by less than a thousandth.
    pub fn estimates(&self, query: &[f32], ids: &[i64]) -> Vec<Option<f64>> {
        let Some(turned) = self.turned(query) else { return vec![None; ids.len()] };
        let known: Vec<Option<u32>> = ids.iter().map(|id| self.places.get(id).copied()).collect();
        let rows: Vec<u32> = known.iter().copied().flatten().collect();
        let mut dots = vec![0.0; rows.len()];
        kernels::dots(&turned, &self.codes, &rows, &mut dots);
        let mut cosines = dots.into_iter().map(|dot| f64::from(dot * self.size()));
        known.iter().map(|row| row.and_then(|_| cosines.next())).collect()
    }

    fn turned(&self, query: &[f32]) -> Option<Vec<f32>> {
        let mut turned = (query.len() == self.dimensions).then(|| query.to_vec())?;
        kernels::turn(&mut turned, &self.patterns);
        Some(turned)
    }

    /// The cosine that one in a dot product of a turned vector with eight-bit numbers stands for.
    fn size(&self) -> f32 {
        1.0 / (self.scale * self.grown * self.grown)
    }

    /// The `k` nearest by the eight-bit numbers and some more, best first, with their dot products.
    fn candidates(&self, query: &[f32], turned: &[f32], k: usize, allowed: Option<&[i64]>) -> Vec<(f32, u32)> {
        let some: Option<Vec<u32>> =
            allowed.map(|ids| ids.iter().filter_map(|id| self.places.get(id).copied()).collect());
        let all = some.as_ref().map_or(self.len(), Vec::len);
        let mut nearest = if all <= PLAIN {
            let rows = some.unwrap_or_else(|| (0..self.len() as u32).collect());
            self.nearest(turned, &rows, k + SPARE)
        } else {
            self.by_signs(query, turned, k, some.as_deref())
        };
        nearest.sort_unstable_by(descending);
        nearest
    }

    /// Where those begin and end of which the rounded numbers do not tell whether they are among the `k`
    /// nearest: rounding moves a dot product by no more than a few standard deviations of its error.
    fn undecided(&self, nearest: &[(f32, u32)], k: usize) -> std::ops::Range<usize> {
        if nearest.len() <= k {
            return nearest.len()..nearest.len();
        }
        // A number is off by at most half a step, evenly distributed.
        let unsure = ROUNDING * self.grown / 12.0_f32.sqrt();
        let worst = nearest[k - 1].0;
        let from = nearest.partition_point(|(dot, _)| *dot > worst + unsure);
        from..nearest.partition_point(|(dot, _)| *dot >= worst - unsure)
    }

    /// Compares first the rows that are nearest by their signs. The worst of the `k` found so tells how far
    /// away a better one could still be, and the rows up to there are compared as well.
    fn by_signs(&self, query: &[f32], turned: &[f32], k: usize, some: Option<&[u32]>) -> Vec<(f32, u32)> {
        let from_mean: Vec<f32> = turned.iter().zip(&self.turned_mean).map(|(x, mean)| x - mean).collect();
        let weights = Weights::new(&from_mean);
        let blocks = self.len().div_ceil(BLOCK);
        let (mut scores, mut best) = (SCORES.take(), vec![0; blocks]);
        scores.resize(blocks, [0; BLOCK]);
        kernels::scores(&weights, &self.signs, &mut scores, &mut best);
        let score = |row: u32| scores[row as usize / BLOCK][row as usize % BLOCK];
        let within = |limits: std::ops::Range<u16>| -> Vec<u32> {
            if let Some(some) = some {
                return some.iter().copied().filter(|row| limits.contains(&score(*row))).collect();
            }
            let mut rows = Vec::new();
            for block in (0..blocks).filter(|block| best[*block] >= limits.start) {
                let lanes = (0..BLOCK).filter(|lane| limits.contains(&scores[block][*lane]));
                rows.extend(lanes.map(|lane| (block * BLOCK + lane) as u32).filter(|row| (*row as usize) < self.len()));
            }
            rows
        };
        // Each block has one row at least that is as near as its best.
        let mut sample = some.map_or_else(|| best.clone(), |some| some.iter().map(|row| score(*row)).collect());
        let at = (FIRST + 2 * k).min(sample.len() - 1);
        let first = *sample.select_nth_unstable_by(at, |a, b| b.cmp(a)).1;
        let mut nearest = self.nearest(turned, &within(first..u16::MAX), k + SPARE);
        nearest.sort_unstable_by(descending);
        let reach = nearest.get(k - 1).map_or(0, |(dot, _)| self.reach(query, &from_mean, dot * self.size(), &weights));
        if reach < first {
            nearest.extend(self.nearest(turned, &within(reach..first), k + SPARE));
            keep_largest(&mut nearest, k + SPARE);
        }
        SCORES.set(scores);
        nearest
    }

    /// The score above which nearly all vectors of at least this cosine lie. Seen from the mean, a direction
    /// has the product √(2D/π) with its own signs, turned at random, and the part of the query across it
    /// adds up to chance of the variance 1 − 2/π (Gao and Long, 2024, section 3.2).
    fn reach(&self, query: &[f32], from_mean: &[f32], cosine: f32, weights: &Weights) -> u16 {
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let length = (1.0 - dot(&self.mean, &self.mean)).max(1e-6).sqrt();
        let along = self.grown * (cosine - dot(query, &self.mean)) / length;
        let across = (dot(from_mean, from_mean) - along * along).max(0.0).sqrt();
        let share = 2.0 / std::f32::consts::PI;
        let expected = (self.dimensions as f32 * share).sqrt() * along;
        let least = expected - DEVIATIONS * (1.0 - share).sqrt() * across;
        // What has the same sign counts, what has the other does not.
        let all: f32 = from_mean.iter().map(|x| x.abs()).sum();
        (weights.scale * (least + all) / 2.0) as u16
    }

    /// The `k` of these rows with the largest dot products.
    fn nearest(&self, turned: &[f32], rows: &[u32], k: usize) -> Vec<(f32, u32)> {
        let mut dots = vec![0.0; rows.len()];
        kernels::dots(turned, &self.codes, rows, &mut dots);
        let mut scored: Vec<(f32, u32)> = dots.into_iter().zip(rows.iter().copied()).collect();
        keep_largest(&mut scored, k);
        scored
    }

    fn bytes(&self) -> usize {
        kernels::bytes(self.dimensions)
    }
}

fn keep_largest(scored: &mut Vec<(f32, u32)>, k: usize) {
    if scored.len() > k {
        scored.select_nth_unstable_by(k - 1, descending);
        scored.truncate(k);
    }
}

fn descending(a: &(f32, u32), b: &(f32, u32)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// Best first; where they are equal, the older.
fn order(a: &(i64, f64), b: &(i64, f64)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
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
