//! One recommended headline: element in, [`Related`] out.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};
use url::Url;

use crate::agency;
use crate::dates;
use crate::markup::clean;
use crate::model::{Precision, Related, When};
use crate::page_extras::headed::is_heading_tag;
use crate::page_extras::instruments::{links, rows};
use crate::words::Words;

/// Shortest headline in characters; scripts that need few characters count in [`weight`].
const MIN_TITLE: usize = 9;
/// Longest headline in characters.
const MAX_TITLE: usize = 300;
/// Longest teaser in characters.
const MAX_SUMMARY: usize = 600;

/// The links below an element that can be headlines.
pub(super) fn headline_links<'a>(element: ElementRef<'a>) -> Vec<ElementRef<'a>> {
    element
        .descendent_elements()
        .filter(|inner| is_link(*inner))
        .filter(|link| weight(&link_title(*link).unwrap_or_default()) >= MIN_TITLE)
        .take(60)
        .collect()
}

fn is_link(element: ElementRef<'_>) -> bool {
    let value = element.value();
    value.name() == "a"
        || value
            .attrs()
            .any(|(name, _)| name == "data-rel" || name == "data-href")
}

/// Characters of a text; one of a script without spaces says as much as three letters.
pub(super) fn weight(text: &str) -> usize {
    text.chars()
        .map(|c| if u32::from(c) >= 0x2E80 { 3 } else { 1 })
        .sum()
}

/// What a link shows: its text, else its title, else the text alternative of its picture.
fn link_title(link: ElementRef<'_>) -> Option<String> {
    let heading = link
        .descendent_elements()
        .find(|inner| is_heading_tag(inner.value().name()));
    let text = clean::line(&heading.unwrap_or(link).text().collect::<Vec<_>>().join(" "));
    if weight(&text) >= MIN_TITLE && !is_read_on(&text) {
        return Some(text);
    }
    let title = link.attr("title").or_else(|| link.attr("aria-label"));
    let picture = || {
        let image = link
            .descendent_elements()
            .find(|inner| inner.value().name() == "img")?;
        image.attr("alt")
    };
    let title = clean::line(title.or_else(picture)?);
    (weight(&title) >= MIN_TITLE && !is_read_on(&title)).then_some(title)
}

fn is_read_on(text: &str) -> bool {
    let text = text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    Words::ReadOn.has(&text) || Words::ReadOnBare.has(&text)
}

/// Whether a text is the link by which one item is read on; over a list, it is a heading.
pub(super) fn leads_on(text: NodeRef<'_, Node>) -> bool {
    let words = text.value().as_text().is_some_and(|text| is_read_on(text));
    let mut around = text.ancestors().filter_map(ElementRef::wrap).take(4);
    let link = around.find(|above| is_link(*above) && above.attr("href").is_some());
    words
        && link.is_some_and(|link| {
            let mut around = link.ancestors().take(3).chain(link.descendants());
            !around.any(|node| {
                let element = node.value().as_element();
                element.is_some_and(|element| is_heading_tag(element.name()))
            })
        })
}

/// Whether the last words of an element are a link to read on.
pub(super) fn ends_in_read_on(element: ElementRef<'_>) -> bool {
    let is_blank = |text: &str| !text.contains(char::is_alphanumeric);
    let Some(last) = element
        .children()
        .filter(|child| !child.value().as_text().is_some_and(|text| is_blank(text)))
        .last()
        .and_then(ElementRef::wrap)
    else {
        return false;
    };
    is_link(last) && is_read_on(&rows::leaves(last).join(" "))
}

/// Reads one item. `None` when it holds no headline.
pub(super) fn read(element: ElementRef<'_>, base: Option<&Url>) -> Option<Related> {
    let links = headline_links(element);
    let link = best(&links);
    let title = match link.and_then(link_title) {
        Some(title) => title,
        None => plain_title(element)?,
    };
    let title: String = title.chars().take(MAX_TITLE).collect();
    let texts = texts(element);
    let mut summary = None;
    let mut supplier = None;
    let mut published = machine_date(element);
    for text in &texts {
        if *text == title || is_read_on(text) {
            continue;
        }
        let is_line = weight(text) <= 90;
        if supplier.is_none() && is_line {
            supplier = agency::by_name(text)
                .map(str::to_owned)
                .or_else(|| agency::in_line(text));
        }
        let longest: usize = summary.as_ref().map_or(40, String::len);
        if text.len() > longest && !title.contains(text.as_str()) {
            summary = Some(text.clone());
        }
    }
    if published.is_none() {
        published = printed_date(&texts, &title);
    }
    Some(Related {
        link: link
            .and_then(|link| links::address(link, base))
            .or_else(|| any_link(element, base))
            .filter(|link| link.starts_with("http")),
        summary: summary
            .map(|summary| teaser(&summary))
            .filter(|summary| !summary.is_empty()),
        agency: supplier,
        title,
        published,
    })
}

