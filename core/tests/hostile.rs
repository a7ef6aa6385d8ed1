//! Files that mean harm, through the real import: what each one ends as is in the table that came with it.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod house;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use almanac_core::documents::child::{Decoder, Limits};
use almanac_core::documents::{Budget, Document, chunks, decode};
use almanac_core::jobs::{Lane, Tick, tick};
use house::{House, material};
use serde_json::{Value, json};

/// The kinds of file that the import takes or refuses by name.
const KINDS: &[&str] =
    &["html/", "markdown/", "pdf/", "text/", "images/", "archives/", "xml/", "csv/", "ics/", "json/"];

/// A row of the table: path, outcome, and the bytes.
fn rows(folder: &Path) -> Vec<(String, String, Vec<u8>)> {
    let table: Vec<Value> = serde_json::from_slice(&fs::read(folder.join("MANIFEST.json")).unwrap()).unwrap();
    table
        .iter()
        .map(|row| (row["path"].as_str().unwrap().to_owned(), row["outcome"].as_str().unwrap().to_owned()))
        .filter(|(path, _)| KINDS.iter().any(|kind| path.starts_with(kind)))
        .map(|(path, outcome)| {
            let bytes = fs::read(folder.join(&path)).unwrap();
            (path, outcome, bytes)
        })
        .collect()
}

/// How an import ended, in what a person sees.
#[derive(Default)]
struct Ended {
    created: u64,
    merged: u64,
    /// Text, notes and state of each item.
    text: String,
    notes: String,
    state: String,
    /// Why something was not taken or not read.
    reasons: Vec<String>,
}

impl Ended {
    fn said(&self, words: &str) -> Result<(), String> {
        needs(&self.reasons.join("; "), words)
    }
}

fn needs(text: &str, wanted: &str) -> Result<(), String> {
    text.contains(wanted).then_some(()).ok_or_else(|| format!("{wanted:?} is not in {text:.200?}"))
}

