//! Answers through the front door: counted from rows, held to their sources, kept, branched, taken back.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use almanac_core::Kind;
use house::{House, material};
use serde_json::{Value, json};

fn ask(house: &House, text: &str) -> Value {
    house.call("chat.ask", json!({ "text": text }))
}

fn said(answer: &Value) -> &str {
    answer["answer"].as_str().unwrap()
}

fn messages(house: &House, answer: &Value) -> Vec<Value> {
    house.call("chat.get", answer["conversation"].clone())["messages"].as_array().unwrap().clone()
}

/// Saturday, 21 November 2026, with tasks finished this week and last.
fn busy() -> House {
    let house = House::new();
    let project = house.call("projects.create", json!({ "name": "Move house" }))["id"].clone();
    let late =
        json!({ "title": "Book a van", "project": project, "deadline": { "day": "2026-11-18" }, "tags": ["errand"] });
    house.call("tasks.create", late);
    house.call(
        "tasks.create",
        json!({ "title": "Buy boxes [1]", "tags": ["errand"], "scheduled": { "day": "2026-11-22" } }),
    );
    for title in ["Send the tax return", "Paint the shed"] {
        let id = house.task(title);
        house.call("tasks.complete", json!({ "ids": [id] }));
    }
    house.call("knowledge.create_note", json!({ "title": "Boxes", "text": "Sixty litres each." }));
    house
}

#[test]
fn questions_about_tasks_are_counted_from_the_rows() {
    let house = busy();
    for (question, text, titles) in [
        ("How many tasks did I finish this week?", "**2** tasks, finished from 16 to 22 November 2026.", 2),
        (
            "How many tasks did I finish last week?",
            "**None.** There are no tasks, finished from 9 to 15 November 2026.",
            0,
        ),
        ("What is overdue in project Move house?", "**1** overdue task, in the project “Move house”.", 1),
        (
            "Which tasks are tagged errand and due tomorrow?",
            "**1** open task, due or planned on 22 November 2026, tagged “errand”.",
            1,
        ),
        ("How many notes did I add in November?", "**1** note, added from 1 to 30 November 2026.", 1),
        ("How many open tasks do I have?", "**2** open tasks.", 2),
    ] {
        let answer = ask(&house, question);
        assert!(said(&answer).starts_with(text), "{question}: {}", said(&answer));
        assert_eq!((&answer["answered_by"], &answer["abstained"]), (&json!("computed"), &json!(false)));
        let citations = answer["citations"].as_array().unwrap();
        assert_eq!(citations.len(), titles, "{question}");
        assert!(citations.iter().all(|citation| citation["task"].is_number() || citation["item"].is_number()));
    }
    let filter = |question: &str| messages(&house, &ask(&house, question))[1]["searched"]["filter"].clone();
    assert_eq!(filter("what is due tomorrow?"), "is:open on:2026-11-22");
    // The filter that an answer tells is one of the task list.
    assert_eq!(house.titles("is:open on:2026-11-22"), ["Buy boxes [1]"]);
    let when = ask(&house, "When did I finish the tax return?");
    assert!(said(&when).contains("Saturday, 21 November 2026, 10:00"), "{when}");
    assert_eq!(when["citations"].as_array().unwrap().len(), 1);
    // A number in a title is not one of ours.
    assert!(!said(&ask(&house, "what is due tomorrow?")).contains("[1\\]"));
    // With a scope, and for what is not understood, it is searched.
    for other in ["How many tasks did Ada finish last week?", "When did I finish the moon landing?"] {
        assert_ne!(ask(&house, other)["answered_by"], "computed", "{other}");
    }
}

