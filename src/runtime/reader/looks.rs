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
    /// The configured theme, unless the one that suits the terminal stands in for it.
    name: Option<String>,
    /// As far as the terminal has told it.
    background: Option<[u8; 3]>,
}

impl Looks {
    /// As configured; in one line what is wrong with that.
    pub(super) fn new(
        loaded: &Loaded,
        color: ColorChoice,
        background: Option<[u8; 3]>,
    ) -> (Self, Option<String>) {
        let name = loaded.config.reader.theme.as_deref();
        let scheme = loaded.config.ticker.scheme;
        let (configured, problem) = setup::theme(name, &loaded.path, scheme, color, background);
        let looks = Self {
            // One that cannot be read gives way to the automatic one.
            name: name.filter(|_| problem.is_none()).map(str::to_owned),
            background,
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
        let (looks, problem) = Self::new(loaded, self.color, self.background);
        *self = looks;
        problem
    }

    /// Whether a background that the terminal tells can change what is seen.
    pub(super) fn depend_on(&self, background: [u8; 3]) -> bool {
        let is_automatic = self.name.is_none() || self.preview.is_some();
        let is_seen = is_automatic || self.configured.depends_on_background();
        is_seen && self.background != Some(background)
    }

    /// The theme for a model. A file is read only when another theme is looked at.
    pub(super) fn of(&mut self, model: &Model) -> &Theme {
        if model.background != self.background {
            self.background = model.background;
            self.preview = None;
            let (theme, _) = self.theme(self.name.as_deref());
            self.configured = theme;
        }
        let wanted = preview(model);
        if wanted != self.preview.as_ref().map(|(name, _)| name.as_str()) {
            self.preview = wanted.map(|name| {
                let configured = Some(name).filter(|name| *name != ThemeName::AUTO);
                let (theme, _) = self.theme(configured);
                (name.to_owned(), theme)
            });
        }
        self.preview
            .as_ref()
            .map_or(&self.configured, |(_, theme)| theme)
    }

    fn theme(&self, name: Option<&str>) -> (Theme, Option<String>) {
        let (file, scheme) = (&self.file, self.scheme);
        setup::theme(name, file, scheme, self.color, self.background)
    }
}
