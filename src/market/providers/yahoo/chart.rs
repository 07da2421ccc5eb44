//! Reads a chart: the price, the close before, the hours, the day's line.

use jiff::Timestamp;
use serde_json::Value;

use super::names;
use super::symbol::ID;
use crate::market::provider::{Asked, QuoteError, Reply};
use crate::market::providers::fields;
use crate::model::{ExtendedPrice, Hours, InstrumentKind, Quote, Series};

/// A day of five-minute bars has at most 288.
const MAX_POINTS: usize = 600;
/// The range that is asked for: the close before it is the close of the session before.
const RANGE: &str = "1d";

/// The chart of an answer.
pub(super) fn answer(reply: &Reply<'_>) -> Result<Value, QuoteError> {
    let mut answer = fields::json(ID, reply)?;
    let chart = answer.get_mut("chart").map(Value::take);
    chart
        .filter(Value::is_object)
        .ok_or_else(|| fields::not_data(ID, "other data"))
}

/// The quote of a chart.
pub(super) fn quote(asked: &Asked, chart: &Value, now: Timestamp) -> Result<Quote, QuoteError> {
    let result = &chart["result"][0];
    if !result.is_object() {
        return Err(match chart["error"]["code"].as_str() {
            Some("Not Found") => QuoteError::UnknownSymbol {
                provider: ID.to_owned(),
            },
            Some(_) => fields::not_data(ID, "an error"),
            None => fields::not_data(ID, "an empty list"),
        });
    }
    let meta = &result["meta"];
    if let Some(answered) = meta["symbol"].as_str()
        && !names::is_same(&asked.symbol, answered)
    {
        return Err(QuoteError::Implausible {
            provider: ID.to_owned(),
            what: "it is for another symbol".to_owned(),
        });
    }
    let series = series(result);
    let kind = meta["instrumentType"].as_str().and_then(names::kind);
    let hours = hours(kind.unwrap_or(asked.key.kind), meta);
    let (last, as_of) = last(meta, &series, hours)?;
    let previous_close = previous_close(result, last, as_of.unwrap_or(now));
    let venue = &meta["exchangeName"];
    Ok(Quote {
        key: asked.key.clone(),
        kind,
        name: fields::line(&meta["shortName"]).or_else(|| fields::line(&meta["longName"])),
        last,
        previous_close,
        change_pct: fields::change(last, previous_close),
        high: fields::price(&meta["regularMarketDayHigh"]),
        low: fields::price(&meta["regularMarketDayLow"]),
        extended: extended(meta, &series, hours, last, as_of),
        currency: fields::line(&meta["currency"]),
        venue: fields::line(&meta["fullExchangeName"]).or_else(|| fields::line(venue)),
        decimals: fields::decimals(hint(meta), last),
        as_of,
        fetched_at: now,
        delay_minutes: venue.as_str().and_then(names::delay),
        hours,
        series,
        provider: ID.to_owned(),
        is_doubted: false,
    })
}

/// The last price of regular trading and its time. Where it is missing, the line's last price
/// stands in.
fn last(
    meta: &Value,
    series: &Series,
    hours: Hours,
) -> Result<(f64, Option<Timestamp>), QuoteError> {
    let given = &meta["regularMarketPrice"];
    if let Some(price) = fields::price(given) {
        return Ok((price, fields::moment(&meta["regularMarketTime"])));
    }
    let drawn = if fields::number(given).is_some() {
        None
    } else {
        let regular = match hours {
            Hours::Day { regular, .. } => series.within(regular),
            _ => series.clone(),
        };
        latest(&regular)
    };
    let (second, price) = drawn.ok_or_else(|| fields::no_price(ID, given))?;
    Ok((price, Timestamp::from_second(second).ok()))
}

