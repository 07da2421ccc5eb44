//! Values: is this what the key wants, and if not, what is wrong and what was meant?

use toml::de::DeValue;

use super::address::{address, origin};
use super::duration;
use super::kind::{Value, ValueKind};
use super::network;
use super::provider;
use super::wrong::{Wrong, nearest};
use crate::ingest::page;
use crate::markup::clean;

/// Longest CSS selector, and deepest nesting in one: the selector parser is recursive.
const MAX_SELECTOR: (usize, usize) = (2_000, 32);

/// Checks a value.
pub(super) fn check(kind: ValueKind, value: &DeValue<'_>) -> Result<Value, Wrong> {
    match (kind, value) {
        (ValueKind::Flag, DeValue::Boolean(flag)) => Ok(Value::Flag(*flag)),
        (ValueKind::Number(least, most), DeValue::Integer(number)) => {
            i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .filter(|number| (least..=most).contains(number))
                .map(Value::Number)
                .ok_or_else(|| format!("expected a number from {least} to {most}").into())
        }
        (ValueKind::Duration(least), DeValue::String(text)) => length(text, least),
        (ValueKind::Text | ValueKind::Theme, DeValue::String(text)) => {
            Ok(Value::Text(clean::line(text)))
        }
        (ValueKind::Address, DeValue::String(text)) => address(text),
        (ValueKind::Origin, DeValue::String(text)) => origin(text),
        (ValueKind::Selector, DeValue::String(text)) => selector(text),
        (ValueKind::Pattern, DeValue::String(text)) => pattern(text),
        (ValueKind::Choice(words), DeValue::String(text)) => word(text, words).map(Value::Text),
        (ValueKind::Texts, DeValue::String(text)) => Ok(Value::Texts(vec![clean::line(text)])),
        (ValueKind::Texts, DeValue::Array(items)) => items
            .iter()
            .map(|item| item.get_ref().as_str().map(clean::line))
            .collect::<Option<Vec<String>>>()
            .map(Value::Texts)
            .ok_or_else(|| "expected a list of texts".to_owned().into()),
        (ValueKind::Networks, DeValue::String(text)) => {
            network::parse(text).map(|one| Value::Networks(vec![one]))
        }
        (ValueKind::Networks, DeValue::Array(items)) => items
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(text) => network::parse(text),
                other => Err(network::not_one(other.type_str())),
            })
            .collect::<Result<_, _>>()
            .map(Value::Networks),
        (ValueKind::Choices(words), DeValue::String(text)) => {
            word(text, words).map(|word| Value::Texts(vec![word]))
        }
        (ValueKind::Choices(words), DeValue::Array(items)) => items
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(text) => word(text, words),
                other => Err(format!("expected texts, found {}", other.type_str()).into()),
            })
            .collect::<Result<_, _>>()
            .map(Value::Texts),
        (ValueKind::Factor, DeValue::Float(number)) => provider::factor(number.as_str()),
        (ValueKind::Factor, DeValue::Integer(number)) => provider::factor(number.as_str()),
        (ValueKind::HeaderText, DeValue::String(text)) => {
            provider::header_text(text).map(Value::Text)
        }
        (ValueKind::Headers, DeValue::Table(table)) => provider::headers(table),
        (ValueKind::Id, DeValue::String(text)) => provider::id(text),
        (ValueKind::Template, DeValue::String(text)) => provider::template(text),
        (ValueKind::Pointer, DeValue::String(text)) => provider::pointer(text),
        (kind, other) => {
            Err(format!("expected {}, found {}", expected(kind), other.type_str()).into())
        }
    }
}

