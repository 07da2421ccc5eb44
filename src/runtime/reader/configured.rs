//! What the configuration says: onto the screen, and a theme that the user has chosen into it.

use super::Running;
use crate::app::{Event, command};
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
    pub(super) fn choose_theme(&mut self, name: &str) -> anyhow::Result<()> {
        let file = self.world.config_file().to_owned();
        if let Err(error) = edit::set_theme_in(&file, name) {
            return self.take(Some(Event::Failed(error.to_string())));
        }
        let loaded = config::load(Some(&file), &command::table::names());
        let problem = self.follow(&loaded)?;
        self.take(Some(match problem {
            Some(problem) => Event::Failed(problem),
            None => Event::Done(format!("theme: {name}")),
        }))
    }
}
