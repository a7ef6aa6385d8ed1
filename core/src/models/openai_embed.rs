//! Embedding with a model on an OpenAI-compatible server.

use std::sync::Arc;

use base64::Engine;
use serde::Deserialize;
use serde_json::json;

use super::chat::estimate_tokens;
use super::embed::{Embedder, unit};
use super::openai::OpenAi;
use crate::error::{Error, Result};

/// Texts in one request.
const BATCH: usize = 16;

/// An embedding model on a server.
pub struct OpenAiEmbedder {
    server: Arc<OpenAi>,
    model: String,
    id: String,
    dimensions: usize,
    window: usize,
}

#[derive(Deserialize)]
struct Vectors {
    data: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    index: Option<usize>,
    embedding: Numbers,
}

/// Numbers, or the same as Base64 of little-endian `f32`, which is what OpenAI's own client asks for.
#[derive(Deserialize)]
#[serde(untagged)]
enum Numbers {
    Plain(Vec<f32>),
    Packed(String),
}

impl OpenAiEmbedder {
    /// Asks the model once, to learn how long its vectors are. `window` is in tokens.
    ///
    /// # Errors
    /// As [`Embedder::embed`].
    pub fn open(server: Arc<OpenAi>, model: &str, window: usize) -> Result<Self> {
        let id = format!("server:{}/{model}", server.name());
        let mut this = Self { server, model: model.into(), id, dimensions: 0, window };
        this.dimensions = this.raw(&["How long is a vector?".into()])?.first().map_or(0, Vec::len);
        match this.dimensions {
            0 => Err(Error::Model(format!("{model} cannot embed. Choose an embedding model"))),
            _ => Ok(this),
        }
    }

    fn raw(&self, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        let server = &self.server;
        let request = json!({ "model": self.model, "input": texts, "encoding_format": "float" });
        let body = server.runtime.block_on(async {
            let answer = server.ask("embeddings", &request).await.map_err(|refusal| refusal.error)?;
            server.body(answer).await
        })?;
        let mut vectors: Vectors = serde_json::from_slice(&body).map_err(|_| server.strange(&body))?;
        if vectors.data.len() != texts.len() {
            return Err(Error::Model(format!(
                "{} answered with {} vectors for {} texts. Choose another model",
                server.name(),
                vectors.data.len(),
                texts.len()
            )));
        }
        vectors.data.sort_by_key(|vector| vector.index.unwrap_or(0));
        vectors.data.into_iter().map(|vector| vector.embedding.read().ok_or_else(|| server.strange(&body))).collect()
    }
}

impl Numbers {
    fn read(self) -> Option<Vec<f32>> {
        match self {
            Self::Plain(numbers) => Some(numbers),
            Self::Packed(text) => {
                let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
                let (numbers, rest) = bytes.as_chunks::<4>();
                rest.is_empty().then(|| numbers.iter().map(|number| f32::from_le_bytes(*number)).collect())
            }
        }
    }
}

impl Embedder for OpenAiEmbedder {
    fn id(&self) -> &str {
        &self.id
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn window(&self) -> usize {
        self.window
    }

    fn count_tokens(&self, text: &str) -> usize {
        estimate_tokens(text)
    }

    fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        let mut vectors = Vec::with_capacity(texts.len());
        for batch in texts.chunks(BATCH) {
            for vector in self.raw(batch)? {
                vectors.push(unit(vector, self.dimensions)?);
            }
        }
        Ok(vectors)
    }
}
