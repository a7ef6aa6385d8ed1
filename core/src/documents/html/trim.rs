//! What stands in an article and is no part of it: signs of its page, calls to subscribe, lists of further reading.
//!
//! Every rule looks at a block's words, its length and how much of it is links. None knows a site. What is in doubt
//! stays: an advertisement too many is better than a sentence too few.

mod words;

use super::super::BlockKind;
use super::walk::Piece;
use words::{BUTTONS, CALLED_TO, CALLS, CREDITS, ENDING_STEMS, ENDINGS, SIGNS};

/// A paragraph of at least so many characters, most of them outside links, is prose.
const PROSE: usize = 80;
/// What follows the end of an article may be so much of it, in percent; a part that is larger is no appendix.
const APPENDIX: usize = 35;

/// The pieces that belong to the article.
pub(super) fn article(mut pieces: Vec<Piece>) -> Vec<Piece> {
    drop_repeats(&mut pieces);
    pieces.retain(|piece| !sign(piece));
    cut_appendix(&mut pieces);
    // Nothing but links and headings behind the last sentence: further reading.
    while pieces.len() > 1 && pieces.last().is_some_and(|last| loose(last) && pieces.iter().any(prose)) {
        pieces.pop();
    }
    let first = pieces.iter().position(prose).unwrap_or(0);
    let mut at = 0;
    pieces.retain(|piece| {
        at += 1;
        at > first || !leads_in(piece)
    });
    pieces
}

/// A gallery says each caption twice.
fn drop_repeats(pieces: &mut Vec<Piece>) {
    let mut last: Vec<(BlockKind, String)> = Vec::new();
    pieces.retain(|piece| {
        if matches!(piece.kind, BlockKind::Code | BlockKind::Table) || piece.text.len() < 40 {
            return true;
        }
        let words = plain(&piece.text);
        // Galleries are lists. A paragraph may say a thing twice: a refrain does.
        let listed = |kind| kind == BlockKind::ListItem || piece.kind == BlockKind::ListItem;
        let repeated = last.iter().any(|(kind, said)| *said == words && listed(*kind));
        last.push((piece.kind, words));
        if last.len() > 3 {
            last.remove(0);
        }
        !repeated
    });
}

/// Cuts at a heading behind which the page speaks of itself, when what follows is small enough to be that.
fn cut_appendix(pieces: &mut Vec<Piece>) {
    let length =
        |pieces: &[Piece]| pieces.iter().filter(|piece| prose(piece)).map(|piece| piece.text.len()).sum::<usize>();
    let whole = length(pieces);
    let ends = |piece: &Piece| {
        let words = plain(&piece.text);
        let words = words.trim();
        words.len() < 60
            && (matches!(piece.kind, BlockKind::Heading(_)) || piece.kind == BlockKind::Paragraph)
            && (ENDINGS.contains(&words) || ENDING_STEMS.iter().any(|stem| words.starts_with(stem)))
    };
    let place = (1..pieces.len()).find(|&at| ends(&pieces[at]) && length(&pieces[at..]) * 100 <= whole * APPENDIX);
    // A sign between two parts of an article cuts nothing off that is prose.
    if let Some(at) = place.filter(|&at| length(&pieces[..at]) > 0) {
        if matches!(pieces[at].kind, BlockKind::Heading(_)) || length(&pieces[at..]) == 0 {
            pieces.truncate(at);
        } else {
            pieces.remove(at);
        }
    }
}

/// Words in small letters, without the bullet of a list and without marks around them.
fn plain(text: &str) -> String {
    let text = text.strip_prefix("- ").unwrap_or(text).to_lowercase();
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '#' && c != '(').to_owned()
}

fn linked(piece: &Piece) -> bool {
    // Bullets and numbers of lists do not count.
    let letters = piece.text.chars().filter(|c| c.is_alphabetic()).count();
    piece.linked > 0 && piece.linked * 10 >= letters * 7
}

/// Running text.
fn prose(piece: &Piece) -> bool {
    !matches!(piece.kind, BlockKind::Heading(_)) && piece.text.len() >= PROSE && !linked(piece)
}

/// Something that is no end of an article: a heading with nothing under it, or a list item or line of links.
fn loose(piece: &Piece) -> bool {
    match piece.kind {
        BlockKind::Heading(_) => true,
        BlockKind::ListItem | BlockKind::Paragraph => linked(piece),
        _ => false,
    }
}

