//! An OpenAI-compatible server as it answers, is busy, breaks off, stalls and lies, played back from a loopback.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use super::Runtime;
use super::attend::Patience;
use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome, Role, Stopped, Tool, ToolCall};
use super::embed::Embedder;
use super::keys::Key;
use super::loopback::{Loopback, Request, Step, answer, head};
use super::openai::OpenAi;
use super::openai_chat::OpenAiChat;
use super::openai_embed::OpenAiEmbedder;
use crate::error::{Kind, Result};

const KEY: &str = "sk-CANARY-4711";

fn connect(loopback: &Loopback) -> Arc<OpenAi> {
    let patience = Patience {
        quick: Duration::from_millis(600),
        work: Duration::from_millis(1500),
        between: Duration::from_millis(800),
        pause: Duration::from_millis(1),
        longest_pause: Duration::from_millis(20),
    };
    let key = Some(Key::new(KEY).unwrap());
    let server = OpenAi::new(Arc::new(Runtime::new().unwrap()), "Example", &loopback.url, false, key).unwrap();
    Arc::new(server.with_patience(patience))
}

fn ask(loopback: &Loopback, options: &ChatOptions) -> Result<ChatOutcome> {
    let messages = [ChatMessage::user("hello")];
    OpenAiChat::new(connect(loopback), "m", 4096).chat(&messages, options, &mut |_| ControlFlow::Continue(()))
}

fn event(content: &str) -> String {
    format!("data: {}\n\n", json!({ "choices": [{ "index": 0, "delta": { "content": content } }] }))
}

fn end(reason: &str) -> String {
    let last = json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": reason }],
        "usage": { "prompt_tokens": 9, "completion_tokens": 2 } });
    format!("data: {last}\n\ndata: [DONE]\n\n")
}

fn stream(body: impl Into<Vec<u8>>) -> Loopback {
    let body = body.into();
    Loopback::start(move |_| vec![Step::Send(answer("200 OK", "Content-Type: text/event-stream\r\n", &body))])
}

fn plain(status: &'static str, headers: &'static str, body: &'static str) -> Loopback {
    Loopback::start(move |_| vec![Step::Send(answer(status, headers, body.as_bytes()))])
}

fn sent(loopback: &Loopback) -> Vec<Value> {
    loopback.requests().iter().map(|request| serde_json::from_str(&request.body).unwrap()).collect()
}

#[test]
fn the_request_carries_form_tools_and_key() {
    let server = stream(event("{}") + &end("stop"));
    let schema = json!({ "type": "object", "properties": { "a": { "type": "integer" } }, "required": ["a"],
        "additionalProperties": false });
    let tool = Tool { name: "find".into(), description: "Finds.".into(), input: json!({ "type": "object" }) };
    let options =
        ChatOptions { max_tokens: 33, schema: Some(schema.clone()), tools: vec![tool], ..ChatOptions::default() };
    let call = ToolCall { id: "c1".into(), name: "find".into(), arguments: "{}".into() };
    let messages = [
        ChatMessage::user("x"),
        ChatMessage { tool_calls: vec![call], ..ChatMessage::assistant("") },
        ChatMessage { answers: Some("c1".into()), ..ChatMessage::new(Role::Tool, "found") },
    ];
    let model = OpenAiChat::new(connect(&server), "m", 4096);
    assert_eq!(model.id(), "server:Example/m");
    model.chat(&messages, &options, &mut |_| ControlFlow::Continue(())).unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST /v1/chat/completions HTTP/1.1");
    assert!(request.headers.contains(&format!("authorization: bearer {}", KEY.to_lowercase())));
    let body = &sent(&server)[0];
    assert_eq!((&body["stream"], &body["max_tokens"]), (&json!(true), &json!(33)));
    assert_eq!(body["response_format"]["json_schema"]["schema"], schema);
    assert_eq!(body["response_format"]["json_schema"]["strict"], true);
    assert_eq!(body["tools"][0]["function"]["name"], "find");
    assert_eq!(body["messages"][1]["tool_calls"][0]["id"], "c1");
    assert_eq!((&body["messages"][2]["role"], &body["messages"][2]["tool_call_id"]), (&json!("tool"), &json!("c1")));
}

