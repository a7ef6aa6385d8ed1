//! What real services once answered, played back in pieces that end anywhere. Our clients must read from it
//! what the services' own clients do.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::Runtime;
use super::attend::Patience;
use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, Stopped, Tool};
use super::embed::Embedder;
use super::loopback::{Loopback, Step, head};
use super::ollama::Ollama;
use super::ollama_chat::OllamaChat;
use super::openai::OpenAi;
use super::openai_chat::OpenAiChat;
use super::openai_embed::OpenAiEmbedder;
use crate::error::{Kind, Result};

/// What is recorded and never asked for here.
const OUT_OF_SCOPE: &[(&str, &str)] = &[
    ("responses", "OpenAI's other protocol; every compatible server has chat completions"),
    ("native-generate", "Ollama's completion without roles; chat is used"),
];

/// The file of the test material, or nothing where there is none.
fn material(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ALMANAC_SHARED_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")), PathBuf::from);
    let file = folder.join(path);
    if !file.exists() {
        println!("skipped: there is no test material {path} here");
        return None;
    }
    Some(file)
}

fn recordings() -> Vec<Value> {
    let files = ["ollama", "openai", "groq"].map(|name| material(&format!("providers/{name}.open.jsonl")));
    let lines = files.into_iter().flatten().map(|file| std::fs::read_to_string(file).unwrap());
    lines
        .flat_map(|text| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>())
        .collect()
}

/// Repeatable pseudo-random numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// A server that answers with these bytes in HTTP chunks of any length.
fn replay(status: u64, kind: &str, body: &[u8], seed: u64) -> Loopback {
    let (head, body) = (
        head(&format!("{status} Recorded"), &format!("Content-Type: {kind}\r\nTransfer-Encoding: chunked\r\n")),
        body.to_vec(),
    );
    Loopback::start(move |_| {
        let mut dice = Dice(seed | 1);
        let longest = [2, 7, 60, 900][dice.below(4)];
        let mut bytes = head.clone();
        let mut rest = &body[..];
        while !rest.is_empty() {
            let (piece, more) = rest.split_at((1 + dice.below(longest)).min(rest.len()));
            bytes.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
            bytes.extend_from_slice(piece);
            bytes.extend_from_slice(b"\r\n");
            rest = more;
        }
        bytes.extend_from_slice(b"0\r\n\r\n");
        vec![Step::Send(bytes)]
    })
}

fn impatient() -> Patience {
    Patience {
        pause: std::time::Duration::from_millis(1),
        longest_pause: std::time::Duration::ZERO,
        ..Patience::default()
    }
}

fn server(runtime: &Arc<Runtime>, loopback: &Loopback) -> Arc<OpenAi> {
    let server = OpenAi::new(Arc::clone(runtime), "The server", &loopback.url, false, None).unwrap();
    Arc::new(server.with_patience(impatient()))
}

fn ask(model: &dyn ChatModel, options: &ChatOptions) -> Result<ChatOutcome> {
    let mut said = String::new();
    let outcome = model.chat(&[ChatMessage::user("x")], options, &mut |piece| {
        said.push_str(piece);
        ControlFlow::Continue(())
    })?;
    assert_eq!(said, outcome.text);
    Ok(outcome)
}

fn check(id: &str, outcome: &ChatOutcome, want: &Value) {
    assert_eq!(outcome.text, want["text"].as_str().unwrap_or_default(), "{id}");
    let calls: Vec<Value> = outcome
        .tool_calls
        .iter()
        .map(|call| serde_json::json!({ "id": call.id, "name": call.name, "arguments": call.arguments }))
        .collect();
    assert_eq!(Value::from(calls), want["tool_calls"], "{id}");
    let usage = |name: &str| want["usage"][name].as_u64().unwrap_or(0) as usize;
    assert_eq!(
        (outcome.prompt_tokens, outcome.completion_tokens),
        (usage("prompt_tokens"), usage("completion_tokens")),
        "{id}"
    );
    let stopped = if want["finish_reason"] == "length" { Stopped::Length } else { Stopped::End };
    assert_eq!(outcome.stopped, stopped, "{id}");
}

