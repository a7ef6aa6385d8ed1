//! Servers on the loopback address play the open internet: names are looked up in a list, and the public addresses
//! in it are led to them. Whatever is not let through can be seen not to arrive.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop where it fails")]

use std::collections::HashMap;
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::error::Kind;
use crate::models::loopback::{Loopback, Step, answer, head};
use crate::operations::Cancel;

const PUBLIC: &str = "93.184.216.34";

/// Names and where their addresses really lead; each name may answer something else at each look.
#[derive(Default)]
struct Pretend {
    names: HashMap<String, Vec<Vec<IpAddr>>>,
    looks: AtomicUsize,
    server: Option<SocketAddr>,
}

impl Pretend {
    fn leading_to(server: &Loopback) -> Self {
        let address = server.url.trim_start_matches("http://").parse().unwrap();
        Self { server: Some(address), ..Self::default() }
    }

    fn name(mut self, name: &str, looks: &[&[&str]]) -> Self {
        let looks = looks.iter().map(|ips| ips.iter().map(|ip| ip.parse().unwrap()).collect()).collect();
        self.names.insert(name.into(), looks);
        self
    }
}

impl Names for Pretend {
    fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let look = self.looks.fetch_add(1, Ordering::SeqCst);
        match self.names.get(name) {
            Some(looks) => Ok(looks[look.min(looks.len() - 1)].clone()),
            None => Ok(vec![PUBLIC.parse().unwrap()]),
        }
    }

    /// Port 0 would be the request's port: here nothing public is ever reached, only this test's server.
    fn route(&self, ip: IpAddr) -> SocketAddr {
        self.server.unwrap_or(SocketAddr::new(ip, 0))
    }
}

fn small() -> Limits {
    Limits { bytes: 1 << 20, ..Limits::default() }
}

fn fetch_within(limits: Limits, pretend: Pretend, address: &str) -> Result<Fetched> {
    Fetcher::new(Arc::new(pretend), limits).fetch(&parse(address)?, Reach::Public, &Cancel::default())
}

fn fetch_from(pretend: Pretend, address: &str) -> Result<Fetched> {
    fetch_within(small(), pretend, address)
}

/// Fetches `http://site.test/` from a server that answers so.
fn from(server: &Loopback) -> Result<Fetched> {
    fetch_from(Pretend::leading_to(server), "http://site.test/")
}

