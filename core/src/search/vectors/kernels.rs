//! The loops over all vectors, compiled for the instructions of several processors; the best that the
//! computer has is chosen when the program runs.
//!
//! They are written as plain loops on purpose: a closure inside such a function is compiled for the
//! instructions, the iterator that calls it is not, and so neither becomes part of the other.

use multiversion::multiversion;

/// Bits that differ between the query and each row, one row after the other.
#[multiversion(targets("x86_64+popcnt"))]
pub(super) fn distances(query: &[u64], signs: &[u64], out: &mut [u16]) {
    match query.len() {
        6 => fixed::<6>(query, signs, out),
        12 => fixed::<12>(query, signs, out),
        16 => fixed::<16>(query, signs, out),
        words => {
            for (out, row) in out.iter_mut().zip(signs.chunks_exact(words.max(1))) {
                let mut distance = 0;
                for word in 0..words {
                    distance += (query[word] ^ row[word]).count_ones();
                }
                *out = distance as u16;
            }
        }
    }
}

/// The same for the usual lengths (384, 768, 1,024), where the compiler unrolls the inner loop.
#[inline(always)]
fn fixed<const WORDS: usize>(query: &[u64], signs: &[u64], out: &mut [u16]) {
    let Some(query) = query.first_chunk::<WORDS>() else { return };
    for (out, row) in out.iter_mut().zip(signs.as_chunks::<WORDS>().0) {
        let mut distance = 0;
        for word in 0..WORDS {
            distance += (query[word] ^ row[word]).count_ones();
        }
        *out = distance as u16;
    }
}

/// The dot products of the query with some of the rows. It cannot overflow below 130,000 numbers a row.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt", "x86_64+sse4.1"))]
pub(super) fn dots(query: &[i8], codes: &[i8], rows: &[u32], out: &mut [i32]) {
    let length = query.len();
    for (out, row) in out.iter_mut().zip(rows) {
        let row = &codes[*row as usize * length..][..length];
        let mut sum = 0;
        for at in 0..length {
            sum += i32::from(query[at]) * i32::from(row[at]);
        }
        *out = sum;
    }
}

/// The signs of a vector relative to the mean, 64 to a word.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
pub(super) fn signs(vector: &[f32], mean: &[f32], out: &mut [u64]) {
    for ((word, x), mean) in out.iter_mut().zip(vector.chunks(64)).zip(mean.chunks(64)) {
        let mut above = [0_u8; 64];
        for at in 0..x.len().min(mean.len()) {
            above[at] = u8::from(x[at] > mean[at]);
        }
        *word = 0;
        for (byte, eight) in above.as_chunks::<8>().0.iter().enumerate() {
            // The multiplication gathers the lowest bits of eight bytes in the highest byte.
            *word |= (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * byte);
        }
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

/// Appends the places of the distances in a range. Most lie outside, so whole groups are passed over.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt", "x86_64+sse4.1"))]
pub(super) fn within(distances: &[u16], from: u16, to: u16, out: &mut Vec<u32>) {
    for (group, distances) in distances.chunks(64).enumerate() {
        let mut any = false;
        for distance in distances {
            any |= (*distance >= from) & (*distance < to);
        }
        if any {
            for (at, distance) in distances.iter().enumerate() {
                if *distance >= from && *distance < to {
                    out.push((group * 64 + at) as u32);
                }
            }
        }
    }
}

/// A vector in eight bits a number.
#[multiversion(targets("x86_64+avx2+fma+bmi1+bmi2+popcnt", "x86_64+sse4.1"))]
pub(super) fn codes(vector: &[f32], scale: f32, out: &mut [i8]) {
    for (code, x) in out.iter_mut().zip(vector) {
        *code = (x * scale).round_ties_even().clamp(-127.0, 127.0) as i8;
    }
}
