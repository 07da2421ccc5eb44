//! The title of a headline out of the link and the item that hold it: without the section
//! above it, the date, the number of comments, and words for screen readers.

use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use super::document::selector;
use super::place::{has_name, is_heading};
use super::visible::{said, visible};
use crate::dates::is_only_date;
use crate::markup::clean;
use crate::words::Words;

pub(super) static HEADINGS: LazyLock<Selector> = LazyLock::new(|| {
    selector("h1, h2, h3, h4, h5, h6, [itemprop=headline], .entry-title, .p-name, [role=heading]")
});
static IMAGES: LazyLock<Selector> = LazyLock::new(|| selector("img[alt]"));

/// What a link says that only invites to follow it.
const SECTIONS: [Words; 4] = [
    Words::Invitation,
    Words::ReadOn,
    Words::ReadOnBare,
    Words::ReadOnPart,
];
/// How texts begin that only invite to follow a link.
static BEGINNINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let all = Words::Invitation.all().iter();
    all.filter_map(|text| text.strip_suffix('…')).collect()
});

static PARAGRAPHS: LazyLock<Selector> = LazyLock::new(|| selector("p, blockquote, li"));

/// Characters of a text that stand for its title.
const OPENING: usize = 90;
/// Elements below a link or item that are looked at.
const MAX_LOOKED_AT: usize = 200;

/// Where a title came from: a better place wins over a worse one for the same address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum From {
    /// The link says no more than a number or a date.
    Bare,
    /// The first words of the text.
    Opening,
    /// An attribute, or the description of the picture.
    Attribute,
    /// What heads the item, when the link itself says nothing.
    Item,
    /// The text of the link.
    Link,
    /// A heading.
    Heading,
}

/// The title of `link`, which stands in `item`.
pub(super) fn of(item: ElementRef<'_>, link: ElementRef<'_>) -> Option<(From, String)> {
    if let Some(heading) = headings(link).find(|title| !title.is_empty()) {
        return Some((From::Heading, heading));
    }
    let in_heading = link
        .ancestors()
        .take(3)
        .filter_map(ElementRef::wrap)
        .any(is_heading);
    let own = said(link);
    if has_blocks(link) {
        if let Some(title) = card_title(link) {
            return Some((From::Link, title));
        }
    } else if in_heading && !own.is_empty() && !is_invitation(&own) {
        return Some((From::Heading, own));
    } else if let Some(title) = named_title(link).or_else(|| worth(own.clone())) {
        return Some((From::Link, title));
    }
    let heading = headings(item).find(|title| !title.is_empty() && !is_generic(title));
    if let Some(title) = heading.or_else(|| named_title(item)) {
        return Some((From::Item, title));
    }
    let stated = ["title", "aria-label"].into_iter();
    let stated = stated.filter_map(|name| link.attr(name));
    let pictures = link.select(&IMAGES).filter_map(|image| image.attr("alt"));
    let stated = stated.chain(pictures).map(clean::line);
    if let Some(title) = stated.filter_map(worth).next() {
        return Some((From::Attribute, title));
    }
    if is_only_date(&own)
        && let Some(opening) = opening(item)
    {
        return Some((From::Opening, opening));
    }
    (!is_invitation(&own) && !is_count(&own)).then_some((From::Bare, own))
}

/// A title that says something.
fn worth(title: String) -> Option<String> {
    (!title.is_empty() && !is_generic(&title)).then_some(title)
}

/// The beginning of a note that has no title, only a date that links to it.
fn opening(item: ElementRef<'_>) -> Option<String> {
    let paragraphs = item.select(&PARAGRAPHS).take(4).map(visible);
    let text = paragraphs
        .into_iter()
        .find(|text| words(text) >= 2 && !is_generic(text))?;
    Some(crate::ingest::teaser::teaser(
        &crate::markup::html::escape(&text),
        OPENING,
    ))
}

/// The headings inside an element.
fn headings(element: ElementRef<'_>) -> impl Iterator<Item = String> {
    element.select(&HEADINGS).take(8).map(said)
}

/// Whether there is a heading inside an element.
pub(super) fn has_heading(element: ElementRef<'_>) -> bool {
    element.select(&HEADINGS).next().is_some()
}

