//! Lists as microformats mark them up: h-feed and h-entry (microformats.org/wiki/h-feed), and
//! hAtom's `hentry` before them.
//!
//! Properties belong to the nearest root around them: the name of an author's h-card inside
//! an entry is not the entry's name.

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::cards::Card;
use super::document::selector;
use super::entries::MAX_ENTRIES;
use super::item;
use super::visible::visible;
use crate::dates;
use crate::markup::{clean, html};
use crate::model::headline::Entry;

/// Roots of entries.
pub(super) const ITEMS: &str = ".h-entry, .hentry";

static ENTRIES: LazyLock<Selector> = LazyLock::new(|| selector(ITEMS));
static PROPERTIES: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        ".p-name, .entry-title, .u-url, [rel~=bookmark], .dt-published, .published, .dt-updated, \
         .updated, .p-summary, .entry-summary, .e-content, .p-author, .author, .u-photo, \
         .u-featured",
    )
});

/// Properties of one entry that are looked at.
const MAX_PROPERTIES: usize = 60;
/// Characters of a note that stand for its name.
const NAME: usize = 90;

/// The entries of the page that are not inside another entry.
pub(super) fn find(document: &Html, base: &Url) -> Vec<Entry> {
    let is_entry = |element: ElementRef<'_>| ENTRIES.matches(&element);
    document
        .select(&ENTRIES)
        .filter(|element| {
            let mut above = element.ancestors().filter_map(ElementRef::wrap);
            !above.any(is_entry)
        })
        .take(MAX_ENTRIES)
        .filter_map(|element| entry(element, base))
        .collect()
}

/// One entry: its properties, and what is implied or guessed where there are none.
fn entry(root: ElementRef<'_>, base: &Url) -> Option<Entry> {
    let own: Vec<ElementRef<'_>> = root
        .select(&PROPERTIES)
        .filter(|element| belongs(*element, root))
        .take(MAX_PROPERTIES)
        .collect();
    let first = |names: &[&str]| {
        own.iter()
            .find(|element| {
                element
                    .value()
                    .classes()
                    .any(|class| names.contains(&class))
            })
            .copied()
    };
    let guessed = item::entry(&Card::alone(root), base).unwrap_or_default();
    let named = first(&["p-name", "entry-title"]).map(visible);
    let content = first(&["p-summary", "entry-summary", "e-content"]).map(visible);
    let title = match named.filter(|name| !name.is_empty()) {
        Some(name) => name,
        // A note has no name, and its date is what it is linked by.
        None if guessed.title.is_empty() || dates::is_date(&guessed.title) => {
            first_words(content.as_deref()?)
        }
        None => guessed.title,
    };
    let url = first(&["u-url"]).or_else(|| {
        let is_bookmark = |element: &&ElementRef<'_>| element.attr("rel").is_some();
        own.iter().find(is_bookmark).copied()
    });
    let link = url
        .and_then(|element| address(element, base))
        .or(guessed.link);
    let date = |names: &[&str]| first(names).and_then(date);
    let author = first(&["p-author", "author"]).map(visible);
    let photo = first(&["u-featured", "u-photo"]).and_then(|element| address(element, base));
    let summary = first(&["p-summary", "entry-summary"]).map(visible);
    Some(Entry {
        title: clean::line(&title),
        link: Some(link?),
        published: date(&["dt-published", "published"]).or(guessed.published),
        updated: date(&["dt-updated", "updated"]),
        author: author.filter(|name| !name.is_empty() && name.chars().count() <= 80),
        summary_html: summary
            .map(|text| html::escape(&text))
            .or(guessed.summary_html),
        thumbnail: photo.or(guessed.thumbnail),
        ..Entry::default()
    })
}

/// Whether the nearest root around a property is this one.
fn belongs(property: ElementRef<'_>, root: ElementRef<'_>) -> bool {
    let is_root = |element: &ElementRef<'_>| {
        element
            .value()
            .classes()
            .any(|class| class.starts_with("h-") || matches!(class, "hentry" | "vcard"))
    };
    let nearest = property
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(is_root);
    nearest.is_some_and(|nearest| nearest.id() == root.id())
}

/// A `u-` property: the address that an element leads to or shows.
fn address(element: ElementRef<'_>, base: &Url) -> Option<String> {
    let stated = ["href", "src", "data", "value"]
        .iter()
        .find_map(|name| element.attr(name));
    match stated {
        Some(stated) => clean::web_url(stated, Some(base)),
        None => clean::web_url(&visible(element), Some(base)),
    }
}

/// A `dt-` property.
fn date(element: ElementRef<'_>) -> Option<jiff::Timestamp> {
    let stated = ["datetime", "title", "value"]
        .iter()
        .find_map(|name| element.attr(name));
    dates::strict(&stated.map_or_else(|| visible(element), clean::line))
}

fn first_words(text: &str) -> String {
    crate::ingest::teaser::teaser(&html::escape(text), NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_belong_to_the_nearest_root() {
        let page = Html::parse_document(
            "<div class=h-feed><article class=h-entry>
               <a class='p-author h-card' href=/ada><span class=p-name>Ada Marsh</span></a>
               <h2 class=p-name>Dam gives way</h2><a class=u-url href=/dam>#</a>
               <time class=dt-published datetime=2024-01-05T10:00:00Z>yesterday</time>
               <p class=p-summary>Four villages were emptied in the night.</p>
               <img class=u-photo src=/dam.jpg>
               <div class='h-entry u-comment'><p class=p-name>How sad</p><a class=u-url href=/dam#c1>x</a></div></article>
             <article class=h-entry><div class=e-content>Just a note without any name at all.</div>
               <a class=u-url href=/note><time class=dt-published datetime=2024-01-04>Jan 4</time></a></article></div>",
        );
        let base = Url::parse("https://example.org/").expect("valid");
        let found = find(&page, &base);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].title, "Dam gives way");
        assert_eq!(found[0].link.as_deref(), Some("https://example.org/dam"));
        assert_eq!(found[0].author.as_deref(), Some("Ada Marsh"));
        assert_eq!(
            found[0].thumbnail.as_deref(),
            Some("https://example.org/dam.jpg")
        );
        assert!(
            found[0]
                .summary_html
                .as_deref()
                .is_some_and(|text| text.starts_with("Four"))
        );
        assert_eq!(found[1].title, "Just a note without any name at all.");
        assert!(found.iter().all(|entry| entry.published.is_some()));
    }
}