#[test]
fn inside_a_scope_only_that_is_counted() {
    let house = busy();
    let project = |name: &str| {
        let all = house.call("projects.list", Value::Null);
        all.as_array().unwrap().iter().find(|project| project["name"] == name).unwrap()["id"].clone()
    };
    let moving = json!({ "projects": [project("Move house")] });
    let boxes = house.call("knowledge.list", json!({}))["items"][0]["id"].clone();
    for (question, scope, text) in [
        ("How many open tasks do I have?", moving.clone(), "**1** open task, within what this conversation is about."),
        ("How many tasks did I finish this week?", moving.clone(), "**None.**"),
        (
            "How many open tasks do I have?",
            json!({ "tags": ["errand"], "kinds": ["task"] }),
            "**2** open tasks, within",
        ),
        ("How many tasks did I finish this week?", json!({ "before": "2026-11-21" }), "**None.**"),
        ("How many tasks did I finish this week?", json!({ "after": "2026-11-21" }), "**2** tasks"),
        ("How many notes do I have?", json!({ "items": [boxes], "after": "2026-11-01" }), "**1** note, within"),
        ("How many notes do I have?", json!({ "kinds": ["note", "pdf"] }), "**1** note, within"),
        ("How many items do I have?", json!({ "kinds": ["pdf"] }), "**None.**"),
        ("How many notes do I have?", json!({ "before": "2026-11-21" }), "**None.**"),
    ] {
        let answer = house.call("chat.ask", json!({ "text": question, "scope": scope }));
        assert_eq!(answer["answered_by"], "computed", "{question} {scope}");
        assert!(said(&answer).starts_with(text), "{question} {scope}: {}", said(&answer));
    }
    // A task list's filter, also for several projects.
    let garden = house.call("projects.create", json!({ "name": "Garden" }))["id"].clone();
    house.call("tasks.create", json!({ "title": "Oil the gate", "project": garden }));
    let both = json!({ "projects": [project("Move house"), garden] });
    let answer = house.call("chat.ask", json!({ "text": "How many open tasks do I have?", "scope": both }));
    assert!(said(&answer).starts_with("**2** open tasks, within"), "{answer}");
    assert_eq!(answer["citations"].as_array().unwrap().len(), 2);
    // What the scope has none of by its nature is searched.
    for (question, scope) in
        [("How many notes do I have?", moving), ("How many tasks do I have?", json!({ "items": [boxes] }))]
    {
        let answer = house.call("chat.ask", json!({ "text": question, "scope": scope }));
        assert_ne!(answer["answered_by"], "computed", "{question}");
    }
}

#[test]
fn no_question_of_the_collections_is_taken_for_one_about_tasks() {
    let files = [
        ("qa/questions.open.jsonl", "text"),
        ("retrieval/scifact/queries.jsonl", "text"),
        ("knowledge-qa/locomo-questions.open.jsonl", "question"),
        ("knowledge-qa/pubmedqa-questions.open.jsonl", "question"),
    ];
    let house = busy();
    // Names that occur in the questions, where they could mislead.
    for name in ["California", "Huguenots", "steam engine", "Caroline", "work"] {
        house.call("projects.create", json!({ "name": name }));
    }
    let mut asked = 0;
    for (file, key) in files {
        let Some(path) = material(file) else { return };
        for line in fs::read_to_string(path).unwrap().lines() {
            let question: Value = serde_json::from_str(line).unwrap();
            let counted = house.call("chat.counts", json!({ "text": question[key] }));
            assert_eq!(counted, Value::Null, "{}", question[key]);
            asked += 1;
        }
    }
    println!("{asked} questions");
}

#[test]
fn asking_is_not_in_the_way_of_undo() {
    let house = House::new();
    house.task("one");
    let answer = ask(&house, "Where is the compost heap?");
    assert_eq!(house.call("history.state", Value::Null)["undo"]["label"], "Added one");
    house.call("history.undo", Value::Null);
    assert_eq!(house.titles("is:all"), Vec::<String>::new());
    ask(&house, "And now?");
    house.call("history.redo", Value::Null);
    assert_eq!(house.titles("is:all"), ["one"], "a question does not end redo");
    // It is in the log all the same, and can be reverted there.
    let asked = house.call("history.activity", json!({}));
    let labels: Vec<&str> = asked.as_array().unwrap().iter().map(|step| step["label"].as_str().unwrap()).collect();
    assert!(labels.contains(&"Asked: And now?"), "{labels:?}");
    // Deleting a chat is an edit like any other.
    house.call("chat.delete", answer["conversation"].clone());
    house.call("history.undo", Value::Null);
    assert_eq!(messages(&house, &answer).len(), 2);
}

#[test]
fn conversations_are_renamed_pinned_found_branched_and_rewound() {
    let house = House::new();
    let first = ask(&house, "Where is the compost heap?");
    let id = first["conversation"].clone();
    house.call("chat.ask", json!({ "text": "And the boiler?", "conversation": id }));
    house.call("chat.rename", json!({ "id": id, "title": "The house" }));
    house.call("chat.pin", json!({ "id": id, "pinned": true }));
    ask(&house, "Something else?");
    let list = house.call("chat.conversations", json!({}));
    assert_eq!((&list[0]["title"], &list[0]["pinned"]), (&json!("The house"), &json!(true)));
    let found = house.call("chat.conversations", json!({ "text": "compost" }));
    assert_eq!(found.as_array().unwrap().len(), 1, "by what was said in it");
    let before = messages(&house, &first);
    let branch = house.call("chat.branch", before[1]["id"].clone());
    let copy = house.call("chat.get", branch.clone());
    assert_eq!(copy["conversation"]["title"], "The house (branch)");
    let texts = |list: &[Value]| list.iter().map(|message| message["text"].clone()).collect::<Vec<_>>();
    assert_eq!(texts(copy["messages"].as_array().unwrap()), texts(&before[..2]));
    assert_eq!(copy["messages"][0]["created_at"], before[0]["created_at"]);
    assert_eq!(messages(&house, &first).len(), 4, "the original stays");
    // Edit and resend: the question goes with what followed it, and undo brings it back.
    assert_eq!(house.fails("chat.rewind", before[1]["id"].clone()).0, Kind::Invalid);
    house.call("chat.rewind", before[2]["id"].clone());
    assert_eq!(messages(&house, &first).len(), 2);
    house.call("history.undo", Value::Null);
    assert_eq!(texts(&messages(&house, &first)), texts(&before));
    assert_eq!(house.fails("chat.branch", json!(999)).0, Kind::NotFound);
}

