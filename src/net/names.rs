//! Names of hosts looked up, and what comes back filtered: the one place that decides which
//! addresses are connected to, so that a name that changes its answer gains nothing.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::model::inside::{Networks, Own};

/// An answer to come.
pub type LookedUp = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Finds the addresses of a host's name.
pub trait Lookup: fmt::Debug + Send + Sync {
    /// The addresses of `name`, best first.
    fn lookup(&self, name: &str) -> LookedUp;
}

/// What looks names up; the system if nothing else is said.
#[derive(Debug, Clone)]
pub struct Names(Arc<dyn Lookup>);

impl Names {
    /// Names by something else than the system.
    #[must_use]
    pub fn by(lookup: impl Lookup + 'static) -> Self {
        Self(Arc::new(lookup))
    }
}

impl Default for Names {
    fn default() -> Self {
        Self::by(System)
    }
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Names {}

/// The system's own: the hosts file, the name servers, and what else it is told to ask.
#[derive(Debug)]
struct System;

impl Lookup for System {
    fn lookup(&self, name: &str) -> LookedUp {
        let name = name.to_owned();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Where a connection may go.
#[derive(Debug, Clone)]
pub(super) enum Bound {
    /// Anywhere.
    Anywhere,
    /// Outside, to the networks that the user allows, and to the asking source's own place.
    Outside(Arc<Networks>, Option<Own>),
}

/// Looks a name up and leaves out what may not be connected to.
#[derive(Debug)]
pub(super) struct Resolver {
    pub(super) names: Names,
    pub(super) bound: Bound,
}

/// A name all of whose addresses are refused.
#[derive(Debug, thiserror::Error)]
#[error("it leads to {address}, {words}")]
pub(super) struct Refused {
    /// One of them.
    pub(super) address: IpAddr,
    /// What that is.
    words: &'static str,
}

impl Bound {
    /// What is left of some addresses.
    fn filter(&self, found: Vec<IpAddr>) -> Result<Vec<IpAddr>, Refused> {
        let Self::Outside(networks, own) = self else {
            return Ok(found);
        };
        let mut refused = None;
        let mut left = Vec::with_capacity(found.len());
        for address in found {
            match networks.refuse(address, *own) {
                Some(words) => refused = refused.or(Some(Refused { address, words })),
                None => left.push(address),
            }
        }
        match refused {
            Some(refused) if left.is_empty() => Err(refused),
            _ => Ok(left),
        }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (found, bound) = (self.names.0.lookup(name.as_str()), self.bound.clone());
        Box::pin(async move {
            let left = bound.filter(found.await?)?;
            // The port comes from the address that is asked.
            let addresses = left.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_both_kinds_of_addresses_keeps_the_public_ones() {
        let addresses = |texts: &[&str]| -> Vec<IpAddr> {
            let parse = |text: &&str| text.parse().expect("an address");
            texts.iter().map(parse).collect()
        };
        let outside = Bound::Outside(Arc::default(), None);
        let mixed = addresses(&["127.0.0.1", "8.8.8.8", "::1"]);
        let left = outside.filter(mixed.clone()).expect("one is left");
        assert_eq!(left, addresses(&["8.8.8.8"]));
        let refused = outside.filter(addresses(&["10.0.0.1", "::1"]));
        let words = refused.expect_err("none is left").to_string();
        assert_eq!(words, "it leads to 10.0.0.1, a private address");
        assert_eq!(Bound::Anywhere.filter(mixed.clone()).expect("all"), mixed);
    }
}
