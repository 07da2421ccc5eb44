//! From an instrument on a page to the symbol that the default provider knows it by.
//!
//! A wrong symbol shows the price of another company, so nothing is guessed: the notation must
//! say which market is meant, or the page must name the market.

use crate::model::Instrument;

/// The symbol in Yahoo's notation, or `None` if the page does not prove it.
#[must_use]
pub fn for_provider(instrument: &Instrument) -> Option<String> {
    let symbol = instrument.symbol.as_deref()?.trim();
    if symbol.is_empty() || symbol.len() > 16 || symbol.contains(char::is_whitespace) {
        return None;
    }
    if let Some(code) = symbol.strip_prefix("1rP").filter(|code| is_code(code)) {
        return Some(format!("{code}.PA"));
    }
    if let Some(code) = symbol.strip_prefix("1g").filter(|code| is_code(code)) {
        return Some(format!("{code}.MI"));
    }
    let symbol = symbol.strip_prefix('$').unwrap_or(symbol);
    if symbol.starts_with('^') || symbol.ends_with("=X") || symbol.ends_with("=F") {
        return Some(symbol.to_owned());
    }
    if let Some((code, suffix)) = symbol.rsplit_once('.') {
        return dotted(code, suffix);
    }
    let suffix = instrument
        .venue
        .as_deref()
        .map_or(Some(""), suffix_of_venue)?;
    let is_us = suffix.is_empty() && !is_priced_abroad(instrument);
    let fits = is_code(symbol) || symbol.contains('-') && is_code(&symbol.replace('-', ""));
    (fits && (is_us || !suffix.is_empty())).then(|| format!("{symbol}{suffix}"))
}

fn is_code(text: &str) -> bool {
    (1..=8).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// A code with a suffix: Reuters' one-letter suffixes for New York become none, most others
/// are the same in both notations.
fn dotted(code: &str, suffix: &str) -> Option<String> {
    let bare = code.trim_start_matches('^').replace(['-', '&'], "");
    if !is_code(&bare) {
        return None;
    }
    match suffix {
        "N" | "O" | "OQ" | "K" | "P" | "A" if code.len() <= 5 => Some(code.to_owned()),
        "B" if code.len() <= 4 => Some(format!("{code}-B")),
        "DE" | "L" | "PA" | "MI" | "AS" | "BR" | "LS" | "MC" | "HK" | "T" | "SS" | "SZ" | "TO"
        | "V" | "AX" | "SW" | "ST" | "CO" | "HE" | "OL" | "VI" | "KS" | "KQ" | "TW" | "NS"
        | "BO" | "SA" | "MX" | "JO" | "TA" | "SI" | "JK" | "BK" | "NZ" | "IR" | "AT" | "WA"
        | "PR" | "BD" | "IS" | "F" | "SG" | "MU" | "BE" | "DU" | "HM" => {
            Some(format!("{code}.{suffix}"))
        }
        _ => None,
    }
}

/// The suffix of a market as pages print it; `Some("")` for the United States.
fn suffix_of_venue(venue: &str) -> Option<&'static str> {
    let folded: String = venue
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match folded.as_str() {
        "" => Some(""),
        "nyse" | "nasdaq" | "nasdaqgs" | "nasdaqcm" | "nyseamerican" | "nysearca" | "amex"
        | "nyq" | "nms" | "otc" | "otcbb" | "otcmkts" | "otcpink" | "nas" | "nys" => Some(""),
        "paris" | "euronextparis" | "epa" | "xpar" | "par" => Some(".PA"),
        "amsterdam" | "euronextamsterdam" | "ams" | "xams" => Some(".AS"),
        "bruxelles" | "brussels" | "euronextbrussels" | "ebr" => Some(".BR"),
        "lisbonne" | "lisbon" | "euronextlisbon" | "els" => Some(".LS"),
        "xetra" | "etr" | "xetr" | "ger" => Some(".DE"),
        "lse" | "london" | "londres" | "lon" | "xlon" => Some(".L"),
        "milan" | "borsaitaliana" | "bit" | "xmil" => Some(".MI"),
        "madrid" | "bme" | "xmad" => Some(".MC"),
        "hkse" | "hkex" | "hkg" | "hongkong" => Some(".HK"),
        "tse" | "tyo" | "tokyo" | "jpx" => Some(".T"),
        "tsx" | "toronto" => Some(".TO"),
        "asx" => Some(".AX"),
        "nse" => Some(".NS"),
        "bse" => Some(".BO"),
        "six" | "swx" | "sixswiss" => Some(".SW"),
        _ => None,
    }
}

/// A bare symbol whose page price is not in dollars is not the New York listing.
fn is_priced_abroad(instrument: &Instrument) -> bool {
    instrument
        .currency
        .as_deref()
        .is_some_and(|currency| currency != "USD")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(symbol: &str, venue: &str, currency: &str) -> Option<String> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        for_provider(&Instrument {
            symbol: some(symbol),
            venue: some(venue),
            currency: some(currency),
            ..Instrument::default()
        })
    }

    #[test]
    fn notations_that_prove_the_market_are_kept() {
        for (symbol, venue, currency, expected) in [
            ("MSFT", "NASDAQ", "USD", "MSFT"),
            ("GERN", "", "", "GERN"),
            ("AMZN.O", "", "", "AMZN"),
            ("AHLA.DE", "Tradegate", "EUR", "AHLA.DE"),
            ("1rPAI", "Paris", "EUR", "AI.PA"),
            ("AI", "Euronext Paris", "EUR", "AI.PA"),
            ("^FCHI", "", "", "^FCHI"),
            ("BRK-B", "NYSE", "USD", "BRK-B"),
            ("9988.HK", "", "HKD", "9988.HK"),
        ] {
            assert_eq!(provider(symbol, venue, currency).as_deref(), Some(expected));
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for (symbol, venue, currency) in [
            ("AHLA", "Tradegate", "EUR"),
            ("AI", "", "EUR"),
            ("XYZ.QQ", "", ""),
            ("1xN225", "", ""),
            ("", "NYSE", "USD"),
            ("A B", "NYSE", "USD"),
        ] {
            assert_eq!(provider(symbol, venue, currency), None, "{symbol}");
        }
    }
}
