//! The best place to cut where a text has no end of a sentence or line.

use unicode_segmentation::UnicodeSegmentation;

/// The best place to cut near `near`, strictly inside `from..to`: after a space, else between words, graphemes, characters.
pub(super) fn seam(text: &str, from: usize, near: usize, to: usize) -> usize {
    let near = text.floor_char_boundary(near.clamp(from, to));
    let back = text.floor_char_boundary(from.max(near.saturating_sub(128)));
    if let Some(space) = text[back..near].rfind(char::is_whitespace).filter(|&space| space > 0) {
        let space = back + space;
        return space + text[space..].chars().next().map_or(1, char::len_utf8);
    }
    let ahead = text.ceil_char_boundary(to.min(near + 128));
    let window = &text[back..ahead];
    let inside = |at: &usize| *at > from && *at <= near;
    if let Some(word) = window.split_word_bound_indices().map(|(at, _)| back + at).rfind(inside)
        && word > back
    {
        return word;
    }
    if let Some(grapheme) = window.grapheme_indices(true).map(|(at, _)| back + at).rfind(inside)
        && grapheme > back
    {
        return grapheme;
    }
    if near > from {
        return near;
    }
    // Not even one character before: take the first one whole.
    from + text[from..to].chars().next().map_or(to - from, char::len_utf8)
}