fn refused(result: Result<Fetched>, kind: Kind, words: &str) {
    let error = result.expect_err("it should have been refused");
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

fn redirecting(to: impl Fn(usize) -> String + Send + Sync + 'static) -> Loopback {
    let count = AtomicUsize::new(0);
    Loopback::start(move |_| {
        let location = to(count.fetch_add(1, Ordering::SeqCst));
        vec![Step::Send(answer("302 Found", &format!("Location: {location}\r\n"), b""))]
    })
}

#[test]
fn every_address_of_the_list_is_refused_before_a_packet_or_taken() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/hostile/lists/urls.tsv");
    let Ok(list) = std::fs::read_to_string(&list) else {
        println!("skipped: there is no list of hostile addresses here");
        return;
    };
    let mut seen = 0;
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let Some((address, wanted)) = line.split_once('\t') else { continue };
        // The names in .test need a server; they have tests of their own below.
        if address.contains(".test") {
            continue;
        }
        seen += 1;
        let checked = parse(address).and_then(|url| address::check(&url, Reach::Public).map(|()| url));
        assert_eq!(checked.is_ok(), wanted.starts_with("OK"), "{address}: {checked:?}");
        if let Err(error) = checked {
            assert_eq!(error.kind(), Kind::Invalid);
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn a_page_is_fetched_and_nothing_is_told_about_the_person() {
    let server = Loopback::start(|_| {
        vec![Step::Send(answer("200 OK", "Content-Type: Text/HTML; charset=utf-8\r\nSet-Cookie: a=b\r\n", b"<p>hi"))]
    });
    let fetched = from(&server).unwrap();
    assert_eq!((fetched.bytes.as_slice(), fetched.content_type.as_deref()), (b"<p>hi".as_slice(), Some("text/html")));
    from(&server).unwrap();
    let requests = server.requests();
    assert!(requests.iter().all(|request| !request.headers.contains("cookie") && !request.headers.contains("referer")));
    assert_eq!(requests[0].line, "GET / HTTP/1.1");
}

#[test]
fn a_name_that_leads_inside_is_not_asked() {
    let server = Loopback::start(|_| vec![Step::Send(answer("200 OK", "", b"secret"))]);
    for inside in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"]
    {
        let pretend = Pretend::leading_to(&server).name("trap.test", &[&[inside]]);
        refused(fetch_from(pretend, "http://trap.test/"), Kind::Invalid, "your own computer or network");
    }
    let several = Pretend::leading_to(&server).name("multi-a.test", &[&[PUBLIC, "10.0.0.1"]]);
    refused(fetch_from(several, "http://multi-a.test/"), Kind::Invalid, "your own computer or network");
    assert!(server.requests().is_empty());
}

#[test]
fn a_name_that_changes_its_mind_changes_nothing() {
    let server = Loopback::start(|_| vec![Step::Send(answer("200 OK", "", b"<p>public"))]);
    // What was checked is what is connected to: there is one look, and no second one to deceive.
    let pretend = Arc::new(Pretend::leading_to(&server).name("rebind.test", &[&[PUBLIC], &["127.0.0.1"]]));
    let fetcher = Fetcher::new(Arc::clone(&pretend) as Arc<dyn Names>, small());
    let url = parse("http://rebind.test/").unwrap();
    assert_eq!(fetcher.fetch(&url, Reach::Public, &Cancel::default()).unwrap().bytes, b"<p>public");
    assert_eq!(pretend.looks.load(Ordering::SeqCst), 1);
    refused(fetcher.fetch(&url, Reach::Public, &Cancel::default()), Kind::Invalid, "your own computer");
}

#[test]
fn a_redirect_is_checked_like_the_first_address() {
    for target in [
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "file:///etc/passwd",
        "http://[::1]/",
        "http://a@b.test/",
        "http://b.test:22/",
    ] {
        let server = redirecting(move |_| target.into());
        refused(from(&server), Kind::Invalid, "redirects to a blocked address");
        assert_eq!(server.requests().len(), 1, "{target}");
    }
    let inside = redirecting(|_| "http://trap.test/".into());
    let pretend = Pretend::leading_to(&inside).name("trap.test", &[&["10.0.0.1"]]);
    refused(fetch_from(pretend, "http://site.test/"), Kind::Invalid, "your own computer or network");
    assert_eq!(inside.requests().len(), 1);
}

#[test]
fn redirects_end() {
    let circle = redirecting(|n| if n % 2 == 0 { "/a" } else { "/" }.into());
    refused(from(&circle), Kind::Invalid, "in a circle");
    let endless = redirecting(|n| format!("/{n}"));
    refused(from(&endless), Kind::Invalid, "more than 10 times");
    assert_eq!(endless.requests().len(), 11);
    let nowhere = Loopback::start(|_| vec![Step::Send(answer("301 Moved", "", b""))]);
    refused(from(&nowhere), Kind::Invalid, "does not say where to");
    let relative = Loopback::start(|request| match request.line.contains("/new") {
        true => vec![Step::Send(answer("200 OK", "", b"<p>here"))],
        false => vec![Step::Send(answer("308 Permanent", "Location: new#part\r\n", b""))],
    });
    assert_eq!(from(&relative).unwrap().url.as_str(), "http://site.test/new");
}

#[test]
fn encryption_is_not_given_up_on_the_way() {
    let https = parse("https://downgrade.test/").unwrap();
    let http = parse("http://downgrade.test/").unwrap();
    assert!(request::onward(&https, &http).is_err());
    assert!(request::onward(&http, &https).is_ok() && request::onward(&http, &http).is_ok());
}

#[test]
fn a_server_that_is_slow_or_silent_is_left() {
    let drip = || std::iter::repeat_with(|| [Step::Wait(Duration::from_millis(100)), Step::Send(b"x".to_vec())]);
    // The one gives up on the whole, the others on a silence; the other limit is far away each time.
    let (short, long) = (Duration::from_millis(700), Duration::from_secs(60));
    let impatient = |server: &Loopback| {
        let limits = Limits { total: long, stall: short, ..small() };
        fetch_within(limits, Pretend::leading_to(server), "http://site.test/")
    };
    let loris = Loopback::start(move |_| {
        let steps = drip().take(600).flatten();
        std::iter::once(Step::Send(head("200 OK", "Content-Length: 600\r\n"))).chain(steps).collect()
    });
    let limits = Limits { total: short, stall: long, ..small() };
    refused(
        fetch_within(limits, Pretend::leading_to(&loris), "http://site.test/"),
        Kind::Offline,
        "did not answer within",
    );
    let silent = Loopback::start(|_| vec![Step::Wait(Duration::from_secs(60))]);
    refused(impatient(&silent), Kind::Offline, "did not answer within");
    let stalls = Loopback::start(|_| {
        vec![
            Step::Send(head("200 OK", "Content-Length: 9\r\n")),
            Step::Send(b"abc".to_vec()),
            Step::Wait(Duration::from_secs(60)),
        ]
    });
    refused(impatient(&stalls), Kind::Offline, "did not answer within");
}

#[test]
fn a_body_without_end_and_one_that_swells_are_refused() {
    let endless = Loopback::start(|_| {
        let pieces = std::iter::repeat_with(|| Step::Send(vec![b'x'; 64 << 10])).take(64);
        std::iter::once(Step::Send(head("200 OK", ""))).chain(pieces).collect()
    });
    refused(from(&endless), Kind::Invalid, "larger than 1 MB");
    let bomb = Loopback::start(|_| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        let zeros = vec![0; 1 << 20];
        for _ in 0..64 {
            packer.write_all(&zeros).unwrap();
        }
        vec![Step::Send(answer("200 OK", "Content-Encoding: gzip\r\n", &packer.finish().unwrap()))]
    });
    refused(from(&bomb), Kind::Invalid, "larger than 1 MB");
    let packed = Loopback::start(|_| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(b"<p>packed").unwrap();
        vec![Step::Send(answer("200 OK", "Content-Encoding: GZIP\r\n", &packer.finish().unwrap()))]
    });
    assert_eq!(from(&packed).unwrap().bytes, b"<p>packed");
    let other = Loopback::start(|_| vec![Step::Send(answer("200 OK", "Content-Encoding: br\r\n", b"?"))]);
    refused(from(&other), Kind::Invalid, "was not asked for");
}

