//! Web pages: the readable part of a page as blocks, without what the page hides.

mod gate;
mod hidden;
mod trim;
mod walk;

use dom_query::Document as Dom;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use super::compose::Composer;
use super::{BlockKind, Document, Metadata, TITLE_CHARS, clean, label, text};
use crate::error::{Error, Result};

/// Less prose than this, in characters, may be a caption rather than the article: then the whole page counts, if it has
/// more. (More than this is believed even where the page has ten times as much: that is related reading, measured.)
const SHORT: usize = 200;

/// Reads a web page.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Document> {
    let (source, unreadable) = text::decoded(bytes, declared(bytes));
    let source = gate::without_noscript(&source.replace('\0', ""));
    let mut composer = Composer::default();
    if let Some(note) = unreadable {
        composer.note(note);
    }
    let (title, metadata) = if gate::too_deep(&source) {
        composer.note("page is nested too deeply: read without its structure");
        flat(&source, &mut composer)
    } else {
        structured(&source, &mut composer)
    };
    if composer.is_empty() {
        return Err(Error::invalid(format!(
            "no readable text found in {}: it may need a browser to build its content",
            label(name)
        )));
    }
    let mut document = composer.finish();
    document.title = Some(clean::line(&title, TITLE_CHARS)).filter(|title| !title.is_empty());
    document.metadata = metadata;
    Ok(document)
}

/// A page that must not be parsed: its words in order.
fn flat(source: &str, composer: &mut Composer) -> (String, Metadata) {
    let flat = gate::flatten(source);
    for paragraph in flat.text.split("\n\n") {
        composer.block(BlockKind::Paragraph, paragraph);
    }
    (flat.title, Metadata::default())
}

/// Reads a chapter of a book: all of it is text. `label` is its heading when it has none of its own.
pub(super) fn chapter(source: &str, label: Option<&str>, composer: &mut Composer) {
    let source = gate::without_empty_raw(&source.replace('\0', ""));
    if gate::too_deep(&source) {
        flat(&source, composer);
        return;
    }
    let dom = Dom::from(source);
    hidden::remove(&dom);
    if let Some(label) = label.filter(|_| dom.select("h1, h2, h3, h4, h5, h6").is_empty()) {
        composer.block(BlockKind::Heading(1), label);
    }
    walk::write(&walk::pieces(&dom.root()), composer);
}

fn structured(source: &str, composer: &mut Composer) -> (String, Metadata) {
    let dom = Dom::from(source);
    let language = dom.select_single("html").attr("lang").map(|lang| lang.to_string());
    let canonical = ["link[rel=canonical]", "meta[property='og:url']"]
        .iter()
        .find_map(|place| {
            let found = dom.select_single(place);
            found.attr("href").or_else(|| found.attr("content"))
        })
        .map(|url| url.to_string());
    let title = dom.select_single("title").text().to_string();
    hidden::remove(&dom);
    let whole = dom.html();

    let readability = Readability::with_document(dom, None, Some(Config::default()));
    let article = readability.ok().and_then(|mut readability| readability.parse().ok());
    let mut metadata = Metadata::default();
    let line = |value: Option<String>| value.map(|value| clean::line(&value, 200)).filter(|value| !value.is_empty());
    metadata.language = line(language).filter(|language| language.len() <= 35);
    metadata.url = canonical
        .map(|url| clean::line(&url, 2000))
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"));

    let page = Dom::from(whole);
    page.select("nav, header nav, footer, [role=navigation], [role=banner], [role=contentinfo]").remove();
    let whole = walk::pieces(&page.root());
    let Some(article) = article else {
        walk::write(&whole, composer);
        return (title, metadata);
    };
    metadata.author = line(article.byline);
    metadata.published = line(article.published_time);
    metadata.site = line(article.site_name);
    let readable = Dom::fragment(article.content);
    let readable = walk::pieces(&readable.root());
    let found = walk::prose(&readable);
    if found < SHORT && found * 2 <= walk::prose(&whole) {
        walk::write(&whole, composer);
    }
    if composer.is_empty() {
        walk::write(&trim::article(readable), composer);
    }
    let title = if article.title.trim().is_empty() { title } else { article.title };
    (title, metadata)
}

