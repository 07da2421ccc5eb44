//! A theme that the user has chosen: into the configuration, and onto the screen.

use super::Running;
use crate::app::{Event, command};
use crate::config::{self, edit};
use crate::runtime::setup;

impl Running {
    /// Writes the user's choice into the configuration, and follows it.
    pub(super) fn choose_theme(&mut self, name: &str) -> anyhow::Result<()> {
        let file = self.world.config_file().to_owned();
        if let Err(error) = edit::set_theme_in(&file, name) {
            return self.take(Some(Event::Failed(error.to_string())));
        }
        let loaded = config::load(Some(&file), &command::table::names());
        let problem = self.looks.follow(&loaded);
        let settings = setup::settings(&loaded, self.demo);
        self.take(Some(Event::Configured(Box::new(settings))))?;
        self.take(Some(match problem {
            Some(problem) => Event::Failed(problem),
            None => Event::Done(format!("theme: {name}")),
        }))
    }
}
