//! What is known of a page's site, and what the page adds to that. Learning never keeps anybody
//! from reading: where the store cannot be asked, the page is judged by itself.

use url::Url;

use super::clock;
use crate::extract::site::{Observation, Template};
use crate::store;

/// The site of a page, if it is one and there is a store to remember it in.
pub struct Site<'a> {
    store: Option<&'a store::Handle>,
    authority: Option<String>,
}

impl<'a> Site<'a> {
    /// The site of the page at an address.
    pub fn of(store: Option<&'a store::Handle>, url: &str) -> Self {
        Self {
            store,
            authority: authority(url),
        }
    }

    /// What is known of it.
    pub async fn template(&self) -> Template {
        let (Some(store), Some(authority)) = (self.store, self.authority.clone()) else {
            return Template::default();
        };
        let known = store.call(move |store| store.template(&authority)).await;
        known.unwrap_or_default()
    }

    /// Adds what a page teaches. Nobody waits for it; when it fails, the next page teaches the
    /// same.
    pub fn learn(self, page: Observation) {
        if let (Some(store), Some(authority)) = (self.store, self.authority) {
            store.post(move |store| drop(store.learn(&authority, &page, clock::now())));
        }
    }
}

/// Host without `www.`, and port: the same with and without encryption.
fn authority(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_host_whatever_the_scheme() {
        for url in ["https://www.a.example/x", "http://a.example/y?z"] {
            assert_eq!(authority(url).as_deref(), Some("a.example"));
        }
        let with_port = authority("http://127.0.0.1:8080/");
        assert_eq!(with_port.as_deref(), Some("127.0.0.1:8080"));
        assert_eq!(authority("no address"), None);
    }
}
