//! Keeps the walls of the house: who may import whom, which libraries a room may know, that no
//! files refer to one another in circles, and that files stay small. What a room may do (clock,
//! files, sockets, processes) is clippy's: `clippy.toml` and `src/lib.rs`.

mod circles;
mod house;
mod scan;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use house::{HOUSE, House, files, src};

/// Every room and the rooms it may speak to.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("hash", &[]),
    ("list", &[]),
    ("words", &["list"]),
    ("quirks", &["model"]),
    ("fold", &[]),
    ("agency", &["dates", "words"]),
    ("private", &[]),
    ("text", &["model", "list"]),
    ("market", &["model", "hash", "quirks", "words"]),
    ("markup", &["model", "hash", "list", "words"]),
    ("dates", &["model", "list"]),
    (
        "ingest",
        &["model", "markup", "dates", "hash", "list", "words"],
    ),
    (
        "page_extras",
        &[
            "model", "markup", "dates", "market", "agency", "fold", "quirks", "words",
        ],
    ),
    (
        "extract",
        &[
            "model",
            "markup",
            "dates",
            "page_extras",
            "agency",
            "fold",
            "hash",
            "quirks",
            "words",
        ],
    ),
    ("net", &["model"]),
    ("demo", &["hash"]),
    (
        "store",
        &[
            "model", "markup", "ingest", "extract", "market", "hash", "private", "text",
        ],
    ),
    (
        "config",
        &["model", "markup", "ingest", "market", "private"],
    ),
    ("app", &["model", "text", "market", "fold"]),
    ("ui", &["app", "model", "text", "market"]),
    ("term", &["model", "text"]),
    ("plain", &["model", "markup", "text", "market", "term"]),
    (
        "runtime",
        &[
            "app", "config", "extract", "hash", "ingest", "list", "market", "markup", "model",
            "net", "store", "term", "ui",
        ],
    ),
    (
        "cli",
        &[
            "app", "config", "demo", "extract", "ingest", "market", "markup", "model", "net",
            "plain", "private", "runtime", "store", "term", "text",
        ],
    ),
];

/// Libraries that few may know: the name that a path begins with, and the files or folders.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("reqwest", &["net"]),
    ("hyper", &["demo/server.rs"]),
    ("hyper_util", &["net", "demo/server.rs"]),
    (
        "tokio",
        &[
            "net",
            "store/handle.rs",
            "term",
            "runtime",
            "cli",
            "demo/server.rs",
        ],
    ),
    ("crossterm", &["term", "plain"]),
    ("rustix", &["term", "store/obstacle.rs", "runtime"]),
    ("unicode_width", &["text/columns.rs"]),
];

/// Folders in which files may still refer to one another in circles, and why.
const CIRCLES: &[(&str, &str)] = &[(
    "extract/output/blocks",
    "a cell of a table holds blocks, and a block may be a table",
)];

/// A file as people name it: `net/fetch.rs`.
fn shown(file: &Path) -> String {
    let inside = file.strip_prefix(src()).unwrap_or(file);
    inside.display().to_string()
}

/// The room of a file: `net`. The list of rooms itself is in none.
fn room(file: &Path) -> String {
    let shown = shown(file);
    let room = shown.split('/').next().unwrap_or_default();
    room.trim_end_matches(".rs").to_owned()
}

