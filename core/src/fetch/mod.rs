//! The one way to a web page. Only public addresses are asked, also after a redirect and after the name was
//! resolved; nothing is sent but the request itself; what comes back is bounded in size and time.
//!
//! Every fetch, also a refused one, is recorded for the person to see ([`log`]).

mod address;
mod log;
pub mod operations;
mod request;
mod resolve;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::App;
use crate::error::{Error, Result};
use crate::settings;

pub use address::parse;
pub use log::FetchLine;
pub use resolve::{Names, SystemNames};
pub use url::Url;

/// Which addresses may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Only those of the open internet.
    Public,
    /// Also those of this computer and its network: the person has said so.
    Private,
}

/// What a fetch may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes, as sent and again as unpacked.
    pub bytes: usize,
    /// The whole fetch, redirects included.
    pub total: Duration,
    /// Silence between two pieces.
    pub stall: Duration,
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 20 << 20, total: Duration::from_secs(60), stall: Duration::from_secs(20), redirects: 10 }
    }
}

/// What was found at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was found, after redirects.
    pub url: Url,
    /// The `Content-Type` without its parameters, in small letters, if one was sent.
    pub content_type: Option<String>,
    pub bytes: Vec<u8>,
}

/// Fetches pages.
pub struct Fetcher {
    names: Arc<dyn Names>,
    limits: Limits,
}

impl Default for Fetcher {
    fn default() -> Self {
        Self::new(Arc::new(SystemNames), Limits::default())
    }
}

impl Fetcher {
    /// One with its own names and limits, for tests.
    pub fn new(names: Arc<dyn Names>, limits: Limits) -> Self {
        Self { names, limits }
    }

    /// Whether anything may be fetched at all.
    ///
    /// # Errors
    /// The settings cannot be read.
    pub fn may(&self, app: &App) -> Result<bool> {
        Ok(!app.db.read(settings::read)?.local_only)
    }

    /// Fetches a page as the settings allow, and records it. Blocks; never call it inside a transaction.
    ///
    /// # Errors
    /// [`Error::Offline`] where another try may help, [`Error::Invalid`] where not, also with *local only*.
    pub fn get(&self, app: &App, url: &Url) -> Result<Fetched> {
        let settings = app.db.read(settings::read)?;
        let reach = if settings.fetch_private { Reach::Private } else { Reach::Public };
        let (began, at) = (Instant::now(), app.db.clock().now());
        let fetched = match settings.local_only {
            true => Err(Error::invalid("Local only is on in Settings, so nothing was fetched.")),
            false => self.fetch(url, reach, &app.stop),
        };
        let took = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        log::add(&app.db, url, (&at).into(), took, &fetched)?;
        fetched
    }
}
