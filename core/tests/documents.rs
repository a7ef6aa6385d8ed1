//! Documents measured against files that nobody on this project wrote. Skipped where they are not at hand.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "measurements are printed")]

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use almanac_core::documents::child::{Decoder, Limits};
use almanac_core::documents::chunk::{Budget, chunks};
use almanac_core::documents::{Document, decode};
use almanac_core::error::{Error, Result};

/// The shared test material: `ALMANAC_TEST_DATA`, else beside the project.
fn material(part: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ALMANAC_TEST_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from);
    let path = root.join(part);
    if !path.exists() {
        println!("skipped: no test material at {}", path.display());
        return None;
    }
    Some(path)
}

fn decoder() -> Decoder {
    Decoder { exe: env!("CARGO_BIN_EXE_almanac-worker").into(), limits: Limits::default() }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn bag<T: std::hash::Hash + Eq>(items: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    let mut bag = HashMap::new();
    for item in items {
        *bag.entry(item).or_default() += 1;
    }
    bag
}

/// Precision and recall of one bag against another.
fn score<T: std::hash::Hash + Eq>(found: &HashMap<T, usize>, wanted: &HashMap<T, usize>) -> (f64, f64) {
    let both: usize = wanted.iter().map(|(item, n)| found.get(item).copied().unwrap_or(0).min(*n)).sum();
    let share = |whole: usize| if whole == 0 { 1.0 } else { both as f64 / whole as f64 };
    (share(found.values().sum()), share(wanted.values().sum()))
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

fn gunzip(path: &Path) -> Vec<u8> {
    Command::new("gzip").arg("-dc").arg(path).output().unwrap().stdout
}

/// What holds for every document, whatever it was made of.
fn sound(name: &str, document: &Document) {
    let length = document.text.chars().count();
    let mut last = 0;
    for block in &document.blocks {
        assert!(block.start >= last && block.start < block.end && block.end <= length, "{name}: {block:?} of {length}");
        last = block.end;
    }
    for page in &document.pages {
        assert!(page.start <= page.end && page.end <= length, "{name}: {page:?}");
        assert_eq!(page.has_text, page.start < page.end, "{name}: {page:?}");
    }
    let bad = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{E0000}'..='\u{E0FFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}')
    };
    assert!(!document.text.contains(bad), "{name}: {:?}", document.text.chars().find(|c| bad(*c)));
    assert!(
        document.title.as_ref().is_none_or(|title| title.chars().count() <= 300 && !title.contains('\n')),
        "{name}"
    );
    let count = |text: &str| text.split_whitespace().map(|word| word.chars().count().div_ceil(4)).sum();
    for chunk in chunks(document, &Budget { max_tokens: 256, count: &count }) {
        assert!(chunk.tokens <= 256, "{name}");
    }
}

#[test]
fn articles() {
    let Some(folder) = material("readability/articles") else { return };
    let truth: HashMap<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(folder.join("ground-truth.json")).unwrap()).unwrap();
    let (mut bags, mut shingles, mut slowest) = (Vec::new(), Vec::new(), 0.0f64);
    let mut worst = Vec::new();
    for (id, case) in &truth {
        let path = folder.join(format!("html/{id}.html.gz"));
        if !path.exists() {
            continue;
        }
        let html = gunzip(&path);
        let started = Instant::now();
        let document = decode("page.html", &html).unwrap();
        slowest = slowest.max(started.elapsed().as_secs_f64());
        sound(id, &document);
        let (found, wanted) = (words(&document.text), words(case["articleBody"].as_str().unwrap()));
        let (p, r) = score(&bag(&found), &bag(&wanted));
        bags.push((p, r));
        worst.push((f1(p, r), p, r, id.clone()));
        let grams = |words: &[String]| bag(words.windows(4.min(words.len().max(1))).map(<[String]>::to_vec));
        shingles.push(score(&grams(&found), &grams(&wanted)));
    }
    let mean = |of: &[(f64, f64)]| {
        let n = of.len() as f64;
        let (p, r) = (of.iter().map(|s| s.0).sum::<f64>() / n, of.iter().map(|s| s.1).sum::<f64>() / n);
        (f1(p, r), p, r)
    };
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (f, p, r, id) in worst.iter().take(12) {
        println!("  {f:.3} p {p:.3} r {r:.3} {id}");
    }
    let (words, grams) = (mean(&bags), mean(&shingles));
    println!(
        "articles: {} pages, words F1/P/R {words:.4?}, 4-grams F1/P/R {grams:.4?}, slowest {slowest:.2} s",
        bags.len()
    );
    assert!(words.0 > 0.9, "{words:?}");
}