fn none(broken: &BTreeSet<String>) {
    let broken: Vec<&str> = broken.iter().map(String::as_str).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn rooms_import_only_whom_they_may() {
    let mut broken = BTreeSet::new();
    for (file, path) in HOUSE.mentions().filter(|(_, path)| path[0] == "crate") {
        let (from, to) = (room(file), path.get(1).cloned().unwrap_or_default());
        let allowed = MAY_IMPORT.iter().find(|(room, _)| *room == from);
        if allowed.is_none_or(|(_, may)| to != from && !may.contains(&to.as_str())) {
            broken.insert(format!("{} imports {to}", shown(file)));
        }
    }
    none(&broken);
}

#[test]
fn the_walls_name_every_room_and_no_other() {
    let rooms: BTreeSet<String> = HOUSE.files().iter().map(|file| room(file)).collect();
    let named = MAY_IMPORT.iter().map(|(room, _)| (*room).to_owned());
    let lists = std::iter::once("lib".to_owned());
    assert_eq!(rooms, named.chain(lists).collect());
}

#[test]
fn rooms_know_only_their_own_libraries() {
    let mut broken = BTreeSet::new();
    for (file, path) in HOUSE.mentions() {
        let library = LIBRARIES.iter().find(|(library, _)| *library == path[0]);
        if library.is_some_and(|(_, homes)| {
            !homes
                .iter()
                .any(|home| Path::new(&shown(file)).starts_with(home))
        }) {
            broken.insert(format!("{} knows {}", shown(file), path[0]));
        }
    }
    none(&broken);
}

#[test]
fn no_files_refer_to_one_another_in_a_circle() {
    let references = HOUSE.references();
    let mut broken = BTreeSet::new();
    let mut needed = BTreeSet::new();
    for circle in circles::circles(&references) {
        let names: Vec<String> = circle.iter().map(|file| shown(file)).collect();
        let allowed = CIRCLES
            .iter()
            .find(|(folder, _)| names.iter().all(|name| Path::new(name).starts_with(folder)));
        match allowed {
            Some((folder, _)) => drop(needed.insert(*folder)),
            None => drop(broken.insert(format!("a circle of {}", names.join(", ")))),
        }
    }
    for (folder, _) in CIRCLES {
        if !needed.contains(folder) {
            broken.insert(format!("{folder} has no circle: take it off the list"));
        }
    }
    none(&broken);
}

/// `cargo test --test rooms -- --ignored --nocapture` shows all circles and what closes them.
#[test]
#[ignore = "shows what there is"]
fn show_circles() {
    let references = HOUSE.references();
    let circles = circles::circles(&references);
    let within: usize = circles.iter().map(Vec::len).sum();
    let all = HOUSE.files().len();
    println!("{} circles, in them {within} of {all} files", circles.len());
    for circle in circles {
        println!("\ncircle of {}:", circle.len());
        for (from, to) in &references {
            if circle.contains(from) && circle.contains(to) {
                println!("  {} -> {}", shown(from), shown(to));
            }
        }
    }
}

#[test]
fn the_scan_sees_what_the_compiler_sees() {
    let house = House::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rooms"));
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rooms");
    let name = |file: &Path| file.strip_prefix(&base).unwrap().display().to_string();
    let seen: Vec<String> = house
        .references()
        .iter()
        .map(|(from, to)| format!("{} -> {}", name(from), name(to)))
        .collect();
    assert_eq!(
        seen,
        [
            "first/inner.rs -> first.rs",
            "first/inner.rs -> second/deep.rs",
            "first.rs -> first/inner.rs",
            "first.rs -> second/deep.rs",
            "first.rs -> second/mod.rs",
            "second/deep.rs -> third.rs",
            "second/mod.rs -> second/deep.rs",
        ]
    );
    let references = house.references();
    let circles = circles::circles(&references);
    let circles: Vec<Vec<String>> = circles
        .iter()
        .map(|circle| circle.iter().map(|file| name(file)).collect())
        .collect();
    assert_eq!(circles, [["first/inner.rs", "first.rs"]]);
}

#[test]
fn files_stay_small_enough_to_hold_in_the_head() {
    let mut long = BTreeSet::new();
    for folder in ["src", "tests", "benches", "fuzz", "examples"] {
        for path in files(&src().with_file_name(folder)) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            if lines > 400 {
                long.insert(format!("{}: {lines} lines", path.display()));
            }
        }
    }
    none(&long);
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut silent = BTreeSet::new();
    for path in files(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        if !text.trim_start().starts_with("//!") {
            silent.insert(shown(&path));
        }
    }
    none(&silent);
}
