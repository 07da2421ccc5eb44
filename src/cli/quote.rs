//! `newswire quote`: prices now, prices as they change, symbols by name.

use std::collections::HashMap;

use futures_util::{StreamExt, stream};
use jiff::tz::TimeZone;

use super::arguments::Quote as Options;
use super::outcome::{Outcome, complain};
use super::session::{Session, event_loop};
use crate::market::notation;
use crate::market::provider::QuoteError;
use crate::market::schedule::Told;
use crate::model::{InstrumentKey, Quote, QuoteProblem};
use crate::net::Client;
use crate::plain::quotes::{self as print, Asked};
use crate::runtime::clock;
use crate::runtime::providers::Providers;
use crate::runtime::quote_once::{self, Failure};
use crate::runtime::quote_watch;
use crate::text::width;

/// Symbols that are asked for at once.
const AT_ONCE: usize = 4;

/// Runs it.
pub(super) fn run(session: &Session, options: &Options) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    let client = Session::client(&config)?;
    event_loop()?.block_on(async {
        let providers = Providers::of(&config.providers).await;
        for problem in providers.problems() {
            complain(problem);
        }
        let work = async {
            match &options.find {
                Some(words) => find(&client, &providers, words, options.json).await,
                None if options.watch => watch(&client, &providers, options).await,
                None => once(&client, &providers, options).await,
            }
        };
        tokio::select! {
            outcome = work => outcome,
            _ = tokio::signal::ctrl_c() => Ok(Outcome::Interrupted),
        }
    })
}

async fn once(
    client: &Client,
    providers: &Providers,
    options: &Options,
) -> anyhow::Result<Outcome> {
    let ask = |symbol: &String| {
        let key = notation::key(symbol);
        async move { quote_once::quote(client, providers, &key).await }
    };
    let answers: Vec<Result<Quote, Failure>> = stream::iter(options.symbols.iter().map(ask))
        .buffered(AT_ONCE)
        .collect()
        .await;
    let answers: Vec<Result<Quote, String>> = answers
        .into_iter()
        .map(|answer| answer.map_err(|failure| in_words(&failure)))
        .collect();
    let asked = options.symbols.iter().zip(&answers);
    let asked: Vec<Asked<'_>> = asked
        .map(|(symbol, answer)| Asked {
            symbol,
            answer: answer.as_ref().map_err(String::as_str),
        })
        .collect();
    if options.json {
        print::print_json(&asked, clock::now())?;
    } else {
        print::print_lines(&asked, clock::now(), &TimeZone::system())?;
    }
    for (symbol, reason) in asked
        .iter()
        .filter_map(|one| Some((one.symbol, one.answer.err()?)))
    {
        complain(&format!("{symbol}: {reason}"));
    }
    Ok(match answers.iter().any(Result::is_ok) {
        true => Outcome::Done,
        false => Outcome::Nothing,
    })
}

