//! Files that are dropped on the window.

use almanac_core::Kind;
use serde_json::{Value, json};

use crate::house::House;

#[test]
fn a_dropped_folder_in_several_messages_is_one_step() {
    let house = House::new();
    let file = |name: &str, base64: &str| json!({ "files": [{ "name": name, "base64": base64 }] });
    let mut all = house.call("knowledge.keep_files", file("a.txt", "Zmlyc3Q="));
    let more = house.call("knowledge.keep_files", file("b.txt", "c2Vjb25k"));
    let bad = house.call("knowledge.keep_files", file("c.txt", ""));
    assert_eq!(house.call("knowledge.list", json!({}))["total"], 0);
    for part in [more, bad] {
        for list in ["kept", "skipped"] {
            all[list].as_array_mut().unwrap().extend(part[list].as_array().unwrap().clone());
        }
    }
    let report = house.call("knowledge.import_kept", all.clone());
    assert_eq!((&report["total"], &report["created"]), (&json!(3), &json!(2)));
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("knowledge.list", json!({}))["total"], 0);
    all["kept"][0]["blob"] = json!("made up");
    assert_eq!(house.fails("knowledge.import_kept", all).0, Kind::Invalid);
}
