//! The logbook: entries, the strip beside them, the calendar, being found and cited, and being closed to models.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use almanac_core::jobs::{Lane, Tick, tick};
use almanac_core::{Actor, Event, Kind};
use house::{Dice, House};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

fn write(house: &House, entry: Value) -> Value {
    house.call("logbook.create", entry)
}

fn later(house: &House, at: &str) {
    house.clock.set(at.parse().unwrap());
}

fn found(house: &House, query: &str) -> Vec<String> {
    let results = house.call("search.query", json!({ "query": query, "mode": "text" }))["results"].clone();
    results.as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
}

fn strip(house: &House, day: &str) -> Vec<String> {
    let page = house.call("logbook.day", json!({ "day": day }));
    let say = |line: &Value| {
        let detail = line["detail"].as_str().map(|detail| format!(" ({detail})")).unwrap_or_default();
        format!("{}: {}{detail}", line["kind"].as_str().unwrap(), line["title"].as_str().unwrap())
    };
    page["strip"].as_array().unwrap().iter().map(say).collect()
}

#[test]
fn entries_are_written_changed_and_taken_back() {
    let house = House::new();
    let task = house.task("Call the landlord");
    let entry = write(
        &house,
        json!({
            "text": "We take the flat. See [[Rent]].", "mood": 4, "energy": "high", "tags": ["home", "@home"],
            "links": [{ "kind": "task", "id": task }],
        }),
    );
    assert_eq!((&entry["day"], &entry["mood"], &entry["energy"]), (&json!("2026-11-21"), &json!(4), &json!("high")));
    assert_eq!(entry["tags"], json!(["home"]));
    assert_eq!(entry["links"], json!([{ "to": { "kind": "task", "id": task }, "title": "Call the landlord" }]));
    assert_eq!((&entry["wiki_links"][0]["title"], &entry["wiki_links"][0]["item"]), (&json!("Rent"), &json!(null)));
    // A link finds its note once there is one, as in notes.
    let note = house.call("knowledge.create_note", json!({ "title": "Rent", "text": "900" }));
    let read = house.call("logbook.get", entry["id"].clone());
    assert_eq!(read["wiki_links"][0]["item"]["id"], note["id"]);

    let second = write(&house, json!({ "text": "Evening", "day": "2026-11-21" }));
    house.call("logbook.update", json!({ "id": entry["id"], "mood": null, "title": "The flat", "tags": [] }));
    let page = house.call("logbook.day", json!({}));
    assert_eq!(page["entries"].as_array().unwrap().len(), 2);
    assert_eq!((&page["entries"][0]["title"], &page["entries"][0]["mood"]), (&json!("The flat"), &json!(null)));
    assert_eq!(page["entries"][0]["text"], "We take the flat. See [[Rent]].", "absent fields stay");
    house.call("history.undo", json!(null));
    let page = house.call("logbook.day", json!({}));
    assert_eq!((&page["entries"][0]["mood"], &page["entries"][0]["tags"]), (&json!(4), &json!(["home"])));

    // What an entry is linked to may go away and come back.
    house.call("tasks.delete", json!({ "ids": [task] }));
    assert_eq!(house.call("logbook.get", entry["id"].clone())["links"], json!([]));
    house.call("history.undo", json!(null));
    assert_eq!(house.call("logbook.get", entry["id"].clone())["links"][0]["title"], "Call the landlord");

    house.call("logbook.delete", second["id"].clone());
    let trash = house.call("trash.list", json!({ "kind": "entry" }));
    assert_eq!(trash[0]["title"], "2026-11-21", "without a title it is called by its day");
    house.call("trash.restore", json!({ "entries": [{ "kind": "entry", "id": second["id"] }] }));
    assert_eq!(house.call("logbook.list", json!({}))["total"], 2);
    let about = |kind: &str| house.call("logbook.list", json!({ "about": { "kind": kind, "id": task } }));
    assert_eq!((&about("task")["total"], &about("task")["entries"][0]["id"]), (&json!(1), &entry["id"]));
    assert_eq!(about("project")["total"], 0);
    let tags = house.call("tags.list", json!(null));
    assert_eq!((&tags[0]["name"], &tags[0]["uses"]), (&json!("home"), &json!(1)));
}

