//! Links to the pages of instruments, and links that a page hides from crawlers.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use scraper::ElementRef;
use url::Url;

use crate::market::notation::{kinds, markets};
use crate::markup::attribute;
use crate::model::InstrumentKind;
use crate::words::Words;

/// Longest address that is read, in bytes.
const MAX_ADDRESS: usize = 2_000;

/// The address of an instrument's page and the symbol in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QuoteLink {
    pub link: Option<String>,
    pub symbol: Option<String>,
    pub venue: Option<String>,
    /// What the path says that it is.
    pub kind: InstrumentKind,
}

/// The absolute address that an element links to, openly or hidden.
pub(crate) fn address(element: ElementRef<'_>, base: Option<&Url>) -> Option<String> {
    absolute(&raw_address(element)?, base)
}

/// The address as the page writes it.
pub(super) fn raw_address(element: ElementRef<'_>) -> Option<Cow<'_, str>> {
    if element.value().name() == "a"
        && let Some(open) = attribute::of(element.value(), "href")
    {
        return Some(Cow::Borrowed(open));
    }
    hidden(element).map(Cow::Owned)
}

/// An address in base64 in a data attribute, which keeps crawlers from following it.
fn hidden(element: ElementRef<'_>) -> Option<String> {
    element
        .value()
        .attrs()
        .filter(|(name, value)| name.starts_with("data-") && is_hidden_address(value))
        .find_map(|(_, value)| {
            let value = value.trim();
            let bytes = STANDARD
                .decode(value)
                .or_else(|_| STANDARD_NO_PAD.decode(value))
                .or_else(|_| URL_SAFE_NO_PAD.decode(value))
                .ok()?;
            let address = String::from_utf8(bytes).ok()?;
            let is_address = (address.starts_with('/') || address.starts_with("http"))
                && address.bytes().all(|byte| byte.is_ascii_graphic());
            is_address.then_some(address)
        })
}

/// "/…" and "http…" begin with these letters in base64; nothing else is worth decoding.
fn is_hidden_address(value: &str) -> bool {
    let value = value.trim_start();
    (8..MAX_ADDRESS).contains(&value.len()) && (value.starts_with('L') || value.starts_with("aHR0"))
}

/// An http address against the page's own; `None` for anything else.
pub(crate) fn absolute(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    if address.len() > MAX_ADDRESS || address.starts_with('#') {
        return None;
    }
    let url = match base {
        Some(base) => base.join(address).ok()?,
        None => match Url::parse(address) {
            Ok(url) => url,
            // Without a base a path is still worth keeping for its symbol.
            Err(_) => return address.starts_with('/').then(|| address.to_owned()),
        },
    };
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// Reads a link to an instrument's page. `text` is what the link shows; a lower-case last
/// segment is a symbol only if the text says it too.
pub(super) fn quote_link(address: &str, text: &str) -> Option<QuoteLink> {
    let last = decoded(announced(address)?.last);
    let (code, venue) = match last.split_once(':') {
        Some((code, venue)) => (code, Some(venue.to_owned())),
        None => (last.as_str(), None),
    };
    let symbol = symbol(code, text)?;
    let venue = venue.or_else(|| market_before(address, &symbol));
    Some(QuoteLink {
        kind: kinds::of_address(address).unwrap_or_default(),
        link: Some(address.to_owned()),
        symbol: Some(symbol),
        venue,
    })
}

/// The market where the path has it before the symbol: `/quote/lse/HSBA`.
fn market_before(address: &str, symbol: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let mut segments = path.rsplit('/').filter(|segment| !segment.is_empty());
    let segment = segments.nth(1)?;
    let is_announced =
        kinds::of_segment(segment).is_none() && kinds::of_segment(segments.next()?).is_some();
    let is_market = is_announced && markets::of_venue(segment, symbol).is_some();
    is_market.then(|| segment.to_ascii_uppercase())
}

/// What says that an address is that of an instrument's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Announced<'a> {
    /// The last segment of the path.
    pub last: &'a str,
    /// Whether a segment before it announces it; else it only looks like a listed symbol.
    pub by_path: bool,
}

/// An address in which one of the two segments before the last announces an instrument, or
/// the last can be nothing else. Cheap, because every link of a page is asked.
pub(super) fn announced(address: &str) -> Option<Announced<'_>> {
    let path = address.split_once("://").map_or(address, |(_, rest)| {
        rest.find('/').map_or("", |slash| &rest[slash..])
    });
    let path = path.split(['?', '#']).next().unwrap_or("");
    let mut segments = path.rsplit('/').filter(|segment| !segment.is_empty());
    let last = segments.next()?;
    let by_path = segments
        .take(2)
        .any(|segment| kinds::of_segment(segment).is_some());
    (by_path || is_listed_symbol(last)).then_some(Announced { last, by_path })
}

