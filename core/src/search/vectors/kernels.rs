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

/// A vector in eight bits a number.
#[multiversion(targets("x86_64+avx2+fma+bmi1+bmi2+popcnt", "x86_64+sse4.1"))]
pub(super) fn codes(vector: &[f32], scale: f32, out: &mut [i8]) {
    for (code, x) in out.iter_mut().zip(vector) {
        *code = (x * scale).round_ties_even().clamp(-127.0, 127.0) as i8;
    }
}
