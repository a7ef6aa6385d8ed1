//! Models: the weights that live on this computer and the programs that run them.
//!
//! Reading order: [`catalogue`] (what exists), [`weights`] (where it is), [`embed`] and [`chat`] (what
//! a model is to the rest of the core), [`Models`] (which one does what), then the implementations.

pub mod address;
mod attend;
pub mod catalogue;
pub mod chat;
mod child;
mod download;
pub mod embed;
mod form;
pub mod grammar;
pub mod hardware;
pub mod keys;
mod library;
pub mod llama;
#[cfg(test)]
pub(crate) mod loopback;
pub mod memory;
pub mod minilm;
pub mod ollama;
pub mod ollama_chat;
#[cfg(test)]
mod ollama_tests;
pub mod onnx;
pub mod openai;
pub mod openai_chat;
pub mod openai_embed;
#[cfg(test)]
mod openai_tests;
mod openai_wire;
pub mod operations;
pub mod probe;
#[cfg(test)]
mod replay_tests;
mod route;
#[cfg(test)]
mod routing_tests;
mod runtime;
#[cfg(test)]
mod says;
mod serve;
pub mod servers;
mod structured;
mod utf8;
pub mod weights;
#[cfg(test)]
mod weights_tests;
mod wire;
pub mod worker;

pub use chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, Stopped};
pub use embed::{Embedder, cosine};
pub use library::{Models, Use};
pub use runtime::Runtime;
pub use serve::serve_chat;

/// Threads that a model may use: all cores but one, at least one. An engine that takes every core of
/// a busy machine becomes several times slower, and so does everything else.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get().saturating_sub(1)).max(1)
}

/// Folders outside the profile that may hold weights: the one that `ALMANAC_MODELS` names, and the user's
/// cache, which `npm run models` fills.
pub fn shared_folders() -> Vec<std::path::PathBuf> {
    let named = std::env::var_os("ALMANAC_MODELS").map(std::path::PathBuf::from);
    let cached = dirs::cache_dir().map(|folder| folder.join("almanac").join("models"));
    named.into_iter().chain(cached).collect()
}

/// The folder of a set's real weights. A test without them says so and passes.
#[cfg(test)]
pub(crate) fn test_weights(id: &str) -> Option<std::path::PathBuf> {
    let set = catalogue::find(id)?;
    let complete = |folder: &std::path::PathBuf| set.files.iter().all(|file| folder.join(file.name).is_file());
    let found = shared_folders().into_iter().map(|folder| folder.join(id)).find(complete);
    if found.is_none() {
        println!("skipped: the weights of {id} are not on this computer; run `npm run models`");
    }
    found
}
