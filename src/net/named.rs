//! By whom the address of a request is named, which decides where it may lead.
//!
//! What the user configures, types or opens by hand may lead anywhere. What a feed, a page or
//! an answer names may not lead inside (see [`super::inside`]), except to the very place where
//! its source is.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use url::{Host, Url};

use crate::model::inside::{self, Own};
use crate::model::source::{Location, shown_address};

/// By whom the address of a request is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedBy {
    /// The user: configured, typed, or opened by hand.
    User,
    /// A source, by what it sent: links, redirects, feeds and sitemaps that a page names.
    Source(Home),
}

impl NamedBy {
    /// A configured source. For what a server brings that holds the user's feeds, that is the
    /// feed's own address, never the server's.
    #[must_use]
    pub fn source(address: &str, location: Location) -> Self {
        let at = match location {
            Location::Inside(at) => Some(at),
            Location::Unknown | Location::Outside => None,
        };
        Self::Source(Home {
            address: Url::parse(address.trim()).ok(),
            at,
        })
    }

    /// The place inside that such an address may lead to, if it is not the user's.
    #[must_use]
    pub(crate) fn own(&self) -> Option<Own> {
        match self {
            Self::User => None,
            Self::Source(home) => home.own(),
        }
    }

    /// By whom addresses are named that stand in an answer to such a request: in an answer from
    /// `address`, which was connected to at `at` (`None` behind a proxy).
    #[must_use]
    pub(crate) fn in_answer(&self, address: &Url, at: Option<IpAddr>) -> Self {
        match self {
            Self::User => Self::Source(Home {
                address: Some(address.clone()),
                at,
            }),
            Self::Source(_) => self.clone(),
        }
    }
}

/// Where a source is at home.
#[derive(Clone, PartialEq, Eq)]
pub struct Home {
    /// Its address; none for a command or a file.
    address: Option<Url>,
    /// The address inside that its name stands for. What the name says at the moment is no
    /// proof: whoever owns the name can change it.
    at: Option<IpAddr>,
}

impl Home {
    /// The place inside that this source may name.
    #[must_use]
    fn own(&self) -> Option<Own> {
        self.place().and_then(Own::at)
    }

    /// The address that it is at, as far as that is certain.
    pub(super) fn place(&self) -> Option<IpAddr> {
        match self.host()? {
            Host::Domain(name) if inside::is_localhost(name) => Some(Ipv4Addr::LOCALHOST.into()),
            Host::Domain(_) => self.at,
            // A literal address is what it says.
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
        }
    }

    /// Whether a host is spelled like this source's own.
    #[must_use]
    pub(super) fn is_spelled(&self, host: &Host<&str>) -> bool {
        self.host().is_some_and(|own| match (&own, host) {
            (Host::Domain(own), Host::Domain(other)) => inside::same_name(own, other),
            (own, other) => own == other,
        })
    }

    /// Whether the user's name and password for this source may be sent to an address.
    pub(super) fn trusts(&self, url: &Url) -> bool {
        self.address.as_ref().is_some_and(|own| {
            own.origin() == url.origin()
                && own.username() == url.username()
                && own.password() == url.password()
        })
    }

    fn host(&self) -> Option<Host<&str>> {
        self.address.as_ref()?.host()
    }
}

/// Without the password.
impl fmt::Debug for Home {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.address.as_ref().map(|url| shown_address(url.as_str()));
        formatter
            .debug_struct("Home")
            .field("address", &address)
            .field("at", &self.at)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(address: &str, location: Location) -> Option<Own> {
        NamedBy::source(address, location).own()
    }

    #[test]
    fn a_source_is_at_home_where_it_was_seen() {
        let nas: IpAddr = "192.168.1.5".parse().expect("an address");
        let seen = Location::Inside(nas);
        assert_eq!(
            own("http://192.168.1.5:8080/feed", Location::Unknown),
            Some(Own::Address(nas))
        );
        assert_eq!(
            own("http://nas.example/feed", seen),
            Some(Own::Address(nas))
        );
        assert_eq!(own("http://nas.example/feed", Location::Outside), None);
        assert_eq!(
            own("http://8.8.8.8/feed", seen),
            None,
            "a literal cannot move"
        );
        assert_eq!(
            own("http://LocalHost.:80/", Location::Outside),
            Some(Own::Loopback)
        );
        assert_eq!(own("file:/tmp/feed.xml", seen), None);
        assert_eq!(own("exec:feed", seen), None);
    }

    #[test]
    fn a_password_is_not_printed() {
        let named = NamedBy::source("https://me:secret@a.example/feed", Location::Unknown);
        assert!(!format!("{named:?}").contains("secret"));
    }
}
