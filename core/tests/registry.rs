//! The registry and what is generated from it.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use std::collections::HashSet;
use std::path::Path;

use almanac_core::operations::{self, Class, Nature};
use house::House;
use serde_json::json;

#[test]
fn bindings_are_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/api/bindings.ts");
    let fresh = operations::bindings().expect("each type of the interface has a name of its own");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    if committed != fresh {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &fresh).unwrap();
        panic!(
            "ui/src/api/bindings.ts was stale and has been written again: run the test once more and commit the file"
        );
    }
}

#[test]
fn names_are_unique_and_every_operation_explains_itself() {
    let mut names = HashSet::new();
    for operation in operations::all() {
        assert!(names.insert(operation.name), "{} twice", operation.name);
        let entry = operation.describe();
        assert!(entry.doc.ends_with('.') && entry.doc.len() > 10, "{}: {}", entry.name, entry.doc);
        assert!(entry.schema.as_value().is_object());
        if entry.kind == Nature::Query {
            assert_eq!(entry.class, Class::Read, "{}", entry.name);
        }
    }
}

#[test]
fn a_query_says_what_it_read_and_a_mutation_what_it_wrote() {
    let house = House::new();
    let reply = house.app.call("tasks.list", json!({})).unwrap();
    for table in ["task", "tag", "task_tag", "task_dependency"] {
        assert!(reply.tables.contains(&table.to_owned()), "{table} is not in {:?}", reply.tables);
    }
    // A second time the statement comes from the cache; its tables must still be known.
    assert_eq!(house.app.call("tasks.list", json!({})).unwrap().tables, reply.tables);
    let events = house.app.subscribe();
    let project = house.call("projects.create", json!({ "name": "P" }))["id"].clone();
    house.call("tasks.create", json!({ "title": "t", "project": project }));
    events.try_iter().for_each(drop);
    house.call("projects.delete", project);
    let touched: Vec<String> = events
        .try_iter()
        .flat_map(|event| match event {
            almanac_core::Event::Changed { tables } => tables,
            _ => Vec::new(),
        })
        .collect();
    assert!(
        touched.contains(&"project".to_owned()) && touched.contains(&"task".to_owned()),
        "cascades count: {touched:?}"
    );
}

#[test]
fn what_is_unknown_or_ill_shaped_is_refused() {
    let house = House::new();
    assert!(house.fails("tasks.fly", json!(null)).1.contains("no operation tasks.fly"));
    assert!(house.fails("tasks.get", json!("one")).1.contains("tasks.get"));
    assert!(house.fails("tasks.list", json!({ "filtre": "x" })).1.contains("unknown field"));
}
