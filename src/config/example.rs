//! The example file, made from the table: it cannot be out of date.

use super::table::{KEYS, KeyRow, Section};

const HEAD: &str = "\
# The configuration of Newswire, with every key at its default.
# Made by `newswire generate config`; `newswire check` finds mistakes.
";

const KEYS_SECTION: &str = "
# Your own keys, on top of the default ones: a chord and a command, or \"none\".
# `newswire generate keys` lists the commands.
[keys]
# \"x\" = \"favourite\"
# \"g n\" = \"next-unread\"
";

/// The text of `config.example.toml`.
#[must_use]
pub(crate) fn example() -> String {
    let mut text = HEAD.to_owned();
    for section in Section::ALL {
        if section == Section::Feed {
            text.push_str(KEYS_SECTION);
        }
        heading(section, &mut text);
        for row in KEYS.iter().filter(|row| row.section == section) {
            key(row, &mut text);
        }
    }
    text
}

/// Repeated sections are examples and stand in comments: the file is the defaults.
fn heading(section: Section, text: &mut String) {
    text.push('\n');
    if !section.doc().is_empty() {
        text.push_str(&format!("# {}\n", section.doc()));
    }
    let path = section.path().join(".");
    if section.is_repeated() {
        text.push_str(&format!("# [[{path}]]\n"));
    } else if !path.is_empty() {
        text.push_str(&format!("[{path}]\n"));
    }
}

fn key(row: &KeyRow, text: &mut String) {
    let mark = if row.section.is_repeated() { "# " } else { "" };
    let line = format!("{mark}{} = {}", row.name, row.default);
    if row.section.is_repeated() {
        text.push_str(&format!("{line:<58} # {}\n", row.doc));
    } else {
        text.push_str(&format!("# {}\n{line}\n", row.doc));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Config, parse};
    use super::*;
    use crate::app::command;

    #[test]
    fn the_example_is_the_file_in_the_repository_and_means_the_defaults() {
        let file = include_str!("../../config.example.toml");
        assert_eq!(
            file,
            example(),
            "run `newswire generate config > config.example.toml`"
        );
        let (config, problems) = parse("config.example.toml", file, &command::table::names());
        assert!(problems.is_empty(), "{}", problems[0]);
        assert_eq!(config, Config::default());
    }

    #[test]
    fn what_stands_in_comments_is_right_too() {
        let text: String = example()
            .lines()
            .map(|line| {
                line.strip_prefix("# ")
                    .filter(|rest| rest.contains(" = ") || rest.starts_with("[["))
                    .unwrap_or(line)
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let (config, problems) = parse("config.example.toml", &text, &command::table::names());
        assert!(problems.is_empty(), "{}", problems[0]);
        assert_eq!(config.sources.len(), 1);
        assert_eq!(config.ticker.groups.len(), 1);
        assert_eq!(config.keys.len(), 2);
    }
}
