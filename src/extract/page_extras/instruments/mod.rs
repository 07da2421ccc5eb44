//! The instruments of a story, with the prices that stood on its page.
//!
//! Three sources, the surest first: a block under a heading such as "Valeurs associées"; marks
//! for machines (JSON in an attribute, schema.org's `tickerSymbol`, links to quote pages)
//! inside the story; lines in the form `[name] last CUR venue ±x %`. Strips of indices in
//! headers, navigation and margins are on every page of a site and say nothing about a story,
//! so they never count, nor does the share of the company that publishes the page; and a page that has the block is believed and not searched further.

pub(crate) mod headed;
pub(crate) mod links;
mod overview;
mod own;
mod phrases;
mod region;
pub(crate) mod rows;
mod schema;
mod state;
mod unheaded;

use std::sync::OnceLock;

use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use crate::model::{Instrument, InstrumentKind};
use headed::Phrases;
use own::Publisher;
use rows::Page;

/// Most instruments of one story.
pub(crate) const MAX_INSTRUMENTS: usize = 40;

/// What was found, and what the article's text leaves out because of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// In the page's order, each once.
    pub instruments: Vec<Instrument>,
    /// Subtrees that hold nothing but instruments.
    pub containers: Vec<NodeId>,
}

/// Finds the instruments of a page. `lang` decides how `17,806` is read where the numbers
/// beside it do not.
#[must_use]
pub fn find(document: &Html, base: Option<&Url>, lang: Option<&str>) -> Found {
    let page = Page { base, lang };
    let mut found = under_headings(document, page);
    let publisher = Publisher::of(document, base);
    if found.instruments.is_empty() {
        found = unheaded::find(document, page, &publisher);
    }
    if found.instruments.is_empty() || found.containers.is_empty() {
        let mut named = schema::find(document, base);
        named.retain(|one| !publisher.owns(one));
        named.retain(|one| !found.instruments.iter().any(|other| same(one, other)));
        found.instruments.append(&mut named);
    }
    found.instruments.truncate(MAX_INSTRUMENTS);
    found
}

fn under_headings(document: &Html, page: Page<'_>) -> Found {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| Phrases::of(phrases::HEADINGS));
    let mut found = Found::default();
    let headings = headed::find(document, phrases);
    for heading in headings
        .filter(|text| !region::is_of_the_site(*text))
        .take(8)
    {
        for mut block in headed::blocks(heading) {
            let mut rows = Vec::new();
            let mut last = 0;
            for (at, element) in block.body.iter().enumerate() {
                if is_prose(*element) {
                    break;
                }
                let before = rows.len();
                rows::collect(*element, page, &mut rows);
                if rows.len() > before {
                    last = at + 1;
                }
            }
            if rows.is_empty() {
                continue;
            }
            block.body.truncate(last);
            found.containers.extend(block.containers());
            rows.into_iter()
                .for_each(|row| add(&mut found.instruments, row));
        }
    }
    found
}

/// A paragraph of the story, not a row.
fn is_prose(element: scraper::ElementRef<'_>) -> bool {
    element.value().name() == "p" && headed::text_length(element, 240) > 200
}

/// Adds an instrument, or completes the one that is there already.
fn add(instruments: &mut Vec<Instrument>, one: Instrument) {
    match instruments.iter_mut().find(|other| same(other, &one)) {
        None => instruments.push(one),
        Some(other) => {
            other.price = other.price.or(one.price);
            other.decimals = other.decimals.or(one.decimals);
            other.change_pct = other.change_pct.or(one.change_pct);
            other.currency = other.currency.take().or(one.currency);
            other.venue = other.venue.take().or(one.venue);
            other.isin = other.isin.take().or(one.isin);
            other.link = other.link.take().or(one.link);
            other.priced_at = other.priced_at.or(one.priced_at);
            if other.kind == InstrumentKind::Unknown {
                other.kind = one.kind;
            }
            if Some(&other.name) == other.symbol.as_ref() && !one.name.is_empty() {
                other.name = one.name;
            }
        }
    }
}

/// The same symbol; rows without one are the same only if all of them is.
fn same(one: &Instrument, other: &Instrument) -> bool {
    match (&one.symbol, &other.symbol) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests;