#[test]
fn bad_input_is_refused_in_words() {
    let house = House::new();
    for (input, words) in [
        (json!({ "text": "  " }), "write something"),
        (json!({ "text": "x", "mood": 6 }), "1 (bad) to 5 (good)"),
        (json!({ "text": "x", "mood": 0 }), "1 (bad) to 5 (good)"),
        (json!({ "text": "x", "day": "2026-02-30" }), "logbook.create"),
        (json!({ "text": "x", "day": "-000001-01-01" }), "1 to 9999"),
        (json!({ "text": "x", "energy": "huge" }), "logbook.create"),
        (json!({ "text": "x", "tags": ["@"] }), "a tag needs a name"),
        (json!({ "text": "x".repeat(1_000_001) }), "keep a longer text as a note"),
    ] {
        let (kind, message) = house.fails("logbook.create", input);
        assert_eq!(kind, Kind::Invalid, "{message}");
        assert!(message.contains(words), "{message}");
    }
    let link = json!({ "text": "x", "links": [{ "kind": "project", "id": 99 }] });
    assert_eq!(house.fails("logbook.create", link).0, Kind::NotFound);
    assert_eq!(house.fails("logbook.update", json!({ "id": 7, "text": "x" })).0, Kind::NotFound);
    assert!(house.fails("logbook.month", json!({ "year": 2026, "month": 13 })).1.contains("no month 13"));
    assert!(house.fails("logbook.export", json!({ "year": 0 })).1.contains("1 to 9999"));
    assert!(house.fails("logbook.export", json!({ "year": 2026, "month": 0 })).1.contains("1 to 12"));
    assert_eq!(house.call("logbook.list", json!({}))["total"], 0, "nothing half done");
    // A mood alone says something.
    write(&house, json!({ "text": "", "mood": 2 }));
    assert_eq!(house.call("logbook.list", json!({ "tag": "nowhere" }))["total"], 0);
}

#[test]
fn the_strip_tells_what_happened_and_undo_takes_it_back() {
    let house = House::new();
    let project = house.call("projects.create", json!({ "name": "Move" }))["id"].clone();
    let task = house.task("Pack the books");
    later(&house, "2026-11-21T09:05:00Z");
    house.call("focus.start", json!({ "task": task }));
    later(&house, "2026-11-21T10:25:00Z");
    house.call("focus.stop", json!({}));
    house.call("tasks.complete", json!({ "ids": [task] }));
    let note = house.call("knowledge.create_note", json!({ "title": "Boxes", "text": "Sixty litres each." }));
    house.process();
    house.call("highlights.create", json!({ "item": note["id"], "start": 0, "end": 12 }));
    house.call("projects.update", json!({ "id": project, "status": "on_hold" }));
    assert_eq!(
        strip(&house, "2026-11-21"),
        [
            "project: Move (begun)",
            "focus: Pack the books",
            "completed: Pack the books",
            "captured: Boxes (note)",
            "highlight: Sixty litres",
            "project: Move (on hold)",
        ]
    );
    // It is no part of the writing, and follows undo.
    assert_eq!(house.call("logbook.day", json!({}))["entries"], json!([]));
    house.call("history.undo", json!(null));
    assert!(!strip(&house, "2026-11-21").contains(&"project: Move (on hold)".to_owned()));
    // After midnight the day still lasts.
    later(&house, "2026-11-22T01:30:00Z");
    let night = house.task("Turn off the light");
    house.call("tasks.complete", json!({ "ids": [night] }));
    assert!(strip(&house, "2026-11-21").contains(&"completed: Turn off the light".to_owned()));
    assert!(strip(&house, "2026-11-22").is_empty());
}

