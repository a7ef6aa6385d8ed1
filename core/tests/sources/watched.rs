//! The watched folder, with real files.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::house::House;

/// Puts a file that nobody has touched for a minute.
#[expect(clippy::disallowed_methods, reason = "the file system has a clock of its own")]
fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, bytes).unwrap();
    let file = fs::File::options().write(true).open(&file).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
}

fn watching() -> (House, tempfile::TempDir) {
    let (house, folder) = (House::new(), tempfile::tempdir().unwrap());
    house.call("settings.update", json!({ "watched_folder": folder.path() }));
    (house, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn files_become_items_links_pages_and_lines_tasks() {
    let (house, folder) = watching();
    let at = folder.path();
    put(at, "Boiler.md", b"# Boiler\n\nServiced in March.");
    put(at, "Paper.url", b"[InternetShortcut]\r\nURL=https://example.com/paper?a=1\r\n");
    put(
        at,
        "Other.webloc",
        b"<plist><dict><key>URL</key><string>https://example.com/x?a=1&amp;b=2</string></dict></plist>",
    );
    put(at, "Tasks/from the phone.txt", "Buy larch tomorrow 5pm #Shed\n  measure first\n".as_bytes());
    let taken = house.call("watched.look", Value::Null);
    assert_eq!(taken["refused"], json!([]));
    assert_eq!(taken["taken"], json!(["Boiler.md", "Other.webloc", "Paper.url", "from the phone.txt"]));
    assert_eq!(house.titles("project:Shed"), ["Buy larch"]);
    assert_eq!(house.titles("measure"), ["measure first"]);
    let items = house.call("knowledge.list", json!({}));
    assert_eq!(items["total"], 3);
    let sources: Vec<&str> =
        items["items"].as_array().unwrap().iter().filter_map(|item| item["source"].as_str()).collect();
    assert!(sources.contains(&"https://example.com/x?a=1&b=2"), "{sources:?}");
    assert_eq!(names(at), ["Done", "Tasks"]);
    assert_eq!(names(&at.join("Done")), ["Boiler.md", "Other.webloc", "Paper.url", "from the phone.txt"]);
    assert_eq!(house.call("watched.look", Value::Null)["taken"], json!([]));
}

#[test]
fn what_cannot_be_taken_is_kept_with_the_reason() {
    let (house, folder) = watching();
    let at = folder.path();
    put(at, "empty.url", b"[InternetShortcut]\n");
    put(at, "Tasks/picture.txt", &[0xff, 0xfe, 0x00]);
    let refused = house.call("watched.look", Value::Null)["refused"].clone();
    assert_eq!(refused.as_array().unwrap().len(), 2);
    let kept = at.join("Not taken");
    assert_eq!(names(&kept), ["empty.url", "empty.url, why.txt", "picture.txt", "picture.txt, why.txt"]);
    assert_eq!(fs::read_to_string(kept.join("picture.txt, why.txt")).unwrap(), "this is not text in UTF-8\n");
}

#[test]
fn a_file_that_is_being_written_is_left_and_no_line_is_taken_twice() {
    let (house, folder) = watching();
    let at = folder.path();
    fs::write(at.join("now.md"), "half").unwrap();
    put(at, "film.md.part", b"half");
    assert_eq!(house.call("watched.look", Value::Null)["taken"], json!([]));
    assert_eq!(names(at), ["film.md.part", "now.md"]);
    // The program ended after the tasks were made and before the file was put away.
    put(at, "Tasks/list.txt", b"water the plants");
    house.call("watched.look", Value::Null);
    fs::rename(at.join("Done/list.txt"), at.join("Tasks/list.txt")).unwrap();
    house.call("watched.look", Value::Null);
    assert_eq!(house.titles("water"), ["water the plants"]);
    house.call("history.undo", Value::Null);
    assert!(house.titles("water").is_empty());
}

#[test]
fn only_a_folder_can_be_watched() {
    let house = House::new();
    for wrong in ["relative", "/no/such/folder"] {
        let (_, message) = house.fails("settings.update", json!({ "watched_folder": wrong }));
        assert!(message.contains("not a folder"), "{message}");
    }
    let (_, message) = house.fails("watched.look", Value::Null);
    assert!(message.contains("no folder is watched"), "{message}");
}