/// A sign of the page: a button, a credit, a call to subscribe.
fn sign(piece: &Piece) -> bool {
    if matches!(piece.kind, BlockKind::Code | BlockKind::Table | BlockKind::Quote) {
        return false;
    }
    let words = plain(&piece.text);
    if words.is_empty() {
        return true;
    }
    if matches!(piece.kind, BlockKind::Heading(_)) {
        return SIGNS.contains(&words.as_str());
    }
    let count = words.split_whitespace().count();
    let short = count <= 8;
    let begins = |stems: &[&str]| stems.iter().any(|stem| words.starts_with(stem));
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    SIGNS.contains(&words.as_str())
        || (short && buttons(&words))
        || (short && counter(&words))
        || (count <= 40 && begins(CREDITS))
        || (count <= 45 && begins(CALLS) && has(CALLED_TO))
        || (count <= 15 && (words.starts_with("copyright ") || piece.text.starts_with('©')))
}

/// Buttons in a row: at least half of the words name one.
fn buttons(words: &str) -> bool {
    let all: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let known = all.iter().filter(|word| BUTTONS.contains(word)).count();
    known >= 2 && known * 2 >= all.len()
}

/// "Image 1 of 8", "3 comments", "1 / 12".
fn counter(words: &str) -> bool {
    let kept: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let numbers = words.bytes().any(|byte| byte.is_ascii_digit());
    numbers
        && matches!(
            kept.as_slice(),
            ["of"] | ["image" | "photo" | "slide" | "picture", "of"] | ["comments" | "comment" | "shares" | "views"]
        )
}

/// What stands above the first sentence and is known already: where one is, who wrote, when.
fn leads_in(piece: &Piece) -> bool {
    if !matches!(piece.kind, BlockKind::ListItem | BlockKind::Paragraph) {
        return false;
    }
    let words = plain(&piece.text);
    let count = words.split_whitespace().count();
    let time =
        words.split_whitespace().any(|word| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()));
    let year = words.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    });
    let dated = ["published", "updated", "posted", "last updated", "first published"];
    (count <= 14 && year && (time || dated.iter().any(|stem| words.starts_with(stem))))
        || (count <= 6 && words.starts_with("by ") && !piece.text.ends_with(['.', '!', '?']))
        || (count <= 4 && linked(piece))
        || words.contains(" » ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "The boiler in the cellar was made in 2019 and is serviced every May, when Ada comes with her tools and her dog.";

    fn trimmed(pieces: &[(BlockKind, &str, usize)]) -> Vec<String> {
        let pieces = pieces.iter().map(|&(kind, text, linked)| Piece { kind, text: text.into(), linked });
        article(pieces.collect()).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn signs_go_and_sentences_stay() {
        use BlockKind::*;
        let kept = trimmed(&[
            (ListItem, "1. Home", 4),
            (Paragraph, "Updated 5:27 am CST, Wednesday, November 20, 2019", 0),
            (Paragraph, "By Ada Byron", 0),
            (Paragraph, SENTENCE, 0),
            (Paragraph, "Advertisement", 0),
            (Paragraph, "Whatsapp Facebook Pin Download", 28),
            (Paragraph, "Image 1 of 8", 0),
            (Paragraph, "Photo: Hau Dinh, AP", 0),
            (Paragraph, "Sign up to our newsletter for exclusive updates", 0),
            (Heading(2), "Share prices fell", 0),
            (Paragraph, "Follow the instructions on the label.", 0),
            (Paragraph, "It closed.", 0),
            (Heading(3), "You may also like", 0),
            (ListItem, "- Ten boilers that changed the world", 30),
        ]);
        assert_eq!(kept, [SENTENCE, "Share prices fell", "Follow the instructions on the label.", "It closed."]);
    }

    #[test]
    fn a_part_of_the_article_is_no_appendix() {
        use BlockKind::*;
        let pieces = [
            (Paragraph, SENTENCE, 0),
            (Heading(2), "Related work", 0),
            (Paragraph, SENTENCE, 0),
            (Heading(2), "Comments", 0),
        ];
        let other = SENTENCE.replace("Ada", "Eve");
        let mut long = pieces.to_vec();
        long[2].1 = &other;
        assert_eq!(trimmed(&long).len(), 3, "what is as long as the article is part of it");
    }

    #[test]
    fn captions_said_twice_are_said_once() {
        use BlockKind::*;
        let caption = "A caption that is long enough to be told apart from a line";
        let kept = trimmed(&[
            (Paragraph, SENTENCE, 0),
            (ListItem, caption, 0),
            (Paragraph, caption, 0),
            (Paragraph, SENTENCE, 0),
        ]);
        assert_eq!(kept, [SENTENCE, caption, SENTENCE], "and a refrain is sung again");
    }
}
