//! How others write an instrument, and which key of ours they mean.
//!
//! A watchlist stays as its owner writes it: mostly in Yahoo's notation, with a few forms of
//! other services. [`key`] only says how an entry is understood, and [`yahoo`] is its inverse
//! for everything that Yahoo writes itself. What a page shows is read by `market::symbols`,
//! which asks for more proof.

mod folded;
pub(crate) mod indices;
pub(crate) mod isin;
pub(crate) mod kinds;
pub(crate) mod markets;

use crate::market::numbers::currency_code;
use crate::model::{InstrumentKey, InstrumentKind};
pub(crate) use folded::folded;

use indices::Index;
use markets::Market;

/// The one provider whose code is kept as it is by [`yahoo`].
const YAHOO: &str = "yahoo";

/// Which instrument an entry of a watchlist means. Every entry means one: what has no form
/// that we know is a share of that code, so that a provider is asked for just that.
#[must_use]
pub fn key(text: &str) -> InstrumentKey {
    let text = text.trim();
    if let Some(key) = prefixed(text) {
        return key;
    }
    let is_lower = !text.contains(|c: char| c.is_uppercase());
    let text = if is_lower {
        text.to_uppercase()
    } else {
        text.to_owned()
    };
    let text = text.as_str();
    if isin::is_isin(text) {
        return InstrumentKey::new(InstrumentKind::Unknown, text);
    }
    index(text)
        .or_else(|| colon(text))
        .or_else(|| pair(text))
        .or_else(|| future(text))
        .unwrap_or_else(|| dotted(text))
}

/// `index:CAC40`, `isin:FR0000120073`, `kraken:BTC/EUR`.
fn prefixed(text: &str) -> Option<InstrumentKey> {
    let (prefix, rest) = text.split_once(':')?;
    let is_id = prefix.starts_with(|c: char| c.is_ascii_lowercase())
        && prefix.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
        });
    if !is_id || rest.is_empty() {
        return None;
    }
    if prefix == "isin" && isin::is_isin(&rest.to_uppercase()) {
        return Some(InstrumentKey::new(
            InstrumentKind::Unknown,
            rest.to_uppercase(),
        ));
    }
    match InstrumentKind::of_name(prefix) {
        None => Some(InstrumentKey::new(InstrumentKind::Unknown, text)),
        Some(InstrumentKind::Index) => {
            let code = rest.to_uppercase();
            let index = index(&code).or_else(|| indices::of_code(&code).map(index_key));
            Some(index.unwrap_or_else(|| InstrumentKey::new(InstrumentKind::Index, code)))
        }
        Some(InstrumentKind::Unknown) => Some(InstrumentKey::new(InstrumentKind::Unknown, rest)),
        Some(kind) => Some(InstrumentKey::new(kind, rest.to_uppercase())),
    }
}

/// A short name that everybody knows: the name of an index, the code of a share.
#[must_use]
pub(crate) fn short(key: &InstrumentKey) -> String {
    match key.kind {
        InstrumentKind::Index => {
            let name = indices::of_id(&key.symbol).and_then(|index| index.names.first());
            name.map_or(key.symbol.trim_start_matches('^'), String::as_str)
                .to_owned()
        }
        InstrumentKind::Equity | InstrumentKind::Fund | InstrumentKind::Bond => {
            key.listing().0.to_owned()
        }
        _ => key.symbol.clone(),
    }
}

/// The key of an index of the table.
#[must_use]
pub(super) fn index_key(index: &Index) -> InstrumentKey {
    InstrumentKey::new(InstrumentKind::Index, index.id.clone())
}

/// Codes that only an index has: Yahoo's own, `^XYZ`, `.DJI`, `$INDU`, `1rPCAC`.
fn index(text: &str) -> Option<InstrumentKey> {
    let known = indices::of_yahoo(text)
        .or_else(|| indices::of_exact(text))
        .or_else(|| indices::of_code(text.strip_prefix(['.', '$'])?));
    if let Some(index) = known {
        return Some(index_key(index));
    }
    // Yahoo's code stays what it is, prefix and all: nothing else says whose letters they are.
    let is_code = text.strip_prefix('^').is_some_and(|code| !code.is_empty());
    is_code.then(|| InstrumentKey::new(InstrumentKind::Index, text))
}

/// `BA:US` (Bloomberg), `AI:EPA` and `EPA:AI` (Google).
fn colon(text: &str) -> Option<InstrumentKey> {
    let (first, second) = text.split_once(':')?;
    let google = |exchange, code| Some((code, markets::of_google(exchange, code)?));
    let (code, market) = google(second, first)
        .or_else(|| google(first, second))
        .or_else(|| Some((first, markets::of_bloomberg(second)?)))?;
    Some(listed(code, market, InstrumentKind::Equity))
}

/// Whether a text is the code of a currency.
#[must_use]
pub(super) fn is_currency(text: &str) -> bool {
    text.len() == 3
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && !kinds::is_coin(text)
        && (currency_code(text, None).is_some() || kinds::is_metal(text))
}

/// The key of a pair, a currency or crypto by what its base is; `None` if it is no pair.
#[must_use]
pub(super) fn pair_key(base: &str, quote: &str) -> Option<InstrumentKey> {
    let is_code = (1..=12).contains(&base.len())
        && base
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !is_code || base == quote || !(is_currency(quote) || kinds::is_coin(quote)) {
        return None;
    }
    let kind = if is_currency(base) && is_currency(quote) {
        InstrumentKind::CurrencyPair
    } else {
        InstrumentKind::Crypto
    };
    Some(InstrumentKey::new(kind, format!("{base}/{quote}")))
}

