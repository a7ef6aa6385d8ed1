//! Answers in a given form: asked for by grammar, checked against the schema, repaired once.

use serde_json::Value;

use super::chat::{ChatMessage, ChatOptions, ChatOutcome, Stopped};
use super::form;
use crate::error::{Error, Result};

type Chat<'a> = dyn FnMut(&[ChatMessage], &ChatOptions) -> Result<ChatOutcome> + 'a;

/// See [`super::ChatModel::json`].
pub(super) fn answer(
    chat: &mut Chat<'_>,
    messages: &[ChatMessage],
    schema: &Value,
    options: &ChatOptions,
) -> Result<Value> {
    let options = ChatOptions { schema: Some(schema.clone()), ..options.clone() };
    let mut messages = messages.to_vec();
    let mut outcome = chat(&messages, &options)?;
    let mut wrong = match read(&outcome, schema)? {
        Ok(value) => return Ok(value),
        Err(wrong) => wrong,
    };
    messages.push(ChatMessage::assistant(outcome.text));
    messages.push(ChatMessage::user(format!(
        "That is not the form that was asked for: {wrong}. Answer again with only the JSON, in this form: {schema}"
    )));
    outcome = chat(&messages, &options)?;
    match read(&outcome, schema)? {
        Ok(value) => return Ok(value),
        Err(again) => wrong = again,
    }
    tracing::info!(%wrong, "an answer without its form");
    Err(Error::Model(format!("the model's answer is unusable: {wrong}. Try again, or choose another model for this")))
}

/// The value, or what is wrong with it in one line.
fn read(outcome: &ChatOutcome, schema: &Value) -> Result<Result<Value, String>> {
    match outcome.stopped {
        Stopped::Cancelled => return Err(Error::Cancelled),
        Stopped::Incomplete => {
            return Err(Error::Model(outcome.note.clone().unwrap_or_else(|| "the answer broke off".into())));
        }
        Stopped::Length => return Ok(Err("it was cut off at its longest length".into())),
        Stopped::End => {}
    }
    Ok(match serde_json::from_str(bare(&outcome.text)) {
        Ok(value) => form::check(&value, schema).map(|()| value),
        Err(error) => Err(format!("it is not JSON ({error})")),
    })
}

/// The text without the fence that models like to put around JSON.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix("```json").or_else(|| text.strip_prefix("```"));
    inside.and_then(|inside| inside.trim_end().strip_suffix("```")).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::error::Kind;

    fn said(text: &str, stopped: Stopped) -> ChatOutcome {
        ChatOutcome { text: text.into(), stopped, ..ChatOutcome::empty() }
    }

    fn ask(answers: &[(&str, Stopped)]) -> (Result<Value>, Vec<usize>) {
        let schema = json!({ "type": "object", "properties": { "minutes": { "type": "integer", "minimum": 0 } },
            "required": ["minutes"], "additionalProperties": false });
        let (mut asked, mut answers) = (Vec::new(), answers.iter());
        let mut chat = |messages: &[ChatMessage], options: &ChatOptions| {
            assert!(options.schema.is_some());
            asked.push(messages.len());
            let (text, stopped) = answers.next().unwrap();
            Ok(said(text, *stopped))
        };
        let value = answer(&mut chat, &[ChatMessage::user("How long?")], &schema, &ChatOptions::default());
        (value, asked)
    }

    #[test]
    fn the_form_is_checked_repaired_once_and_then_refused() {
        let good = ask(&[("{\"minutes\": 15}", Stopped::End)]);
        assert_eq!((good.0.unwrap(), good.1), (json!({ "minutes": 15 }), vec![1]));
        let fenced = ask(&[("```json\n{\"minutes\": 15}\n```", Stopped::End)]);
        assert_eq!(fenced.0.unwrap(), json!({ "minutes": 15 }));
        for wrong in ["Sure!", "{\"minutes\": -1}", "{\"minutes\": \"15\"}", "{\"minutes\": 1, \"x\": 2}", "{\"min"] {
            let repaired = ask(&[(wrong, Stopped::End), ("{\"minutes\": 15}", Stopped::End)]);
            assert_eq!((repaired.0.unwrap(), repaired.1), (json!({ "minutes": 15 }), vec![1, 3]), "{wrong}");
            let error = ask(&[(wrong, Stopped::End), (wrong, Stopped::End)]).0.unwrap_err();
            assert_eq!(error.kind(), Kind::Model, "{wrong}");
        }
        assert_eq!(ask(&[("{\"mi", Stopped::Cancelled)]).0.unwrap_err().kind(), Kind::Cancelled);
        assert_eq!(ask(&[("{\"mi", Stopped::Incomplete)]).0.unwrap_err().kind(), Kind::Model);
        let cut = ask(&[("{\"mi", Stopped::Length), ("{\"mi", Stopped::Length)]).0.unwrap_err();
        assert!(cut.to_string().contains("cut off"), "{cut}");
    }
}
