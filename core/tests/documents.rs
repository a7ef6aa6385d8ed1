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
use almanac_core::error::Error;

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

/// The tokens of the article-extraction benchmark: runs of letters, digits and underscores.
fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|token| !token.is_empty()).collect()
}

/// Its shingles: every four tokens in a row, or all there are.
fn shingles<'a>(tokens: &'a [&'a str]) -> HashMap<&'a [&'a str], usize> {
    if tokens.is_empty() { HashMap::new() } else { bag(tokens.windows(4.min(tokens.len()))) }
}

#[test]
fn articles() {
    let Some(folder) = material("readability/articles") else { return };
    let truth: HashMap<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(folder.join("ground-truth.json")).unwrap()).unwrap();
    let (mut scores, mut slowest) = (Vec::new(), 0.0f64);
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
        let (found, wanted) = (tokens(&document.text), tokens(case["articleBody"].as_str().unwrap()));
        let (p, r) = score(&shingles(&found), &shingles(&wanted));
        scores.push((f1(p, r), p, r, id.clone()));
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (f, p, r, id) in scores.iter().take(12) {
        println!("  {f:.3} p {p:.3} r {r:.3} {id}");
    }
    // As the benchmark does: precision and recall are averaged over the pages, F1 is made of the two means.
    let n = scores.len() as f64;
    let (p, r) = (scores.iter().map(|s| s.1).sum::<f64>() / n, scores.iter().map(|s| s.2).sum::<f64>() / n);
    println!("articles: {n} pages, F1 {:.4} precision {p:.4} recall {r:.4}, slowest {slowest:.2} s", f1(p, r));
    assert!(f1(p, r) >= 0.95);
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
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("mozilla: {} pages, mean F1 {mean:.4}, {low} below 0.8", scores.len());
    assert!(mean >= 0.98);
}

/// What becomes of a file.
enum End {
    /// Text: word recall and precision against the reference are at least this.
    Text(f64, f64),
    /// Text without a reference: so many words at least.
    Words(usize),
    /// A document whose notes say this.
    Note(&'static str),
    /// A refusal that says this.
    Refused(&'static str),
}

/// Reads a file of the shared documents in the child and holds it to its line of the table.
fn hold(folder: &Path, name: &str, end: &End, reference: Option<String>) {
    let read = decoder().decode(name, &std::fs::read(folder.join(name)).unwrap());
    let words_of = |text: &str| bag(words(text));
    let about = match &read {
        Ok(document) => {
            sound(name, document);
            let with_text = document.pages.iter().filter(|page| page.has_text).count();
            let (p, r) = score(&words_of(&document.text), &words_of(reference.as_deref().unwrap_or_default()));
            format!(
                "recall {r:.4} precision {p:.4}, {} words, {with_text}/{} pages, {} blocks, {:?} {:?} {:?}",
                words(&document.text).len(),
                document.pages.len(),
                document.blocks.len(),
                document.title,
                document.metadata.author,
                document.notes
            )
        }
        Err(error) => error.to_string(),
    };
    println!("  {name}: {about}");
    match (end, &read) {
        (End::Text(recall, precision), Ok(document)) => {
            let (p, r) = score(&words_of(&document.text), &words_of(&reference.unwrap()));
            assert!(r >= *recall && p >= *precision, "{name}: {about}");
        }
        (End::Words(least), Ok(document)) => assert!(words(&document.text).len() >= *least, "{name}: {about}"),
        (End::Note(note), Ok(document)) => assert!(document.notes.join(";").contains(note), "{name}: {about}"),
        (End::Refused(why), Err(Error::Invalid(said))) => assert!(said.contains(why), "{name}: {about}"),
        _ => panic!("{name}: {about}"),
    }
}

/// The lines of a table against the files of a folder: none may be missing on either side.
fn hold_all(part: &str, ending: &str, table: &[(&str, End)], reference: impl Fn(&Path) -> Option<String>) {
    let Some(folder) = material(part) else { return };
    let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    names.sort();
    for name in &names {
        let line = table.iter().find(|(file, _)| file == name);
        // A file that came later than the table has to give text.
        let end = line.map_or(&End::Words(1), |(_, end)| end);
        hold(&folder, name, end, reference(&folder.join(name)));
    }
}

#[test]
fn pdfs() {
    use End::{Note, Refused, Text, Words};
    let table = [
        ("GeoBase_NHNC1_Data_Model_UML_EN.pdf", Text(0.94, 0.91)),
        ("crazyones.pdf", Text(0.99, 0.99)),
        ("git.pdf", Note("no text found: it is probably a scan")),
        ("libreoffice-writer-password.pdf", Refused("is password-protected")),
        ("multipage.pdf", Note("5 of 6 pages have no text")),
        ("outlines-with-invalid-destinations.pdf", Text(0.99, 0.99)),
        ("pdflatex-outline.pdf", Text(0.99, 0.99)),
        ("sample-alice.pdf", Text(0.999, 0.999)),
        ("sample-paper.pdf", Words(900)),
        ("sandwich.pdf", Text(0.99, 0.99)),
        ("test_Orient.pdf", Words(40)),
    ];
    hold_all("documents/pdf", ".pdf", &table, |path| {
        let bytes = std::fs::read(format!("{}.reference.txt", path.display())).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    });
}

/// The parts of a zip archive whose name fits, as text.
fn parts(path: &Path, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> =
        archive.file_names().map(|name| name.unwrap().into_owned()).filter(|it| fits(it)).collect();
    names
        .iter()
        .map(|name| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        })
        .collect()
}

/// The words in Word's markup, in the crudest way: what a decoder must not lose.
fn word_text(xml: &str) -> String {
    let (mut text, mut fallback) = (String::new(), false);
    for part in xml.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", ""));
        match tag {
            "mc:Fallback" => fallback = true,
            "/mc:Fallback" => fallback = false,
            "/w:p" | "w:tab/" | "w:br/" => text.push(' '),
            _ if !fallback && (tag == "w:t" || tag.starts_with("w:t ")) => text.push_str(words),
            _ => {}
        }
    }
    text
}

