//! Links between notes, by title.

use serde_json::{Value, json};

use crate::house::{House, material};
use crate::{get, note};

#[test]
fn notes_link_to_each_other_by_title() {
    let house = House::new();
    let ada = note(&house, "Ada Byron", "She repairs things.");
    let boiler =
        note(&house, "Boiler", "It leaks. Call [[ada byron|Ada]] before May! See `[[no link]]` and [[Spare parts]].");
    house.process();
    let links = house.call("knowledge.links", boiler["id"].clone());
    let titles: Vec<_> =
        links["outgoing"].as_array().unwrap().iter().map(|link| link["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["ada byron", "Spare parts"]);
    assert_eq!((&links["outgoing"][0]["item"]["id"], &links["outgoing"][1]["item"]), (&ada["id"], &Value::Null));
    let back = house.call("knowledge.links", ada["id"].clone())["backlinks"].clone();
    assert_eq!(
        (&back[0]["item"]["title"], &back[0]["sentence"]),
        (&json!("Boiler"), &json!("Call [[ada byron|Ada]] before May!"))
    );
    let parts = note(&house, "Spare parts", "A seal.");
    let links = house.call("knowledge.links", boiler["id"].clone());
    assert_eq!(links["outgoing"][1]["item"]["id"], parts["id"], "what was missing is found once it is written");
    let offered = house.call("knowledge.titles", json!({ "text": "par" }));
    assert_eq!(offered[0]["title"], "Spare parts");
}

#[test]
fn a_renamed_note_takes_its_links_along_in_one_step() {
    let house = House::new();
    let ada = note(&house, "Ada", "She repairs things. I am [[Ada]].");
    let one = note(&house, "One", "Call [[Ada|her]] and [[ada#Number]], not [[Adam]].");
    house.process();
    house.call("knowledge.edit", json!({ "id": ada["id"], "title": "Ada Byron", "rewrite_links": true }));
    house.process();
    assert_eq!(get(&house, &one)["text"], "Call [[Ada Byron|her]] and [[Ada Byron#Number]], not [[Adam]].");
    assert_eq!(get(&house, &ada)["text"], "She repairs things. I am [[Ada Byron]].");
    assert_eq!(house.call("knowledge.links", ada["id"].clone())["backlinks"].as_array().unwrap().len(), 2);
    house.call("history.undo", Value::Null);
    house.process();
    assert_eq!(
        (get(&house, &one)["text"].as_str(), get(&house, &ada)["item"]["title"].as_str()),
        (Some("Call [[Ada|her]] and [[ada#Number]], not [[Adam]]."), Some("Ada"))
    );
    // Without rewriting the old title goes on leading here, until something else has it.
    house.call("knowledge.edit", json!({ "id": ada["id"], "title": "Ada Byron" }));
    assert_eq!(house.call("knowledge.links", one["id"].clone())["outgoing"][0]["item"]["id"], ada["id"]);
    assert_eq!(house.call("knowledge.links", ada["id"].clone())["backlinks"].as_array().unwrap().len(), 2);
    let new = note(&house, "Ada", "Another one.");
    assert_eq!(house.call("knowledge.links", one["id"].clone())["outgoing"][0]["item"]["id"], new["id"]);
    assert_eq!(house.call("knowledge.links", ada["id"].clone())["backlinks"], json!([]));
}

#[test]
fn texts_that_embed_each_other_go_round_nowhere() {
    let house = House::new();
    let Some(folder) = material("hostile/markdown") else { return };
    let paths: Vec<_> = ["a", "b"].map(|one| folder.join(format!("transclude_cycle_{one}.md"))).into();
    house.call("knowledge.import_paths", json!({ "paths": paths }));
    house.process();
    for item in house.call("knowledge.list", json!({}))["items"].as_array().unwrap() {
        let links = house.call("knowledge.links", item["id"].clone());
        assert!(!links["outgoing"].as_array().unwrap().is_empty());
        assert!(links["outgoing"].as_array().unwrap().iter().any(|link| link["item"].is_object()), "{links}");
    }
}

#[test]
fn front_matter_of_a_note_survives_editing() {
    let house = House::new();
    let item = note(&house, "Plan", "---\nstatus: open\n---\nThe plan.");
    house.process();
    let detail = get(&house, &item);
    assert_eq!(
        (&detail["text"], &detail["written"]),
        (&json!("The plan."), &json!("---\nstatus: open\n---\nThe plan."))
    );
}
