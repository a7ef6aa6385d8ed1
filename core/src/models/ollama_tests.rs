//! Ollama as it answers, breaks off, stalls and lies, played back from a loopback server.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Runtime;
use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, Stopped, Tool};
use super::embed::Embedder;
use super::loopback::{Loopback, Request, Step, answer, head};
use super::ollama::{Ollama, OllamaEmbedder, Patience, PullProgress};
use super::ollama_chat::OllamaChat;
use crate::error::{Error, Kind, Result};

fn ollama(server: &Loopback) -> Arc<Ollama> {
    let patience = Patience {
        quick: Duration::from_millis(600),
        work: Duration::from_millis(1500),
        between: Duration::from_millis(800),
        ..Patience::default()
    };
    Arc::new(Ollama::new(Arc::new(Runtime::new().unwrap()), &server.url).unwrap().with_patience(patience))
}

fn serve(status: &'static str, body: impl Into<Vec<u8>>) -> Loopback {
    let body = body.into();
    Loopback::start(move |_| vec![Step::Send(answer(status, "Content-Type: application/json\r\n", &body))])
}

fn chat(server: &Loopback, text: &str, options: &ChatOptions) -> (Result<ChatOutcome>, Vec<String>) {
    let mut pieces = Vec::new();
    let result =
        OllamaChat::new(ollama(server), "llama3", 4096).chat(&[ChatMessage::user(text)], options, &mut |piece| {
            pieces.push(piece.to_string());
            ControlFlow::Continue(())
        });
    pieces.retain(|piece| !piece.is_empty());
    (result, pieces)
}

fn line(content: &str) -> String {
    let message = json!({ "role": "assistant", "content": content });
    json!({ "model": "m", "created_at": "t", "message": message, "done": false }).to_string() + "\n"
}

fn last(reason: &str, read: usize) -> String {
    let message = json!({ "role": "assistant", "content": "" });
    json!({ "model": "m", "created_at": "t", "message": message, "done": true, "done_reason": reason,
        "prompt_eval_count": read, "eval_count": 7 })
    .to_string()
        + "\n"
}

#[test]
fn the_request_sets_the_context_and_the_form() {
    let server = serve("200 OK", line("{}") + &last("stop", 9));
    let schema = json!({ "type": "object", "$defs": { "D": { "type": "string" } },
        "properties": { "z": { "$ref": "#/$defs/D" }, "a": { "type": "integer" } } });
    let options =
        ChatOptions { max_tokens: 33, temperature: 0.5, seed: 3, schema: Some(schema), ..ChatOptions::default() };
    chat(&server, "hello", &options).0.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST /api/chat HTTP/1.1");
    let body: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!((&body["stream"], &body["model"]), (&json!(true), &json!("llama3")));
    let sent = &body["options"];
    assert_eq!((&sent["num_ctx"], &sent["num_predict"]), (&json!(4096), &json!(33)));
    assert_eq!((&sent["temperature"], &sent["seed"]), (&json!(0.5), &json!(3)));
    assert_eq!(body["format"]["properties"]["z"], json!({ "type": "string" }));
    // A model fills the keys in this order.
    let keys: Vec<&String> = body["format"]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["z", "a"]);
}

#[test]
fn a_character_torn_between_packets_is_whole() {
    let body = line("Zürich 🙂") + &line(" 日本") + &last("length", 12);
    let server = Loopback::start(move |_| {
        let mut steps = vec![Step::Send(head("200 OK", "Content-Type: application/x-ndjson\r\n"))];
        for bytes in body.as_bytes().chunks(5) {
            steps.push(Step::Send(bytes.to_vec()));
            steps.push(Step::Wait(Duration::from_millis(1)));
        }
        steps
    });
    let (outcome, pieces) = chat(&server, "hello", &ChatOptions::default());
    let outcome = outcome.unwrap();
    assert_eq!((outcome.text.as_str(), outcome.stopped), ("Zürich 🙂 日本", Stopped::Length));
    assert_eq!((outcome.prompt_tokens, outcome.completion_tokens), (12, 7));
    assert_eq!(pieces, ["Zürich 🙂", " 日本"]);
}

