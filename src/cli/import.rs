//! `newswire import`: sources and articles of another reader.

use std::io::Write;
use std::path::Path;

use super::arguments::Import;
use super::outcome::{Outcome, complain};
use super::session::{Session, UsageError, read_file};
use crate::markup::clean;
use crate::model::source::redacted;
use crate::plain::output;
use crate::runtime::import::{self, Input, Options, Places};

/// Runs it.
pub(super) fn run(session: &Session, options: &Import) -> anyhow::Result<Outcome> {
    let flags = options.flag.clone().unwrap_or_default();
    if options.flag.is_some() && !flags.chars().any(|flag| flag.is_ascii_alphabetic()) {
        let message = "--flag takes letters, as newsboat's flags are: --flag s";
        return Err(UsageError(message.to_owned()).into());
    }
    let input = if options.file == Path::new("-") {
        Input::Bytes(read_file(&options.file)?)
    } else {
        Input::Path(options.file.clone())
    };
    let database = session.paths.database();
    let places = Places {
        config_file: &session.paths.config_file,
        database: &database,
    };
    let choice = Options {
        dry_run: options.dry_run,
        flags,
    };
    let report = import::run(input, places, &choice)?;
    let mut stdout = output::stdout();
    if options.dry_run {
        for line in report.details() {
            writeln!(stdout, "{}", redacted(&clean::text(&line)))?;
        }
    }
    writeln!(stdout, "{}", clean::line(&report.summary()))?;
    for remark in report.remarks() {
        complain(&remark);
    }
    Ok(if report.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}