#[test]
fn a_scope_is_kept_with_the_conversation() {
    let house = House::new();
    house.call(
        "knowledge.create_note",
        json!({ "title": "Boiler", "text": "The pressure of the boiler is 1.5 bar.", "tags": ["house"] }),
    );
    house.call(
        "knowledge.create_note",
        json!({ "title": "Garden", "text": "The pressure of the garden hose is 3 bar." }),
    );
    house.process();
    let scope = json!({ "tags": ["house"] });
    let first = house.call("chat.ask", json!({ "text": "What is the pressure of the hose?", "scope": scope }));
    let again =
        house.call("chat.ask", json!({ "text": "What is the pressure?", "conversation": first["conversation"] }));
    for answer in [&first, &again] {
        let titles = answer["citations"].as_array().unwrap();
        assert!(titles.iter().all(|citation| citation["title"] == "Boiler"), "{answer}");
    }
    let kept = house.call("chat.get", first["conversation"].clone());
    assert_eq!(kept["conversation"]["scope"]["tags"], json!(["house"]));
    assert_eq!(kept["messages"][3]["searched"]["scope"]["tags"], json!(["house"]));
    house.call("chat.set_scope", json!({ "id": first["conversation"], "scope": {} }));
    assert_eq!(house.call("chat.get", first["conversation"].clone())["conversation"]["scope"]["tags"], Value::Null);
}

#[test]
fn a_message_that_is_found_tells_its_conversation() {
    let house = House::new();
    let answer = ask(&house, "Where does the zeppelin land?");
    let hits = house.call("search.query", json!({ "query": "type:message zeppelin", "mode": "text" }));
    assert_eq!(hits["results"][0]["conversation"], answer["conversation"]);
}

/// A model that says what it is told to, on this computer, in Ollama's tongue; and every request it got.
struct Obedient {
    address: String,
    says: Arc<Mutex<(String, &'static str)>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Obedient {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let says = Arc::new(Mutex::new((String::new(), "stop")));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (words, log) = (Arc::clone(&says), Arc::clone(&requests));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let line = request(&stream);
                let (text, reason) = words.lock().unwrap().clone();
                let body = if line.starts_with("POST /api/chat") {
                    let piece =
                        json!({ "model": "m", "message": { "role": "assistant", "content": text }, "done": false });
                    let end = json!({ "model": "m", "message": { "role": "assistant", "content": "" }, "done": true, "done_reason": reason });
                    format!("{piece}\n{end}\n")
                } else {
                    json!({ "version": "0.9.3", "models": [] }).to_string()
                };
                log.lock().unwrap().push(line);
                let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
                let _ = (&stream).write_all(format!("{head}{body}").as_bytes());
            }
        });
        Self { address, says, requests }
    }

    fn say(&self, text: &str, reason: &'static str) {
        *self.says.lock().unwrap() = (text.to_owned(), reason);
    }
}

/// Reads one request; its first line.
fn request(mut stream: &TcpStream) -> String {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    while let Ok(n @ 1..) = stream.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..n]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            return head.lines().next().unwrap_or_default().to_owned();
        }
    }
    String::new()
}

fn with_model(model: &Obedient) -> House {
    let house = House::new();
    house.call("settings.update", json!({ "chat_model": "ollama:m", "ollama_address": model.address }));
    let text = "The boiler is a Vaillant from 2019. Its pressure should be 1.5 bar. Ada services it every May.";
    house.call("knowledge.create_note", json!({ "title": "Boiler", "text": text }));
    house.process();
    house
}

/// Rows that an answer must not touch.
fn own(house: &House) -> Value {
    let mut rows = house.rows();
    for table in ["conversation", "message", "step", "change"] {
        rows.as_object_mut().unwrap().remove(table);
    }
    rows
}

const QUESTION: &str = "What should the pressure of the boiler be?";