#[test]
fn mozillas_pages() {
    let Some(archive) = material("readability/test-pages.open.tar.gz") else { return };
    let folder = std::env::temp_dir().join(format!("almanac-pages-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    assert!(Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(&folder).status().unwrap().success());
    let (mut scores, mut low) = (Vec::new(), 0);
    for case in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        let page = std::fs::read(case.join("source.html")).unwrap();
        let Ok(document) = decode("page.html", &page) else {
            println!("  nothing: {}", case.display());
            continue;
        };
        sound("mozilla", &document);
        let wanted =
            decode("x.html", &[b"<body>".to_vec(), std::fs::read(case.join("expected.html")).unwrap()].concat());
        let Ok(wanted) = wanted else { continue };
        let (p, r) = score(&bag(words(&document.text)), &bag(words(&wanted.text)));
        if f1(p, r) < 0.8 {
            low += 1;
            println!("  {:.3} p {p:.3} r {r:.3} {}", f1(p, r), case.file_name().unwrap().to_string_lossy());
        }
        scores.push(f1(p, r));
    }
    let _ = std::fs::remove_dir_all(&folder);
    println!(
        "mozilla: {} pages, mean F1 {:.4}, {low} below 0.8",
        scores.len(),
        scores.iter().sum::<f64>() / scores.len() as f64
    );
}

#[test]
fn pdfs() {
    let Some(folder) = material("documents/pdf") else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut recalls = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "pdf")) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let started = Instant::now();
        let read = decoder().decode(&name, &std::fs::read(file).unwrap());
        let took = started.elapsed().as_secs_f64();
        let document = match read {
            Ok(document) => document,
            Err(error) => {
                println!("  {name}: {error} ({took:.2} s)");
                continue;
            }
        };
        sound(&name, &document);
        let dir = std::env::var_os("ALMANAC_DUMP").map(PathBuf::from);
        if let Some(dir) = dir {
            let mut dump = format!("{:?}\n{:?}\n{:?}\n", document.title, document.metadata, document.notes);
            for block in &document.blocks {
                dump += &format!("[{:?}] {}\n\n", block.kind, document.slice(block.start, block.end));
            }
            std::fs::write(dir.join(format!("{name}.txt")), dump).unwrap();
        }
        let with_text = document.pages.iter().filter(|page| page.has_text).count();
        let about = format!(
            "{with_text}/{} pages, {} blocks, {took:.2} s, {:?}",
            document.pages.len(),
            document.blocks.len(),
            document.notes
        );
        match std::fs::read_to_string(format!("{}.reference.txt", file.display())) {
            Ok(reference) => {
                let (p, r) = score(&bag(words(&document.text)), &bag(words(&reference)));
                let grams = |text: &str| bag(words(text).windows(4).map(<[String]>::to_vec).collect::<Vec<_>>());
                let order = score(&grams(&document.text), &grams(&reference)).1;
                println!("  {name}: recall {r:.4} precision {p:.4} 4-gram recall {order:.4} {about}");
                recalls.push(r);
            }
            Err(_) => println!("  {name}: {about}"),
        }
    }
    let mean = recalls.iter().sum::<f64>() / recalls.len() as f64;
    println!("pdf: mean word recall {mean:.4} over {}", recalls.len());
    assert!(mean > 0.9);
}

