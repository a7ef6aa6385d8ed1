//! Search: one box over everything. Words (BM25 over FTS5) and meaning (vectors in sqlite-vec) each
//! propose passages; their scores are brought to one scale and added; the best passage of a thing is the
//! thing's place in the list.

mod function_words;
mod fuse;
pub mod index;
pub mod operations;
mod query;
mod snippet;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::App;
use crate::chat::ConversationId;
use crate::error::Result;
use crate::words;

pub(crate) use function_words::FUNCTION_WORDS;
pub use query::{Filter, QueryType, read as read_filter};
pub use store::Found;

words! {
    /// Which evidence counts.
    SearchMode { Hybrid = "hybrid", Text = "text", Vector = "vector" }

    /// What a hit is.
    HitKind { Item = "item", Task = "task", Message = "message" }
}

/// A place in the text of something. Offsets are in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Passage {
    pub text: String,
    pub page: Option<u32>,
    pub start: usize,
    pub end: usize,
    /// The headings that it stands under.
    pub heading: Option<String>,
}

/// Why a hit is where it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Explain {
    /// Place in the list of words alone, from 1.
    pub text_rank: Option<usize>,
    /// BM25; higher is better.
    pub text_score: Option<f64>,
    /// Place in the list of vectors alone, from 1.
    pub vector_rank: Option<usize>,
    /// Cosine with the query, -1 to 1.
    pub vector_score: Option<f64>,
    /// The query is its title or id.
    pub exact: bool,
    /// 0 to 1.
    pub fused: f64,
}

/// A piece of a snippet that answers the query, in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Mark {
    pub start: usize,
    pub end: usize,
}

/// Something found, by its best passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Hit {
    pub kind: HitKind,
    pub id: i64,
    /// Where a message stands.
    pub conversation: Option<ConversationId>,
    pub external_id: Option<String>,
    pub title: String,
    pub score: f64,
    pub snippet: String,
    pub marks: Vec<Mark>,
    pub passage: Passage,
    pub explain: Explain,
}

/// What a search answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SearchResults {
    pub query_type: QueryType,
    pub took_ms: f64,
    pub results: Vec<Hit>,
    /// Says what was missing when not everything could be searched.
    pub degraded: Option<String>,
}

/// What kind of question a text is, by its words alone.
pub fn query_type(text: &str) -> QueryType {
    query::kind(text, &Filter::default())
}

/// How many passages each kind of evidence proposes.
const CANDIDATES: usize = 200;

/// Finds passages by both kinds of evidence, best first, at most one for each thing unless
/// `every_passage`. The second part says what was missing.
///
/// # Errors
/// The file cannot be read.
pub fn find(
    app: &App,
    text: &str,
    filter: &Filter,
    mode: SearchMode,
    every_passage: bool,
) -> Result<(Vec<Found>, Option<String>)> {
    let (vector, mut degraded) = match mode {
        SearchMode::Text => (None, None),
        _ => match app
            .models
            .embedder(app)
            .and_then(|embedder| Ok((embedder.id().to_owned(), embedder.embed(&[text.to_owned()])?)))
        {
            Ok((model, mut vectors)) => (vectors.pop().map(|vector| (model, vector)), None),
            Err(error) => (None, Some(format!("Only words were searched: {error}"))),
        },
    };
    app.db.read(|tx| {
        let by_words =
            if mode == SearchMode::Vector { Vec::new() } else { store::by_words(tx, text, filter, CANDIDATES)? };
        let by_vector = match &vector {
            Some((model, vector)) => {
                let coverage = index::coverage(tx, model)?;
                if coverage.embedded < coverage.passages {
                    degraded = Some(format!(
                        "{} of {} passages are not searchable by meaning yet",
                        coverage.passages - coverage.embedded,
                        coverage.passages
                    ));
                }
                store::by_vector(tx, model, vector, filter, CANDIDATES)?
            }
            None => Vec::new(),
        };
        let mut candidates = fuse::merge(by_words, by_vector);
        if let (Some((model, vector)), SearchMode::Hybrid) = (&vector, mode) {
            store::fill_cosines(tx, model, vector, &mut candidates)?;
        }
        fuse::score(&mut candidates, mode);
        let mut found = store::load(tx, candidates)?;
        fuse::exact_first(&mut found, text);
        if !every_passage {
            fuse::one_each(&mut found);
        }
        Ok((found, degraded))
    })
}
