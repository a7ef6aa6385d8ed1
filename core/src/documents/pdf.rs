//! PDF, page by page. What a page shows is text; what it only carries (tiny print for machines) is not.

mod lines;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use encoding_rs::{Encoding, WINDOWS_1252};
use pdf_oxide::converters::ConversionOptions;
use pdf_oxide::document::PdfDocument;
use pdf_oxide::editor::DocumentEditor;
use pdf_oxide::error::Error as PdfError;
use pdf_oxide::layout::RectFilterMode;

use super::compose::Composer;
use super::{BlockKind, Document, Metadata, TITLE_CHARS, clean, damaged, label, title};
use crate::error::{Error, Result};
use lines::{Large, Piece};

/// More pages than this are not read.
const MOST_PAGES: usize = 20_000;
/// So long a document may take; the pages that were read by then are kept.
const PATIENCE: Duration = Duration::from_secs(45);
/// The drawing commands of a page may be so many bytes when unpacked; a page of text has a hundredth of it.
const LARGEST_PAGE: usize = 8 << 20;
/// So many brackets in a row are no PDF that a program wrote.
const DEEPEST: usize = 500;
/// Print smaller than this, in points, is for machines.
const SMALLEST: f32 = 2.0;
/// Print larger than the body's by this factor is a heading.
const HEADING: f32 = 1.15;

/// Reads a PDF.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Document> {
    let locked = || {
        Error::invalid(format!("{} is password-protected. Save a copy without a password and add that", label(name)))
    };
    if too_deep(bytes) {
        return Err(damaged(name, "it is nested too deeply"));
    }
    let pdf = match guarded(|| PdfDocument::from_bytes(bytes.to_vec())) {
        Some(Ok(pdf)) => pdf,
        Some(Err(PdfError::EncryptedPdf)) => return Err(locked()),
        Some(Err(_)) | None => return Err(damaged(name, "it cannot be opened as a PDF")),
    };
    if pdf.is_encrypted()
        && !pdf.is_authenticated()
        && !guarded(|| pdf.authenticate(b"")).is_some_and(|it| it.unwrap_or(false))
    {
        return Err(locked());
    }
    let count = match guarded(|| pdf.page_count()) {
        Some(Ok(count)) if count > 0 => count,
        Some(Err(PdfError::EncryptedPdf)) => return Err(locked()),
        _ => return Err(damaged(name, "it has no pages that can be read")),
    };

    let started = Instant::now();
    let all = 0..count.min(MOST_PAGES);
    let (too_large, kept): (Vec<usize>, Vec<usize>) =
        all.partition(|&index| guarded(|| too_large(&pdf, index)).unwrap_or(false));
    let refused = || Error::invalid(format!("{} could not be read: a page is too large", label(name)));
    // To know what pages repeat, the parser reads all of them with the first: those must not be there then.
    let rest = match (too_large.is_empty(), kept.is_empty()) {
        (true, _) => None,
        (_, true) => return Err(refused()),
        _ => Some(guarded(|| only(bytes, &kept)).and_then(Result::ok).ok_or_else(refused)?),
    };
    let mut pages = Vec::new();
    let mut unread = Vec::new();
    for index in 0..count.min(MOST_PAGES) {
        if started.elapsed() > PATIENCE {
            break;
        }
        let page = match (kept.binary_search(&index), &rest) {
            (Ok(place), Some(rest)) => guarded(|| read(rest, place)),
            (Ok(_), None) => guarded(|| read(&pdf, index)),
            (Err(_), _) => None,
        };
        match page {
            Some(Ok(page)) => pages.push(page),
            Some(Err(PdfError::EncryptedPdf)) => return Err(locked()),
            _ => {
                unread.push(index + 1);
                pages.push(Raw::default());
            }
        }
    }
    if unread.len() == pages.len() {
        return Err(damaged(name, "none of its pages can be read"));
    }
    let whole = bytes[bytes.len().saturating_sub(2048)..].windows(5).any(|window| window == b"%%EOF");
    let mut document = compose(&pages, count, &unread);
    if !whole {
        if document.text.is_empty() {
            return Err(damaged(name, "it ends too early, and no text is left"));
        }
        document.notes.insert(0, "the file ends too early: parts of it may be missing".into());
    }
    let first_page = document.pages.first().map_or(0, |page| page.end);
    let (title, metadata) = guarded(|| about(&pdf)).unwrap_or_default();
    document.title = title.or_else(|| title::printed(&document, first_page));
    document.metadata = metadata;
    Ok(document)
}

/// A panic in the parser costs one page, not the document.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// A page as the parser gives it: lines of text, and which of them are printed larger than the rest.
#[derive(Default)]
struct Raw {
    text: String,
    sizes: Vec<(f32, String)>,
}