#[test]
fn the_calendar_marks_days_and_this_day_comes_again() {
    let house = House::new();
    for (day, mood) in [("2026-11-03", Some(2)), ("2026-11-03", Some(5)), ("2026-11-30", None), ("2026-12-01", Some(1))]
    {
        write(&house, json!({ "text": "words", "day": day, "mood": mood }));
    }
    let month = house.call("logbook.month", json!({ "year": 2026, "month": 11 }));
    assert_eq!((&month["first"], &month["last"]), (&json!("2026-11-01"), &json!("2026-11-30")));
    assert_eq!(
        month["days"],
        json!([
            { "day": "2026-11-03", "entries": 2, "mood": 3.5 },
            { "day": "2026-11-30", "entries": 1, "mood": null },
        ])
    );
    let page = house.call("logbook.day", json!({ "day": "2026-11-10" }));
    assert_eq!((&page["earlier"], &page["later"]), (&json!("2026-11-03"), &json!("2026-11-30")));

    for day in ["2026-10-21", "2025-11-21", "2020-11-21", "2027-11-21", "2024-02-29"] {
        write(&house, json!({ "text": day, "day": day }));
    }
    let ago = |day: &str| {
        let found = house.call("logbook.on_this_day", json!({ "day": day }));
        let say =
            |one: &Value| format!("{} {}", one["ago"].as_str().unwrap(), one["entries"][0]["text"].as_str().unwrap());
        found.as_array().unwrap().iter().map(say).collect::<Vec<_>>()
    };
    assert_eq!(ago("2026-11-21"), ["a month ago 2026-10-21", "a year ago 2025-11-21", "6 years ago 2020-11-21"]);
    assert_eq!(ago("2026-02-28"), ["2 years ago 2024-02-29"], "a leap day has a day in every year");
    assert_eq!(ago("2028-02-28"), Vec::<String>::new());
    assert_eq!(ago("2028-02-29"), ["4 years ago 2024-02-29"]);
}

#[test]
fn the_book_of_a_year_is_markdown() {
    let house = House::new();
    write(&house, json!({ "text": "# Morning\nCold.", "day": "2026-11-21", "mood": 3, "tags": ["walk"] }));
    write(&house, json!({ "text": "We move.", "title": "The flat", "day": "2026-10-12" }));
    write(&house, json!({ "text": "Another year", "day": "2025-10-12" }));
    let book = house.call("logbook.export", json!({ "year": 2026 }));
    assert_eq!((&book["name"], &book["entries"]), (&json!("logbook-2026.md"), &json!(2)));
    assert_eq!(
        book["text"],
        "# Logbook, 2026\n\n## October 2026\n\n### Monday, 12 October\n\n#### The flat\n\nWe move.\n\n\
         ## November 2026\n\n### Saturday, 21 November\n\n*Mood 3 of 5 · @walk*\n\n##### Morning\nCold.\n"
    );
    let month = house.call("logbook.export", json!({ "year": 2026, "month": 10 }));
    assert_eq!((&month["name"], &month["entries"]), (&json!("logbook-2026-10.md"), &json!(1)));
}

#[test]
fn an_entry_is_found_by_its_words_its_tag_and_its_day() {
    let house = House::new();
    write(&house, json!({ "text": "We decided for the flat near the canal.", "day": "2026-10-12", "tags": ["home"] }));
    write(&house, json!({ "text": "The flat smells of paint.", "day": "2026-11-20", "title": "Paint" }));
    assert_eq!(found(&house, "type:entry canal"), ["12 October 2026"]);
    assert_eq!(found(&house, "type:journal tag:home flat"), ["12 October 2026"]);
    // The day is what it was written about, not when.
    assert_eq!(found(&house, "type:entry after:2026-11-01 flat"), ["Paint"]);
    assert_eq!(found(&house, "type:entry before:2026-11-01"), ["12 October 2026"]);
    let names = house.call("capture.save", json!({ "text": "Slept well", "save_as": "entry" }));
    assert_eq!(names["entry"]["day"], "2026-11-21");
    assert_eq!(found(&house, "type:entry slept"), ["21 November 2026"]);
    house.call("history.undo", json!(null));
    assert!(found(&house, "type:entry slept").is_empty());
    let doctor = house.call("data.doctor", json!(null));
    let passages =
        doctor["checks"].as_array().unwrap().iter().find(|check| check["name"] == "passages").unwrap().clone();
    assert_eq!(passages["ok"], true, "{passages}");
    house.call("data.repair", json!({ "what": "texts" }));
    assert_eq!(found(&house, "type:entry canal"), ["12 October 2026"]);
}

