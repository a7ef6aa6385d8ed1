//! all-MiniLM-L6-v2, run inside the app by `rten`, a pure Rust runtime.
//!
//! Six BERT layers of 384, twelve heads; a text becomes the mean of its tokens, scaled to length one.
//! English, at most 256 tokens. Vectors equal those of the reference implementation to about 1e-6.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use rten::ValueOrView;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use safetensors::SafeTensors;
use tokenizers::{Model as _, Tokenizer};

use super::catalogue::{self, MINILM};
use super::embed::{Embedder, unit};
use super::onnx::{self, Bert};
use crate::error::{Error, Result};

/// The shape of the model, which its file does not tell.
pub const SHAPE: Bert = Bert { layers: 6, heads: 12, epsilon: 1e-12 };
const DIMENSIONS: usize = 384;
const WINDOW: usize = 256;
/// Words that the tokenizer takes out of a text before it reads the rest.
const SPECIAL: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/// The embedded embedding model.
pub struct MiniLm {
    tokenizer: Tokenizer,
    start: u32,
    end: u32,
    model: Model,
    inputs: [NodeId; 3],
    output: NodeId,
    threads: Arc<ThreadPool>,
}

impl MiniLm {
    /// Loads the weights from a folder with `model.safetensors` and `tokenizer.json`, as
    /// [`super::weights::WeightFolders::locate`] returns it. Takes about 0.2 s and 100 MB.
    ///
    /// `threads` is how many cores one text may use; see [`super::cores`].
    ///
    /// # Errors
    /// [`Error::Model`] when a file is missing, damaged or of another model.
    pub fn open(folder: &Path, threads: usize) -> Result<Self> {
        let tokenizer = tokenizer(&folder.join("tokenizer.json"))?;
        let special =
            |token: &str| tokenizer.token_to_id(token).ok_or_else(|| broken(&format!("its tokenizer lacks {token}")));
        let (start, end) = (special("[CLS]")?, special("[SEP]")?);
        let model = load(&folder.join("model.safetensors"))?;
        let node = |name: &str| model.node_id(name).map_err(|e| broken(&e.to_string()));
        let inputs = [node("input_ids")?, node("attention_mask")?, node("token_type_ids")?];
        let output = node("pooled")?;
        let threads = Arc::new(ThreadPool::with_num_threads(threads.max(1)));
        Ok(Self { tokenizer, start, end, model, inputs, output, threads })
    }

    /// Ids of the text's tokens without the two special ones; may be longer than the window.
    fn tokens(&self, text: &str) -> Result<Vec<u32>> {
        let encoding = self.tokenizer.encode_fast(text, false).map_err(|e| broken(&e.to_string()))?;
        Ok(encoding.get_ids().to_vec())
    }

    /// How many tokens a text of ASCII and Chinese characters has. Normalizing is most of a tokenizer's work, 6 µs a
    /// character, and here it is lower case only; nothing for a text that needs more than that.
    fn count_plain(&self, text: &str) -> Option<usize> {
        let plain = |c: char| matches!(c, ' '..='~' | '\t' | '\n' | '\r') || chinese(c);
        if !text.chars().all(plain) || SPECIAL.iter().any(|special| text.contains(special)) {
            return None;
        }
        let model = self.tokenizer.get_model();
        let mut count = 0;
        for words in text.to_ascii_lowercase().split_ascii_whitespace() {
            // Every sign is a word of its own, and so is every Chinese character: one token, known or not.
            let alone = |c: char| c.is_ascii_punctuation() || chinese(c);
            for word in words.split_inclusive(alone) {
                let letters = word.trim_end_matches(alone);
                count += usize::from(letters.len() < word.len());
                if !letters.is_empty() {
                    count += model.tokenize(letters).ok()?.len();
                }
            }
        }
        Some(count)
    }

