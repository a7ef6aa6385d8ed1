//! The title of a document: what its author gave it, not what a program left there.

use super::{BlockKind, Document, TITLE_CHARS, clean};

/// Endings that show a title to be a file's name, put there by the program that saved it.
const FILES: &[&str] = &[
    ".doc", ".docx", ".dvi", ".tex", ".odt", ".indd", ".pdf", ".qxd", ".xls", ".xlsx", ".ppt", ".pptx", ".txt", ".rtf",
];
/// Titles of new documents and templates.
const BLANK: &[&str] = &["untitled", "word document", "powerpoint presentation", "document", "new document", "unknown"];

/// Headings of what stands before a text.
const PARTS: &[&str] = &["abstract", "contents", "cover", "preface", "summary", "table of contents", "title page"];

/// The title from a document's own data, unless it says nothing.
pub(super) fn given(title: Option<&str>) -> Option<String> {
    let title = clean::line(title?.trim_start().trim_start_matches("Microsoft Word - "), TITLE_CHARS);
    let small = title.to_lowercase();
    let blank = BLANK.contains(&small.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '))
        || small.starts_with("untitled")
        || FILES.iter().any(|ending| small.ends_with(ending));
    (title.chars().any(char::is_alphanumeric) && !blank).then_some(title)
}

/// The title as it is printed: the highest heading among the first blocks that end before `until`, in characters.
pub(super) fn printed(document: &Document, until: usize) -> Option<String> {
    let headings = document.blocks.iter().take(20).filter(|block| block.end <= until).filter_map(|block| {
        let BlockKind::Heading(level) = block.kind else { return None };
        let words = clean::line(document.slice(block.start, block.end), TITLE_CHARS);
        (!PARTS.contains(&words.to_lowercase().as_str())).then_some((level, words))
    });
    headings.min_by_key(|(level, _)| *level).map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_is_no_title() {
        for title in
            ["Untitled 3", "Document1", "Word Document", "Microsoft Word - report.doc", "thesis.tex", " ", "--"]
        {
            assert_eq!(given(Some(title)), None, "{title}");
        }
        assert_eq!(given(Some("Microsoft Word - A\nplan")).as_deref(), Some("A plan"));
        assert_eq!(given(Some("Documents of 1848")).as_deref(), Some("Documents of 1848"));
    }
}
