//! The query language of tasks against a reading of each task in memory, through the front door.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use std::collections::HashMap;

use almanac_core::Kind;
use almanac_core::tasks::filter::{Comparison, DayField, Has, Is, Query, Term, Test, URGENT_DAYS, parse};
use almanac_core::tasks::{Task, TaskDetail};
use almanac_core::types::{Day, Timestamp};
use house::{Dice, House};
use serde_json::{Value, json};

struct Facts {
    task: Task,
    detail: TaskDetail,
    project: Option<String>,
    area: Option<String>,
    blocking: bool,
}

/// The meaning of a query, spelled out.
struct Reading {
    today: Day,
    began: HashMap<Day, Timestamp>,
}

impl Reading {
    fn passes(&self, query: &Query, facts: &Facts) -> bool {
        self.holds(query, facts) && (names_status(query) || facts.task.status.open())
    }

    fn holds(&self, query: &Query, facts: &Facts) -> bool {
        match query {
            Query::Everything => true,
            Query::And(parts) => parts.iter().all(|part| self.holds(part, facts)),
            Query::Or(parts) => parts.iter().any(|part| self.holds(part, facts)),
            Query::Not(part) => !self.holds(part, facts),
            Query::Term(term) => self.term(term, facts),
        }
    }

    fn term(&self, term: &Term, facts: &Facts) -> bool {
        let task = &facts.task;
        let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
        let scheduled = task.scheduled.map(|when| when.day);
        let deadline = task.deadline.map(|when| when.day);
        let open = task.status.open();
        let soon = |day: Option<Day>| day.is_some_and(|day| (day.0 - self.today.0).get_days() <= URGENT_DAYS as i32);
        match term {
            Term::Is(is) => match is {
                Is::All => true,
                Is::Open => open,
                Is::Closed => !open,
                Is::Blocked => task.blocked,
                Is::Blocking => open && facts.blocking,
                Is::Overdue => open && [scheduled, deadline].iter().flatten().any(|day| *day < self.today),
                Is::Today => open && [scheduled, deadline].contains(&Some(self.today)),
                Is::Urgent => soon(scheduled) || soon(deadline),
                Is::Important => task.priority.is_some_and(|priority| priority <= 2),
                status => task.status.word() == status.word(),
            },
            Term::Tag(None) => task.tags.is_empty(),
            Term::Tag(Some(name)) => task.tags.iter().any(|tag| same(tag, name)),
            Term::Project(name) => match (name, &facts.project) {
                (None, project) => project.is_none(),
                (Some(name), project) => project.as_deref().is_some_and(|project| same(project, name)),
            },
            Term::Area(name) => match (name, &facts.area) {
                (None, area) => area.is_none(),
                (Some(name), area) => area.as_deref().is_some_and(|area| same(area, name)),
            },
            // No task here leads to a goal.
            Term::Goal(name) => name.is_none(),
            Term::Day(field, test) => self.day(*field, test, facts),
            Term::Priority(test) => number(test, task.priority.map(u32::from)),
            Term::Effort(test) => number(test, task.effort_minutes),
            Term::Energy(energy) => task.energy == *energy,
            Term::Has(has) => match has {
                Has::Notes => !task.notes.is_empty(),
                Has::Subtasks => !facts.detail.subtasks.is_empty(),
                Has::Parent => task.parent.is_some(),
                Has::Reminder => !facts.detail.reminders.is_empty(),
                Has::Deadline => deadline.is_some(),
                Has::Day => scheduled.is_some(),
                Has::Time => [task.scheduled, task.deadline].iter().flatten().any(|when| when.at.is_some()),
                Has::Tags => !task.tags.is_empty(),
                Has::Repeat => task.repeat.is_some(),
            },
            Term::Text(text) => [&task.title, &task.notes]
                .iter()
                .any(|words| words.to_ascii_lowercase().contains(&text.to_ascii_lowercase())),
        }
    }

