//! What page an address means: the same key for every spelling of it.

use url::Url;

/// Parameters that say how somebody came to a page, not which page it is.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "wickedid",
    "_hsenc",
    "_hsmi",
    "_ga",
    "_gl",
    "ref_src",
    "ref_url",
    "srsltid",
    "s_cid",
    "rb_clickid",
    "__s",
];

/// The address without fragment and tracking, as it is fetched and shown.
pub(super) fn tidy(url: &Url) -> Url {
    let mut tidy = url.clone();
    tidy.set_fragment(None);
    let tracks = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.starts_with("utm_") || name.starts_with("hsa_") || TRACKING.contains(&name.as_str())
    };
    if url.query().is_some_and(|query| query.split('&').any(|pair| tracks(pair.split('=').next().unwrap_or_default())))
    {
        // Cut by hand: to write the rest anew would change its escapes.
        let kept: Vec<&str> = url
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !tracks(pair.split('=').next().unwrap_or_default()))
            .collect();
        tidy.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
    }
    if tidy.query() == Some("") {
        tidy.set_query(None);
    }
    tidy
}

/// The key: host, port, path without a slash at its end, and what is left of the query. Encrypted or not is the same page.
pub(super) fn key(url: &Url) -> String {
    let tidy = tidy(url);
    let host = tidy.host_str().unwrap_or_default().trim_end_matches('.');
    let port = tidy.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = tidy.path().trim_end_matches('/');
    let query = tidy.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{host}{port}{path}{query}")
}

/// A title for a page of which nothing else is known.
pub(super) fn label(url: &Url) -> String {
    let mut key = key(url);
    if let Some(bare) = key.strip_prefix("www.") {
        key = bare.to_owned();
    }
    crate::types::one_line(&key, 200)
}

/// Whether a page may speak for another: only within one site, `www.` or not.
pub(super) fn same_site(a: &Url, b: &Url) -> bool {
    let bare = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    bare(a).is_some() && bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(address: &str) -> String {
        key(&Url::parse(address).unwrap())
    }

    #[test]
    fn one_page_has_one_key() {
        for same in [
            "https://Example.com/a/?utm_source=x&id=7#part",
            "http://example.com:80/a?id=7&fbclid=1",
            "https://example.com./a/?UTM_Campaign=&id=7&gclid",
            "https://example.com:443/a?id=7",
        ] {
            assert_eq!(key_of(same), "example.com/a?id=7", "{same}");
        }
        assert_eq!(key_of("https://example.com/?"), "example.com");
        for other in [
            "https://example.com/a?id=8",
            "https://example.com/A?id=7",
            "https://example.com:8080/a?id=7",
            "https://www.example.com/a?id=7",
            "https://example.com/a?id=7&page=2",
        ] {
            assert_ne!(key_of(other), "example.com/a?id=7", "{other}");
        }
        // What is kept stays as it was written.
        assert_eq!(tidy(&Url::parse("https://e.com/?q=a%2Bb+c&utm_x=1").unwrap()).as_str(), "https://e.com/?q=a%2Bb+c");
    }

    #[test]
    fn only_the_own_site_is_believed() {
        let site = |a: &str, b: &str| same_site(&Url::parse(a).unwrap(), &Url::parse(b).unwrap());
        assert!(site("https://www.example.com/a", "http://example.com/b"));
        assert!(!site("https://example.com/a", "https://evil.example/a"));
        assert!(!site("https://a.example.com/", "https://b.example.com/"));
    }
}