/// The words in the body of a page of a book, as crudely.
fn page_text(xhtml: &str) -> String {
    let body = xhtml.split_once("<body").map_or("", |(_, body)| body);
    let inline = ["a", "i", "b", "em", "strong", "span", "sup", "sub", "small", "code"];
    let mut text = String::new();
    for part in body.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", ""));
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !inline.contains(&name) {
            text.push(' ');
        }
        text.push_str(words);
    }
    text.replace("&amp;", "&").replace("&#160;", " ").replace("&nbsp;", " ")
}

#[test]
fn word_documents() {
    use End::{Refused, Text};
    let table = [
        ("mammoth-empty.docx", Refused("is empty")),
        // One word, a note to it, and the number of the note twice.
        ("mammoth-footnote-hyperlink.docx", Text(1.0, 0.3)),
        ("mammoth-tiny-picture.docx", Refused("holds only pictures")),
        ("mammoth-tiny-picture-target-base-relative.docx", Refused("holds only pictures")),
        ("python-docx-blk-containing-table.docx", Refused("is empty")),
        ("python-docx-tbl-having-tables.docx", Refused("is empty")),
    ];
    let Some(folder) = material("documents/docx") else { return };
    let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    for name in &names {
        let wanted = parts(&folder.join(name), |part| {
            ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"].contains(&part)
        });
        let reference = wanted.iter().map(|part| word_text(part)).collect();
        let end = table.iter().find(|(file, _)| file == name).map_or(&Text(1.0, 0.9), |(_, end)| end);
        hold(&folder, name, end, Some(reference));
    }
}

#[test]
fn books() {
    let Some(folder) = material("documents/epub") else { return };
    for name in ["Metamorphosis-jackson.epub", "fatbf.epub", "sample-table-wide.epub"] {
        let pages = parts(&folder.join(name), |part| part.ends_with("html") && !part.contains("nav."));
        let reference = pages.iter().map(|page| page_text(page) + " ").collect();
        hold(&folder, name, &End::Text(0.98, 0.98), Some(reference));
        let book = decoder().decode(name, &std::fs::read(folder.join(name)).unwrap()).unwrap();
        assert!(book.title.is_some(), "{name}");
        // Every passage of the text stands under a chapter.
        let count = |text: &str| text.split_whitespace().count();
        let made = chunks(&book, &Budget { max_tokens: 200, count: &count });
        let under = made.iter().filter(|chunk| chunk.heading.is_some()).count();
        println!("  {name}: {under} of {} passages under a heading", made.len());
        assert!(under * 10 >= made.len() * 8, "{name}");
    }
}

/// A page that is honest and large; what becomes of it within limits.
fn large_page(limits: Limits) -> Result<(), String> {
    let page = format!("<p>{}", "<i>word</i> ".repeat(100_000));
    let decoder = Decoder { exe: env!("CARGO_BIN_EXE_almanac-worker").into(), limits };
    decoder.decode("big.html", page.as_bytes()).map(drop).map_err(|error| error.to_string())
}

#[test]
fn a_large_page_passes_the_usual_limits() {
    assert_eq!(large_page(Limits::default()), Ok(()), "so it is the one limit that stops it in the tests below");
}

#[test]
fn memory_is_limited() {
    let said = large_page(Limits { memory_bytes: 100 << 20, ..Limits::default() }).unwrap_err();
    assert!(said.contains("“big.html” could not be read: it needed too much memory"), "{said}");
}

#[test]
fn the_clock_is_watched() {
    let said = large_page(Limits { wall_seconds: 0, ..Limits::default() }).unwrap_err();
    assert!(said.contains("it needed too much time"), "{said}");
}

#[test]
fn processor_time_is_limited() {
    let said = large_page(Limits { cpu_seconds: 0, ..Limits::default() }).unwrap_err();
    assert!(said.contains("it needed too much time"), "{said}");
}

#[test]
fn an_answer_is_not_believed_to_any_length() {
    let said = large_page(Limits { answer_bytes: 64 << 10, ..Limits::default() }).unwrap_err();
    assert!(said.contains("its text is too large"), "{said}");
}

#[test]
fn hostile_formats_are_decoded_in_a_child() {
    let missing = Decoder { exe: "/nowhere/almanac".into(), limits: Limits::default() };
    for (name, bytes) in [
        ("a.html", b"<html>x".as_slice()),
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04"),
        ("a.epub", b"PK\x03\x04"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
    ] {
        assert!(matches!(missing.decode(name, bytes), Err(Error::Internal(_))), "{name}");
    }
    // Writing that is the user's own needs no child.
    assert_eq!(missing.decode("a.md", b"# x").unwrap().text, "# x");
}

#[test]
fn a_child_that_is_asked_nothing_ends_quietly() {
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
