//! Quotes from a provider: asks for each symbol, a few at a time, and has the provider read
//! what came back.

use futures_util::StreamExt;
use futures_util::stream;

use super::clock;
use crate::market::{Provider, QuoteError, Reply};
use crate::model::Quote;
use crate::net::{Client, Kind, Request};

/// Requests to one provider at once.
const AT_ONCE: usize = 4;

/// Asks `provider` for every symbol; the answers come in the order of `symbols`. After the
/// provider has said that it is asked too often, the remaining symbols get the same error
/// without being asked for.
pub async fn fetch(
    client: &Client,
    provider: &dyn Provider,
    symbols: &[String],
) -> Vec<(String, Result<Quote, QuoteError>)> {
    let mut answers = Vec::with_capacity(symbols.len());
    let mut asked = stream::iter(symbols.iter().cloned().map(|symbol| async move {
        let answer = one(client, provider, &symbol).await;
        (symbol, answer)
    }))
    .buffered(AT_ONCE);
    while let Some((symbol, answer)) = asked.next().await {
        let limited = match &answer {
            Err(error @ QuoteError::RateLimited { .. }) => Some(error.clone()),
            _ => None,
        };
        answers.push((symbol, answer));
        if let Some(error) = limited {
            let rest = &symbols[answers.len()..];
            answers.extend(
                rest.iter()
                    .map(|symbol| (symbol.clone(), Err(error.clone()))),
            );
            break;
        }
    }
    answers
}

async fn one(client: &Client, provider: &dyn Provider, symbol: &str) -> Result<Quote, QuoteError> {
    let Some(wanted) = provider.request(symbol) else {
        return Err(QuoteError::UnknownSymbol {
            provider: provider.id().to_owned(),
        });
    };
    let request = Request {
        headers: wanted.headers,
        // The provider is the user's choice, and only the symbol comes from elsewhere.
        ..Request::by_user(wanted.url, Kind::Quote)
    };
    let fetched = client
        .fetch(&request)
        .await
        .map_err(|error| QuoteError::Unreachable {
            provider: provider.id().to_owned(),
            reason: error.brief(),
        })?;
    let reply = Reply {
        status: fetched.status,
        content_type: fetched.content_type.as_deref(),
        retry_after_seconds: fetched
            .retry_after
            .map(|wait| i64::try_from(wait.as_secs()).unwrap_or(i64::MAX)),
        body: &fetched.body,
    };
    provider.read(symbol, &reply, clock::now())
}