#[test]
fn recorded_answers_are_read_as_their_own_clients_read_them() {
    let runtime = Arc::new(Runtime::new().unwrap());
    let (mut passed, mut left_out) = (0, 0);
    for row in recordings() {
        let (id, api) = (row["id"].as_str().unwrap(), row["api"].as_str().unwrap());
        if OUT_OF_SCOPE.iter().any(|(other, _)| *other == api) {
            left_out += 1;
            continue;
        }
        let (status, want) = (row["status"].as_u64().unwrap(), &row["expected"]);
        let body = row["response"]["body"].as_str().unwrap();
        let kind = row["response"]["content_type"].as_str().unwrap();
        let tools = row["request"]["body"]["tools"].as_array().into_iter().flatten().map(|tool| Tool {
            name: tool["function"]["name"].as_str().unwrap().into(),
            description: String::new(),
            input: tool["function"]["parameters"].clone(),
        });
        let options = ChatOptions { tools: tools.collect(), ..ChatOptions::default() };
        for seed in 1..4 {
            let loopback = replay(status, kind, body.as_bytes(), seed * 0x9E37_79B9 + passed);
            match api {
                "chat" | "openai-compat-chat" => {
                    let outcome = ask(&OpenAiChat::new(server(&runtime, &loopback), "m", 8192), &options);
                    match (status, want) {
                        (200, Value::Null) => {
                            // The service broke off in the middle; its client raises an error.
                            let outcome = outcome.unwrap();
                            assert_eq!(
                                (outcome.stopped, outcome.text.as_str()),
                                (Stopped::Incomplete, "maybe"),
                                "{id}"
                            );
                            assert!(outcome.note.unwrap().contains("did not call a tool"), "{id}");
                        }
                        (200, want) => check(id, &outcome.unwrap(), want),
                        (status, want) => refused(id, status, &outcome.unwrap_err(), want),
                    }
                }
                "native-chat" => {
                    let ollama = Ollama::new(Arc::clone(&runtime), &loopback.url).unwrap();
                    let outcome = ask(&OllamaChat::new(Arc::new(ollama), "llama3", 8192), &options).unwrap();
                    assert_eq!(outcome.text, want["text"].as_str().unwrap(), "{id}");
                    assert_eq!(outcome.completion_tokens as u64, want["eval_count"].as_u64().unwrap(), "{id}");
                    assert_eq!(outcome.stopped, Stopped::End, "{id}");
                }
                "embeddings" => embeddings(id, status, server(&runtime, &loopback), body, want),
                other => panic!("{id}: {other} is neither read nor left out"),
            }
        }
        passed += 1;
    }
    for (api, why) in OUT_OF_SCOPE {
        println!("left out: {api}: {why}");
    }
    println!("{passed} recordings read, three times each in other pieces; {left_out} left out");
}

fn refused(id: &str, status: u64, error: &crate::Error, want: &Value) {
    let (kind, words) = (error.kind(), error.to_string());
    match status {
        401 => assert!(kind == Kind::NeedsModel && words.contains("refused the key"), "{id}: {words}"),
        404 => assert!(kind == Kind::NeedsModel && words.contains("does not have the model"), "{id}: {words}"),
        _ => {
            assert!(kind == Kind::Model && words.contains(want["error"]["message"].as_str().unwrap()), "{id}: {words}")
        }
    }
}

/// One recording, of two texts, so the question for the length of a vector is refused; read what it holds.
fn embeddings(id: &str, status: u64, server: Arc<OpenAi>, body: &str, want: &Value) {
    let error = OpenAiEmbedder::open(server, "m", 512).err().unwrap();
    if status != 200 {
        return refused(id, status, &error, want);
    }
    assert!(error.to_string().contains("2 vectors for 1 texts"), "{id}: {error}");
    let mut one: Value = serde_json::from_str(body).unwrap();
    one["data"].as_array_mut().unwrap().truncate(1);
    let loopback = replay(200, "application/json", one.to_string().as_bytes(), 5);
    let embedder = OpenAiEmbedder::open(self::server(&Arc::new(Runtime::new().unwrap()), &loopback), "m", 512).unwrap();
    let vector = embedder.embed(&["x".into()]).unwrap().remove(0);
    assert_eq!((embedder.dimensions(), vector.len()), (1536, 1536));
    let length: f32 = vector.iter().map(|x| x * x).sum();
    assert!((length - 1.0).abs() < 1e-4);
}

