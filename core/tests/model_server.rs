//! A real OpenAI-compatible server: llama.cpp's own, with SmolLM2. `npm run model-server` starts one and runs this;
//! without `ALMANAC_TEST_SERVER` (its address) nothing is tested. Its context must be 1,024 tokens.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop where it fails")]

use std::ops::ControlFlow;
use std::sync::Arc;

use almanac_core::Kind;
use almanac_core::models::openai::OpenAi;
use almanac_core::models::openai_chat::OpenAiChat;
use almanac_core::models::probe::probe;
use almanac_core::models::{ChatMessage, ChatModel, ChatOptions, Runtime, Stopped};
use serde_json::json;

fn server() -> Option<Arc<OpenAi>> {
    let Some(address) = std::env::var("ALMANAC_TEST_SERVER").ok().filter(|address| !address.is_empty()) else {
        println!("skipped: ALMANAC_TEST_SERVER names no server; run `npm run model-server`");
        return None;
    };
    Some(Arc::new(OpenAi::new(Arc::new(Runtime::new().unwrap()), "llama.cpp", &address, false, None).unwrap()))
}

fn go_on(_: &str) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn a_real_server_streams_keeps_to_a_form_stops_and_says_when_it_is_too_much() {
    let Some(server) = server() else { return };
    let names = server.models().unwrap();
    println!("models: {names:?}");
    let model = OpenAiChat::new(Arc::clone(&server), &names[0], 8192);

    // Streaming.
    let question = [ChatMessage::user("What is the capital of France? Answer in one sentence.")];
    let options = ChatOptions { max_tokens: 40, ..ChatOptions::default() };
    let mut pieces = Vec::new();
    let outcome = model
        .chat(&question, &options, &mut |piece| {
            pieces.push(piece.to_owned());
            ControlFlow::Continue(())
        })
        .unwrap();
    println!("{outcome:?}");
    pieces.retain(|piece| !piece.is_empty());
    assert!(outcome.text.contains("Paris") && pieces.concat() == outcome.text && pieces.len() > 3);
    assert!(outcome.prompt_tokens > 10 && outcome.completion_tokens > 3 && outcome.note.is_none());

    // A form.
    let schema = json!({ "type": "object", "additionalProperties": false, "required": ["title", "minutes"],
        "properties": { "title": { "type": "string", "maxLength": 60 }, "minutes": { "type": "integer" } } });
    let asked = [ChatMessage::user("Call the dentist tomorrow, 15 minutes")];
    let options = ChatOptions { max_tokens: 200, ..options };
    let value = model.json(&asked, &schema, &options, &mut || ControlFlow::Continue(())).unwrap();
    println!("{value}");
    assert!(value["minutes"].is_i64());

    // Cut at the longest length, and stopped by the person.
    let long = [ChatMessage::user("Write a long story about a lighthouse.")];
    let cut = model.chat(&long, &ChatOptions { max_tokens: 5, ..options.clone() }, &mut go_on).unwrap();
    assert_eq!((cut.stopped, cut.completion_tokens), (Stopped::Length, 5));
    let mut count = 0;
    let stopped = model
        .chat(&long, &options, &mut |piece| {
            count += usize::from(!piece.is_empty());
            if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    assert_eq!(stopped.stopped, Stopped::Cancelled);

    // More than the server reads: told, not answered from half of it.
    let much = [ChatMessage::user("The boiler hums. ".repeat(600))];
    match model.chat(&much, &options, &mut go_on) {
        Err(error) => assert!(error.kind() == Kind::Invalid && error.to_string().contains("too long"), "{error}"),
        Ok(outcome) => assert!(outcome.note.unwrap().contains("read only")),
    }

    println!("{:?}", probe(&model).unwrap());
    let nobody = OpenAiChat::new(server, "no such model", 8192).chat(&question, &options, &mut go_on);
    println!("an unknown name: {:?}", nobody.map(|outcome| outcome.text));
}
