//! How large the house is: files, lines and functions of each room, so that two states of the
//! program can be compared.
//!
//! `cargo run --example house [FOLDER]` (`src` if none is named). Lines are all lines of a file;
//! "program" leaves out the modules of tests. A function counts from its `fn` to its last brace,
//! functions inside it included.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

/// What is counted of one file, or of many.
#[derive(Default, Clone)]
struct Room {
    /// Lines, and the name.
    files: Vec<(usize, String)>,
    /// Lines without tests.
    program: usize,
    /// Lines, and the name.
    functions: Vec<(usize, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "src".to_owned()));
    let mut rooms: BTreeMap<String, Room> = BTreeMap::new();
    for path in files(&folder)? {
        let text = std::fs::read_to_string(&path)?;
        let name = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
        let room = name.split('/').next().unwrap_or_default();
        let room = room.trim_end_matches(".rs");
        let code = code(&text);
        for room in [room, "(all)"] {
            let room = rooms.entry(room.to_owned()).or_default();
            room.files.push((text.lines().count(), name.clone()));
            room.program += program_lines(&path, &code);
            let found = functions(&code).into_iter();
            room.functions
                .extend(found.map(|(lines, function)| (lines, format!("{name}: {function}"))));
        }
    }
    println!("room       files  lines program  median  longest file");
    println!("           functions  median  p99  longest function");
    let all = rooms.remove("(all)").unwrap_or_default();
    for (name, room) in rooms.into_iter().chain([("(all)".to_owned(), all)]) {
        print(&name, room);
    }
    Ok(())
}

fn print(name: &str, mut room: Room) {
    room.files.sort();
    room.functions.sort();
    let lines: usize = room.files.iter().map(|(lines, _)| lines).sum();
    let (longest, file) = at(&room.files, 100);
    println!(
        "{name:<10} {:>5} {lines:>6} {:>7} {:>7}  {longest} {file}",
        room.files.len(),
        room.program,
        at(&room.files, 50).0,
    );
    let (longest, function) = at(&room.functions, 100);
    println!(
        "{:<10} {:>9} {:>7} {:>4}  {longest} {function}",
        "",
        room.functions.len(),
        at(&room.functions, 50).0,
        at(&room.functions, 99).0,
    );
}

/// The value below which so many of a hundred are (the nearest rank).
fn at(sorted: &[(usize, String)], percent: usize) -> (usize, &str) {
    let rank = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    let found = sorted.get(rank);
    found.map_or((0, ""), |(value, name)| (*value, name))
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(found)
}

/// The text with a space in the place of each character of comments, strings and characters.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = comment(rest)
            .or_else(|| raw_string(rest, code.chars().last()))
            .or_else(|| quoted(rest));
        if let Some(length) = skipped {
            let hidden = rest[..length].chars();
            code.extend(hidden.map(|c| if c == '\n' { c } else { ' ' }));
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    code
}

/// The length of a comment that begins here.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    text.starts_with("/*").then_some(())?;
    let mut depth = 0_usize;
    for (place, _) in text.match_indices(['/', '*']) {
        match text.get(place..place + 2) {
            Some("/*") => depth += 1,
            Some("*/") if depth == 1 => return Some(place + 2),
            Some("*/") => depth -= 1,
            _ => {}
        }
    }
    Some(text.len())
}

/// The length of a raw string that begins here, behind this character.
fn raw_string(text: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_') {
        return None;
    }
    let marks = text.strip_prefix('r')?;
    let count = marks.len() - marks.trim_start_matches('#').len();
    let inside = marks[count..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(count));
    let length = inside.find(&end).unwrap_or(inside.len());
    Some((2 + count + length + end.len()).min(text.len()))
}

/// The length of a string or a character that begins here; a lifetime is none.
fn quoted(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut inside = text.char_indices().skip(1);
    if mark == '\'' {
        let mut after = text.chars().skip(1);
        let (first, second) = (after.next()?, after.next()?);
        (first == '\\' || second == '\'').then_some(())?;
    }
    while let Some((place, c)) = inside.next() {
        match c {
            '\\' => drop(inside.next()),
            c if c == mark => return Some(place + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// Lines and name of each function with a body.
fn functions(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (place, _) in code.match_indices("fn ") {
        let before = code[..place].chars().last();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[place + 3..];
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
        if let Some(end) = body_end(rest).filter(|_| !name.is_empty()) {
            found.push((rest[..end].lines().count(), name.to_owned()));
        }
    }
    found
}

/// Where the body ends that the signature at the start of `code` has, if it has one.
fn body_end(code: &str) -> Option<usize> {
    let mut inside = 0_usize;
    for (place, c) in code.char_indices() {
        match c {
            '(' | '[' => inside += 1,
            ')' | ']' => inside = inside.saturating_sub(1),
            ';' if inside == 0 => return None,
            '{' if inside == 0 => return block_end(&code[place..]).map(|end| place + end),
            _ => {}
        }
    }
    None
}

/// Where the block ends that begins with the first character.
fn block_end(code: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(place + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Lines outside modules of tests.
fn program_lines(path: &Path, code: &str) -> usize {
    let is_of_tests = |part: &std::ffi::OsStr| part == "tests" || part == "tests.rs";
    if path.iter().any(is_of_tests) {
        return 0;
    }
    let mut lines = code.lines().count();
    for (place, mark) in code.match_indices("#[cfg(test)]") {
        let item = &code[place + mark.len()..];
        if item.trim_start().starts_with("mod ")
            && let Some(end) = body_end(item)
        {
            lines -= item[..end].lines().count();
        }
    }
    lines
}
