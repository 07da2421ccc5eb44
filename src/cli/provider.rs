//! `newswire provider test`: what a provider is asked, what it answers, and what each path finds.

use std::io::Write;

use jiff::tz::TimeZone;

use super::arguments::{Provider as Options, ProviderAction};
use super::outcome::{Outcome, complain};
use super::session::{Session, UsageError, event_loop};
use crate::config::Config;
use crate::market::notation;
use crate::market::provider::{Asked, Finding, Provider, QuoteRequest};
use crate::market::providers::BUILT_IN;
use crate::markup::clean;
use crate::model::source::redacted;
use crate::model::{Hours, InstrumentKey, InstrumentKind, Quote};
use crate::net::Fetched;
use crate::plain;
use crate::runtime::providers::Providers;
use crate::runtime::{clock, quotes};
use crate::text::width;

/// Names less alike than this are not worth offering (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.7;
/// Of an answer that is no data, so much is shown.
const SHOWN: usize = 200;

/// Runs it.
pub(super) fn run(session: &Session, options: &Options) -> anyhow::Result<Outcome> {
    let ProviderAction::Test { id, symbol } = &options.action;
    let config = session.config()?;
    let client = Session::client(&config)?;
    event_loop()?.block_on(async {
        let providers = Providers::of(&config.providers).await;
        let Some(provider) = providers.named(id) else {
            return Err(UsageError(why_none(&config, &providers, id)).into());
        };
        let asked = asked(provider, symbol).ok_or_else(|| {
            UsageError(format!(
                "{id} does not serve {symbol}; `newswire quote {symbol}` asks whoever does"
            ))
        })?;
        let request = provider.request(std::slice::from_ref(&asked), 0);
        let request = request.ok_or_else(|| {
            UsageError(format!(
                "{id} cannot be asked for {symbol}; check how it is written"
            ))
        })?;
        print_request(id, &request)?;
        match quotes::fetch(&client, id, request).await {
            Ok(fetched) => answered(provider, &asked, &fetched),
            Err(error) => {
                complain(&format!(
                    "{error}; check the network, or its address in the configuration"
                ));
                Ok(Outcome::Nothing)
            }
        }
    })
}

/// The symbol in the provider's notation: as in a watchlist where it serves the kind, else as a
/// code of its own.
fn asked(provider: &dyn Provider, symbol: &str) -> Option<Asked> {
    let own = InstrumentKey::new(
        InstrumentKind::Unknown,
        format!("{}:{symbol}", provider.id()),
    );
    let key = notation::key(symbol);
    let serves = provider.capabilities().kinds.contains(&key.kind) || key.pinned().is_some();
    let keys = if serves { [key, own] } else { [own, key] };
    keys.into_iter().find_map(|key| {
        let symbol = provider.symbol(&key)?;
        Some(Asked { key, symbol })
    })
}

fn why_none(config: &Config, providers: &Providers, id: &str) -> String {
    if let Some(problem) = providers
        .problems()
        .iter()
        .find(|problem| problem.starts_with(&format!("the provider {id} ")))
    {
        return problem.clone();
    }
    if BUILT_IN.contains(&id) {
        return format!("{id} is turned off; providers.{id}.enabled = true turns it on");
    }
    let own = config.providers.own.iter().map(|own| own.id.as_str());
    let known: Vec<&str> = BUILT_IN.into_iter().chain(own).collect();
    let nearest = known
        .iter()
        .map(|name| (strsim::jaro_winkler(id, name), *name))
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .filter(|(likeness, _)| *likeness > ALIKE);
    match nearest {
        Some((_, name)) => format!("\"{id}\" is not a provider; did you mean \"{name}\"?"),
        None => format!("\"{id}\" is not a provider; known are {}", known.join(", ")),
    }
}

/// The headers of a provider of the user's own may hold keys: only their names are shown.
fn print_request(id: &str, request: &QuoteRequest) -> std::io::Result<()> {
    let mut out = plain::output::stdout();
    writeln!(out, "GET {}", clean::line(&redacted(&request.url)))?;
    for (name, value) in &request.headers {
        let value = if BUILT_IN.contains(&id) {
            value
        } else {
            "(not shown)"
        };
        writeln!(out, "  {}: {}", clean::line(name), clean::line(value))?;
    }
    out.flush()
}

