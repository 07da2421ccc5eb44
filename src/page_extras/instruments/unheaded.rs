//! Instruments of a page without a headed block: marks for machines inside the story, then
//! lists of price lines, then the one big price of an instrument's own page.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::{ElementRef, Html};

use super::found::{FoundInstruments, add};
use super::own::Publisher;
use super::region::Region;
use super::rows;
use super::rows::PageContext;
use super::{links, overview, state};
use crate::market::numbers::{self, Hint};
use crate::markup::attribute;
use crate::markup::clean;
use crate::model::Instrument;
use crate::page_extras::headed::{self, text_length};
use crate::words::Words;

pub(super) fn find(
    document: &Html,
    page: PageContext<'_>,
    publisher: &Publisher,
) -> FoundInstruments {
    let region = Region::of(document);
    let elements = region.elements();
    let mut found = marked(&elements, page, publisher);
    if found.instruments.is_empty() {
        let near = near_percents(&elements);
        found = lines(&near, page);
        found.instruments.retain(|row| !publisher.owns(row));
        let rows: Vec<&Instrument> = found.instruments.iter().collect();
        if overview::is_overview(&rows, &elements) {
            found = FoundInstruments::default();
        }
        if found.instruments.is_empty() && !is_story(&elements, page) {
            let price = big_price(&near, &elements, page);
            found.instruments.extend(price.map(|mut price| {
                price.name = region.title().unwrap_or_default();
                price
            }));
        }
    }
    found
}

/// Fewer paragraphs are no story.
const STORY: usize = 3;

/// Whether a page tells a story: its title is no name of an instrument then, and a lone price
/// on it is that of somebody else.
fn is_story(elements: &[ElementRef<'_>], page: PageContext<'_>) -> bool {
    let is_prose = |element: &&ElementRef<'_>| {
        element.value().name() == "p" && text_length(**element, 101) > 100
    };
    let address = page.base.map_or("", |base| base.as_str());
    let is_quote_page = links::announced(address).is_some_and(|announced| announced.by_path);
    !is_quote_page && elements.iter().filter(is_prose).take(STORY).count() == STORY
}

/// How many boxes around a percent can be its row.
const ROW_DEPTH: usize = 6;

/// The elements around a percent sign: no others can be a price line, and most pages have
/// few or none.
fn near_percents<'a>(elements: &[ElementRef<'a>]) -> Vec<ElementRef<'a>> {
    let mut near = HashSet::new();
    for element in elements {
        let has_percent = element.children().any(|child| {
            let text = child.value().as_text();
            text.is_some_and(|text| text.len() < 200 && text.contains('%'))
        });
        if has_percent {
            near.insert(element.id());
            near.extend(element.ancestors().take(ROW_DEPTH).map(|outer| outer.id()));
        }
    }
    let near = elements
        .iter()
        .copied()
        .filter(|element| near.contains(&element.id()));
    near.collect()
}

/// An element that names an instrument.
struct Mark<'a> {
    element: ElementRef<'a>,
    row: Instrument,
    /// Whether it stands in a sentence.
    is_told: bool,
}

/// Elements with state, links to quote pages, and links that show a bracketed code.
fn marked(
    elements: &[ElementRef<'_>],
    page: PageContext<'_>,
    publisher: &Publisher,
) -> FoundInstruments {
    let mut marks = marks(elements, page);
    marks.retain(|mark| mark.is_told || !publisher.owns(&mark.row));
    let loose: Vec<&Instrument> = marks
        .iter()
        .filter(|mark| !mark.is_told)
        .map(|mark| &mark.row)
        .collect();
    if overview::is_overview(&loose, elements) {
        marks.retain(|mark| mark.is_told || !overview::is_barometer(&mark.row));
    }
    let mut found = FoundInstruments::default();
    for Mark { element, row, .. } in marks {
        add(&mut found.instruments, row);
        if let Some(container) = container(element)
            && !found.containers.contains(&container)
        {
            found.containers.push(container);
        }
        if found.instruments.len() >= super::found::MAX_INSTRUMENTS {
            break;
        }
    }
    found
}

/// Most marks that are looked at: a page may show each instrument several times.
const MAX_MARKS: usize = 4 * super::found::MAX_INSTRUMENTS;

fn marks<'a>(elements: &[ElementRef<'a>], page: PageContext<'_>) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    let mut inside: Option<NodeId> = None;
    for &element in elements {
        if inside.is_some_and(|outer| element.ancestors().any(|above| above.id() == outer)) {
            continue;
        }
        inside = None;
        let row = if is_mark(element, page) {
            rows::read(element, &rows::leaves(element), page)
        } else {
            bracketed(element, page)
        };
        let Some(row) = row else {
            continue;
        };
        inside = Some(element.id());
        marks.push(Mark {
            element,
            row,
            is_told: is_told(element),
        });
        if marks.len() >= MAX_MARKS {
            break;
        }
    }
    marks
}

