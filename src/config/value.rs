//! Values: is this what the key wants, and if not, what is wrong and what was meant?

use toml::de::DeValue;

use super::address::{address, origin};
use super::duration;
use super::kind::{Kind, Value};
use super::network;
use super::provider;
use super::wrong::{Wrong, nearest};
use crate::ingest::page;
use crate::markup::clean;

/// Longest CSS selector, and deepest nesting in one: the selector parser is recursive.
const MAX_SELECTOR: (usize, usize) = (2_000, 32);

/// Checks a value.
pub(super) fn check(kind: Kind, value: &DeValue<'_>) -> Result<Value, Wrong> {
    match (kind, value) {
        (Kind::Flag, DeValue::Boolean(flag)) => Ok(Value::Flag(*flag)),
        (Kind::Number(least, most), DeValue::Integer(number)) => {
            i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .filter(|number| (least..=most).contains(number))
                .map(Value::Number)
                .ok_or_else(|| format!("expected a number from {least} to {most}").into())
        }
        (Kind::Duration(least), DeValue::String(text)) => length(text, least),
        (Kind::Text, DeValue::String(text)) => Ok(Value::Text(clean::line(text))),
        (Kind::Address, DeValue::String(text)) => address(text),
        (Kind::Origin, DeValue::String(text)) => origin(text),
        (Kind::Selector, DeValue::String(text)) => selector(text),
        (Kind::Pattern, DeValue::String(text)) => pattern(text),
        (Kind::Choice(words), DeValue::String(text)) => word(text, words).map(Value::Text),
        (Kind::Texts, DeValue::String(text)) => Ok(Value::Texts(vec![clean::line(text)])),
        (Kind::Texts, DeValue::Array(items)) => items
            .iter()
            .map(|item| item.get_ref().as_str().map(clean::line))
            .collect::<Option<Vec<String>>>()
            .map(Value::Texts)
            .ok_or_else(|| "expected a list of texts".to_owned().into()),
        (Kind::Networks, DeValue::String(text)) => {
            network::parse(text).map(|one| Value::Networks(vec![one]))
        }
        (Kind::Networks, DeValue::Array(items)) => items
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(text) => network::parse(text),
                other => Err(network::not_one(other.type_str())),
            })
            .collect::<Result<_, _>>()
            .map(Value::Networks),
        (Kind::Choices(words), DeValue::String(text)) => {
            word(text, words).map(|word| Value::Texts(vec![word]))
        }
        (Kind::Choices(words), DeValue::Array(items)) => items
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(text) => word(text, words),
                other => Err(format!("expected texts, found {}", other.type_str()).into()),
            })
            .collect::<Result<_, _>>()
            .map(Value::Texts),
        (Kind::Factor, DeValue::Float(number)) => provider::factor(number.as_str()),
        (Kind::Factor, DeValue::Integer(number)) => provider::factor(number.as_str()),
        (Kind::HeaderText, DeValue::String(text)) => provider::header_text(text).map(Value::Text),
        (Kind::Headers, DeValue::Table(table)) => provider::headers(table),
        (Kind::Id, DeValue::String(text)) => provider::id(text),
        (Kind::Template, DeValue::String(text)) => provider::template(text),
        (Kind::Pointer, DeValue::String(text)) => provider::pointer(text),
        (kind, other) => {
            Err(format!("expected {}, found {}", expected(kind), other.type_str()).into())
        }
    }
}

fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "true or false",
        Kind::Number(..) => "a whole number",
        Kind::Duration(_) => "a duration such as \"1h\"",
        Kind::Text | Kind::Choice(_) => "a text in quotes",
        Kind::Address | Kind::Origin => "an address in quotes",
        Kind::Selector => "a CSS selector in quotes",
        Kind::Pattern => "a regular expression in quotes",
        Kind::Texts => "a text or a list of texts",
        Kind::Networks => "a list of networks such as [\"192.168.1.0/24\"]",
        Kind::Choices(_) => "a list of texts",
        Kind::Factor => "a number",
        Kind::HeaderText | Kind::Id => "a text in quotes",
        Kind::Headers => "a table such as { Authorization = \"env:MY_API_KEY\" }",
        Kind::Template => "an address in quotes",
        Kind::Pointer => "a JSON Pointer such as \"/data/0/last\"",
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
