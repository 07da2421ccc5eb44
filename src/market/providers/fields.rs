//! The fields of answers, read one by one and leniently: a number may come as text, a second
//! with a fraction, a field as `null` or not at all. What cannot be used is as if it were not
//! there, and costs nothing else.

use jiff::Timestamp;
use serde_json::Value;

use crate::market::provider::{
    Answers, Asked, Blame, Capabilities, QuoteError, QuoteRequest, Reply, not_json, status_error,
};
use crate::model::Period;

/// Longest name that is kept, in characters.
const LONGEST_NAME: usize = 80;
/// Most digits after the decimal sign.
const MOST_DECIMALS: u8 = 12;
/// A price of another size than this many times the last one is no close of the session before.
const ABSURD: f64 = 100.0;

/// A finite number, also one in quotes.
#[must_use]
pub(super) fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// A number that can be a price.
#[must_use]
pub(super) fn price(value: &Value) -> Option<f64> {
    number(value).filter(|price| *price > 0.0)
}

/// A second of the epoch; a fraction is cut off.
#[must_use]
#[allow(clippy::cast_possible_truncation)] // a cast from float saturates, and bounds are checked
pub(super) fn second(value: &Value) -> Option<i64> {
    let second = number(value)?.floor() as i64;
    let bounds = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    bounds.contains(&second).then_some(second)
}

/// A moment, in seconds of the epoch.
#[must_use]
pub(super) fn moment(value: &Value) -> Option<Timestamp> {
    Timestamp::from_second(second(value)?).ok()
}

/// A moment, in milliseconds of the epoch.
#[must_use]
pub(super) fn milliseconds(value: &Value) -> Option<i64> {
    second(&Value::from(number(value)? / 1_000.0))
}

/// A period that is not empty.
#[must_use]
pub(super) fn period(value: &Value) -> Option<Period> {
    let (start, end) = (second(&value["start"])?, second(&value["end"])?);
    (start < end).then_some(Period { start, end })
}