#[test]
fn an_answer_cites_the_logbook_and_keeps_to_the_days_of_the_question() {
    let house = House::new();
    if !house.has_embedder() {
        return;
    }
    for (day, text) in [
        ("2026-10-12", "Long talk with Ada. We decided to take the flat at the canal and to give notice by December."),
        ("2026-09-08", "We decided against the flat in the north: too dark."),
        ("2026-10-20", "Rain all day. Read half a novel."),
        ("2026-11-19", "Bought paint for the kitchen."),
    ] {
        write(&house, json!({ "day": day, "text": text }));
    }
    house.process();
    let answer = house.call("chat.ask", json!({ "text": "What did I decide about the flat in October?" }));
    let said = answer["answer"].as_str().unwrap();
    assert!(said.contains("take the flat at the canal"), "{said}");
    assert!(!said.contains("north"), "{said}");
    assert_eq!(answer["citations"][0]["thing"]["kind"], "entry");
    assert_eq!(answer["citations"][0]["title"], "12 October 2026");
    let answer = house.call("chat.ask", json!({ "text": "What did I decide about the flat in September?" }));
    assert!(answer["answer"].as_str().unwrap().contains("too dark"), "{answer}");
    let meaning = house.call("search.query", json!({ "query": "decision about the apartment", "mode": "vector" }));
    assert!(meaning["results"][0]["snippet"].as_str().unwrap().contains("flat"), "{meaning}");
}

/// How many vectors there are, and how many jobs that would make one of an entry.
fn vectors(house: &House) -> (i64, i64) {
    let file = house.folder.path().join("almanac.db");
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let tables: i64 = count("select count(*) from embedder");
    let vectors = if tables > 0 {
        count("select count(*) from vec_1_rowids where rowid in (select id from passage where kind = 'entry')")
    } else {
        0
    };
    (vectors, count("select count(*) from job where kind = 'embed_passage' and state <> 'done'"))
}