    fn embed_one(&self, text: &str) -> Result<Vec<f32>> {
        let mut ids = self.tokens(text)?;
        ids.truncate(WINDOW - 2);
        let ids: Vec<i32> = std::iter::once(self.start).chain(ids).chain([self.end]).map(|id| id as i32).collect();
        let count = ids.len();
        let row = |values: Vec<i32>| {
            Value::from_shape(&[1, count], values).map(ValueOrView::from).map_err(|e| broken(&e.to_string()))
        };
        let [id, mask, kind] = self.inputs;
        let inputs = vec![(id, row(ids)?), (mask, row(vec![1; count])?), (kind, row(vec![0; count])?)];
        let options = RunOptions::default().with_thread_pool(Some(self.threads.clone()));
        let [pooled] = self
            .model
            .run_n(inputs, [self.output], Some(options))
            .map_err(|e| Error::Model(format!("the embedding model failed: {e}")))?;
        let (_, vector) =
            pooled.into_shape_vec::<f32, 2>().map_err(|e| Error::Model(format!("the embedding model failed: {e}")))?;
        unit(vector, DIMENSIONS)
    }
}

impl Embedder for MiniLm {
    fn id(&self) -> &str {
        MINILM
    }

    fn dimensions(&self) -> usize {
        DIMENSIONS
    }

    fn window(&self) -> usize {
        WINDOW
    }

    fn count_tokens(&self, text: &str) -> usize {
        // A text that cannot be read as tokens counts as too long.
        let count = self.count_plain(text).or_else(|| self.tokens(text).ok().map(|ids| ids.len()));
        count.map_or(usize::MAX, |count| count + 2)
    }

    fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        // One at a time: a batch would pay for the padding of its longest text, in time and memory.
        texts.iter().map(|text| self.embed_one(text)).collect()
    }
}

/// The unified ideographs, and the stops and brackets between them: what the tokenizer takes one by one, unchanged.
fn chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '「' | '」' | '，' | '：' | '；' | '！' | '？' | '（' | '）')
}

fn tokenizer(path: &Path) -> Result<Tokenizer> {
    let mut tokenizer = Tokenizer::from_file(path).map_err(|e| broken(&e.to_string()))?;
    // The file pads everything to 128 tokens and cuts there; the window is ours to keep.
    tokenizer.with_padding(None);
    tokenizer.with_truncation(None).map_err(|e| broken(&e.to_string()))?;
    Ok(tokenizer)
}

fn load(path: &Path) -> Result<Model> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(|e| broken(&e.to_string()))?;
    let graph = {
        let tensors = SafeTensors::deserialize(&bytes).map_err(|e| broken(&e.to_string()))?;
        onnx::bert(&tensors, SHAPE)?
    };
    drop(bytes);
    let mut options = ModelOptions::with_all_ops();
    // Costs some 40 MB while the model is loaded and saves a tenth of the time.
    options.prepack_weights(true);
    for (name, data) in graph.weights {
        options.external_data(&name, data);
    }
    options.load(graph.model).map_err(|e| broken(&e.to_string()))
}

