//! The table of names: `assets/market/names.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::words;
use crate::market::notation::folded;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    forms: String,
    leading: String,
    leading_small: String,
    joints: String,
    future_ends: String,
    trades: String,
    common: String,
    abbreviations: String,
    places: String,
    others: Vec<String>,
    joined: String,
    shared: Vec<String>,
    business: String,
    market: String,
    elsewhere: String,
    equity: HashMap<String, Vec<String>>,
    commodity: HashMap<String, Vec<String>>,
    index: HashMap<String, Vec<String>>,
    future_index: HashMap<String, String>,
    currency: HashMap<String, Vec<String>>,
    crypto: HashMap<String, Vec<String>>,
}

/// The table with ways to find a name. All words are folded.
pub(super) struct Table {
    /// Legal forms, behind which a name ends.
    pub(super) forms: HashSet<String>,
    /// Words in front of a name, and the small ones that may follow them.
    pub(super) leading: HashSet<String>,
    pub(super) leading_small: HashSet<String>,
    /// What joins the parts of a name.
    pub(super) joints: HashSet<String>,
    /// What stands behind the name of what a future delivers.
    pub(super) future_ends: HashSet<String>,
    /// What a company does, at the end of its name.
    pub(super) trades: HashSet<String>,
    /// Names that are words too.
    pub(super) common: HashSet<String>,
    /// Codes that mean something else.
    pub(super) abbreviations: HashSet<String>,
    /// What is left of a name and is none.
    pub(crate) places: HashSet<String>,
    /// Phrases in which a name is something else, as words.
    pub(super) others: Vec<Vec<String>>,
    /// What may follow the hyphen of a name.
    pub(super) joined: HashSet<String>,
    /// Names that others have as well.
    pub(super) shared: HashSet<String>,
    /// Words of texts about companies, about markets, and about something else.
    pub(super) business: HashSet<String>,
    pub(super) market: HashSet<String>,
    pub(super) elsewhere: HashSet<String>,
    equity: HashMap<&'static str, &'static [String]>,
    named: HashMap<String, &'static [String]>,
    commodity: HashMap<&'static str, &'static [String]>,
    index: &'static HashMap<String, Vec<String>>,
    future_index: &'static HashMap<String, String>,
    currency: &'static HashMap<String, Vec<String>>,
    crypto: &'static HashMap<String, Vec<String>>,
}

impl Table {
    /// The names of a company by its code.
    pub(super) fn company(&self, symbol: &str) -> Option<&'static [String]> {
        self.equity.get(symbol).copied()
    }

    /// The names of the company that has this name, which tells listings elsewhere.
    pub(super) fn company_named(&self, name: &str) -> Option<&'static [String]> {
        self.named.get(&folded(name)).copied()
    }

    /// The names of what a future delivers, or of a metal in a pair.
    pub(super) fn commodity(&self, code: &str) -> Option<&'static [String]> {
        self.commodity.get(code).copied()
    }

    /// What headlines call an index besides its names.
    pub(super) fn index(&self, id: &str) -> &'static [String] {
        self.index.get(id).map_or(&[], Vec::as_slice)
    }

    /// The id of the index of a future.
    pub(super) fn index_of_future(&self, code: &str) -> Option<&'static str> {
        self.future_index.get(code).map(String::as_str)
    }

    /// The names of a currency.
    pub(super) fn currency(&self, code: &str) -> &'static [String] {
        self.currency.get(code).map_or(&[], Vec::as_slice)
    }

    /// The names of a crypto currency.
    pub(super) fn coin(&self, code: &str) -> &'static [String] {
        self.crypto.get(code).map_or(&[], Vec::as_slice)
    }
}

fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    FILE.get_or_init(|| {
        toml::from_str(include_str!("../../../assets/market/names.toml"))
            .expect("the table is compiled in and read by a test")
    })
}

fn words(list: &str) -> HashSet<String> {
    list.split_whitespace().map(folded).collect()
}

fn phrase_words(phrase: &str) -> Vec<String> {
    let words = words::words(phrase);
    words.into_iter().map(|word| word.folded).collect()
}

/// Each code of a key with the names of the key.
fn by_code(
    section: &'static HashMap<String, Vec<String>>,
) -> HashMap<&'static str, &'static [String]> {
    let entries = section.iter().flat_map(|(codes, names)| {
        let codes = codes.split_whitespace();
        codes.map(move |code| (code, names.as_slice()))
    });
    entries.collect()
}

pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file = file();
        let common = words(&file.common);
        let mut named = HashMap::new();
        for names in file.equity.values() {
            let telling = names.iter().map(|name| folded(name));
            let telling = telling.filter(|name| !common.contains(name));
            named.extend(telling.map(|name| (name, names.as_slice())));
        }
        let others = file.others.iter().map(|phrase| phrase_words(phrase));
        Table {
            forms: words(&file.forms),
            leading: words(&file.leading),
            leading_small: words(&file.leading_small),
            joints: words(&file.joints),
            future_ends: words(&file.future_ends),
            trades: words(&file.trades),
            common,
            abbreviations: words(&file.abbreviations),
            places: words(&file.places),
            others: others.collect(),
            joined: words(&file.joined),
            shared: file.shared.iter().map(|name| folded(name)).collect(),
            business: words(&file.business),
            market: words(&file.market),
            elsewhere: words(&file.elsewhere),
            equity: by_code(&file.equity),
            named,
            commodity: by_code(&file.commodity),
            index: &file.index,
            future_index: &file.future_index,
            currency: &file.currency,
            crypto: &file.crypto,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::notation::{self, indices};

    #[test]
    fn every_entry_can_be_asked_for() {
        let table = table();
        assert!(table.equity.len() >= 150, "{}", table.equity.len());
        let keys = file().equity.keys();
        let codes: Vec<&str> = keys.flat_map(|codes| codes.split_whitespace()).collect();
        assert_eq!(codes.len(), table.equity.len(), "a code stands twice");
        for code in codes {
            let key = notation::key(&format!("equity:{code}"));
            let market = key.listing().1;
            let is_known = market.is_none_or(|mic| notation::markets::of_mic(mic).is_some());
            assert!(is_known, "{code}");
        }
        for id in file().future_index.values().chain(file().index.keys()) {
            assert!(indices::of_id(id).is_some(), "{id}");
        }
        for code in file().currency.keys() {
            assert!(notation::is_currency(code), "{code}");
        }
    }
}
