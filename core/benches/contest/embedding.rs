//! Passages into vectors.

use std::path::Path;

use almanac_core::models::catalogue::MINILM;
use almanac_core::models::{Embedder, minilm, onnx, shared_folders};

use super::data;
use super::{Contestant, Round};

/// The embedded engine on one thread.
pub(crate) struct MiniLm {
    model: minilm::MiniLm,
    texts: Vec<String>,
}

impl MiniLm {
    /// Also writes the model's graph to `FOLDER/onnx`, for the engines that it is compared with.
    pub(crate) fn open(folder: &Path) -> Self {
        let weights = shared_folders().into_iter().map(|folder| folder.join(MINILM)).find(|folder| folder.is_dir());
        let weights = weights.expect("the weights are not here; run `npm run models`");
        let exported = folder.join("onnx");
        if !exported.join("model.onnx").exists() {
            std::fs::create_dir_all(&exported).unwrap();
            let bytes = std::fs::read(weights.join("model.safetensors")).unwrap();
            let tensors = safetensors::SafeTensors::deserialize(&bytes).unwrap();
            let graph = onnx::bert(&tensors, minilm::SHAPE).unwrap();
            for (name, data) in graph.weights {
                std::fs::write(exported.join(name), data).unwrap();
            }
            std::fs::copy(weights.join("tokenizer.json"), exported.join("tokenizer.json")).unwrap();
            std::fs::write(exported.join("model.onnx"), graph.model).unwrap();
        }
        let model = minilm::MiniLm::open(&weights, 1).unwrap();
        Self { model, texts: data::lines(&folder.join("passages.txt")).into_iter().take(20).collect() }
    }
}

impl Contestant for MiniLm {
    fn round(&mut self) -> Round {
        let vectors = self.model.embed(&self.texts).unwrap();
        Round { units: vectors.len(), answers: Vec::new(), waits: Vec::new() }
    }
}
