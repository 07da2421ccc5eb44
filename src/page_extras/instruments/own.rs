//! The company that publishes a page: its own share in a masthead, a footer or a box for
//! investors is on every page of its site and says nothing about a story.

use std::collections::HashSet;
use std::sync::OnceLock;

use scraper::{ElementRef, Html};
use url::Url;

use super::rows;
use crate::market::notation::folded;
use crate::markup::attribute;
use crate::model::{Instrument, InstrumentKind};
use crate::page_extras::headed::text_length;
use crate::words::Words;

/// Longest heading of a box, in bytes.
const MAX_HEADING: usize = 60;

fn all(words: Words) -> HashSet<String> {
    words.all().iter().map(|word| folded(word)).collect()
}

/// Who publishes a page, by the names that the page gives.
pub(super) struct Publisher {
    names: HashSet<String>,
}

impl Publisher {
    pub(super) fn of(document: &Html, base: Option<&Url>) -> Self {
        let mut names = HashSet::new();
        for element in document.root_element().descendent_elements() {
            let element = element.value();
            if element.name() != "meta" {
                continue;
            }
            let named = attribute::of(element, "property").or(attribute::of(element, "name"));
            let is_site = matches!(named, Some("og:site_name" | "application-name"));
            if let Some(name) = attribute::of(element, "content").filter(|_| is_site) {
                names.insert(core(name));
            }
        }
        // "www.acme.com" is Acme's, whatever its pages say.
        let label = base
            .and_then(|base| base.host_str())
            .and_then(|host| rows::site(host).split('.').next());
        names.extend(label.map(core));
        names.retain(|name| name.len() >= 3);
        Self { names }
    }

    /// Whether an instrument is the publisher's own share. An index may have the name of the
    /// exchange that publishes the page.
    pub(super) fn owns(&self, instrument: &Instrument) -> bool {
        instrument.kind != InstrumentKind::Index && self.names.contains(&core(&instrument.name))
    }

    /// Whether an address is on the site of the page.
    pub(super) fn is_home(address: &str, base: Option<&Url>) -> bool {
        let host = base.and_then(|base| base.host_str()).map(rows::site);
        let url = Url::parse(address).ok();
        host.is_some() && url.as_ref().and_then(|url| url.host_str()).map(rows::site) == host
    }
}

/// A company's name without what says only its form: "The Acme Co., Inc." is "acme".
fn core(name: &str) -> String {
    static FORMS: OnceLock<HashSet<String>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| all(Words::CompanyForm));
    let words = name.split([' ', ',', '.', '/', '-']).map(folded);
    words.filter(|word| !forms.contains(word)).collect()
}

/// Whether an element is a box that opens with a heading about the publisher itself.
pub(super) fn is_own_box(element: ElementRef<'_>) -> bool {
    static HEADINGS: OnceLock<HashSet<String>> = OnceLock::new();
    let is_box = matches!(element.value().name(), "section" | "div" | "td");
    let first = || element.child_elements().next();
    let heading = is_box.then(first).flatten().filter(|first| {
        let name = first.value().name();
        matches!(name, "h2" | "h3" | "h4" | "h5" | "h6" | "strong" | "header")
            && text_length(*first, MAX_HEADING) < MAX_HEADING
    });
    heading.is_some_and(|heading| {
        let headings = HEADINGS.get_or_init(|| all(Words::CompanyHeading));
        headings.contains(&folded(&rows::leaves(heading).join(" ")))
    })
}
