//! The real program as a user runs it: a home of its own, arguments, standard input.

#![allow(dead_code)] // each test file uses a part of it

#[path = "clock.rs"]
#[allow(clippy::duplicate_mod)] // programs are started with and without a terminal
mod clock;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A home folder that is removed at the end.
pub struct Home {
    folder: tempfile::TempDir,
}

/// What the program said.
#[derive(Debug)]
pub struct Said {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Home {
    /// An empty home.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file in it.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The text of a file in it.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// A command that knows no home but this.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newswire"));
        command.args(arguments).env_clear().env("TZ", "UTC");
        command.envs(clock::variables());
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, self.path(folder));
        }
        command.current_dir(self.folder.path());
        command
    }

    /// Runs it.
    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, b"")
    }

    /// Runs it with something on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Said {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end without reading it.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Whether nothing in a text could act on a terminal.
pub fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// The path as an argument.
pub fn argument(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub fn list(home: &Home, more: &[&str]) -> Vec<Value> {
    let said = home.run(&[&["list", "--json"], more].concat());
    serde_json::from_str(&said.out).unwrap_or_default()
}

pub fn numbers(headlines: &[Value]) -> Vec<String> {
    let mut links: Vec<String> = headlines
        .iter()
        .map(|one| {
            one["link"]
                .as_str()
                .unwrap()
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    links.sort();
    links
}

pub fn succeeds(said: &Said) -> &Said {
    assert_eq!(said.code, 0, "{said:?}");
    assert!(is_harmless(&said.out) && is_harmless(&said.err), "{said:?}");
    said
}

/// All files that there are, byte for byte.
pub fn written(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    let folders = ["config/newswire", "data/newswire", "state/newswire", "boat"];
    let mut all = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(home.path(folder)) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            all.push((path, bytes));
        }
    }
    all.sort();
    all
}
