//! One question to a provider of quotes: sent, awaited for a few seconds, read by the provider.

use std::time::Duration;

use jiff::Timestamp;

use super::clock;
use crate::market::provider::{Answers, Provider, QuoteError, QuoteRequest, Reply};
use crate::market::schedule::{Question, Schedule, Told};
use crate::model::Series;
use crate::net::{Client, Request, RequestKind};

/// An answer that takes longer is none: the row says so while the reader still looks at it.
const PATIENCE: Duration = Duration::from_secs(5);

/// What came of a question.
pub enum QuoteAnswer {
    /// Prices were asked for.
    Quotes(Result<Answers, QuoteError>),
    /// The day's line was.
    Line(Result<Series, QuoteError>),
}

impl QuoteAnswer {
    /// Tells the plan; returns what the user is told.
    pub fn record(self, schedule: &mut Schedule, question: &Question, now: Timestamp) -> Vec<Told> {
        match self {
            Self::Quotes(answers) => schedule.answered(question, answers, now),
            Self::Line(line) => schedule.answered_series(question, line, now),
        }
    }
}

/// Asks, and reads what came back.
pub async fn answer(client: &Client, provider: &dyn Provider, question: &Question) -> QuoteAnswer {
    match question.is_series {
        true => QuoteAnswer::Line(ask_line(client, provider, question).await),
        false => QuoteAnswer::Quotes(ask(client, provider, question).await),
    }
}

async fn ask(
    client: &Client,
    provider: &dyn Provider,
    question: &Question,
) -> Result<Answers, QuoteError> {
    let Some(wanted) = provider.request(&question.asked, question.host) else {
        return Err(QuoteError::UnknownSymbol {
            provider: provider.id().to_owned(),
        });
    };
    let fetched = fetch(client, provider.id(), wanted).await?;
    provider.read(&question.asked, &reply(&fetched), clock::now())
}

/// Asks for the day's line of the one instrument of a question.
async fn ask_line(
    client: &Client,
    provider: &dyn Provider,
    question: &Question,
) -> Result<Series, QuoteError> {
    let asked = question.asked.first();
    let wanted = asked.and_then(|asked| provider.series_request(asked, question.host));
    let (Some(asked), Some(wanted)) = (asked, wanted) else {
        return Ok(Series::default());
    };
    let fetched = fetch(client, provider.id(), wanted).await?;
    provider.read_series(asked, &reply(&fetched))
}

/// One request of a provider, with its patience.
///
/// # Errors
/// [`QuoteError::TimedOut`] and [`QuoteError::Unreachable`].
pub async fn fetch(
    client: &Client,
    provider: &str,
    wanted: QuoteRequest,
) -> Result<crate::net::Fetched, QuoteError> {
    let request = Request {
        headers: wanted.headers,
        // The provider is the user's choice, and only the symbol comes from elsewhere.
        ..Request::by_user(wanted.url, RequestKind::Quote)
    };
    let provider = provider.to_owned();
    match tokio::time::timeout(PATIENCE, client.fetch(&request)).await {
        Err(_) => Err(QuoteError::TimedOut { provider }),
        Ok(Err(error)) if error.is_timeout() => Err(QuoteError::TimedOut { provider }),
        Ok(Err(error)) => Err(QuoteError::Unreachable {
            provider,
            reason: error.brief(),
        }),
        Ok(Ok(fetched)) => Ok(fetched),
    }
}

/// An answer as providers read it.
#[must_use]
pub fn reply(fetched: &crate::net::Fetched) -> Reply<'_> {
    Reply {
        status: fetched.status,
        content_type: fetched.content_type.as_deref(),
        retry_after_seconds: fetched
            .retry_after
            .map(|wait| i64::try_from(wait.as_secs()).unwrap_or(i64::MAX)),
        body: &fetched.body,
    }
}
