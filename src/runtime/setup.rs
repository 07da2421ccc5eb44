//! The configuration in the terms of the rooms that it configures.

use std::path::Path;

use super::themes;
use crate::app::{self, Settings};
use crate::config::{Config, Loaded};
use crate::market::format::Signs;
use crate::model::{Scheme, ThemeName, counted};
use crate::net::Options;
use crate::net::inside::Networks;
use crate::term::color::{self, ColorChoice};
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

/// A theme by its name, else the one that suits the terminal and its background, red, green and
/// blue, as far as that is known; in one line what is wrong with the one that is named.
#[must_use]
pub(crate) fn theme(
    name: Option<&str>,
    config_file: &Path,
    scheme: Scheme,
    choice: ColorChoice,
    background: Option<[u8; 3]>,
) -> (Theme, Option<String>) {
    let variable = |name: &str| std::env::var(name).ok();
    let screen = color::Output {
        choice,
        has_theme: name.is_some(),
        is_terminal: true,
    };
    let wants_colour = color::is_wanted(screen, variable);
    let term = variable("TERM");
    let depth = Depth::of_terminal(
        term.as_deref(),
        variable("COLORTERM").as_deref(),
        std::env::var_os("TMUX").is_some(),
    );
    let named = name.filter(|_| wants_colour);
    let named = named.map(|name| themes::named(name, config_file, scheme));
    let automatic = || Theme::new(Theme::automatic(background, depth, wants_colour), scheme);
    let (theme, problem) = match named {
        Some(Ok(theme)) => (theme, None),
        Some(Err(problems)) => (automatic(), problems.first().map(themes::in_one_line)),
        None => (automatic(), None),
    };
    let mut theme = theme.with_depth(depth).with_background(background);
    // Older Linux consoles write the address out.
    theme.hyperlinks = term.as_deref() != Some("linux");
    theme.signs = signs(&locale::of("LC_NUMERIC"));
    theme.charset = locale::charset();
    (theme, problem)
}

/// That there are mistakes in the configuration, if there are.
#[must_use]
pub(crate) fn complaint(loaded: &Loaded) -> Option<String> {
    let count = loaded.problems.len();
    (count > 0).then(|| {
        let problems = counted(count, "problem");
        format!("{problems} in the configuration: `newswire check` shows more")
    })
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
pub(crate) fn settings(loaded: &Loaded, demo: bool) -> Settings {
    let config = &loaded.config;
    let theme = config.reader.theme.as_deref().unwrap_or(ThemeName::AUTO);
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
        theme: theme.to_owned(),
        themes: app::settings::themes(loaded.own_themes.clone()),
        starters: crate::config::catalogue::starters(),
    }
}
