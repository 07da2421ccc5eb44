//! The demo's pages: an article in the template of its section, a list of headlines, the front page.

use jiff::Timestamp;

use super::articles::Story;
use super::listing::{self, Listing};
use super::quotes::Market;
use super::section::{NEXT, SECTIONS, Section};
use super::template::{Scope, render};

/// Listings in the strip at the top of the finance pages.
const STRIP: &[&str] = &["^HBR40", "EURUSD=X", "QUAY-USD", "COPR"];
/// How many other headlines of its section a page shows.
const LATEST: usize = 5;

/// What every page needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Scheme and host of the site, without a slash at the end.
    pub base: &'a str,
    /// Prices, and with them the start of the demo.
    pub market: Market,
    /// Every article that has been published, newest first.
    pub stories: &'a [Story],
}

/// The page of an article.
#[must_use]
pub fn article(story: &Story, context: &Context<'_>) -> String {
    let others = context
        .stories
        .iter()
        .filter(|other| other.section == story.section && other.slug != story.slug);
    let related = story
        .related
        .iter()
        .filter_map(|slug| context.stories.iter().find(|other| other.slug == *slug));
    let scope = headline(story, context)
        .text(
            "body",
            with_inserts(story, &body(story, context.market.start)),
        )
        .text("dek", story.dek.unwrap_or_default())
        .text("agency", story.agency.unwrap_or_default())
        .text("byline", story.byline.join(", "))
        .text("title_json", json_text(story.title))
        .list(
            "authors",
            story.byline.iter().map(|author| author_scope(author)),
        )
        .list(
            "picture",
            story.picture.iter().map(|picture| {
                Scope::default()
                    .text("name", picture.name)
                    .text("caption", picture.caption)
                    .text("credit", picture.credit)
            }),
        )
        .text(
            "has_instruments",
            if story.instruments.is_empty() {
                ""
            } else {
                "yes"
            },
        )
        .list(
            "instruments",
            rows(story.instruments.iter().copied(), story.section, context),
        )
        .list("strip", rows(STRIP.iter().copied(), story.section, context))
        .list("related", related.map(|other| headline(other, context)))
        .list(
            "latest",
            others.take(LATEST).map(|other| headline(other, context)),
        );
    render(story.section.template, &scope)
}

/// The front page, or that of one section.
#[must_use]
pub(super) fn index(only: Option<&Section>, context: &Context<'_>) -> String {
    let sections = SECTIONS
        .iter()
        .filter(|section| only.is_none_or(|only| only == *section))
        .map(|section| {
            let stories = context
                .stories
                .iter()
                .filter(|story| story.section == section);
            section_scope(section).list("stories", stories.map(|story| headline(story, context)))
        });
    let scope = Scope::default()
        .text("base", context.base)
        .list("sections", sections);
    render(
        include_str!("../../assets/demo/templates/index.html"),
        &scope,
    )
}

/// The page that lists the headlines of a section that has no feed.
#[must_use]
pub(super) fn list(section: &Section, context: &Context<'_>) -> String {
    let stories = context
        .stories
        .iter()
        .filter(|story| story.section == section);
    let scope = section_scope(section)
        .text("base", context.base)
        .list("stories", stories.map(|story| headline(story, context)));
    render(
        include_str!("../../assets/demo/templates/ja-list.html"),
        &scope,
    )
}

fn section_scope(section: &Section) -> Scope {
    let direction = if section.lang == "ar" { "rtl" } else { "ltr" };
    Scope::default()
        .text("site", section.name)
        .text("lang", section.lang)
        .text("direction", direction)
        .text("front", section.front)
        .text("id", section.id)
}

/// A headline with what lists and feeds show of it.
#[must_use]
pub(super) fn headline(story: &Story, context: &Context<'_>) -> Scope {
    let published = story.published(context.market.start);
    let date = story.section.date(published);
    let (day, clock) = date.split_once([' ', ',']).unwrap_or((&date, ""));
    section_scope(story.section)
        .text("base", context.base)
        .text("path", story.path())
        .text("slug", story.slug)
        .text("title", story.title)
        .text("teaser", story.teaser)
        .text("topic", story.topic)
        .text("agency", story.agency.unwrap_or_default())
        .text("byline", story.byline.join(", "))
        .text("day", day)
        .text("clock", clock.trim_start_matches("à").trim())
        .text("date", date.as_str())
        .text("iso", story.section.iso(published))
        .text(
            "rfc2822",
            published
                .strftime("%a, %d %b %Y %H:%M:%S +0000")
                .to_string(),
        )
}