fn answered(provider: &dyn Provider, asked: &Asked, fetched: &Fetched) -> anyhow::Result<Outcome> {
    let reply = quotes::reply(fetched);
    let answers = provider.read(std::slice::from_ref(asked), &reply, clock::now());
    let answer = answers.and_then(|answers| {
        let none = crate::market::QuoteError::UnknownSymbol {
            provider: provider.id().to_owned(),
        };
        answers
            .into_iter()
            .next()
            .map_or(Err(none), |(_, quote)| quote)
    });
    let mut findings = provider.findings(asked, &reply);
    if let (true, Ok(quote)) = (findings.is_empty(), &answer) {
        findings = parts(quote);
    }
    let mut out = plain::output::stdout();
    let kind = fetched.content_type.as_deref().unwrap_or("no type");
    let (bytes, took) = (fetched.body.len(), fetched.elapsed.as_millis());
    writeln!(
        out,
        "{} {}, {bytes} bytes in {took} ms",
        fetched.status,
        clean::line(kind)
    )?;
    print_findings(&findings, &mut out)?;
    match answer {
        Ok(quote) => {
            out.flush()?;
            let zone = TimeZone::system();
            plain::quotes::print_line(&asked.symbol, 0, &quote, clock::now(), &zone)?;
            Ok(Outcome::Done)
        }
        Err(error) => {
            if findings.is_empty() && !fetched.body.is_empty() {
                let text = String::from_utf8_lossy(&fetched.body);
                let text: String = text.chars().take(SHOWN).collect();
                writeln!(out, "{}", clean::line(&text))?;
            }
            out.flush()?;
            complain(&format!("{}: {error}", asked.symbol));
            Ok(Outcome::Nothing)
        }
    }
}

fn print_findings(findings: &[Finding], out: &mut impl Write) -> std::io::Result<()> {
    let columns = findings
        .iter()
        .map(|finding| width::of(&finding.field))
        .max();
    for finding in findings {
        let field = width::pad_end(&finding.field, columns.unwrap_or(0));
        let path = match finding.path.as_str() {
            "" => String::new(),
            path => format!("  {}", clean::line(path)),
        };
        match &finding.found {
            Ok(value) => writeln!(out, "{field}  {}{path}", clean::line(value))?,
            Err(reason) => writeln!(out, "{field}  missing{path}: {}", clean::line(reason))?,
        }
    }
    Ok(())
}

/// What a built-in provider found: the parts of its quote.
fn parts(quote: &Quote) -> Vec<Finding> {
    let number = |number: Option<f64>| number.map(|number| number.to_string());
    let extended = quote.extended.map(|extended| extended.price);
    let hours = match quote.hours {
        Hours::Unknown => None,
        Hours::Always => Some("always".to_owned()),
        Hours::Daily => Some("one price a day".to_owned()),
        Hours::Day { .. } => Some(format!("{:?}", quote.session(clock::now())).to_lowercase()),
    };
    let points = quote.series.prices.iter().flatten().count();
    let parts = [
        ("last", number(Some(quote.last))),
        ("previous_close", number(quote.previous_close)),
        ("change_percent", number(quote.change_pct)),
        ("high", number(quote.high)),
        ("low", number(quote.low)),
        ("outside_of_hours", number(extended)),
        ("currency", quote.currency.clone()),
        ("name", quote.name.clone()),
        ("kind", quote.kind.map(|kind| kind.name().to_owned())),
        ("venue", quote.venue.clone()),
        ("time", quote.as_of.map(|at| at.to_string())),
        ("market", hours),
        ("points", (points > 0).then(|| points.to_string())),
    ];
    let finding = |(field, value): (&str, Option<String>)| Finding {
        field: field.to_owned(),
        path: String::new(),
        found: value.ok_or_else(|| "the answer does not have it".to_owned()),
    };
    parts.into_iter().map(finding).collect()
}
