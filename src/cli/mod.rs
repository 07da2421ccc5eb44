//! The command line: one file a subcommand, all defined in `arguments`.
//!
//! Output to a pipe is plain, cleaned text. Exit codes: 0 done (a closed pipe too), 1 nothing
//! found or everything failed, 2 usage or configuration, 130 interrupted; a reader that is ended
//! by a signal ends by that signal.

mod add;
mod arguments;
mod check;
mod demo;
mod export;
mod extract;
mod fav;
mod generate;
mod import;
mod list;
mod logging;
mod outcome;
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
use std::io;
use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, FromArgMatches};

use arguments::{Arguments, Command};
use outcome::{Outcome, complain, one_line};
use session::Session;

/// Runs the program with these arguments.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match parse(arguments.into_iter().collect()) {
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

/// Reads the arguments. What clap says itself, help and mistakes, follows `--color` too.
fn parse(arguments: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let command = Arguments::command().color(color_of_help(&arguments));
    let matches = command.try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// What `--color` says, before anything is parsed; the last one counts.
fn color_of_help(arguments: &[OsString]) -> ColorChoice {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let options = words.iter().take_while(|word| **word != "--").enumerate();
    let said = options.filter_map(|(at, word)| match word.strip_prefix("--color")? {
        "" => words.get(at + 1).copied(),
        value => value.strip_prefix('='),
    });
    match said.last() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<Outcome> {
    let data_dir = arguments.data_dir.as_deref();
    let session = Session::new(arguments.config, data_dir, arguments.color);
    session.paths.protect();
    match arguments.command {
        None => reader::run(&session),
        Some(Command::Demo(options)) => demo::run(&session, &options),
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

/// `newswire list | head` closes the pipe early; that is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_coloured_as_the_option_says() {
        for (line, choice) in [
            ("newswire --help", ColorChoice::Auto),
            ("newswire --color never --help", ColorChoice::Never),
            ("newswire list --help --color=always", ColorChoice::Always),
            ("newswire --color=never --color auto", ColorChoice::Auto),
            ("newswire --colour never", ColorChoice::Auto),
            ("newswire list -- --color=never", ColorChoice::Auto),
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(color_of_help(&words), choice, "{line}");
        }
        let coloured = |line: &str| {
            let words = line.split(' ').map(OsString::from).collect();
            let error = parse(words).expect_err("help");
            error.render().ansi().to_string()
        };
        assert!(coloured("newswire --color=always --help").contains("\u{1b}["));
    }
}
