//! Addresses of model servers: which lead to this computer, and which may be asked at all.

use reqwest::Url;

use crate::error::{Error, Result};

/// Whether an address leads to this computer itself. A name that merely resolves to it does not count.
pub fn is_local(address: &str) -> bool {
    let with_scheme = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    Url::parse(&with_scheme).is_ok_and(|url| match url.host_str() {
        Some("localhost" | "[::1]" | "0.0.0.0") => true,
        Some(host) => host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback()),
        None => false,
    })
}

/// The host of an address, as a person would name it.
pub fn host(address: &str) -> String {
    Url::parse(address).ok().and_then(|url| url.host_str().map(String::from)).unwrap_or_else(|| address.into())
}

/// What requests to an OpenAI-compatible server begin with, ending in a slash. An address without a path gets
/// `/v1/`, which is where such servers answer.
///
/// # Errors
/// [`Error::Invalid`] when it is no address, carries a password or a query, or would send what it is given
/// unencrypted to another computer without `unencrypted`.
pub fn base(address: &str, unencrypted: bool) -> Result<Url> {
    let address = address.trim();
    let with_scheme = match address.contains("://") {
        true => address.to_owned(),
        false if is_local(address) => format!("http://{address}"),
        false => format!("https://{address}"),
    };
    let mut url = Url::parse(&with_scheme)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .ok_or_else(|| {
            Error::invalid(format!("{address} is not an address; write one like https://api.openai.com/v1"))
        })?;
    crate::require!(
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none(),
        "write only the address, and the key into its own field"
    );
    crate::require!(
        url.scheme() == "https" || unencrypted || is_local(url.as_str()),
        "{} is another computer, and http would send your texts and the key to it unencrypted. Use https, or allow it for this server",
        host(url.as_str())
    );
    let path = url.path().trim_end_matches('/').trim_end_matches("/chat/completions").to_owned();
    url.set_path(&if path.is_empty() { "/v1/".into() } else { format!("{path}/") });
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_computer_is_told_from_others() {
        for local in ["http://127.0.0.1:11434", "localhost:11434", "http://[::1]:1", "127.8.8.8"] {
            assert!(is_local(local), "{local}");
        }
        for other in [
            "http://10.0.0.2:11434",
            "http://localhost.example.org",
            "https://example.org",
            "http://127.0.0.1.example.org",
            "http://127.0.0.1@example.org",
        ] {
            assert!(!is_local(other), "{other}");
        }
    }

    #[test]
    fn texts_are_not_sent_in_the_clear() {
        for (given, want) in [
            ("https://api.openai.com/v1", "https://api.openai.com/v1/"),
            ("https://api.groq.com/openai/v1/", "https://api.groq.com/openai/v1/"),
            ("api.openai.com", "https://api.openai.com/v1/"),
            ("127.0.0.1:8080", "http://127.0.0.1:8080/v1/"),
            ("http://localhost:1234/v1/chat/completions", "http://localhost:1234/v1/"),
        ] {
            assert_eq!(base(given, false).unwrap().as_str(), want);
        }
        for refused in [
            "http://api.openai.com/v1",
            "http://192.168.1.5:8080",
            "ftp://127.0.0.1",
            "",
            "https://",
            "https://me:sk-1@api.openai.com",
            "https://api.openai.com/v1?key=sk-1",
        ] {
            assert!(base(refused, false).is_err(), "{refused}");
        }
        assert_eq!(base("http://192.168.1.5:8080", true).unwrap().as_str(), "http://192.168.1.5:8080/v1/");
    }
}
