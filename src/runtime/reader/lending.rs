//! The terminal lent to another program: the user's editor, a browser for text.

use std::process::ExitStatus;

use tokio::process::Command;

use super::{Exit, Running};
use crate::app::{Event, command};
use crate::config::{self, Loaded};
use crate::runtime::browser::{self, Way};
use crate::runtime::editor;
use crate::term::signals::{self, Fatal, Signal};

impl Running {
    /// Gives the terminal to the user's editor, then takes in what he wrote.
    pub(super) async fn edit(&mut self, url: &str) -> anyhow::Result<()> {
        let file = self.world.config_file().to_owned();
        let editor = editor::chosen();
        let line = config::edit::line_of_source(&file, url);
        let ended = self.lend(editor::command(&editor, &file, line)).await?;
        let loaded = config::load(Some(&file), &command::table::names());
        let mut problem = match ended {
            Ok(status) if status.success() => problem_of(&loaded),
            Ok(status) => Some(format!(
                "\"{editor}\" ended with {status}; set VISUAL or EDITOR if it is not your editor"
            )),
            Err(error) => Some(format!(
                "cannot start \"{editor}\": {error}; set VISUAL or EDITOR to your editor"
            )),
        };
        // A file that is gone is no wish to lose every source.
        if loaded.exists {
            self.world.configured(&loaded);
            let complaint = self.follow(&loaded)?;
            problem = problem.or(complaint);
        }
        self.take(problem.map(Event::Failed))
    }

    /// Opens an address, beside the reader if the browser can.
    pub(super) fn browse(&mut self, url: &str) {
        match browser::way(url, |name| std::env::var(name).ok()) {
            Some(Way::InTerminal(words)) => self.browsing = Some(words),
            Some(Way::Beside(programs)) => self.world.browse(programs),
            None => {}
        }
    }

    /// Gives the terminal to a browser for text until the user leaves it.
    pub(super) async fn browse_here(&mut self, words: &[String]) -> anyhow::Result<()> {
        let Some(command) = browser::command(words) else {
            return Ok(());
        };
        let name = browser::program(&words[0]);
        let event = match self.lend(command).await? {
            Ok(_) => Event::Done(format!("back from {name}")),
            Err(error) => Event::NoBrowser(format!("cannot start {name}: {error}")),
        };
        self.take(Some(event))
    }

    /// Gives the terminal to another program until it ends.
    async fn lend(&mut self, command: Command) -> anyhow::Result<std::io::Result<ExitStatus>> {
        self.screen.leave();
        let ended = self.await_program(command).await;
        self.come_back()?;
        Ok(ended)
    }

    /// Downloads go on meanwhile. Keys that send signals are meant for the program, which hears
    /// them as well as this one does.
    async fn await_program(&mut self, mut command: Command) -> std::io::Result<ExitStatus> {
        let mut child = command.spawn()?;
        loop {
            tokio::select! {
                status = child.wait() => return status,
                signal = self.signals.next() => match signal {
                    Signal::End(Fatal::Interrupt) | Signal::Continue | Signal::Resize => {}
                    Signal::End(fatal) => {
                        self.exit = Some(Exit::Signal(fatal));
                        child.start_kill()?;
                    }
                    Signal::Suspend => {
                        signals::stop_group();
                        signals::continue_group();
                    }
                }
            }
        }
    }
}

/// The first mistake of a configuration in one line.
fn problem_of(loaded: &Loaded) -> Option<String> {
    let problem = loaded.problems.first()?;
    let more = match loaded.problems.len() {
        1 => String::new(),
        count => format!(" (and {} more: `newswire check` shows them)", count - 1),
    };
    let hint = problem
        .suggestion
        .as_ref()
        .map_or_else(String::new, |nearest| {
            format!("; did you mean `{nearest}`?")
        });
    Some(format!(
        "configuration, line {}: {}{hint}{more}",
        problem.line, problem.message
    ))
}
