//! What the configuration says: onto the screen, and a theme that the user has chosen into it.

use super::Running;
use crate::app::{Answer, Event, RequestId, command};
use crate::config::{self, Loaded, edit};
use crate::runtime::setup;

impl Running {
    /// Shows what the configuration says now; in one line what is wrong with its theme.
    pub(super) fn follow(&mut self, loaded: &Loaded) -> anyhow::Result<Option<String>> {
        let problem = self.looks.follow(loaded);
        let settings = setup::settings(loaded, self.demo);
        self.take(Some(Event::Configured(Box::new(settings))))?;
        Ok(problem)
    }

    /// Writes the user's choice into the configuration, and follows it.
    pub(super) fn choose_theme(&mut self, request: RequestId, name: &str) -> anyhow::Result<()> {
        let file = self.world.config_file().to_owned();
        let before = self.model.settings.theme.clone();
        let written = edit::set_theme_in(&file, name).map_err(|error| error.to_string());
        let problem = match &written {
            Ok(_) => self.follow(&config::load(Some(&file), &command::table::names()))?,
            Err(_) => None,
        };
        let answer = Answer::ThemeChosen(written.map(|_| before));
        self.take(Some(Event::Answer(request, answer)))?;
        self.take(problem.map(Event::Failed))
    }

    /// Tells which themes of the user's own there are.
    pub(super) fn list_themes(&mut self) -> anyhow::Result<()> {
        let names = config::themes::own(self.world.config_file());
        self.take(Some(Event::OwnThemes(names)))
    }
}
