//! `newswire generate`: what is made from the definitions instead of being written twice.

use std::io::{self, Write};

use clap::CommandFactory;

use super::arguments::{Arguments, Generate, Generated};
use super::outcome::Outcome;
use crate::app::command;
use crate::app::command::table::COMMANDS;
use crate::app::keymap::Keymap;
use crate::config::{self, table};

/// Runs it.
pub(super) fn run(options: &Generate) -> anyhow::Result<Outcome> {
    let mut text: Vec<u8> = Vec::new();
    match &options.what {
        Generated::Man => manual(&mut text)?,
        Generated::Completions { shell } => {
            clap_complete::generate(*shell, &mut Arguments::command(), "newswire", &mut text);
        }
        Generated::Config => text.extend(config::example().bytes()),
        Generated::Keys => text.extend(command::markdown::table().bytes()),
    }
    io::stdout().write_all(&text)?;
    Ok(Outcome::Done)
}

/// The manual: clap's pages one after the other, the keys of the configuration, those of the
/// reader, and the exit codes.
fn manual(text: &mut Vec<u8>) -> io::Result<()> {
    let mut program = Arguments::command();
    program.build();
    clap_mangen::Man::new(program.clone()).render(text)?;
    for subcommand in program.get_subcommands() {
        if subcommand.get_name() == "help" {
            continue;
        }
        writeln!(
            text,
            ".SH \"NEWSWIRE {}\"",
            subcommand.get_name().to_uppercase()
        )?;
        let man = clap_mangen::Man::new(subcommand.clone());
        man.render_synopsis_section(text)?;
        man.render_description_section(text)?;
        man.render_options_section(text)?;
    }
    configuration(text)?;
    keys(text)?;
    writeln!(
        text,
        ".SH \"EXIT STATUS\"\n0 done, 1 nothing found or everything failed, \
         2 usage or configuration, 130 interrupted."
    )
}

fn configuration(text: &mut Vec<u8>) -> io::Result<()> {
    writeln!(text, ".SH CONFIGURATION")?;
    for section in table::Section::ALL {
        let path = section.path().join(".");
        match (path.as_str(), section.is_repeated()) {
            ("", _) => {}
            (path, true) => writeln!(text, ".SS [[{path}]]")?,
            (path, false) => writeln!(text, ".SS [{path}]")?,
        }
        writeln!(text, "{}", roff(section.doc()))?;
        for row in table::KEYS.iter().filter(|row| row.section == section) {
            let (key, doc) = (roff(row.name), roff(row.doc));
            writeln!(text, ".TP\n.B {key} = {}\n{doc}", roff(row.default))?;
        }
    }
    Ok(())
}

fn keys(text: &mut Vec<u8>) -> io::Result<()> {
    writeln!(text, ".SH KEYS")?;
    let keymap = Keymap::of(COMMANDS);
    for entry in COMMANDS {
        let chords = keymap.chords_of(entry.id);
        // A command without a key is run by its name at the prompt.
        let chords = if chords.is_empty() {
            format!(":{}", entry.id)
        } else {
            format!("{} ({})", chords.join(", "), entry.id)
        };
        let does = format!("{} ({})", entry.doc, keymap.places_of(entry));
        writeln!(text, ".TP\n.B \"{}\"\n{}", roff(&chords), roff(&does))?;
    }
    Ok(())
}

/// Text that roff takes for text: no escapes, no quotes that end an argument, and no line
/// that begins like a request.
fn roff(text: &str) -> String {
    let text = text
        .replace('\\', "\\e")
        .replace('"', "\\(dq")
        .replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_has_every_command_and_key() {
        let mut text = Vec::new();
        manual(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        for section in [
            "NEWSWIRE REFRESH",
            ".SH KEYS",
            ".SH CONFIGURATION",
            "EXIT STATUS",
        ] {
            assert!(text.contains(section), "{section}");
        }
        for row in table::KEYS {
            assert!(text.contains(&roff(row.name)), "{}", row.name);
        }
    }

    #[test]
    fn roff_is_escaped() {
        assert_eq!(roff(".x \\ \"q\" -"), "\\&.x \\e \\(dqq\\(dq \\-");
    }
}
