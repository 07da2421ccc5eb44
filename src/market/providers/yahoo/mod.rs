//! Yahoo Finance, the v8 chart endpoint: one call gives the price and the day's line.
//!
//! Unofficial and undocumented; what is known of it stands in public clients. Traps that are
//! handled here: `previousClose` is missing, 0 or nearly 0 for some instruments and
//! `chartPreviousClose` is the close before the *range*, closes have `null` holes, numbers come
//! as text and times with a fraction, an unknown symbol is a 404 with an `error` object (and
//! sometimes a 200 with an empty list), a currency in dollars is answered under a shorter name,
//! and London, Tel Aviv and Johannesburg quote in hundredths (`GBp`, `ILA`, `ZAc`).

mod chart;
mod names;
mod search;
mod symbol;

use jiff::Timestamp;

pub(in crate::market) use symbol::ID;

use super::fields;
use crate::market::notation;
use crate::market::provider::{
    Answers, Asked, Capabilities, Match, Provider, QuoteError, QuoteRequest, Reply,
};
use crate::model::{InstrumentKey, InstrumentKind};
use symbol::is_symbol;

/// The public host.
const PUBLIC_HOST: &str = "https://query1.finance.yahoo.com";
/// Another one that answers alike.
const SECOND_HOST: &str = "https://query2.finance.yahoo.com";
/// The edge answers 429 to clients that do not look like a browser.
const USER_AGENT: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) newswire reader";
/// Requests a minute that it bears from one address without complaint.
const PER_MINUTE: u32 = 60;
/// Matches of a search.
const MATCHES: usize = 10;

/// The provider.
#[derive(Debug, Clone)]
pub struct Yahoo {
    capabilities: Capabilities,
    user_agent: String,
}

impl Yahoo {
    /// A provider that asks the host of `base_url` (scheme, host and perhaps a path). The public
    /// host has a second one that stands in for it; another address stands for itself.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        let host = fields::base(base_url);
        let second = (host == PUBLIC_HOST).then(|| SECOND_HOST.to_owned());
        Self {
            capabilities: Capabilities {
                kinds: vec![
                    InstrumentKind::Equity,
                    InstrumentKind::Index,
                    InstrumentKind::Fund,
                    InstrumentKind::CurrencyPair,
                    InstrumentKind::Crypto,
                    InstrumentKind::Future,
                    InstrumentKind::Bond,
                ],
                batch: 1,
                hosts: [Some(host), second].into_iter().flatten().collect(),
                per_minute: PER_MINUTE,
                shortest_interval: 10,
                has_series_request: false,
            },
            user_agent: USER_AGENT.to_owned(),
        }
    }

    /// The same under another name.
    #[must_use]
    pub(crate) fn with_user_agent(mut self, user_agent: &str) -> Self {
        user_agent.clone_into(&mut self.user_agent);
        self
    }

    /// The same with another budget of requests a minute.
    #[must_use]
    pub(crate) fn with_per_minute(mut self, per_minute: u32) -> Self {
        self.capabilities.per_minute = per_minute;
        self
    }

    fn get(&self, host: usize, path: &str) -> Option<QuoteRequest> {
        Some(QuoteRequest {
            url: format!("{}{path}", self.capabilities.hosts.get(host)?),
            headers: vec![
                ("User-Agent".to_owned(), self.user_agent.clone()),
                ("Accept".to_owned(), "application/json".to_owned()),
            ],
        })
    }
}

#[cfg(test)]
impl Default for Yahoo {
    fn default() -> Self {
        Self::new(PUBLIC_HOST)
    }
}

impl Provider for Yahoo {
    fn id(&self) -> &'static str {
        ID
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn symbol(&self, key: &InstrumentKey) -> Option<String> {
        if let Some((provider, code)) = key.pinned() {
            return (provider == ID && is_symbol(code)).then(|| code.to_owned());
        }
        notation::yahoo(key).filter(|symbol| is_symbol(symbol))
    }

    fn request(&self, asked: &[Asked], host: usize) -> Option<QuoteRequest> {
        let symbol = &asked.first()?.symbol;
        if !is_symbol(symbol) {
            return None;
        }
        let path = fields::escaped(symbol);
        let wanted = "range=1d&interval=5m&includePrePost=true&events=split";
        self.get(host, &format!("/v8/finance/chart/{path}?{wanted}"))
    }

    fn read(
        &self,
        asked: &[Asked],
        reply: &Reply<'_>,
        now: Timestamp,
    ) -> Result<Answers, QuoteError> {
        let answer = match chart::answer(reply) {
            Ok(answer) => answer,
            Err(error) => return fields::among(error, asked),
        };
        let one = |asked: &Asked| (asked.key.clone(), chart::quote(asked, &answer, now));
        Ok(asked.iter().take(1).map(one).collect())
    }

    fn search_request(&self, words: &str, host: usize) -> Option<QuoteRequest> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        let words = fields::escaped(words);
        self.get(
            host,
            &format!("/v1/finance/search?q={words}&quotesCount={MATCHES}&newsCount=0"),
        )
    }

    fn read_search(&self, reply: &Reply<'_>) -> Result<Vec<Match>, QuoteError> {
        search::matches(reply)
    }
}

#[cfg(test)]
#[path = "reports/tests.rs"]
mod reports;
#[cfg(test)]
mod tests;
