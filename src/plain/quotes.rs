//! Quotes as lines of text, or as JSON for programs.

use std::io::{self, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{json, output};
use crate::market::format::{Signs, fixed, percent};
use crate::market::freshness::{self, Freshness};
use crate::market::provider::Match;
use crate::model::{InstrumentKind, Quote, Session};
use crate::text::width;

/// Between two columns.
const GAP: &str = "  ";
/// Room for a price with its currency, and for a change, where lines come one by one.
const PRICE: usize = 14;
const CHANGE: usize = 9;
/// From here on digits are grouped.
const GROUPED_FROM: f64 = 10_000.0;

/// What was asked for, with the answer.
pub(crate) struct Asked<'a> {
    /// As it was typed.
    pub symbol: &'a str,
    /// The quote, or why there is none.
    pub(crate) answer: Result<&'a Quote, &'a str>,
}

/// One answer for programs. The names are documented in the command's help, and stay.
#[derive(Serialize)]
struct QuoteRow<'a> {
    symbol: &'a str,
    name: Option<&'a str>,
    kind: Option<InstrumentKind>,
    last: Option<f64>,
    currency: Option<&'a str>,
    change_percent: Option<f64>,
    previous_close: Option<f64>,
    high: Option<f64>,
    low: Option<f64>,
    time: Option<Timestamp>,
    session: Option<Session>,
    stale: bool,
    doubted: bool,
    delay_minutes: Option<u16>,
    extended: Option<Extended>,
    venue: Option<&'a str>,
    provider: Option<&'a str>,
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct Extended {
    last: f64,
    change_percent: Option<f64>,
    time: Timestamp,
}

impl<'a> QuoteRow<'a> {
    fn of(asked: &Asked<'a>, now: Timestamp) -> Self {
        let quote = asked.answer.ok();
        let of = |part: fn(&Quote) -> Option<&str>| quote.and_then(part);
        Self {
            symbol: asked.symbol,
            name: of(|quote| quote.name.as_deref()),
            kind: quote.and_then(|quote| quote.kind),
            last: quote.map(|quote| quote.last),
            currency: of(|quote| quote.currency.as_deref()),
            change_percent: quote.and_then(|quote| quote.change_pct),
            previous_close: quote.and_then(|quote| quote.previous_close),
            high: quote.and_then(|quote| quote.high),
            low: quote.and_then(|quote| quote.low),
            time: quote.and_then(|quote| quote.as_of),
            session: quote.map(|quote| session(quote, now)),
            stale: quote.is_some_and(|quote| freshness::of(quote, now) == Freshness::Stale),
            doubted: quote.is_some_and(|quote| quote.is_doubted),
            delay_minutes: quote.and_then(|quote| quote.delay_minutes),
            extended: quote
                .and_then(|quote| quote.extended)
                .map(|extended| Extended {
                    last: extended.price,
                    change_percent: extended.change_pct,
                    time: extended.as_of,
                }),
            venue: of(|quote| quote.venue.as_deref()),
            provider: of(|quote| Some(&quote.provider)),
            error: asked.answer.err(),
        }
    }
}

/// Prints the answers as one JSON array, one object a line.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_json(all: &[Asked<'_>], now: Timestamp) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (index, asked) in all.iter().enumerate() {
        let before = if index == 0 { "[" } else { ",\n " };
        out.write_all(before.as_bytes())?;
        json::write(&mut out, &QuoteRow::of(asked, now))?;
    }
    writeln!(out, "{}", if all.is_empty() { "[]" } else { "]" })?;
    out.flush()
}

/// Prints one answer as a JSON object on a line of its own.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_json_line(asked: &Asked<'_>, now: Timestamp) -> io::Result<()> {
    json::print(&QuoteRow::of(asked, now))
}

/// Prints the quotes as aligned lines; those without an answer are left out.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_lines(all: &[Asked<'_>], now: Timestamp, zone: &TimeZone) -> io::Result<()> {
    let rows: Vec<[String; 4]> = all
        .iter()
        .filter_map(|asked| Some(cells(asked.symbol, asked.answer.ok()?, now, zone)))
        .collect();
    print_aligned(&rows, [false, true, true], [0; 3])
}

/// Prints one quote as a line that stands under others of symbols of this width.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_line(
    symbol: &str,
    columns: usize,
    quote: &Quote,
    now: Timestamp,
    zone: &TimeZone,
) -> io::Result<()> {
    let row = [cells(symbol, quote, now, zone)];
    print_aligned(&row, [false, true, true], [columns, PRICE, CHANGE])
}

/// Prints what a search found: symbol, kind, name and venue.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_matches(found: &[Match]) -> io::Result<()> {
    let rows: Vec<[String; 4]> = found
        .iter()
        .map(|one| {
            let venue = one.venue.clone().unwrap_or_default();
            let kind = one.kind.name().to_owned();
            [one.symbol.clone(), kind, venue, one.name.clone()]
        })
        .collect();
    print_aligned(&rows, [false; 3], [0; 3])
}

/// Prints what a search found as a JSON array.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_matches_json(found: &[Match]) -> io::Result<()> {
    let objects: Vec<serde_json::Value> = found
        .iter()
        .map(|one| {
            serde_json::json!({
                "symbol": one.symbol, "name": one.name, "kind": one.kind, "venue": one.venue,
            })
        })
        .collect();
    json::print(&objects)
}

