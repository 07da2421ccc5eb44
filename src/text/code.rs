//! Blocks of code as lines.

use super::composer::Composer;
use super::indent::Indent;
use super::line::Ground;
use super::styled::{Marks, Role, Run};
use super::width;
use crate::list;

/// Spaces that a tab stands for.
const TAB: &str = "    ";
/// Columns of its surface on either side of code.
const MARGIN: usize = 2;

/// Code keeps its white space. A line that is too long goes on behind a mark: cutting it would
/// lose what the reader may want to copy.
pub(super) fn lay_out(text: &str, language: Option<&str>, composer: &mut Composer<'_>) {
    let is_screen = composer.screen().is_some();
    let indent = match is_screen {
        true => Indent::blanks(MARGIN).with_free(MARGIN),
        false => Indent::bar("│ "),
    };
    let from = composer.indent();
    composer.nested([indent], |composer| {
        let has_edge = composer.indent() > from;
        let language = language.filter(|_| is_screen);
        let comment = language.and_then(comment_sign);
        let mut name = language;
        if is_screen {
            composer.ground = Ground::Code { from, has_edge };
        }
        for line in text.trim_end().lines() {
            let line = line.replace('\t', TAB);
            let line = line.replace(char::is_control, "");
            let is_comment = comment.is_some_and(|sign| line.trim_start().starts_with(sign));
            let role = if is_comment {
                Role::Comment
            } else {
                Role::Code
            };
            code_line(&line, role, name.take(), composer);
        }
        composer.ground = Ground::Text;
    });
}

/// What begins a line of comment in a language.
fn comment_sign(language: &str) -> Option<&'static str> {
    let lines = list::sections(include_str!("../../assets/comments.txt"));
    let words =
        lines.flat_map(|(sign, line)| line.split_whitespace().map(move |word| (sign, word)));
    let mut found = words.filter(|(_, word)| word.eq_ignore_ascii_case(language));
    found.next().map(|(sign, _)| sign)
}

/// One line of code, in as many lines as it needs. Code reads from left to right, whatever words
/// of other directions are in it.
fn code_line(line: &str, role: Role, language: Option<&str>, composer: &mut Composer<'_>) {
    let directions = composer.directions(line, false);
    let mut rest = line;
    let mut is_continued = false;
    loop {
        let columns = composer.columns() - if is_continued { 2 } else { 0 };
        let (shown, left) = split(rest, columns);
        let start = line.len() - rest.len();
        let words = shown.trim_end().len();
        // Space at the end of a line stays there (UAX #9, L1).
        let visual = match &directions {
            Some(directions) => directions.line(line, start..start + words) + &shown[words..],
            None => shown.to_owned(),
        };
        let mut runs = vec![Run::new(visual, Marks::role(role))];
        if is_continued {
            runs.insert(0, Run::new("↪ ", Marks::role(Role::Marker)));
        } else if let Some(language) = language {
            name(language, columns, &mut runs);
        }
        composer.line(runs, false);
        composer.advance(shown.len());
        if left.is_empty() {
            break;
        }
        (rest, is_continued) = (left, true);
    }
}

/// The language at the right end of a line, where there is room: it is one word that all fonts
/// have, or a page has made it up.
fn name(language: &str, columns: usize, runs: &mut Vec<Run>) {
    let is_name = language.chars().all(|c| c.is_ascii_graphic());
    let used: usize = runs.iter().map(|run| width::of(&run.text)).sum();
    let free = columns.saturating_sub(used + language.len());
    if is_name && free >= MARGIN {
        let blanks = " ".repeat(free);
        runs.push(Run::new(blanks, Marks::role(Role::Code)));
        runs.push(Run::new(language, Marks::role(Role::Marker)));
    }
}

/// The beginning that fits into so many columns, at least one grapheme, and the rest. A
/// grapheme wider than the columns is not shown.
fn split(text: &str, columns: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, grapheme) in width::graphemes(text) {
        used += width::of_grapheme(grapheme);
        if used > columns {
            return match at {
                0 => ("", &text[grapheme.len()..]),
                _ => text.split_at(at),
            };
        }
    }
    (text, "")
}