#[test]
fn a_field_that_the_server_does_not_know_is_left_out() {
    let server = Loopback::start(|request: &Request| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let refuse = |field: &str| {
            let error =
                json!({ "error": { "message": "Unsupported", "param": field, "code": "unsupported_parameter" } });
            vec![Step::Send(answer("400 Bad Request", "", error.to_string().as_bytes()))]
        };
        match (body.get("max_tokens"), body.get("temperature")) {
            (Some(_), _) => refuse("max_tokens"),
            (_, Some(_)) => refuse("temperature"),
            _ => {
                let bytes = event("Sure.") + &end("stop");
                vec![Step::Send(answer("200 OK", "Content-Type: text/event-stream\r\n", bytes.as_bytes()))]
            }
        }
    });
    assert_eq!(ask(&server, &ChatOptions::default()).unwrap().text, "Sure.");
    assert_eq!(sent(&server)[2]["max_completion_tokens"], 512);
    // What cannot be left out is an error, once.
    let never = plain("400 Bad Request", "", r#"{"error":{"message":"No such role","param":"messages[0].role"}}"#);
    let error = ask(&never, &ChatOptions::default()).unwrap_err();
    assert!(error.to_string().contains("No such role"), "{error}");
    assert_eq!(never.requests().len(), 1);
}

