//! docs/schema.md, written from the schema itself: a person may read their own data with any SQLite program.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod house;

use std::fmt::Write;
use std::path::Path;

use house::House;
use rusqlite::{Connection, OpenFlags};

const HEAD: &str = "# The data file

`almanac.db` is an ordinary SQLite file (WAL mode); any SQLite program reads it. Read as much as you like; to change something, go through the
app or `almanac call`, so that checks, undo and the index follow. This page is written by a test from the schema, so it is never out of date.

- Times are milliseconds since 1970 in UTC; days are `YYYY-MM-DD` in your time zone; offsets in texts count Unicode scalar values.
- `id` is a row's number in this file and never used twice; `uid` (UUIDv7) is its stable name in exports and links.
- *Recorded* tables hold what you made: each change of a row is in `change`, in the transaction that made it. The others can be computed
  again, or are the record itself.
";

/// What each table is for, in the order of the page.
const TABLES: &[(&str, &[(&str, &str)])] = &[
    (
        "Tasks and what they belong to",
        &[
            ("area", "A part of life, with a colour."),
            ("project", "Something with an end that takes several tasks."),
            ("tag", "A word to find things by."),
            ("tag_alias", "Another name of a tag."),
            ("task", "Something to do."),
            ("task_tag", "Which task carries which tag."),
            ("task_dependency", "Which task waits for which other."),
            ("reminder", "When a task wants to be remembered: a moment, or minutes before its time."),
            ("repetition", "How a task repeats, and which occurrence it is now."),
            ("task_rank", "Where a task stands in the order made by hand."),
            ("saved_filter", "A filter with a name, in the sidebar."),
            ("focus", "Time spent with a task, as the timer measured it."),
            ("metric", "What is measured: its unit, how a day's logs become one value, what is aimed at."),
            ("metric_log", "One value of a metric, as it was written down. A day without one is unknown, not zero."),
            ("metric_milestone", "What a metric reached first on which day."),
            ("reminder_fired", "Reminders that were shown, by the moment they were due."),
        ],
    ),
    (
        "Points and rewards",
        &[
            ("reward", "Something that can be had for points."),
            ("redemption", "A reward taken, at the price of that moment."),
            ("points_rule", "A version of what earns how many points; the newest is in force."),
            ("posting", "The ledger: points moved from one account to another. Only ever added to, by triggers."),
        ],
    ),
    (
        "Habits",
        &[
            ("habit", "Something to do again and again: its kind, target and schedule (JSON)."),
            ("habit_log", "What was done on a civil day; a row without a value is a skip."),
            ("habit_pause", "Days on which a habit rests."),
            ("habit_reminded", "Reminders of habits that were shown, by the moment they were due."),
        ],
    ),
    (
        "Goals",
        &[
            ("project_update", "What you said of a project on a day; the newest is what you declare."),
            ("goal", "An outcome that you want."),
            ("goal_criterion", "What is measured to know whether a goal is reached."),
            ("goal_version", "By when, and how the criteria are joined, from a day on; earlier days keep theirs."),
            ("goal_measure", "What a version asks of a criterion."),
            ("goal_entry", "A step of a counter, or a yes (1) or no (0)."),
            ("goal_link", "Which task or project leads to which goal."),
            ("goal_check_in", "How a goal went on a day, and how sure you were."),
            ("goal_milestone", "A quarter, half, three quarters and all of a goal: when it was reached, and told."),
        ],
    ),
    (
        "Planning",
        &[
            ("block", "A stretch of time with a purpose, once or by a rule."),
            (
                "block_skip",
                "An occurrence of a repeating block that does not take place, or has become a block of its own.",
            ),
            ("working_window", "When you work, by weekday. None are the usual hours."),
            ("calendar", "A calendar that is read: files, or an address that is asked."),
            ("calendar_file", "Which original of `blob` belongs to which calendar."),
            ("calendar_copy", "What an address answered last, when, and why not since."),
            ("calendar_event", "The events found in a calendar's files and copy."),
            ("imported_task", "Which task came from which entry of a calendar file."),
        ],
    ),
    (
        "Knowledge",
        &[
            ("item", "A note, page, document or picture; the original is a row of `blob`."),
            ("blob", "Original bytes, named by the hash of their content. Only ever added to."),
            ("item_tag", "Which item carries which tag."),
            ("item_alias", "A title that an item had; links to it still lead there."),
            ("item_text", "The text found in an original, and how much of it was read."),
            ("page", "The web address an item was made from."),
            ("snapshot", "What was found at an address, and when. Only ever added to."),
            ("highlight", "A marked passage: its quote, its surroundings, a colour and a note."),
            ("wiki_link", "A `[[Title]]` in a text."),
            ("tag_declined", "A suggested tag that was declined for an item."),
            ("fetch_log", "Every web address that was fetched, and how it went."),
        ],
    ),
    (
        "The logbook",
        &[
            ("entry", "What was written about a day. One that is closed is shown to no model."),
            ("entry_tag", "Which entry carries which tag."),
            ("entry_link", "What an entry is about: a kind and an id."),
        ],
    ),
    (
        "Search",
        &[
            ("passage", "Everything that can be found, in pieces, with their place in the owner's text."),
            ("passage_fts", "The words of the passages (FTS5)."),
            ("embedder", "A model that has vectors here; they are in the table `vec_<id>` (sqlite-vec)."),
        ],
    ),
    (
        "Chat and models",
        &[
            ("conversation", "A chat."),
            ("message", "A question, or an answer with its sources."),
            ("generation", "An answer while it is being written."),
            ("server", "A server that speaks OpenAI's protocol. Keys are never here."),
            ("server_model", "What a server offered when it was last asked."),
            ("model_probe", "What a model could do when it was last tried."),
        ],
    ),
    (
        "Work, settings, history",
        &[
            ("job", "Work that is waiting, running, or needs attention."),
            ("setting", "What you chose in Settings."),
            ("runtime", "What the running program remembers."),
            ("step", "One thing that was done: when, by whom, its label. Undo works by step."),
            ("change", "A row before and after, as JSON, for each row that a step touched."),
            ("derived", "The tables that are not recorded."),
        ],
    ),
];

