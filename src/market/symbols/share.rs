//! Shares, and funds, which are listed like them.

use super::listed::Listed;
use crate::market::notation::markets::{Codes, Market, Rics};
use crate::market::notation::{self, indices, kinds, markets};
use crate::model::address::is_under;
use crate::model::{InstrumentKey, InstrumentKind};
use crate::quirks::quirks;

/// Suffixes of RICs that name a class of shares in small letters: `BRKb.N`.
const CLASSES: [char; 3] = ['a', 'b', 'c'];

pub(super) fn key(listed: &Listed<'_>) -> Option<InstrumentKey> {
    let symbol = listed.symbol.strip_prefix('$').unwrap_or(listed.symbol);
    let mut own = quirks().own_codes.iter();
    if symbol.is_empty() || own.any(|prefix| symbol.starts_with(&prefix.is)) {
        return None;
    }
    if let Some((market, code)) = markets::of_site(symbol) {
        return found(code, market, listed).filter(|_| is_priced_there(market, listed));
    }
    if let Some((code, suffix)) = symbol.rsplit_once('.') {
        return dotted(code, suffix, listed);
    }
    let symbol = symbol.replace('/', "-");
    match listed.venue {
        Some(venue) => {
            let market = market_of(venue, &symbol)?;
            found(&symbol, market, listed).filter(|_| is_priced_there(market, listed))
        }
        None => bare(&symbol, listed),
    }
}

/// The market that a page prints or an address has: a name, or a code of Google's or
/// Bloomberg's.
fn market_of(venue: &str, code: &str) -> Option<&'static Market> {
    markets::of_venue(venue, code)
        .or_else(|| markets::of_google(venue, code))
        .or_else(|| markets::of_bloomberg(venue))
}

/// Whether the page's price can be that of a listing in a market; points never are.
fn is_priced_there(market: &Market, listed: &Listed<'_>) -> bool {
    listed
        .currency
        .is_none_or(|currency| market.trades_in(currency))
}

fn found(code: &str, market: &Market, listed: &Listed<'_>) -> Option<InstrumentKey> {
    let is_digits = market.codes == Some(Codes::Digits);
    let fits = is_code(code) && (market.takes(code) || !is_digits);
    fits.then(|| notation::listed(code, market, kind(listed)))
}

fn kind(listed: &Listed<'_>) -> InstrumentKind {
    match listed.kind {
        InstrumentKind::Fund => InstrumentKind::Fund,
        _ => InstrumentKind::Equity,
    }
}

/// Capital letters and digits, classes behind a hyphen.
fn is_code(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        !part.is_empty() && part.bytes().all(is_capital)
    };
    (1..=12).contains(&text.len()) && text.split(['-', '&']).all(is_part)
}

/// A code with a suffix: Yahoo's or Reuters'.
fn dotted(code: &str, suffix: &str, listed: &Listed<'_>) -> Option<InstrumentKey> {
    // `GOOGL.O^D14`: a listing that has ended.
    if suffix.contains('^') {
        return None;
    }
    let in_reuters = markets::of_reuters(suffix);
    let in_yahoo = markets::of_yahoo(suffix);
    let has_class = code.ends_with(CLASSES) && is_code(&code[..code.len() - 1]);
    let is_reuters = has_class || is_of_reuters(listed);
    if notation::is_share_class(code, suffix) && !is_reuters && in_yahoo.is_none() {
        return of_class(code, suffix, listed);
    }
    let market = match (in_yahoo, in_reuters) {
        (Some(yahoo), Some(reuters)) if yahoo.mic == reuters.mic => yahoo,
        // Düsseldorf with one, Dubai with the other.
        (Some(yahoo), Some(reuters)) => {
            if is_reuters {
                reuters
            } else {
                yahoo
            }
        }
        (one, other) => one.or(other)?,
    };
    if is_reuters && market.rics == Rics::Roots {
        return None;
    }
    if has_class {
        let (code, class) = code.split_at(code.len() - 1);
        return found(&format!("{code}-{}", class.to_uppercase()), market, listed);
    }
    found(code, market, listed)
}

/// `BRK.B`.
fn of_class(code: &str, class: &str, listed: &Listed<'_>) -> Option<InstrumentKey> {
    let us = listed.currency.is_none_or(|currency| currency == DOLLAR);
    us.then(|| notation::united_states(&format!("{code}-{class}"), kind(listed)))
}

/// Whether the instrument's own page is one of Reuters.
fn is_of_reuters(listed: &Listed<'_>) -> bool {
    let host = listed.link.and_then(|link| link.split_once("://"));
    let host = host.and_then(|(_, rest)| rest.split('/').next());
    host.is_some_and(|host| is_under(host, "reuters.com"))
}

const DOLLAR: &str = "USD";

/// A code alone: that of New York, if it can be one and neither the price nor the ISIN is of
/// another country.
fn bare(code: &str, listed: &Listed<'_>) -> Option<InstrumentKey> {
    let (letters, class) = code.split_once('-').unwrap_or((code, "A"));
    let is_letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
    let fits = (1..=5).contains(&letters.len())
        && (1..=2).contains(&class.len())
        && is_letters(letters)
        && is_letters(class);
    let is_abroad = listed.currency.is_some_and(|currency| currency != DOLLAR)
        || listed.isin.is_some_and(|isin| !isin.starts_with("US"));
    (fits && !is_abroad && !is_ambiguous(code, listed))
        .then(|| notation::united_states(code, kind(listed)))
}

/// Whether the letters are an index's or a coin's too, and nothing says that a share is meant.
fn is_ambiguous(code: &str, listed: &Listed<'_>) -> bool {
    let is_named = !listed.name.is_empty() && listed.name != code;
    let says_nothing =
        listed.kind == InstrumentKind::Unknown && listed.currency.is_none() && !is_named;
    says_nothing && (indices::of_code(code).is_some() || kinds::is_coin(code))
}