/// What a row of the table demands of the decoder, beside the common bar.
fn expect(path: &str, outcome: &str, read: &Result<Document>) -> std::result::Result<(), String> {
    let text = read.as_ref().map(|document| document.text.as_str()).unwrap_or_default();
    let notes = read.as_ref().map(|document| document.notes.join("; ")).unwrap_or_default();
    let message = read.as_ref().err().map(ToString::to_string).unwrap_or_default();
    if let Err(error) = read
        && !matches!(error, Error::Invalid(_))
    {
        return Err(format!("not an invalid input but {error:?}"));
    }
    let file = path.rsplit('/').next().unwrap();
    if !message.is_empty() && !message.contains(file) {
        return Err(format!("the message does not name the file: {message}"));
    }
    match outcome {
        "REJECT" if read.is_ok() => return Err(format!("should be refused, gave {text:.80?}")),
        "INERT" if file == "single_line_10mb.txt.gz" => return needs(&message, "unsupported type"),
        "INERT" if read.is_err() => return Err(format!("should be read: {message}")),
        _ => {}
    }
    for secret in [
        "SYSTEM: ignore",
        "delete_all_tasks with",
        "scheduled task 'sync'",
        "ends with the contents",
        "__pwned",
        "window.",
    ] {
        if text.contains(secret) && (path.starts_with("html/") || path.starts_with("pdf/")) {
            return Err(format!("{secret:?} is hidden in the page and stands in the text: {text:.300}"));
        }
    }
    match file {
        "deep_nesting.html" => needs(text, "leaf text").and(needs(&notes, "nested too deeply")),
        "prompt_injection_exfil.html" => {
            needs(text, "Write one idea per note").and(needs(text, "Short notes age well"))
        }
        "xss_collection.html" => needs(text, "Body text to keep."),
        "charset_lie.html" => needs(text, "naïve"),
        "nul_bytes.html" => needs(text, "hello"),
        "truncated_mid_tag.html" => needs(text, "kept text"),
        "empty_body.html" => needs(&message, "no readable text found"),
        "frontmatter_yaml_bomb.md" => {
            (text == "body kept").then_some(()).ok_or("body".into()).and(needs(&notes, "front matter"))
        }
        "frontmatter_bad_types.md" => needs(text, "body").and(needs(&notes, "title")),
        "frontmatter_unclosed.md" => needs(text, "body without end marker"),
        "deep_blockquote.md" => needs(&notes, "nested too deeply"),
        "good.pdf" | "js_openaction.pdf" | "hidden_text_injection.pdf" => needs(text, "revenue rose 4 percent"),
        "no_text_layer.pdf" => needs(&notes, "no text"),
        "zero_byte.pdf" | "bom_only.txt" | "only_newlines.txt" => needs(&message, "empty"),
        "png_named.pdf" => needs(&message, "PNG"),
        "encrypted_stub.pdf" => needs(&message, "password-protected"),
        "invalid_utf8.txt" => needs(&notes, "bytes could not be read").and(needs(text, "end")),
        "utf16le_bom.txt" => needs(text, "héllo wörld"),
        "utf16be_nobom.txt" => needs(text, "plain words here"),
        "cp1252.txt" => needs(text, "“smart” quotes € 5"),
        "nul_bytes.txt" => needs(text, " end"),
        "rtl_zero_width.txt" => needs(text, "username password"),
        "tag_smuggling.txt" => needs(&notes, "hidden").and(needs(text, "6 minutes.")),
        "long_word.txt" => needs(text, "tail"),
        _ => Ok(()),
    }
}

fn needs(text: &str, wanted: &str) -> std::result::Result<(), String> {
    text.contains(wanted).then_some(()).ok_or_else(|| format!("{wanted:?} is not in {text:.200?}"))
}

#[test]
fn hostile_files_end_as_their_table_says() {
    let Some(folder) = material("hostile") else { return };
    let table: Vec<HashMap<String, serde_json::Value>> =
        serde_json::from_slice(&std::fs::read(folder.join("MANIFEST.json")).unwrap()).unwrap();
    let mut failures = Vec::new();
    let mut rows = 0;
    for row in &table {
        let (path, outcome) = (row["path"].as_str().unwrap(), row["outcome"].as_str().unwrap());
        if !["html/", "markdown/", "pdf/", "text/"].iter().any(|part| path.starts_with(part)) {
            continue;
        }
        rows += 1;
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let started = Instant::now();
        let read = decoder().decode(path.rsplit('/').next().unwrap(), &bytes);
        let took = started.elapsed().as_secs_f64();
        let ended = match &read {
            Ok(document) => {
                sound(path, document);
                format!(
                    "{} characters {:?} {:?}",
                    document.text.len(),
                    document.text.chars().take(50).collect::<String>(),
                    document.notes
                )
            }
            Err(error) => error.to_string(),
        };
        println!("  {outcome:8} {path}: {took:.2} s, {ended}");
        if took > 10.0 {
            failures.push(format!("{path}: {took:.1} s"));
        }
        if let Err(why) = expect(path, outcome, &read) {
            failures.push(format!("{path}: {why}"));
        }
    }
    println!("hostile: {rows} rows, {} failures", failures.len());
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn limits_hold() {
    let page = format!("<p>{}", "<i>word</i> ".repeat(400_000));
    let tight = |memory_bytes, cpu_seconds, wall_seconds| Decoder {
        exe: env!("CARGO_BIN_EXE_almanac-worker").into(),
        limits: Limits { memory_bytes, cpu_seconds, wall_seconds },
    };
    let said = |decoder: Decoder| decoder.decode("big.html", page.as_bytes()).unwrap_err().to_string();
    let memory = said(tight(160 << 20, 60, 60));
    assert!(memory.contains("“big.html” could not be read: it needed too much memory"), "{memory}");
    let time = said(tight(4 << 30, 60, 0));
    assert!(time.contains("it needed too much time"), "{time}");
    let missing = Decoder { exe: "/nowhere/almanac".into(), limits: Limits::default() };
    assert!(matches!(missing.decode("a.html", b"<html>x"), Err(Error::Internal(_))));
    // Writing that is the user's own needs no child.
    assert_eq!(missing.decode("a.md", b"# x").unwrap().text, "# x");
    let mut stranger = Command::new(env!("CARGO_BIN_EXE_almanac-worker"));
    let mut stranger = stranger
        .args(["worker", "decode"])
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    assert!(!stranger.wait().unwrap().success());
    let mut words = String::new();
    stranger.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    assert!(!words.contains("panicked"), "{words}");
}
