//! What a page carries and does not show: it is not part of its text.

use dom_query::Document as Dom;

/// Elements that are never prose.
const NEVER: &str = "script, style, noscript, template, svg, iframe, object, embed, audio, video, canvas, select, textarea, \
                     button, input, dialog, annotation, annotation-xml, map, [hidden], [aria-hidden=true]:empty";

/// An element with more attributes than this is an attack: comparing them takes the parser the square of their number.
const ATTRIBUTES: usize = 64;

/// Removes from the page what a reader would not see.
pub(super) fn remove(dom: &Dom) {
    for element in dom.select("*").nodes() {
        if element.element_ref().is_some_and(|element| element.attrs.len() > ATTRIBUTES) {
            element.remove_all_attrs();
        }
    }
    dom.select(NEVER).remove();
    for element in dom.select("[style]").nodes() {
        if element.attr("style").is_some_and(|style| styled(&style.to_ascii_lowercase())) {
            element.remove_from_parent();
        }
    }
}

/// Whether an inline style (in small letters) hides its element.
pub(super) fn styled(style: &str) -> bool {
    let plain: String = style.chars().filter(|character| !character.is_whitespace()).collect();
    let value = |name: &str| {
        plain.split([';', '"', '\'']).rev().find_map(|part| {
            let (key, value) = part.rsplit_once("style=").map_or(part, |(_, after)| after).split_once(':')?;
            (key == name).then_some(value.trim_end_matches("!important"))
        })
    };
    let size = |name: &str| {
        value(name).and_then(|value| {
            let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(value.len());
            let number: f64 = value[..end].parse().ok()?;
            Some((number, value[end..].to_owned()))
        })
    };
    let tiny = size("font-size").is_some_and(|(number, unit)| match unit.as_str() {
        "px" | "pt" => number <= 2.0,
        "%" => number <= 10.0,
        _ => number <= 0.1,
    });
    let away = ["left", "top", "right", "text-indent", "margin-left"]
        .iter()
        .any(|side| size(side).is_some_and(|(number, unit)| number <= -900.0 && unit == "px"));
    let same = value("color")
        .zip(value("background-color").or_else(|| value("background")))
        .is_some_and(|(text, ground)| colour(text) == colour(ground));
    value("display") == Some("none")
        || matches!(value("visibility"), Some("hidden" | "collapse"))
        || size("opacity").is_some_and(|(number, _)| number <= 0.05)
        || value("color") == Some("transparent")
        || tiny
        || away
        || same
}

/// Two spellings of one colour, as far as hiding text needs it.
fn colour(value: &str) -> String {
    match value {
        "white" | "#fff" | "rgb(255,255,255)" => "#ffffff".into(),
        "black" | "#000" | "rgb(0,0,0)" => "#000000".into(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for style in [
            "display: none",
            "color:red; display:none !important",
            "visibility:hidden",
            "font-size:0",
            "font-size: 1px",
            "color:#fff;background:white",
            "left:-9999px;position:absolute",
            "opacity:0.0",
        ] {
            assert!(styled(style), "{style}");
        }
        for style in [
            "font-size:0.9em",
            "color:#fff;background:#000",
            "display:block",
            "left:-2px",
            "opacity:0.5",
            "font-size:12px",
            "",
        ] {
            assert!(!styled(style), "{style}");
        }
    }
}
