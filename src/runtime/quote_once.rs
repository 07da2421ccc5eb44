//! Prices for the command line: each instrument is asked for once, along its chain of providers.

use super::providers::Providers;
use super::{clock, quotes};
use crate::market::judge::{Judgement, doubt, judge, tidy};
use crate::market::notation;
use crate::market::provider::{Asked, Match, Provider, QuoteError};
use crate::model::{InstrumentKey, InstrumentKind, Quote};
use crate::net::Client;

/// Why there is no quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No provider serves it; nobody was asked.
    NotQuoted,
    /// What each provider said that was asked.
    Failed(Vec<QuoteError>),
}

/// The quote of an instrument by the first provider that has one. An ISIN alone is looked up
/// by the providers' search.
///
/// # Errors
/// See [`Failure`].
pub(crate) async fn quote(
    client: &Client,
    providers: &Providers,
    key: &InstrumentKey,
) -> Result<Quote, Failure> {
    let key = served(client, providers, key).await?;
    along_the_chain(client, providers, &key).await
}

/// The key itself when a provider serves it; of an ISIN alone, that of the first match of a
/// search.
///
/// # Errors
/// See [`Failure`].
pub(crate) async fn served(
    client: &Client,
    providers: &Providers,
    key: &InstrumentKey,
) -> Result<InstrumentKey, Failure> {
    if !providers.routes(key).is_empty() {
        return Ok(key.clone());
    }
    if !is_searched(providers, key) {
        return Err(Failure::NotQuoted);
    }
    let found = find(client, providers, &key.symbol).await?;
    let found = found.first().ok_or(Failure::NotQuoted)?;
    Ok(notation::key(&found.symbol))
}

/// Whether a search has to find what is meant: an ISIN alone that no provider serves as such.
#[must_use]
pub(crate) fn is_searched(providers: &Providers, key: &InstrumentKey) -> bool {
    key.kind == InstrumentKind::Unknown
        && notation::isin::is_isin(&key.symbol)
        && providers.routes(key).is_empty()
}

async fn along_the_chain(
    client: &Client,
    providers: &Providers,
    key: &InstrumentKey,
) -> Result<Quote, Failure> {
    let mut errors = Vec::new();
    for route in providers.routes(key) {
        let provider = providers.all()[route.provider].as_ref();
        let asked = Asked {
            key: key.clone(),
            symbol: route.symbol,
        };
        match of_provider(client, provider, &asked).await {
            Ok(quote) => return Ok(judged(client, provider, &asked, quote).await),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        return Err(Failure::NotQuoted);
    }
    Err(Failure::Failed(errors))
}

/// A price that does not fit to the close before is asked for once more, and then doubted.
async fn judged(
    client: &Client,
    provider: &dyn Provider,
    asked: &Asked,
    mut quote: Quote,
) -> Quote {
    let is_odd = |quote: &Quote| judge(quote, None, None) == Judgement::Doubt;
    if is_odd(&quote)
        && let Ok(again) = of_provider(client, provider, asked).await
    {
        quote = again;
    }
    tidy(&mut quote);
    if is_odd(&quote) {
        doubt(&mut quote);
    }
    quote
}

/// The quote of one provider. Its second address is for times at which the first one cannot be
/// reached or fails, never for a refusal.
async fn of_provider(
    client: &Client,
    provider: &dyn Provider,
    asked: &Asked,
) -> Result<Quote, QuoteError> {
    let mut last = not_asked(provider);
    for host in 0..provider.capabilities().hosts.len() {
        match of_host(client, provider, asked, host).await {
            Ok(quote) => return Ok(quote),
            Err(error) if error.is_worth_another_host() => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn not_asked(provider: &dyn Provider) -> QuoteError {
    QuoteError::UnknownSymbol {
        provider: provider.id().to_owned(),
    }
}

async fn of_host(
    client: &Client,
    provider: &dyn Provider,
    asked: &Asked,
    host: usize,
) -> Result<Quote, QuoteError> {
    let asked = std::slice::from_ref(asked);
    let request = provider.request(asked, host);
    let request = request.ok_or_else(|| not_asked(provider))?;
    let fetched = quotes::fetch(client, provider.id(), request).await?;
    let answers = provider.read(asked, &quotes::reply(&fetched), clock::now())?;
    let answer = answers.into_iter().next();
    answer.map_or_else(|| Err(not_asked(provider)), |(_, quote)| quote)
}

/// Instruments by name or ISIN, of the first provider that finds any.
///
/// # Errors
/// [`Failure::NotQuoted`] when no provider has a search, else what those said that have.
pub(crate) async fn find(
    client: &Client,
    providers: &Providers,
    words: &str,
) -> Result<Vec<Match>, Failure> {
    let mut errors = Vec::new();
    let mut has_answered = false;
    for provider in providers.all() {
        match found_by(client, provider.as_ref(), words).await {
            Some(Ok(found)) if !found.is_empty() => return Ok(found),
            Some(Ok(_)) => has_answered = true,
            Some(Err(error)) => errors.push(error),
            None => {}
        }
    }
    match (has_answered, errors.is_empty()) {
        (true, _) => Ok(Vec::new()),
        (false, true) => Err(Failure::NotQuoted),
        (false, false) => Err(Failure::Failed(errors)),
    }
}

async fn found_by(
    client: &Client,
    provider: &dyn Provider,
    words: &str,
) -> Option<Result<Vec<Match>, QuoteError>> {
    let mut last = None;
    for host in 0..provider.capabilities().hosts.len() {
        let request = provider.search_request(words, host)?;
        let found = match quotes::fetch(client, provider.id(), request).await {
            Ok(fetched) => provider.read_search(&quotes::reply(&fetched)),
            Err(error) => Err(error),
        };
        match found {
            Err(error) if error.is_worth_another_host() => last = Some(Err(error)),
            found => return Some(found),
        }
    }
    last
}
