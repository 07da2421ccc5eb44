//! schema.org: `tickerSymbol` in JSON-LD and microdata ("NYSE BABA": exchange, space, code).

use scraper::{ElementRef, Html};
use serde_json::Value;

use crate::extract::attribute;
use crate::ingest::clean;
use crate::model::Instrument;

/// Deepest JSON that is searched.
const MAX_DEPTH: usize = 24;

/// Parts of a page's description that are about the publisher, not the story.
const NOT_THE_STORY: &[&str] = &[
    "publisher",
    "author",
    "creator",
    "provider",
    "isPartOf",
    "sourceOrganization",
    "copyrightHolder",
    "parentOrganization",
    "sponsor",
];

pub(super) fn find(document: &Html) -> Vec<Instrument> {
    let mut instruments = Vec::new();
    for element in document.tree.nodes().filter_map(ElementRef::wrap) {
        if attribute::of(element.value(), "itemprop") == Some("tickerSymbol") {
            let text = attribute::of(element.value(), "content")
                .map_or_else(|| element.text().collect::<String>(), str::to_owned);
            instruments.extend(instrument(&text, None));
        } else if is_linked_data(element) {
            let text: String = element.text().collect();
            if text.contains("tickerSymbol")
                && let Ok(value) = serde_json::from_str(&text)
            {
                walk(&value, 0, &mut instruments);
            }
        }
        if instruments.len() >= super::MAX_INSTRUMENTS {
            break;
        }
    }
    instruments
}

fn is_linked_data(element: ElementRef<'_>) -> bool {
    element.value().name() == "script"
        && attribute::of(element.value(), "type") == Some("application/ld+json")
}

fn walk(value: &Value, depth: usize, instruments: &mut Vec<Instrument>) {
    if depth > MAX_DEPTH || instruments.len() >= super::MAX_INSTRUMENTS {
        return;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| walk(value, depth + 1, instruments)),
        Value::Object(object) => {
            if let Some(symbol) = object.get("tickerSymbol").and_then(Value::as_str) {
                let name = object.get("name").and_then(Value::as_str);
                instruments.extend(instrument(symbol, name));
            }
            for (key, value) in object {
                if !NOT_THE_STORY.contains(&key.as_str()) {
                    walk(value, depth + 1, instruments);
                }
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
