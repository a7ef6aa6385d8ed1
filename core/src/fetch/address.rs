//! Which addresses may be asked at all. Everything is decided on the parsed address, never on its spelling: the
//! parser has already undone decimal, octal, hexadecimal and full-width forms.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::Reach;
use crate::error::{Error, Result};
use crate::require;

/// Longer addresses are not links.
const LONGEST: usize = 8192;

/// Where web servers listen. Elsewhere, mail and database servers would read a request as commands.
const PORTS: &[u16] = &[80, 443, 8000, 8080, 8443];

/// Names that only mean something inside a computer or a network.
const INSIDE: &[&str] =
    &["localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "home", "corp"];

/// What a person is told about an address inside.
pub(super) const PRIVATE: &str = "This address points into your own computer or network, so it was not fetched.";

/// Reads what a person or a page wrote as an address; without a scheme, https is meant.
///
/// # Errors
/// It is no http or https address, or it hides something: a sign-in, a control character, a backslash.
pub fn parse(written: &str) -> Result<Url> {
    let written = written.trim();
    require!(!written.is_empty(), "an address is needed, such as https://example.com");
    require!(written.len() <= LONGEST, "This address is longer than {LONGEST} characters, so it was not taken.");
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    require!(!written.contains(odd), "This address has a space, a backslash or a control character in it.");
    let bare = !written.contains("://") && !scheme(written);
    let url = match bare {
        true => Url::parse(&format!("https://{written}")),
        false => Url::parse(written),
    };
    let url = url.map_err(|error| Error::invalid(format!("This is not an address that can be opened: {error}.")))?;
    require!(
        matches!(url.scheme(), "http" | "https"),
        "Only http and https addresses can be fetched, not {}.",
        url.scheme()
    );
    require!(url.has_host(), "This address names no site.");
    require!(
        url.username().is_empty() && url.password().is_none(),
        "This address has a sign-in name before its site. Take away everything before the @."
    );
    require!(url.as_str().len() <= LONGEST, "This address is longer than {LONGEST} characters, so it was not taken.");
    Ok(url)
}

/// Whether it begins with a scheme: `javascript:`, `about:`. A port after a name is none: `example.com:8080`.
fn scheme(written: &str) -> bool {
    let Some((before, after)) = written.split_once(':') else { return false };
    let word = before.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
    word && !before.is_empty() && !after.starts_with(|c: char| c.is_ascii_digit())
}

/// Refuses what may not be asked, before any packet. Names are looked at again when they are resolved.
pub(super) fn check(url: &Url, reach: Reach) -> Result<()> {
    let port = url.port_or_known_default().unwrap_or_default();
    let usual = PORTS.contains(&port) || (reach == Reach::Private && port >= 1024);
    require!(usual, "Web pages are not served at port {port}, so this address was not fetched.");
    let inside = match url.host() {
        Some(Host::Ipv4(ip)) => !public(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => !public(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => inside(name),
        None => true,
    };
    require!(!inside || reach == Reach::Private, "{PRIVATE}");
    Ok(())
}

fn inside(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    !name.contains('.') || INSIDE.iter().any(|end| name == *end || name.ends_with(&format!(".{end}")))
}

/// Whether an address belongs to the open internet (the IANA special-purpose registries, RFC 6890 and its updates).
pub(super) fn public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => public4(ip),
        IpAddr::V6(ip) => public6(ip),
    }
}

fn public4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(a == 0
        || a == 10
        || a == 127
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..32).contains(&b))
        || (a == 192 && b == 168)
        || (a == 192 && b == 0 && matches!(c, 0 | 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && matches!(b, 18 | 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113))
}

/// Only global unicast is public, and of it not the ranges that carry another address inside (6to4, Teredo, NAT64)
/// or are for documentation: what they lead to is not seen in the address.
fn public6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    (0x2000..0x4000).contains(&a)
        && a != 0x2002
        && !(a == 0x2001 && (b < 0x0200 || b == 0x0db8))
        && !(a == 0x3fff && b < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_internet_is_public() {
        for ip in ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1", "100.63.0.1", "172.32.0.1"] {
            assert!(public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.127.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "198.19.0.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:8.8.8.8",
            "::8.8.8.8",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "2002:808:808::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
        ] {
            assert!(!public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn a_missing_scheme_is_https_and_a_port_is_no_scheme() {
        let read = |written: &str| parse(written).map(|url| url.to_string()).unwrap_or_default();
        assert_eq!(read("example.com"), "https://example.com/");
        assert_eq!(read(" example.com:8080/a "), "https://example.com:8080/a");
        assert_eq!(read("HTTPS://BÜCHER.example/Path"), "https://xn--bcher-kva.example/Path");
        for not in [
            "",
            "javascript:alert(1)",
            "mailto:a@example.com",
            "file:///etc/passwd",
            "ftp://example.com:443/",
            "https://a@example.com",
            "a b",
        ] {
            assert!(parse(not).is_err(), "{not}");
        }
    }
}
