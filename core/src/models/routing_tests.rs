//! Servers, routing and *local only* through the front door, with a counting server in the place of another
//! computer.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Runtime;
use super::chat::{ChatMessage, ChatOptions};
use super::keys::Keys;
use super::library::Use;
use super::loopback::{Loopback, Request, Step, answer};
use crate::clock::FixedClock;
use crate::db::changes::Actor;
use crate::error::Kind;
use crate::types::Timestamp;
use crate::{App, Config};

struct House {
    app: Arc<App>,
    clock: Arc<FixedClock>,
    folder: tempfile::TempDir,
}

/// A server that lists a chat model and an embedding model, and answers both.
fn server() -> Loopback {
    Loopback::start(|request: &Request| {
        let body = match request.line.split(' ').nth(1) {
            Some("/v1/models") => json!({ "data": [{ "id": "big" }, { "id": "embed-small" }] }),
            Some("/v1/embeddings") => {
                let asked: Value = serde_json::from_str(&request.body).unwrap();
                let count = asked["input"].as_array().unwrap().len();
                json!({ "data": (0..count).map(|n| json!({ "index": n, "embedding": [0.0, 1.0, 0.0] })).collect::<Vec<_>>() })
            }
            _ => json!({ "choices": [{ "message": { "content": "Sure." }, "finish_reason": "stop" }] }),
        };
        vec![Step::Send(answer("200 OK", "Content-Type: application/json\r\n", body.to_string().as_bytes()))]
    })
}

impl House {
    /// A profile in which the host `remote.example` leads to `loopback`.
    fn new(loopback: &Loopback) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new("2026-11-21T10:00:00+01:00[Europe/Berlin]".parse().unwrap()));
        let mut app = App::open(Config {
            data_dir: folder.path().join("data"),
            resource_dir: None,
            worker: "almanac-worker".into(),
            actor: Actor::User,
            clock: Arc::clone(&clock) as Arc<dyn crate::clock::Clock>,
        })
        .unwrap();
        let address = loopback.url.trim_start_matches("http://").parse().unwrap();
        let models = &mut Arc::get_mut(&mut app).unwrap().models;
        models.runtime = Arc::new(Runtime::new().unwrap().with_host("remote.example", address));
        models.keys = Keys::in_file(folder.path().join("keys.json"));
        Self { app, clock, folder }
    }

    fn call(&self, name: &str, input: Value) -> Value {
        self.app.call(name, input).unwrap_or_else(|error| panic!("{name}: {error}")).data
    }

    fn fails(&self, name: &str, input: Value) -> (Kind, String) {
        let error = self.app.call(name, input).expect_err(name);
        (error.kind(), error.to_string())
    }

    /// Adds the server as another computer, by http that was allowed.
    fn remote(&self, loopback: &Loopback) -> Value {
        let port = loopback.url.rsplit(':').next().unwrap();
        let address = format!("http://remote.example:{port}/v1");
        self.call(
            "servers.add",
            json!({ "name": "Far", "address": address, "key": "sk-CANARY-9", "unencrypted": true }),
        )
    }

    fn ask(&self) -> crate::Result<super::ChatOutcome> {
        let model = self.app.models.chat(&self.app)?.unwrap();
        model.chat(&[ChatMessage::user("x")], &ChatOptions::default(), &mut |_| std::ops::ControlFlow::Continue(()))
    }
}

#[test]
fn a_server_is_added_tried_used_and_removed() {
    let loopback = server();
    let house = House::new(&loopback);
    let far = house.remote(&loopback);
    assert_eq!((&far["name"], &far["local"], &far["key"]), (&json!("Far"), &json!(false), &json!("file")));
    let tried = house.call("servers.test", far["id"].clone());
    assert_eq!(tried["models"], json!(["big", "embed-small"]));
    assert!(loopback.requests()[0].headers.contains("authorization: bearer sk-canary-9"));
    let listed = house.call("models.list", Value::Null);
    let found = |id: &str| listed.as_array().unwrap().iter().find(|model| model["id"] == id).cloned().unwrap();
    assert_eq!(found("server:Far/big")["purpose"], "chat");
    assert_eq!(found("server:Far/embed-small")["purpose"], "embed");

    house.call("settings.update", json!({ "chat_model": "server:Far/big", "embed_model": "server:Far/embed-small" }));
    assert_eq!(house.ask().unwrap().text, "Sure.");
    let embedder = house.app.models.embedder(&house.app).unwrap();
    assert_eq!((embedder.dimensions(), embedder.embed(&["x".into()]).unwrap()), (3, vec![vec![0.0, 1.0, 0.0]]));
    let uses = house.call("models.uses", Value::Null);
    assert_eq!((&uses[0]["what"], &uses[0]["leaves_to"]), (&json!("chat"), &json!("remote.example")));
    assert!(uses[2]["sends"].to_string().contains("passage by passage"));

    // The key is nowhere but in its file: not in the data file, the export, or the log of changes.
    house.call("servers.set_key", json!({ "id": far["id"], "key": "sk-CANARY-10" }));
    let export = house.call("data.export", Value::Null).to_string();
    assert!(export.contains("remote.example") && !export.contains("CANARY"));
    for entry in std::fs::read_dir(house.folder.path().join("data")).unwrap().flatten().filter(|e| e.path().is_file()) {
        let bytes = std::fs::read(entry.path()).unwrap();
        assert!(!bytes.windows(6).any(|part| part == b"CANARY"), "{}", entry.path().display());
    }

    house.call("servers.remove", far["id"].clone());
    assert_eq!(house.call("servers.list", Value::Null), json!([]));
    assert!(!std::fs::read_to_string(house.folder.path().join("keys.json")).unwrap().contains("CANARY"));
    let error = house.ask().unwrap_err();
    assert!(error.kind() == Kind::NeedsModel && error.to_string().contains("no server Far"), "{error}");
}

