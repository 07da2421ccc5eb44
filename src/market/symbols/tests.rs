//! What pages of other people show, and which instrument that proves.

use proptest::prelude::*;

use super::*;
use crate::market::notation::yahoo;

/// `symbol|name|venue|currency|link`.
fn instrument(page: &str) -> Instrument {
    let mut parts = page.split('|').map(str::trim);
    let mut next = || {
        parts
            .next()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    Instrument {
        symbol: next(),
        name: next().unwrap_or_default(),
        venue: next(),
        currency: next(),
        link: next().map(|path| match path.starts_with("http") {
            true => path,
            false => format!("https://a.test{path}"),
        }),
        ..Instrument::default()
    }
}

fn written(page: &str) -> Option<String> {
    key_of(&instrument(page)).map(|key| key.to_string())
}

#[test]
fn the_page_proves_the_market() {
    for (page, expected) in [
        ("MSFT||NASDAQ|USD", "equity:MSFT"),
        ("GERN", "equity:GERN"),
        ("AMZN.O", "equity:AMZN"),
        ("BRKb.N", "equity:BRK-B"),
        ("BRK.B", "equity:BRK-B"),
        ("BRK/B||NYSE|USD", "equity:BRK-B"),
        ("BRK-B||NYSE|USD", "equity:BRK-B"),
        ("$NET", "equity:NET"),
        ("AHLA.DE||Tradegate|EUR", "equity:AHLA@XETR"),
        ("AI.PA||Euronext Paris|EUR", "equity:AI@XPAR"),
        ("1rPAI||Paris|EUR", "equity:AI@XPAR"),
        ("1gENEL||Milan|EUR", "equity:ENEL@XMIL"),
        ("AI||Euronext Paris|EUR", "equity:AI@XPAR"),
        ("9988.HK|||HKD", "equity:9988@XHKG"),
        ("700||HKEX|HKD", "equity:0700@XHKG"),
        ("7203||TSE|JPY", "equity:7203@XTKS"),
        ("RY||TSE|CAD", "equity:RY@XTSE"),
        ("NOVOb.CO", "equity:NOVO-B@XCSE"),
        ("HSBA||LSE|GBX", "equity:HSBA@XLON"),
        ("BA:US||||/quote/BA:US", "equity:BA"),
        ("BA||US|USD|/quote/BA:US", "equity:BA"),
        ("AIR||FP|EUR|/quote/AIR:FP", "equity:AIR@XPAR"),
        ("AI||EPA||/finance/quote/AI:EPA", "equity:AI@XPAR"),
        ("EPA:AI", "equity:AI@XPAR"),
        ("SPY||||/etf/SPY", "equity:SPY"),
        ("VTSAX||||/fund/VTSAX", "fund:VTSAX"),
        (
            "0P0000ABCD.F||||/fonds/0P0000ABCD.F",
            "fund:0P0000ABCD@XFRA",
        ),
    ] {
        assert_eq!(written(page).as_deref(), Some(expected), "{page}");
    }
}

#[test]
fn nothing_is_guessed() {
    for page in [
        "AHLA||Tradegate|EUR",
        "AI|||EUR",
        "AI||Euronext Paris|USD",
        "1rPAI|||USD",
        "XYZ.QQ",
        "7203",
        "||NYSE|USD",
        "A B||NYSE|USD",
        "1xABCD",
        "THALES-4715",
        "AIRP.PA||||https://www.reuters.com/companies/AIRP.PA",
        "GOOGL.O^D14",
        "700||NYSE|CNY",
        "BTC",
        "XYZ|||Pts",
        "DAX|DAX",
        "COMP",
    ] {
        assert_eq!(written(page), None, "{page}");
    }
}

#[test]
fn indices_are_never_asked_as_shares() {
    for (page, expected) in [
        (
            "DJIA|Dow Jones Industrial Average|||/quote/index/DJIA",
            "^DJI",
        ),
        ("DJIA|DJIA|||/quote/index/DJIA", "^DJI"),
        ("DJIA|Dow Jones Industrial Average", "^DJI"),
        ("COMP|COMP|||/investing/index/COMP", "^IXIC"),
        ("COMP|Nasdaq Composite", "^IXIC"),
        ("SPX|S&P 500", "^GSPC"),
        ("SPX|SPX|||/market-data/quotes/index/SPX", "^GSPC"),
        ("SPX|SPX|IND||/quote/SPX:IND", "^GSPC"),
        ("|CAC 40|Paris|Pts|/cours/1rPCAC/", "^FCHI"),
        ("1rPCAC|CAC 40|Paris|Pts", "^FCHI"),
        ("1rPCAC|CAC 40", "^FCHI"),
        ("1xN225|NIKKEI 225", "^N225"),
        ("$INDU|DOW JONES", "^DJI"),
        (".DJI|Dow", "^DJI"),
        ("^SPX|S&P 500", "^GSPC"),
        ("^FCHI", "^FCHI"),
        ("^XYZ", "^XYZ"),
        ("000001.SS|SSE Composite", "000001.SS"),
        ("DAX||ETR|Pts", "^GDAXI"),
        ("SPX|S&P 500|||/stocks/SPX", "^GSPC"),
        ("$INDU|$INDU|||/stocks/$INDU", "^DJI"),
    ] {
        let key = key_of(&instrument(page));
        assert_eq!(
            key.as_ref().map(|key| key.kind),
            Some(InstrumentKind::Index),
            "{page}"
        );
        assert_eq!(
            key.and_then(|key| yahoo(&key)).as_deref(),
            Some(expected),
            "{page}"
        );
    }
}

#[test]
fn the_letters_of_an_index_are_a_shares_where_nothing_says_index() {
    assert_eq!(
        written("COMP|Compass, Inc.|NYSE|USD").as_deref(),
        Some("equity:COMP")
    );
    assert_eq!(
        written("DAX|Global X DAX Germany ETF||USD|/etf/DAX").as_deref(),
        Some("equity:DAX")
    );
    assert_eq!(
        written("NDAQ|Nasdaq|NASDAQ|USD").as_deref(),
        Some("equity:NDAQ")
    );
    // An index that is in no table, and one whose name is another's.
    assert_eq!(written("ABCD|Some Index|||/index/ABCD"), None);
    assert_eq!(written("COMP|S&P 500|||/index/COMP"), None);
}

#[test]
fn pairs_coins_and_futures_are_known_by_address_or_form() {
    for (page, expected) in [
        ("EURUSD|Euro|||/currencies/EURUSD", "currency-pair:EUR/USD"),
        ("EUR/USD", "currency-pair:EUR/USD"),
        ("EUR=X|USD/EUR", "currency-pair:USD/EUR"),
        ("EURUSD=X", "currency-pair:EUR/USD"),
        (
            "1xEURUS|EUR / USD|||/devises/1xEURUS",
            "currency-pair:EUR/USD",
        ),
        ("EURUSD||CUR||/quote/EURUSD:CUR", "currency-pair:EUR/USD"),
        ("BTC-USD|Bitcoin|||/crypto/BTC-USD", "crypto:BTC/USD"),
        ("BTC-USD", "crypto:BTC/USD"),
        ("BTCUSD|Bitcoin|||/crypto/BTCUSD", "crypto:BTC/USD"),
        ("BTCUSDT|Bitcoin|||/crypto/BTCUSDT", "crypto:BTC/USDT"),
        ("BTC|Bitcoin||EUR|/crypto/BTC", "crypto:BTC/EUR"),
        ("GC=F|Gold|||/quote/GC=F", "future:GC"),
        ("GC00|Gold|||/investing/future/GC00", "future:GC"),
        ("@CL.1|WTI|||/commodities/@CL.1", "future:CL"),
    ] {
        assert_eq!(written(page).as_deref(), Some(expected), "{page}");
    }
    for page in [
        "EURUSD",
        "BTCUSD",
        "BTC|Bitcoin|||/currencies/BTC",
        "CO1|Brent|COM||/quote/CO1:COM",
        "TMUBMUSD10Y|10 Year|||/investing/bond/TMUBMUSD10Y",
        "MP-123456|Some fund|||/opcvm/cours/MP-123456/",
    ] {
        assert_eq!(written(page), None, "{page}");
    }
}

#[test]
fn an_isin_proves_an_instrument_where_its_symbol_does_not() {
    let with = |page: &str, isin: &str| {
        let isin = Some(isin.to_owned());
        key_of(&Instrument {
            isin,
            ..instrument(page)
        })
        .map(|key| key.to_string())
    };
    let known = Some("unknown:LU1681047236".to_owned());
    assert_eq!(with("|Some fund", "LU1681047236"), known);
    assert_eq!(
        with(
            "MP-123456|Some fund|||/opcvm/cours/MP-123456/",
            "LU1681047236"
        ),
        known
    );
    // Not the share of these letters in New York.
    assert_eq!(with("ABCD|Some fund", "LU1681047236"), known);
    assert_eq!(with("|Some fund", "LU1681047237"), None);
    assert_eq!(
        with("AI.PA", "FR0000120073").as_deref(),
        Some("equity:AI@XPAR")
    );
    assert_eq!(
        written("LU1681047236").as_deref(),
        Some("unknown:LU1681047236")
    );
}

proptest! {
    #[test]
    fn any_page_is_read(symbol in "\\PC{0,26}", name in "\\PC{0,12}", venue in "[A-Z]{0,4}", kind in 0_usize..8) {
        let page = Instrument {
            symbol: Some(symbol),
            name,
            venue: Some(venue),
            kind: InstrumentKind::ALL[kind],
            ..Instrument::default()
        };
        if let Some(key) = key_of(&page) {
            prop_assert!(!key.symbol.is_empty());
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }
}
