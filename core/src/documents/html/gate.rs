//! The gate before the HTML parser, whose work grows with the square of the depth: a linear look at the tags, and the
//! reading of a page that does not pass.

/// Deeper than this is no page; browsers stop at 512.
const DEEPEST: usize = 400;

/// Elements that never hold anything.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "!doctype", "?xml",
];
/// Elements that their next sibling closes: unclosed ones make no depth.
const IMPLIED: &[&str] =
    &["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "html", "head", "body"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];
/// Elements whose words are not shown.
const UNSEEN: &[&str] =
    &["script", "style", "noscript", "template", "textarea", "title", "iframe", "noembed", "noframes", "select"];
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "tt", "u", "var", "wbr", "img",
];

/// Whether elements are nested more deeply than any honest page's.
pub(super) fn too_deep(html: &str) -> bool {
    let (mut depth, mut deepest) = (0usize, 0usize);
    scan(html, |token| match token {
        Token::Open { name, .. } if !VOID.contains(&name) && !IMPLIED.contains(&name) => {
            depth += 1;
            deepest = deepest.max(depth);
        }
        Token::Close { name, .. } if !IMPLIED.contains(&name) => depth = depth.saturating_sub(1),
        _ => {}
    });
    deepest > DEEPEST
}

/// The page without what it says to browsers that run no scripts. The parser would read that as markup, and a broken
/// tag in there would swallow the page behind it, which no browser shows so.
pub(super) fn without_noscript(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let (mut from, mut open) = (0, None);
    scan(html, |token| match token {
        Token::Open { name: "noscript", start, .. } if open.is_none() => open = Some(start),
        Token::Close { name: "noscript", end } => {
            if let Some(start) = open.take() {
                kept.push_str(&html[from..start]);
                from = end;
            }
        }
        _ => {}
    });
    kept.push_str(&html[from..]);
    kept
}

/// A chapter of a book without the elements that XML may close at once (`<title/>`): to the parser of web pages they would
/// stay open and swallow the rest.
pub(super) fn without_empty_raw(xhtml: &str) -> String {
    let lower = xhtml.to_ascii_lowercase();
    let mut kept = String::with_capacity(xhtml.len());
    let mut from = 0;
    for (at, _) in lower.match_indices('<') {
        let name = lower[at + 1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if at < from || !RAW.contains(&name) {
            continue;
        }
        let end = tag_end(xhtml, at + 1);
        if xhtml[at..end].ends_with('/') {
            kept.push_str(&xhtml[from..at]);
            from = (end + 1).min(xhtml.len());
        }
    }
    kept.push_str(&xhtml[from..]);
    kept
}

/// The words of a page and its title.
pub(super) struct Flat {
    pub(super) title: String,
    pub(super) text: String,
}

/// Reads a page without a tree: words in order, blocks set apart.
pub(super) fn flatten(html: &str) -> Flat {
    let mut flat = Flat { title: String::new(), text: String::new() };
    let mut inside: Option<(String, usize)> = None;
    scan(html, |token| match (&mut inside, token) {
        // Within something unseen only its own end counts.
        (Some((unseen, depth)), Token::Open { name, .. }) if unseen == name => *depth += 1,
        (Some((unseen, depth)), Token::Close { name, .. }) if unseen == name => {
            *depth -= 1;
            if *depth == 0 {
                inside = None;
            }
        }
        (Some((unseen, _)), Token::Text(text)) if unseen == "title" && flat.title.is_empty() => {
            flat.title = entities(text);
        }
        (Some(_), _) => {}
        (None, Token::Open { name, tag, .. }) => {
            if UNSEEN.contains(&name) || (!VOID.contains(&name) && super::hidden::styled(&tag.to_ascii_lowercase())) {
                inside = Some((name.to_owned(), 1));
            } else if !INLINE.contains(&name) {
                part(&mut flat.text);
            }
        }
        (None, Token::Close { name, .. }) if !INLINE.contains(&name) => part(&mut flat.text),
        (None, Token::Close { .. }) => {}
        (None, Token::Text(text)) => {
            let words = entities(text);
            let mut parts = words.split_whitespace().peekable();
            if words.starts_with(char::is_whitespace) && !flat.text.ends_with(char::is_whitespace) {
                flat.text.push(' ');
            }
            while let Some(word) = parts.next() {
                flat.text.push_str(word);
                if parts.peek().is_some() || words.ends_with(char::is_whitespace) {
                    flat.text.push(' ');
                }
            }
        }
    });
    flat
}

fn part(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str("\n\n");
    }
}