/// The headline among an item's links: one inside or around a heading, else the longest.
fn best<'a>(links: &[ElementRef<'a>]) -> Option<ElementRef<'a>> {
    let is_heading = |element: ElementRef<'_>| {
        let is_tag = |element: ElementRef<'_>| is_heading_tag(element.value().name());
        element.descendent_elements().any(is_tag)
            || element
                .ancestors()
                .take(3)
                .filter_map(ElementRef::wrap)
                .any(is_tag)
    };
    let titled = links.iter().copied().find(|link| is_heading(*link));
    // A teaser may be a link too; a headline is not longer than this. A picture's text
    // alternative is a headline only when no link has words.
    let short =
        |link: &ElementRef<'_>| link_title(*link).is_some_and(|title| weight(&title) <= 220);
    let has_words = |link: &ElementRef<'_>| weight(&rows::leaves(*link).join(" ")) >= MIN_TITLE;
    let worded = || {
        links
            .iter()
            .copied()
            .find(|link| has_words(link) && short(link))
    };
    titled
        .or_else(worded)
        .or_else(|| links.iter().copied().find(short))
}

fn any_link(element: ElementRef<'_>, base: Option<&Url>) -> Option<String> {
    element
        .descendent_elements()
        .find_map(|inner| links::address(inner, base))
}

/// The headline of an item whose link has no words: its own heading, else its first line, as
/// long as an agency or a date shows that it is an item of news.
fn plain_title(element: ElementRef<'_>) -> Option<String> {
    let heading = element
        .descendent_elements()
        .find(|inner| matches!(inner.value().name(), "h2" | "h3" | "h4" | "h5"));
    if let Some(heading) = heading {
        let text = rows::leaves(heading).join(" ");
        return (weight(&text) >= MIN_TITLE).then_some(text);
    }
    let texts = texts(element);
    let is_news = texts.iter().skip(1).any(|text| {
        weight(text) <= 90 && (agency::in_line(text).is_some() || dates::find(text).is_some())
    });
    let picture = || {
        let image = element
            .descendent_elements()
            .find(|inner| inner.value().name() == "img")?;
        image.attr("alt").map(clean::line)
    };
    let first = texts.first().filter(|text| weight(text) >= 20).cloned();
    let title = first.or_else(picture)?;
    (is_news && weight(&title) >= 20).then_some(title)
}

/// The texts of an item, one for each innermost block; runs inside a block are joined.
fn texts(element: ElementRef<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut run = String::new();
    gather(element, 0, &mut texts, &mut run);
    flush(&mut texts, &mut run);
    texts
}

fn gather(element: ElementRef<'_>, depth: usize, texts: &mut Vec<String>, run: &mut String) {
    if depth > 60 || texts.len() > 60 {
        return;
    }
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            run.push_str(text);
        } else if let Some(inner) = ElementRef::wrap(child) {
            match inner.value().name() {
                "script" | "style" | "template" | "noscript" => {}
                "span" | "b" | "strong" | "em" | "i" | "time" | "u" | "small" => {
                    run.push(' ');
                    gather(inner, depth + 1, texts, run);
                    run.push(' ');
                }
                _ => {
                    flush(texts, run);
                    gather(inner, depth + 1, texts, run);
                    flush(texts, run);
                }
            }
        }
    }
}

fn flush(texts: &mut Vec<String>, run: &mut String) {
    let text = clean::line(run);
    run.clear();
    if !text.is_empty() {
        texts.push(text);
    }
}

/// `<time datetime="…">`.
fn machine_date(element: ElementRef<'_>) -> Option<When> {
    element
        .descendent_elements()
        .filter(|inner| inner.value().name() == "time")
        .find_map(|inner| dates::find(inner.attr("datetime")?))
}

/// The date in a short text that is not the headline; an instant is better than a day.
fn printed_date(texts: &[String], title: &str) -> Option<When> {
    let dates = texts
        .iter()
        .filter(|text| weight(text) <= 90 && *text != title)
        .filter_map(|text| dates::find(text));
    let mut day = None;
    for when in dates {
        if when.precision == Precision::Instant {
            return Some(when);
        }
        day.get_or_insert(when);
    }
    day
}

/// The teaser without "... Lire la suite".
pub(super) fn teaser(text: &str) -> String {
    let mut kept = text.trim();
    loop {
        let bare = kept.trim_end_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        let mut all = Words::ReadOn.all().iter().chain(Words::ReadOnBare.all());
        let cut = all.find(|words| {
            // The text before it must end, or the words belong to its last sentence.
            lower.len() == bare.len()
                && lower.strip_suffix(**words).is_some_and(|head| {
                    head.trim_end()
                        .ends_with(['.', '…', '?', '!', '»', '"', ']'])
                })
        });
        match cut {
            Some(words) => kept = bare[..bare.len() - words.len()].trim_end(),
            None => break,
        }
    }
    let ended = kept.trim_end_matches(['.', '…', ' ', '[', ']']);
    let is_cut = kept.len() - ended.len() > 1 || kept.ends_with('…');
    let text = if is_cut {
        format!("{ended} …")
    } else {
        kept.to_owned()
    };
    text.chars().take(MAX_SUMMARY).collect()
}