/// The title of a link that holds a whole card without a heading: what is named so, else the
/// first text that is long enough not to be a section or a date.
fn card_title(link: ElementRef<'_>) -> Option<String> {
    if let Some(title) = named_title(link) {
        return Some(title);
    }
    let pieces: Vec<String> = link
        .text()
        .map(clean::line)
        .filter(|text| text.chars().any(char::is_alphabetic) && !is_only_date(text))
        .filter(|text| !is_generic(text))
        .take(8)
        .collect();
    let long = pieces.iter().find(|text| words(text) >= 3);
    long.or(pieces.first()).cloned()
}

/// The text of the first element whose class says that it is a title.
fn named_title(element: ElementRef<'_>) -> Option<String> {
    element
        .descendants()
        .skip(1)
        .filter_map(ElementRef::wrap)
        .take(MAX_LOOKED_AT)
        .filter(|inner| has_name(*inner, Words::MarkTitle))
        .map(said)
        .find(|title| !title.is_empty() && !is_generic(title))
}

/// Whether a link holds a whole card.
fn has_blocks(link: ElementRef<'_>) -> bool {
    link.descendants()
        .skip(1)
        .filter_map(ElementRef::wrap)
        .take(MAX_LOOKED_AT)
        .any(|element| {
            matches!(
                element.value().name(),
                "p" | "div" | "time" | "ul" | "figure" | "section"
            )
        })
}

/// Words, or what takes their place in scripts without spaces: two characters each.
pub(super) fn words(text: &str) -> usize {
    let wide = text
        .chars()
        .filter(|c| ('\u{2e80}'..'\u{ffff}').contains(c))
        .count();
    text.split_whitespace().count().max(wide / 2)
}

/// Words that invite to follow a link and say nothing about what is behind it, dates, and
/// counts of comments.
pub(super) fn is_generic(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    is_invitation(text)
        || text.chars().all(|c| c.is_ascii_digit())
        || is_count(text)
        || is_only_date(text)
}

/// Words that invite to follow a link.
fn is_invitation(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    words.is_empty()
        || SECTIONS.iter().any(|section| section.has(words))
        || BEGINNINGS.iter().any(|start| words.starts_with(start))
}

/// "12 comments", "comments (3)".
fn is_count(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut parts = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    let (mut numbers, mut nouns) = (0, 0);
    let all = parts.all(|part| {
        let number = part.bytes().all(|byte| byte.is_ascii_digit());
        let noun = Words::Counted.has(part);
        numbers += usize::from(number);
        nouns += usize::from(noun);
        number || noun
    });
    all && nouns > 0 && numbers < 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn title(html: &str) -> Option<String> {
        let document = Html::parse_fragment(html);
        let link = document.select(&selector("a")).next().expect("a link");
        let item = document.root_element();
        of(item, link).map(|(_, title)| title)
    }

    #[test]
    fn what_stands_beside_a_title_is_left_out() {
        for html in [
            "<a href=/x><span class='teaser__kicker'>Politics</span> <span>Dam gives way</span></a>",
            "<a href=/x><span class=cardKicker>Politics</span> Dam gives way</a>",
            "<a href=/x><div>Politics</div><div class=teaser-title>Dam gives way</div><p>Long teaser text here</p></a>",
            "<a href=/x><div>Politics</div><div>Dam gives way</div><p>Long teaser text here</p></a>",
            "<a href=/x><time>Jan 5</time> Dam gives way</a>",
            "<a href=/x><span>3</span> Dam gives way <span class=sr-only>(opens in a new tab)</span></a>",
            "<a href=/x><img alt='A cloud'><h3>Dam gives way</h3></a>",
            "<h3>Dam gives way</h3><a href=/x>Read more</a>",
            "<a href=/x title='Dam gives way'><img></a>",
            "<a href=/x><img alt='Dam gives way'></a>",
            "<a href=/x><b>Dam</b> gives <i>wa</i>y</a>",
        ] {
            assert_eq!(title(html).as_deref(), Some("Dam gives way"), "{html}");
        }
        assert_eq!(title("<a href=/x>Weiterlesen »</a>"), None);
    }

    #[test]
    fn invitations_say_nothing() {
        for generic in [
            "Read more →",
            "12 comments",
            "Comments (3)",
            "2024-01-05",
            "»",
            "続きを読む",
            "Jan 5, 2024",
        ] {
            assert!(is_generic(generic), "{generic}");
        }
        for title in [
            "More rain is coming",
            "Read this book",
            "2024 was warm",
            "12 Monkeys",
        ] {
            assert!(!is_generic(title), "{title}");
        }
    }
}
