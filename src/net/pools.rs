//! The connections, a pool for each right to connect: a connection that one request may use is
//! never handed to a request that may not go there.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use url::{Host, Url};

use super::named::NamedBy;
use super::names::{Bound, Resolver};
use super::options::Options;
use crate::model::failure::network::{NetError, printable};
use crate::model::inside::{self, Networks, Own};

/// All connections of one client.
#[derive(Debug)]
pub(super) struct Pools {
    options: Options,
    networks: Arc<Networks>,
    /// The user's proxies, as the library that connects reads them; none if they are not used.
    proxies: Option<Matcher>,
    // Made when first needed: reading the system's certificates costs time that the first
    // frame of the reader should not wait for.
    pools: Mutex<HashMap<Right, reqwest::Client>>,
}

/// What a request may connect to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Right {
    /// Anything: the user named it.
    Free,
    /// What is not inside, or the asking source's own place.
    Guarded(Option<Own>),
    /// A proxy of the user, with an address that a source named.
    Proxied,
}

/// A pool, and whether its connections go to the asked host itself.
pub(super) struct Pool {
    pub(super) http: reqwest::Client,
    pub(super) is_direct: bool,
}

impl Pools {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            networks: Arc::new(options.allow_networks.clone()),
            proxies: options.system_proxy.then(Matcher::from_system),
            pools: Mutex::default(),
            options: options.clone(),
        }
    }

    /// The pool for an address that is named so.
    ///
    /// # Errors
    /// When the address may not be asked, or no client can be made.
    pub(super) fn pool(&self, url: &Url, named_by: &NamedBy) -> Result<Pool, NetError> {
        let is_direct = !self.is_proxied(url);
        let right = match named_by {
            NamedBy::User => Right::Free,
            NamedBy::Source(home) => {
                let own = home.place().and_then(|place| self.networks.own(place));
                let is_own = |host: &Host<&str>| home.is_spelled(host);
                self.judge(url, own, is_direct, is_own)?;
                if is_direct {
                    Right::Guarded(own)
                } else {
                    Right::Proxied
                }
            }
        };
        let http = self.client(right)?;
        Ok(Pool { http, is_direct })
    }

    /// Judges the host by its spelling. A literal address is never looked up, and behind a proxy
    /// no name is; all other names are judged by the addresses that they lead to.
    fn judge(
        &self,
        url: &Url,
        own: Option<Own>,
        is_direct: bool,
        is_own: impl Fn(&Host<&str>) -> bool,
    ) -> Result<(), NetError> {
        let Some(host) = url.host() else {
            return Ok(());
        };
        let refuse = |address: IpAddr| match self.networks.refuse(address, own) {
            Some(_) => Err(NetError::Inside {
                host: printable(&host.to_string()),
                address: Some(address),
            }),
            None => Ok(()),
        };
        match host {
            Host::Ipv4(address) => refuse(address.into()),
            Host::Ipv6(address) => refuse(address.into()),
            Host::Domain(name) if inside::is_localhost(name) => {
                let address = IpAddr::from([127, 0, 0, 1]);
                refuse(address)
            }
            Host::Domain(name) if !is_direct && inside::is_inside_name(name) && !is_own(&host) => {
                let host = printable(name);
                Err(NetError::Inside {
                    host,
                    address: None,
                })
            }
            Host::Domain(_) => Ok(()),
        }
    }

    fn is_proxied(&self, url: &Url) -> bool {
        let Some(proxies) = &self.proxies else {
            return false;
        };
        let Ok(address) = url.as_str().parse() else {
            return false;
        };
        proxies.intercept(&address).is_some()
    }

    fn client(&self, right: Right) -> Result<reqwest::Client, NetError> {
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(http) = pools.get(&right) {
            return Ok(http.clone());
        }
        let http = build(|| self.builder(right))?;
        pools.insert(right, http.clone());
        Ok(http)
    }

    fn builder(&self, right: Right) -> reqwest::ClientBuilder {
        let bound = match right {
            Right::Free | Right::Proxied => Bound::Anywhere,
            Right::Guarded(own) => Bound::Outside(self.networks.clone(), own),
        };
        let names = self.options.names.clone();
        let builder = builder(&self.options).dns_resolver(Arc::new(Resolver { names, bound }));
        // What was judged to be direct is made so, whatever the environment says.
        match right {
            Right::Guarded(_) => builder.no_proxy(),
            Right::Free | Right::Proxied if self.proxies.is_none() => builder.no_proxy(),
            Right::Free | Right::Proxied => builder,
        }
    }
}

fn build(builder: impl Fn() -> reqwest::ClientBuilder) -> Result<reqwest::Client, NetError> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // An error means that another part of the process chose a provider: good as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    if let Ok(client) = builder().build() {
        return Ok(client);
    }
    // A system without any authority's certificate (a bare container) can still read plain
    // http, loopback and the demo; https then fails with the certificate named.
    builder()
        .tls_certs_only([])
        .build()
        .map_err(|error| NetError::Setup(printable(&error.to_string())))
}

fn builder(options: &Options) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .referer(false)
        // Redirects are followed by hand: credentials, schemes and memory need judgement.
        .redirect(reqwest::redirect::Policy::none())
        // A second try at once is what an overloaded server needs least.
        .retry(reqwest::retry::never())
        .connect_timeout(options.connect_timeout)
        .pool_idle_timeout(Duration::from_secs(30))
        .pool_max_idle_per_host(options.per_host)
        // What other readers accept from sloppy servers.
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http2_max_header_list_size(64 << 10)
        .tcp_nodelay(true)
}
