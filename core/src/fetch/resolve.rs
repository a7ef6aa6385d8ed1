//! Names made into addresses that were looked at. The connection is made to exactly the address that was
//! checked, so a name that changes its mind in between changes nothing.

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{Reach, address};

/// Where names are looked up.
pub trait Names: Send + Sync {
    /// Every address of a name.
    ///
    /// # Errors
    /// There is none, or nobody could be asked.
    fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>>;

    /// Where an address that was let through is really connected to; tests lead it to themselves.
    fn route(&self, ip: IpAddr) -> SocketAddr {
        // Port 0 means the port of the request.
        SocketAddr::new(ip, 0)
    }
}

/// The computer's own way to look up names.
pub struct SystemNames;

impl Names for SystemNames {
    fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    }
}

/// A name led to an address inside; found again in the error's chain.
#[derive(Debug, thiserror::Error)]
#[error("{}", address::PRIVATE)]
pub(super) struct Inside;

/// What reqwest asks.
pub(super) struct Checked {
    pub(super) names: Arc<dyn Names>,
    pub(super) reach: Reach,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let (names, reach) = (Arc::clone(&self.names), self.reach);
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let asked = Arc::clone(&names);
            let found = tokio::task::spawn_blocking(move || asked.lookup(&name)).await??;
            // One address inside spoils them all: an honest site has none.
            if reach == Reach::Public && found.iter().any(|ip| !address::public(*ip)) {
                return Err(Inside.into());
            }
            let routed: Vec<SocketAddr> = found.into_iter().map(|ip| names.route(ip)).collect();
            Ok(Box::new(routed.into_iter()) as Addrs)
        })
    }
}