/// Least text of a sentence around a mark, in bytes.
const SENTENCE: usize = 40;

/// Whether an element stands among the words of a story: in a paragraph, or in a box that
/// holds text of its own.
fn is_told(element: ElementRef<'_>) -> bool {
    let mut outer = element.ancestors().filter_map(ElementRef::wrap).take(4);
    outer.any(|outer| {
        let own = outer.children().filter_map(|child| child.value().as_text());
        outer.value().name() == "p" || own.map(|text| text.trim().len()).sum::<usize>() > SENTENCE
    })
}

fn is_mark(element: ElementRef<'_>, page: PageContext<'_>) -> bool {
    let value = element.value();
    let is_link = value.name() == "a" || value.attrs().any(|(name, _)| name.starts_with("data-"));
    is_link
        && (state::json(element).is_some()
            || state::attributes(element).is_instrument()
            || rows::quote_of(element, page).is_some())
        && text_length(element, 400) <= 300
}

/// "Acme <a>(ACM.N), opens new tab</a>".
fn bracketed(element: ElementRef<'_>, page: PageContext<'_>) -> Option<Instrument> {
    let has_bracket = || element.text().any(|text| text.contains('('));
    if element.value().name() != "a" || !has_bracket() {
        return None;
    }
    let symbol = links::bracketed_code(&rows::leaves(element).join(" "))?;
    let before = element.prev_sibling()?;
    let before = clean::line(before.value().as_text()?);
    let name = name_at_end(&before).unwrap_or_else(|| symbol.clone());
    Some(Instrument {
        name,
        link: links::address(element, page.base).filter(|link| link.starts_with("http")),
        symbol: Some(symbol),
        ..Instrument::default()
    })
}

/// The capitalised words that a text ends with.
fn name_at_end(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_part = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '&')
            && !word.ends_with([',', '.', ';', ':', '-', ')'])
    };
    let count = words
        .iter()
        .rev()
        .take(4)
        .take_while(|word| is_part(word))
        .count();
    let name = words[words.len() - count..].join(" ");
    (!name.is_empty()).then_some(name)
}

/// The largest box around a mark that holds no other text, if it is a box and not a run of
/// words in a paragraph.
fn container(element: ElementRef<'_>) -> Option<NodeId> {
    let length = text_length(element, 400);
    let mut largest = element;
    for outer in element.ancestors().filter_map(ElementRef::wrap) {
        let is_top = matches!(
            outer.value().name(),
            "body" | "html" | "main" | "article" | "p"
        );
        if is_top || text_length(outer, length + 1) > length {
            break;
        }
        largest = outer;
    }
    let is_box = matches!(
        largest.value().name(),
        "div" | "ul" | "ol" | "li" | "section" | "table" | "tr" | "dl" | "aside"
    );
    is_box.then(|| largest.id())
}