    fn day(&self, field: DayField, test: &Test<almanac_core::tasks::filter::DayPoint>, facts: &Facts) -> bool {
        let task = &facts.task;
        let began = |day: Day| self.began[&day];
        let days: Vec<Day> = match field {
            DayField::Due => task.deadline.map(|when| when.day).into_iter().collect(),
            DayField::On => [task.scheduled, task.deadline].iter().flatten().map(|when| when.day).collect(),
            DayField::Start => task.start.into_iter().collect(),
            DayField::Done | DayField::Added => {
                let moment = if field == DayField::Done { task.completed_at } else { Some(task.created_at) };
                let day = |at: Timestamp| self.began.keys().copied().filter(|day| began(*day) <= at).max().unwrap();
                moment.map(day).into_iter().collect()
            }
        };
        match test.range(field, self.today) {
            None => days.is_empty() == (*test == Test::None),
            Some((from, until)) => {
                days.iter().any(|day| from.is_none_or(|from| *day >= from) && until.is_none_or(|until| *day <= until))
            }
        }
    }
}

fn names_status(query: &Query) -> bool {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().any(names_status),
        Query::Not(part) => names_status(part),
        Query::Term(Term::Is(is)) => !matches!(is, Is::Blocked | Is::Blocking | Is::Urgent | Is::Important),
        Query::Term(Term::Day(DayField::Done, _)) => true,
        _ => false,
    }
}

fn number(test: &Test<u32>, value: Option<u32>) -> bool {
    let Some(value) = value else { return *test == Test::None };
    match test {
        Test::None => false,
        Test::Any => true,
        Test::Compare(comparison, number) => match comparison {
            Comparison::Plain | Comparison::Equal => value == *number,
            Comparison::Less => value < *number,
            Comparison::AtMost => value <= *number,
            Comparison::Greater => value > *number,
            Comparison::AtLeast => value >= *number,
        },
        Test::Span(from, until) => from.is_none_or(|from| value >= from) && until.is_none_or(|until| value <= until),
    }
}

/// Ninety tasks of every kind, made on several days.
fn furnish(house: &House, dice: &mut Dice) -> Vec<i64> {
    let area = house.call("areas.create", json!({ "name": "Home", "colour": "#AA5500" }))["id"].clone();
    let projects: Vec<Value> = [("Move house", Some(area.clone())), ("Trip", None)]
        .into_iter()
        .map(|(name, area)| house.call("projects.create", json!({ "name": name, "area": area }))["id"].clone())
        .collect();
    let mut ids = Vec::new();
    for n in 0..90 {
        house.clock.set(format!("2026-11-{:02}T{:02}:30:00Z", 5 + dice.below(17), dice.below(9)).parse().unwrap());
        let day = |dice: &mut Dice| {
            let offset = dice.below(40) as i32 - 15;
            jiff_day(offset)
        };
        let mut task =
            json!({ "title": format!("{} {n}", ["Paint", "buy MILK", "Call 100%", "call ana"][dice.below(4)]) });
        let fields = task.as_object_mut().unwrap();
        let mut maybe = |dice: &mut Dice, key: &str, value: Value| {
            if dice.below(3) == 0 {
                fields.insert(key.to_owned(), value);
            }
        };
        let notes = ["about milk", "a_b", "(x)"][dice.below(3)];
        maybe(dice, "notes", json!(notes));
        let tags = [json!(["home"]), json!(["deep work"]), json!(["home", "phone"])][dice.below(3)].clone();
        maybe(dice, "tags", tags);
        let project = projects[dice.below(2)].clone();
        maybe(dice, "project", project);
        maybe(dice, "area", area.clone());
        let priority = 1 + dice.below(4);
        maybe(dice, "priority", json!(priority));
        let effort = [5, 15, 30, 60, 90, 600][dice.below(6)];
        maybe(dice, "effort_minutes", json!(effort));
        let energy = ["low", "medium", "high"][dice.below(3)];
        maybe(dice, "energy", json!(energy));
        for key in ["deadline", "scheduled"] {
            let day = day(dice);
            maybe(dice, key, json!({ "day": day }));
        }
        let start = day(dice);
        maybe(dice, "start", json!(start));
        let status = ["inbox", "todo", "doing", "waiting", "dropped"][dice.below(5)];
        maybe(dice, "status", json!(status));
        if let (Some(parent), true) = (ids.last(), dice.below(6) == 0) {
            fields.insert("parent".into(), json!(parent));
        }
        ids.push(house.call("tasks.create", task)["id"].as_i64().unwrap());
    }
    for n in 0..25 {
        let (a, b) = (ids[dice.below(90)], ids[dice.below(90)]);
        let _ = house.app.call("tasks.block", json!({ "task": a, "blocker": b }));
        if n % 3 == 0 {
            house.call("tasks.remind", json!({ "task": a, "at": 1_795_262_400_000_i64 }));
        }
    }
    for _ in 0..20 {
        house.clock.set(format!("2026-11-{:02}T{:02}:10:00Z", 5 + dice.below(17), dice.below(9)).parse().unwrap());
        house.call("tasks.complete", json!({ "ids": [ids[dice.below(90)]] }));
    }
    house.clock.set(house::NOW.parse().unwrap());
    ids
}