#[test]
fn an_error_in_the_middle_is_told_and_what_came_is_kept() {
    let server = serve("200 OK", line("Once upon") + "{\"error\":\"model runner has unexpectedly stopped\"}\n");
    let (result, pieces) = chat(&server, "hello", &ChatOptions::default());
    let outcome = result.unwrap();
    assert_eq!((outcome.stopped, outcome.text.as_str()), (Stopped::Incomplete, "Once upon"));
    assert_eq!(pieces, ["Once upon"]);
    assert!(outcome.note.as_ref().is_some_and(|note| note.contains("unexpectedly stopped")), "{outcome:?}");
}

#[test]
fn an_answer_that_breaks_off_is_incomplete() {
    for body in [line("Once upon"), line("Once") + "{\"model\":\"m\",\"mess"] {
        let (result, _) = chat(&serve("200 OK", body), "hello", &ChatOptions::default());
        let outcome = result.unwrap();
        assert!(outcome.stopped == Stopped::Incomplete && outcome.text.starts_with("Once"), "{outcome:?}");
        assert!(outcome.note.as_ref().is_some_and(|note| note.contains("broke off")), "{outcome:?}");
    }
    let nothing = chat(&serve("200 OK", ""), "hello", &ChatOptions::default()).0.unwrap_err();
    assert!(nothing.kind() == Kind::Model && nothing.to_string().contains("broke off"), "{nothing}");
    let page = chat(&serve("200 OK", "<html>Log in</html>"), "hello", &ChatOptions::default()).0.unwrap_err();
    assert!(page.kind() == Kind::Offline && page.to_string().contains("web page"), "{page}");
}