fn latest(series: &Series) -> Option<(i64, f64)> {
    let points = series.times.iter().zip(&series.prices).rev();
    points
        .filter_map(|(time, price)| price.map(|price| (*time, price)))
        .next()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a small range
fn hint(meta: &Value) -> u8 {
    fields::number(&meta["priceHint"]).map_or(2, |hint| hint.clamp(0.0, 8.0) as u8)
}

/// The close of the session before. `chartPreviousClose` is that close for one day only; one
/// that is there and absurd is a fault of the data, which a second field does not mend.
fn previous_close(result: &Value, last: f64, at: Timestamp) -> Option<f64> {
    let meta = &result["meta"];
    let is_day = meta["range"].as_str().is_none_or(|range| range == RANGE);
    let close = fields::price(&meta["previousClose"])
        .or_else(|| fields::price(&meta["chartPreviousClose"]).filter(|_| is_day))?;
    let close = adjusted(close, split(result, at), last);
    fields::is_close_of(last, close).then_some(close)
}

/// The close in today's shares. On the day of a split the provider may have done it already,
/// so that the nearer one to the price is taken.
fn adjusted(close: f64, split: f64, last: f64) -> f64 {
    let distance = |close: f64| (last / close).ln().abs();
    let in_new_shares = close / split;
    if distance(in_new_shares) < distance(close) {
        in_new_shares
    } else {
        close
    }
}

/// New shares for an old one by today's splits; 1 without.
fn split(result: &Value, at: Timestamp) -> f64 {
    let offset = fields::second(&result["meta"]["gmtoffset"]).unwrap_or(0);
    let day = |second: i64| (second + offset).div_euclid(86_400);
    let splits = match &result["events"]["splits"] {
        Value::Object(splits) => splits.values().collect(),
        Value::Array(splits) => splits.iter().collect(),
        _ => Vec::new(),
    };
    splits
        .into_iter()
        .filter(|split| {
            fields::second(&split["date"]).is_some_and(|date| day(date) == day(at.as_second()))
        })
        .filter_map(ratio)
        .product()
}

/// `numerator` and `denominator`, else `splitRatio` ("4:1").
fn ratio(split: &Value) -> Option<f64> {
    let pair = match (
        fields::price(&split["numerator"]),
        fields::price(&split["denominator"]),
    ) {
        (Some(new), Some(old)) => (new, old),
        _ => {
            let (new, old) = split["splitRatio"].as_str()?.split_once([':', '/'])?;
            let side = |text: &str| fields::price(&Value::from(text));
            (side(new)?, side(old)?)
        }
    };
    Some(pair.0 / pair.1)
}

/// The day's bars, those outside of regular trading among them.
fn series(result: &Value) -> Series {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let times = list(&result["timestamp"]);
    let closes = list(&result["indicators"]["quote"][0]["close"]);
    let points = times.iter().zip(&closes);
    let skipped = points.len().saturating_sub(MAX_POINTS);
    Series::new(points.skip(skipped).filter_map(|(time, close)| {
        let time = fields::second(time)?;
        Some((time, fields::price(close)))
    }))
}

/// The hours of the market. Crypto trades always and a fund has one price a day, whatever
/// periods are named for them.
fn hours(kind: InstrumentKind, meta: &Value) -> Hours {
    match kind {
        InstrumentKind::Crypto => return Hours::Always,
        InstrumentKind::Fund => return Hours::Daily,
        _ => {}
    }
    let periods = &meta["currentTradingPeriod"];
    match fields::period(&periods["regular"]) {
        Some(regular) => Hours::Day {
            pre: fields::period(&periods["pre"]),
            regular,
            post: fields::period(&periods["post"]),
        },
        None => Hours::Unknown,
    }
}

/// The last price before the opening or after the close, when nothing regular came after it.
fn extended(
    meta: &Value,
    series: &Series,
    hours: Hours,
    last: f64,
    as_of: Option<Timestamp>,
) -> Option<ExtendedPrice> {
    let Hours::Day { pre, regular, post } = hours else {
        return None;
    };
    if meta["hasPrePostMarketData"].as_bool() == Some(false) {
        return None;
    }
    let (second, price) = latest(series)?;
    let is_within = [pre, post]
        .into_iter()
        .flatten()
        .any(|period| period.contains(second));
    let has_opened = as_of.is_some_and(|at| regular.start <= at.as_second());
    if !is_within || (second < regular.start && has_opened) {
        return None;
    }
    Some(ExtendedPrice {
        price,
        change_pct: fields::change(price, Some(last)),
        as_of: Timestamp::from_second(second).ok()?,
    })
}