fn jiff_day(offset: i32) -> String {
    let days = (1..=31).map(|day| format!("2026-10-{day:02}"));
    let days: Vec<String> = days
        .chain((1..=30).map(|day| format!("2026-11-{day:02}")))
        .chain((1..=31).map(|day| format!("2026-12-{day:02}")))
        .collect();
    days[(51 + offset) as usize].clone()
}

const TERMS: &[&str] = &[
    "is:open",
    "is:all",
    "is:closed",
    "is:inbox",
    "is:todo",
    "is:doing",
    "is:waiting",
    "is:done",
    "is:dropped",
    "blocked",
    "blocking",
    "is:overdue",
    "is:today",
    "is:urgent",
    "is:important",
    "tag:home",
    "tag:HOME",
    "tag:\"deep work\"",
    "tag:none",
    "tag:nowhere",
    "project:trip",
    "project:\"Move house\"",
    "project:none",
    "area:home",
    "area:none",
    "due:today",
    "due:<=7d",
    "due:=today",
    "due:overdue",
    "due:none",
    "due:any",
    "due:>week",
    "due:..2026-11-30",
    "on:week",
    "on:tomorrow",
    "on:none",
    "on:2026-11-01..2026-11-20",
    "on:fri",
    "on:>=1m",
    "start:<=today",
    "start:none",
    "start:>2w",
    "done:>=-7d",
    "done:none",
    "done:yesterday",
    "done:2026-11",
    "added:week",
    "added:<-3d",
    "added:2026-11-10..",
    "p1",
    "p:<=2",
    "p:none",
    "p:any",
    "priority:2..3",
    "priority:>3",
    "effort:<30m",
    "effort:>=1h",
    "effort:none",
    "effort:15m..1h30m",
    "energy:low",
    "energy:none",
    "has:notes",
    "has:subtasks",
    "has:parent",
    "has:reminder",
    "has:deadline",
    "has:day",
    "has:time",
    "has:tags",
    "milk",
    "100%",
    "a_b",
    "\"buy milk\"",
    "\"(x)\"",
    "text:call",
];

fn line(dice: &mut Dice, depth: usize) -> String {
    match dice.below(if depth == 0 { 1 } else { 6 }) {
        0 | 1 => TERMS[dice.below(TERMS.len())].to_owned(),
        2 => format!("{} {}", line(dice, depth - 1), line(dice, depth - 1)),
        3 => format!("({} or {})", line(dice, depth - 1), line(dice, depth - 1)),
        4 => format!("not ({})", line(dice, depth - 1)),
        _ => format!("-{}", TERMS[dice.below(TERMS.len())]),
    }
}

