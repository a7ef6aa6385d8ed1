//! Models: the weights that live on this computer and the programs that run them.
//!
//! Reading order: [`catalogue`] (what exists), [`weights`] (where it is), [`embed`] and [`chat`] (what
//! a model is to the rest of the core), then the implementations.

pub mod catalogue;
pub mod chat;
mod child;
mod download;
pub mod embed;
pub mod grammar;
mod library;
pub mod llama;
#[cfg(test)]
mod loopback;
pub mod memory;
pub mod minilm;
pub mod ollama;
pub mod ollama_chat;
#[cfg(test)]
mod ollama_tests;
pub mod onnx;
pub mod operations;
pub mod probe;
mod runtime;
mod serve;
mod utf8;
pub mod weights;
mod wire;
pub mod worker;

pub use chat::{ChatMessage, ChatModel, ChatOptions};
pub use embed::{Embedder, cosine};
pub use library::Models;
pub use runtime::Runtime;
pub use serve::serve_chat;

/// Threads that a model may use: all cores but one, at least one. An engine that takes every core of
/// a busy machine becomes several times slower, and so does everything else.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get().saturating_sub(1)).max(1)
}

/// The folder of a set's real weights: `$ALMANAC_MODELS/<id>` or `models/<id>` beside the crate. A test
/// without them says so and passes.
#[cfg(test)]
pub(crate) fn test_weights(id: &str) -> Option<std::path::PathBuf> {
    let root = std::env::var_os("ALMANAC_MODELS").map_or_else(
        || std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../models")),
        std::path::PathBuf::from,
    );
    let folder = root.join(id);
    let complete = catalogue::find(id)?.files.iter().all(|file| folder.join(file.name).is_file());
    if !complete {
        println!("skipped: the weights of {id} are not in {}", root.display());
    }
    complete.then_some(folder)
}
