//! Fits the coefficients of `chat/answerable.rs`, and measures answers on questions that took no part in it.
//! Both take minutes: `cargo test --test calibration -- --ignored --nocapture`.
//!
//! Material of the calibration: LoCoMo (two conversations; a session is a document) and PubMedQA (250
//! questions; an abstract is a document). About half of the documents are left out of the profile, by a hash
//! of their name; a question whose evidence was left out cannot be answered. Questions with an even number
//! are fitted on, those with an odd one measured. The questions of `qa` are neither.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]
#![allow(clippy::needless_range_loop, reason = "a matrix is read best by its indices")]

mod house;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use house::{House, material};
use serde_json::{Value, json};

/// A question with the documents that hold its answer; none when it has no answer in the profile.
struct Asked {
    text: String,
    gold: BTreeSet<String>,
}

/// What came of it.
struct Outcome {
    /// 1, likeness, coverage, agreement.
    signs: [f64; 4],
    answerable: bool,
    abstained: bool,
    gold_cited: bool,
    quotes: usize,
    verbatim: usize,
}

fn lines(file: &str) -> Vec<Value> {
    fs::read_to_string(material(file).unwrap())
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A coin for each name, the same every time (FNV-1a).
fn left_out(name: &str) -> bool {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash >> 17) & 1 == 1
}

