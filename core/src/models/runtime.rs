//! The one tokio runtime of the core. The domains are synchronous; what talks to a model server or
//! fetches weights blocks its own thread here.

use std::future::Future;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::OnceLock;
use std::time::Duration;

use crate::error::{Error, Result};

/// Owns the threads and the HTTP client of everything in `models/`. Make one per process.
pub struct Runtime {
    tokio: tokio::runtime::Runtime,
    http: reqwest::Client,
    /// Names that lead somewhere else than the system says; for tests.
    hosts: Vec<(String, SocketAddr)>,
    /// The clients for model servers on this computer and elsewhere; making one costs reading every certificate.
    clients: [OnceLock<reqwest::Client>; 2],
}

impl Runtime {
    /// Starts the runtime: two threads, which sleep when nothing is under way.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no threads.
    pub fn new() -> Result<Self> {
        let tokio = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("almanac-models")
            .enable_all()
            .build()
            .map_err(Error::internal)?;
        let http = reqwest::Client::builder()
            .user_agent(concat!("Almanac/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(15))
            .read_timeout(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::custom(follow))
            .build()
            .map_err(Error::internal)?;
        Ok(Self { tokio, http, hosts: Vec::new(), clients: Default::default() })
    }

    /// The same runtime, in which `host` leads to `address`.
    #[cfg(test)]
    pub(super) fn with_host(mut self, host: &str, address: SocketAddr) -> Self {
        self.hosts.push((host.into(), address));
        self
    }

    /// A client for one model server: 10 s to connect, no redirects, since those would carry texts elsewhere.
    /// A `local` one goes through no proxy, and `localhost` is this computer whatever a name server says.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system's certificates cannot be read.
    pub(super) fn client(&self, local: bool) -> Result<reqwest::Client> {
        let [here, elsewhere] = &self.clients;
        let made = if local { here } else { elsewhere };
        if let Some(client) = made.get() {
            return Ok(client.clone());
        }
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("Almanac/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none());
        if local {
            let here = [(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()];
            builder = builder.no_proxy().resolve_to_addrs("localhost", &here);
        }
        for (host, address) in &self.hosts {
            builder = builder.no_proxy().resolve(host, *address);
        }
        let client = builder.build().map_err(Error::internal)?;
        Ok(made.get_or_init(|| client).clone())
    }

    /// Runs a future to its end on this thread.
    ///
    /// Must not be called from async code (it panics there, as tokio does); a thread of
    /// `spawn_blocking` is fine.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.tokio.block_on(future)
    }

    /// The client for weights: 15 s to connect, 30 s of silence, at most ten redirects and none that
    /// leaves encryption.
    pub fn http(&self) -> &reqwest::Client {
        &self.http
    }
}

fn follow(attempt: reqwest::redirect::Attempt<'_>) -> reqwest::redirect::Action {
    let was_secure = attempt.previous().last().is_some_and(|url| url.scheme() == "https");
    if attempt.previous().len() > 10 {
        attempt.error("too many redirects")
    } else if was_secure && attempt.url().scheme() != "https" {
        attempt.error("the server redirects to an unencrypted address")
    } else {
        attempt.follow()
    }
}
