//! Highlights: made on a text, and found again when it changes.

use almanac_core::Kind;
use serde_json::{Value, json};

use crate::house::House;
use crate::note;

#[test]
fn highlights_are_made_changed_and_never_lost() {
    let house = House::new();
    let item = note(&house, "Boiler", "The pressure is 1.5 bar 😀. Ada services it every May.");
    house.process();
    let made =
        house.call("highlights.create", json!({ "item": item["id"], "start": 26, "end": 43, "colour": "green" }));
    assert_eq!(
        (&made["quote"], &made["start"], &made["colour"]),
        (&json!("Ada services it"), &json!(27), &json!("green"))
    );
    house.call("highlights.edit", json!({ "id": made["id"], "note": "Call her", "colour": "blue" }));
    assert_eq!(house.call("highlights.list", json!({ "text": "call" }))[0]["quote"], "Ada services it");
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("highlights.list", json!({ "item": item["id"] }))[0]["colour"], "green");
    house.call("knowledge.edit", json!({ "id": item["id"], "text": "Nobody services it any more." }));
    house.process();
    let orphan = &house.call("highlights.list", json!({ "item": item["id"] }))[0];
    assert_eq!((&orphan["start"], &orphan["quote"]), (&Value::Null, &json!("Ada services it")));
    house.call("knowledge.edit", json!({ "id": item["id"], "text": "As of old: Ada services it every May." }));
    house.process();
    assert_eq!(house.call("highlights.list", json!({ "item": item["id"] }))[0]["start"], 11);
    house.call("highlights.delete", made["id"].clone());
    assert_eq!(house.call("highlights.list", json!({})), json!([]));
    assert_eq!(house.fails("highlights.create", json!({ "item": item["id"], "start": 9, "end": 9 })).0, Kind::Invalid);
    assert_eq!(
        house.fails("highlights.create", json!({ "item": item["id"], "start": 900, "end": 999 })).0,
        Kind::Invalid
    );
}