#[test]
fn every_query_finds_what_it_means() {
    let house = House::new();
    let mut dice = Dice::new(7);
    let ids = furnish(&house, &mut dice);
    let names = |list: &str| -> HashMap<i64, (String, Option<i64>)> {
        let rows = house.call(list, Value::Null);
        let row = |row: &Value| {
            (row["id"].as_i64().unwrap(), (row["name"].as_str().unwrap().to_owned(), row["area"].as_i64()))
        };
        rows.as_array().unwrap().iter().map(row).collect()
    };
    let (projects, areas) = (names("projects.list"), names("areas.list"));
    let facts: Vec<Facts> = ids
        .iter()
        .map(|id| {
            let detail: TaskDetail = serde_json::from_value(house.call("tasks.get", json!(id))).unwrap();
            let project = detail.task.project.map(|id| projects[&id.0].clone());
            let area = detail.task.area.map(|id| id.0).or(project.as_ref().and_then(|(_, area)| *area));
            let blocking = detail.blocking.iter().any(|waiting| {
                let status = house.call("tasks.get", json!(waiting.id))["task"]["status"].clone();
                status != "done" && status != "dropped"
            });
            Facts {
                task: detail.task.clone(),
                project: project.map(|(name, _)| name),
                area: area.map(|id| areas[&id].0.clone()),
                blocking,
                detail,
            }
        })
        .collect();
    let began = house
        .app
        .db
        .read(|tx| {
            let days = (1..=28).map(|day| Day(format!("2026-11-{day:02}").parse().unwrap()));
            days.map(|day| Ok((day, tx.began(day)?))).collect::<almanac_core::Result<HashMap<_, _>>>()
        })
        .unwrap();
    let reading = Reading { today: Day("2026-11-21".parse().unwrap()), began };
    let mut lines: Vec<String> = TERMS.iter().map(|term| (*term).to_owned()).collect();
    lines.push("due:<=7d and (tag:home or p1) and not blocked".into());
    lines.extend((0..400).map(|_| line(&mut dice, 3)));
    let mut nonempty = 0;
    for line in lines {
        let query = parse(&line).unwrap_or_else(|problem| panic!("{line}: {problem:?}"));
        let mut expected: Vec<i64> =
            facts.iter().filter(|facts| reading.passes(&query, facts)).map(|facts| facts.task.id.0).collect();
        let page = house.call("tasks.list", json!({ "filter": line }));
        let mut found: Vec<i64> =
            page["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{line} → {query}");
        assert_eq!(page["total"].as_u64().unwrap() as usize, found.len());
        nonempty += usize::from(!found.is_empty());
    }
    assert!(nonempty > 200, "most queries should find something: {nonempty}");
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let house = House::new();
    for (line, words) in [
        ("milk tga:home", "there is no field tga; did you mean tag? (at character 6)"),
        ("(p1 or p2", "this parenthesis is not closed (at character 1). Expected: )"),
        ("due:cheese", "due:cheese is not a day"),
        ("is:cheese", "is:cheese is not known (at character 4). Expected: all, open"),
    ] {
        let (kind, message) = house.fails("tasks.list", json!({ "filter": line }));
        assert_eq!(kind, Kind::Invalid);
        assert!(message.contains(words), "{line}: {message}");
    }
    let problem = house.call("tasks.complete_filter", json!({ "text": "milk tga:home" }))["problem"].clone();
    assert_eq!((problem["start"].as_u64(), problem["end"].as_u64()), (Some(5), Some(8)));
    assert_eq!(problem["suggestion"], "tag");
}

#[test]
fn completion_knows_fields_and_the_values_of_the_data() {
    let house = House::new();
    house.call("tasks.create", json!({ "title": "One", "tags": ["home", "deep work"] }));
    house.call("tasks.create", json!({ "title": "Two", "tags": ["home"] }));
    house.call("projects.create", json!({ "name": "Move house" }));
    let texts = |text: &str, caret: Option<usize>| -> Vec<String> {
        let done = house.call("tasks.complete_filter", json!({ "text": text, "caret": caret }));
        done["candidates"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts("p1 and ta", None), ["tag:"]);
    assert_eq!(texts("-tag:", None), ["tag:home ", "tag:\"deep work\" ", "tag:none "]);
    assert_eq!(texts("(project:mo)", Some(11)), ["project:\"Move house\""]);
    assert_eq!(texts("is:bl", None), ["is:blocked ", "is:blocking "]);
    assert!(texts("due:", None).contains(&"due:<=7d ".to_owned()));
    assert!(texts("", None).len() > 15, "an empty box shows what there is");
}
