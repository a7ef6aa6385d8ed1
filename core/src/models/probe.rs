//! Tries a chat model once, so that features know what it can do before they rely on it.

use std::ops::ControlFlow;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::chat::{ChatMessage, ChatModel, ChatOptions, Stopped, Tool};
use crate::error::{Error, Result};

/// What a model turned out to be able to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Probe {
    /// Whether it answered in the shape that was asked for.
    pub json: bool,
    /// Whether it called the tool that it was given.
    #[serde(default)]
    pub tools: bool,
    /// Most tokens of prompt and answer together.
    pub context_tokens: usize,
    /// Tokens a second while answering, loading and reading not counted; 0 when there was no answer.
    pub tokens_per_second: f32,
    /// What to tell a person: a verdict, or why something is greyed out.
    pub note: String,
}

/// Asks the model for a small JSON object, and to use a tool. Takes seconds, and loads the model if need be.
///
/// # Errors
/// Those of [`ChatModel::chat`] that say nothing about the model itself: not there, not running,
/// cancelled. A model that fails is a result, not an error.
pub fn probe(model: &dyn ChatModel) -> Result<Probe> {
    let schema = json!({
        "type": "object",
        "properties": {
            "title": { "type": "string", "maxLength": 40 },
            "minutes": { "type": "integer" },
            "kind": { "enum": ["task", "event"] }
        },
        "required": ["title", "minutes", "kind"],
        "additionalProperties": false
    });
    let messages = [
        ChatMessage::system("You answer with one JSON object and nothing else."),
        ChatMessage::user("Describe this: call the dentist, a task of 15 minutes. Keys: title, minutes, kind."),
    ];
    let options = ChatOptions { max_tokens: 120, schema: Some(schema), ..ChatOptions::default() };
    let mut first = None;
    let mut on_token = |piece: &str| {
        if !piece.is_empty() {
            first.get_or_insert_with(moment);
        }
        ControlFlow::Continue(())
    };
    let outcome = match model.chat(&messages, &options, &mut on_token) {
        Ok(outcome) => outcome,
        Err(Error::Model(why) | Error::Invalid(why)) => {
            return Ok(Probe {
                json: false,
                tools: false,
                context_tokens: model.context_tokens(),
                tokens_per_second: 0.0,
                note: why,
            });
        }
        Err(other) => return Err(other),
    };
    let seconds = first.map_or(0.0, |first| first.elapsed().as_secs_f32());
    let tokens_per_second = match seconds > 0.0 {
        true => outcome.completion_tokens.saturating_sub(1) as f32 / seconds,
        false => 0.0,
    };
    let json = outcome.stopped == Stopped::End && has_shape(&outcome.text);
    let tools = calls(model)?;
    Ok(Probe {
        json,
        tools,
        context_tokens: model.context_tokens(),
        tokens_per_second,
        note: note(json, tools, tokens_per_second),
    })
}

/// Whether the model calls a tool when it is told to, with input that can be read.
fn calls(model: &dyn ChatModel) -> Result<bool> {
    let tool = Tool {
        name: "add_task".into(),
        description: "Adds a task.".into(),
        input: json!({ "type": "object", "properties": { "title": { "type": "string" } }, "required": ["title"] }),
    };
    let options = ChatOptions { max_tokens: 120, tools: vec![tool], ..ChatOptions::default() };
    let asked = [ChatMessage::user("Add the task \"call the dentist\" with the tool add_task.")];
    match model.chat(&asked, &options, &mut |_| ControlFlow::Continue(())) {
        Ok(outcome) => Ok(outcome.tool_calls.iter().any(|call| {
            let input: Option<Value> = serde_json::from_str(&call.arguments).ok();
            call.name == "add_task" && input.is_some_and(|input| input["title"].is_string())
        })),
        Err(Error::Model(_) | Error::Invalid(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Whether the answer is the object that was asked for. The words in it are not judged.
fn has_shape(text: &str) -> bool {
    let Ok(Value::Object(map)) = serde_json::from_str(text) else { return false };
    map.len() == 3
        && map.get("title").is_some_and(Value::is_string)
        && map.get("minutes").is_some_and(Value::is_i64)
        && map.get("kind").and_then(Value::as_str).is_some_and(|kind| matches!(kind, "task" | "event"))
}

fn note(json: bool, tools: bool, speed: f32) -> String {
    let mut notes = Vec::new();
    if !json {
        notes.push("It does not keep to a given form, so features that need one use their own rules instead.".into());
    }
    if speed > 0.0 && speed < 4.0 {
        notes.push(format!("It is slow on this computer: {speed:.1} words or parts of words a second."));
    }
    if !tools {
        notes.push("It cannot use tools, so it can answer but not act.".into());
    }
    if notes.is_empty() { "It works.".into() } else { notes.join(" ") }
}

#[allow(clippy::disallowed_methods, reason = "a speed is measured, no date is made")]
fn moment() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::says::Says;

    #[test]
    fn only_the_right_shape_counts() {
        let good = probe(&Says("good", || Ok(r#"{"title":"Dentist","minutes":15,"kind":"task"}"#))).unwrap();
        assert!(good.json && good.context_tokens == 4000, "{good:?}");
        for bad in [
            Says("words", || Ok("Sure! {}")),
            Says("nothing", || Ok("{}")),
            Says("half a minute", || Ok(r#"{"title":"x","minutes":1.5,"kind":"task"}"#)),
            Says("no such kind", || Ok(r#"{"title":"x","minutes":1,"kind":"y"}"#)),
        ] {
            let probe = probe(&bad).unwrap();
            assert!(!probe.json && probe.note.contains("form"), "{}", bad.0);
        }
    }

    #[test]
    fn a_failing_model_is_a_result_and_an_absent_one_an_error() {
        let failed = probe(&Says("ill", || Err(Error::Model("it crashed".into())))).unwrap();
        assert_eq!((failed.json, failed.note.as_str()), (false, "it crashed"));
        assert!(probe(&Says("away", || Err(Error::Offline("no server".into())))).is_err());
    }
}
