//! What an embedding model is to the rest of the core: text in, unit vectors out.

use crate::error::{Error, Result};

/// Turns text into vectors of length one.
///
/// Implementations are shared between threads. [`Embedder::embed`] may take long (about 40 to 80 ms
/// for 256 tokens on one core): never call it inside a transaction.
pub trait Embedder: Send + Sync {
    /// Stable name of the weights. Vectors with different ids must never be compared.
    fn id(&self) -> &str;

    /// Length of every vector.
    fn dimensions(&self) -> usize;

    /// Most tokens that are read of one text, special tokens included; the rest is ignored.
    fn window(&self) -> usize;

    /// Tokens that the text takes, special tokens included: what fits has
    /// `count_tokens(text) <= window()`.
    fn count_tokens(&self, text: &str) -> usize;

    /// One vector per text, in order: `dimensions()` finite numbers of Euclidean length one.
    ///
    /// # Errors
    /// [`Error::Model`] when the model fails or answers with something that is not a direction.
    fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>>;
}

/// Scales a vector to length one.
///
/// # Errors
/// [`Error::Model`] when the length is wrong, a component is not finite, or all are zero: such a
/// vector would be stored without complaint and rank first in every search.
pub fn unit(mut vector: Vec<f32>, dimensions: usize) -> Result<Vec<f32>> {
    if vector.len() != dimensions {
        return Err(Error::Model(format!(
            "the embedding model answered with {} numbers instead of {dimensions}. Choose the model again in Settings, so that everything is indexed anew",
            vector.len()
        )));
    }
    // In f64: the sum of squares of finite f32 values cannot overflow.
    let length = vector.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt();
    if !length.is_finite() || length < 1e-12 {
        return Err(Error::Model(
            "the embedding model answered with an unusable vector, so this text was not indexed. Try again, or choose another model"
                .into(),
        ));
    }
    for x in &mut vector {
        *x = (f64::from(*x) / length) as f32;
    }
    Ok(vector)
}

/// Cosine of two unit vectors; 0 when their lengths differ.
pub fn cosine(a: &[f32], b: &[f32]) -> f32 {
    if a.len() == b.len() { a.iter().zip(b).map(|(x, y)| x * y).sum() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn only_directions_pass() {
        assert_eq!(unit(vec![3.0, 4.0], 2).unwrap(), [0.6, 0.8]);
        for bad in [vec![0.0, 0.0], vec![f32::NAN, 1.0], vec![f32::INFINITY, 1.0], vec![1.0]] {
            assert_eq!(unit(bad, 2).unwrap_err().kind(), Kind::Model);
        }
        assert!((unit(vec![f32::MAX, f32::MAX], 2).unwrap()[0] - 0.707_106_77).abs() < 1e-6);
        assert_eq!(cosine(&[1.0], &[1.0, 0.0]), 0.0);
    }
}