async fn find(
    client: &Client,
    providers: &Providers,
    words: &str,
    json: bool,
) -> anyhow::Result<Outcome> {
    let found = match quote_once::find(client, providers, words).await {
        Ok(found) => found,
        Err(Failure::NotQuoted) => {
            complain(&format!(
                "\"{words}\": no enabled provider has a search; providers.yahoo.enabled = true turns one on"
            ));
            return Ok(Outcome::Nothing);
        }
        Err(failure) => {
            complain(&format!("\"{words}\": {}", in_words(&failure)));
            return Ok(Outcome::Nothing);
        }
    };
    if json {
        print::print_matches_json(&found)?;
    } else {
        print::print_matches(&found)?;
    }
    if found.is_empty() {
        complain(&format!(
            "nothing is called \"{words}\"; try fewer words, or an ISIN"
        ));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// What went wrong with one instrument, who says so, and what to do.
fn in_words(failure: &Failure) -> String {
    let Failure::Failed(errors) = failure else {
        return "not quoted here; no provider that is turned on serves it (see [providers])"
            .to_owned();
    };
    let causes: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let cure = errors.last().map_or("", cure);
    format!("{}; {cure}", causes.join(", "))
}

fn cure(error: &QuoteError) -> &'static str {
    match error {
        QuoteError::UnknownSymbol { .. } | QuoteError::Rejected { .. } => {
            "`newswire quote --find NAME` finds symbols"
        }
        QuoteError::RateLimited { .. } | QuoteError::Failed { .. } => "try again later",
        QuoteError::TimedOut { .. } | QuoteError::Unreachable { .. } => {
            "check the network, or its `base_url`"
        }
        QuoteError::Refused { .. } => "another provider may serve it (see [providers])",
        QuoteError::NotData { .. } | QuoteError::Implausible { .. } => {
            "`newswire provider test ID SYMBOL` shows the answer"
        }
    }
}

async fn watch(
    client: &Client,
    providers: &Providers,
    options: &Options,
) -> anyhow::Result<Outcome> {
    let mut typed: HashMap<InstrumentKey, Vec<&str>> = HashMap::new();
    let mut keys = Vec::new();
    for symbol in &options.symbols {
        match quote_once::served(client, providers, &notation::key(symbol)).await {
            Ok(key) => {
                typed.entry(key.clone()).or_default().push(symbol);
                keys.push(key);
            }
            Err(failure) => complain(&format!("{symbol}: {}", in_words(&failure))),
        }
    }
    if keys.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let mut watch = Watch {
        json: options.json,
        columns: options
            .symbols
            .iter()
            .map(|text| width::of(text))
            .max()
            .unwrap_or(0),
        typed,
        prices: HashMap::new(),
        reasons: HashMap::new(),
    };
    quote_watch::watch(client, providers, &keys, |told| watch.tell(told)).await?;
    Ok(Outcome::Done)
}

/// What has been printed, so that only changes are.
struct Watch<'a> {
    json: bool,
    columns: usize,
    typed: HashMap<InstrumentKey, Vec<&'a str>>,
    prices: HashMap<InstrumentKey, (f64, Option<f64>)>,
    reasons: HashMap<InstrumentKey, String>,
}

impl Watch<'_> {
    fn tell(&mut self, told: Vec<Told>) -> std::io::Result<()> {
        for (key, answer) in told {
            match answer {
                Ok(quote) => self.price(&key, &quote)?,
                Err(problem) => self.problem(&key, &problem)?,
            }
        }
        Ok(())
    }

    fn price(&mut self, key: &InstrumentKey, quote: &Quote) -> std::io::Result<()> {
        let was_failing = self.reasons.remove(key).is_some();
        let price = (quote.last, quote.extended.map(|extended| extended.price));
        if self.prices.insert(key.clone(), price) == Some(price) && !was_failing {
            return Ok(());
        }
        let now = clock::now();
        for symbol in self.typed.get(key).into_iter().flatten() {
            if self.json {
                let answer = Ok(quote);
                print::print_json_line(&Asked { symbol, answer }, now)?;
            } else {
                let zone = TimeZone::system();
                print::print_line(symbol, self.columns, quote, now, &zone)?;
            }
        }
        Ok(())
    }

    /// A reason is said once, until it is another one.
    fn problem(&mut self, key: &InstrumentKey, problem: &QuoteProblem) -> std::io::Result<()> {
        let reason = match problem {
            QuoteProblem::NotQuoted => in_words(&Failure::NotQuoted),
            QuoteProblem::UnknownSymbol => {
                "no provider knows this symbol; `newswire quote --find NAME` finds symbols"
                    .to_owned()
            }
            QuoteProblem::Instrument { reason, .. } | QuoteProblem::Provider { reason, .. } => {
                format!("{reason}; it is asked again by itself")
            }
        };
        if self.reasons.insert(key.clone(), reason.clone()).as_ref() == Some(&reason) {
            return Ok(());
        }
        for symbol in self.typed.get(key).into_iter().flatten() {
            if self.json {
                let answer = Err(reason.as_str());
                print::print_json_line(&Asked { symbol, answer }, clock::now())?;
            }
            complain(&format!("{symbol}: {reason}"));
        }
        Ok(())
    }
}
