//! Asking.

use almanac_core::{App, Error, Result, search};
use serde_json::{Value, json};

use crate::arguments::Ask;
use crate::print::{self, Output, field, safe};
use crate::tasks::lines;

pub(crate) fn run(app: &App, ask: &Ask, output: Output) -> Result<()> {
    let scope = ask.scope.as_deref().map(scope).transpose()?;
    let Some(batch) = &ask.batch else {
        let answer = answer(app, &ask.question.join(" "), scope.as_ref())?;
        output.answer(&answer, shown);
        return Ok(());
    };
    for line in lines(batch)? {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let asked: Value = serde_json::from_str(&line).map_err(|error| Error::invalid(error.to_string()))?;
        let mut answer = answer(app, field(&asked, "text"), scope.as_ref())?;
        if let Some(answer) = answer.as_object_mut() {
            answer.shift_insert(0, "_id".into(), asked["_id"].clone());
        }
        print::json(&answer);
    }
    Ok(())
}

fn answer(app: &App, question: &str, scope: Option<&Value>) -> Result<Value> {
    Ok(app.call("chat.ask", json!({ "text": question, "scope": scope }))?.data)
}

/// A search filter as the scope of an answer.
fn scope(filter: &str) -> Result<Value> {
    let (words, filter) = search::read_filter(filter)?;
    if !words.is_empty() {
        return Err(Error::invalid(format!("{words:?} is no filter; write type: tag: after: before:")));
    }
    let kinds: Vec<String> = filter.kinds.iter().map(|kind| kind.word().to_owned()).chain(filter.item_kinds).collect();
    Ok(json!({ "tags": filter.tags, "kinds": kinds, "after": filter.after, "before": filter.before }))
}

fn shown(answer: &Value) -> String {
    let mut text = safe(field(answer, "answer"));
    for citation in answer["citations"].as_array().into_iter().flatten() {
        let page = citation["page"].as_u64().map(|page| format!(", page {page}")).unwrap_or_default();
        let (n, title, quote) = (&citation["n"], safe(field(citation, "title")), safe(field(citation, "quote")));
        if quote.is_empty() {
            // Something that was counted: the answer names it, the number leads to it.
            let (kind, id) =
                if citation["task"].is_null() { ("item", &citation["item"]) } else { ("task", &citation["task"]) };
            text.push_str(&format!("\n[{n}] {kind} {id}: {title}"));
            continue;
        }
        text.push_str(&format!("\n\n[{n}] {title}{page}, {}–{}\n    “{quote}”", citation["start"], citation["end"]));
    }
    if let Some(note) = answer["note"].as_str() {
        text.push_str(&format!("\n\n{}", safe(note)));
    }
    text.push_str(&format!("\n\nanswered by {} in {} ms", field(answer, "answered_by"), answer["took_ms"]));
    text
}