enum Token<'a> {
    /// `tag` is everything between the angle brackets.
    Open {
        name: &'a str,
        tag: &'a str,
        start: usize,
    },
    Close {
        name: &'a str,
        end: usize,
    },
    Text(&'a str),
}

/// One pass over the markup.
fn scan(html: &str, mut meet: impl FnMut(Token<'_>)) {
    let lower = html.to_ascii_lowercase();
    // The ends of raw text that are not there any more, so that the search for them stays linear.
    let mut gone: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let Some(open) = html[at..].find('<').map(|found| at + found) else {
            meet(Token::Text(&html[at..]));
            return;
        };
        let next = html.as_bytes().get(open + 1).copied().unwrap_or(b' ');
        if !(next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')) {
            meet(Token::Text(&html[at..=open]));
            at = open + 1;
            continue;
        }
        if open > at {
            meet(Token::Text(&html[at..open]));
        }
        if html[open..].starts_with("<!--") {
            at = html[open + 4..].find("-->").map_or(html.len(), |end| open + 4 + end + 3);
            continue;
        }
        let close = tag_end(html, open + 1);
        let tag = &lower[open + 1..close];
        at = (close + 1).min(html.len());
        let closing = tag.strip_prefix('/');
        let body = closing.unwrap_or(tag);
        let name = body.split(|character: char| character.is_whitespace() || character == '/').next().unwrap_or(body);
        if closing.is_some() {
            meet(Token::Close { name, end: at });
            continue;
        }
        meet(Token::Open { name, tag, start: open });
        if let Some(raw) = RAW.iter().find(|raw| **raw == name).filter(|raw| !gone.contains(raw)) {
            match lower[at..].find(&format!("</{raw}")) {
                Some(end) => {
                    meet(Token::Text(&html[at..at + end]));
                    at += end;
                }
                None => gone.push(raw),
            }
        }
    }
}

/// Where a tag ends: at the first `>` outside quotes, or at the end. A quote without partner is no quote.
fn tag_end(html: &str, from: usize) -> usize {
    let bytes = html.as_bytes();
    let mut quote = None;
    let mut value = false;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if value => quote = Some(byte),
            (None, b'>') => return at,
            _ => {}
        }
        value = byte == b'=' || (value && byte.is_ascii_whitespace());
    }
    html[from..].find('>').filter(|_| quote.is_some()).map_or(html.len(), |end| from + end)
}

/// The commonest character references.
fn entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(12).position(|&byte| byte == b';');
        let character = end.and_then(|end| match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some(' '),
            number => {
                let number = number.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)
            }
        });
        match (character, end) {
            (Some(character), Some(end)) => {
                plain.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_scripts_comments_and_values_are_no_depth() {
        let inner = "<div>".repeat(600);
        for html in [
            format!("<script>{inner}</script><p>x"),
            format!("<!-- {inner} --><p>x"),
            format!("<p title=\"{inner}\">x"),
            "<div><br><img></div>".repeat(600),
            "<p>x<li>".repeat(600),
        ] {
            assert!(!too_deep(&html), "{}", &html[..40]);
        }
        assert!(too_deep(&inner));
        assert!(too_deep(&format!("<a title=\"{inner}>")), "a quote without partner hides nothing");
    }

    #[test]
    fn flat_text_keeps_words_and_drops_what_is_hidden() {
        let flat = flatten(
            "<title>A &amp; B</title><p>One <b>t</b>wo &#233;<div style='display:none'>no <div>no</div></div><script>x<y</script><p>3 < 4",
        );
        assert_eq!((flat.title.as_str(), flat.text.trim()), ("A & B", "One two é\n\n3 < 4"));
    }

    #[test]
    fn the_scan_is_linear() {
        let started = std::time::Instant::now();
        for unit in ["<", "<!--", "<a href='", "<script>", "<title>", "&#", "</", "<a \"", "<style><script>"] {
            flatten(&unit.repeat(500_000 / unit.len()));
        }
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