fn locomo() -> (BTreeMap<String, (String, String)>, Vec<Asked>) {
    let wanted = |row: &Value| ["26", "43"].contains(&text(&row["conversation"]).as_str());
    let mut documents: BTreeMap<String, (String, String)> = BTreeMap::new();
    for row in lines("knowledge-qa/locomo-passages.open.jsonl").iter().filter(|row| wanted(row)) {
        let name = format!("{}/D{}", text(&row["conversation"]), row["session"]);
        if !left_out(&name) {
            let document = documents.entry(name).or_insert((text(&row["session_date_time"]), String::new()));
            let said = text(&row["text"]).replace('\n', " ");
            document.1.push_str(&format!("{}: {said}\n\n", text(&row["speaker"])));
        }
    }
    let mut asked = Vec::new();
    for row in lines("knowledge-qa/locomo-questions.open.jsonl").iter().filter(|row| wanted(row)) {
        // Category 3 is answered by inference, not by a passage; 5 only swaps the speakers' names.
        if row["unanswerable"] == true || row["category"] == 3 {
            continue;
        }
        let sessions: BTreeSet<String> = row["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|place| Some(format!("{}/{}", text(&row["conversation"]), place.as_str()?.split(':').next()?)))
            .collect();
        let there = sessions.iter().filter(|session| documents.contains_key(*session)).count();
        if !sessions.is_empty() && (there == 0 || there == sessions.len()) {
            let gold = if there == 0 { BTreeSet::new() } else { sessions };
            asked.push(Asked { text: text(&row["question"]), gold });
        }
    }
    (documents, asked)
}

fn pubmed() -> (BTreeMap<String, (String, String)>, Vec<Asked>) {
    let questions = lines("knowledge-qa/pubmedqa-questions.open.jsonl");
    let questions = &questions[..250];
    let asked: BTreeSet<String> = questions.iter().map(|row| text(&row["gold_document"])).collect();
    let mut others = 60;
    let mut documents = BTreeMap::new();
    for row in lines("knowledge-qa/pubmedqa-corpus.jsonl") {
        let name = text(&row["_id"]);
        let keep = if asked.contains(&name) {
            !left_out(&name)
        } else {
            others -= i32::from(others > 0);
            others > 0
        };
        if keep {
            documents.insert(name, (text(&row["title"]), text(&row["text"])));
        }
    }
    let gold = |name: String| if documents.contains_key(&name) { BTreeSet::from([name]) } else { BTreeSet::new() };
    let asked = questions
        .iter()
        .map(|row| Asked { text: text(&row["question"]), gold: gold(text(&row["gold_document"])) })
        .collect();
    (documents, asked)
}

fn qa() -> (BTreeMap<String, (String, String)>, Vec<Asked>) {
    let documents = lines("qa/corpus.jsonl")
        .iter()
        .map(|row| (text(&row["_id"]), (text(&row["title"]), text(&row["text"]))))
        .collect();
    let asked = lines("qa/questions.open.jsonl")
        .iter()
        .map(|row| {
            let gold = if row["answerable"] == true { BTreeSet::from([text(&row["gold"])]) } else { BTreeSet::new() };
            Asked { text: text(&row["text"]), gold }
        })
        .collect();
    (documents, asked)
}

/// Imports, processes and asks, all through the front door.
fn outcomes(name: &str, documents: &BTreeMap<String, (String, String)>, asked: &[Asked]) -> Vec<Outcome> {
    let house = House::new();
    assert!(house.has_embedder(), "the figures are those of the embedding model");
    let file = house.folder.path().join("documents.jsonl");
    let rows: Vec<String> = documents
        .iter()
        .map(|(id, (title, text))| json!({ "_id": id, "title": title, "text": text }).to_string())
        .collect();
    fs::write(&file, rows.join("\n")).unwrap();
    house.call("knowledge.import_lines", json!({ "path": file }));
    house.process();
    println!("{name}: {} documents, {} questions", documents.len(), asked.len());
    let mut found = Vec::new();
    let mut texts: BTreeMap<i64, Vec<char>> = BTreeMap::new();
    for question in asked {
        let answer = house.call("chat.ask", json!({ "text": question.text }));
        assert_ne!(answer["answered_by"], "computed", "{} is no question about tasks", question.text);
        let kept = house.call("chat.get", answer["conversation"].clone());
        let judged = &kept["messages"][1]["searched"]["judgement"];
        let sign = |name: &str| {
            judged["signs"]
                .as_array()
                .into_iter()
                .flatten()
                .find(|sign| sign["name"] == name)
                .map_or(0.0, |sign| sign["value"].as_f64().unwrap())
        };
        let citations = answer["citations"].as_array().unwrap();
        let (mut quotes, mut verbatim) = (0, 0);
        for citation in citations.iter().filter(|citation| citation["item"].is_number()) {
            let id = citation["item"].as_i64().unwrap();
            let text = texts
                .entry(id)
                .or_insert_with(|| house.call("knowledge.get", json!(id))["text"].as_str().unwrap().chars().collect());
            let place = |key: &str| citation[key].as_u64().unwrap() as usize;
            let there: String = text.iter().skip(place("start")).take(place("end") - place("start")).collect();
            quotes += 1;
            verbatim += usize::from(citation["quote"] == there);
        }
        found.push(Outcome {
            signs: [1.0, sign("likeness"), sign("coverage"), sign("agreement")],
            answerable: !question.gold.is_empty(),
            abstained: answer["abstained"] == true,
            gold_cited: citations.iter().any(|citation| question.gold.contains(&text(&citation["external_id"]))),
            quotes,
            verbatim,
        });
    }
    found
}

/// Logistic regression by Newton's method; each class of each set weighs the same.
fn fit(sets: &[Vec<&Outcome>], used: [bool; 4]) -> [f64; 4] {
    let mut rows = Vec::new();
    for set in sets {
        let answerable = set.iter().filter(|outcome| outcome.answerable).count() as f64;
        for outcome in set {
            let class = if outcome.answerable { answerable } else { set.len() as f64 - answerable };
            rows.push((outcome.signs, f64::from(outcome.answerable), 1.0 / class));
        }
    }
    let mut weights = [0.0; 4];
    for _ in 0..50 {
        let (mut gradient, mut curvature) = ([0.0; 4], [[0.0; 4]; 4]);
        for (signs, target, share) in &rows {
            let odds: f64 = signs.iter().zip(&weights).map(|(sign, weight)| sign * weight).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for i in 0..4 {
                gradient[i] += share * (target - p) * signs[i];
                for j in 0..4 {
                    curvature[i][j] += share * p * (1.0 - p) * signs[i] * signs[j];
                }
            }
        }
        for i in 0..4 {
            // A little ridge keeps it from running away where the classes do not overlap.
            gradient[i] -= if i == 0 { 0.0 } else { 0.002 * weights[i] };
            curvature[i][i] += 0.002;
            if !used[i] {
                gradient[i] = 0.0;
                curvature[i] = std::array::from_fn(|j| f64::from(u8::from(i == j)));
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
            *weight += step;
        }
    }
    weights
}

/// Gauss elimination; the matrix is positive definite.
fn solve(mut matrix: [[f64; 4]; 4], mut right: [f64; 4]) -> [f64; 4] {
    for i in 0..4 {
        for row in i + 1..4 {
            let factor = matrix[row][i] / matrix[i][i];
            for column in i..4 {
                matrix[row][column] -= factor * matrix[i][column];
            }
            right[row] -= factor * right[i];
        }
    }
    for i in (0..4).rev() {
        for column in i + 1..4 {
            right[i] -= matrix[i][column] * right[column];
        }
        right[i] /= matrix[i][i];
    }
    right
}

fn score(weights: [f64; 4], outcome: &Outcome) -> f64 {
    let odds: f64 = outcome.signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
    1.0 / (1.0 + (-odds).exp())
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

/// The score under which one in ten of the answerable lies.
fn threshold(weights: [f64; 4], set: &[&Outcome]) -> f64 {
    let mut scores: Vec<f64> = set.iter().filter(|o| o.answerable).map(|o| score(weights, o)).collect();
    scores.sort_by(f64::total_cmp);
    scores[scores.len() / 10]
}

fn told(name: &str, set: &[&Outcome], abstained: impl Fn(&Outcome) -> bool) -> (f64, f64) {
    let answerable: Vec<&&Outcome> = set.iter().filter(|outcome| outcome.answerable).collect();
    let others: Vec<&&Outcome> = set.iter().filter(|outcome| !outcome.answerable).collect();
    let silent = share(others.iter().filter(|o| abstained(o)).count(), others.len());
    let answered = share(answerable.iter().filter(|o| !abstained(o)).count(), answerable.len());
    println!(
        "{name}: {} answerable, {:.1} % answered; {} not, {:.1} % abstained",
        answerable.len(),
        100.0 * answered,
        others.len(),
        100.0 * silent
    );
    (answered, silent)
}

#[test]
#[ignore = "takes many minutes; run it when the signs change"]
fn coefficients() {
    if material("knowledge-qa").is_none() {
        return;
    }
    let mut all = Vec::new();
    for (name, (documents, asked)) in [("locomo", locomo()), ("pubmedqa", pubmed())] {
        all.push((name, outcomes(name, &documents, &asked)));
    }
    let half = |set: &'static str, odd: usize| {
        let (_, outcomes) = all.iter().find(|(name, _)| *name == set).unwrap();
        outcomes.iter().skip(odd).step_by(2).collect::<Vec<&Outcome>>()
    };
    let fitted = [half("locomo", 0), half("pubmedqa", 0)];
    for (name, used) in [("WITH_MEANING", [true; 4]), ("WORDS_ALONE", [true, false, true, true])] {
        let weights = fit(&fitted, used);
        let least = threshold(weights, &fitted[0]).min(threshold(weights, &fitted[1]));
        println!(
            "{name}: bias {:.2}, likeness {:.2}, coverage {:.2}, agreement {:.2}; threshold {least:.2}",
            weights[0], weights[1], weights[2], weights[3]
        );
        for set in ["locomo", "pubmedqa"] {
            told(&format!("  {set}, fitted"), &half(set, 0), |o| score(weights, o) < least);
            told(&format!("  {set}, held out"), &half(set, 1), |o| score(weights, o) < least);
        }
    }
    for set in ["locomo", "pubmedqa"] {
        told(&format!("as it stands: {set}, held out"), &half(set, 1), |o| o.abstained);
    }
}

#[test]
#[ignore = "takes many minutes"]
fn figures_of_other_questions() {
    if material("qa").is_none() {
        return;
    }
    let (documents, asked) = qa();
    let found = outcomes("qa", &documents, &asked);
    let set: Vec<&Outcome> = found.iter().collect();
    let (_, silent) = told("qa", &set, |o| o.abstained);
    let gold = share(set.iter().filter(|o| o.gold_cited).count(), set.iter().filter(|o| o.answerable).count());
    let (quotes, verbatim) =
        (set.iter().map(|o| o.quotes).sum::<usize>(), set.iter().map(|o| o.verbatim).sum::<usize>());
    println!("gold passage cited: {:.1} %; quotes at their place: {verbatim} of {quotes}", 100.0 * gold);
    assert_eq!(quotes, verbatim);
    assert!(silent >= 0.7 && gold >= 0.85, "abstained {silent:.3}, gold cited {gold:.3}");
}
