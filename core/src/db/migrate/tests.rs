//! Migrations are all or nothing.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use super::*;

const THIRD: &str = "create table fourth_wheel (id integer primary key autoincrement, uid text not null unique) strict";

fn first() -> Connection {
    let mut conn = Connection::open_in_memory().unwrap();
    run(&mut conn, &MIGRATIONS[..1], 0, Timestamp(1)).unwrap();
    conn.execute_batch(
        "insert into step (at, actor, operation, label, changes) values (1, 'user', 'x', 'x', 2);
         insert into area (uid, name, colour, created_at) values ('a', 'Home', 'sage', 1);
         insert into tag (uid, name) values ('t', 'errand')",
    )
    .unwrap();
    conn
}

fn everything(conn: &Connection) -> (Vec<String>, String, i64) {
    let mut statement = conn.prepare("select coalesce(sql, name) from sqlite_schema order by name").unwrap();
    let schema = statement.query_map([], |row| row.get(0)).unwrap().map(rusqlite::Result::unwrap).collect();
    (schema, crate::db::content::read(conn).unwrap().root, version(conn).unwrap())
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    let mut conn = first();
    let before = everything(&conn);
    let good = "alter table area add column icon text; update area set name = 'House'";
    for broken in [
        "create table half (x integer); insert into nowhere values (1)",
        "insert into task_tag (task_id, tag_id) values (77, 1)",
        "this is no SQL",
    ] {
        // References are checked at the end too: a file may be migrated with enforcement off.
        let error = run(&mut conn, &[MIGRATIONS[0], good, broken, THIRD], 1, Timestamp(2)).unwrap_err();
        assert_eq!(error.kind(), crate::Kind::Storage);
        assert!(error.to_string().contains("It is as it was before"), "{error}");
        assert_eq!(everything(&conn), before, "after {broken}");
    }
    run(&mut conn, &[MIGRATIONS[0], good, THIRD], 1, Timestamp(2)).unwrap();
    assert_eq!(version(&conn).unwrap(), 3);
}

#[test]
fn rows_that_a_migration_changes_get_new_records_and_stay_out_of_undo() {
    let mut conn = first();
    let change = "alter table area add column icon text not null default 'house'; update area set name = 'House'; delete from tag";
    run(&mut conn, &[MIGRATIONS[0], change], 1, Timestamp(2)).unwrap();
    assert_eq!(crate::db::records::doubts(&conn, || Ok(())).unwrap(), []);
    let (changes, undoable): (i64, i64) = conn
        .query_row("select (select count(*) from change), (select count(*) from step where changes > 0)", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!((changes, undoable), (4, 1));
    conn.execute_batch("update area set icon = 'tree'").unwrap();
    assert_eq!(crate::db::records::doubts(&conn, || Ok(())).unwrap(), [], "the new column is recorded");
}

#[test]
fn a_second_program_that_comes_late_migrates_nothing_twice() {
    let mut conn = first();
    let list = [MIGRATIONS[0], THIRD];
    run(&mut conn, &list, 1, Timestamp(2)).unwrap();
    run(&mut conn, &list, 1, Timestamp(3)).unwrap();
    assert_eq!(version(&conn).unwrap(), 2);
}
