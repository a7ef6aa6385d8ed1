//! Searching, as an operation.

use std::time::Instant;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Hit, HitKind, QueryType, SearchMode, SearchResults, find, query, snippet};
use crate::chat::{self, MessageId};
use crate::error::Result;
use crate::operations;
use crate::operations::Call;

operations! { "search";
    /// Searches everything by words and meaning. Filters: `type:` `tag:` `after:` `before:` `"phrase"` `-not`.
    action[read] query(SearchRequest) -> SearchResults;
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
    let (text, filter) = query::read(&request.query)?;
    let query_type = query::kind(&text, &filter);
    let (found, degraded) = match query_type {
        QueryType::Empty => (Vec::new(), None),
        QueryType::Filter => (super::store::recent(call.app, &filter)?, None),
        _ => find(call.app, &text, &filter, request.mode.unwrap_or(SearchMode::Hybrid), false)?,
    };
    let mut results: Vec<Hit> = found
        .into_iter()
        .take(request.limit.unwrap_or(20).min(500))
        .map(|found| {
            let (snippet, marks) = snippet::snippet(&found.passage.text, &text);
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
                explain: found.explain,
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
