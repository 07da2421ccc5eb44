//! The configuration in the terms of the rooms that it configures.

use std::path::Path;

use super::themes;
use crate::app::Settings;
use crate::config::{Config, Problem};
use crate::market::format::Signs;
use crate::net::Options;
use crate::net::inside::Networks;
use crate::term::locale;
use crate::ui::Theme;
use crate::ui::theme::Depth;

/// The client's options as configured.
#[must_use]
pub(crate) fn client_options(config: &Config) -> Options {
    Options {
        timeout: config.fetch.timeout,
        hosts_at_once: config.fetch.hosts_at_once,
        per_host: config.fetch.per_host,
        max_body_bytes: config.fetch.max_bytes,
        allow_networks: Networks(config.fetch.allow_networks.clone()),
        ..Options::default()
    }
}

/// The theme as configured, else the one that suits the terminal; what is wrong with the one that
/// is configured. Whoever names a theme has said what colours are wanted.
#[must_use]
pub(crate) fn theme(config: &Config, config_file: &Path) -> (Theme, Vec<Problem>) {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let variable = |name| std::env::var(name).ok();
    let term = variable("TERM");
    let depth = Depth::of_terminal(
        term.as_deref(),
        variable("COLORTERM").as_deref(),
        std::env::var_os("TMUX").is_some(),
    );
    let scheme = config.ticker.scheme;
    let configured = config.reader.theme.as_deref();
    let configured = configured.map(|name| themes::named(name, config_file, scheme));
    // Nobody asks the terminal for its background yet.
    let automatic = || Theme::new(Theme::automatic(None, depth, !no_color), scheme);
    let (mut theme, problems) = match configured {
        Some(Ok(theme)) => (theme, Vec::new()),
        Some(Err(problems)) => (automatic(), problems),
        None => (automatic(), Vec::new()),
    };
    theme.depth = depth;
    // Older Linux consoles write the address out.
    theme.hyperlinks = term.as_deref() != Some("linux");
    theme.signs = signs(&locale::of("LC_NUMERIC"));
    theme.charset = locale::charset();
    (theme, problems)
}

/// How numbers are written in a locale; where it says nothing, in a way that needs no language.
fn signs(locale: &str) -> Signs {
    let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
    match language {
        "cs" | "da" | "de" | "el" | "es" | "fi" | "fr" | "hu" | "id" | "it" | "nb" | "nl"
        | "no" | "pl" | "pt" | "ro" | "ru" | "sv" | "tr" | "uk" => Signs::COMMA,
        "en" | "he" | "ja" | "ko" | "zh" => Signs::POINT,
        _ => Signs::NEUTRAL,
    }
}

/// What the core is told of the configuration.
#[must_use]
pub(crate) fn settings(config: &Config, demo: bool) -> Settings {
    Settings {
        mark_read_on_open: config.reader.mark_read_on_open,
        article_width: config.reader.article_width,
        ticker_visible: config.ticker.visible,
        ticker_width: config.ticker.width,
        refresh_on_start: config.reader.refresh_on_start,
        refresh_while_open: config.reader.refresh_while_open,
        demo,
        keys: config.keys.clone(),
        zone: jiff::tz::TimeZone::system(),
        starters: crate::config::catalogue::starters(),
    }
}