#[test]
fn each_sentence_is_compared_with_its_source() {
    let model = Obedient::start();
    let house = with_model(&model);
    model.say("Its pressure should be 1.5 bar [1]. The boiler was built in 1987 [1]. Buy a new one. Fine [7].", "stop");
    let answer = ask(&house, QUESTION);
    assert_eq!(answer["answered_by"], "ollama:m", "{answer}");
    let checks = messages(&house, &answer)[1]["checks"].as_array().unwrap().clone();
    let marks: Vec<(&str, &Value)> =
        checks.iter().map(|check| (check["support"].as_str().unwrap(), &check["citation"])).collect();
    assert_eq!(marks[0], ("verbatim", &json!(1)));
    assert_eq!(marks[1].0, "unsupported");
    assert!(checks[1]["reason"].as_str().unwrap().contains("1987"), "{checks:?}");
    assert_eq!(marks[2], ("unsupported", &Value::Null));
    let text: Vec<char> = said(&answer).chars().collect();
    let place = |check: &Value| {
        let at = |key: &str| check[key].as_u64().unwrap() as usize;
        text[at("start")..at("end")].iter().collect::<String>()
    };
    assert!(place(&checks[0]).contains("1.5 bar"), "{}", place(&checks[0]));
    assert!(place(&checks[1]).contains("1987"), "{}", place(&checks[1]));
    assert!(!said(&answer).contains("[7]"));
    // A cut answer says so.
    model.say("Its pressure should be 1.5 bar [1]. And the", "length");
    assert!(ask(&house, QUESTION)["note"].as_str().unwrap().contains("length limit"));
}

#[test]
fn hostile_replies_cite_nothing_and_do_nothing() {
    let Some(folder) = material("hostile/model_output") else { return };
    let model = Obedient::start();
    let house = with_model(&model);
    let before = own(&house);
    let mut replies: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| String::from_utf8_lossy(&fs::read(entry.unwrap().path()).unwrap()).into_owned())
        .collect();
    replies.sort();
    for canary in fs::read_to_string(material("hostile/lists/prompt_injections.jsonl").unwrap()).unwrap().lines() {
        let payload: Value = serde_json::from_str(canary).unwrap();
        // The model does as the source bids it.
        replies.push(payload["text"].as_str().unwrap().to_owned());
        replies.push(format!("The pressure is 1.5 bar [1]. {} [1][2][99]", payload["text"].as_str().unwrap()));
    }
    for reply in &replies {
        model.say(reply, "stop");
        let answer = ask(&house, QUESTION);
        let citations = answer["citations"].as_array().unwrap();
        for (n, citation) in citations.iter().enumerate() {
            assert_eq!((&citation["n"], &citation["title"]), (&json!(n + 1), &json!("Boiler")), "{reply}");
        }
        let numbers = said(&answer).split('[').filter_map(|part| part.split_once(']')?.0.parse::<usize>().ok());
        for n in numbers {
            assert!((1..=citations.len()).contains(&n), "{n} in {}", said(&answer));
        }
        assert!(!said(&answer).contains('\0'));
    }
    assert_eq!(own(&house), before, "words change nothing");
    let requests = model.requests.lock().unwrap().clone();
    assert!(requests.len() >= replies.len());
    assert!(
        requests.iter().all(|line| line.starts_with("POST /api/") || line.starts_with("GET /api/")),
        "{requests:?}"
    );
}

#[test]
fn only_the_answer_of_a_dead_process_was_interrupted() {
    let house = House::new();
    let answer = ask(&house, "Where is the compost heap?");
    let unfinished = |owner: &str| {
        let connection = rusqlite::Connection::open(house.folder.path().join("almanac.db")).unwrap();
        let sql = "insert or replace into generation (conversation_id, text, phase, owner, started_at) values (?1, 'Half an', 'writing', ?2, 0)";
        connection.execute(sql, (answer["conversation"].as_i64().unwrap(), owner)).unwrap();
    };
    // Another program holds its lock: it is still writing.
    let folder = house.folder.path().join("answering");
    let owner = "01890000-0000-7000-8000-000000000001";
    let lock = fs::File::create(folder.join(format!("{owner}.lock"))).unwrap();
    lock.lock().unwrap();
    unfinished(owner);
    almanac_core::chat::recover(&house.app).unwrap();
    assert_eq!(messages(&house, &answer).len(), 2);
    assert_eq!(house.call("chat.get", answer["conversation"].clone())["generating"]["text"], "Half an");
    let asked = json!({ "text": "Again?", "conversation": answer["conversation"] });
    assert_eq!(house.fails("chat.ask", asked).0, Kind::Conflict);
    // It dies; what it had written is kept.
    drop(lock);
    almanac_core::chat::recover(&house.app).unwrap();
    let kept = messages(&house, &answer);
    let last = kept.last().unwrap();
    assert_eq!((&last["text"], &last["state"]), (&json!("Half an"), &json!("interrupted")));
    assert_eq!(house.call("chat.get", answer["conversation"].clone())["generating"], Value::Null);
}
