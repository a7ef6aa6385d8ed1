//! Links such as `almanac://capture?text=Call%20mum`: they fill in the capture line. Any web page may hold such
//! a link, so following one saves nothing: the person reads the line and presses Enter, or does not.

use std::sync::Arc;

use tauri::{AppHandle, Manager, Url};
use tauri_plugin_deep_link::DeepLinkExt;

use crate::{capture, state::Shell};

/// The beginning of every link.
pub(crate) const SCHEME: &str = "almanac";
/// What a link may bring, in characters; the rest of a longer one is left out.
const LONGEST: usize = 10_000;

/// Follows links from now on, also the one that the app was started with.
pub(crate) fn listen(app: &AppHandle) {
    let follower = app.clone();
    app.deep_link().on_open_url(move |opened| opened.urls().iter().for_each(|url| follow(&follower, url)));
    if let Ok(Some(urls)) = app.deep_link().get_current() {
        urls.iter().for_each(|url| follow(app, url));
    }
}

fn follow(app: &AppHandle, url: &Url) {
    let Some(words) = words(url) else {
        tracing::warn!("a link that asks for something unknown was left alone");
        return;
    };
    app.state::<Arc<Shell>>().keep_draft(words);
    // A window that is there already takes the words up when it is shown again.
    capture::hide(app);
    capture::show(app);
}

/// The words that a link brings: its `text`, else its `title`, and its `url`.
fn words(link: &Url) -> Option<String> {
    if link.scheme() != SCHEME || link.host_str() != Some("capture") {
        return None;
    }
    let value = |name| link.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
    let words: Vec<String> = [value("text").or_else(|| value("title")), value("url")]
        .into_iter()
        .flatten()
        .filter(|s| !s.is_empty())
        .collect();
    Some(words.join(" ").chars().take(LONGEST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(link: &str) -> Option<String> {
        words(&link.parse().expect("an address"))
    }

    #[test]
    fn a_link_brings_words_and_an_address() {
        assert_eq!(read("almanac://capture?text=Call%20mum%20tomorrow").as_deref(), Some("Call mum tomorrow"));
        assert_eq!(
            read("almanac://capture?title=A+page&url=https%3A%2F%2Fexample.org%2Fa").as_deref(),
            Some("A page https://example.org/a")
        );
        assert_eq!(read("almanac://capture").as_deref(), Some(""));
        assert_eq!(
            read(&format!("almanac://capture?text={}", "a".repeat(20_000))).map(|words| words.len()),
            Some(LONGEST)
        );
    }

    #[test]
    fn a_link_can_ask_for_nothing_else() {
        for link in
            ["almanac://call?name=tasks.delete", "almanac://settings", "https://capture/?text=x", "almanac:capture"]
        {
            assert_eq!(read(link), None, "{link}");
        }
    }
}
