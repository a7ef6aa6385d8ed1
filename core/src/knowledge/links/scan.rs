//! Finds `[[Title]]` and `[[Title|words]]` in Markdown. What stands in code is no link; an embedding, `![[Title]]`, is
//! a link and nothing more, so texts that embed each other go round nowhere.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Longer titles are not meant as such.
const LONGEST: usize = 300;

/// One link in a text. Places are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The title as it is written, without a heading (`#…`) behind it.
    pub(super) title: String,
    /// From `[[` to `]]`.
    pub(super) whole: Range<usize>,
    /// The title alone.
    pub(super) name: Range<usize>,
}

/// Every link of a text, in order.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut at, mut fence) = (0, None);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start().trim_start_matches(['>', ' ']);
        let marks = ["```", "~~~"].into_iter().find(|marks| bare.starts_with(marks));
        match (fence, marks) {
            (None, Some(marks)) => fence = Some(marks),
            (Some(open), Some(marks)) if open == marks => fence = None,
            (Some(_), _) => {}
            (None, None) => in_line(line, at, &mut found),
        }
        at += line.len();
    }
    found
}

fn in_line(line: &str, offset: usize, found: &mut Vec<Found>) {
    let mut at = 0;
    while let Some(next) = line[at..].find(['`', '[', '\\']) {
        let here = at + next;
        let rest = &line[here..];
        at = if let Some(escaped) = rest.strip_prefix('\\') {
            here + 1 + escaped.chars().next().map_or(0, char::len_utf8)
        } else if rest.starts_with('`') {
            let run = rest.len() - rest.trim_start_matches('`').len();
            // Code ends at as many marks as it began with; without them they are ordinary characters.
            closing(&rest[run..], run).map_or(here + run, |end| here + run + end + run)
        } else if let Some(link) = rest.strip_prefix("[[").and_then(|inside| link(inside, offset + here)) {
            let end = link.whole.end - offset;
            found.push(link);
            end
        } else {
            here + 1
        };
    }
}

fn closing(rest: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = rest[at..].find('`') {
        let here = at + next;
        let length = rest[here..].len() - rest[here..].trim_start_matches('`').len();
        if length == run {
            return Some(here);
        }
        at = here + length;
    }
    None
}

/// What follows `[[`, which stands at `start`.
fn link(inside: &str, start: usize) -> Option<Found> {
    let end = inside.find("]]")?;
    let inner = &inside[..end];
    let name = inner.split(['|', '#']).next().unwrap_or_default();
    let title = name.trim();
    if title.is_empty() || inner.contains(['[', '\n']) || title.chars().count() > LONGEST {
        return None;
    }
    let from = start + 2 + (name.len() - name.trim_start().len());
    Some(Found { title: title.to_owned(), whole: start..start + 2 + end + 2, name: from..from + title.len() })
}

/// A title as titles are compared: composed, in small letters, with single spaces.
pub(super) fn key(title: &str) -> String {
    let folded: String = title.nfc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let joined = words.join(" ");
    joined.strip_suffix(".md").map(str::to_owned).unwrap_or(joined)
}

/// The last part of a title that is written with folders before it.
pub(super) fn last(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        scan(text).into_iter().map(|found| found.title).collect()
    }

    #[test]
    fn links_are_found_where_they_are_meant() {
        assert_eq!(
            titles("See [[Boiler]] and [[ Ada Byron |her]], ![[Plan#Part two]]."),
            ["Boiler", "Ada Byron", "Plan"]
        );
        assert_eq!(
            titles("`[[no]]` ``a ` [[no]]`` ` [[yes]]\n```\n[[no]]\n```\n[[after]]\n> ~~~\n> [[no]]"),
            ["yes", "after"]
        );
        for none in
            ["[[", "[[]]", "[[ ]]", "[[a\nb]]", "[[#heading]]", "\\[[no]]", "[[a[b]]", "[a](b)", &"[[".repeat(5000)]
        {
            assert!(titles(none).is_empty(), "{none}");
        }
        let text = "ä [[ Büro |x]]";
        let found = scan(text).remove(0);
        assert_eq!((&text[found.whole], &text[found.name]), ("[[ Büro |x]]", "Büro"));
    }

    #[test]
    fn titles_are_compared_as_people_read_them() {
        assert_eq!(key("  The  BU\u{308}RO\n"), key("the büro"));
        assert_eq!(key("Notes/Plan.md"), "notes/plan");
        assert_eq!(last("notes/plan"), "plan");
    }
}