#[test]
fn what_breaks_off_is_not_kept() {
    let short = Loopback::start(|_| {
        vec![Step::Send([head("200 OK", "Content-Length: 100\r\n"), b"ten bytes.".to_vec()].concat())]
    });
    refused(from(&short), Kind::Offline, "broke off");
    let chunk = Loopback::start(|_| {
        vec![Step::Send([head("200 OK", "Transfer-Encoding: chunked\r\n"), b"5\r\nabcde\r\n9\r\nab".to_vec()].concat())]
    });
    refused(from(&chunk), Kind::Offline, "broke off");
    let nothing = Loopback::start(|_| Vec::new());
    refused(from(&nothing), Kind::Offline, "");
    let torn =
        Loopback::start(|_| vec![Step::Send(answer("200 OK", "Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\x00torn"))]);
    refused(from(&torn), Kind::Offline, "damaged");
    let empty = Loopback::start(|_| vec![Step::Send(answer("200 OK", "", b""))]);
    refused(from(&empty), Kind::Invalid, "empty");
}

#[test]
fn what_a_site_refuses_is_said() {
    for (status, kind, words) in [
        ("401 Unauthorized", Kind::Invalid, "sign-in"),
        ("403 Forbidden", Kind::Invalid, "sign-in"),
        ("404 Not Found", Kind::Invalid, "no such page"),
        ("410 Gone", Kind::Invalid, "for good"),
        ("451 Unavailable", Kind::Invalid, "legal"),
        ("429 Too Many", Kind::Offline, "busy"),
        ("503 Unavailable", Kind::Offline, "busy"),
        ("204 No Content", Kind::Invalid, "204"),
    ] {
        let server = Loopback::start(move |_| vec![Step::Send(answer(status, "", b"page"))]);
        refused(from(&server), kind, words);
    }
}

#[test]
fn a_server_that_does_not_encrypt_is_not_asked_in_the_open() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let pretend = Pretend { server: Some(listener.local_addr().unwrap()), ..Pretend::default() };
    std::thread::spawn(move || {
        listener.incoming().flatten().for_each(|mut stream| drop(stream.write_all(b"plain words")))
    });
    refused(fetch_from(pretend, "https://badtls.test/"), Kind::Offline, "could not be reached");
}

#[test]
fn private_addresses_are_asked_only_when_that_is_wanted() {
    let server = Loopback::start(|_| vec![Step::Send(answer("200 OK", "", b"<p>mine"))]);
    let url = parse(&server.url).unwrap();
    let fetcher = Fetcher::new(Arc::new(SystemNames), small());
    refused(fetcher.fetch(&url, Reach::Public, &Cancel::default()), Kind::Invalid, "");
    assert!(server.requests().is_empty());
    assert_eq!(fetcher.fetch(&url, Reach::Private, &Cancel::default()).unwrap().bytes, b"<p>mine");
}

#[test]
fn a_fetch_can_be_stopped() {
    let silent = Loopback::start(|_| vec![Step::Wait(Duration::from_secs(60))]);
    let cancel = Cancel::default();
    cancel.cancel();
    let limits = Limits { total: Duration::from_secs(60), stall: Duration::from_secs(60), ..small() };
    let fetcher = Fetcher::new(Arc::new(Pretend::leading_to(&silent)), limits);
    refused(fetcher.fetch(&parse("http://site.test/").unwrap(), Reach::Public, &cancel), Kind::Cancelled, "stopped");
}
