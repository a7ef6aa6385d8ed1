//! Tags: other names, merging, suggestions.

use almanac_core::Kind;
use serde_json::{Value, json};

use crate::house::House;
use crate::{get, note};

#[test]
fn tags_are_merged_and_go_by_other_names() {
    let house = House::new();
    note(&house, "One", "x").as_object().unwrap();
    let create = |title: &str, tags: Value| {
        house.call("knowledge.create_note", json!({ "title": title, "text": "t", "tags": tags }))
    };
    create("A", json!(["garden"]));
    let both = create("B", json!(["garden", "gardening"]));
    house.call("tasks.create", json!({ "title": "Dig", "tags": ["gardening"] }));
    let id = |name: &str| {
        let tags = house.call("tags.list", Value::Null);
        tags.as_array().unwrap().iter().find(|tag| tag["name"] == name).map(|tag| tag["id"].clone()).unwrap_or_default()
    };
    let merged = house.call("tags.merge", json!({ "from": id("gardening"), "into": id("garden") }));
    assert_eq!((&merged["uses"], &merged["aliases"]), (&json!(3), &json!(["gardening"])));
    assert_eq!(get(&house, &both)["item"]["tags"], json!(["garden"]));
    assert_eq!(create("C", json!(["Gardening"]))["tags"], json!(["garden"]), "the old name means the tag");
    let found = |query: &str| {
        house.call("search.query", json!({ "query": query, "mode": "text" }))["results"].as_array().unwrap().len()
    };
    house.process();
    assert_eq!((found("tag:gardening"), found("tag:@Gardening dig"), found("t -tag:gardening")), (4, 1, 0));
    let counted = house.call("chat.ask", json!({ "text": "Which tasks are tagged gardening?" }));
    assert!(counted["answer"].as_str().unwrap().starts_with("**1** open task, tagged “garden”"), "{counted}");
    house.call("history.undo", Value::Null);
    house.call("history.undo", Value::Null);
    assert_eq!(get(&house, &both)["item"]["tags"], json!(["garden", "gardening"]), "a merge is one step");
    let garden = house.call("tags.add_alias", json!({ "id": id("garden"), "name": "@allotment" }));
    assert_eq!(garden["aliases"], json!(["allotment"]));
    assert_eq!(house.fails("tags.add_alias", json!({ "id": id("garden"), "name": "gardening" })).0, Kind::Conflict);
    assert_eq!(
        house.call("tags.remove_alias", json!({ "id": id("garden"), "name": "allotment" }))["aliases"],
        json!([])
    );
    assert_eq!(house.fails("tags.merge", json!({ "from": id("garden"), "into": id("garden") })).0, Kind::Invalid);
}

#[test]
fn tags_are_suggested_from_what_is_near_and_what_is_said() {
    let house = House::new();
    if !house.has_embedder() {
        return;
    }
    let create = |title: &str, text: &str, tags: Value| {
        house.call("knowledge.create_note", json!({ "title": title, "text": text, "tags": tags }))
    };
    create("Tomatoes", "Tomatoes want sun, water every evening and a stake to climb.", json!(["garden"]));
    create("Pruning", "Apple trees are pruned in February, before the buds open.", json!(["garden"]));
    create("Tax return", "The tax return is due at the end of July; receipts are in the folder.", json!(["money"]));
    create("Insurance", "The insurance pays for water damage after a deductible.", json!(["money"]));
    let beans = create("Beans", "Beans are sown in May and need water and a stake; pick them in August.", json!([]));
    house.process();
    let suggest = |item: &Value| -> Vec<String> {
        let found = house.call("tagging.suggest", item["id"].clone());
        found.as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(suggest(&beans), ["garden"]);
    let first = house.call("tagging.suggest", beans["id"].clone())[0].clone();
    assert!(first["similar"].as_array().unwrap().contains(&json!("Tomatoes")), "{first}");
    house.call("tagging.decline", json!({ "item": beans["id"], "tag": first["tag"] }));
    assert!(suggest(&beans).is_empty());
    house.call("history.undo", Value::Null);
    let item = house.call("tagging.accept", json!({ "item": beans["id"], "tag": first["tag"] }));
    assert_eq!(item["tags"], json!(["garden"]));
    assert!(suggest(&beans).is_empty());
    let said = create("Budget", "Where does my money go?", json!([]));
    assert_eq!(suggest(&said), ["money"], "before any vector");
}
