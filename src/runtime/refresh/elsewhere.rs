//! Which of the feeds that a page names are asked during a refresh.
//!
//! A refresh makes one request a source. A page whose feeds do not answer serves by itself, and
//! its feeds are left alone for some days. A link that only looks like that of a feed never takes
//! over from a list that works, and the header of the answer does not either:
//! the same headlines would come a second time under the ids of the feed.

use jiff::{SignedDuration, Timestamp};

use crate::ingest::identity;
use crate::ingest::page::Alternate;
use crate::model::FetchState;
use crate::model::source::Refused;
use crate::runtime::clock;

/// Feeds of one page that are asked in one refresh; as many as for somebody who adds the page.
pub(super) const MAX_NAMED: usize = 6;
/// How long feeds that did not answer are left alone.
const LEFT_ALONE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Those to ask now. `has_own`: the page has headlines of its own.
pub(super) fn wanted(
    state: &FetchState,
    mut named: Vec<Alternate>,
    has_own: bool,
) -> Vec<Alternate> {
    let serves = has_own && state.discovered.is_none() && state.body_hash.is_some();
    named.retain(|one| one.is_stated || !serves);
    named.truncate(MAX_NAMED);
    let addresses: Vec<&str> = named.iter().map(|one| one.url.as_str()).collect();
    let refused = state.refused.as_ref().is_some_and(|refused| {
        let age = clock::now().duration_since(refused.at);
        refused.feeds == digest(&addresses) && (SignedDuration::ZERO..LEFT_ALONE).contains(&age)
    });
    if refused && has_own {
        named.clear();
    }
    named
}

/// What to remember after the page had to serve by itself.
pub(super) fn refused(state: &FetchState, asked: &[&str], now: Timestamp) -> Option<Refused> {
    if asked.is_empty() {
        return state.refused.clone();
    }
    Some(Refused {
        feeds: digest(asked),
        at: now,
    })
}

fn digest(addresses: &[&str]) -> String {
    identity::digest(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_works_gives_way_to_what_the_page_states_alone() {
        let named = |path: &str, is_stated| Alternate {
            url: format!("https://a.example/{path}"),
            title: None,
            is_stated,
        };
        let both = vec![named("stated", true), named("hint", false)];
        let fresh = FetchState::default();
        let works = FetchState {
            body_hash: Some(1),
            ..FetchState::default()
        };
        assert_eq!(wanted(&fresh, both.clone(), true), both);
        assert_eq!(wanted(&works, both.clone(), false), both);
        assert_eq!(wanted(&works, both.clone(), true), both[..1]);
        let asked = ["https://a.example/stated"];
        let refused = refused(&works, &asked, clock::now());
        let tried = FetchState { refused, ..works };
        assert_eq!(wanted(&tried, both.clone(), true), []);
        assert_eq!(wanted(&tried, both.clone(), false), both);
    }
}
