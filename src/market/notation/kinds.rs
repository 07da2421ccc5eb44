//! What an address or a mark for machines says that an instrument is:
//! `assets/market/kinds.toml`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::folded::folded;
use crate::model::InstrumentKind;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    path: HashMap<InstrumentKind, Vec<String>>,
    mark: HashMap<InstrumentKind, Vec<String>>,
    venue: HashMap<InstrumentKind, Vec<String>>,
    futures: Futures,
    pairs: Pairs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Futures {
    roots: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    metals: Vec<String>,
    coins: Vec<String>,
}

fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    FILE.get_or_init(|| {
        toml::from_str(include_str!("../../../assets/market/kinds.toml"))
            .expect("the table is compiled in and read by a test")
    })
}

fn of_word(
    words: &'static HashMap<InstrumentKind, Vec<String>>,
    word: &str,
) -> Option<InstrumentKind> {
    let mut kinds = words.iter();
    kinds
        .find(|(_, words)| words.iter().any(|own| own == word))
        .map(|(kind, _)| *kind)
}

/// What a segment of a path announces behind it: the page of an instrument, of a kind that is
/// unknown where the segment does not say. Asked for every link of a page.
#[must_use]
pub(crate) fn of_segment(segment: &str) -> Option<InstrumentKind> {
    static SEGMENTS: OnceLock<HashMap<&str, InstrumentKind>> = OnceLock::new();
    let segments = SEGMENTS.get_or_init(|| {
        let kinds = file().path.iter();
        kinds
            .flat_map(|(kind, words)| words.iter().map(|word| (word.as_str(), *kind)))
            .collect()
    });
    match segments.get(segment) {
        Some(kind) => Some(*kind),
        None if segment.len() > LONGEST_SEGMENT => None,
        None => segments.get(segment.to_ascii_lowercase().as_str()).copied(),
    }
}

/// No segment of the list is longer, in bytes.
const LONGEST_SEGMENT: usize = 24;

/// What the path of an instrument's page says: `/quote/index/DJIA`. The segment nearest to
/// the instrument decides, its own says nothing.
#[must_use]
pub(crate) fn of_address(address: &str) -> Option<InstrumentKind> {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address,
    };
    let path = path.split(['?', '#']).next().unwrap_or("");
    let segments = path.rsplit('/').filter(|segment| !segment.is_empty());
    let mut stated = segments.skip(1).take(4).filter_map(of_segment);
    stated.find(|kind| *kind != InstrumentKind::Unknown)
}

/// What a mark for machines says: `instrumentType: "MUTUALFUND"`.
#[must_use]
pub(crate) fn of_mark(mark: &str) -> Option<InstrumentKind> {
    of_word(&file().mark, &folded(mark))
}

/// What a place says at which no share is traded: `SPX:IND`.
#[must_use]
pub(in crate::market) fn of_venue(venue: &str) -> Option<InstrumentKind> {
    of_word(&file().venue, venue)
}

/// Whether a root of futures means the same with everyone.
#[must_use]
pub(in crate::market) fn is_future_root(root: &str) -> bool {
    file().futures.roots.iter().any(|own| own == root)
}

/// Whether a code is that of a metal, which is traded like a currency.
#[must_use]
pub(super) fn is_metal(code: &str) -> bool {
    file().pairs.metals.iter().any(|own| own == code)
}

/// Whether others are priced in this crypto currency.
#[must_use]
pub(in crate::market) fn is_coin(code: &str) -> bool {
    file().pairs.coins.iter().any(|own| own == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_word_means_one_kind() {
        for words in [&file().path, &file().mark] {
            let all: Vec<&String> = words.values().flatten().collect();
            let once: HashSet<&&String> = all.iter().collect();
            assert_eq!(once.len(), all.len());
        }
        let segments = file().path.values().flatten();
        assert!(
            segments
                .into_iter()
                .all(|word| word.len() <= LONGEST_SEGMENT)
        );
        let marks = file().mark.values().flatten();
        assert!(marks.into_iter().all(|mark| folded(mark) == *mark));
    }

    #[test]
    fn the_nearest_segment_decides() {
        let kind = of_address;
        assert_eq!(kind("/quote/index/DJIA"), Some(InstrumentKind::Index));
        assert_eq!(kind("https://index.test/quote/DJIA"), None);
        assert_eq!(
            kind("https://a.test/stocks/futures/ES=F"),
            Some(InstrumentKind::Future)
        );
        assert_eq!(kind("https://a.test/index"), None);
        assert_eq!(of_segment("Quote"), Some(InstrumentKind::Unknown));
        assert_eq!(of_segment("news"), None);
        assert_eq!(of_mark("Mutual_Fund"), Some(InstrumentKind::Fund));
        assert_eq!(of_mark("EQUITY"), Some(InstrumentKind::Equity));
    }
}