#[test]
fn a_closed_entry_is_its_owners_alone() {
    let house = House::new();
    let closed = write(
        &house,
        json!({ "text": "I decided to leave the choir; nobody knows of the zither.", "closed": true, "day": "2026-10-05" }),
    );
    assert_eq!(vectors(&house), (0, 0), "nothing of it waits to be embedded");
    write(&house, json!({ "text": "I decided to learn the accordion.", "day": "2026-10-06" }));
    house.process();
    let with_model = house.has_embedder();
    let embedded = i64::from(with_model);
    assert_eq!(vectors(&house).0, embedded);
    // Its owner finds it by its words.
    assert_eq!(found(&house, "zither"), ["5 October 2026"]);
    assert_eq!(found(&house, "type:entry choir"), ["5 October 2026"]);
    // One who asks for a model does not.
    for actor in [Actor::Ai, Actor::Agent] {
        let reply = house.app.call_as(actor, "search.query", json!({ "query": "zither choir" })).unwrap().data;
        assert!(!reply.to_string().contains("nobody knows"), "{reply}");
    }
    let never = |house: &House| {
        for question in [
            "What did I decide about the choir?",
            "Who knows of the zither?",
            "What did I decide in October?",
            "zither",
        ] {
            let answer = house.call("chat.ask", json!({ "text": question }));
            let kept = house.call("chat.get", answer["conversation"].clone());
            let told = kept["messages"][1].to_string();
            assert!(!told.contains("choir;") && !told.contains("nobody knows"), "{question}: {told}");
        }
    };
    never(&house);
    // A scope that asks for it by name does not get it either.
    let scope = json!({ "text": "Who knows of the zither?", "scope": { "kinds": ["entry"] } });
    let asked = house.call("chat.ask", scope);
    assert!(!asked["answer"].as_str().unwrap().contains("nobody"), "{asked}");
    // Changing its words, rebuilding texts, vectors or the index does not open it.
    house.call(
        "logbook.update",
        json!({ "id": closed["id"], "text": "nobody knows of the zither and the choir; still" }),
    );
    for what in ["texts", "vectors", "words"] {
        house.call("data.repair", json!({ "what": what }));
        house.process();
        assert_eq!(vectors(&house).0, embedded, "{what}");
    }
    never(&house);
    // No label of the activity tells its words.
    let activity = house.call("history.activity", json!({}));
    assert!(!activity.to_string().contains("zither and"), "{activity}");

    // Opened it is like any other; closed again its vector is gone at once.
    house.call("logbook.update", json!({ "id": closed["id"], "closed": false }));
    house.process();
    assert_eq!(vectors(&house).0, 2 * embedded);
    if with_model {
        let answer = house.call("chat.ask", json!({ "text": "Who knows of the zither?" }));
        assert!(answer["answer"].as_str().unwrap().contains("nobody knows"), "{answer}");
    }
    house.call("logbook.update", json!({ "id": closed["id"], "closed": true }));
    assert_eq!(vectors(&house).0, embedded);
    assert_eq!(found(&house, "type:entry zither"), ["5 October 2026"]);
    // Undo opens it, redo closes it: the rule follows the row.
    house.call("history.undo", json!(null));
    house.process();
    assert_eq!(vectors(&house).0, 2 * embedded);
    house.call("history.redo", json!(null));
    assert_eq!(vectors(&house).0, embedded);
    // A deleted and restored one stays closed.
    house.call("logbook.delete", closed["id"].clone());
    house.call("history.undo", json!(null));
    house.process();
    assert_eq!(vectors(&house).0, embedded);
}

#[test]
fn the_digest_is_facts_with_links() {
    let house = House::new();
    assert_eq!(
        house.call("digest.day", json!({}))["text"],
        "# Saturday, 21 November 2026\n\nNothing is due, planned or new.\n"
    );
    let made = |text: &str| house.call("capture.save", json!({ "text": text }))["tasks"][0]["id"].as_i64().unwrap();
    later(&house, "2026-11-20T14:00:00Z");
    let done = made("Send the tax return");
    house.call("tasks.edit", json!({ "ids": [done], "patch": { "logged_minutes": 75 } }));
    house.call("tasks.complete", json!({ "ids": [done] }));
    house.call("knowledge.create_note", json!({ "title": "Boxes", "text": "Sixty litres" }));
    write(&house, json!({ "text": "First snow.", "day": "2025-11-21" }));
    write(&house, json!({ "text": "A secret.", "day": "2024-11-21", "closed": true }));
    later(&house, "2026-11-21T09:00:00Z");
    let van = house.task("Book a van");
    house.call("tasks.edit", json!({ "ids": [van], "patch": { "deadline": { "day": "2026-11-18" } } }));
    let standup = made("Stand-up today 11am");
    house.call("tasks.remind", json!({ "task": standup, "minutes_before": 10 }));
    made("Pay rent by today");
    for n in 1..=9 {
        made(&format!("Errand {n} today"));
    }
    let digest = house.call("digest.day", json!({}));
    assert_eq!(
        digest["text"],
        "# Saturday, 21 November 2026\n\n\
         ## Overdue (1)\n\n- Book a van · due 18 Nov\n\n\
         ## Planned (10)\n\n- Stand-up · 11:00\n- Errand 1\n- Errand 2\n- Errand 3\n- Errand 4\n- Errand 5\n- Errand 6\n- … 3 more\n\n\
         ## Due (1)\n\n- Pay rent\n\n\
         ## Reminders (1)\n\n- Stand-up · 10:50\n\n\
         ## Came in (1)\n\n- Boxes · note\n\n\
         ## Finished the day before (1)\n\n- Send the tax return · 1 h 15 min\n\n\
         ## On this day (1)\n\n- First snow. · a year ago\n"
    );
    let lines = digest["sections"].as_array().unwrap().iter().flat_map(|section| section["lines"].as_array().unwrap());
    assert!(lines.clone().count() > 0 && lines.clone().all(|line| line["to"]["id"].is_number()));
    let tomorrow = house.call("digest.day", json!({ "day": "2026-11-22" }));
    let text = tomorrow["text"].as_str().unwrap();
    assert!(text.contains("## Overdue (12)\n\n- Book a van · due 18 Nov\n- Stand-up · planned for 21 Nov"), "{text}");
}

