//! What lets us in at a provider of the user's own: a value of the configuration that may stand
//! in the environment (`env:NAME`) or be printed by a command (`command:WHAT`).
//!
//! It goes into a header and nowhere else: no error holds it, and nothing logs it.

use std::time::Duration;

use super::refresh::local::{self, Bounds};

/// A command has the time to ask for a password.
const BOUNDS: Bounds = Bounds {
    timeout: Duration::from_secs(60),
    max_bytes: 64 << 10,
};

/// The value itself.
///
/// # Errors
/// One line that says what is missing and what to do; never the value.
pub(super) async fn resolved(value: &str) -> Result<String, String> {
    let found = if let Some(name) = value.strip_prefix("env:") {
        let name = name.trim();
        std::env::var(name)
            .map_err(|_| format!("the environment has no {name}; set it before newswire starts"))?
    } else if let Some(command) = value.strip_prefix("command:") {
        let printed = local::command(command.trim(), BOUNDS).await;
        let printed = printed.map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&printed.body).into_owned();
        text.lines().next().unwrap_or_default().to_owned()
    } else {
        value.to_owned()
    };
    let found = found.trim();
    if found.is_empty() {
        return Err(format!("{} gives nothing", source(value)));
    }
    if found.chars().any(|c| !matches!(c, ' '..='~')) {
        return Err(format!(
            "what {} gives cannot stand in a header",
            source(value)
        ));
    }
    Ok(found.to_owned())
}

/// Where a value comes from, without it.
fn source(value: &str) -> &str {
    match value.split_once(':') {
        Some(("env" | "command", _)) => value,
        _ => "the configuration",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<String, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("an event loop");
        runtime.block_on(resolved(text))
    }

    #[test]
    fn a_value_comes_from_the_environment_or_a_command() {
        assert_eq!(value("plain"), Ok("plain".to_owned()));
        let odd = value("Bearer schlüssel").expect_err("no header");
        assert!(!odd.contains("schl"), "{odd}");
        assert_eq!(value("env:PATH").is_ok(), std::env::var("PATH").is_ok());
        let missing = value("env:NEWSWIRE_HAS_NO_SUCH_NAME").expect_err("it is not there");
        assert!(
            missing.contains("NEWSWIRE_HAS_NO_SUCH_NAME; set it"),
            "{missing}"
        );
    }

    #[test]
    fn a_command_gives_its_first_line() {
        let printed = value("command:printf 'Bearer a\\nb'");
        assert_eq!(printed, Ok("Bearer a".to_owned()));
        assert!(
            value("command:true")
                .expect_err("nothing")
                .contains("gives nothing")
        );
        assert!(value("command:printf 'a\\033b'").is_err());
        let failed = value("command:echo sorry >&2; exit 3").expect_err("it failed");
        assert!(failed.contains("sorry"), "{failed}");
    }
}
