//! What a page says of an instrument, put in order.

use crate::market::notation::{isin, kinds, markets};
use crate::model::{Instrument, InstrumentKind};

/// Longest symbol of a page, in bytes.
const MAX_SYMBOL: usize = 24;

/// What indices are counted in.
const POINTS: &str = "Pts";

/// What a page says of an instrument.
pub(super) struct Listed<'a> {
    /// In the page's notation; empty where it shows none.
    pub(super) symbol: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: InstrumentKind,
    pub(super) venue: Option<&'a str>,
    pub(super) currency: Option<&'a str>,
    pub(super) isin: Option<&'a str>,
    pub(super) link: Option<&'a str>,
}

impl<'a> Listed<'a> {
    pub(super) fn of(instrument: &'a Instrument) -> Self {
        let given = |text: &'a Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty())
        };
        let link = given(&instrument.link);
        let symbol = given(&instrument.symbol).unwrap_or("");
        let is_symbol = symbol.len() <= MAX_SYMBOL && !symbol.contains(char::is_whitespace);
        let symbol = if is_symbol { symbol } else { "" };
        let isin = given(&instrument.isin)
            .filter(|isin| isin::is_isin(isin))
            .or_else(|| Some(symbol).filter(|symbol| isin::is_isin(symbol)));
        let mut listed = Self {
            symbol: if isin == Some(symbol) { "" } else { symbol },
            name: instrument.name.trim(),
            kind: instrument.kind,
            venue: given(&instrument.venue),
            currency: given(&instrument.currency),
            isin,
            link,
        };
        listed.split_symbol();
        listed.kind = listed.proven_kind();
        listed
    }

    /// `BA:US` and `EPA:AI`: code and market.
    fn split_symbol(&mut self) {
        let Some((first, second)) = self.symbol.split_once(':') else {
            return;
        };
        let is_exchange = |text| markets::of_google(text, second).is_some();
        let (code, venue) = match first {
            first if is_exchange(first) => (second, first),
            first => (first, second),
        };
        self.symbol = code;
        self.venue = Some(venue);
    }

    /// The stated kind, else what unit, venue and address say.
    fn proven_kind(&self) -> InstrumentKind {
        if self.kind != InstrumentKind::Unknown {
            return self.kind;
        }
        let by_venue = self.venue.and_then(kinds::of_venue);
        by_venue
            .or_else(|| (self.currency == Some(POINTS)).then_some(InstrumentKind::Index))
            .or_else(|| self.link.and_then(kinds::of_address))
            .unwrap_or_default()
    }
}