/// What a row demands beside the common bar.
fn expect(path: &str, outcome: &str, end: &Ended) -> Result<(), String> {
    let (text, notes) = (end.text.as_str(), end.notes.as_str());
    let file = path.rsplit('/').next().unwrap();
    let read = end.reasons.is_empty();
    if !read && end.reasons.iter().any(|reason| reason.trim().is_empty() || reason.contains("unexpected")) {
        return Err(format!("no reason that helps: {:?}", end.reasons));
    }
    let named = |reason: &String| reason.contains(file);
    if let Some(reason) = end.reasons.iter().find(|reason| !named(reason)) {
        return Err(format!("the file is not named: {reason}"));
    }
    let archive = path.starts_with("archives/");
    // Doors for the other formats of data are elsewhere; here they are plain text, or refused by name.
    let data = ["xml/", "csv/", "ics/", "json/"].iter().any(|kind| path.starts_with(kind));
    match outcome {
        "REJECT" if !data && end.state == "ready" => return Err(format!("should be refused, gave {text:.80?}")),
        "INERT" if file == "single_line_10mb.txt.gz" => return end.said("unsupported type"),
        "INERT" if !archive && !data && !read && file != "script.svg" => return Err(format!("{:?}", end.reasons)),
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
    let made = |taken: u64, refused: usize| {
        (end.created + end.merged == taken && end.reasons.len() == refused)
            .then_some(())
            .ok_or_else(|| format!("{} created, refused {:?}", end.created, end.reasons))
    };
    match file {
        "deep_nesting.html" => needs(text, "leaf text").and(needs(notes, "nested too deeply")),
        "prompt_injection_exfil.html" => {
            needs(text, "Write one idea per note").and(needs(text, "Short notes age well"))
        }
        "xss_collection.html" => needs(text, "Body text to keep."),
        "charset_lie.html" => needs(text, "naïve"),
        "nul_bytes.html" => needs(text, "hello"),
        "truncated_mid_tag.html" => needs(text, "kept text"),
        "empty_body.html" => end.said("no readable text found"),
        "frontmatter_yaml_bomb.md" => needs(text, "body kept").and(needs(notes, "front matter")),
        "frontmatter_bad_types.md" => needs(text, "body").and(needs(notes, "title")),
        "frontmatter_unclosed.md" => needs(text, "body without end marker"),
        "deep_blockquote.md" => needs(notes, "nested too deeply"),
        "good.pdf" | "js_openaction.pdf" | "hidden_text_injection.pdf" => needs(text, "revenue rose 4 percent"),
        "bomb_flate.pdf" | "bomb_double_flate.pdf" => end.said("too large"),
        "cyclic_pages.pdf" | "deep_array.pdf" => end.said("damaged"),
        "no_text_layer.pdf" => end.said("no text"),
        "zero_byte.pdf" | "bom_only.txt" | "only_newlines.txt" | "zero_bytes.zip" => end.said("empty"),
        "png_named.pdf" => end.said("PNG"),
        "encrypted_stub.pdf" => end.said("password-protected"),
        "invalid_utf8.txt" => needs(notes, "bytes could not be read").and(needs(text, "end")),
        "utf16le_bom.txt" => needs(text, "héllo wörld"),
        "utf16be_nobom.txt" => needs(text, "plain words here"),
        "cp1252.txt" => needs(text, "“smart” quotes € 5"),
        "nul_bytes.txt" => needs(text, " end"),
        "rtl_zero_width.txt" => needs(text, "username password"),
        "tag_smuggling.txt" => needs(notes, "hidden").and(needs(text, "6 minutes.")),
        "long_word.txt" => needs(text, "tail"),
        "pixel_bomb.png" => needs(notes, "60000 × 60000 pixels, too large to be shown"),
        "polyglot.gif" => needs(notes, "a picture of"),
        "truncated.jpg" => end.said("damaged").and(needs(&end.state, "needs_attention")),
        "script.svg" | "svg_bomb.svg" => end.said("SVG"),
        "bomb_64mb.zip" => made(0, 1).and(end.said("expands past the limit")),
        "bomb_nested.zip" => made(0, 4).and(end.said("an archive inside an archive is not opened")),
        "zipslip.zip" => made(3, 5).and(end.said("leads out of the archive")),
        "zip_symlink.zip" => made(1, 2).and(end.said("links are not followed")),
        "zip_name_collisions.zip" => (end.created + end.merged == 12).then_some(()).ok_or("one was overwritten".into()),
        "zip_lying_size.zip" => made(0, 1).and(end.said("lie.txt")),
        "zip_bad_crc.zip" => made(0, 1).and(end.said("a.md")),
        "zip_truncated.zip" => made(0, 1).and(end.said("incomplete")),
        "zip_3000_entries.zip" => made(0, 3000).and(end.said("is empty")),
        "empty.zip" => made(0, 1).and(end.said("nothing to import")),
        "tarslip.tar" => made(1, 4).and(end.said("leads out")),
        file if file.ends_with(".xml") || file.ends_with(".opml") || file.ends_with(".rss") => made(0, 1),
        _ => Ok(()),
    }
}

#[test]
fn every_file_ends_as_its_table_says() {
    let Some(folder) = material("hostile") else { return };
    let house = House::new();
    let mut imports = Vec::new();
    for (path, outcome, _) in rows(&folder) {
        let report = house.call("knowledge.import_paths", json!({ "paths": [folder.join(&path)] }));
        let reasons: Vec<&Value> = report["skipped"].as_array().unwrap().iter().collect();
        let count = |field: &str| report[field].as_u64().unwrap();
        assert_eq!(count("total"), count("created") + count("merged") + reasons.len() as u64, "{path}");
        imports.push((path, outcome, report));
    }
    // The texts only: the embedding of each comes later in the queue.
    let items: usize = imports.iter().map(|(.., report)| report["created"].as_u64().unwrap() as usize).sum();
    for _ in 0..items {
        assert_eq!(tick(&house.app, Lane::Slow).unwrap(), Tick::Ran);
    }
    let mut failures = Vec::new();
    for (path, outcome, report) in &imports {
        let skipped = report["skipped"].as_array().unwrap().iter();
        let mut end = Ended {
            created: report["created"].as_u64().unwrap(),
            merged: report["merged"].as_u64().unwrap(),
            reasons: skipped.map(|it| format!("{}: {}", it["name"], it["reason"])).collect(),
            ..Ended::default()
        };
        for id in report["items"].as_array().unwrap() {
            let detail = house.call("knowledge.get", id.clone());
            end.text += detail["text"].as_str().unwrap();
            end.notes += &detail["notes"].to_string();
            end.state = detail["item"]["state"].as_str().unwrap().to_owned();
            if end.state == "needs_attention" {
                let (source, why) = (&detail["item"]["source"], &detail["item"]["state_note"]);
                end.reasons.push(format!("{source}: {why}"));
            }
        }
        println!(
            "  {outcome:8} {path}: {} made, {} characters, {}, {:.160?} {}",
            end.created,
            end.text.chars().count(),
            end.state,
            end.reasons,
            end.notes
        );
        if let Err(why) = expect(path, outcome, &end) {
            failures.push(format!("{path}: {why}"));
        }
    }
    println!("hostile: {} rows, {} failures", imports.len(), failures.len());
    assert!(failures.is_empty(), "{failures:#?}");
    let sound: String = house.app.db.read(|tx| tx.one("pragma integrity_check", [], |row| row.get(0))).unwrap();
    assert_eq!(sound, "ok");
}

/// Ten seconds of processor time and 512 MB are enough for every file of the table, or for saying why not.
#[test]
fn no_file_takes_more_than_its_share() {
    let Some(folder) = material("hostile") else { return };
    let limits = Limits { cpu_seconds: 10, ..Limits::default() };
    assert_eq!(limits.memory_bytes, 512 << 20);
    let decoder = Decoder { exe: env!("CARGO_BIN_EXE_almanac-worker").into(), limits };
    for (path, _, bytes) in rows(&folder) {
        let read = decoder.decode(path.rsplit('/').next().unwrap(), &bytes);
        let said = read.err().map(|error| error.to_string()).unwrap_or_default();
        for broke in ["too much time", "too much memory", "broke off", "its text is too large"] {
            assert!(!said.contains(broke), "{path}: a limit had to stop it instead of the reader: {said}");
        }
    }
}

/// A PDF with a page for each content.
fn pdf(pages: &[Vec<u8>]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    for content in pages {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            objects.len() + 2
        );
        objects.push(page.into_bytes());
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(content).unwrap();
        let packed = packed.finish().unwrap();
        let mut stream = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len()).into_bytes();
        stream.extend(packed);
        stream.extend(b"\nendstream");
        objects.push(stream);
    }
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (n, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n", n + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let end =
        format!("{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.len() + 1, file.len());
    file.extend(end.bytes());
    file
}

/// The limit of what a stream may unpack to lets this page through; it is still no page that somebody reads.
#[test]
fn a_page_that_unpacks_to_a_book_of_commands_costs_only_itself() {
    let words = |text: &str| format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET\n").into_bytes();
    let flood = words("flood").repeat((16 << 20) / 39);
    let decoder = Decoder { exe: env!("CARGO_BIN_EXE_almanac-worker").into(), limits: Limits::default() };
    let document = decoder.decode("flood.pdf", &pdf(&[words("Rivers rise."), flood, words("Boilers hum.")])).unwrap();
    assert_eq!(document.pages.iter().map(|page| page.has_text).collect::<Vec<_>>(), [true, false, true]);
    assert!(document.text.contains("Rivers rise.") && document.text.contains("Boilers hum."), "{}", document.text);
    assert!(!document.text.contains("flood"));
}

/// Everything below a folder, with its size.
fn tree(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        let metadata = fs::symlink_metadata(&path).unwrap();
        if metadata.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        found.insert(path, metadata.len());
    }
    found
}

