//! How a command ends, and what it says when it fails.

use std::io::Write;
use std::process::ExitCode;

use crate::model::source::redacted;
use crate::term::signals::Fatal;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
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

/// The error and its causes, each said once: many messages already hold their cause.
pub(super) fn one_line(error: &anyhow::Error) -> String {
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
pub(super) fn complain(message: &str) {
    let line = redacted(&crate::markup::clean::line(message));
    let mut stderr = crate::plain::output::stderr();
    drop(writeln!(stderr, "newswire: {line}"));
}
