//! Word documents: paragraphs, lists, tables and notes, in the order of the text.

mod hidden;

use undoc::docx::DocxParser;
use undoc::model::{Block, Cell, ListType, Paragraph, RevisionType, Table, TextRun};

use super::compose::Composer;
use super::{BlockKind, Document, Metadata, clean, damaged, label, title};
use crate::error::{Error, Result};

/// A cell with more text than this, in characters, lays a page out rather than holding a value.
const CELL: usize = 500;
/// Print of at most so many half points is for machines.
const SMALLEST: u32 = 4;

/// Reads a Word document.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Document> {
    let parsed = DocxParser::from_bytes(hidden::without(bytes).into_owned()).and_then(|mut parser| parser.parse());
    let parsed = parsed.map_err(|error| match error {
        undoc::Error::Encrypted => Error::invalid(format!(
            "{} is password-protected. Save a copy without a password and add that",
            label(name)
        )),
        _ => damaged(name, "it cannot be opened as a Word document"),
    })?;
    let mut composer = Composer::default();
    for section in &parsed.sections {
        for block in &section.content {
            write(block, &mut composer);
        }
    }
    // What stands on top of and below every page is repetition, unless there is nothing else.
    if composer.is_empty() {
        let edges = parsed.sections.iter().flat_map(|section| [&section.header, &section.footer]).flatten();
        edges.flatten().for_each(|words| paragraph(words, &mut composer));
    }
    if composer.is_empty() && !parsed.resources.is_empty() {
        return Err(Error::invalid(format!("no text found in {}: it holds only pictures", label(name))));
    }
    let mut document = composer.finish();
    let about = parsed.metadata;
    let line = |value: Option<String>| value.map(|value| clean::line(&value, 200)).filter(|value| !value.is_empty());
    document.title = title::given(about.title.as_deref()).or_else(|| title::printed(&document, usize::MAX));
    document.metadata = Metadata {
        author: line(about.author).filter(|author| author != "python-docx"),
        published: line(about.created),
        tags: about.keywords.iter().map(|tag| clean::line(tag, 60)).filter(|tag| !tag.is_empty()).take(100).collect(),
        ..Metadata::default()
    };
    Ok(document)
}

fn write(block: &Block, composer: &mut Composer) {
    match block {
        Block::Paragraph(words) => paragraph(words, composer),
        Block::Table(table) => self::table(table, composer),
        Block::Note { label, content } => {
            let note = content.iter().map(text).collect::<Vec<_>>().join("\n");
            if !note.trim().is_empty() {
                composer.block(BlockKind::Paragraph, &format!("[{label}] {}", note.trim()));
            }
        }
        Block::PageBreak | Block::SectionBreak | Block::Image { .. } => {}
    }
}

fn paragraph(paragraph: &Paragraph, composer: &mut Composer) {
    let text = text(paragraph);
    let words = text.trim();
    if words.is_empty() {
        return;
    }
    let style = paragraph.style_name.as_deref().unwrap_or_default().to_lowercase();
    let level = paragraph.heading.level();
    let list = paragraph.list_info.as_ref().filter(|list| list.list_type != ListType::None);
    if level > 0 || style == "title" {
        return composer.block(BlockKind::Heading(level.clamp(1, 6)), &words.replace('\n', " "));
    }
    if let Some(list) = list {
        let item = match (list.list_type, list.number) {
            (ListType::Numbered, Some(number)) => format!("{number}. {words}"),
            _ => format!("- {words}"),
        };
        return composer.block(BlockKind::ListItem, &item);
    }
    let code = paragraph.runs.iter().all(|run| run.style.code || run.text.trim().is_empty());
    match style.as_str() {
        _ if code => composer.block(BlockKind::Code, text.trim_end()),
        "quote" | "intense quote" | "block text" => composer.block(BlockKind::Quote, words),
        _ => composer.block(BlockKind::Paragraph, words),
    }
}

/// The words of a paragraph as they are to be read: without those that were struck out in a revision, and without
/// print that nobody can see.
fn text(paragraph: &Paragraph) -> String {
    let mut text = String::new();
    let seen = |run: &&TextRun| {
        run.revision != RevisionType::Deleted && run.style.size.is_none_or(|half_points| half_points > SMALLEST)
    };
    for run in paragraph.runs.iter().filter(seen) {
        text.push_str(&run.text);
        if let Some(label) = &run.note {
            text.push_str(&format!("[{label}]"));
        }
        if run.line_break || run.page_break {
            text.push('\n');
        }
    }
    text
}

/// A table of values as rows with bars; one that only lays text out as its paragraphs.
fn table(table: &Table, composer: &mut Composer) {
    let widest = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.cells.iter().map(value).collect()).collect();
    let long = rows.iter().flatten().any(|cell| cell.chars().nth(CELL).is_some());
    if widest > 1 && !long {
        let lines = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).map(|row| row.join(" | "));
        return composer.block(BlockKind::Table, &lines.collect::<Vec<_>>().join("\n"));
    }
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        cell.content.iter().for_each(|words| paragraph(words, composer));
        cell.nested_tables.iter().for_each(|inner| self::table(inner, composer));
    }
}

/// A cell's words on one line, those of the tables in it as well.
fn value(cell: &Cell) -> String {
    let mut words: Vec<String> = cell.content.iter().map(text).collect();
    let inner = cell.nested_tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    words.extend(inner.map(value));
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn word(body: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let xml = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
        );
        let core = "<?xml version=\"1.0\"?><cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Boilers</dc:title><dc:creator>Ada</dc:creator></cp:coreProperties>";
        for (path, content) in [("word/document.xml", xml.as_str()), ("docProps/core.xml", core)] {
            zip.start_file(path, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn structure_and_what_it_says_of_itself() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let bytes = word(&format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">The pressure </w:t></w:r><w:r><w:t>is 1.5 bar.</w:t></w:r>\
             <w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("part"),
            cell("age"),
            cell("pump"),
            cell("3"),
        ));
        let document = decode("boiler.docx", &bytes).unwrap();
        assert_eq!(document.text, "The pressure is 1.5 bar.\n\npart | age\npump | 3");
        assert_eq!(
            document.blocks.iter().map(|block| block.kind).collect::<Vec<_>>(),
            [BlockKind::Paragraph, BlockKind::Table]
        );
        assert_eq!((document.title.as_deref(), document.metadata.author.as_deref()), (Some("Boilers"), Some("Ada")));
        let said = decode("cut.docx", &bytes[..bytes.len() / 2]).unwrap_err().to_string();
        assert!(said.contains("“cut.docx” is damaged"), "{said}");
    }
}