/// The encoding that the page declares in its first kilobyte.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | ':'))
        .collect();
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Document {
        decode("page.html", html.as_bytes()).unwrap()
    }

    fn shape(document: &Document) -> Vec<(BlockKind, &str)> {
        document.blocks.iter().map(|block| (block.kind, document.slice(block.start, block.end))).collect()
    }

    #[test]
    fn structure_becomes_blocks() {
        use BlockKind::*;
        let document = read(
            "<title>T</title><h2>Head\n line</h2><p>One <b>bold</b> <a href='x'>link</a>.<br>Next.</p><ul><li><p>a</p></li>\
             <li>b<ol><li>c</li></ol></li></ul><blockquote><p>said</p></blockquote><pre>  x = 1\n  y</pre>\
             <table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></table><div>tail</div>",
        );
        assert_eq!(
            shape(&document),
            [
                (Heading(2), "Head line"),
                (Paragraph, "One bold link.\nNext."),
                (ListItem, "- a"),
                (ListItem, "- b"),
                (ListItem, "1. c"),
                (Quote, "said"),
                (Code, "  x = 1\n  y"),
                (Table, "k | v\n1 | 2"),
                (Paragraph, "tail"),
            ]
        );
        assert_eq!(document.title.as_deref(), Some("T"));
    }

    #[test]
    fn what_is_hidden_is_no_text() {
        let hidden = "SECRET instruction";
        let page = format!(
            "<article><p>Seen.</p><div style='display: none'>{hidden}</div><p hidden>{hidden}</p><!-- {hidden} -->\
             <p style='color:#fff;background:#fff;font-size:1px'>{hidden}</p><p style='opacity:0'>{hidden}</p>\
             <p style='position:absolute;left:-9999px'>{hidden}</p><noscript>{hidden}</noscript><template>{hidden}</template>\
             <script>{hidden}</script><style>{hidden}</style><img alt='{hidden}'><textarea>{hidden}</textarea></article>"
        );
        assert_eq!(read(&page).text, "Seen.");
    }

    #[test]
    fn the_title_is_cut_and_the_encoding_is_found() {
        let long = format!("<title>{}</title><p>x", "word ".repeat(40_000));
        assert!(read(&long).title.unwrap().chars().count() <= TITLE_CHARS);
        let latin = decode("a.html", b"<meta charset=utf-16><title>caf\xe9 \x80</title><p>na\xefve \x93quoted\x94</p>")
            .unwrap();
        assert_eq!((latin.title.as_deref(), latin.text.as_str()), (Some("café €"), "naïve “quoted”"));
    }

    #[test]
    fn depth_is_gated() {
        for (open, leaf) in [
            ("<div>", "leaf"),
            ("<ul><li>", "leaf"),
            ("<b>", "leaf"),
            ("<a>", "leaf"),
            ("<table><tr><td>", "leaf"),
            ("<svg>", "leaf"),
        ] {
            let started = std::time::Instant::now();
            let document = read(&format!("<title>t</title>{}{leaf} text &amp; more", open.repeat(20_000)));
            assert!(document.text.contains("leaf text & more"), "{open}");
            assert!(started.elapsed().as_millis() < 5000, "{open} {:?}", started.elapsed());
        }
    }

    #[test]
    fn unclosed_siblings_are_not_deep() {
        let document = read(&format!("<ul>{}</ul><p>{}", "<li>item".repeat(3000), "<p>para".repeat(3000)));
        assert!(document.notes.is_empty());
        assert_eq!(document.blocks.len(), 6000);
    }
}
