//! The table of indices: `assets/market/indices.toml`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::folded::folded;
use crate::quirks::quirks;

/// An index and the ways in which it is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Index {
    /// Ours, the symbol of its key.
    pub(in crate::market) id: String,
    /// Yahoo's code, if Yahoo has it.
    pub(super) yahoo: Option<String>,
    /// Letters that mean the index where something says that an index is meant.
    codes: Vec<String>,
    /// Codes that can be nothing else.
    exact: Vec<String>,
    /// Its names, the usual one first.
    pub(crate) names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    index: Vec<Index>,
}

/// All of them, with ways to find one.
struct Table {
    indices: Vec<Index>,
    ids: HashMap<String, usize>,
    yahoo: HashMap<String, usize>,
    codes: HashMap<String, usize>,
    exact: HashMap<String, usize>,
    names: HashMap<String, usize>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../../assets/market/indices.toml"))
            .expect("the table is compiled in and read by a test");
        let mut table = Table {
            indices: Vec::new(),
            ids: HashMap::new(),
            yahoo: HashMap::new(),
            codes: HashMap::new(),
            exact: HashMap::new(),
            names: HashMap::new(),
        };
        for (at, index) in file.index.iter().enumerate() {
            table.ids.insert(index.id.clone(), at);
            table
                .yahoo
                .extend(index.yahoo.clone().map(|code| (code, at)));
            table
                .codes
                .extend(index.codes.iter().map(|code| (code.clone(), at)));
            table
                .exact
                .extend(index.exact.iter().map(|code| (code.clone(), at)));
            table
                .names
                .extend(index.names.iter().map(|name| (folded(name), at)));
        }
        table.indices = file.index;
        table
    })
}

/// All indices.
#[cfg(test)]
pub(super) fn all() -> &'static [Index] {
    &table().indices
}

fn found(map: &HashMap<String, usize>, text: &str) -> Option<&'static Index> {
    map.get(text).map(|at| &table().indices[*at])
}

/// The index of our id.
#[must_use]
pub(crate) fn of_id(id: &str) -> Option<&'static Index> {
    found(&table().ids, id)
}

/// The index of Yahoo's code.
#[must_use]
pub(in crate::market) fn of_yahoo(code: &str) -> Option<&'static Index> {
    found(&table().yahoo, code)
}

/// The index of letters that may mean a share as well: to be asked only where an index is
/// meant.
#[must_use]
pub(in crate::market) fn of_code(code: &str) -> Option<&'static Index> {
    found(&table().codes, code).or_else(|| of_id(code))
}

/// The index of a code that can be nothing else.
#[must_use]
pub(in crate::market) fn of_exact(code: &str) -> Option<&'static Index> {
    let own = || {
        let mut codes = quirks().index_codes.iter();
        of_id(&codes.find(|own| own.code == code)?.index)
    };
    found(&table().exact, code).or_else(own)
}

/// The index of a name. A company may have the name too (Nasdaq).
#[must_use]
pub(crate) fn of_name(name: &str) -> Option<&'static Index> {
    found(&table().names, &folded(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_each_index_once() {
        let table = table();
        let total = |count: fn(&Index) -> usize| table.indices.iter().map(count).sum::<usize>();
        assert!(table.indices.len() >= 60);
        assert_eq!(table.ids.len(), table.indices.len());
        assert_eq!(table.yahoo.len(), total(|index| index.yahoo.iter().count()));
        assert_eq!(table.codes.len(), total(|index| index.codes.len()));
        assert_eq!(table.exact.len(), total(|index| index.exact.len()));
        for own in &quirks().index_codes {
            assert!(of_exact(&own.code).is_some(), "{}", own.code);
        }
    }

    #[test]
    fn a_name_or_a_code_leads_to_one_index() {
        for index in all() {
            assert!(!index.names.is_empty(), "{}", index.id);
            for name in &index.names {
                assert_eq!(of_name(name), Some(index), "{name}");
            }
            assert_eq!(of_code(&index.id), Some(index), "{}", index.id);
        }
    }
}
