//! `newswire` without a command: the reader.

use std::io::{self, IsTerminal};

use super::outcome::Outcome;
use super::session::{Session, UsageError, needs_full_screen};
use super::{demo, logging};
use crate::runtime::reader::{self, Exit, Start};

/// Runs it.
pub(super) fn run(session: &Session) -> anyhow::Result<Outcome> {
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
        color: session.color,
    };
    let exit = reader::run(start)?;
    match exit {
        Exit::Quit => Ok(Outcome::Done),
        Exit::Demo => demo::run(session, &super::arguments::Demo { serve: false }),
        Exit::Signal(fatal) => Ok(Outcome::Signal(fatal)),
    }
}
