//! `newswire check`: every mistake of the configuration at once.

use std::io::{self, Write};

use super::outcome::{self, Outcome};
use super::session::Session;
use crate::config::{Loaded, Problem};
use crate::market::providers::json::Description;
use crate::markup::clean;
use crate::model::counted;
use crate::plain::output;
use crate::runtime::themes;

/// Runs it.
pub(super) fn run(session: &Session) -> anyhow::Result<Outcome> {
    let loaded = session.loaded();
    let rules = session.site_rules();
    let file = clean::line(&loaded.path.display().to_string());
    let rules_file = clean::line(&session.site_rules_file().display().to_string());
    let in_config = complain(&loaded.problems, &file)?;
    let in_rules = complain(&rules.problems, &rules_file)?;
    let in_theme = complain_of_theme(&loaded)?;
    if in_config || in_rules || in_theme {
        return Ok(Outcome::Usage);
    }
    for note in missing_keys(&loaded.config.providers.own) {
        outcome::complain(&note);
    }
    let state = if loaded.exists {
        "ok"
    } else {
        "not there, so the defaults hold"
    };
    let (sources, groups) = (&loaded.config.sources, &loaded.config.ticker.groups);
    let mut stdout = output::stdout();
    writeln!(
        stdout,
        "{file}: {state}; sources: {}, ticker groups: {}",
        sources.len(),
        groups.len()
    )?;
    if !rules.rules.is_empty() {
        writeln!(stdout, "{rules_file}: ok; rules: {}", rules.rules.len())?;
    }
    Ok(Outcome::Done)
}

/// Prints what is wrong with the files of the theme that is configured.
fn complain_of_theme(loaded: &Loaded) -> io::Result<bool> {
    let Some(name) = &loaded.config.reader.theme else {
        return Ok(false);
    };
    match themes::named(name, &loaded.path, loaded.config.ticker.scheme) {
        Ok(_) => Ok(false),
        Err(problems) => {
            let file = problems.first().map_or("", |problem| problem.file.as_str());
            complain(&problems, &clean::line(file))
        }
    }
}

/// Headers whose value should stand in the environment and does not: the file is right, and the
/// provider is not asked all the same.
fn missing_keys(own: &[Description]) -> Vec<String> {
    let mut notes = Vec::new();
    for provider in own {
        for (header, value) in &provider.headers {
            let Some(name) = value.strip_prefix("env:").map(str::trim) else {
                continue;
            };
            if std::env::var_os(name).is_none() {
                notes.push(format!(
                    "the provider {} is not asked: its header {header}: the environment has no {name}",
                    provider.id
                ));
            }
        }
    }
    notes
}

/// Prints the mistakes of a file, and whether there are any.
fn complain(problems: &[Problem], file: &str) -> io::Result<bool> {
    if problems.is_empty() {
        return Ok(false);
    }
    let mut stderr = output::stderr();
    for problem in problems {
        writeln!(stderr, "{problem}\n")?;
    }
    let mistakes = counted(problems.len(), "mistake");
    writeln!(stderr, "{mistakes} in {file}")?;
    stderr.flush()?;
    Ok(true)
}
