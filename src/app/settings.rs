//! What the configuration says about the interface.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::model::{Starter, ThemeName};

/// What the configuration says about the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent choices of the user
pub struct Settings {
    /// Opening a headline marks it read.
    pub mark_read_on_open: bool,
    /// Widest line of an article, in columns.
    pub article_width: u16,
    /// The ticker is shown at start.
    pub ticker_visible: bool,
    /// Columns of the ticker pane; 0 for a line at the bottom.
    pub ticker_width: u16,
    /// Refresh when the program starts.
    pub refresh_on_start: bool,
    /// Refresh what becomes due meanwhile.
    pub refresh_while_open: bool,
    /// This is the demo.
    pub demo: bool,
    /// The user's keys: chord to command.
    pub keys: BTreeMap<String, String>,
    /// The user's time zone.
    pub zone: TimeZone,
    /// The name of the theme.
    pub theme: String,
    /// The names of all themes that there are.
    pub themes: Vec<String>,
    /// What the welcome screen offers.
    pub starters: Vec<Starter>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mark_read_on_open: true,
            article_width: 72,
            ticker_visible: true,
            ticker_width: 32,
            refresh_on_start: true,
            refresh_while_open: true,
            demo: false,
            keys: BTreeMap::new(),
            zone: TimeZone::UTC,
            theme: ThemeName::AUTO.to_owned(),
            themes: themes(Vec::new()),
            starters: Vec::new(),
        }
    }
}

/// The names of all themes, with the user's own at the end. His may be called as a built-in one,
/// whose place they take.
#[must_use]
pub fn themes(own: Vec<String>) -> Vec<String> {
    let built_in = ThemeName::ALL.into_iter().map(ThemeName::name);
    let mut names: Vec<String> = [ThemeName::AUTO]
        .into_iter()
        .chain(built_in)
        .map(str::to_owned)
        .collect();
    for name in own {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