#[test]
fn decoding_writes_nothing_anywhere() {
    let (Some(hostile), Some(documents)) = (material("hostile"), material("documents")) else { return };
    let home = tempfile::TempDir::new().unwrap();
    fs::create_dir_all(home.path().join("tmp")).unwrap();
    fs::write(home.path().join("mine.txt"), "mine").unwrap();
    let before = tree(home.path());
    let mut files: Vec<(String, Vec<u8>)> = rows(&hostile).into_iter().map(|(path, _, bytes)| (path, bytes)).collect();
    for kind in ["docx", "epub", "pdf"] {
        for file in fs::read_dir(documents.join(kind)).unwrap().map(|entry| entry.unwrap().path()) {
            files.push((file.display().to_string(), fs::read(&file).unwrap()));
        }
    }
    for (path, bytes) in files.iter().filter(|(_, bytes)| bytes.len() < 1 << 20) {
        let name = path.rsplit('/').next().unwrap();
        let header = json!({ "name": name, "length": bytes.len(), "limits": Limits::default() }).to_string();
        // The child as the app starts it, but with a home and a temporary folder that it could write to.
        let mut child = Command::new(env!("CARGO_BIN_EXE_almanac-worker"))
            .args(["worker", "decode"])
            .env_clear()
            .envs([("HOME", home.path()), ("XDG_CACHE_HOME", home.path()), ("TMPDIR", &home.path().join("tmp"))])
            .current_dir(home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let _ = input
            .write_all(&u32::try_from(header.len()).unwrap().to_le_bytes())
            .and_then(|()| input.write_all(header.as_bytes()))
            .and_then(|()| input.write_all(bytes));
        drop(input);
        child.wait().unwrap();
    }
    assert_eq!(tree(home.path()), before);
}

/// Chunks of a text by the real tokenizer: none above the window, each exactly where it says.
fn cut(house: &House, document: &Document) -> usize {
    let embedder = house.app.models.embedder(&house.app).unwrap();
    let most = embedder.window();
    let made = chunks(document, &Budget { max_tokens: most, count: &|text| embedder.count_tokens(text) });
    let characters: Vec<char> = document.text.chars().collect();
    let mut last = 0;
    for chunk in &made {
        assert!(embedder.count_tokens(&chunk.text) <= most);
        assert!(chunk.start >= last, "in order and apart");
        last = chunk.end;
        assert_eq!(chunk.text, characters[chunk.start..chunk.end].iter().collect::<String>());
    }
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(made.iter().map(|chunk| visible(&chunk.text)).sum::<usize>(), visible(&document.text));
    made.len()
}

#[test]
fn odd_texts_are_cut_to_fit() {
    let house = House::new();
    if !house.has_embedder() {
        return;
    }
    let texts = [
        "before\0after the hole\0\0 that a crash left in the middle of a text. ".repeat(300),
        "word".repeat(50_000),
        "0123456789abcdef".repeat(20_000),
        "שלום עולם \u{202E}abc\u{202C} مرحبا بالعالم ".repeat(400),
        "user\u{200B}name\u{200D}pass\u{2060}word \u{FEFF}".repeat(800),
        "👨‍👩‍👧‍👦🏳️‍🌈e\u{301}\u{302}".repeat(1500),
        "会議は三時に始まります。".repeat(500),
        format!("x{}", "\u{301}".repeat(3000)),
    ];
    for text in texts {
        for name in ["a.txt", "a.md"] {
            let document = decode(name, text.as_bytes()).unwrap();
            assert!(!document.text.contains(['\0', '\u{202E}', '\u{200B}', '\u{FEFF}']));
            assert!(cut(&house, &document) > 0);
        }
    }
}

/// A tenth of what a person may drop: without optimisation the tokenizer needs minutes for all of it.
#[test]
fn a_megabyte_on_one_line_is_read_and_cut() {
    let house = House::new();
    if !house.has_embedder() {
        return;
    }
    let line = "one line without an end, ".repeat((1 << 20) / 25);
    let file = house.folder.path().join("line.txt");
    fs::write(&file, &line).unwrap();
    let report = house.call("knowledge.import_paths", json!({ "paths": [file] }));
    assert_eq!(tick(&house.app, Lane::Slow).unwrap(), Tick::Ran);
    let id = report["items"][0].clone();
    let detail = house.call("knowledge.get", id.clone());
    assert_eq!(detail["text"].as_str().unwrap().len(), line.trim().len());
    let window = house.app.models.embedder(&house.app).unwrap().window();
    let passages: Vec<(String, i64, i64)> = house
        .app
        .db
        .read(|tx| {
            let sql = "select text, start, end from passage where kind = 'item' and owner = ?1 order by seq";
            tx.all(sql, [id.as_i64()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        })
        .unwrap();
    let embedder = house.app.models.embedder(&house.app).unwrap();
    let longest = passages.iter().max_by_key(|(text, ..)| text.len()).unwrap();
    assert!(embedder.count_tokens(&longest.0) <= window);
    for (text, start, end) in passages.iter().step_by(97) {
        assert_eq!(text, &line[*start as usize..*end as usize]);
    }
}