/// A short text. Names are cleaned at the door like every other text from outside.
#[must_use]
pub(super) fn line(value: &Value) -> Option<String> {
    let text: String = value
        .as_str()?
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .take(LONGEST_NAME)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What takes no room or turns the line's direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// The change of `last` against a close, in percent.
#[must_use]
pub(super) fn change(last: f64, close: Option<f64>) -> Option<f64> {
    close.map(|close| (last - close) / close * 100.0)
}

/// Whether a price can be the close of the session before one at `last`. Nearly nothing beside
/// a real price is a hole in the provider's data, and a change in millions of percent.
#[must_use]
pub(super) fn is_close_of(last: f64, close: f64) -> bool {
    close > 0.0 && (last / ABSURD..=last * ABSURD).contains(&close)
}

/// The digits behind the decimal sign that show a price. `hint` is what the market uses; a price
/// that has more keeps up to four (Xetra quotes 17.806 with a hint of 2), and a price below one
/// keeps four significant digits.
#[must_use]
pub(super) fn decimals(hint: u8, last: f64) -> u8 {
    let hint = hint.min(8);
    let (most, else_show) = if last < 1.0 {
        let four = four_significant(last);
        (four.max(hint), four.max(hint))
    } else {
        (hint.max(4), hint)
    };
    (hint..=most)
        .find(|digits| is_whole(last * 10_f64.powi(i32::from(*digits))))
        .unwrap_or(else_show)
}

/// Decimals that show four significant digits of a price below one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a small range
fn four_significant(price: f64) -> u8 {
    let zeros = -price.log10().floor();
    (zeros + 3.0).clamp(0.0, f64::from(MOST_DECIMALS)) as u8
}

/// Whether a scaled price has no more digits, but for the noise of binary fractions.
fn is_whole(scaled: f64) -> bool {
    scaled >= 0.5 && (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
}

/// The error of data of another form.
#[must_use]
pub(super) fn not_data(provider: &str, what: &str) -> QuoteError {
    QuoteError::NotData {
        provider: provider.to_owned(),
        what: what.to_owned(),
    }
}

/// The error of a price that cannot be one, by what stands in its place.
#[must_use]
pub(super) fn no_price(provider: &str, found: &Value) -> QuoteError {
    match number(found) {
        Some(price) => QuoteError::Implausible {
            provider: provider.to_owned(),
            what: format!("price {price}"),
        },
        None => not_data(provider, "data without a price"),
    }
}

/// The JSON of an answer. A 404 means an unknown symbol only when the service itself says so in
/// its own form: a page of a proxy or a moved address must not condemn every symbol.
///
/// # Errors
/// By status, and when the body is no JSON.
pub(super) fn json(provider: &str, reply: &Reply<'_>) -> Result<Value, QuoteError> {
    let other = not_json(reply);
    match status_error(provider, reply) {
        Some(QuoteError::UnknownSymbol { provider }) if other.is_some() => {
            return Err(QuoteError::Failed {
                provider,
                status: reply.status,
            });
        }
        Some(error) => return Err(error),
        None => {}
    }
    if let Some(what) = other {
        return Err(not_data(provider, what));
    }
    let body = reply.body.trim_ascii_start();
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    serde_json::from_slice(body).map_err(|_| not_data(provider, "broken data"))
}

/// The error of a request as its answers: one that concerns instruments stands at each of them,
/// any other is the provider's.
///
/// # Errors
/// The error itself, when it concerns the provider as a whole. Of several instruments it is not
/// known which is the wrong one: [`QuoteError::Rejected`], and each is to be asked alone.
pub(super) fn among(error: QuoteError, asked: &[Asked]) -> Result<Answers, QuoteError> {
    if error.blame() != Blame::Instrument {
        return Err(error);
    }
    if asked.len() > 1 {
        return Err(match error {
            QuoteError::UnknownSymbol { provider } => QuoteError::Rejected {
                provider,
                status: 400,
            },
            error => error,
        });
    }
    let answer = |asked: &Asked| (asked.key.clone(), Err(error.clone()));
    Ok(asked.iter().map(answer).collect())
}

/// A plain request for a path of one of a provider's hosts.
#[must_use]
pub(super) fn get(capabilities: &Capabilities, host: usize, path: &str) -> Option<QuoteRequest> {
    Some(QuoteRequest {
        url: format!("{}{path}", capabilities.hosts.get(host)?),
        headers: Vec::new(),
    })
}

/// Text as one part of an address: what is not a letter, a digit or `-._~` is escaped
/// (RFC 3986, 2.3).
#[must_use]
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// An address without what divides it from a path.
#[must_use]
pub(super) fn base(url: &str) -> String {
    url.trim().trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_come_in_many_forms() {
        assert_eq!(number(&json!("100.50")), Some(100.5));
        assert_eq!(number(&json!(" 7 ")), Some(7.0));
        for unusable in [
            json!(null),
            json!("n/a"),
            json!("NaN"),
            json!("inf"),
            json!([1]),
        ] {
            assert_eq!(number(&unusable), None, "{unusable}");
        }
        assert_eq!(price(&json!(-1)), None);
        assert_eq!(second(&json!(1_764_230_400.5)), Some(1_764_230_400));
        assert_eq!(second(&json!("1764230400")), Some(1_764_230_400));
        assert_eq!(second(&json!(1e300)), None);
        assert_eq!(
            milliseconds(&json!(1_795_456_800_999_i64)),
            Some(1_795_456_800)
        );
        assert_eq!(period(&json!({"start": 5, "end": 5})), None);
        assert_eq!(line(&json!(" A\u{202e}B\nC ")), Some("AB C".to_owned()));
    }

    #[test]
    fn prices_show_the_digits_that_they_have() {
        for (hint, last, digits) in [
            (2, 17.8, 2),
            (2, 17.806, 3),
            (4, 1.1186, 4),
            (2, 0.5, 2),
            (2, 0.000_009_12, 8),
            (2, 0.000_009_123_456, 9),
            (2, 0.123_456, 4),
            (2, 1_518.400_024_4, 2),
            (0, 8_092.0, 0),
            (200, 3.0, 8),
        ] {
            assert_eq!(decimals(hint, last), digits, "{hint} {last}");
        }
        assert!(decimals(2, 1e-300) <= MOST_DECIMALS);
    }

    #[test]
    fn a_close_is_of_the_size_of_the_price() {
        assert!(is_close_of(17.4, 17.0) && is_close_of(25.1, 100.4));
        assert!(!is_close_of(17.4, 1.2e-9) && !is_close_of(17.4, 0.0) && !is_close_of(1.0, 1e9));
    }

    #[test]
    fn text_is_one_part_of_an_address() {
        assert_eq!(escaped("^A=/?é"), "%5EA%3D%2F%3F%C3%A9");
        assert_eq!(base("http://h/x//"), "http://h/x");
    }
}
