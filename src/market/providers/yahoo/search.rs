//! The search by name or ISIN.

use serde_json::Value;

use super::names;
use super::symbol::{ID, is_symbol};
use crate::market::provider::{Match, QuoteError, Reply};
use crate::market::providers::fields;

/// The matches, in the provider's order. Among them are things without a quote (private
/// companies): they have no symbol of this service.
pub(super) fn matches(reply: &Reply<'_>) -> Result<Vec<Match>, QuoteError> {
    let answer = fields::json(ID, reply)?;
    let found = answer["quotes"]
        .as_array()
        .ok_or_else(|| fields::not_data(ID, "other data"))?;
    Ok(found.iter().filter_map(one).collect())
}

fn one(found: &Value) -> Option<Match> {
    if found["isYahooFinance"].as_bool() == Some(false) {
        return None;
    }
    let symbol = fields::line(&found["symbol"]).filter(|symbol| is_symbol(symbol))?;
    let name = fields::line(&found["longname"]).or_else(|| fields::line(&found["shortname"]));
    let venue = fields::line(&found["exchDisp"]).or_else(|| fields::line(&found["exchange"]));
    Some(Match {
        name: name.unwrap_or_else(|| symbol.clone()),
        kind: found["quoteType"]
            .as_str()
            .and_then(names::kind)
            .unwrap_or_default(),
        symbol,
        venue,
    })
}
