//! Plain text of any encoding, and the bytes-to-text step that Markdown and HTML share.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::compose::Composer;
use super::{BlockKind, Document};
use crate::error::Result;

/// What a person is told when bytes were lost.
const UNREADABLE: &str = "some bytes could not be read and are shown as �";

/// Reads a text file: one block a paragraph.
pub(crate) fn decode(_name: &str, bytes: &[u8]) -> Result<Document> {
    let (text, note) = unicode(bytes);
    let mut composer = Composer::default();
    for paragraph in paragraphs(&visible(&text)) {
        composer.block(BlockKind::Paragraph, paragraph);
    }
    if let Some(note) = note {
        composer.note(note);
    }
    Ok(composer.finish())
}

/// The bytes as Unicode, and a note when not all of them could be read.
pub(crate) fn unicode(bytes: &[u8]) -> (String, Option<String>) {
    decoded(bytes, None)
}

/// Like [`unicode`], with the encoding that the document declares: believed when the bytes do not speak against it.
pub(crate) fn decoded(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, Option<String>) {
    let encoding = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        encoding
    } else if let Some(encoding) = utf16(bytes) {
        encoding
    } else if mostly_utf8(bytes) {
        UTF_8
    } else if let Some(encoding) = declared.filter(|&it| it != UTF_8 && it != UTF_16LE && it != UTF_16BE) {
        encoding
    } else {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        // A megabyte tells enough.
        detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    };
    let (text, _, lossy) = encoding.decode(bytes);
    (text.into_owned(), lossy.then(|| UNREADABLE.to_owned()))
}

/// UTF-16 without a byte order mark: nearly all the bytes in the even or the odd places are NUL.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let pairs = head.len() / 2;
    let nul_at = |odd: usize| head.chunks_exact(2).filter(|pair| pair[odd] == 0).count();
    let (high, low) = (nul_at(0), nul_at(1));
    match pairs {
        0..2 => None,
        _ if high * 10 >= pairs * 7 && low * 10 < pairs => Some(UTF_16BE),
        _ if low * 10 >= pairs * 7 && high * 10 < pairs => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether these are UTF-8 bytes, perhaps with some damage, and not another encoding. Where there is little to go by,
/// damage shows in characters that were cut short before plain ASCII; in other encodings more high bytes follow.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong, mut cut, mut followed) = (0usize, 0usize, 0usize, 0usize);
    let mut short = false;
    for chunk in bytes.utf8_chunks() {
        followed += usize::from(short && !chunk.valid().starts_with(|character: char| character.is_ascii()));
        right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
        short = chunk.invalid().len() > 1;
        cut += usize::from(short);
    }
    wrong == 0 || right > wrong * 4 || (cut > 0 && followed == 0 && right + wrong < 64)
}

/// Control characters as the signs that stand for them, so that nothing is lost and nothing acts. A NUL parts words.
pub(crate) fn visible(text: &str) -> String {
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}');
    if !text.contains(acts) {
        return text.to_owned();
    }
    text.chars()
        .map(|character| match character {
            '\0' => ' ',
            '\u{7F}' => '␡',
            '\u{1}'..='\u{1F}' if acts(character) => {
                char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => other,
        })
        .collect()
}

/// Paragraphs are set apart by blank lines; where there are none and the lines are long, each line is one.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let blank = line.trim().is_empty();
        match start {
            // The second half of \r\n is no blank line.
            _ if blank && line == "\n" && text[..at].ends_with('\r') => {}
            Some(from) if blank => {
                paragraphs.push(&text[from..at]);
                start = None;
            }
            None if !blank => start = Some(at),
            _ => {}
        }
        at += line.len();
    }
    if let Some(from) = start {
        paragraphs.push(&text[from..]);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, bool) {
        let (text, note) = unicode(bytes);
        (text, note.is_some())
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(read("naïve — 日本".as_bytes()), ("naïve — 日本".into(), false));
        assert_eq!(read(b"\x93smart\x94 quotes \x80 5\n"), ("“smart” quotes € 5\n".into(), false));
        assert_eq!(read(b"\xff\xfeh\x00\xe9\x00"), ("hé".into(), false));
        assert_eq!(read(b"\x00p\x00l\x00a\x00i\x00n\x00\n"), ("plain\n".into(), false));
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("これは日本語の文章です。会議は三時に始まります。");
        assert_eq!(read(&sjis).0, "これは日本語の文章です。会議は三時に始まります。");
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("Это русский текст, записанный старой кодировкой.");
        assert_eq!(read(&cyrillic).0, "Это русский текст, записанный старой кодировкой.");
    }

    #[test]
    fn damage_is_told() {
        let (text, lossy) = read(b"ok \xff\xfe\xfa \xc3( \xe2\x82 \xf0\x9f\x98 \xed\xa0\x80 \xc0\xaf end\n");
        assert!(lossy && text.starts_with("ok �") && text.ends_with("end\n"), "{text}");
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let document = decode("a.txt", b"One\r\ntwo.\r\n\r\n \r\nThree.\n\n").unwrap();
        assert_eq!(document.text, "One\ntwo.\n\nThree.");
        assert_eq!(document.blocks.len(), 2);
        assert_eq!(document.slice(document.blocks[1].start, document.blocks[1].end), "Three.");
    }

    #[test]
    fn control_characters_are_shown_and_nul_parts_words() {
        let document = decode("a.txt", b"before\0after\x1b[31mred\0end").unwrap();
        assert_eq!(document.text, "before after␛[31mred end");
    }
}
