//! The user's browser: which it is, and how it is started.
//!
//! `$BROWSER` comes first, as a list parted by colons in which `%s` stands for the address
//! (Eric S. Raymond's BROWSER convention), then the opener of the system. A browser for text
//! gets the terminal until it ends; all others run beside the reader. No address ever passes
//! through a shell.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use crate::list;

/// Browsers that draw in the terminal.
const TEXT_BROWSERS: &str = include_str!("../../assets/text-browsers.txt");

/// A program that still runs after this has taken the address over.
const HANDED_OVER: Duration = Duration::from_millis(500);

/// How an address is to be opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By a program that gets the terminal: its words.
    InTerminal(Vec<String>),
    /// By the first of these that does it, beside the reader.
    Beside(Vec<Vec<String>>),
}

/// How `url` is opened, where `variable` gives the value of an environment variable; `None` for
/// an address that no browser is asked for.
#[must_use]
pub(super) fn way(url: &str, variable: impl Fn(&str) -> Option<String>) -> Option<Way> {
    let scheme = url::Url::parse(url).ok()?.scheme().to_owned();
    if !["http", "https", "mailto"].contains(&scheme.as_str()) {
        return None;
    }
    let path = variable("PATH").unwrap_or_default();
    let is_there = |words: &Vec<String>| words.first().is_some_and(|name| is_on(&path, name));
    let named = variable("BROWSER").unwrap_or_default();
    let mut programs: Vec<Vec<String>> = named
        .split(':')
        .map(|one| words(one, url))
        .filter(is_there)
        .collect();
    let has_desktop = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]
        .iter()
        .any(|name| variable(name).is_some_and(|value| !value.is_empty()))
        || cfg!(target_os = "macos");
    if !has_desktop && scheme != "mailto" {
        let known = text_browsers().map(|name| vec![name.to_owned(), url.to_owned()]);
        programs.extend(known.filter(is_there).take(1));
    }
    let first = programs.first().and_then(|words| words.first());
    if first.is_some_and(|name| is_text_browser(name)) {
        return Some(Way::InTerminal(programs.swap_remove(0)));
    }
    // One for text further back would draw over the reader.
    programs.retain(|words| words.first().is_some_and(|name| !is_text_browser(name)));
    programs.extend(of_system(url).into_iter().filter(is_there));
    Some(Way::Beside(programs))
}

/// Starts the first of the programs that takes the address.
///
/// # Errors
/// What the last of them came to, or that there is none, in words for the user.
pub(super) async fn open(programs: Vec<Vec<String>>) -> Result<String, String> {
    let mut reason = "no browser was found".to_owned();
    for words in programs {
        let Some(mut command) = command(&words) else {
            continue;
        };
        let name = program(&words[0]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // It outlives the reader, and no Ctrl-C of the terminal reaches it.
        command.process_group(0);
        let ended = match command.spawn() {
            Ok(mut child) => tokio::time::timeout(HANDED_OVER, child.wait()).await,
            Err(error) => Ok(Err(error)),
        };
        match ended {
            Err(_) => return Ok(name),
            Ok(Ok(status)) if status.success() => return Ok(name),
            Ok(Ok(status)) => reason = format!("{name} ended with {status}"),
            Ok(Err(error)) => reason = format!("cannot start {name}: {error}"),
        }
    }
    Err(reason)
}

/// The command of these words.
pub(super) fn command(words: &[String]) -> Option<Command> {
    let (name, arguments) = words.split_first()?;
    let mut command = Command::new(name);
    command.args(arguments);
    Some(command)
}

/// The name that the user knows a program by.
pub(super) fn program(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map_or_else(
        || path.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn text_browsers() -> impl Iterator<Item = &'static str> {
    list::entries(TEXT_BROWSERS)
}

fn is_text_browser(path: &str) -> bool {
    let name = program(path);
    text_browsers().any(|known| known == name)
}

/// The words of one entry of `$BROWSER`, with the address in its place or behind them.
fn words(entry: &str, url: &str) -> Vec<String> {
    let mut words = split(entry);
    let mut is_placed = false;
    for word in words.iter_mut().skip(1) {
        let mut filled = String::new();
        let mut chars = word.chars();
        while let Some(c) = chars.next() {
            match (c, chars.clone().next()) {
                ('%', Some('s')) => {
                    chars.next();
                    filled.push_str(url);
                    is_placed = true;
                }
                ('%', Some('%')) => {
                    chars.next();
                    filled.push('%');
                }
                ('%', Some('c')) => {
                    chars.next();
                    filled.push(':');
                }
                _ => filled.push(c),
            }
        }
        *word = filled;
    }
    if !words.is_empty() && !is_placed {
        words.push(url.to_owned());
    }
    words
}

/// Words as a shell parts them, with quotes and nothing else of a shell.
fn split(entry: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in entry.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    // The background is where it runs anyway.
    words.retain(|word| word != "&");
    words
}

/// The openers of the desktop, in their order.
fn of_system(url: &str) -> Vec<Vec<String>> {
    let mut programs: Vec<Vec<String>> = Vec::new();
    if std::env::var_os("WSL_DISTRO_NAME").is_some() {
        programs.push(vec!["wslview".to_owned(), url.to_owned()]);
    }
    for command in open::commands(url) {
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let words = words.map(|word| word.to_string_lossy().into_owned());
        programs.push(words.collect());
    }
    programs
}

/// Whether a program is where the shell would find it.
fn is_on(path: &str, name: &str) -> bool {
    if Path::new(name).components().count() > 1 {
        return is_program(Path::new(name));
    }
    std::env::split_paths(path).any(|folder| is_program(&folder.join(name)))
}

fn is_program(file: &Path) -> bool {
    let Ok(meta) = std::fs::metadata(file) else {
        return false;
    };
    let may_run = std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o111 != 0;
    meta.is_file() && may_run
}

#[cfg(test)]
mod tests;
