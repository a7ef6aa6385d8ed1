//! What a file is: by its first bytes, then by the ending of its name. Names lie, and what is not text must never
//! be stored as text.

use super::{Format, empty, label};
use crate::error::{Error, Result};

/// Signatures of what cannot be read, with the words for it.
const FOREIGN: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG", "a PNG image"),
    (0, b"\xFF\xD8\xFF", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (0, b"\x1F\x8B", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xFD7zXZ", "an xz archive"),
    (0, b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (0, b"7z\xBC\xAF", "a 7-Zip archive"),
    (0, b"Rar!", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\xD0\xCF\x11\xE0", "an old Office file"),
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
    if bytes.is_empty() {
        return Err(empty(name));
    }
    let ending = ending(name);
    // A PDF may begin with up to a kilobyte of something else.
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    if let Some(what) = foreign(bytes, &ending) {
        let advice = match what {
            _ if ending.is_empty() => String::new(),
            _ if matches!(ending.as_str(), "pdf" | "txt" | "md" | "markdown" | "html" | "htm") => {
                format!(" in spite of its name (.{ending})")
            }
            _ => String::new(),
        };
        return Err(unsupported(name, &format!("it is {what}{advice}")));
    }
    if binary(bytes) {
        return Err(unsupported(name, "its content is not text"));
    }
    if ending == "pdf" {
        return Err(unsupported(name, "it is named .pdf, but it is not a PDF"));
    }
    let head = head(bytes);
    if html(&head, &ending) {
        return Ok(Format::Html);
    }
    if head.starts_with("<?xml") || head.starts_with("<svg") || head.starts_with("<rss") {
        return Err(unsupported(name, "it is an XML file"));
    }
    Ok(match ending.as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" => Format::Markdown,
        _ => Format::Text,
    })
}

fn unsupported(name: &str, why: &str) -> Error {
    Error::invalid(format!(
        "{} has an unsupported type: {why}. Markdown, text, web pages and PDF can be read",
        label(name)
    ))
}

fn foreign(bytes: &[u8], ending: &str) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let head = &bytes[..bytes.len().min(4096)];
        return Some(match ending {
            _ if find(head, b"application/epub+zip").is_some() => "an EPUB book",
            _ if find(head, b"word/").is_some() => "a Word document",
            _ if find(head, b"xl/").is_some() => "a spreadsheet",
            _ if find(head, b"ppt/").is_some() => "a presentation",
            "epub" => "an EPUB book",
            "docx" => "a Word document",
            "xlsx" => "a spreadsheet",
            "pptx" => "a presentation",
            _ => "a zip archive",
        });
    }
    FOREIGN
        .iter()
        .find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)))
        .map(|(_, _, what)| *what)
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
        assert_eq!(sniff("x.csv", b"a;b\n").unwrap(), Format::Text);
        assert_eq!(sniff("u.txt", b"\0h\0i\0!\0\n").unwrap(), Format::Text);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let said = |name, bytes: &[u8]| sniff(name, bytes).unwrap_err().to_string();
        assert!(said("r.pdf", b"\x89PNG\r\n\x1a\n").contains("a PNG image in spite of its name"));
        assert!(said("r.pdf", b"hello").contains("not a PDF"));
        assert!(said("r.txt", b"").contains("is empty"));
        assert!(said("b.epub", b"PK\x03\x04....mimetypeapplication/epub+zip").contains("an EPUB book"));
        assert!(said("x\nERROR.bin", &[0; 64]).contains("“x ERROR.bin” has an unsupported type"));
    }
}
