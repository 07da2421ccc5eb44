//! Addresses: where a source or a provider is.

use url::Url;

use super::kind::Value;
use super::wrong::Wrong;
use crate::model::source::Origin;

pub(super) fn address(text: &str) -> Result<Value, Wrong> {
    match Url::parse(text.trim()) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
            Ok(Value::Text(text.trim().to_owned()))
        }
        Ok(url) => Err(format!(
            "`{}:` addresses are not downloaded; only http and https are",
            url.scheme()
        )
        .into()),
        Err(_) => Err(Wrong {
            message: "not an address".to_owned(),
            suggestion: Some(format!("https://{}", text.trim()))
                .filter(|guess| guess.contains('.') && Url::parse(guess).is_ok()),
        }),
    }
}

/// A web address, a command, or a file. Commands and files come from the user's own
/// configuration and from nowhere else.
pub(super) fn origin(text: &str) -> Result<Value, Wrong> {
    match Origin::of(text) {
        Origin::Command("") => Err("`exec:` needs a command".to_owned().into()),
        Origin::Command(_) => Ok(Value::Text(text.trim().to_owned())),
        Origin::File(path) if path.is_absolute() || path.starts_with("~") => {
            Ok(Value::Text(text.trim().to_owned()))
        }
        Origin::File(path) => {
            Err(format!("`file:` needs a whole path, not \"{}\"", path.display()).into())
        }
        Origin::Web => address(text),
    }
}