#[test]
fn local_only_sends_nothing_to_another_computer() {
    let (remote, local) = (server(), server());
    let house = House::new(&remote);
    let far = house.remote(&remote);
    house.call("servers.test", far["id"].clone());
    let near = house.call("servers.add", json!({ "name": "Near", "address": local.url }));
    assert_eq!((&near["local"], &near["key"]), (&json!(true), &Value::Null));
    house.call("settings.update", json!({ "chat_model": "server:Far/big", "embed_model": "server:Far/embed-small" }));
    house.app.models.embedder(&house.app).unwrap();
    let port = remote.url.rsplit(':').next().unwrap();
    house.call(
        "settings.update",
        json!({ "local_only": true, "ollama_address": format!("http://remote.example:{port}") }),
    );
    let asked = remote.requests().len();

    assert_eq!(house.ask().unwrap_err().kind(), Kind::Offline);
    // An embedding model that is open already is not asked either.
    assert_eq!(house.app.models.embedder(&house.app).err().map(|error| error.kind()), Some(Kind::Offline));
    assert_eq!(house.fails("servers.test", far["id"].clone()).0, Kind::Offline);
    assert_eq!(house.fails("models.probe", json!({ "id": "server:Far/big" })).0, Kind::Offline);
    assert_eq!(house.fails("models.probe", json!({ "id": "ollama:big" })).0, Kind::Offline);
    assert_eq!(house.fails("models.pull", json!({ "id": "ollama:big" })).0, Kind::Offline);
    assert_eq!(house.fails("models.pull", json!({ "id": "qwen3-4b-instruct-2507" })).0, Kind::Offline);
    assert_eq!(house.call("models.ollama", Value::Null)["running"], false);
    let listed = house.call("models.list", Value::Null);
    let big = listed.as_array().unwrap().iter().find(|model| model["id"] == "server:Far/big").unwrap();
    assert!(big["refused"].as_str().unwrap().contains("remote.example is another computer"), "{big}");
    assert!(house.call("models.uses", Value::Null)[0]["refused"].is_string());
    assert_eq!(remote.requests().len(), asked);

    // What runs on this computer goes on.
    house.call("servers.test", near["id"].clone());
    house.call("settings.update", json!({ "chat_model": "server:Near/big" }));
    assert_eq!(house.ask().unwrap().text, "Sure.");
    assert_eq!(remote.requests().len(), asked);
}

#[test]
fn another_model_answers_when_the_first_cannot() {
    let loopback = server();
    let house = House::new(&loopback);
    house.call("servers.add", json!({ "name": "Gone", "address": "127.0.0.1:9" }));
    house.call("servers.add", json!({ "name": "Near", "address": loopback.url }));
    house.call("settings.update", json!({ "chat_model": "server:Gone/big" }));
    assert_eq!(house.ask().unwrap_err().kind(), Kind::Offline);
    house.call("settings.update", json!({ "chat_fallback": "server:Near/big" }));
    let outcome = house.ask().unwrap();
    assert_eq!(outcome.text, "Sure.");
    let note = outcome.note.unwrap();
    assert!(note.contains("server:Near/big answered instead") && note.contains("Gone is not running"), "{note}");
    // A model that cannot even be named is passed over in the same way.
    house.call("settings.update", json!({ "chat_model": "server:Nowhere/big" }));
    assert!(house.ask().unwrap().note.unwrap().contains("no server Nowhere"));
    // Enriching has a model of its own, or that of answers.
    let named = |what: Use| house.app.models.chat_for(&house.app, what).unwrap().unwrap().id().to_owned();
    house.call("settings.update", json!({ "chat_model": "server:Near/big", "enrich_model": "server:Near/small" }));
    assert_eq!((named(Use::Chat), named(Use::Enrich)), ("server:Near/big".into(), "server:Near/small".into()));
    house.call("settings.update", json!({ "enrich_model": "" }));
    assert_eq!(named(Use::Enrich), "server:Near/big");
    assert_eq!(house.fails("settings.update", json!({ "chat_fallback": "gpt" })).0, Kind::Invalid);
}

