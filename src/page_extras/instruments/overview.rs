//! Strips that say how the markets are: indices, currencies, oil. They stand on every page of
//! a site, and belong to a story only where its text speaks of one of them.

use scraper::ElementRef;

use super::rows;
use crate::market::notation::{folded, indices};
use crate::market::symbols;
use crate::model::{Instrument, InstrumentKind};

/// Fewer rows are no overview.
const ROWS: usize = 3;
/// Fewer indices are none either.
const INDICES: usize = 2;
/// Shorter names are found by chance, in letters.
const MIN_NAME: usize = 4;

/// Whether it tells of a market as a whole.
pub(super) fn is_barometer(row: &Instrument) -> bool {
    matches!(
        kind(row),
        InstrumentKind::Index
            | InstrumentKind::CurrencyPair
            | InstrumentKind::Crypto
            | InstrumentKind::Future
    )
}

fn kind(row: &Instrument) -> InstrumentKind {
    match symbols::key_of(row) {
        Some(key) => key.kind,
        None if indices::of_name(&row.name).is_some() => InstrumentKind::Index,
        None => row.kind,
    }
}

/// Whether rows that stand outside of the sentences of a page are such a strip.
pub(super) fn is_overview(rows: &[&Instrument], elements: &[ElementRef<'_>]) -> bool {
    let barometers: Vec<&&Instrument> = rows.iter().filter(|row| is_barometer(row)).collect();
    let count = |wanted| barometers.iter().filter(|row| kind(row) == wanted).count();
    if rows.len() < ROWS
        || barometers.len() * 3 < rows.len() * 2
        || count(InstrumentKind::Index) < INDICES
    {
        return false;
    }
    let names: Vec<String> = barometers.iter().flat_map(|row| names(row)).collect();
    !elements
        .iter()
        .filter(|element| matches!(element.value().name(), "p" | "h1"))
        .map(|element| folded(&rows::leaves(*element).join(" ")))
        .any(|text| names.iter().any(|name| text.contains(name.as_str())))
}

/// The names of a row, and all that its index is called.
fn names(row: &Instrument) -> Vec<String> {
    let index = symbols::key_of(row).and_then(|key| indices::of_id(&key.symbol));
    let known = index.map_or(&[][..], |index| &index.names);
    let names = known.iter().chain(std::iter::once(&row.name));
    names
        .map(|name| folded(name))
        .filter(|name| name.chars().count() >= MIN_NAME)
        .collect()
}