fn author_scope(author: &str) -> Scope {
    Scope::default()
        .text("author", author)
        .text("author_json", json_text(author))
}

/// A JSON string that cannot end the script element that it stands in.
fn json_text(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace("</", "<\\/")
}

/// Rows of instruments with the price at the start of the demo: a page does not change.
fn rows<'a>(
    symbols: impl Iterator<Item = &'a str>,
    section: &'a Section,
    context: &'a Context<'_>,
) -> impl Iterator<Item = Scope> {
    symbols
        .filter_map(listing::by_symbol)
        .enumerate()
        .map(move |(index, listing)| {
            let (price, change) = figures(&listing, context.market);
            let sign = if change < 0.0 { "down" } else { "up" };
            let scope = Scope::default()
                .text("symbol", listing.symbol)
                .text("name", listing.name)
                .text("capitals", listing.name.to_uppercase())
                .text(
                    "price",
                    decimal(price, listing.decimals, section.lang, false),
                )
                .text(
                    "currency",
                    if listing.kind == "INDEX" {
                        "Pts"
                    } else {
                        listing.currency
                    },
                )
                .text("venue", listing.venue)
                .text(
                    "change",
                    format!("{}%", decimal(change, 2, section.lang, true)),
                )
                .text("direction", sign);
            let address = format!("/cours/{}/", listing.symbol);
            if index % 2 == 0 {
                scope.text("href", address)
            } else {
                use base64::Engine as _;
                scope.text(
                    "hidden",
                    base64::engine::general_purpose::STANDARD.encode(address),
                )
            }
        })
}

/// Price and change in percent that the pages print.
#[must_use]
pub fn figures(listing: &Listing, market: Market) -> (f64, f64) {
    let price = market.last(listing, market.start).0;
    (price, market.change(listing, market.start))
}

/// A number as the language writes it.
#[must_use]
fn decimal(value: f64, decimals: u8, lang: &str, signed: bool) -> String {
    let text = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let (thousands, mark) = match lang {
        "fr" => ("\u{202f}", ","),
        "de" => (".", ","),
        _ => (",", "."),
    };
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push_str(thousands);
        }
        grouped.push(digit);
    }
    let sign = match (value < 0.0, signed) {
        (true, _) => "-",
        (false, true) => "+",
        (false, false) => "",
    };
    let mark = if part.is_empty() { "" } else { mark };
    format!("{sign}{grouped}{mark}{part}")
}

/// The body's HTML; the days that it names are those of its publication.
#[must_use]
pub fn body(story: &Story, start: Timestamp) -> String {
    let published = story.published(start);
    let scope = Scope::default()
        .text("dateline", story.section.dateline(published))
        .text("weekday", story.section.weekday(published));
    render(story.body, &scope)
}

/// The body with the section's inserts after its second and fourth paragraph.
fn with_inserts(story: &Story, body: &str) -> String {
    let mut inserts = story.section.inserts.split(NEXT).map(str::trim);
    let mut out = String::with_capacity(body.len() + 1000);
    let mut paragraphs = 0;
    for block in body.split("\n\n") {
        out.push_str(block);
        out.push('\n');
        if !block.ends_with("</p>") {
            continue;
        }
        paragraphs += 1;
        if paragraphs % 2 == 0 {
            out.push_str(inserts.next().unwrap_or_default());
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        assert_eq!(decimal(6412.385, 2, "fr", false), "6\u{202f}412,39");
        assert_eq!(decimal(-2.744, 2, "fr", true), "-2,74");
        assert_eq!(decimal(1234.5, 1, "de", true), "+1.234,5");
        assert_eq!(decimal(1_234_567.0, 0, "en", false), "1,234,567");
    }
}