#[test]
fn the_schema_page_is_fresh() {
    let house = House::new();
    house.app.stop();
    let file = Connection::open_with_flags(house.folder.path().join("almanac.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let page = page(&file.unwrap());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema.md");
    if std::fs::read_to_string(&path).unwrap_or_default() != page {
        std::fs::write(&path, &page).unwrap();
        panic!("docs/schema.md was stale and has been written again: run the test once more and commit the file");
    }
}

fn page(file: &Connection) -> String {
    let mut there =
        names(file, "select name from pragma_table_list where type in ('table', 'virtual') and schema = 'main'");
    there.retain(|name| !name.starts_with("sqlite_") && !name.starts_with("vec_"));
    let mut page = HEAD.to_owned();
    for (group, tables) in TABLES {
        write!(page, "\n## {group}\n").unwrap();
        for (table, words) in *tables {
            let at = there.iter().position(|name| name == table).unwrap_or_else(|| panic!("no table {table}"));
            there.remove(at);
            let derived = "select count(*) from derived where name = ?1 or (prefix and ?1 like name || '%')";
            let derived: i64 = file.query_row(derived, [table], |row| row.get(0)).unwrap();
            let recorded = if derived == 0 { " *Recorded.*" } else { "" };
            write!(page, "\n### {table}\n\n{words}{recorded}\n\n| column | type | |\n|---|---|---|\n").unwrap();
            columns(file, table, &mut page);
        }
    }
    assert!(there.is_empty(), "tables without words in this test: {there:?}");
    page
}

fn columns(file: &Connection, table: &str, page: &mut String) {
    let sql = "select c.name, lower(c.type), c.\"notnull\", c.pk, f.\"table\"
               from pragma_table_info(?1) as c left join pragma_foreign_key_list(?1) as f on f.\"from\" = c.name order by c.cid";
    let mut columns = file.prepare(sql).unwrap();
    let mut rows = columns.query([table]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (name, kind): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let (required, key): (bool, i64) = (row.get(2).unwrap(), row.get(3).unwrap());
        let refers = row.get::<_, Option<String>>(4).unwrap().map(|other| format!("→ `{other}`"));
        let optional = (!required && key == 0 && !kind.is_empty()).then(|| "may be empty".to_owned());
        let notes: Vec<String> = refers.into_iter().chain(optional).collect();
        writeln!(page, "| `{name}` | {kind} | {} |", notes.join(", ")).unwrap();
    }
}

fn names(file: &Connection, sql: &str) -> Vec<String> {
    let mut names = file.prepare(sql).unwrap();
    names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}
