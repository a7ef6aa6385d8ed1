//! The loops over all vectors, compiled for the instructions of several processors; the best that the
//! computer has is chosen when the program runs.
//!
//! They are written as plain loops on purpose: a closure inside such a function is compiled for the
//! instructions, the iterator that calls it is not, and so neither becomes part of the other.

use multiversion::multiversion;
use multiversion::target::match_target;

/// How many rows lie together in the layout of the signs.
pub(super) const BLOCK: usize = 32;

/// So many bytes of signs are added up in eight bits.
const SUMMED: usize = 4;

/// How many bytes the signs of a vector take: whole groups of those that are added up.
pub(super) fn bytes(dimensions: usize) -> usize {
    dimensions.div_ceil(8 * SUMMED) * SUMMED
}

/// A number for each sign of a vector: what a row gains whose sign is the same. Eight to a byte of signs.
/// Those of [`SUMMED`] bytes together are at most 255.
pub(super) struct Weights {
    signs: Vec<u8>,
    gains: Vec<[u8; 8]>,
    /// How much of a gain is one of the vector's own numbers.
    pub(super) scale: f32,
}

impl Weights {
    pub(super) fn new(vector: &[f32]) -> Self {
        let rows = vector.chunks(8 * SUMMED);
        let most = rows.map(|part| part.iter().map(|x| x.abs()).sum::<f32>()).fold(1e-9, f32::max);
        // Rounding up adds half to each at most.
        let scale = (255.0 - 4.0 * SUMMED as f32) / most;
        let mut signs = vec![0; bytes(vector.len())];
        let mut gains = vec![[0; 8]; signs.len()];
        for ((signs, gains), part) in signs.iter_mut().zip(&mut gains).zip(vector.chunks(8)) {
            for (at, x) in part.iter().enumerate() {
                *signs |= u8::from(*x > 0.0) << at;
                gains[at] = (x.abs() * scale).round() as u8;
            }
        }
        Self { signs, gains, scale }
    }

    /// The gain of every half byte that a row can have, low halves first.
    #[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "others add up bit by bit"))]
    fn tables(&self) -> Vec<[[u8; 16]; 2]> {
        let half = |signs: u8, gains: &[u8]| {
            std::array::from_fn(|row| {
                let same = !(row as u8 ^ signs);
                gains.iter().enumerate().map(|(at, gain)| gain * (same >> at & 1)).sum()
            })
        };
        let bytes = self.signs.iter().zip(&self.gains);
        bytes.map(|(signs, gains)| [half(*signs, &gains[..4]), half(signs >> 4, &gains[4..])]).collect()
    }
}

/// What the rows gain by signs that are those of the query, a block of rows after the other. A block is a
/// line for each byte of signs with this byte of all its rows, so that one instruction looks up the gains
/// of half a byte for 32 rows (André, Kermarrec and Le Scouarnec, "Cache locality is not enough", 2015).
/// `best` is the largest of each block.
#[multiversion(targets("x86_64+avx2", "x86_64+sse4.1"))]
pub(super) fn scores(weights: &Weights, blocks: &[[u8; BLOCK]], out: &mut [[u16; BLOCK]], best: &mut [u16]) {
    let bytes = weights.signs.len().max(1);
    match_target! {
        "x86_64+avx2" => {
            let tables: Vec<[[u8; 32]; 2]> = weights.tables().iter().map(|halves| halves.map(|half| {
                std::array::from_fn(|at| half[at % 16])
            })).collect();
            for (block, out) in blocks.chunks_exact(bytes).zip(&mut *out) {
                avx2::block(&tables, block, out);
            }
        },
        _ => {
            for (block, out) in blocks.chunks_exact(bytes).zip(&mut *out) {
                bit_by_bit(weights, block, out);
            }
        }
    }
    for (best, scores) in best.iter_mut().zip(out) {
        *best = 0;
        for score in scores {
            *best = (*best).max(*score);
        }
    }
}