/// Whether arrays or dictionaries are nested more deeply than any program writes them. In compressed data such a row of
/// brackets does not occur by chance.
fn too_deep(bytes: &[u8]) -> bool {
    let mut depth = 0;
    bytes.iter().any(|byte| {
        match byte {
            b'[' | b'<' => depth += 1,
            byte if byte.is_ascii_whitespace() => {}
            _ => depth = 0,
        }
        depth > DEEPEST
    })
}

fn too_large(pdf: &PdfDocument, index: usize) -> bool {
    match pdf.get_page_content_data(index) {
        Ok(content) => content.len() > LARGEST_PAGE,
        Err(error) => error.to_string().contains("limit"),
    }
}

/// The document with some of its pages only.
fn only(bytes: &[u8], pages: &[usize]) -> Result<PdfDocument, PdfError> {
    PdfDocument::from_bytes(DocumentEditor::from_bytes(bytes.to_vec())?.extract_pages_to_bytes(pages)?)
}

/// Reads a page.
fn read(pdf: &PdfDocument, index: usize) -> Result<Raw, PdfError> {
    let mut options = ConversionOptions { extract_tables: true, ..ConversionOptions::default() };
    let mut text = pdf.extract_text_with_options(index, &options)?;
    let spans = pdf.extract_spans(index)?;
    let (hidden, seen): (Vec<_>, Vec<_>) = spans.into_iter().partition(|span| span.font_size.abs() < SMALLEST);
    if hidden.iter().any(|span| !span.text.trim().is_empty()) {
        options.exclude_regions = hidden.iter().map(|span| span.bbox).collect();
        options.exclude_regions_mode = RectFilterMode::MinOverlap(0.9);
        text = pdf.extract_text_with_options(index, &options)?;
    }
    let sizes = seen.into_iter().map(|span| (span.font_size, span.text)).collect();
    Ok(Raw { text, sizes })
}

fn compose(pages: &[Raw], count: usize, unread: &[usize]) -> Document {
    let body = body_size(pages);
    let large = Large::new(
        pages
            .iter()
            .flat_map(|page| &page.sizes)
            .filter(|(size, _)| *size >= body * HEADING)
            .map(|(size, text)| (*size / body, text.as_str())),
    );
    let vocabulary: HashSet<&str> = pages.iter().flat_map(|page| lines::words(&page.text)).collect();
    let mut composer = Composer::default();
    for (index, page) in pages.iter().enumerate() {
        let pieces = lines::pieces(&page.text, &large, &vocabulary);
        let blocks = pieces.iter().map(|Piece { kind, text }| (*kind, text.as_str()));
        composer.page(u32::try_from(index + 1).unwrap_or(u32::MAX), blocks);
    }
    if pages.len() < count {
        composer.note(format!("only the first {} of {count} pages were read: it takes too long", pages.len()));
    }
    if !unread.is_empty() {
        let list = unread.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let more = if unread.len() > 10 { " …" } else { "" };
        composer.note(format!("damaged pages could not be read: {list}{more}"));
    }
    let mut document = composer.finish();
    let empty = document.pages.iter().filter(|page| !page.has_text).count();
    if empty == document.pages.len() {
        document.notes.push("no text found: it is probably a scan".into());
    } else if empty > 0 {
        let have = if empty == 1 { "page has" } else { "pages have" };
        document.notes.push(format!("{empty} of {} {have} no text", document.pages.len()));
    }
    document
}

/// The size in which most characters are printed.
fn body_size(pages: &[Raw]) -> f32 {
    let mut sizes = std::collections::HashMap::<i32, usize>::new();
    for (size, text) in pages.iter().flat_map(|page| &page.sizes) {
        if size.is_finite() {
            *sizes.entry((size * 2.0).round() as i32).or_default() += text.len();
        }
    }
    sizes
        .into_iter()
        .max_by_key(|&(size, length)| (length, size))
        .map_or(f32::MAX, |(size, _)| (size as f32 / 2.0).max(0.5))
}

/// Title and author from the document's information dictionary.
fn about(pdf: &PdfDocument) -> (Option<String>, Metadata) {
    let info =
        pdf.trailer().as_dict().and_then(|trailer| trailer.get("Info")).and_then(|info| pdf.resolve_object(info).ok());
    let value = |key: &str| {
        let value = pdf.resolve_object(info.as_ref()?.as_dict()?.get(key)?).ok()?;
        let bytes = value.as_string()?;
        let encoding = Encoding::for_bom(bytes).map_or(WINDOWS_1252, |(encoding, _)| encoding);
        let line = clean::line(&encoding.decode(bytes).0, TITLE_CHARS);
        (!line.is_empty()).then_some(line)
    };
    // Strings of an encrypted file may still be ciphertext here.
    if pdf.is_encrypted() {
        return (None, Metadata::default());
    }
    let title = title::given(value("Title").as_deref());
    let published = value("CreationDate").and_then(|date| day(&date));
    (title, Metadata { author: value("Author"), published, ..Metadata::default() })
}

/// `D:20240131…` as `2024-01-31`.
fn day(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date).get(..8)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]))
}
