//! The full-text index as it is read: lengths of passages, words and where they stand.

use std::collections::BTreeMap;

use rusqlite::Connection;
use unicode_normalization::UnicodeNormalization;

use super::Passages;
use crate::db::ReadTx;
use crate::error::Result;
use crate::search::{HitKind, Memory};

/// More words than this are not looked up.
const MOST_WORDS: usize = 64;

/// FTS5's own way of cutting a text into words and reducing them to their stems, asked in a database in
/// memory: what is searched for must be cut exactly as what is stored.
pub(in crate::search) struct Tokenizer(Connection);

impl Tokenizer {
    /// # Errors
    /// There is no memory for it.
    pub(in crate::search) fn new() -> Result<Self> {
        let conn = Connection::open_in_memory()?;
        conn.execute_batch(
            "create virtual table asked using fts5 (x, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
             create virtual table word using fts5vocab ('asked', 'instance');",
        )?;
        Ok(Self(conn))
    }

    /// The stems of each text, in order.
    ///
    /// # Errors
    /// SQLite fails.
    pub(in crate::search) fn stems(&self, texts: &[String]) -> Result<Vec<Vec<String>>> {
        let mut insert = self.0.prepare_cached("insert into asked (rowid, x) values (?1, ?2)")?;
        for (at, text) in texts.iter().enumerate() {
            insert.execute((at as i64, text))?;
        }
        let mut stems = vec![BTreeMap::new(); texts.len()];
        let mut select = self.0.prepare_cached("select doc, offset, term from word")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(stems) = stems.get_mut(row.get::<_, i64>(0)? as usize) {
                stems.insert(row.get::<_, i64>(1)?, row.get::<_, String>(2)?);
            }
        }
        self.0.prepare_cached("insert into asked (asked) values ('delete-all')")?.execute([])?;
        Ok(stems.into_iter().map(|stems| stems.into_values().collect()).collect())
    }
}

/// The lengths of all passages.
pub(in crate::search) fn load(tx: &ReadTx<'_>) -> Result<Passages> {
    let lengths: Vec<(i64, u32)> = tx.all("select id, sz from passage_fts_docsize order by id", [], |row| {
        Ok((row.get(0)?, length(row.get_ref(1)?.as_blob()?)))
    })?;
    let mut passages = Passages::new(lengths);
    for id in tx.all("select id from passage where kind = 'message'", [], |row| row.get(0))? {
        passages.hide(id);
    }
    Ok(passages)
}

/// Brings the lengths of some passages up to date; false when all must be loaded anew.
pub(in crate::search) fn patch(tx: &ReadTx<'_>, passages: &mut Passages, changed: &[i64]) -> Result<bool> {
    let mut lengths = Vec::with_capacity(changed.len());
    let mut hidden = Vec::new();
    for id in changed {
        let sz = tx.optional("select sz from passage_fts_docsize where id = ?1", [id], |row| {
            Ok(length(row.get_ref(0)?.as_blob()?))
        })?;
        lengths.push((*id, sz));
        let sql = "select 1 from passage where id = ?1 and kind = 'message'";
        hidden.extend(tx.optional(sql, [id], |_| Ok(*id))?);
    }
    lengths.sort_unstable();
    let fits = passages.patch(lengths);
    hidden.into_iter().for_each(|id| passages.hide(id));
    Ok(fits)
}

/// What the words of a text find.
#[derive(Default)]
pub(in crate::search) struct Best {
    /// The passages that share words with the text, best first, with their BM25.
    pub(in crate::search) found: Vec<(i64, f64)>,
    /// Those of them, and of the others that were asked about, that have every word; nothing when it was not looked at.
    pub(in crate::search) whole: Option<Vec<i64>>,
}

