//! One headline out of the element that holds it: link, title, date, teaser, picture.

use std::sync::LazyLock;

use jiff::Timestamp;
use scraper::{ElementRef, Selector};
use url::Url;

use super::document::selector;
use crate::ingest::{clean, dates, html};
use crate::model::headline::Entry;

static HEADINGS: LazyLock<Selector> = LazyLock::new(|| {
    selector("h1, h2, h3, h4, h5, h6, [itemprop=headline], .entry-title, .p-name, [role=heading]")
});
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
    html::plain(&element.html())
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
pub(super) fn entry(item: ElementRef<'_>, base: &Url) -> Option<Entry> {
    let link = main_link(item)?;
    entry_of_link(item, link, base)
}

/// The headline behind `link`, with what else its item says.
pub(super) fn entry_of_link(
    item: ElementRef<'_>,
    link: ElementRef<'_>,
    base: &Url,
) -> Option<Entry> {
    let address = address(link, base)?;
    let title = title(item, link);
    if title.is_empty() {
        return None;
    }
    let published = date(item);
    Some(Entry {
        summary_html: teaser(item, &title),
        thumbnail: image(item, base),
        author: author(item),
        published,
        link: Some(address),
        title,
        ..Entry::default()
    })
}

/// The link of the heading, or around it, else the link with the longest text.
pub(super) fn main_link(item: ElementRef<'_>) -> Option<ElementRef<'_>> {
    if item.value().name() == "a" {
        return Some(item);
    }
    for heading in item.select(&HEADINGS) {
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
        let length = text(*link).chars().count();
        // The first of equals.
        (length, std::cmp::Reverse(link.id()))
    })
}

/// The title of a link: its heading's text, else its own, else what its item is headed with.
fn title(item: ElementRef<'_>, link: ElementRef<'_>) -> String {
    if let Some(heading) = link.select(&HEADINGS).next() {
        let title = text(heading);
        if !title.is_empty() {
            return title;
        }
    }
    let own = without_date(link);
    if !own.is_empty() && !is_generic(&own) && !has_blocks(link) {
        return own;
    }
    if let Some(title) = item
        .select(&HEADINGS)
        .map(text)
        .find(|title| !title.is_empty())
    {
        return title;
    }
    if has_blocks(link)
        && let Some(first) = first_text(link)
    {
        return first;
    }
    let stated = ["title", "aria-label"]
        .iter()
        .find_map(|name| link.attr(name));
    let stated = stated.map(clean::line).filter(|title| !title.is_empty());
    if let Some(title) = stated.filter(|title| !is_generic(title)) {
        return title;
    }
    if is_generic(&own) { String::new() } else { own }
}

/// The text of a link without the date that some templates put into it.
fn without_date(link: ElementRef<'_>) -> String {
    let dated =
        |child: ElementRef<'_>| child.value().name() == "time" || dates::is_date(&text(child));
    if !link
        .children()
        .filter_map(ElementRef::wrap)
        .take(8)
        .any(dated)
    {
        return text(link);
    }
    let mut title = String::new();
    for child in link.children() {
        match (child.value().as_text(), ElementRef::wrap(child)) {
            (Some(text), _) => title.push_str(text),
            (_, Some(element)) if !dated(element) => title.push_str(&text(element)),
            _ => {}
        }
    }
    let title = clean::line(&title);
    if title.is_empty() { text(link) } else { title }
}

/// Whether a link holds a whole card.
fn has_blocks(link: ElementRef<'_>) -> bool {
    link.descendants()
        .filter_map(ElementRef::wrap)
        .take(MAX_LOOKED_AT)
        .any(|element| {
            matches!(
                element.value().name(),
                "p" | "div" | "time" | "ul" | "figure" | "section"
            )
        })
}

/// The first text of a card that is no date.
fn first_text(link: ElementRef<'_>) -> Option<String> {
    link.text()
        .map(clean::line)
        .filter(|text| text.chars().any(char::is_alphabetic))
        .find(|text| dates::parse(text).is_none())
}

/// Words that invite to follow a link and say nothing about what is behind it.
pub(super) fn is_generic(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    const PHRASES: [&str; 40] = [
        "read more",
        "more",
        "continue reading",
        "continue",
        "read",
        "read on",
        "read article",
        "full story",
        "read the full",
        "learn more",
        "details",
        "view",
        "view more",
        "see more",
        "comments",
        "comment",
        "no comments",
        "leave a comment",
        "permalink",
        "share",
        "link",
        "lire la suite",
        "lire plus",
        "la suite",
        "en savoir plus",
        "mehr",
        "mehr lesen",
        "weiterlesen",
        "leer más",
        "seguir leyendo",
        "leggi tutto",
        "continua",
        "ler mais",
        "lees meer",
        "läs mer",
        "czytaj więcej",
        "читать далее",
        "阅读全文",
        "続きを読む",
        "더 보기",
    ];
    words.is_empty()
        || PHRASES.contains(&words)
        || [
            "continue reading ",
            "read more ",
            "read the rest",
            "阅读更多",
            "lire la suite ",
        ]
        .iter()
        .any(|start| words.starts_with(start))
}

/// The date of an item: machine-readable, then marked by a class, then any short text.
pub(super) fn date(item: ElementRef<'_>) -> Option<Timestamp> {
    for time in item.select(&TIMES).take(8) {
        let stated = ["datetime", "content", "title"]
            .iter()
            .find_map(|name| time.attr(name));
        let found = stated
            .and_then(dates::parse)
            .or_else(|| dates::parse(&text(time)));
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
            && let Some(found) = dates::parse(&stated)
        {
            return Some(found);
        }
    }
    item.text()
        .take(MAX_LOOKED_AT)
        .filter(|text| text.len() <= MAX_DATE_TEXT && has_full_date_digits(text))
        .find_map(|text| {
            dates::parse(clean::line(text).trim_matches(['(', ')', '[', ']', '|', '·', '-']))
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