#[test]
fn bad_servers_are_refused_with_a_reason() {
    let loopback = server();
    let house = House::new(&loopback);
    for (input, words) in [
        (json!({ "name": "", "address": "https://x.example" }), "needs a name"),
        (json!({ "name": "a/b", "address": "https://x.example" }), "slash"),
        (json!({ "name": "a", "address": "http://x.example" }), "unencrypted"),
        (json!({ "name": "a", "address": "https://me:pw@x.example" }), "its own field"),
        (json!({ "name": "a", "address": "nonsense://" }), "not an address"),
        (json!({ "name": "a", "address": "https://x.example", "key": "two words" }), "not a key"),
    ] {
        let (kind, said) = house.fails("servers.add", input);
        assert!(kind == Kind::Invalid && said.contains(words), "{said}");
    }
    house.call("servers.add", json!({ "name": "A", "address": "https://x.example" }));
    assert!(house.fails("servers.add", json!({ "name": "a", "address": "https://y.example" })).1.contains("already"));
    assert_eq!(house.fails("servers.test", json!(99)).0, Kind::NotFound);
    assert!(house.fails("models.remove", json!({ "id": "server:A/x" })).1.contains("not on this computer"));
}

#[test]
fn an_embedding_model_is_let_go_after_ten_idle_minutes() {
    let loopback = server();
    let house = House::new(&loopback);
    house.call("servers.add", json!({ "name": "Near", "address": loopback.url }));
    house.call("settings.update", json!({ "embed_model": "server:Near/embed-small" }));
    house.app.models.embedder(&house.app).unwrap();
    let start: jiff::Timestamp = crate::clock::Clock::now(house.clock.as_ref()).timestamp();
    let after = |minutes: i64| Timestamp((start + jiff::SignedDuration::from_mins(minutes)).as_millisecond());
    house.app.models.unload_idle(after(9));
    assert_eq!(house.app.models.open_embedders(), ["server:Near/embed-small"]);
    // Being asked for counts as use.
    house.clock.set(start + jiff::SignedDuration::from_mins(9));
    house.app.models.embedder(&house.app).unwrap();
    house.app.models.unload_idle(after(18));
    assert_eq!(house.app.models.open_embedders().len(), 1);
    house.app.models.unload_idle(after(19));
    assert!(house.app.models.open_embedders().is_empty());
    house.app.models.embedder(&house.app).unwrap();
}

#[test]
fn weights_that_were_cut_short_are_told_and_offered_again() {
    let Some(real) = crate::models::test_weights(super::catalogue::SMOLLM2) else { return };
    let loopback = server();
    let mut house = House::new(&loopback);
    // Only the data folder counts here, and what lies in it was cut.
    let data = house.folder.path().join("data").join("models");
    let folder = data.join(super::catalogue::SMOLLM2);
    std::fs::create_dir_all(&folder).unwrap();
    let name = "SmolLM2-135M-Instruct.Q4_1.gguf";
    std::fs::copy(real.join(name), folder.join(name)).unwrap();
    std::fs::OpenOptions::new().write(true).open(folder.join(name)).unwrap().set_len(50_000_000).unwrap();
    Arc::get_mut(&mut house.app).unwrap().models.folders = super::weights::WeightFolders::new(None, data, vec![]);
    let listed = house.call("models.list", Value::Null);
    let small = listed.as_array().unwrap().iter().find(|model| model["id"] == "builtin:smollm2-135m-instruct").unwrap();
    assert_eq!((&small["installed"], &small["damaged"]), (&json!(false), &json!(true)));
    house.call("settings.update", json!({ "chat_model": "builtin:smollm2-135m-instruct" }));
    let error = house.ask().unwrap_err();
    assert!(error.kind() == Kind::NeedsModel && error.to_string().contains("damaged file"), "{error}");
    // It can be removed, which leaves it simply absent.
    house.call("models.remove", json!({ "id": "builtin:smollm2-135m-instruct" }));
    assert!(house.ask().unwrap_err().to_string().contains("not on this computer yet"));
}