#[test]
fn a_busy_server_is_asked_again_and_not_for_ever() {
    let times = AtomicUsize::new(0);
    let server = Loopback::start(move |_| match times.fetch_add(1, Ordering::SeqCst) {
        0 => vec![Step::Send(answer("429 Too Many Requests", "Retry-After: 0\r\n", b"{}"))],
        1 => vec![Step::Send(answer("503 Service Unavailable", "", b"<html>later</html>"))],
        _ => {
            let bytes = event("Sure.") + &end("stop");
            vec![Step::Send(answer("200 OK", "Content-Type: text/event-stream\r\n", bytes.as_bytes()))]
        }
    });
    assert_eq!(ask(&server, &ChatOptions::default()).unwrap().text, "Sure.");
    assert_eq!(server.requests().len(), 3);
    for (status, headers, body, asked) in [
        ("529 Overloaded", "", r#"{"error":{"type":"overloaded_error"}}"#, 5),
        ("429 Too Many Requests", "Retry-After: 3600\r\n", "{}", 1),
        ("429 Too Many Requests", "", r#"{"error":{"code":"insufficient_quota","message":"…"}}"#, 1),
        ("400 Bad Request", "", r#"{"error":{"message":"no"}}"#, 1),
        ("401 Unauthorized", "", "{}", 1),
    ] {
        let server = plain(status, headers, body);
        ask(&server, &ChatOptions::default()).unwrap_err();
        assert_eq!(server.requests().len(), asked, "{status} {body}");
    }
    // Nothing is sent twice after words have come.
    let broken = stream(event("Once"));
    assert_eq!(ask(&broken, &ChatOptions::default()).unwrap().stopped, Stopped::Incomplete);
    assert_eq!(broken.requests().len(), 1);
}

#[test]
fn errors_say_what_to_do_and_never_the_key() {
    for (status, body, kind, words) in [
        (
            "401 Unauthorized",
            r#"{"error":{"message":"Incorrect API key provided: sk-CANARY-4711"}}"#,
            Kind::NeedsModel,
            "refused the key",
        ),
        ("403 Forbidden", "<html>sk-CANARY-4711</html>", Kind::NeedsModel, "refused the key"),
        ("404 Not Found", r#"{"error":"model 'm' not found"}"#, Kind::NeedsModel, "does not have the model m"),
        ("404 Not Found", "<html>nothing here</html>", Kind::Offline, "web page"),
        ("400 Bad Request", r#"{"detail":"key sk-CANARY-4711 is odd"}"#, Kind::Model, "is odd"),
        ("400 Bad Request", r#"[{"error":{"message":"bad Bearer sk-CANARY-4711"}}]"#, Kind::Model, "bad"),
        (
            "400 Bad Request",
            r#"{"message":"This model's maximum context length is 8192 tokens"}"#,
            Kind::Invalid,
            "too long for m",
        ),
        ("302 Found", "", Kind::Model, "redirect"),
        ("418 I'm a teapot", "not json", Kind::Model, "error 418"),
        ("200 OK", r#"{"error":{"message":"overloaded sk-CANARY-4711"}}"#, Kind::Model, "overloaded"),
        ("200 OK", r#"{"object":"list"}"#, Kind::Model, "does not speak"),
        ("200 OK", "", Kind::Model, "does not speak"),
    ] {
        let error =
            ask(&plain(status, "Content-Type: application/json\r\n", body), &ChatOptions::default()).unwrap_err();
        let said = error.to_string();
        assert!(error.kind() == kind && said.contains(words), "{status} {body}: {:?} {said}", error.kind());
        assert!(!said.contains("CANARY"), "{said}");
    }
    let nobody =
        Arc::new(OpenAi::new(Arc::new(Runtime::new().unwrap()), "Example", "127.0.0.1:9", false, None).unwrap());
    let error = nobody.models().unwrap_err();
    assert!(error.kind() == Kind::Offline && error.to_string().contains("not running"), "{error}");
}

#[test]
fn lies_about_length_and_kind_do_not_pass() {
    let body = event("Hello");
    let longer = Loopback::start(move |_| {
        let head = head("200 OK", "Content-Type: text/event-stream\r\nContent-Length: 100000\r\n");
        vec![Step::Send([head, body.clone().into_bytes()].concat())]
    });
    let outcome = ask(&longer, &ChatOptions::default()).unwrap();
    assert_eq!((outcome.stopped, outcome.text.as_str()), (Stopped::Incomplete, "Hello"));
    // A stream under another name is read; an answer that calls itself a stream is not one.
    let body: &'static str = (event("Hel") + &event("lo") + &end("stop")).leak();
    assert_eq!(
        ask(&plain("200 OK", "Content-Type: text/plain\r\n", body), &ChatOptions::default()).unwrap().text,
        "Hello"
    );
    let whole = r#"{"choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}"#;
    assert_eq!(ask(&plain("200 OK", "", whole), &ChatOptions::default()).unwrap().text, "Hello");
    assert!(ask(&plain("200 OK", "Content-Type: text/event-stream\r\n", whole), &ChatOptions::default()).is_err());
    // A line without an end is given up.
    let giant = Loopback::start(|_| {
        let mut steps = vec![Step::Send(head("200 OK", "Content-Type: text/event-stream\r\n"))];
        steps.push(Step::Send(event("Hello").into_bytes()));
        steps.push(Step::Send(b"data: ".to_vec()));
        steps.extend((0..40).map(|_| Step::Send(vec![b'x'; 1 << 20])));
        steps
    });
    // Patiently: reading so much may take this computer a while, which is no silence of the server's.
    let patient = Arc::new(OpenAi::new(Arc::new(Runtime::new().unwrap()), "Example", &giant.url, false, None).unwrap());
    let outcome = OpenAiChat::new(patient, "m", 4096)
        .chat(&[ChatMessage::user("hello")], &ChatOptions::default(), &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!((outcome.stopped, outcome.text.as_str()), (Stopped::Incomplete, "Hello"));
    assert!(outcome.note.unwrap().contains("far more than an answer"));
}

#[test]
fn silence_has_an_end_and_can_be_cut_short() {
    let mute = Loopback::start(|_| vec![Step::Wait(Duration::from_secs(60))]);
    let error = ask(&mute, &ChatOptions::default()).unwrap_err();
    assert!(error.kind() == Kind::Offline && error.to_string().contains("sent nothing"), "{error}");
    let stalls = Loopback::start(|_| {
        let bytes = [head("200 OK", "Content-Type: text/event-stream\r\n"), event("Once").into_bytes()].concat();
        vec![Step::Send(bytes), Step::Wait(Duration::from_secs(60))]
    });
    let outcome = ask(&stalls, &ChatOptions::default()).unwrap();
    assert_eq!((outcome.stopped, outcome.text.as_str()), (Stopped::Incomplete, "Once"));
    assert!(outcome.note.unwrap().contains("sent nothing"));
    for server in [&mute, &stalls] {
        let model = OpenAiChat::new(connect(server), "m", 4096);
        let outcome =
            model.chat(&[ChatMessage::user("sing")], &ChatOptions::default(), &mut |_| ControlFlow::Break(())).unwrap();
        assert_eq!(outcome.stopped, Stopped::Cancelled);
    }
    // A server that says that it has finished and leaves the line open has finished.
    let open = Loopback::start(|_| {
        let done = (event("Sure.") + &end("stop")).replace("data: [DONE]\n\n", "");
        let bytes = [head("200 OK", "Content-Type: text/event-stream\r\n"), done.into_bytes()].concat();
        vec![Step::Send(bytes), Step::Wait(Duration::from_secs(60))]
    });
    assert_eq!(ask(&open, &ChatOptions::default()).unwrap().stopped, Stopped::End);
}

#[test]
fn withheld_and_refused_answers_say_so() {
    let outcome = ask(&stream(event("Well") + &end("content_filter")), &ChatOptions::default()).unwrap();
    assert_eq!((outcome.stopped, outcome.text.as_str()), (Stopped::Incomplete, "Well"));
    let refused = r#"{"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop"}]}"#;
    let outcome = ask(&plain("200 OK", "", refused), &ChatOptions::default()).unwrap();
    assert!(outcome.note.unwrap().contains("I cannot."));
}

#[test]
fn models_are_listed() {
    let server = plain("200 OK", "", r#"{"object":"list","data":[{"id":"a"},{"id":"b"},{"x":1}]}"#);
    assert_eq!(connect(&server).models().unwrap(), ["a", "b"]);
    assert_eq!(server.requests()[0].line, "GET /v1/models HTTP/1.1");
    for (body, kind) in [("<html>", Kind::Offline), ("[]", Kind::Model), (r#"{"data":1}"#, Kind::Model)] {
        assert_eq!(connect(&plain("200 OK", "", body)).models().unwrap_err().kind(), kind);
    }
}

#[test]
fn vectors_are_ordered_counted_and_scaled() {
    let server = Loopback::start(|request: &Request| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let count = body["input"].as_array().unwrap().len();
        let vector =
            |index: usize| json!({ "index": index, "embedding": if index == 0 { [3.0, 4.0] } else { [0.0, 2.0] } });
        let data: Vec<Value> = (0..count.min(2)).rev().map(vector).collect();
        vec![Step::Send(answer("200 OK", "", json!({ "data": data }).to_string().as_bytes()))]
    });
    let embedder = OpenAiEmbedder::open(connect(&server), "e", 512).unwrap();
    assert_eq!((embedder.dimensions(), embedder.id(), embedder.window()), (2, "server:Example/e", 512));
    assert_eq!(embedder.embed(&["a".into(), "b".into()]).unwrap(), [[0.6, 0.8], [0.0, 1.0]]);
    assert!(
        embedder.embed(&["a", "b", "c"].map(String::from)).unwrap_err().to_string().contains("2 vectors for 3 texts")
    );
    for bad in [r#"{"data":[{"embedding":[0.0,0.0]}]}"#, r#"{"data":[{"embedding":[1e39,1.0]}]}"#] {
        let embedder = OpenAiEmbedder::open(connect(&plain("200 OK", "", bad)), "e", 512).unwrap();
        assert_eq!(embedder.embed(&["a".into()]).unwrap_err().kind(), Kind::Model, "{bad}");
    }
    let none = plain("200 OK", "", r#"{"data":[{"embedding":[]}]}"#);
    assert!(OpenAiEmbedder::open(connect(&none), "e", 512).err().unwrap().to_string().contains("cannot embed"));
}