/// Whether a segment is a symbol with the suffix of a market ("7741.T", "MC.PA"), which few
/// other pages are called: upper case throughout, and a market that exists.
fn is_listed_symbol(segment: &str) -> bool {
    let Some((code, suffix)) = segment.rsplit_once('.') else {
        return false;
    };
    let is_code = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=10).contains(&code.len())
        && code.bytes().all(is_code)
        && (markets::of_yahoo(suffix).is_some() || markets::of_reuters(suffix).is_some())
}

/// `%5E` and `%3D` are common in symbols.
fn decoded(segment: &str) -> String {
    segment
        .replace("%5E", "^")
        .replace("%5e", "^")
        .replace("%3D", "=")
        .replace("%3d", "=")
        .replace("%3A", ":")
        .replace("%3a", ":")
        .replace("%24", "$")
}

fn symbol(code: &str, text: &str) -> Option<String> {
    let is_short = (1..=15).contains(&code.len())
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-^=$_".contains(&byte));
    if !is_short || Words::PathNoSymbol.has(code.to_ascii_lowercase()) {
        return None;
    }
    // "THALES-4715": a name and a row number, not a symbol.
    let is_numbered = code.rsplit_once('-').is_some_and(|(name, number)| {
        name.len() > 2 && number.len() > 2 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_numbered {
        return None;
    }
    if code.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let lower = code.bytes().filter(u8::is_ascii_lowercase).count();
        return (lower <= 3).then(|| code.to_owned());
    }
    if code
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return (4..=6).contains(&code.len()).then(|| code.to_owned());
    }
    let upper = code.to_ascii_uppercase();
    let says_it = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
        .any(|word| word == upper);
    says_it.then_some(upper)
}

/// The code in a link that shows nothing but "(AMZN.O)", as Reuters writes instruments.
pub(super) fn bracketed_code(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = text.strip_prefix('(')?;
    let (code, _) = inner.split_once(')')?;
    let code = code.rsplit(':').next().unwrap_or(code).trim();
    let bare = code.split('.').next().unwrap_or(code);
    let is_code = (1..=12).contains(&code.len())
        && !bare.is_empty()
        && bare
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    (is_code && code.bytes().any(|byte| byte.is_ascii_alphabetic())).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol_of(address: &str, text: &str) -> Option<String> {
        quote_link(address, text)?.symbol
    }

    #[test]
    fn links_to_quote_pages_are_known_by_their_path() {
        for (address, text, symbol) in [
            ("https://a.test/quote/ACME/", "Acme", "ACME"),
            ("https://a.test/quotes/%5EFCHI", "CAC", "^FCHI"),
            ("/cours/1rPXX/", "Xx", "1rPXX"),
            ("https://a.test/paper/9876.T", "Acme", "9876.T"),
            ("https://a.test/x/ACM.PA/", "Acme", "ACM.PA"),
            ("https://a.test/investing/stock/acme", "ACME 0.1%", "ACME"),
        ] {
            assert_eq!(symbol_of(address, text).as_deref(), Some(symbol));
        }
        let kind = |address| quote_link(address, "").unwrap().kind;
        assert_eq!(
            kind("https://a.test/quote/index/ACX"),
            InstrumentKind::Index
        );
        assert_eq!(kind("https://a.test/quote/ACX"), InstrumentKind::Unknown);
        assert_eq!(kind("/currencies/EURUSD"), InstrumentKind::CurrencyPair);
        let venue = quote_link("https://a.test/finance/quote/AC:EPA", "")
            .unwrap()
            .venue;
        assert_eq!(venue.as_deref(), Some("EPA"));
        let venue = |address| quote_link(address, "HSBA").unwrap().venue;
        assert_eq!(
            venue("https://a.test/quote/lse/hsba/").as_deref(),
            Some("LSE")
        );
        assert_eq!(venue("https://a.test/quote/etf/HSBA"), None);
    }

    #[test]
    fn other_links_are_not() {
        for address in [
            "https://a.test/news/ACME",
            "https://a.test/stocks/markets",
            "https://a.test/quote/",
            "https://a.test/x/REPORT-24.PDF",
            "https://a.test/shop/CADDY.CFM",
            "https://social.test/NEWSPAPER.MG/",
            "https://a.test/stocks/why-acme-fell-2024",
            "https://a.test/quotes/inspiring",
            "mailto:quote/ACME@b",
        ] {
            assert_eq!(symbol_of(address, "Why Acme fell"), None, "{address}");
        }
    }

    #[test]
    fn codes_in_brackets() {
        assert_eq!(
            bracketed_code("(ACM.N), opens new tab").as_deref(),
            Some("ACM.N")
        );
        assert_eq!(bracketed_code("(see here)"), None);
        assert_eq!(bracketed_code("(2024)"), None);
    }
}
