//! What a Word document carries and does not show: runs that are marked as hidden.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

/// The part that holds the text.
const TEXT: &str = "word/document.xml";
/// A text part of more bytes is left to the parser, which refuses it.
const LARGEST: u64 = 64 << 20;

/// The document without its hidden runs; the parser does not tell them apart. What cannot be read here is left as it is.
pub(super) fn without(bytes: &[u8]) -> Cow<'_, [u8]> {
    shown(bytes).map_or(Cow::Borrowed(bytes), Cow::Owned)
}

fn shown(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    archive.by_name(TEXT).ok()?.take(LARGEST).read_to_string(&mut xml).ok()?;
    if xml.len() as u64 >= LARGEST || !xml.contains("<w:vanish") {
        return None;
    }
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).ok()?;
        if file.name().ok()? == TEXT {
            continue;
        }
        copy.raw_copy_file(file).ok()?;
    }
    copy.start_file(TEXT, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).ok()?;
    copy.write_all(without_runs(&xml).as_bytes()).ok()?;
    Some(copy.finish().ok()?.into_inner())
}

/// The text part without the innermost runs that are hidden.
fn without_runs(xml: &str) -> String {
    let mut kept = String::with_capacity(xml.len());
    let mut from = 0;
    for (end, close) in xml.match_indices("</w:r>") {
        let run = xml[from..end].rfind("<w:r>").max(xml[from..end].rfind("<w:r ")).map(|at| from + at);
        let after = end + close.len();
        match run {
            Some(start) if hides(&xml[start..end]) => kept.push_str(&xml[from..start]),
            _ => kept.push_str(&xml[from..after]),
        }
        from = after;
    }
    kept.push_str(&xml[from..]);
    kept
}

/// Whether a run's own marks hide it: `<w:vanish/>`, unless it is switched off.
fn hides(run: &str) -> bool {
    run.split_once("<w:vanish").is_some_and(|(_, rest)| {
        let mark = rest.split('>').next().unwrap_or_default();
        !["\"0\"", "\"false\"", "\"off\""].iter().any(|off| mark.contains(off))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_runs_go() {
        let run = |marks: &str, text: &str| format!("<w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r>");
        let xml = format!(
            "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}{}{}</w:p>",
            run("<w:b/>", "seen"),
            run("<w:vanish/>", "SECRET"),
            run("<w:vanish w:val=\"0\"/>", "too")
        );
        let kept = without_runs(&xml);
        assert!(kept.contains("seen") && kept.contains("too") && !kept.contains("SECRET"), "{kept}");
    }
}