#[test]
fn tools_go_in_and_calls_come_out() {
    let call = json!({ "message": { "role": "assistant", "content": "",
        "tool_calls": [{ "function": { "name": "find", "arguments": { "words": "boiler" } } }] }, "done": false });
    let server = serve("200 OK", call.to_string() + "\n" + &last("stop", 9));
    let input = json!({ "type": "object", "properties": { "words": { "type": "string" } } });
    let tool = Tool { name: "find".into(), description: "Finds".into(), input: input.clone() };
    let outcome = chat(&server, "x", &ChatOptions { tools: vec![tool], ..ChatOptions::default() }).0.unwrap();
    assert_eq!(outcome.tool_calls[0].name, "find");
    assert_eq!(outcome.tool_calls[0].arguments, r#"{"words":"boiler"}"#);
    let body: Value = serde_json::from_str(&server.requests()[0].body).unwrap();
    assert_eq!(body["tools"][0]["function"]["parameters"], input);
}

#[test]
fn the_context_follows_the_prompt_up_to_the_model_s() {
    for (words, want) in [(10, 4096), (4000, 8192), (9000, 16384), (15000, 20000)] {
        let server = serve("200 OK", line("Sure.") + &last("stop", words + 9));
        let model = OllamaChat::new(ollama(&server), "m", 20000);
        let text = "word ".repeat(words);
        model.chat(&[ChatMessage::user(text)], &ChatOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let body: Value = serde_json::from_str(&server.requests()[0].body).unwrap();
        assert_eq!(body["options"]["num_ctx"], want, "{words} words");
    }
}

#[test]
fn silence_has_an_end() {
    let mute = Loopback::start(|_| vec![Step::Wait(Duration::from_secs(60))]);
    let stalls = Loopback::start(|_| {
        let text = [head("200 OK", ""), line("Once").into_bytes()].concat();
        vec![Step::Send(text), Step::Wait(Duration::from_secs(60))]
    });
    let start = Instant::now();
    let error = chat(&mute, "hello", &ChatOptions::default()).0.unwrap_err();
    assert_eq!(error.kind(), Kind::Offline, "{error}");
    let kept = chat(&stalls, "hello", &ChatOptions::default()).0.unwrap();
    assert_eq!((kept.stopped, kept.text.as_str()), (Stopped::Incomplete, "Once"));
    assert!(start.elapsed() < Duration::from_secs(12));
    for error in [ollama(&mute).version().unwrap_err(), ollama(&mute).delete("m").unwrap_err()] {
        assert!(error.to_string().contains("said nothing"), "{error}");
    }
}

#[test]
fn can_be_stopped_while_silent_and_while_talking() {
    let mute = Loopback::start(|_| vec![Step::Wait(Duration::from_secs(60))]);
    let talks = Loopback::start(|_| {
        let words = (0..1000).flat_map(|_| [Step::Send(line("la ").into()), Step::Wait(Duration::from_millis(5))]);
        std::iter::once(Step::Send(head("200 OK", ""))).chain(words).collect()
    });
    for server in [&mute, &talks] {
        let (model, mut calls, start) = (OllamaChat::new(ollama(server), "m", 4096), 0, Instant::now());
        let outcome = model.chat(&[ChatMessage::user("sing")], &ChatOptions::default(), &mut |_| {
            calls += 1;
            if calls == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(outcome.unwrap().stopped, Stopped::Cancelled);
        assert!(start.elapsed() < Duration::from_secs(3));
    }
}

#[test]
fn a_prompt_that_was_cut_is_noticed() {
    let long = "word ".repeat(3000);
    let cut = chat(&serve("200 OK", line("Sure.") + &last("stop", 2050)), &long, &ChatOptions::default()).0;
    let note = cut.unwrap().note.unwrap();
    assert!(note.contains("read only 2050 of about 3750 tokens"), "{note}");
    let whole = chat(&serve("200 OK", line("Sure.") + &last("stop", 3012)), &long, &ChatOptions::default()).0;
    let whole = whole.unwrap();
    assert_eq!((whole.text.as_str(), whole.note), ("Sure.", None));
    let server = serve("200 OK", "");
    let far = chat(&server, &"word ".repeat(5000), &ChatOptions::default()).0.unwrap_err();
    assert_eq!((far.kind(), server.requests().len()), (Kind::Invalid, 0));
}

#[test]
fn not_running_missing_and_foreign_are_told_apart() {
    let runtime = Arc::new(Runtime::new().unwrap());
    let nobody = Arc::new(Ollama::new(runtime.clone(), "127.0.0.1:9/").unwrap());
    let error = nobody.version().unwrap_err();
    assert_eq!(error.kind(), Kind::Offline);
    assert_eq!(error.to_string(), "Ollama is not running at http://127.0.0.1:9. Start it, or use the built-in model");
    let error = OllamaChat::new(nobody, "m", 4096)
        .chat(&[ChatMessage::user("x")], &ChatOptions::default(), &mut |_| ControlFlow::Continue(()))
        .unwrap_err();
    assert!(error.to_string().contains("not running"), "{error}");

    let missing = serve("404 Not Found", r#"{"error":"model \"llama3\" not found, try pulling it first"}"#);
    assert_eq!(chat(&missing, "x", &ChatOptions::default()).0.unwrap_err().kind(), Kind::NeedsModel);
    assert_eq!(ollama(&missing).delete("m").unwrap_err().kind(), Kind::NeedsModel);
    assert_eq!(ollama(&missing).details("m").unwrap_err().kind(), Kind::NeedsModel);

    let foreign = serve("200 OK", "<html>It works!</html>");
    for error in [ollama(&foreign).version().unwrap_err(), ollama(&foreign).list().unwrap_err()] {
        assert!(matches!(&error, Error::Model(why) if why.contains("does not speak")), "{error}");
    }
    assert_eq!(Ollama::new(runtime.clone(), "http://").err().map(|e| e.kind()), Some(Kind::Invalid));
    assert_eq!(Ollama::new(runtime, "0.0.0.0:11434").unwrap().address(), "http://127.0.0.1:11434");
}

#[test]
fn what_is_there_is_listed() {
    let server = Loopback::start(|request: &Request| {
        let body = match request.line.split(' ').nth(1) {
            Some("/api/version") => json!({ "version": "0.9.3" }),
            Some("/api/tags") => json!({ "models": [{ "name": "qwen3:4b", "model": "qwen3:4b",
                "modified_at": "2026-01-01T00:00:00Z", "size": 2_600_000_000_u64, "digest": "x" }] }),
            _ => json!({ "capabilities": ["completion"], "model_info": { "qwen3.context_length": 40960 } }),
        };
        vec![Step::Send(answer("200 OK", "", body.to_string().as_bytes()))]
    });
    let ollama = ollama(&server);
    assert_eq!(ollama.version().unwrap(), "0.9.3");
    let models = ollama.list().unwrap();
    assert_eq!((models[0].name.as_str(), models[0].bytes), ("qwen3:4b", 2_600_000_000));
    assert_eq!(ollama.details("qwen3:4b").unwrap().context_tokens, Some(40960));
}

#[test]
fn a_pull_reports_ends_and_can_be_stopped() {
    let cancel = AtomicBool::new(false);
    let layer = json!({ "status": "pulling x", "digest": "x", "total": 100, "completed": 40 }).to_string() + "\n";
    let good = serve("200 OK", layer.clone() + "{\"status\":\"success\"}\n");
    let mut seen = Vec::new();
    ollama(&good).pull("m", &mut |p| seen.push(p), &cancel).unwrap();
    assert_eq!(seen[0], PullProgress { status: "pulling x".into(), done: 40, total: 100 });

    let broken = serve("200 OK", layer.clone());
    assert_eq!(ollama(&broken).pull("m", &mut |_| {}, &cancel).unwrap_err().kind(), Kind::Offline);
    let unknown = serve("200 OK", "{\"error\":\"pull model manifest: file does not exist\"}\n");
    assert_eq!(ollama(&unknown).pull("m", &mut |_| {}, &cancel).unwrap_err().kind(), Kind::NeedsModel);

    let endless = Loopback::start(move |_| {
        vec![Step::Send([head("200 OK", ""), layer.clone().into_bytes()].concat()), Step::Wait(Duration::from_secs(60))]
    });
    let stop = &mut |_| cancel.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(ollama(&endless).pull("m", stop, &cancel).unwrap_err().kind(), Kind::Cancelled);
}

#[test]
fn vectors_are_counted_and_scaled() {
    let server = Loopback::start(|request| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let count = body["input"].as_array().unwrap().len();
        let vectors = vec![[3.0, 4.0]; count.min(2)];
        vec![Step::Send(answer("200 OK", "", json!({ "embeddings": vectors }).to_string().as_bytes()))]
    });
    let embedder = OllamaEmbedder::open(ollama(&server), "nomic-embed-text", 2048).unwrap();
    assert_eq!((embedder.dimensions(), embedder.id()), (2, "ollama:nomic-embed-text"));
    assert_eq!(embedder.embed(&["a".into(), "b".into()]).unwrap(), [[0.6, 0.8], [0.6, 0.8]]);
    let three = ["a", "b", "c"].map(String::from);
    assert!(embedder.embed(&three).unwrap_err().to_string().contains("2 vectors for 3 texts"));
    let zero = serve("200 OK", r#"{"embeddings":[[0.0,0.0]]}"#);
    let embedder = OllamaEmbedder::open(ollama(&zero), "m", 2048).unwrap();
    assert_eq!(embedder.embed(&["a".into()]).unwrap_err().kind(), Kind::Model);
}
