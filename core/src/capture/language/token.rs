//! The line as words. A word stands between white space; a quotation, spaces and all, is part of the word
//! it touches, so that no keyword can equal it: that alone keeps quoted text from being parsed. Signs
//! that people write without a space are words: `fri@3pm` and `12/3 -12/5` are three each.

use std::ops::Range;

use jiff::civil::Date;

use super::lexicon;
use super::names::KnownMetric;

/// A line and the day it is read on.
pub(super) struct Line<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// Relative dates count from here.
    pub(super) today: Date,
    /// The metrics that there are; any name is one where that is not known.
    pub(super) metrics: Option<&'t [KnownMetric]>,
}

struct Word {
    chars: Range<usize>,
    bytes: Range<usize>,
    /// In lower case and without the punctuation behind it, for comparison with keywords; empty for a word
    /// that the person wants left alone.
    key: String,
    /// Where the sentence pauses after it.
    after: Pause,
    /// No white space stands before it: the second half of `fri@3pm`.
    glued: bool,
    /// A dismissed chip: plain text whatever it says.
    plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pause {
    None,
    Comma,
    /// A full stop: no phrase reaches across it.
    Stop,
}

impl<'t> Line<'t> {
    /// Splits `text`. Words that touch a range of chars in `dismissed` match nothing.
    pub(super) fn new(text: &'t str, today: Date, dismissed: &[Range<usize>]) -> Self {
        let mut line = Self { text, words: Vec::new(), today, metrics: None };
        let mut quote = Quotation::new(text);
        let mut open: Option<(usize, usize)> = None;
        let mut chars = 0;
        for (byte, c) in text.char_indices() {
            let splits = !quote.covers(byte, c) && c.is_whitespace();
            match (open, splits) {
                (None, false) => open = Some((chars, byte)),
                (Some((char_start, byte_start)), true) => {
                    line.push(char_start..chars, byte_start..byte, dismissed);
                    open = None;
                }
                _ => {}
            }
            chars += 1;
        }
        if let Some((char_start, byte_start)) = open {
            line.push(char_start..chars, byte_start..text.len(), dismissed);
        }
        line
    }

    /// The same line where these metrics are known.
    pub(super) fn knowing(self, metrics: &'t [KnownMetric]) -> Self {
        Self { metrics: Some(metrics), ..self }
    }

    fn push(&mut self, chars: Range<usize>, bytes: Range<usize>, dismissed: &[Range<usize>]) {
        if self.words.last().is_some_and(|word| word.after == Pause::Stop) {
            // An empty word between two sentences: what is compared with it differs.
            self.words.push(Word::blank(chars.start, bytes.start));
        }
        let source = self.text.get(bytes.clone()).unwrap_or_default();
        let plain = dismissed.iter().any(|gone| gone.start < chars.end && chars.start < gone.end);
        if plain {
            self.words.push(Word { plain, bytes, ..Word::blank(chars.start, 0) }.until(chars.end));
            return;
        }
        let (mut char, mut byte, mut rest) = (chars.start, bytes.start, source);
        loop {
            let cut = joint(rest);
            let (head, tail) = if cut == 0 { (rest, "") } else { rest.split_at_checked(cut).unwrap_or((rest, "")) };
            self.words.push(Word { glued: byte > bytes.start, ..Word::read(head, char, byte) });
            if tail.is_empty() {
                return;
            }
            (char, byte, rest) = (char + head.chars().count(), byte + head.len(), tail);
        }
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `at` in lower case; empty past the end, before the beginning and for a dismissed word.
    pub(super) fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.key)
    }

    /// The word before `at`.
    pub(super) fn key_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.key(before))
    }

    /// The word as typed, if the parser may read it.
    pub(super) fn readable(&self, at: usize) -> &'t str {
        if self.words.get(at).is_some_and(|word| !word.plain) { self.source(at) } else { "" }
    }

    /// The word as typed, dismissed or not.
    pub(super) fn source(&self, at: usize) -> &'t str {
        self.words.get(at).and_then(|word| self.text.get(word.bytes.clone())).unwrap_or_default()
    }

    /// Whether a comma stands behind the word.
    pub(super) fn comma(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.after == Pause::Comma)
    }

    /// Whether this is not a word but the end of a sentence with another behind it.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.bytes.is_empty())
    }

    /// Whether the word and the one before it are written as one.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    /// Whether one single space separates the word at `at` from the next.
    pub(super) fn one_space_after(&self, at: usize) -> bool {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(word), Some(next)) => next.chars.start == word.chars.end + 1,
            _ => false,
        }
    }

    /// Where the words stand in the text, in chars, and their text as typed.
    pub(super) fn stretch(&self, words: &Range<usize>) -> Option<(Range<usize>, &'t str)> {
        let first = self.words.get(words.start)?;
        let last = self.words.get(words.end.checked_sub(1)?)?;
        let text = self.text.get(first.bytes.start..last.bytes.end)?;
        Some((first.chars.start..last.chars.end, text))
    }
}

