//! The instruments of a story, with the prices that stood on its page.
//!
//! Three sources, the surest first: a block under a heading such as "Valeurs associées"; marks
//! for machines (JSON in an attribute, schema.org's `tickerSymbol`, links to quote pages)
//! inside the story; lines in the form `[name] last CUR venue ±x %`. Strips of indices in
//! headers, navigation and margins are on every page of a site and say nothing about a story,
//! so they never count, nor does the share of the company that publishes the page; and a page
//! that has the block is believed and not searched further.

mod found;
pub(crate) mod links;
mod overview;
mod own;
mod region;
pub(crate) mod rows;
mod schema;
mod state;
mod unheaded;

use std::sync::OnceLock;

use scraper::Html;
use url::Url;

use crate::page_extras::headed::{self, Phrases};
use crate::words::Words;
pub use found::FoundInstruments;
use found::{MAX_INSTRUMENTS, add, same};
use own::Publisher;
use rows::PageContext;

/// Finds the instruments of a page. `lang` decides how `17,806` is read where the numbers
/// beside it do not.
#[must_use]
pub fn find(document: &Html, base: Option<&Url>, lang: Option<&str>) -> FoundInstruments {
    let page = PageContext { base, lang };
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

fn under_headings(document: &Html, page: PageContext<'_>) -> FoundInstruments {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| Phrases::of(Words::InstrumentHeading.all()));
    let mut found = FoundInstruments::default();
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

#[cfg(test)]
mod tests;
