//! Cleaning: one normal form for all text, and nothing in it that a person cannot see.
//!
//! Invisible characters carry instructions to models (Unicode tags, variation selectors), turn words round (bidi
//! overrides) and hide words from search (zero-width characters). What spelling needs is kept: joiners inside emoji and
//! inside Arabic and Indic words, and one selector after an emoji.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Clean text, and how many hidden characters were in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    pub text: String,
    /// Removed characters that can carry a message or reorder text; plain zero-width spaces are not counted.
    pub hidden: usize,
}

/// Cleans a text: NFC, `\n` line ends, no control and invisible characters, at most two blank lines in a row.
pub fn clean(text: &str) -> Cleaned {
    let mut kept = String::with_capacity(text.len());
    let mut hidden = 0;
    let mut before = '\n';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let put = match character {
            '\r' if characters.peek() == Some(&'\n') => None,
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\n' | '\t' => Some(character),
            _ if character.is_control() => None,
            // Soft hyphen, grapheme joiner, zero-width space, word joiner, byte order mark, annotation marks.
            '\u{AD}'
            | '\u{34F}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' => None,
            '\u{200C}' | '\u{200D}' => {
                let after = characters.peek().copied().unwrap_or(' ');
                joins(before, character, after).then_some(character)
            }
            '\u{200E}' | '\u{200F}' | '\u{61C}' => None,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{E0000}'..='\u{E0FFF}' => {
                hidden += 1;
                None
            }
            '\u{FE0E}' | '\u{FE0F}' if !before.is_whitespace() && !selector(before) => Some(character),
            _ if selector(character) => {
                hidden += 1;
                None
            }
            _ => Some(character),
        };
        if let Some(character) = put {
            kept.push(character);
            before = character;
        }
    }
    if is_nfc_quick(kept.chars()) != IsNormalized::Yes {
        kept = kept.nfc().collect();
    }
    Cleaned { text: collapse(&kept), hidden }
}

/// One line of clean text with single spaces, cut at `most` characters: for titles, names and metadata.
pub fn line(text: &str, most: usize) -> String {
    // Cleaning is linear, but a title of megabytes need not be walked to its end.
    let head: String = text.chars().take(most.saturating_mul(8)).collect();
    let cleaned = clean(&head).text;
    let mut line = String::new();
    for (index, character) in cleaned.split_whitespace().collect::<Vec<_>>().join(" ").chars().enumerate() {
        if index + 1 >= most {
            line.push('…');
            break;
        }
        line.push(character);
    }
    line
}

/// The note that a document carries when hidden characters were taken out.
pub(crate) fn note(hidden: usize) -> Option<String> {
    match hidden {
        0 => None,
        1 => Some("1 hidden character was removed".into()),
        n => Some(format!("{n} hidden characters were removed")),
    }
}

/// At most two blank lines in a row, none at either end; a line of blanks is blank.
fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        if !collapsed.is_empty() {
            for _ in 0..=blank.min(2) {
                collapsed.push('\n');
            }
        }
        collapsed.push_str(line);
        blank = 0;
    }
    collapsed
}

fn selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180D}')
}

/// Whether a zero-width joiner or non-joiner belongs to the spelling of its neighbours.
fn joins(before: char, joiner: char, after: char) -> bool {
    let shaped = |c: char| matches!(c, '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let pictured = |c: char| matches!(c, '\u{FE0F}' | '\u{203C}'..='\u{3299}' | '\u{1F000}'..='\u{1FAFF}');
    (shaped(before) && shaped(after)) || (joiner == '\u{200D}' && pictured(before) && pictured(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_normal_form_and_line_end() {
        assert_eq!(clean("cafe\u{301}\r\nA\u{30A}\rx\u{2028}y").text, "café\nÅ\nx\ny");
        assert_eq!(clean("a\n\n\n \n\n\nb\n\n").text, "a\n\n\nb");
        assert_eq!(clean("  indented\n\ncode").text, "  indented\n\ncode");
        assert_eq!(clean("\u{FEFF}\n \u{200B}\n").text, "");
    }

    #[test]
    fn nothing_invisible_stays() {
        let tagged = clean("eggs\u{E0063}\u{E0072} ok");
        assert_eq!((tagged.text.as_str(), tagged.hidden), ("eggs ok", 2));
        assert_eq!(clean("user\u{200B}name pass\u{2060}word p\u{200D}ass").text, "username password pass");
        assert_eq!(clean("invoice\u{202E}fdp.exe \u{2066}x\u{2069}").text, "invoicefdp.exe x");
        let payload = clean("😀\u{E0165}\u{E0178}\u{FE01}");
        assert_eq!((payload.text.as_str(), payload.hidden), ("😀", 3));
        assert_eq!(clean("a\0b\u{1B}[31m").text, "ab[31m");
    }

    #[test]
    fn what_spelling_needs_is_kept() {
        for text in ["👨‍👩‍👧‍👦", "❤️", "🏳️‍🌈", "می‌خواهم", "क्‍ष", "e = mc²", "한글", "日本語"]
        {
            assert_eq!(clean(text).text, text);
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line(" Buy\nmilk \t now\u{202E} ", 300), "Buy milk now");
        let cut = line(&"é".repeat(200_000), 300);
        assert_eq!(cut.chars().count(), 300);
        assert!(cut.ends_with('…'));
    }
}
