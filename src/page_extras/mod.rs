//! What a page shows beside its story: the instruments of the story with their prices, and the
//! headlines that it recommends, each with the boxes they stand in.

mod headed;
pub mod instruments;
pub mod related;

use scraper::Html;
use url::Url;

use instruments::FoundInstruments;
use related::FoundHeadlines;

/// The instruments and the related headlines of a page.
pub struct PageExtras {
    /// With their prices.
    pub instruments: FoundInstruments,
    /// Headlines that the page recommends.
    pub related: FoundHeadlines,
}

impl PageExtras {
    /// Looks for both.
    #[must_use]
    pub fn of(document: &Html, base: Option<&Url>) -> Self {
        let lang = document.root_element().attr("lang");
        Self {
            instruments: instruments::find(document, base, lang),
            related: related::find(document, base),
        }
    }
}
