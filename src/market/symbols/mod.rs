//! From an instrument on a page to our key of it.
//!
//! A wrong key shows the price of another company, so nothing is guessed: the page must say
//! what kind of thing is meant and where it is traded, in the notation, the venue, the address
//! or by an ISIN. Letters alone are those of New York, as long as nothing speaks against it.
//! What stays unmapped is not quoted.

mod listed;
mod share;

use crate::market::notation::{self, indices, kinds};
use crate::model::{Instrument, InstrumentKey, InstrumentKind};
use listed::Listed;

/// Our key of an instrument, or `None` if the page does not prove it.
#[must_use]
pub fn key_of(instrument: &Instrument) -> Option<InstrumentKey> {
    let listed = Listed::of(instrument);
    let by_symbol = match listed.kind {
        InstrumentKind::Index => return index(&listed),
        InstrumentKind::CurrencyPair => return pair(&listed),
        InstrumentKind::Crypto => return crypto(&listed),
        InstrumentKind::Future => return future(&listed),
        InstrumentKind::Unknown => index(&listed)
            .or_else(|| pair(&listed))
            .or_else(|| future(&listed).filter(|_| listed.symbol.ends_with("=F")))
            .or_else(|| share::key(&listed)),
        // The path of a site may call an index a stock; its code and name say more.
        InstrumentKind::Equity => index(&listed).or_else(|| share::key(&listed)),
        InstrumentKind::Fund => share::key(&listed),
        // Codes of bonds are each site's own.
        InstrumentKind::Bond => None,
    };
    by_symbol.or_else(|| {
        listed
            .isin
            .map(|isin| InstrumentKey::new(InstrumentKind::Unknown, isin))
    })
}

/// An index: by a code that only an index has; by its letters where an index is meant; by its
/// name where there are no letters. Where the letters are those of one index and the name is
/// that of another, nothing is proven.
fn index(listed: &Listed<'_>) -> Option<InstrumentKey> {
    let symbol = listed.symbol;
    let is_meant = listed.kind == InstrumentKind::Index;
    if let Some(index) = indices::of_exact(symbol).or_else(|| indices::of_yahoo(symbol)) {
        return Some(notation::index_key(index));
    }
    // A name that is the symbol again proves nothing that the symbol does not.
    let is_named = notation::folded(listed.name) != notation::folded(symbol);
    let named = indices::of_name(listed.name).filter(|_| is_named || is_meant);
    if let Some(bare) = symbol.strip_prefix(['^', '.', '$']) {
        let found = indices::of_code(bare).or(named.filter(|_| is_meant));
        let is_yahoos = symbol.starts_with('^') && !bare.is_empty();
        let own = || is_yahoos.then(|| InstrumentKey::new(InstrumentKind::Index, symbol));
        return found.map(notation::index_key).or_else(own);
    }
    let coded = indices::of_code(symbol);
    let proven = match (coded, named) {
        (Some(coded), Some(named)) => (coded.id == named.id).then_some(coded),
        // A company or a fund with the letters of an index.
        (Some(coded), None) => Some(coded).filter(|_| is_meant),
        (None, Some(named)) => Some(named).filter(|_| is_meant),
        (None, None) => None,
    };
    proven.map(notation::index_key)
}

/// Two currencies: `EURUSD`, `EUR/USD`, `EUR=X`, `EUR=`; else a name such as "EUR/USD".
fn pair(listed: &Listed<'_>) -> Option<InstrumentKey> {
    let is_meant = listed.kind == InstrumentKind::CurrencyPair;
    let of_symbol = || {
        let symbol = listed.symbol;
        let has_form = symbol.ends_with("=X") || symbol.contains(['/', '-']);
        if has_form {
            return Some(notation::key(symbol)).filter(is_pair);
        }
        let codes = symbol.trim_end_matches('=');
        if !is_meant || !codes.is_ascii() {
            return None;
        }
        match codes.len() {
            6 => notation::pair_key(&codes[..3], &codes[3..]),
            _ => None,
        }
    };
    let of_name = || {
        let words: String = listed.name.split(' ').collect();
        let (base, quote) = words.split_once('/')?;
        notation::pair_key(base, quote)
    };
    let found = of_symbol().or_else(|| of_name().filter(|_| is_meant))?;
    let kinds: &[InstrumentKind] = if is_meant {
        &[InstrumentKind::CurrencyPair]
    } else {
        &[InstrumentKind::CurrencyPair, InstrumentKind::Crypto]
    };
    kinds.contains(&found.kind).then_some(found)
}

fn is_pair(key: &InstrumentKey) -> bool {
    matches!(
        key.kind,
        InstrumentKind::CurrencyPair | InstrumentKind::Crypto
    )
}

/// A crypto currency: `BTC-USD`, `BTC/USD`, `BTCUSD`; `BTC` in the currency that the page
/// prices it in, else in dollars.
fn crypto(listed: &Listed<'_>) -> Option<InstrumentKey> {
    let symbol = listed.symbol.trim_start_matches('$');
    let found = match symbol.rsplit_once(['-', '/']) {
        Some((base, quote)) => notation::pair_key(base, quote),
        None => {
            glued(symbol).or_else(|| notation::pair_key(symbol, listed.currency.unwrap_or("USD")))
        }
    };
    found.filter(|key| key.kind == InstrumentKind::Crypto)
}

/// `BTCUSD`, `BTCUSDT`.
fn glued(symbol: &str) -> Option<InstrumentKey> {
    [4, 3].into_iter().find_map(|length| {
        let at = symbol.len().checked_sub(length).filter(|at| *at >= 3)?;
        notation::pair_key(symbol.get(..at)?, symbol.get(at..)?)
    })
}

/// A future: `GC=F`, and the running contract in the ways of others (`GC.1`, `GC00`, `GC1`)
/// where everyone gives it the same letters.
fn future(listed: &Listed<'_>) -> Option<InstrumentKey> {
    let symbol = listed.symbol;
    if symbol.ends_with("=F") {
        return Some(notation::key(symbol));
    }
    let symbol = symbol.trim_start_matches(['@', '/']);
    let root = [".1", "00", "1"]
        .into_iter()
        .find_map(|end| symbol.strip_suffix(end));
    let root = root.unwrap_or(symbol);
    kinds::is_future_root(root).then(|| InstrumentKey::new(InstrumentKind::Future, root))
}

#[cfg(test)]
mod tests;