/// The best `limit` passages for the words of a text. It also says which of these and of `others` have all the words.
pub(in crate::search) fn best(
    tx: &ReadTx<'_>,
    memory: &Memory,
    last: Option<i64>,
    text: &str,
    allowed: Option<&[i64]>,
    limit: usize,
    others: &[i64],
) -> Result<Best> {
    let asked = words(text);
    if asked.is_empty() {
        return Ok(Best::default());
    }
    let found = memory.words(tx, last, |held| {
        let mut postings = Vec::new();
        for (word, stems) in asked.iter().zip(held.tokenizer.stems(&asked)?) {
            let known = if let Some(piece) = unspaced(word, &stems) {
                held.passages.postings(&format!("\0{word}"), || inside(tx, word, &piece))?
            } else if let [stem] = stems.as_slice() {
                held.passages.postings(stem, || occurrences(tx, stem))?
            } else {
                held.passages.postings(&stems.join(" "), || phrase(tx, &stems))?
            };
            postings.push(known);
        }
        let found = held.passages.best(&postings, allowed, limit);
        let candidates = found.iter().map(|(id, _)| *id).chain(others.iter().copied());
        let whole = held.passages.with_all(&postings, candidates);
        Ok(Best { found, whole: Some(whole) })
    })?;
    match found {
        Some(found) => Ok(found),
        None => Ok(Best { found: by_fts5(tx, &asked, allowed, limit)?, whole: None }),
    }
}

/// The same by FTS5 itself: what memory must answer.
pub(in crate::search) fn by_fts5(
    tx: &ReadTx<'_>,
    words: &[String],
    allowed: Option<&[i64]>,
    limit: usize,
) -> Result<Vec<(i64, f64)>> {
    let matching = words.iter().filter_map(|word| quoted(word)).collect::<Vec<_>>().join(" OR ");
    if matching.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "select p.id, -bm25(passage_fts) from passage_fts join passage as p on p.id = passage_fts.rowid
        where passage_fts match ?1 and (?2 or p.kind <> 'message') order by bm25(passage_fts), p.id";
    let mut found: Vec<(i64, f64)> =
        tx.all(sql, (matching, allowed.is_some()), |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let Some(allowed) = allowed {
        found.retain(|(id, _)| allowed.binary_search(id).is_ok());
    }
    found.truncate(limit);
    Ok(found)
}

/// The words of a text, each once, and in one piece what is written in one piece: `multi-agent` gives
/// `multi`, `agent` and `multi agent`, so that a passage with the whole of it comes first.
pub(in crate::search) fn words(text: &str) -> Vec<String> {
    let composed: String = text.nfc().collect::<String>().to_lowercase();
    let mut words: Vec<String> = Vec::new();
    for written in composed.split_whitespace() {
        let parts: Vec<&str> = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let whole = (2..=8).contains(&parts.len()).then(|| parts.join(" "));
        for word in parts.iter().map(|part| (*part).to_owned()).chain(whole) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if words.len() >= MOST_WORDS {
            words.truncate(MOST_WORDS);
            break;
        }
    }
    words
}

/// A text as FTS5 takes it: quoted, a word is a word whatever it says. Nothing when it has no word.
pub(in crate::search) fn quoted(text: &str) -> Option<String> {
    let composed: String = text.nfc().collect();
    let parts: Vec<&str> = composed.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| format!("\"{}\"", parts.join(" ")))
}

/// The longest stem of a word that is written in a script without spaces.
fn unspaced(word: &str, stems: &[String]) -> Option<String> {
    let without = |c: char| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    };
    if word.chars().any(without) { stems.iter().max_by_key(|stem| stem.chars().count()).cloned() } else { None }
}

/// The passages in which a stem stands, ascending, with how often.
pub(in crate::search) fn occurrences(tx: &ReadTx<'_>, stem: &str) -> Result<Vec<(i64, u32)>> {
    let mut found: Vec<(i64, u32)> = Vec::new();
    tx.all("select doc from passage_fts_word where term = ?1", [stem], |row| {
        let id = row.get(0)?;
        match found.last_mut() {
            Some((last, count)) if *last == id => *count += 1,
            _ => found.push((id, 1)),
        }
        Ok(())
    })?;
    Ok(found)
}

/// The passages in which stems stand one after the other, ascending, with how often.
pub(in crate::search) fn phrase(tx: &ReadTx<'_>, stems: &[String]) -> Result<Vec<(i64, u32)>> {
    let mut places: Option<Vec<(i64, String, i64)>> = None;
    for (at, stem) in stems.iter().enumerate() {
        let sql = "select doc, col, offset from passage_fts_word where term = ?1";
        let mut here: Vec<(i64, String, i64)> =
            tx.all(sql, [stem], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)? - at as i64)))?;
        here.sort_unstable();
        places = Some(match places {
            Some(mut before) => {
                before.retain(|place| here.binary_search(place).is_ok());
                before
            }
            None => here,
        });
    }
    let mut found: BTreeMap<i64, u32> = BTreeMap::new();
    for (id, ..) in places.unwrap_or_default() {
        *found.entry(id).or_default() += 1;
    }
    Ok(found.into_iter().collect())
}

