//! Addresses and pointers with places for the parts of an instrument.

use crate::market::notation;
use crate::market::providers::fields;
use crate::model::{InstrumentKey, InstrumentKind};

/// The places: the symbol as in a watchlist and in capitals, the ISIN, the code without its
/// market (a pair's first currency), the market (MIC, ISO 10383), a pair's second currency.
pub(crate) const PLACES: [&str; 6] = ["symbol", "SYMBOL", "isin", "code", "mic", "currency"];

/// The names in braces of a template, known or not.
#[must_use]
pub(crate) fn places(template: &str) -> Vec<&str> {
    let after = template.split('{').skip(1);
    after
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

/// The instrument as it is written in a watchlist.
pub(super) fn symbol(key: &InstrumentKey) -> Option<String> {
    match key.pinned() {
        Some((_, code)) => Some(code.to_owned()),
        None => notation::yahoo(key).or_else(|| Some(key.symbol.clone())),
    }
}

/// What stands in a place; `None` where the instrument has no such part.
fn part(place: &str, key: &InstrumentKey) -> Option<String> {
    let whole = match key.pinned() {
        Some((_, code)) => code,
        None => key.symbol.as_str(),
    };
    let is_listed = matches!(
        key.kind,
        InstrumentKind::Equity | InstrumentKind::Fund | InstrumentKind::Bond
    );
    match place {
        "symbol" => symbol(key),
        "SYMBOL" => Some(symbol(key)?.to_uppercase()),
        "isin" => notation::isin::is_isin(whole).then(|| whole.to_owned()),
        "code" if is_listed => Some(key.listing().0.to_owned()),
        "code" => Some(
            whole
                .split_once('/')
                .map_or(whole, |(base, _)| base)
                .to_owned(),
        ),
        "mic" if is_listed => key.listing().1.map(str::to_owned),
        "currency" => whole.split_once('/').map(|(_, quote)| quote.to_owned()),
        _ => None,
    }
}

fn filled(template: &str, key: &InstrumentKey, escaped: impl Fn(&str) -> String) -> Option<String> {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}')?;
        filled.push_str(before);
        filled.push_str(&escaped(&part(place, key)?));
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// The address for an instrument; `None` where it lacks a part.
pub(super) fn address(template: &str, key: &InstrumentKey) -> Option<String> {
    filled(template, key, fields::escaped)
}

/// The pointer for an instrument; in a part of it `~` and `/` are written `~0` and `~1`.
pub(super) fn pointer(template: &str, key: &InstrumentKey) -> Option<String> {
    filled(template, key, |part| {
        part.replace('~', "~0").replace('/', "~1")
    })
}

/// Scheme and host of a template.
pub(super) fn origin(template: &str) -> String {
    let start = template.find("://").map_or(0, |at| at + 3);
    let end = template[start..].find(['/', '?', '#']);
    end.map_or(template, |end| &template[..start + end])
        .to_owned()
}
