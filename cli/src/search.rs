//! Searching.

use almanac_core::{App, Error, Result};
use serde_json::{Value, json};

use crate::arguments::Search;
use crate::print::{self, Output, field, safe};
use crate::tasks::lines;

pub(crate) fn run(app: &App, search: &Search, output: Output) -> Result<()> {
    let Some(batch) = &search.batch else {
        let answer = find(app, &search.query.join(" "), search)?;
        output.answer(&answer, shown);
        return Ok(());
    };
    for line in lines(batch)? {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let asked: Value = serde_json::from_str(&line).map_err(|error| Error::invalid(error.to_string()))?;
        // A line that cannot be searched for does not stop the others.
        let mut answer = find(app, field(&asked, "text"), search)
            .unwrap_or_else(|error| json!({ "error": error.failure(), "results": [] }));
        if let Some(answer) = answer.as_object_mut() {
            answer.shift_insert(0, "_id".into(), asked["_id"].clone());
        }
        print::json(&answer);
    }
    Ok(())
}

fn find(app: &App, query: &str, search: &Search) -> Result<Value> {
    Ok(app.call("search.query", json!({ "query": query, "mode": search.mode.word(), "limit": search.limit }))?.data)
}

fn shown(answer: &Value) -> String {
    let mut text = format!("{}, {:.1} ms", field(answer, "query_type"), answer["took_ms"].as_f64().unwrap_or_default());
    if let Some(degraded) = answer["degraded"].as_str() {
        text.push_str(&format!("\n{degraded}"));
    }
    let hits = answer["results"].as_array().map(Vec::as_slice).unwrap_or_default();
    if hits.is_empty() {
        text.push_str("\nnothing found");
    }
    for (rank, hit) in hits.iter().enumerate() {
        let page = hit["passage"]["page"].as_u64().map(|page| format!(", page {page}")).unwrap_or_default();
        text.push_str(&format!(
            "\n{:>3}. {} ({} {}{page})  {:.3}\n     {}",
            rank + 1,
            safe(field(hit, "title")),
            field(hit, "kind"),
            hit["id"],
            hit["score"].as_f64().unwrap_or_default(),
            safe(field(hit, "snippet"))
        ));
    }
    text
}
