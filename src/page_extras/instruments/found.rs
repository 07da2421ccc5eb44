//! Instruments that were found, each once.

use ego_tree::NodeId;

use crate::model::{Instrument, InstrumentKind};

/// Most instruments of one story.
pub(super) const MAX_INSTRUMENTS: usize = 40;

/// What was found, and what the article's text leaves out because of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FoundInstruments {
    /// In the page's order, each once.
    pub instruments: Vec<Instrument>,
    /// Subtrees that hold nothing but instruments.
    pub containers: Vec<NodeId>,
}

/// Adds an instrument, or completes the one that is there already.
pub(super) fn add(instruments: &mut Vec<Instrument>, one: Instrument) {
    match instruments.iter_mut().find(|other| same(other, &one)) {
        None => instruments.push(one),
        Some(other) => {
            other.price = other.price.or(one.price);
            other.decimals = other.decimals.or(one.decimals);
            other.change_pct = other.change_pct.or(one.change_pct);
            other.currency = other.currency.take().or(one.currency);
            other.venue = other.venue.take().or(one.venue);
            other.isin = other.isin.take().or(one.isin);
            other.link = other.link.take().or(one.link);
            other.priced_at = other.priced_at.or(one.priced_at);
            if other.kind == InstrumentKind::Unknown {
                other.kind = one.kind;
            }
            if Some(&other.name) == other.symbol.as_ref() && !one.name.is_empty() {
                other.name = one.name;
            }
        }
    }
}

/// The same symbol; rows without one are the same only if all of them is.
pub(super) fn same(one: &Instrument, other: &Instrument) -> bool {
    match (&one.symbol, &other.symbol) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}