/// The passages with a piece of text inside a longer word, for the scripts that put no spaces between
/// words, so that the index holds whole clauses as one word. `piece` is the longest of what the
/// tokenizer makes of `text`.
pub(in crate::search) fn inside(tx: &ReadTx<'_>, text: &str, piece: &str) -> Result<Vec<(i64, u32)>> {
    // Words of these scripts stand at the end of the list; Thai is the first of them.
    // Those that begin with a date or number stand among the digits.
    let sql = "select doc from passage_fts_word where term >= 'ก' and instr(term, ?1)
        union select doc from passage_fts_word where term >= '0' and term < ':' and instr(term, ?1) order by doc limit 2000";
    let candidates: Vec<i64> = tx.all(sql, [piece], |row| row.get(0))?;
    let mut found = Vec::new();
    for id in candidates {
        let sql = "select title || ' ' || text from passage where id = ?1";
        let count = tx.optional(sql, [id], |row| Ok(row.get_ref(0)?.as_str()?.matches(text).count()))?.unwrap_or(0);
        if count > 0 {
            found.push((id, count as u32));
        }
    }
    Ok(found)
}

/// The titles that have these words and one that begins so, those that begin with it first.
pub(in crate::search) fn titles(
    tx: &ReadTx<'_>,
    words: &str,
    begun: &str,
    limit: usize,
) -> Result<Vec<(HitKind, i64, String)>> {
    let Some(last) = quoted(begun) else { return Ok(Vec::new()) };
    let whole = words.split_whitespace().filter_map(quoted);
    let asked = whole.chain([format!("{last} *")]).collect::<Vec<_>>().join(" AND ");
    let sql = "select p.kind, p.owner, p.title from passage_fts join passage as p on p.id = passage_fts.rowid
        where passage_fts match ?1 and p.seq = 0 and p.kind <> 'message' limit 200";
    let mut found: Vec<(HitKind, i64, String)> =
        tx.all(sql, [format!("title : ({asked})")], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let typed = format!("{words} {begun}").trim().to_lowercase();
    found.sort_by_key(|(_, id, title)| (!title.to_lowercase().starts_with(&typed), title.chars().count(), *id));
    found.dedup_by(|a, b| a.2 == b.2);
    found.truncate(limit);
    Ok(found)
}

/// Words of the index that begin so, the most frequent first. The index holds stems; how a word is
/// written is read from a passage that has it.
pub(in crate::search) fn words_from(tx: &ReadTx<'_>, begun: &str, limit: usize) -> Result<Vec<String>> {
    let begun = begun.nfc().collect::<String>().to_lowercase();
    if begun.chars().count() < 3 || !begun.chars().all(char::is_alphanumeric) {
        return Ok(Vec::new());
    }
    let sql =
        "select term from passage_fts_term where term >= ?1 and term < ?1 || char(0x10ffff) order by doc desc limit ?2";
    let stems: Vec<String> = match tx.all(sql, (&begun, 2 * limit as i64), |row| row.get(0)) {
        Ok(stems) => stems,
        // Before the first search the list is not there.
        Err(_) => return Ok(Vec::new()),
    };
    let mut words: Vec<String> = Vec::new();
    for stem in stems {
        let sql = "select title || ' ' || text from passage where id = (select doc from passage_fts_word where term = ?1 limit 1)";
        let written: Option<Option<String>> = tx.optional(sql, [&stem], |row| {
            let text = row.get_ref(0)?.as_str()?;
            let mut words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            Ok(words.find(|word| word.starts_with(&begun) && word.starts_with(stem.trim_end_matches(['i', 'e']))))
        })?;
        words.extend(written.flatten().filter(|word| *word != begun && !words.contains(word)));
    }
    words.truncate(limit);
    Ok(words)
}

/// The sum of the varints of a size record: the words in all columns.
fn length(sizes: &[u8]) -> u32 {
    let (mut sum, mut value) = (0, 0_u32);
    for byte in sizes {
        value = value.wrapping_shl(7) | u32::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            sum += value;
            value = 0;
        }
    }
    sum
}