fn expected(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Flag => "true or false",
        ValueKind::Number(..) => "a whole number",
        ValueKind::Duration(_) => "a duration such as \"1h\"",
        ValueKind::Text | ValueKind::Choice(_) | ValueKind::Theme => "a text in quotes",
        ValueKind::Address | ValueKind::Origin => "an address in quotes",
        ValueKind::Selector => "a CSS selector in quotes",
        ValueKind::Pattern => "a regular expression in quotes",
        ValueKind::Texts => "a text or a list of texts",
        ValueKind::Networks => "a list of networks such as [\"192.168.1.0/24\"]",
        ValueKind::Choices(_) => "a list of texts",
        ValueKind::Factor => "a number",
        ValueKind::HeaderText | ValueKind::Id => "a text in quotes",
        ValueKind::Headers => "a table such as { Authorization = \"env:MY_API_KEY\" }",
        ValueKind::Template => "an address in quotes",
        ValueKind::Pointer => "a JSON Pointer such as \"/data/0/last\"",
    }
}

fn word(text: &str, words: &[&str]) -> Result<String, Wrong> {
    if words.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(Wrong {
        message: format!("\"{text}\" is not one of {}", words.join(", ")),
        suggestion: nearest(text, words),
    })
}

fn length(text: &str, least: &str) -> Result<Value, Wrong> {
    let seconds = duration::seconds(text)?;
    if seconds < duration::seconds(least)? {
        return Err(format!("\"{text}\" is too short: write {least} or more").into());
    }
    Ok(Value::Number(seconds))
}

/// The part before `@attribute` must be a CSS selector; a dotted JSON path is one too.
fn selector(text: &str) -> Result<Value, Wrong> {
    let depth = text.chars().filter(|c| *c == '(').count();
    if text.len() > MAX_SELECTOR.0 || depth > MAX_SELECTOR.1 {
        return Err("this CSS selector is too long or too deep"
            .to_owned()
            .into());
    }
    // `script#state | data.posts`: a path into the data of a script.
    if let Some((css, path)) = text.split_once(" | ")
        && is_json_path(path.trim())
        && scraper::Selector::parse(css.trim()).is_ok()
    {
        return Ok(Value::Text(text.to_owned()));
    }
    let css = text.rsplit_once('@').map_or(text, |(css, _)| css);
    if css.trim().is_empty() || is_json_path(text) || scraper::Selector::parse(css).is_ok() {
        Ok(Value::Text(text.to_owned()))
    } else {
        Err(format!("\"{text}\" is not a CSS selector").into())
    }
}

fn pattern(text: &str) -> Result<Value, Wrong> {
    match page::check_pattern(text) {
        Ok(()) => Ok(Value::Text(text.to_owned())),
        Err(error) => Err(error.to_string().into()),
    }
}

/// Names with dots between them and indexes behind them: `data.posts[0].title`.
fn is_json_path(text: &str) -> bool {
    text.split('.').all(|step| {
        let (name, indexes) = step.split_at(step.find('[').unwrap_or(step.len()));
        let is_index = |index: &str| {
            index
                .strip_suffix(']')
                .is_some_and(|index| index.bytes().all(|byte| byte.is_ascii_digit()))
        };
        name.chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c))
            && indexes.split('[').skip(1).all(is_index)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_bounded() {
        let bomb = format!("{}a{}", ":not(".repeat(5_000), ")".repeat(5_000));
        assert!(selector(&bomb).is_err());
        for right in [
            "div.story",
            "a.more@href",
            "@href",
            "data.posts[0]",
            "h2 > a:not(.ad)",
        ] {
            assert!(selector(right).is_ok(), "{right}");
        }
        for wrong in ["div:::(", "div[[", "a[", "a[0]]"] {
            assert!(selector(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_source_may_be_a_command_or_a_file() {
        for right in [
            "https://a.example/",
            "exec:my-feed --all",
            "file:/tmp/feed.xml",
            "file:~/feed.xml",
        ] {
            assert!(origin(right).is_ok(), "{right}");
        }
        for wrong in ["exec: ", "file:feed.xml", "ftp://a.example/", "nonsense"] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_like_names_are_offered() {
        assert_eq!(
            nearest("feeds", &["feed", "fetch"]).as_deref(),
            Some("feed")
        );
        assert_eq!(nearest("completely-else", &["feed", "fetch"]), None);
    }
}