fn broken(why: &str) -> Error {
    let title = catalogue::find(MINILM).map_or(MINILM, |set| set.title);
    Error::Model(format!("the embedding model {title} cannot be used: {why}. Remove it and fetch it again in Settings"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::embed::cosine;
    use crate::models::test_weights;

    /// Texts, their token counts and first eight components, computed in float64 by a plain numpy
    /// transcription of the reference (BERT, exact gelu, mean pooling, length one).
    const REFERENCE: [(&str, usize, usize, [f32; 8]); 5] = [
        (
            "A man is eating food.",
            1,
            8,
            [0.0332416, 0.0044061, -0.0062769, 0.0483787, -0.1387022, -0.0336174, 0.1011283, -0.054385],
        ),
        (
            "A man is eating a piece of bread.",
            1,
            11,
            [0.0525184, 0.0552413, -0.0111882, -0.0057454, -0.1272082, -0.0222518, 0.0768786, 0.0131852],
        ),
        (
            "The girl is carrying a baby.",
            1,
            9,
            [-0.0363089, -0.0356535, -0.0272227, 0.0383199, 0.0707777, -0.0165795, 0.0616809, 0.0544379],
        ),
        (
            "Zürich naïve façade: 2024-05-01, e=mc² 🙂 日本",
            1,
            20,
            [0.0317625, 0.132066, 0.0922352, -0.0275323, 0.0504426, -0.0353538, -0.040809, -0.0101077],
        ),
        // Longer than the window: cut after 254 tokens.
        (
            "The quick brown fox jumps over the lazy dog. ",
            60,
            602,
            [0.0622781, -0.0578629, 0.0723265, -0.0059594, -0.0453872, 0.0057615, -0.0239358, -0.0729519],
        ),
    ];

    const COSINES: [(usize, usize, f32); 4] =
        [(0, 1, 0.7553371), (0, 2, -0.1049585), (1, 2, -0.0610172), (3, 4, 0.015046)];

    fn model() -> Option<MiniLm> {
        test_weights(MINILM).map(|folder| MiniLm::open(&folder, 1).unwrap())
    }

    #[test]
    fn agrees_with_the_reference() {
        let Some(model) = model() else { return };
        let texts: Vec<String> = REFERENCE.iter().map(|(text, times, ..)| text.repeat(*times)).collect();
        let vectors = model.embed(&texts).unwrap();
        for (((_, _, tokens, head), vector), text) in REFERENCE.iter().zip(&vectors).zip(&texts) {
            assert_eq!(model.count_tokens(text), *tokens, "{text}");
            assert_eq!(vector.len(), model.dimensions());
            assert!((cosine(vector, vector) - 1.0).abs() < 1e-5);
            for (got, want) in vector.iter().zip(head) {
                assert!((got - want).abs() < 2e-6, "{text}: {got} is not {want}");
            }
        }
        for (a, b, want) in COSINES {
            let got = cosine(&vectors[a], &vectors[b]);
            assert!((got - want).abs() < 5e-6, "{a} {b}: {got} is not {want}");
        }
    }

    #[test]
    fn plain_text_is_counted_as_the_tokenizer_counts_it() {
        let Some(model) = model() else { return };
        let counted = std::cell::Cell::new(0);
        let agrees = |text: &str| {
            if let Some(count) = model.count_plain(text) {
                assert_eq!(count, model.tokens(text).unwrap().len(), "{text:?}");
                counted.set(counted.get() + 1);
            }
        };
        for text in ["", " ", "Don't (ever) do_that!? x+y=$5 `a`", "\ta\r\nb\n", "[cls] [ CLS ] [x](y)", "~|^<>\\"] {
            agrees(text);
        }
        agrees(&"a".repeat(100));
        agrees(&"a".repeat(101));
        agrees(&(" ".repeat(300) + &"aGVsbG8gd29ybGQ+/".repeat(20)));
        agrees(&"漢".repeat(1000));
        agrees("会議，三時。Rust 的「所有權」：x=1！㐀龥（鿿）");
        assert_eq!(counted.get(), 11);
        for text in ["a [CLS] b", "é", "a\u{a0}b", "a\0b", "a\x0bb", "a\x7f"] {
            assert_eq!(model.count_plain(text), None, "{text:?}");
        }
        proptest::proptest!(|(text in "[ -~\t\n\r]{0,60}")| agrees(&text));
        proptest::proptest!(|(text in "[ -~\u{4e00}-\u{9fff}、。，！（）]{0,40}")| agrees(&text));
        proptest::proptest!(|(text in "([A-Za-z]{1,14}[ .,'-]){0,12}")| agrees(&text));
    }

    #[test]
    fn odd_texts_have_vectors_too() {
        let Some(model) = model() else { return };
        let (word, words) = ("a".repeat(5000), "é ".repeat(3000));
        let odd = ["", " ", "\0", "\u{200d}", "[CLS] [PAD] [MASK]", word.as_str(), words.as_str()];
        let vectors = model.embed(&odd.map(String::from)).unwrap();
        assert!(vectors.iter().flatten().all(|x| x.is_finite()));
    }

    #[test]
    fn can_be_shared_between_threads() {
        let Some(model) = model() else { return };
        let texts = ["alpha".to_string(), "beta gamma".to_string()];
        let want = model.embed(&texts).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| assert_eq!(model.embed(&texts).unwrap(), want));
            }
        });
    }

    #[test]
    fn damage_is_an_error_with_a_remedy() {
        let Some(folder) = test_weights(MINILM) else { return };
        let dir = tempfile::tempdir().unwrap();
        let refusal = |dir: &Path| match MiniLm::open(dir, 1) {
            Ok(_) => panic!("was accepted"),
            Err(error) => error,
        };
        assert!(refusal(dir.path()).to_string().contains("fetch it again"));
        std::fs::copy(folder.join("tokenizer.json"), dir.path().join("tokenizer.json")).unwrap();
        for bytes in [&b""[..], b"not a safetensors file", &[255; 64]] {
            std::fs::write(dir.path().join("model.safetensors"), bytes).unwrap();
            assert_eq!(refusal(dir.path()).kind(), crate::error::Kind::Model);
        }
    }
}