/// Three columns as wide as they must be, and words. Numbers stand at the right edge.
fn print_aligned(rows: &[[String; 4]], is_number: [bool; 3], least: [usize; 3]) -> io::Result<()> {
    let widest = |column: usize| rows.iter().map(|row| width::of(&row[column])).max();
    let widths = [0, 1, 2].map(|column| widest(column).unwrap_or(0).max(least[column]));
    let mut out = io::BufWriter::new(output::stdout());
    for row in rows {
        let mut line = String::new();
        for column in 0..3 {
            let cell = if is_number[column] {
                width::pad_start(&row[column], widths[column])
            } else {
                width::pad_end(&row[column], widths[column])
            };
            line.push_str(&cell);
            line.push_str(GAP);
        }
        line.push_str(&row[3]);
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()
}

fn cells(symbol: &str, quote: &Quote, now: Timestamp, zone: &TimeZone) -> [String; 4] {
    let doubt = if quote.is_doubted { "~" } else { "" };
    let currency = quote.currency.as_deref().unwrap_or_default();
    let price = format!("{doubt}{} {currency}", price(quote.last, quote.decimals));
    let change = quote.change_pct.filter(|_| !quote.is_doubted);
    [
        symbol.to_owned(),
        price.trim_end().to_owned(),
        change.map_or_else(|| "-".to_owned(), in_percent),
        words(quote, now, zone),
    ]
}

fn price(value: f64, decimals: u8) -> String {
    fixed(value, decimals, Signs::PLAIN, value >= GROUPED_FROM)
}

fn in_percent(change: f64) -> String {
    format!("{} %", percent(change, Signs::PLAIN))
}

/// Name, market, time, what is particular, and who says so.
fn words(quote: &Quote, now: Timestamp, zone: &TimeZone) -> String {
    let mut notes = Vec::new();
    notes.extend(quote.venue.clone());
    notes.extend(quote.as_of.map(|at| at_time(at, now, zone)));
    match freshness::of(quote, now) {
        Freshness::Stale => notes.push("stale".to_owned()),
        Freshness::Closed => notes.push("closed".to_owned()),
        Freshness::Untraded => notes.push("no trade yet".to_owned()),
        _ => {}
    }
    if quote.is_doubted {
        notes.push("not sure".to_owned());
    }
    if let Some(minutes) = quote.delay_minutes.filter(|minutes| *minutes > 0) {
        notes.push(format!("{minutes} min delayed"));
    }
    if let Some(extended) = quote.extended {
        let price = price(extended.price, quote.decimals);
        let change = extended.change_pct.map(in_percent).unwrap_or_default();
        let when = at_time(extended.as_of, now, zone);
        notes.push(format!("outside of hours {price} {change} {when}"));
    }
    notes.push(quote.provider.clone());
    let name = quote.name.clone().unwrap_or_default();
    format!("{name}{GAP}({})", notes.join(", "))
        .trim_start()
        .to_owned()
}

/// Where the market stands; one that should trade and does not is closed.
fn session(quote: &Quote, now: Timestamp) -> Session {
    match freshness::of(quote, now) {
        Freshness::Untraded => Session::Closed,
        _ => quote.session(now),
    }
}

/// The time of today, or the day with it.
fn at_time(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (at, today) = (zone.to_datetime(at), zone.to_datetime(now).date());
    let form = if at.date() == today {
        "%H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    at.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ExtendedPrice, Hours};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    fn quote() -> Quote {
        Quote {
            name: Some("Harbour SA".to_owned()),
            last: 167.12,
            change_pct: Some(0.433),
            currency: Some("EUR".to_owned()),
            venue: Some("Paris".to_owned()),
            decimals: 2,
            as_of: Some(at(1_795_455_900)),
            fetched_at: at(1_795_456_000),
            delay_minutes: Some(15),
            hours: Hours::Always,
            provider: "yahoo".to_owned(),
            ..Quote::default()
        }
    }

    fn line(quote: &Quote, now: i64) -> String {
        cells("HRB.PA", quote, at(now), &TimeZone::UTC).join("|")
    }

    #[test]
    fn a_line_says_price_change_and_how_far_it_can_be_trusted() {
        let quote = quote();
        assert_eq!(
            line(&quote, 1_795_456_000),
            "HRB.PA|167.12 EUR|+0.43 %|Harbour SA  (Paris, 17:45, 15 min delayed, yahoo)"
        );
        let old = line(&quote, 1_795_556_000);
        assert!(old.contains("2026-11-23 17:45, stale"), "{old}");
        let doubted = Quote {
            is_doubted: true,
            ..quote.clone()
        };
        let doubted = line(&doubted, 1_795_456_000);
        assert!(doubted.starts_with("HRB.PA|~167.12 EUR|-|"), "{doubted}");
        let extended = Quote {
            extended: Some(ExtendedPrice {
                price: 168.0,
                change_pct: Some(0.526),
                as_of: at(1_795_455_960),
            }),
            ..quote
        };
        let extended = line(&extended, 1_795_456_000);
        assert!(
            extended.contains("outside of hours 168.00 +0.53 % 17:46"),
            "{extended}"
        );
    }

    #[test]
    fn programs_get_every_key_always() {
        let keys = |answer| {
            let row = QuoteRow::of(
                &Asked {
                    symbol: "A",
                    answer,
                },
                at(0),
            );
            let value = serde_json::to_value(&row).expect("JSON");
            let keys = value.as_object().expect("an object").keys().cloned();
            keys.collect::<Vec<String>>()
        };
        let quote = quote();
        assert_eq!(keys(Ok(&quote)), keys(Err("not quoted here")));
    }
}