#[test]
fn the_morning_is_told_once_when_it_is_asked_for() {
    let house = House::new();
    let events = house.app.subscribe();
    let told = || events.try_iter().filter(|event| matches!(event, Event::Notify { .. })).count();
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(None));
    assert!(house.fails("settings.update", json!({ "digest_at": "7" })).1.contains("07:30"));
    house.call("settings.update", json!({ "digest_at": "10:30" }));
    let Tick::Wait(Some(at)) = tick(&house.app, Lane::Quick).unwrap() else { panic!("it waits for the time") };
    assert_eq!(at.0, "2026-11-21T09:30:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond());
    later(&house, "2026-11-21T09:30:00Z");
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Ran);
    assert_eq!(told(), 1);
    assert!(matches!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(Some(_))));
    // A computer that is opened in the evening is silent.
    later(&house, "2026-11-22T19:00:00Z");
    assert!(matches!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(Some(_))));
    assert_eq!(told(), 0);
    house.call("settings.update", json!({ "digest_at": "" }));
    assert_eq!(tick(&house.app, Lane::Quick).unwrap(), Tick::Wait(None));
}

/// Whatever is written, changed, closed, deleted and taken back, in whatever order: every entry has one passage with its
/// words, closed as it is closed, and nothing closed waits to be embedded. `ALMANAC_CASES` runs more of them.
#[test]
fn passages_follow_the_entries_through_anything() {
    let cases = std::env::var("ALMANAC_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    for seed in 0..cases {
        let house = House::new();
        let mut dice = Dice::new(seed + 1);
        let mut ids: Vec<Value> = Vec::new();
        for step in 0..40 {
            let text = format!("words {step} of day");
            let any = |dice: &mut Dice, ids: &[Value]| ids.get(dice.below(ids.len().max(1))).cloned();
            match (dice.below(7), any(&mut dice, &ids)) {
                (0 | 1, _) | (_, None) => {
                    let closed = dice.below(2) == 0;
                    ids.push(write(&house, json!({ "text": text, "closed": closed }))["id"].clone());
                }
                (2, Some(id)) => drop(house.app.call("logbook.update", json!({ "id": id, "text": text }))),
                (3, Some(id)) => {
                    let closed = dice.below(2) == 0;
                    drop(house.app.call("logbook.update", json!({ "id": id, "closed": closed })));
                }
                (4, Some(id)) => drop(house.app.call("logbook.delete", id)),
                (5, _) => drop(house.app.call("history.undo", json!(null))),
                _ => drop(house.app.call("history.redo", json!(null))),
            }
        }
        let file = house.folder.path().join("almanac.db");
        let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let wrong = count(
            "select count(*) from entry full join passage on passage.kind = 'entry' and passage.owner = entry.id
             where (passage.kind = 'entry' or passage.id is null)
               and (passage.text is not entry.text or passage.closed is not entry.closed or passage.seq <> 0)",
        );
        let waiting = count(
            "select count(*) from job where kind = 'embed_passage' and key in (select id from passage where closed)",
        );
        let orphans =
            count("select count(*) from job where kind = 'embed_passage' and key not in (select id from passage)");
        assert_eq!((wrong, waiting, orphans), (0, 0, 0), "seed {seed}");
    }
}
