//! Search: one box over everything. Words (BM25 over FTS5) and meaning (vectors in sqlite-vec) each
//! propose passages; their scores are brought to one scale and added; the best passage of a thing is the
//! thing's place in the list.

pub mod change;
pub mod complete;
mod explain;
mod filter;
mod function_words;
mod fuse;
pub mod index;
mod log;
mod memory;
pub mod operations;
mod query_type;
pub(crate) mod short;
mod snippet;
mod store;
pub mod text;
pub mod vectors;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::chat::ConversationId;
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::{App, settings, words};

pub use filter::{Filter, Is, read as read_filter};
pub(crate) use function_words::FUNCTION_WORDS;
pub(crate) use memory::Memory;
pub use query_type::QueryType;
pub use store::Found;

words! {
    /// Which evidence counts.
    SearchMode { Hybrid = "hybrid", Text = "text", Vector = "vector" }

    /// What a hit is.
    HitKind {
        Item = "item",
        Task = "task",
        Message = "message",
        Project = "project",
        /// An entry of the logbook.
        Entry = "entry",
        Metric = "metric",
        Habit = "habit",
        Goal = "goal",
    }
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
    /// What the words add to `fused`.
    pub text_part: f64,
    /// What the meaning adds to `fused`.
    pub vector_part: f64,
    /// 0 to 1.
    pub fused: f64,
    /// The words of the query that the passage has, as it writes them.
    pub words: Vec<String>,
    /// All this in a sentence.
    pub reason: String,
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
    query_type::of(text, &Filter::default())
}

/// How many passages each kind of evidence proposes.
const CANDIDATES: usize = 200;

/// Finds passages by both kinds of evidence, best first, at most one for each thing unless
/// `every_passage`: the best `limit`, and perhaps more. The second part says what was missing.
///
/// # Errors
/// The file cannot be read.
pub fn find(
    app: &App,
    text: &str,
    filter: &Filter,
    mode: SearchMode,
    every_passage: bool,
    limit: usize,
) -> Result<(Vec<Found>, Option<String>)> {
    // Without the log there is no memory, and the tables are searched: slower, but as right.
    if let Err(error) = log::ensure(app) {
        tracing::warn!(%error, "searching without memory");
    }
    let (vector, mut degraded) = match mode {
        SearchMode::Text => (None, None),
        _ => match asked(app, text) {
            Ok(asked) => (Some(asked), None),
            Err(error) => (None, Some(format!("Only words were searched: {error}"))),
        },
    };
    app.db.read(|tx| {
        let allowed = filter::store::allowed(tx, filter)?;
        let allowed = allowed.as_deref();
        let last = log::last(tx)?;
        let mut by_vector = Vec::new();
        let table = match &vector {
            Some(asked) => index::table(tx, &asked.model)?,
            None => None,
        };
        if let Some(asked) = &vector {
            degraded = degraded.or(missing(tx, &app.search, last, asked)?);
            if let Some(table) = &table {
                // Beside the words a thousandth is nothing; alone it decides the order that is seen.
                let exactly = if mode == SearchMode::Vector { limit } else { 0 };
                by_vector =
                    store::by_vector(tx, &app.search, last, table, &asked.vector, allowed, CANDIDATES, exactly)?;
            }
        }
        // By vector alone no words were counted, and any passage may bear the query as its title.
        let text::store::Best { found: by_words, whole } = match mode {
            SearchMode::Vector => text::store::Best::default(),
            _ => {
                let near: Vec<i64> = by_vector.iter().map(|(id, _)| *id).collect();
                text::store::best(tx, &app.search, last, text, allowed, CANDIDATES, &near)?
            }
        };
        let mut candidates = fuse::merge(by_words, by_vector);
        let named = store::by_identifier(tx, text, allowed)?;
        fuse::add(&mut candidates, &named);
        if let (Some(asked), Some(table), SearchMode::Hybrid) = (&vector, &table, mode) {
            store::fill_cosines(tx, &app.search, last, table, &asked.vector, &mut candidates)?;
        }
        fuse::score(&mut candidates, mode);
        let mut place = 0;
        candidates.retain(|candidate| {
            place += 1;
            place <= CANDIDATES || named.contains(&candidate.id)
        });
        // What bears the query as its title comes first, wherever it stands, and has all words of it.
        let may_be_named = |id| named.contains(&id) || whole.as_ref().is_none_or(|whole| whole.contains(&id));
        let mut found = store::load(tx, candidates, limit, every_passage, may_be_named)?;
        fuse::exact_first(&mut found, text);
        if !every_passage {
            fuse::one_each(&mut found);
        }
        Ok((found, degraded))
    })
}

/// What is looked for, in the space of the index that answers.
struct Asked {
    model: String,
    wanted: String,
    vector: Vec<f32>,
}

fn asked(app: &App, text: &str) -> Result<Asked> {
    let (wanted, model) = app.db.read(|tx| {
        let wanted = settings::read(tx)?.embed_model;
        let wanted = wanted.strip_prefix("builtin:").unwrap_or(&wanted).to_owned();
        let model = change::serving(tx, &wanted)?;
        Ok((wanted, model))
    })?;
    let embedder = app.models.embedder_named(app, &model)?;
    let vector = embedder.embed(&[text.to_owned()])?.pop();
    let vector = vector.ok_or_else(|| Error::Model("the embedding model answered with nothing".into()))?;
    Ok(Asked { model, wanted, vector })
}

/// What the search by meaning could not see, in words.
fn missing(tx: &ReadTx<'_>, memory: &Memory, last: Option<i64>, asked: &Asked) -> Result<Option<String>> {
    if let Some(progress) = change::progress(tx, &asked.wanted)? {
        return Ok(Some(format!(
            "Meaning is searched with {} until everything is indexed with {} ({:.0} %)",
            asked.model,
            asked.wanted,
            (progress * 100.0).floor()
        )));
    }
    let index::Coverage { passages, embedded } = memory.coverage(tx, last, &asked.model)?;
    let left = passages - embedded;
    Ok((left > 0).then(|| format!("{left} of {passages} passages are not searchable by meaning yet")))
}
