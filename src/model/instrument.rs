//! A traded thing that a story names: a share, an index, a currency pair, a fund.

use serde::{Deserialize, Serialize};

use super::instrument_key::InstrumentKind;

/// An instrument as an article's page shows it, with the price that stood on the page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Instrument {
    /// The name as printed; the symbol when the page prints no name.
    pub name: String,
    /// The ticker symbol in the page's notation.
    pub symbol: Option<String>,
    /// What the page says that it is ("/quote/index/…").
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub kind: InstrumentKind,
    /// ISO 6166 identifier.
    pub isin: Option<String>,
    /// Last price, in units of `currency`.
    pub price: Option<f64>,
    /// Digits after the decimal sign as printed, so that 17,806 is not shown as 17.81.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// ISO 4217 code, or a minor unit such as `GBp`, or `Pts` for points.
    pub currency: Option<String>,
    /// The market as printed ("Tradegate", "NASDAQ").
    pub venue: Option<String>,
    /// Change of the day in percent: -2.74 means -2.74 %.
    pub change_pct: Option<f64>,
    /// Address of the instrument's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// When `price` was traded, where the page says so; seconds of the epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priced_at: Option<i64>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
fn is_unknown(kind: &InstrumentKind) -> bool {
    *kind == InstrumentKind::Unknown
}
