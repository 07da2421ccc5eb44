//! What Yahoo calls exchanges, types and symbols.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::InstrumentKind;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    delays: BTreeMap<String, Vec<String>>,
    kinds: BTreeMap<String, InstrumentKind>,
}

static NAMES: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../assets/market/yahoo.toml"))
        .expect("a test reads the built-in table")
});

/// Minutes by which an exchange delays its prices here; `None` for one that the table does not
/// have.
pub(super) fn delay(exchange: &str) -> Option<u16> {
    let has = |names: &&Vec<String>| names.iter().any(|name| name == exchange);
    let (minutes, _) = NAMES.delays.iter().find(|(_, names)| has(names))?;
    minutes.parse().ok()
}

/// What a type means.
pub(super) fn kind(name: &str) -> Option<InstrumentKind> {
    NAMES.kinds.get(&name.to_ascii_uppercase()).copied()
}

/// Whether an answer under `answered` is the one to a question for `asked`: a pair of the dollar
/// and another currency is answered under the other's name alone (`EUR=X` for `USDEUR=X`).
pub(super) fn is_same(asked: &str, answered: &str) -> bool {
    let whole = |symbol: &str| {
        let symbol = symbol.trim().to_ascii_uppercase();
        match symbol.strip_suffix("=X") {
            Some(currency) if currency.len() == 3 => format!("USD{symbol}"),
            _ => symbol,
        }
    };
    whole(asked) == whole(answered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert!(
            NAMES
                .delays
                .keys()
                .all(|minutes| minutes.parse::<u16>().is_ok())
        );
        assert_eq!(
            (delay("NMS"), delay("LSE"), delay("???")),
            (Some(0), Some(20), None)
        );
        assert_eq!(kind("etf"), Some(InstrumentKind::Equity));
        assert_eq!(kind("OPTION"), None);
    }

    #[test]
    fn pairs_of_the_dollar_have_two_names() {
        for (asked, answered, same) in [
            ("USDEUR=X", "EUR=X", true),
            ("EUR=X", "USDEUR=X", true),
            ("USDJPY=X", "jpy=x", true),
            ("EURUSD=X", "EUR=X", false),
            ("EURUSD=X", "USD=X", false),
            ("GBPEUR=X", "EUR=X", false),
            ("A", "a", true),
            ("A", "B", false),
        ] {
            assert_eq!(is_same(asked, answered), same, "{asked} {answered}");
        }
    }
}