impl Word {
    fn blank(char: usize, byte: usize) -> Self {
        Self {
            chars: char..char,
            bytes: byte..byte,
            key: String::new(),
            after: Pause::None,
            glued: false,
            plain: false,
        }
    }

    fn until(self, end: usize) -> Self {
        Self { chars: self.chars.start..end, ..self }
    }

    fn read(source: &str, char: usize, byte: usize) -> Self {
        let mut key = source.to_ascii_lowercase();
        let bare = key.trim_end_matches(['.', ',', ';', '!', '?', '…']);
        let abbreviated = source.ends_with('.') && lexicon::abbreviates(bare);
        let after = match key.get(bare.len()..) {
            _ if abbreviated || key == "every!" => Pause::None,
            Some("") | None => Pause::None,
            Some(",") => Pause::Comma,
            Some(_) => Pause::Stop,
        };
        // A sign by itself is a word.
        if !bare.is_empty() && key != "every!" {
            key.truncate(bare.len());
        }
        let end = char + source.chars().count();
        Self { key, after, bytes: byte..byte + source.len(), ..Self::blank(char, byte) }.until(end)
    }
}

/// Where a word that is two begins its second half, in bytes: `fri@3pm` at the sign, `@3pm` and `-12/5` after it.
fn joint(source: &str) -> usize {
    let figure = |c: char| c.is_ascii_digit();
    if source.strip_prefix('@').is_some_and(|time| time.starts_with(figure)) {
        return 1;
    }
    let dated = |part: &str| lexicon::is_day_word(&part.trim_end_matches(['.', ',']).to_ascii_lowercase());
    if let Some((day, time)) = source.split_once('@')
        && time.starts_with(figure)
        && dated(day)
    {
        return day.len();
    }
    let dash = source.chars().next().filter(|c| matches!(c, '-' | '–')).map_or(0, char::len_utf8);
    if dash > 0 && source.get(dash..).is_some_and(dated) { dash } else { 0 }
}

/// Follows quotations through the text. A sign opens one only if its partner comes later, and a straight
/// one not after a digit: there it means inches.
struct Quotation {
    last: [Option<usize>; QUOTES.len()],
    open: Option<&'static [char]>,
    before: char,
}

/// The signs that open a quotation and those that close it.
const QUOTES: [(char, &[char]); 3] = [('"', &['"']), ('“', &['”']), ('„', &['“', '”'])];

impl Quotation {
    fn new(text: &str) -> Self {
        Self { last: QUOTES.map(|(_, closing)| text.rfind(closing)), open: None, before: ' ' }
    }

    /// Whether the char, read in text order, belongs to a quotation (its signs do).
    fn covers(&mut self, byte: usize, c: char) -> bool {
        let before = std::mem::replace(&mut self.before, c);
        if let Some(closing) = self.open {
            if closing.contains(&c) {
                self.open = None;
            }
            return true;
        }
        let inches = c == '"' && before.is_ascii_digit();
        self.open = QUOTES
            .iter()
            .zip(self.last)
            .find(|((sign, _), last)| *sign == c && !inches && last.is_some_and(|last| byte < last))
            .map(|((_, closing), _)| *closing);
        self.open.is_some()
    }
}

/// The text within a pair of double quotes that spans all of `word`.
pub(super) fn unquote(word: &str) -> Option<&str> {
    QUOTES.iter().find_map(|(sign, closing)| {
        let inner = word.strip_prefix(*sign)?.strip_suffix(*closing)?;
        (!inner.trim().is_empty() && !inner.contains(*closing)).then_some(inner.trim())
    })
}