/// The scores of one block, where no instruction looks up 32 numbers at once.
#[inline(always)]
pub(super) fn bit_by_bit(weights: &Weights, block: &[[u8; BLOCK]], out: &mut [u16; BLOCK]) {
    *out = [0; BLOCK];
    let groups = block.chunks(SUMMED).zip(weights.signs.chunks(SUMMED)).zip(weights.gains.chunks(SUMMED));
    for ((lines, signs), gains) in groups {
        let mut sum = [0_u8; BLOCK];
        for ((line, signs), gains) in lines.iter().zip(signs).zip(gains) {
            for (at, gain) in gains.iter().enumerate() {
                let bit = 1 << at;
                for lane in 0..BLOCK {
                    sum[lane] += if (line[lane] ^ !signs) & bit != 0 { *gain } else { 0 };
                }
            }
        }
        for lane in 0..BLOCK {
            out[lane] += u16::from(sum[lane]);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi8, _mm256_add_epi16, _mm256_and_si256, _mm256_extract_epi64, _mm256_set_epi64x,
        _mm256_set1_epi8, _mm256_set1_epi16, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16,
        _mm256_unpackhi_epi16, _mm256_unpacklo_epi16,
    };

    use super::{BLOCK, SUMMED};

    /// The scores of one block.
    #[target_feature(enable = "avx2")]
    #[inline]
    pub(super) fn block(tables: &[[[u8; 32]; 2]], block: &[[u8; BLOCK]], out: &mut [u16; BLOCK]) {
        let (half, byte) = (_mm256_set1_epi8(15), _mm256_set1_epi16(255));
        let (mut even, mut odd) = (_mm256_setzero_si256(), _mm256_setzero_si256());
        for (lines, tables) in block.as_chunks::<SUMMED>().0.iter().zip(tables.as_chunks::<SUMMED>().0) {
            let mut sum = _mm256_setzero_si256();
            for (line, [low, high]) in lines.iter().zip(tables) {
                let line = load(line);
                let low = _mm256_shuffle_epi8(load(low), _mm256_and_si256(line, half));
                let high = _mm256_shuffle_epi8(load(high), _mm256_and_si256(_mm256_srli_epi16::<4>(line), half));
                sum = _mm256_add_epi8(sum, _mm256_add_epi8(low, high));
            }
            even = _mm256_add_epi16(even, _mm256_and_si256(sum, byte));
            odd = _mm256_add_epi16(odd, _mm256_srli_epi16::<8>(sum));
        }
        let (ends, middles) = (_mm256_unpacklo_epi16(even, odd), _mm256_unpackhi_epi16(even, odd));
        // Both halves of a register are woven by themselves: rows 0 to 7 and 16 to 23, then 8 to 15 and 24 to 31.
        for (words, from) in [(store(ends), 0), (store(middles), 8)] {
            for (word, at) in words.into_iter().zip([from, from + 4, from + 16, from + 20]) {
                for number in 0..4 {
                    out[at + number] = (word >> (16 * number)) as u16;
                }
            }
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(bytes: &[u8; 32]) -> __m256i {
        let [a, b, c, d] = bytes.as_chunks::<8>().0 else { return _mm256_setzero_si256() };
        let [a, b, c, d] = [a, b, c, d].map(|eight| i64::from_le_bytes(*eight));
        _mm256_set_epi64x(d, c, b, a)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn store(x: __m256i) -> [i64; 4] {
        [
            _mm256_extract_epi64::<0>(x),
            _mm256_extract_epi64::<1>(x),
            _mm256_extract_epi64::<2>(x),
            _mm256_extract_epi64::<3>(x),
        ]
    }
}

/// The dot products of the query with some of the rows.
#[multiversion(targets("x86_64+avx2+fma+bmi1+bmi2+popcnt", "x86_64+sse4.1"))]
pub(super) fn dots(query: &[f32], codes: &[i8], rows: &[u32], out: &mut [f32]) {
    let length = query.len();
    for (out, row) in out.iter_mut().zip(rows) {
        let row = &codes[*row as usize * length..][..length];
        let (eights, rest) = query.as_chunks::<32>();
        let mut sums = [0.0; 32];
        for (query, row) in eights.iter().zip(row.as_chunks::<32>().0) {
            for at in 0..32 {
                sums[at] += query[at] * f32::from(row[at]);
            }
        }
        let from = length - rest.len();
        for (at, query) in rest.iter().enumerate() {
            sums[at] += query * f32::from(row[from + at]);
        }
        *out = sums.iter().sum();
    }
}

/// The signs of a vector relative to the mean, eight to a byte.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
pub(super) fn signs(vector: &[f32], mean: &[f32], out: &mut [u8]) {
    for ((byte, x), mean) in out.iter_mut().zip(vector.chunks(8)).zip(mean.chunks(8)) {
        let mut above = [0_u8; 8];
        for at in 0..x.len().min(mean.len()) {
            above[at] = u8::from(x[at] > mean[at]);
        }
        // The multiplication gathers the lowest bits of eight bytes in the highest byte.
        *byte = (u64::from_le_bytes(above).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8;
    }
}

/// Turns a vector around the origin: numbers change sign by a pattern and are mixed by Hadamard transforms
/// of overlapping parts, three times, so that every number of the outcome depends on all. Lengths grow by a
/// factor that is the same for all vectors. `patterns` is three times as long as the vector.
#[multiversion(targets("x86_64+avx2+fma+bmi1+bmi2+popcnt", "x86_64+sse4.1"))]
pub(super) fn turn(vector: &mut [f32], patterns: &[u32]) {
    let length = vector.len();
    let part = if length == 0 { 0 } else { 1 << length.ilog2() };
    let rest = length - part;
    flip(vector, &patterns[..length]);
    mix(&mut vector[..part]);
    if rest > 0 {
        even_out(&mut vector[part..], part);
        flip(vector, &patterns[length..]);
        mix(&mut vector[rest..]);
        even_out(&mut vector[..rest], part);
        flip(vector, &patterns[2 * length..]);
        mix(&mut vector[..part]);
        even_out(&mut vector[part..], part);
    }
}

/// What a transform of `part` numbers does to their size, for those that it left out.
#[inline(always)]
fn even_out(vector: &mut [f32], part: usize) {
    let factor = (part as f32).sqrt();
    for x in vector {
        *x *= factor;
    }
}

/// Changes the sign where the pattern's highest bit is set.
#[inline(always)]
fn flip(vector: &mut [f32], pattern: &[u32]) {
    for (x, pattern) in vector.iter_mut().zip(pattern) {
        *x = f32::from_bits(x.to_bits() ^ (pattern & 0x8000_0000));
    }
}

/// The Walsh–Hadamard transform of a power of two, without scaling.
#[inline(always)]
fn mix(vector: &mut [f32]) {
    let mut stride = 1;
    if vector.len() >= 8 {
        for eight in vector.as_chunks_mut::<8>().0 {
            let [a, b, c, d, e, f, g, h] = *eight;
            let (a, b, c, d) = (a + b, a - b, c + d, c - d);
            let (e, f, g, h) = (e + f, e - f, g + h, g - h);
            let (a, b, c, d) = (a + c, b + d, a - c, b - d);
            let (e, f, g, h) = (e + g, f + h, e - g, f - h);
            *eight = [a + e, b + f, c + g, d + h, a - e, b - f, c - g, d - h];
        }
        stride = 8;
    }
    while stride < vector.len() {
        for pair in vector.chunks_exact_mut(2 * stride) {
            let (left, right) = pair.split_at_mut(stride);
            for at in 0..stride {
                let (a, b) = (left[at], right[at]);
                left[at] = a + b;
                right[at] = a - b;
            }
        }
        stride *= 2;
    }
}

/// A vector in eight bits a number.
#[multiversion(targets("x86_64+avx2+fma+bmi1+bmi2+popcnt", "x86_64+sse4.1"))]
pub(super) fn codes(vector: &[f32], scale: f32, out: &mut [i8]) {
    for (code, x) in out.iter_mut().zip(vector) {
        *code = (x * scale).round_ties_even().clamp(-127.0, 127.0) as i8;
    }
}
