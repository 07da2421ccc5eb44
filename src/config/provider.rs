//! What stands in the table of a provider of one's own: addresses with places, pointers,
//! headers. What people write instead is understood well enough to offer the right form.

use toml::de::{DeTable, DeValue};

use super::address::address;
use super::kind::Value;
use super::wrong::{Wrong, nearest};
use crate::market::providers::BUILT_IN;
use crate::market::providers::json::{PLACES, places};
use crate::model::InstrumentKind;

/// Longest name of a provider: it stands in a narrow column.
const LONGEST_ID: usize = 16;

/// A number above zero; kept as it is written.
pub(super) fn factor(text: &str) -> Result<Value, Wrong> {
    let text = text.replace('_', "");
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => Ok(Value::Text(text)),
        _ => Err("expected a number above 0".to_owned().into()),
    }
}

/// A name before a colon: small letters, digits and dashes. Nothing else may have it.
pub(super) fn id(text: &str) -> Result<Value, Wrong> {
    let is_taken =
        BUILT_IN.contains(&text) || text == "isin" || InstrumentKind::of_name(text).is_some();
    if is_taken {
        return Err(Wrong {
            message: format!("\"{text}\" has a meaning already"),
            suggestion: Some(format!("my-{text}")),
        });
    }
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let begins_right = text.starts_with(|c: char| c.is_ascii_lowercase());
    if begins_right && text.len() <= LONGEST_ID && text.chars().all(fits) {
        return Ok(Value::Text(text.to_owned()));
    }
    let meant: String = text
        .to_lowercase()
        .replace([' ', '_', '.'], "-")
        .chars()
        .filter(|c| fits(*c))
        .skip_while(|c| !c.is_ascii_lowercase())
        .take(LONGEST_ID)
        .collect();
    Err(Wrong {
        message: format!(
            "\"{text}\" is no name: write up to {LONGEST_ID} small letters, digits and dashes"
        ),
        suggestion: Some(meant).filter(|meant| !meant.is_empty()),
    })
}

/// An address in which the places are known ones.
pub(super) fn template(text: &str) -> Result<Value, Wrong> {
    let text = text.trim();
    check_places(text)?;
    let mut filled = text.to_owned();
    for place in PLACES {
        filled = filled.replace(&format!("{{{place}}}"), "x");
    }
    address(&filled)?;
    if filled == text {
        return Err(
            "the address has no {symbol}: every instrument would have one price"
                .to_owned()
                .into(),
        );
    }
    Ok(Value::Text(text.to_owned()))
}

fn check_places(text: &str) -> Result<(), Wrong> {
    for place in places(text) {
        if !PLACES.contains(&place) {
            return Err(Wrong {
                message: format!("{{{place}}} is not one of {{{}}}", PLACES.join("}, {")),
                suggestion: nearest(place, &PLACES).map(|place| format!("{{{place}}}")),
            });
        }
    }
    Ok(())
}

/// RFC 6901: nothing, or names and numbers with a slash before each. A path with dots and
/// brackets is offered in the right form.
pub(super) fn pointer(text: &str) -> Result<Value, Wrong> {
    let is_escaped = |text: &str| {
        let mut after = text.split('~').skip(1);
        after.all(|rest| rest.starts_with(['0', '1']))
    };
    if text.starts_with('/') && is_escaped(text) {
        check_places(text)?;
        return Ok(Value::Text(text.to_owned()));
    }
    let meant = text
        .trim_start_matches(['$', '/'])
        .replace(['[', ']', '"', '\''], ".");
    let steps: Vec<&str> = meant
        .split(['.', '/'])
        .filter(|step| !step.is_empty())
        .collect();
    Err(Wrong {
        message: format!("\"{text}\" is not a JSON Pointer"),
        suggestion: Some(format!("/{}", steps.join("/").replace('~', "~0")))
            .filter(|_| !steps.is_empty()),
    })
}

/// Text that a header can carry (RFC 9110, 5.5), in ASCII.
pub(super) fn header_text(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Err("a header's value is not empty".to_owned().into());
    }
    if text.chars().any(|c| !matches!(c, ' '..='~')) {
        return Err("a header holds letters, digits and signs of ASCII only"
            .to_owned()
            .into());
    }
    Ok(text.to_owned())
}

/// Names and values of headers.
pub(super) fn headers(table: &DeTable<'_>) -> Result<Value, Wrong> {
    let mut headers = Vec::new();
    for (name, value) in table {
        let name: &str = name.get_ref();
        let DeValue::String(text) = value.get_ref() else {
            let found = value.get_ref().type_str();
            return Err(format!("`{name}`: expected a text in quotes, found {found}").into());
        };
        if name.is_empty() || !name.bytes().all(is_token) {
            return Err(format!("\"{name}\" is not the name of a header").into());
        }
        let text = header_text(text)?;
        for (prefix, what) in [("env:", "a variable's name"), ("command:", "a command")] {
            if text
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.trim().is_empty())
            {
                return Err(format!("`{name}`: `{prefix}` needs {what}").into());
            }
        }
        headers.push((name.to_owned(), text));
    }
    Ok(Value::Pairs(headers))
}

/// A sign of a header's name (RFC 9110, 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(checked: Result<Value, Wrong>) -> (String, Option<String>) {
        let Err(Wrong {
            message,
            suggestion,
        }) = checked
        else {
            panic!("it is wrong");
        };
        (message, suggestion)
    }

    #[test]
    fn pointers_are_offered_for_other_paths() {
        for right in ["/a/0/b", "/", "/a~1b/{symbol}"] {
            assert!(pointer(right).is_ok(), "{right}");
        }
        for (text, meant) in [
            ("data.quotes[0].last", Some("/data/quotes/0/last")),
            ("$.data['last']", Some("/data/last")),
            ("last", Some("/last")),
            ("", None),
        ] {
            assert_eq!(wrong(pointer(text)).1.as_deref(), meant, "{text}");
        }
        assert_eq!(wrong(pointer("/{sybol}")).1.as_deref(), Some("{symbol}"));
    }

    #[test]
    fn addresses_have_known_places() {
        assert!(template("https://a.example/q?s={symbol}&m={mic}").is_ok());
        let (message, meant) = wrong(template("https://a.example/{ticker}"));
        assert!(message.starts_with("{ticker} is not one of {symbol}, {SYMBOL}"));
        assert_eq!(meant, None);
        assert_eq!(
            wrong(template("https://a.example/{Symbol}")).1.as_deref(),
            Some("{symbol}")
        );
        assert!(
            wrong(template("https://a.example/q"))
                .0
                .contains("has no {symbol}")
        );
        assert!(template("ftp://a.example/{symbol}").is_err());
    }

    #[test]
    fn names_are_short_and_their_own() {
        assert!(id("my-api2").is_ok());
        assert_eq!(wrong(id("My API")).1.as_deref(), Some("my-api"));
        assert_eq!(wrong(id("yahoo")).1.as_deref(), Some("my-yahoo"));
        assert!(id("isin").is_err() && id("equity").is_err() && id("a:b").is_err());
        assert_eq!(wrong(id("日")).1, None);
    }

    #[test]
    fn factors_are_above_zero() {
        assert!(factor("0.01").is_ok() && factor("1_000").is_ok());
        assert!(factor("0").is_err() && factor("-1").is_err() && factor("inf").is_err());
    }
}
