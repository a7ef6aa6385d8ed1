//! The conversation with a server: one request a hop, each hop checked like the first.

use std::error::Error as _;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, StatusCode};
use url::Url;

use super::resolve::{Checked, Inside};
use super::{Fetched, Fetcher, Limits, Reach, address};
use crate::error::{Error, Result};
use crate::operations::Cancel;

/// How often it is asked whether the program stops.
const LOOK: Duration = Duration::from_millis(200);

impl Fetcher {
    /// Fetches a page.
    ///
    /// # Errors
    /// As [`Fetcher::get`].
    pub(super) fn fetch(&self, url: &Url, reach: Reach, cancel: &Cancel) -> Result<Fetched> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::internal)?;
        let fetched = runtime.block_on(async {
            tokio::select! {
                fetched = tokio::time::timeout(self.limits.total, self.follow(url, reach)) => {
                    fetched.unwrap_or_else(|_| Err(too_slow(self.limits.total)))
                }
                () = cancelled(cancel) => Err(Error::Cancelled),
            }
        });
        // A name that is still being looked up is not waited for.
        runtime.shutdown_background();
        fetched
    }

    async fn follow(&self, start: &Url, reach: Reach) -> Result<Fetched> {
        let client = self.client(reach)?;
        let mut url = start.clone();
        let mut seen = vec![url.clone()];
        loop {
            address::check(&url, reach).map_err(|error| match seen.len() {
                1 => error,
                _ => Error::invalid(format!("The page redirects to a blocked address. {error}")),
            })?;
            let request = client
                .get(url.clone())
                .header(ACCEPT, "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.5");
            let response = request.header(ACCEPT_ENCODING, "gzip").send().await.map_err(|error| self.said(&error))?;
            let Some(next) = redirect(&url, &response)? else {
                return self.take(url, response).await;
            };
            onward(&url, &next)?;
            if seen.contains(&next) {
                return Err(Error::invalid("The page redirects in a circle."));
            }
            if seen.len() > self.limits.redirects {
                return Err(Error::invalid(format!("The page redirects more than {} times.", self.limits.redirects)));
            }
            seen.push(next.clone());
            url = next;
        }
    }

    /// A client without memory: no cookies, no proxy of the environment, no connection kept.
    fn client(&self, reach: Reach) -> Result<Client> {
        Client::builder()
            .user_agent(concat!("Almanac/", env!("CARGO_PKG_VERSION")))
            .dns_resolver(Arc::new(Checked { names: Arc::clone(&self.names), reach }))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .pool_max_idle_per_host(0)
            .connect_timeout(self.limits.stall)
            .read_timeout(self.limits.stall)
            .build()
            .map_err(Error::internal)
    }

    async fn take(&self, url: Url, response: Response) -> Result<Fetched> {
        refuse(response.status())?;
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_lowercase);
        let content_type = header(CONTENT_TYPE)
            .and_then(|value| value.split(';').next().map(|kind| kind.trim().to_owned()))
            .filter(|kind| !kind.is_empty());
        if content_type.as_deref().is_some_and(|kind| kind.starts_with("audio/") || kind.starts_with("video/")) {
            return Err(Error::invalid("This address leads to sound or film, which cannot be read."));
        }
        let encoding = header(CONTENT_ENCODING).unwrap_or_default();
        let mut bytes = Vec::new();
        let mut pieces = response.bytes_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| self.said(&error))?;
            if bytes.len() + piece.len() > self.limits.bytes {
                return Err(self.too_large());
            }
            bytes.extend_from_slice(&piece);
        }
        let bytes = match encoding.as_str() {
            "" | "identity" => bytes,
            "gzip" | "x-gzip" => self.unpack(&bytes)?,
            _ => return Err(Error::invalid("The site answered in an encoding that was not asked for.")),
        };
        if bytes.is_empty() {
            return Err(Error::invalid("The site answered with an empty page."));
        }
        Ok(Fetched { url, content_type, bytes })
    }

    /// What the sender says of the size is not believed; what was unpacked is counted.
    fn unpack(&self, packed: &[u8]) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = self.limits.bytes as u64 + 1;
        flate2::read::MultiGzDecoder::new(packed)
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|_| Error::Offline("The page arrived damaged.".into()))?;
        if bytes.len() as u64 >= limit { Err(self.too_large()) } else { Ok(bytes) }
    }

    fn too_large(&self) -> Error {
        Error::invalid(format!("The page is larger than {} MB, so it was not kept.", (self.limits.bytes >> 20).max(1)))
    }

    /// What went wrong on the way, in words.
    fn said(&self, error: &reqwest::Error) -> Error {
        let Limits { stall, .. } = self.limits;
        let mut cause = error.source();
        let mut deepest = String::new();
        while let Some(inner) = cause {
            // An error inside io::Error hides from `source`.
            let hidden = inner.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
            if inner.is::<Inside>() || hidden.is_some_and(|inner| inner.is::<Inside>()) {
                return Error::invalid(address::PRIVATE);
            }
            deepest = inner.to_string();
            cause = inner.source();
        }
        if deepest.contains("certificate") || deepest.contains("Certificate") {
            return Error::invalid(format!("Certificate problem: {deepest}. The page was not fetched."));
        }
        if error.is_timeout() {
            return too_slow(stall);
        }
        if error.is_connect() {
            return Error::Offline(format!("The site could not be reached: {deepest}."));
        }
        Error::Offline("The connection broke off before the page was whole.".into())
    }
}

fn too_slow(limit: Duration) -> Error {
    Error::Offline(format!("The site did not answer within {} s.", limit.as_secs().max(1)))
}

/// Where a redirect leads; none when it is none.
fn redirect(from: &Url, response: &Response) -> Result<Option<Url>> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let target = response.headers().get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let Some(target) = target else {
        return Err(Error::invalid("The page redirects, but does not say where to."));
    };
    let blocked = |error| Error::invalid(format!("The page redirects to a blocked address. {error}"));
    let joined = from.join(target).map_err(|error| blocked(error.to_string()))?;
    let mut next = address::parse(joined.as_str()).map_err(|error| blocked(error.to_string()))?;
    next.set_fragment(None);
    Ok(Some(next))
}

/// Refuses to go on unencrypted.
pub(super) fn onward(from: &Url, to: &Url) -> Result<()> {
    crate::require!(
        from.scheme() == "http" || to.scheme() == "https",
        "The page redirects from an encrypted to an unencrypted address, so it was not fetched."
    );
    Ok(())
}

fn refuse(status: StatusCode) -> Result<()> {
    if status == StatusCode::OK || status == StatusCode::NON_AUTHORITATIVE_INFORMATION {
        return Ok(());
    }
    let code = status.as_u16();
    Err(match code {
        401 | 403 | 407 => Error::invalid(format!("The site asks for a sign-in, or refuses ({code}).")),
        402 => Error::invalid("The site asks for a payment (402)."),
        404 => Error::invalid("There is no such page (404)."),
        410 => Error::invalid("The page was taken away for good (410)."),
        451 => Error::invalid("The page is withheld for legal reasons (451)."),
        408 | 425 | 429 | 500..=599 => Error::Offline(format!("The site is busy or out of order ({code}).")),
        _ => Error::invalid(format!("The site answered with {code} instead of a page.")),
    })
}

async fn cancelled(cancel: &Cancel) {
    while !cancel.cancelled() {
        tokio::time::sleep(LOOK).await;
    }
}
