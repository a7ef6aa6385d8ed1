//! Books in EPUB: the chapters in reading order, each under its heading.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use rbook::Epub;

use super::compose::Composer;
use super::{Document, Metadata, clean, damaged, html, label, text, title};
use crate::error::{Error, Result};

/// Reads a book.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Document> {
    let book =
        Epub::read(Cursor::new(bytes.to_vec())).map_err(|_| damaged(name, "it cannot be opened as an EPUB book"))?;
    let locked = locked(&book);
    let labels = labels(&book);
    let mut composer = Composer::default();
    let (mut missing, mut closed) = (0, 0);
    for entry in book.spine().iter().filter_map(|entry| entry.manifest_entry()) {
        let kind = entry.media_type();
        // The navigation is the table of contents: what it names comes anyway.
        if !(kind.contains("html") || kind.contains("dtbook")) || entry.properties().has_property("nav") {
            continue;
        }
        let path = entry.href().as_ref().to_owned();
        if locked.contains(path.trim_start_matches('/')) {
            closed += 1;
            continue;
        }
        match entry.read_bytes() {
            Ok(chapter) => {
                let (source, _) = text::decoded(&chapter, None);
                html::chapter(&source, labels.get(&path).map(String::as_str), &mut composer);
            }
            Err(_) => missing += 1,
        }
    }
    if closed > 0 {
        return Err(Error::invalid(format!(
            "{} is copy-protected: only the shop's own reader can open it",
            label(name)
        )));
    }
    if missing > 0 {
        if composer.is_empty() {
            return Err(damaged(name, "none of its chapters can be read"));
        }
        composer.note(format!("damaged: {missing} parts of the book could not be read"));
    }
    let mut document = composer.finish();
    let about = book.metadata();
    let line = |value: &str| Some(clean::line(value, 200)).filter(|value| !value.is_empty());
    let authors: Vec<String> = about.creators().take(5).filter_map(|creator| line(creator.value())).collect();
    document.title =
        title::given(about.title().map(|title| title.value())).or_else(|| title::printed(&document, usize::MAX));
    document.metadata = Metadata {
        author: line(&authors.join(", ")),
        published: about.published_entry().and_then(|date| line(date.value())),
        language: about.language().and_then(|language| line(language.value())).filter(|tag| tag.len() <= 35),
        tags: about.tags().filter_map(|tag| line(tag.value())).take(100).collect(),
        ..Metadata::default()
    };
    Ok(document)
}

/// What the table of contents calls each file: the first entry that points to it.
fn labels(book: &Epub) -> HashMap<String, String> {
    let mut labels = HashMap::new();
    let Some(contents) = book.toc().contents() else { return labels };
    for entry in contents.flatten() {
        let label = clean::line(entry.label(), 200);
        if let Some(href) = entry.href().filter(|_| !label.is_empty()) {
            labels.entry(href.path().as_ref().to_owned()).or_insert(label);
        }
    }
    labels
}

/// The files that are encrypted, as shops do. Fonts are scrambled in honest books as well; they are not read.
fn locked(book: &Epub) -> HashSet<String> {
    let list = book.read_resource_str("/META-INF/encryption.xml").unwrap_or_default();
    list.split("CipherReference")
        .skip(1)
        .filter_map(|part| part.split_once("URI=\"")?.1.split_once('"'))
        .map(|(path, _)| path.trim_start_matches('/').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::super::BlockKind;
    use super::*;

    /// A book of two chapters, the second without a heading of its own.
    fn book(extra: &[(&str, &str)]) -> Vec<u8> {
        let container = r#"<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
        let package = r#"<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>The Shed</dc:title><dc:creator>Ada B.</dc:creator><dc:language>en</dc:language><dc:date>2019-05-01</dc:date></metadata><manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="c" href="two%20x.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="c"/></spine></package>"#;
        let nav = r#"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="one.xhtml">Wood</a></li><li><a href="two%20x.xhtml#start">Nails</a></li></ol></nav></body></html>"#;
        let one = r#"<html><head><title/></head><body><h1>Wood</h1><p>Oak lasts.</p><script src="x"/><p>Pine rots.</p></body></html>"#;
        let two = r#"<html><head><title>t</title></head><body><p id="start">Brass does not rust.</p></body></html>"#;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let files = [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", container),
            ("b/p.opf", package),
            ("b/nav.xhtml", nav),
            ("b/one.xhtml", one),
            ("b/two x.xhtml", two),
        ];
        for (path, content) in files.iter().chain(extra) {
            zip.start_file(*path, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn chapters_stand_under_their_headings() {
        let document = decode("shed.epub", &book(&[])).unwrap();
        assert_eq!(document.text, "Wood\n\nOak lasts.\n\nPine rots.\n\nNails\n\nBrass does not rust.");
        let headings: Vec<&str> = document
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Heading(1))
            .map(|block| document.slice(block.start, block.end))
            .collect();
        assert_eq!(headings, ["Wood", "Nails"]);
        assert_eq!(document.title.as_deref(), Some("The Shed"));
        let about = &document.metadata;
        assert_eq!(
            (about.author.as_deref(), about.published.as_deref(), about.language.as_deref()),
            (Some("Ada B."), Some("2019-05-01"), Some("en"))
        );
    }

    #[test]
    fn a_protected_book_says_so() {
        let list = r#"<encryption><EncryptedData><CipherData><CipherReference URI="b/one.xhtml"/></CipherData></EncryptedData></encryption>"#;
        let said = decode("shop.epub", &book(&[("META-INF/encryption.xml", list)])).unwrap_err().to_string();
        assert!(said.contains("“shop.epub” is copy-protected"), "{said}");
        let fonts = list.replace("b/one.xhtml", "b/font.otf");
        assert!(decode("font.epub", &book(&[("META-INF/encryption.xml", &fonts)])).is_ok());
    }
}
