//! The command line: one file a subcommand, all defined in [`arguments`].
//!
//! Output to a pipe is plain, cleaned text. Exit codes: 0 done (a closed pipe too), 1 nothing
//! found or everything failed, 2 usage or configuration, 130 interrupted; a reader that is ended
//! by a signal ends by that signal.

mod add;
pub mod arguments;
mod check;
mod demo;
mod export;
mod extract;
mod fav;
mod generate;
mod import;
mod list;
mod logging;
mod parse_feed;
mod progress;
mod provider;
mod quote;
mod read;
mod reader;
mod refresh;
mod scrape;
mod session;
mod sources;
mod subject;
mod try_address;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::model::source::redacted;
use arguments::{Arguments, Command};
use session::Session;

use crate::term::signals::Fatal;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// It found nothing, or everything failed.
    Nothing,
    /// The configuration is wrong.
    Usage,
    /// The user interrupted it.
    Interrupted,
    /// A signal ended it, and is to end the program too.
    Signal(Fatal),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Nothing => 1,
            Outcome::Usage => 2,
            Outcome::Interrupted => 130,
            // What shells make of an end by a signal.
            Outcome::Signal(fatal) => 128 + fatal.number(),
        })
    }
}

/// Runs the program with these arguments.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are errors to clap, and may go into a closed pipe.
            drop(error.print());
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match dispatch(arguments) {
        Ok(outcome) => {
            if let Outcome::Signal(fatal) = outcome {
                fatal.end_process();
            }
            outcome.into()
        }
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&one_line(&error));
            ExitCode::from(if error.is::<session::UsageError>() {
                2
            } else {
                1
            })
        }
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<Outcome> {
    let session = Session::new(arguments.config, arguments.data_dir.as_deref());
    session.paths.protect();
    match arguments.command {
        None => reader::run(&session),
        Some(Command::Demo(options)) => demo::run(&options),
        Some(Command::Refresh(options)) => refresh::run(&session, &options),
        Some(Command::List(options)) => list::run(&session, &options),
        Some(Command::Read(options)) => read::run(&session, &options),
        Some(Command::Fav(options)) => fav::run(&session, &options),
        Some(Command::Add(options)) => add::run(&session, &options),
        Some(Command::Import(options)) => import::run(&session, &options),
        Some(Command::Export) => export::run(&session),
        Some(Command::Sources(options)) => sources::run(&session, &options),
        Some(Command::Check) => check::run(&session),
        Some(Command::Extract(options)) => extract::run(&session, &options),
        Some(Command::ParseFeed(options)) => parse_feed::run(&options),
        Some(Command::Try(options)) => try_address::run(&session, &options),
        Some(Command::Scrape(options)) => scrape::run(&session, &options),
        Some(Command::Quote(options)) => quote::run(&session, &options),
        Some(Command::Provider(options)) => provider::run(&session, &options),
        Some(Command::Generate(options)) => generate::run(&options),
    }
}

/// The error and its causes, each said once: many messages already hold their cause.
fn one_line(error: &anyhow::Error) -> String {
    let mut line = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !line.contains(&cause) {
            line = format!("{line}: {cause}");
        }
    }
    line
}

/// One cleaned line on standard error, without passwords. Nobody may be listening there; that is
/// no failure.
fn complain(message: &str) {
    let line = redacted(&crate::ingest::clean::line(message));
    let mut stderr = crate::plain::output::stderr();
    drop(writeln!(stderr, "newswire: {line}"));
}

/// `newswire list | head` closes the pipe early; that is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
