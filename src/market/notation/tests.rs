//! Entries of watchlists, and the way back to Yahoo.

use proptest::prelude::*;

use super::*;

fn written(text: &str) -> String {
    key(text).to_string()
}

#[test]
fn entries_of_watchlists_are_understood() {
    for (entry, expected) in [
        ("MSFT", "equity:MSFT"),
        ("msft", "equity:MSFT"),
        ("BRK-B", "equity:BRK-B"),
        ("BRK.B", "equity:BRK-B"),
        ("$NET", "equity:NET"),
        ("AI.PA", "equity:AI@XPAR"),
        ("VOLV-B.ST", "equity:VOLV-B@XSTO"),
        ("0700.HK", "equity:0700@XHKG"),
        ("AI.XY", "equity:AI@.XY"),
        ("VTSAX", "fund:VTSAX"),
        ("0P0000ABCD.F", "fund:0P0000ABCD@XFRA"),
        ("^FCHI", "index:CAC40"),
        ("^IXIC", "index:COMP"),
        ("000001.SS", "index:SHCOMP"),
        ("DX-Y.NYB", "index:DXY"),
        ("^XYZ", "index:^XYZ"),
        (".DJI", "index:DJI"),
        ("$INDU", "index:DJI"),
        ("1rPCAC", "index:CAC40"),
        ("index:CAC40", "index:CAC40"),
        ("index:cac40", "index:CAC40"),
        ("index:^FCHI", "index:CAC40"),
        ("index:DJIA", "index:DJI"),
        ("index:NEW1", "index:NEW1"),
        ("EURUSD=X", "currency-pair:EUR/USD"),
        ("EUR=X", "currency-pair:USD/EUR"),
        ("USDEUR=X", "currency-pair:USD/EUR"),
        ("EUR/USD", "currency-pair:EUR/USD"),
        ("eur/usd", "currency-pair:EUR/USD"),
        ("XAUUSD=X", "currency-pair:XAU/USD"),
        ("BTC-USD", "crypto:BTC/USD"),
        ("BTC/EUR", "crypto:BTC/EUR"),
        ("ETH-BTC", "crypto:ETH/BTC"),
        ("UNI7083-USD", "crypto:UNI7083/USD"),
        ("GC=F", "future:GC"),
        ("GCZ25.CMX", "future:GCZ25@XCEC"),
        ("FR0000120073", "unknown:FR0000120073"),
        ("isin:FR0000120073", "unknown:FR0000120073"),
        ("isin:fr0000120073", "unknown:FR0000120073"),
        ("FR0000120074", "equity:FR0000120074"),
        ("BA:US", "equity:BA"),
        ("AI:FP", "equity:AI@XPAR"),
        ("700:HK", "equity:0700@XHKG"),
        ("AI:EPA", "equity:AI@XPAR"),
        ("EPA:AI", "equity:AI@XPAR"),
        ("NASDAQ:MSFT", "equity:MSFT"),
        ("RY:TSE", "equity:RY@XTSE"),
        ("TSE:7203", "equity:7203@XTKS"),
        ("FOO:BAR", "equity:FOO:BAR"),
        ("kraken:BTC/EUR", "unknown:kraken:BTC/EUR"),
        ("my-api:Code", "unknown:my-api:Code"),
        ("equity:AI@XPAR", "equity:AI@XPAR"),
        ("unknown:my-api:X", "unknown:my-api:X"),
    ] {
        assert_eq!(written(entry), expected, "{entry}");
    }
}

#[test]
fn a_key_is_an_entry_too() {
    for entry in [
        "MSFT", "AI.PA", "AI.XY", "^FCHI", "^XYZ", "EUR=X", "BTC-USD", "GC=F",
    ] {
        let once = key(entry);
        assert_eq!(key(&once.to_string()), once, "{entry}");
    }
}

/// All that the tables know and forms that they do not.
fn yahoo_writes() -> Vec<String> {
    let indices = indices::all()
        .iter()
        .filter_map(|index| index.yahoo.clone());
    let listings = markets::all().iter().flat_map(|market| {
        let codes = ["AI", "VOLV-B", "7203", "000660", "0P0000ABCD", "A.B"];
        codes
            .into_iter()
            .filter(|code| *code != "A.B" || !market.is_bare())
            .map(|code| match market.yahoo.as_str() {
                "" => code.to_owned(),
                suffix => {
                    // Codes shorter than the market's own are not Yahoo's.
                    format!(
                        "{code:0>width$}.{suffix}",
                        width = market.digits.unwrap_or(0)
                    )
                }
            })
    });
    let others = [
        "MSFT",
        "BRK-B",
        "BF-A",
        "BAC-PL",
        "VTSAX",
        "AI.XY",
        "A.B.XY",
        "^XYZ",
        "^GSPC",
        "^BUX.BD",
        "EURUSD=X",
        "EUR=X",
        "JPY=X",
        "XAUUSD=X",
        "ABCDEFG=X",
        "BTC-USD",
        "ETH-EUR",
        "UNI7083-USD",
        "GC=F",
        "ESZ25.CME",
        "0P0001CLDK.F",
        "AAPL251219C00200000",
        "FOO:BAR",
        "=F",
        "^",
        ".PA",
        "A B",
        "é.PA",
        "EURÉU=X",
    ];
    let others = others.into_iter().map(str::to_owned);
    indices.chain(listings).chain(others).collect()
}

#[test]
fn yahoo_is_asked_for_what_yahoo_writes() {
    for symbol in yahoo_writes() {
        let key = key(&symbol);
        assert_eq!(yahoo(&key), Some(symbol.clone()), "{key}");
    }
}

#[test]
fn yahoo_is_asked_for_nothing_that_it_does_not_have() {
    for entry in [
        "kraken:BTC/EUR",
        "my-api:X",
        "FR0000120073",
        "index:TOPIX",
        "index:NEW1",
    ] {
        assert_eq!(yahoo(&key(entry)), None, "{entry}");
    }
    assert_eq!(yahoo(&key("yahoo:X@Y")).as_deref(), Some("X@Y"));
    for (entry, expected) in [
        ("index:DJI", "^DJI"),
        ("USDEUR=X", "EUR=X"),
        ("EUR/USD", "EURUSD=X"),
        ("BA:US", "BA"),
        ("TSE:7203", "7203.T"),
    ] {
        assert_eq!(yahoo(&key(entry)).as_deref(), Some(expected), "{entry}");
    }
}

proptest! {
    #[test]
    fn any_entry_means_one_instrument(entry in "\\PC{0,24}") {
        let key = key(&entry);
        prop_assert_eq!(key.to_string().parse(), Ok(key.clone()));
        let _ = yahoo(&key);
    }

    #[test]
    fn codes_of_yahoos_form_come_back(code in "[A-Z]{1,5}(-[A-Z]{1,2})?", suffix in "|[D-Z][A-Z]?") {
        let symbol = if suffix.is_empty() { code } else { format!("{code}.{suffix}") };
        prop_assert_eq!(yahoo(&key(&symbol)), Some(symbol));
    }
}

#[test]
fn what_is_shown_is_what_everybody_knows() {
    for (text, shown) in [
        ("^FCHI", "CAC 40"),
        ("^NOSUCH", "NOSUCH"),
        ("AI.PA", "AI"),
        ("MSFT", "MSFT"),
        ("EURUSD=X", "EUR/USD"),
        ("my-api:X", "my-api:X"),
    ] {
        assert_eq!(short(&key(text)), shown);
    }
}
