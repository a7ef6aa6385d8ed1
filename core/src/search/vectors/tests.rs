use super::*;

const DIMENSIONS: usize = 48;

/// Directions around a few centres: like texts, some are near each other.
fn directions(count: usize, mut seed: u64) -> Vec<f32> {
    let mut number = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 40) as f32 / (1 << 24) as f32 - 0.5
    };
    let centres: Vec<f32> = (0..20 * DIMENSIONS).map(|_| number()).collect();
    let mut all = Vec::new();
    for row in 0..count {
        let centre = &centres[row % 20 * DIMENSIONS..][..DIMENSIONS];
        let mut vector: Vec<f32> = centre.iter().map(|x| x + number() + 0.1).collect();
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|x| *x /= length);
        all.extend(vector);
    }
    all
}

fn exact(vectors: &[f32], query: &[f32], id: i64) -> f64 {
    let row = &vectors[id as usize * DIMENSIONS..][..DIMENSIONS];
    f64::from(row.iter().zip(query).map(|(a, b)| a * b).sum::<f32>())
}

fn share_found(mirror: &Mirror, vectors: &[f32], allowed: Option<&[i64]>, k: usize) -> f64 {
    let (mut found, mut all) = (0, 0);
    for query in directions(10, 99).chunks(DIMENSIONS) {
        let count = (vectors.len() / DIMENSIONS) as i64;
        let ids: Vec<i64> = allowed.map_or_else(|| (0..count).collect(), <[i64]>::to_vec);
        let mut truth: Vec<(f64, i64)> = ids.into_iter().map(|id| (exact(vectors, query, id), id)).collect();
        truth.sort_by(|a, b| b.0.total_cmp(&a.0));
        truth.truncate(k);
        let truth: Vec<i64> = truth.into_iter().map(|(_, id)| id).collect();
        let answer = mirror.search(query, k, allowed, |id| Ok::<_, ()>(Some(exact(vectors, query, id)))).unwrap();
        found += answer.iter().filter(|(id, _)| truth.contains(id)).count();
        all += truth.len();
    }
    found as f64 / all as f64
}

#[test]
fn the_nearest_are_found() {
    let vectors = directions(5000, 1);
    let ids: Vec<i64> = (0..5000).collect();
    let mirror = Mirror::build(DIMENSIONS, &ids, &vectors);
    for k in [1, 10, EXACT] {
        assert!(share_found(&mirror, &vectors, None, k) >= 0.99, "{k}");
    }
    // Farther ones are placed by their eight-bit numbers.
    assert!(share_found(&mirror, &vectors, None, 200) >= 0.95);
}

#[test]
fn a_narrowed_search_finds_what_is_far_away_too() {
    let vectors = directions(9000, 2);
    let ids: Vec<i64> = (0..9000).collect();
    let mirror = Mirror::build(DIMENSIONS, &ids, &vectors);
    let few: Vec<i64> = (0..9000).filter(|id| id % 97 == 0).collect();
    let half: Vec<i64> = (0..9000).filter(|id| id % 2 == 0).collect();
    assert_eq!(share_found(&mirror, &vectors, Some(&few), 10), 1.0);
    assert!(share_found(&mirror, &vectors, Some(&half), 10) >= 0.99);
    assert!(share_found(&mirror, &vectors, Some(&[]), 10).is_nan());
}

#[test]
fn what_was_put_in_taken_out_and_replaced_is_as_if_built_so() {
    let vectors = directions(500, 3);
    let row = |id: usize| &vectors[id * DIMENSIONS..][..DIMENSIONS];
    let mut mirror = Mirror::new(DIMENSIONS, &vectors);
    for id in 0..500 {
        mirror.put(id as i64, row(499 - id));
    }
    for id in 0..500 {
        mirror.put(id as i64, row(id));
    }
    for id in (0..500).filter(|id| id % 3 == 0) {
        mirror.remove(id);
        mirror.remove(id);
    }
    let left: Vec<i64> = (0..500).filter(|id| id % 3 != 0).collect();
    assert_eq!(mirror.len(), left.len());
    let mut kept: Vec<i64> = mirror.ids.clone();
    kept.sort_unstable();
    assert_eq!(kept, left);
    assert_eq!(share_found(&mirror, &vectors, Some(&left), 10), 1.0);
    let answer = mirror.search(row(7), 1, None, |id| Ok::<_, ()>(Some(exact(&vectors, row(7), id)))).unwrap();
    assert_eq!(answer[0].0, 7);
}

#[test]
fn signs_add_up_as_one_by_one() {
    for dimensions in [3, 32, 48, 384] {
        let query: Vec<f32> = (0..dimensions).map(|at| ((at * 37 + 11) % 19) as f32 - 9.0).collect();
        let weights = Weights::new(&query);
        let bytes = kernels::bytes(dimensions);
        let mut blocks = vec![[0_u8; BLOCK]; 2 * bytes];
        blocks.iter_mut().flatten().enumerate().for_each(|(at, byte)| *byte = (at * at % 251) as u8);
        let (mut scores, mut best) = ([[7; BLOCK]; 2], [0; 2]);
        kernels::scores(&weights, &blocks, &mut scores, &mut best);
        for (block, scores) in scores.iter().enumerate() {
            assert_eq!(best[block], *scores.iter().max().unwrap());
            let mut slowly = [7; BLOCK];
            kernels::bit_by_bit(&weights, &blocks[block * bytes..][..bytes], &mut slowly);
            assert_eq!(slowly, *scores);
            for (lane, score) in scores.iter().enumerate() {
                let positive = |at: usize| blocks[block * bytes + at / 8][lane] >> (at % 8) & 1 == 1;
                let same = query.iter().enumerate().filter(|(at, x)| positive(*at) == (**x > 0.0));
                let sum: f32 = same.map(|(_, x)| (x.abs() * weights.scale).round()).sum();
                assert_eq!(f32::from(*score), sum, "{dimensions}: block {block}, row {lane}");
            }
        }
    }
}

#[test]
fn senseless_questions_find_nothing() {
    let mirror = Mirror::build(3, &[1], &[1.0, 0.0, 0.0]);
    let ask = |query: &[f32], k| mirror.search(query, k, None, |_| Ok::<_, ()>(Some(1.0))).unwrap().len();
    assert_eq!((ask(&[1.0], 5), ask(&[1.0, 0.0, 0.0], 0), ask(&[1.0, 0.0, 0.0], 5)), (0, 0, 1));
    assert!(Mirror::new(0, &[]).search(&[], 5, None, |_| Ok::<_, ()>(Some(1.0))).unwrap().is_empty());
}
