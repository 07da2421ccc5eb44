//! Keeps the walls of the house: who may import whom, and that the pure rooms stay pure.

use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms it may speak to.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &["model"]),
    ("text", &["text", "model", "list"]),
    ("market", &["market", "model"]),
    ("ingest", &["ingest", "model", "extract", "hash", "list"]),
    (
        "extract",
        &["extract", "model", "ingest", "market", "hash", "list"],
    ),
    ("app", &["app", "model", "text", "market"]),
    ("ui", &["ui", "app", "model", "text", "market", "config"]),
];

/// What a pure room must not do.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::env::",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "println!",
    "eprintln!",
    "tokio::",
    "reqwest::",
    "rusqlite::",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The program text of a file: tests may do what they like.
fn program(path: &Path) -> String {
    if path.file_stem().is_some_and(|stem| stem == "tests") {
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    let lines = text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn rooms_import_only_whom_they_may() {
    let mut broken = Vec::new();
    for (room, allowed) in MAY_IMPORT {
        for path in sources(&src().join(room)) {
            let text = program(&path);
            for (at, _) in text.match_indices("crate::") {
                let name: String = text[at + 7..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if !name.is_empty() && !allowed.contains(&name.as_str()) {
                    broken.push(format!("{} imports {name}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn pure_rooms_are_pure() {
    let mut broken = Vec::new();
    for (room, _) in MAY_IMPORT {
        for path in sources(&src().join(room)) {
            let text = program(&path);
            for word in IMPURE.iter().filter(|word| text.contains(**word)) {
                broken.push(format!("{} uses {word}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_store_knows_sql_and_only_net_opens_sockets() {
    let mut broken = Vec::new();
    for path in sources(&src()) {
        let text = program(&path);
        let inside = |room: &str| path.starts_with(src().join(room));
        if text.contains("rusqlite") && !inside("store") {
            broken.push(format!("{} knows SQL", path.display()));
        }
        let sockets = ["TcpStream", "TcpListener", "reqwest::"];
        if sockets.iter().any(|word| text.contains(word)) && !inside("net") {
            broken.push(format!("{} opens sockets", path.display()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn one_place_knows_how_wide_a_character_is() {
    let mut measuring = sources(&src());
    measuring.retain(|path| program(path).contains("unicode_width"));
    assert_eq!(measuring, [src().join("text/columns.rs")]);
}

#[test]
fn files_stay_small_enough_to_hold_in_the_head() {
    let mut long = Vec::new();
    for path in sources(&src()) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > 400 {
            long.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources(&src())
        .iter()
        .filter(|path| {
            !fs::read_to_string(path)
                .unwrap()
                .trim_start()
                .starts_with("//!")
        })
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
