//! schema.org: `tickerSymbol` in JSON-LD and microdata ("NYSE BABA": exchange, space, code).

use scraper::{ElementRef, Html};
use serde_json::Value;
use url::Url;

use super::own::Publisher;
use crate::market::notation::kinds;
use crate::markup::{attribute, clean, json_ld};
use crate::model::Instrument;

/// Deepest JSON that is searched.
const MAX_DEPTH: usize = 24;

/// Properties of a page that say what it is about. Whatever else a page describes (its
/// publisher, its authors' employers, the company whose site it is) is not the story's.
const ABOUT: &[&str] = &["about", "mentions", "mainEntity"];

pub(super) fn find(document: &Html, base: Option<&Url>) -> Vec<Instrument> {
    let mut instruments = Vec::new();
    for element in document.tree.nodes().filter_map(ElementRef::wrap) {
        if attribute::of(element.value(), "itemprop") == Some("tickerSymbol") {
            if is_about(element) {
                let text = attribute::of(element.value(), "content")
                    .map_or_else(|| element.text().collect::<String>(), str::to_owned);
                instruments.extend(instrument(&text, None));
            }
        } else if let Some(text) = json_ld::text(*element)
            && text.contains("tickerSymbol")
            && let Some(value) = json_ld::parse(text)
        {
            walk(&value, (0, false), base, &mut instruments);
        }
        if instruments.len() >= super::found::MAX_INSTRUMENTS {
            break;
        }
    }
    instruments
}

/// Whether a property in the markup belongs to what the page is about.
fn is_about(element: ElementRef<'_>) -> bool {
    let mut outer = element.ancestors().filter_map(ElementRef::wrap);
    outer.any(|outer| {
        let properties = attribute::of(outer.value(), "itemprop").unwrap_or("");
        properties
            .split_ascii_whitespace()
            .any(|property| ABOUT.contains(&property))
    })
}

/// `depth` and whether a property above says that the story is about it.
fn walk(
    value: &Value,
    (depth, is_about): (usize, bool),
    base: Option<&Url>,
    instruments: &mut Vec<Instrument>,
) {
    if depth > MAX_DEPTH || instruments.len() >= super::found::MAX_INSTRUMENTS {
        return;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| walk(value, (depth + 1, is_about), base, instruments)),
        Value::Object(object) => {
            let text = |key| object.get(key).and_then(Value::as_str);
            let is_home = text("url").is_some_and(|url| Publisher::is_home(url, base));
            if let Some(symbol) = text("tickerSymbol").filter(|_| is_about && !is_home) {
                let mut one = instrument(symbol, text("name"));
                if let (Some(one), Some(kind)) = (&mut one, text("@type")) {
                    one.kind = kinds::of_mark(kind).unwrap_or_default();
                }
                instruments.extend(one);
            }
            for (key, value) in object {
                let is_about = is_about || ABOUT.contains(&key.as_str());
                walk(value, (depth + 1, is_about), base, instruments);
            }
        }
        _ => {}
    }
}

fn instrument(ticker: &str, name: Option<&str>) -> Option<Instrument> {
    let ticker = clean::line(ticker);
    let (venue, symbol) = match ticker.rsplit_once([' ', ':']) {
        Some((venue, symbol)) => (Some(venue.trim()), symbol.trim()),
        None => (None, ticker.as_str()),
    };
    let is_symbol = (1..=16).contains(&symbol.len()) && symbol.is_ascii();
    let name = name.map(clean::line).filter(|name| !name.is_empty());
    is_symbol.then(|| Instrument {
        name: name.unwrap_or_else(|| symbol.to_owned()),
        symbol: Some(symbol.to_owned()),
        venue: venue.filter(|venue| !venue.is_empty()).map(str::to_owned),
        ..Instrument::default()
    })
}
