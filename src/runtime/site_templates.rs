//! What is known of a page's site, and what the page adds to that. Learning never keeps anybody
//! from reading: where the store cannot be asked, the page is judged by itself.

use super::clock;
use crate::extract::site::{Observation, Template};
use crate::model::explanation::site_of;
use crate::store;

/// The site of a page, if it is one and there is a store to remember it in.
pub(super) struct Site<'a> {
    store: Option<&'a store::Handle>,
    authority: Option<String>,
}

impl<'a> Site<'a> {
    /// The site of the page at an address.
    pub(super) fn of(store: Option<&'a store::Handle>, url: &str) -> Self {
        Self {
            store,
            authority: site_of(url),
        }
    }

    /// What is known of it.
    pub(super) async fn template(&self) -> Template {
        let (Some(store), Some(authority)) = (self.store, self.authority.clone()) else {
            return Template::default();
        };
        let known = store.call(move |store| store.template(&authority)).await;
        known.unwrap_or_default()
    }

    /// Adds what a page teaches. Nobody waits for it; when it fails, the next page teaches the
    /// same.
    pub(super) fn learn(self, page: Observation) {
        if let (Some(store), Some(authority)) = (self.store, self.authority) {
            store.post(move |store| drop(store.learn(&authority, &page, clock::now())));
        }
    }
}