/// At least two price lines with a market, side by side.
fn lines(elements: &[ElementRef<'_>], page: PageContext<'_>) -> FoundInstruments {
    let mut found = FoundInstruments::default();
    let mut at = 0;
    while at < elements.len() {
        let Some(parent) = line(elements[at], page).and(elements[at].parent()) else {
            at += 1;
            continue;
        };
        let siblings = parent.children().filter_map(ElementRef::wrap);
        let rows: Vec<Instrument> = siblings.filter_map(|sibling| line(sibling, page)).collect();
        if rows.len() >= 2 {
            rows.into_iter()
                .for_each(|row| add(&mut found.instruments, row));
            let lists = ElementRef::wrap(parent).map(headed::lists);
            let lists = lists.unwrap_or_default();
            found.containers.extend(lists.iter().map(|list| list.id()));
            break;
        }
        at += 1;
    }
    found
}

fn line(element: ElementRef<'_>, page: PageContext<'_>) -> Option<Instrument> {
    let is_row = matches!(element.value().name(), "li" | "tr" | "div" | "dd");
    if !is_row || text_length(element, 200) > 160 {
        return None;
    }
    let leaves = rows::leaves(element);
    let text = leaves.join(" ");
    if text.matches('%').count() != 1 {
        return None;
    }
    let row = numbers::row(
        &text,
        Hint {
            lang: page.lang,
            beside: &text,
        },
    )?;
    is_listed(&row).then(|| rows::read(element, &leaves, page))?
}

/// Whether a price line without a heading above it can be nothing else: a market in a few
/// capitalised words, and a name that is not the number of a list or a sentence.
fn is_listed(row: &numbers::InstrumentRow) -> bool {
    let is_market =
        |word: &str| word.starts_with(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    let markets: Vec<&str> = row.venue.split(' ').collect();
    let is_counted = row.name.starts_with(|c: char| c.is_ascii_digit()) && row.name.contains(". ");
    markets.len() <= 3
        && markets.iter().all(|word| is_market(word))
        && row.name.split(' ').count() <= 6
        && !row.name.ends_with([',', '.', ':'])
        && !is_counted
        && !row.venue.contains([',', ';', '.'])
}

/// The price on an instrument's own page: a box with nothing but price, unit and change, or
/// elements that are named for what they hold.
fn big_price(
    near: &[ElementRef<'_>],
    elements: &[ElementRef<'_>],
    page: PageContext<'_>,
) -> Option<Instrument> {
    for element in near
        .iter()
        .filter(|element| is_named(**element, Words::NamePrice))
    {
        if text_length(*element, 200) > 120 {
            continue;
        }
        let text = rows::leaves(*element).join(" ");
        let hint = Hint {
            lang: page.lang,
            beside: &text,
        };
        if let Some(row) = numbers::row(&text, hint).filter(|row| row.name.is_empty()) {
            return Some(Instrument {
                price: Some(row.price),
                decimals: Some(row.decimals),
                currency: row.currency,
                venue: Some(row.venue).filter(|venue| !venue.is_empty()),
                change_pct: row.change_pct,
                ..Instrument::default()
            });
        }
    }
    let percent = near
        .iter()
        .find(|element| is_named(**element, Words::NameChange))?;
    apart(*percent, elements, page)
}

/// Price and percent in elements of their own.
fn apart(
    percent: ElementRef<'_>,
    elements: &[ElementRef<'_>],
    page: PageContext<'_>,
) -> Option<Instrument> {
    let price = elements
        .iter()
        .find(|element| is_named(**element, Words::NamePriceAlone))?;
    let beside = rows::leaves(percent).join(" ");
    let text = rows::leaves(*price).join(" ");
    let hint = |beside| Hint {
        lang: page.lang,
        beside,
    };
    let price = numbers::parse(&text, hint(&beside))?;
    let change = numbers::parse(&beside, hint(&text))?;
    Some(Instrument {
        price: Some(price.value),
        decimals: Some(price.decimals),
        currency: price.currency,
        change_pct: (change.unit == numbers::Unit::Percent).then_some(change.value),
        ..Instrument::default()
    })
}

/// Whether a class, id or test name of an element holds one of the words.
fn is_named(element: ElementRef<'_>, words: Words) -> bool {
    [
        "class",
        "data-test",
        "data-testid",
        "data-test-id",
        "data-field",
        "itemprop",
        "id",
    ]
    .iter()
    .filter_map(|name| attribute::of(element.value(), name))
    .filter(|value| value.len() < 200)
    .any(|value| words.all().iter().any(|word| holds(value, word)))
}

/// Whether the letters and digits of a value hold a word, whatever stands between them.
fn holds(value: &str, word: &str) -> bool {
    let first = word.bytes().next().unwrap_or(b' ');
    let letters = value.as_bytes();
    let starts = (0..letters.len()).filter(|at| letters[*at].eq_ignore_ascii_case(&first));
    starts.into_iter().any(|at| {
        let mut rest = letters[at..]
            .iter()
            .filter(|byte| byte.is_ascii_alphanumeric());
        word.bytes().all(|byte| {
            rest.next()
                .is_some_and(|next| next.eq_ignore_ascii_case(&byte))
        })
    })
}
