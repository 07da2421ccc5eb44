//! One headline out of the element that holds it: link, title, date, teaser, picture.

use std::sync::LazyLock;

use jiff::Timestamp;
use scraper::{ElementRef, Selector};
use url::Url;

use super::cards::Card;
use super::document::selector;
use super::title;
use super::visible::visible;
use crate::dates;
use crate::markup::{clean, html};
use crate::model::headline::Entry;

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));
static TIMES: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "time, [itemprop=datePublished], [itemprop=dateCreated], .dt-published, .published, abbr[title]",
    )
});
static PARAGRAPHS: LazyLock<Selector> = LazyLock::new(|| {
    selector("p, [itemprop=description], .p-summary, .entry-summary, .summary, .excerpt")
});
static IMAGES: LazyLock<Selector> = LazyLock::new(|| selector("img"));
static AUTHORS: LazyLock<Selector> =
    LazyLock::new(|| selector("[rel=author], [itemprop=author], .p-author, .author, .byline"));

/// Shortest paragraph that is a teaser, in characters.
const MIN_TEASER: usize = 30;
/// Longest text that is searched for a date, in bytes.
const MAX_DATE_TEXT: usize = 60;
/// Most elements of an item that are looked at for a date in their class or text.
const MAX_LOOKED_AT: usize = 200;

/// The visible text of an element as one clean line.
pub(super) fn text(element: ElementRef<'_>) -> String {
    visible(element)
}

/// The absolute web address of a link.
pub(super) fn address(link: ElementRef<'_>, base: &Url) -> Option<String> {
    let href = link.attr("href")?.trim();
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    clean::web_url(href, Some(base))
}

/// The headline that an item holds, guessed as a whole.
pub(super) fn entry(card: &Card<'_>, base: &Url) -> Option<Entry> {
    let link = main_link(card.element)?;
    of_link(card, link, base).map(|(_, entry)| entry)
}

/// The headline behind `link`, with what else its card says, and where the title stood.
pub(super) fn of_link(
    card: &Card<'_>,
    link: ElementRef<'_>,
    base: &Url,
) -> Option<(title::From, Entry)> {
    let address = address(link, base)?;
    let (from, title) = title::of(card.element, link)?;
    let entry = Entry {
        summary_html: card.parts().find_map(|part| teaser(part, &title)),
        thumbnail: card.parts().find_map(|part| image(part, base)),
        author: card.parts().find_map(author),
        published: card.parts().find_map(date),
        link: Some(address),
        title,
        ..Entry::default()
    };
    Some((from, entry))
}

/// Adds what another card says of the same headline.
pub(super) fn fill(entry: &mut Entry, other: Entry) {
    entry.published = entry.published.or(other.published);
    if entry.summary_html.is_none() {
        entry.summary_html = other.summary_html;
    }
    if entry.thumbnail.is_none() {
        entry.thumbnail = other.thumbnail;
    }
    if entry.author.is_none() {
        entry.author = other.author;
    }
}

/// The link of the heading, or around it, else the link with the longest text.
pub(super) fn main_link(item: ElementRef<'_>) -> Option<ElementRef<'_>> {
    if item.value().name() == "a" {
        return Some(item);
    }
    for heading in item.select(&title::HEADINGS) {
        if let Some(link) = heading.select(&LINKS).next() {
            return Some(link);
        }
        let around = heading
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|up| up.value().name() == "a");
        if around.is_some() {
            return around;
        }
    }
    let links = item.select(&LINKS).take(50);
    links.max_by_key(|link| {
        let text = text(*link);
        let length = if title::is_generic(&text) {
            0
        } else {
            text.chars().count()
        };
        // The first of equals.
        (length, std::cmp::Reverse(link.id()))
    })
}

/// The date of an item: machine-readable, then marked by a class, then any short text.
pub(super) fn date(item: ElementRef<'_>) -> Option<Timestamp> {
    for time in item.select(&TIMES).take(8) {
        let stated = ["datetime", "content", "title"]
            .iter()
            .find_map(|name| time.attr(name));
        let found = stated
            .and_then(dates::strict)
            .or_else(|| dates::strict(&text(time)));
        if found.is_some() {
            return found;
        }
    }
    let elements = || {
        item.descendants()
            .filter_map(ElementRef::wrap)
            .take(MAX_LOOKED_AT)
    };
    let marked = elements().filter(|element| {
        let class = element
            .attr("class")
            .unwrap_or_default()
            .to_ascii_lowercase();
        ["date", "time", "publish", "meta"]
            .iter()
            .any(|word| class.contains(word))
    });
    for element in marked {
        let stated = text(element);
        if stated.len() <= MAX_DATE_TEXT
            && let Some(found) = dates::strict(&stated)
        {
            return Some(found);
        }
    }
    item.text()
        .take(MAX_LOOKED_AT)
        .filter(|text| text.len() <= MAX_DATE_TEXT && has_full_date_digits(text))
        .find_map(|text| {
            dates::strict(clean::line(text).trim_matches(['(', ')', '[', ']', '|', '·', '-']))
        })
}

/// Four digits in a row or two separators: "2024" alone is no date, a number of shares is none.
fn has_full_date_digits(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (5..=14).contains(&digits)
}

fn teaser(item: ElementRef<'_>, title: &str) -> Option<String> {
    let paragraphs = item.select(&PARAGRAPHS).take(8).map(text);
    let teaser = paragraphs
        .filter(|text| text.chars().count() >= MIN_TEASER && text != title)
        .find(|text| !text.starts_with(title) || text.len() > title.len() * 2)?;
    Some(html::escape(&teaser))
}

fn image(item: ElementRef<'_>, base: &Url) -> Option<String> {
    item.select(&IMAGES).take(4).find_map(|image| {
        let source = ["data-src", "data-lazy-src", "src"]
            .iter()
            .find_map(|name| {
                image
                    .attr(name)
                    .filter(|source| !source.starts_with("data:"))
            });
        let source = source.or_else(|| image.attr("srcset")?.split_whitespace().next());
        clean::web_url(source?, Some(base))
    })
}

fn author(item: ElementRef<'_>) -> Option<String> {
    let name = item
        .select(&AUTHORS)
        .map(text)
        .find(|name| !name.is_empty())?;
    (name.chars().count() <= 80).then_some(name)
}
