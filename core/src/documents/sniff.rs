//! What a file is: by its first bytes, then by the ending of its name. Names lie, and what is not text must never
//! be stored as text.

use std::io::Cursor;

use super::{Format, empty, label};
use crate::error::{Error, Result};

/// Signatures of what cannot be read, with the words for it.
const FOREIGN: &[(usize, &[u8], &str)] = &[
    (0, b"\x1F\x8B", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xFD7zXZ", "an xz archive"),
    (0, b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (0, b"7z\xBC\xAF", "a 7-Zip archive"),
    (0, b"Rar!", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\xD0\xCF\x11\xE0", "an old Office file, or one with a password"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"\x7FELF", "a program"),
    (0, b"MZ\x90", "a program"),
    (0, b"\xCA\xFE\xBA\xBE", "a program"),
    (0, b"\xCF\xFA\xED\xFE", "a program"),
    (8, b"WAVE", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"OggS", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (4, b"ftyp", "a film, sound or HEIC image file"),
    (0, b"\x1A\x45\xDF\xA3", "a film"),
];

/// Says what a file is, or why it cannot be read.
pub fn sniff(name: &str, bytes: &[u8]) -> Result<Format> {
    if blank(bytes) {
        return Err(empty(name));
    }
    let ending = ending(name);
    // A PDF may begin with up to a kilobyte of something else.
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    let lies = matches!(ending.as_str(), "pdf" | "txt" | "md" | "markdown" | "html" | "htm" | "docx" | "epub");
    let really = |what: &str| match lies {
        true => unsupported(name, &format!("it is {what} in spite of its name (.{ending})")),
        false => unsupported(name, &format!("it is {what}")),
    };
    if let Some(picture) = super::image::kind(bytes) {
        return if lies { Err(really(picture)) } else { Ok(Format::Image) };
    }
    if zipped(bytes) {
        return match package(bytes, &ending) {
            Package::Readable(format) => Ok(format),
            Package::Other(what) => Err(really(what)),
        };
    }
    if let Some(what) = foreign(bytes) {
        return Err(really(what));
    }
    if binary(bytes) {
        return Err(unsupported(name, "its content is not text"));
    }
    if let "pdf" | "docx" | "epub" = ending.as_str() {
        return Err(unsupported(name, &format!("it is named .{ending}, but its content is something else")));
    }
    let head = head(bytes);
    if html(&head, &ending) {
        return Ok(Format::Html);
    }
    if head.starts_with("<svg") || (head.starts_with("<?xml") && head.contains("<svg")) {
        return Err(unsupported(name, "it is an SVG drawing, which is a program for a browser"));
    }
    let xml = matches!(ending.as_str(), "xml" | "opml" | "rss" | "atom") && head.starts_with('<');
    if xml || head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<!doctype") {
        return Err(unsupported(name, "it is an XML file"));
    }
    Ok(match ending.as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" => Format::Markdown,
        _ => Format::Text,
    })
}

fn unsupported(name: &str, why: &str) -> Error {
    Error::invalid(format!(
        "{} has an unsupported type: {why}. Markdown, text, web pages, PDF, Word documents, EPUB books and pictures can be read",
        label(name)
    ))
}

/// Whether the bytes begin as a zip archive does, an empty one included.
pub(super) fn zipped(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What a zip archive holds.
enum Package {
    Readable(Format),
    Other(&'static str),
}

/// Looks into a zip archive's list of names: Word documents, books and spreadsheets are such archives.
fn package(bytes: &[u8], ending: &str) -> Package {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // A damaged one is what it is named; its decoder says how it is damaged.
        return match ending {
            "docx" => Package::Readable(Format::Docx),
            "epub" => Package::Readable(Format::Epub),
            _ => Package::Other("a zip archive"),
        };
    };
    let names: Vec<_> = archive.file_names().filter_map(|name| name.ok()).take(10_000).collect();
    let has = |wanted: &str| names.iter().any(|name| name.starts_with(wanted));
    match () {
        () if has("word/") => Package::Readable(Format::Docx),
        () if has("META-INF/container.xml") => Package::Readable(Format::Epub),
        () if has("xl/") => Package::Other("a spreadsheet"),
        () if has("ppt/") => Package::Other("a presentation"),
        () if has("mimetype") && has("content.xml") => Package::Other("an OpenDocument file"),
        () => Package::Other("a zip archive"),
    }
}

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    FOREIGN
        .iter()
        .find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)))
        .map(|(_, _, what)| *what)
}

/// Whether there is nothing but blanks and a byte order mark.
fn blank(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let rest = marks.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes);
    rest.iter().all(u8::is_ascii_whitespace)
}

/// Whether the bytes are no text in any encoding. UTF-16 has a NUL in every other place and is text.
fn binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    if super::text::utf16(head).is_some() {
        return false;
    }
    let nul = head.iter().filter(|&&byte| byte == 0).count();
    let odd = head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    // Text may have a few of them: a terminal log, a form feed, a hole left by a crash.
    head.len() > 512 && (nul * 20 > head.len() || odd * 10 > head.len()) || nul * 2 > head.len()
}

fn html(head: &str, ending: &str) -> bool {
    if matches!(ending, "html" | "htm" | "xhtml" | "shtml") {
        return true;
    }
    if matches!(ending, "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd") {
        return false;
    }
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<?xml") && head.contains("<html"))
        || (head.starts_with("<!--") && (head.contains("<html") || head.contains("<!doctype html")))
}

/// The beginning in small letters, for signatures that are words.
fn head(bytes: &[u8]) -> String {
    let (text, _) = super::text::unicode(&bytes[..bytes.len().min(2048)]);
    text.trim_start().to_ascii_lowercase()
}

fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_before_name() {
        assert_eq!(sniff("a.txt", b"%PDF-1.7 x").unwrap(), Format::Pdf);
        assert_eq!(sniff("a.txt", b"\xEF\xBB\xBF <!DOCTYPE html><p>x").unwrap(), Format::Html);
        assert_eq!(sniff("NOTE.MD", b"# hi").unwrap(), Format::Markdown);
        assert_eq!(sniff("no ending", b"hi").unwrap(), Format::Text);
        assert_eq!(sniff("x.png", b"\x89PNG\r\n\x1a\n").unwrap(), Format::Image);
        assert_eq!(sniff("cut.docx", b"PK\x03\x04").unwrap(), Format::Docx);
        assert_eq!(sniff("x.csv", b"a;b\n").unwrap(), Format::Text);
        assert_eq!(sniff("u.txt", b"\0h\0i\0!\0\n").unwrap(), Format::Text);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let said = |name, bytes: &[u8]| sniff(name, bytes).unwrap_err().to_string();
        assert!(said("r.pdf", b"\x89PNG\r\n\x1a\n").contains("a PNG image in spite of its name"));
        assert!(said("r.pdf", b"hello").contains("named .pdf, but"));
        assert!(said("r.txt", b"").contains("is empty"));
        assert!(said("far/away/r.txt", b"\xEF\xBB\xBF \n\r\n").contains("“r.txt” is empty"));
        assert!(said("b.zip", b"PK\x05\x06 and so on").contains("a zip archive"));
        assert!(said("d.svg", b"<svg onload='x'>").contains("an SVG drawing"));
        assert!(said("x\nERROR.bin", &[0; 64]).contains("“x ERROR.bin” has an unsupported type"));
    }
}