/// `EURUSD=X`, `EUR=X`, `EUR/USD`, `BTC-USD`.
fn pair(text: &str) -> Option<InstrumentKey> {
    if let Some(codes) = text.strip_suffix("=X") {
        let (base, quote) = match codes.len() {
            // Yahoo leaves out the dollar in front.
            3 => ("USD", codes),
            6 => (codes.get(..3)?, codes.get(3..)?),
            _ => return None,
        };
        return pair_key(base, quote).filter(|key| key.kind == InstrumentKind::CurrencyPair);
    }
    let (base, quote) = text.split_once('/').or_else(|| text.rsplit_once('-'))?;
    pair_key(base, quote)
}

/// `GC=F`.
fn future(text: &str) -> Option<InstrumentKey> {
    let code = text.strip_suffix("=F").filter(|code| !code.is_empty())?;
    Some(InstrumentKey::new(InstrumentKind::Future, code))
}

/// `AI.PA`, `BRK.B`, `MSFT`, and all that is nothing else.
fn dotted(text: &str) -> InstrumentKey {
    let code = text
        .strip_prefix('$')
        .filter(|code| !code.is_empty())
        .unwrap_or(text);
    let Some((code, suffix)) = code.rsplit_once('.').filter(|(code, _)| !code.is_empty()) else {
        return united_states(code, InstrumentKind::Equity);
    };
    match markets::of_yahoo(suffix) {
        Some(market) => listed(code, market, InstrumentKind::Equity),
        None if is_share_class(code, suffix) => {
            united_states(&format!("{code}-{suffix}"), InstrumentKind::Equity)
        }
        // The dot tells a suffix that is not in the table from a MIC.
        None => InstrumentKey::new(
            fund_or(code, InstrumentKind::Equity),
            format!("{code}@.{suffix}"),
        ),
    }
}

/// `BRK.B`: no market has these letters as its suffix, so they name a class of shares.
#[must_use]
pub(super) fn is_share_class(code: &str, suffix: &str) -> bool {
    matches!(suffix, "A" | "B" | "C")
        && (1..=4).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The key of a listing in New York; `kind` unless the code itself says that it is a fund.
#[must_use]
pub(super) fn united_states(code: &str, kind: InstrumentKind) -> InstrumentKey {
    // Nasdaq gives five letters to mutual funds, the last of them X.
    let is_mutual_fund = code.len() == 5
        && code.ends_with('X')
        && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let kind = if is_mutual_fund {
        InstrumentKind::Fund
    } else {
        kind
    };
    InstrumentKey::new(fund_or(code, kind), code)
}

/// The key of a listing.
#[must_use]
pub(super) fn listed(code: &str, market: &Market, kind: InstrumentKind) -> InstrumentKey {
    let kind = match market.kind {
        InstrumentKind::Equity => kind,
        other => other,
    };
    if market.is_bare() {
        return united_states(code, kind);
    }
    let width = market.digits.unwrap_or(0);
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
    let code = if is_number {
        format!("{code:0>width$}")
    } else {
        code.to_owned()
    };
    InstrumentKey::new(fund_or(&code, kind), format!("{code}@{}", market.mic))
}

/// Morningstar's codes are those of funds.
fn fund_or(code: &str, kind: InstrumentKind) -> InstrumentKind {
    if code.starts_with("0P") && code.len() >= 8 {
        InstrumentKind::Fund
    } else {
        kind
    }
}

/// The instrument in Yahoo's notation; `None` where Yahoo has none.
#[must_use]
pub(super) fn yahoo(key: &InstrumentKey) -> Option<String> {
    match key.kind {
        InstrumentKind::Equity | InstrumentKind::Fund | InstrumentKind::Bond => yahoo_listing(key),
        InstrumentKind::Index => match indices::of_id(&key.symbol) {
            Some(index) => index.yahoo.clone(),
            None => Some(key.symbol.clone()).filter(|code| code.starts_with('^')),
        },
        InstrumentKind::CurrencyPair => match key.pair()? {
            ("USD", quote) => Some(format!("{quote}=X")),
            (base, quote) => Some(format!("{base}{quote}=X")),
        },
        InstrumentKind::Crypto => key.pair().map(|(base, quote)| format!("{base}-{quote}")),
        InstrumentKind::Future if key.listing().1.is_some() => yahoo_listing(key),
        InstrumentKind::Future => Some(format!("{}=F", key.symbol)),
        InstrumentKind::Unknown => match key.pinned()? {
            (YAHOO, code) => Some(code.to_owned()),
            _ => None,
        },
    }
}

fn yahoo_listing(key: &InstrumentKey) -> Option<String> {
    let (code, market) = key.listing();
    let suffix = match market {
        None => return Some(code.to_owned()),
        Some(market) => match market.strip_prefix('.') {
            Some(suffix) => suffix,
            None => &markets::of_mic(market)?.yahoo,
        },
    };
    match suffix {
        "" => Some(code.to_owned()),
        suffix => Some(format!("{code}.{suffix}")),
    }
}

#[cfg(test)]
mod tests;
