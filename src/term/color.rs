//! Whether colours are wanted: by the option `--color`, by the configuration, by the environment
//! (no-color.org, bixense.com/clicolors), by what the output goes to. One answer for the reader
//! and for every command.

/// What `--color` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// As the environment and the output have it.
    #[default]
    Auto,
    /// Wanted, whatever they say.
    Always,
    /// Not wanted.
    Never,
}

/// What is known of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Output {
    /// What `--color` says.
    pub choice: ColorChoice,
    /// The configuration names a theme: that says more than the environment.
    pub has_theme: bool,
    /// It goes to a terminal.
    pub is_terminal: bool,
}

/// Whether colours are wanted, with a way to look up variables of the environment.
#[must_use]
pub fn is_wanted(output: Output, variable: impl Fn(&str) -> Option<String>) -> bool {
    match output.choice {
        ColorChoice::Always => return true,
        ColorChoice::Never => return false,
        ColorChoice::Auto if output.has_theme => return true,
        ColorChoice::Auto => {}
    }
    let set = |name| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    let is_refused = set("CLICOLOR").is_some_and(|value| value == "0");
    let is_dumb = set("TERM").is_some_and(|term| term == "dumb");
    output.is_terminal && !is_refused && !is_dumb
}

#[cfg(test)]
mod tests {
    use super::*;
    use ColorChoice::{Always, Auto, Never};

    /// The option, a theme in the configuration, a terminal, the environment, and the answer.
    type Row = (
        ColorChoice,
        bool,
        bool,
        &'static [(&'static str, &'static str)],
        bool,
    );

    const TABLE: &[Row] = &[
        (Auto, false, true, &[], true),
        (Auto, false, false, &[], false),
        // The option is the last word.
        (Always, false, false, &[("NO_COLOR", "1")], true),
        (Always, false, true, &[("CLICOLOR", "0")], true),
        (Never, true, true, &[("CLICOLOR_FORCE", "1")], false),
        (Never, false, true, &[], false),
        // Who names a theme wants its colours.
        (Auto, true, true, &[("NO_COLOR", "1")], true),
        (Auto, true, true, &[("CLICOLOR", "0")], true),
        // NO_COLOR, if it says anything at all.
        (Auto, false, true, &[("NO_COLOR", "1")], false),
        (Auto, false, true, &[("NO_COLOR", "0")], false),
        (Auto, false, true, &[("NO_COLOR", "")], true),
        (
            Auto,
            false,
            true,
            &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")],
            false,
        ),
        // CLICOLOR and its force.
        (Auto, false, true, &[("CLICOLOR", "0")], false),
        (Auto, false, true, &[("CLICOLOR", "1")], true),
        (Auto, false, false, &[("CLICOLOR", "1")], false),
        (Auto, false, false, &[("CLICOLOR_FORCE", "1")], true),
        (Auto, false, false, &[("CLICOLOR_FORCE", "0")], false),
        (
            Auto,
            false,
            true,
            &[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")],
            true,
        ),
        // A terminal that can only print lines.
        (Auto, false, true, &[("TERM", "dumb")], false),
        (Auto, false, true, &[("TERM", "xterm-256color")], true),
        (
            Auto,
            false,
            true,
            &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")],
            true,
        ),
    ];

    #[test]
    fn the_option_then_the_theme_then_the_environment() {
        for (choice, has_theme, is_terminal, environment, wanted) in TABLE {
            let output = Output {
                choice: *choice,
                has_theme: *has_theme,
                is_terminal: *is_terminal,
            };
            let variable = |name: &str| {
                let found = environment.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            let found = is_wanted(output, variable);
            assert_eq!(found, *wanted, "{output:?} {environment:?}");
        }
    }
}