/// The file's own status line, headers and body.
fn recorded_http(text: &str) -> Vec<u8> {
    let text = text.replace("\r\n", "\n");
    let (head, body) = text.split_once("\n\n").unwrap();
    format!("{}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", head.replace('\n', "\r\n"), body.len())
        .into_bytes()
}

#[test]
fn hostile_answers_are_told_and_what_came_is_kept() {
    let Some(folder) = material("hostile/provider_streams") else { return };
    let runtime = Arc::new(Runtime::new().unwrap());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 18);
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap();
        let loopback = match name.rsplit('.').next().unwrap() {
            "http" => {
                let bytes = recorded_http(std::str::from_utf8(&bytes).unwrap());
                Loopback::start(move |_| vec![Step::Send(bytes.clone())])
            }
            "ndjson" => replay(200, "application/x-ndjson", &bytes, 3),
            _ => replay(200, "text/event-stream", &bytes, 3),
        };
        let ollama = Arc::new(Ollama::new(Arc::clone(&runtime), &loopback.url).unwrap());
        let model: Box<dyn ChatModel> = match name.as_str() {
            name if name.ends_with(".ndjson") => Box::new(OllamaChat::new(ollama, "m", 8192)),
            _ => Box::new(OpenAiChat::new(server(&runtime, &loopback), "qwen3:4b", 8192)),
        };
        let long = ChatMessage::user("word ".repeat(3000));
        let said = model.chat(&[long], &ChatOptions::default(), &mut |_| ControlFlow::Continue(()));
        let told = match &said {
            Ok(outcome) => {
                format!("{:?} {:?} {}", outcome.stopped, outcome.text, outcome.note.as_deref().unwrap_or(""))
            }
            Err(error) => format!("{:?} {error}", error.kind()),
        };
        assert!(!told.contains("CANARY"), "{name}: {told}");
        let want: &[&str] = match name.as_str() {
            "ok_then_error.ndjson" => &["Incomplete \"Hel\"", "unknown error"],
            "no_done.ndjson" => &["Incomplete \"Hello wor\"", "broke off"],
            "half_line.ndjson" => &["Incomplete \"Hello\"", "broke off"],
            "length_stop.ndjson" => &["Length \"partial\"", "read only 2050 of about"],
            "silent_truncation.ndjson" => &["End \"It looks like", "read only 2050 of about"],
            "empty_content.ndjson" => &["End \"\"", "read only 10 of about"],
            "openai_no_done.sse" => &["Incomplete \"Hello\"", "broke off"],
            "openai_error_event.sse" => &["Incomplete \"Hel\"", "overloaded"],
            "openai_bad_json.sse" => &["Incomplete \"Hel\"", "broke off"],
            "keepalive_only.sse" | "split_utf8.bin" => &["Model", "broke off"],
            "tool_args_split.sse" => &["Length \"\""],
            "http_429.http" => &["Model", "busy. Try again in 7 seconds"],
            "http_502_html.http" | "http_200_login_page.http" => &["Offline", "web page"],
            "http_401.http" => &["NeedsModel", "refused the key", "Settings"],
            "http_404_model.http" => &["NeedsModel", "qwen3:4b"],
            "http_400_context.http" => &["Invalid", "too long"],
            other => panic!("{other} is not expected"),
        };
        for words in want {
            assert!(told.contains(words), "{name}: {told}");
        }
        if let Ok(outcome) = &said {
            assert!(outcome.tool_calls.is_empty(), "{name}");
        }
    }
}
