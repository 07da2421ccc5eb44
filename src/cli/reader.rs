//! `newswire` without a command: the reader.

use std::io::{self, IsTerminal};

use super::session::{Session, UsageError};
use super::{Outcome, demo, logging};
use crate::runtime::reader::{self, Exit, Start};

/// Runs it.
pub fn run(session: &Session) -> anyhow::Result<Outcome> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        let reason = "the reader needs a terminal; `newswire list` and `newswire read` print text";
        return Err(UsageError(reason.to_owned()).into());
    }
    needs_full_screen()?;
    logging::start(&session.paths.log());
    let start = Start {
        config: session.loaded(),
        paths: session.paths.clone(),
        demo: false,
    };
    let exit = reader::run(start)?;
    match exit {
        Exit::Quit => Ok(Outcome::Done),
        Exit::Demo => demo::run(&super::arguments::Demo { serve: false }),
        Exit::Signal(fatal) => Ok(Outcome::Signal(fatal)),
    }
}

/// Refuses a terminal that says it can only print lines: what moves the cursor elsewhere would
/// be garbage there.
pub(super) fn needs_full_screen() -> Result<(), UsageError> {
    let name = std::env::var_os("TERM").unwrap_or_default();
    let name = name.to_string_lossy();
    let what = match name.trim() {
        // A console of Windows has no such name.
        "" if cfg!(windows) => return Ok(()),
        "" => "TERM is not set, so this".to_owned(),
        line @ ("dumb" | "unknown" | "network" | "dialup") => format!("TERM is \"{line}\": this"),
        _ => return Ok(()),
    };
    Err(UsageError(format!(
        "{what} terminal cannot show the full screen; `newswire list` and `newswire read` print \
         text, or set TERM to what the terminal is, as in TERM=xterm-256color"
    )))
}
