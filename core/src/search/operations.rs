//! Searching, as an operation.

use std::time::Instant;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::complete::{Completion, Suggestion};
use super::{
    Explain, Found, Hit, HitKind, QueryType, SearchMode, SearchResults, explain, filter, find, query_type, snippet,
    store,
};
use crate::chat::{self, MessageId};
use crate::db::ReadTx;
use crate::db::changes::Actor;
use crate::error::Result;
use crate::filter::Typing;
use crate::operations;
use crate::operations::Call;

operations! { "search";
    /// Searches everything by words and meaning. Filters: `type:` `tag:` `is:` `in:` `after:` `before:` `"phrase"` `-not`.
    action[read] query(SearchRequest) -> SearchResults;
    /// The filters and values that could stand at the caret of a search line.
    query complete(Typing) -> Completion;
    /// Titles and words that a search line could go on with.
    query suggest(Typing) -> Vec<Suggestion>;
}

/// What to look for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SearchRequest {
    #[ts(optional = false)]
    pub query: String,
    /// `hybrid` unless said.
    pub mode: Option<SearchMode>,
    /// 20 unless said, at most 500.
    pub limit: Option<usize>,
}

fn query(call: &Call<'_>, request: SearchRequest) -> Result<SearchResults> {
    let began = Instant::now();
    let (text, mut filter) = filter::read(&request.query)?;
    call.app.db.read(|tx| filter::store::check(tx, &filter))?;
    let query_type = query_type::of(&text, &filter);
    filter.open = matches!(call.actor, Actor::Ai | Actor::Agent);
    let limit = request.limit.unwrap_or(20).min(500);
    let (found, degraded) = match query_type {
        QueryType::Empty => (Vec::new(), None),
        QueryType::Filter => (newest(call, &filter)?, None),
        _ => find(call.app, &text, &filter, request.mode.unwrap_or(SearchMode::Hybrid), false, limit)?,
    };
    let mut results: Vec<Hit> = found
        .into_iter()
        .take(limit)
        .map(|found| {
            let (snippet, marks) = snippet::snippet(&found.passage.text, &text);
            let explain = explain::explain(&found, &text);
            Hit {
                kind: found.kind,
                id: found.owner,
                conversation: None,
                external_id: found.external_id,
                title: found.title,
                score: found.explain.fused,
                snippet,
                marks,
                passage: found.passage,
                explain,
            }
        })
        .collect();
    call.app.db.read(|tx| {
        for hit in results.iter_mut().filter(|hit| hit.kind == HitKind::Message) {
            hit.conversation = chat::conversation_of(tx, MessageId(hit.id))?;
        }
        Ok(())
    })?;
    Ok(SearchResults { query_type, took_ms: began.elapsed().as_secs_f64() * 1000.0, results, degraded })
}

fn complete(tx: &ReadTx<'_>, typing: Typing) -> Result<Completion> {
    super::complete::complete(tx, &typing)
}

fn suggest(tx: &ReadTx<'_>, typing: Typing) -> Result<Vec<Suggestion>> {
    super::complete::suggest(tx, &typing)
}

/// The newest things that a filter lets through, for a query that is nothing but filters.
fn newest(call: &Call<'_>, filter: &filter::Filter) -> Result<Vec<Found>> {
    call.app.db.read(|tx| {
        let ids = filter::store::newest(tx, filter, 500)?.into_iter();
        let candidates =
            ids.map(|id| super::fuse::Candidate { id, bm25: None, cosine: None, explain: Explain::default() });
        let mut found = store::load(tx, candidates.collect(), 500, true, |_| true)?;
        super::fuse::one_each(&mut found);
        Ok(found)
    })
}
