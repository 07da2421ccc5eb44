//! The theme on the screen: the configured one, or the one that the user is looking at.

use std::path::PathBuf;

use crate::app::Model;
use crate::app::views::themes::preview;
use crate::config::Loaded;
use crate::model::{Scheme, ThemeName};
use crate::runtime::setup;
use crate::term::color::ColorChoice;
use crate::ui::Theme;

/// What the screen looks like.
pub(super) struct Looks {
    configured: Theme,
    /// The theme that is only looked at, with its name.
    preview: Option<(String, Theme)>,
    file: PathBuf,
    scheme: Scheme,
    color: ColorChoice,
}

impl Looks {
    /// As configured; in one line what is wrong with that.
    pub(super) fn new(loaded: &Loaded, color: ColorChoice) -> (Self, Option<String>) {
        let name = loaded.config.reader.theme.as_deref();
        let scheme = loaded.config.ticker.scheme;
        let (configured, problem) = setup::theme(name, &loaded.path, scheme, color);
        let looks = Self {
            configured,
            preview: None,
            file: loaded.path.clone(),
            scheme,
            color,
        };
        (looks, problem)
    }

    /// As configured now.
    pub(super) fn follow(&mut self, loaded: &Loaded) -> Option<String> {
        let (looks, problem) = Self::new(loaded, self.color);
        *self = looks;
        problem
    }

    /// The theme for a model. A file is read only when another theme is looked at.
    pub(super) fn of(&mut self, model: &Model) -> &Theme {
        let wanted = preview(model);
        if wanted != self.preview.as_ref().map(|(name, _)| name.as_str()) {
            self.preview = wanted.map(|name| {
                let configured = Some(name).filter(|name| *name != ThemeName::AUTO);
                let (theme, _) = setup::theme(configured, &self.file, self.scheme, self.color);
                (name.to_owned(), theme)
            });
        }
        self.preview
            .as_ref()
            .map_or(&self.configured, |(_, theme)| theme)
    }
}
