//! Every frozen old data file opens: its schema becomes that of a fresh one, and nothing in it is lost.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::house::{House, open};
use almanac_core::clock::FixedClock;
use almanac_core::db::{self, backup};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

/// The schema without the order in which columns came, and without the tables of one profile's vectors.
fn schema(folder: &TempDir) -> Vec<(String, String, Vec<String>)> {
    let conn = Connection::open(folder.path().join(db::DATA_FILE)).unwrap();
    let mut statement = conn
        .prepare(
            "select type, name, coalesce(sql, '') from sqlite_schema
             where name not like 'vec\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\' order by type, name",
        )
        .unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))
        .unwrap();
    rows.map(|row| {
        let (kind, name, sql) = row.unwrap();
        let mut parts: Vec<String> = if kind == "table" {
            let columns = "select name || ' ' || type || ' ' || \"notnull\" || ' ' || coalesce(dflt_value, '') || ' ' || pk from pragma_table_info(?1)";
            let mut columns = conn.prepare(columns).unwrap();
            let columns = columns.query_map([&name], |row| row.get(0)).unwrap();
            columns.map(rusqlite::Result::unwrap).collect()
        } else {
            vec![sql.split_whitespace().collect::<Vec<_>>().join(" ")]
        };
        // The triggers of the log name the columns in their order, which a migration cannot choose.
        if name.starts_with("change_") {
            parts.clear();
        }
        parts.sort();
        (kind, name, parts)
    })
    .collect()
}

fn old_files() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/old");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "sql"));
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn every_old_file_becomes_a_fresh_one_with_its_rows() {
    // The first profile also teaches SQLite the tables of vectors.
    let House { app, clock, folder: fresh } = House::new();
    drop(app);
    for file in old_files() {
        let folder = TempDir::new().unwrap();
        let data_file = folder.path().join(db::DATA_FILE);
        let conn = Connection::open(&data_file).unwrap();
        conn.execute_batch(&fs::read_to_string(&file).unwrap()).unwrap();
        let version: i64 = conn.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
        let mut statement = conn
            .prepare("select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' and name not like 'passage\\_fts%' escape '\\' and name not like 'vec\\_%' escape '\\' and name <> 'sqlite_sequence'")
            .unwrap();
        let tables: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(rusqlite::Result::unwrap).collect();
        for table in &tables {
            let rows: i64 = conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap();
            assert!(rows > 0 || table == "runtime", "{}: there is nothing in {table}", file.display());
        }
        let old: Vec<(String, Value)> = ["task", "item", "message", "project", "tag", "area", "reminder", "blob"]
            .map(|table| (table.to_owned(), rows(&conn, table)))
            .into();
        drop(statement);
        drop(conn);

        let app = open(&folder, &clock).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let conn = Connection::open(&data_file).unwrap();
        for (table, old) in old {
            assert_kept(&table, &old, &rows(&conn, &table));
        }
        let diagnosis = app.call("data.doctor", Value::Null).unwrap().data;
        for check in diagnosis["checks"].as_array().unwrap().iter().take(5) {
            assert_eq!(check["ok"], true, "{}: {check}", file.display());
        }
        app.call("history.undo", Value::Null).unwrap();
        let before = backup::list(folder.path());
        assert_eq!(before.len(), usize::from(version < db::LATEST), "a proven copy from before each migration");
        assert!(before.iter().all(|copy| backup::verify(Path::new(&copy.path)).is_ok()));
        drop(app);
        assert_eq!(schema(&folder), schema(&fresh), "{}", file.display());
        println!("{}: from version {version} to {}", file.display(), db::LATEST);
    }
}

/// The rows of a table, by id.
fn rows(conn: &Connection, table: &str) -> Value {
    let mut names = conn.prepare(&format!("select name from pragma_table_info('{table}')")).unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap().map(rusqlite::Result::unwrap);
    let pairs: Vec<String> =
        names.map(|name| format!("'{name}', iif(typeof(\"{name}\") = 'blob', hex(\"{name}\"), \"{name}\")")).collect();
    let sql = format!("select json_group_array(json_object({}) order by rowid) from {table}", pairs.join(", "));
    let json: String = conn.query_row(&sql, [], |row| row.get(0)).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Every old row is there, with every field that the new schema still has.
fn assert_kept(table: &str, old: &Value, new: &Value) {
    let (old, new) = (old.as_array().unwrap(), new.as_array().unwrap());
    assert_eq!(old.len(), new.len(), "{table}");
    for (old, new) in old.iter().zip(new) {
        for (name, value) in old.as_object().unwrap() {
            assert!(new.get(name).is_none_or(|now| now == value), "{table}.{name}: {value} became {new}");
        }
    }
}

#[test]
fn a_fresh_file_is_no_migration() {
    let clock = Arc::new(FixedClock::new(crate::house::NOW.parse().unwrap()));
    let folder = TempDir::new().unwrap();
    open(&folder, &clock).unwrap();
    assert!(backup::list(folder.path()).is_empty(), "a fresh file needs no copy from before");
}
